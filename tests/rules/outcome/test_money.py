"""Bills: every figure from a pack or from the user, every line with its arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.bilingual import Bilingual
from app.rules.law.policy import BackPaymentRule, BaseAt, Each, Extra, Policy, PremiumRule, PriceRule, Rounding, Value
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import Cost, CostRange, Option
from app.rules.outcome.money import Bill, late_days, months_text, percent, premium_bill, to_fen
from app.rules.outcome.options import planned_proposal
from app.rules.outcome.situation import Situation
from app.rules.record.months import Month
from tests.rules.places import (
    COUNTRY,
    EMPLOYER_PRICE,
    NOWHERE,
    OWN_CAUSES,
    amount,
    assessed,
    case,
    codes,
    day,
    month,
    outcome,
    pack,
    policy,
    row,
    span,
)


def bill(found: Option) -> Cost:
    assert found.cost is not None
    return found.cost


def lines(found: Option) -> list[tuple[str, str]]:
    return [(line.formula, str(line.amount)) for line in bill(found).lines]


OWED = "employee 2024-01..2026-06 base=8000"


def test_an_employer_pays_the_arrears_and_a_late_charge_for_each_month() -> None:
    """The founding article's Ms Zhang: 4 months, wage 8000, 10 %, make 3200.00."""
    found = outcome(OWED, "employee on 2026-11-22, back pay", causes="2026-07 employer")
    assert lines(found) == [
        ("8000.00 × 10% × 4", "3200.00"),
        ("800.00 × 0.05% × 113", "45.20"),
        ("800.00 × 0.05% × 82", "32.80"),
        ("800.00 × 0.05% × 52", "20.80"),
        ("800.00 × 0.05% × 21", "8.40"),
    ]
    cost = bill(found)
    assert (cost.principal, cost.late_charge, cost.extras, cost.total) == (
        Decimal("3200.00"), Decimal("107.20"), Decimal("0.00"), Decimal("3307.20"),
    )  # fmt: skip
    assert {line.payer for line in cost.lines} == {Bearer.EMPLOYER}
    assert all(line.source == "某法" for line in cost.lines)


def test_a_person_owes_no_late_charge_where_no_rule_lays_one_on_him() -> None:
    found = outcome("flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22, back pay")
    assert lines(found) == [("5000.00 × 8% × 2", "800.00")]
    assert bill(found).late_charge == Decimal("0.00")
    assert bill(found).lines[0].payer is Bearer.SELF


def test_resuming_without_paying_the_lapse_costs_nothing() -> None:
    found = outcome("flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22")
    assert (bill(found).total, bill(found).lines) == (Decimal("0.00"), ())


@pytest.mark.parametrize(
    ("base", "one_month"),
    [("61.00", "5.19"), ("60.99", "5.18"), ("61.01", "5.19"), ("1.00", "0.09"), ("0", "0.00")],
)
def test_each_month_is_rounded_half_up_to_fen(base: str, one_month: str) -> None:
    paid, figures = f"flexible 2024-01..2026-08 base={base}", {"rate:flexible": "0.085"}
    found = outcome(paid, "flexible on 2026-11-22, back pay", figures=figures)
    assert bill(found).principal == Decimal(one_month) * 2


@pytest.mark.parametrize(
    ("written", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01")]
)
def test_half_a_fen_is_rounded_away_from_zero(written: str, rounded: str) -> None:
    assert to_fen(Decimal(written)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("fraction", "said"),
    [("0.0005", "0.05%"), ("0.1", "10%"), ("0.085", "8.5%"), ("1", "100%"), ("0", "0%"), ("10", "1000%")],
)
def test_a_fraction_is_said_in_per_cent_without_needless_zeros(fraction: str, said: str) -> None:
    assert percent(Decimal(fraction)) == said


@given(st.integers(1, 200000), st.integers(0, 400), st.integers(1, 24))
def test_the_late_charge_of_a_month_is_premium_times_days_times_rate(fen: int, days: int, months: int) -> None:
    """L03: both ends included from the 1st of the next month to the day before payment, rounded month by month."""
    base = Decimal(fen) / 100
    first = month("2024-12")
    pay_on = (first + months).first_day + timedelta(days=days)
    found = outcome(
        f"employee 2024-01..2024-11 base={base}", f"employee on {pay_on}, back pay", causes="2024-12 employer"
    )
    premium = to_fen(base / 10)
    expected = Decimal(0)
    for late in range(Month.containing(pay_on) - first):
        expected += to_fen(premium * Decimal("0.0005") * (pay_on - (first + late + 1).first_day).days)
    assert bill(found).late_charge == expected


@pytest.mark.parametrize(
    ("of", "paid", "days"),
    [("2026-09", "2026-10-01", 0), ("2026-09", "2026-10-02", 1), ("2026-09", "2026-11-22", 52),
     ("2024-01", "2024-03-01", 29),
     ("2025-01", "2025-03-01", 28), ("2024-12", "2025-01-01", 0)],
)  # fmt: skip
def test_delay_begins_on_the_1st_of_the_next_month_and_ends_the_day_before_payment(
    of: str, paid: str, days: int
) -> None:
    assert late_days(month(of), day(paid)) == days


def test_the_month_paid_on_its_first_late_day_bears_no_charge() -> None:
    found = outcome(
        "employee 2024-01..2026-08 base=8000", "employee on 2026-10-01, back pay", causes="2026-09 employer"
    )
    assert bill(found).late_charge == Decimal("0.00")
    assert lines(found) == [("8000.00 × 10% × 1", "800.00")]


@pytest.mark.parametrize(("paid", "both"), [("2026-06-24", False), ("2026-06-25", True)])
def test_after_2000_days_the_charge_is_given_with_and_without_the_disputed_cap(paid: str, both: bool) -> None:
    """0.05 % a day reaches the principal on day 2000; the month is 2020-12, late from 2021-01-01."""
    found = outcome("employee 2019-01..2020-11 base=1000", f"employee on {paid}, back pay", causes="2020-12 employer")
    said = [assumption.text.zh for assumption in found.assumptions if assumption.id == "A15-cap"]
    assert bool(said) is both
    if both:
        charges = [line.amount for line in bill(found).lines if "0.05%" in line.formula]
        uncapped, capped = sum(charges), sum(min(charge, Decimal("100.00")) for charge in charges)
        assert f"{uncapped}" in said[0]
        assert f"{capped}" in said[0]
        assert uncapped > capped
        assert bill(found).late_charge == uncapped


RISING = replace(
    COUNTRY,
    parameters={
        **COUNTRY.parameters,
        "rate:flexible": (amount("0.08", until="2026-08-31"), amount("0.09", since="2026-09-01", until="2026-10-31")),
    },
)


def test_each_month_bears_the_rate_of_its_own_time_and_equal_months_share_a_line() -> None:
    found = outcome("flexible 2024-01..2026-06 base=5000", "flexible on 2026-10-22, back pay", under=policy(RISING))
    assert lines(found) == [("5000.00 × 8% × 2", "800.00"), ("5000.00 × 9% × 1", "450.00")]


def test_past_the_end_of_a_figure_there_is_no_bill_and_a_warning() -> None:
    found = assessed("flexible 2024-01..2026-08 base=5000", "flexible on 2026-12-22, back pay", under=policy(RISING))
    assert found.planned is not None
    assert found.planned.cost is None
    assert found.planned.verdict is Verdict.YES
    assert "figure-missing:rate:flexible" in codes(found)


@pytest.mark.parametrize(
    ("paid", "figures", "missing"),
    [
        ("flexible 2024-01..2026-08", {}, "figure-missing:base"),
        ("flexible 2024-01..2026-08", {"base": "6000"}, None),
        ("flexible 2024-01..2026-08 base=6000", {}, None),
    ],
)
def test_without_a_base_there_is_no_bill_and_a_warning(paid: str, figures: dict[str, str], missing: str | None) -> None:
    found = assessed(paid, "flexible on 2026-11-22, back pay", figures=figures)
    assert found.planned is not None
    assert (found.planned.cost is None) == (missing is not None)
    assert [code for code in codes(found) if code.startswith("figure")] == ([missing] if missing else [])


def test_the_users_figures_win_over_the_pack_and_are_marked() -> None:
    found = outcome(
        "flexible 2024-01..2026-08",
        "flexible on 2026-11-22, back pay",
        figures={"base": "6000", "rate:flexible": "0.1"},
    )
    (line,) = bill(found).lines
    assert (line.formula, line.users_own) == ("6000.00 × 10% × 2", True)
    assert "base-from-user" in [assumption.id for assumption in found.assumptions]
    own_base = outcome("flexible 2024-01..2026-08", "flexible on 2026-11-22, back pay", figures={"base": "6000"})
    assert bill(own_base).lines[0].users_own
    recorded = outcome("flexible 2024-01..2026-08 base=6000", "flexible on 2026-11-22, back pay")
    assert not bill(recorded).lines[0].users_own


def test_the_users_daily_rate_is_marked_too() -> None:
    found = outcome(
        "employee 2024-01..2026-08 base=6000", "employee on 2026-11-22, back pay", causes="2026-09 employer",
        figures={"late_charge": "0.001"},
    )  # fmt: skip
    assert [line.users_own for line in bill(found).lines] == [False, True, True]
    assert bill(found).lines[1].formula == "600.00 × 0.1% × 52"


LIMITED = policy(pack("330000", parameters={"base_low": (amount("4000"),), "base_high": (amount("20000"),)}), COUNTRY)


@pytest.mark.parametrize(
    ("base", "taken", "assumed"),
    [
        ("3999.99", "4000.00", True),
        ("4000", "4000.00", False),
        ("20000", "20000.00", False),
        ("20000.01", "20000.00", True),
    ],
)
def test_the_base_stays_between_the_published_limits(base: str, taken: str, assumed: bool) -> None:
    found = outcome(f"flexible 2024-01..2026-09 base={base}", "flexible on 2026-11-22, back pay", under=LIMITED)
    assert lines(found)[0][0] == f"{taken} × 8% × 1"
    assert ("base-limited" in [assumption.id for assumption in found.assumptions]) is assumed


def without(*names: str, **others: tuple[Value, ...]) -> Policy:
    """The country without some of its figures, or with others in their place."""
    kept = {name: values for name, values in COUNTRY.parameters.items() if name not in names}
    return policy(replace(COUNTRY, parameters={**kept, **others}))


OCTOBER, TWO_MONTHS, PAY = "flexible 2024-01..2026-09", "flexible 2024-01..2026-08", "flexible on 2026-11-22, back pay"
OVER = {"until": "2026-09-30"}


@pytest.mark.parametrize(
    ("under", "paid", "figures", "formula", "missing"),
    [
        # A recorded base stays open where one of its limits is not recorded for the month.
        (without("base_low"), f"{OCTOBER} base=5000", {}, None, "base_low"),
        (without("base_high"), f"{OCTOBER} base=5000", {}, None, "base_high"),
        (without("base_low", "base_high"), f"{OCTOBER} base=5000", {}, None, "base_low"),
        (without(base_high=(amount("20000", **OVER),)), f"{TWO_MONTHS} base=5000", {}, None, "base_high"),
        # What is below the lower limit needs no upper one.
        (without("base_high", base_low=(amount("6000"),)), f"{OCTOBER} base=5000", {}, "6000.00 × 8% × 1", None),
        # The user's own base stands, marked as his, and within what is recorded.
        (without("base_low", "base_high"), OCTOBER, {"base": "5000"}, "5000.00 × 8% × 1", None),
        (without("base_low", base_high=(amount("4000"),)), OCTOBER, {"base": "5000"}, "4000.00 × 8% × 1", None),
        # A limit that is missing may be given, and is used like any figure.
        (without("base_low"), f"{OCTOBER} base=5000", {"base_low": "5500"}, "5500.00 × 8% × 1", None),
        (without("base_low"), f"{OCTOBER} base=5000", {"base_low": "4500"}, "5000.00 × 8% × 1", None),
    ],
)
def test_a_recorded_base_is_used_only_within_limits_that_are_recorded_too(
    under: Policy, paid: str, figures: dict[str, str], formula: str | None, missing: str | None
) -> None:
    found = assessed(paid, PAY, under=under, figures=figures)
    assert found.planned is not None
    assert (found.planned.cost and found.planned.cost.lines[0].formula) == formula
    assert [code for code in codes(found) if code.startswith("figure")] == (
        [f"figure-missing:{missing}"] if missing else []
    )
    assert found.planned.verdict is Verdict.YES, "what it costs is open, not whether it can be done"


def test_a_base_that_is_a_users_own_or_cut_to_his_own_limit_is_marked() -> None:
    own = outcome(OCTOBER, PAY, under=without("base_low", "base_high"), figures={"base": "5000"})
    cut = outcome(f"{OCTOBER} base=5000", PAY, under=without("base_low"), figures={"base_low": "5500"})
    whole = outcome(f"{OCTOBER} base=6000", PAY, under=without("base_low"), figures={"base_low": "5500"})
    assert [bill(found).lines[0].users_own for found in (own, cut, whole)] == [True, True, False]


@pytest.mark.parametrize(
    ("under", "record", "between"),
    [
        (without(base_low=(amount("4000"),)), "", CostRange(Decimal("320.00"), Decimal("80000.00"))),
        (without("base_high", base_low=(amount("4000"),)), "", CostRange(Decimal("320.00"), None)),
        (without("base_high", base_low=(amount("4000"),)), " base=5000", CostRange(Decimal("320.00"), None)),
        (LIMITED, "", CostRange(Decimal("320.00"), Decimal("1600.00"))),
        (without("base_low"), "", None),
    ],
)
def test_a_bill_without_a_base_lies_between_those_of_the_limits(
    under: Policy, record: str, between: CostRange | None
) -> None:
    found = outcome(f"{OCTOBER}{record}", PAY, under=under)
    assert (found.cost, found.cost_range) == (None, between)


def priced(price: PriceRule, **parts: object) -> Policy:
    return policy(pack("330000", row("price", BackPaymentRule(Verdict.YES, price), cause=OWN_CAUSES), **parts), COUNTRY)


WAGE = {"reference_wage": (amount("6997", since="2026-01-01", until="2026-12-31"),)}


def test_where_the_base_is_a_share_of_the_reference_wage_the_formula_shows_it() -> None:
    under = priced(
        PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, multiple=Decimal("0.6")), parameters=WAGE
    )
    found = outcome("flexible 2024-01..2026-09 base=9000", "flexible on 2026-11-22, back pay", under=under)
    assert bill(found).principal == to_fen(to_fen(Decimal("6997") * Decimal("0.6")) * Decimal("0.08"))


def test_the_next_base_named_is_taken_where_the_first_is_not_to_be_had() -> None:
    under = priced(PriceRule(("own", "reference_wage"), "rate:flexible", Bearer.SELF), parameters=WAGE)
    without = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22, back pay", under=under)
    assert lines(without) == [("6997.00 × 8% × 1", "559.76")]
    own = outcome("flexible 2024-01..2026-09 base=9000", "flexible on 2026-11-22, back pay", under=under)
    assert lines(own) == [("9000.00 × 8% × 1", "720.00")]


def test_the_users_reference_wage_by_year_stands_in_for_the_one_the_pack_lacks() -> None:
    """Contract: `figures` may hold `reference_wage:2025`; the multiple of the rule applies to it like to any other."""
    under = priced(PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, multiple=Decimal("0.6")))
    found = outcome(
        "flexible 2024-01..2026-09",
        "flexible on 2026-11-22, back pay",
        under=under,
        figures={"reference_wage:2025": "7000"},
    )
    assert bill(found).principal == Decimal("336.00")
    assert bill(found).lines[0].users_own


def test_a_reference_wage_that_is_missing_is_named() -> None:
    under = priced(PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF))
    found = assessed("flexible 2024-01..2026-09 base=5000", "flexible on 2026-11-22, back pay", under=under)
    assert "figure-missing:reference_wage" in codes(found)


def test_a_row_that_lets_one_pay_but_names_no_price_leaves_the_cost_open() -> None:
    under = policy(pack("330000", row("yes", BackPaymentRule(Verdict.YES), cause=OWN_CAUSES)), COUNTRY)
    found = assessed("flexible 2024-01..2026-09 base=5000", "flexible on 2026-11-22, back pay", under=under)
    assert found.planned is not None
    assert found.planned.cost is None
    assert "figure-missing:price" in codes(found)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ("resident on 2025-11-20, for 2026", [("400.00", "400.00")]),
        ("resident on 2026-11-20, for 2027", [("420.00", "420.00")]),
        # The price of a repaired year is that of the year it is paid along with (R06).
        ("resident on 2026-11-20, for 2027, repair 1", [("420.00", "420.00"), ("420.00", "420.00")]),
        ("resident on 2026-11-20, for 2027, repair 2", [("420.00", "420.00"), ("420.00 × 2", "840.00")]),
        # The payment's own year is paid along, at its own price.
        ("resident on 2026-11-20, for 2027, back pay", [("400.00", "400.00"), ("420.00", "420.00")]),
    ],
)
def test_a_resident_year_costs_its_premium(planned: str, expected: list[tuple[str, str]]) -> None:
    assert lines(outcome("resident 2024-01..2024-12", planned)) == expected


def test_a_premium_nobody_has_published_is_asked_of_the_user() -> None:
    found = assessed("resident 2027-01..2027-12", "resident on 2027-11-20, for 2028", as_of="2027-11-20")
    assert found.planned is not None
    assert found.planned.cost is None
    assert "figure-missing:resident_premium:2028" in codes(found)
    own = assessed(
        "resident 2027-01..2027-12", "resident on 2027-11-20, for 2028", as_of="2027-11-20",
        figures={"resident_premium:2028": "450"},
    )  # fmt: skip
    assert own.planned is not None
    assert [(line.amount, line.users_own) for line in bill(own.planned).lines] == [(Decimal("450.00"), True)]


def test_a_late_joiner_may_owe_the_subsidy_too() -> None:
    late = pack(
        "330000",
        row("late", PremiumRule(("resident_premium", "resident_subsidy")), resume_as="resident", in_window=False),
        parameters={"resident_subsidy": (amount("700", year=2026),)},
    )
    found = outcome("resident 2024-01..2024-12", "resident on 2026-05-20, for 2026", under=policy(late, COUNTRY))
    assert [(line.label.zh[:4], str(line.amount)) for line in bill(found).lines] == [
        ("2026", "400.00"),
        ("2026", "700.00"),
    ]
    assert "补助" in bill(found).lines[1].label.zh


def test_several_lapses_are_paid_each_by_its_own_cause_and_price() -> None:
    paid = "employee 2024-01..2025-12 base=6000; employee 2026-02..2026-09 base=7000"
    found = outcome(paid, "employee on 2026-11-22, back pay", causes="2026-01 employer; 2026-10 personal")
    principal = [(line.formula, line.payer) for line in bill(found).lines if "本金" in line.label.zh]
    assert principal == [("6000.00 × 10% × 1", Bearer.EMPLOYER), ("7000.00 × 10% × 1", Bearer.SELF)]
    assert bill(found).late_charge == to_fen(Decimal("600.00") * Decimal("0.0005") * 294)


def test_only_the_lapses_chosen_are_paid() -> None:
    paid = "employee 2024-01..2025-12 base=6000; employee 2026-02..2026-09 base=7000"
    causes = "2026-01 personal; 2026-10 personal"
    both = outcome(paid, "flexible on 2026-11-22, back pay", causes=causes)
    older = outcome(paid, "flexible on 2026-11-22, back pay 2026-01", causes=causes)
    newer = outcome(paid, "flexible on 2026-11-22, back pay 2026-10", causes=causes)
    assert [bill(found).principal for found in (both, older, newer)] == [
        Decimal("1040.00"), Decimal("480.00"), Decimal("560.00"),
    ]  # fmt: skip


def test_nothing_is_billed_for_what_cannot_be_done() -> None:
    found = outcome("flexible 2024-01..2026-06 base=5000", "flexible on 2026-11-22, back pay")
    assert found.verdict is Verdict.NO
    assert found.cost is None


def test_a_bill_in_a_world_of_worlds_is_given_only_where_all_agree() -> None:
    """The employer's price carries a late charge, the person's none: with the cause unknown the cost is open."""
    found = outcome("employee 2024-01..2026-08 base=5000", "employee on 2026-11-22, back pay")
    assert found.cost is None
    assert EMPLOYER_PRICE.late_charge == "late_charge"
    same = outcome(
        "employee 2024-01..2026-08 base=5000",
        "employee on 2026-11-22, back pay",
        under=NOWHERE,
        causes="2026-09 agency",
    )
    assert bill(same).principal == Decimal("1000.00")


def test_days_of_delay_on_which_no_rate_was_in_force_leave_the_charge_open() -> None:
    ended = replace(COUNTRY, parameters={**COUNTRY.parameters, "late_charge": (amount("0.0005", until="2026-10-31"),)})
    found = assessed(
        "employee 2024-01..2026-08 base=8000", "employee on 2026-11-22, back pay", causes="2026-09 employer",
        under=policy(ended),
    )  # fmt: skip
    assert found.planned is not None
    assert found.planned.cost is None
    assert "figure-missing:late_charge" in codes(found)


def test_a_rate_that_changed_during_the_delay_is_charged_piece_by_piece() -> None:
    """L04: debts from before 2011-07-01 bear 2 per mille a day until 2011-06-30, then 0.5 per mille."""
    rates = (amount("0.002", until="2011-06-30"), amount("0.0005", since="2011-07-01"))
    changed = replace(COUNTRY, parameters={**COUNTRY.parameters, "late_charge": rates})
    found = outcome(
        "employee 2010-01..2011-03 base=1000; employee 2011-05..2026-11 base=1000", "employee on 2011-07-11, back pay",
        causes="2011-04 employer", under=policy(changed), as_of="2011-07-11",
    )  # fmt: skip
    assert lines(found)[-1] == ("100.00 × 0.2% × 61 + 100.00 × 0.05% × 10", "12.70")


EXTRAS = {
    **COUNTRY.parameters,
    "serious_illness": (amount("10"),),
    "long_term_care": (amount("30", until="2025-12-31"), amount("36.5", since="2026-01-01")),
}


def test_fixed_items_come_on_top_month_by_month_or_once_a_year() -> None:
    price = replace(OWN, extras=(Extra("serious_illness", Each.MONTH), Extra("long_term_care", Each.YEAR)))
    found = outcome(
        "flexible 2024-01..2025-10 base=5000",
        "flexible on 2026-02-10, back pay",
        under=priced(price, parameters=EXTRAS),
    )
    assert lines(found)[1:] == [
        ("10.00 × 2", "20.00"), ("10.00 × 1", "10.00"), ("30.00 × 1", "30.00"), ("36.50 × 1", "36.50"),
    ]  # fmt: skip
    assert (bill(found).principal, bill(found).extras, bill(found).total) == (
        Decimal("1200.00"), Decimal("96.50"), Decimal("1296.50"),
    )  # fmt: skip


def test_a_fixed_item_that_is_missing_leaves_the_cost_open() -> None:
    price = replace(OWN, extras=(Extra("serious_illness", Each.MONTH),))
    found = assessed("flexible 2024-01..2025-10 base=5000", "flexible on 2026-02-10, back pay", under=priced(price))
    assert "figure-missing:serious_illness" in codes(found)


OWN = PriceRule(("own",), "rate:flexible", Bearer.SELF)


@pytest.mark.parametrize(
    ("base_round", "amount_round", "formula", "one_month"),
    [
        (Rounding.FEN, Rounding.FEN, "5123.45 × 8% × 1", "409.88"),
        (Rounding.YUAN, Rounding.FEN, "5123.00 × 8% × 1", "409.84"),
        (Rounding.TENTH, Rounding.FEN, "5123.50 × 8% × 1", "409.88"),
        (Rounding.FEN, Rounding.TENTH, "5123.45 × 8% × 1", "409.90"),
        (Rounding.NONE, Rounding.YUAN, "5123.45 × 8% × 1", "410.00"),
    ],
)
def test_a_place_rounds_base_and_amount_as_its_rule_says(
    base_round: Rounding, amount_round: Rounding, formula: str, one_month: str
) -> None:
    under = priced(replace(OWN, base_round=base_round, amount_round=amount_round))
    found = outcome("flexible 2024-01..2026-09 base=5123.45", "flexible on 2026-11-22, back pay", under=under)
    assert lines(found) == [(formula, one_month)]


@pytest.mark.parametrize(("at", "formula"), [(BaseAt.MONTH, "6997.00 × 8% × 1"), (BaseAt.PAYMENT, "7500.00 × 8% × 1")])
def test_base_and_rate_are_those_of_the_month_or_of_the_payment(at: BaseAt, formula: str) -> None:
    wages = (amount("6997", until="2026-12-31"), amount("7500", since="2027-01-01"))
    under = priced(replace(OWN, base=("reference_wage",), base_at=at), parameters={"reference_wage": wages})
    found = outcome("flexible 2024-01..2026-11", "flexible on 2027-01-22, back pay", under=under, as_of="2027-01-22")
    assert lines(found) == [(formula, (formula.startswith("6997") and "559.76") or "600.00")]


def test_a_rate_that_ended_before_the_delay_began_is_no_part_of_it() -> None:
    rates = (amount("0.002", until="2011-06-30"), amount("0.0005", since="2011-07-01"))
    changed = replace(COUNTRY, parameters={**COUNTRY.parameters, "late_charge": rates})
    found = outcome(OWED, "employee on 2026-08-11, back pay", causes="2026-07 employer", under=policy(changed))
    assert lines(found)[-1] == ("800.00 × 0.05% × 10", "4.00")


def test_a_late_charge_nobody_has_recorded_leaves_the_cost_open() -> None:
    under = priced(replace(OWN, late_charge="never_recorded"))
    found = assessed("flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22, back pay", under=under)
    assert "figure-missing:never_recorded" in codes(found)


def test_outside_resident_insurance_there_is_no_premium() -> None:
    told = case("", "flexible on 2026-11-22")
    assert told.plan is not None
    law = next(law for law in NOWHERE.laws if isinstance(law.row.rule, PremiumRule))
    flexible = Situation(told, NOWHERE, planned_proposal(told, NOWHERE, told.plan))
    assert isinstance(law.row.rule, PremiumRule)
    assert premium_bill(flexible, law, law.row.rule) == Bill()


def test_the_month_of_payment_is_no_arrears_even_where_a_row_says_that_it_is_unpaid() -> None:
    owed = "employee 2024-01..2026-08 base=8000; employee 2026-09..2026-11 unpaid"
    found = outcome(owed, "employee on 2026-11-22, back pay", causes="2026-09 employer")
    assert lines(found)[0] == ("8000.00 × 10% × 2", "1600.00")
    assert any(fact.zh == "断缴月数：2" for reason in found.reasons for fact in reason.facts)


# --- what a line says ----------------------------------------------------------------------------------------------


def said(found: Option) -> list[tuple[str, str]]:
    return [(line.label.zh, line.label.en) for line in bill(found).lines]


def test_the_lines_of_a_back_payment_name_its_months() -> None:
    found = outcome(
        "employee 2024-01..2026-08 base=8000", "employee on 2026-11-22, back pay", causes="2026-09 employer"
    )
    assert said(found) == [
        ("补缴本金 2026年9月至10月（2个月）", "back payment 2026-09 to 2026-10 (2 months)"),
        ("滞纳金 2026年9月（52天）", "late charge 2026-09 (52 days)"),
        ("滞纳金 2026年10月（21天）", "late charge 2026-10 (21 days)"),
    ]


@pytest.mark.parametrize(
    ("months", "zh", "en"),
    [
        ("2026-09", "2026年9月", "2026-09"),
        ("2026-09..2026-12", "2026年9月至12月", "2026-09 to 2026-12"),
        ("2026-12..2027-01", "2026年12月至2027年1月", "2026-12 to 2027-01"),
        ("2025-09..2026-09", "2025年9月至2026年9月", "2025-09 to 2026-09"),
    ],
)
def test_months_are_said_with_as_few_years_as_it_takes(months: str, zh: str, en: str) -> None:
    assert months_text(span(months)) == Bilingual(zh, en)


def test_the_lines_of_resident_years_name_premium_subsidy_and_repair() -> None:
    late = pack(
        "330000",
        row("late", PremiumRule(("resident_premium", "resident_subsidy"), "resident_premium"), resume_as="resident"),
        parameters={"resident_subsidy": (amount("700", year=2027),)},
    )
    found = outcome(
        "resident 2024-01..2024-12", "resident on 2026-11-20, for 2027, repair 2", under=policy(late, COUNTRY)
    )
    assert [text for text, _ in said(found)] == [
        "2027年度居民医保个人缴费", "2027年度财政补助部分（逾期由个人承担）", "缴费修复 2年",
    ]  # fmt: skip
    assert {(line.source, line.payer) for line in bill(found).lines} == {("某法", Bearer.SELF)}


def test_a_fixed_item_is_named_sourced_and_owed_by_who_owes_the_months() -> None:
    weak = replace(amount("36.5"), cites=("page",))
    price = PriceRule(
        ("own",), "rate:flexible", Bearer.EMPLOYER,
        extras=(Extra("long_term_care", Each.YEAR), Extra("stamp", Each.MONTH), Extra("serious_illness", Each.MONTH)),
    )  # fmt: skip
    under = priced(price, parameters={"long_term_care": (weak,), "stamp": (amount("1"),)})
    found = outcome(
        "flexible 2024-01..2026-09 base=5000", "flexible on 2026-11-22, back pay", under=under,
        figures={"serious_illness": "10"},
    )  # fmt: skip
    care, stamp, illness = bill(found).lines[1:]
    assert care.label == Bilingual("长期护理保险费 2026", "long-term care premium 2026")
    assert (care.source, care.payer, care.users_own, care.reference) == ("某网页", Bearer.EMPLOYER, False, True)
    assert stamp.label == Bilingual("stamp 2026", "stamp 2026")
    assert (stamp.source, stamp.users_own, stamp.reference) == ("某法", False, False)
    assert (illness.source, illness.users_own, illness.reference) == ("用户提供", True, False)


def test_a_line_names_all_its_sources_and_a_weak_one_makes_it_a_reference() -> None:
    under = priced(
        PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, late_charge="late_charge"),
        parameters={
            "reference_wage": (replace(amount("7000"), cites=("sum",)),),
            "rate:flexible": (replace(amount("0.08"), cites=("law", "press")),),
            "late_charge": (
                replace(amount("0.001", until="2026-11-10"), cites=("page",)),
                replace(amount("0.0005", since="2026-11-11"), cites=("press",)),
            ),
        },
    )
    principal, late = bill(outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22, back pay", under=under)).lines
    assert (principal.source, principal.reference) == ("推算；某法；某报转述", False)
    assert (late.source, late.reference) == ("某网页；某报转述", True)


@pytest.mark.parametrize("weak", ["reference_wage", "rate:flexible"])
def test_a_back_payment_from_a_weak_base_or_a_weak_rate_is_a_reference(weak: str) -> None:
    figures = {"reference_wage": (amount("7000"),), "rate:flexible": (amount("0.08"),)}
    figures[weak] = (replace(figures[weak][0], cites=("page",)),)
    under = priced(PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF), parameters=figures)
    (line,) = bill(outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22, back pay", under=under)).lines
    assert line.reference
    assert set(line.source.split("；")) == {"某网页", "某法"}


def test_assumptions_of_a_bill_are_told_in_the_order_of_their_names() -> None:
    limits = replace(COUNTRY, parameters={**COUNTRY.parameters, "base_high": (amount("20000", since="2021-01-01"),)})
    found = outcome(
        "employee 2019-01..2020-11", "employee on 2026-06-25, back pay", causes="2020-12 employer",
        under=policy(limits), figures={"base": "30000"},
    )  # fmt: skip
    assert [(each.id, each.text.zh[:12]) for each in found.assumptions if each.id != "A1"] == [
        ("A15-cap", "逾期超过2000天，滞纳"),
        ("base-from-user", "缴费基数按您提供的工资标准"[:12]),
        ("base-limited", "按公布的基数上限计算"),
    ]
    assert [line.formula for line in bill(found).lines][:2] == ["30000.00 × 10% × 1", "20000.00 × 10% × 65"]


# --- where a base comes from ---------------------------------------------------------------------------------------

OWN_ONLY = priced(PriceRule(("own",), "rate:flexible", Bearer.SELF))
BY_WAGE = priced(PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF))


@pytest.mark.parametrize("under", [OWN_ONLY, BY_WAGE])
@pytest.mark.parametrize(
    ("figures", "base"),
    [
        # A wage is published for the year before; else this year's, else the latest.
        ({"reference_wage:2025": "7000", "reference_wage:2026": "7500", "reference_wage:2024": "6500"}, "7000.00"),
        ({"reference_wage:2026": "7500", "reference_wage:2024": "6500", "reference_wage:2027": "9000"}, "7500.00"),
        ({"reference_wage:2022": "6000", "reference_wage:2024": "6500", "reference_wage:2023": "6200"}, "6500.00"),
        ({"resident_premium:2026": "400", "reference_wage": "6100"}, "6100.00"),
    ],
)
def test_a_wage_of_the_users_is_that_of_the_nearest_year(under: Policy, figures: dict[str, str], base: str) -> None:
    found = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22, back pay", under=under, figures=figures)
    (line,) = bill(found).lines
    assert (line.formula, line.users_own) == (f"{base} × 8% × 1", True)
    assert line.source == "用户提供；某法"


@pytest.mark.parametrize(
    ("multiple", "formula", "one_month"),
    [("0.6", "(6997.00 × 60%) × 8% × 1", "335.86"), ("1", "6997.00 × 8% × 1", "559.76")],
)
def test_a_share_of_the_wage_is_shown_in_brackets(multiple: str, formula: str, one_month: str) -> None:
    price = PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF, multiple=Decimal(multiple))
    under = priced(price, parameters=WAGE)
    found = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22, back pay", under=under)
    assert lines(found) == [(formula, one_month)]


def test_only_a_base_of_ones_own_is_held_between_the_limits() -> None:
    limits = {**WAGE, "base_low": (amount("8000"),)}
    by_wage = priced(PriceRule(("reference_wage",), "rate:flexible", Bearer.SELF), parameters=limits)
    own = priced(PriceRule(("own",), "rate:flexible", Bearer.SELF), parameters=limits)
    paid, plan = "flexible 2024-01..2026-09 base=5000", "flexible on 2026-11-22, back pay"
    assert lines(outcome(paid, plan, under=by_wage)) == [("6997.00 × 8% × 1", "559.76")]
    assert lines(outcome(paid, plan, under=own)) == [("8000.00 × 8% × 1", "640.00")]


def test_a_limit_is_the_one_of_the_month_and_has_its_own_source() -> None:
    low = (replace(amount("6000", until="2026-09-30"), cites=("page",)), amount("7000", since="2026-10-01"))
    under = priced(PriceRule(("own",), "rate:flexible", Bearer.SELF), parameters={"base_low": low})
    found = outcome("flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22, back pay", under=under)
    assert [(line.formula, line.source, line.reference) for line in bill(found).lines] == [
        ("6000.00 × 8% × 1", "某网页；某法", True),
        ("7000.00 × 8% × 1", "某法", False),
    ]
    assert [each.text.en for each in found.assumptions if each.id == "base-limited"] == [
        "taken at the published lower limit of the base"
    ]


@pytest.mark.parametrize(("at", "rate"), [(BaseAt.MONTH, "8%"), (BaseAt.PAYMENT, "9%")])
def test_the_rate_too_is_that_of_the_month_or_of_the_payment(at: BaseAt, rate: str) -> None:
    rates = (amount("0.08", until="2026-10-31"), amount("0.09", since="2026-11-01"))
    under = priced(replace(OWN, base_at=at), parameters={"rate:flexible": rates})
    found = outcome("flexible 2024-01..2026-09 base=5000", "flexible on 2026-11-22, back pay", under=under)
    assert lines(found)[0][0] == f"5000.00 × {rate} × 1"


@pytest.mark.parametrize(("until", "known"), [("2026-11-21", True), ("2026-11-20", False)])
def test_a_single_day_of_delay_without_a_rate_leaves_the_charge_open(until: str, known: bool) -> None:
    """Paid on 22 November, the last day of delay is the 21st."""
    ended = replace(COUNTRY, parameters={**COUNTRY.parameters, "late_charge": (amount("0.0005", until=until),)})
    found = outcome(
        "employee 2024-01..2026-09 base=8000", "employee on 2026-11-22, back pay", causes="2026-10 employer",
        under=policy(ended),
    )  # fmt: skip
    assert (found.cost is not None) is known


# --- figures of resident years ------------------------------------------------------------------------------------

STUDENTS = pack(
    "330000",
    row("student", PremiumRule(("resident_premium_student", "resident_subsidy")), resume_as="resident"),
    parameters={
        "resident_premium_student": (amount("380", year=2027),),
        "resident_subsidy": (replace(amount("700", year=2027), cites=("page",)),),
    },
)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({}, [("380.00", "某法"), ("700.00", "某网页")]),
        # One premium of the user's stands for whatever class of people, and for nothing but premiums.
        ({"resident_premium:2027": "450"}, [("450.00", "用户提供"), ("700.00", "某网页")]),
        ({"resident_premium_student:2027": "390", "resident_premium:2027": "450"},
         [("390.00", "用户提供"), ("700.00", "某网页")]),
        ({"resident_subsidy:2027": "710", "resident_premium:2026": "1"}, [("380.00", "某法"), ("710.00", "用户提供")]),
    ],
)  # fmt: skip
def test_a_figure_of_the_users_stands_for_the_year_it_is_given_for(
    figures: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = outcome(
        "resident 2026-01..2026-12", "resident on 2026-11-20, for 2027", under=policy(STUDENTS, COUNTRY),
        figures=figures,
    )  # fmt: skip
    assert [(line.formula, line.source) for line in bill(found).lines] == expected
    assert [line.users_own for line in bill(found).lines] == [source == "用户提供" for _, source in expected]


@pytest.mark.parametrize(("paid_on", "premium"), [("2026-12-31", "420.00"), ("2027-01-01", "1100.00")])
def test_a_premium_may_depend_on_the_day_of_payment(paid_on: str, premium: str) -> None:
    dated = (amount("420", year=2027, until="2026-12-31"), amount("1100", year=2027, since="2027-01-01"))
    under = policy(replace(COUNTRY, parameters={"resident_premium": dated}))
    found = outcome("resident 2026-01..2026-12", f"resident on {paid_on}, for 2027", under=under)
    assert lines(found) == [(premium, premium)]


def test_a_bill_names_the_figures_a_user_may_correct() -> None:
    found = outcome(OWED, "employee on 2026-11-22, back pay", causes="2026-07 employer")
    assert {figure.name: figure.amount for figure in bill(found).figures} == {
        "base": Decimal(8000),
        "rate:employee": Decimal("0.10"),
        "late_charge": Decimal("0.0005"),
    }
    assert not bill(found).users_own


@pytest.mark.parametrize("name", ["base", "rate:employee", "late_charge"])
def test_every_figure_named_is_taken_from_the_user_when_he_gives_it(name: str) -> None:
    def worked_out(**given: str) -> Cost:
        return bill(outcome(OWED, "employee on 2026-11-22, back pay", causes="2026-07 employer", figures=given))

    recorded = {figure.name: figure.amount for figure in worked_out().figures}
    corrected = worked_out(**{name: str(recorded[name] * 2)})
    assert corrected.users_own
    (own,) = [figure for figure in corrected.figures if figure.users_own]
    assert (own.name, own.amount) == (name, recorded[name] * 2)
    assert corrected.total > worked_out().total


def test_a_premium_is_corrected_for_its_year_and_class() -> None:
    plan = "resident on 2026-11-22, for 2027"
    paid = "resident 2024-01..2026-12"
    assert [figure.name for figure in bill(outcome(paid, plan)).figures] == ["resident_premium:2027"]
    own = bill(outcome(paid, plan, figures={"resident_premium:2027": "450"}))
    assert (own.total, own.users_own) == (Decimal("450.00"), True)


def test_a_figure_that_differs_from_line_to_line_cannot_be_put_by_one_number() -> None:
    twice = "employee 2024-01..2024-06 base=5000; employee 2024-09..2026-06 base=8000"
    found = outcome(twice, "employee on 2026-11-22, back pay", causes="2024-07 employer; 2026-07 employer")
    assert "base" not in {figure.name for figure in bill(found).figures}
    assert "rate:employee" in {figure.name for figure in bill(found).figures}
