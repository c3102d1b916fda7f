"""The code of a notice is typed, pasted or scanned into the window; and every kind of file comes out of it."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from app.cases.code.codes import codes, opened
from app.cases.code.parts import cut, typed_lines
from app.export.kinds import ExportKind
from app.rules.record.office_values import OfficeValues
from app.ui.printing.output import EXPORTED
from tests.ui.conftest import settled


@pytest.fixture
def printed(qtbot, window):
    """The code of a notice, whose case is no longer in the window."""
    window.files.open_sample("zhang-nyushi")
    state = settled(qtbot, window)
    texts = codes(state.case, state.assessment, state.option)
    window.files.start_new()
    return texts


@pytest.fixture
def form(window, printed):
    window.run("open_code")
    made = window.dialogs.open("open_code")
    yield made
    made.close()


def test_a_code_typed_line_by_line_opens_its_case(qtbot, window, form, printed):
    lines = typed_lines(printed[0])
    for line in lines[:-1]:
        qtbot.keyClicks(form.letters, line.lower())
        qtbot.keyClick(form.letters, Qt.Key.Key_Return)
        assert not form.take.isEnabled()
    assert "末尾" in form.problem.text()
    qtbot.keyClicks(form.letters, lines[-1])
    assert form.problem.text() == ""
    assert "深圳市" in form.found.text()
    form.take.click()
    state = settled(qtbot, window)
    assert state.case.region == "440300"
    assert state.case.person.name == ""
    assert state.option_key == "planned"
    assert state.unsaved
    assert "结论相同" in window.statusBar().currentMessage()
    assert codes(state.case, state.assessment, state.option) == printed


def test_a_scanner_types_several_codes_in_any_order_each_with_enter(qtbot, form, printed):
    answer = opened("\n".join(printed))
    long = "".join(map(chr, range(0x4E00, 0x5000)))  # a version of many letters makes a document of several parts
    parts = cut(long, answer.text, answer.mark)
    assert len(parts) > 1
    for part in reversed(parts):
        assert not form.take.isEnabled()
        qtbot.keyClicks(form.letters, part)
        qtbot.keyClick(form.letters, Qt.Key.Key_Return)
    assert form.take.isEnabled()


def test_missing_codes_are_counted_and_a_slip_is_told_once_its_line_is_done(qtbot, form, printed):
    first, second, *_ = printed[0].split("-")
    wrong = f"{'A' if second[0] != 'A' else 'B'}{second[1:]}"
    form.letters.setPlainText(f"{first}\n{wrong}")
    assert form.problem.text() != ""
    assert "第2行" not in form.problem.text()  # it may still be being typed
    form.letters.setPlainText(f"{first}\n{wrong}\n")
    assert "第1个码第2行" in form.problem.text()
    form.letters.setPlainText("")
    assert form.problem.text() == ""


def test_another_pack_is_told_when_the_case_opens(qtbot, window, form, printed, monkeypatch):
    monkeypatch.setattr("app.cases.code.document.__version__", "0.0.9")
    form.letters.setPlainText("\n".join(printed))
    form.take.click()
    assert "0.0.9" in window.boxes.told[-1]


def test_what_this_office_keeps_is_told_where_it_is_used_too(window, form, printed):
    window.session.use_kept({"4403": OfficeValues({"resident_premium:2027": Decimal("500.00")})})
    form.letters.setPlainText("\n".join(printed))
    form.take.click()
    assert "本机构" in window.boxes.told[-1]


def test_unsaved_work_is_asked_for_before_the_dialog_opens(window, printed):
    window.files.open_sample("zhang-xiansheng")
    window.desk.person.name.textEdited.emit("某某")
    window.boxes.unsaved = "cancel"
    window.run("open_code")
    assert window.boxes.asked[-1] == "unsaved"
    assert window.session.state.case.region == "140100"


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_kind_is_exported_from_the_window(qtbot, window, tmp_path, kind):
    window.files.open_sample("zhang-nyushi")
    settled(qtbot, window)
    window.boxes.path = tmp_path / f"告知单.{kind}"
    window.run("export")
    assert window.boxes.path.stat().st_size > 200
    assert EXPORTED in window.notices.notices


def test_what_there_is_nothing_of_is_told_and_nothing_written(qtbot, window, tmp_path):
    window.files.open_sample("li-nyushi")
    settled(qtbot, window)
    window.boxes.path = tmp_path / "账单.xlsx"
    window.run("export")
    assert "账单" in window.boxes.told[-1]
    assert not list(tmp_path.iterdir())
