"""The base of all dialogs: a page that grows as far as the screen allows, then scrolls, above fixed buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.ui.style.theme import UNIT, Button
from app.ui.widgets.screen import keep_inside, room_for
from app.ui.widgets.scroll_column import scrolled

Role = QDialogButtonBox.ButtonRole


class Dialog(QDialog):
    """A dialog; `wide` and `high` are its size in letter heights, where the screen has room.

    It is never narrower than its contents, and as high as they need.
    """

    def __init__(self, title: str, parent: QWidget | None, wide: int, high: int = 0) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        letter = self.fontMetrics().height()
        self._wanted = QSize(wide * letter, high * letter)
        self._page = _Page(self)
        self.body = QVBoxLayout(self._page)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(UNIT)
        self._area = scrolled(self._page)
        self.buttons = QDialogButtonBox(self)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        whole.setSpacing(2 * UNIT)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.buttons)
        self.resize(self._wanted.boundedTo(room_for(self)))

    def add_button(self, text: str, role: Role) -> Button:
        """Add a button below the page; Escape presses the one that closes."""
        button = Button(text, self)
        button.setAutoDefault(False)
        self.buttons.addButton(button, role)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """Open as large as the contents need."""
        self.grow()
        super().showEvent(event)

    def grow(self) -> None:
        """Grow to the size that the contents need now, as far as the screen allows."""
        most, margins = room_for(self), self._whole.contentsMargins()
        beside = margins.left() + margins.right()
        least = self._page.minimumSizeHint().width() + self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(min(least, most.width() - beside))
        width = min(max(self.width(), self._wanted.width(), least + beside), most.width())
        below = self._whole.spacing() + self.buttons.sizeHint().height()
        needed = self.body.totalHeightForWidth(width - beside) + margins.top() + margins.bottom() + below
        height = min(max(self.height(), self._wanted.height(), needed), most.height())
        if height > self.height() or width > self.width():
            self.resize(width, height)
            if self.isVisible():
                keep_inside(self)


class _Page(QWidget):
    """The contents of a dialog; makes it grow when they need more room."""

    def __init__(self, sheet: Dialog) -> None:
        super().__init__(sheet)
        self._sheet = sheet

    def event(self, event: QEvent) -> bool:
        """Grow the dialog when something on the page needs another size."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._sheet.isVisible():
            self._sheet.grow()
        return done
