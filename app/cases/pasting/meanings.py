"""Looks words up, the person's answers first, and gathers what is still to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.cases.pasting.vocabulary import ColumnRole, Insurance, PaymentWord, folded, vocabulary
from app.cases.problems import shown
from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind, Status
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_PAYMENTS: Final = {
    **{status.value: PaymentWord(status) for status in Status},
    "normal": PaymentWord(None, Kind.NORMAL),
    "back_paid": PaymentWord(Status.PAID, Kind.BACK_PAID),
    "unemployment_fund": PaymentWord(Status.PAID, Kind.UNEMPLOYMENT_FUND),
    "refund": PaymentWord(None, Kind.REFUND),
    "adjustment": PaymentWord(None, Kind.ADJUSTMENT),
}
_INSURANCES: Final = (Insurance.EMPLOYEE, Insurance.FLEXIBLE, Insurance.RESIDENT, Insurance.OTHER)
_MOST_SAMPLES = 3


class Asked(StrEnum):
    """What a question is about."""

    HEADING = "heading"
    WORD = "word"
    INSURANCE = "insurance"


CHOICES: Final = {
    Asked.HEADING: tuple(role.value for role in ColumnRole if role is not ColumnRole.ELSEWHERE),
    Asked.WORD: tuple(_PAYMENTS),
    Asked.INSURANCE: tuple(insurance.value for insurance in _INSURANCES),
}
"""What may be answered to a question, in the words of `--map`."""


@value_type
class ListQuestion:
    """Something the list leaves open, asked once for all its rows.

    The answer goes into `meanings` under `key`. `rows` is the number of rows it would settle, `samples` a few cells
    that stand under a heading, `likely` an answer that fits what they look like.
    """

    key: str
    about: Asked
    text: str
    rows: int
    samples: tuple[str, ...] = ()
    likely: str | None = None

    @property
    def said(self) -> Bilingual:
        """The question."""
        return phrase(
            "paste", f"question.{self.about.value}", text=shown(self.text), n=self.rows, samples="、".join(self.samples)
        )

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers there are."""
        return CHOICES[self.about]


class Meanings:
    """Looks words up, the person's answers first, and remembers which ones nobody knows."""

    def __init__(self, told: Mapping[str, str]) -> None:
        self._told = {_key(word): meaning for word, meaning in told.items()}
        self._asked: dict[tuple[Asked, str], ListQuestion] = {}
        self._payments: dict[str, PaymentWord | None] = {}
        self._insurances: dict[str, Insurance | None] = {}
        self._alarming: dict[str, bool] = {}

    @property
    def wrong(self) -> str | None:
        """An answer that is none; None where all are."""
        known = {choice for choices in CHOICES.values() for choice in choices}
        return next((meaning for meaning in self._told.values() if meaning not in known), None)

    @property
    def questions(self) -> tuple[ListQuestion, ...]:
        """What is asked, that which settles most rows first."""
        return tuple(sorted(self._asked.values(), key=lambda question: -question.rows))

    def role(self, heading: str) -> ColumnRole | None:
        """What stands under a heading; None for one that nobody knows."""
        told = self._told.get(_key(heading))
        return ColumnRole(told) if told in CHOICES[Asked.HEADING] else vocabulary().role(heading)

    def is_told(self, heading: str) -> bool:
        """True for a heading the person has given a meaning."""
        return _key(heading) in self._told

    def payment(self, text: str) -> PaymentWord | None:
        """What a word says of a payment; None for one that nobody knows."""
        if text not in self._payments:
            self._payments[text] = _PAYMENTS.get(self._told.get(_key(text), "")) or vocabulary().payment(text)
        return self._payments[text]

    def insurance(self, text: str) -> Insurance | None:
        """The insurance a text names; None where nobody knows."""
        if text not in self._insurances:
            told = self._told.get(_key(text))
            known = Insurance(told) if told in CHOICES[Asked.INSURANCE] else vocabulary().insurance(text)
            self._insurances[text] = known
        return self._insurances[text]

    def alarms(self, text: str) -> bool:
        """True when a text that should say nothing of the payment may speak against it."""
        if text not in self._alarming:
            self._alarming[text] = vocabulary().alarms(text) or vocabulary().is_error(text)
        return self._alarming[text]

    def speaks_against(self, text: str) -> bool:
        """True for a word of payment that is none of having paid."""
        word = self.payment(text)
        return word is not None and bool(
            word.doubt or word.status not in (None, Status.PAID) or word.kind is Kind.REFUND
        )

    def ask(self, about: Asked, text: str, sample: str = "", key: str = "", likely: str | None = None) -> None:
        """Ask what a heading or word means, once more for one more row."""
        before = self._asked.get((about, _key(key or text)))
        samples = before.samples if before else ()
        if sample and sample not in samples and len(samples) < _MOST_SAMPLES:
            samples = (*samples, sample)
        rows = before.rows + 1 if before else 1
        self._asked[about, _key(key or text)] = ListQuestion(key or text, about, text, rows, samples, likely)


def _key(word: str) -> str:
    return folded(word) or word.strip()
