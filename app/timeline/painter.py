"""Knows how a timeline that was laid out is drawn, on whatever a QPainter draws on. Does not know where things lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.timeline.layout import BUSY, Box, Layout, LegendItem, PlacedBar, PlacedMarker, Ruler, Text, Tick
from app.timeline.model import Bar, Marker, MarkerKind
from app.timeline.palette import PATTERNS, Ink, Palette, Pattern, Role

_RADIUS = 0.375  # of a bar's corner, in units
_TOO_THIN = 0.7  # units; a thinner bar has no room for a pattern and is drawn in the colour of its lines
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip


@dataclass(frozen=True, slots=True)
class Fonts:
    """The two weights a timeline is written in."""

    regular: QFont
    strong: QFont

    @property
    def text_height(self) -> float:
        """The size of the text, in logical pixels."""
        return float(QFontInfo(self.regular).pixelSize())

    def ruler(self) -> Ruler:
        """Measures text in these fonts; what was measured is remembered."""
        return Ruler(_measure(self.regular), _measure(self.strong))


def _measure(font: QFont) -> Callable[[str], float]:
    metrics = QFontMetricsF(font)
    # the advance rounded up: a text drawn into a box narrower than itself by a hair would be elided by some engines
    return cache(lambda text: float(int(metrics.horizontalAdvance(text)) + 1))


def paint_timeline(
    painter: QPainter, layout: Layout, palette: Palette, fonts: Fonts, focus: Bar | Marker | None = None
) -> None:
    """Draw a timeline at the painter's origin; `focus` is ringed. The painter is left as it was."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pencil = _Pencil(painter, layout, palette, fonts)
    pencil.ground()
    pencil.axis()
    pencil.stems()
    pencil.bars()
    pencil.flags()
    pencil.legend()
    if focus is not None:
        pencil.ring(focus)
    painter.restore()


class _Pencil:
    def __init__(self, painter: QPainter, layout: Layout, palette: Palette, fonts: Fonts) -> None:
        self._painter = painter
        self._layout = layout
        self._palette = palette
        self._fonts = fonts
        self._unit = layout.sheet.unit
        self._stroke = max(1.0, round(self._unit / 8))

    def ground(self) -> None:
        """The surface, the time to come, and a hairline under each lane."""
        sheet, plot = self._layout.sheet, self._layout.sheet.plot
        whole = QRectF(0, 0, sheet.width, self._layout.sheet.height)
        self._painter.fillRect(whole, _colour(self._palette.surface))
        future = QRectF(self._layout.future_from, plot.top, plot.right - self._layout.future_from, plot.height)
        self._painter.fillRect(future, _colour(self._palette.future))
        for head in self._layout.heads:
            self._rule(_colour(self._palette.grid), 0.0, head.box.bottom, plot.right)
            self._write(head, self._palette.text, self._fonts.strong)
        self._rule(_colour(self._palette.grid_strong), plot.left, plot.top, plot.right)

    def axis(self) -> None:
        """The grid's upright lines and the years and months at its head."""
        plot = self._layout.sheet.plot
        for tick in self._layout.ticks:
            colour = self._palette.grid_strong if tick.strong else self._palette.grid
            if tick.line:
                self._upright(_colour(colour), tick.x, plot.top - self._unit / 2, plot.bottom)
            if tick.label is not None:
                self._write(tick.label, *self._tick_hand(tick))

    def _tick_hand(self, tick: Tick) -> tuple[str, QFont]:
        year = tick.strong or not any(other.strong for other in self._layout.ticks)
        return (self._palette.text, self._fonts.strong) if year else (self._palette.muted, self._fonts.regular)

    def stems(self) -> None:
        """The upright lines of the markers, under the bars."""
        top = self._layout.sheet.plot.top
        for placed in self._layout.markers:
            colour = _colour(self._palette.inks[placed.marker.role].line)
            pen = QPen(colour, self._stroke)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if placed.marker.kind in (MarkerKind.CHANGE, MarkerKind.PAY_BY):
                pen.setDashPattern([3, 3])
            self._painter.setPen(pen)
            x = placed.x + 0.5
            self._painter.drawLine(QLineF(x, top, x, placed.foot))

    def bars(self) -> None:
        """The bars, cut at the edges of the plot, and their labels."""
        plot = self._layout.sheet.plot
        self._painter.save()
        self._painter.setClipRect(QRectF(plot.left, plot.top, plot.width + 1, plot.height))
        for placed in self._layout.bars:
            self._bar(placed)
        self._painter.restore()
        for placed in self._layout.bars:
            self._bar_label(placed)

    def _bar(self, placed: PlacedBar) -> None:
        beyond = 2 * self._unit
        left = placed.box.left - (beyond if placed.cut_left else 0)
        right = placed.box.right + (beyond if placed.cut_right else 0)
        rect = QRectF(left, placed.box.top, right - left, placed.box.height)
        self._filled(rect, placed.bar.role, tentative=placed.bar.tentative)

    def _filled(self, rect: QRectF, role: Role, *, tentative: bool) -> None:
        ink, pattern = self._palette.ink(role, tentative=tentative), PATTERNS[role]
        if rect.width() < _TOO_THIN * self._unit:
            self._painter.fillRect(rect, _colour(ink.line))
            return
        radius = min(self._unit * _RADIUS, rect.width() / 3)
        dashed = tentative or role is Role.PLANNED or pattern is Pattern.QUESTIONED
        if pattern is Pattern.SOLID and ink.fill == ink.line and not dashed:
            self._plate(rect, ink.fill)
            return
        path = QPainterPath()
        path.addRoundedRect(rect, radius, radius)
        self._painter.fillPath(path, _colour(ink.fill))
        strokes = _STROKES.get(pattern)
        if strokes is not None:
            self._painter.save()
            self._painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            strokes(self._painter, rect, ink, self._unit)
            self._painter.restore()
        pen = QPen(_colour(ink.line), self._stroke)
        if role is Role.BACK_PAID:
            pen.setWidthF(self._stroke * 1.5)
        if dashed:
            pen.setDashPattern([4, 3])
        inset = pen.widthF() / 2
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _bar_label(self, placed: PlacedBar) -> None:
        if placed.label is None:
            return
        ink = self._palette.ink(placed.bar.role, tentative=placed.bar.tentative)
        box = placed.label.box
        if placed.inside:
            if placed.bar.pattern in BUSY:
                edge = self._stroke
                ground = QRectF(placed.box.left, box.top, box.right - placed.box.left + self._unit / 2, box.height)
                self._plate(ground.adjusted(edge, edge, 0, -edge), ink.fill)
            self._write(placed.label, ink.text, self._fonts.regular)
            return
        below = self._palette.future if box.left >= self._layout.future_from else self._palette.surface
        self._plate(_rect(box).adjusted(-1, self._unit / 2, 1, -self._unit / 2), below)
        if placed.leader is not None:
            start, end = placed.leader
            middle = box.top + box.height / 2
            air = self._unit / 4
            first, last = (start, end - air) if end == box.left else (start + air, end)
            self._rule(_colour(ink.line), first, middle, last)
        solid = placed.bar.pattern is Pattern.SOLID
        self._write(placed.label, self._palette.text if solid else ink.text, self._fonts.regular)

    def _plate(self, rect: QRectF, colour: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_colour(colour))
        self._painter.drawRoundedRect(rect, self._unit * _RADIUS, self._unit * _RADIUS)

    def flags(self) -> None:
        """The labels of the markers with their signs, and the grip of the planned day of payment."""
        for placed in self._layout.markers:
            ink = self._palette.inks[placed.marker.role]
            if placed.marker.draggable:
                self._grip(placed, ink)
            if placed.label is None:
                continue
            box, room = placed.label.box, self._unit * 1.75
            if placed.marker.kind is MarkerKind.AS_OF:
                self._write(placed.label, ink.text, self._fonts.regular)
                continue
            self._sign(placed, QPointF(box.left + self._unit * 0.625, box.top + box.height / 2), ink)
            text = Text(placed.label.text, Box(box.left + room, box.top, box.width - room, box.height))
            self._write(text, ink.text, self._fonts.regular)

    def _sign(self, placed: PlacedMarker, centre: QPointF, ink: Ink) -> None:
        size = self._unit * 0.55
        hollow = placed.marker.kind is MarkerKind.PAY_ON
        self._painter.setPen(QPen(_colour(ink.line), self._stroke * 1.25))
        self._painter.setBrush(_colour(self._palette.surface if hollow else ink.line))
        x, y = centre.x(), centre.y()
        if placed.marker.kind is MarkerKind.CHANGE:
            self._painter.drawEllipse(centre, size * 0.6, size * 0.6)
        elif placed.marker.kind is MarkerKind.PAY_BY:
            self._painter.drawPolygon(
                QPolygonF([QPointF(x, y - size), QPointF(x + size, y + size * 0.8), QPointF(x - size, y + size * 0.8)])
            )
        else:
            self._painter.drawPolygon(
                QPolygonF([QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)])
            )

    def _grip(self, placed: PlacedMarker, ink: Ink) -> None:
        x, top, half = placed.x + 0.5, self._layout.sheet.plot.top, self._unit * 0.625
        shield = QPolygonF(
            [
                QPointF(x - half, top - self._unit * 0.75),
                QPointF(x + half, top - self._unit * 0.75),
                QPointF(x + half, top),
                QPointF(x, top + self._unit * 0.5),
                QPointF(x - half, top),
            ]
        )
        self._painter.setPen(QPen(_colour(self._palette.surface), self._stroke))
        self._painter.setBrush(_colour(ink.line))
        self._painter.drawPolygon(shield)

    def legend(self) -> None:
        """The samples of the patterns in use."""
        for item in self._layout.legend:
            self._sample(item)

    def _sample(self, item: LegendItem) -> None:
        self._filled(_rect(item.swatch), item.role, tentative=False)
        self._write(item.label, self._palette.muted, self._fonts.regular)

    def ring(self, focus: Bar | Marker) -> None:
        """A ring around what has the focus."""
        boxes = [placed.box for placed in self._layout.bars if placed.bar == focus]
        boxes += [p.label.box for p in self._layout.markers if p.marker == focus and p.label is not None]
        width = 2 * self._stroke
        self._painter.setPen(QPen(_colour(self._palette.focus), width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            out = self._unit * 0.25 + width / 2
            self._painter.drawRoundedRect(_rect(box).adjusted(-out, -out, out, out), self._unit / 2, self._unit / 2)

    def _write(self, text: Text, colour: str, font: QFont) -> None:
        self._painter.setFont(font)
        self._painter.setPen(_colour(colour))
        self._painter.drawText(_rect(text.box), int(_LEFT), text.text)

    def _rule(self, colour: QColor, left: float, y: float, right: float) -> None:
        self._painter.fillRect(QRectF(left, round(y) - 0.0, right - left, self._stroke), colour)

    def _upright(self, colour: QColor, x: float, top: float, bottom: float) -> None:
        self._painter.fillRect(QRectF(x, top, self._stroke, bottom - top), colour)


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _lines(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    step, height = unit * 0.875, rect.height()
    painter.setPen(QPen(_colour(ink.line), unit * 0.14))
    count = int((rect.width() + height) / step) + 1
    origin = rect.left() - height
    painter.drawLines(
        [QLineF(origin + n * step, rect.bottom(), origin + n * step + height, rect.top()) for n in range(1, count + 1)]
    )


def _bars(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    step = unit * 0.625
    painter.setPen(QPen(_colour(ink.line), unit * 0.14))
    places = [rect.left() + step * (n + 0.5) for n in range(int(rect.width() / step) + 1)]
    painter.drawLines([QLineF(x, rect.top(), x, rect.bottom()) for x in places])


def _dots(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    step, size = unit * 0.75, unit * 0.15
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(ink.line))
    path = QPainterPath()
    for row in range(int(rect.height() / step)):
        y = rect.top() + step * (row + 0.5)
        start = rect.left() + step * (0.5 if row % 2 == 0 else 1.0)
        for column in range(int(rect.width() / step) + 1):
            path.addEllipse(QPointF(start + column * step, y), size, size)
    painter.drawPath(path)


def _streaks(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    pen = QPen(_colour(ink.line), unit * 0.14)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([8, 5])
    painter.setPen(pen)
    painter.drawLines(
        [
            QLineF(rect.left(), rect.top() + share * rect.height(), rect.right(), rect.top() + share * rect.height())
            for share in (0.17, 0.83)
        ]
    )


def _questions(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    """Question marks drawn as strokes, because a font's own would not scale with the pattern."""
    pen = QPen(_colour(ink.line), unit * 0.14)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, size, step = rect.center().y(), unit * 0.45, unit * 2
    path = QPainterPath()
    for number in range(int(rect.width() / step) + 1):
        x = rect.left() + step * (number + 0.5)
        top = middle - unit * 0.35
        path.arcMoveTo(QRectF(x - size, top - size, 2 * size, 2 * size), 170)
        path.arcTo(QRectF(x - size, top - size, 2 * size, 2 * size), 170, -230)
        path.lineTo(x, middle + unit * 0.45)
        path.addEllipse(QPointF(x, middle + unit * 0.9), unit * 0.05, unit * 0.05)
    painter.drawPath(path)


def _underline(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    painter.fillRect(QRectF(rect.left(), rect.bottom() - unit * 0.5, rect.width(), unit * 0.5), _colour(ink.line))


_STROKES: dict[Pattern, Callable[[QPainter, QRectF, Ink, float], None]] = {
    Pattern.LINED: _lines,
    Pattern.DOTTED: _dots,
    Pattern.STREAKED: _streaks,
    Pattern.QUESTIONED: _questions,
    Pattern.UNDERLINED: _underline,
    Pattern.BARRED: _bars,
}
