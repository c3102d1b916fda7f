"""The Tab key goes round the whole window as the eye goes, and back; it is caught nowhere."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.ui.widgets.focus_chain import stops
from tests.ui.seen import LANGUAGES, STATES, bring, pages


def walked(qtbot, window, key):
    """What the focus passes until it is back where it began."""
    start, seen = QApplication.focusWidget(), []
    modifiers = Qt.KeyboardModifier
    pressed_with = modifiers.ShiftModifier if key is Qt.Key.Key_Backtab else modifiers.NoModifier
    for _ in range(300):
        qtbot.keyClick(QApplication.focusWidget(), key, pressed_with)
        seen.append(QApplication.focusWidget())
        if QApplication.focusWidget() is start:
            return seen
    raise AssertionError(f"caught at {seen[-1].accessibleName()} {type(seen[-1]).__name__}")


@pytest.mark.parametrize("state", STATES)
def test_tab_goes_round_everything_and_shift_tab_goes_back(qtbot, window, state):
    bring(qtbot, window, state)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    for page in pages(window):
        window.desk.person.name.setFocus()
        there = walked(qtbot, window, Qt.Key.Key_Tab)
        back = walked(qtbot, window, Qt.Key.Key_Backtab)
        assert [w.accessibleName() for w in back[:-1]] == [w.accessibleName() for w in reversed(there[:-1])], page
        missed = [stop for stop in stops(window) if not any(stop is w or stop.isAncestorOf(w) for w in there)]
        assert [f"{type(w).__name__} {w.accessibleName()}" for w in missed] == []


@pytest.fixture
def around(qtbot, window):
    """What the Tab key reaches, in order, from the first field of the bar on."""

    def walk():
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        window.place.region.setFocus()
        start = QApplication.focusWidget()
        return [start, *walked(qtbot, window, Qt.Key.Key_Tab)[:-1]]

    return walk


@pytest.mark.parametrize("state", ["answered", "planned", "several_lapses"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_order_is_bar_form_tiles_timeline_answer(qtbot, window, around, language, state):
    bring(qtbot, window, state, language)
    parts = (window.place, window.desk.form, window.desk.head, window.desk.timeline, window.desk.tabs)
    next(pages(window))
    rank = [next((n for n, p in enumerate(parts) if p is w or p.isAncestorOf(w)), None) for w in around()]
    assert None not in rank
    assert rank == sorted(rank)


def test_the_fields_of_the_form_follow_each_other_downwards(qtbot, window, around):
    bring(qtbot, window, "planned")
    blocks = [window.desk.person, window.desk.record, window.desk.causes, window.desk.plan, window.desk.questions]
    shown = [block for block in blocks if block.isVisible()]
    tops = [block.mapTo(window, QPoint(0, 0)).y() for block in shown]
    assert tops == sorted(tops)
    order = [next((n for n, b in enumerate(shown) if b.isAncestorOf(w)), None) for w in around()]
    inside = [n for n in order if n is not None]
    assert inside == sorted(inside)
    assert len(set(inside)) > 2
