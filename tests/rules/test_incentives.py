"""What staying in resident insurance does to the ceiling: the first rise belongs to the fifth year in a row."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.rules.history import History, Period, Scheme
from app.rules.incentives import incentives_of
from app.rules.months import Month, Span
from app.rules.policy import Incentive, Policy
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
        # A broken year starts the count again.
        (paid(2025, 2026, 2027, 2029, 2030), 2030, 2, 0),
        (paid(2025, 2026), 2027, 0, 0),
    ],
)
def test_years_in_a_row_raise_the_ceiling(history: History, year: int, in_a_row: int, change: int) -> None:
    found = incentives_of(history, Policy([replace(COUNTRY, incentive=RULE)], "000000"), year)
    assert (found.consecutive_resident_years, found.ceiling_change) == (in_a_row, change)


def test_a_place_without_a_rule_says_nothing_of_the_ceiling() -> None:
    assert incentives_of(paid(2025, 2026), Policy([COUNTRY], "000000"), 2026).ceiling_change is None
