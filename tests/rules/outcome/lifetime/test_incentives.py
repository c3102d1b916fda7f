"""What staying in resident insurance does to the ceiling: the first rise belongs to the fifth year in a row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.law.policy import Incentive, Policy
from app.rules.outcome.assessment import Incentives
from app.rules.outcome.lifetime.incentives import incentives_of
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span
from tests.rules.places import COUNTRY

RULE = Incentive(since_year=2025, after_years=4, raises=Decimal(1000), limit_percent=20, cites=())


def paid(*years: int) -> History:
    return History.of(Period(Scheme.RESIDENT, Span(Month.of(y, 1), Month.of(y, 12)), "000000") for y in years)


@pytest.mark.parametrize(
    ("history", "year", "in_a_row", "change"),
    [
        (paid(2025, 2026, 2027, 2028), 2028, 4, 0),
        (paid(2025, 2026, 2027, 2028, 2029), 2029, 5, 1000),
        (paid(2025, 2026, 2027, 2028, 2029, 2030), 2030, 6, 2000),
        # Years before 2025 are years in a row, but bring no rise.
        (paid(2020, 2021, 2022, 2023, 2024, 2025), 2025, 6, 0),
        (paid(*range(2020, 2029)), 2028, 9, 0),
        (paid(*range(2020, 2030)), 2029, 10, 1000),
        # A broken year starts the count again.
        (paid(2025, 2026, 2027, 2029, 2030), 2030, 2, 0),
        (paid(2025, 2026), 2027, 0, 0),
    ],
)
def test_years_in_a_row_raise_the_ceiling(history: History, year: int, in_a_row: int, change: int) -> None:
    found = incentives_of(history, Policy([replace(COUNTRY, incentive=RULE)], "000000"), date(year, 11, 22))
    assert (found.consecutive_resident_years, found.ceiling_change) == (in_a_row, change)


def test_a_place_without_a_rule_says_nothing_of_the_ceiling() -> None:
    assert incentives_of(paid(2025, 2026), Policy([COUNTRY], "000000"), date(2026, 11, 22)).ceiling_change is None


def test_the_rise_is_told_with_its_limit_and_its_source() -> None:
    under = Policy([replace(COUNTRY, incentive=replace(RULE, cites=("law",)))], "000000")
    found = incentives_of(paid(2025), under, date(2025, 11, 22))
    assert (found.limit_percent, [source.id for source in found.sources]) == (20, ["law"])


def test_years_before_the_first_that_counts_bring_nothing_even_where_the_first_one_does() -> None:
    at_once = Policy([replace(COUNTRY, incentive=replace(RULE, after_years=0))], "000000")
    assert [incentives_of(paid(2024, 2025), at_once, date(year, 11, 22)).ceiling_change for year in (2024, 2025)] == [
        0,
        1000,
    ]


def test_without_a_rule_there_is_neither_a_limit_nor_a_source() -> None:
    assert incentives_of(paid(2025), Policy([COUNTRY], "000000"), date(2025, 11, 22)) == Incentives(1, None, ())
