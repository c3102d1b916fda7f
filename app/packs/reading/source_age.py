"""Finds the date of a source and says how old it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.packs.problems import say
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Source

_WRITTEN: Final = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-年](?P<month>1[0-2]|0?[1-9])(?:[-月](?P<day>[0-3]?\d))?)?(?!\d)"
)
_MONTHS: Final = 12
_MOST_MONTHS: Final = 24


@dataclass(frozen=True, slots=True, order=True)
class Dated:
    """A date as a source writes it: at least its year; `month` and `day` are 0 where they are not written."""

    year: int
    month: int = 0
    day: int = 0

    def not_after(self, day: date) -> bool:
        """True when the text may be from that day or earlier."""
        return (self.year, self.month or 1, self.day or 1) <= (day.year, day.month, day.day)


def newest(sources: Iterable[Source], day: date) -> Dated | None:
    """The latest date on or before a day that the sources are dated by; None without any."""
    found = (dated for source in sources for dated in dates_in(source.dated) if dated.not_after(day))
    return max(found, default=None)


def dates_in(text: str) -> Iterator[Dated]:
    """The dates written in a text.

    >>> list(dates_in("2025-10-14")), list(dates_in("2018至2023年"))
    ([Dated(year=2025, month=10, day=14)], [Dated(year=2018, month=0, day=0), Dated(year=2023, month=0, day=0)])
    >>> list(dates_in("2025-02-30"))
    [Dated(year=2025, month=2, day=0)]
    """
    for found in _WRITTEN.finditer(text):
        year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
        yield Dated(year, month, day if day and _is_day(year, month, day) else 0)


def dated_said(dated: Dated) -> Bilingual:
    """A date in words, as exactly as it is written."""
    parts = [f"{dated.year}", *(f"{part:02}" for part in (dated.month, dated.day) if part)]
    return Bilingual("-".join(parts), "-".join(parts))


def age_said(dated: Dated, day: date) -> Bilingual:
    """How long before a day a text is dated, as exactly as it is written; from two years on in years.

    >>> age_said(Dated(2026, 11, 20), date(2026, 11, 25)).zh, age_said(Dated(2024), date(2026, 11, 25)).zh
    ('5 天前', '2 年前')
    """
    months = (day.year - dated.year) * _MONTHS + day.month - (dated.month or day.month)
    if dated.month and months < _MOST_MONTHS:
        if dated.day:
            return _ago("days", (day - date(dated.year, dated.month, dated.day)).days, "age.today")
        return _ago("months", months, "age.this_month")
    return _ago("years", months // _MONTHS, "age.this_year")


def _ago(unit: str, n: int, none: str) -> Bilingual:
    return say(f"age.{unit}.one" if n == 1 else f"age.{unit}", n=n) if n else say(none)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
