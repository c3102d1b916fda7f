"""Works out how cover went on after a lapse that has ended and was not paid back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.rules.law.policy import CoverRule, GapCostsRule, Law, Policy
from app.rules.law.tables import Box
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.outcome.assessment import CoverSegment, OptionId, Resumed
from app.rules.outcome.cover import cover_of, cover_segments
from app.rules.outcome.situation import Proposal, Situation, insured_years_open
from app.rules.record.case import Case
from app.rules.record.history import UNSETTLED, Run, Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month, Span

_NOBODY_SAYS = GapCostsRule(Bearer.ASK)


def cover_resumed(case: Case, lapse: Lapse) -> Run | None:
    """The cover with which a lapse ended; None while it is open, or where nothing was interrupted."""
    return None if lapse.open or lapse.beside_cover else case.history.cover_after(lapse.span.last)


def resumed_proposal(case: Case, policy: Policy, lapse: Lapse, after: Run, today: date) -> Proposal:
    """The proposal that ended a lapse: the scheme that follows it, paid when its first month was paid, by a day."""
    month = after.span.first
    scheme = lapse.scheme_after or Scheme.EMPLOYEE
    insured = insured_years_open(case, policy, month.first_day, None)[-1].year
    year = insured.containing(month.first_day) if scheme is Scheme.RESIDENT else None
    whole_year = insured.span(year) if year is not None else None
    paid_on, *others = _possible_days(case, month, whole_year, today)
    return Proposal(OptionId.ALREADY_RESUMED, scheme, paid_on, lapse, insured_year=year, or_paid_on=tuple(others))


def _possible_days(case: Case, month: Month, whole_year: Span | None, today: date) -> tuple[date, ...]:
    """The day on which a month was credited; where the record has none, the first and the last that are possible.

    A resident year that is on record from its first month may have been paid before it began, and as late as it ended:
    records name the year that is paid for, not the months after the payment.
    """
    credited = case.history.credited_on(month)
    if credited is not None:
        return (credited,)
    if whole_year is None or whole_year.first != month:
        return (month.last_day, month.first_day)
    last = max(month.last_day, min(whole_year.last.last_day, today))
    return tuple(dict.fromkeys((month.last_day, month.first_day - ONE_DAY, last)))


def resumptions(case: Case, policy: Policy, as_of: date, lapses: Sequence[Lapse]) -> Iterator[Resumed]:
    """For each closed lapse, the cover from the first month paid again; no segments where no rule says."""
    for lapse in lapses:
        after = cover_resumed(case, lapse)
        if after is not None:
            yield _resumed(case, policy, as_of, lapse, after)


def _resumed(case: Case, policy: Policy, as_of: date, lapse: Lapse, after: Run) -> Resumed:
    around = Span(lapse.span.first + -1, after.span.first)
    if case.history.count_in(around, *UNSETTLED):
        return Resumed(after.span.first.first_day, (), settled=False)  # it may have begun or ended in another month
    first_day = after.span.first.first_day
    if len(insured_years_open(case, policy, first_day, None)) > 1:
        return Resumed(first_day, (), settled=False)  # nobody knows which insured year it was
    proposal = resumed_proposal(case, policy, lapse, after, as_of)
    days = (proposal.pay_on, *proposal.or_paid_on)
    found = {_resumed_on(case, policy, replace(proposal, pay_on=day, or_paid_on=()), after) for day in days}
    return found.pop() if len(found) == 1 else Resumed(after.span.first.first_day, (), settled=False)


def _resumed_on(case: Case, policy: Policy, proposal: Proposal, after: Run) -> Resumed:
    since = after.span.first.first_day
    table = policy.table(Matter.COVER, proposal.pay_on)
    if policy.expired(proposal.pay_on) or all(row.carries.row.fallback for row in table.rows):
        return Resumed(since, (), settled=False)  # no rule of that time is recorded
    situation = Situation(case, policy, proposal)
    box = policy.space.box(situation.known)
    answers = table.answers(box)
    covers = {_cover(situation, row.carries, part, since) for row, part in answers}
    if len(covers) != 1 or table.holes(box):
        return Resumed(since, (), settled=False)
    return Resumed(since, covers.pop(), settled=all(_settles(row.carries) for row, _ in answers))


def _cover(situation: Situation, law: Law, box: Box, since: date) -> tuple[CoverSegment, ...]:
    rule = law.row.rule
    if not isinstance(rule, CoverRule) or rule.verdict is Verdict.NO:
        return ()
    waiting, restored = cover_of(situation, law)
    if restored.begins is None:
        return ()
    told = cover_segments(situation, rule, waiting, restored, _gap_costs(situation, box))
    return tuple(segment for segment in told if segment.until is None or segment.until >= since)


def _gap_costs(situation: Situation, box: Box) -> GapCostsRule:
    answers = situation.policy.table(Matter.GAP_COSTS, situation.proposal.pay_on).answers(box)
    rules = {row.carries.row.rule for row, _ in answers if row.carries.decides}
    rule = rules.pop() if len(answers) == 1 and rules else _NOBODY_SAYS
    return rule if isinstance(rule, GapCostsRule) else _NOBODY_SAYS


def _settles(law: Law) -> bool:
    rule = law.row.rule
    return law.decides and isinstance(rule, CoverRule) and rule.verdict is Verdict.YES
