"""Previews and prints a table of the policy browser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.report.content.table import listing
from app.report.layout.marks import Page
from app.report.layout.pages import pages_of
from app.report.layout.printing import print_pages
from app.ui.widgets.print_preview import Preview
from app.ui.widgets.wrapping_table import ReadingTable
from app.wording.phrasebook import Phrasebook


def preview(window: QWidget, phrases: Phrasebook, table: ReadingTable, title: str, remarks: Iterable[str]) -> None:
    """Show a print preview of a table."""
    preview_pages(window, phrases, pages_of_table(phrases, table, title, remarks), title)


def preview_pages(window: QWidget, phrases: Phrasebook, pages: list[Page], title: str) -> None:
    """Show a print preview of pages that belong to no case."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = Preview(phrases("print.preview"), printer, partial(_paint, pages, title), phrases, window)
    dialog.print_asked.connect(partial(_print, window, printer, pages, title))
    dialog.open()


def pages_of_table(phrases: Phrasebook, table: ReadingTable, title: str, remarks: Iterable[str]) -> list[Page]:
    """The pages of a table."""
    shown = table.lines
    foot = phrases("print.caution"), phrases.template("print.page")
    return pages_of(listing(title, remarks, shown.titles, [line.cells for line in shown.lines], foot))


def _print(window: QWidget, printer: QPrinter, pages: list[Page], title: str) -> None:
    dialog = QPrintDialog(printer, window)
    dialog.accepted.connect(partial(_paint, pages, title, printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)  # QPrintDialog.open needs a slot


def _paint(pages: list[Page], title: str, printer: QPrinter) -> None:
    print_pages(printer, pages, title)
