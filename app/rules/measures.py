"""Knows what a rule counts between two events. Does not know the numbers of a case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.said import Said


class Event(StrEnum):
    """The months a count may run between."""

    LAST_PAID = "last_paid"
    FIRST_UNPAID = "first_unpaid"
    RESUMPTION = "resumption"
    PAYMENT = "payment"


class Counted(StrEnum):
    """What is counted.

    `UNPAID_MONTHS`: unpaid calendar months of the lapse. `SPAN_MONTHS`: calendar months from one event to another.
    `CONSECUTIVE_MONTHS`: covered months in a row, under any scheme, up to the last paid one. `UNPAID_YEARS`: insurance
    years in a row without cover, before the first year that is paid.
    """

    UNPAID_MONTHS = "unpaid_months"
    SPAN_MONTHS = "span_months"
    CONSECUTIVE_MONTHS = "consecutive_months"
    UNPAID_YEARS = "unpaid_years"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named count. `first_included`, `last_included` say whether a span counts the months of its two events.

    `since_year` is the first insurance year that unpaid years are counted from.
    """

    name: str
    title: Said
    counted: Counted
    first: Event = Event.LAST_PAID
    last: Event = Event.RESUMPTION
    first_included: bool = False
    last_included: bool = False
    since_year: int = 0
