"""Tiers and accounts: what a person chose when enrolling picks the figure, and is asked for only where it decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.policy import AheadRule, BackPaymentRule, CoverRule, PaysTo, PremiumRule, PriceRule, StepRow, Value
from app.rules.law.terms import Bearer, Phase, Verdict
from app.rules.outcome.assessment import CostRange
from tests.rules.places import COUNTRY, NEXT_MONTH, assessed, pack, policy, row

PRICE = PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, by=("tier",))
PAYS = row("pays", BackPaymentRule(Verdict.YES, PRICE), resume_as="flexible")
COVER = row("cover", CoverRule(Verdict.YES, NEXT_MONTH))
FIGURES = {
    "reference_wage": (Value(Decimal(5000), ("law",)),),
    "rate:flexible_one": (Value(Decimal("0.05"), ("law",)),),
    "rate:flexible_two": (Value(Decimal("0.11"), ("law",)),),
}
PLACE = policy(pack("330000", PAYS, COVER, parameters=FIGURES), COUNTRY)
PAID, PLAN = "flexible 2025-01..2026-08", "flexible on 2026-11-22, back pay"


def found(under=PLACE, planned=PLAN, paid=PAID, **told):
    return assessed(paid, planned, under=under, **told)


def asked(assessment):
    return {missing.fact: missing for missing in assessment.missing_facts}


@pytest.mark.parametrize(("tier", "total"), [("one", "500.00"), ("two", "1100.00")])
def test_each_tier_has_its_own_rate(tier, total):
    told = found(answers={"tier": tier})
    assert (told.planned.verdict, told.planned.cost.total) == (Verdict.YES, Decimal(total))
    assert "tier" not in asked(told)


@pytest.mark.parametrize("answers", [{}, {"tier": "unknown"}, {"tier": "three"}])
def test_a_tier_that_nobody_names_leaves_the_sum_open_and_nothing_else(answers):
    told = found(answers=answers)
    assert (told.planned.verdict, told.planned.benefits_from) == (Verdict.YES, date(2026, 12, 1))
    assert (told.planned.cost, told.planned.if_worst.total) == (None, Decimal("1100.00"))
    assert told.planned.cost_range == CostRange(Decimal("500.00"), Decimal("1100.00"))
    assert asked(told)["tier"].choices == ("one", "two", "unknown")
    assert asked(told)["tier"].decides == ("back_payment",)


@pytest.mark.parametrize("least", ["figure", "price"])
def test_what_may_come_on_top_leaves_no_upper_end(least):
    """Neither a figure that is a floor nor a price with something left out is ever the most there is to pay."""
    figures = {**FIGURES, "reference_wage": (Value(Decimal(5000), ("law",), at_least=least == "figure"),)}
    pays = row("pays", BackPaymentRule(Verdict.YES, replace(PRICE, at_least=least == "price")), resume_as="flexible")
    under = policy(pack("330000", pays, COVER, parameters=figures), COUNTRY)
    told = found(under=under).planned
    assert (told.cost_range, told.if_worst.total) == (CostRange(Decimal("500.00"), None), None)
    chosen = found(under=under, answers={"tier": "two"}).planned.cost
    assert (chosen.total, chosen.at_least) == (Decimal("1100.00"), True)


def test_who_gives_the_rate_is_not_asked_for_the_tier():
    told = found(figures={"rate:flexible": "0.08"})
    assert told.planned.cost.total == Decimal("800.00")
    assert "tier" not in asked(told)


def test_where_no_price_hangs_on_the_tier_nobody_is_asked_for_it():
    plain = row("pays", BackPaymentRule(Verdict.YES, replace(PRICE, by=())), resume_as="flexible")
    under = policy(pack("330000", plain, COVER, parameters=FIGURES), COUNTRY)
    assert "tier" not in asked(found(under, figures={"rate:flexible": "0.08"}))


def test_two_choices_together_name_the_figure():
    price = row(
        "pays", BackPaymentRule(Verdict.YES, replace(PRICE, by=("account", "with_maternity"))), resume_as="flexible"
    )
    rates = {"rate:flexible_with_no": (Value(Decimal("0.085"), ("law",)),)}
    under = policy(pack("330000", price, COVER, parameters={**FIGURES, **rates}), COUNTRY)
    told = found(under, answers={"account": "with", "with_maternity": "no"})
    assert told.planned.cost.total == Decimal("850.00")
    other = found(under, answers={"account": "without", "with_maternity": "no"})
    assert other.planned.cost is None  # that one is not recorded
    assert {"account", "with_maternity"} <= set(asked(found(under)))


def test_benefits_that_hang_on_the_account_ask_for_it():
    rows = (
        row("with", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible", account="with"),
        row("without", CoverRule(Verdict.NO), resume_as="flexible", account="without"),
    )
    under = policy(pack("330000", *rows), COUNTRY)
    told = found(under, "flexible on 2026-11-22")
    assert told.planned.verdict is Verdict.ASK
    assert asked(told)["account"].decides == ("cover",)
    assert found(under, "flexible on 2026-11-22", answers={"account": "without"}).planned.verdict is Verdict.NO


def test_a_resident_tier_picks_the_premium_and_leaves_what_is_the_same_for_all():
    premium = row("premium", PremiumRule(("resident_premium", "long_term_care"), by=("tier",)), resume_as="resident")
    figures = {
        "resident_premium_one": (Value(Decimal(400), ("law",), year=2027),),
        "resident_premium_two": (Value(Decimal(550), ("law",), year=2027),),
        "long_term_care": (Value(Decimal(25), ("law",), year=2027),),
    }
    under = policy(pack("330000", premium, COVER, parameters=figures), COUNTRY)
    paid, planned = "resident 2025-01..2026-12", "resident on 2026-11-22, for 2027"
    assert found(under, planned, paid, answers={"tier": "two"}).planned.cost.total == Decimal("575.00")
    told = found(under, planned, paid)
    assert (told.planned.cost, told.planned.if_worst.total) == (None, Decimal("575.00"))
    assert asked(told)["tier"].decides == ("premium",)


def test_months_paid_ahead_ask_for_the_tier_too():
    step = StepRow(
        "ahead", Phase.PAY, {}, Bilingual("按年缴", "by the year"), ("law",), pays=AheadRule(PaysTo.YEAR, PRICE)
    )
    under = policy(pack("330000", COVER, steps=(step,), parameters=FIGURES), COUNTRY)
    told = found(under, "flexible on 2026-11-22")
    assert told.planned.steps[0].pays.cost is None
    assert asked(told)["tier"].decides == ("months_ahead",)
    known = found(under, "flexible on 2026-11-22", answers={"tier": "one"})
    assert known.planned.steps[0].pays.cost.total == Decimal("500.00")  # November and December
    assert "tier" not in asked(known)
