"""A splitter with a hairline between its parts.

Not by `QSplitter::handle` in a style sheet: that would dress all that stands in the splitter, which is nearly the whole
window (docs/decisions/0026-own-widgets-and-typesetting.md).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSplitter, QSplitterHandle


class Splitter(QSplitter):
    """A splitter whose handle is a line one pixel wide; Qt makes it wider for the hand than for the eye."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """The handle between two parts, filled with the colour of lines; Fusion draws nothing on one so narrow."""
        handle = QSplitterHandle(self.orientation(), self)
        handle.setAutoFillBackground(True)
        handle.setBackgroundRole(QPalette.ColorRole.Mid)
        return handle
