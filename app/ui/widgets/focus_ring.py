"""Knows the ring around what has the focus, where the style draws none that can be seen. Does not know the window."""

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
    """A ring inside the edge of its parent, which it neither moves nor covers."""

    def __init__(self, ringed: QWidget) -> None:
        super().__init__(ringed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(ringed.rect())
        ringed.installEventFilter(self)
        self.show()

    def eventFilter(self, ringed: QObject, event: QEvent) -> bool:
        """Follow the size of what is ringed."""
        if isinstance(event, QResizeEvent):
            self.resize(event.size())
        return super().eventFilter(ringed, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colour of what is chosen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _WIDTH))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()


def move_ring(before: QWidget | None, after: QWidget | None) -> None:
    """Take the ring from one widget and lay it around another: a flat button, a page, in high contrast any control.

    Where the style has a mark of its own, it is shown however the focus came there: by Tab, by a key or by a click.
    """
    rings: Iterable[Ring] = before.findChildren(Ring) if before is not None else []
    for ring in rings:
        ring.hide()
        ring.deleteLater()
    if after is None:
        return
    window_of(after).setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    unmarked = isinstance(after, QToolButton | QTextBrowser | QPlainTextEdit | QGraphicsView) or (
        isinstance(after, QPushButton) and after.isDefault()  # framed whether it has the focus or not
    )
    marked_inside = isinstance(after, QAbstractScrollArea)  # on the cell, month or segment that has it
    if unmarked or (not marked_inside and theme_of(after.palette()) is Theme.HIGH_CONTRAST):
        Ring(after)
