"""Paints a laid-out timeline with a QPainter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.rules.value_type import value_type
from app.timeline.layout import BUSY, SIGN, Box, Layout, LegendItem, PlacedBar, PlacedMarker, Ruler, Text
from app.timeline.model import MarkerKind, Segment
from app.timeline.palette import PATTERNS, ColourRole, Ink, Palette, Pattern

_RADIUS = 0.375  # of a bar's corner, in units
_TOO_THIN = 0.7  # units; a thinner bar has no room for a pattern and is drawn in the colour of its lines
_HAIR = 0.14  # units; the thickness of a pattern's lines
_BAND_SAMPLE_TOP = 0.625  # units from the top of a band's label to its sample


@value_type
class Fonts:
    """The two weights a timeline is written in."""

    regular: QFont
    strong: QFont

    @property
    def text_height(self) -> float:
        """The size of the text, in logical pixels."""
        return float(QFontInfo(self.regular).pixelSize())

    def ruler(self) -> Ruler:
        """Measures text in these fonts, with a cache."""
        return Ruler(_measure(self.regular), _measure(self.strong))


def _measure(font: QFont) -> Callable[[str], float]:
    metrics = QFontMetricsF(font)
    # rounded up: some paint engines elide a text in a box that is slightly too narrow
    return cache(lambda text: float(int(metrics.horizontalAdvance(text)) + 1))


def paint_timeline(
    painter: QPainter, layout: Layout, palette: Palette, fonts: Fonts, focus: Segment | None = None
) -> None:
    """Draw a timeline at the painter's origin; `focus` gets a focus ring. The painter's state is restored."""
    painter.save()
    # antialiasing is slow, for text too: it is switched on only where an edge is slanted or round
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pencil = _Pencil(painter, layout, palette, fonts)
    pencil.ground()
    pencil.bands()
    pencil.grid()
    pencil.stems()
    pencil.bars()
    pencil.flags()
    pencil.legend()
    if focus is not None:
        pencil.ring(focus)
    pencil.texts()
    painter.restore()


class _Pencil:
    def __init__(self, painter: QPainter, layout: Layout, palette: Palette, fonts: Fonts) -> None:
        self._painter = painter
        self._layout = layout
        self._palette = palette
        self._fonts = fonts
        self._unit = layout.canvas.unit
        self._stroke = max(1.0, round(self._unit / 8))
        self._written: dict[tuple[bool, str], list[Text]] = {}

    def ground(self) -> None:
        """The background, and a tint for the future."""
        canvas, plot = self._layout.canvas, self._layout.canvas.plot
        self._painter.fillRect(QRectF(0, 0, canvas.width, canvas.height), _colour(self._palette.surface))
        future = QRectF(self._layout.future_from, plot.top, plot.right - self._layout.future_from, plot.height)
        self._painter.fillRect(future, _colour(self._palette.future))

    def bands(self) -> None:
        """The bands: a tint with slanted thin lines under a top edge, and the label below."""
        ink = self._palette.inks[ColourRole.ENROLMENT]
        for placed in self._layout.bands:
            rect = _rect(placed.box)
            self._banded(rect, ink)
            if placed.label is None:
                continue
            box = placed.label.box
            top, side = box.top + self._unit * _BAND_SAMPLE_TOP, self._unit * 1.25
            middle = (max(box.left, rect.left()) + min(box.right, rect.right())) / 2
            self._upright(_colour(self._palette.grid_strong), round(middle), rect.bottom(), box.top + self._unit / 2)
            self._banded(QRectF(box.left, top, side, side), ink)
            self._write(_after_sign(placed.label, self._unit), ink.text)

    def _banded(self, rect: QRectF, ink: Ink) -> None:
        quiet = _colour(self._palette.grid_strong)
        self._painter.fillRect(rect, _colour(ink.fill))
        if rect.width() >= _TOO_THIN * self._unit:
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _slants(self._painter, rect, quiet, self._unit)
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for x in (rect.left(), rect.right() - self._stroke):
            self._upright(quiet, x, rect.top(), rect.bottom())
        self._painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2 * self._stroke), _colour(ink.line))

    def grid(self) -> None:
        """A thin line under each lane, the vertical lines, and the years and months above them."""
        plot = self._layout.canvas.plot
        for head in self._layout.heads:
            self._rule(_colour(self._palette.grid), 0.0, head.box.bottom, plot.right)
            self._write(head, self._palette.text, strong=True)
        self._rule(_colour(self._palette.grid_strong), plot.left, plot.top, plot.right)
        months_shown = any(tick.strong for tick in self._layout.ticks)
        for tick in self._layout.ticks:
            if tick.line:
                colour = self._palette.grid_strong if tick.strong else self._palette.grid
                self._upright(_colour(colour), tick.x, plot.top - self._unit / 2, plot.bottom)
            if tick.label is not None:
                year = tick.strong or not months_shown
                self._write(tick.label, self._palette.text if year else self._palette.muted, strong=year)

    def stems(self) -> None:
        """The vertical lines of the markers, under the bars."""
        top = self._layout.canvas.plot.top
        for placed in self._layout.markers:
            colour = _colour(self._palette.inks[placed.marker.role].line)
            if placed.marker.kind not in (MarkerKind.CHANGE, MarkerKind.PAY_BY):
                self._upright(colour, placed.x, top, placed.foot)
                continue
            pen = QPen(colour, self._stroke)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([3, 3])
            self._painter.setPen(pen)
            x = placed.x + self._stroke / 2
            self._painter.drawLine(QLineF(x, top, x, placed.foot))

    def bars(self) -> None:
        """The bars, cut at the edges of the plot, and their labels."""
        plot = self._layout.canvas.plot
        self._painter.save()
        self._painter.setClipRect(QRectF(plot.left, plot.top, plot.width + 1, plot.height))
        thin: dict[str, list[QRectF]] = {}
        for placed in self._layout.bars:
            rect = self._whole(placed)
            if rect.width() < _TOO_THIN * self._unit:
                ink = self._palette.ink(placed.bar.role, tentative=placed.bar.tentative)
                thin.setdefault(ink.line, []).append(rect)
        self._painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in thin.items():
            self._painter.setBrush(_colour(colour))
            self._painter.drawRects(rects)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self._layout.bars:
            rect = self._whole(placed)
            if rect.width() >= _TOO_THIN * self._unit:
                self._filled(rect, placed.bar.role, tentative=placed.bar.tentative)
        self._painter.restore()
        for placed in self._layout.bars:
            if placed.label is not None:
                self._bar_label(placed, placed.label)

    def _whole(self, placed: PlacedBar) -> QRectF:
        """The bar with its ends beyond the plot, so that a cut bar has no round corner at the cut."""
        beyond = 2 * self._unit
        left = placed.box.left - (beyond if placed.cut_left else 0)
        right = placed.box.right + (beyond if placed.cut_right else 0)
        return QRectF(left, placed.box.top, right - left, placed.box.height)

    def _filled(self, rect: QRectF, role: ColourRole, *, tentative: bool) -> None:
        ink, pattern = self._palette.ink(role, tentative=tentative), PATTERNS[role]
        dashed = tentative or role is ColourRole.PLANNED or pattern is Pattern.QUESTIONED
        radius = min(self._unit * _RADIUS, rect.width() / 3)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(_colour(ink.fill))
        self._painter.drawRoundedRect(rect, radius, radius)
        if pattern is Pattern.SOLID and ink.fill == ink.line and not dashed:
            return
        strokes = _STROKES.get(pattern)
        if strokes is not None:
            edge = self._stroke / 2  # the pattern ends under the outline, so that it stays within its corners
            strokes(self._painter, rect.adjusted(edge, edge, -edge, -edge), ink, self._unit)
        pen = QPen(_colour(ink.line), self._stroke * (1.5 if role is ColourRole.BACK_PAID else 1.0))
        if dashed:
            pen.setDashPattern([4, 3])
        inset = pen.widthF() / 2
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _bar_label(self, placed: PlacedBar, label: Text) -> None:
        ink, box = self._palette.ink(placed.bar.role, tentative=placed.bar.tentative), label.box
        if placed.inside:
            if placed.bar.pattern in BUSY:
                edge = self._stroke
                ground = QRectF(placed.box.left, box.top, box.right - placed.box.left + self._unit / 2, box.height)
                self._painter.fillRect(ground.adjusted(edge, edge, 0, -edge), _colour(ink.fill))
            self._write(label, ink.text)
            return
        below = self._palette.future if box.left >= self._layout.future_from else self._palette.surface
        air = self._unit / 2
        self._painter.fillRect(_rect(box).adjusted(-1, air, 1, -air), _colour(below))
        if placed.leader is not None:
            start, end = placed.leader
            first, last = (start, end - air / 2) if end == box.left else (start + air / 2, end)
            self._rule(_colour(ink.line), first, box.top + box.height / 2, last)
        solid = placed.bar.pattern is Pattern.SOLID
        self._write(label, self._palette.text if solid else ink.text)

    def flags(self) -> None:
        """The labels of the markers with their signs, and the handle of the planned day of payment."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self._layout.markers:
            ink = self._palette.inks[placed.marker.role]
            if placed.marker.draggable:
                self._grip(placed, ink)
            if placed.label is None:
                if placed.marker.kind is MarkerKind.CHANGE:
                    self._sign(placed, QPointF(placed.x + self._stroke / 2, placed.foot), ink)
                continue
            box = placed.label.box
            if placed.marker.kind is MarkerKind.AS_OF:
                self._write(placed.label, ink.text)
                continue
            self._sign(placed, QPointF(box.left + self._unit * 0.625, box.top + box.height / 2), ink)
            self._write(_after_sign(placed.label, self._unit), ink.text)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

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
        x, top, half = placed.x + 0.5, self._layout.canvas.plot.top, self._unit * 0.625
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
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for item in self._layout.legend:
            self._sample(item)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _sample(self, item: LegendItem) -> None:
        if item.role is ColourRole.ENROLMENT:
            self._banded(_rect(item.swatch), self._palette.inks[item.role])
            self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        else:
            self._filled(_rect(item.swatch), item.role, tentative=False)
        self._write(item.label, self._palette.muted)

    def ring(self, focus: Segment) -> None:
        """A ring around what has the focus."""
        boxes = [placed.box for placed in self._layout.bars if placed.bar == focus]
        boxes += [placed.box for placed in self._layout.bands if placed.band == focus]
        for placed in self._layout.markers:
            if placed.marker == focus:
                boxes.append(placed.label.box if placed.label is not None else placed.stem(self._layout.canvas))
        width = 2 * self._stroke
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(QPen(_colour(self._palette.focus), width))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            out = self._unit * 0.25 + width / 2
            self._painter.drawRoundedRect(_rect(box).adjusted(-out, -out, out, out), self._unit / 2, self._unit / 2)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def texts(self) -> None:
        """All texts, sorted by font and colour."""
        for strong in (False, True):
            font = self._fonts.strong if strong else self._fonts.regular
            metrics = QFontMetricsF(font)
            down = (metrics.ascent() - metrics.descent()) / 2  # from the middle of a box to the base line
            self._painter.setFont(font)
            for (bold, colour), texts in self._written.items():
                if bold is strong:
                    self._painter.setPen(_colour(colour))
                    for text in texts:
                        box = text.box
                        self._painter.drawText(QPointF(box.left, box.top + box.height / 2 + down), text.text)

    def _write(self, text: Text, colour: str, *, strong: bool = False) -> None:
        self._written.setdefault((strong, colour), []).append(text)

    def _rule(self, colour: QColor, left: float, y: float, right: float) -> None:
        self._painter.fillRect(QRectF(left, round(y), right - left, self._stroke), colour)

    def _upright(self, colour: QColor, x: float, top: float, bottom: float) -> None:
        self._painter.fillRect(QRectF(x, top, self._stroke, bottom - top), colour)


@cache
def _colour(name: str) -> QColor:
    return QColor(name)


def _rect(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _after_sign(label: Text, unit: float) -> Text:
    box, room = label.box, unit * SIGN
    return Text(label.text, Box(box.left + room, box.top, box.width - room, box.height))


def _slanting(rect: QRectF, step: float) -> list[QLineF]:
    """Lines that rise to the right, one every `step`, cut at the edges of a rectangle."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    lines = []
    foot = left - rect.height() + step
    while foot < right:
        head = foot + rect.height()
        first = QPointF(left, bottom - (left - foot)) if foot < left else QPointF(foot, bottom)
        last = QPointF(right, top + (head - right)) if head > right else QPointF(head, top)
        lines.append(QLineF(first, last))
        foot += step
    return lines


def _lines(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    painter.setPen(QPen(_colour(ink.line), unit * _HAIR))
    painter.drawLines(_slanting(rect, unit * 0.875))


def _slants(painter: QPainter, rect: QRectF, colour: QColor, unit: float) -> None:
    """Slanted the other way than a lapse's, and wide apart."""
    painter.setPen(QPen(colour, unit * _HAIR))
    across = rect.left() + rect.right()
    painter.drawLines(
        [QLineF(across - it.x1(), it.y1(), across - it.x2(), it.y2()) for it in _slanting(rect, unit * 1.5)]
    )


def _bars(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    step = unit * 0.625
    painter.setPen(QPen(_colour(ink.line), unit * _HAIR))
    places = [rect.left() + step * (n + 0.5) for n in range(int(rect.width() / step))]
    painter.drawLines([QLineF(x, rect.top(), x, rect.bottom()) for x in places])


def _dots(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    """Rows of dots as dashed lines: a dash as long as it is wide. Circles would take thirty times as long to draw."""
    size, step = unit * 0.25, unit * 0.75
    rows = int(rect.height() / step)
    top = rect.top() + (rect.height() - (rows - 1) * step) / 2
    pen = QPen(_colour(ink.line), size)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1, step / size - 1])
    painter.setPen(pen)
    for row in range(rows):
        shift = step / 2 if row % 2 else step / 4
        y = top + row * step
        painter.drawLine(QLineF(rect.left() + shift, y, rect.right() - size / 2, y))


def _streaks(painter: QPainter, rect: QRectF, ink: Ink, unit: float) -> None:
    pen = QPen(_colour(ink.line), unit * _HAIR)
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
    """Question marks drawn as strokes, because a font's glyph would not scale with the pattern."""
    pen = QPen(_colour(ink.line), unit * _HAIR)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, size, step = rect.center().y(), unit * 0.45, unit * 2
    count = int((rect.width() + step - 3 * size) / step)
    first = rect.center().x() - (count - 1) * step / 2
    path = QPainterPath()
    for number in range(count):
        x = first + step * number
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
