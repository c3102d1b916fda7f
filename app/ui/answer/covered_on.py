"""Answers the reverse question: to be covered on a day, which option, paid by when, at what cost. No widgets here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import PLANNED, Assessment, CoverBy, Option, OptionId
from app.rules.outcome.turning_points import cover_by
from app.rules.record.case import Case, Plan
from app.rules.record.history import Scheme
from app.rules.value_type import value_type
from app.ui.state.edits import with_payment_day, with_plan
from app.ui.state.session import State
from app.wording.option_cells import OptionCell, Subject, option_cells

if TYPE_CHECKING:
    from app.ui.state.engine import Engine


@value_type
class Way:
    """An option for somebody who must be covered on a day.

    `option` and `cost` (its cell) are worked out for payment on the last day in time; where there is none, for payment
    at once. `key` is its key in the window, None where the window does not offer it.
    """

    cover: CoverBy
    option: Option
    cost: OptionCell
    key: str | None

    @property
    def in_time(self) -> bool:
        """True when some day of payment brings cover on the wanted day."""
        return self.cover.pay_by is not None

    @property
    def surely(self) -> bool:
        """True when it is in time by rules that decide."""
        return self.in_time and self.decides

    @property
    def decides(self) -> bool:
        """True when it rests on rules that decide."""
        return self.option.verdict is Verdict.YES and not self.option.reference

    @property
    def can_be_planned(self) -> bool:
        """True when there is something to pay, and a day to pay it on."""
        return self.in_time and not self.option.nothing_to_pay


def ways_to_be_covered(engine: Engine, state: State, covered_on: date) -> tuple[Way, ...]:
    """Every option with the last day to pay that brings cover on a day; those in time come first, then as ranked."""
    policy, _ = engine.policy_for(state.case.region)
    if policy is None:
        return ()
    now = _paid_on(state.case, state.as_of)
    covers = cover_by(now, policy, state.as_of, covered_on)
    days = {state.as_of, *(cover.pay_by for cover in covers if cover.pay_by is not None)}
    paid = {day: engine.assess(_paid_on(state.case, day), policy, state.as_of) for day in days}
    ways = []
    for cover in covers:
        found = next(_found(cover.option, paid[cover.pay_by or state.as_of], paid[state.as_of]), None)
        if found is not None:
            assessment, option = found
            cost = option_cells(state.case, assessment, option)[Subject.COST]
            ways.append(Way(cover, option, cost, _key(state, option)))
    order = state.assessment.ranking.order if state.assessment else ()
    places = {key: place for place, key in enumerate(order)}
    return tuple(
        sorted(ways, key=lambda way: (not way.surely, not way.in_time, places.get(way.key or "", len(places))))
    )


def _found(id_: OptionId, *assessments: Assessment) -> Iterator[tuple[Assessment, Option]]:
    """The options with an id in assessments, each with its assessment."""
    return ((found, option) for found in assessments for option in found.options if option.id is id_)


def planned_for(case: Case, option: Option, pay_on: date) -> Case:
    """The case with an option, paid on a day, as its plan; the choice of lapses to pay stays."""
    planned, before = with_payment_day(with_plan(case, None), option, pay_on), case.plan
    if planned.plan is None or before is None:
        return planned
    return with_plan(planned, replace(planned.plan, pay_lapses=before.pay_lapses, in_window=before.in_window))


def _paid_on(case: Case, day: date) -> Case:
    """The case with payment on a day; a case without a plan gets a neutral one."""
    plan = case.plan or Plan(Scheme.FLEXIBLE, day, back_pay=True)
    return with_plan(case, replace(plan, pay_on=day))


def _key(state: State, option: Option) -> str | None:
    keys = {offered.id: key for key, offered in reversed(state.options)}
    planned = dict(state.options).get(PLANNED)
    return PLANNED if planned is not None and planned.id is option.id else keys.get(option.id)
