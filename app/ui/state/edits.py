"""Every edit a person can make: functions from a case to a new case. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from app.rules.record.case import Case, Cause, Decision, Event, Person, Plan
from app.rules.record.history import History, Kind, Period, Scheme, Standing, Status
from app.rules.record.months import Month, Span
from app.rules.record.office_values import OfficeValues
from app.rules.record.pooling_area import pooling_area

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Option
    from app.rules.record.fact_name import FactName
    from app.rules.record.lapses import Lapse


class Brush(StrEnum):
    """What a stroke over the month grid makes of its months."""

    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    UNPAID = "unpaid"
    UNKNOWN = "unknown"
    CLEAR = "clear"


_SCHEME_OF = {Brush.EMPLOYEE: Scheme.EMPLOYEE, Brush.FLEXIBLE: Scheme.FLEXIBLE, Brush.RESIDENT: Scheme.RESIDENT}
_MONTHS_OF_RESIDENT_YEAR = 12


def with_person(case: Case, person: Person) -> Case:
    """The case with another person's data."""
    return replace(case, person=person)


def with_first_day(person: Person, category: str, day: date | None) -> Person:
    """The person with the day from which a category holds; None removes it."""
    others = {name: begun for name, begun in person.since.items() if name != category}
    return replace(person, since=others if day is None else {**others, category: day})


def with_region(case: Case, region: str) -> Case:
    """The case in another place; rows in the old place move to the new one, others stay.

    What an office keeps for the old place is no value of the new one.
    """
    if pooling_area(region) != pooling_area(case.region):
        case = replace(case, office_values=OfficeValues())
    rows = (replace(p, region=region) if p.region == case.region else p for p in case.history.periods)
    return replace(case, region=region, history=History.of(rows))


def with_cause(case: Case, first: Month, cause: Cause) -> Case:
    """The case with the cause of the lapse that begins in `first`; `UNKNOWN` removes it."""
    causes = {month: known for month, known in case.causes.items() if month != first}
    if cause is not Cause.UNKNOWN:
        causes[first] = cause
    return replace(case, causes=causes)


def with_plan(case: Case, plan: Plan | None) -> Case:
    """The case with another plan, or none."""
    return replace(case, plan=plan)


def with_payment_day(case: Case, option: Option, pay_on: date) -> Case:
    """The case with the planned payment moved; without a plan, the option becomes the plan, as it is.

    It then pays the lapse that the option pays, and none of the earlier ones.
    """
    if case.plan is not None:
        return replace(case, plan=replace(case.plan, pay_on=pay_on))
    pays = option.back_pay and option.lapse is not None and option.resume_as is not Scheme.RESIDENT
    plan = Plan(
        resume_as=option.resume_as,
        pay_on=pay_on,
        back_pay=option.back_pay,
        pay_lapses=frozenset({option.lapse.first}) if pays and option.lapse is not None else None,
        insured_year=option.insured_year,
        repair_years=option.repair_years,
    )
    return replace(case, plan=plan)


def with_answer(case: Case, fact: FactName, answer: str | int | bool | None) -> Case:  # noqa: FBT001  an answer may be yes or no
    """The case with an answer to a fact; None removes it."""
    answers = {known: value for known, value in case.answers.items() if known != fact}
    if answer is not None:
        answers[str(fact)] = answer
    return replace(case, answers=answers)


def with_figure(case: Case, figure: str, value: Decimal | None) -> Case:
    """The case with a figure of the user's own (yuan, or a rate as a fraction); None removes it."""
    figures = {known: number for known, number in case.figures.items() if known != figure}
    if value is not None:
        figures[figure] = value
    return replace(case, figures=figures)


def with_paid_lapse(case: Case, lapses: Iterable[Lapse], first: Month, paid: bool) -> Case:  # noqa: FBT001  said by the name
    """The case with one payable lapse chosen to be paid or not; with none chosen there is no back payment."""
    if case.plan is None:
        return case
    every = frozenset(lapse.span.first for lapse in lapses)
    chosen = every if case.plan.pay_lapses is None else case.plan.pay_lapses & every
    chosen = chosen | {first} if paid else chosen - {first}
    plan = replace(case.plan, back_pay=bool(chosen), pay_lapses=None if chosen in (every, frozenset()) else chosen)
    return with_plan(case, plan)


def with_decision(case: Case, decision: Decision) -> Case:
    """The case with one more decision of the office; it replaces one on the same matter of the same option."""
    kept = (d for d in case.decisions if (d.option, d.settles) != (decision.option, decision.settles))
    return replace(case, decisions=(*kept, decision))


def without_decision(case: Case, decision: Decision) -> Case:
    """The case without a decision of the office."""
    return replace(case, decisions=tuple(kept for kept in case.decisions if kept != decision))


def with_event(case: Case, event: Event) -> Case:
    """The case with one more hospital stay or birth; sorted by day, each once."""
    events = {*case.events, event}
    return replace(case, events=tuple(sorted(events, key=lambda event: (event.since, event.treatment))))


def without_event(case: Case, event: Event) -> Case:
    """The case without a hospital stay or birth."""
    return replace(case, events=tuple(kept for kept in case.events if kept != event))


def overlapping(case: Case, row: Period, other_than: Period | None = None) -> Period | None:
    """The row of the same scheme and place that shares a month with `row`; None when there is none.

    Rows that only move money or take months back share months with the rows they belong to. `other_than` is the row
    that is being replaced.
    """
    if not row.makes_months:
        return None
    rows = list(case.history.periods)
    if other_than is not None:
        rows.remove(other_than)
    return next(
        (
            known
            for known in rows
            if known.makes_months
            and known.scheme is row.scheme
            and known.region == row.region
            and known.span.overlaps(row.span)
        ),
        None,
    )


def with_period(case: Case, row: Period) -> Case:
    """The case with one more row in its record."""
    return replace(case, history=History.of((*case.history.periods, row)))


def with_period_replaced(case: Case, old: Period, new: Period) -> Case:
    """The case with one row of its record changed."""
    rows = list(case.history.periods)
    rows[rows.index(old)] = new
    return replace(case, history=History.of(rows))


def without_periods(case: Case, gone: Iterable[Period]) -> Case:
    """The case without some rows of its record."""
    rows = list(case.history.periods)
    for row in gone:
        rows.remove(row)
    return replace(case, history=History.of(rows))


def next_period(case: Case, first: Month) -> Period:
    """The row a person most likely means when typing a first month: the scheme of the last row, one month, paid."""
    last = case.history.periods[-1] if case.history.periods else None
    scheme = last.scheme if last else Scheme.EMPLOYEE
    length = _MONTHS_OF_RESIDENT_YEAR if scheme is Scheme.RESIDENT and first.number == 1 else 1
    base = last.base if last else None
    return Period(scheme, Span(first, first + (length - 1)), case.region, base=base)


def painted(case: Case, span: Span, brush: Brush) -> Case:
    """The case after a stroke over months: it replaces what the record said of them; money-only rows stay.

    Months that already have what the brush paints keep base, payer and day of credit. An unpaid month is owed under the
    scheme paid before it.
    """
    kept: list[Period] = []
    stroke = set(span)
    for row in case.history.periods:
        if row.kind is Kind.ADJUSTMENT or not row.span.overlaps(span):
            kept.append(row)
        elif _says(row, brush):
            kept.append(row)
            stroke -= set(row.span)
        else:
            kept.extend(_outside(row, span))
    if brush is not Brush.CLEAR:
        kept.extend(_stroke_row(case, piece, brush) for piece in _pieces(stroke))
    return replace(case, history=History.of(_merged(kept)))


def _says(row: Period, brush: Brush) -> bool:
    if not row.makes_months:
        return False
    if brush in _SCHEME_OF:
        return row.status is Status.PAID and row.scheme is _SCHEME_OF[brush]
    return row.status is {Brush.UNPAID: Status.UNPAID, Brush.UNKNOWN: Status.UNKNOWN}.get(brush)


def _outside(row: Period, span: Span) -> list[Period]:
    pieces = []
    if row.span.first < span.first:
        pieces.append(replace(row, span=Span(row.span.first, span.first + -1)))
    if row.span.last > span.last:
        pieces.append(replace(row, span=Span(span.last + 1, row.span.last)))
    return pieces


def _stroke_row(case: Case, span: Span, brush: Brush) -> Period:
    if brush in _SCHEME_OF:
        return Period(_SCHEME_OF[brush], span, case.region)
    status = Status.UNPAID if brush is Brush.UNPAID else Status.UNKNOWN
    return Period(_scheme_around(case.history, span), span, case.region, status=status)


def _scheme_around(history: History, span: Span) -> Scheme:
    at = history.run_at(span.first)
    run = at if at and at.standing is not Standing.EMPTY else history.cover_before(span.first)
    return run.scheme if run and run.scheme else Scheme.EMPLOYEE


def _pieces(months: set[Month]) -> list[Span]:
    pieces: list[Span] = []
    for month in sorted(months):
        if pieces and pieces[-1].last + 1 == month:
            pieces[-1] = Span(pieces[-1].first, month)
        else:
            pieces.append(Span(month, month))
    return pieces


def _merged(rows: list[Period]) -> list[Period]:
    merged: list[Period] = []
    for row in sorted(rows, key=lambda row: (row.scheme, row.span)):
        last = merged[-1] if merged else None
        if last is not None and last.span.last + 1 == row.span.first and replace(last, span=row.span) == row:
            merged[-1] = replace(last, span=Span(last.span.first, row.span.last))
        else:
            merged.append(row)
    return merged
