"""Previews and prints the paper of a state."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from app.report.content.sections import Style, Telling
from app.report.layout.printing import print_pages
from app.report.papers import build_notice, build_sheet, notice_title, sheet_title
from app.ui.state.session import State
from app.ui.widgets.print_preview import Preview
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.report.content.sections import Style
    from app.report.layout.marks import Page
    from app.ui.widgets.print_preview import Preview


def pages_for(state: State, style: Style) -> list[Page]:
    """The notice for the option shown, or the sheet where there is nothing to do; ValueError before an answer."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    if state.option is None:
        return build_sheet(state.case, state.assessment, style)
    return build_notice(state.case, state.assessment, state.option, style)


def file_name_for(state: State, phrases: Phrasebook, now: time) -> str:
    """A name for the PDF: the case number on the paper and the time of day; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    told = Telling.of(state.case, state.assessment, (), Style(language=phrases.language))
    return phrases(
        "export.name" if state.option is not None else "export.sheet", number=told.number, time=f"{now:%H%M}"
    )


def title_for(state: State, phrases: Phrasebook) -> str:
    """The title of the paper in PDF readers and printer queues; it does not name the person."""
    if state.assessment is None:
        raise ValueError("nothing to print yet")
    title = notice_title if state.option is not None else sheet_title
    return title(state.assessment, Style(language=phrases.language))


class Printing(QObject):
    """Preview and printer dialogs for one window."""

    def __init__(self, window: QWidget, phrases: Phrasebook) -> None:
        super().__init__(window)
        self._window, self._phrases = window, phrases
        self._pages: list[Page] = []
        self._title = ""
        self._printer: QPrinter | None = None

    @staticmethod
    def has_printer() -> bool:
        """True when the system knows a printer."""
        return bool(QPrinterInfo.availablePrinterNames())

    def preview(self, state: State, style: Style) -> Preview:
        """Show the print preview."""
        title = self._phrases("print.preview.title")
        preview = Preview(title, self._prepared(state, style), self._paint, self._phrases, self._window)
        preview.open()
        return preview

    def print(self, state: State, style: Style) -> None:
        """Ask for a printer and print."""
        dialog = QPrintDialog(self._prepared(state, style), self._window)
        dialog.accepted.connect(self._on_accepted)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # QPrintDialog.open needs a slot

    def _prepared(self, state: State, style: Style) -> QPrinter:
        self._pages = pages_for(state, style)
        self._title = title_for(state, self._phrases)
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        return self._printer

    def _on_accepted(self) -> None:
        if self._printer is not None:
            self._paint(self._printer)

    def _paint(self, printer: QPrinter) -> None:
        print_pages(printer, self._pages, self._title)
