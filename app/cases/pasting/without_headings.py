"""Knows a list without headings: what a cell is shows from the cell itself. Does not know lists with headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from app.cases.pasting.cells import found_in, plain, read_credit, read_money, read_spans
from app.cases.pasting.payment import PaymentCells, read_payment
from app.cases.pasting.rows import Draft, ListRow, left_out
from app.cases.pasting.scheme_and_place import read_scheme
from app.cases.pasting.vocabulary import Insurance, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import CellGrid, Record
from app.rules.bilingual import Bilingual
from app.rules.record.months import Span

_BETWEEN_WORDS = re.compile(r"[\s、,;:，；：|/()\[\]【】]+")
_FIVE_DIGITS = re.compile(r"\d{5}")
_ID_NUMBER = re.compile(r"\d{17}[\dXx]|\d{15}")
_LETTERS_OF_A_TITLE = 4
_PAIR = 2


@dataclass
class _Parts:
    """The cells of one row, sorted by what they can be."""

    record: Record
    months: list[tuple[Span, ...]] = field(default_factory=list)
    insurances: list[Insurance] = field(default_factory=list)
    payments: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unread: Bilingual | None = None
    whole_days: int = 0


class LooseList:
    """Reads rows by their cells alone; what is in no dictionary speaks against its row unless every row has it."""

    def __init__(self, grid: CellGrid) -> None:
        self._grid = grid
        self._parts = [self._sorted(record) for record in grid.records]
        with_months = [parts for parts in self._parts if parts.months]
        counts = Counter(folded(text) for parts in with_months for text in set(parts.others))
        self._everywhere = {text for text, count in counts.items() if count == len(with_months) > 1}
        self._pairs_are_ranges = grid.has_columns and _disjoint_pairs(with_months)

    def rows(self) -> list[ListRow]:
        """Every row, in the order of the list."""
        return [self._read(parts) for parts in self._parts]

    @property
    def ids(self) -> frozenset[str]:
        """The different ID numbers in the list; compared only, never kept."""
        return frozenset(folded(text) for parts in self._parts for text in parts.ids)

    @property
    def says_status(self) -> bool:
        """True when some row speaks of the money's arrival."""
        return any(parts.payments or parts.days for parts in self._parts)

    def _sorted(self, record: Record) -> _Parts:
        parts = _Parts(record)
        for cell in record.cells:
            if self._grid.has_columns:
                if cell:
                    self._sort(parts, cell)
                continue
            months, rest = found_in(cell)
            for text in (*months, *(word for word in _BETWEEN_WORDS.split(rest) if word)):
                self._sort(parts, text)
        return parts

    @staticmethod
    def _sort(parts: _Parts, text: str) -> None:
        cell = plain(text)
        if _ID_NUMBER.fullmatch(cell):
            parts.ids.append(cell)
            return
        spans = read_spans(cell)
        if not isinstance(spans, Bilingual):
            parts.months.append(spans)
            parts.whole_days += isinstance(read_credit(cell), date)
        elif vocabulary().payment(cell) is not None:
            parts.payments.append(cell)
        elif not vocabulary().is_firm(cell) and (insurance := vocabulary().insurance(cell)) is not None:
            parts.insurances.append(insurance)
        elif read_money(cell) is not None:
            if _FIVE_DIGITS.fullmatch(cell) and not parts.months:
                parts.unread = parts.unread or spans
        elif read_credit(cell) is not None:
            parts.days.append(cell)
        elif any(sign.isdigit() for sign in cell) and not parts.months and not vocabulary().is_firm(cell):
            parts.unread = parts.unread or spans
            parts.others.append(cell)
        elif any(sign.isalnum() for sign in cell):
            parts.others.append(cell)

    def _read(self, parts: _Parts) -> ListRow:
        number = parts.record.number
        if vocabulary().is_sum(next(cell for cell in parts.record.cells if cell)):
            return left_out(number, "sum")
        if Insurance.OTHER in parts.insurances:
            return left_out(number, "other_insurance")
        draft = Draft(number)
        if parts.months and not self._is_printed_day(parts):
            draft.spans = self._months(draft, parts)
            self._judge(draft, parts)
        elif self._is_text(parts):
            alarming = vocabulary().alarms("".join(parts.record.cells))
            return left_out(number, "alarming_text" if alarming else "text")
        elif parts.unread is not None:
            draft.doubts.append(parts.unread)
        else:
            draft.doubt("no_month")
        return draft.row()

    @staticmethod
    def _is_printed_day(parts: _Parts) -> bool:
        """True for a note with a day in it, as of printing: nothing in it speaks of a contribution."""
        return bool(parts.others) and parts.whole_days == len(parts.months) and not (parts.payments or parts.insurances)

    def _is_text(self, parts: _Parts) -> bool:
        """True for a title or a note: words, and none that speaks of a payment."""
        words = "".join(parts.record.cells)
        if parts.payments:
            return False
        letters = sum(sign.isalpha() for sign in words)
        return letters >= _LETTERS_OF_A_TITLE or not any(sign.isalnum() for sign in words)

    def _months(self, draft: Draft, parts: _Parts) -> tuple[Span, ...]:
        spans = tuple(span for spans in parts.months for span in spans)
        if len(parts.months) == _PAIR and all(len(it) == 1 and len(it[0]) == 1 for it in parts.months):
            first, last = spans[0].first, spans[1].first
            if last - first > 1:
                if not self._pairs_are_ranges:
                    draft.doubt("two_months", first=first, last=last)
                return (Span(first, last),)
        return spans

    def _judge(self, draft: Draft, parts: _Parts) -> None:
        words = vocabulary()
        named = {insurance for insurance in parts.insurances if insurance is not Insurance.MEDICAL}
        narrowed = Insurance.FLEXIBLE if named == {Insurance.EMPLOYEE, Insurance.FLEXIBLE} else None
        if len(named) > 1 and narrowed is None:
            draft.doubt("contradiction")
        read_scheme(
            draft, narrowed or next(iter(sorted(named)), None), "", " ".join(filter(words.is_firm, parts.others))
        )
        said = {text: payment for text in parts.payments if (payment := words.payment(text)) is not None}
        kinds = [text for text, payment in said.items() if payment.kind or payment.doubt]
        statuses = [text for text in said if text not in kinds]
        if max(len({said[text] for text in texts}) for texts in (kinds, statuses)) > 1:
            draft.doubt("contradiction")
        status, kind, day = (next(iter(texts), None) for texts in (statuses, kinds, parts.days))
        if status is None and kind is None and day is None and self.says_status:
            draft.doubt("no_status")
        read_payment(draft, PaymentCells(status=status, kind=kind, credited=day))
        unknown = [text for text in parts.others if folded(text) not in self._everywhere]
        if any(words.alarms(text) for text in parts.others):
            draft.doubt("remark")
            return
        strange = [text for text in unknown if not words.is_firm(text)]
        if strange and not (self._grid.has_columns and parts.payments):
            draft.doubt("word", text=shown(strange[0]))


def _disjoint_pairs(rows: Sequence[_Parts]) -> bool:
    """True when every row has two months and no row begins before another ends: from and to, not two single months."""
    if len(rows) < _PAIR or any(len(row.months) != _PAIR for row in rows):
        return False
    pairs = sorted((row.months[0][0].first, row.months[1][-1].last) for row in rows)
    return all(first <= last for first, last in pairs) and all(a[1] < b[0] for a, b in pairwise(pairs))
