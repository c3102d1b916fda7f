"""Finds the lapse that begins if nobody goes on paying, until when a payment prevents it, and what that costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.rules.law.facts import RETIRED
from app.rules.law.policy import Policy
from app.rules.outcome.assessment import ImpendingLapse, OptionId
from app.rules.outcome.benefits_end import findings
from app.rules.outcome.enrolment_windows import known_window
from app.rules.outcome.situation import Proposal
from app.rules.outcome.unfolding import Unfolded, unfold
from app.rules.record.case import Case, Cause
from app.rules.record.history import Scheme, Standing
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month, Span


def impending_lapse(case: Case, policy: Policy, as_of: date) -> ImpendingLapse | None:
    """The lapse that begins with the first month not yet paid; None where one is open, or nothing is certain.

    None for a retired person, from whom nothing may be due. No day is given past the dates that the nearest pack claims
    to answer for.
    """
    first = impending_month(case, as_of)
    if first is None or RETIRED in case.person.categories:
        return None
    before = case.history.run_at(first + -1)
    scheme = before.scheme if before else None
    lapse = Lapse(Span(first, first), True, scheme, None, _cause(case, first, scheme))  # noqa: FBT003  open, as a field
    (finding,) = findings(case, policy, as_of, (lapse,))
    return ImpendingLapse(finding, _pay_by(case, policy, first, scheme, as_of))


def with_bill(
    due: ImpendingLapse | None, case: Case, policy: Policy, as_of: date, ways: Mapping[Proposal, Unfolded]
) -> ImpendingLapse | None:
    """What is due next, with its bill where that is an insured year; the sum of a month is in no record."""
    if due is None or due.finding.lapse.scheme_before is not Scheme.RESIDENT:
        return due
    usual = policy.usual_year(as_of)
    year = usual.containing(due.first.first_day)
    found = next((way for proposal, way in ways.items() if _only_pays(proposal, year)), None)
    if found is None:
        ahead = year > usual.containing(as_of)
        id_ = OptionId.JOIN_RESIDENT_NEXT_YEAR if ahead else OptionId.JOIN_RESIDENT
        found = unfold(case, policy, Proposal(id_, Scheme.RESIDENT, as_of, insured_year=year), ())
    option, missing = found.option, next(iter(found.missing_figures), "")
    at_most = option.if_worst.total if option.if_worst else None
    return replace(due, cost=option.cost, cost_range=option.cost_range, at_most=at_most, missing=missing)


def _only_pays(proposal: Proposal, year: int) -> bool:
    """True for the way that pays an insured year and nothing else."""
    return proposal.insured_year == year and not (proposal.closes or proposal.back_pay or proposal.repair_years)


def impending_month(case: Case, as_of: date) -> Month | None:
    """The as-of month or the first one after it that is not covered, where every month from the last cover on is known.

    None while something is open, in transit or unknown there: it is then not certain that nothing has lapsed yet.
    """
    history, month = case.history, Month.containing(as_of)
    before = history.run_at(month + -1)
    while (run := history.run_at(month)) and run.standing is Standing.COVERED:
        before, month = run, run.span.last + 1
    settled = run is None or run.standing is Standing.EMPTY
    return month if settled and before is not None and before.standing is Standing.COVERED else None


def _cause(case: Case, first: Month, scheme: Scheme | None) -> Cause:
    """Its cause: leaving the job, where a unit paid before and the person goes on alone."""
    stated = case.causes.get(first, Cause.UNKNOWN)
    alone = case.plan is not None and case.plan.resume_as is Scheme.FLEXIBLE
    return Cause.LEFT_JOB if stated is Cause.UNKNOWN and alone and scheme is Scheme.EMPLOYEE else stated


def _pay_by(case: Case, policy: Policy, first: Month, scheme: Scheme | None, as_of: date) -> date | None:
    """The last day of the month itself; for residents the last day of the window before the year begins."""
    if policy.expired(first.first_day):
        return None
    if scheme is not Scheme.RESIDENT:
        return first.last_day
    usual = policy.usual_year(as_of)
    year = usual.containing(first.first_day)
    window = known_window(case, policy, year, as_of) if usual.span(year).first == first else None
    if window is None:
        return None
    last = min(window.closes, first.first_day - ONE_DAY)
    return last if last >= as_of else None
