"""Looks and text sizes: chosen in the menu, kept in the settings, and used from the first paint on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QToolBar

from app.timeline.palette import PALETTES, Theme
from app.ui.state.settings import SettingsStore
from app.ui.style.theme import DARK, HIGH_CONTRAST, LIGHT, SCALES, Appearance, dress
from app.ui.style.theme_colours import theme_of
from tests.ui.conftest import settled
from tests.ui.focus_seen import pixels
from tests.ui.seen import listed

ROLES = QPalette.ColorRole
THEMES = {"light": Theme.LIGHT, "dark": Theme.DARK, "contrast": Theme.HIGH_CONTRAST}


def ground(widget):
    return widget.palette().color(ROLES.Window).name()


def choose(qtbot, window, name, entry):
    next(action for action in listed(window, name) if action.text() == window.phrases(entry)).trigger()


@pytest.mark.parametrize(
    ("look", "colours"),
    [("light", LIGHT), ("dark", DARK), ("contrast", HIGH_CONTRAST)],
)
def test_a_look_is_worn_at_once_by_every_part_and_kept(qtbot, window, follower, look, colours):
    window.files.open_sample("zhang-nyushi")
    settled(qtbot, window)
    with qtbot.waitSignal(follower.recoloured):
        choose(qtbot, window, "look", f"look.{look}")
    assert window.settings.current.look == look
    parts = (
        window,
        window.desk.record.grid,
        window.desk.timeline.view,
        window.desk.answer,
        window.desk.tabs,
        window.desk.plan,
    )
    assert {ground(part) for part in parts} == {colours[ROLES.Window]}
    assert {theme_of(part.palette()) for part in parts} == {THEMES[look]}
    drawn = pixels(window.desk.timeline.view.grab().toImage())
    assert drawn.most_common(1)[0][0] == PALETTES[THEMES[look]].surface.lower()
    assert colours[ROLES.Link] in window.desk.answer.reasons.text()


def test_the_look_chosen_is_ticked(window):
    ticked = [action.text() for action in listed(window, "look") if action.isChecked()]
    assert ticked == [window.phrases("look.system")]
    window.wear("dark")
    ticked = [action.text() for action in listed(window, "look") if action.isChecked()]
    assert ticked == [window.phrases("look.dark")]


def test_following_the_system_means_turning_with_it(qtbot, window, follower, monkeypatch):
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: Qt.ColorScheme.Dark)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    qtbot.waitUntil(lambda: ground(window) == DARK[ROLES.Window])
    window.wear("light")
    qtbot.waitUntil(lambda: ground(window) == LIGHT[ROLES.Window])
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QApplication.processEvents()
    assert ground(window) == LIGHT[ROLES.Window]


def test_a_system_in_high_contrast_is_followed(follower, monkeypatch):
    black = QPalette()
    black.setColor(ROLES.Window, "#000000")
    black.setColor(ROLES.WindowText, "#ffffff")
    monkeypatch.setattr(QApplication, "palette", lambda *_: black)
    other = Appearance(QApplication.instance(), "system", "standard")
    monkeypatch.undo()
    assert QApplication.palette().color(ROLES.Window).name() == HIGH_CONTRAST[ROLES.Window]
    other.deleteLater()
    follower.repaint()


def test_what_was_chosen_is_worn_before_the_first_paint(qapp, follower, tmp_path):
    SettingsStore(tmp_path / "settings.json").save(look="contrast", text_size="largest")
    found = SettingsStore(tmp_path / "settings.json").current
    again = dress(qapp, found.look, found.text_size)
    assert qapp.palette().color(ROLES.Window).name() == HIGH_CONTRAST[ROLES.Window]
    again.choose("system")
    again.deleteLater()


def test_frames_are_drawn_in_a_colour_that_can_be_seen(qtbot, window, follower):
    for colours in (LIGHT, DARK, HIGH_CONTRAST):
        follower.wear(colours)
        line = window.desk.person.id_number
        picture = line.grab().toImage()
        edge = picture.pixelColor(picture.width() // 2, 0)
        ground = picture.pixelColor(picture.width() // 2, picture.height() // 2)
        assert abs(edge.lightness() - ground.lightness()) > 80


@pytest.mark.parametrize("text_size", SCALES)
def test_a_text_size_is_written_at_once_and_kept(qtbot, window, text_size):
    body = window.font().pointSizeF()
    window.commands.by_key[f"text_{text_size}"].trigger()
    assert window.font().pointSizeF() == pytest.approx(body * SCALES[text_size])
    assert window.desk.person.name.font().pointSizeF() == pytest.approx(body * SCALES[text_size])
    assert window.settings.current.text_size == text_size
    assert [key for key in SCALES if window.commands.by_key[f"text_{key}"].isChecked()] == [text_size]


def test_the_size_in_force_stays_ticked_when_it_is_chosen_again(window):
    window.commands.by_key["text_standard"].trigger()
    assert window.commands.by_key["text_standard"].isChecked()


def test_a_key_makes_the_text_larger_and_everything_stays_where_it_was(qtbot, window):
    window.files.open_sample("zhang-nyushi")
    state = settled(qtbot, window)
    window.session.choose(state.options[-1][0])
    window.desk.tabs.setCurrentIndex(2)
    window.desk.record.show_view(1)
    window.desk.person.sex.setFocus()
    before = window.session.state
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_3, modifiers)
    after = settled(qtbot, window)
    assert window.settings.current.text_size == "largest"
    assert (after.case, after.as_of, after.option_key) == (before.case, before.as_of, before.option_key)
    assert after.undo_name == before.undo_name
    assert window.desk.tabs.currentIndex() == 2
    assert window.desk.record.view == 1
    assert window.focusWidget() is window.desk.person.sex


def test_the_language_changes_without_losing_the_place(qtbot, window):
    window.files.open_sample("zhang-nyushi")
    settled(qtbot, window)
    window.desk.plan.resume_as.setFocus()
    window.speak("en")
    assert window.focusWidget() is window.desk.plan.resume_as


def test_typing_that_is_not_read_yet_is_taken_before_the_text_grows(window, qtbot):
    window.desk.person.name.setFocus()
    qtbot.keyClicks(window.desk.person.name, "abc")
    window.enlarge("large")
    assert window.desk.person.name.text() == "abc"


def tools(window):
    new = window.commands.by_key["new"]
    return next(bar for bar in window.findChildren(QToolBar) if new in bar.actions())


def test_icons_grow_with_the_text(window):
    small = tools(window).iconSize().width()
    window.enlarge("largest")
    assert tools(window).iconSize().width() == pytest.approx(small * 1.5, abs=1)
    assert not window.commands.by_key["new"].icon().pixmap(small).isNull()
