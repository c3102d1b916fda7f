"""Reads plain lines, in which a cell's place means nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from app.cases.pasting import law
from app.cases.pasting.cells import found_in, plain, read_credit, read_money, read_spans
from app.cases.pasting.evidence import Evidence, ask_whether_arrived
from app.cases.pasting.meanings import Asked, Meanings
from app.cases.pasting.people import is_id_number
from app.cases.pasting.rows import Draft, LeftOut, left_out
from app.cases.pasting.scheme_and_place import read_scheme
from app.cases.pasting.vocabulary import Insurance, PaymentWord, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind
from app.rules.record.months import Span

_BETWEEN_WORDS = re.compile(r"[\s、,;:，；：|/()\[\]【】“”\"]+")
_COMBINED = re.compile(r"[\u4e00-\u9fff]+(?:[、+＋&和与及][\u4e00-\u9fff]+)+")
_FIVE_DIGITS = re.compile(r"\d{5}")
_SIX_DIGITS = re.compile(r"(?:19|20)\d{4}")
_OF_A_RANGE = re.compile(r"[-~—–]\s*\d{1,2}")
_OPEN_END = re.compile(r"至今|以来|起$|开始|^[-~—–至到]\s*\d|^\d{1,2}\s*月|\d+\s*月|^[至到起止]|[至到]$")
_RULE = re.compile(r"[-=_*·.\s]{10,}")
_LETTERS_OF_A_TITLE = 4
_PAIR = 2


@dataclass
class _Parts:
    """The words of one line, sorted by what they can be."""

    record: Record
    months: list[tuple[Span, ...]] = field(default_factory=list)
    insurances: list[Insurance] = field(default_factory=list)
    payments: list[str] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unread: Bilingual | None = None
    whole_days: int = 0


class PlainRows:
    """Reads lines by their words; what is in no dictionary speaks against its line unless every line has it."""

    def __init__(self, records: Sequence[Record], meanings: Meanings, insurance: Insurance | None) -> None:
        self._meanings, self._insurance = meanings, insurance
        self._parts = [self._sorted(record) for record in records]
        with_months = [parts for parts in self._parts if parts.months]
        counts = Counter(folded(text) for parts in with_months for text in set(parts.others))
        self._everywhere = {text for text, count in counts.items() if count == len(with_months) > 1}
        places = [n for n, parts in enumerate(self._parts) if parts.months]
        self._first, self._last = (places[0], places[-1]) if places else (0, -1)
        named = sum(bool(parts.insurances) for parts in with_months)
        self._mostly_named = len(with_months) > _PAIR and named >= len(with_months) - max(1, len(with_months) // 10)
        self._usual = max((len(_words(parts.record)) for parts in with_months), default=0)

    def rows(self) -> list[law.Entry]:
        """Every line, in the order of the list."""
        return [self._read(n, parts) for n, parts in enumerate(self._parts)]

    @property
    def ids(self) -> frozenset[str]:
        """The different ID numbers in the lines; compared only, never kept."""
        return frozenset(folded(text) for parts in self._parts for text in parts.ids)

    @property
    def says_status(self) -> bool:
        """True when some line speaks of the money's arrival."""
        return any(parts.payments or parts.days for parts in self._parts)

    @property
    def insurances(self) -> set[Insurance]:
        """The insurances its lines name."""
        return {insurance for parts in self._parts for insurance in parts.insurances}

    def _sorted(self, record: Record) -> _Parts:
        parts = _Parts(record)
        for cell in record.cells:
            combined = [it for it in _COMBINED.findall(cell) if self._meanings.insurance(it) is Insurance.COMBINED]
            rest = cell
            for text in combined:
                parts.insurances.append(Insurance.COMBINED)
                rest = rest.replace(text, " ")
            months, rest = found_in(rest)
            for text in (*months, *(word for word in _BETWEEN_WORDS.split(rest) if word)):
                self._sort(parts, text)
        return parts

    def _sort(self, parts: _Parts, text: str) -> None:
        cell = plain(text)
        if is_id_number(cell):
            parts.ids.append(cell)
            return
        spans = read_spans(cell)
        if not isinstance(spans, Bilingual):
            parts.months.append(spans)
            parts.whole_days += isinstance(read_credit(cell), date)
        elif self._meanings.payment(cell) is not None:
            parts.payments.append(cell)
        elif not vocabulary().is_firm(cell) and (insurance := self._meanings.insurance(cell)) is not None:
            parts.insurances.append(insurance)
        elif _OF_A_RANGE.fullmatch(cell) or _SIX_DIGITS.fullmatch(cell):
            parts.unread = parts.unread or spans
            parts.others.append(cell)
        elif read_money(cell) is not None:
            parts.amounts.append(cell)
            if _FIVE_DIGITS.fullmatch(cell) and not parts.months:
                parts.unread = parts.unread or spans
        elif read_credit(cell) is not None:
            parts.days.append(cell)
        elif any(sign.isdigit() for sign in cell) and not vocabulary().is_firm(cell):
            parts.unread = parts.unread or spans
            parts.others.append(cell)
        else:
            parts.others.append(cell)

    def _read(self, place: int, parts: _Parts) -> law.Entry:
        number = parts.record.number
        words = _words(parts.record)
        if not parts.months and not parts.payments and vocabulary().is_sum(words[0] if words else ""):
            return left_out(number, LeftOut.SUM)
        if len(words) == 1 and vocabulary().role(words[0]) is not None and not parts.payments:
            return left_out(number, LeftOut.HEADINGS)
        if parts.insurances and set(parts.insurances) == {Insurance.OTHER}:
            return left_out(number, LeftOut.OTHER_INSURANCE)
        draft = Draft(number)
        if parts.months and not self._is_printed_day(parts) and not self._is_note(parts):
            draft.spans = self._months(draft, parts)
            self._judge(draft, parts)
        elif self._is_text(place, parts, words):
            alarming = vocabulary().alarms("".join(parts.record.cells))
            return left_out(number, LeftOut.ALARMING_TEXT if alarming else LeftOut.TEXT)
        elif parts.unread is not None:
            draft.doubts.append(parts.unread)
        else:
            draft.doubt("no_month")
        return draft

    @staticmethod
    def _is_printed_day(parts: _Parts) -> bool:
        """True for a note with a day in it, as of printing: nothing in it speaks of a contribution."""
        return bool(parts.others) and parts.whole_days == len(parts.months) and not (parts.payments or parts.insurances)

    @staticmethod
    def _is_note(parts: _Parts) -> bool:
        """True for a sentence about months: nothing in it speaks of a contribution."""
        line = " ".join(parts.record.cells)
        return vocabulary().is_note(line) and not (parts.payments or parts.insurances or parts.amounts)

    def _is_text(self, place: int, parts: _Parts, words: Sequence[str]) -> bool:
        """True for a title or a note: words, and none of a payment; between rows only if it is a sentence."""
        line = " ".join(parts.record.cells)
        if _RULE.fullmatch(line):
            return True
        if parts.payments or any(map(vocabulary().is_error, words)):
            return False
        note = vocabulary().is_note(line)
        outside = place < self._first or place > self._last
        if parts.insurances and parts.amounts and len(words) >= self._usual > 1:
            return False
        if parts.unread is not None and not note and not (outside and len(words) * _PAIR <= self._usual):
            return False
        letters = sum(sign.isalpha() for sign in line)
        return letters >= _LETTERS_OF_A_TITLE and (outside or note or not any(sign.isdigit() for sign in line))

    def _months(self, draft: Draft, parts: _Parts) -> tuple[Span, ...]:
        spans = tuple(span for spans in parts.months for span in spans)
        if len(parts.months) == _PAIR and all(len(it) == 1 and len(it[0]) == 1 for it in parts.months):
            first, last = spans[0].first, spans[1].first
            if last - first > 1:
                draft.doubt("two_months", first=first, last=last)
                return (Span(first, last),)
        return spans

    def _judge(self, draft: Draft, parts: _Parts) -> None:
        words = vocabulary()
        named = {insurance for insurance in parts.insurances if insurance is not Insurance.MEDICAL}
        narrowed = Insurance.FLEXIBLE if named == {Insurance.EMPLOYEE, Insurance.FLEXIBLE} else None
        if Insurance.COMBINED in named or (len(named) > 1 and narrowed is None):
            draft.doubt("contradiction" if Insurance.COMBINED not in named else "which_insurance")
        if not parts.insurances and self._insurance in (Insurance.COMBINED, Insurance.OTHER):
            draft.doubt("which_insurance")
        if not parts.insurances and self._mostly_named:
            draft.doubt("no_scheme")
        insurance = narrowed or next(iter(sorted(named)), None) or self._insurance
        read_scheme(draft, insurance, "", " ".join(filter(words.is_firm, parts.others)))
        evidence = self._evidence(draft, parts)
        law.settle_payment(draft, evidence)
        ask_whether_arrived(self._meanings, draft, evidence)
        if parts.unread is not None:
            draft.doubts.append(parts.unread)
            draft.elsewhere = True
        if any(_OPEN_END.search(text) for text in parts.others):
            draft.doubt("half_read")
            draft.elsewhere = True
        unknown = [text for text in parts.others if folded(text) not in self._everywhere]
        if any(words.alarms(text) for text in parts.others):
            draft.doubt("remark")
            return
        strange = [text for text in unknown if not words.is_firm(text)]
        for text in strange:
            if folded(text):
                self._meanings.ask(Asked.WORD, text)
        if strange:
            draft.doubt("word", text=shown(strange[0]))

    def _evidence(self, draft: Draft, parts: _Parts) -> Evidence:
        said: dict[str, PaymentWord] = {}
        for text in parts.payments:
            if (payment := self._meanings.payment(text)) is not None:
                said[text] = payment
        kinds = [payment for payment in said.values() if payment.kind or payment.doubt]
        statuses = [payment for payment in said.values() if not (payment.kind or payment.doubt)]
        if max(len(set(kinds)), len({payment.status for payment in statuses})) > 1:
            draft.doubt("contradiction")
        day = next(iter(parts.days), None)
        evidence = Evidence(statuses=statuses, kinds=kinds, credited=read_credit(day) if day else None)
        evidence.silent = [text for text, payment in said.items() if payment == PaymentWord(None, Kind.NORMAL)]
        if not said and day is None and self.says_status:
            draft.doubt("no_status")
        evidence.amounts = [amount for text in parts.amounts if (amount := read_money(text)) is not None]
        if not all(evidence.amounts):
            draft.doubt("zero")
        return evidence


def _words(record: Record) -> list[str]:
    return [word for cell in record.cells for word in _BETWEEN_WORDS.split(plain(cell)) if word]
