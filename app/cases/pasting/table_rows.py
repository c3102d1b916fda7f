"""Knows how the rows under headings are read, cell by cell. Does not know what they come to: the law does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from app.cases.format.values import LONGEST_TEXT
from app.cases.pasting import law
from app.cases.pasting.cells import (
    found_in,
    plain,
    read_credit,
    read_first,
    read_last,
    read_money,
    read_number,
    read_spans,
    read_year,
    sign_of,
    span_between,
)
from app.cases.pasting.evidence import Evidence, PaymentReader
from app.cases.pasting.layouts import TO_CHECK
from app.cases.pasting.legend import Legend
from app.cases.pasting.meanings import Asked, Meanings
from app.cases.pasting.people import id_column, person_of
from app.cases.pasting.rows import Draft, LeftOut, left_out
from app.cases.pasting.scheme_and_place import read_place, read_scheme
from app.cases.pasting.tables import Column, Table
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.history import Scheme, Status
from app.rules.record.months import Month, Span

_COLUMNS_OF_A_TABLE = 2  # a single cell in a table with more of them is a remark
_MOSTLY: Final = 0.9  # of the rows that fill a column before an empty cell in it is odd
_LEAST_ROWS: Final = 3  # before a column can be said to be filled
_THIN: Final = 3  # a row with a third of the cells of others is no row of the table
_COUNT = re.compile(r"(\d{1,3})\s*(?:个?月|\(月\))?(?:份)?")
_YEARLY = re.compile(r"\d{1,2}\s*(?:\(月\)|（月）|个月)")
_DASHES: Final = frozenset("-–—－/\\")
_READ_ELSEWHERE: Final = (
    ColumnRole.IGNORED,
    ColumnRole.ELSEWHERE,
    ColumnRole.PERSON,
    ColumnRole.ID,
    ColumnRole.PAYER,
    ColumnRole.PLACE,
    ColumnRole.IDENTITY,
    None,
)
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
_MERGED: Final = (
    ColumnRole.YEAR,
    ColumnRole.SCHEME,
    ColumnRole.IDENTITY,
    ColumnRole.PAYER,
    ColumnRole.PLACE,
)
"""Columns in which a cell printed once counts for the rows below it."""
_MONEY: Final = (ColumnRole.AMOUNT, ColumnRole.DUE, ColumnRole.BASE)
_OF_MONTH: Final = (ColumnRole.YEAR, ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.LAST, ColumnRole.BOOKED)
_OF_PAYMENT: Final = (ColumnRole.STATUS, ColumnRole.OWED, ColumnRole.CREDITED, ColumnRole.KIND)


@dataclass(frozen=True, slots=True)
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


@dataclass
class _Habit:
    """What a column does in the rows of the person's medical insurance: how often filled, how often zero."""

    filled: int = 0
    zero: int = 0
    rows: int = 0
    texts: Counter[str] = field(default_factory=Counter)

    @property
    def always_filled(self) -> bool:
        return self.rows >= _LEAST_ROWS and self.filled >= min(self.rows * _MOSTLY, self.rows - 1)

    @property
    def never_zero(self) -> bool:
        return self.rows >= _LEAST_ROWS and self.zero <= max(1, self.rows // 10) and self.zero < self.filled


class TableRows:
    """Reads the rows of one table one after the other; a merged cell means what stands above where that is sure."""

    def __init__(self, table: Table, records: Sequence[Record], around: Surroundings, meanings: Meanings) -> None:
        self._table, self._records, self._around, self._meanings = table, records, around, meanings
        self._width = table.width
        self._columns = {role: table.places(role) for role in ColumnRole}
        self._named_columns: dict[tuple[ColumnRole, ...], tuple[str, ...]] = {}
        self._count_for_month()
        codes = table.layout.codes if table.layout else {}
        self._codes = codes
        self._payment = PaymentReader(meanings, codes, around.legend)
        self._above: dict[ColumnRole, str] = {}
        self._kinds_in_month: set[str] = set()
        self._timed = {id(record): self._names_time(record) for record in records}
        self._insurances = {id(record): self._insurance(record) for record in records}
        self._one_insurance = len({it for it in self._insurances.values() if it is not None}) <= 1
        self._names = {column.place: column.heading for column in table.columns}
        self._merged = [(role, place) for role in _MERGED for place in self._columns[role][:1]]
        self._columns_beside = [column.place for column in table.columns if column.role in _READ_ELSEWHERE]
        self._columns_passed = [it.place for it in table.columns if it.role in (ColumnRole.IGNORED, None)]
        self._habits = self._learn()
        self._blocking = self._unknown_columns()
        self._last_row = max((n for n, it in enumerate(records) if self._has_time(it)), default=-1)
        sizes = [sum(map(bool, it.cells)) for it in records[: self._last_row + 1] if self._has_time(it)]
        self._usual = sorted(sizes)[len(sizes) // 2] if sizes else 0
        self.totals: list[int] = []
        self.counted = 0
        self.year = around.year

    def rows(self) -> list[law.Entry]:
        """Every row, in the order of the list."""
        return [self._read(n, record) for n, record in enumerate(self._records)]

    @property
    def insurances(self) -> set[Insurance]:
        """The insurances its rows are of, as far as they say."""
        return {it for it in self._insurances.values() if it is not None}

    # what is learnt of columns before rows are read

    def _count_for_month(self) -> None:
        """A column of months in which every cell counts months is no month column."""
        places = self._columns[ColumnRole.MONTH]
        if len(places) != 1 or not self._columns[ColumnRole.YEAR]:
            return
        cells = [cell for it in self._records if (cell := self._at(it, places[0]))]
        if cells and all(_YEARLY.fullmatch(plain(cell)) for cell in cells):
            self._columns[ColumnRole.MONTH] = ()
            self._columns[ColumnRole.COUNT] = (*self._columns[ColumnRole.COUNT], *places)

    def _learn(self) -> dict[int, _Habit]:
        watched = (place for role in _WATCHED for place in self._columns[role])
        habits = {place: _Habit() for place in watched}
        for record in self._records:
            if self._insurances[id(record)] is Insurance.OTHER or not self._has_time(record):
                continue
            for place, habit in habits.items():
                cell = self._at(record, place)
                habit.rows += 1
                habit.filled += bool(cell)
                if cell and len(habit.texts) <= _LEAST_ROWS:
                    habit.texts[cell] += 1
                amount = read_money(cell) if cell else None
                habit.zero += amount is not None and not amount
        return habits

    def _unknown_columns(self) -> list[Column]:
        """The columns whose heading nobody knows and whose cells may speak of the payment: they are asked about."""
        guessed = self._table.guessed
        unknown = [it for it in self._table.columns if it.role is None or (guessed and it.role is ColumnRole.MONTH)]
        found = []
        for column in unknown:
            cells = [(it, cell) for it in self._records if self._has_time(it) and (cell := self._at(it, column.place))]
            harmless = all(self._says_nothing(record, cell) for record, cell in cells)
            if column.role is None and harmless and not self._may_be_arrival(cells):
                continue
            found.append(column)
            name = self._name(column)
            for record, cell in cells:
                if self._insurances[id(record)] is not Insurance.OTHER:
                    self._meanings.ask(Asked.HEADING, name, shown(cell), likely=self._likely(cell))
        return found

    @staticmethod
    def _name(column: Column) -> str:
        heading = f"{column.group}/{column.heading}" if column.group else column.heading
        return heading or f"第{column.place + 1}列"

    def _says_nothing(self, record: Record, cell: str) -> bool:
        """True for a day or a sum; a month only where it is the one the row names anyway."""
        spans = read_spans(cell)
        credit = read_credit(cell)
        if isinstance(credit, date):
            return True
        if not isinstance(spans, Bilingual):
            months = [self._at(record, place) for place in self._columns[ColumnRole.MONTH]]
            return any(read_spans(text) == spans for text in months if text)
        amount = read_money(cell)
        return amount is not None and amount >= 0

    def _may_be_arrival(self, cells: Sequence[tuple[Record, str]]) -> bool:
        """True for days of which some rows have none, where nothing else says what arrived."""
        if not cells or any(self._has(role) for role in (ColumnRole.STATUS, ColumnRole.CREDITED, ColumnRole.OWED)):
            return False
        days = all(read_credit(cell) is not None for _, cell in cells)
        return days and len(cells) < sum(self._has_time(record) for record in self._records)

    def _likely(self, cell: str) -> str | None:
        if not isinstance(read_spans(cell), Bilingual):
            return ColumnRole.MONTH.value
        if self._meanings.payment(cell) is not None:
            return ColumnRole.STATUS.value
        return ColumnRole.PAYER.value if vocabulary().is_firm(cell) else None

    # cells

    @staticmethod
    def _at(record: Record, place: int) -> str:
        return record.cells[place] if place < len(record.cells) else ""

    def _cells(self, record: Record, role: ColumnRole) -> list[str]:
        return [cell for place in self._columns[role] if (cell := self._at(record, place))]

    def _cell(self, record: Record, role: ColumnRole) -> str:
        return next((cell for place in self._columns[role] if (cell := self._at(record, place))), "")

    def _headed(self, record: Record, role: ColumnRole) -> list[tuple[str, str]]:
        return [
            (self._names.get(place, ""), cell) for place in self._columns[role] if (cell := self._at(record, place))
        ]

    def _headings(self, *roles: ColumnRole) -> tuple[str, ...]:
        """The headings of the columns with these roles."""
        if roles not in self._named_columns:
            places = {place for role in roles for place in self._columns[role]}
            named = (self._name(column) for column in self._table.columns if column.place in places)
            self._named_columns[roles] = tuple(map(shown, named))
        return self._named_columns[roles]

    def _has(self, role: ColumnRole) -> bool:
        return bool(self._columns[role])

    def _or_above(self, record: Record, role: ColumnRole) -> str:
        return self._cell(record, role) or self._above.get(role, "")

    def _has_time(self, record: Record) -> bool:
        return self._timed[id(record)]

    def _names_time(self, record: Record) -> bool:
        """True for a row with a readable month, year or beginning where months stand."""
        if self._table.timeless:
            return bool(self._cells(record, ColumnRole.PERSON) or self._cells(record, ColumnRole.ID))
        for role in (ColumnRole.MONTH, ColumnRole.FIRST):
            for cell in self._cells(record, role):
                kept, _ = sign_of(cell)
                if not isinstance(read_spans(kept), Bilingual) or read_number(kept) is not None:
                    return True
                if role is ColumnRole.FIRST and isinstance(read_first(kept), Month):
                    return True
        return any(read_year(sign_of(cell)[0]) is not None for cell in self._cells(record, ColumnRole.YEAR)) and (
            self._has(ColumnRole.COUNT) or not self._cell(record, ColumnRole.MONTH)
        )

    # which rows are read

    def _read(self, place: int, record: Record) -> law.Entry:
        filled = [cell for cell in record.cells if cell]
        if not filled and not self._around.legend.empty_is_lapse:
            return Draft(record.number, empty=True)
        insurance = self._insurances[id(record)]
        if (reason := self._left_out(place, record, filled, insurance)) is not None:
            if reason is LeftOut.OTHER_INSURANCE:
                self._remember(record, self._cell(record, ColumnRole.MONTH))  # a month printed once stands above
            return left_out(record.number, reason)
        draft = Draft(record.number, of_month=self._headings(*_OF_MONTH))
        signs = self._months(record, draft, insurance)
        draft.blame(draft.of_month)
        if insurance is None and not self._cells(record, ColumnRole.SCHEME) and len(self.insurances) == 1:
            insurance = next(iter(self.insurances))
        self._judge(record, draft, insurance, signs)
        return draft

    def _left_out(
        self, place: int, record: Record, filled: Sequence[str], insurance: Insurance | None
    ) -> LeftOut | None:
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
        elif self._around.picked is not None and self._person(record) != self._around.picked:
            reason = LeftOut.OTHER_PERSON
        elif insurance is Insurance.OTHER:
            reason = LeftOut.OTHER_INSURANCE
        return reason

    def _is_headings(self, record: Record) -> bool:
        first = folded(record.cells[0])
        lines = [line for line in self._table.heading_lines if line and line[0] == first]
        return bool(lines) and tuple(map(folded, record.cells)) in lines

    def _is_row(self, record: Record) -> bool:
        """True where a row says of which month or insurance it is, or whether it was paid."""
        if self._has_time(record):
            return True
        first = next(cell for cell in record.cells if cell)
        roles = (ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.SCHEME, ColumnRole.STATUS, ColumnRole.KIND)
        cells = (cell for role in roles for cell in self._cells(record, role) if cell != first)
        return any(read_money(cell) is None and not set(cell) <= _DASHES for cell in cells)

    def _is_text(self, place: int, record: Record, filled: Sequence[str]) -> bool:
        """True for a title, a note or a foot: never for a row in the midst of others that may name a month."""
        if len(filled) == 1 and self._width > _COLUMNS_OF_A_TABLE:
            return self._is_line_of_text(place, record, filled[0])
        if self._has_time(record):
            return False
        if all(vocabulary().is_note(cell) for cell in filled):
            return True
        if place <= self._last_row or not any(map(_has_words, filled)):
            return False
        return len(filled) * _THIN <= self._usual and not any(_names_months(cell) for cell in filled)

    def _is_line_of_text(self, place: int, record: Record, text: str) -> bool:
        speaks = self._speaks_of_payment(text)
        if vocabulary().is_note(text) and not speaks:
            return True
        if speaks or not _has_words(text) or vocabulary().is_error(text) or _names_months(text):
            return False
        return place > self._last_row or _is_prose(text) or len(record.cells) == 1

    def _speaks_of_payment(self, text: str) -> bool:
        return any(self._meanings.payment(word) is not None for word in text.split())

    def _note_total(self, record: Record, filled: Sequence[str]) -> None:
        counts = [_count_in(cell) for cell in self._cells(record, ColumnRole.COUNT)]
        counts += [int(match[1]) for cell in filled if (match := re.search(r"(\d+)\s*个月", cell))]
        self.totals += [count for count in counts if count]

    def _person(self, record: Record) -> str | None:
        place = id_column(self._table, self._records)
        return person_of(self._at(record, place) if place is not None else "", self._cell(record, ColumnRole.PERSON))

    def _insurance(self, record: Record) -> Insurance | None:
        if not self._columns[ColumnRole.SCHEME]:
            return self._tier(record) or self._table.insurance or self._around.insurance
        named = set()
        for text in self._cells(record, ColumnRole.SCHEME):
            named.add(self._named(text))
        if not named:
            return None
        if len(named) > 1 and named - {None} and Insurance.OTHER in named:
            return Insurance.COMBINED
        clear = named - {None, Insurance.MEDICAL}
        if None in named or len(clear) > 1:
            narrower = Insurance.FLEXIBLE if clear == {Insurance.EMPLOYEE, Insurance.FLEXIBLE} else None
            return narrower if None not in named else None
        return next(iter(clear or named))

    def _named(self, text: str) -> Insurance | None:
        code = self._table.layout.codes.get("scheme", {}).get(text) if self._table.layout else None
        return Insurance(code) if code else self._meanings.insurance(text)

    def _tier(self, record: Record) -> Insurance | None:
        text = folded(self._cell(record, ColumnRole.TIER))
        told = self._table.layout.codes.get("tier", {}).get(text) if self._table.layout and text else None
        known = self._around.legend.tiers.get(text) if told is None else None
        return Insurance(told) if told and told != TO_CHECK else known

    # months

    def _months(self, record: Record, draft: Draft, insurance: Insurance | None) -> str:
        """Write the months of a row into its draft; gives the signs that stand beside them."""
        signs = ""
        if len(record.cells) == 1 and self._width > _COLUMNS_OF_A_TABLE:
            self._whole_line(record.cells[0], draft)
            return ""
        first, last = self._cell(record, ColumnRole.FIRST), self._cell(record, ColumnRole.LAST)
        if self._has(ColumnRole.FIRST) and (first or last):
            (first, one), (last, other) = sign_of(first), sign_of(last)
            draft.spans = self._between(record, draft, first, last)
            signs, own = one + other, f"{first}–{last}"
        else:
            text, sign = sign_of(self._month_cell(record, draft))
            year, by_year = sign_of(self._cell(record, ColumnRole.YEAR))
            signs, own = sign + by_year, text or year
            draft.written = plain(text)
            if self._table.timeless and self._around.month is not None:
                draft.spans = (Span(self._around.month, self._around.month),)
            elif not text and not year and not (text := self._month_above(record)):
                draft.doubt("no_month")
            else:
                draft.spans = self._spans(record, draft, text, insurance)
            self._other_month(record, draft)
        if len(record.cells) > self._width:
            draft.doubt("wide")
            draft.elsewhere = True
        self._remember(record, own)
        self._booked(record, draft)
        return signs

    def _whole_line(self, line: str, draft: Draft) -> None:
        """Read the months of a line whose cells cannot be told apart; the row stays in doubt."""
        texts, _ = found_in(line)
        read = [spans for text in texts if not isinstance(spans := read_spans(text), Bilingual)]
        draft.spans = read[0] if len(read) == 1 else ()
        draft.doubt("cells_unclear")
        draft.elsewhere = True

    def _month_cell(self, record: Record, draft: Draft) -> str:
        """The month a row is for, as it is written; a cell whose text is not proved is watched."""
        cells = self._cells(record, ColumnRole.MONTH)
        places = self._columns[ColumnRole.MONTH]
        if any(place in record.doubted for place in places):
            draft.cut_zero = True
        return cells[0] if cells else ""

    def _other_month(self, record: Record, draft: Draft) -> None:
        """Doubt a row whose month columns differ; it is of either month, or of all from one to the other."""
        places = self._columns[ColumnRole.MONTH]
        if len(places) < _COLUMNS_OF_A_TABLE:
            return
        cells = self._cells(record, ColumnRole.MONTH)
        read = [spans for cell in cells if not isinstance(spans := read_spans(sign_of(cell)[0]), Bilingual)]
        if len(set(read)) == 1 and len(read) == len(places):
            return
        draft.doubt("months_differ", texts=shown("、".join(cells)))
        draft.elsewhere = len(read) < len(cells)
        named = sorted(span for spans in read for span in spans)
        if named and not self._table.heading_lines:
            draft.spans = span_between(named[0].first, max(span.last for span in named)) or (named[0],)
        elif named:
            draft.spans = tuple(dict.fromkeys(named))

    def _booked(self, record: Record, draft: Draft) -> None:
        if self._table.booked_only:
            draft.doubt("booked_only")
        booked = {
            month for cell in self._cells(record, ColumnRole.BOOKED) if isinstance(month := read_first(cell), Month)
        }
        if not booked:
            return
        draft.booked = max(booked)
        if self._table.unsure and draft.spans and draft.spans[0].first not in booked:
            draft.doubt("months_unsure")

    def _remember(self, record: Record, own: str) -> None:
        if own:
            self._kinds_in_month.clear()
            self._above[ColumnRole.MONTH] = own
        self._kinds_in_month.add(self._kind_of_row(record))
        for role, place in self._merged:
            if cell := self._at(record, place):
                self._above[role] = cell

    def _kind_of_row(self, record: Record) -> str:
        return folded(self._cell(record, ColumnRole.SCHEME)) + folded(self._cell(record, ColumnRole.PART))

    def _month_above(self, record: Record) -> str:
        """What a merged cell says: sure only where each insurance, or each share, has its own row in the month."""
        kind = self._kind_of_row(record)
        told = self._insurances[id(record)] is not None or self._cell(record, ColumnRole.PART)
        sure = kind and told and kind not in self._kinds_in_month and not self._has(ColumnRole.FIRST)
        return self._above.get(ColumnRole.MONTH, "") if sure else ""

    def _between(self, record: Record, draft: Draft, first: str, last: str) -> tuple[Span, ...]:
        if not first or not last:
            draft.doubt("one_end")
            draft.elsewhere = True
            end = read_first(first) if first else read_last(last)
            return (Span(end, end),) if isinstance(end, Month) else ()
        year, numbers = self._year(record), (read_number(first), read_number(last))
        if year is not None and numbers[0] is not None and numbers[1] is not None:
            spans = span_between(Month.of(year, numbers[0]), Month.of(year, numbers[1]))
        else:
            start, end = read_first(first), read_last(last)
            if isinstance(start, Bilingual) or isinstance(end, Bilingual):
                draft.doubts.extend(it for it in (start, end) if isinstance(it, Bilingual))
                return ()
            if year is not None and start.year != year:
                draft.doubt("years_differ", text=str(year))
            spans = span_between(start, end)
        if not spans:
            draft.doubt("backwards", text=shown(f"{first}–{last}"))
        return spans

    def _year(self, record: Record) -> int | None:
        if not self._has(ColumnRole.YEAR):
            return self.year
        return read_year(sign_of(self._or_above(record, ColumnRole.YEAR))[0])

    def _spans(self, record: Record, draft: Draft, text: str, insurance: Insurance | None) -> tuple[Span, ...]:
        year = self._year(record)
        number = read_number(text) if text else None
        if year is not None and number is not None:
            if not self._cell(record, ColumnRole.YEAR) and self._has(ColumnRole.YEAR) and self._rolled_over(number):
                draft.doubt("no_year")
                draft.elsewhere = True
            self._above[ColumnRole.COUNT] = str(number)
            return (Span(Month.of(year, number), Month.of(year, number)),)
        whole = (year if self._has(ColumnRole.YEAR) else None) if not text else read_year(text)
        if whole is not None:
            return self._whole_year(record, draft, whole, insurance)
        if not text:
            unread = self._cell(record, ColumnRole.YEAR)
            read = read_spans(unread)
        else:
            read = read_spans(text)
        if isinstance(read, Bilingual):
            draft.doubts.append(read)
            return ()
        if year is not None and self._has(ColumnRole.YEAR) and any(span.first.year != year for span in read):
            draft.doubt("years_differ", text=str(year))
            draft.elsewhere = True
        return read

    def _rolled_over(self, number: int) -> bool:
        """True where the months begin anew under an empty year: a new year may stand there unread."""
        before = self._above.get(ColumnRole.COUNT, "")
        return before.isdigit() and number <= int(before)

    def _whole_year(self, record: Record, draft: Draft, year: int, insurance: Insurance | None) -> tuple[Span, ...]:
        months = (Span(Month.of(year, 1), Month.of(year, 12)),)
        draft.elsewhere = not self._has(ColumnRole.YEAR)  # a year where a month should stand may be of any month
        counts = self._cells(record, ColumnRole.COUNT)
        who = self._or_above(record, ColumnRole.IDENTITY)
        if counts and all(_count_in(cell) == 0 for cell in counts) and not self._says_more(record):
            draft.remark("no_months", year=year)
            return ()
        if counts:
            return months
        resident = Insurance.RESIDENT in (insurance, vocabulary().identity(who) if who else None)
        if not resident:
            draft.doubt("year_only", year=year)
        else:
            draft.remark("year_of_resident")
        return months

    def _says_more(self, record: Record) -> bool:
        """True where a row says more of a payment than a number of months."""
        amounts = [read_money(cell) for role in _MONEY for cell in self._cells(record, role)]
        return bool(self._cells(record, ColumnRole.STATUS)) or any(amounts)

    # what is said of them

    def _judge(self, record: Record, draft: Draft, insurance: Insurance | None, signs: str) -> None:
        payer = self._or_above(record, ColumnRole.PAYER)
        self._judge_insurance(record, draft, insurance)
        read_scheme(draft, insurance, self._or_above(record, ColumnRole.IDENTITY), payer)
        draft.blame(self._headings(ColumnRole.SCHEME, ColumnRole.TIER, ColumnRole.IDENTITY))
        read_place(
            draft, self._cells(record, ColumnRole.PLACE) or [self._above.get(ColumnRole.PLACE, "")], self._around.home
        )
        draft.blame(self._headings(ColumnRole.PLACE))
        evidence = self._evidence(record, draft)
        self._payment.sign(draft, evidence, signs)
        draft.blame(draft.of_month)
        law.settle_payment(draft, evidence)
        draft.blame(self._headings(*_OF_PAYMENT))
        self._judge_counts(record, draft)
        draft.blame(self._headings(ColumnRole.COUNT))
        self._judge_rest(record, draft)
        draft.blame(())
        draft.part = folded(self._cell(record, ColumnRole.PART))
        if draft.known.get("scheme") is Scheme.RESIDENT or payer in (self._cell(record, ColumnRole.PERSON), ""):
            return
        if len(payer) <= LONGEST_TEXT and payer.isprintable():
            draft.known["payer"] = plain(payer)

    def _judge_insurance(self, record: Record, draft: Draft, insurance: Insurance | None) -> None:
        texts = self._cells(record, ColumnRole.SCHEME)
        if insurance is Insurance.COMBINED and not texts:
            draft.doubt("which_insurance")
        elif insurance is Insurance.COMBINED:
            draft.doubt("combined", text=shown("、".join(texts)))
            for text in texts:
                self._meanings.ask(Asked.INSURANCE, text)
        elif texts and insurance is None:
            draft.doubt("scheme", text=shown("、".join(texts)))
            for text in texts:
                if self._named(text) is None and not vocabulary().is_error(text):
                    self._meanings.ask(Asked.INSURANCE, text)
        elif not texts and self._has(ColumnRole.SCHEME):
            if insurance is not None and self._one_insurance:
                draft.remark("as_above")
            else:
                draft.doubt("no_scheme")
        if self._has(ColumnRole.TIER):
            self._judge_tier(record, draft)
        if self._table.of_medical and not any(_says(self._at(record, n)) for n in self._table.of_medical):
            draft.doubt("no_medical_cells")

    def _judge_tier(self, record: Record, draft: Draft) -> None:
        text = self._cell(record, ColumnRole.TIER)
        if not text:
            draft.doubt("no_tier")
        elif self._tier(record) is None:
            draft.doubt("tier", text=shown(text))

    def _evidence(self, record: Record, draft: Draft) -> Evidence:
        evidence = Evidence()
        read = self._payment
        for heading, cell in self._headed(record, ColumnRole.STATUS):
            read.status(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._headed(record, ColumnRole.OWED):
            read.owed(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._headed(record, ColumnRole.KIND):
            read.kind(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._headed(record, ColumnRole.REMARK):
            if not self._is_everywhere(ColumnRole.REMARK, cell):
                read.remark(draft, evidence, heading, cell)
                draft.blame((heading,))
        evidence.says_status = self._has(ColumnRole.STATUS) or self._has(ColumnRole.OWED)
        places = (*self._columns[ColumnRole.STATUS], *self._columns[ColumnRole.OWED])
        evidence.status_expected = any(
            self._habits[place].always_filled and not self._at(record, place) for place in places
        )
        evidence.reversed = any(vocabulary().reversed(cell) for cell in self._cells(record, ColumnRole.REVERSAL))
        for place in self._columns[ColumnRole.CREDITED]:
            read.credit(draft, evidence, self._at(record, place))
        draft.blame(self._headings(ColumnRole.CREDITED))
        evidence.credit_expected = any(self._habits[place].filled for place in self._columns[ColumnRole.CREDITED])
        self._read_money(record, draft, evidence)
        draft.blame(self._headings(*_MONEY))
        return evidence

    def _is_everywhere(self, role: ColumnRole, cell: str) -> bool:
        """True for a remark that every row has, and that speaks against none."""
        habits = [self._habits[place] for place in self._columns[role]]
        alike = any(len(it.texts) == 1 and cell in it.texts and it.filled == it.rows > 1 for it in habits)
        return alike and not vocabulary().alarms(cell)

    def _read_money(self, record: Record, draft: Draft, evidence: Evidence) -> None:
        roles = (ColumnRole.AMOUNT, ColumnRole.COUNT)
        evidence.due_only = self._has(ColumnRole.DUE) and not any(map(self._has, roles))
        for role in _MONEY:
            for place in self._columns[role]:
                cell, sign = sign_of(self._at(record, place))
                if sign:
                    self._payment.sign(draft, evidence, sign)
                habit = self._habits[place]
                if not cell or (set(cell) <= _DASHES and not habit.always_filled):
                    evidence.missing |= habit.always_filled and not sign and role is not ColumnRole.BASE
                    continue
                amount = self._payment.money(draft, cell)
                if amount is None:
                    continue
                evidence.zero |= not amount and habit.never_zero
                if role is ColumnRole.BASE:
                    evidence.base = amount if evidence.base is None else evidence.base
                else:
                    evidence.amounts.append(amount)

    def _judge_counts(self, record: Record, draft: Draft) -> None:
        """A number of months proves them only where it is full; an empty one proves nothing where others are filled."""
        cells = [(place, self._at(record, place)) for place in self._columns[ColumnRole.COUNT]]
        filled = [(shown(cell), _count_in(cell)) for _, cell in cells if cell]
        law.settle_count(draft, filled)
        self.counted += max((count for _, count in filled if count is not None), default=0)
        empty = any(not cell and self._habits[place].filled for place, cell in cells)
        if empty and draft.spans:
            draft.doubt("count_missing")

    def _judge_rest(self, record: Record, draft: Draft) -> None:
        """What stands in the other columns: nothing of it may speak against the row."""
        months = [self._at(record, column.place) for column in self._blocking]
        named = {span for cell in months if cell and not isinstance(it := read_spans(cell), Bilingual) for span in it}
        if self._blocking and (named or draft.known.get("status") is Status.PAID):
            draft.doubt("unknown_column", heading=shown("、".join(map(self._name, self._blocking))))
            draft.spans = tuple(dict.fromkeys((*draft.spans, *sorted(named))))
        against = (self._meanings.speaks_against(cell) for n in self._columns_beside if (cell := self._at(record, n)))
        alarming = (self._meanings.alarms(cell) for n in self._columns_passed if (cell := self._at(record, n)))
        if any(against) or any(alarming):
            draft.doubt("remark")
        if any(cell[:1] == "#" and vocabulary().is_error(cell) for cell in record.cells):
            draft.doubt("error_cell")


def _count_in(cell: str) -> int | None:
    match = _COUNT.fullmatch(plain(sign_of(cell)[0]))
    return int(match[1]) if match else None


def _says(cell: str) -> bool:
    amount = read_money(cell) if cell else None
    return bool(cell) and (amount is None or amount > 0) and not set(cell) <= _DASHES


def _names_months(text: str) -> bool:
    """True when a text speaks of months; a day is when something was printed, and `100001` is a number of something."""
    months = (found for found in found_in(text)[0] if not isinstance(read_credit(found), date))
    return any(not isinstance(read_spans(found), Bilingual) or found[:2] in ("19", "20") for found in months)


def _has_words(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) > 1


def _is_prose(text: str) -> bool:
    return sum(sign.isalpha() for sign in text) > _LEAST_ROWS and not any(sign.isdigit() for sign in text)
