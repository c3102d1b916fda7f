"""A contribution record, and what it says of each month: covered, in transit, unpaid, unknown or empty."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from app.rules.record.months import Month, Span
from app.rules.value_type import value_type


class Scheme(StrEnum):
    """险种: through a unit, flexible employment (both 职工医保), or urban and rural residents."""

    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"


class Status(StrEnum):
    """到账情况 of one row of the record; only `PAID` is cover."""

    PAID = "paid"
    PARTLY_PAID = "partly_paid"
    IN_TRANSIT = "in_transit"
    UNPAID = "unpaid"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """缴费类型 of one row; an `ADJUSTMENT` moves money only and never makes a month."""

    NORMAL = "normal"
    BACK_PAID = "back_paid"
    UNEMPLOYMENT_FUND = "unemployment_fund"
    MILITARY = "military"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"


MOVES_MONEY_ONLY = frozenset((Kind.ADJUSTMENT, Kind.REFUND))
"""Rows that say nothing of their months: they move money, or take months back."""


@dataclass(frozen=True, slots=True, order=True)
class StatementRow:
    """A row of an official statement: the number of its file as given, from 1, its sheet, and the row there, from 1.

    >>> str(StatementRow(1, "缴费明细", 12)), str(StatementRow(2, None, 3))
    ('1/缴费明细/12', '2//3')
    """

    file: int
    sheet: str | None
    row: int

    def __str__(self) -> str:
        return f"{self.file}/{self.sheet or ''}/{self.row}"


@value_type
class Period:
    """One row of a contribution record: its months, the scheme, and whether they were paid.

    `base` is the monthly contribution base in yuan; `credited_on` the day the money arrived (到账日期).

    `source` is the row of a statement its first month was read from, None for what was typed. Nothing is decided by
    it: two periods that differ in it alone are equal.
    """

    scheme: Scheme
    span: Span
    region: str
    status: Status = Status.PAID
    kind: Kind = Kind.NORMAL
    payer: str | None = None
    base: Decimal | None = None
    credited_on: date | None = None
    source: StatementRow | None = field(default=None, compare=False)

    @property
    def unsettled(self) -> bool:
        """True when it is not known whether the row was paid, or its money is not credited yet."""
        return self.status in (Status.UNKNOWN, Status.IN_TRANSIT)

    @property
    def makes_months(self) -> bool:
        """True when the row says something of its months, false when it only moves money or takes months back."""
        return self.kind not in MOVES_MONEY_ONLY


class Standing(StrEnum):
    """What is known of one month."""

    COVERED = "covered"
    IN_TRANSIT = "in_transit"
    UNKNOWN = "unknown"
    UNPAID = "unpaid"
    EMPTY = "empty"


_BY_STATUS = {
    Status.PAID: Standing.COVERED,
    Status.IN_TRANSIT: Standing.IN_TRANSIT,
    Status.UNKNOWN: Standing.UNKNOWN,
    Status.PARTLY_PAID: Standing.UNPAID,
    Status.UNPAID: Standing.UNPAID,
}
UNSETTLED = (Standing.UNKNOWN, Standing.IN_TRANSIT)
"""The standings of months that are unknown, or not credited yet."""
_NOT_OWED = (Standing.COVERED, *UNSETTLED)
_PRECEDENCE = {Standing.EMPTY: 0, Standing.UNPAID: 1, Standing.UNKNOWN: 2, Standing.IN_TRANSIT: 3, Standing.COVERED: 4}
_SCHEME_PRECEDENCE = {Scheme.RESIDENT: 0, Scheme.FLEXIBLE: 1, Scheme.EMPLOYEE: 2}


@value_type
class Run:
    """Months in a row of one standing, under one scheme, in one pooling area (None for empty months)."""

    span: Span
    standing: Standing
    scheme: Scheme | None
    region: str | None


@value_type
class History:
    """A whole record: its rows, and runs that tile every month from the first row to the last without overlap.

    `has_duplicate_cover`: some month is paid twice, under two schemes or in two places, and not refunded.
    """

    periods: tuple[Period, ...]
    runs: tuple[Run, ...]
    has_duplicate_cover: bool = False
    starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of(cls, periods: Iterable[Period]) -> History:
        """Read rows in any order into a history; the order of rows never matters.

        >>> Y24 = Span(Month.of(2024, 1), Month.of(2024, 12))
        >>> cut = Period(Scheme.EMPLOYEE, Span(Month.of(2024, 5), Month.of(2024, 5)), "140100", kind=Kind.REFUND)
        >>> [str(run.span) for run in History.of([Period(Scheme.EMPLOYEE, Y24, "140100"), cut]).runs]
        ['2024-01..2024-04', '2024-05..2024-05', '2024-06..2024-12']
        """
        rows = tuple(sorted(periods, key=_row_order))
        refunded = _refunded(rows)
        runs = _runs(rows, refunded)
        return cls(rows, runs, _paid_twice(rows, refunded), tuple(run.span.first.index for run in runs))

    def runs_over(self, span: Span) -> Iterator[Run]:
        """The runs that share a month with a span, in order."""
        last = span.last.index
        for place in range(max(bisect_right(self.starts, span.first.index) - 1, 0), len(self.runs)):
            run = self.runs[place]
            if run.span.first.index > last:
                break
            if run.span.last.index >= span.first.index:
                yield run

    def _begun_by(self, month: Month) -> Iterator[Run]:
        """The runs that have begun by a month, the latest first."""
        for place in range(bisect_right(self.starts, month.index) - 1, -1, -1):
            yield self.runs[place]

    @property
    def first_cover(self) -> Month | None:
        """The first covered month."""
        return next((run.span.first for run in self.runs if run.standing is Standing.COVERED), None)

    @property
    def last_cover(self) -> Month | None:
        """The last covered month."""
        return next((run.span.last for run in reversed(self.runs) if run.standing is Standing.COVERED), None)

    def run_at(self, month: Month) -> Run | None:
        """The run a month lies in; None before the first row and after the last."""
        run = next(self._begun_by(month), None)
        return run if run is not None and run.span.last >= month else None

    def cover_before(self, month: Month) -> Run | None:
        """The last covered run that ends before a month begins."""
        begun = self._begun_by(month + -1)
        return next((run for run in begun if run.standing is Standing.COVERED and run.span.last < month), None)

    def cover_until(self, month: Month) -> Run | None:
        """The last covered run that has begun by a month, whether or not it goes on."""
        return next((run for run in self._begun_by(month) if run.standing is Standing.COVERED), None)

    def last_of(self, month: Month, *standings: Standing) -> Month | None:
        """The last month, up to and including a month, that has one of the standings."""
        found = next((run for run in self._begun_by(month) if run.standing in standings), None)
        return min(found.span.last, month) if found else None

    def cover_after(self, month: Month) -> Run | None:
        """The first covered run that begins after a month."""
        later = (self.runs[place] for place in range(bisect_right(self.starts, month.index), len(self.runs)))
        return next((run for run in later if run.standing is Standing.COVERED), None)

    def months_of(self, scheme: Scheme, until: Month) -> int:
        """Covered months of a scheme up to and including a month."""
        return sum(
            min(run.span.last, until).index - run.span.first.index + 1
            for run in self.runs
            if run.standing is Standing.COVERED and run.scheme is scheme and run.span.first <= until
        )

    def paid_since(self, scheme: Scheme, month: Month) -> Month | None:
        """The first of the months in a row, paid under a scheme whatever else was paid, that end with a month."""
        back = _refunded(self.periods)
        paid = {
            index
            for row in self.periods
            if row.scheme is scheme and row.makes_months and row.status is Status.PAID
            for index in range(row.span.first.index, row.span.last.index + 1)
            if (index, row.scheme, row.region) not in back
        }
        first = month.index
        while first in paid:
            first -= 1
        return Month(first + 1) if first < month.index else None

    def consecutive_until(self, month: Month, *standings: Standing) -> int:
        """Months in a row of these standings (covered, unless said), under any scheme, that end with a month."""
        wanted = standings or (Standing.COVERED,)
        count, expected = 0, month
        for run in self._begun_by(month):
            if run.standing not in wanted or run.span.last < expected:
                break
            count += expected.index - run.span.first.index + 1
            expected = run.span.first + -1
        return count

    def any_in(self, months: Span, *standings: Standing) -> bool:
        """True when any of some months has one of the standings, under whatever scheme."""
        return any(run.standing in standings for run in self.runs_over(months))

    def covered_under(self, scheme: Scheme, month: Month) -> bool:
        """True when a month is covered under a scheme."""
        run = self.run_at(month)
        return run is not None and run.standing is Standing.COVERED and run.scheme is scheme

    @property
    def arrears_beside_cover(self) -> tuple[Span, ...]:
        """Months that employee insurance lists as unpaid although another scheme covers them, or may cover them."""
        owed = {
            index
            for row in self.periods
            if row.scheme is Scheme.EMPLOYEE and row.makes_months and _BY_STATUS[row.status] is Standing.UNPAID
            for index in range(row.span.first.index, row.span.last.index + 1)
        }
        beside = (run for run in self.runs if run.standing in _NOT_OWED and run.scheme is not Scheme.EMPLOYEE)
        found: list[Span] = []
        for run in beside if owed else ():
            for month in run.span:
                if month.index not in owed:
                    continue
                if found and found[-1].last + 1 == month:
                    found[-1] = Span(found[-1].first, month)
                else:
                    found.append(Span(month, month))
        return tuple(found)

    def count_in(self, span: Span, *standings: Standing) -> int:
        """How many months of a span have one of the standings; months outside the record are `EMPTY`."""
        first, last = span.first.index, span.last.index
        count, outside = 0, len(span)
        for run in self.runs_over(span):
            shared = min(run.span.last.index, last) - max(run.span.first.index, first) + 1
            outside -= shared
            if run.standing in standings:
                count += shared
        return count + outside if Standing.EMPTY in standings else count

    def base_before(self, month: Month) -> Decimal | None:
        """The contribution base, in yuan a month, of the latest row begun before a month that names one."""
        for row in reversed(self.periods):
            if row.base is not None and row.span.first.index < month.index and row.makes_months:
                return row.base
        return None

    def credited_on(self, month: Month) -> date | None:
        """The earliest day on which the money of a covered month is recorded as credited."""
        days = [p.credited_on for p in self.periods if p.credited_on and p.span.covers(month) and p.makes_months]
        return min(days, default=None)


def _row_order(row: Period) -> tuple[object, ...]:
    told = (row.base, row.credited_on, row.payer, row.source)
    return (row.span, row.scheme, row.region, row.status, row.kind, *map(str, told))


_Refunded = frozenset[tuple[int, Scheme, str]]
_Mark = tuple[Standing, Scheme | None, str | None]


def _refunded(rows: tuple[Period, ...]) -> _Refunded:
    refunds = [row for row in rows if row.kind is Kind.REFUND]
    return frozenset((month.index, row.scheme, row.region) for row in refunds for month in row.span)


def _paid_twice(rows: tuple[Period, ...], refunded: _Refunded) -> bool:
    paid: set[int] = set()
    for row in rows:
        if row.makes_months and row.status is Status.PAID:
            months = range(row.span.first.index, row.span.last.index + 1)
            kept = {index for index in months if (index, row.scheme, row.region) not in refunded}
            if not paid.isdisjoint(kept):
                return True
            paid |= kept
    return False


def _runs(rows: tuple[Period, ...], refunded: _Refunded) -> tuple[Run, ...]:
    rows_of_months = [row for row in rows if row.kind is not Kind.ADJUSTMENT]
    if not rows_of_months:
        return ()
    first = min(row.span.first.index for row in rows_of_months)
    last = max(row.span.last.index for row in rows_of_months)
    empty: _Mark = (Standing.EMPTY, None, None)
    marks = dict.fromkeys(range(first, last + 1), (_rank(empty), empty))
    for row in rows_of_months:
        if not row.makes_months:
            continue
        mark: _Mark = (_BY_STATUS[row.status], row.scheme, row.region)
        ranked = (_rank(mark), mark)
        for index in range(row.span.first.index, row.span.last.index + 1):
            if ranked[0] > marks[index][0] and (index, row.scheme, row.region) not in refunded:
                marks[index] = ranked
    grouped = groupby(marks.items(), key=lambda item: item[1])
    return tuple(_run(mark, [index for index, _ in items]) for (_, mark), items in grouped)


def _rank(mark: _Mark) -> tuple[int, int]:
    standing, scheme, _ = mark
    return (_PRECEDENCE[standing], _SCHEME_PRECEDENCE[scheme] if scheme else -1)


def _run(mark: _Mark, indices: list[int]) -> Run:
    standing, scheme, region = mark
    return Run(Span(Month(indices[0]), Month(indices[-1])), standing, scheme, region)
