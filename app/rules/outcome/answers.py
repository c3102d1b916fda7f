"""Puts a person's answers to questions into the case: causes of lapses, paid months, credited days."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.rules.law.facts import FACTS, NO, YES
from app.rules.law.newborns import is_infant
from app.rules.record.case import Case, Cause
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month

NOT_INSURED = "not_insured"
"""The answer about months before the first ones paid: nobody was insured then, so nothing lapsed."""


def with_answers(case: Case, as_of: date) -> Case:
    """The case with its answers put where they belong.

    Causes of lapses; the standing of unknown months, or that insurance had not begun; months paid by the unemployment
    fund while benefit was drawn; what is told of the person. A newborn without a record was never insured. That
    insurance had not begun is known, too, from the month of the first enrolment.
    """
    case = _of_the_person(case, as_of)
    first = case.person.first_enrolment
    enrolled = first if isinstance(first, Month) else None
    if not case.answers and enrolled is None:
        return case
    causes = dict(case.causes)
    settled: dict[str, Status | None] = {}
    for fact, answer in ((FactName(name), answer) for name, answer in case.answers.items()):
        if fact.question is Question.CAUSE and answer in FACTS["cause"].values:
            with suppress(ValueError):  # not an answer to one of our questions
                causes[Month.parse(fact.about)] = Cause(str(answer))
        elif fact.question is Question.MONTHS and answer in (Status.PAID, Status.UNPAID):
            settled[fact.about] = Status(str(answer))
        elif fact.question is Question.MONTHS and answer == NOT_INSURED:
            settled[fact.about] = None
    begun = case.history.first_cover
    rows = (row for row in case.history.periods if not _precedes_enrolment(row, enrolled, begun))
    periods = tuple(kept for row in rows if (kept := _settled(row, settled, begun)) is not None)
    periods = tuple(_credited(row, case.answers) for row in periods)
    history = case.history if periods == case.history.periods else History.of(periods)
    answered = replace(case, causes=causes, history=history)
    funded = _paid_by_the_fund(answered, as_of)
    return replace(answered, history=History.of((*periods, *funded))) if funded else answered


def _of_the_person(case: Case, as_of: date) -> Case:
    """The case with the days from which categories hold, and whether this is the first enrolment, as far as known."""
    person, since, first = case.person, dict(case.person.since), case.person.first_enrolment
    for fact, answer in ((FactName(name), answer) for name, answer in case.answers.items()):
        if fact.question is Question.SINCE and isinstance(answer, str):
            with suppress(ValueError):  # "unknown", or no day
                since.setdefault(fact.about, date.fromisoformat(answer))
    if first is None:
        first = {YES: True, NO: False}.get(str(case.answers.get(FactName.of(Question.FIRST_ENROLMENT))))
    earliest = min(as_of, case.plan.pay_on) if case.plan else as_of
    if first is None and not case.history.periods and is_infant(person, earliest):
        first = True
    if (since, first) == (person.since, person.first_enrolment):
        return case
    return replace(case, person=replace(person, since=since, first_enrolment=first))


def _settled(row: Period, settled: dict[str, Status | None], begun: Month | None) -> Period | None:
    month = str(row.span.first)
    if month not in settled or not row.unsettled:
        return row
    status = settled[month]
    if status is not None:
        return replace(row, status=status)
    return None if comes_before(row, begun) else row


def _precedes_enrolment(row: Period, enrolled: Month | None, begun: Month | None) -> bool:
    """True for months nobody knows before the first enrolment, while no month paid earlier speaks against that."""
    if enrolled is None or begun is None or begun < enrolled:
        return False
    return row.status is Status.UNKNOWN and comes_before(row, enrolled)


def _credited(row: Period, answers: Mapping[str, str | int | bool]) -> Period:
    """A row with the day its first month was credited, where the person has said it."""
    answer = answers.get(FactName.of(Question.CREDITED, row.span.first))
    if row.credited_on is not None or not isinstance(answer, str):
        return row
    try:
        return replace(row, credited_on=date.fromisoformat(answer))
    except ValueError:
        return row  # "unknown", or no day


def comes_before(row: Period, begun: Month | None) -> bool:
    """True when a row ends before the first month that was paid; None stands for a record without one.

    >>> from app.rules.record.months import Span
    >>> early = Period(Scheme.EMPLOYEE, Span(Month.of(2021, 1), Month.of(2021, 6)), "140100", Status.UNKNOWN)
    >>> comes_before(early, Month.of(2021, 7)), comes_before(early, Month.of(2020, 1)), comes_before(early, None)
    (True, False, False)
    """
    return begun is not None and row.span.last < begun


def _paid_by_the_fund(case: Case, as_of: date) -> list[Period]:
    return [
        Period(Scheme.EMPLOYEE, lapse.span, case.region, kind=Kind.UNEMPLOYMENT_FUND)
        for lapse in find_lapses(case, as_of)
        if case.answers.get(FactName.of(Question.UNEMPLOYMENT, lapse.span.first)) in (YES, True)
    ]
