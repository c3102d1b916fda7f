"""The last safe day to pay, by the working days of China."""

from __future__ import annotations

import pytest

from app.rules.outcome.safe_payment_day import latest_payment
from tests.rules.places import day


@pytest.mark.parametrize(
    ("arrive_by", "working_days", "pay"),
    [
        ("2026-11-30", 1, "2026-11-27"),  # over a weekend
        ("2026-11-30", 2, "2026-11-26"),
        ("2026-11-29", 1, "2026-11-26"),  # a Sunday: the money arrives on the Friday before
        ("2026-10-08", 1, "2026-09-30"),  # over the national holiday
        ("2026-02-25", 2, "2026-02-14"),  # the Saturday before the spring festival was worked
        ("2030-06-03", 1, "2030-05-31"),  # no calendar published: weekends alone
        ("2026-11-25", 0, "2026-11-25"),
        ("2026-11-28", 0, "2026-11-27"),
    ],
)
def test_the_last_day_to_pay(arrive_by: str, working_days: int, pay: str) -> None:
    assert latest_payment(day(arrive_by), working_days) == day(pay)
