"""Finds where two schemes meet in a record: months paid twice, a year paid ahead, months of the fund, months owed.

Who is insured through work and as a resident draws benefits once. Whether the resident premium comes back hangs on the
insured year: before it begins a place may refund it; where no rule decides here the answer is ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.rules.law.facts import NO
from app.rules.law.policy import Policy, best_grade
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Beside, TwoSchemes
from app.rules.outcome.situation import freshman
from app.rules.record.case import Case
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month, Span

_OF_WORK = (Scheme.EMPLOYEE, Scheme.FLEXIBLE)


def two_schemes(case: Case, policy: Policy, as_of: date, lapses: Iterable[Lapse]) -> Iterator[TwoSchemes]:
    """Every meeting of two schemes, as far as the record and the plan tell, the oldest of each kind first."""
    yield from _resident_years(case, policy, as_of)
    yield from _of_the_fund(case, as_of)
    for lapse in lapses:
        if lapse.beside_cover and lapse.scheme_after is Scheme.RESIDENT:
            yield TwoSchemes(Beside.OWED, lapse.span, (Scheme.EMPLOYEE, Scheme.RESIDENT))


def _resident_years(case: Case, policy: Policy, as_of: date) -> Iterator[TwoSchemes]:
    """Resident years of which months are paid under another scheme too, or would be by the plan."""
    resident = _paid(case, (Scheme.RESIDENT,))
    if not resident:
        return
    usual, now = policy.usual_year(as_of), Month.containing(as_of).index
    schemes = {scheme: _paid(case, (scheme,)) for scheme in _OF_WORK}
    if case.plan and case.plan.resume_as in _OF_WORK:
        begins = Month.containing(case.plan.pay_on).index
        schemes[case.plan.resume_as] |= {index for index in resident if index >= begins}
    by_year: dict[int, set[int]] = {}
    for index in resident:
        by_year.setdefault(usual.containing(Month(index).first_day), set()).add(index)
    for year, months in sorted(by_year.items()):
        if usual.last_day(year) < as_of:
            continue  # over: what was paid twice then is told of the record as a whole
        for scheme, paid in schemes.items():
            ahead = usual.first_day(year) > as_of and now in paid
            shared = months if ahead else months & paid
            if shared:
                how = Beside.AHEAD if usual.first_day(year) > as_of else Beside.TWICE
                span = Span(Month(min(shared)), Month(max(shared)))
                yield _with_refund(TwoSchemes(how, span, (Scheme.RESIDENT, scheme), year), case, policy, as_of)


def _with_refund(found: TwoSchemes, case: Case, policy: Policy, as_of: date) -> TwoSchemes:
    """Whether the premium of the year comes back; ask where no rule decides in the place.

    Ask, too, for a student who may be a freshman: such a year may have begun before that of people in general.
    """
    begins = policy.usual_year(as_of).first_day(found.year or 0)
    rule = policy.refund(as_of)
    if rule is None:
        return replace(found, refund=Verdict.ASK)
    told, pack = rule
    sources = policy.sources(pack, told.cites)
    decides = policy.vouched(f"{pack.code}/refund/residents", pack, as_of) and best_grade(sources).decides
    decides = decides and freshman(case, as_of) == NO
    verdict = Verdict.YES if as_of < begins else told.afterwards
    ends = verdict is Verdict.YES and told.afterwards is not Verdict.YES
    return replace(
        found,
        refund=verdict if decides else Verdict.ASK,
        refund_by=begins - ONE_DAY if decides and ends else None,
        text=told.says,
        sources=sources,
    )


def _of_the_fund(case: Case, as_of: date) -> Iterator[TwoSchemes]:
    """The last months that the unemployment fund paid, while nothing is paid after them yet."""
    rows = [row for row in case.history.periods if row.kind is Kind.UNEMPLOYMENT_FUND and row.status is Status.PAID]
    last = max((row.span.last for row in rows), default=None)
    if last is None or last != case.history.last_cover or last > Month.containing(as_of):
        return
    first = last
    while any(row.span.covers(first + -1) for row in rows):
        first += -1
    yield TwoSchemes(Beside.FUND, Span(first, last), (Scheme.EMPLOYEE,), then=last + 1)


def _paid(case: Case, schemes: Iterable[Scheme]) -> set[int]:
    """The months paid under some of the schemes, wherever, and not refunded."""
    rows = [row for row in case.history.periods if row.scheme in schemes and row.makes_months]
    paid = {month.index for row in rows if row.status is Status.PAID for month in row.span}
    back = (row for row in case.history.periods if row.scheme in schemes and row.kind is Kind.REFUND)
    return paid - {month.index for row in back for month in row.span}
