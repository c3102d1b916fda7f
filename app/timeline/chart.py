"""Draws a timeline into the bytes of a PNG or SVG picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from app.rules.bilingual import Language
from app.timeline.layout import Canvas, Layout, lay_out
from app.timeline.model import Timeline
from app.timeline.painter import Fonts, paint_timeline
from app.timeline.palette import PALETTES, Palette, Theme
from app.wording.phrasebook import Phrasebook

ChartFormat = Literal["png", "svg"]

_ROOM = 4000.0  # height for stacked labels; the picture is cut to what is used
_SHARPNESS = 2  # pixels of a PNG to one logical pixel
_ELSEWHERE = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif"


def chart_layout(timeline: Timeline, language: Language, width: float, fonts: Fonts) -> Layout:
    """A whole timeline with its legend, `width` logical pixels wide and as high as it needs to be."""
    ruler = fonts.ruler()
    canvas = Canvas.of(width, _ROOM, fonts.text_height, ruler, language)
    layout = lay_out(timeline, canvas.fitted(timeline), canvas, ruler, language, legend=True)
    fitting = replace(canvas, height=float(round(layout.used_height + 0.5)))
    return replace(layout, canvas=fitting)


def chart_bytes(
    timeline: Timeline,
    language: Language,
    form: ChartFormat,
    fonts: Fonts,
    *,
    width: int = 1000,
    theme: Theme = Theme.LIGHT,
) -> bytes:
    """A picture of the whole timeline with its legend, `width` logical pixels wide; needs a QGuiApplication."""
    layout = chart_layout(timeline, language, width, fonts)
    if form == "svg":
        return _svg(layout, language, PALETTES[theme], fonts)
    return _png(layout, PALETTES[theme], fonts)


def _png(layout: Layout, palette: Palette, fonts: Fonts) -> bytes:
    size = QSize(int(layout.canvas.width), int(layout.canvas.height))
    image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
    image.fill(QColor(palette.surface))
    painter = QPainter(image)
    painter.scale(_SHARPNESS, _SHARPNESS)
    paint_timeline(painter, layout, palette, fonts)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def _svg(layout: Layout, language: Language, palette: Palette, fonts: Fonts) -> bytes:
    buffer = QBuffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(Phrasebook("timeline", language)("chart.title"))
    timeline = layout.timeline
    spoken = [bar.spoken for bar in timeline.bars] + [marker.spoken for marker in timeline.markers]
    generator.setDescription("\n".join(said.in_(language) for said in spoken))
    generator.setResolution(96)
    size = QSize(int(layout.canvas.width), int(layout.canvas.height))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    paint_timeline(painter, layout, palette, fonts)
    painter.end()
    # Qt names one family only; a reader without our font should still find a Chinese one
    family = fonts.regular.family()
    named = bytes(buffer.data().data()).decode("utf-8")
    return named.replace(f'font-family="{family}"', f'font-family="{family}, {_ELSEWHERE}"').encode("utf-8")
