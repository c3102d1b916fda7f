"""Every text can be told from what it stands on, and every sign of the focus from what is beside it, in every look."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.rules.history import Scheme
from app.timeline.palette import PALETTES, Role, Theme, contrast
from app.ui.month_grid import Cell, Look, look_tone
from app.ui.rich import inks_of
from app.ui.theme import DARK, HIGH_CONTRAST, LIGHT, palette_of
from app.ui.tones import worn
from app.ui.whereabouts import stops, window_of
from tests.ui.seen import bring, menus, pages, visible

LOOKS = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}
READABLE, VISIBLE = 4.5, 3.0
ROLES, GROUPS = QPalette.ColorRole, QPalette.ColorGroup
GROUNDS = (ROLES.Window, ROLES.Base, ROLES.AlternateBase)
WRITTEN = {
    ROLES.WindowText: GROUNDS,
    ROLES.Text: GROUNDS,
    ROLES.PlaceholderText: (*GROUNDS, ROLES.Button, ROLES.Midlight),
    ROLES.BrightText: GROUNDS,
    ROLES.Link: GROUNDS,
    ROLES.LinkVisited: GROUNDS,
    ROLES.ButtonText: (ROLES.Button, ROLES.Window, ROLES.Midlight),
    ROLES.HighlightedText: (ROLES.Highlight,),
    ROLES.ToolTipText: (ROLES.ToolTipBase,),
}
"""What is written in a role, and what it may stand on."""


@pytest.fixture(params=LOOKS)
def look(request):
    return request.param


@pytest.mark.parametrize("group", [GROUPS.Active, GROUPS.Inactive, GROUPS.Disabled])
def test_every_role_is_readable_on_what_it_stands_on(look, group):
    palette = palette_of(LOOKS[look])
    faint = {
        (role.name, ground.name): ratio
        for role, grounds in WRITTEN.items()
        for ground in grounds
        if (ratio := contrast(palette.color(group, role).name(), palette.color(group, ground).name())) < READABLE
    }
    assert faint == {}


def test_frames_lines_of_focus_and_marks_can_be_seen(look):
    palette = palette_of(LOOKS[look])
    for role in (ROLES.Highlight, ROLES.Dark, ROLES.Accent):
        for ground in (ROLES.Window, ROLES.Base):
            assert contrast(palette.color(role).name(), palette.color(ground).name()) >= VISIBLE, (role, ground)


def test_running_text_keeps_to_readable_inks(look):
    palette = palette_of(LOOKS[look])
    inks = inks_of(palette)
    for ground in GROUNDS:
        for ink in (inks.quiet, inks.link, inks.alarm):
            assert contrast(ink, palette.color(ground).name()) >= READABLE


def test_letters_of_months_are_readable_and_every_look_is_seen(look):
    palette = palette_of(LOOKS[look])
    cells = [Cell(kind, Scheme.EMPLOYEE) for kind in Look if kind is not Look.COVERED]
    cells += [Cell(Look.COVERED, scheme) for scheme in Scheme]
    for cell in cells:
        tone = look_tone(cell, palette)
        assert contrast(tone.ink.name(), tone.fill.name()) >= READABLE, cell
        said = cell.look not in (Look.EMPTY, Look.FUTURE)  # where there is nothing to say, nothing need be seen
        edge = max(contrast(colour.name(), palette.color(ROLES.Window).name()) for colour in (tone.fill, tone.line))
        assert not said or edge >= VISIBLE, cell


def test_the_timeline_follows_the_look(look):
    theme = worn(palette_of(LOOKS[look]))
    assert theme is {"light": Theme.LIGHT, "dark": Theme.DARK, "contrast": Theme.HIGH_CONTRAST}[look]
    table = PALETTES[theme]
    assert all(contrast(ink.text, ink.fill) >= READABLE for role, ink in table.inks.items() if role in list(Role)[:14])
    assert contrast(table.focus, table.surface) >= VISIBLE


def pixels(image: QImage) -> dict[str, int]:
    found: dict[str, int] = {}
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    for y in range(picture.height()):
        line = bytes(picture.constScanLine(y))
        for at in range(0, 4 * picture.width(), 4):
            name = _named(line, at)
            found[name] = found.get(name, 0) + 1
    return found


def as_painted(widget: QWidget) -> float:
    """The contrast of the ink that is farthest from the ground, with the ground."""
    place = QRect(widget.mapTo(window_of(widget), QPoint(0, 0)), widget.size())
    found = pixels(window_of(widget).grab(place).toImage())
    ground = max(found, key=lambda name: found[name])
    return max(contrast(name, ground) for name in found)


def test_labels_and_buttons_are_painted_as_readable_as_their_palettes_promise(qtbot, window, follower, look):
    follower.choose(look)
    bring(qtbot, window, "planned", text_size="largest")
    window.recolour()
    texts = [part for kind in (QLabel, QAbstractButton) for part in visible(window, kind) if part.text()]
    inside = [part for part in texts if part.visibleRegion().boundingRect() == part.rect() and part.width() < 400]
    assert len(inside) > 10
    assert {part.text(): ratio for part in inside if (ratio := as_painted(part)) < READABLE} == {}


def signs(before: QImage, after: QImage) -> int:
    """How many pixels are another colour than before, and well told from the ground they stand on."""
    ground = max(found := pixels(before), key=lambda name: found[name])
    lines = (_pairs(before, after, y) for y in range(before.height()))
    return sum(
        _differ(old, new) and max(contrast(new, ground), contrast(new, old)) >= VISIBLE
        for line in lines
        for old, new in line
    )


def _pairs(before: QImage, after: QImage, y: int) -> list[tuple[str, str]]:
    one, other = (bytes(image.constScanLine(y))[: 4 * image.width()] for image in (before, after))
    if one == other:
        return []
    return [(_named(one, at), _named(other, at)) for at in range(0, len(one), 4)]


def _differ(old: str, new: str) -> bool:
    return sum(abs(int(old[at : at + 2], 16) - int(new[at : at + 2], 16)) for at in (1, 3, 5)) > JUST_SEEN


def _named(line: bytes, at: int) -> str:
    blue, green, red = line[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


FEWEST = 16
"""Pixels that turn into something well told from what they were: a line under a word, or the corners of a frame."""
AROUND, JUST_SEEN = 6, 60


@pytest.mark.parametrize("state", ["answered", "planned", "table"])
def test_the_focus_is_seen_wherever_it_is(qtbot, window, follower, look, state):
    QApplication.setCursorFlashTime(0)
    follower.choose(look)
    bring(qtbot, window, state)
    window.recolour()
    window.activateWindow()
    window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as the Tab key does
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    unseen, seen = {}, set()
    for page in pages(window):
        for stop in stops(window):
            if stop not in seen:
                seen.add(stop)
                count = told_by_focus(window, stop)
                if count < FEWEST:
                    unseen[f"{type(stop).__name__} {stop.accessibleName()[:30]}"] = (page, count)
    assert unseen == {}


def told_by_focus(window: QWidget, stop: QWidget) -> int:
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    at = stop.parentWidget()
    while at is not None:
        if hasattr(at, "ensureWidgetVisible"):
            at.ensureWidgetVisible(stop, 0, AROUND)
        at = at.parentWidget()
    if isinstance(stop, QLineEdit):
        stop.deselect()
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    place = place.intersected(window.rect())
    with_focus = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    stop.clearFocus()
    return signs(window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32), with_focus)


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_list_that_drops_down_and_a_menu_are_readable(qtbot, window, follower, look):
    follower.choose(look)
    bring(qtbot, window, "planned")
    window.recolour()
    box = window.desk.plan.resume_as
    box.showPopup()
    opened = [window_of(box.view()), *(menu for menu in menus(window) if menu.actions())]
    for part in opened:
        found = pixels(part.grab().toImage())
        ground = max(found, key=lambda name: found[name])
        assert contrast(ground, LOOKS[look][ROLES.Window]) < 1.3, type(part)
        assert max(contrast(name, ground) for name in found) >= READABLE, type(part)
    box.hidePopup()
