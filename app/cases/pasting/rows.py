"""One row of a contribution list as it was understood: months, scheme, payment, and doubts about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Any

from app.rules.bilingual import Bilingual
from app.rules.record.history import Kind, Scheme, StatementRow, Status
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase


class RowVerdict(StrEnum):
    """What becomes of a row: taken as it is, taken with status unknown, or left out of the record."""

    TAKEN = "taken"
    DOUBTFUL = "doubtful"
    LEFT_OUT = "left_out"


class LeftOut(StrEnum):
    """Why a row is no part of the record; each has its sentence."""

    TEXT = "text"
    ALARMING_TEXT = "alarming_text"
    HEADINGS = "headings"
    SUM = "sum"
    EMPTY = "empty"
    EMPTY_IS_LAPSE = "empty_is_lapse"
    OTHER_INSURANCE = "other_insurance"
    OTHER_PERSON = "other_person"
    BY_HAND = "by_hand"


@value_type
class ListRow:
    """One row: its months (none where they cannot be read) and what it says about them.

    `number` counts the rows of its source from 1. `scheme` is None where the list does not say. `region` is the code of
    another place the row names. `remarks` say what is wrong or was assumed, the gravest first. `amount` is all the
    money in the row, in yuan. `elsewhere`: the row may speak of other months than `spans`, or of more. `columns` are
    the headings under which a row in doubt should be looked at.
    """

    number: int
    verdict: RowVerdict
    spans: tuple[Span, ...] = ()
    scheme: Scheme | None = None
    status: Status = Status.PAID
    kind: Kind = Kind.NORMAL
    payer: str | None = None
    base: Decimal | None = None
    credited_on: date | None = None
    region: str | None = None
    remarks: tuple[Bilingual, ...] = ()
    amount: Decimal | None = None
    elsewhere: bool = False
    reason: LeftOut | None = None
    file: int = 1
    sheet: str | None = None
    columns: tuple[str, ...] = ()

    @property
    def lost(self) -> bool:
        """True when the row belongs to the record but its months cannot be read."""
        return self.verdict is RowVerdict.DOUBTFUL and not self.spans

    @property
    def source(self) -> StatementRow:
        """Where the row stands."""
        return StatementRow(self.file, self.sheet, self.number)


@dataclass
class Draft:
    """A row while it is being read: what is known so far, what stands against it, what is worth a remark.

    `written` is the text its month was read from, `booked` the month it was written into the books, `part` whose share
    it is. `empty`: the source draws the row and writes nothing into it. `columns` are those in which its doubts lie,
    `of_month` those that say its month.
    """

    number: int
    spans: tuple[Span, ...] = ()
    doubts: list[Bilingual] = field(default_factory=list)
    remarks: list[Bilingual] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    elsewhere: bool = False
    written: str = ""
    cut_zero: bool = False
    booked: Month | None = None
    part: str = ""
    empty: bool = False
    columns: list[str] = field(default_factory=list)
    of_month: tuple[str, ...] = ()
    explained: int = 0

    def blame(self, columns: tuple[str, ...]) -> None:
        """Note the columns in which the doubts lie that have come up since this was last called."""
        if len(self.doubts) > self.explained:
            self.columns += columns
            self.explained = len(self.doubts)

    def doubt(self, key: str, **values: object) -> None:
        """Add a reason why the row cannot be taken as it is."""
        self.doubts.append(problem(key, **values))

    def remark(self, key: str, **values: object) -> None:
        """Add a remark on what was assumed."""
        self.remarks.append(problem(key, **values))

    def row(self) -> ListRow:
        """The row as it was understood."""
        self.blame(self.of_month)  # what comes up once a row is read is that its month does not go with others
        verdict = RowVerdict.DOUBTFUL if self.doubts else RowVerdict.TAKEN
        remarks = tuple(dict.fromkeys((*self.doubts, *self.remarks)))
        return ListRow(
            self.number,
            verdict,
            self.spans,
            remarks=remarks,
            elsewhere=self.elsewhere and bool(self.doubts),
            columns=tuple(dict.fromkeys(self.columns)),
            **self.known,
        )


def left_out(number: int, reason: LeftOut) -> ListRow:
    """A row that is no part of the record, and why."""
    return ListRow(number, RowVerdict.LEFT_OUT, remarks=_why(reason), reason=reason)


@cache
def _why(reason: LeftOut) -> tuple[Bilingual, ...]:
    return (problem(reason.value),)


def problem(key: str, **values: object) -> Bilingual:
    """A sentence about a row."""
    return phrase("paste", f"problem.{key}", **values)


def in_order(months: list[Month]) -> bool:
    """True when months run only forwards or only backwards.

    >>> in_order([Month(3), Month(3), Month(1)]), in_order([Month(1), Month(3), Month(2)])
    (True, False)
    """
    steps = [after - before for before, after in pairwise(months)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
