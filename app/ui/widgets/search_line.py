"""A search field whose up and down keys walk through the list of what is found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.ui.widgets.fields import LineEdit


class SearchLine(LineEdit):
    """The field; `walked` carries the step of an arrow key in the list."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the up and down keys for the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
