"""What a row leaves open by a question stays open: null, to ask, and the verdict at most to ask."""

from __future__ import annotations

import pytest

from app.rules.law.policy import (
    BackPaymentRule,
    ContinuityRule,
    CoverRule,
    GapCostsRule,
    Policy,
    PremiumRule,
    Rule,
    SuspensionRule,
)
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, WaitRule
from tests.rules.places import (
    COUNTRY,
    INSURED_START,
    NEXT_MONTH,
    OWN_PRICE,
    assessed,
    changes,
    codes,
    day,
    outcome,
    pack,
    policy,
    row,
)

FLEXIBLE = "flexible 2024-01..2026-08 base=5000"
RESUME, BACK_PAY = "flexible on 2026-11-22", "flexible on 2026-11-22, back pay"
NEXT_YEAR = "resident on 2026-11-22, for 2027"
QUESTION = "从哪天起？"


def asking(rule: Rule, *about: str, **conditions: object) -> Policy:
    """A country in which one row of the city asks about some of its values."""
    return policy(pack("330100", row("asks", rule, asks=(QUESTION,), about=about, **conditions)), COUNTRY)  # type: ignore[arg-type]


A_MONTH = WaitRule(NEXT_MONTH, Count.CALENDAR, months=1)
FLEX, RES = {"resume_as": "flexible"}, {"resume_as": "resident"}


@pytest.mark.parametrize(
    ("plan", "rule", "about", "where"),
    [
        (RESUME, CoverRule(Verdict.YES, wait=A_MONTH), "start", FLEX),
        (RESUME, CoverRule(Verdict.YES, NEXT_MONTH), "wait", FLEX),
        (RESUME, CoverRule(Verdict.ASK, NEXT_MONTH), "verdict", FLEX),
        (BACK_PAY, BackPaymentRule(Verdict.YES), "price", FLEX),
        (BACK_PAY, BackPaymentRule(Verdict.ASK, OWN_PRICE), "verdict", FLEX),
        (NEXT_YEAR, PremiumRule(()), "price", RES),
        (RESUME, GapCostsRule(Bearer.ASK), "payer", FLEX),
    ],
)
def test_a_row_that_asks_about_start_wait_payer_or_price_makes_the_way_one_to_ask_about(
    plan: str, rule: Rule, about: str, where: dict[str, str]
) -> None:
    found = outcome(FLEXIBLE, plan, under=asking(rule, about, **where))
    assert found.verdict is Verdict.ASK
    assert QUESTION in [question.text.zh for question in found.questions]
    assert [question.whom.zh for question in found.questions] == ["拨打某某"]


def test_the_same_rows_without_a_question_decide() -> None:
    for plan, rule in (
        (RESUME, CoverRule(Verdict.YES, NEXT_MONTH)),
        (BACK_PAY, BackPaymentRule(Verdict.YES, OWN_PRICE)),
        (RESUME, GapCostsRule(Bearer.SELF)),
    ):
        told = policy(pack("330100", row("says", rule, resume_as="flexible")), COUNTRY)
        assert outcome(FLEXIBLE, plan, under=told).verdict is Verdict.YES


@pytest.mark.parametrize("about", ["consecutive", "account"])
def test_what_becomes_of_years_and_account_may_be_asked_about_beside_a_yes(about: str) -> None:
    found = outcome(FLEXIBLE, RESUME, under=asking(ContinuityRule("ask", "ask"), about, **FLEX))
    assert (found.verdict, found.continuity) == (Verdict.YES, "ask")
    assert QUESTION in [question.text.zh for question in found.questions]


def test_a_no_stays_a_no_whatever_else_its_row_asks() -> None:
    found = outcome(FLEXIBLE, RESUME, under=asking(CoverRule(Verdict.NO), "start", **FLEX))
    assert (found.verdict, found.benefits_from) == (Verdict.NO, None)


def test_an_open_price_leaves_the_bill_open_and_an_open_day_the_day() -> None:
    unpriced = assessed(FLEXIBLE, BACK_PAY, under=asking(BackPaymentRule(Verdict.YES), "price", **FLEX))
    assert unpriced.planned is not None
    assert (unpriced.planned.cost, unpriced.planned.benefits_from) == (None, day("2026-12-01"))
    assert "figure-missing:price" in codes(unpriced)
    premium = outcome(FLEXIBLE, NEXT_YEAR, under=asking(PremiumRule(()), "price", **RES))
    assert premium.cost is None
    undated = outcome(FLEXIBLE, RESUME, under=asking(CoverRule(Verdict.YES), "start", "wait", **FLEX))
    assert (undated.benefits_from, undated.benefits_until, undated.waiting) == (None, None, None)
    assert undated.cover[-1].payer is not Bearer.FUND


def test_an_open_payer_is_nobodys_and_the_days_beside_it_stay_filled_in() -> None:
    found = outcome(FLEXIBLE, RESUME, under=asking(GapCostsRule(Bearer.ASK), "payer", **FLEX))
    assert (found.gap_costs, found.benefits_from) == (Bearer.ASK, day("2026-12-01"))
    assert [part.payer for part in found.cover] == [Bearer.FUND, Bearer.ASK, Bearer.FUND]


@pytest.mark.parametrize("about", ["start", "wait"])
def test_with_the_start_or_the_wait_open_no_first_day_is_told_from_the_other(about: str) -> None:
    """A row that names a start and asks after a wait says as little of the first day as one that asks for it."""
    rule = CoverRule(Verdict.YES, wait=A_MONTH) if about == "start" else CoverRule(Verdict.YES, NEXT_MONTH)
    found = outcome(FLEXIBLE, RESUME, under=asking(rule, about, **FLEX))
    assert (found.benefits_from, found.waiting is None) == (None, about == "wait")
    assert Bearer.FUND not in [part.payer for part in found.cover if part.since > day("2026-11-22")]


def test_a_row_on_newborns_that_asks_from_which_day_never_says_yes() -> None:
    """As the packs have it: exempt, but from which day is left to the place."""
    exempt = asking(CoverRule(Verdict.YES), "start", "wait", resume_as="resident", timing="in_year")
    late = outcome("resident 2024-01..2024-12", "resident on 2027-03-05, for 2027", under=exempt)
    assert (late.verdict, late.benefits_from, late.pay_by) == (Verdict.ASK, None, None)
    assert changes("", "resident on 2027-03-05, for 2027", exempt) == ["2028-01-01 verdict: 须经办确认 → 办不了"], (
        "the year is over: the only day on which something is known to change"
    )


def test_a_confirmation_goes_with_values_and_opens_nothing() -> None:
    told = row("says", CoverRule(Verdict.YES, INSURED_START), confirms=("请核对",), resume_as="resident")
    found = outcome("resident 2025-01..2026-12", NEXT_YEAR, under=policy(pack("330100", told), COUNTRY))
    assert (found.verdict, found.benefits_from) == (Verdict.YES, day("2027-01-01"))
    assert [question.text.zh for question in found.questions] == ["请核对"]


def test_a_question_on_when_benefits_stop_leaves_that_day_open() -> None:
    under = asking(SuspensionRule(None), "stops", scheme_before="flexible")
    (finding,) = assessed(FLEXIBLE, under=under).lapses
    assert (finding.benefits_end, finding.reference) == (None, True)
