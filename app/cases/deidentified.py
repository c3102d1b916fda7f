"""Takes out of a case who it is of, so that it can be handed on with the report of a fault: the answer stays the same.

Names, numbers, units, reasons in words and sheets of statements go. So does every answer that is no word, no day and no
yes or no: rules read no number and no free text, but they do see that a question is answered, so "unknown" stands in
its place where that matters. Amounts, day of birth and sex go, or become coarser, as far as the answer does not change
by it: each step is tried, and kept only if the case is answered as before. Amounts keep their first one to four digits.
An amount would stay whole only where verdicts, days or payers hung on finer digits, and a day of birth where they hang
on that day, as retirement does on the month.

Months, days, lapses, their causes and the place stay as they are; nothing is shifted. So do rates, and what an office
keeps for all its cases: they are of a place, not of a person.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from app.cases.doubts import DOUBTED
from app.cases.format.values import RATES
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case, Decision, Person
from app.rules.record.history import History

Assess: TypeAlias = Callable[[Case], Assessment]
_REASON: Final = "…"
_KEYWORD: Final = re.compile(r"[a-z][a-z_:\-]{0,29}[0-9]?|[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
"""A word by which a question is answered, a month or a day; no number, and no name in Chinese."""
_NAME: Final = re.compile(r"[a-z][a-z_]*(:[a-z0-9_\-]{1,30})*")
_UNKNOWN: Final = "unknown"
_SIGNIFICANT: Final = (1, 2, 3, 4)
"""How many digits of an amount are kept, the fewest first."""
_FIELDS: Final = (
    *("id", "resume_as", "pay_on", "back_pay", "repair_years", "insured_year", "lapse", "verdict", "reference"),
    *("waiting", "benefits_from", "benefits_until", "cover", "gap_costs", "continuity", "personal_account"),
    *("maternity_months", "questions", "pay_by", "decided_by_office", "insured_from", "insured_until"),
)


def deidentified(case: Case, assess: Assess) -> Case:
    """The case without what tells who it is of; `assess` works out its answer, on the day and by the packs in use.

    Where working out the answer is what fails, the fault stays the same.
    """
    kept = _without_names(case)
    expected = answer_of(kept, assess)
    for choices in (_fewer_answers, _coarser_amounts, _coarser_births, _without_sex):
        for tried in choices(kept):
            if answer_of(tried, assess) == expected:
                kept = tried
                break
    return kept


def answer_of(case: Case, assess: Assess) -> object:
    """What is answered to a case, without amounts and wording; where it cannot be answered, the fault and its place."""
    try:
        found = assess(case)
    except Exception as fault:  # noqa: BLE001  whatever it is: that is what is reported
        places = [(frame.name, frame.lineno) for frame in traceback.extract_tb(fault.__traceback__)]
        return type(fault).__name__, places
    return (
        tuple((key, _of_option(option)) for key, option in found.ways.items()),
        tuple((finding.lapse, finding.benefits_end) for finding in found.lapses),
        (found.today.covered, found.today.until, found.today.scheme),
        (found.cumulative_months, found.consecutive_months, found.impending and found.impending.finding.benefits_end),
        tuple((fact.fact, fact.choices) for fact in found.missing_facts),
        tuple(warning.code for warning in found.warnings if warning.code not in DOUBTED),
        _of_retirement(found),
    )


def _of_option(option: Option) -> object:
    worst, maternity = option.if_worst, option.maternity
    return (
        *(getattr(option, name) for name in _FIELDS),
        option.cost is None,
        tuple((step.pay_from, step.pay_until, step.benefits_from, step.waiting) for step in option.pay_steps),
        tuple((change.on, change.matter) for change in option.changes),
        tuple((reason.matter, reason.rule) for reason in option.reasons),
        tuple(document.id for document in option.documents),
        tuple(step.id for step in option.steps),
        worst and (worst.benefits_from, worst.waiting, worst.gap_costs),
        maternity and (maternity.verdict, maternity.since, maternity.allowance),
    )


def _of_retirement(found: Assessment) -> object:
    told = found.retirement
    return told and (told.statutory_month, told.required_cumulative, told.counted_months, told.shortfall_months)


def _without_names(case: Case) -> Case:
    person = replace(case.person, name="", id_number=None)
    rows = [replace(row, payer=None, source=None) for row in case.history.periods]
    return replace(
        case,
        person=person,
        history=History.of(rows),
        answers={fact: answer if _is_a_keyword(answer) else _UNKNOWN for fact, answer in case.answers.items()},
        decisions=tuple(replace(decision, reason=_REASON, by="") for decision in case.decisions),
    )


def _is_a_keyword(answer: str | int | bool) -> bool:  # noqa: FBT001  an answer may be yes or no
    """True for what a rule may read.

    >>> [_is_a_keyword(each) for each in (True, "left_job", "2024-05-31")]
    [True, True, True]
    >>> [_is_a_keyword(each) for each in (5376, "5376.43", "440304198803074321", "张女士")]
    [False, False, False, False]
    """
    return isinstance(answer, bool) or (isinstance(answer, str) and bool(_KEYWORD.fullmatch(answer)))


def _fewer_answers(case: Case) -> Iterator[Case]:
    if case.answers:
        yield replace(case, answers={})
        told = {fact: answer for fact, answer in case.answers.items() if answer != _UNKNOWN and _NAME.fullmatch(fact)}
        yield replace(case, answers=told)


def _coarser_amounts(case: Case) -> Iterator[Case]:
    for digits in _SIGNIFICANT:
        rows = [replace(row, base=_rounded(row.base, digits)) for row in case.history.periods]
        figures = {
            name: value if name.startswith(RATES) else _rounded(value, digits) or value
            for name, value in case.figures.items()
        }
        decisions = tuple(_coarser(decision, digits) for decision in case.decisions)
        yield replace(case, history=History.of(rows), figures=figures, decisions=decisions)


def _coarser(decision: Decision, digits: int) -> Decision:
    return replace(decision, amount=_rounded(decision.amount, digits))


def _rounded(amount: Decimal | None, digits: int) -> Decimal | None:
    """An amount of so many significant digits.

    >>> _rounded(Decimal("4416.37"), 2), _rounded(Decimal("0.00"), 2)
    (Decimal('4400.00'), Decimal('0.00'))
    """
    if not amount:
        return amount
    return round(amount, digits - 1 - amount.adjusted()).quantize(Decimal("0.01"))


def _coarser_births(case: Case) -> Iterator[Case]:
    person, born = case.person, case.person.birth_date
    if born is None:
        return
    yield _of(case, replace(person, birth_date=None))
    for month, number in ((1, 1), (7, 1), (born.month, 1), (born.month, 15), (born.month, 28)):
        with suppress(ValueError):
            yield _of(case, replace(person, birth_date=born.replace(month=month, day=number)))


def _without_sex(case: Case) -> Iterator[Case]:
    yield _of(case, replace(case.person, sex=None))


def _of(case: Case, person: Person) -> Case:
    return replace(case, person=person)
