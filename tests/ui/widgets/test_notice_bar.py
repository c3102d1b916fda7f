import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.rules.bilingual import Bilingual
from app.ui.widgets.notice_bar import BarMessage


@pytest.fixture
def done():
    return []


@pytest.fixture
def notice(done):
    return BarMessage(
        Bilingual("要恢复吗？", "Take it up?"),
        ((Bilingual("恢复", "Yes"), lambda: done.append("yes")), (Bilingual("丢弃", "No"), lambda: done.append("no"))),
        lambda: done.append("later"),
    )


def row(window):
    return window.notices.row("a")


def test_it_takes_no_room_while_there_is_nothing_to_say(window):
    top = window.desk.person.mapTo(window, window.desk.person.rect().topLeft()).y()
    assert not window.notices.isVisible()
    window.notices.tell("a", BarMessage(Bilingual("注意", "Mind")))
    QApplication.processEvents()
    assert window.desk.person.mapTo(window, window.desk.person.rect().topLeft()).y() > top
    window.notices.withdraw("a")
    QApplication.processEvents()
    assert window.desk.person.mapTo(window, window.desk.person.rect().topLeft()).y() == top


def test_it_leaves_the_keyboard_where_it_is_and_comes_before_the_first_field(qtbot, window, notice, done):
    window.desk.person.name.setFocus()
    window.notices.tell("a", notice)
    QApplication.processEvents()
    assert window.focusWidget() is window.desk.person.name
    stops = row(window).stops
    for stop in (stops[2], stops[1], stops[0]):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        assert window.focusWidget() is stop
    qtbot.keyClick(stops[0], Qt.Key.Key_Return)
    assert done == ["yes"]
    assert window.focusWidget() is window.desk.person.name
    assert window.notices.notices == {}


def test_escape_and_the_cross_put_it_away_unanswered(qtbot, window, notice, done):
    window.notices.tell("a", notice)
    row(window).stops[1].setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    window.notices.tell("a", notice)
    row(window).stops[-1].click()
    assert done == ["later", "later"]
    assert not window.notices.isVisible()


def test_it_can_be_read_aloud_and_every_answer_has_its_name(window, notice):
    window.notices.tell("a", notice)
    spoken = QAccessible.queryAccessibleInterface(row(window))
    assert spoken.text(QAccessible.Text.Name) == "要恢复吗？"
    assert [stop.accessibleName() for stop in row(window).stops] == ["恢复", "丢弃", "收起这条提示（Esc）"]


def test_it_is_told_once_and_in_the_language_of_the_window(window, notice):
    window.notices.tell("a", notice)
    first = row(window)
    window.notices.tell("a", notice)
    assert row(window) is first
    window.speak("en")
    assert row(window).text.text() == "⚠ Take it up?"
    assert window.notices.isVisible()


def test_a_long_notice_wraps_and_nothing_is_cut(window):
    window.notices.tell("a", BarMessage(Bilingual("日期不对。" * 60, "Wrong. " * 60)))
    window.resize(900, 600)
    QApplication.processEvents()
    text = row(window).text
    assert text.height() >= text.heightForWidth(text.width())
    assert text.height() > 2 * text.fontMetrics().height()
