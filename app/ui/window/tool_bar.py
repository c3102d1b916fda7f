"""Toolbars that show as many button texts as fit, beside or below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from app.ui.style.theme import decorate

_IN_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_DRAWN = Qt.ToolButtonStyle.ToolButtonIconOnly


class ToolBar(QToolBar):
    """A toolbar that cannot be moved."""

    def __init__(self, name: str, window: QMainWindow) -> None:
        super().__init__(name, window)
        self.setMovable(False)
        decorate(self, "toolbar")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(_IN_WORDS)

    def fit(self, room: int, dispensable: Sequence[QAction]) -> bool:
        """Show the texts of all tools, or drop those of `dispensable` from the last on; True if it then fits.

        `room` is a width in pixels.
        """
        buttons = [button for action in dispensable if isinstance(button := self.widgetForAction(action), QToolButton)]
        for button in buttons:
            _set_style(button, _IN_WORDS)
        for button in reversed(buttons):
            if self._wanted() <= room:
                return True
            _set_style(button, _DRAWN)
        return self._wanted() <= room

    def _wanted(self) -> int:
        row = self.layout()
        if row is not None:
            row.invalidate()  # while hidden, buttons do not report a new size
        return self.sizeHint().width()


def lay_rows(window: QMainWindow, tools: ToolBar, beside: ToolBar, dispensable: Sequence[QAction]) -> None:
    """Place two toolbars side by side, or below each other where the window is too narrow."""
    fits = tools.fit(window.width() - beside.sizeHint().width(), dispensable)
    if fits == window.toolBarBreak(beside):
        (window.removeToolBarBreak if fits else window.insertToolBarBreak)(beside)
    if not fits:
        tools.fit(window.width(), dispensable)


def _set_style(button: QToolButton, style: Qt.ToolButtonStyle) -> None:
    if button.toolButtonStyle() is not style:
        button.setToolButtonStyle(style)


def spring() -> QWidget:
    """A widget that takes the remaining width of a toolbar."""
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return room
