"""Knows how pages go to a printer or into its preview. Does not know what stands on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.report.layout.marks import Page
from app.report.layout.painting import paint_pages


def print_pages(printer: QPrinter, pages: Sequence[Page], title: str) -> None:
    """Send the pages to a printer, or to the preview that lends its printer; margins are the pages' own.

    `title` names the job in the printer's queue: it must not name the person. Raises OSError when the printer refuses.
    """
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDocName(title)
    paint_pages(printer, pages)
