"""The papers that are made of an answer: which there are, and what each says. No Qt here."""

from __future__ import annotations

from enum import StrEnum

from app.report.content.assessment_sheet import sheet
from app.report.content.blocks import Paper
from app.report.content.employer_bill import employer_bill, has_bill
from app.report.content.employer_letter import employer_letter, has_letter
from app.report.content.notice import notice
from app.report.content.sections import Style
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case


class PaperKind(StrEnum):
    """The papers that are made of an answer."""

    NOTICE = "notice"
    SHEET = "sheet"
    BILL = "bill"
    LETTER = "letter"


def kinds_for(assessment: Assessment, option: Option | None) -> tuple[PaperKind, ...]:
    """The papers there are for an option, the usual one first."""
    there = {
        PaperKind.NOTICE: True,
        PaperKind.SHEET: bool(assessment.ways),
        PaperKind.BILL: has_bill(option),
        PaperKind.LETTER: has_letter(assessment, option),
    }
    return tuple(kind for kind, made in there.items() if made)


def composed(kind: PaperKind, case: Case, assessment: Assessment, option: Option | None, style: Style) -> Paper:
    """A paper before it is split into pages; ValueError for one that there is not (`kinds_for`)."""
    if kind is PaperKind.NOTICE:
        return notice(case, assessment, option, style)
    if kind is PaperKind.SHEET:
        return sheet(case, assessment, style)
    if option is None:
        raise ValueError(f"no {kind} without an option")
    compose = employer_bill if kind is PaperKind.BILL else employer_letter
    return compose(case, assessment, option, style)
