"""Assesses a case: takes a case, a policy and a day, returns the assessment. The main entry point of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from app.rules.law.policy import Policy
from app.rules.outcome.answers import with_answers
from app.rules.outcome.assessment import Assessment, PolicyUsed
from app.rules.outcome.benefits_end import findings
from app.rules.outcome.cover_after_lapse import resumptions
from app.rules.outcome.enrolment_windows import by_year
from app.rules.outcome.impending_lapse import impending_lapse, with_bill
from app.rules.outcome.lifetime.incentives import incentives_of
from app.rules.outcome.lifetime.retirement import retirement_of
from app.rules.outcome.options import Possible, planned_proposal, possible_plans, possible_ways
from app.rules.outcome.questions import missing_facts
from app.rules.outcome.ranking import ranked
from app.rules.outcome.reasons import with_age
from app.rules.outcome.situation import Proposal
from app.rules.outcome.today import Outlook, today_of
from app.rules.outcome.two_schemes import two_schemes
from app.rules.outcome.unfolding import Unfolded, unfold
from app.rules.outcome.warnings import cautions
from app.rules.record.case import Case, Cause, Plan
from app.rules.record.history import History, Scheme
from app.rules.record.lapses import find_lapses, main_lapse
from app.rules.record.months import Month


def assess(case: Case, policy: Policy, as_of: date) -> Assessment:
    """Find the lapses of a case and unfold every way to close them, as seen on a day.

    Reads no clock and no file; the same arguments give an equal answer. Turning points (`pay_by`, `changes`) are left
    empty, `app.rules.outcome.turning_points` fills them.
    """
    case = with_answers(case, as_of)
    pay_on = case.plan.pay_on if case.plan else as_of
    possible = possible_ways(case, policy, pay_on)
    ways = {proposal: _unfold(case, policy, proposal, others, as_of) for proposal, others in possible.items()}
    planned = _planned(case, policy, case.plan, ways, as_of) if case.plan else None
    unfolded = list(ways.values())
    everything = [planned, *unfolded] if planned else unfolded
    options = tuple(item.option for item in unfolded)
    now, lapses = Month.containing(as_of), find_lapses(case, as_of)
    insured, main = case.history.cover_until(now), main_lapse(lapses)
    outlook = Outlook(
        tuple(findings(case, policy, as_of, lapses)),
        with_bill(impending_lapse(case, policy, as_of), case, policy, as_of, ways),
        tuple(resumptions(case, policy, as_of, lapses)),
    )
    meeting = tuple(two_schemes(case, policy, as_of, lapses))
    return Assessment(
        as_of=as_of,
        policies=tuple(_policies(policy, as_of)),
        lapses=outlook.lapses,
        cumulative_months={scheme: n for scheme in Scheme if (n := case.history.months_of(scheme, now))},
        consecutive_months=_consecutive(case.history, now),
        planned=planned.option if planned else None,
        options=options,
        ranking=ranked(
            planned.option if planned else None,
            options,
            insured.scheme if insured else None,
            unit_owes=main is not None and main.cause is Cause.EMPLOYER,
        ),
        retirement=retirement_of(case, policy, as_of),
        incentives=incentives_of(case.history, policy, as_of),
        missing_facts=tuple(missing_facts(case, policy, as_of, everything)),
        warnings=tuple(cautions(case, policy, as_of, everything, meeting)),
        today=today_of(case, policy, as_of, outlook),
        windows=by_year(case, policy),
        impending=outlook.impending,
        resumed=outlook.resumed,
        two_schemes=meeting,
        never_insured=not case.history.periods and case.person.first_enrolment is True,
    )


def _unfold(case: Case, policy: Policy, proposal: Proposal, others: Sequence[Possible], as_of: date) -> Unfolded:
    found = unfold(case, policy, proposal, others)
    reasons = tuple(with_age(reason, as_of) for reason in found.option.reasons)
    return found if reasons == found.option.reasons else replace(found, option=replace(found.option, reasons=reasons))


def _planned(case: Case, policy: Policy, plan: Plan, ways: Mapping[Proposal, Unfolded], as_of: date) -> Unfolded:
    wish, others = planned_proposal(case, policy, plan), possible_plans(case, policy, plan)
    return ways[wish] if wish in ways and not others else _unfold(case, policy, wish, others, as_of)


def _policies(policy: Policy, as_of: date) -> Iterator[PolicyUsed]:
    for pack in policy.packs:
        stale = pack.claims.until is not None and as_of > pack.claims.until
        yield PolicyUsed(pack.code, pack.name, pack.version, pack.sha256, stale, policy.requested, pack.standing)


def _consecutive(history: History, now: Month) -> int:
    return history.consecutive_until(now) or history.consecutive_until(now + -1)
