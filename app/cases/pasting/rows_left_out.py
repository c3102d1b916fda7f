"""Finds the rows of a table that are no part of the record: headings, sums, notes, other people and insurances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from app.cases.pasting.cells import found_in, read_credit, read_money, read_spans
from app.cases.pasting.people import id_column, person_of
from app.cases.pasting.rows import LeftOut
from app.cases.pasting.table_cells import COLUMNS_OF_A_TABLE, DASHES, TableCells, count_in
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, vocabulary
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual

_THIN: Final = 3  # a row with a third of the cells of others is no row of the table
_LETTERS_OF_PROSE: Final = 3


class RowsLeftOut:
    """Tells why a row is left out, and only on proof; remembers what sums say of months."""

    def __init__(self, cells: TableCells) -> None:
        self._of = cells
        self._id_column = id_column(cells.table, cells.records)
        self.totals: list[int] = []

    def reason(self, place: int, record: Record, filled: Sequence[str], insurance: Insurance | None) -> LeftOut | None:
        """Why a row is no part of the record; None for one that is, or may be."""
        reason = None
        if not filled:
            reason = LeftOut.EMPTY_IS_LAPSE
        elif self._is_headings(record):
            reason = LeftOut.HEADINGS
        elif vocabulary().is_sum(filled[0]) and not self._is_row(record):
            self._note_total(record, filled)
            reason = LeftOut.SUM
        elif self._is_text(place, record, filled):
            reason = LeftOut.ALARMING_TEXT if any(map(vocabulary().alarms, filled)) else LeftOut.TEXT
        elif self._of.around.picked is not None and self._person(record) != self._of.around.picked:
            reason = LeftOut.OTHER_PERSON
        elif insurance is Insurance.OTHER:
            reason = LeftOut.OTHER_INSURANCE
        return reason

    def _is_headings(self, record: Record) -> bool:
        first = folded(record.cells[0])
        lines = [line for line in self._of.table.heading_lines if line and line[0] == first]
        return bool(lines) and tuple(map(folded, record.cells)) in lines

    def _is_row(self, record: Record) -> bool:
        """True where a row says of which month or insurance it is, or whether it was paid."""
        if self._of.has_time(record):
            return True
        first = next(cell for cell in record.cells if cell)
        roles = (ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.SCHEME, ColumnRole.STATUS, ColumnRole.KIND)
        cells = (cell for role in roles for cell in self._of.filled(record, role) if cell != first)
        return any(read_money(cell) is None and not set(cell) <= DASHES for cell in cells)

    def _is_text(self, place: int, record: Record, filled: Sequence[str]) -> bool:
        """True for a title, a note or a foot: never for a row in the midst of others that may name a month."""
        if len(filled) == 1 and self._of.width > COLUMNS_OF_A_TABLE:
            return self._is_line_of_text(place, record, filled[0])
        if self._of.has_time(record):
            return False
        if all(vocabulary().is_note(cell) for cell in filled):
            return True
        if place <= self._of.last_row or not any(map(_has_words, filled)):
            return False
        return len(filled) * _THIN <= self._of.usual and not any(_names_months(cell) for cell in filled)

    def _is_line_of_text(self, place: int, record: Record, text: str) -> bool:
        speaks = self._speaks_of_payment(text)
        if vocabulary().is_note(text) and not speaks:
            return True
        if speaks or not _has_words(text) or vocabulary().is_error(text) or _names_months(text):
            return False
        return place > self._of.last_row or _is_prose(text) or len(record.cells) == 1

    def _speaks_of_payment(self, text: str) -> bool:
        return any(self._of.meanings.payment(word) is not None for word in text.split())

    def _note_total(self, record: Record, filled: Sequence[str]) -> None:
        counts = [count_in(cell) for cell in self._of.filled(record, ColumnRole.COUNT)]
        counts += [int(match[1]) for cell in filled if (match := re.search(r"(\d+)\s*个月", cell))]
        self.totals += [count for count in counts if count]

    def _person(self, record: Record) -> str | None:
        number = self._of.at(record, self._id_column) if self._id_column is not None else ""
        return person_of(number, self._of.cell(record, ColumnRole.PERSON))


def _names_months(text: str) -> bool:
    """True when a text speaks of months; a day is when something was printed, and `100001` is a number of something."""
    months = (found for found in found_in(text)[0] if not isinstance(read_credit(found), date))
    return any(not isinstance(read_spans(found), Bilingual) or found[:2] in ("19", "20") for found in months)


def _has_words(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) > 1


def _is_prose(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) > _LETTERS_OF_PROSE and not any(sign.isdigit() for sign in text)
