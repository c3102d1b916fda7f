"""Which lapses a back payment may pay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.law.policy import BackPaymentRule
from app.rules.law.terms import Verdict
from app.rules.outcome.payable_lapses import payable_lapses
from app.rules.record.case import Decision
from app.rules.record.months import Month
from tests.rules.places import COUNTRY, NOWHERE, OWN_PRICE, case, day, pack, policy, row

TWICE = "flexible 2024-01..2025-06 base=5000; flexible 2025-09..2026-06 base=5000"
AS_OF = day("2026-11-22")
OLDER, LATER = Month.of(2025, 7), Month.of(2026, 7)
MAY = policy(pack("330000", row("may", BackPaymentRule(Verdict.YES, OWN_PRICE), back_pay=True)), COUNTRY)


@pytest.mark.parametrize(
    ("planned", "chosen", "paid"),
    [
        ("flexible on 2026-11-22, back pay", None, {OLDER, LATER}),
        ("flexible on 2026-11-22, back pay", frozenset({OLDER}), {OLDER}),
        ("flexible on 2026-11-22", None, set()),
    ],
)
def test_the_lapses_of_a_plan_and_those_it_pays(planned: str, chosen: frozenset[Month] | None, paid: set) -> None:
    made = case(TWICE, planned)
    assert made.plan is not None
    made = replace(made, plan=replace(made.plan, pay_lapses=chosen))
    found = payable_lapses(made, MAY, AS_OF)
    assert [item.lapse.span.first for item in found] == [OLDER, LATER]
    assert {item.lapse.span.first for item in found if item.paid} == paid
    assert not any(item.refused for item in found)


def test_no_plan_and_a_plan_for_residents_pay_no_lapse() -> None:
    assert payable_lapses(case(TWICE), MAY, AS_OF) == ()
    assert payable_lapses(case(TWICE, "resident on 2026-11-22, for 2027"), MAY, AS_OF) == ()


def test_what_every_rule_refuses_is_told_unless_the_office_decided() -> None:
    made = case(TWICE, "flexible on 2026-11-22, back pay")
    found = payable_lapses(made, NOWHERE, AS_OF)
    assert [(item.lapse.span.first, item.refused) for item in found] == [(OLDER, False), (LATER, True)]
    decided = replace(made, decisions=(Decision("特批", verdict="yes"),))
    assert {item.refused for item in payable_lapses(decided, NOWHERE, AS_OF)} == {False}
