"""The colours of the timeline's palette as Qt colours, under the window's palette."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor, QPalette

from app.rules.value_type import value_type
from app.timeline.palette import PALETTES, ColourRole, Ink, Palette, Theme

_HALF = 128


@value_type
class Tone:
    """Colours of one kind of month: fill, line (edge and pattern), ink (text)."""

    fill: QColor
    line: QColor
    ink: QColor


def theme_of(palette: QPalette) -> Theme:
    """The theme a palette belongs to: light, dark or high contrast."""
    ground = palette.color(QPalette.ColorRole.Base)
    if ground.name() == PALETTES[Theme.HIGH_CONTRAST].surface:
        return Theme.HIGH_CONTRAST
    return Theme.DARK if ground.lightness() < _HALF else Theme.LIGHT


def colours_under(palette: QPalette) -> Palette:
    """The timeline palette that fits a Qt palette."""
    return PALETTES[theme_of(palette)]


def tone(role: ColourRole, palette: QPalette) -> Tone:
    """The colours of a role under a palette."""
    return _tone(colours_under(palette).inks[role])


@cache
def _tone(ink: Ink) -> Tone:
    return Tone(QColor(ink.fill), QColor(ink.line), QColor(ink.text))


def empty_tone(palette: QPalette) -> Tone:
    """The colours of an empty month."""
    table = colours_under(palette)
    return Tone(QColor(table.grid), QColor(table.grid), QColor(table.muted))


def future_tone(palette: QPalette) -> Tone:
    """The colours of a month that has not come yet."""
    table = colours_under(palette)
    return Tone(QColor(table.future), QColor(table.grid_strong), QColor(table.muted))


def expected_tone(role: ColourRole, palette: QPalette) -> Tone:
    """The colours of a month paid ahead: a future month with an edge in the colour of its scheme."""
    return Tone(future_tone(palette).fill, tone(role, palette).fill, palette.color(QPalette.ColorRole.Text))
