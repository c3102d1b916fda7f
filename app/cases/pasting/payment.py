"""Reads the payment cells of a row: whether the months are paid, how, on which base and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.pasting.cells import read_credit, read_money
from app.cases.pasting.rows import Draft
from app.cases.pasting.vocabulary import ColumnRole, PaymentWord, vocabulary
from app.cases.problems import shown
from app.rules.record.history import Kind, Status

_MOVES_MONEY = (Kind.REFUND, Kind.ADJUSTMENT)


@dataclass(frozen=True, slots=True)
class PaymentCells:
    """The cells of a row about its payment; None where the list has no such column."""

    status: str | None = None
    kind: str | None = None
    reversal: str = ""
    credited: str | None = None
    base: str = ""
    amounts: Sequence[str] = ()


def read_payment(draft: Draft, cells: PaymentCells) -> None:
    """Write into a draft whether the months are paid, how, on which base and when, with a doubt where unsure."""
    standing = _word(draft, cells.status, ColumnRole.STATUS)
    sort = _word(draft, cells.kind, ColumnRole.KIND)
    for word in (standing, sort):
        if word.doubt:
            draft.doubt(word.doubt)
    if cells.reversal and vocabulary().reversed(cells.reversal):
        draft.doubt("reversed")
    kind = sort.kind or standing.kind or Kind.NORMAL
    if Kind.REFUND in (sort.kind, standing.kind):
        kind = Kind.REFUND
    credited = _credit(draft, cells.credited)
    status = _status(draft, cells, standing, sort, arrived=credited is not None)
    draft.known.update(status=status, kind=kind, credited_on=credited if isinstance(credited, date) else None)
    _read_money(draft, cells, status, kind)


def _word(draft: Draft, text: str | None, role: ColumnRole) -> PaymentWord:
    if not text:
        return PaymentWord()
    payment = vocabulary().payment(text, role)
    if payment is None:
        draft.doubt("word", text=shown(text))
    return payment or PaymentWord()


def _credit(draft: Draft, text: str | None) -> object:
    if not text:
        return None
    credited = read_credit(text)
    if credited is None:
        draft.remark("credit", text=shown(text))
    return credited


def _status(draft: Draft, cells: PaymentCells, standing: PaymentWord, sort: PaymentWord, *, arrived: bool) -> Status:
    said = {word.status for word in (standing, sort) if word.status is not None}
    if cells.status is not None and standing.status is not None and sort.status is Status.PAID:
        said.discard(Status.PAID)  # a kind is named as if paid; the status column says whether it was
        said.add(standing.status)
    if len(said) > 1 or (arrived and said and said != {Status.PAID}):
        draft.doubt("contradiction")
    if said:
        return min(said)
    if arrived:
        return Status.PAID
    refund = Kind.REFUND in (sort.kind, standing.kind)
    if not refund and not draft.doubts:
        if cells.status is not None:
            draft.doubt("no_status")
        elif cells.credited is not None:
            draft.doubt("no_credit")
    return Status.PAID


def _read_money(draft: Draft, cells: PaymentCells, status: Status, kind: Kind) -> None:
    base = read_money(cells.base) if cells.base else None
    if cells.base and base is None:
        draft.remark("base", text=shown(cells.base))
    amounts = [amount for amount in map(read_money, cells.amounts) if amount is not None]
    if kind in _MOVES_MONEY:
        return
    money = amounts or ([] if base is None else [base])
    if any(amount < 0 for amount in (*amounts, base or 0)):
        draft.doubt("negative")
    elif status is Status.PAID and money and not any(money):
        draft.doubt("zero")
    draft.known["base"] = base if base is not None and base > 0 else None
