"""Knows how a paragraph breaks into lines in the paper's font. Does not know what it says, nor pages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from app.report.blocks import Line, Run, text_of
from app.report.fonts import paper_font
from app.report.marks import TextMark

LEADING = 1.42
_ASCENT = 1.0
# a date, a sum or a reference torn over two lines is misread
_WHOLE = re.compile(r"\d+年(?:\d+月(?:\d+日)?)?|\d+月\d+日|\d[\d,.:\-–]*(?:\s?(?:元|个月|天|份|岁|%|％))?|\[\d+\]")


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line with its words in place: `parts` are distances from its left end and runs."""

    parts: tuple[tuple[float, Run], ...]
    width: float


def set_lines(line: Line, width: float, size: int) -> tuple[SetLine, ...]:
    """A paragraph broken to a width; an empty one has no lines. `size` and widths are in units of the page."""
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


def height_of(lines: int, size: int) -> float:
    """How high so many lines stand."""
    return lines * size * LEADING


def marks_of(lines: tuple[SetLine, ...], x: float, y: float, size: int) -> tuple[TextMark, ...]:
    """Lines under each other, the upper left corner of the first at a place."""
    spare = size * (LEADING - 1) / 2
    return tuple(
        TextMark(x + offset, y + number * size * LEADING + spare + size * 0.88, run.text, size, run.strong)
        for number, each in enumerate(lines)
        for offset, run in each.parts
    )


def width_of(line: Line, size: int) -> float:
    """The width of a line that is not broken."""
    return max((each.width for each in set_lines(line, 1e6, size)), default=0.0)


def _formats(line: Line) -> list[QTextLayout.FormatRange]:
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for run in line:
        length = _units(run.text)
        if run.strong:
            bold = QTextLayout.FormatRange()
            bold.start, bold.length = start, length
            bold.format = QTextCharFormat()
            bold.format.setFontWeight(QFont.Weight.Bold)
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
    parts: list[tuple[float, Run]] = []
    at = 0
    for run in line:
        after = at + _units(run.text)
        left, right = max(at, start), min(after, end)
        if left < right:
            text = run.text.encode("utf-16-le")[(left - at) * 2 : (right - at) * 2].decode("utf-16-le")
            parts.append((_offset(row, left), Run(text, run.strong)))
        at = after
    return SetLine(tuple(parts), row.naturalTextWidth())


def _offset(row: QTextLine, position: int) -> float:
    placed = row.cursorToX(position)
    return float(placed[0] if isinstance(placed, tuple) else placed)


def _units(text: str) -> int:
    """How many units Qt counts a text as: characters outside the BMP are two."""
    return len(text.encode("utf-16-le")) // 2
