"""Every text contrasts with its background, and every sign of the focus with what is beside it, in every look."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.rules.record.history import Scheme
from app.timeline.palette import PALETTES, ColourRole, Theme, contrast
from app.ui.record.month_grid import Cell, Look, look_tone
from app.ui.style.html import inks_of
from app.ui.style.theme import DARK, HIGH_CONTRAST, LIGHT, palette_of
from app.ui.style.theme_colours import theme_of
from app.ui.widgets.focus_chain import stops, window_of
from app.ui.widgets.focus_ring import Ring
from tests.ui.focus_seen import FEWEST, VISIBLE, pixels, told_by_focus
from tests.ui.seen import bring, menus, pages, visible

LOOKS = {"light": LIGHT, "dark": DARK, "contrast": HIGH_CONTRAST}
READABLE = 4.5
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
    theme = theme_of(palette_of(LOOKS[look]))
    assert theme is {"light": Theme.LIGHT, "dark": Theme.DARK, "contrast": Theme.HIGH_CONTRAST}[look]
    table = PALETTES[theme]
    assert all(
        contrast(ink.text, ink.fill) >= READABLE for role, ink in table.inks.items() if role in list(ColourRole)[:14]
    )
    assert contrast(table.focus, table.surface) >= VISIBLE


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


def test_the_ring_of_the_focus_follows_the_size_of_what_it_surrounds(qtbot, window, follower):
    follower.choose("contrast")
    qtbot.waitUntil(lambda: theme_of(window.palette()) is Theme.HIGH_CONTRAST)
    window.recolour()
    field = window.desk.person.id_number
    field.setFocus()
    [ring] = field.findChildren(Ring)
    field.resize(field.width() + 40, field.height() + 10)
    assert ring.geometry() == field.rect()
