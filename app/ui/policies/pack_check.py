"""Runs the check of the packs in small steps, so that the window stays responsive."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.packs.checking.check import Check
from app.packs.checking.example_case import example_case
from app.packs.problems import UnusablePack
from app.packs.shelf.shelf import reread_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from app.packs.checking.check import Check, PackReport

_SLICE: Final = 0.008  # seconds of checking between two turns of the event loop


class SelfCheck(QObject):
    """A check of the packs in a folder. `checked` carries the report of a pack, `finished` the whole report.

    `failed`: the folder cannot be read at all; it carries the problems.
    """

    checked = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._on_turn)
        self._check: Check | None = None
        self._pieces: Iterator[PackReport | None] = iter(())

    @property
    def running(self) -> bool:
        """True between the start and the end."""
        return self._turn.isActive()

    def start(self, folder: Path) -> None:
        """Read every pack of a folder again and check it."""
        try:
            self._check = Check(reread_shelf(folder), example_case)
        except UnusablePack as unusable:
            self.failed.emit(unusable.problems)
            return
        self._pieces = self._check.pieces()
        self._turn.start()

    def stop(self) -> None:
        """Stop; no more signals are sent."""
        self._turn.stop()
        self._pieces = iter(())

    def _on_turn(self) -> None:
        until = perf_counter() + _SLICE
        while perf_counter() < until:
            try:
                report = next(self._pieces)
            except StopIteration:
                self._turn.stop()
                if self._check is not None:
                    self.finished.emit(self._check.report)
                return
            if report is not None:
                self.checked.emit(report)
