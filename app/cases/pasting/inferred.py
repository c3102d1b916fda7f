"""Tells the columns of a list without headings by what most of their cells are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from app.cases.pasting.cells import plain, read_credit, read_money, read_spans
from app.cases.pasting.meanings import Meanings
from app.cases.pasting.people import is_id_number
from app.cases.pasting.tables import ListColumn, ListTable
from app.cases.pasting.vocabulary import ColumnRole, vocabulary
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual

_MOST: Final = 0.6  # of the filled cells of a column that show what it holds
_LEAST_CELLS: Final = 2  # a row with fewer is a line


def inferred_table(records: Sequence[Record], meanings: Meanings) -> ListTable | None:
    """Columns with the roles their cells show; None where no column holds months, or no row has columns."""
    rows = [record for record in records if sum(map(bool, record.cells)) >= _LEAST_CELLS]
    if not rows:
        return None
    width = max(len(record.cells) for record in rows)
    columns = tuple(_column(rows, place, meanings) for place in range(width))
    if not any(column.role is ColumnRole.MONTH for column in columns):
        return None
    return ListTable(0, 0, columns, ())


def _column(rows: Sequence[Record], place: int, meanings: Meanings) -> ListColumn:
    name = f"第{place + 1}列"
    if meanings.is_told(name):
        return ListColumn(place, name, "", meanings.role(name))
    cells = [record.cells[place] for record in rows if place < len(record.cells) and record.cells[place]]
    tests: tuple[tuple[ColumnRole, Callable[[str], bool]], ...] = (
        (ColumnRole.ID, is_id_number),
        (ColumnRole.MONTH, lambda cell: not isinstance(read_spans(cell), Bilingual) and not _is_day(cell)),
        (ColumnRole.CREDITED, _is_day),
        (ColumnRole.AMOUNT, lambda cell: read_money(cell) is not None),
        (ColumnRole.PAYER, vocabulary().is_firm),
        (ColumnRole.STATUS, lambda cell: meanings.payment(cell) is not None),
        (ColumnRole.SCHEME, lambda cell: meanings.insurance(cell) is not None),
    )
    role = next((role for role, fits in tests if cells and sum(map(fits, cells)) >= len(cells) * _MOST), None)
    if role is None and (not cells or (len(set(cells)) == 1 and len(cells) == len(rows) > 1)):
        role = ColumnRole.IGNORED
    return ListColumn(place, name, "", role)


def _is_day(cell: str) -> bool:
    text = plain(cell)
    month = not isinstance(read_spans(text), Bilingual)
    if month:
        return sum(map(text.count, "-/.")) > 1  # the first of a month, which may be the month or a day in it
    return read_credit(text) is not None
