"""A text that wraps and knows its height without measuring it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.style.theme import Size, sized


class WrappedLabel(QLabel):
    """A text that wraps, shown as it is; its height is measured anew only when text, width or font is another."""

    def __init__(
        self, parent: QWidget | None = None, size: Size | None = None, role: QPalette.ColorRole | None = None
    ) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if size is not None:
            self.setFont(sized(QApplication.font(), size, QFont.Weight.DemiBold))
        if role is not None:
            self.setForegroundRole(role)

    def say(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self._heights.clear()
            self.setText(text)

    def heightForWidth(self, width: int) -> int:
        """The height the text takes at a width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._measured(width)
        return height

    def _measured(self, width: int) -> int:
        return super().heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
