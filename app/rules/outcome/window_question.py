"""Tells whether it matters that a plan's payment falls into the enrolment window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.law.policy import Policy
from app.rules.outcome.answers import with_answers
from app.rules.outcome.options import planned_proposal, possible_plans
from app.rules.outcome.situation import Situation
from app.rules.outcome.unfolding import worlds
from app.rules.record.case import Case, Plan
from app.rules.record.history import Scheme


def window_decides(case: Case, policy: Policy, as_of: date) -> bool:
    """True when other rules would answer the case's plan inside the enrolment window than outside it."""
    plan = case.plan
    if plan is None or plan.resume_as is not Scheme.RESIDENT:
        return False
    case = with_answers(case, as_of)
    return _laws(case, policy, replace(plan, in_window=True)) != _laws(case, policy, replace(plan, in_window=False))


def _laws(case: Case, policy: Policy, plan: Plan) -> set[tuple[str | None, ...]]:
    planned = replace(case, plan=plan)
    ways = [
        planned_proposal(planned, policy, plan),
        *(other.proposal for other in possible_plans(planned, policy, plan)),
    ]
    return {
        tuple(law.id if law else None for law in world.laws.values())
        for way in ways
        for world in worlds(Situation(case, policy, way))
    }
