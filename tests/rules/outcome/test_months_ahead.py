"""Months that are paid at once when contributions go on: to the end of the month, the quarter or the year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.policy import AheadRule, BackPaymentRule, Each, Extra, PaysTo, Policy, PriceRule, StepRow
from app.rules.law.terms import Bearer, Phase, Verdict
from app.rules.outcome.assessment import CostRange, MonthsAhead
from tests.rules.places import COUNTRY, amount, outcome, pack, policy, row, when

PRICE = PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, extras=(Extra("long_term_care", Each.YEAR),))
FIGURES = {"reference_wage": (amount("5000"),), "long_term_care": (amount("132"),)}
REGION = "330000"


def place(to: PaysTo, price: PriceRule | None = PRICE, **parts: object) -> Policy:
    step = StepRow(
        "ahead",
        Phase.PAY,
        when(resume_as="flexible"),
        Bilingual("按期缴", "by the term."),
        ("law",),
        pays=AheadRule(to, price),
    )
    return policy(pack(REGION, steps=(step,), **{"parameters": FIGURES, **parts}), COUNTRY)


def ahead(paid: str, planned: str, under: Policy) -> MonthsAhead | None:
    (step,) = outcome(paid, planned, under=under).steps
    return step.pays


@pytest.mark.parametrize(
    ("to", "pay_on", "months", "total"),
    [
        (PaysTo.MONTH, "2026-11-22", "2026-11..2026-11", "532.00"),
        (PaysTo.QUARTER, "2026-12-31", "2026-12..2026-12", "532.00"),
        (PaysTo.QUARTER, "2027-01-01", "2027-01..2027-03", "1332.00"),
        (PaysTo.YEAR, "2026-11-22", "2026-11..2026-12", "932.00"),
        (PaysTo.YEAR, "2027-01-01", "2027-01..2027-12", "4932.00"),
    ],
)
def test_the_months_to_the_end_of_the_term_with_their_cost(to: PaysTo, pay_on: str, months: str, total: str) -> None:
    """400 yuan a month, and 132 once a year."""
    found = ahead("flexible 2024-01..2026-08", f"flexible on {pay_on}", place(to))
    assert found is not None
    assert str(found.span) == months
    assert found.cost is not None
    assert found.cost.total == Decimal(total)


def test_what_is_owed_once_a_year_is_not_owed_twice() -> None:
    found = ahead("flexible 2024-01..2026-08", "flexible on 2026-11-22, back pay", place(PaysTo.YEAR))
    assert found is not None
    assert found.cost is not None
    assert found.cost.total == Decimal("800.00")


def test_months_paid_already_are_not_paid_again() -> None:
    later = ahead("flexible 2024-01..2026-11", "flexible on 2026-11-22", place(PaysTo.YEAR))
    assert later is not None
    assert str(later.span) == "2026-12..2026-12"
    assert ahead("flexible 2024-01..2026-12", "flexible on 2026-11-22", place(PaysTo.YEAR)) is None


def test_a_figure_that_is_not_recorded_leaves_the_sum_open_and_is_named() -> None:
    found = ahead("flexible 2024-01..2026-08", "flexible on 2026-11-22", place(PaysTo.YEAR, parameters={}))
    assert found is not None
    assert (found.cost, found.missing) == (None, "reference_wage")


def test_a_term_without_a_price_has_its_months_all_the_same() -> None:
    found = ahead("flexible 2024-01..2026-08", "flexible on 2026-11-22", place(PaysTo.YEAR, None))
    assert found is not None
    assert (str(found.span), found.cost, found.missing) == ("2026-11..2026-12", None, None)


def test_months_ahead_are_told_with_their_sum_and_are_no_part_of_the_cost() -> None:
    found = outcome("flexible 2024-01..2026-08", "flexible on 2026-11-22", under=place(PaysTo.YEAR))
    (step,) = found.steps
    assert "2026年11月至12月（2个月）" in step.text.zh
    assert "932.00元" in step.text.zh
    assert found.cost is not None
    assert found.cost.total == Decimal("0.00")


def test_without_a_term_nothing_is_added() -> None:
    plain = replace(place(PaysTo.YEAR).own, steps=(StepRow("x", Phase.PAY, {}, Bilingual("办", "do"), ("law",)),))
    (step,) = outcome("flexible 2024-01..2026-08", "flexible on 2026-11-22", under=policy(plain, COUNTRY)).steps
    assert (step.text.zh, step.pays) == ("办", None)


OF_CHOICE = PriceRule(("own",), "rate:flexible", Bearer.SELF, by=("account",))
BY_ACCOUNT = {"rate:flexible_with": (amount("0.09"),), "rate:flexible_without": (amount("0.07"),)}
LOW, HIGH = {"base_low": (amount("4000"),)}, {"base_high": (amount("20000"),)}
MONTH = "flexible on 2026-11-22"


def of_choice(**figures: object) -> Policy:
    """A place whose flexible payers choose base and account; the country has no limits of the base of its own."""
    limits = {name: values for name, values in COUNTRY.parameters.items() if not name.startswith("base_")}
    own = place(PaysTo.MONTH, OF_CHOICE, parameters={**BY_ACCOUNT, **figures}).own
    return policy(own, replace(COUNTRY, parameters=limits))


@pytest.mark.parametrize(
    ("figures", "record", "answers", "least", "most"),
    [
        ({**LOW, **HIGH}, "", {}, "280.00", "1800.00"),
        ({**LOW, **HIGH}, "", {"account": "with"}, "360.00", "1800.00"),
        ({**LOW, **HIGH}, " base=5000", {}, "350.00", "450.00"),
        (LOW, "", {}, "280.00", None),
        (LOW, " base=5000", {"account": "without"}, "280.00", None),
    ],
)
def test_what_the_person_chooses_leaves_a_range(
    figures: dict[str, object], record: str, answers: dict[str, str], least: str, most: str | None
) -> None:
    """7 % without an account, 9 % with one, of a base between 4000 and 20000, where both limits are recorded."""
    under = of_choice(**figures)
    (step,) = outcome(f"flexible 2024-01..2026-08{record}", MONTH, under=under, answers=answers).steps
    assert step.pays is not None
    assert step.pays.cost is None
    assert step.pays.cost_range == CostRange(Decimal(least), Decimal(most) if most else None)
    assert f"{least}元" in step.text.zh
    assert f"{most or 'the most is not recorded'}" in step.text.en


@pytest.mark.parametrize("figures", [{}, HIGH])
def test_without_the_lower_limit_there_is_no_range(figures: dict[str, object]) -> None:
    found = ahead("flexible 2024-01..2026-08", MONTH, of_choice(**figures))
    assert found is not None
    assert (found.cost, found.cost_range) == (None, None)


def test_no_range_rests_on_a_reference() -> None:
    page = replace(amount("4000"), cites=("page",))
    found = ahead("flexible 2024-01..2026-08", MONTH, of_choice(base_low=(page,), **HIGH))
    assert found is not None
    assert found.cost_range is None


def test_a_choice_that_prices_the_months_behind_and_ahead_leaves_one_step() -> None:
    under = of_choice(**LOW, **HIGH)
    step = under.own.steps[0]
    back = row("price", BackPaymentRule(Verdict.YES, OF_CHOICE), resume_as="flexible")
    whole = policy(pack(REGION, back, steps=(step,), parameters=under.own.parameters), COUNTRY)
    found = outcome("flexible 2024-01..2026-09", f"{MONTH}, back pay", under=whole)
    assert [each.pays.cost_range for each in found.steps if each.pays] == [
        CostRange(Decimal("280.00"), Decimal("1800.00"))
    ]
    assert found.cost_range == CostRange(Decimal("280.00"), Decimal("1800.00"))
