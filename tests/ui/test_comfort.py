"""The office's own details, unmasked papers, an early clock, the box about the program."""

from datetime import date, timedelta
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from app.report.content.office import Custom, office_of
from app.report.content.sections import Personal
from app.system.resources import resource
from app.ui.answer.start_page import COMMAND
from app.ui.dialogs.about_dialog import AboutDialog
from app.ui.dialogs.licences import licences
from app.ui.dialogs.office_dialog import OfficeDialog
from app.ui.state.samples import SAMPLES
from app.ui.state.versions import PacksKnown, packs_known
from app.ui.widgets.wrapped_label import WrappedLabel
from app.ui.window.commands import SHORTCUTS
from app.ui.window.notices import CLOCK, UNMASKED, clock_is_early
from app.ui.window.on_demand import Dialogs
from app.wording.phrasebook import Phrasebook
from tests.ui.conftest import TODAY

NEWEST = date(2026, 8, 24)


# the office


def test_the_offices_details_are_set_once_and_printed_on_every_paper(qtbot, window):
    window.dialogs = Dialogs(window, window.session, window)
    window.commands.by_key["office"].trigger()
    [form] = window.findChildren(OfficeDialog)
    qtbot.keyClicks(form.lines["window"], "12")
    form.lines["name"].setText(" 某某区医保中心 ")
    form.customs.setPlainText("单位介绍信｜加盖公章\n\n复印件")
    qtbot.keyClick(form.lines["name"], Qt.Key.Key_Return)
    assert not form.isVisible()
    assert window.settings.current.office == {
        "name": "某某区医保中心",
        "window": "12",
        "customs": "单位介绍信｜加盖公章\n\n复印件",
    }
    office = window.papers.style.office
    assert (office.name, office.customs) == ("某某区医保中心", (Custom("单位介绍信", "加盖公章"), Custom("复印件")))


def test_the_form_shows_what_was_set_and_cancelling_changes_nothing(window):
    window.settings.save(office={"name": "甲", "customs": "介绍信"})
    window.dialogs = Dialogs(window, window.session, window)
    window.commands.by_key["office"].trigger()
    [form] = window.findChildren(OfficeDialog)
    assert (form.lines["name"].text(), form.customs.toPlainText()) == ("甲", "介绍信")
    form.lines["name"].setText("乙")
    form.reject()
    assert window.settings.current.office["name"] == "甲"


def test_papers_without_the_offices_details_stay_as_they_are(window):
    assert office_of({}) is None
    assert window.papers.style.office is None


def test_the_tab_key_leaves_the_list_of_documents(qtbot, window):
    form = OfficeDialog({}, window.phrases, window)
    with qtbot.waitExposed(form):
        form.open()
    form.customs.setFocus()
    qtbot.keyClick(form.customs, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.keep
    assert all(line.accessibleName() for line in (*form.lines.values(), form.customs))
    form.close()


# papers that show everything


def test_papers_are_masked_until_asked_and_again_for_the_next_client(window):
    window.files.open_sample("zhang-xiansheng")
    assert window.papers.style.unmasked == frozenset()
    window.commands.by_key["unmasked"].trigger()
    assert window.papers.style.unmasked == frozenset(Personal)
    assert window.commands.by_key["unmasked"].isChecked()
    assert UNMASKED in window.notices.notices
    window.files.start_new()
    assert window.papers.style.unmasked == frozenset()
    assert not window.commands.by_key["unmasked"].isChecked()
    assert UNMASKED not in window.notices.notices


def test_the_notice_masks_again(window):
    window.files.open_sample("zhang-xiansheng")
    window.commands.by_key["unmasked"].trigger()
    window.notices.row(UNMASKED).buttons[0].click()
    assert not window.session.state.unmasked
    assert not window.commands.by_key["unmasked"].isChecked()


def test_showing_everything_is_no_edit(window):
    window.files.open_sample("zhang-xiansheng")
    before = window.session.state
    window.commands.by_key["unmasked"].trigger()
    assert window.session.state.undo_name == before.undo_name
    assert window.session.state.case is before.case


# the clock


def test_a_day_before_the_newest_pack_is_warned_of_and_one_after_is_not():
    assert clock_is_early(NEWEST, NEWEST) is None
    assert clock_is_early(NEWEST, None) is None
    warning = clock_is_early(NEWEST - timedelta(days=1), NEWEST)
    assert "2026年8月23日" in warning.zh
    assert "2026年8月24日" in warning.zh


def test_the_packs_know_the_day_of_their_newest_text(engine):
    known = packs_known(engine.shelf.headings)
    assert known.count == len(engine.shelf.packs)
    assert known.newest is not None
    assert known.newest <= TODAY


@pytest.mark.parametrize("today", [date(2020, 1, 1)])
def test_an_early_clock_is_told_in_the_window_and_on_paper(window, today):
    assert "2020年1月1日" in window.notices.notices[CLOCK].text.zh
    assert window.papers.style.remarks == (window.clock,)
    assert window.clock is not None


def test_a_clock_that_is_right_is_not_spoken_of(window):
    assert window.clock is None
    assert CLOCK not in window.notices.notices
    assert window.papers.style.remarks == ()


# about


@pytest.fixture(params=["zh", "en"])
def box(qtbot, window, request):
    box = AboutDialog(PacksKnown(35, NEWEST, "abc123"), Phrasebook("ui", request.param), window)
    with qtbot.waitExposed(box):
        box.open()
    yield box
    box.close()


def test_it_names_versions_packs_and_that_nothing_leaves_the_computer(window):
    box = AboutDialog(PacksKnown(35, NEWEST, "abc123"), window.phrases, window)
    text = "\n".join(label.text() for label in box.findChildren(WrappedLabel))
    assert "Qt 6." in text
    assert "规则包 35 个，最新文件 2026年8月24日，校验码 abc123" in text
    assert "不联网" in text


def test_every_licence_can_be_opened_and_read(qtbot, box):
    box.findChild(QTabWidget).setCurrentIndex(1)
    texts = set()
    for row in range(box.parts.count()):
        box.parts.setCurrentRow(row)
        texts.add(box.text.toPlainText())
        assert len(box.text.toPlainText()) > 500
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in texts)
    assert box.text.verticalScrollBar().maximum() > 0


def test_every_licence_text_is_named_and_every_package_of_the_program_has_its_own():
    named = {file.resolve() for licence in licences() for file in licence.files}
    assert {path.resolve() for path in resource("licenses").glob("*.txt")} <= named
    parts = {licence.part.lower().replace("_", "-") for licence in licences()} | {"pyside6-essentials"}
    asked = [Requirement(line) for line in requires("xubaotong") or ()]
    while asked:
        wanted = asked.pop()
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            if wanted.name.lower() not in ("pyside6-essentials", "shiboken6"):
                assert wanted.name.lower().replace("_", "-") in parts
            asked.extend(Requirement(line) for line in requires(wanted.name) or ())


def test_the_programs_own_licence_is_that_of_the_repository():
    root = resource("licenses").parents[1]
    assert resource("licenses", "Apache-2.0.txt").read_bytes() == (root / "LICENSE").read_bytes()


# an empty window


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_window_says_the_ways_to_begin_with_their_keys(window, language):
    window.speak(language)
    text = window.desk.answer.reasons.text()
    for key in ("quick_start", "paste", "go_record"):
        assert f"href='{COMMAND}{key}'" in text
        assert SHORTCUTS[key] in text
    assert all(f"href='{name}'" in text for name in SAMPLES)


def test_a_way_to_begin_is_one_click_away(window):
    window.desk.tabs.setCurrentIndex(1)
    window.desk.answer.reasons.linkActivated.emit(f"{COMMAND}go_record")
    assert window.focusWidget() is window.desk.record.grid
