"""Makes the pages of a paper from an assessment: the entry point for preview, printer and PDF."""

from __future__ import annotations

from app.report.content.composing import PaperKind, composed
from app.report.content.sections import Style, document_title
from app.report.layout.marks import Page
from app.report.layout.pages import pages_of
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case


def build(kind: PaperKind, case: Case, assessment: Assessment, option: Option | None, style: Style) -> list[Page]:
    """The pages of a paper; ValueError for one that there is not (`composing.kinds_for`)."""
    return pages_of(composed(kind, case, assessment, option, style))


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
