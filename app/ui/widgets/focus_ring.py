"""Draws a focus ring around widgets for which the style shows no visible focus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QGraphicsView,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from app.timeline.palette import Theme
from app.ui.style.theme_colours import theme_of
from app.ui.widgets.focus_chain import window_of

_WIDTH, _RADIUS = 2, 3


class Ring(QWidget):
    """A ring inside the edge of its parent, on top of it, that lets mouse events through."""

    def __init__(self, ringed: QWidget) -> None:
        super().__init__(ringed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(ringed.rect())
        ringed.installEventFilter(self)
        self.show()

    def eventFilter(self, ringed: QObject, event: QEvent) -> bool:
        """Follow the size of the parent."""
        if isinstance(event, QResizeEvent):
            self.resize(event.size())
        return super().eventFilter(ringed, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring in the highlight colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _WIDTH))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()


def move_ring(before: QWidget | None, after: QWidget | None) -> None:
    """Move the ring to the widget with the focus: a flat button, a text page, in high contrast any control.

    Where the style has its own focus frame, it is shown even after a click, not only after Tab.
    """
    rings: Iterable[Ring] = before.findChildren(Ring) if before is not None else []
    for ring in rings:
        ring.hide()
        ring.deleteLater()
    if after is None:
        return
    window_of(after).setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    unmarked = isinstance(after, QToolButton | QTextBrowser | QPlainTextEdit | QGraphicsView) or (
        isinstance(after, QPushButton) and after.isDefault()  # it looks the same with and without focus
    )
    marked_inside = isinstance(after, QAbstractScrollArea)  # they mark the current cell, month or segment
    if unmarked or (not marked_inside and theme_of(after.palette()) is Theme.HIGH_CONTRAST):
        Ring(after)
