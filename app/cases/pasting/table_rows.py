"""Reads the rows under headings, cell by cell; `law` settles what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.cases.format.values import LONGEST_TEXT
from app.cases.pasting import law
from app.cases.pasting.cells import plain, read_money, read_spans, sign_of
from app.cases.pasting.column_habits import ColumnHabits
from app.cases.pasting.evidence import Evidence, PaymentReader, ask_whether_arrived
from app.cases.pasting.meanings import Asked, Meanings
from app.cases.pasting.row_months import RowMonths
from app.cases.pasting.rows import Draft, LeftOut, left_out
from app.cases.pasting.rows_left_out import RowsLeftOut
from app.cases.pasting.scheme_and_place import read_place, read_scheme
from app.cases.pasting.table_cells import DASHES, MONEY, Surroundings, TableCells, count_in
from app.cases.pasting.tables import ListTable
from app.cases.pasting.vocabulary import ColumnRole, Insurance, folded, vocabulary
from app.cases.problems import shown
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.record.history import Scheme, Status

_READ_ELSEWHERE: Final = (
    ColumnRole.IGNORED,
    ColumnRole.ELSEWHERE,
    ColumnRole.PERSON,
    ColumnRole.ID,
    ColumnRole.PAYER,
    ColumnRole.PLACE,
    ColumnRole.IDENTITY,
    None,
)
_OF_MONTH: Final = (ColumnRole.YEAR, ColumnRole.MONTH, ColumnRole.FIRST, ColumnRole.LAST, ColumnRole.BOOKED)
_OF_PAYMENT: Final = (ColumnRole.STATUS, ColumnRole.OWED, ColumnRole.CREDITED, ColumnRole.KIND)


class TableRows:
    """Reads the rows of one table one after the other."""

    def __init__(self, table: ListTable, records: Sequence[Record], around: Surroundings, meanings: Meanings) -> None:
        self._of = TableCells(table, records, around, meanings)
        self._months = RowMonths(self._of)
        self._left_out = RowsLeftOut(self._of)
        self._habits = ColumnHabits(self._of)
        self._payment = PaymentReader(meanings, table.layout.codes if table.layout else {}, around.legend)
        self._one_insurance = len(self._of.insurances) <= 1
        self._columns_beside = [column.place for column in table.columns if column.role in _READ_ELSEWHERE]
        self._columns_passed = [it.place for it in table.columns if it.role in (ColumnRole.IGNORED, None)]
        self.counted = 0

    def rows(self) -> list[law.Entry]:
        """Every row, in the order of the list."""
        return [self._read(n, record) for n, record in enumerate(self._of.records)]

    @property
    def insurances(self) -> set[Insurance]:
        """The insurances its rows are of, as far as they say."""
        return self._of.insurances

    @property
    def totals(self) -> list[int]:
        """The numbers of months that sums print."""
        return self._left_out.totals

    def _read(self, place: int, record: Record) -> law.Entry:
        filled = [cell for cell in record.cells if cell]
        if not filled and not self._of.around.legend.empty_is_lapse:
            return Draft(record.number, empty=True)
        insurance = self._of.insurance(record)
        if (reason := self._left_out.reason(place, record, filled, insurance)) is not None:
            if reason is LeftOut.OTHER_INSURANCE:
                self._months.remember(
                    record, self._of.cell(record, ColumnRole.MONTH)
                )  # a month printed once stands above
            return left_out(record.number, reason)
        draft = Draft(record.number, of_month=self._of.headings(*_OF_MONTH))
        signs = self._months.read(record, draft, insurance)
        draft.blame(draft.of_month)
        if insurance is None and not self._of.filled(record, ColumnRole.SCHEME) and len(self._of.insurances) == 1:
            insurance = next(iter(self._of.insurances))
        self._judge(record, draft, insurance, signs)
        return draft

    def _judge(self, record: Record, draft: Draft, insurance: Insurance | None, signs: str) -> None:
        payer = self._months.or_above(record, ColumnRole.PAYER)
        self._judge_insurance(record, draft, insurance)
        read_scheme(draft, insurance, self._months.or_above(record, ColumnRole.IDENTITY), payer)
        draft.blame(self._of.headings(ColumnRole.SCHEME, ColumnRole.TIER, ColumnRole.IDENTITY))
        read_place(
            draft,
            self._of.filled(record, ColumnRole.PLACE) or [self._months.or_above(record, ColumnRole.PLACE)],
            self._of.around.home,
        )
        draft.blame(self._of.headings(ColumnRole.PLACE))
        evidence = self._evidence(record, draft)
        self._payment.sign(draft, evidence, signs)
        draft.blame(draft.of_month)
        law.settle_payment(draft, evidence)
        ask_whether_arrived(self._of.meanings, draft, evidence)
        draft.blame(self._of.headings(*_OF_PAYMENT))
        self._judge_counts(record, draft)
        draft.blame(self._of.headings(ColumnRole.COUNT))
        self._judge_rest(record, draft)
        draft.blame(())
        draft.part = folded(self._of.cell(record, ColumnRole.PART))
        if draft.known.get("scheme") is Scheme.RESIDENT or payer in (self._of.cell(record, ColumnRole.PERSON), ""):
            return
        if len(payer) <= LONGEST_TEXT and payer.isprintable():
            draft.known["payer"] = plain(payer)

    def _judge_insurance(self, record: Record, draft: Draft, insurance: Insurance | None) -> None:
        texts = self._of.filled(record, ColumnRole.SCHEME)
        if insurance is Insurance.COMBINED and not texts:
            draft.doubt("which_insurance")
        elif insurance is Insurance.COMBINED:
            draft.doubt("combined", text=shown("、".join(texts)))
            for text in texts:
                self._of.meanings.ask(Asked.INSURANCE, text)
        elif texts and insurance is None:
            draft.doubt("scheme", text=shown("、".join(texts)))
            for text in texts:
                if self._of.named(text) is None and not vocabulary().is_error(text):
                    self._of.meanings.ask(Asked.INSURANCE, text)
        elif not texts and self._of.has(ColumnRole.SCHEME):
            if insurance is not None and self._one_insurance:
                draft.remark("as_above")
            else:
                draft.doubt("no_scheme")
        if self._of.has(ColumnRole.TIER):
            self._judge_tier(record, draft)
        if self._of.table.of_medical and not any(_says(self._of.at(record, n)) for n in self._of.table.of_medical):
            draft.doubt("no_medical_cells")

    def _judge_tier(self, record: Record, draft: Draft) -> None:
        text = self._of.cell(record, ColumnRole.TIER)
        if not text:
            draft.doubt("no_tier")
        elif self._of.tier(record) is None:
            draft.doubt("tier", text=shown(text))

    def _evidence(self, record: Record, draft: Draft) -> Evidence:
        evidence = Evidence()
        read = self._payment
        for heading, cell in self._of.headed(record, ColumnRole.STATUS):
            read.status(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._of.headed(record, ColumnRole.OWED):
            read.owed(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._of.headed(record, ColumnRole.KIND):
            read.kind(draft, evidence, heading, cell)
            draft.blame((heading,))
        for heading, cell in self._of.headed(record, ColumnRole.REMARK):
            if not self._habits.is_everywhere(ColumnRole.REMARK, cell):
                read.remark(draft, evidence, heading, cell)
                draft.blame((heading,))
        evidence.says_status = self._of.has(ColumnRole.STATUS) or self._of.has(ColumnRole.OWED)
        places = (*self._of.columns[ColumnRole.STATUS], *self._of.columns[ColumnRole.OWED])
        evidence.status_expected = any(
            self._habits.at(place).always_filled and not self._of.at(record, place) for place in places
        )
        evidence.reversed = any(vocabulary().reversed(cell) for cell in self._of.filled(record, ColumnRole.REVERSAL))
        for place in self._of.columns[ColumnRole.CREDITED]:
            read.credit(draft, evidence, self._of.at(record, place))
        draft.blame(self._of.headings(ColumnRole.CREDITED))
        evidence.credit_expected = any(self._habits.at(place).filled for place in self._of.columns[ColumnRole.CREDITED])
        self._read_money(record, draft, evidence)
        draft.blame(self._of.headings(*MONEY))
        return evidence

    def _read_money(self, record: Record, draft: Draft, evidence: Evidence) -> None:
        roles = (ColumnRole.AMOUNT, ColumnRole.COUNT)
        evidence.due_only = self._of.has(ColumnRole.DUE) and not any(map(self._of.has, roles))
        for role in MONEY:
            for place in self._of.columns[role]:
                cell, sign = sign_of(self._of.at(record, place))
                if sign:
                    self._payment.sign(draft, evidence, sign)
                habit = self._habits.at(place)
                if not cell or (set(cell) <= DASHES and not habit.always_filled):
                    evidence.missing |= habit.always_filled and not sign and role is not ColumnRole.BASE
                    continue
                amount = self._payment.money(draft, cell)
                if amount is None:
                    continue
                evidence.zero |= not amount and habit.never_zero
                if role is ColumnRole.BASE:
                    evidence.base = amount if evidence.base is None else evidence.base
                else:
                    evidence.amounts.append(amount)

    def _judge_counts(self, record: Record, draft: Draft) -> None:
        """A number of months proves them only where it is full; an empty one proves nothing where others are filled."""
        cells = [(place, self._of.at(record, place)) for place in self._of.columns[ColumnRole.COUNT]]
        filled = [(shown(cell), count_in(cell)) for _, cell in cells if cell]
        law.settle_count(draft, filled)
        self.counted += max((count for _, count in filled if count is not None), default=0)
        empty = any(not cell and self._habits.at(place).filled for place, cell in cells)
        if empty and draft.spans:
            draft.doubt("count_missing")

    def _judge_rest(self, record: Record, draft: Draft) -> None:
        """What stands in the other columns: nothing of it may speak against the row."""
        months = [self._of.at(record, column.place) for column in self._habits.blocking]
        named = {span for cell in months if cell and not isinstance(it := read_spans(cell), Bilingual) for span in it}
        if self._habits.blocking and (named or draft.known.get("status") is Status.PAID):
            draft.doubt("unknown_column", heading=shown("、".join(map(self._habits.name, self._habits.blocking))))
            draft.spans = tuple(dict.fromkeys((*draft.spans, *sorted(named))))
        against = (
            self._of.meanings.speaks_against(cell) for n in self._columns_beside if (cell := self._of.at(record, n))
        )
        alarming = (self._of.meanings.alarms(cell) for n in self._columns_passed if (cell := self._of.at(record, n)))
        if any(against) or any(alarming):
            draft.doubt("remark")
        if any(cell[:1] == "#" and vocabulary().is_error(cell) for cell in record.cells):
            draft.doubt("error_cell")


def _says(cell: str) -> bool:
    amount = read_money(cell) if cell else None
    return bool(cell) and (amount is None or amount > 0) and not set(cell) <= DASHES
