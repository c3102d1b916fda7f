"""Terms that rules and answers share: verdict, grade, matter, bearer of costs, source, enrolment window."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.rules.value_type import value_type


class Verdict(StrEnum):
    """可以 · 不可以 · 须经办确认."""

    YES = "yes"
    NO = "no"
    ASK = "ask"


class Grade(StrEnum):
    """How good the best source of a rule is: official, reported, reference, web article, or derived by arithmetic."""

    A = "A"
    B = "B"
    C = "C"
    WEB = "web"
    DERIVED = "derived"

    @property
    def decides(self) -> bool:
        """True when a rule of this grade may answer yes or no; C and web give a reference at most."""
        return self in (Grade.A, Grade.B, Grade.DERIVED)


class Matter(StrEnum):
    """What a decision table answers."""

    SUSPENSION = "suspension"
    BACK_PAYMENT = "back_payment"
    PREMIUM = "premium"
    COVER = "cover"
    GAP_COSTS = "gap_costs"
    CONTINUITY = "continuity"


class Bearer(StrEnum):
    """Who bears the treatment costs of a stretch of time."""

    FUND = "fund"
    EMPLOYER = "employer"
    SELF = "self"
    ASK = "ask"


class ChannelKind(StrEnum):
    """What a channel is. An account is one to follow (公众号), a mini-programme (小程序) runs inside another app."""

    APP = "app"
    ACCOUNT = "account"
    MINI = "mini"
    SITE = "site"
    HALL = "hall"
    COUNTER = "counter"
    HOTLINE = "hotline"


class Phase(StrEnum):
    """What a step is for, in the order in which a person goes through it.

    `FIND_OUT` is what to look up and ask first, `REGISTER` enrolling, declaring and settling, `CONFIRM` whether money
    and cover have arrived, `LATER` what is done once covered: claims, retirement, ending it.
    """

    FIND_OUT = "find_out"
    REGISTER = "register"
    PAY = "pay"
    CONFIRM = "confirm"
    LATER = "later"

    @property
    def place(self) -> int:
        """Its place among the phases.

        >>> Phase.FIND_OUT.place < Phase.PAY.place
        True
        """
        return list(Phase).index(self)


FROM_BEST_TO_WORST = (Bearer.FUND, Bearer.EMPLOYER, Bearer.ASK, Bearer.SELF)
"""Bearers from best to worst for the person. `ASK` is near the end: it may turn out to be the person."""


@value_type
class Source:
    """A text a rule rests on. `address` is where it was read."""

    id: str
    title: str
    issuer: str
    number: str
    dated: str
    address: str
    grade: Grade
    in_force_from: date | None = None
    in_force_until: date | None = None


@value_type
class EnrolmentWindow:
    """The days on which residents enrol for an insurance year (集中参保期), both included.

    `vouched`: the window is the place's own, or a mark says that it holds there. `office_own`: no pack of the place has
    it, an office has found it out. Where no text names the first day, `opening_known` is False, and `opens` is a day by
    which it was open.
    """

    year: int
    opens: date
    closes: date
    sources: tuple[Source, ...]
    vouched: bool = True
    office_own: bool = False
    opening_known: bool = True
