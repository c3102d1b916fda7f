"""Lays out a timeline for paper: its size and the months it shows."""

from __future__ import annotations

from dataclasses import replace

from app.report.content.blocks import TimelineBlock
from app.report.layout.fonts import paper_font
from app.timeline.layout import Canvas, Layout, lay_out
from app.timeline.model import timeline_of
from app.timeline.painter import Fonts

TEXT_PIXELS = 13
_CLOSE_UNIT = 6.5  # of a small one: bars as high as their words and no more
_ROOM = 4000.0  # height for stacked labels; what is not used is cut off


def timeline_fonts() -> Fonts:
    """The paper's font at the size that timelines are laid out in (`TEXT_PIXELS`); the painter enlarges it."""
    return Fonts(paper_font(TEXT_PIXELS), paper_font(TEXT_PIXELS, bold=True))


def timeline_layout(block: TimelineBlock, width: float) -> Layout:
    """The timeline with its legend, `width` of its own pixels wide: from the block's first month to its end."""
    timeline = timeline_of(block.case, block.assessment, block.option)
    if block.brief:
        timeline = replace(timeline, markers=(), bands=())
    ruler = timeline_fonts().ruler()
    canvas = Canvas.of(width, _ROOM, TEXT_PIXELS, ruler, block.language)
    if block.brief:
        close = replace(canvas, unit=_CLOSE_UNIT)
        canvas = replace(close, height=close.lanes_height - close.unit)
    first = max(timeline.first, block.first_month.first_day) if block.first_month else timeline.first
    scale = canvas.showing(first, timeline.last)
    layout = lay_out(timeline, scale, canvas, ruler, block.language, legend=not block.brief)
    used = canvas.plot.bottom + canvas.unit / 2 if block.brief else layout.used_height
    return replace(layout, canvas=replace(canvas, height=used))
