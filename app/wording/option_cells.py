"""Words what one option leads to, subject by subject, in a short form for tables and a long one for texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import Assessment, CostRange, Option, OptionId, Respect
from app.rules.outcome.warnings import lacking_of
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.wording.office_and_bills import decided_fields, safe_day
from app.wording.phrasebook import phrase, phrases
from app.wording.values import day, day_after, ends_of, joined_as_is, money, short_day, wait_length, whole_yuan

AREA: Final = "cells"
OPEN: Final = "open"
"""The kind of a cell that only the office, or a missing fact, can settle."""
_NOTHING: Final = "nothing"
_EMPTY: Final = Bilingual("", "")


class Subject(StrEnum):
    """What a cell is about."""

    VERDICT = "verdict"
    COST = "cost"
    PAY_BY = "pay_by"
    WAIT = "wait"
    BENEFITS_FROM = "benefits_from"
    GAP_COSTS = "gap_costs"
    CONTINUITY = "continuity"


def long_title(subject: str) -> Bilingual:
    """The full title of a subject, or of the option itself (`option`)."""
    return phrase(AREA, f"{subject}.title")


def short_title(subject: str) -> Bilingual:
    """The short title, for a column heading."""
    return _first(f"{subject}.title.short", f"{subject}.title")


class CellMark(StrEnum):
    """Marks of a cell: the user's own figure, one the office keeps, a reference, decided by the office, disputed."""

    OWN = "own"
    OFFICE = "office"
    REFERENCE = "reference"
    DECIDED = "decided"
    DISPUTED = "disputed"

    @property
    def long(self) -> Bilingual:
        """What the mark says, with what to do about it."""
        return phrase(AREA, f"mark.{self}")

    @property
    def short(self) -> Bilingual:
        """The same in few words, for a line of its own."""
        return _first(f"mark.{self}.short", f"mark.{self}")

    @property
    def sign(self) -> str:
        """The sign beside a cell of the table: ※ not to be relied on yet, ✓ given by hand."""
        return GIVEN_SIGN if self in (CellMark.OWN, CellMark.OFFICE, CellMark.DECIDED) else OPEN_SIGN


BEST_SIGN: Final = "★"
"""The sign of the best in a column."""
OPEN_SIGN: Final = "※"
"""The sign of what is not to be relied on yet."""
GIVEN_SIGN: Final = "✓"
"""The sign of what was given by hand: a figure of the user's, a decision of the office."""
Value = Bilingual | date | Decimal | int | str


@value_type
class OptionCell:
    """What an option says on one subject: the kind of answer, the values in it, and its marks.

    The long form has days in words, the short form in digits. A cell of the kind `open` can only be settled by the
    office, or by a missing fact; `nothing` does not apply to the option at all. `lacks` names the figure that fills it.

    >>> cell = OptionCell(Subject.BENEFITS_FROM, "day", {"day": date(2026, 12, 1), "until": Bilingual("", "")})
    >>> cell.short.zh, cell.long.zh
    ('2026-12-01', '2026年12月1日起')
    """

    subject: Subject
    kind: str
    values: Mapping[str, Value]
    marks: tuple[CellMark, ...] = ()
    safe: date | None = None
    lacks: str = ""

    @property
    def applies(self) -> bool:
        """False where the subject does not apply."""
        return self.kind != _NOTHING

    @property
    def short(self) -> Bilingual:
        """The words for a table, without marks."""
        return _short_of(self).filled(**{name: _in_digits(value) for name, value in self.values.items()})

    @property
    def long(self) -> Bilingual:
        """The words for a page or a sentence, without marks."""
        said = _first(f"{self.subject}.{self.kind}", self.kind)
        return said.filled(**{name: _in_words(value) for name, value in self.values.items()})

    def in_table(self, year: int) -> Bilingual:
        """The short form with the signs of its marks, days of that year without it, and the last safe day under it.

        Where a figure lacks it says that it can be filled in.
        """
        lacking = f"{self.subject}.{self.kind}.fill" if self.lacks else ""
        short = phrases(AREA).get(lacking) or _short_of(self)
        said = short.filled(**{name: _briefly(value, year) for name, value in self.values.items()})
        asks = self.subject is Subject.VERDICT and self.kind != Verdict.YES.value  # as the sign would say
        signs = "".join(dict.fromkeys(f" {mark.sign}" for mark in self.marks if not asks or mark.sign != OPEN_SIGN))
        said = joined_as_is(said, Bilingual(signs, signs))
        return said if self.safe is None else joined_as_is(said, Bilingual("\n", "\n"), self.safe_day)

    @property
    def safe_day(self) -> Bilingual:
        """The last safe day to pay, by month and day; empty where there is none."""
        safe = self.safe
        return _EMPTY if safe is None else phrase(AREA, "pay_by.safe", month=safe.month, day=safe.day)

    @property
    def in_line(self) -> Bilingual:
        """The short form with its marks in words, in brackets."""
        return _with_marks(self.short, [mark.short for mark in self.marks])

    @property
    def in_text(self) -> Bilingual:
        """The long form with its marks in brackets."""
        return _with_marks(self.long, [mark.long for mark in self.marks])


def _short_of(cell: OptionCell) -> Bilingual:
    own = f"{cell.subject}.{cell.kind}"
    return _first(f"{own}.short", f"{cell.kind}.short", own, cell.kind)


def _with_marks(said: Bilingual, marks: Sequence[Bilingual]) -> Bilingual:
    if not marks:
        return said
    between = phrase(AREA, "marks.between")
    listed = Bilingual(between.zh.join(mark.zh for mark in marks), between.en.join(mark.en for mark in marks))
    return phrase(AREA, "marked", said=said, marks=listed)


OptionCells = Mapping[Subject, OptionCell]


def option_cells(
    case: Case, assessment: Assessment, option: Option, *, margin: int = 0, settled: bool = True
) -> OptionCells:
    """Every cell of an option of an assessment, with its marks.

    `margin` is how many working days money takes to arrive, 0 if not known. `settled` is False while the last day of
    payment is still being worked out.
    """
    cells = (
        verdict(option),
        cost(option, lacks=lacking_of(assessment.warnings, option.id)),
        replace(pay_by(option, settled=settled), safe=safe_day(option, margin)),
        wait(option),
        benefits_from(option),
        gap_costs(option),
        continuity(option),
    )
    decided = decided_fields(case, option) if case.decisions else frozenset()
    return {cell.subject: _marked(cell, option, decided) for cell in cells}


_DECIDED_FIELD = {Subject.WAIT: "waiting"}
_DISPUTED_IN = {
    Subject.VERDICT: Matter.BACK_PAYMENT,
    Subject.COST: Matter.PREMIUM,
    Subject.BENEFITS_FROM: Matter.COVER,
    Subject.GAP_COSTS: Matter.GAP_COSTS,
    Subject.CONTINUITY: Matter.CONTINUITY,
}


def _marked(cell: OptionCell, option: Option, decided: frozenset[str]) -> OptionCell:
    """The cell marked as decided by the office, or else as disputed where sources disagree."""
    if not cell.applies:
        return cell
    if _DECIDED_FIELD.get(cell.subject, cell.subject.value) in decided:
        return replace(cell, marks=(*cell.marks, CellMark.DECIDED))
    matter = _DISPUTED_IN.get(cell.subject)
    if any(other.matter is matter for other in option.disagreements) and cell.kind != "in_vain":
        return replace(cell, marks=(*cell.marks, CellMark.DISPUTED))
    return cell


# subject by subject


def verdict(option: Option) -> OptionCell:
    """Whether the option can be carried out."""
    reference = option.verdict is Verdict.ASK and option.reference
    return _cell(Subject.VERDICT, "reference" if reference else option.verdict.value)


def cost(option: Option, *, lacks: str = "") -> OptionCell:
    """What is to be paid. `lacks` names a figure that is missing and needed for it."""
    if option.verdict is Verdict.NO or option.nothing_to_pay:
        return _cell(Subject.COST, _NOTHING if option.verdict is Verdict.NO else "resumed")
    if option.cost is None:
        worst = option.if_worst.total if option.if_worst else None
        if option.cost_range is not None:
            return replace(_between(option.cost_range, open_base=bool(lacks)), lacks=lacks)
        if lacks:
            return replace(_cell(Subject.COST, "lacking"), lacks=lacks)
        return _cell(Subject.COST, OPEN) if worst is None else _cell(Subject.COST, "at_most", money=worst)
    if not option.cost.lines:
        return _cell(Subject.COST, "monthly")
    own = ((CellMark.OWN, option.cost.users_own), (CellMark.OFFICE, option.cost.office_own))
    marks = (*own, (CellMark.REFERENCE, option.cost.reference))
    cell = _cell(Subject.COST, "at_least" if option.cost.at_least else "sum", money=option.cost.total)
    return replace(cell, marks=tuple(mark for mark, borne in marks if borne))


def _between(found: CostRange, *, open_base: bool) -> OptionCell:
    low, high = ends_of(found)
    kind = "range" if high else "from"
    return _cell(Subject.COST, kind if open_base else f"{kind}_open", low=low, high=high)


def pay_by(option: Option, *, settled: bool = True) -> OptionCell:
    """The last day of payment after which something is lost, or why there is none."""
    if option.verdict is Verdict.NO:
        return _cell(Subject.PAY_BY, "no")
    if option.in_vain is not None:
        return _cell(Subject.PAY_BY, "in_vain", year=option.in_vain)
    if option.nothing_to_pay:
        return _cell(Subject.PAY_BY, "resumed")
    if option.nothing_lost_until is not None:
        return _last_day(option, option.nothing_lost_until)
    return _no_last_day(option) if settled else _cell(Subject.PAY_BY, "working")


def _no_last_day(option: Option) -> OptionCell:
    """There is no last day: paying later changes nothing, or no rule is known."""
    if option.verdict is Verdict.ASK or option.benefits_from is None:
        return _cell(Subject.PAY_BY, OPEN)
    arrears = option.id is OptionId.EMPLOYER_BACK_PAYS
    growing = phrase(AREA, "pay_by.growing") if arrears else _EMPTY
    if option.tried_until is not None:
        return _cell(Subject.PAY_BY, "none_tried", day=option.tried_until, growing=growing)
    return _cell(Subject.PAY_BY, "none", growing=growing)


def _last_day(option: Option, last: date) -> OptionCell:
    if option.postponed_to is None:
        return _cell(Subject.PAY_BY, "day", day=last)
    begins = day_after(option.postponed_to, last.year)
    later = phrase(AREA, "pay_by.later", day=day_after(option.pay_by, last.year)) if option.pay_by else _EMPTY
    return _cell(Subject.PAY_BY, "step", day=last, begins=begins, later=later)


def wait(option: Option) -> OptionCell:
    """How long nothing, or only a part, is reimbursed after the payment."""
    if option.verdict is Verdict.NO:
        return _cell(Subject.WAIT, _NOTHING)
    if option.waiting is not None:
        return _waiting(option.waiting)
    if option.benefits_from is not None:
        return _cell(Subject.WAIT, "none")
    worst = option.if_worst.waiting if option.if_worst else None
    if worst is None:
        return _cell(Subject.WAIT, OPEN)
    return _cell(Subject.WAIT, "open_at_most", length=wait_length(worst), end=worst.end)


def _waiting(waiting: Waiting) -> OptionCell:
    share, fixed, variable = waiting.benefit_percent, waiting.fixed_months, waiting.variable_months
    kind = "at_most" if waiting.at_most else "share" if share else "length"
    return _cell(
        Subject.WAIT,
        kind,
        length=wait_length(waiting),
        parts=phrase(AREA, "wait.parts", fixed=fixed, variable=variable) if variable else _EMPTY,
        start=waiting.start,
        end=day_after(waiting.end, waiting.start.year),
        percent=share,
        paid=phrase(AREA, "wait.part_paid", percent=share) if share else phrase(AREA, "wait.unpaid"),
    )


def benefits_from(option: Option) -> OptionCell:
    """The first day of full benefits, and the last where there is one."""
    if option.verdict is Verdict.NO:
        return _cell(Subject.BENEFITS_FROM, _NOTHING)
    if option.in_vain is not None:
        return _cell(Subject.BENEFITS_FROM, "in_vain", year=option.in_vain)
    if option.benefits_from is None:
        worst = option.if_worst.benefits_from if option.if_worst else None
        if worst is None:
            return _cell(Subject.BENEFITS_FROM, OPEN)
        return _cell(Subject.BENEFITS_FROM, "open_at_latest", day=worst)
    last = option.benefits_until
    since = option.benefits_from.year
    until = phrase(AREA, "benefits_from.until", day=day_after(last, since)) if last else _EMPTY
    kind = "at_latest" if option.waiting and option.waiting.at_most else "day"
    return _cell(Subject.BENEFITS_FROM, kind, day=option.benefits_from, until=until)


def gap_costs(option: Option) -> OptionCell:
    """Who bears treatment inside the lapse once the option is carried out."""
    if option.verdict is Verdict.NO or option.lapse is None:
        return _cell(Subject.GAP_COSTS, _NOTHING)
    return _cell(Subject.GAP_COSTS, option.gap_costs.value)


def continuity(option: Option) -> OptionCell:
    """Whether consecutive months carry on."""
    return _cell(Subject.CONTINUITY, _NOTHING if option.verdict is Verdict.NO else option.continuity)


def merit(respect: Respect) -> Bilingual:
    """The text of the mark for the best option in a respect."""
    return phrase(AREA, f"merit.{respect}")


def _cell(subject: Subject, kind: str, **values: Value) -> OptionCell:
    return OptionCell(subject, kind, values)


def _first(*keys: str) -> Bilingual:
    said = phrases(AREA)
    return said[next((key for key in keys if key in said), keys[0])]


def _in_words(value: Value) -> Bilingual | int | str:
    if isinstance(value, date):
        return day(value)
    return money(value) if isinstance(value, Decimal) else value


def _briefly(value: Value, year: int) -> Bilingual | int | str:
    if isinstance(value, date):
        return short_day(value, year)
    return whole_yuan(value) if isinstance(value, Decimal) else _in_words(value)


def _in_digits(value: Value) -> Bilingual | int | str:
    return value.isoformat() if isinstance(value, date) else _in_words(value)
