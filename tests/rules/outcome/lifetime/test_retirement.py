"""Statutory retirement: the rows of the official annexes (national.md, section 7.1)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.law.policy import LumpSum, RequiredYears, RetirementRule, Validity
from app.rules.outcome.lifetime.retirement import statutory_age
from app.rules.record.case import Person, Sex
from app.rules.record.months import Month
from tests.rules.places import COUNTRY, amount, assessed, born, day, month, pack, policy

MEN = RetirementRule("male", "", month("1965-01"), 720, 4, 36, ("law",))
CADRES = RetirementRule("female", "cadre", month("1970-01"), 660, 4, 36, ("law",))
WORKERS = RetirementRule("female", "worker", month("1975-01"), 600, 2, 60, ("law",))
UNDER = policy(replace(COUNTRY, retirement=(MEN, CADRES, WORKERS)))

# group, birth, retirement month, delay in months; "60y1m" is 720 + delay
ANNEXES = [
    (MEN, "1964-12", "2024-12", 0),
    (MEN, "1965-01", "2025-02", 1),
    (MEN, "1965-04", "2025-05", 1),
    (MEN, "1965-05", "2025-07", 2),
    (MEN, "1966-04", "2026-08", 4),
    (MEN, "1966-06", "2026-11", 5),
    (MEN, "1966-12", "2027-06", 6),
    (MEN, "1970-08", "2032-01", 17),
    (MEN, "1973-09", "2035-12", 27),
    (MEN, "1976-08", "2039-07", 35),
    (MEN, "1976-09", "2039-09", 36),
    (MEN, "1976-12", "2039-12", 36),
    (MEN, "1990-01", "2053-01", 36),
    (CADRES, "1969-12", "2024-12", 0),
    (CADRES, "1970-01", "2025-02", 1),
    (CADRES, "1971-06", "2026-11", 5),
    (CADRES, "1975-08", "2032-01", 17),
    (CADRES, "1978-12", "2036-03", 27),
    (CADRES, "1981-08", "2039-07", 35),
    (CADRES, "1981-09", "2039-09", 36),
    (WORKERS, "1974-12", "2024-12", 0),
    (WORKERS, "1975-01", "2025-02", 1),
    (WORKERS, "1975-02", "2025-03", 1),
    (WORKERS, "1975-03", "2025-05", 2),
    (WORKERS, "1976-03", "2026-11", 8),
    (WORKERS, "1976-11", "2027-11", 12),
    (WORKERS, "1979-12", "2032-06", 30),
    (WORKERS, "1984-10", "2039-09", 59),
    (WORKERS, "1984-11", "2039-11", 60),
    (WORKERS, "1984-12", "2039-12", 60),
]


@pytest.mark.parametrize(("rule", "birth", "retires", "delay"), ANNEXES)
def test_a_birth_month_retires_as_the_official_table_says(
    rule: RetirementRule, birth: str, retires: str, delay: int
) -> None:
    found = statutory_age(rule, month(birth))
    assert (found.month, found.months) == (month(retires), rule.old_age + delay)


@given(st.sampled_from([MEN, CADRES, WORKERS]), st.integers(1940 * 12, 2010 * 12).map(Month))
def test_who_is_born_later_never_retires_earlier(rule: RetirementRule, birth: Month) -> None:
    one, next_one = statutory_age(rule, birth), statutory_age(rule, birth + 1)
    assert one.month < next_one.month
    assert rule.old_age <= one.months <= next_one.months <= rule.old_age + rule.most_delay


@pytest.mark.parametrize(
    ("person", "answers", "retires"),
    [
        (born("1966-06-30", "male"), {}, "2026-11"),
        (born("1971-06-01", "female"), {"retirement_category": "cadre"}, "2026-11"),
        (born("1976-03-31", "female"), {"retirement_category": "worker"}, "2026-11"),
        # Category not known yet: the later age, to be safe, and the question stays.
        (born("1976-03-31", "female"), {}, "2032-10"),
        (born("1976-03-31", "female"), {"retirement_category": "unknown"}, "2032-10"),
        (Person(sex=Sex.MALE), {}, None),
        (Person(), {}, None),
    ],
)
def test_a_person_is_told_the_month_once_birth_and_sex_are_known(
    person: Person, answers: dict[str, str], retires: str | None
) -> None:
    found = assessed("", under=UNDER, person=person, answers=answers).retirement
    assert (str(found.statutory_month) if found else None) == retires


def test_a_man_s_answer_on_the_category_of_women_is_not_looked_at() -> None:
    found = assessed(
        "", under=UNDER, person=born("1966-06-30", "male"), answers={"retirement_category": "worker"}
    ).retirement
    assert found is not None
    assert found.statutory_age_months == 725


def test_a_woman_is_asked_for_her_category() -> None:
    woman, man = born("1976-03-31", "female"), born("1976-03-31", "male")
    asked = [missing.fact for missing in assessed("", under=UNDER, person=woman).missing_facts]
    assert "retirement_category" in asked
    assert "retirement_category" not in [
        missing.fact for missing in assessed("", under=UNDER, person=man).missing_facts
    ]


@pytest.mark.parametrize(
    ("paid", "cumulative", "actual"),
    [
        ("employee 2024-01..2024-06; flexible 2024-07..2024-12; resident 2025-01..2025-12", 12, 12),
        # A month paid twice counts once; military service is deemed, not actual.
        ("employee 2024-01..2024-06; flexible 2024-06..2024-07", 7, 7),
        ("employee 2020-01..2021-12 military; employee 2024-01", 25, 1),
        ("employee 2024-01..2024-12; employee 2024-03 refund", 11, 11),
        # What was refunded elsewhere, or to the resident scheme, leaves these months.
        ("employee 2024-01..2024-12; resident 2024-03 refund", 12, 12),
        ("employee 2024-01..2024-12 @330000; employee 2024-03 @140100; employee 2024-03 @140100 refund", 12, 12),
        ("employee 2024-01..2024-12 unknown; employee 2025-01 unpaid; employee 2025-02 adjustment", 0, 0),
        # Months after the as-of month are not counted yet.
        ("employee 2026-10..2026-12", 2, 2),
    ],
)
def test_counted_months(paid: str, cumulative: int, actual: int) -> None:
    found = assessed(paid, under=UNDER, person=born("1970-01-01", "male")).retirement
    assert found is not None
    assert (found.counted_months, found.actual_months) == (cumulative, actual)
    assert (found.required_cumulative, found.shortfall_months, found.lump_sum) == (None, None, None)


def test_months_elsewhere_are_cumulative_and_not_local() -> None:
    paid = "employee 2024-01..2024-06 @140100; employee 2024-07..2024-12"
    found = assessed(paid, under=UNDER, person=born("1970-01-01", "male")).retirement
    assert found is not None
    assert (found.counted_months, found.local_months) == (12, 6)


def place(*years: RequiredYears, **parts: object) -> object:
    return policy(pack("330000", required_years=years, **parts), replace(COUNTRY, retirement=(MEN, CADRES, WORKERS)))


ALWAYS = Validity()
TEN_YEARS = "employee 2014-01..2023-12 @140100"


@pytest.mark.parametrize(
    ("required", "paid", "shortfall"),
    [
        (RequiredYears("", 25, None, None, ALWAYS, ("law",)), TEN_YEARS, 180),
        (RequiredYears("", 10, None, None, ALWAYS, ("law",)), TEN_YEARS, 0),
        (RequiredYears("", 8, None, None, ALWAYS, ("law",)), TEN_YEARS, 0),
        # The largest of the three shortfalls counts.
        (RequiredYears("", 12, 11, None, ALWAYS, ("law",)), TEN_YEARS, 24),
        (RequiredYears("", 10, 11, None, ALWAYS, ("law",)), TEN_YEARS, 12),
        (RequiredYears("", 10, 10, 5, ALWAYS, ("law",)), TEN_YEARS, 60),
        (RequiredYears("", 12, 10, None, ALWAYS, ("law",)), "employee 2012-01..2013-12 military; " + TEN_YEARS, 0),
        (RequiredYears("", 12, 12, None, ALWAYS, ("law",)), "employee 2012-01..2013-12 military; " + TEN_YEARS, 24),
    ],
)
def test_the_shortfall_is_what_is_missing_of_the_years_required(
    required: RequiredYears, paid: str, shortfall: int
) -> None:
    found = assessed(paid, under=place(required), person=born("1966-06-15", "male")).retirement
    assert found is not None
    assert (found.shortfall_months, found.required_cumulative) == (shortfall, required.cumulative)
    assert (found.required_actual, found.required_local) == (required.actual, required.local)


def test_the_years_are_those_required_of_the_sex_in_the_month_of_retirement() -> None:
    years = (
        RequiredYears("female", 20, None, None, ALWAYS, ("law",)),
        RequiredYears("male", 25, None, None, Validity(None, day("2026-10-31")), ("law",)),
        RequiredYears("male", 30, None, None, Validity(day("2026-11-01"), day("2030-12-31")), ("law",)),
    )
    under = place(*years)

    def required(birth: str) -> int | None:
        found = assessed("", under=under, person=born(birth, "male")).retirement
        return found.required_cumulative if found else None

    assert [required(birth) for birth in ("1966-04-15", "1966-06-15", "1976-12-15")] == [25, 30, None]


PRICE = LumpSum("reference_wage", Decimal("0.6"), "rate:flexible", ALWAYS, ("press",))
WAGE = {"reference_wage": (amount("7000"),)}


@pytest.mark.parametrize(
    ("parameters", "figures", "lump_sum", "formula"),
    [
        (WAGE, {}, "5040.00", "7000.00 × 60% × 8% × 15"),
        (WAGE, {"reference_wage": "8000"}, "5760.00", "8000.00 × 60% × 8% × 15"),
        ({}, {}, None, ""),
        ({}, {"reference_wage": "8000"}, "5760.00", "8000.00 × 60% × 8% × 15"),
    ],
)
def test_the_shortfall_paid_at_once(
    parameters: object, figures: dict[str, str], lump_sum: str | None, formula: str
) -> None:
    required = RequiredYears("", 2, None, None, ALWAYS, ("law",))
    under = place(required, lump_sums=(PRICE,), parameters=parameters)
    found = assessed(
        "employee 2024-01..2024-09", under=under, person=born("1966-06-15", "male"), figures=figures
    ).retirement
    assert found is not None
    assert (found.shortfall_months, found.lump_sum, found.lump_sum_formula) == (
        15, Decimal(lump_sum) if lump_sum else None, formula,
    )  # fmt: skip
    assert "某报转述" in [source.title for source in found.sources]


def test_nothing_is_to_be_paid_at_once_where_nothing_is_missing_or_the_price_has_ended() -> None:
    required = RequiredYears("", 1, None, None, ALWAYS, ("law",))
    enough = place(required, lump_sums=(PRICE,), parameters=WAGE)
    ended = replace(PRICE, valid=Validity(None, day("2026-11-21")), multiple=Decimal(1))
    for under, paid in (
        (enough, "employee 2024-01..2024-12"),
        (place(required, lump_sums=(ended,), parameters=WAGE), ""),
    ):
        found = assessed(paid, under=under, person=born("1966-06-15", "male")).retirement
        assert found is not None
        assert found.lump_sum is None
    whole = place(required, lump_sums=(replace(PRICE, multiple=Decimal(1)),), parameters=WAGE)
    found = assessed("employee 2024-01..2024-11", under=whole, person=born("1966-06-15", "male")).retirement
    assert found is not None
    assert (found.lump_sum, found.lump_sum_formula) == (Decimal("560.00"), "7000.00 × 8% × 1")


def test_months_of_every_row_count_in_whatever_order_they_stand() -> None:
    """Resident months are not counted, and stop nothing: those of employee insurance after them are."""
    paid = "resident 2022-01..2022-12; employee 2023-01..2023-12; employee 2024-01 unpaid; employee 2024-02..2024-12"
    found = assessed(paid, under=UNDER, person=born("1970-01-01", "male")).retirement
    assert found is not None
    assert found.counted_months == 23


def test_where_sex_alone_decides_a_woman_needs_no_category() -> None:
    women = RetirementRule("female", "", month("1970-01"), 660, 4, 36, ("law",))
    under = policy(replace(COUNTRY, retirement=(MEN, women)))
    found = assessed("", under=under, person=born("1971-06-01", "female")).retirement
    assert found is not None
    assert str(found.statutory_month) == "2026-11"


def test_the_price_of_a_missing_month_is_that_of_the_as_of_day() -> None:
    required = RequiredYears("", 1, None, None, ALWAYS, ("law",))
    figures = {
        "reference_wage": (amount("7000", until="2026-11-21"), amount("8000", since="2026-11-22")),
        "rate:flexible": (amount("0.08", until="2026-11-22"), amount("0.09", since="2026-11-23")),
    }
    under = place(required, lump_sums=(PRICE,), parameters=figures)
    found = assessed("employee 2024-01..2024-11", under=under, person=born("1966-06-15", "male")).retirement
    assert found is not None
    assert found.lump_sum_formula == "8000.00 × 60% × 8% × 1"


def test_without_a_shortfall_there_is_neither_a_sum_nor_its_arithmetic_nor_its_source() -> None:
    required = RequiredYears("", 1, None, None, ALWAYS, ("law",))
    under = place(required, lump_sums=(PRICE,), parameters=WAGE)
    found = assessed("employee 2024-01..2024-12", under=under, person=born("1966-06-15", "male")).retirement
    assert found is not None
    assert (found.shortfall_months, found.lump_sum, found.lump_sum_formula) == (0, None, "")
    assert [source.id for source in found.sources] == ["law"]
