"""Knows a list whose columns have headings. Does not know lists without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from app.cases.format.values import LONGEST_TEXT
from app.cases.pasting.cells import (
    found_in,
    plain,
    read_credit,
    read_first,
    read_last,
    read_number,
    read_spans,
    read_year,
    span_between,
)
from app.cases.pasting.payment import PaymentCells, read_payment
from app.cases.pasting.rows import Draft, ListRow, left_out
from app.cases.pasting.scheme_and_place import read_place, read_scheme
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span

_ROWS_BEFORE_HEADINGS = 30
_COLUMNS_OF_A_TABLE = 2  # a single cell in a table with more of them is a remark
_TIMES = (ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.YEAR, ColumnRole.WHEN)


@dataclass(frozen=True, slots=True)
class Headings:
    """The row with the headings, by its place in the list, and which columns stand under what."""

    place: int
    names: tuple[str, ...]
    columns: Mapping[ColumnRole, tuple[int, ...]]

    def has(self, role: ColumnRole) -> bool:
        """True when the list has such a column."""
        return role in self.columns


def headings_of(records: Sequence[Record]) -> Headings | None:
    """The headings of a list; None where there are none that name a time."""
    for place, record in enumerate(islice(records, _ROWS_BEFORE_HEADINGS)):
        roles = [vocabulary().role(cell) if cell else None for cell in record.cells]
        known = [role for role in roles if role is not None]
        if any(role in _TIMES for role in known) and len(known) * 2 > sum(bool(cell) for cell in record.cells):
            columns: dict[ColumnRole, tuple[int, ...]] = {}
            for index, role in enumerate(roles):
                if role is not None:
                    columns[role] = (*columns.get(role, ()), index)
            return Headings(place, tuple(folded(cell) for cell in record.cells), _timed(columns))
    return None


def _timed(columns: dict[ColumnRole, tuple[int, ...]]) -> Mapping[ColumnRole, tuple[int, ...]]:
    """A column of mere time is the month where there is no other, else the day of payment."""
    when = columns.pop(ColumnRole.WHEN, ())
    if when:
        role = ColumnRole.CREDITED if any(time in columns for time in _TIMES) else ColumnRole.MONTH
        columns[role] = (*columns.get(role, ()), *when)
    return columns


class HeadedList:
    """Reads the rows under headings one after the other; a merged cell means what stands above where that is sure."""

    def __init__(self, headings: Headings, records: Sequence[Record], home: str) -> None:
        self._headings, self._home = headings, home
        self._records = records[headings.place + 1 :]
        self._titles = records[: headings.place]
        passed_over = (ColumnRole.REMARK, ColumnRole.IGNORED)
        read = (columns for role, columns in headings.columns.items() if role not in passed_over)
        self._read_columns = frozenset(index for columns in read for index in columns)
        self._above: dict[ColumnRole, str] = {}
        self._kinds_in_month: set[str] = set()
        texts = {cell for record in self._records if (cell := self._cell(record, ColumnRole.SCHEME))}
        self._one_insurance = len({vocabulary().insurance(text) for text in texts}) <= 1

    def rows(self) -> list[ListRow]:
        """Every row, in the order of the list."""
        titles = [left_out(record.number, "text") for record in self._titles]
        return [*titles, *(row for record in self._records for row in self._read(record))]

    def people(self, role: ColumnRole) -> frozenset[str]:
        """The different people a column names; compared only, never kept."""
        return frozenset(folded(cell) for record in self._records if (cell := self._cell(record, role)))

    def _cell(self, record: Record, role: ColumnRole) -> str:
        cells = (record.cells[index] for index in self._headings.columns.get(role, ()) if index < len(record.cells))
        return next((cell for cell in cells if cell), "")

    def _read(self, record: Record) -> list[ListRow]:
        filled = [cell for cell in record.cells if cell]
        if tuple(folded(cell) for cell in record.cells) == self._headings.names:
            return []
        if vocabulary().is_sum(filled[0]):
            return [left_out(record.number, "sum")]
        if len(filled) == 1 and len(self._headings.names) > _COLUMNS_OF_A_TABLE and not _names_months(filled[0]):
            return [left_out(record.number, "alarming_text" if vocabulary().alarms(filled[0]) else "text")]
        insurance = self._insurance(record)
        draft = Draft(record.number)
        spans, own = self._months(record, draft, insurance)
        self._remember(record, own)
        if insurance is Insurance.OTHER:
            return [left_out(record.number, "other_insurance")]
        draft.spans = spans
        self._judge(record, draft, insurance)
        return [draft.row()]

    def _remember(self, record: Record, own: str) -> None:
        if own:
            self._kinds_in_month.clear()
            self._above[ColumnRole.MONTH] = own
        self._kinds_in_month.add(folded(self._cell(record, ColumnRole.SCHEME)))
        for role in (ColumnRole.YEAR, ColumnRole.SCHEME, ColumnRole.IDENTITY, ColumnRole.PAYER, ColumnRole.PLACE):
            if cell := self._cell(record, role):
                self._above[role] = cell

    def _or_above(self, record: Record, role: ColumnRole) -> str:
        return self._cell(record, role) or self._above.get(role, "")

    def _insurance(self, record: Record) -> Insurance | None:
        text = self._cell(record, ColumnRole.SCHEME)
        if not text and self._one_insurance:
            text = self._above.get(ColumnRole.SCHEME, "")
        return vocabulary().insurance(text) if text else None

    # months

    def _months(self, record: Record, draft: Draft, insurance: Insurance | None) -> tuple[tuple[Span, ...], str]:
        """The months of a row, and the text they were read from; merged cells have none of their own."""
        first, last = self._cell(record, ColumnRole.FIRST), self._cell(record, ColumnRole.LAST)
        if first or last:
            return self._between(draft, first, last), f"{first}–{last}"
        text = self._cell(record, ColumnRole.MONTH)
        if not text and not self._cell(record, ColumnRole.YEAR):
            text = self._month_above(record)
            if not text:
                draft.doubt("no_month")
                return (), ""
            return self._spans(record, draft, text, insurance), ""
        return self._spans(record, draft, text, insurance), text or self._cell(record, ColumnRole.YEAR)

    def _month_above(self, record: Record) -> str:
        """What a merged cell says: sure only where each insurance has its own row in the month."""
        kind = folded(self._cell(record, ColumnRole.SCHEME))
        return self._above.get(ColumnRole.MONTH, "") if kind and kind not in self._kinds_in_month else ""

    def _between(self, draft: Draft, first: str, last: str) -> tuple[Span, ...]:
        if not first or not last:
            draft.doubt("one_end")
            return ()
        start, end = read_first(first), read_last(last)
        if isinstance(start, Bilingual) or isinstance(end, Bilingual):
            draft.doubts.extend(it for it in (start, end) if isinstance(it, Bilingual))
            return ()
        spans = span_between(start, end)
        if not spans:
            draft.doubt("backwards", text=shown(f"{first}–{last}"))
        return spans

    def _spans(self, record: Record, draft: Draft, text: str, insurance: Insurance | None) -> tuple[Span, ...]:
        year = read_year(self._or_above(record, ColumnRole.YEAR)) if self._headings.has(ColumnRole.YEAR) else None
        number = read_number(text) if text else None
        if year is not None and number is not None:
            return (Span(Month.of(year, number), Month.of(year, number)),)
        whole = year if not text else read_year(text)
        if whole is not None:
            return self._whole_year(draft, whole, insurance, self._or_above(record, ColumnRole.IDENTITY))
        read = read_spans(text or self._cell(record, ColumnRole.YEAR))
        if isinstance(read, Bilingual):
            draft.doubts.append(read)
            return ()
        return read

    def _whole_year(self, draft: Draft, year: int, insurance: Insurance | None, who: str) -> tuple[Span, ...]:
        resident = Insurance.RESIDENT in (insurance, vocabulary().identity(who) if who else None)
        if not resident:
            draft.doubt("year_only", year=year)
        else:
            draft.remark("year_of_resident")
        return (Span(Month.of(year, 1), Month.of(year, 12)),)

    # what is said of them

    def _judge(self, record: Record, draft: Draft, insurance: Insurance | None) -> None:
        scheme = self._cell(record, ColumnRole.SCHEME)
        payer = self._or_above(record, ColumnRole.PAYER)
        if scheme and insurance is None:
            draft.doubt("scheme", text=shown(scheme))
        elif not scheme and self._headings.has(ColumnRole.SCHEME):
            if self._one_insurance and insurance is not None:
                draft.remark("as_above")
            else:
                draft.doubt("no_scheme")
        read_scheme(draft, insurance, self._or_above(record, ColumnRole.IDENTITY), payer)
        read_place(draft, self._or_above(record, ColumnRole.PLACE), self._home)
        read_payment(draft, self._payment(record))
        self._check_count(record, draft)
        others = (cell for index, cell in enumerate(record.cells) if cell and index not in self._read_columns)
        if any(vocabulary().alarms(cell) for cell in others):
            draft.doubt("remark")
        if draft.known.get("scheme") is Scheme.RESIDENT or payer in (self._cell(record, ColumnRole.PERSON), ""):
            return
        if len(payer) <= LONGEST_TEXT and payer.isprintable():
            draft.known["payer"] = plain(payer)

    def _payment(self, record: Record) -> PaymentCells:
        columns = self._headings.columns.get(ColumnRole.AMOUNT, ())
        return PaymentCells(
            self._cell(record, ColumnRole.STATUS) if self._headings.has(ColumnRole.STATUS) else None,
            self._cell(record, ColumnRole.KIND) if self._headings.has(ColumnRole.KIND) else None,
            self._cell(record, ColumnRole.REVERSAL),
            self._cell(record, ColumnRole.CREDITED) if self._headings.has(ColumnRole.CREDITED) else None,
            self._cell(record, ColumnRole.BASE),
            [record.cells[index] for index in columns if index < len(record.cells) and record.cells[index]],
        )

    def _check_count(self, record: Record, draft: Draft) -> None:
        """A range proves its months only where their number is the number paid."""
        text = self._cell(record, ColumnRole.COUNT)
        months = sum(map(len, draft.spans))
        if text and draft.spans and plain(text).removesuffix("个月") != str(months):
            draft.doubt("count", said=shown(text), months=months)


def _names_months(text: str) -> bool:
    """True when a text speaks of months; a day is when something was printed."""
    return any(not isinstance(read_credit(found), date) for found in found_in(text)[0])
