"""Reads files of any kind into cell grids; the entry point of this package."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.cases.statements.cell_grid import CellGrid, grid_of
from app.cases.statements.packed import checked_entries
from app.cases.statements.refusal import Refusal, RefusalReason, RefusedFile
from app.cases.statements.sniffing import FileKind, kind_of
from app.cases.statements.text_bytes import text_of
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

MOST_BYTES: Final = 20 * 2**20
MOST_FILES: Final = 50
_MOST_MARKUP: Final = 8 * 2**20
_SYSTEM_ENTRY: Final = re.compile(r"(^|.*/)(__MACOSX/.*|\.[^/]*|Thumbs\.db|desktop\.ini)$|.*/$", re.IGNORECASE)
_UTF8_NAME: Final = 0x800
_say: Final = partial(phrase, "statements")

Progress = Callable[[int, int], bool]
"""Told the pages done and the pages there are, after each page of a PDF; False stops the reading."""

_Read = tuple[list[CellGrid], tuple[Bilingual, ...]]


@value_type
class Grids:
    """All tables of all files in their order, and what has to be told of how they were read."""

    grids: tuple[CellGrid, ...]
    notices: tuple[Bilingual, ...] = ()


def _on_and_on(done: int, pages: int) -> bool:  # noqa: ARG001  the shape of `Progress`
    return True


def grids_of(files: Sequence[tuple[bytes, str]], progress: Progress = _on_and_on) -> Grids | Refusal:
    """The tables of files, each given by its content and its name; the refusal of the first that cannot be read.

    What a file is shows from its content only; the name goes along with its grids. Every file counts: where one cannot
    be read none is used, for the months it tells of would look like a lapse. Never raises.
    """
    if len(files) > MOST_FILES:
        return Refusal(RefusalReason.TOO_LARGE, _say("refused.too_many_files", most=MOST_FILES))
    grids: list[CellGrid] = []
    notices: list[Bilingual] = []
    for number, (content, name) in enumerate(files, 1):
        try:
            found, said = _read(content, name, progress)
        except RefusedFile as refused:
            said_of_file = refused.said if len(files) == 1 else _say("refused.of_file", file=number, said=refused.said)
            return Refusal(refused.reason, said_of_file, number)
        grids += [replace(grid, file=number) for grid in found]
        notices += ([_say("notice.seam", file=number)] if number > 1 else []) + list(said)
    if not grids:
        return Refusal(RefusalReason.EMPTY, RefusedFile(RefusalReason.EMPTY).said)
    return Grids(tuple(grids), tuple(notices))


def _read(content: bytes, name: str, progress: Progress, *, within: bool = False) -> _Read:
    if len(content) > MOST_BYTES:
        raise RefusedFile(RefusalReason.TOO_LARGE)
    if not content.strip(b"\0 \t\r\n"):
        raise RefusedFile(RefusalReason.EMPTY)
    kind = kind_of(content)
    if kind is FileKind.ZIP and not _is_workbook(content):
        if within:
            raise RefusedFile(RefusalReason.UNKNOWN_KIND)
        return _archived(content, progress)
    grids, notices = _of_kind(kind, content, progress)
    if not grids:
        raise RefusedFile(RefusalReason.EMPTY)
    return [replace(grid, file_name=name) for grid in grids], notices


def _of_kind(kind: FileKind, content: bytes, progress: Progress) -> _Read:
    """Read a file; the reader of a kind is loaded, and with it its library, when the first such file comes."""
    if kind is FileKind.TEXT:
        return [_text_grid(text_of(content))], ()
    if kind is FileKind.ZIP:
        from app.cases.statements.xlsx_workbook import grids_of_xlsx

        return grids_of_xlsx(content)
    if kind is FileKind.COMPOUND:
        from app.cases.statements.xls_workbook import grids_of_xls

        return grids_of_xls(content)
    if kind in (FileKind.HTML, FileKind.XML_SHEET, FileKind.MHT):
        return _of_markup(kind, content), ()
    if kind is FileKind.PDF:
        from app.cases.statements.pdf import grids_of_pdf

        return grids_of_pdf(content, progress)
    raise RefusedFile(RefusalReason.UNKNOWN_KIND)


def _of_markup(kind: FileKind, content: bytes) -> list[CellGrid]:
    from app.cases.statements.web_page import grids_of_html, grids_of_mht
    from app.cases.statements.xml_sheet import grids_of_xml

    if len(content) > _MOST_MARKUP:
        raise RefusedFile(RefusalReason.TOO_LARGE)
    if kind is FileKind.XML_SHEET:
        return grids_of_xml(content)
    return grids_of_html(content) if kind is FileKind.HTML else grids_of_mht(content)


def _text_grid(text: str) -> CellGrid:
    grid = grid_of(text)
    if isinstance(grid, Bilingual):
        raise RefusedFile(RefusalReason.TOO_LARGE if text.strip() else RefusalReason.EMPTY, grid)
    return grid


def _is_workbook(content: bytes) -> bool:
    """True for an Office package; `RefusedFile` for one that holds no workbook that can be read."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedFile(RefusalReason.DAMAGED) from error
    if "xl/workbook.xml" in names:
        return True
    if "[Content_Types].xml" in names or "mimetype" in names or "xl/workbook.bin" in names:
        raise RefusedFile(RefusalReason.UNKNOWN_KIND)
    return False


def _archived(content: bytes, progress: Progress) -> _Read:
    """The files in an archive, read one after the other and never written anywhere; no archive within an archive."""
    grids: list[CellGrid] = []
    notices: list[Bilingual] = []
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in checked_entries(archive) if not _SYSTEM_ENTRY.match(_name(entry))]
            if len(entries) > MOST_FILES:
                raise RefusedFile(RefusalReason.TOO_LARGE, _say("refused.too_many_files", most=MOST_FILES))
            for number, entry in enumerate(entries, 1):
                found, said = _entry(archive.read(entry), _name(entry), number, progress)
                grids += [replace(grid, sheet=_sheet(number, grid.sheet, len(entries))) for grid in found]
                notices += said
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise RefusedFile(RefusalReason.DAMAGED) from error
    return grids, tuple(notices)


def _entry(content: bytes, name: str, number: int, progress: Progress) -> _Read:
    try:
        return _read(content, name, progress, within=True)
    except RefusedFile as refused:
        raise RefusedFile(refused.reason, _say("refused.in_archive", entry=number, said=refused.said)) from refused


def _sheet(number: int, sheet: str | None, entries: int) -> str | None:
    return sheet if entries == 1 else " ".join(filter(None, (f"#{number}", sheet)))


def _name(entry: ZipInfo) -> str:
    """The name of an entry: old Chinese programs write GBK where the format says another code page."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
