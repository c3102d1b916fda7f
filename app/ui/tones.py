"""Knows which colours of the one semantic table the window uses under a palette. Does not know what is painted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette

from app.timeline.palette import PALETTES, Ink, Palette, Role, Theme

_HALF = 128


@dataclass(frozen=True, slots=True)
class Tone:
    """Colours of one kind of month: what fills it, what draws its edge and pattern, what writes on it."""

    fill: QColor
    line: QColor
    ink: QColor


def colours_under(palette: QPalette) -> Palette:
    """The semantic table that fits a palette, light or dark."""
    dark = palette.color(QPalette.ColorRole.Window).lightness() < _HALF
    return PALETTES[Theme.DARK if dark else Theme.LIGHT]


def tone(role: Role, palette: QPalette) -> Tone:
    """The colours of one meaning under a palette."""
    return _tone(colours_under(palette).inks[role])


@cache
def _tone(ink: Ink) -> Tone:
    return Tone(QColor(ink.fill), QColor(ink.line), QColor(ink.text))


def empty_tone(palette: QPalette) -> Tone:
    """The colours of a month that nothing is known of and nothing is expected of."""
    table = colours_under(palette)
    return Tone(QColor(table.grid), QColor(table.grid), QColor(table.muted))


def future_tone(palette: QPalette) -> Tone:
    """The colours of a month that has not come yet."""
    table = colours_under(palette)
    return Tone(QColor(table.future), QColor(table.grid_strong), QColor(table.muted))
