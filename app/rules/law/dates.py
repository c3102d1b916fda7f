"""Works out the days that rules define: so many months or days from an event, moved to a working day if need be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from app.rules.record.months import MissingDay, Month, add_months
from app.rules.record.working_days import next_working_day
from app.rules.value_type import value_type


class Anchor(StrEnum):
    """The events a date may be counted from.

    `INSURED_FROM` is the payment or 1 January of the first year paid for, whichever is later; `PAYMENT_YEAR` 1 January
    of the year of payment; `BENEFITS_END` the last day on which benefits were paid before the lapse, as the suspension
    rule in force has it; `SINCE` the day from which a category of people holds, named by the rule; `DECIDED` the
    day the office fixed.
    """

    LAST_PAID = "last_paid"
    FIRST_UNPAID = "first_unpaid"
    BENEFITS_END = "benefits_end"
    PAYMENT = "payment"
    PAYMENT_YEAR = "payment_year"
    INSURED_START = "insured_start"
    INSURED_FROM = "insured_from"
    INSURED_END = "insured_end"
    BIRTH = "birth"
    SINCE = "since"
    DECIDED = "decided"


Anchors = Mapping[str, date]
"""The days a case has, each by its anchor; the first day of a category by `since_anchor`."""


def since_anchor(category: str) -> str:
    """The name under which a case keeps the day from which a category of people holds."""
    return f"{Anchor.SINCE}:{category}"


class Align(StrEnum):
    """Which day of the month that was reached is meant."""

    SAME_DAY = "same_day"
    MONTH_START = "month_start"
    MONTH_END = "month_end"


class Roll(StrEnum):
    """Whether a day that is no working day moves on to the next one."""

    NONE = "none"
    WORKING_DAY = "working_day"


@value_type
class DateRule:
    """A day, written as a rule writes it: so many months after an anchor, aligned, then days, rolled, then days again.

    `then_days` are added after the roll: "stopped on the day after the due day". `category` is the one whose first day
    is meant, where the anchor is `SINCE`.

    >>> next_month = DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START)
    >>> next_month.on({Anchor.PAYMENT: date(2026, 11, 22)}).isoformat()
    '2026-12-01'
    >>> due = DateRule(Anchor.FIRST_UNPAID, months=2, align=Align.MONTH_START, days=2, roll=Roll.WORKING_DAY)
    >>> due.on({Anchor.FIRST_UNPAID: date(2022, 8, 1)}).isoformat()
    '2022-10-08'
    """

    at: Anchor
    months: int = 0
    days: int = 0
    align: Align = Align.SAME_DAY
    roll: Roll = Roll.NONE
    then_days: int = 0
    category: str = ""

    @property
    def anchor(self) -> str:
        """The name under which a case keeps the day that is counted from."""
        return since_anchor(self.category) if self.at is Anchor.SINCE else self.at.value

    def on(self, anchors: Anchors) -> date | None:
        """The day; None when the case has no such event."""
        anchor = anchors.get(self.anchor)
        if anchor is None:
            return None
        if self.align is Align.MONTH_START:
            day = (Month.containing(anchor) + self.months).first_day
        elif self.align is Align.MONTH_END:
            day = (Month.containing(anchor) + self.months).last_day
        else:
            day = add_months(anchor, self.months, MissingDay.LAST_DAY)
        day += timedelta(days=self.days)
        if self.roll is Roll.WORKING_DAY:
            day = next_working_day(day)
        return day + timedelta(days=self.then_days)
