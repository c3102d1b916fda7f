"""The numbers a rule may count, such as unpaid months or days past a deadline; `Situation.count` counts them."""

from __future__ import annotations

from enum import StrEnum

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Anchor, DateRule
from app.rules.record.history import Scheme
from app.rules.value_type import value_type


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
    `YEAR_MONTH`: which month of the insured year the payment falls into, 1 for its first, 0 before it begins.
    `EARLIER_LAPSES`: lapses before the one that is closed, 0 for the first ever.
    `PAYMENT_DAY`: day of the month of the payment. `AGE`: completed years of age on the first day of the insured year,
    or on the payment day outside resident insurance. `AGE_DAYS`, `AGE_MONTHS`, `AGE_YEARS`: days from birth to the
    payment (that of birth is day 0), completed months, completed years of age on the payment day. `DAYS_SINCE`: days
    from the day from which a category of people holds, that day being 0, to the payment; `YEARS_SINCE`: calendar years
    from the one in which it began to that of the payment, 0 for the same.
    """

    UNPAID_MONTHS = "unpaid_months"
    SPAN_MONTHS = "span_months"
    ACCUMULATED_MONTHS = "accumulated_months"
    CONSECUTIVE_MONTHS = "consecutive_months"
    CUMULATIVE_MONTHS = "cumulative_months"
    UNPAID_YEARS = "unpaid_years"
    DAYS_PAST = "days_past"
    YEAR_MONTH = "year_month"
    EARLIER_LAPSES = "earlier_lapses"
    PAYMENT_DAY = "payment_day"
    AGE = "age"
    AGE_DAYS = "age_days"
    AGE_MONTHS = "age_months"
    AGE_YEARS = "age_years"
    DAYS_SINCE = "days_since"
    YEARS_SINCE = "years_since"

    @property
    def from_birth(self) -> bool:
        """True for what cannot be counted without the date of birth."""
        return self in (Counted.AGE, Counted.AGE_DAYS, Counted.AGE_MONTHS, Counted.AGE_YEARS)

    @property
    def from_category(self) -> bool:
        """True for what is counted from the day from which a category of people holds."""
        return self in (Counted.DAYS_SINCE, Counted.YEARS_SINCE)

    @property
    def turns_within_months(self) -> bool:
        """True for what may come to another number on any day, not only on the first of a month."""
        return self.from_birth or self in (Counted.PAYMENT_DAY, Counted.DAYS_PAST, Counted.DAYS_SINCE)

    @property
    def of_the_record(self) -> bool:
        """True for what the contribution record alone can tell."""
        return self in (
            Counted.UNPAID_MONTHS,
            Counted.SPAN_MONTHS,
            Counted.ACCUMULATED_MONTHS,
            Counted.CONSECUTIVE_MONTHS,
            Counted.CUMULATIVE_MONTHS,
            Counted.UNPAID_YEARS,
            Counted.EARLIER_LAPSES,
        )


@value_type
class Measure:
    """A named count.

    `first_included`, `last_included` say whether a span counts the months of its two events; `since_year` is the first
    insurance year that unpaid years are counted from; `year_starts` the month in which the medical year begins;
    `deadline` the day that `DAYS_PAST` counts from; `category` the one whose first day `DAYS_SINCE` counts from. Of
    months in a row and months in all `schemes` are counted (empty: whatever the counted kind has), and with `local`
    those paid in the pooling area of the case alone. With `worst_year` accumulated months are those of the medical year
    with the most of them, of all that the lapse or the payment falls into.
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
    schemes: frozenset[Scheme] = frozenset()
    local: bool = False
    worst_year: bool = False
    category: str = ""

    @property
    def from_birth(self) -> bool:
        """True for what cannot be counted without the date of birth."""
        return self.counted.from_birth or (self.deadline is not None and self.deadline.at is Anchor.BIRTH)

    @property
    def since_category(self) -> str | None:
        """The category of people whose first day it counts from; None where it counts from none."""
        if self.counted.from_category:
            return self.category
        return self.deadline.category if self.deadline is not None and self.deadline.at is Anchor.SINCE else None
