"""Knows how a copied contribution list becomes rows: the one door. Does not know the record they go into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from app.cases.pasting.cells import plain
from app.cases.pasting.rows import ListRow, RowVerdict
from app.cases.pasting.vocabulary import ColumnRole
from app.cases.pasting.with_headings import HeadedList, headings_of
from app.cases.pasting.without_headings import LooseList
from app.cases.pasting.year_grid import month_by_month
from app.cases.statements.cell_grid import CellGrid, Record, grid_of
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")
MOST_MONTHS: Final = 50_000
"""Months that all rows of a list may name together; more than any life has, with every insurance named beside."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as understood: every row of it, in its order.

    `says_status` is False where no row speaks of the money's arrival, so that every row was taken for paid.
    `id_number` is the one ID number in the list, to compare with the person's; it goes no further.
    """

    rows: tuple[ListRow, ...]
    says_status: bool = True
    id_number: str | None = None


def read_listing(text: str, home: str) -> Listing | Bilingual:
    """Read a copied list for a person of the place `home`; a sentence where it cannot be used at all. Never raises.

    Nothing of a cell that could not be read is guessed: its row is doubtful, with a sentence.
    """
    grid = grid_of(text)
    if isinstance(grid, Bilingual):
        return grid
    grid = _split_at_spaces(grid)
    if grid.has_columns:
        grid = replace(grid, records=month_by_month(grid.records))
    headings = headings_of(grid.records) if grid.has_columns else None
    if headings is not None:
        listing = HeadedList(headings, grid.records, home)
        ids, names = listing.people(ColumnRole.ID), listing.people(ColumnRole.PERSON)
        says_status = any(headings.has(role) for role in (ColumnRole.STATUS, ColumnRole.CREDITED))
        rows = listing.rows()
    else:
        loose = LooseList(grid)
        ids, names, rows = loose.ids, frozenset(), loose.rows()
        says_status = loose.says_status
    if len(ids) > 1 or len(names) > 1:
        return _say("refused.people", n=max(len(ids), len(names)))
    rows = _without_slips(rows, grid)
    if all(row.verdict is RowVerdict.LEFT_OUT or row.lost for row in rows):
        return _nothing(rows)
    if sum(len(span) for row in rows for span in row.spans) > MOST_MONTHS:
        return _say("refused.too_many_months", most=MOST_MONTHS)
    return Listing(tuple(rows), says_status, next(iter(ids), None))


def _nothing(rows: Sequence[ListRow]) -> Bilingual:
    """Why no row could be used: the first sentence that says so."""
    for row in rows:
        if row.lost and row.remarks[0] != _say("problem.no_month"):
            return _say("refused.no_months", number=row.number, why=row.remarks[0])
    return _say("refused.no_record")


def _split_at_spaces(grid: CellGrid) -> CellGrid:
    """A table whose columns are held apart by spaces only: sure where there are headings and every row has as many."""
    if grid.has_columns:
        return grid
    records = tuple(Record(record.number, tuple(record.cells[0].split())) for record in grid.records)
    headings = headings_of(records)
    if headings is None:
        return grid
    alike = [len(record.cells) == len(headings.names) for record in records[headings.place :]]
    return CellGrid(records, has_columns=True) if len(alike) > 1 and all(alike) else grid


_SHORT_JANUARY = re.compile(r"(\d{4})\.1")


def _without_slips(rows: Sequence[ListRow], grid: CellGrid) -> list[ListRow]:
    """Doubt `2024.1` where a table program may have cut the last zero off `2024.10`."""
    kept = {row.number for row in rows if row.verdict is not RowVerdict.LEFT_OUT}
    texts = {record.number: {plain(cell) for cell in record.cells} for record in grid.records if record.number in kept}
    counts = Counter(text for cells in texts.values() for text in cells)
    suspects = {text for text in counts if (match := _SHORT_JANUARY.fullmatch(text)) and _is_slip(match[1], counts)}
    return [_doubted(row, texts.get(row.number, set()) & suspects) for row in rows]


def _is_slip(year: str, counts: Counter[str]) -> bool:
    if f"{year}.01" in counts:
        return True
    later = f"{year}.11" in counts or f"{year}.12" in counts
    return f"{year}.10" not in counts and (later or counts[f"{year}.1"] > 1)


def _doubted(row: ListRow, slips: set[str]) -> ListRow:
    if not slips or row.verdict is RowVerdict.LEFT_OUT:
        return row
    text = min(slips)
    said = _say("problem.cut_zero", text=text, year=text[:4])
    return replace(row, verdict=RowVerdict.DOUBTFUL, spans=(), remarks=(said, *row.remarks))
