"""Finds the rules that hold from the days on which an outcome changes, when their reasons are opened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.rules.outcome.assessment import PLANNED
from app.ui.state.edits import with_payment_day, with_plan

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Option, Reason
    from app.ui.state.engine import Engine
    from app.ui.state.session import State

_MOST_DAYS = 4


def rules_later(engine: Engine | None, state: State, option: Option) -> dict[date, tuple[Reason, ...]]:
    """For the first days on which the option's outcome changes, the reasons that are new then."""
    policy = engine.policy_for(state.case.region)[0] if engine is not None else None
    if engine is None or policy is None:
        return {}
    case = state.case if state.option_key == PLANNED else with_plan(state.case, None)
    held = {reason.rule for reason in option.reasons}
    found: dict[date, tuple[Reason, ...]] = {}
    for on in list(dict.fromkeys(change.on for change in option.changes))[:_MOST_DAYS]:
        planned = engine.assess(with_payment_day(case, option, on), policy, state.as_of).planned
        reasons = planned.reasons if planned is not None else ()
        found[on] = tuple(reason for reason in reasons if reason.rule not in held)
        held |= {reason.rule for reason in reasons}
    return found
