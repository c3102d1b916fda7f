"""Knows how a rule writes a day: an anchor, a shift, an alignment. Does not know which day a case has there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.rules.months import MissingDay, Month, add_months


class Anchor(StrEnum):
    """The events a date may be counted from.

    `INSURED_FROM` is the payment or 1 January of the insured year, whichever is later.
    """

    LAST_PAID = "last_paid"
    FIRST_UNPAID = "first_unpaid"
    PAYMENT = "payment"
    INSURED_START = "insured_start"
    INSURED_FROM = "insured_from"
    INSURED_END = "insured_end"


class Align(StrEnum):
    """Which day of the month that was reached is meant."""

    SAME_DAY = "same_day"
    MONTH_START = "month_start"
    MONTH_END = "month_end"


@dataclass(frozen=True, slots=True)
class DateRule:
    """A day, written as a rule writes it: so many months, then days, after an anchor, aligned.

    >>> next_month = DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START)
    >>> next_month.on({Anchor.PAYMENT: date(2026, 11, 22)}).isoformat()
    '2026-12-01'
    """

    at: Anchor
    months: int = 0
    days: int = 0
    align: Align = Align.SAME_DAY

    def on(self, anchors: Mapping[Anchor, date]) -> date | None:
        """The day; None when the case has no such event."""
        anchor = anchors.get(self.at)
        if anchor is None:
            return None
        if self.align is Align.MONTH_START:
            day = (Month.containing(anchor) + self.months).first_day
        elif self.align is Align.MONTH_END:
            day = (Month.containing(anchor) + self.months).last_day
        else:
            day = add_months(anchor, self.months, MissingDay.LAST_DAY)
        return day + timedelta(days=self.days)
