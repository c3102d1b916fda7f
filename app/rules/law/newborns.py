"""Says who is a newborn on a day, and who is too young to be employed."""

from __future__ import annotations

from datetime import date

from app.rules.record.case import NEWBORN, Person
from app.rules.record.months import ONE_DAY, MissingDay, add_months
from app.rules.value_type import value_type

_MONTHS_TO_WORK = 16 * 12  # 劳动法 15


@value_type
class NewbornAge:
    """How long a child counts as a newborn: up to so many days after birth, the last included, or for so many months.

    >>> born = date(2025, 3, 20)
    >>> [NewbornAge(days=90).ends(born).isoformat(), NewbornAge(months=12).ends(born).isoformat()]
    ['2025-06-19', '2026-03-20']
    """

    days: int = 0
    months: int = 0
    cites: tuple[str, ...] = ()

    def ends(self, birth: date) -> date:
        """The first day on which a child is a newborn no more."""
        if self.days:
            return birth + (self.days + 1) * ONE_DAY
        return add_months(birth, self.months, MissingDay.LAST_DAY)


NEWBORN_AGE = NewbornAge(months=12)
"""How long a child counts as a newborn in plain speech, where no text says."""


def newborn_on(person: Person, day: date, age: NewbornAge) -> bool | None:
    """Whether a person is a newborn on a day, as a place counts it; None where nobody knows.

    The birth date says so where it is known, whatever is declared. Who is declared one without it is one in plain
    speech, which a place may count more narrowly.

    >>> declared = Person(categories=frozenset({NEWBORN}))
    >>> [newborn_on(declared, date(2026, 5, 10), age) for age in (NEWBORN_AGE, NewbornAge(days=90))]
    [True, None]
    >>> newborn_on(Person(birth_date=date(2026, 3, 20)), date(2026, 5, 10), NewbornAge(days=90))
    True
    """
    if person.birth_date is not None:
        return day < age.ends(person.birth_date)
    if NEWBORN not in person.categories:
        return False
    return True if age.months >= NEWBORN_AGE.months else None


def is_infant(person: Person, day: date) -> bool:
    """True for a newborn in plain speech."""
    return newborn_on(person, day, NEWBORN_AGE) is True


def may_work(person: Person, day: date) -> bool:
    """True unless a person is too young to be employed on a day, by the birth date or, without one, as a newborn."""
    if person.birth_date is None:
        return NEWBORN not in person.categories
    return add_months(person.birth_date, _MONTHS_TO_WORK, MissingDay.LAST_DAY) <= day
