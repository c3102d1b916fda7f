"""Writes pages as a PDF file."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from app import __version__
from app.report.layout.marks import Page
from app.report.layout.painting import paint_pages

RESOLUTION = 300
_A4 = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))


def pdf_bytes(pages: Sequence[Page], title: str, made_on: date) -> bytes:
    """The pages as one PDF file; the same pages, title and day give the same bytes, on every run and in every zone.

    `title` is shown in the title bar of PDF readers, so it must not name the person. Qt writes the current time into
    the file, which is replaced by `made_on`, and orders fonts by a random seed, which is held still meanwhile;
    with the fonts in another folder the same two may still change places.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QHashSeed.setDeterministicGlobalSeed()
    try:
        writer = QPdfWriter(buffer)
        writer.setResolution(RESOLUTION)
        writer.setPageLayout(_A4)
        writer.setTitle(title)
        writer.setCreator(f"xubaotong {__version__}")
        writer.setDocumentId(QUuid(str(uuid.uuid5(uuid.NAMESPACE_OID, f"{title}\n{_shown(pages)}"))))
        paint_pages(writer, pages)
        del writer  # what it keeps in order of the seed goes before the seed changes
    finally:
        QHashSeed.resetRandomGlobalSeed()
    return put_right(bytes(buffer.data().data()), made_on)


def _shown(pages: Sequence[Page]) -> str:
    """What is printed, without anything whose order may change from run to run."""
    return "\f".join("\n".join(page.text) for page in pages)


def put_right(pdf: bytes, day: date) -> bytes:
    """What Qt wrote, with its dates set to the start of a day in UTC, and its table of objects put right after that.

    Qt 6.8.0, the newest for some systems, ends the dictionary with the dates by `2` instead of `>>`: it is ended.
    """
    stamp = f"{day:%Y-%m-%d}T00:00:00+00:00".encode()
    pdf = re.sub(rb'Date="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d', b'Date="' + stamp, pdf)
    wrong = re.compile(rb"\(D:\d{14}[^)]*\)|(?<=/Trapped /False\n)2(?=\nendobj)")

    def right(found: re.Match[bytes]) -> bytes:
        return b">>" if found.group() == b"2" else f"(D:{day:%Y%m%d}000000Z)".encode()

    ends = [(found.end(), len(right(found)) - len(found.group())) for found in wrong.finditer(pdf)]

    def offset(found: re.Match[bytes]) -> bytes:
        return f"{_put(int(found.group(1)), ends):010d}{found.group(2).decode()}".encode()

    body, table = pdf[: pdf.rindex(b"xref\n0 ")], pdf[pdf.rindex(b"xref\n0 ") :]
    table = re.sub(rb"^(\d{10})( 00000 n)", offset, table, flags=re.MULTILINE)
    table = re.sub(rb"(?<=startxref\n)\d+", str(_put(len(body), ends)).encode(), table)
    return wrong.sub(right, body) + table


def _put(at: int, ends: Sequence[tuple[int, int]]) -> int:
    """Where a byte stands once the dates before it have their new length."""
    return at + sum(longer for end, longer in ends if end <= at)
