"""Makes the pages of a paper from an assessment: the entry point for preview, printer and PDF."""

from __future__ import annotations

from app.report.content.assessment_sheet import sheet
from app.report.content.notice import notice
from app.report.content.sections import Style, document_title
from app.report.layout.marks import Page
from app.report.layout.pages import pages_of
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case


def build_notice(case: Case, assessment: Assessment, option: Option | None, style: Style) -> list[Page]:
    """The pages of the checklist notice for one option; None where there is none."""
    return pages_of(notice(case, assessment, option, style))


def build_sheet(case: Case, assessment: Assessment, style: Style) -> list[Page]:
    """The pages of the assessment sheet, with every option and its reasons."""
    return pages_of(sheet(case, assessment, style))


def notice_title(assessment: Assessment, style: Style) -> str:
    """The document title of the notice, also for the printer's queue; it does not name the person."""
    return document_title("notice", assessment, style)


def sheet_title(assessment: Assessment, style: Style) -> str:
    """The document title of the assessment sheet, likewise."""
    return document_title("sheet", assessment, style)
