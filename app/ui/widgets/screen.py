"""Finds how much room the screen has for a window, and keeps windows inside it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

TITLE_LINES: Final = 2
"""In lines of text: about the height of a window's title bar."""


def room_for(window: QWidget) -> QSize:
    """How large a window can be on its screen, including its title bar."""
    room = window.screen().availableGeometry().size()
    return QSize(room.width(), room.height() - TITLE_LINES * window.fontMetrics().height())


def keep_inside(window: QWidget) -> None:
    """Move a window that extends beyond its screen."""
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    frame.moveRight(min(frame.right(), room.right()))
    frame.moveBottom(min(frame.bottom(), room.bottom()))
    frame.moveLeft(max(frame.left(), room.left()))
    frame.moveTop(max(frame.top(), room.top()))
    if frame != window.frameGeometry():
        window.move(frame.topLeft())
