"""Notices that a day is over while the program stays open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from datetime import date

    from app.system.clock import Clock

_BETWEEN_LOOKS: Final = 20_000  # milliseconds; not one timer until midnight, which would stand still with the computer


class DayWatch(QObject):
    """Asks the clock now and then; `over` carries the day that was and the day that is, once they differ."""

    over = Signal(object, object)

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock, self._day = clock, clock()
        self._timer = QTimer(self, interval=_BETWEEN_LOOKS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Ask the clock now, as when somebody comes back to the window."""
        before: date = self._day
        self._day = self._clock()
        if self._day != before:
            self.over.emit(before, self._day)
