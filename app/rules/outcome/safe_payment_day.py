"""Finds the last working day to pay on when the money takes some days to arrive before a deadline."""

from __future__ import annotations

from datetime import date

from app.rules.record.months import ONE_DAY
from app.rules.record.working_days import previous_working_day


def latest_payment(arrive_by: date, working_days: int) -> date:
    """The last working day on which to pay so that the money arrives by a day, when that takes so many working days.

    Outside the published calendar only weekends are known (`app.rules.record.working_days`).

    >>> latest_payment(date(2026, 11, 30), 2).isoformat()
    '2026-11-26'
    >>> latest_payment(date(2026, 10, 6), 1).isoformat()
    '2026-09-29'
    """
    day = previous_working_day(arrive_by)
    for _ in range(working_days):
        day = previous_working_day(day - ONE_DAY)
    return day
