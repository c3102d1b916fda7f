"""The length and the calendar of a wait, at the borders of months."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.waiting import Count, Variable, Waiting, WaitRule
from tests.rules.places import INSURED_START, NATIONAL_WAIT, NEXT_MONTH, PAYMENT_DAY, PAYMENT_MONTH, day

# (written as, paid on, first day, last day): the wait in months unless the rule says days.
CALENDARS = [
    # 民法典 201-202: paid 2026-03-01, the last day is 06-01, cover from 06-02 (广州, official).
    (WaitRule(PAYMENT_DAY, Count.CIVIL, months=3), "2026-03-01", "2026-03-01", "2026-06-01"),
    (WaitRule(PAYMENT_DAY, Count.CIVIL, months=3), "2026-11-30", "2026-11-30", "2027-02-28"),
    (WaitRule(PAYMENT_DAY, Count.CIVIL, months=3), "2023-11-30", "2023-11-30", "2024-02-29"),
    (WaitRule(PAYMENT_DAY, Count.CIVIL, months=1), "2026-01-31", "2026-01-31", "2026-02-28"),
    # 阜新's official examples are one day shorter: 07-03 to 10-03 means cover from 10-03.
    (WaitRule(PAYMENT_DAY, Count.SAME_NUMBER, months=3), "2026-07-03", "2026-07-03", "2026-10-02"),
    # By calendar months: the payment month the first, or the next one.
    (WaitRule(PAYMENT_MONTH, Count.CALENDAR, months=3), "2026-01-31", "2026-01-01", "2026-03-31"),
    (WaitRule(PAYMENT_DAY, Count.CALENDAR, months=3), "2026-01-31", "2026-01-01", "2026-03-31"),
    (WaitRule(NEXT_MONTH, Count.CALENDAR, months=3), "2022-05-20", "2022-06-01", "2022-08-31"),
    (WaitRule(NEXT_MONTH, Count.CALENDAR, months=6), "2026-11-22", "2026-12-01", "2027-05-31"),
    (WaitRule(NEXT_MONTH, Count.CALENDAR, months=1), "2023-12-31", "2024-01-01", "2024-01-31"),
    # By days: 30 days are not a month, 60 not two.
    (WaitRule(PAYMENT_DAY, Count.CIVIL, days=30), "2026-01-31", "2026-01-31", "2026-03-02"),
    (WaitRule(PAYMENT_DAY, Count.CIVIL, days=60), "2026-11-22", "2026-11-22", "2027-01-21"),
]


@pytest.mark.parametrize(("rule", "paid", "first", "last"), CALENDARS)
def test_a_wait_has_its_first_and_its_last_day(rule: WaitRule, paid: str, first: str, last: str) -> None:
    found = rule.calendar({Anchor.PAYMENT: day(paid)}, 0, 0)
    assert found is not None
    assert (found.start, found.end) == (day(first), day(last))
    assert (found.months is None) == bool(rule.days)


# Unpaid years down, repaired years across: total = max(6 from 4 years on, 3 + (N - 1) - r), never below 3.
GRID = [
    (1, (3, 3, 3)),
    (2, (4, 3, 3)),
    (3, (5, 4, 3, 3)),
    (4, (6, 6, 6, 6)),
    (5, (7, 6, 6, 6, 6)),
    (6, (8, 7, 6, 6, 6, 6)),
]


@pytest.mark.parametrize(
    ("years", "repaired", "months"), [(n, r, total) for n, row in GRID for r, total in enumerate(row)]
)
def test_the_national_wait_grows_by_one_month_for_each_further_year(years: int, repaired: int, months: int) -> None:
    rule = WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=NATIONAL_WAIT)
    found = rule.calendar({Anchor.INSURED_START: day("2027-01-01")}, years, repaired)
    assert found is not None
    assert (found.months, found.fixed_months, found.variable_months) == (months, 3, months - 3)


@pytest.mark.parametrize(("years", "months"), [(0, 3), (1, 4), (2, 5)])
def test_a_place_may_count_the_first_broken_year_too(years: int, months: int) -> None:
    assert WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=Variable(0)).length(years, 0) == months


@given(st.integers(0, 12), st.integers(0, 12), st.integers(0, 1))
def test_more_broken_years_never_shorten_and_repair_never_lengthens_a_wait(
    years: int, repaired: int, offset: int
) -> None:
    rule = WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=Variable(offset, 4, 6))
    assert rule.length(years, repaired) <= rule.length(years + 1, repaired)
    assert rule.length(years, repaired + 1) <= rule.length(years, repaired)
    assert rule.length(years, repaired) >= (6 if years >= 4 else 3)


def test_a_wait_is_never_of_length_zero() -> None:
    only_variable = WaitRule(INSURED_START, Count.CALENDAR, months=0, variable=Variable(0))
    assert only_variable.calendar({Anchor.INSURED_START: day("2027-01-01")}, 0, 0) is None


def test_a_wait_that_cannot_be_placed_is_none() -> None:
    assert WaitRule(INSURED_START, Count.CALENDAR, months=3).calendar({Anchor.PAYMENT: day("2027-01-01")}, 0, 0) is None


@given(
    st.sampled_from([PAYMENT_DAY, PAYMENT_MONTH, NEXT_MONTH]),
    st.sampled_from(list(Count)),
    st.integers(1, 12),
    st.dates(day("2024-01-01"), day("2028-12-30")),
)
def test_paying_a_day_earlier_never_ends_a_wait_later(start: DateRule, count: Count, months: int, paid: object) -> None:
    rule = WaitRule(start, count, months=months)
    today = rule.calendar({Anchor.PAYMENT: paid}, 0, 0)  # type: ignore[dict-item]
    tomorrow = rule.calendar({Anchor.PAYMENT: paid + timedelta(days=1)}, 0, 0)  # type: ignore[operator]
    assert today is not None
    assert tomorrow is not None
    assert today.start <= today.end
    assert today.end <= tomorrow.end


@pytest.mark.parametrize(
    ("rule", "anchored", "on"),
    [
        (DateRule(Anchor.PAYMENT), "2026-11-30", "2026-11-30"),
        (DateRule(Anchor.PAYMENT, months=3), "2026-11-30", "2027-02-28"),
        (DateRule(Anchor.PAYMENT, days=1), "2026-12-31", "2027-01-01"),
        (DateRule(Anchor.PAYMENT, align=Align.MONTH_START), "2026-11-30", "2026-11-01"),
        (DateRule(Anchor.PAYMENT, align=Align.MONTH_END), "2024-02-01", "2024-02-29"),
        (DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START), "2026-12-31", "2027-01-01"),
        (DateRule(Anchor.PAYMENT, months=-1, align=Align.MONTH_END), "2026-01-15", "2025-12-31"),
        # Zhejiang: the 3rd of the second month after.
        (DateRule(Anchor.PAYMENT, months=2, days=2, align=Align.MONTH_START), "2026-12-31", "2027-02-03"),
    ],
)
def test_a_day_is_anchored_shifted_and_aligned(rule: DateRule, anchored: str, on: str) -> None:
    assert rule.on({Anchor.PAYMENT: day(anchored)}) == day(on)


def test_without_its_event_there_is_no_day() -> None:
    assert DateRule(Anchor.FIRST_UNPAID).on({Anchor.PAYMENT: day("2026-01-01")}) is None


def test_a_wait_of_days_has_no_months_and_the_share_of_its_rule() -> None:
    rule = WaitRule(PAYMENT_DAY, Count.CIVIL, days=30, percent=50)
    found = rule.calendar({Anchor.PAYMENT: day("2026-11-22")}, 3, 0)
    assert found == Waiting(None, 30, 0, 0, day("2026-11-22"), day("2026-12-22"), 50)


@pytest.mark.parametrize(("services", "share"), [("all", 50), ("outpatient", 0), ("inpatient", 0)])
def test_the_share_of_all_benefits_is_told_only_where_all_are_paid(services: str, share: int) -> None:
    rule = WaitRule(PAYMENT_DAY, Count.CALENDAR, months=1, percent=50, services=services)
    found = rule.calendar({Anchor.PAYMENT: day("2026-11-22")}, 0, 0)
    assert found is not None
    assert found.benefit_percent == share


def test_a_least_total_holds_only_from_its_number_of_years_on() -> None:
    rule = WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=Variable(1, least_total=6))
    assert [rule.length(years, 0) for years in (1, 3, 5)] == [3, 5, 7]
