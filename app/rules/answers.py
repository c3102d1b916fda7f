"""Knows where the answers to questions belong in a case. Does not know why they are asked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.rules.case import Case, Cause
from app.rules.facts import FACTS, YES
from app.rules.history import History, Kind, Period, Scheme, Status
from app.rules.lapses import find_lapses
from app.rules.months import Month

CAUSE = "lapse_cause:"
MONTHS = "month_status:"
UNEMPLOYMENT = "unemployment_benefit:"
RETIREMENT_CATEGORY = "retirement_category"


def with_answers(case: Case, as_of: date) -> Case:
    """The case with its answers put where they belong.

    Causes of lapses; the standing of unknown months; months paid by the unemployment fund while benefit was drawn.
    """
    if not case.answers:
        return case
    causes = dict(case.causes)
    settled: dict[str, Status] = {}
    for fact, answer in case.answers.items():
        if fact.startswith(CAUSE) and answer in FACTS["cause"].values:
            with suppress(ValueError):  # an answer to no question of ours
                causes[Month.parse(fact.removeprefix(CAUSE))] = Cause(str(answer))
        elif fact.startswith(MONTHS) and answer in (Status.PAID, Status.UNPAID):
            settled[fact.removeprefix(MONTHS)] = Status(str(answer))
    periods = tuple(_settled(row, settled) for row in case.history.periods)
    answered = replace(case, causes=causes, history=History.of(periods) if settled else case.history)
    funded = _paid_by_the_fund(answered, as_of)
    return replace(answered, history=History.of((*periods, *funded))) if funded else answered


def _settled(row: Period, settled: dict[str, Status]) -> Period:
    status = settled.get(str(row.span.first))
    return replace(row, status=status) if status and row.status in (Status.UNKNOWN, Status.IN_TRANSIT) else row


def _paid_by_the_fund(case: Case, as_of: date) -> list[Period]:
    return [
        Period(Scheme.EMPLOYEE, lapse.span, case.region, kind=Kind.UNEMPLOYMENT_FUND)
        for lapse in find_lapses(case, as_of)
        if case.answers.get(f"{UNEMPLOYMENT}{lapse.span.first}") in (YES, True)
    ]
