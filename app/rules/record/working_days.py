"""Finds working days in China's official calendar, with its holidays and make-up days, as far as published."""

from __future__ import annotations

from datetime import date
from functools import cache

from app.rules.record.months import ONE_DAY

_SATURDAY = 5


def is_published(day: date) -> bool:
    """True when the official calendar of that year is known to the program."""
    from chinese_calendar import constants  # loaded only where a rule rolls a day

    return bool(min(constants.holidays).year <= day.year <= max(constants.holidays).year)


@cache
def next_working_day(day: date) -> date:
    """The day itself when people work on it, else the next working day.

    Outside the published calendar (see `is_published`) only weekends are known, and the answer must say so.

    >>> next_working_day(date(2022, 10, 3)).isoformat()
    '2022-10-08'
    >>> next_working_day(date(2030, 6, 1)).isoformat()
    '2030-06-03'
    """
    while not _works(day):
        day += ONE_DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself when people work on it, else the last working day before it, as far as is known (see above).

    >>> previous_working_day(date(2026, 10, 6)).isoformat()
    '2026-09-30'
    """
    while not _works(day):
        day -= ONE_DAY
    return day


def _works(day: date) -> bool:
    if not is_published(day):
        return day.weekday() < _SATURDAY
    from chinese_calendar import is_workday  # as above

    return bool(is_workday(day))
