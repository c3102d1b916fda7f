"""Says how old a source is."""

from __future__ import annotations

from datetime import date
from typing import Final

from app.packs.problems import say
from app.rules.bilingual import Bilingual
from app.rules.law.source_dates import Dated

_MONTHS: Final = 12
_MOST_MONTHS: Final = 24


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
