"""Reads statements in a thread of its own, so that the window stays alive; can be stopped between pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from app.cases.file.reading import content_of
from app.cases.pasting.under_review import ListUnderReview
from app.cases.problems import UnusableCase
from app.cases.statements.files import grids_of
from app.cases.statements.refusal import Refusal


class StatementReading(QThread):
    """Reads files for a person of a place; `progressed` carries the pages done and all pages.
    `requestInterruption` stops it at the next page.

    Once it has finished, `result` is the list, the refusal, or why a file could not be opened; None where it was
    stopped. `fault` is an error of the program itself.
    """

    progressed = Signal(int, int)

    def __init__(self, paths: Sequence[Path], home: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths, self._home = tuple(paths), home
        self.result: ListUnderReview | Refusal | UnusableCase | None = None
        self.fault: Exception | None = None

    def run(self) -> None:
        """Read; called by Qt in the thread."""
        try:
            self.result = self._read()
        except UnusableCase as problem:
            self.result = problem
        except Exception as fault:  # noqa: BLE001  raised again in the window's thread, where it is reported
            self.fault = fault
        if self.isInterruptionRequested():
            self.result = None

    def _read(self) -> ListUnderReview | Refusal:
        grids = grids_of([(content_of(path), path.name) for path in self._paths], self._on_page)
        if isinstance(grids, Refusal):
            return grids
        under_review = ListUnderReview(grids, self._home)
        _ = under_review.as_read  # the reading proper, done here and kept
        return under_review

    def _on_page(self, done: int, pages: int) -> bool:
        self.progressed.emit(done, pages)
        return not self.isInterruptionRequested()
