"""Finds what differs between two versions of a case, so that whoever saves over another's work sees it first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized
from dataclasses import fields
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final, TypeAlias

from app.regions.divisions import name_of
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case, Person, Sex
from app.rules.record.history import History, Period
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase
from app.wording.values import day, joined_as_is, scheme_name, span

Version: TypeAlias = tuple[Case, date]
"""A case, and the day it is assessed on."""

_say: Final = partial(phrase, "saving")
_COUNTED: Final = ("causes", "answers", "figures", "decisions", "events")


def differences(theirs: Version, mine: Version) -> Iterator[Bilingual]:
    """A sentence for each thing in which two versions differ: the person, the months, then the rest."""
    (their_case, their_day), (my_case, my_day) = theirs, mine
    if their_case.region != my_case.region:
        yield _differs("region", _named(their_case.region), _named(my_case.region))
    if their_day != my_day:
        yield _differs("as_of", day(their_day), day(my_day))
    yield from _of_the_person(their_case.person, my_case.person)
    yield from _of_the_months(their_case.history, my_case.history)
    if their_case.plan != my_case.plan:
        yield _differs("plan", _presence(their_case.plan), _presence(my_case.plan))
    for name in _COUNTED:
        one, other = getattr(their_case, name), getattr(my_case, name)
        if one != other:
            changed = "other_entries" if len(one) == len(other) else "entries"
            yield _differs(name, _count(one, "entries"), _count(other, changed))


def _of_the_person(theirs: Person, mine: Person) -> Iterator[Bilingual]:
    for name in (item.name for item in fields(Person)):
        one, other = getattr(theirs, name), getattr(mine, name)
        if one != other:
            yield _differs(name, _value(one), _value(other))


def _of_the_months(theirs: History, mine: History) -> Iterator[Bilingual]:
    one, other = _by_month(theirs), _by_month(mine)
    unlike = sorted(month for month in one.keys() | other.keys() if one.get(month) != other.get(month))
    for (first, second, _), run in groupby(
        enumerate(unlike), lambda at: (one.get(at[1], ()), other.get(at[1], ()), at[1].index - at[0])
    ):
        months = [month for _, month in run]
        said = span(Span(months[0], months[-1]))
        yield _say("months", span=said, theirs=_rows_said(first), mine=_rows_said(second))
    beside = set(theirs.periods) ^ set(mine.periods)
    if beside and not unlike:
        yield _say("months.rows", n=max(len(beside & set(history.periods)) for history in (theirs, mine)))


def _by_month(history: History) -> Mapping[Month, tuple[tuple[str, str], ...]]:
    found: dict[Month, set[tuple[str, str]]] = {}
    for row in history.periods:
        for month in row.span:
            found.setdefault(month, set()).add(_of_a_row(row))
    return {month: tuple(sorted(rows)) for month, rows in found.items()}


def _of_a_row(row: Period) -> tuple[str, str]:
    said = _say("month.of", scheme=scheme_name(row.scheme), status=_say(f"status.{row.status.value}"))
    return said.zh, said.en


def _rows_said(rows: tuple[tuple[str, str], ...]) -> Bilingual:
    if not rows:
        return _say("month.nothing")
    parts = [Bilingual(zh, en) for zh, en in rows]
    separated = [part for row in parts for part in (_say("month.and"), row)]
    return joined_as_is(*separated[1:])


def _differs(what: str, theirs: Bilingual, mine: Bilingual) -> Bilingual:
    return _say("differs", what=_say(what), theirs=theirs, mine=mine)


def _named(region: str) -> Bilingual:
    name = name_of(region)
    return Bilingual(name, name)


def _value(value: object) -> Bilingual:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Sex):
        return _say(f"sex.{value}")
    if isinstance(value, str) and value:
        return Bilingual(value, value)
    return _presence(value)


def _presence(value: object) -> Bilingual:
    missing = value is None or (isinstance(value, Sized) and not len(value))
    return _say("nothing") if missing else _say("filled")


def _count(entries: Sized, key: str) -> Bilingual:
    return _say(key, n=len(entries)) if len(entries) else _say("nothing")
