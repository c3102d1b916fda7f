"""The one door of the rules module: a case, a policy and a day in, an assessment out. Knows the order of the work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.rules.answers import with_answers
from app.rules.assessment import (
    Assessment,
    Best,
    Option,
    PolicyUsed,
    Verdict,
)
from app.rules.case import Case
from app.rules.cautions import cautions
from app.rules.findings import findings
from app.rules.history import History, Scheme
from app.rules.impending import impending_lapse
from app.rules.incentives import incentives_of
from app.rules.lapses import find_lapses, lapses_before_payment, open_lapse
from app.rules.months import Month
from app.rules.options import planned_proposal, proposals
from app.rules.policy import Policy
from app.rules.questions import missing_facts
from app.rules.resumed import resumptions
from app.rules.retirement import retirement_of
from app.rules.unfolding import unfold


def assess(case: Case, policy: Policy, as_of: date) -> Assessment:
    """Find the lapses of a case and unfold every way to close them, as seen on a day.

    Reads no clock and no file; the same arguments give an equal answer. Turning points (`pay_by`, `changes`) are left
    empty, `app.rules.turning_points` fills them.
    """
    case = with_answers(case, as_of)
    pay_on = case.plan.pay_on if case.plan else as_of
    ways = {proposal: unfold(case, policy, proposal) for proposal in proposals(case, policy, pay_on)}
    wish = planned_proposal(case, policy, case.plan) if case.plan else None
    planned = (ways.get(wish) or unfold(case, policy, wish)) if wish else None
    unfolded = list(ways.values())
    everything = [planned, *unfolded] if planned else unfolded
    options = _own_scheme_first(case, pay_on, [item.option for item in unfolded])
    now, lapses = Month.containing(as_of), find_lapses(case, as_of)
    return Assessment(
        as_of=as_of,
        policies=tuple(_policies(policy, as_of)),
        lapses=tuple(findings(case, policy, as_of, lapses)),
        cumulative_months={scheme: n for scheme in Scheme if (n := case.history.months_of(scheme, now))},
        consecutive_months=_consecutive(case.history, now),
        planned=planned.option if planned else None,
        options=options,
        best=_best(options),
        retirement=retirement_of(case, policy, as_of),
        incentives=incentives_of(case.history, policy, as_of.year),
        missing_facts=tuple(missing_facts(case, policy, as_of, everything)),
        warnings=tuple(cautions(case, policy, as_of, everything)),
        windows=policy.enrolment_windows,
        impending=impending_lapse(case, policy, as_of),
        resumed=tuple(resumptions(case, policy, lapses)),
    )


def _own_scheme_first(case: Case, pay_on: date, options: Sequence[Option]) -> tuple[Option, ...]:
    """For a resident whose insurance lapsed, resident insurance first, what brings no cover at its end."""
    lapse = open_lapse(lapses_before_payment(case, pay_on))
    if lapse is None or lapse.scheme_before is not Scheme.RESIDENT:
        return tuple(options)
    own = [option for option in options if option.resume_as is Scheme.RESIDENT and option.verdict is not Verdict.NO]
    own.sort(key=lambda option: option.benefits_from is None)
    return (*own, *(option for option in options if option not in own))


def _policies(policy: Policy, as_of: date) -> Iterator[PolicyUsed]:
    for pack in policy.packs:
        stale = pack.claims.until is not None and as_of > pack.claims.until
        yield PolicyUsed(pack.code, pack.name, pack.version, pack.sha256, stale, policy.requested, pack.standing)


def _consecutive(history: History, now: Month) -> int:
    return history.consecutive_until(now) or history.consecutive_until(now + -1)


def _best(options: Sequence[Option]) -> Best:
    open_options = [option for option in options if option.verdict is not Verdict.NO]
    covered = [option for option in open_options if option.benefits_from]
    priced = [option for option in open_options if option.cost]
    keeping = [option for option in open_options if option.continuity == "kept"]
    return Best(
        min(covered, key=lambda option: option.benefits_from or date.max).id if covered else None,
        min(priced, key=lambda option: option.cost.total if option.cost else 0).id if priced else None,
        keeping[0].id if keeping else None,
    )
