"""Takes a contribution list, copied or in files, through review into the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app.cases.pasting.under_review import ListUnderReview
from app.cases.problems import UnusableCase
from app.cases.statements.cell_grid import CellGrid, grid_of
from app.cases.statements.files import Grids
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.system.users_file import shown_name
from app.ui.pasting.progress_pane import ProgressPane
from app.ui.pasting.review_pane import ReviewPane
from app.ui.pasting.statement_reading import StatementReading
from app.ui.state.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.state.shell import Shell

_PAUSE_BEFORE_PROGRESS: Final = 300
"""Milliseconds; what is read sooner shows its review at once."""
_MOST_REMEMBERED: Final = 50


class Pasting(QObject):
    """Brings a list into the current case: first a review, then one edit.

    `copied` carries text from the clipboard, `review_asked` a pane to show in place of the record; `review_ended` asks
    for the record again. `taken`: the list is now in the record; carries the numbers of rows that could not be read.
    """

    copied = Signal(str)
    review_asked = Signal(object)
    review_ended = Signal()
    taken = Signal(list)

    def __init__(self, shell: Shell, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._session = shell, session
        self._reading: StatementReading | None = None
        self._progress: ProgressPane | None = None
        self._names: list[str] = []
        self._way = ""
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_BEFORE_PROGRESS)
        self._later.timeout.connect(self._on_slow)
        session.started.connect(self.stop)

    def paste(self) -> None:
        """Review the list in the clipboard; the text itself is not kept."""

        self.stop()
        text = QGuiApplication.clipboard().text()
        self.copied.emit(text)
        grid = grid_of(text)
        home = self._session.state.case.region
        self._review(ListUnderReview(Grids((grid,)), home) if isinstance(grid, CellGrid) else grid, "pasted")

    def ask_and_import(self) -> None:
        """Ask for files with a list."""
        self._shell.boxes.ask_files_to_import(self.read_files)

    def read_files(self, paths: Sequence[Path]) -> None:
        """Review the list in files; for unusable ones a message is shown and nothing changes."""

        self.stop()
        self._shell.commit_typing()
        self._names = [shown_name(path) for path in paths]
        self._reading = StatementReading(paths, self._session.state.case.region, self)
        self._reading.finished.connect(self._on_read)
        self._later.start()
        self._reading.start()

    def stop(self) -> None:
        """Stop reading files; nothing of them is kept."""
        self._later.stop()
        self._names = []
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.finished.disconnect(self._on_read)
            reading.finished.connect(reading.deleteLater)
            reading.requestInterruption()
            if reading.isFinished():
                reading.deleteLater()
        if self._progress is not None:
            self._progress = None
            self.review_ended.emit()

    def close(self) -> None:
        """Stop, and wait until no thread reads any more."""
        self.stop()
        threads: Iterable[QThread] = self.findChildren(QThread)
        for thread in threads:
            thread.wait()

    def _on_slow(self) -> None:

        if self._reading is None:
            return
        self._progress = ProgressPane(self._names, self._shell.phrases)
        self._progress.left.connect(self.stop)
        self._progress.destroyed.connect(self._on_progress_gone)
        self._reading.progressed.connect(self._progress.show_progress)
        self.review_asked.emit(self._progress)

    def _on_progress_gone(self) -> None:
        """The record was asked for in place of the progress: that stops reading as well."""
        if self._progress is not None:
            self._progress = None
            self.stop()

    def _on_read(self) -> None:

        self._later.stop()
        reading, self._reading, self._progress = self._reading, None, None
        if reading is None:
            return
        reading.deleteLater()
        if reading.fault is not None:
            self.review_ended.emit()
            raise reading.fault
        if isinstance(reading.result, UnusableCase):
            self.review_ended.emit()
            phrases, lines = self._shell.phrases, reading.result.lines(self._shell.phrases.language)
            self._shell.boxes.tell(
                phrases("open.unusable", file=shown_name(Path(reading.result.name))), "\n".join(lines)
            )
        elif isinstance(reading.result, ListUnderReview):
            self._review(reading.result.read_for(self._session.state.case.region), "imported")
        elif reading.result is not None:
            self._review(reading.result.said, "imported")

    def _review(self, reviewed: ListUnderReview | Bilingual, way: str) -> None:

        self._shell.commit_typing()
        if isinstance(reviewed, ListUnderReview):
            reviewed = reviewed.recalling(self._shell.settings.current.columns.get(reviewed.signature or "", {}))
        pane = ReviewPane(reviewed, self._session, self._shell.phrases)
        self._way = way
        pane.taken.connect(self._on_taken)
        pane.left.connect(self.review_ended)
        self.review_asked.emit(pane)

    def _on_taken(self, case: Case) -> None:
        words, pane = self._shell.phrases.within("paste"), self.sender()
        assert isinstance(pane, ReviewPane)  # noqa: S101  nothing else says so
        unread = pane.unread
        if pane.reviewed is not None:
            self._remember(pane.reviewed)
        self.review_ended.emit()
        self._session.edit(words.phrase(f"edit.{self._way}"), case)
        self._shell.mention(words("done"))
        self.taken.emit(unread)

    def _remember(self, reviewed: ListUnderReview) -> None:
        """Remember what headings mean, for lists that have the same; nothing of the list itself."""
        signature, columns = reviewed.signature, reviewed.columns_to_remember()
        if signature is not None and columns:
            known = {key: value for key, value in self._shell.settings.current.columns.items() if key != signature}
            kept = dict(list(known.items())[1 - _MOST_REMEMBERED :])
            self._shell.settings.save(columns={**kept, signature: dict(columns)})
