"""Reads the cells of a row that say whether it was paid, each by itself; `law` settles what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.cases.pasting.cells import read_credit, read_money, sign_of
from app.cases.pasting.layouts import TO_CHECK
from app.cases.pasting.legend import Legend
from app.cases.pasting.meanings import Asked, Meanings
from app.cases.pasting.rows import Draft, problem
from app.cases.pasting.vocabulary import PaymentWord, vocabulary
from app.cases.problems import shown
from app.rules.record.history import Kind, Status
from app.rules.record.months import Month

_ARRIVAL = ("到账", "到帐", "到款", "入库")
_CODE_MEANS = {
    **{status.value: PaymentWord(status) for status in Status},
    "normal": PaymentWord(None, Kind.NORMAL),
    "back_paid": PaymentWord(Status.PAID, Kind.BACK_PAID),
    "unemployment_fund": PaymentWord(Status.PAID, Kind.UNEMPLOYMENT_FUND),
    "refund": PaymentWord(None, Kind.REFUND),
    "adjustment": PaymentWord(None, Kind.ADJUSTMENT),
    "transfer": PaymentWord(doubt="transfer"),
    "lump": PaymentWord(doubt="lump"),
}


@dataclass
class Evidence:
    """All that a row says of its payment.

    `says_status`: the list has a column for it, `status_expected`: its cell is empty though other rows fill it.
    `credited` is None without such a column, "" where its cell is empty; `credit_expected`: other rows fill it.
    `due_only`: all its money is what was to be paid. `missing` and `zero`: a sum is, where other rows have one.
    `silent` are the words that name an ordinary payment and do not say whether it arrived.
    """

    says_status: bool = False
    status_expected: bool = False
    statuses: list[PaymentWord] = field(default_factory=list)
    kinds: list[PaymentWord] = field(default_factory=list)
    credited: date | Month | str | None = None
    credit_expected: bool = True
    reversed: bool = False
    base: Decimal | None = None
    amounts: list[Decimal] = field(default_factory=list)
    due_only: bool = False
    missing: bool = False
    zero: bool = False
    silent: list[str] = field(default_factory=list)


def ask_whether_arrived(meanings: Meanings, draft: Draft, said: Evidence) -> None:
    """Ask once for all rows what a word comes to, where nothing else in a row says whether its money arrived."""
    if problem("no_status") in draft.doubts:
        for text in said.silent:
            if not meanings.is_told(text):
                meanings.ask(Asked.WORD, text)


class PaymentReader:
    """Reads the words, codes, signs, days and sums of one table's rows; whatever it cannot read is a doubt."""

    def __init__(self, meanings: Meanings, codes: Mapping[str, Mapping[str, str]], legend: Legend) -> None:
        self._meanings, self._codes, self._legend = meanings, codes, legend

    def status(self, draft: Draft, evidence: Evidence, heading: str, text: str) -> None:
        """Read a cell that says whether the money is there."""
        answer = vocabulary().affirmed(text)
        if answer is not None and not self._codes_has("status", text):
            absent = Status.IN_TRANSIT if any(word in heading for word in _ARRIVAL) else Status.UNPAID
            evidence.statuses.append(PaymentWord(Status.PAID if answer else absent))
            return
        if (word := self._word(draft, "status", heading, text)) is not None:
            evidence.statuses.append(word)
            self._keep_silent(evidence, text, word)

    def owed(self, draft: Draft, evidence: Evidence, heading: str, text: str) -> None:
        """Read a cell that says whether there are arrears."""
        answer = vocabulary().affirmed(text)
        if answer is not None:
            evidence.statuses.append(PaymentWord(Status.UNPAID if answer else Status.PAID))
        elif (word := self._word(draft, "owed", heading, text)) is not None:
            evidence.statuses.append(word)

    def kind(self, draft: Draft, evidence: Evidence, heading: str, text: str) -> None:
        """Read a cell that says what sort of payment it was."""
        if (word := self._word(draft, "kind", heading, text)) is not None:
            evidence.kinds.append(word)
            self._keep_silent(evidence, text, word)

    def remark(self, draft: Draft, evidence: Evidence, heading: str, text: str) -> None:
        """Read what stands beside a row in free words: a known word counts, an unknown one is asked about."""
        if vocabulary().is_harmless(text):
            return
        if vocabulary().alarms(text):
            draft.doubt("remark")
        elif (word := self._word(draft, "remark", heading, text)) is not None:
            evidence.kinds.append(word)

    def sign(self, draft: Draft, evidence: Evidence, sign: str) -> None:
        """Read a sign that stands beside a month or a sum, by the paper's own words."""
        for each in sign:
            word = self._legend.signs.get(each) or self._meanings.payment(each)
            if word is None:
                self._meanings.ask(Asked.WORD, each)
                draft.doubt("unknown_sign", text=each)
            else:
                evidence.kinds.append(word)

    def credit(self, draft: Draft, evidence: Evidence, text: str) -> None:
        """Read when the money arrived; one of several such cells that is empty counts more than one that is filled."""
        if evidence.credited == "":
            return
        credited = read_credit(text) if text else ""
        if credited is None:
            draft.doubt("credit", text=shown(text))
        elif not isinstance(evidence.credited, date) or credited == "":
            evidence.credited = credited

    def money(self, draft: Draft, text: str) -> Decimal | None:
        """Read a sum; what is none is a doubt."""
        amount = read_money(text)
        if amount is None:
            draft.doubt("amount", text=shown(text))
        return amount

    def _keep_silent(self, evidence: Evidence, text: str, word: PaymentWord) -> None:
        if word == PaymentWord(None, Kind.NORMAL) and self._meanings.payment(text) == word:
            evidence.silent.append(text)

    def _codes_has(self, table: str, text: str) -> bool:
        return text in self._codes.get(table, {})

    def _word(self, draft: Draft, table: str, heading: str, text: str) -> PaymentWord | None:
        """What a word or code says; None, a doubt and a question where nobody knows."""
        kept, sign = sign_of(text)
        if sign in self._legend.signs and not kept:
            return self._legend.signs[sign]
        if text in self._legend.signs:
            return self._legend.signs[text]
        if text.isascii() and text.isalnum() and any(letter.isdigit() for letter in text):
            return self._code(draft, table, heading, text)
        word = self._meanings.payment(text)
        if word is None:
            key = text
            if not vocabulary().is_error(text):
                self._meanings.ask(Asked.WORD, text, key=key)
            draft.doubt("word", text=shown(text))
        return word

    def _code(self, draft: Draft, table: str, heading: str, text: str) -> PaymentWord | None:
        told = self._codes.get(table, {}).get(text)
        if told == TO_CHECK:
            draft.doubt("code", text=shown(text), heading=shown(heading))
            return None
        if told is not None:
            return _CODE_MEANS[told]
        key = f"{heading}:{text}"
        if (word := self._meanings.payment(key)) is not None:
            return word
        self._meanings.ask(Asked.WORD, key)
        draft.doubt("code", text=shown(text), heading=shown(heading))
        return None
