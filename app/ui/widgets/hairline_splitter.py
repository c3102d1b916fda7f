"""A splitter with a thin line as its handle."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle


class Splitter(QSplitter):
    """A splitter whose handle looks one pixel wide; the area to grab is wider."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """Make the handle between two widgets."""
        return _Hairline(self.orientation(), self)


class _Hairline(QSplitterHandle):
    """The handle of a splitter, drawn one pixel wide."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.rect().center()
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(middle.x(), 0, 1, self.height(), self.palette().mid())
        else:
            painter.fillRect(0, middle.y(), self.width(), 1, self.palette().mid())
        painter.end()
