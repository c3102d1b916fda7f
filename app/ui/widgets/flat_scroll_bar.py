"""A flat scroll bar that paints quickly.

Fusion paints a scroll bar with gradients made for its length, which takes longer than all the text beside it, and the
length changes with nearly every edit.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from app.ui.widgets.painting import fill

_ARROW = 3.0
_SHORTEST = 26  # the shortest handle of Fusion


class FlatScrollBar(QScrollBar):
    """A scroll bar that works like the style's own."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the groove, the handle and the two arrows."""
        roles = QPalette.ColorRole
        painter, palette = QPainter(self), self.palette()
        fill(painter, self.rect(), palette.color(roles.Window))
        if self.maximum() > self.minimum():
            under_hand = self.underMouse() or self.isSliderDown()
            colour = palette.color(roles.Dark if under_hand else roles.Mid)
            fill(painter, self.handle().adjusted(3, 2, -3, -2), colour)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Dark))
            for end in (-1, 1):
                painter.drawPolygon(self._arrow(end))
        painter.end()

    @property
    def _upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def handle(self) -> QRect:
        """The rectangle of the handle, as in the style; asking the style would load its long list of names."""
        thick, length = (self.width(), self.height()) if self._upright else (self.height(), self.width())
        groove, span = length - 2 * thick, self.maximum() - self.minimum()
        long = min(groove, max(_SHORTEST, self.pageStep() * groove // (span + self.pageStep())))
        start = thick + round((self.sliderPosition() - self.minimum()) * (groove - long) / span)
        return QRect(0, start, thick, long) if self._upright else QRect(start, 0, long, thick)

    def _arrow(self, end: int) -> QPolygonF:
        thick = self.width() if self._upright else self.height()
        length = self.height() if self._upright else self.width()
        along = thick / 2 if end < 0 else length - thick / 2
        middle = QPointF(thick / 2, along)
        tip = end * _ARROW / 2
        points = [middle + QPointF(-_ARROW, -tip), middle + QPointF(_ARROW, -tip), middle + QPointF(0, tip)]
        return QPolygonF(points if self._upright else [point.transposed() for point in points])


def use_flat_scroll_bars(area: QAbstractScrollArea) -> None:
    """Give an area flat scroll bars; call it before anything is connected to the old ones."""
    area.setVerticalScrollBar(FlatScrollBar(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(FlatScrollBar(Qt.Orientation.Horizontal, area))
