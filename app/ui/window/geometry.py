"""Knows where a window stands on the screen and keeps it inside. Does not know what is in it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMargins, QObject, QRect, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app.ui.widgets.screen import TITLE_LINES

_FRAMED_AFTER = 50  # milliseconds: a window manager puts its frame around a window that is already shown
_WIDEST, _HIGHEST = 1600, 1000


class Placement(QObject):
    """The place of one window: where it was last time, else the middle of what the screen has."""

    def __init__(self, window: QMainWindow, geometry: str) -> None:
        super().__init__(window)
        self._window = window
        if not (geometry and window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))):
            room = QApplication.primaryScreen().availableSize()
            title = TITLE_LINES * window.fontMetrics().height()  # asking the style would take longer than all the rest
            window.resize(min(room.width(), _WIDEST), min(room.height() - title, _HIGHEST))
        self._placed = window.size()

    @property
    def geometry(self) -> str:
        """The place now, to come back to."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def settle(self) -> None:
        """Come to lie inside the screen once the system has put its frame around the window."""
        QTimer.singleShot(_FRAMED_AFTER, self, self._on_framed)

    def fit_screen(self, room: QRect, frame: QMargins) -> None:
        """Come to lie inside the room with the frame around the window, unless somebody has given it another size."""
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
        handle = self._window.windowHandle()
        if handle is not None and handle.isVisible():
            self.fit_screen(handle.screen().availableGeometry(), handle.frameMargins())
