"""Breaks paragraphs into lines in the paper's font."""

from __future__ import annotations

import re

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from app.report.content.blocks import Line, TextRun, text_of
from app.report.layout.fonts import paper_font
from app.report.layout.marks import TextMark
from app.rules.value_type import value_type

_ASCENT = 0.88
_LONE = 1.3
# a date, a sum or a reference split over two lines is misread
_WHOLE = re.compile(
    r"\d+年(?:\d+月(?:\d+日)?)?|\d+月\d+日|\d+ [A-Z][a-z]+ \d{4}"
    r"|(?:= )?\d[\d,.:\-–]*(?:\s?(?:元|个月|天|份|岁|%|％))?|\[\d+\]"
)


@value_type
class SetLine:
    """A line of text: `parts` are runs, each with its distance from the left end."""

    parts: tuple[tuple[float, TextRun], ...]
    width: float


def set_lines(line: Line, width: float, size: int) -> tuple[SetLine, ...]:
    """A paragraph broken to a width; an empty one has no lines. `size` and widths are in units of the page.

    A paragraph that would end in a lone character is set a little narrower, where that costs no line.
    """
    lines = _broken(line, width, size)
    if len(lines) > 1 and lines[-1].width < _LONE * size:
        narrower = _broken(line, width - _LONE * size, size)
        return narrower if len(narrower) == len(lines) else lines
    return lines


def _broken(line: Line, width: float, size: int) -> tuple[SetLine, ...]:
    text = text_of(line)
    if not text:
        return ()
    layout = QTextLayout(text, paper_font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.setFormats(_formats(line))
    whole = [(_units(text[: m.start()]), _units(text[: m.end()])) for m in _WHOLE.finditer(text)]
    set_: list[SetLine] = []
    layout.beginLayout()
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        _keep_whole(row, whole)
        set_.append(_set(row, line))
    layout.endLayout()
    return tuple(set_)


def height_of(lines: int, size: int, leading: float) -> float:
    """The height of so many lines; `leading` is the distance of base lines, as a multiple of the size."""
    return lines * size * leading


def marks_of(lines: tuple[SetLine, ...], x: float, y: float, size: int, leading: float) -> tuple[TextMark, ...]:
    """The marks of lines under each other, with their upper left corner at `x`, `y`."""
    first = y + size * (leading - 1) / 2 + size * _ASCENT
    return tuple(
        TextMark(x + offset, first + number * size * leading, run.text, size, run.strong)
        for number, each in enumerate(lines)
        for offset, run in each.parts
    )


def _formats(line: Line) -> list[QTextLayout.FormatRange]:
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for run in line:
        length = _units(run.text)
        if run.strong:
            bold = QTextLayout.FormatRange()
            weight = QTextCharFormat()
            weight.setFontWeight(QFont.Weight.Bold)
            for name, value in (("start", start), ("length", length), ("format", weight)):
                setattr(bold, name, value)  # PySide's type stubs do not know the fields of this struct
            formats.append(bold)
        start += length
    return formats


def _keep_whole(row: QTextLine, whole: list[tuple[int, int]]) -> None:
    start, end = row.textStart(), row.textStart() + row.textLength()
    torn = next((left for left, right in whole if left < end < right), None)
    if torn is not None and torn > start:
        row.setNumColumns(torn - start)


def _set(row: QTextLine, line: Line) -> SetLine:
    start, end = row.textStart(), row.textStart() + row.textLength()
    parts: list[tuple[float, TextRun]] = []
    at = 0
    for run in line:
        after = at + _units(run.text)
        left, right = max(at, start), min(after, end)
        if left < right:
            text = run.text.encode("utf-16-le")[(left - at) * 2 : (right - at) * 2].decode("utf-16-le")
            parts.append((_offset(row, left), TextRun(text, run.strong)))
        at = after
    return SetLine(tuple(parts), row.naturalTextWidth())


def _offset(row: QTextLine, position: int) -> float:
    placed: object = row.cursorToX(position)
    if isinstance(placed, tuple):  # PySide returns the position it used as well
        placed = placed[0]
    if not isinstance(placed, float):
        raise TypeError(f"no distance: {placed!r}")
    return placed


def _units(text: str) -> int:
    """How many units Qt counts a text as: characters outside the BMP are two."""
    return len(text.encode("utf-16-le")) // 2
