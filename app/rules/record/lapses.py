"""Finds the lapses of a record: months without contributions between two paid ones, and at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.rules.record.case import Case, Cause
from app.rules.record.history import UNSETTLED, History, Scheme, Standing
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type


@value_type
class Lapse:
    """Unpaid calendar months in a row after cover; `open` when no cover follows.

    Months of unknown standing, or paid but not credited yet, are never part of a lapse; `touches_unknown` says that
    one lies at its edge, so that its length is not settled. `unit_owes`: a row of employee insurance says that months
    of it were not paid. `beside_cover`: the unit owes them although another scheme covered them, so nothing was
    interrupted, but the debt remains.
    """

    span: Span
    open: bool
    scheme_before: Scheme | None
    scheme_after: Scheme | None
    cause: Cause
    touches_unknown: bool = False
    unit_owes: bool = False
    beside_cover: bool = False

    @property
    def of_employment(self) -> bool:
        """True where the months may be a unit's to pay: they follow its cover, or it is said to owe them."""
        return self.unit_owes or self.scheme_before is Scheme.EMPLOYEE


def find_lapses(case: Case, as_of: date) -> tuple[Lapse, ...]:
    """Every lapse of a case, oldest first.

    The as-of month and later months are no lapse unless a row says that they are unpaid. Months before the first
    cover are a lapse only where a row says that they were owed.
    """
    history = case.history
    lapses = [_lapse(case, span) for span in _unpaid_spans(history, Month.containing(as_of))]
    arrears = [_arrears(case, span) for span in history.arrears_beside_cover]
    return tuple(sorted((*lapses, *arrears), key=lambda lapse: lapse.span) if arrears else lapses)


def lapses_before_payment(case: Case, pay_on: date) -> tuple[Lapse, ...]:
    """The lapses on a day of payment. An open one ends with the month before, as the payment pays its own month.

    Its months from the payment month on are then no lapse, even where a row lists them as unpaid.
    """
    before = Month.containing(pay_on) + -1
    return tuple(
        replace(lapse, span=Span(lapse.span.first, min(lapse.span.last, before))) if lapse.open else lapse
        for lapse in find_lapses(case, pay_on)
        if not lapse.open or lapse.span.first <= before
    )


def open_lapse(lapses: Sequence[Lapse]) -> Lapse | None:
    """The lapse that resuming closes: the last open one; None while nothing is open."""
    return next((lapse for lapse in reversed(lapses) if lapse.open), None)


def main_lapse(lapses: Sequence[Lapse]) -> Lapse | None:
    """The lapse a back payment pays first: the open one, else the last closed one; None without any."""
    return open_lapse(lapses) or (lapses[-1] if lapses else None)


def _unpaid_spans(history: History, now: Month) -> list[Span]:
    spans: list[Span] = []
    first_cover = history.first_cover
    for run in history.runs:
        if run.standing is Standing.UNPAID:
            _extend(spans, run.span)
        elif run.standing is Standing.EMPTY and first_cover is not None and run.span.first > first_cover:
            last = min(run.span.last, now + -1)
            if run.span.first <= last:
                _extend(spans, Span(run.span.first, last))
    if first_cover is not None:
        end = history.runs[-1].span.last
        if end + 1 < now:
            _extend(spans, Span(end + 1, now + -1))
    return spans


def _extend(spans: list[Span], span: Span) -> None:
    if spans and spans[-1].last + 1 == span.first:
        spans[-1] = Span(spans[-1].first, span.last)
    else:
        spans.append(span)


def _arrears(case: Case, span: Span) -> Lapse:
    covering = case.history.run_at(span.first)
    return Lapse(
        span=span,
        open=False,
        scheme_before=Scheme.EMPLOYEE,
        scheme_after=covering.scheme if covering else None,
        cause=case.causes.get(span.first, Cause.UNKNOWN),
        unit_owes=True,
        beside_cover=True,
    )


def _lapse(case: Case, span: Span) -> Lapse:
    """One lapse, with the schemes before and after it."""
    history = case.history
    before, after = history.cover_before(span.first), history.cover_after(span.last)
    owed = [run.scheme for run in history.runs_over(span) if run.standing is Standing.UNPAID]
    edges = (history.run_at(span.first + -1), history.run_at(span.last + 1))
    return Lapse(
        span=span,
        open=after is None,
        scheme_before=before.scheme if before else next(iter(owed), None),
        scheme_after=after.scheme if after else None,
        cause=case.causes.get(span.first, Cause.UNKNOWN),
        touches_unknown=any(run is not None and run.standing in UNSETTLED for run in edges),
        unit_owes=Scheme.EMPLOYEE in owed,
    )
