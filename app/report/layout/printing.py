"""Sends pages to a printer or to a print preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.report.layout.marks import Page
from app.report.layout.painting import paint_pages


def print_pages(printer: QPrinter, pages: Sequence[Page], title: str) -> None:
    """Send the pages to a printer, which may be that of a preview; the pages have their own margins.

    `title` is shown in the printer's queue, so it must not name the person. Raises OSError when the printer refuses.
    """
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDocName(title)
    paint_pages(printer, pages)
