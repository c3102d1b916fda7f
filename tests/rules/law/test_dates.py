"""A day as a rule writes it: shifted, aligned, then days, rolled, then days again."""

from __future__ import annotations

import pytest

from app.rules.law.dates import Align, Anchor, DateRule, Roll
from tests.rules.places import day

# The 2nd day after the 1st of the second month after; 2022-10-01 to 10-07 is a holiday, 10-08 is worked.
DUE = DateRule(Anchor.FIRST_UNPAID, months=2, align=Align.MONTH_START, days=2, roll=Roll.WORKING_DAY)


@pytest.mark.parametrize(
    ("rule", "anchored", "on"),
    [
        (DUE, "2022-08-01", "2022-10-08"),
        # A day that is worked stays.
        (DUE, "2022-07-01", "2022-09-05"),
        (DUE, "2022-09-01", "2022-11-03"),
        # Days come before the roll, days after it do not move on again: stopped on the day after the due day.
        (DateRule(Anchor.FIRST_UNPAID, roll=Roll.WORKING_DAY), "2022-10-03", "2022-10-08"),
        (DateRule(Anchor.FIRST_UNPAID, days=5, roll=Roll.WORKING_DAY), "2022-10-03", "2022-10-08"),
        (DateRule(Anchor.FIRST_UNPAID, days=6, roll=Roll.WORKING_DAY), "2022-10-03", "2022-10-09"),
        (DateRule(Anchor.FIRST_UNPAID, roll=Roll.WORKING_DAY, then_days=1), "2022-10-14", "2022-10-15"),
        (DateRule(Anchor.FIRST_UNPAID, then_days=-1), "2022-10-01", "2022-09-30"),
        # Without a roll a holiday is a day like any other.
        (DateRule(Anchor.FIRST_UNPAID), "2022-10-03", "2022-10-03"),
    ],
)
def test_a_day_is_rolled_to_a_working_day_before_the_last_days_are_added(
    rule: DateRule, anchored: str, on: str
) -> None:
    assert rule.on({Anchor.FIRST_UNPAID: day(anchored)}) == day(on)
