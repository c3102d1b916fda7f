"""Learns what the columns of a table hold in most rows, and which columns nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.cases.pasting.cells import read_credit, read_money, read_spans
from app.cases.pasting.meanings import Asked
from app.cases.pasting.table_cells import TableCells
from app.cases.pasting.tables import ListColumn
from app.cases.pasting.vocabulary import ColumnRole, Insurance, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual

_MOSTLY: Final = 0.9  # of the rows that fill a column before an empty cell in it is odd
_LEAST_ROWS: Final = 3  # before a column can be said to be filled
_WATCHED: Final = (
    ColumnRole.STATUS,
    ColumnRole.OWED,
    ColumnRole.CREDITED,
    ColumnRole.COUNT,
    ColumnRole.REMARK,
    ColumnRole.AMOUNT,
    ColumnRole.DUE,
    ColumnRole.BASE,
)
"""Columns in which an empty cell, or a zero, is odd where other rows have none."""


@dataclass
class Habit:
    """What a column does in the rows of the person's medical insurance: how often filled, how often zero."""

    filled: int = 0
    zero: int = 0
    rows: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def always_filled(self) -> bool:
        """True where an empty cell is odd."""
        return self.rows >= _LEAST_ROWS and self.filled >= min(self.rows * _MOSTLY, self.rows - 1)

    @property
    def never_zero(self) -> bool:
        """True where a zero is odd."""
        return self.rows >= _LEAST_ROWS and self.zero <= max(1, self.rows // 10) and self.zero < self.filled


class ColumnHabits:
    """The habits of a table's columns by their places, and the columns that keep its rows from being paid."""

    def __init__(self, cells: TableCells) -> None:
        self._of = cells
        self._habits = self._learn()
        self.blocking = self._unknown_columns()

    def at(self, place: int) -> Habit:
        """The habit of a column that speaks of payments."""
        return self._habits[place]

    def is_everywhere(self, role: ColumnRole, cell: str) -> bool:
        """True for a text that every row has in a column of one sort, and that speaks against none."""
        habits = [self._habits[place] for place in self._of.columns[role]]
        alike = any(len(it.texts) == 1 and cell in it.texts and it.filled == it.rows > 1 for it in habits)
        return alike and not vocabulary().alarms(cell)

    def _learn(self) -> dict[int, Habit]:
        watched = (place for role in _WATCHED for place in self._of.columns[role])
        habits = {place: Habit() for place in watched}
        for record in self._of.records:
            if self._of.insurance(record) is Insurance.OTHER or not self._of.has_time(record):
                continue
            for place, habit in habits.items():
                cell = self._of.at(record, place)
                habit.rows += 1
                habit.filled += bool(cell)
                if cell and len(habit.texts) <= _LEAST_ROWS:
                    habit.texts[cell] += 1
                amount = read_money(cell) if cell else None
                habit.zero += amount is not None and not amount
        return habits

    def _unknown_columns(self) -> list[ListColumn]:
        """The columns whose heading nobody knows and whose cells may speak of the payment: they are asked about."""
        guessed = self._of.table.guessed
        unknown = [it for it in self._of.table.columns if it.role is None or (guessed and it.role is ColumnRole.MONTH)]
        found = []
        for column in unknown:
            cells = [
                (it, cell)
                for it in self._of.records
                if self._of.has_time(it) and (cell := self._of.at(it, column.place))
            ]
            harmless = all(self._says_nothing(record, cell) for record, cell in cells)
            if column.role is None and harmless and not self._may_be_arrival(cells):
                continue
            found.append(column)
            name = self.name(column)
            for record, cell in cells:
                if self._of.insurance(record) is not Insurance.OTHER:
                    self._of.meanings.ask(Asked.HEADING, name, shown(cell), likely=self._likely(cell))
        return found

    @staticmethod
    def name(column: ListColumn) -> str:
        """What a column is called in a question."""
        heading = f"{column.group}/{column.heading}" if column.group else column.heading
        return heading or f"第{column.place + 1}列"

    def _says_nothing(self, record: Record, cell: str) -> bool:
        """True for a day or a sum; a month only where it is the one the row names anyway."""
        spans = read_spans(cell)
        credit = read_credit(cell)
        if isinstance(credit, date):
            return True
        if not isinstance(spans, Bilingual):
            months = [self._of.at(record, place) for place in self._of.columns[ColumnRole.MONTH]]
            return any(read_spans(text) == spans for text in months if text)
        amount = read_money(cell)
        return amount is not None and amount >= 0

    def _may_be_arrival(self, cells: Sequence[tuple[Record, str]]) -> bool:
        """True for days of which some rows have none, where nothing else says what arrived."""
        if not cells or any(self._of.has(role) for role in (ColumnRole.STATUS, ColumnRole.CREDITED, ColumnRole.OWED)):
            return False
        days = all(read_credit(cell) is not None for _, cell in cells)
        return days and len(cells) < sum(self._of.has_time(record) for record in self._of.records)

    def _likely(self, cell: str) -> str | None:
        if not isinstance(read_spans(cell), Bilingual):
            return ColumnRole.MONTH.value
        if self._of.meanings.payment(cell) is not None:
            return ColumnRole.STATUS.value
        return ColumnRole.PAYER.value if vocabulary().is_firm(cell) else None
