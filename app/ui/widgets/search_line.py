"""A search field whose up and down keys walk through the list of what is found."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton

from app.ui.widgets.fields import LineEdit, named


class SearchLine(LineEdit):
    """The field; `walked` carries the step of an arrow key in the list."""

    walked = Signal(int)

    def offer_clearing(self, name: str) -> None:
        """Show a button that clears the field while it has a text; `name` is read aloud."""
        self.setClearButtonEnabled(True)
        buttons: Iterable[QToolButton] = self.findChildren(QToolButton)
        for button in buttons:
            named(button, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Use the up and down keys for the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
