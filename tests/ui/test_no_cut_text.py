"""Every text of the window can be read in full, in every size, language and state, on a screen of 1366 by 768."""

import pytest
from PySide6.QtWidgets import QToolBar, QToolButton

from app.ui.style.theme import SCALES
from tests.ui.letters import in_both_fonts
from tests.ui.seen import LANGUAGES, STATES, bring, cut, menus, pages, visible

SCREEN = (1366, 768)


@in_both_fonts
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("text_size", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_at_1366_by_768(qtbot, window, language, text_size, state):
    bring(qtbot, window, state, language, text_size)
    assert (window.width(), window.height()) == SCREEN
    found = {fault: page for page in pages(window) for fault in cut(window)}
    assert found == {}
    hidden = [
        button for bar in visible(window, QToolBar) for button in visible(bar, QToolButton) if _holds_the_rest(button)
    ]
    assert hidden == [], "a toolbar hides what it has no room for"


def _holds_the_rest(button):
    return button.objectName() == "qt_toolbar_ext_button"


@in_both_fonts
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text_size", SCALES)
def test_every_menu_fits_on_the_screen(qtbot, window, language, text_size):
    bring(qtbot, window, "answered", language, text_size)
    sizes = {menu.title() or menu.accessibleName(): menu.sizeHint() for menu in menus(window)}
    assert {title: size for title, size in sizes.items() if size.width() > 900 or size.height() > SCREEN[1]} == {}
    bar = window.menuBar()
    assert [a.text() for a in bar.actions() if not bar.rect().contains(bar.actionGeometry(a))] == []


@in_both_fonts
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["empty", "answered", "planned"])
def test_half_a_screen_is_enough_with_scrolling(qtbot, window, language, state):
    """1366 by 768 at a scaling of 200 %."""
    window.resize(683, 340)
    bring(qtbot, window, state, language)
    assert (window.width(), window.height()) == (683, 340)
    assert {fault: page for page in pages(window) for fault in cut(window)} == {}


@in_both_fonts
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text_size", SCALES)
def test_1024_by_700_is_enough_without_scrolling_the_whole_sideways(qtbot, window, language, text_size):
    window.resize(1024, 700)
    bring(qtbot, window, "answered", language, text_size)
    assert {fault: page for page in pages(window) for fault in cut(window)} == {}
    assert window.desk.minimumSizeHint().width() <= window.width()
