"""Words for days, months, amounts, schemes and causes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Cost, CostRange
from app.rules.record.case import Cause
from app.rules.record.history import Scheme, StatementRow
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase

if TYPE_CHECKING:
    from app.rules.law.waiting import Waiting


say: Final = partial(phrase, "plain")
"""A phrase of the shared area `plain`."""


def joined(*parts: Bilingual) -> Bilingual:
    """Phrases one after the other, in both languages; English starts with a capital letter."""
    english = "".join(part.en for part in parts).strip()
    return Bilingual("".join(part.zh for part in parts), english[:1].upper() + english[1:])


def day(value: date) -> Bilingual:
    """A day.

    >>> day(date(2026, 12, 1))
    Bilingual(zh='2026年12月1日', en='1 December 2026')
    """
    name = say(f"month.{value.month}")
    return say("day", year=value.year, month=value.month, day=value.day, name=name)


def day_after(value: date, year: int) -> Bilingual:
    """A day in a sentence that has already named a year; the year is repeated only if it differs.

    >>> day_after(date(2026, 12, 1), 2026).zh, day_after(date(2027, 1, 1), 2026).zh
    ('12月1日', '2027年1月1日')
    """
    if value.year != year:
        return day(value)
    return say("day.same_year", month=value.month, day=value.day, name=say(f"month.{value.month}"))


def short_day(value: date, year: int) -> Bilingual:
    """A day for a narrow column; the year is left out where it is that one.

    >>> short_day(date(2026, 12, 1), 2026), short_day(date(2027, 1, 1), 2026).zh
    (Bilingual(zh='12月1日', en='1 Dec'), '2027年1月1日')
    """
    brief = say(f"month.{value.month}").en[:3]
    if value.year == year:
        return Bilingual(f"{value.month}月{value.day}日", f"{value.day} {brief}")
    return Bilingual(f"{value.year}年{value.month}月{value.day}日", f"{value.day} {brief} {value.year}")


def month(value: Month) -> Bilingual:
    """A month, for instance 2026年9月."""
    return say("month", year=value.year, month=value.number, name=say(f"month.{value.number}"))


def span(value: Span) -> Bilingual:
    """A span of months; the year is named once if both ends are in it.

    >>> span(Span(Month.of(2026, 9), Month.of(2026, 10))).zh
    '2026年9月至10月'
    """
    first, last = value.first, value.last
    if first == last:
        return month(first)
    if first.year == last.year:
        first_name = say(f"month.{first.number}")
        return say("span.one_year", first=month(first), first_name=first_name, last=last.number, last_name=month(last))
    return say("span", first=month(first), last=month(last))


def statement_row(source: StatementRow) -> Bilingual:
    """The row of a statement something was read from.

    >>> statement_row(StatementRow(1, "缴费明细", 12)).zh, statement_row(StatementRow(2, None, 3)).zh
    ('文件1·缴费明细·第12行', '文件2·第3行')
    """
    sheet = f"·{source.sheet}" if source.sheet else ""
    return say("statement_row", file=source.file, sheet=sheet, row=source.row)


def months(count: int) -> Bilingual:
    """A number of months, for instance 2个月."""
    return say("months.one") if count == 1 else say("months", n=count)


def money(amount: Decimal) -> Bilingual:
    """An amount of yuan with two places."""
    return say("money", amount=f"{amount:,.2f}")


def whole_yuan(amount: Decimal) -> Bilingual:
    """An amount for a narrow column: without fen where there are none.

    >>> whole_yuan(Decimal("1800.00")).zh, whole_yuan(Decimal("1187.34")).zh
    ('1,800 元', '1,187.34 元')
    """
    return say("money", amount=f"{amount:,.2f}".removesuffix(".00"))


def at_least(cost: Cost) -> Bilingual:
    """The total of a bill without needless fen; that it is the least, where more may come on top."""
    total = whole_yuan(cost.total)
    return say("money.at_least", money=total) if cost.at_least else total


def ends_of(found: CostRange) -> tuple[str, str]:
    """Both ends of a range in yuan without needless fen; no upper one is empty.

    >>> ends_of(CostRange(Decimal("525.20"), Decimal("558.03"))), ends_of(CostRange(Decimal("400.00"), None))
    (('525.20', '558.03'), ('400', ''))
    """
    low, high = (f"{end:,.2f}".removesuffix(".00") if end is not None else "" for end in (found.low, found.high))
    return low, high


def scheme_name(scheme: Scheme) -> Bilingual:
    """The name of a scheme."""
    return say(f"scheme.{scheme.value}")


def cause_name(cause: Cause) -> Bilingual:
    """The cause of a lapse, in everyday words."""
    return say(f"cause.{cause.value}")


def wait_length(waiting: Waiting | None) -> Bilingual:
    """How long the wait is; for None, that there is none."""
    if waiting is None:
        return say("no_wait")
    return say("days", n=waiting.days) if waiting.days is not None else months(waiting.months or 0)


def joined_as_is(*parts: Bilingual) -> Bilingual:
    """Phrases one after the other inside a sentence."""
    return Bilingual("".join(part.zh for part in parts), "".join(part.en for part in parts))


def postponed(begins: Bilingual) -> Bilingual:
    """That cover then begins only on a day."""
    return say("postponed", day=begins)
