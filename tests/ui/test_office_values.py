"""A premium and a window that no pack records: asked once, kept for the place, marked, and saved with the case."""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.cases.file.saving import save_case
from app.rules.law.terms import Verdict
from app.rules.record.office_values import OfficeValues, OfficeWindow
from app.ui.state.edits import with_region
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import settled
from tests.ui.test_deciding import cell, opened, typed, undo

ROOT = Path(__file__).resolve().parents[2]
NAME = "resident_premium:2027"
WINDOW = OfficeWindow(2027, date(2026, 10, 1), date(2026, 12, 20))


def resident(region: str, inside: bool | None = None) -> str:
    return json.dumps(
        {
            "format": "xubaotong.case/1",
            "region": region,
            "as_of": "2026-11-22",
            "periods": [{"scheme": "resident", "start": "2024-01", "end": "2026-12"}],
            "plan": {"resume_as": "resident", "pay_on": "2026-11-22", "insured_year": 2027, "in_window": inside},
        }
    )


@pytest.fixture
def asked(window, tmp_path):
    """Opens a resident's case in a place: `asked("140100")`; paid inside the window, where that is said."""

    def open_one(region: str, inside: bool | None = None):
        file = tmp_path / f"{region}.json"
        file.write_text(resident(region, inside), encoding="utf-8")
        window.files.open(file)
        return window

    return open_one


def kept(window) -> OfficeValues:
    return window.session.state.case.office_values


def test_a_premium_is_asked_for_once_and_used_for_the_next_case_of_the_place(qtbot, window, asked):
    asked("140100", inside=True)
    typed(qtbot, window.desk.questions.fields[NAME], "430")
    assert window.session.state.option.cost.total == Decimal(430)
    assert window.session.state.case.figures == {}
    assert window.settings.current.office_values == {"1401": {NAME: "430.00"}}
    assert NAME in window.desk.questions.fields  # it stays, and can be changed

    asked("140105", inside=True)  # a district of the same city
    assert kept(window).figures == {NAME: Decimal(430)}
    assert window.session.state.option.cost.total == Decimal(430)
    asked("330300", inside=True)
    assert kept(window) == OfficeValues()
    assert window.session.state.option.cost is None


def test_it_is_marked_in_the_table_the_bill_and_the_legend(qtbot, window, asked):
    asked("140100", inside=True)
    typed(qtbot, window.desk.questions.fields[NAME], "430")
    assert "✓" in cell(window, "cost")
    assert "✓ 您填的、本机构记的，或经办核定的" in window.desk.answer.legend.text()


def test_a_window_is_kept_from_the_dialog_by_keyboard_and_answers_the_question(qtbot, window, asked):
    asked("140100")
    question = f"in_window:2027:{date(2026, 11, 22)}"
    row = window.desk.questions
    assert question in row.fields
    (button,) = [stop for stop in row.tab_stops if stop not in row.fields.values()]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    form = window.dialogs.open("local")
    assert (form.note(NAME), form.note(2027)) == ("规则包没有收录", "规则包没有收录")
    first, last = form.days[2027]
    typed(qtbot, first, "2026-10-01")
    assert form.problem.text() == "请把第一天和最后一天都填上。"
    typed(qtbot, last, "2026-09-30")
    assert form.problem.text() == "最后一天早于第一天，请检查。"
    typed(qtbot, last, "2026-12-20")
    assert form.problem.text() == ""
    assert form.note(2027) == "本机构记的，本地区的个案都用"
    assert kept(window).windows == (WINDOW,)
    assert question not in row.fields
    settled(qtbot, window)
    assert window.session.state.option.pay_by == WINDOW.closes
    assert "本机构自己记的" in window.desk.answer.reasons.text()


def test_what_is_kept_is_taken_back_with_one_undo_and_with_an_empty_field(qtbot, window, asked):
    asked("140100")
    form = opened(window, "local")
    typed(qtbot, form.figures[NAME], "430")
    undo(window)
    assert kept(window) == OfficeValues()
    assert window.settings.current.office_values == {}
    typed(qtbot, form.figures[NAME], "440")
    typed(qtbot, form.figures[NAME], "")
    assert kept(window) == OfficeValues()
    assert window.settings.current.office_values == {}


def test_what_the_pack_records_is_shown_and_cannot_be_kept(window, asked):
    asked("430100")
    form = opened(window, "local")
    assert form.note("resident_premium:2026") == "规则包已收录：400.00，以它为准"
    assert form.note(2026) == "规则包已收录：2025-09-01 至 2026-01-31，以它为准"
    assert not any(field.isEnabled() for field in (form.figures["resident_premium:2026"], *form.days[2026]))
    assert form.figures[NAME].isEnabled()


def test_the_saved_case_gives_the_same_answer_on_the_command_line(qtbot, window, asked, tmp_path):
    asked("140100")
    form = opened(window, "local")
    typed(qtbot, form.figures[NAME], "430")
    for field, day in zip(form.days[2027], ("2026-10-01", "2026-12-20"), strict=True):
        typed(qtbot, field, day)
    settled(qtbot, window)
    state = window.session.state
    file = tmp_path / "saved.json"
    save_case(state.case, state.as_of, file)
    command = [sys.executable, "-m", "app", "assess", str(file)]
    answer = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)["planned"]
    assert answer["pay_by"] == state.option.pay_by.isoformat()
    assert answer["cost"]["total"] == "430.00"
    assert [line["office_own"] for line in answer["cost"]["lines"]] == [True]
    assert "office-window" in [each["id"] for each in answer["assumptions"]]


def test_a_case_opened_keeps_its_own_and_takes_only_what_it_lacks(window, tmp_path):
    window.session.use_kept({"1401": OfficeValues({NAME: Decimal(430), "resident_premium:2026": Decimal(400)})})
    document = {**json.loads(resident("140100")), "office_values": {"figures": {NAME: "410.00"}}}
    file = tmp_path / "own.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    window.files.open(file)
    assert kept(window).figures == {NAME: Decimal("410.00"), "resident_premium:2026": Decimal(400)}
    assert window.session.state.unsaved  # the file does not hold all that the answer rests on


def test_a_new_case_has_what_is_kept_and_nothing_to_save(window):
    window.session.use_kept({"1401": OfficeValues({NAME: Decimal(430)})})
    case = window.session.state.case
    window.session.start(with_region(case, "140100"), window.session.state.as_of)
    assert kept(window).figures == {NAME: Decimal(430)}
    assert not window.session.state.unsaved
    window.session.edit(window.phrases.phrase("edit.region"), with_region(window.session.state.case, "330300"))
    assert kept(window) == OfficeValues()
    window.session.edit(window.phrases.phrase("edit.region"), with_region(window.session.state.case, "140100"))
    assert kept(window).figures == {NAME: Decimal(430)}


def test_at_a_counter_it_is_kept_for_the_next_client(qtbot, window, asked):
    window.counter.switch(True)
    asked("140100")
    form = opened(window, "local")
    typed(qtbot, form.figures[NAME], "430")
    window.session.mark_saved(Path("x.json"))
    window.commands.by_key["new"].trigger()
    window.session.edit(window.phrases.phrase("edit.region"), with_region(window.session.state.case, "140100"))
    assert kept(window).figures == {NAME: Decimal(430)}
    assert window.settings.current.office_values == {"1401": {NAME: "430.00"}}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_dialog_speaks_both_languages(window, asked, language):
    window.speak(language)
    asked("140100")
    form = opened(window, "local")
    said = Phrasebook("deciding", language)
    assert form.windowTitle() == said("local.title.of", place="山西省太原市")
    first, last = form.days[2027]
    assert (first.accessibleName(), last.accessibleName()) == (
        said("local.from", year=2027),
        said("local.until", year=2027),
    )
    assert window.session.state.option.verdict is Verdict.ASK
