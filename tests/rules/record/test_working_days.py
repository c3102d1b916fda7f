"""Working days of China: holidays, make-up days, and years whose calendar is not published."""

from __future__ import annotations

from datetime import date

import pytest
from chinese_calendar import constants

from app.rules.record.working_days import is_published, next_working_day
from tests.rules.places import day


@pytest.mark.parametrize(
    ("on", "works"),
    [
        # An ordinary week: Friday is worked, Saturday and Sunday are not.
        ("2022-10-14", "2022-10-14"),
        ("2022-10-15", "2022-10-17"),
        ("2022-10-16", "2022-10-17"),
        # National Day takes a whole week; the Saturday after it is made up for.
        ("2022-09-30", "2022-09-30"),
        ("2022-10-01", "2022-10-08"),
        ("2022-10-07", "2022-10-08"),
        ("2022-10-08", "2022-10-08"),
        # The first published day is a holiday.
        ("2004-01-01", "2004-01-02"),
    ],
)
def test_a_day_nobody_works_on_moves_to_the_next_one_that_is_worked(on: str, works: str) -> None:
    assert next_working_day(day(on)) == day(works)


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2003-10-01", "2003-10-01"),
        ("2003-10-03", "2003-10-03"),
        ("2003-10-04", "2003-10-06"),
        ("2003-10-05", "2003-10-06"),
        # From a year that is not published into one that is.
        ("2003-12-31", "2003-12-31"),
    ],
)
def test_outside_the_published_calendar_only_weekends_are_known(on: str, works: str) -> None:
    assert not is_published(day(on))
    assert next_working_day(day(on)) == day(works)


def test_the_calendar_is_published_from_its_first_year_to_its_last() -> None:
    first, last = min(constants.holidays).year, max(constants.holidays).year
    borders = (date(first - 1, 12, 31), date(first, 1, 1), date(last, 12, 31), date(last + 1, 1, 1))
    assert [is_published(border) for border in borders] == [False, True, True, False]
