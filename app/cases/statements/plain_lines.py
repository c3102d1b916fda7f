"""Cuts lines without a delimiter into cells: columns held apart by spaces, or one cell a line."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Final

from app.rules.value_type import value_type

_RUN: Final = re.compile(r"\S+(?:[ \u00a0]\S+)*")  # words one space apart stay together
_MONTH: Final = re.compile(r"(?:19|20)\d{2}\s*[-./年]\s*(?:0?[1-9]|1[0-2])\s*月?|(?:19|20)\d{2}(?:0[1-9]|1[0-2])")
_NUMBER: Final = re.compile(r"[-\d.,/:年月日 %]+")
_LEAST_ROWS: Final = 3
_MOST_COLUMNS: Final = 60
_WIDE: Final = frozenset("WF")


def cells_of(lines: Sequence[str]) -> list[list[str]] | None:
    """The lines as rows of cells where two spaces or more hold columns apart, the same ones in every row; else None."""
    runs = [[_extent(line, match) for match in _RUN.finditer(line)] for line in lines]
    tables = [row for row in runs if len(row) > 1]
    if len(tables) < _LEAST_ROWS or len(tables) * 2 < sum(1 for row in runs if row):
        return None
    columns = _columns(tables)
    if len(columns) > 1 and not _two_in_one(tables, columns):
        return [[match[2] for match in row] if len(row) < 2 else _placed(row, columns) for row in runs]  # noqa: PLR2004
    width, rows = Counter(map(len, tables)).most_common(1)[0]
    if rows == len(tables) and width > 1:
        return [[text for _, _, text in row] for row in runs]
    return None


def _extent(line: str, match: re.Match[str]) -> tuple[int, int, str]:
    start = _width(line[: match.start()])
    return start, start + _width(match[0]), match[0]


def _width(text: str) -> int:
    """The columns of a screen a text takes: a Chinese sign is two wide."""
    return len(text) if text.isascii() else sum(1 + (unicodedata.east_asian_width(sign) in _WIDE) for sign in text)


def _columns(rows: Sequence[Sequence[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    """Where the rows together leave no free place, from left to right."""
    columns: list[tuple[int, int]] = []
    for start, end, _ in sorted(extent for row in rows for extent in row):
        if columns and start < columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(end, columns[-1][1])
        else:
            columns.append((start, end))
    return columns if len(columns) <= _MOST_COLUMNS else []


def _two_in_one(rows: Sequence[Sequence[tuple[int, int, str]]], columns: Sequence[tuple[int, int]]) -> bool:
    return any(len({_column(extent, columns) for extent in row}) < len(row) for row in rows)


def _column(extent: tuple[int, int, str], columns: Sequence[tuple[int, int]]) -> int:
    return next(place for place, (start, end) in enumerate(columns) if start <= extent[0] < end)


def _placed(row: Sequence[tuple[int, int, str]], columns: Sequence[tuple[int, int]]) -> list[str]:
    cells = [""] * len(columns)
    for extent in row:
        cells[_column(extent, columns)] = extent[2]
    return cells


def folded(lines: Sequence[str]) -> list[tuple[int, list[str]]] | None:
    """Rows made of lines that hold one cell each, as a phone copies a table, with the line each begins on, from 1.

    Only where a month comes back after the same number of lines, under headings without a digit; else None. Where the
    cut is one line off, a cell still stands under its own heading, and one column has a name nobody knows.
    """
    kept = _without_blank_steps([(number, line.strip()) for number, line in enumerate(lines, 1)])
    texts = [line for _, line in kept]
    months = [place for place, line in enumerate(texts) if _MONTH.fullmatch(line)]
    cuts = [cut for width in range(2, min(_MOST_COLUMNS, len(kept) // _LEAST_ROWS) + 1)
            for cut in _cuts(texts, months, width)]  # fmt: skip
    whole = [cut for cut in cuts if cut.end == len(kept)]
    narrowest = min((cut.width for cut in whole or cuts), default=0)
    fitting = [cut for cut in whole or cuts if cut.width == narrowest]
    if len(fitting) != 1:
        return None
    cut = fitting[0]
    table = range(cut.start, cut.end, cut.width)
    singles = [*range(cut.start), *range(cut.end, len(kept))]
    rows = [(place, texts[place : place + cut.width]) for place in table] + [
        (place, [texts[place]]) for place in singles
    ]
    return [(kept[place][0], row) for place, row in sorted(rows)]


@value_type
class _Cut:
    start: int
    end: int
    width: int


def _cuts(lines: Sequence[str], months: Sequence[int], width: int) -> Iterator[_Cut]:
    """Headings and rows of `width` cells into which the lines can be cut, every month in a row of them."""
    places = frozenset(months)
    first = next((place for place in months if place + width in places), None)
    if first is None:
        return
    rows = next(n for n in count(1) if first + n * width not in places)
    if rows < _LEAST_ROWS:
        return
    for start in range(max(0, first - 2 * width + 1), first - width + 1):
        end = start + (rows + 1) * width
        headings = lines[start : start + width]
        if end > len(lines) or months[-1] >= end or len(set(headings)) < width:
            continue
        if any(not name or any(sign.isdigit() for sign in name) for name in headings):
            continue
        if all(_alike(lines[start + width + column : end : width]) for column in range(width)):
            yield _Cut(start, end, width)


def _alike(cells: Sequence[str]) -> bool:
    """True when all cells of a column are numbers, or none is."""
    return len({bool(_NUMBER.fullmatch(cell)) for cell in cells if cell}) <= 1


def _without_blank_steps(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """From the first line to the last that holds anything, without the empty ones where every second is empty."""
    filled = [place for place, (_, line) in enumerate(lines) if line]
    kept = list(lines[filled[0] : filled[-1] + 1]) if filled else []
    stepped = len(kept) > _LEAST_ROWS and not any(line for _, line in kept[1::2])
    return kept[::2] if stepped else kept
