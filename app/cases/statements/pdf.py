"""Reads a PDF with text into grids, and tells which PDF cannot be read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.cases.statements.cell_grid import CellGrid
from app.cases.statements.letters import as_shown
from app.cases.statements.own_font import use_own_font
from app.cases.statements.paper import PageStream
from app.cases.statements.pdf_ink import PageInk, ink_of
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_MOST_PAGES: Final = 300
_MOST_LETTERS: Final = 400_000
_MOST_UNPACKED: Final = 256 * 2**20
_STREAM: Final = re.compile(rb"stream\r?\n")
_TWICE_PACKED: Final = re.compile(rb"/Filter\s*\[[^\]]{0,200}(Flate|LZW|/Fl\b)[^\]]{0,200}(Flate|LZW|/Fl\b)")
_LOCKED: Final = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_MOST_UNMAPPED: Final = 0.03
_COMMON: Final = frozenset("年月日单位保险缴费医疗姓名")
_ENOUGH_SIGNS: Final = 40
_CHUNK: Final = 2**20


def grids_of_pdf(content: bytes, progress: Callable[[int, int], bool]) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    """The tables of a PDF, and what has to be told of it; raises `RefusedFile`. `progress` is asked after each page."""
    _refuse_bombs(content)
    use_own_font()
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise RefusedFile(RefusalReason.PASSWORD if error.err_code in _LOCKED else RefusalReason.DAMAGED) from error
    try:
        return _read(document, progress)
    except pdfium.PdfiumError as error:
        raise RefusedFile(RefusalReason.DAMAGED) from error
    finally:
        document.close()


def _read(
    document: pdfium.PdfDocument, progress: Callable[[int, int], bool]
) -> tuple[list[CellGrid], tuple[Bilingual, ...]]:
    pages = len(document)
    if pages > _MOST_PAGES:
        raise RefusedFile(RefusalReason.TOO_LARGE)
    paper, found = PageStream(), _Found()
    for number in range(1, pages + 1):
        page = document[number - 1]
        try:
            ink = ink_of(page)
        finally:
            page.close()
        found.add(ink, number)
        paper.take(ink, number)
        if not progress(number, pages):
            raise RefusedFile(RefusalReason.CANCELLED)
    found.refuse_unreadable()
    return paper.grids(), found.notices()


class _Found:
    """What all pages together show of whether their text can be believed."""

    def __init__(self) -> None:
        self._letters = self._unmapped = self._slanted = self._pictures = self._signs = 0
        self._common = False
        self._only_pictures: list[int] = []

    def add(self, ink: PageInk, page: int) -> None:
        self._letters += len(ink.letters)
        if self._letters > _MOST_LETTERS:
            raise RefusedFile(RefusalReason.TOO_LARGE)
        self._unmapped += ink.unmapped
        self._slanted += ink.slanted
        self._pictures += ink.pictures
        if ink.pictures and not ink.letters:
            self._only_pictures.append(page)
        text = as_shown("".join(letter.sign for letter in ink.letters))
        self._signs += sum("\u3400" <= sign <= "\u9fff" for sign in text)
        self._common = self._common or not _COMMON.isdisjoint(text)

    def refuse_unreadable(self) -> None:
        if not self._letters:
            raise RefusedFile(RefusalReason.SCAN if self._pictures else RefusalReason.EMPTY)
        if self._unmapped > self._letters * _MOST_UNMAPPED or (self._signs >= _ENOUGH_SIGNS and not self._common):
            raise RefusedFile(RefusalReason.GARBLED)

    def notices(self) -> tuple[Bilingual, ...]:
        said = [phrase("statements", "notice.slanted", n=self._slanted)] if self._slanted else []
        if self._only_pictures:
            pages = "、".join(map(str, self._only_pictures))
            said.append(phrase("statements", "notice.picture_pages", pages=pages))
        return tuple(said)


def _refuse_bombs(content: bytes) -> None:
    """Look at how much the packed parts unpack to; the library would unpack up to a thousand million bytes each."""
    if _TWICE_PACKED.search(content):
        raise RefusedFile(RefusalReason.BOMB)
    total = 0
    for match in _STREAM.finditer(content):
        unpacking = zlib.decompressobj()
        data = content[match.end() : match.end() + _CHUNK]
        at = match.end() + len(data)
        while data and not unpacking.eof:
            try:
                total += len(unpacking.decompress(data, _CHUNK))
            except zlib.error:  # packed in another way, or not at all
                break
            if total > _MOST_UNPACKED:
                raise RefusedFile(RefusalReason.BOMB)
            data = unpacking.unconsumed_tail
            if not data:
                data = content[at : at + _CHUNK]
                at += len(data)
