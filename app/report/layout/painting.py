"""Paints the marks of a page with a QPainter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPagedPaintDevice, QPainter, QPen

from app.report.layout.fonts import paper_font
from app.report.layout.marks import (
    UNITS_PER_INCH,
    BoxMark,
    CodeMark,
    FillMark,
    Mark,
    Page,
    RuleMark,
    TextMark,
    TimelineMark,
)
from app.report.layout.timeline import timeline_fonts
from app.timeline.painter import paint_timeline
from app.timeline.palette import PALETTES, Theme

_DASHES = [6.0, 4.0]
_TICK = ((0.2, 0.55), (0.42, 0.78), (0.82, 0.22))


def paint_page(painter: QPainter, page: Page) -> None:
    """Draw a page in black; the painter's origin is the corner of the sheet."""
    device = painter.device()
    painter.save()
    painter.scale(device.logicalDpiX() / UNITS_PER_INCH, device.logicalDpiY() / UNITS_PER_INCH)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in page.marks:
        _draw(mark, painter)
    painter.restore()


def paint_pages(device: QPagedPaintDevice, pages: Sequence[Page]) -> None:
    """Draw the pages one after the other; OSError when the device cannot be drawn on."""
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device cannot be drawn on")
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        paint_page(painter, page)
    painter.end()


@singledispatch
def _draw(mark: Mark, painter: QPainter) -> None:
    raise TypeError(f"no such mark: {type(mark).__name__}, cannot be drawn with {painter!r}")


@_draw.register
def _(mark: TextMark, painter: QPainter) -> None:
    painter.setPen(Qt.GlobalColor.white if mark.white else Qt.GlobalColor.black)
    painter.setFont(paper_font(mark.size, bold=mark.strong))
    painter.drawText(QPointF(mark.x, mark.y), mark.text)


@_draw.register
def _(mark: RuleMark, painter: QPainter) -> None:
    pen = QPen(Qt.GlobalColor.black, mark.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if mark.dashed else Qt.PenCapStyle.SquareCap)
    if mark.dashed:
        pen.setDashPattern(_DASHES)
    painter.setPen(pen)
    painter.drawLine(QLineF(mark.x, mark.y, mark.x + mark.right, mark.y + mark.down))


@_draw.register
def _(mark: BoxMark, painter: QPainter) -> None:
    pen = QPen(Qt.GlobalColor.black, mark.line)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
    if mark.ticked:
        painter.setPen(QPen(Qt.GlobalColor.black, 2 * mark.line))
        painter.drawPolyline([QPointF(mark.x + x * mark.width, mark.y + y * mark.height) for x, y in _TICK])


@_draw.register
def _(mark: FillMark, painter: QPainter) -> None:
    painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), QBrush(Qt.GlobalColor.black))


@_draw.register
def _(mark: CodeMark, painter: QPainter) -> None:
    step = mark.side / len(mark.modules)
    black = QBrush(Qt.GlobalColor.black)
    for row, modules in enumerate(mark.modules):
        at = 0
        for dark, run in groupby(modules):
            length = len(tuple(run))
            if dark:
                painter.fillRect(QRectF(mark.x + at * step, mark.y + row * step, length * step, step), black)
            at += length


@_draw.register
def _(mark: TimelineMark, painter: QPainter) -> None:
    painter.save()
    painter.translate(mark.x, mark.y)
    painter.scale(mark.scale, mark.scale)
    paint_timeline(painter, mark.layout, PALETTES[Theme.PRINT], timeline_fonts())
    painter.restore()
