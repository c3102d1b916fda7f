"""The most that is paid in a year: steps at the border, what a lapse does to them, months that may count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.policy import CeilingRule, CeilingStep, ContinuityRule, Validity, Value
from app.rules.law.terms import Verdict
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.wording.ceilings import ceiling_sentence
from tests.rules.places import COUNTRY, outcome, pack, policy, row

WAGES = Bilingual("年平均工资", "the average yearly wage")
STEPS = (
    CeilingStep(0, Decimal(1)),
    CeilingStep(6, Decimal(2)),
    CeilingStep(12, Decimal(3), Decimal("50000.00")),
)
RULE = CeilingRule(frozenset({Scheme.EMPLOYEE}), WAGES, STEPS, Bilingual("看连续月数", "by months"), ("law",))
HIGHEST_ALONE = replace(RULE, steps=STEPS[-1:])
KEPT = row("kept", ContinuityRule("kept", "ask"), resume_as="employee")
RESTARTS = row("anew", ContinuityRule("restarts", "ask"), resume_as="employee")
NOT_SAID = row("open", ContinuityRule("ask", "ask"), resume_as="employee")


def ceiling(paid, *rows, rule=RULE, planned="employee on 2026-09-10", **parts):
    under = policy(pack("330000", *rows, ceilings=(rule,), **parts), COUNTRY)
    return outcome(paid, planned, under=under, as_of="2026-09-10", causes="2026-07 left_job").ceiling


@pytest.mark.parametrize(
    ("first", "months", "times", "following", "reached"),
    [
        ("2026-05", 5, 1, 2, "2026-10"),
        ("2026-04", 6, 2, 3, "2027-03"),
        ("2025-11", 11, 2, 3, "2026-10"),
        ("2025-10", 12, 3, None, None),
    ],
)
def test_the_sixth_and_the_twelfth_month_reach_the_next_step(first, months, times, following, reached):
    got = ceiling(f"employee {first}..2026-08")
    assert (got.months, got.stand.multiple, got.lost, got.lapsed) == (months, times, Verdict.NO, False)
    assert (got.following and got.following.multiple, got.next_month) == (following, reached and Month.parse(reached))


def test_a_lapse_that_keeps_the_months_loses_no_step():
    got = ceiling("employee 2025-06..2026-06", KEPT)
    assert (got.months_before, got.months, got.stand.multiple, got.lost) == (13, 14, 3, Verdict.NO)


def test_a_lapse_that_begins_the_count_anew_loses_the_step():
    got = ceiling("employee 2025-06..2026-06", RESTARTS)
    assert (got.before.multiple, got.months, got.stand.multiple, got.lost) == (3, 1, 1, Verdict.YES)
    assert got.next_month == Month.of(2027, 2)  # the sixth month from September on


def test_where_nobody_says_what_the_lapse_does_the_step_is_open():
    got = ceiling("employee 2025-06..2026-06", NOT_SAID)
    assert (got.months, got.stand, got.lost, got.next_month) == (None, None, Verdict.ASK, None)


def test_nothing_is_lost_on_the_lowest_step_whatever_the_lapse_does():
    got = ceiling("employee 2026-03..2026-06", NOT_SAID)
    assert (got.months, got.stand.multiple, got.lost) == (None, 1, Verdict.NO)


def test_an_older_lapse_leaves_open_whether_the_months_before_it_count():
    got = ceiling("employee 2024-01..2025-10; employee 2026-01..2026-06", KEPT)
    assert (got.months_before, got.before, got.stand) == (None, None, None)


def test_months_of_another_place_may_count_or_not():
    got = ceiling("employee 2025-01..2026-02 @440100; employee 2026-03..2026-06", KEPT)
    assert (got.months_before, got.stand) == (None, None)


@pytest.mark.parametrize(
    ("rows", "first", "lost", "below"),
    [
        ((KEPT,), "2025-08", Verdict.NO, None),  # 11 before, 12 now
        ((KEPT,), "2025-09", Verdict.NO, 12),
        ((RESTARTS,), "2025-07", Verdict.YES, 12),  # 12 before: the one step recorded is lost
        ((RESTARTS,), "2025-08", Verdict.ASK, 12),
    ],
)
def test_below_the_first_step_recorded_the_office_is_asked(rows, first, lost, below):
    got = ceiling(f"employee {first}..2026-06", *rows, rule=HIGHEST_ALONE)
    assert (got.lost, got.below, got.stand is None) == (lost, below, below is not None)
    assert ("没有收录" in ceiling_sentence(got).zh) == (below is not None)


def test_the_sum_is_told_where_the_figure_is_recorded():
    wage = {"yearly_wage": (Value(Decimal("60000"), ("law",)),)}
    got = ceiling("employee 2025-06..2026-08", rule=replace(RULE, figure="yearly_wage"), parameters=wage)
    assert got.stand.amount == Decimal("230000.00")
    assert "230,000.00" in ceiling_sentence(got).zh
    assert ceiling("employee 2025-06..2026-08", rule=replace(RULE, figure="yearly_wage")).stand.amount is None


def test_a_rule_above_the_place_is_a_reference_and_another_scheme_has_none():
    under = policy(pack("330100"), pack("330000", ceilings=(RULE,)), COUNTRY)
    got = outcome("employee 2025-06..2026-08", "employee on 2026-09-10", under=under, as_of="2026-09-10").ceiling
    assert got.reference
    own = policy(pack("330000", ceilings=(RULE,)), COUNTRY)
    flexible = outcome("flexible 2025-06..2026-08", "flexible on 2026-09-10", under=own, as_of="2026-09-10")
    assert flexible.ceiling is None


def test_the_steps_are_those_in_force_on_the_day_of_payment():
    ended = replace(RULE, valid=Validity(None, date(2026, 9, 9)))
    assert ceiling("employee 2025-06..2026-08", rule=ended) is None
    assert ceiling("employee 2025-06..2026-08", rule=replace(RULE, valid=Validity(None, date(2026, 9, 10)))) is not None


def test_the_sentence_tells_what_is_lost_and_when_the_next_step_comes():
    told = ceiling_sentence(ceiling("employee 2025-06..2026-06", RESTARTS))
    assert "比断缴前低" in told.zh
    assert "2027年2月满6个月" in told.zh
    assert "less than before the lapse" in told.en
