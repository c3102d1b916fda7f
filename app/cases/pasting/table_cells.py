"""The cells of one table by what their columns hold, and which rows name a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from app.cases.pasting.cells import plain, read_first, read_number, read_spans, read_year, sign_of
from app.cases.pasting.layouts import TO_CHECK
from app.cases.pasting.legend import Legend
from app.cases.pasting.meanings import Meanings
from app.cases.pasting.tables import ListTable
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month
from app.rules.value_type import value_type

COLUMNS_OF_A_TABLE: Final = 2
"""A single cell in a table with more of them is a remark."""
DASHES: Final = frozenset("-–—－/\\")
MONEY: Final = (ColumnRole.AMOUNT, ColumnRole.DUE, ColumnRole.BASE)
_COUNT = re.compile(r"(\d{1,3})\s*(?:个?月|\(月\))?(?:份)?")
_YEARLY = re.compile(r"\d{1,2}\s*(?:\(月\)|（月）|个月)")


@value_type
class Surroundings:
    """What stands around a table: the place of the person, titles with the insurance and year, the paper's own signs.

    `insurance` is what titles say all rows are of, `month` the one they name. `picked` is the one
    person of several whose rows are read.
    """

    home: str
    legend: Legend
    insurance: Insurance | None = None
    year: int | None = None
    month: Month | None = None
    picked: str | None = None


class TableCells:
    """The cells of a table: by their place, by what stands in their column; and what each row says it is of."""

    def __init__(self, table: ListTable, records: Sequence[Record], around: Surroundings, meanings: Meanings) -> None:
        self.table, self.records, self.around, self.meanings = table, records, around, meanings
        self.columns = {role: table.places(role) for role in ColumnRole}
        self._names = {column.place: column.heading for column in table.columns}
        self._headings: dict[tuple[ColumnRole, ...], tuple[str, ...]] = {}
        self.width = table.width
        self._count_for_month()
        self._timed = {id(record): self._names_time(record) for record in records}
        self._insurances = {id(record): self._insurance(record) for record in records}
        self.last_row = max((n for n, it in enumerate(records) if self.has_time(it)), default=-1)
        sizes = [sum(map(bool, it.cells)) for it in records[: self.last_row + 1] if self.has_time(it)]
        self.usual = sorted(sizes)[len(sizes) // 2] if sizes else 0

    @property
    def insurances(self) -> set[Insurance]:
        """The insurances its rows are of, as far as they say."""
        return {it for it in self._insurances.values() if it is not None}

    def insurance(self, record: Record) -> Insurance | None:
        """The insurance a row says it is of."""
        return self._insurances[id(record)]

    def has_time(self, record: Record) -> bool:
        """True for a row with a readable month, year or beginning where months stand."""
        return self._timed[id(record)]

    @staticmethod
    def at(record: Record, place: int) -> str:
        """The cell at a place; "" beyond the end of the row."""
        return record.cells[place] if place < len(record.cells) else ""

    def filled(self, record: Record, role: ColumnRole) -> list[str]:
        """The filled cells of a row in columns of one sort."""
        return [cell for place in self.columns[role] if (cell := self.at(record, place))]

    def cell(self, record: Record, role: ColumnRole) -> str:
        """The first of them; "" where there is none."""
        return next((cell for place in self.columns[role] if (cell := self.at(record, place))), "")

    def headed(self, record: Record, role: ColumnRole) -> list[tuple[str, str]]:
        """The same, each with its heading."""
        return [(self._names.get(place, ""), cell) for place in self.columns[role] if (cell := self.at(record, place))]

    def headings(self, *roles: ColumnRole) -> tuple[str, ...]:
        """The headings of the columns of these sorts, as they can be shown."""
        if roles not in self._headings:
            places = sorted({place for role in roles for place in self.columns[role]})
            self._headings[roles] = tuple(shown(name) for place in places if (name := self._names.get(place)))
        return self._headings[roles]

    def has(self, role: ColumnRole) -> bool:
        """True when the table has such a column."""
        return bool(self.columns[role])

    def _count_for_month(self) -> None:
        """A column of months in which every cell counts months is no month column."""
        places = self.columns[ColumnRole.MONTH]
        if len(places) != 1 or not self.columns[ColumnRole.YEAR]:
            return
        cells = [cell for it in self.records if (cell := self.at(it, places[0]))]
        if cells and all(_YEARLY.fullmatch(plain(cell)) for cell in cells):
            self.columns[ColumnRole.MONTH] = ()
            self.columns[ColumnRole.COUNT] = (*self.columns[ColumnRole.COUNT], *places)

    def _names_time(self, record: Record) -> bool:
        """True for a row with a readable month, year or beginning where months stand."""
        if self.table.timeless:
            return bool(self.filled(record, ColumnRole.PERSON) or self.filled(record, ColumnRole.ID))
        for role in (ColumnRole.MONTH, ColumnRole.FIRST):
            for cell in self.filled(record, role):
                kept, _ = sign_of(cell)
                if not isinstance(read_spans(kept), Bilingual) or read_number(kept) is not None:
                    return True
                if role is ColumnRole.FIRST and isinstance(read_first(kept), Month):
                    return True
        return any(read_year(sign_of(cell)[0]) is not None for cell in self.filled(record, ColumnRole.YEAR)) and (
            self.has(ColumnRole.COUNT) or not self.cell(record, ColumnRole.MONTH)
        )

    def _insurance(self, record: Record) -> Insurance | None:
        if not self.columns[ColumnRole.SCHEME]:
            return self.tier(record) or self.table.insurance or self.around.insurance
        named = set()
        for text in self.filled(record, ColumnRole.SCHEME):
            named.add(self.named(text))
        if not named:
            return None
        if len(named) > 1 and named - {None} and Insurance.OTHER in named:
            return Insurance.COMBINED
        clear = named - {None, Insurance.MEDICAL}
        if None in named or len(clear) > 1:
            narrower = Insurance.FLEXIBLE if clear == {Insurance.EMPLOYEE, Insurance.FLEXIBLE} else None
            return narrower if None not in named else None
        return next(iter(clear or named))

    def named(self, text: str) -> Insurance | None:
        """The insurance a word or code of this table names."""
        code = self.table.layout.codes.get("scheme", {}).get(text) if self.table.layout else None
        return Insurance(code) if code else self.meanings.insurance(text)

    def tier(self, record: Record) -> Insurance | None:
        """The insurance a code of medical insurance in a row stands for."""
        text = folded(self.cell(record, ColumnRole.TIER))
        told = self.table.layout.codes.get("tier", {}).get(text) if self.table.layout and text else None
        known = self.around.legend.tiers.get(text) if told is None else None
        return Insurance(told) if told and told != TO_CHECK else known


def count_in(cell: str) -> int | None:
    """A number of months by itself, `12`, `12个月`, `12（月）`; None for anything else."""
    match = _COUNT.fullmatch(plain(sign_of(cell)[0]))
    return int(match[1]) if match else None
