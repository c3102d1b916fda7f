"""A finished page as a list of marks at fixed positions: texts, lines, boxes, timelines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.rules.value_type import value_type
from app.timeline.layout import Layout

UNITS_PER_INCH = 720
MILLIMETRE = UNITS_PER_INCH / 25.4
POINT = UNITS_PER_INCH / 72
PAGE_WIDTH = 210 * MILLIMETRE
PAGE_HEIGHT = 297 * MILLIMETRE


@value_type
class TextMark:
    """Words in one weight on one line; `y` is the base line, `size` the height of the letters in units.

    `white` letters stand on black.
    """

    x: float
    y: float
    text: str
    size: int
    strong: bool = False
    white: bool = False


@value_type
class RuleMark:
    """A straight line `width` units wide to the right and downwards; `dashed` ones are for scissors."""

    x: float
    y: float
    right: float
    down: float
    width: float
    dashed: bool = False


@value_type
class BoxMark:
    """An empty box with a line `line` units wide; `tick` boxes are for ticking by hand, `ticked` ones are ticked."""

    x: float
    y: float
    width: float
    height: float
    line: float
    tick: bool = False
    ticked: bool = False


@value_type
class FillMark:
    """A black rectangle."""

    x: float
    y: float
    width: float
    height: float


@value_type
class CodeMark:
    """A square of dark (True) and light modules, row by row, `side` units wide."""

    x: float
    y: float
    side: float
    modules: tuple[tuple[bool, ...], ...]


@value_type
class TimelineMark:
    """A timeline with its upper left corner at a place, each of its own pixels `scale` units large."""

    x: float
    y: float
    scale: float
    layout: Layout


Mark = TextMark | RuleMark | BoxMark | FillMark | CodeMark | TimelineMark


@value_type
class Page:
    """One page of a paper, A4 upright. Places are tenths of a point from the upper left corner of the sheet."""

    number: int
    of: int
    marks: tuple[Mark, ...]

    @property
    def text(self) -> tuple[str, ...]:
        """Every piece of text printed on the page, that of a timeline included."""
        return tuple(text for mark in self.marks for text in _texts(mark))


def _texts(mark: Mark) -> tuple[str, ...]:
    if isinstance(mark, TextMark):
        return (mark.text,)
    return tuple(text.text for text in mark.layout.texts()) if isinstance(mark, TimelineMark) else ()


def moved(marks: Iterable[Mark], right: float, down: float) -> tuple[Mark, ...]:
    """The marks, moved by a distance."""
    return tuple(_moved(mark, right, down) for mark in marks)


def _moved(mark: Mark, right: float, down: float) -> Mark:
    if isinstance(mark, TextMark):  # most marks are; `replace` takes four times as long
        return TextMark(mark.x + right, mark.y + down, mark.text, mark.size, mark.strong, mark.white)
    return replace(mark, x=mark.x + right, y=mark.y + down)
