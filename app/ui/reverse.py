"""Knows the reverse question: to be covered on a day, which way, paid by when, for how much. Knows no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from app.rules.assessment import PLANNED, Cost, CoverBy, Option, OptionId, Verdict
from app.rules.case import Case, Plan
from app.rules.history import Scheme
from app.rules.turning_points import cover_by
from app.ui.edits import with_payment_day, with_plan
from app.ui.session import State

if TYPE_CHECKING:
    from app.ui.engine import Engine


@dataclass(frozen=True, slots=True)
class Way:
    """What an option offers to somebody who must be covered on a day.

    `option` is as it comes out when paid on the last day that is in time; where none is, as when paid at once. `key`
    is the key it is chosen by in the window, None where the window does not offer it.
    """

    cover: CoverBy
    option: Option
    key: str | None

    @property
    def in_time(self) -> bool:
        """True when there is a day of payment that brings cover on the wanted day."""
        return self.cover.pay_by is not None

    @property
    def surely(self) -> bool:
        """True when that rests on rules that decide."""
        return self.in_time and self.option.verdict is Verdict.YES and not self.option.reference

    @property
    def can_be_planned(self) -> bool:
        """True when there is something to pay, and a day to pay it on."""
        return self.in_time and not self.option.nothing_to_pay

    @property
    def cost(self) -> Cost | None:
        """The bill when paid on that day."""
        return self.option.cost


def ways_to_be_covered(engine: Engine, state: State, covered_on: date) -> tuple[Way, ...]:
    """Every option of a case with the last day of payment that brings cover on a day; those in time come first."""
    policy, _ = engine.policy_for(state.case.region)
    if policy is None:
        return ()
    now = _paid_on(state.case, state.as_of)
    covers = cover_by(now, policy, state.as_of, covered_on)
    paid: dict[date, dict[OptionId, Option]] = {}
    for day in {state.as_of, *(cover.pay_by for cover in covers if cover.pay_by is not None)}:
        options = engine.assess(_paid_on(state.case, day), policy, state.as_of).options
        paid[day] = {option.id: option for option in options}
    at_once = paid[state.as_of]
    ways = []
    for cover in covers:
        option = paid[cover.pay_by or state.as_of].get(cover.option) or at_once.get(cover.option)
        if option is not None:
            ways.append(Way(cover, option, _key(state, option)))
    return tuple(sorted(ways, key=lambda way: (not way.surely, not way.in_time)))


def planned_for(case: Case, option: Option, pay_on: date) -> Case:
    """The case with an option, paid on a day, as its plan; which lapses are paid stays as it was."""
    planned, before = with_payment_day(with_plan(case, None), option, pay_on), case.plan
    if planned.plan is None or before is None:
        return planned
    return with_plan(planned, replace(planned.plan, pay_lapses=before.pay_lapses, in_window=before.in_window))


def _paid_on(case: Case, day: date) -> Case:
    """The case with every way paid on a day; a plan that favours no way stands in for one that is not made."""
    plan = case.plan or Plan(Scheme.FLEXIBLE, day, back_pay=True)
    return with_plan(case, replace(plan, pay_on=day))


def _key(state: State, option: Option) -> str | None:
    keys = {offered.id: key for key, offered in reversed(state.options)}
    planned = dict(state.options).get(PLANNED)
    return PLANNED if planned is not None and planned.id is option.id else keys.get(option.id)
