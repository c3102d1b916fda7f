"""What one person tells the program."""

from __future__ import annotations

import pytest

from app.rules.record.case import Event, Treatment
from tests.rules.places import day


@pytest.mark.parametrize(
    ("treatment", "until", "last"),
    [
        (Treatment.STAY, "2026-09-12", "2026-09-12"),
        # Still in hospital: up to the as-of day, and never before the first one.
        (Treatment.STAY, None, "2026-11-22"),
        # A birth is its first day alone, however long the stay.
        (Treatment.BIRTH, "2026-09-12", "2026-09-03"),
        (Treatment.BIRTH, None, "2026-09-03"),
    ],
)
def test_a_bill_is_asked_about_up_to_its_last_day(treatment: Treatment, until: str | None, last: str) -> None:
    event = Event(treatment, day("2026-09-03"), day(until) if until else None)
    assert event.last_day(day("2026-11-22")) == day(last)


def test_a_stay_that_begins_later_than_today_lasts_its_first_day() -> None:
    assert Event(Treatment.STAY, day("2026-12-01")).last_day(day("2026-11-22")) == day("2026-12-01")
