"""Looks up the words of contribution lists in `resources/pasting/vocabulary.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from app.rules.record.history import Kind, Status
from app.system.resources import resource


class ColumnRole(StrEnum):
    """What a column holds."""

    MONTH = "month"
    FIRST = "first"
    LAST = "last"
    YEAR = "year"
    WHEN = "when"
    SCHEME = "scheme"
    IDENTITY = "identity"
    STATUS = "status"
    KIND = "kind"
    REVERSAL = "reversal"
    BASE = "base"
    CREDITED = "credited"
    PAYER = "payer"
    PLACE = "place"
    COUNT = "count"
    AMOUNT = "amount"
    PERSON = "person"
    ID = "id"
    REMARK = "remark"
    IGNORED = "ignored"


class Insurance(StrEnum):
    """The insurance a text names; `MEDICAL` leaves the scheme open, `OTHER` does not belong to the record."""

    EMPLOYEE = "employee"
    FLEXIBLE = "flexible"
    RESIDENT = "resident"
    MEDICAL = "medical"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PaymentWord:
    """What a word says of a payment; None where it says nothing. `doubt` names why it takes a second look."""

    status: Status | None = None
    kind: Kind | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    means: Insurance
    contains: tuple[str, ...]
    without: tuple[str, ...]
    in_base: bool

    def fits(self, text: str) -> bool:
        looked_at = bare(text) if self.in_base else folded(text)
        return any(word in looked_at for word in self.contains) and not any(w in looked_at for w in self.without)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the words, ready to look up."""

    _columns: Mapping[str, ColumnRole]
    _insurances: tuple[_Line, ...]
    _insurance_codes: Mapping[str, Insurance]
    _identities: tuple[_Line, ...]
    _payments: Mapping[str, PaymentWord]
    _status_codes: Mapping[str, PaymentWord]
    _kind_codes: Mapping[str, PaymentWord]
    _not_reversed: frozenset[str]
    _sums: tuple[str, ...]
    _alarms: tuple[str, ...]
    _firms: tuple[str, ...]

    def role(self, heading: str) -> ColumnRole | None:
        """What the column under a heading holds; None for an unknown heading."""
        return self._columns.get(folded(heading)) or self._columns.get(bare(heading))

    def insurance(self, text: str) -> Insurance | None:
        """The insurance a text names; None when it names none."""
        return self._insurance_codes.get(folded(text)) or _first(self._insurances, text)

    def identity(self, text: str) -> Insurance | None:
        """The insurance that goes with a kind of insured person; None when it could be any."""
        return _first(self._identities, text)

    def payment(self, text: str, role: ColumnRole | None = None) -> PaymentWord | None:
        """What a word says of a payment; codes are read only under their own heading. None for an unknown word."""
        word = folded(text)
        codes = {ColumnRole.STATUS: self._status_codes, ColumnRole.KIND: self._kind_codes}.get(role) if role else None
        if codes is not None and word in codes:
            return codes[word]
        return self._payments.get(word) or self._payments.get(re.sub(r"^\d{1,3}(?=\D)", "", word))

    def reversed(self, text: str) -> bool:
        """True unless a mark of cancelling says that nothing was cancelled."""
        return folded(text) not in self._not_reversed

    def is_sum(self, text: str) -> bool:
        """True for the first cell of a row that adds others up."""
        return folded(text).startswith(self._sums)

    def alarms(self, text: str) -> bool:
        """True when a text in another column may mean that its row does not count."""
        return any(word in folded(text) for word in self._alarms)

    def is_firm(self, text: str) -> bool:
        """True when a text names a payer."""
        return any(word in folded(text) for word in self._firms)


def folded(text: str) -> str:
    """A text without what does not distinguish words: width, case, spaces, punctuation.

    >>> folded("费款所属期 （年月）")
    '费款所属期年月'
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in plain if sign in "√✓✔" or unicodedata.category(sign)[0] in "LN")


def bare(text: str) -> str:
    """The same, also without text in brackets, unless all of it is in brackets.

    >>> bare("缴费基数（元）"), bare("（职工）")
    ('缴费基数', '职工')
    """
    plain = unicodedata.normalize("NFKC", text)
    return folded(re.sub(r"[(\[【〔{][^)\]】〕}]*[)\]】〕}]", "", plain)) or folded(text)


def _first(lines: Sequence[_Line], text: str) -> Insurance | None:
    return next((line.means for line in lines if line.fits(text)), None)


@cache
def vocabulary() -> Vocabulary:
    """The words that come with the program."""
    import yaml  # noqa: PLC0415  only a list that is read needs it

    with resource("pasting", "vocabulary.yaml").open(encoding="utf-8") as file:
        told = yaml.safe_load(file)
    return Vocabulary(
        {folded(word): ColumnRole(role) for role, words in told["columns"].items() for word in words},
        _lines(told["insurances"]),
        {code: Insurance(means) for code, means in told["insurance_codes"].items()},
        _lines(told["identities"]),
        {folded(word): _payment(line) for line in told["payments"] for word in line["words"]},
        {folded(code): _payment(line) for code, line in told["status_codes"].items()},
        {folded(code): _payment(line) for code, line in told["kind_codes"].items()},
        frozenset(folded(word) for word in told["reversal_none"]),
        tuple(folded(word) for word in told["sums"]),
        tuple(folded(word) for word in told["alarms"]),
        tuple(folded(word) for word in told["firms"]),
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
