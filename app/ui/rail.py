"""Knows the look of a scroll bar: flat, and painted in a moment. Does not know what it scrolls.

Fusion paints a scroll bar with gradients made for its length, which takes longer than all the text beside it; after an
edit the length is nearly always another.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QStyle, QStyleOptionSlider

_ARROW = 3.0


class Rail(QScrollBar):
    """A scroll bar; it works as the style's own does."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the groove, the handle and the two arrows."""
        parts, roles, states = QStyle.SubControl, QPalette.ColorRole, QStyle.StateFlag
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), palette.color(roles.Window))
        if self.maximum() > self.minimum():
            handle = self._part(option, parts.SC_ScrollBarSlider)
            under_hand = bool(option.state & states.State_MouseOver) or self.isSliderDown()
            painter.fillRect(handle.adjusted(3, 2, -3, -2), palette.color(roles.Dark if under_hand else roles.Mid))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(roles.Dark))
            upright = self.orientation() is Qt.Orientation.Vertical
            for part, forward in ((parts.SC_ScrollBarSubLine, False), (parts.SC_ScrollBarAddLine, True)):
                painter.drawPolygon(_arrow(self._part(option, part), upright=upright, forward=forward))
        painter.end()

    def _part(self, option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
        return self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)


def _arrow(place: QRect, *, upright: bool, forward: bool) -> QPolygonF:
    middle, tip = QPointF(place.center()) + QPointF(0.5, 0.5), _ARROW if forward else -_ARROW
    points = [QPointF(-_ARROW, -tip / 2), QPointF(_ARROW, -tip / 2), QPointF(0, tip / 2)]
    return QPolygonF([middle + (point if upright else point.transposed()) for point in points])


def lay_rails(area: QAbstractScrollArea) -> None:
    """Give an area scroll bars of this look; done before anything is connected to them."""
    area.setVerticalScrollBar(Rail(Qt.Orientation.Vertical, area))
    area.setHorizontalScrollBar(Rail(Qt.Orientation.Horizontal, area))
