"""Looks up the words of contribution lists in `resources/pasting/vocabulary.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import yaml

from app.rules.record.history import Kind, Status
from app.rules.value_type import value_type
from app.system.resources import resource


class ColumnRole(StrEnum):
    """What stands in a column.

    `BOOKED` is the month in which a payment was written into the books, `OWED` a yes or no of arrears, `DUE` what was
    to be paid, `PART` whose share a row is (单位 or 个人), `TIER` a step of medical insurance, `ELSEWHERE` a column of
    another insurance.
    """

    MONTH = "month"
    BOOKED = "booked"
    FIRST = "first"
    LAST = "last"
    YEAR = "year"
    WHEN = "when"
    SCHEME = "scheme"
    IDENTITY = "identity"
    STATUS = "status"
    OWED = "owed"
    KIND = "kind"
    REVERSAL = "reversal"
    BASE = "base"
    CREDITED = "credited"
    PAYER = "payer"
    PLACE = "place"
    COUNT = "count"
    AMOUNT = "amount"
    DUE = "due"
    PART = "part"
    TIER = "tier"
    PERSON = "person"
    ID = "id"
    REMARK = "remark"
    IGNORED = "ignored"
    ELSEWHERE = "elsewhere"


class Insurance(StrEnum):
    """Which insurance a text speaks of.

    `MEDICAL` leaves open which scheme, `OTHER` is none of the record, `COMBINED` several of which one is medical.
    """

    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    MEDICAL = "medical"
    OTHER = "other"
    COMBINED = "combined"


@value_type
class PaymentWord:
    """What a word says of a payment; None where it says nothing. `doubt` names why it takes a second look."""

    status: Status | None = None
    kind: Kind | None = None
    doubt: str | None = None


@value_type
class _Line:
    means: Insurance
    contains: tuple[str, ...]
    without: tuple[str, ...]
    in_base: bool

    def fits(self, text: str) -> bool:
        looked_at = bare(text) if self.in_base else folded(text)
        return any(word in looked_at for word in self.contains) and not any(w in looked_at for w in self.without)


@value_type
class Vocabulary:
    """All the words, ready to look up."""

    _columns: Mapping[str, ColumnRole]
    _insurances: tuple[_Line, ...]
    _insurance_codes: Mapping[str, Insurance]
    _identities: tuple[_Line, ...]
    _payments: Mapping[str, PaymentWord]
    _not_reversed: frozenset[str]
    _sums: tuple[str, ...]
    _alarms: tuple[str, ...]
    _firms: tuple[str, ...]
    _yes: frozenset[str]
    _no: frozenset[str]
    _harmless: frozenset[str]
    _notes: tuple[str, ...]
    _errors: frozenset[str]

    def role(self, heading: str) -> ColumnRole | None:
        """What the column under a heading holds; None for an unknown heading."""
        return self._columns.get(folded(heading)) or self._columns.get(bare(heading))

    def insurance(self, text: str) -> Insurance | None:
        """The insurance a text names; None when it names none."""
        code = self._insurance_codes.get(folded(text))
        return code or self._of_parts(text) or _first(self._insurances, text)

    def _of_parts(self, text: str) -> Insurance | None:
        """`COMBINED` for a text whose parts name medical and other insurances side by side."""
        plain = unicodedata.normalize("NFKC", text)
        outside, inside = _BRACKETS.sub("", plain), _BRACKETS.findall(plain)
        parts = [*_BETWEEN.split(outside), *(part for part in inside if not part[1:].startswith("含"))]
        named = {_first(self._insurances, part) for part in parts if part} - {None}
        if Insurance.OTHER in named and len(named) > 1:
            return Insurance.COMBINED
        return Insurance.COMBINED if self._is_run_together(outside) else None

    def _is_run_together(self, text: str) -> bool:
        """True for 基本医疗保险 and a top-up in one word."""
        return "基本医疗" in text and any(word in text for word in ("大额", "大病", "补充", "公务员"))

    def identity(self, text: str) -> Insurance | None:
        """The insurance that goes with a kind of insured person; None when it could be any."""
        return _first(self._identities, text)

    def payment(self, text: str) -> PaymentWord | None:
        """What a word says of a payment; None for an unknown word and for a bare code."""
        word = folded(text)
        return self._payments.get(word) or self._payments.get(_LEADING_CODE.sub("", word))

    def affirmed(self, text: str) -> bool | None:
        """What a cell says in a column of yes or no; None for anything else."""
        word = folded(text) or text.strip()
        return True if word in self._yes else False if word in self._no else None

    def reversed(self, text: str) -> bool:
        """True unless a mark of cancelling says that nothing was cancelled."""
        return folded(text) not in self._not_reversed

    def is_sum(self, text: str) -> bool:
        """True for the first cell of a row that may add others up; whether it does, its other cells tell.

        >>> vocabulary().is_sum("共 5 条"), vocabulary().is_sum("共享汽车公司")
        (True, False)
        """
        word = folded(text)
        return (word.startswith(self._sums) or bool(_COUNTED.match(word))) and not self.is_firm(text)

    def is_note(self, text: str) -> bool:
        """True when a line reads like a note, a label with what it labels, or a foot."""
        return any(word in text for word in self._notes) or bool(_LABEL.match(text))

    def is_harmless(self, text: str) -> bool:
        """True for a remark that says nothing of the payment."""
        return folded(text) in self._harmless or not folded(text)

    def is_error(self, text: str) -> bool:
        """True for a cell in which a table program shows that it has no value.

        >>> vocabulary().is_error("#N/A"), vocabulary().is_error("#####"), vocabulary().is_error("#1")
        (True, True, False)
        """
        return text.upper() in self._errors or bool(_OVERFLOW.fullmatch(text))

    def alarms(self, text: str) -> bool:
        """True when a text in another column may mean that its row does not count."""
        return any(word in folded(text) for word in self._alarms)

    def is_firm(self, text: str) -> bool:
        """True when a text names a payer."""
        return any(word in folded(text) for word in self._firms)


_BRACKETS = re.compile(r"[(\[【〔{][^)\]】〕}]*[)\]】〕}]")
_BETWEEN = re.compile(r"[、,;/+＋&和与及]|\s+")
_LEADING_CODE = re.compile(r"^\d{1,3}(?=\D)")
_COUNTED = re.compile(r"共\d+")
_LABEL = re.compile(r"[^\d:：]{2,12}[:：]")
_OVERFLOW = re.compile(r"#{3,}")


@cache
def folded(text: str) -> str:
    """A text without what does not distinguish words: width, case, spaces, punctuation.

    >>> folded("费款所属期 （年月）")
    '费款所属期年月'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign in "√✓✔" or unicodedata.category(sign)[0] in "LN")


@cache
def bare(text: str) -> str:
    """The same, also without text in brackets, unless all of it is in brackets.

    >>> bare("缴费基数（元）"), bare("（职工）")
    ('缴费基数', '职工')
    """
    plain = unicodedata.normalize("NFKC", text)
    return folded(_BRACKETS.sub("", plain)) or folded(text)


def forget_words() -> None:
    """Let go of every text that was looked up."""
    for looked_up in (folded, bare):
        looked_up.cache_clear()


def _first(lines: Sequence[_Line], text: str) -> Insurance | None:
    return next((line.means for line in lines if line.fits(text)), None)


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the program."""
    with resource("pasting", "vocabulary.yaml").open(encoding="utf-8") as file:
        told = yaml.safe_load(file)
    return Vocabulary(
        {folded(word): ColumnRole(role) for role, words in told["columns"].items() for word in words},
        _lines(told["insurances"]),
        {code: Insurance(means) for code, means in told["insurance_codes"].items()},
        _lines(told["identities"]),
        {folded(word): _payment(line) for line in told["payments"] for word in line["words"]},
        frozenset(folded(word) for word in told["reversal_none"]),
        tuple(folded(word) for word in told["sums"]),
        tuple(folded(word) for word in told["alarms"]),
        tuple(folded(word) for word in told["firms"]),
        frozenset(folded(word) or word for word in told["affirmed"]),
        frozenset(folded(word) or word for word in told["denied"]),
        frozenset(folded(word) for word in told["harmless"]),
        tuple(told["notes"]),
        frozenset(told["errors"]),
    )


def _lines(told: Sequence[Mapping[str, Any]]) -> tuple[_Line, ...]:
    return tuple(
        _Line(
            Insurance(line["means"]), tuple(line["contains"]), tuple(line.get("without", ())), line.get("in") == "base"
        )
        for line in told
    )


def _payment(line: Mapping[str, Any]) -> PaymentWord:
    status, kind = line.get("status"), line.get("kind")
    return PaymentWord(Status(status) if status else None, Kind(kind) if kind else None, line.get("doubt"))
