"""Sizes and distances of a page, and the lines that were broken for it."""

from __future__ import annotations

from dataclasses import replace

from app.report.content.blocks import Line
from app.report.content.qr_code import code_modules
from app.report.layout.line_breaking import SetLine, height_of, marks_of, set_lines
from app.report.layout.marks import MILLIMETRE, POINT, TextMark
from app.rules.value_type import value_type

_LARGE_PRINT = 16.0
Modules = tuple[tuple[bool, ...], ...]


@value_type
class Measures:
    """Sizes of letters in units; distance of base lines as a multiple of the size; gaps in units.

    `beside` is the size of what stands beside the text: channels, where to get a document, what belongs to a large
    figure. `writing` is the height of a line to write on, `answer` the least width of one beside a question.
    """

    body: int
    beside: int
    small: int
    heading: int
    figure: int
    title: int
    leading: float
    cell: float
    section: float
    paragraph: float
    writing: float
    answer: float

    @property
    def tick(self) -> float:
        """The side of a box to tick."""
        return max(4.2 * MILLIMETRE, 0.95 * self.body)

    def growth(self, other: Measures) -> float:
        """How much higher text becomes in other measures, roughly: lines are higher, and there are more of them."""
        return (other.body / self.body) ** 2 * other.leading / self.leading

    @property
    def large(self) -> bool:
        """True for large print, in which fewer things stand side by side."""
        return self.body >= _LARGE_PRINT * POINT


def measures(body: float, *, close: bool = False, small: float = 9, beside: float | None = None) -> Measures:
    """Measures for sizes of the letters in points; `close` ones save room, and more so if `beside` is small."""
    return Measures(
        body=round(body * POINT),
        beside=round((beside or min(body, max(10.5, body - 2))) * POINT),
        small=round(small * POINT),
        heading=round((body + (1 if close else 2)) * POINT),
        figure=round((body + 7) * POINT),
        title=round((body + (6 if beside else 10)) * POINT),
        leading=1.18 if beside else 1.22 if close else 1.36,
        cell=(0.3 if beside else 0.45 if close else 0.9) * MILLIMETRE,
        section=(1.0 if beside else 1.8 if close else 3.4) * MILLIMETRE,
        paragraph=(0.5 if beside else 0.7 if close else 1.5) * MILLIMETRE,
        writing=(7 if beside else 8 if close else 10) * MILLIMETRE,
        answer=(35 if beside else 55) * MILLIMETRE,
    )


class Broken:
    """The lines and codes of one paper, as they are found while several measures are tried for it."""

    def __init__(self) -> None:
        self.lines: dict[tuple[Line, float, int], tuple[SetLine, ...]] = {}
        self.codes: dict[str, Modules] = {}


class Setting:
    """Breaks lines for pages of some measures. What it remembers in `broken` does not outlive the paper."""

    def __init__(self, sizes: Measures, broken: Broken) -> None:
        self.sizes, self._broken = sizes, broken

    @property
    def beside(self) -> Setting:
        """The same in the letters of what stands beside the text."""
        return Setting(replace(self.sizes, body=self.sizes.beside), self._broken)

    def code(self, text: str) -> Modules:
        """The modules of the code of a text."""
        if text not in self._broken.codes:
            self._broken.codes[text] = code_modules(text)
        return self._broken.codes[text]

    def lines(self, line: Line, width: float, size: int) -> tuple[SetLine, ...]:
        """A paragraph broken to a width; an empty one has no lines."""
        key = (line, width, size)
        found = self._broken.lines.get(key)
        if found is None:
            found = self._broken.lines[key] = set_lines(line, width, size)
        return found

    def cell(self, cell: tuple[Line, ...], width: float, size: int) -> tuple[SetLine, ...]:
        """The lines of paragraphs under each other."""
        return tuple(row for line in cell for row in self.lines(line, width, size))

    def height(self, lines: int, size: int) -> float:
        """The height of so many lines."""
        return height_of(lines, size, self.sizes.leading)

    def placed(self, lines: tuple[SetLine, ...], x: float, y: float, size: int) -> tuple[TextMark, ...]:
        """Lines under each other from an upper left corner."""
        return marks_of(lines, x, y, size, self.sizes.leading)
