"""Previews and prints a table of the policy browser."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from app.report.content.table import listing
from app.report.layout.marks import Page
from app.report.layout.pages import pages_of
from app.ui.preview.own_process import OwnProcess
from app.ui.preview.print_dialog import PrintDialog
from app.ui.preview.print_preview import Edition, Preview
from app.ui.widgets.message_boxes import MessageBoxes
from app.ui.widgets.wrapping_table import ReadingTable
from app.wording.phrasebook import Phrasebook


def preview(window: QWidget, phrases: Phrasebook, table: ReadingTable, title: str, remarks: Iterable[str]) -> None:
    """Show a print preview of a table."""
    preview_pages(window, phrases, pages_of_table(phrases, table, title, remarks), title)


def preview_pages(window: QWidget, phrases: Phrasebook, pages: list[Page], title: str) -> None:
    """Show a print preview of pages that belong to no case."""
    dialog = Preview(phrases("print.preview"), [Edition("", title, lambda _large: pages)], phrases, window)
    dialog.print_asked.connect(partial(_print, window, phrases, pages, title))
    dialog.open()


def pages_of_table(phrases: Phrasebook, table: ReadingTable, title: str, remarks: Iterable[str]) -> list[Page]:
    """The pages of a table."""
    shown = table.lines
    foot = phrases("print.caution"), phrases.template("print.page")
    return pages_of(listing(title, remarks, shown.titles, [line.cells for line in shown.lines], foot))


def _print(window: QWidget, phrases: Phrasebook, pages: list[Page], title: str, *_shown: object) -> None:
    dialog = PrintDialog(pages, title, phrases, window, offers_pdf=False)
    dialog.sent.connect(partial(_on_sent, window, phrases))
    dialog.open()


def _on_sent(window: QWidget, phrases: Phrasebook, printer: str, process: OwnProcess) -> None:
    process.ended.connect(partial(_on_ended, window, phrases.within("ui"), printer))


def _on_ended(window: QWidget, phrases: Phrasebook, printer: str, well: bool, _output: bytes) -> None:  # noqa: FBT001
    if not well:
        MessageBoxes(window, phrases).tell(phrases("print.refused", printer=printer))
