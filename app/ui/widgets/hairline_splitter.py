"""Knows a line between two parts of the window that can be moved. Does not know the parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle


class Splitter(QSplitter):
    """A splitter whose handle is a hairline; Qt makes it wider for the hand than for the eye."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """The handle between two parts."""
        return _Hairline(self.orientation(), self)


class _Hairline(QSplitterHandle):
    """The handle of a splitter, one pixel wide."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.rect().center()
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(middle.x(), 0, 1, self.height(), self.palette().mid())
        else:
            painter.fillRect(0, middle.y(), self.width(), 1, self.palette().mid())
        painter.end()
