"""Every page and every dialog can be read in full and reached by keys, in every text size."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton

from app.ui.answer.options_table import OptionsTable
from app.ui.style.theme import SCALES
from app.ui.timeline.table import TimelineTable
from app.ui.widgets.focus_chain import stops
from tests.ui.focus_seen import FEWEST, told_by_focus
from tests.ui.letters import in_both_fonts
from tests.ui.opened import PAGES, WINDOWS, close, open_page, open_window
from tests.ui.seen import LANGUAGES, clashes, cut, mnemonic, nameless, visible

SCREEN, HALF = QSize(1366, 728), QSize(683, 364)
"""What a taskbar leaves of 1366 by 768, at a scaling of 100 % and of 200 %."""
TITLE_BAR = QSize(0, 24)


@pytest.fixture
def show(qtbot, window, monkeypatch):
    """Show a page or a small window on a screen."""

    def shown(name, language="zh", text_size="standard", screen=SCREEN):
        room = QRect(0, 0, screen.width(), screen.height())
        monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: room)
        window.resize(screen - TITLE_BAR)
        opening = open_page if name in PAGES else open_window
        return opening(qtbot, window, name, language, text_size)

    yield shown
    close(window)


def each(show, window, *where):
    """Every small window, one after the other."""
    for name in WINDOWS:
        yield name, show(name, *where)
        close(window)


def unread(shown, screen):
    """What cannot be read or is out of sight in a window on a screen."""
    found = cut(shown)
    buttons = [button for button in visible(shown, QPushButton) if button.isDefault()]
    found += [f"the button {it.text()} is out of sight" for it in buttons if it.visibleRegion().isEmpty()]
    room = screen - TITLE_BAR
    if shown.width() > room.width() or shown.height() > room.height():
        found.append(f"{shown.width()}×{shown.height()} is more than the screen has")
    return found


def sideways(shown):
    """What has to be scrolled sideways; tables of many columns may be where the text is large."""
    areas = [it for it in visible(shown, QAbstractScrollArea) if not isinstance(it, OptionsTable | TimelineTable)]
    return [f"{type(it).__name__} {it.accessibleName()}" for it in areas if it.horizontalScrollBar().maximum() > 0]


def astray(shown):
    """What has no name, letters that lead to two places, and letters that lead nowhere."""
    keyed = [label for label in visible(shown, QLabel) if mnemonic(label.text()) and "<" not in label.text()]
    lost = [label.text() for label in keyed if label.buddy() is None or not label.buddy().isVisible()]
    return [*nameless(shown), *clashes(shown).items(), *lost]


@in_both_fonts
@pytest.mark.parametrize("text_size", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_small_window_is_read_in_full(show, window, language, text_size):
    found = {
        name: faults
        for name, shown in each(show, window, language, text_size)
        if (faults := [*unread(shown, SCREEN), *sideways(shown)])
    }
    assert found == {}


@in_both_fonts
@pytest.mark.parametrize("language", LANGUAGES)
def test_half_a_screen_is_enough_for_every_small_window(show, window, language):
    found = {
        name: faults
        for name, shown in each(show, window, language, "standard", HALF)
        if (faults := unread(shown, HALF))
    }
    assert found == {}


@in_both_fonts
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("text_size", SCALES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_read_in_full(show, language, text_size, name):
    shown = show(name, language, text_size)
    assert [*unread(shown, SCREEN), *sideways(shown)] == []


@in_both_fonts
@pytest.mark.parametrize("name", [name for name in PAGES if name != "notices"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_half_a_screen_is_enough_for_every_page(show, language, name):
    """A page is scrolled there; all notices at once are more than it holds."""
    assert cut(show(name, language, "standard", HALF)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_windows_name_what_takes_keys_and_a_letter_leads_to_one_place(show, window, language):
    assert {name: lost for name, shown in each(show, window, language) if (lost := astray(shown))} == {}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_name_what_takes_keys_and_a_letter_leads_to_one_place(show, language, name):
    assert astray(show(name, language)) == []


@pytest.mark.parametrize("look", ["light", "contrast"])
def test_the_focus_is_seen_in_every_small_window(qtbot, show, window, follower, look):
    QApplication.setCursorFlashTime(0)
    follower.choose(look)
    QApplication.processEvents()
    unseen = {}
    for name, shown in each(show, window):
        shown.activateWindow()
        qtbot.waitUntil(lambda shown=shown: QApplication.activeWindow() is shown)
        shown.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key does
        for stop in stops(shown):
            count = told_by_focus(shown, stop)
            if count < FEWEST:
                unseen[f"{name} {type(stop).__name__} {stop.accessibleName()}"] = count
    assert unseen == {}
