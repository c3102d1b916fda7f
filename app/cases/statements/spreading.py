"""Spreads cells that cover several rows and columns over a grid.

Does not know the file they come from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from app.cases.statements.cell_grid import LONGEST_LINE, MOST_CELLS, MOST_ROWS, Record
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
_MOST_PLACES: Final = 400_000  # cells that spread ones may fill in one table


@value_type
class Block:
    """A cell over several rows and columns; numbers from 0, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def spread(rows: Sequence[list[str]], blocks: Iterable[Block]) -> set[int]:
    """Write the text of each block into all its places; gives the rows in which one block is all there is.

    Blocks are cut off at the last row and at the widest row; in a damaged file they may be anything.
    """
    width = max(map(len, rows), default=0)
    filled = 0
    single: set[int] = set()
    for block in blocks:
        bottom, right = min(block.bottom, len(rows) - 1), min(block.right, width - 1)
        if block.top > bottom or block.left > right or block.left >= len(rows[block.top]):
            continue
        filled += (bottom - block.top + 1) * (right - block.left + 1)
        if filled > _MOST_PLACES:
            raise RefusedFile(RefusalReason.TOO_LARGE, _say("refused.too_wide"))
        text = rows[block.top][block.left]
        if not text:
            continue
        if block.top == bottom and not any(rows[block.top][: block.left]) and not any(rows[block.top][right + 1 :]):
            single.add(block.top)
            continue
        for row in rows[block.top : bottom + 1]:
            row.extend([""] * (right + 1 - len(row)))
            row[block.left : right + 1] = [text] * (right + 1 - block.left)
    return single


def records_of(
    rows: Sequence[Sequence[str]],
    single: set[int],
    number: Callable[[int], int],
    doubted: Mapping[int, frozenset[int]],
    drawn: frozenset[int] = frozenset(),
) -> tuple[Record, ...]:
    """The rows that hold anything, or are `drawn` between such; `number` gives the number of a row in the source."""
    records = tuple(_records(rows, single, number, doubted, drawn))
    if len(records) > MOST_ROWS:
        raise RefusedFile(RefusalReason.TOO_LARGE, _say("refused.too_many", most=MOST_ROWS))
    if any(len(record.cells) > MOST_CELLS or len(record.cells[0]) > LONGEST_LINE for record in records):
        raise RefusedFile(RefusalReason.TOO_LARGE, _say("refused.too_wide"))
    return records


def _records(
    rows: Sequence[Sequence[str]],
    single: set[int],
    number: Callable[[int], int],
    doubted: Mapping[int, frozenset[int]],
    drawn: frozenset[int],
) -> Iterator[Record]:
    filled = [place for place, row in enumerate(rows) if any(row)]
    shown = range(filled[0], filled[-1] + 1) if filled else range(0)
    for place in shown:
        row = rows[place]
        if place in single:
            yield Record(number(place), (next(cell for cell in row if cell),), doubted.get(place, frozenset()))
            continue
        last = next((end for end in range(len(row), 0, -1) if row[end - 1]), 0)
        if last:
            yield Record(number(place), tuple(row[:last]), doubted.get(place, frozenset()))
        elif place in drawn:
            yield Record(number(place), ("",) * len(row))
