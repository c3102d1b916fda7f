"""Checks an xlsx package before a library opens it: its size, its cells, how numbers are shown.

Does not know the values of cells.
"""

from __future__ import annotations

import posixpath
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from app.cases.statements.number_formats import BUILT_IN
from app.cases.statements.packed import checked_entries
from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.cases.statements.safe_xml import read_xml

_MOST_PLACES: Final = 2_000_000
"""Cells from the first to the farthest of a sheet: the library makes room for them all, 32 bytes each."""
_MOST_TEXT: Final = 128 * 2**20
"""Bytes of text that the cells of a workbook may name together; a shared text counts wherever it is named."""

_REFERENCE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)([^"'<>]*)["']""")
_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CELL_TAG: Final = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_WHOLE_CELL: Final = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_SHARED: Final = re.compile(rb"""\st\s*=\s*["']s["'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<""")
_SHARED_TEXT: Final = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SAYS_SHARED: Final = re.compile(rb"""\st\s*=\s*["']s["']""")
_IN_TAG: Final = re.compile(rb"""(?:^|\s)([rst])\s*=\s*["']([^"']*)["']""")
_ERROR: Final = re.compile(rb"""\st\s*=\s*["']e["']""")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[\s/>]")

Place = tuple[int, int]
"""Row and column, from 0."""


class XlsxPackage:
    """The parts of a workbook by name; raises `RefusedFile` for what is damaged, too large or needs a password."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            checked_entries(self._zip)
            self._names = frozenset(self._zip.namelist())
            parts = self._sheets()
            self.sheets: Mapping[str, bytes] = {name: self._read(part) for name, part in parts.items()}
            self._check()
            self._styles = self._read("xl/styles.xml") if "xl/styles.xml" in self._names else b""
        except (BadZipFile, zlib.error, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError) as error:
            raise RefusedFile(RefusalReason.DAMAGED) from error

    @cached_property
    def formats(self) -> tuple[str | None, ...]:
        """The number format of each style, in the order in which cells name them; None for one not known."""
        custom: dict[str, str] = {}
        of_cells: list[str] = []
        inside: list[str] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "numFmt":
                custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif name == "xf" and inside and inside[-1] == "cellXfs":
                of_cells.append(attributes.get("numFmtId", "0"))
            inside.append(name)

        if not self._styles:
            return ()
        read_xml(self._styles, start, lambda _: inside.__delitem__(-1))
        return tuple(custom.get(key) or (BUILT_IN.get(int(key)) if key.isdecimal() else None) for key in of_cells)

    def format_at(self, sheet: str, places: Collection[Place]) -> Iterator[tuple[Place, str | None]]:
        """The number formats of some cells of a sheet; None for one that the file does not tell."""
        wanted = frozenset(places)
        for attributes, _ in self._tags(sheet, _CELL_TAG):
            place = _place(attributes.get(b"r", b""))
            if place in wanted:
                style = attributes.get(b"s", b"0")
                number = int(style) if style.isdigit() else -1
                yield place, self.formats[number] if 0 <= number < len(self.formats) else None

    def unreadable(self, sheet: str) -> Iterator[tuple[Place, str]]:
        """Cells that show an error, with it, and those with a formula that was never worked out, with `=`."""
        data = self.sheets.get(sheet, b"")
        if not _ERROR.search(data) and not _FORMULA.search(data):
            return
        for attributes, inside in self._tags(sheet, _WHOLE_CELL):
            place, value = _place(attributes.get(b"r", b"")), _VALUE.search(inside)
            if place is None:
                continue
            if attributes.get(b"t") == b"e":
                yield place, value[1].decode("ascii", "replace") if value else "#"
            elif value is None and _FORMULA.search(inside):
                yield place, "="

    def _tags(self, sheet: str, pattern: re.Pattern[bytes]) -> Iterator[tuple[dict[bytes, bytes], bytes]]:
        for match in pattern.finditer(self.sheets.get(sheet, b"")):
            yield dict(_IN_TAG.findall(match[1])), match[pattern.groups]

    def _read(self, part: str) -> bytes:
        content = self._zip.read(part)
        if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedFile(RefusalReason.FOREIGN_PARTS)
        return content

    def _sheets(self) -> dict[str, str]:
        """The part of each sheet, by its name."""
        ids: dict[str, str] = {}
        targets: dict[str, str] = {}

        def sheet(name: str, attributes: Mapping[str, str]) -> None:
            if name == "sheet":
                ids[attributes["name"]] = attributes["id"]

        def relation(name: str, attributes: Mapping[str, str]) -> None:
            if name == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                targets[attributes["Id"]] = target[1:] if target[:1] == "/" else posixpath.normpath(f"xl/{target}")

        read_xml(self._read("xl/workbook.xml"), sheet)
        read_xml(self._read("xl/_rels/workbook.xml.rels"), relation)
        return {name: targets[key] for name, key in ids.items() if targets.get(key, "").startswith("xl/worksheets/")}

    def _check(self) -> None:
        cells = 0
        for data in self.sheets.values():
            count = len(_CELL.findall(data))
            cells += count
            if _reach(data, count) > _MOST_PLACES:
                raise RefusedFile(RefusalReason.TOO_LARGE)
        if "xl/sharedStrings.xml" not in self._names:
            return
        texts = [len(text) for text in _SHARED_TEXT.split(self._read("xl/sharedStrings.xml"))]
        longest = max(texts)
        if longest * cells > _MOST_TEXT:
            named = [int(number) for data in self.sheets.values() for number in _SHARED.findall(data)]
            all_named = sum(len(_SAYS_SHARED.findall(data)) for data in self.sheets.values())
            total = sum(texts[min(number + 1, len(texts) - 1)] for number in named)
            if total + (all_named - len(named)) * longest > _MOST_TEXT:
                raise RefusedFile(RefusalReason.BOMB)


def _reach(data: bytes, cells: int) -> int:
    """The number of places from the first to the farthest cell."""
    references = _REFERENCE.findall(data)
    if any(rest for _, _, rest in references):
        raise RefusedFile(RefusalReason.DAMAGED)
    rows = max((int(row) for row in {row for _, row, _ in references} if row), default=0)
    columns = max((_column(name) for name in {name for name, _, _ in references} if name), default=0)
    if sum(1 for name, _, _ in references if name) < cells:  # some cells only follow the one before
        parts = re.split(rb"<(?:\w+:)?row[\s/>]", data)
        rows = max(rows, len(parts)) + len(parts)
        columns += max(len(_CELL.findall(part)) for part in parts)
    return rows * columns


def _column(name: bytes) -> int:
    """The number of a column, from 1; far more than there are for a name that is none."""
    number = 0
    for sign in name[:8].upper():
        number = number * 26 + sign - ord("A") + 1
    return number


def _place(reference: bytes) -> Place | None:
    match = re.fullmatch(rb"([A-Z]{1,3})(\d{1,7})", reference)
    return (int(match[2]) - 1, _column(match[1]) - 1) if match else None
