"""Finds the ranges of payment days after which something is lost, above all the first day of cover."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Generic, TypeVar

from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import PayStep
from app.rules.record.months import ONE_DAY, Month
from app.rules.value_type import value_type

MOST_STEPS = 6
Outcome = TypeVar("Outcome", bound=Hashable)


@value_type
class Seen(Generic[Outcome]):
    """What paying on a day leads to: everything that must stay the same, the first day of cover, the wait.

    `begins` and `waiting` are None where they are not known. `lost_from` is earlier than `begins` where the
    months before it are covered anyway: a later first day then loses nothing. `refused`: it cannot be done on that day.
    `hangs_on_window`: it is otherwise inside the enrolment window than outside it, and nobody knows which it is.
    """

    outcome: Outcome
    begins: date | None
    waiting: Waiting | None
    refused: bool = False
    hangs_on_window: bool = False
    lost_from: date | None = None

    @property
    def counts_from(self) -> date | None:
        """The first day of cover as far as a later one loses something."""
        return self.lost_from or self.begins


@value_type
class PaymentDays:
    """The days of a month on which payment is possible, both included."""

    first: int
    last: int

    def covers(self, day: date) -> bool:
        """True where a day is one of them."""
        return self.first <= day.day <= self.last

    def next_from(self, day: date) -> date:
        """The day itself, or the next one on which payment is possible."""
        month = Month.containing(day)
        while not self.covers(day):
            day = _day_of(month, self.first) if day.day < self.first else _day_of(month := month + 1, self.first)
        return day

    def last_until(self, day: date) -> date:
        """The day itself, or the last one before it on which payment is possible."""
        month = Month.containing(day)
        while not self.covers(day):
            day = _day_of(month, self.last) if day.day > self.last else _day_of(month := month + -1, self.last)
        return day


def pay_steps(
    days: Sequence[date], until: date, seen: Callable[[date], Seen[Outcome]], payable: PaymentDays | None = None
) -> tuple[PayStep, ...]:
    """The first ranges from `days[0]` on, up to a day; `days` are those on which outcomes may change.

    A new range begins where the outcome changes, or where the first day of cover moves by more than the day of payment
    does. The last range is open where nothing changes up to the end. Days on which it cannot be done are left out.
    """
    starts = []
    for start in _starts(days, until, seen):
        starts.append(start)
        if len(starts) > MOST_STEPS:
            break
    ends = [day - ONE_DAY for day in starts[1:]]
    whole = list(zip(starts, [*ends, None], strict=True))[:MOST_STEPS]
    return tuple(step for first, last in whole if (step := _step(first, last, seen, payable)) is not None)


def _step(
    first: date, last: date | None, seen: Callable[[date], Seen[Outcome]], payable: PaymentDays | None
) -> PayStep | None:
    if payable is not None:
        first, last = payable.next_from(first), payable.last_until(last) if last else None
        if last is not None and last < first:
            return None
    found = seen(first)
    return None if found.refused else PayStep(first, last, found.begins, found.waiting)


def _starts(days: Sequence[date], until: date, seen: Callable[[date], Seen[Outcome]]) -> Iterator[date]:
    yield days[0]
    for first, following in zip(days, [*days[1:], until + ONE_DAY], strict=True):
        last = following - ONE_DAY
        yield from _leaps(first, last, seen)
        if following <= until and (
            seen(following).outcome != seen(last).outcome or _leap(seen(last), seen(following), 1)
        ):
            yield following


def _leaps(first: date, last: date, seen: Callable[[date], Seen[Outcome]]) -> Iterator[date]:
    """The days between two, the last included, on which the first day of cover jumps, found by halving."""
    length = (last - first).days
    if length < 1 or _even(seen(first), seen(last), length):
        return
    if length == 1:
        if _leap(seen(first), seen(last), 1):
            yield last
        return
    middle = first + (last - first) // 2
    yield from _leaps(first, middle, seen)
    yield from _leaps(middle, last, seen)


def _even(one: Seen[Outcome], other: Seen[Outcome], days: int) -> bool:
    """True where the first day of cover stays, moves one for one with the day of payment, or is not known."""
    if one.counts_from is None or other.counts_from is None:
        return one.counts_from is other.counts_from
    return (other.counts_from - one.counts_from).days in (0, days)


def _leap(one: Seen[Outcome], other: Seen[Outcome], days: int) -> bool:
    if one.counts_from is None or other.counts_from is None:
        return one.counts_from is not other.counts_from
    return (other.counts_from - one.counts_from).days > days


def _day_of(month: Month, number: int) -> date:
    last = month.last_day
    return last if number > last.day else last.replace(day=number)
