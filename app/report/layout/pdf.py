"""Writes pages as a PDF file."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from app import __version__
from app.report.layout.marks import Page
from app.report.layout.painting import paint_pages

RESOLUTION = 300
_A4 = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def pdf_bytes(pages: Sequence[Page], title: str, made_on: date) -> bytes:
    """The pages as one PDF file; the same pages, title and day give the same bytes.

    `title` is shown in the title bar of PDF readers, so it must not name the person. Qt writes the current time into
    the file; it is replaced by `made_on`.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_A4)
    writer.setTitle(title)
    writer.setCreator(f"xubaotong {__version__}")
    writer.setDocumentId(QUuid(str(uuid.uuid5(uuid.NAMESPACE_OID, repr((pages, title))))))
    paint_pages(writer, pages)
    return _dated(bytes(buffer.data().data()), made_on)


def _dated(pdf: bytes, day: date) -> bytes:
    """The file with its dates set to the start of a day; the new dates are as long as the old ones."""
    pdf = re.sub(rb"\(D:\d{14}", f"(D:{day:%Y%m%d}000000".encode(), pdf)
    return re.sub(rb'Date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d', f'Date="{day:%Y-%m-%d}T00:00:00'.encode(), pdf)
