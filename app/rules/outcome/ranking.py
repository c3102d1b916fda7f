"""Puts the options in order, says which one leads and why, and marks in what each is better than the others.

This is the only place that orders options; window, text, paper and JSON read it from `Assessment.ranking`. A mark is
given only where it is certain: nothing is called the earliest while the first day of another option is open, nothing
the cheapest while a bill is unknown or because nothing is paid back. Equals are marked alike; where all are equal none
is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import (
    PLANNED,
    Because,
    Gain,
    Leading,
    Option,
    OptionId,
    Ranking,
    Respect,
    keyed,
)
from app.rules.record.history import Scheme
from app.rules.record.months import MissingDay, add_months
from app.rules.value_type import value_type

_Way = tuple[str, Option]
_Value = TypeVar("_Value", date, Decimal)


@value_type
class _Told:
    """What is known of the person: the own kind of insurance, and that the unit owes the months of the lapse."""

    own: Scheme | None
    unit_owes: bool


_COVER_OF_GAP = (Bearer.FUND, Bearer.EMPLOYER)


def ranked(
    planned: Option | None, options: Sequence[Option], own: Scheme | None, *, unit_owes: bool = False
) -> Ranking:
    """The ways in order: the plan first where it can be done, what cannot be done last.

    Between them, in this order: what has been resumed already, as all there is to do is to go on; the person's own kind
    of insurance before a change of kind (`own` is the scheme of the last covered month, None without one); what a
    person can do alone before what needs a new employer, whom nobody has unless the plan says so; decided before to be
    confirmed; the unit's back payment where the unit owes the months (`unit_owes`); a known first day of cover before
    none; the earlier one (for an open day the latest possible counts); continuity kept; what gains something for the
    months it pays back; the lower known bill (paying nothing back is no bill); last the given order, which is the
    law's. An option that yields no cover comes just before those that cannot be done.
    """
    told = _Told(own, unit_owes)
    ways = sorted(keyed(planned, options), key=lambda way: _place(way, told))
    comparison = _compared(ways)
    return replace(comparison, order=tuple(key for key, _ in ways), leading=_leading(ways, told))


def of_one_kind(one: Scheme, other: Scheme) -> bool:
    """True when two schemes are one kind of insurance: 职工 and 灵活就业 are, 居民 is the other.

    >>> of_one_kind(Scheme.EMPLOYEE, Scheme.FLEXIBLE), of_one_kind(Scheme.FLEXIBLE, Scheme.RESIDENT)
    (True, False)
    """
    return (one is Scheme.RESIDENT) == (other is Scheme.RESIDENT)


_Place = tuple[int, bool, bool, bool, bool, bool, bool, date, bool, bool, Decimal]


def _place(way: _Way, told: _Told) -> _Place:
    key, option = way
    if option.verdict is Verdict.NO:
        group = 3
    elif key == PLANNED:
        group = 0
    else:
        group = 2 if option.in_vain is not None else 1
    return (
        group,
        option.id is not OptionId.ALREADY_RESUMED,
        told.own is not None and not of_one_kind(option.resume_as, told.own),
        _needs_employer(option),
        option.verdict is not Verdict.YES,
        told.unit_owes and option.id is not OptionId.EMPLOYER_BACK_PAYS,
        option.benefits_from is None,
        _first_day(option) or date.max,
        option.continuity != "kept",
        _buys_nothing(option),
        option.cost.total if option.cost and option.cost.lines else Decimal("Infinity"),
    )


_STEPS = (
    Because.BRINGS_COVER,
    Because.RESUMED,
    Because.OWN_KIND,
    Because.BY_ONESELF,
    Because.DECIDED,
    Because.UNIT_OWES,
    Because.DAY_KNOWN,
    Because.EARLIEST,
    Because.KEEPS_CONTINUITY,
    Because.NOTHING_BOUGHT,
    Because.CHEAPER,
)
"""Why an option leads that is ahead in a part of `_Place`, part by part."""


def _buys_nothing(option: Option) -> bool:
    """True where months are paid back and nothing is known to be gained: the lapse at one's own cost, counted anew."""
    return option.back_pay and option.gap_costs is Bearer.SELF and option.continuity == "restarts"


def _first_day(option: Option) -> date | None:
    """The first day of cover; where it is open, the latest possible one."""
    return option.benefits_from or (option.if_worst.benefits_from if option.if_worst else None)


def _leading(ways: Sequence[_Way], told: _Told) -> Leading | None:
    if not ways:
        return None
    (key, option), others = ways[0], ways[1:]
    able = [way for way in others if way[1].verdict is not Verdict.NO]
    if option.verdict is Verdict.NO:
        because = Because.NONE_CAN
    elif key == PLANNED:
        because = Because.PLAN
    elif not able:
        because = Because.ONLY_ONE
    else:
        because = _decisive(ways[0], able[0], told)
    gain = _gain(option, [other for _, other in able])
    return Leading(key, because, _sooner(option, able), _surer(option, able), gain, _with_employer(option, able))


def _needs_employer(option: Option) -> bool:
    return option.id is OptionId.NEW_EMPLOYER_ENROLS


def _with_employer(leading: Option, others: Sequence[_Way]) -> str | None:
    """The way through a new employer, where it is known to cover earlier than the leading one."""
    first = _first_day(leading) or date.max
    return next(
        (
            key
            for key, other in others
            if _needs_employer(other) and other.benefits_from is not None and other.benefits_from < first
        ),
        None,
    )


def _decisive(first: _Way, second: _Way, told: _Told) -> Because:
    """The first point in which the leading option is ahead of the next; bills compare only if both pay something."""
    places = zip(_STEPS, _place(first, told), _place(second, told), strict=True)
    step = next((step for step, a, b in places if a != b), Because.LAW)
    if step is not Because.CHEAPER or (second[1].cost is not None and second[1].cost.lines):
        return step
    return Because.COST_KNOWN if second[1].cost is None else Because.LAW


def _sooner(leading: Option, others: Sequence[_Way]) -> str | None:
    """The option of the other kind that covers a month or more earlier; a decided one before one to ask about."""
    found = [
        (other.verdict is not Verdict.YES, other.benefits_from, key)
        for key, other in others
        if other.benefits_from is not None
        and not of_one_kind(other.resume_as, leading.resume_as)
        and _month_earlier(other, leading)
    ]
    return min(found)[2] if found else None


def _month_earlier(other: Option, leading: Option) -> bool:
    assert other.benefits_from is not None  # noqa: S101  looked at by the caller
    first = _first_day(leading)
    if first is None:
        return other.verdict is Verdict.YES
    return add_months(other.benefits_from, 1, MissingDay.LAST_DAY) <= first


def _surer(leading: Option, others: Sequence[_Way]) -> str | None:
    """The way of the other kind with a plain yes and a day, while the leading way must be asked for."""
    if leading.verdict is not Verdict.ASK:
        return None
    return next(
        (
            key
            for key, other in others
            if other.verdict is Verdict.YES
            and other.benefits_from is not None
            and not of_one_kind(other.resume_as, leading.resume_as)
        ),
        None,
    )


def _gain(leading: Option, others: Sequence[Option]) -> Gain | None:
    """How much more is paid than for the cheapest other option of the same kind, and what that buys, if anything."""
    if leading.cost is None or leading.verdict is Verdict.NO:
        return None
    own = leading.cost.borne_by(Bearer.SELF)
    cheaper = [
        (other.cost.borne_by(Bearer.SELF), place, other)
        for place, other in enumerate(others)
        if other.cost is not None
        and other.cost.borne_by(Bearer.SELF) < own
        and of_one_kind(other.resume_as, leading.resume_as)
    ]
    if not cheaper:
        return None
    least, _, other = min(cheaper)
    continuity = leading.continuity == "kept" and other.continuity != "kept"
    gap = leading.gap_costs in _COVER_OF_GAP and other.gap_costs not in _COVER_OF_GAP
    return Gain(own - least, continuity, leading.gap_costs if gap else None) if continuity or gap else None


def _compared(ways: Sequence[_Way]) -> Ranking:
    """In what each way is best; ways that cannot be carried out take no part."""
    able = [(key, option) for key, option in ways if option.verdict is not Verdict.NO]
    billed = [(key, option) for key, option in able if option.cost is None or option.cost.lines]
    cost_open = any(option.cost is None for _, option in billed)
    days = {key: option.benefits_from for key, option in able if option.benefits_from is not None}
    first = min(days.values(), default=date.max)
    day_open = any(option.may_begin_before(first) for _, option in able)
    totals = {key: option.cost.total for key, option in billed if option.cost is not None}
    best = {
        Respect.EARLIEST: frozenset() if day_open else _unless_all(_least(days), able),
        Respect.CHEAPEST: frozenset() if cost_open else _unless_all(_least(totals), billed),
        Respect.CONTINUITY: _unless_all({key for key, option in able if option.continuity == "kept"}, able),
    }
    return Ranking(
        merits={key: frozenset(respect for respect, keys in best.items() if key in keys) for key, _ in ways},
        day_open=day_open and bool(days),
        cost_open=cost_open and len(billed) > 1 and any(option.cost is not None for _, option in billed),
    )


def _least(values: Mapping[str, _Value]) -> set[str]:
    least = min(values.values(), default=None)
    return {key for key, value in values.items() if value == least}


def _unless_all(best: set[str], ways: Sequence[_Way]) -> frozenset[str]:
    return frozenset() if len(best) == len(ways) else frozenset(best)
