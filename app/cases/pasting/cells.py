"""Reads what is written in one cell of a contribution list: months, days and money."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from app.cases.human_input import read_amount, read_day, read_month
from app.cases.problems import shown
from app.rules.bilingual import Bilingual
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase

LONGEST_SPAN: Final = 80 * 12
"""Months; a longer span is a slip."""

_MONTH = r"\d{4}\s*[-./年]\s*\d{1,2}\s*月?|\d{6}"
_DAY = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?|\d{8}"
_TO = r"\s*(?:起?\s*(?:至|到)|~|〜|∼|-+|–|—+|―+|−|…+|\.{2,})\s*"
_RANGE = re.compile(rf"({_DAY}|{_MONTH}){_TO}({_DAY}|{_MONTH})止?")
_IN_ONE_YEAR = re.compile(rf"(\d{{4}})\s*[年./]\s*(\d{{1,2}})\s*月?{_TO}(\d{{1,2}})\s*月")
_LIST = re.compile(rf"(?:{_MONTH})(?:\s*[、,;]\s*(?:{_MONTH}))+")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_YEAR = re.compile(r"(\d{4})\s*年?度?")
_NUMBER = re.compile(r"(\d{1,2})\s*月?份?")
_ANY_MONTH = re.compile(rf"(?<![\d.])(?:{_RANGE.pattern}|{_IN_ONE_YEAR.pattern}|{_LIST.pattern}|{_DAY}|{_MONTH})(?!\d)")
_YEARS = range(1950, 2101)
_BRACKETED = re.compile(r"\((.+)\)")
_SIGNED = re.compile(r"[-−–—]\s*(\d.*|\.\d+)")
_LONG_TAIL = re.compile(r"^([\d,]+\.\d{2})\d{2,}$")
SIGNS: Final = "*＊#＃&＆●△○▲☆★◎※■□◆◇"
"""Signs that mean what the paper they stand on says."""


@cache
def plain(text: str) -> str:
    """A cell with full-width characters made half-width."""
    return unicodedata.normalize("NFKC", text).strip()


@cache
def read_spans(text: str) -> tuple[Span, ...] | Bilingual:
    """The months of a cell: one month, a range, or several months with commas between; else a sentence that asks.

    >>> [str(span) for span in read_spans("2024年1月至2024年8月")]
    ['2024-01..2024-08']
    >>> [str(span) for span in read_spans("202401、202403")]
    ['2024-01..2024-01', '2024-03..2024-03']
    """
    cell = plain(text)
    if match := _RANGE.fullmatch(cell):
        return _span(_edge(match[1], last=False), _edge(match[2], last=True), text)
    if match := _IN_ONE_YEAR.fullmatch(cell):
        return _span(read_month(f"{match[1]}-{match[2]}"), read_month(f"{match[1]}-{match[3]}"), text)
    if _LIST.fullmatch(cell):
        months = [read_month(part) for part in re.split(r"\s*[、,;]\s*", cell)]
        wrong = next((month for month in months if isinstance(month, Bilingual)), None)
        return wrong or joined([Span(m, m) for m in months if isinstance(m, Month)])
    month = _edge(cell, last=False)
    return month if isinstance(month, Bilingual) else (Span(month, month),)


@cache
def read_first(text: str) -> Month | Bilingual:
    """The month in which a period begins; a day is taken where it is the first of its month."""
    return _edge(plain(text), last=False)


@cache
def read_last(text: str) -> Month | Bilingual:
    """The month in which a period ends; a day is taken where it is the last of its month, or the first."""
    return _edge(plain(text), last=True)


def read_year(text: str) -> int | None:
    """A year by itself, `2024` or `2024年度`; None for anything else."""
    match = _YEAR.fullmatch(plain(text))
    return int(match[1]) if match and int(match[1]) in _YEARS else None


def read_number(text: str) -> int | None:
    """The number of a month by itself, `3` or `3月`; None for anything else."""
    match = _NUMBER.fullmatch(plain(text))
    return int(match[1]) if match and 1 <= int(match[1]) <= 12 else None  # noqa: PLR2004  a year has twelve months


@cache
def read_credit(text: str) -> date | Month | None:
    """The day on which money arrived, or its month where a list gives no more; None for anything else."""
    cell = _TIME.sub("", plain(text))
    day = read_day(cell)
    if isinstance(day, date):
        return day
    month = read_month(cell)
    return month if isinstance(month, Month) else None


@cache
def read_money(text: str) -> Decimal | None:
    """An amount, `.5` too, negative ones too however their sign is written; None for anything else.

    >>> read_money("−500"), read_money("(1,200.00)"), read_money("—")
    (Decimal('-500.00'), Decimal('-1200.00'), None)
    """
    cell = plain(text)
    bracketed = _BRACKETED.fullmatch(cell)
    cell = bracketed[1] if bracketed else cell
    signed = _SIGNED.fullmatch(cell)
    cell = signed[1] if signed else cell
    amount = read_amount(f"0{cell}" if cell.startswith(".") else _LONG_TAIL.sub(r"\1", cell))
    if isinstance(amount, Bilingual) or (bracketed and signed):
        return None
    return -amount if bracketed or signed else amount


@cache
def sign_of(text: str) -> tuple[str, str]:
    """A cell without the signs around it that a paper explains at its foot, and those signs.

    >>> sign_of("05*"), sign_of("*2024-01至2024-12"), sign_of("●"), sign_of("-500")
    (('05', '*'), ('2024-01至2024-12', '*'), ('', '●'), ('-500', ''))
    """
    kept = text.strip().strip(SIGNS).strip()
    return kept, "".join(dict.fromkeys(sign for sign in text if sign in SIGNS)) if len(kept) < len(text) else ""


def found_in(line: str) -> tuple[tuple[str, ...], str]:
    """The months written in a plain line, each as its text, and what is left of the line without them."""
    cell = plain(line)
    return tuple(match[0].strip() for match in _ANY_MONTH.finditer(cell)), _ANY_MONTH.sub(" ", cell)


def forget() -> None:
    """Let go of every cell that was read: nothing of a person's list stays in memory."""
    for reader in (plain, read_spans, read_first, read_last, read_credit, read_money, sign_of):
        reader.cache_clear()


def joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same months in as few spans as there can be."""
    months = sorted({month for span in spans for month in span})
    firsts = [months[0], *(after for before, after in pairwise(months) if after - before > 1)]
    lasts = [*(before for before, after in pairwise(months) if after - before > 1), months[-1]]
    return tuple(Span(first, last) for first, last in zip(firsts, lasts, strict=True))


def _edge(cell: str, *, last: bool) -> Month | Bilingual:
    day = read_day(_TIME.sub("", cell))
    if isinstance(day, date):
        month = Month.containing(day)
        if day.day == 1 or (last and day == month.last_day):
            return month if month.year in _YEARS else phrase("typed", "year.impossible", year=month.year)
        return phrase("paste", "problem.mid_month", text=shown(cell))
    return read_month(cell)


def _span(first: Month | Bilingual, last: Month | Bilingual, text: str) -> tuple[Span, ...] | Bilingual:
    if isinstance(first, Bilingual):
        return first
    if isinstance(last, Bilingual):
        return last
    return span_between(first, last) or phrase("paste", "problem.backwards", text=shown(plain(text)))


def span_between(first: Month, last: Month) -> tuple[Span, ...]:
    """From one month to another; empty when it runs backwards or is longer than a life of work."""
    return (Span(first, last),) if 0 <= last - first < LONGEST_SPAN else ()
