"""Knows a list with a row a year and a column a month, and makes it a row a month. Does not know what cells mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from app.cases.pasting.cells import read_number, read_year
from app.cases.pasting.vocabulary import ColumnRole, vocabulary
from app.cases.statements.cell_grid import Record

_LEAST_MONTHS: Final = 3  # columns named by a month before a list is taken for such a grid
_ROWS_BEFORE_HEADINGS: Final = 30
_HEADINGS: Final = ("年月", "状态")


def month_by_month(records: Sequence[Record]) -> tuple[Record, ...]:
    """The same list with a row a month; a list of another shape stays as it is.

    Rows without a year stay too, so that a sum or a note is told as one. An empty cell is kept: it says nothing of its
    month, and the reader will say so.
    """
    for place, record in enumerate(islice(records, _ROWS_BEFORE_HEADINGS)):
        months = {n: number for n, cell in enumerate(record.cells) if cell and (number := read_number(cell))}
        years = [n for n, cell in enumerate(record.cells) if cell and vocabulary().role(cell) is ColumnRole.YEAR]
        if len(years) == 1 and len(months) >= _LEAST_MONTHS and len(set(months.values())) == len(months):
            kept = [n for n in range(len(record.cells)) if n not in months and n not in years]
            heading = Record(record.number, (*_HEADINGS, *(record.cells[n] for n in kept)))
            rows = (row for below in records[place + 1 :] for row in _unfolded(below, years[0], months, kept))
            return (*records[:place], heading, *rows)
    return tuple(records)


def _unfolded(record: Record, year: int, months: dict[int, int], kept: Sequence[int]) -> list[Record]:
    def cell(n: int) -> str:
        return record.cells[n] if n < len(record.cells) else ""

    told = read_year(cell(year))
    if told is None:
        return [record]
    others = [cell(n) for n in kept]
    return [Record(record.number, (f"{told}-{number:02d}", cell(n), *others)) for n, number in months.items()]
