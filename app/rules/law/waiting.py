"""Works out the length of a waiting period and its first and last day. When one is due is in the packs' rows."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.rules.law.dates import Anchors, DateRule
from app.rules.record.months import ONE_DAY, MissingDay, Month, add_months
from app.rules.value_type import value_type


@value_type
class Waiting:
    """A waiting period, both ends included, never of length zero. One of `months` and `days` is set.

    `at_most`: the rule gives an upper limit only, the wait may turn out shorter.
    """

    months: int | None
    days: int | None
    fixed_months: int
    variable_months: int
    start: date
    end: date
    benefit_percent: int
    at_most: bool = False


class Count(StrEnum):
    """How the months of a wait run.

    `CALENDAR`: whole calendar months, the one the wait starts in being the first. `CIVIL`: by date after 民法典
    201-202, the first day does not count and the last is the day of the same number. `SAME_NUMBER`: by date, the last
    day is the one before the day of the same number (阜新's official examples).
    """

    CALENDAR = "calendar"
    CIVIL = "civil"
    SAME_NUMBER = "same_number"


@value_type
class Variable:
    """The part of a wait that grows with unpaid years: `each` more for each year after the first `offset` ones.

    Counted in the months or days of its wait. With `least_from` unpaid years or more, fixed and variable part together
    never fall below `least_total`. `unsettled`: local texts conflict on the offset; the longer reading (0) is the
    one to rely on, and the shorter is named beside it.
    """

    offset: int
    least_from: int | None = None
    least_total: int = 0
    unsettled: bool = False
    each: int = 1


@value_type
class WaitRule:
    """A wait as a rule states it: so many months, or so many days, from a day.

    `at_most`: the text gives an upper limit only. Meanwhile `percent` of normal benefits is paid, for these `services`
    (`all`, `outpatient`, `inpatient`).
    """

    start: DateRule
    count: Count
    months: int = 0
    days: int = 0
    variable: Variable | None = None
    percent: int = 0
    services: str = "all"
    at_most: bool = False

    def length(self, unpaid_years: int, repair_years: int) -> int:
        """Months, or days, in all, after repair; the fixed part can never be repaired.

        >>> from app.rules.law.dates import Anchor
        >>> rule = WaitRule(DateRule(Anchor.PAYMENT), Count.CIVIL, 3, variable=Variable(1, least_from=4, least_total=6))
        >>> [rule.length(n, r) for n, r in ((1, 0), (2, 0), (2, 1), (4, 3), (5, 0))]
        [3, 4, 3, 6, 7]
        >>> rule = WaitRule(DateRule(Anchor.PAYMENT), Count.CIVIL, days=90, variable=Variable(1, each=30))
        >>> [rule.length(n, 0) for n in (0, 1, 2, 3)]
        [90, 90, 120, 150]
        """
        fixed = self.days or self.months
        if self.variable is None:
            return fixed
        offset = 0 if self.variable.unsettled else self.variable.offset
        owed = max(unpaid_years - offset - repair_years, 0) * self.variable.each
        least = self.variable.least_total if unpaid_years >= (self.variable.least_from or unpaid_years + 1) else 0
        return max(fixed + owed, least)

    @property
    def share(self) -> int:
        """The share of all benefits paid meanwhile, in percent; 0 where only some services are paid."""
        return self.percent if self.services == "all" else 0

    def calendar(self, anchors: Anchors, unpaid_years: int, repair_years: int) -> Waiting | None:
        """The wait with its first and last day; None when its start is not known or its length would be zero."""
        start = self.start.on(anchors)
        if start is None:
            return None
        total = self.length(unpaid_years, repair_years)
        if self.days:
            return Waiting(None, total, 0, 0, start, start + timedelta(days=total), self.share, self.at_most)
        if total == 0:
            return None
        if self.count is Count.CALENDAR:
            first = Month.containing(start)
            start, end = first.first_day, (first + (total - 1)).last_day
        else:
            end = add_months(start, total, MissingDay.LAST_DAY)
            if self.count is Count.SAME_NUMBER:
                end -= ONE_DAY
        return Waiting(total, None, self.months, total - self.months, start, end, self.share, self.at_most)
