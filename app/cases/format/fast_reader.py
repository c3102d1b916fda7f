"""Reads a sound case document without pydantic, which takes longer to load than an assessment takes.

At the slightest doubt this reader gives up, and the pydantic model reads the document anew and says what is wrong. It
never accepts what the model would refuse, and returns exactly what the model would return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from app.cases.format import values as spelling
from app.cases.format.consistency import overlaps
from app.cases.format.values import (
    FIRST_MONTH,
    FORMAT,
    LAST_MONTH,
    LONGEST_TEXT,
    MOST_ENTRIES,
    MOST_PERIODS,
    MOST_REPAIRED_YEARS,
    MOST_WAITING_MONTHS,
    InvalidValue,
)
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Case, Cause, Decision, Event, Person, Plan, Sex, Treatment
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.months import Month, Span

_Read = TypeVar("_Read")
_Kind = TypeVar("_Kind", bound=StrEnum)

_CASE: Final = frozenset(
    {
        *("format", "region", "as_of", "person", "periods", "lapse_causes", "plan"),
        *("answers", "figures", "decisions", "events"),
    }
)
_PERSON: Final = frozenset(
    {"name", "id_number", "birth_date", "sex", "categories", "local_household", "first_enrolment", "since"}
)
_PERIOD: Final = frozenset({"scheme", "start", "end", "region", "status", "kind", "payer", "base", "credited_on"})
_CAUSE: Final = frozenset({"start", "cause"})
_PLAN: Final = frozenset({"resume_as", "pay_on", "back_pay", "pay_lapses", "insured_year", "in_window", "repair_years"})
_DECISION: Final = frozenset(
    {"reason", "option", "verdict", "waiting_months", "benefits_from", "gap_costs", "amount", "by", "on"}
)
_EVENT: Final = frozenset({"treatment", "since", "until"})


class _Doubt(Exception):  # noqa: N818  not an error: the model reads it
    pass


def case_if_sound(value: object, as_of_default: date) -> tuple[Case, date] | None:
    """The case of a decoded document, and the day it is assessed on; None at the slightest doubt that it is sound."""
    try:
        return _case(value, as_of_default)
    except (_Doubt, InvalidValue, KeyError, ValueError):  # a key that must be there; a span that ends before it starts
        return None


def _case(value: object, as_of_default: date) -> tuple[Case, date]:
    document = _part(value, _CASE)
    if document["format"] != FORMAT:
        raise _Doubt
    region = spelling.region(document["region"])
    as_of = _maybe(spelling.day, document.get("as_of")) or as_of_default
    person = _person(document.get("person", {}))
    if person.birth_date and person.birth_date > max(as_of, as_of_default):
        raise _Doubt
    plan, answers = document.get("plan"), _entries(document.get("answers", {}))
    figures = _entries(document.get("figures", {}))
    case = Case(
        region=region,
        person=person,
        history=History.of(_periods(document["periods"], region)),
        causes=_causes(document.get("lapse_causes", [])),
        plan=None if plan is None else _plan(_part(plan, _PLAN), as_of),
        answers={spelling.key(name): spelling.answer(given) for name, given in answers.items()},
        figures={spelling.key(name): spelling.figure(name, given) for name, given in figures.items()},
        decisions=tuple(_decision(_part(row, _DECISION)) for row in _list(document.get("decisions", []))),
        events=tuple(_event(_part(row, _EVENT)) for row in _list(document.get("events", []))),
    )
    return case, as_of


def _person(value: object) -> Person:
    person = _part(value, _PERSON)
    return Person(
        name=_maybe(_text, person.get("name")) or "",
        id_number=_maybe(spelling.id_number, person.get("id_number")),
        birth_date=_maybe(spelling.birth_day, person.get("birth_date")),
        sex=_maybe(_of(Sex), person.get("sex")),
        categories=frozenset(map(spelling.key, _list(person.get("categories", [])))),
        local_household=_maybe(_yes_or_no, person.get("local_household")),
        first_enrolment=_maybe(spelling.month, person.get("first_enrolment")),
        since={spelling.key(name): spelling.day(day) for name, day in _entries(person.get("since", {})).items()},
    )


def _periods(value: object, region: str) -> list[Period]:
    periods = [_period(_part(row, _PERIOD), region) for row in _list(value, MOST_PERIODS)]
    claims = (
        (row.scheme, row.region, row.span.first, row.span.last, position)
        for position, row in enumerate(periods)
        if row.makes_months
    )
    if any(overlaps(claims)):
        raise _Doubt
    return periods


def _period(row: Mapping[str, Any], region: str) -> Period:
    return Period(
        scheme=_of(Scheme)(row["scheme"]),
        span=Span(spelling.month(row["start"]), spelling.month(row["end"])),
        region=_maybe(spelling.region, row.get("region")) or region,
        status=_of(Status)(row.get("status", Status.PAID)),
        kind=_of(Kind)(row.get("kind", Kind.NORMAL)),
        payer=_maybe(_text, row.get("payer")),
        base=_maybe(spelling.yuan, row.get("base")),
        credited_on=_maybe(spelling.day, row.get("credited_on")),
    )


def _causes(value: object) -> dict[Month, Cause]:
    rows = [_part(row, _CAUSE) for row in _list(value, MOST_PERIODS)]
    causes = {spelling.month(row["start"]): _of(Cause)(row["cause"]) for row in rows}
    if len(causes) < len(rows):
        raise _Doubt
    return causes


def _plan(plan: Mapping[str, Any], as_of: date) -> Plan:
    pay_lapses = plan.get("pay_lapses")
    return Plan(
        resume_as=_of(Scheme)(plan["resume_as"]),
        pay_on=_maybe(spelling.day, plan.get("pay_on")) or as_of,
        back_pay=_yes_or_no(plan.get("back_pay", False)),
        pay_lapses=None if pay_lapses is None else frozenset(map(spelling.month, _list(pay_lapses))),
        insured_year=_maybe(_whole(FIRST_MONTH.year, LAST_MONTH.year), plan.get("insured_year")),
        in_window=_maybe(_yes_or_no, plan.get("in_window")),
        repair_years=_whole(0, MOST_REPAIRED_YEARS)(plan.get("repair_years", 0)),
    )


def _decision(decision: Mapping[str, Any]) -> Decision:
    reason = _text(decision["reason"])
    if not reason:
        raise _Doubt
    return Decision(
        reason=reason,
        option=_maybe(_of(OptionId), decision.get("option")),
        verdict=_maybe(_of(Verdict), decision.get("verdict")),
        waiting_months=_maybe(_whole(0, MOST_WAITING_MONTHS), decision.get("waiting_months")),
        benefits_from=_maybe(spelling.day, decision.get("benefits_from")),
        gap_costs=_maybe(_of(Bearer), decision.get("gap_costs")),
        amount=_maybe(spelling.yuan, decision.get("amount")),
        by=_maybe(_text, decision.get("by")) or "",
        on=_maybe(spelling.day, decision.get("on")),
    )


def _event(event: Mapping[str, Any]) -> Event:
    since, until = spelling.day(event["since"]), _maybe(spelling.day, event.get("until"))
    if until is not None and until < since:
        raise _Doubt
    return Event(_of(Treatment)(event["treatment"]), since, until)


def _maybe(read: Callable[[object], _Read], value: object) -> _Read | None:
    return None if value is None else read(value)


def _part(value: object, names: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or not value.keys() <= names:
        raise _Doubt
    return value


def _entries(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > MOST_ENTRIES:
        raise _Doubt
    return value


def _list(value: object, most: int = MOST_ENTRIES) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise _Doubt
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _Doubt
    return spelling.visible(value)


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Doubt
    return value


def _whole(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise _Doubt
        return value

    return read


def _of(kind: type[_Kind]) -> Callable[[object], _Kind]:
    def read(value: object) -> _Kind:
        if not isinstance(value, str):
            raise _Doubt
        return kind(value)

    return read
