"""Knows tables printed in two or three blocks beside each other, to be read down and not across. Not what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from app.cases.statements.cell_grid import CellGrid, Record

_ROWS_BEFORE_HEADINGS: Final = 30


def unfolded(grid: CellGrid) -> CellGrid:
    """The grid with its blocks below each other where its headings come twice or more, else as it is.

    >>> rows = ("年", "月数", "年", "月数"), ("2020", "3", "2022", "12"), ("2021", "0", "2023", "12")
    >>> grid = CellGrid(tuple(Record(n, cells) for n, cells in enumerate(rows, 1)), has_columns=True)
    >>> [(record.number, record.cells) for record in unfolded(grid).records][2:]
    [(3, ('2021', '0')), (2, ('2022', '12')), (3, ('2023', '12'))]

    Rows keep their numbers, so one number may stand on several.
    """
    if not grid.has_columns:
        return grid
    for place, record in enumerate(islice(grid.records, _ROWS_BEFORE_HEADINGS)):
        width = _width_of_block(record.cells)
        if width and not _is_grouped(grid.records[:place], record):
            return replace(grid, records=tuple(_below(grid.records, place, width)))
    return grid


def _width_of_block(cells: Sequence[str]) -> int:
    """The number of columns after which the headings begin anew; 0 where they do not."""
    if any(not cell or any(sign.isdigit() for sign in cell) for cell in cells):
        return 0
    for width in range(2, len(cells) // 2 + 1):
        block = cells[:width]
        if len(cells) % width == 0 and len(set(block)) == width and tuple(block) * (len(cells) // width) == cells:
            return width
    return 0


def _is_grouped(before: Sequence[Record], headings: Record) -> bool:
    """True where the row above names groups of columns, so that equal headings mean different things."""
    return bool(before) and len(set(before[-1].cells) - {""}) > 1 and len(before[-1].cells) > len(headings.cells) // 2


def _below(records: Sequence[Record], headings: int, width: int) -> Iterator[Record]:
    """The rows before, the headings once, then each block's rows down to the end of the table, then the rest."""
    blocks = len(records[headings].cells) // width
    end = next(
        (place for place in range(headings + 1, len(records)) if not _is_row(records[place], width, blocks)),
        len(records),
    )
    yield from records[:headings]
    yield replace(records[headings], cells=records[headings].cells[:width])
    for block in range(blocks):
        for record in records[headings + 1 : end]:
            cells = record.cells[block * width : (block + 1) * width]
            if any(cells):
                doubted = frozenset(place - block * width for place in record.doubted if place // width == block)
                yield replace(record, cells=cells, doubted=doubted)
    rest = CellGrid(tuple(records[end:]), has_columns=True)
    yield from unfolded(rest).records if end < len(records) else ()


def _is_row(record: Record, width: int, blocks: int) -> bool:
    """False for a line of one cell, and for headings that come again after a page break."""
    alone = len(record.cells) == 1 and blocks > 1
    return not alone and not (_width_of_block(record.cells) == width and len(record.cells) == width * blocks)
