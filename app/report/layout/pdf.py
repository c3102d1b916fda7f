"""Writes pages as a PDF file."""

from __future__ import annotations

import os
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from app import __version__
from app.report.layout.marks import Page
from app.report.layout.painting import paint_pages

RESOLUTION = 300
_A4 = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def pdf_bytes(pages: Sequence[Page], title: str, made_on: date) -> bytes:
    """The pages as one PDF file; the same pages, title and day give the same bytes, in whatever time zone.

    `title` is shown in the title bar of PDF readers, so it must not name the person. Qt writes the current time into
    the file; it is replaced by `made_on`.
    """
    with _in_utc(), _hashes_in_one_order():
        return _dated(_written(pages, title), made_on)


def _written(pages: Sequence[Page], title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(_A4)
    writer.setTitle(title)
    writer.setCreator(f"xubaotong {__version__}")
    writer.setDocumentId(QUuid(str(uuid.uuid5(uuid.NAMESPACE_OID, repr((pages, title))))))
    paint_pages(writer, pages)
    return bytes(buffer.data().data())


@contextmanager
def _hashes_in_one_order() -> Iterator[None]:
    """Qt writes fonts in the order of a hash, which is another one in each run."""
    QHashSeed.setDeterministicGlobalSeed()
    try:
        yield
    finally:
        QHashSeed.resetRandomGlobalSeed()


@contextmanager
def _in_utc() -> Iterator[None]:
    """Qt writes the time zone too, and that of UTC is shorter than the others; Windows has no such switch."""
    if not hasattr(time, "tzset"):
        yield
        return
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def _dated(pdf: bytes, day: date) -> bytes:
    """The file with its dates set to the start of a day; the new dates are as long as the old ones."""
    pdf = re.sub(rb"\(D:\d{14}", f"(D:{day:%Y%m%d}000000".encode(), pdf)
    return re.sub(rb'Date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d', f'Date="{day:%Y-%m-%d}T00:00:00'.encode(), pdf)
