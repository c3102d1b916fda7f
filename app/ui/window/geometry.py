"""Restores the window's size and position, and keeps it inside the screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app.ui.widgets.screen import TITLE_LINES

_FRAMED_AFTER = 50  # milliseconds: a window manager adds its frame after the window is shown
_WIDEST, _HIGHEST = 1600, 1000


class Placement(QObject):
    """Size and position of one window: as last time, else in the middle of the screen."""

    def __init__(self, window: QMainWindow, geometry: str) -> None:
        super().__init__(window)
        self._window = window
        if not (geometry and window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            room = QApplication.primaryScreen().availableSize()
            title = TITLE_LINES * window.fontMetrics().height()  # asking the style would be slow
            window.resize(min(room.width(), _WIDEST), min(room.height() - title, _HIGHEST))
        self._placed = window.size()

    @property
    def geometry(self) -> str:
        """The current size and position, for the settings."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def settle(self) -> None:
        """Move inside the screen once the system has added its frame."""
        QTimer.singleShot(_FRAMED_AFTER, self, self._on_framed)

    def fit_screen(self, room: QRect, frame: QMargins) -> None:
        """Fit the window with its frame into the room, unless the user has resized it."""
        window = self._window
        if window.size() != self._placed or window.isMaximized() or window.isFullScreen():
            return
        inside = room.marginsRemoved(frame)
        window.resize(window.size().boundedTo(inside.size()))
        place = window.geometry()
        place.moveLeft(max(inside.left(), min(place.left(), inside.right() + 1 - place.width())))
        place.moveTop(max(inside.top(), min(place.top(), inside.bottom() + 1 - place.height())))
        self._placed = place.size()
        if place != window.geometry():
            window.setGeometry(place)

    def _on_framed(self) -> None:
        window = self._window
        if window.isVisible():
            inner, outer = window.geometry(), window.frameGeometry()
            left, top = inner.left() - outer.left(), inner.top() - outer.top()
            frame = QMargins(left, top, outer.right() - inner.right(), outer.bottom() - inner.bottom())
            self.fit_screen(window.screen().availableGeometry(), frame)
