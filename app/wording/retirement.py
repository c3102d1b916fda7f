"""Says what is known of a person's retirement: the month, the years that count, what is missing, what that costs."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Retirement
from app.wording.phrasebook import phrase
from app.wording.values import joined, money, month, months

AREA = "retirement"
_MONTHS_A_YEAR = 12


def years_and_months(count: int) -> Bilingual:
    """A number of months in years and months.

    >>> years_and_months(147).zh, years_and_months(24).en, years_and_months(5).zh
    ('12年3个月', '2 years', '5个月')
    """
    years, rest = divmod(count, _MONTHS_A_YEAR)
    if not years:
        return months(rest)
    named = phrase(AREA, "years.one") if years == 1 else phrase(AREA, "years", n=years)
    return joined(named, Bilingual("", " "), months(rest)) if rest else named


def _age(count: int) -> Bilingual:
    years, rest = divmod(count, _MONTHS_A_YEAR)
    return phrase(AREA, "age.months", n=years, rest=months(rest)) if rest else phrase(AREA, "age", n=years)


def in_one_line(retirement: Retirement) -> Bilingual:
    """The month, the years paid, those that are needed, and what is missing, as one line."""
    paid = phrase(AREA, "line.paid", n=years_and_months(retirement.counted_months))
    needed = retirement.required_cumulative
    years = paid if needed is None else joined(paid, phrase(AREA, "line.needed", n=needed))
    return joined(_when(retirement), _MIND_THE_GAP, years, phrase(AREA, "semicolon"), _missing(retirement))


def in_full(retirement: Retirement) -> Iterator[Bilingual]:
    """Everything that is known, a sentence each: the month, what counts, what is needed, what is missing, the price."""
    yield _when(retirement)
    yield phrase(AREA, "counted", n=years_and_months(retirement.counted_months))
    if retirement.required_cumulative is not None:
        yield _needed(retirement)
    yield _missing(retirement)
    if retirement.shortfall_months:
        yield from filter(None, [retirement.remedy])
        yield _paid_at_once(retirement)


_MIND_THE_GAP = Bilingual("", " ")


def _when(retirement: Retirement) -> Bilingual:
    if not retirement.by_category:
        return phrase(AREA, "month", month=month(retirement.statutory_month), age=_age(retirement.statutory_age_months))
    named = [
        phrase(AREA, f"month.{each.category}", month=month(each.month), age=_age(each.age_months))
        for each in retirement.by_category
    ]
    mark = phrase(AREA, "or")
    return phrase(
        AREA, "month.open", listed=Bilingual(mark.zh.join(x.zh for x in named), mark.en.join(x.en for x in named))
    )


def _needed(retirement: Retirement) -> Bilingual:
    years = [phrase(AREA, "needed", n=retirement.required_cumulative)]
    if retirement.required_actual is not None:
        years.append(phrase(AREA, "needed.actual", n=retirement.required_actual))
    if retirement.required_local is not None:
        years.append(phrase(AREA, "needed.local", n=retirement.required_local))
    return joined(*years, phrase(AREA, "needed.reference" if retirement.reference else "needed.end"))


def _missing(retirement: Retirement) -> Bilingual:
    if retirement.shortfall_months is None:
        return phrase(AREA, "unknown.category" if retirement.years_differ else "unknown")
    if not retirement.shortfall_months:
        return phrase(AREA, "enough")
    had = {"actual": retirement.actual_months, "local": retirement.local_months}
    lacking = {kind: count for kind, count in retirement.lacking.items() if count}
    first = next(iter(lacking.values())) if "cumulative" in lacking else None
    parts = [phrase(AREA, "missing", n=years_and_months(first))] if first else []
    parts += [
        phrase(AREA, f"missing.{kind}", n=years_and_months(count), had=years_and_months(had[kind]))
        for kind, count in lacking.items()
        if kind in had
    ]
    mark = phrase(AREA, "semicolon")
    listed = Bilingual(mark.zh.join(each.zh for each in parts), mark.en.join(each.en for each in parts))
    return joined(listed, phrase(AREA, "end"))


def _paid_at_once(retirement: Retirement) -> Bilingual:
    if retirement.lump_sum is not None:
        return phrase(AREA, "at_once", sum=money(retirement.lump_sum), formula=retirement.lump_sum_formula)
    return phrase(AREA, "at_once.no_figure" if retirement.pays_off else "at_once.unknown")
