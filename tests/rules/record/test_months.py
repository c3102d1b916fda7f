"""Months and days at the ends of months, years and centuries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.record.months import ONE_DAY, MissingDay, Month, Span, add_months
from tests.rules.places import day, month, span

MONTHS = st.integers(1950 * 12, 2150 * 12).map(Month)
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    "text", ["2024-1", "2024-13", "2024-00", "24-01", "2024/01", " 2024-01", "２０２４-01", "0000-01", "2201-01"]
)
def test_only_a_month_written_in_full_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)


@pytest.mark.parametrize("text", ["1900-01", "2024-02", "2200-12"])
def test_a_month_reads_back_what_it_prints(text: str) -> None:
    assert str(Month.parse(text)) == text


@pytest.mark.parametrize(
    ("of", "last"),
    [
        ("2023-02", "2023-02-28"),
        ("2024-02", "2024-02-29"),
        ("2000-02", "2000-02-29"),
        ("2100-02", "2100-02-28"),
        ("2026-04", "2026-04-30"),
        ("2026-12", "2026-12-31"),
    ],
)
def test_february_ends_on_the_29th_in_leap_years_only(of: str, last: str) -> None:
    assert month(of).last_day == day(last)


def test_the_month_after_december_is_january_of_the_next_year() -> None:
    assert month("2026-12") + 1 == month("2027-01")
    assert month("2027-01") + -1 == month("2026-12")


@given(MONTHS, st.integers(-600, 600))
def test_adding_and_subtracting_months_undo_each_other(start: Month, n: int) -> None:
    assert (start + n) - start == n
    assert (start + n) + -n == start


@given(DAYS)
def test_every_day_lies_in_the_month_that_contains_it(given_day: date) -> None:
    inside = Month.containing(given_day)
    assert inside.first_day <= given_day <= inside.last_day
    assert inside.last_day + ONE_DAY == (inside + 1).first_day


@pytest.mark.parametrize(
    ("start", "months", "last_day", "next_month"),
    [
        ("2026-11-30", 3, "2027-02-28", "2027-03-01"),
        ("2023-11-30", 3, "2024-02-29", "2024-03-01"),
        ("2023-11-29", 3, "2024-02-29", "2024-02-29"),
        ("2026-01-31", 1, "2026-02-28", "2026-03-01"),
        ("2026-03-31", 1, "2026-04-30", "2026-05-01"),
        ("2024-02-29", 12, "2025-02-28", "2025-03-01"),
        ("2026-12-31", 2, "2027-02-28", "2027-03-01"),
        ("2026-03-01", 3, "2026-06-01", "2026-06-01"),
        ("2026-03-31", -1, "2026-02-28", "2026-03-01"),
        ("2026-10-31", 0, "2026-10-31", "2026-10-31"),
    ],
)
def test_a_day_that_the_month_does_not_have_is_decided_never_guessed(
    start: str, months: int, last_day: str, next_month: str
) -> None:
    assert add_months(day(start), months, MissingDay.LAST_DAY) == day(last_day)
    assert add_months(day(start), months, MissingDay.NEXT_MONTH) == day(next_month)


@given(DAYS, DAYS, st.integers(-48, 48))
def test_an_earlier_day_never_lands_later(one: date, other: date, months: int) -> None:
    early, late = sorted((one, other))
    for missing in MissingDay:
        assert add_months(early, months, missing) <= add_months(late, months, missing)


def test_a_span_is_never_empty() -> None:
    assert len(span("2026-09")) == 1
    with pytest.raises(ValueError, match="ends before it starts"):
        Span(month("2026-10"), month("2026-09"))


@given(MONTHS, st.integers(0, 40), MONTHS, st.integers(0, 40))
def test_the_words_for_spans_agree_with_their_months(a: Month, n: int, b: Month, m: int) -> None:
    one, other = Span(a, a + n), Span(b, b + m)
    months, others = set(one), set(other)
    assert len(one) == len(months) == n + 1
    assert one.overlaps(other) == other.overlaps(one) == bool(months & others)
    assert all(one.covers(inside) for inside in one)
    assert not one.covers(one.last + 1)
    assert not one.covers(one.first + -1)
    assert one.adjacent(other) == other.adjacent(one) == (one.last + 1 == other.first or other.last + 1 == one.first)


@pytest.mark.parametrize(
    ("other", "adjacent"),
    [
        ("2025-11..2025-12", True),
        ("2026-04", True),
        ("2026-05..2026-06", False),
        ("2025-10..2025-11", False),
        ("2026-03..2026-04", False),
        ("2026-02", False),
    ],
)
def test_spans_are_adjacent_when_nothing_lies_between_them(other: str, adjacent: bool) -> None:
    quarter = span("2026-01..2026-03")
    assert quarter.adjacent(span(other)) is adjacent
    assert span(other).adjacent(quarter) is adjacent
