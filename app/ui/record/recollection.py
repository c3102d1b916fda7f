"""Makes a record from the answers to three questions, and finds the answers that a record may come from. No Qt here.

Only what the person knows is recorded as known. Months not remembered are `unknown`: neither paid nor lapsed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from app.cases.format.values import FIRST_MONTH
from app.rules.record.case import Case, Cause, Person, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type

YEARS_NOT_REMEMBERED: Final = 5
"""How many years back months count as unknown when it is not remembered since when contributions were paid."""
_MONTHS = 12
_MOST_STRETCHES = 2  # what was paid before a break, and since


@value_type
class Recollection:
    """What a person remembers of the last contributions.

    `last` is the last month surely paid (December of the last year for residents). `since` is the month from which
    nothing was missed up to it, None if not remembered; with `since_year_only` some month of that year.
    `later_unknown`: it is not remembered whether anything was paid after `last`. `cause` is why nothing was.
    `before` is the last month paid before `since` by somebody who missed some and resumed then, under `before_scheme`.
    """

    scheme: Scheme
    last: Month
    since: Month | None = None
    since_year_only: bool = False
    later_unknown: bool = False
    cause: Cause = Cause.UNKNOWN
    before: Month | None = None
    before_scheme: Scheme | None = None

    @property
    def paid_before(self) -> Span | None:
        """The months surely paid before contributions were resumed; None where they were not."""
        if self.before is None:
            return None
        return Span(_january(self.before) if self.before_scheme is Scheme.RESIDENT else self.before, self.before)

    @property
    def missed(self) -> Span | None:
        """The months in which surely nothing was paid before contributions were resumed."""
        if self.before is None or self.before + 1 >= self.paid.first:
            return None
        return Span(self.before + 1, self.paid.first + -1)

    @property
    def paid(self) -> Span:
        """The months surely paid."""
        if self.since is None:
            return Span(_january(self.last) if self.scheme is Scheme.RESIDENT else self.last, self.last)
        first = _january(self.since) + _MONTHS if self.since_year_only else self.since
        return Span(min(first, self.last), self.last)

    @property
    def unknown_before(self) -> Span | None:
        """The unknown months before those paid."""
        first = (self.paid_before or self.paid).first
        if self.since is None or self.before is not None:
            begun = max(FIRST_MONTH, first + -YEARS_NOT_REMEMBERED * _MONTHS)
        else:
            begun = _january(self.since) if self.since_year_only else first
        return Span(begun, first + -1) if begun < first else None

    def unknown_after(self, as_of: date) -> Span | None:
        """The unknown months after those paid, up to the month before a day."""
        before = Month.containing(as_of) + -1
        return Span(self.last + 1, before) if self.later_unknown and self.last < before else None

    def lapsed(self, as_of: date) -> Span | None:
        """The months after those paid in which surely nothing was paid, up to the month before a day."""
        before = Month.containing(as_of) + -1
        return Span(self.last + 1, before) if not self.later_unknown and self.last < before else None

    def asks_for_cause(self, as_of: date) -> bool:
        """True when the rules ask why contributions stopped: where a unit paid, and they did stop."""
        return self.scheme is Scheme.EMPLOYEE and self.lapsed(as_of) is not None

    def to_go_on(self, as_of: date) -> Plan | None:
        """For a person who has just left a job and missed no month yet: a plan to go on alone; None for others."""
        left = self.scheme is Scheme.EMPLOYEE and self.cause is Cause.LEFT_JOB and not self.later_unknown
        if not left or self.lapsed(as_of) is not None:
            return None
        return Plan(Scheme.FLEXIBLE, max(as_of, (self.last + 1).first_day))


@value_type
class NeverInsured:
    """What a person says who was never insured anywhere; of a baby the date of birth decides most."""

    birth_date: date | None = None


def never_insured_case(case: Case, told: NeverInsured) -> Case:
    """The case of somebody never insured; whatever record it had gives way, the plan stays."""
    person = replace(case.person, first_enrolment=True, birth_date=told.birth_date or case.person.birth_date)
    return replace(case, person=person, history=History.of(()), causes={})


def remembered_case(case: Case, told: Recollection, as_of: date) -> Case:
    """The case with the record and cause from a recollection, in place of its old record.

    >>> told = Recollection(Scheme.EMPLOYEE, Month.of(2026, 8), since=Month.of(2020, 1), cause=Cause.LEFT_JOB)
    >>> made = remembered_case(Case("140100"), told, date(2026, 11, 22))
    >>> [str(row.span) for row in made.history.periods], {str(month): str(why) for month, why in made.causes.items()}
    (['2020-01..2026-08'], {'2026-09': 'left_job'})
    """
    known = told.asks_for_cause(as_of) and told.cause is not Cause.UNKNOWN
    return replace(
        case,
        person=_insured_before(case.person),
        history=_history_of(told, case.region, as_of),
        causes={told.last + 1: told.cause} if known else {},
        plan=told.to_go_on(as_of) or _plan_kept(case, as_of),
    )


def _insured_before(person: Person) -> Person:
    return replace(person, first_enrolment=None) if person.first_enrolment is True else person


def _plan_kept(case: Case, as_of: date) -> Plan | None:
    """The plan of a case, unless it came from answers that are now replaced."""
    before = recollected(case, as_of)
    return None if before is not None and case.plan == before.to_go_on(as_of) else case.plan


def recollected(case: Case, as_of: date) -> Recollection | None:
    """The answers that give exactly the record of a case; None where there are none.

    >>> told = Recollection(Scheme.EMPLOYEE, Month.of(2026, 8), since=Month.of(2020, 1), cause=Cause.LEFT_JOB)
    >>> recollected(remembered_case(Case("140100"), told, date(2026, 11, 22)), date(2026, 11, 22)) == told
    True
    """
    paid = [row for row in case.history.periods if row.status is Status.PAID]
    if not paid or len(paid) > _MOST_STRETCHES:
        return None
    scheme, first, last = paid[-1].scheme, paid[-1].span.first, paid[-1].span.last
    earlier = paid[0] if len(paid) > 1 else None
    before, before_scheme = (earlier.span.last, earlier.scheme) if earlier is not None else (None, None)
    later = any(row.span.first > last for row in case.history.periods)
    cause = case.causes.get(last + 1, Cause.UNKNOWN)
    this_year = _january(first)
    for since, year_only in ((first, False), (None, False), (this_year, True), (this_year + -_MONTHS, True)):
        told = Recollection(scheme, last, since, year_only, later, cause, before, before_scheme)
        leaving = replace(told, cause=Cause.LEFT_JOB)
        if _history_of(told, paid[-1].region, as_of) == case.history:
            return leaving if case.plan is not None and case.plan == leaving.to_go_on(as_of) else told
    return None


def _history_of(told: Recollection, region: str, as_of: date) -> History:
    first = told.before_scheme or told.scheme
    stretches = ((told.scheme, told.paid, Status.PAID), (first, told.paid_before, Status.PAID))
    unknown = ((first, told.unknown_before, Status.UNKNOWN), (told.scheme, told.unknown_after(as_of), Status.UNKNOWN))
    return History.of(
        Period(scheme, span, region, status=status) for scheme, span, status in (*stretches, *unknown) if span
    )


def _january(month: Month) -> Month:
    return Month.of(month.year, 1)
