"""Takes a contribution list from the clipboard or a text file through review into the record."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.ui.state.session import Session

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.state.shell import Shell


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

    def paste(self) -> None:
        """Review the list in the clipboard; the text itself is not kept."""
        text = QGuiApplication.clipboard().text()
        self.copied.emit(text)
        self._review(text, "pasted")

    def ask_and_import(self) -> None:
        """Ask for a text file with a list."""
        self._shell.boxes.ask_file_to_import(self.read_file)

    def read_file(self, path: Path) -> None:
        """Review the list in a text file; for an unusable file a message is shown and nothing changes."""
        from app.cases.pasting.text_file import read_text  # noqa: PLC0415  few lists come from a file
        from app.cases.problems import UnusableCase  # noqa: PLC0415  as above

        phrases = self._shell.phrases
        try:
            text = read_text(path)
        except UnusableCase as problem:
            self._shell.boxes.tell(phrases("open.unusable", file=path.name), "\n".join(problem.lines(phrases.language)))
        else:
            self._review(text, "imported")

    def _review(self, text: str, way: str) -> None:
        from app.cases.pasting.reading import read_listing  # noqa: PLC0415  loaded with the first list
        from app.ui.pasting.review_pane import ReviewPane  # noqa: PLC0415  as above

        self._shell.commit_typing()
        listing = read_listing(text, self._session.state.case.region)
        pane = ReviewPane(listing, self._session, self._shell.phrases)
        rows = () if isinstance(listing, Bilingual) else listing.rows
        pane.taken.connect(partial(self._on_taken, way, [row.number for row in rows if row.lost]))
        pane.left.connect(self.review_ended)
        self.review_asked.emit(pane)

    def _on_taken(self, way: str, unread: list[int], case: Case) -> None:
        words = self._shell.phrases.within("paste")
        self.review_ended.emit()
        self._session.edit(words.phrase(f"edit.{way}"), case)
        self._shell.mention(words("done"))
        self.taken.emit(unread)
