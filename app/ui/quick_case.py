"""Knows the record that three answers of a person at home make. Does not know the form they are given in.

Only what the person knows is written as known. Months nobody remembers are `unknown`: neither paid nor lapsed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.cases.spelling import FIRST_MONTH
from app.rules.case import Case, Cause
from app.rules.history import History, Period, Scheme, Status
from app.rules.months import Month, Span

YEARS_NOT_REMEMBERED: Final = 5
"""How far back months count as unknown when nobody remembers since when contributions were paid."""
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Recollection:
    """What a person remembers of the last contributions.

    `last` is the last month surely paid (December of the last year for residents). `since` is the month from which
    nothing was missed up to it, None where nobody remembers; with `since_year_only` some month of that year.
    `later_unknown`: nobody remembers whether anything was paid after `last`. `cause` is why nothing was.
    """

    scheme: Scheme
    last: Month
    since: Month | None = None
    since_year_only: bool = False
    later_unknown: bool = False
    cause: Cause = Cause.UNKNOWN

    @property
    def paid(self) -> Span:
        """The months surely paid."""
        if self.since is None:
            return Span(_january(self.last) if self.scheme is Scheme.RESIDENT else self.last, self.last)
        first = _january(self.since) + _MONTHS if self.since_year_only else self.since
        return Span(min(first, self.last), self.last)

    @property
    def unknown_before(self) -> Span | None:
        """The months before them of which nobody knows."""
        first = self.paid.first
        if self.since is None:
            begun = max(FIRST_MONTH, first + -YEARS_NOT_REMEMBERED * _MONTHS)
        else:
            begun = _january(self.since) if self.since_year_only else first
        return Span(begun, first + -1) if begun < first else None

    def unknown_after(self, as_of: date) -> Span | None:
        """The months after them of which nobody knows, up to the month before a day."""
        before = Month.containing(as_of) + -1
        return Span(self.last + 1, before) if self.later_unknown and self.last < before else None

    def lapsed(self, as_of: date) -> Span | None:
        """The months after them in which surely nothing was paid, up to the month before a day."""
        before = Month.containing(as_of) + -1
        return Span(self.last + 1, before) if not self.later_unknown and self.last < before else None

    def asks_for_cause(self, as_of: date) -> bool:
        """True when the rules ask why contributions stopped: where a unit paid, and they did stop."""
        return self.scheme is Scheme.EMPLOYEE and self.lapsed(as_of) is not None


def remembered_case(case: Case, told: Recollection, as_of: date) -> Case:
    """The case with the record, and the cause, that a recollection makes; whatever record it had gives way.

    >>> told = Recollection(Scheme.EMPLOYEE, Month.of(2026, 8), since=Month.of(2020, 1), cause=Cause.LEFT_JOB)
    >>> made = remembered_case(Case("140100"), told, date(2026, 11, 22))
    >>> [str(row.span) for row in made.history.periods], {str(month): str(why) for month, why in made.causes.items()}
    (['2020-01..2026-08'], {'2026-09': 'left_job'})
    """
    rows = [Period(told.scheme, told.paid, case.region)]
    unknown = (told.unknown_before, told.unknown_after(as_of))
    rows += [Period(told.scheme, span, case.region, status=Status.UNKNOWN) for span in unknown if span]
    known = told.asks_for_cause(as_of) and told.cause is not Cause.UNKNOWN
    return replace(case, history=History.of(rows), causes={told.last + 1: told.cause} if known else {})


def _january(month: Month) -> Month:
    return Month.of(month.year, 1)
