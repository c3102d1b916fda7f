"""Reads months, days, amounts and rates as people type them, or returns a sentence that asks what is meant."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.record.months import Month
from app.wording.phrasebook import phrase

_SEPARATED_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_SEPARATED_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_FIVE_DIGITS = re.compile(r"(\d{4})(\d)")
_DIGIT_OF = {**{digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}, "零": "0", "○": "0"}
_NUMERAL = re.compile("[一二三四五六七八九]?十[一二三四五六七八九]?|[〇零○一二三四五六七八九]+")
_PERCENT = 100
_say: Final = partial(phrase, "typed")
_MOST_YUAN = Decimal(100_000_000)
_YEARS = range(1950, 2101)

_LATEST_YEAR: Final = 2100
_DAY_ZERO: Final = date(1899, 12, 30)
"""The day 0 of spreadsheets: 45597 is 1 November 2024."""


def read_month(text: str) -> Month | Bilingual:
    """The month a person means, or a sentence that asks for what is missing.

    `2024-3`, `2024.3`, `2024/03`, `202403` and `2024年3月` are one month; `20231` may be a slip, so it asks.

    >>> read_month("2024年3月")
    Month.of(2024, 3)
    >>> read_month("20231").zh
    '“20231”是2023年1月，还是少写了一位？请写成 2023-01 或 202301。'
    """
    plain = _calendar(text)
    five = _FIVE_DIGITS.fullmatch(plain)
    if five and int(five[1]) > _LATEST_YEAR:
        day = _DAY_ZERO + timedelta(days=int(plain))
        return _say("month.serial", text=plain, day=day.isoformat(), month=f"{day:%Y-%m}")
    if five:
        return _say("month.five_digits", text=plain, year=five[1], month=five[2])
    if re.fullmatch(r"\d{6}", plain):
        plain = f"{plain[:4]}-{plain[4:]}"
    match = _SEPARATED_MONTH.fullmatch(plain)
    if not match:
        return _say("month.unreadable", text=text.strip())
    year, number = int(match[1]), int(match[2])
    if year not in _YEARS:
        return _say("year.impossible", year=match[1])
    if not 1 <= number <= 12:  # noqa: PLR2004  a year has twelve months
        return _say("month.impossible", month=number)
    return Month.of(year, number)


def read_day(text: str) -> date | Bilingual:
    """The day a person means, or a sentence that asks.

    >>> read_day("20261122") == read_day("2026年11月22日") == date(2026, 11, 22)
    True
    """
    plain = _calendar(text)
    if re.fullmatch(r"\d{8}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    match = _SEPARATED_DAY.fullmatch(plain)
    if not match:
        return _say("day.unreadable", text=text.strip())
    if int(match[1]) not in range(1900, 2101):
        return _say("year.impossible", year=match[1])
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return _say("day.impossible", text=text.strip())


def read_amount(text: str) -> Decimal | Bilingual:
    """An amount of yuan, not negative, with at most two places; or a sentence that asks.

    >>> read_amount("8,000")
    Decimal('8000.00')
    """
    plain = _plain(text).removesuffix("元").removeprefix("¥").replace(",", "").strip()
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return _say("amount.unreadable", text=text.strip())
    if not amount.is_finite() or amount < 0 or amount >= _MOST_YUAN:
        return _say("amount.impossible")
    if amount != amount.quantize(Decimal("0.01")):
        return _say("amount.places")
    return amount.quantize(Decimal("0.01"))


def read_rate(text: str) -> Decimal | Bilingual:
    """A rate as a fraction: `10%` and `0.1` are one rate; `10` alone could be either, so it asks.

    >>> read_rate("10%")
    Decimal('0.1')
    """
    plain = _plain(text)
    try:
        number = Decimal(plain.removesuffix("%").strip())
    except InvalidOperation:
        return _say("rate.unreadable", text=text.strip())
    rate = number / _PERCENT if plain.endswith("%") else number
    if not rate.is_finite() or not 0 <= rate <= 1:
        asks_for_sign = rate.is_finite() and not plain.endswith("%") and 1 < rate <= _PERCENT
        return _say("rate.impossible" if asks_for_sign else "rate.range", text=text.strip())
    return rate


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _calendar(text: str) -> str:
    """A plain text with the numerals of a date written out in characters turned into digits.

    >>> _calendar("二〇二四年十二月三十一日")
    '2024年12月31日'
    """
    return _NUMERAL.sub(_digits, _plain(text))


def _digits(numeral: re.Match[str]) -> str:
    tens, ten, ones = numeral[0].partition("十")
    if not ten:
        return "".join(_DIGIT_OF[digit] for digit in tens)
    return (_DIGIT_OF[tens] if tens else "1") + (_DIGIT_OF[ones] if ones else "0")
