"""Reads the dates that sources are dated by, as exactly as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from app.rules.record.months import Month

_WRITTEN: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-年](?P<month>1[0-2]|0?[1-9])(?:[-月](?P<day>[0-3]?\d))?)?(?!\d)"
)
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date as a source writes it: at least its year; `month` and `day` are 0 where they are not written."""

    year: int
    month: int = 0
    day: int = 0

    def not_after(self, day: date) -> bool:
        """True when the text may be from that day or earlier."""
        return (self.year, self.month or 1, self.day or 1) <= (day.year, day.month, day.day)

    @property
    def latest(self) -> date:
        """The last day that may be meant."""
        if self.day:
            return date(self.year, self.month, self.day)
        return Month.containing(date(self.year, self.month or _DECEMBER, 1)).last_day


def newest(texts: Iterable[str], day: date) -> Dated | None:
    """The latest date on or before a day in texts, such as those sources are dated by; None without any."""
    found = (dated for text in texts for dated in dates_in(text) if dated.not_after(day))
    return max(found, default=None)


@lru_cache(maxsize=1024)
def dates_in(text: str) -> tuple[Dated, ...]:
    """The dates written in a text.

    >>> dates_in("2018至2023年")
    (Dated(year=2018, month=0, day=0), Dated(year=2023, month=0, day=0))
    >>> dates_in("2025-02-30")
    (Dated(year=2025, month=2, day=0),)
    """
    return tuple(_dates_in(text))


def _dates_in(text: str) -> Iterator[Dated]:
    for found in _WRITTEN.finditer(text):
        year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
        yield Dated(year, month, day if day and _is_day(year, month, day) else 0)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
