"""Knows how a copied list, or one in a text file, comes into the record. Does not know how it is read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from app.rules.bilingual import Said
from app.rules.record.case import Case
from app.ui.state.session import Session

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow


class Pasting(QObject):
    """The way of a list into the case at hand: shown first, taken over in one step."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def paste(self) -> None:
        """Show what the clipboard holds as a record; the text itself is not kept."""
        text = QGuiApplication.clipboard().text()
        self._window.counter.remember_pasted(text)
        self._review(text, "pasted")

    def ask_and_import(self) -> None:
        """Ask for a text file with a list."""
        self._window.dialogs.ask_file_to_import(self.read_file)

    def read_file(self, path: Path) -> None:
        """Show what a text file holds as a record; an unusable file is told and changes nothing."""
        from app.cases.pasting.text_file import read_text  # noqa: PLC0415  most cases come without a file
        from app.cases.problems import UnusableCase  # noqa: PLC0415  as above

        speech = self._window.speech
        try:
            text = read_text(path)
        except UnusableCase as problem:
            self._window.dialogs.tell(
                speech("open.unusable", file=path.name), "\n".join(problem.lines(speech.language))
            )
        else:
            self._review(text, "imported")

    def _review(self, text: str, way: str) -> None:
        from app.cases.pasting.reading import read_listing  # noqa: PLC0415  loaded with the first list
        from app.ui.pasting.review_pane import PastePane  # noqa: PLC0415  as above

        self._window.commit_typing()
        listing = read_listing(text, self._session.state.case.region)
        pane = PastePane(listing, self._session, self._window.speech)
        rows = () if isinstance(listing, Said) else listing.rows
        pane.taken.connect(partial(self._on_taken, way, [row.number for row in rows if row.lost]))
        pane.left.connect(self._on_left)
        self._window.desk.record.review(pane)

    def _on_taken(self, way: str, unread: list[int], case: Case) -> None:
        window, words = self._window, self._window.speech.within("paste")
        window.desk.record.end_review()
        self._session.edit(words.phrase(f"edit.{way}"), case)
        window.announcements.tell_of_unread(unread)
        window.mention(words("done"))
        (window.desk.causes.first_open or window.desk.record.grid).setFocus()

    def _on_left(self) -> None:
        self._window.desk.record.end_review()
        self._window.desk.record.grid.setFocus()
