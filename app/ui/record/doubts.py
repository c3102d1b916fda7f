"""Finds what is doubtful in a record or plan, such as months paid twice. Doubts are shown; nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.record.case import Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase
from app.wording.values import day, span

_MANY_YEARS = 2
_say: Final = partial(phrase, "entry")


def doubts_of_record(history: History, as_of: date) -> Iterator[Bilingual]:
    """A sentence for each thing in a record that is unlikely on a day."""
    now = Month.containing(as_of)
    for row in history.periods:
        if row.makes_months and row.status is Status.PAID and row.scheme is not Scheme.RESIDENT and row.span.last > now:
            ahead = Span(max(row.span.first, now + 1), row.span.last)
            yield _say("record.ahead", months=span(ahead), as_of=day(as_of))
    for row in history.periods:
        if row.status is Status.PAID and row.credited_on is not None and row.credited_on > as_of:
            yield _say("record.credited_later", months=span(row.span), credited=day(row.credited_on))
    shared = next(_paid_twice(history), None) if history.has_duplicate_cover else None
    if shared is not None:
        yield _say("record.twice", months=span(shared))


def doubt_of_plan(plan: Plan | None, as_of: date) -> Bilingual | None:
    """A sentence where the planned day is unlikely to be meant; None otherwise."""
    if plan is None:
        return None
    if plan.pay_on < as_of:
        return _say("plan.past", as_of=day(as_of))
    if plan.pay_on.year - as_of.year > _MANY_YEARS:
        return _say("plan.far", n=plan.pay_on.year - as_of.year)
    return None


def _paid_twice(history: History) -> Iterator[Span]:
    paid: list[Period] = [row for row in history.periods if row.makes_months and row.status is Status.PAID]
    for number, row in enumerate(paid):
        for other in paid[number + 1 :]:
            if row.span.overlaps(other.span):
                yield Span(max(row.span.first, other.span.first), min(row.span.last, other.span.last))
