"""The case of one person: who it is, the contribution record, causes of lapses, the plan, decisions and bills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.rules.record.history import History, Scheme
from app.rules.record.months import Month
from app.rules.record.office_values import OfficeValues
from app.rules.value_type import value_type


class Sex(StrEnum):
    """Sex as the retirement tables need it."""

    FEMALE = "female"
    MALE = "male"


class Cause(StrEnum):
    """Why a lapse came about; `UNKNOWN` keeps every outcome open."""

    EMPLOYER = "employer"
    LEFT_JOB = "left_job"
    PERSONAL = "personal"
    AGENCY = "agency"
    TRANSFER = "transfer"
    UNKNOWN = "unknown"


NEWBORN = "newborn"
"""The category of a child just born, who has no record as yet."""


@value_type
class Person:
    """The insured person. Name and ID number go to paper only, never into a log or a file name.

    `local_household`: the household is registered in the place of insurance. `since` gives the days from which
    categories hold: discharge, release, graduation, begin of aid. `first_enrolment` is True for somebody never insured
    anywhere before (before what the record shows, where there is one), False for somebody who was, or the month in
    which insurance first began: months before it that nobody knows were not insured; None where nobody has said.
    """

    name: str = ""
    id_number: str | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    categories: frozenset[str] = frozenset()
    local_household: bool | None = None
    first_enrolment: bool | Month | None = None
    since: Mapping[str, date] = field(default_factory=dict)


@value_type
class Plan:
    """What the person means to do.

    `pay_on` is the day the money is credited. `pay_lapses` names, by first month, the lapses to be paid when
    `back_pay` is true (None: every one). For residents `insured_year` is the year paid for, `repair_years` the
    number of earlier years bought back, `in_window` whether the payment falls into the enrolment window (None: ask
    the pack).
    """

    resume_as: Scheme
    pay_on: date
    back_pay: bool = False
    pay_lapses: frozenset[Month] | None = None
    insured_year: int | None = None
    in_window: bool | None = None
    repair_years: int = 0


@value_type
class Decision:
    """What the office decided against, or beyond, the pack (经办核定), with its reason; None leaves a matter as it is.

    `verdict` is yes, no or ask, `gap_costs` who bears the gap, `waiting_months` 0 for no wait, `benefits_from` the
    first day of cover, `amount` all there is to pay in yuan. A decision holds for the option named by `option`, or for
    every one. `by` and `on` are who decided it and when, where that was written down.
    """

    reason: str
    option: str | None = None
    verdict: str | None = None
    waiting_months: int | None = None
    benefits_from: date | None = None
    gap_costs: str | None = None
    amount: Decimal | None = None
    by: str = ""
    on: date | None = None

    @property
    def settles(self) -> frozenset[str]:
        """The names of the fields it decides."""
        fields = ("verdict", "waiting_months", "benefits_from", "gap_costs", "amount")
        return frozenset(name for name in fields if getattr(self, name) is not None)

    @property
    def dates_cover(self) -> bool:
        """True when it fixes the waiting period or the first day of benefits."""
        return not (self.waiting_months is None and self.benefits_from is None)


class Treatment(StrEnum):
    """What a bill is for: a stay in hospital (住院), or a birth (生育)."""

    STAY = "stay"
    BIRTH = "birth"


@value_type
class Event:
    """A stay in hospital or a birth whose bill is asked about.

    `until` is the last day of a stay, that day included, None while it goes on; a birth is its first day alone.
    """

    treatment: Treatment
    since: date
    until: date | None = None

    def last_day(self, as_of: date) -> date:
        """The last day to answer for: that of discharge, or the as-of day while a stay goes on."""
        if self.treatment is Treatment.BIRTH:
            return self.since
        return max(self.since, as_of) if self.until is None else self.until


@value_type
class Case:
    """One person's case, frozen; an edit makes a new one.

    `region` is a GB/T 2260 code. `causes` maps the first month of a lapse to its cause, `answers` a fact to the value
    given for it, `figures` the name of a figure to the value the user supplies (yuan; `rate:…` as a fraction of 1).
    `office_values` are those of the place that an office keeps for all its cases.
    """

    region: str
    person: Person = Person()
    history: History = field(default_factory=lambda: History.of(()))
    causes: Mapping[Month, Cause] = field(default_factory=dict)
    plan: Plan | None = None
    answers: Mapping[str, str | int | bool] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    office_values: OfficeValues = OfficeValues()

    @property
    def is_told(self) -> bool:
        """True where the record has rows, or there are none to have: the person was never insured, or is a newborn."""
        never = self.person.first_enrolment is True or NEWBORN in self.person.categories
        return never or bool(self.history.periods)
