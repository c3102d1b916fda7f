"""The numbers a rule may count, such as unpaid months or days past a deadline; `Situation.count` counts them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.rules.bilingual import Bilingual
from app.rules.law.dates import DateRule


class CountBound(StrEnum):
    """The months a count may run between; `BENEFITS_END` is the month of the last day with benefits."""

    LAST_PAID = "last_paid"
    FIRST_UNPAID = "first_unpaid"
    BENEFITS_END = "benefits_end"
    RESUMPTION = "resumption"
    PAYMENT = "payment"


class Counted(StrEnum):
    """What is counted.

    `UNPAID_MONTHS`: unpaid calendar months of the lapse. `SPAN_MONTHS`: calendar months from one event to another.
    `ACCUMULATED_MONTHS`: unpaid months of the medical year in which the payment falls, before the payment month.
    `CONSECUTIVE_MONTHS`: covered months in a row, under any scheme, up to the last paid one. `CUMULATIVE_MONTHS`:
    covered months of employee and flexible insurance in all. `UNPAID_YEARS`: insurance years in a row without cover,
    before the first year that is paid. `DAYS_PAST`: days by which the payment is past a deadline, 0 up to the deadline.
    `PAYMENT_DAY`: day of the month of the payment. `AGE`: completed years of age on 1 January of the insured year, or
    on the payment day outside resident insurance.
    """

    UNPAID_MONTHS = "unpaid_months"
    SPAN_MONTHS = "span_months"
    ACCUMULATED_MONTHS = "accumulated_months"
    CONSECUTIVE_MONTHS = "consecutive_months"
    CUMULATIVE_MONTHS = "cumulative_months"
    UNPAID_YEARS = "unpaid_years"
    DAYS_PAST = "days_past"
    PAYMENT_DAY = "payment_day"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named count.

    `first_included`, `last_included` say whether a span counts the months of its two events; `since_year` is the first
    insurance year that unpaid years are counted from; `year_starts` the month in which the medical year begins;
    `deadline` the day that `DAYS_PAST` counts from.
    """

    name: str
    title: Bilingual
    counted: Counted
    first: CountBound = CountBound.LAST_PAID
    last: CountBound = CountBound.RESUMPTION
    first_included: bool = False
    last_included: bool = False
    since_year: int = 0
    year_starts: int = 1
    deadline: DateRule | None = None
