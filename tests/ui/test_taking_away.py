"""What is taken out of the window: the answer for a message, and files that are opened where they were written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span
from app.ui.printing.output import EXPORTED
from app.ui.state.edits import Brush, painted
from app.wording.phrasebook import phrase
from tests.ui.conftest import settled

EDIT = phrase("ui", "edit.plan")
COPY = (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture
def clipboard():
    found = QGuiApplication.clipboard()
    found.setText("")
    return found


def test_the_answer_is_copied_without_name_and_number(qtbot, window, clipboard):
    window.files.open_sample("zhang-xiansheng")
    window.desk.person.id_number.textEdited.emit("11010519491231002X")
    state = settled(qtbot, window)
    qtbot.keyClick(window, *COPY)
    text = clipboard.text()
    assert state.case.person.name not in text
    assert "11010519491231002X" not in text
    for said in ("做什么：", "最晚哪天：", "多少钱：", "哪天起能报销：", "太原市", "以经办机构核定为准"):
        assert said in text, said
    assert "已复制" in window.statusBar().currentMessage()


def test_in_english_the_whole_message_is(qtbot, window, clipboard):
    window.speak("en")
    window.files.open_sample("chongqing-left-job")
    settled(qtbot, window)
    window.run("copy_answer")
    assert "What to do:" in clipboard.text()
    assert "做什么" not in clipboard.text()


def test_months_nobody_knows_are_what_comes_first(qtbot, window, clipboard):
    span = Span(Month.of(2025, 1), Month.of(2026, 10))
    window.session.edit(EDIT, painted(window.session.state.case, span, Brush.UNKNOWN))
    settled(qtbot, window)
    window.run("copy_answer")
    assert "先查清缴没缴" in clipboard.text()
    assert "2025年1月至2026年10月" in clipboard.text()


def test_nothing_is_copied_beside_a_field_that_was_not_read(qtbot, window, clipboard):
    window.files.open_sample("zhang-xiansheng")
    window.place.as_of.setFocus()
    window.place.as_of.selectAll()
    qtbot.keyClicks(window.place.as_of, "2026-13-1")
    window.run("copy_answer")
    assert clipboard.text() == ""
    assert window.place.as_of.hasFocus()


def test_no_answer_stands_beside_a_field_that_was_not_read(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    day = window.place.as_of
    day.setFocus()
    day.selectAll()
    qtbot.keyClicks(day, "2026-13-1")
    qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert window.desk.withheld
    assert not window.desk.answer.isVisible()
    assert not window.desk.timeline.isVisible()
    day.setFocus()
    qtbot.keyClick(day, Qt.Key.Key_Escape)
    assert window.desk.answer.isVisible()
    assert window.desk.timeline.isVisible()


def test_a_refused_field_that_goes_away_withholds_nothing(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    plan = window.desk.plan
    plan.resume_as.picked.emit(Scheme.FLEXIBLE)
    plan.pay_on.setFocus()
    plan.pay_on.selectAll()
    qtbot.keyClicks(plan.pay_on, "2019")
    qtbot.keyClick(plan.pay_on, Qt.Key.Key_Tab)
    assert window.desk.withheld
    plan.resume_as.picked.emit(None)
    assert not window.desk.withheld


def test_the_days_of_another_day_do_not_stand_beside_a_day_that_was_not_read(qtbot, window):
    window.files.open_sample("zhang-xiansheng")
    settled(qtbot, window)
    days = window.desk.days
    window.desk.tabs.setCurrentWidget(days)
    for text, shown in (("2026-12-1", True), ("2026-13-1", False)):
        days.day.setFocus()
        days.day.selectAll()
        qtbot.keyClicks(days.day, text)
        qtbot.keyClick(days.day, Qt.Key.Key_Return)
        assert days.ways.isVisible() is shown
    assert not window.desk.withheld


def test_an_empty_case_has_nothing_to_copy(window):
    assert not window.commands.by_key["copy_answer"].isEnabled()


def test_an_exported_file_and_its_folder_are_opened_from_the_notice(window, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    window.files.open_sample("zhang-xiansheng")
    window.boxes.path = tmp_path / "告知单.pdf"
    window.run("export")
    row = window.notices.row(EXPORTED)
    assert "告知单.pdf" in row.text.text()
    for button in row.buttons:
        button.click()
        if EXPORTED not in window.notices.notices:
            window.run("export")
    assert opened == [str(tmp_path / "告知单.pdf"), str(tmp_path)]


def test_the_notice_of_an_export_ends_with_the_case(window, tmp_path):
    window.files.open_sample("zhang-xiansheng")
    window.boxes.path = tmp_path / "告知单.pdf"
    window.run("export")
    assert EXPORTED in window.notices.notices
    window.files.open_sample("chongqing-left-job")
    assert EXPORTED not in window.notices.notices
