"""When an insured year begins and ends: that of the calendar, a school year, any other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.tables import Condition
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type

_MONTHS_OF_A_YEAR = 12


@value_type
class InsuredYear:
    """From which month to which month the insured year of a number runs.

    `first_in` and `last_in` tell in which calendar year these months lie: -1 the one before that number, 0 the one of
    that number, 1 the one after it.

    >>> freshmen = InsuredYear("freshmen", 9, 12, first_in=-1)
    >>> freshmen.first_day(2026).isoformat(), freshmen.last_day(2026).isoformat()
    ('2025-09-01', '2026-12-31')
    >>> school = InsuredYear("school", 9, 8, last_in=1)
    >>> school.containing(date(2026, 8, 31)), school.containing(date(2026, 9, 1))
    (2025, 2026)
    """

    id: str
    first_month: int = 1
    last_month: int = 12
    first_in: int = 0
    last_in: int = 0

    def span(self, year: int) -> Span:
        """The months of the insured year of a number."""
        return Span(self._first(year), self._last(year))

    def first_day(self, year: int) -> date:
        """The day on which the insured year of a number begins."""
        return self._first(year).first_day

    def last_day(self, year: int) -> date:
        """The day on which the insured year of a number ends."""
        return self._last(year).last_day

    def _first(self, year: int) -> Month:
        return Month.of(year + self.first_in, self.first_month)

    def _last(self, year: int) -> Month:
        return Month.of(year + self.last_in, self.last_month)

    def containing(self, day: date) -> int:
        """The number of the insured year that began last, up to a day."""
        return (Month.containing(day).index - (self.first_month - 1)) // _MONTHS_OF_A_YEAR - self.first_in


CALENDAR = InsuredYear("calendar")
"""1 January to 31 December, wherever no pack says otherwise."""


@value_type
class InsuredYearRow:
    """What a pack says of the insured year: of everybody, or of the people its conditions hold for."""

    year: InsuredYear
    when: Mapping[str, Condition]
    says: Bilingual
    cites: tuple[str, ...]
