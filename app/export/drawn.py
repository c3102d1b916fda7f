"""What Qt draws: a paper as PDF, the timeline as a picture. A QGuiApplication must be there."""

from __future__ import annotations

from app.export.wanted import Wanted
from app.report.layout.pdf import pdf_bytes
from app.report.layout.timeline import timeline_fonts
from app.report.papers import build, title_of
from app.timeline.chart import ChartFormat, chart_bytes
from app.timeline.model import timeline_of


def paper_pdf(wanted: Wanted) -> bytes:
    """The paper for the option."""
    pages = build(wanted.paper, wanted.case, wanted.assessment, wanted.option, wanted.style)
    return pdf_bytes(pages, title_of(wanted.paper, wanted.assessment, wanted.style), wanted.assessment.as_of)


def timeline_picture(wanted: Wanted, form: ChartFormat) -> bytes:
    """The timeline of record and option, as a picture in pixels or in lines and letters."""
    timeline = timeline_of(wanted.case, wanted.assessment, wanted.option)
    return chart_bytes(timeline, wanted.style.language, form, timeline_fonts())
