"""Draws the notice and its chart without a window, for the command line."""

from __future__ import annotations

import os
import sys

from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.wording.phrasebook import Phrasebook

if sys.platform in ("linux", "win32"):  # on Windows also for the letters, which its own drawing turns into outlines
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when Qt makes its application, below; no screen is looked for

from PySide6.QtGui import QGuiApplication

from app.report.content.sections import Style
from app.report.layout.pdf import pdf_bytes
from app.report.layout.timeline import timeline_fonts
from app.report.papers import build_notice
from app.timeline.chart import ChartFormat, chart_bytes
from app.timeline.model import timeline_of


@value_type
class Drawn:
    """The bytes of the notice and, where one was asked for, of its chart."""

    pdf: bytes
    chart: bytes | None


def draw_notice(
    case: Case, assessment: Assessment, option: Option | None, style: Style, chart: ChartFormat | None = None
) -> Drawn:
    """The notice for one option, or for none, as PDF, with a picture of its timeline if a format for one is named."""
    application = QGuiApplication.instance() or QGuiApplication([])
    pages = build_notice(case, assessment, option, style)
    pdf = pdf_bytes(pages, Phrasebook("report", style.language)("notice.title"), assessment.as_of)
    if chart is None:
        return Drawn(pdf, None)
    timeline = timeline_of(case, assessment, option)
    picture = chart_bytes(timeline, style.language, chart, timeline_fonts())
    del application  # it had to exist while Qt drew
    return Drawn(pdf, picture)
