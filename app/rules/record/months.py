"""Calendar months, spans of months, and adding months to a day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
_YEARS = range(1900, 2201)
_MONTHS = range(1, 13)
_SPELLING = re.compile(r"[0-9]{4}-[0-9]{2}")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month; `index` counts months since year 0, so that arithmetic is on integers.

    >>> Month.of(2024, 11) + 3
    Month.of(2025, 2)
    >>> Month.parse("2025-02") - Month.parse("2024-11")
    3
    """

    index: int

    @classmethod
    def of(cls, year: int, month: int) -> Month:
        """The month of a year; `month` is 1 to 12, anything else is a ValueError."""
        if month not in _MONTHS or year not in _YEARS:
            raise ValueError(f"no such month: {year}-{month}")
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `YYYY-MM`, the one spelling used in documents; ValueError for anything else.

        >>> Month.parse("2024-13")
        Traceback (most recent call last):
        ValueError: no such month: 2024-13
        """
        if not _SPELLING.fullmatch(text):
            raise ValueError(f"not a month (YYYY-MM): {text!r}")
        return cls.of(int(text[:4]), int(text[5:]))

    @classmethod
    def containing(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def year(self) -> int:
        """Calendar year."""
        return self.index // 12

    @property
    def number(self) -> int:
        """Month of the year, 1 to 12."""
        return self.index % 12 + 1

    @property
    def first_day(self) -> date:
        """The 1st."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """The last day.

        >>> Month.parse("2024-02").last_day.isoformat()
        '2024-02-29'
        """
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def __add__(self, months: int) -> Month:
        return Month(self.index + months)

    def __sub__(self, other: Month) -> int:
        return self.index - other.index

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def __repr__(self) -> str:
        return f"Month.of({self.year}, {self.number})"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of calendar months, both ends included; never empty.

    >>> span = Span(Month.parse("2023-12"), Month.parse("2024-04"))
    >>> len(span), span.covers(Month.parse("2024-04")), str(span)
    (5, True, '2023-12..2024-04')
    """

    first: Month
    last: Month

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"span ends before it starts: {self.first}..{self.last}")

    def __len__(self) -> int:
        return self.last.index - self.first.index + 1

    def __iter__(self) -> Iterator[Month]:
        return (Month(index) for index in range(self.first.index, self.last.index + 1))

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def covers(self, month: Month) -> bool:
        """True when the month lies inside."""
        return self.first.index <= month.index <= self.last.index

    def overlaps(self, other: Span) -> bool:
        """True when the two share a month."""
        return self.first.index <= other.last.index and other.first.index <= self.last.index

    def adjacent(self, other: Span) -> bool:
        """True when one begins in the month after the other ends.

        >>> Span(Month.of(2024, 1), Month.of(2024, 3)).adjacent(Span(Month.of(2024, 4), Month.of(2024, 4)))
        True
        """
        return self.last + 1 == other.first or other.last + 1 == self.first


class MissingDay(StrEnum):
    """What to do when adding months meets a day that the month does not have."""

    LAST_DAY = "last_day"
    NEXT_MONTH = "next_month"


def add_months(day: date, months: int, missing: MissingDay) -> date:
    """The day with the same number, `months` later; `missing` decides for the 29th to 31st, nothing is guessed.

    >>> add_months(date(2026, 11, 30), 3, MissingDay.LAST_DAY).isoformat()
    '2027-02-28'
    >>> add_months(date(2026, 11, 30), 3, MissingDay.NEXT_MONTH).isoformat()
    '2027-03-01'
    """
    target = Month.containing(day) + months
    last = target.last_day
    if day.day <= last.day:
        return last.replace(day=day.day)
    return last if missing is MissingDay.LAST_DAY else last + ONE_DAY
