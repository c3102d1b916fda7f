"""Turns lists of other shapes into one row a month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from app.cases.pasting.cells import read_number, read_year
from app.cases.pasting.layouts import layouts
from app.cases.pasting.meanings import Meanings
from app.cases.pasting.tables import insurance_named, tables_of
from app.cases.pasting.vocabulary import ColumnRole, folded, vocabulary
from app.cases.statements.cell_grid import CellGrid, Record

_LEAST_MONTHS: Final = 3  # columns named by a month before a list is taken for such a grid
_LEAST_BLOCK: Final = 2  # headings that come again before a table is taken for two side by side
_ROWS_BEFORE_HEADINGS: Final = 30
_HEADINGS: Final = ("年月", "状态")
_HOUR = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")


def month_by_month(records: Sequence[Record]) -> tuple[Record, ...]:
    """A list with a row a year and a column a month as a row a month; a list of another shape stays as it is.

    Rows without a year stay too, so that a sum or a note is told as one. An empty cell is kept: it says nothing of its
    month, and the reader will say so.
    """
    for place, record in enumerate(islice(records, _ROWS_BEFORE_HEADINGS)):
        months = {n: number for n, cell in enumerate(record.cells) if cell and (number := read_number(cell))}
        if len(months) < _LEAST_MONTHS or len(set(months.values())) != len(months):
            continue
        years = [n for n, cell in enumerate(record.cells) if cell and vocabulary().role(cell) is ColumnRole.YEAR]
        if len(years) == 1:
            kept = [n for n in range(len(record.cells)) if n not in months and n not in years]
            heading = Record(record.number, (*_HEADINGS, *(record.cells[n] for n in kept)))
            rows = (row for below in records[place + 1 :] for row in _unfolded(below, years[0], months, kept))
            return (*records[:place], heading, *rows)
    return tuple(records)


def _unfolded(record: Record, year: int, months: dict[int, int], kept: Sequence[int]) -> list[Record]:
    told = read_year(_at(record, year))
    others = [_at(record, n) for n in kept]
    if told is None:
        if len(record.cells) == 1 or vocabulary().is_sum(next(filter(None, record.cells), "")):
            return [Record(record.number, (" ".join(filter(None, record.cells)),))]
        return [Record(record.number, (_at(record, year), "", *others))]
    beyond = record.cells[max((year, *months, *kept)) + 1 :]
    return [Record(record.number, (f"{told}-{n:02d}", _at(record, p), *others, *beyond)) for p, n in months.items()]


def _at(record: Record, place: int) -> str:
    return record.cells[place] if place < len(record.cells) else ""


def one_below_the_other(records: Sequence[Record]) -> tuple[Record, ...]:
    """Tables that stand side by side under the same headings, put one below the other; others stay as they are.

    Each row keeps the number it has in its source, so that it is told once for each block it was cut into.
    """
    for place, record in enumerate(records):
        if not record.cells or (record.cells[0] and record.cells.count(record.cells[0]) < _LEAST_BLOCK):
            continue
        names = [(n, folded(cell)) for n, cell in enumerate(record.cells) if cell]
        size = _block(tuple(name for _, name in names))
        if not size:
            continue
        starts = [n for n, _ in names][::size]
        ends = [*starts[1:], max(len(it.cells) for it in records[place:])]
        blocks = list(zip(starts, ends, strict=True))
        heading = Record(record.number, record.cells[starts[0] : ends[0]])
        tables: list[Record] = []
        notes: list[Record] = []
        for below in records[place + 1 :]:
            (tables if _spans_blocks(below, blocks) else notes).append(below)
        cut = [
            Record(it.number, it.cells[start:end])
            for start, end in blocks
            for it in tables
            if any(it.cells[start:end]) or start == starts[0]
        ]
        return (*records[:place], heading, *cut, *notes)
    return tuple(records)


def _block(names: tuple[str, ...]) -> int:
    """How many headings come again and again; 0 where they do not, or none of them names a time."""
    for size in range(_LEAST_BLOCK, len(names) // 2 + 1):
        if len(names) % size == 0 and names == names[:size] * (len(names) // size):
            roles = {vocabulary().role(name) for name in names[:size]}
            return size if roles & {ColumnRole.MONTH, ColumnRole.YEAR, ColumnRole.FIRST} else 0
    return 0


def _spans_blocks(record: Record, blocks: Sequence[tuple[int, int]]) -> bool:
    return sum(bool(cell) for cell in record.cells) > 1 or len(record.cells) > blocks[0][1]


def split_at_spaces(grid: CellGrid, meanings: Meanings) -> CellGrid:
    """Plain lines whose columns are held apart by spaces only: sure where there are headings, for the rows as long.

    A line of another length stays whole, and its reader will not know which cell is which.
    """
    if grid.has_columns:
        return grid
    records = [Record(record.number, _words(" ".join(record.cells))) for record in grid.records]
    for place, record in enumerate(records):
        heads, height = _flat_headings(records, place) or _line_of_headings(record, meanings)
        if not heads:
            continue
        width = len(heads[0].cells)
        rows = [
            split if len(split.cells) == width else whole for split, whole in zip(records, grid.records, strict=True)
        ]
        if not any(len(row.cells) == width for row in rows[place + height :]) and width > 1:
            return grid
        return replace(grid, records=(*rows[:place], *heads, *rows[place + height :]), has_columns=True)
    return grid


def _words(line: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in line.split():
        if words and _HOUR.fullmatch(word) and _DAY.fullmatch(words[-1]):
            words[-1] = f"{words[-1]} {word}"
        else:
            words.append(word)
    return tuple(words)


def _line_of_headings(record: Record, meanings: Meanings) -> tuple[list[Record], int]:
    tables = tables_of([record], meanings, "")
    return ([record], 1) if tables and len(record.cells) > 1 else ([], 0)


def _flat_headings(records: Sequence[Record], place: int) -> tuple[list[Record], int] | None:
    """Headings over two rows, each group spread over its columns; None where the groups' widths are not known."""
    if place + 1 >= len(records):
        return None
    top, below = records[place], records[place + 1]
    upper, lower = [folded(cell) for cell in top.cells], [folded(cell) for cell in below.cells]
    for first, second, widths in layouts().flat:
        if upper == [folded(cell) for cell in first] and lower == [folded(cell) for cell in second]:
            return _spread(top, below, widths), 2
    groups = [insurance_named(cell) is not None for cell in top.cells]
    count = sum(groups)
    each = len(lower) // count if count else 0
    if count < _LEAST_BLOCK or each * count != len(lower) or lower != lower[:each] * count or not each:
        return None
    return _spread(top, below, tuple(each if group else 1 for group in groups)), 2


def _spread(top: Record, below: Record, widths: Sequence[int]) -> list[Record]:
    upper: list[str] = []
    lower: list[str] = []
    left = list(below.cells)
    for cell, width in zip(top.cells, widths, strict=True):
        upper += [cell] * width
        grouped = insurance_named(cell) is not None
        lower += [left.pop(0) for _ in range(width)] if grouped else [""] * width
    return [Record(top.number, tuple(upper)), Record(below.number, tuple(lower))]
