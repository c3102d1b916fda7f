"""Makes the pages of a paper from an assessment: the entry point for preview, printer and PDF."""

from __future__ import annotations

from enum import StrEnum

from app.report.content.assessment_sheet import sheet
from app.report.content.blocks import Paper
from app.report.content.employer_bill import employer_bill, has_bill
from app.report.content.employer_letter import employer_letter, has_letter
from app.report.content.notice import notice
from app.report.content.sections import Style, document_title
from app.report.layout.marks import Page
from app.report.layout.pages import pages_of
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


def build(kind: PaperKind, case: Case, assessment: Assessment, option: Option | None, style: Style) -> list[Page]:
    """The pages of a paper; ValueError for one that there is not (`kinds_for`)."""
    return pages_of(_composed(kind, case, assessment, option, style))


def _composed(kind: PaperKind, case: Case, assessment: Assessment, option: Option | None, style: Style) -> Paper:
    if kind is PaperKind.NOTICE:
        return notice(case, assessment, option, style)
    if kind is PaperKind.SHEET:
        return sheet(case, assessment, style)
    if option is None:
        raise ValueError(f"no {kind} without an option")
    composed = employer_bill if kind is PaperKind.BILL else employer_letter
    return composed(case, assessment, option, style)


def build_notice(case: Case, assessment: Assessment, option: Option | None, style: Style) -> list[Page]:
    """The pages of the checklist notice for one option; None where there is none."""
    return build(PaperKind.NOTICE, case, assessment, option, style)


def build_sheet(case: Case, assessment: Assessment, style: Style) -> list[Page]:
    """The pages of the assessment sheet, with every option and its reasons."""
    return build(PaperKind.SHEET, case, assessment, None, style)


def title_of(kind: PaperKind, assessment: Assessment, style: Style) -> str:
    """The document title of a paper, also for the printer's queue; it does not name the person."""
    return document_title(kind, assessment, style)


def notice_title(assessment: Assessment, style: Style) -> str:
    """The document title of the notice."""
    return title_of(PaperKind.NOTICE, assessment, style)


def sheet_title(assessment: Assessment, style: Style) -> str:
    """The document title of the assessment sheet."""
    return title_of(PaperKind.SHEET, assessment, style)
