"""Knows how large the timeline is drawn on paper and which years it shows. Does not know how it is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.report.blocks import Timeline as TimelineBlock
from app.report.fonts import paper_font
from app.rules.months import Month
from app.timeline.layout import Layout, Sheet, lay_out
from app.timeline.model import Lane, Timeline, timeline_of
from app.timeline.painter import Fonts

TEXT_PIXELS = 13
_ROOM = 4000.0  # height given for labels to be stacked in; what is not used is cut off
_MONTHS_BEFORE = 9


def timeline_fonts() -> Fonts:
    """The paper's font at the size timelines are laid out in; `TEXT_PIXELS` high, to be enlarged by the painter."""
    return Fonts(paper_font(TEXT_PIXELS), paper_font(TEXT_PIXELS, bold=True))


def timeline_layout(block: TimelineBlock, width: float) -> Layout:
    """The timeline with its legend, `width` of its own pixels wide: from some months before the lapse to its end.

    A lapse of two months in forty years would be a hair on paper; what came before stands in the text.
    """
    timeline = timeline_of(block.case, block.assessment, block.option)
    ruler = timeline_fonts().ruler()
    sheet = Sheet.of(width, _ROOM, TEXT_PIXELS, ruler, block.language)
    scale = sheet.showing(_first_shown(timeline), timeline.last)
    layout = lay_out(timeline, scale, sheet, ruler, block.language, legend=True)
    return replace(layout, sheet=replace(sheet, height=layout.used_height))


def _first_shown(timeline: Timeline) -> date:
    lapses = timeline.in_lane(Lane.LAPSES)
    if not lapses:
        return timeline.first
    return max(timeline.first, (Month.containing(lapses[-1].since) + -_MONTHS_BEFORE).first_day)
