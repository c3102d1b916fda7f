"""Knows the records of a workbook of Excel 97 to 2003 as far as a library needs watching and does not tell formats.

Does not know the values of cells.
"""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from typing import Final

from app.cases.statements.compound_file import CompoundFile
from app.cases.statements.number_formats import BUILT_IN
from app.cases.statements.refusal import Reason, Refused

_MOST_PLACES: Final = 2_000_000
_MOST_TEXT: Final = 128 * 2**20

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _SST, _CONTINUE, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0xFC, 0x3C, 0x41E, 0xE0
_NUMBER, _LABEL, _BOOLERR, _RK, _LABELSST, _FORMULA, _MULRK, _MULBLANK = (
    0x203, 0x204, 0x205, 0x27E, 0xFD, 0x06, 0xBD, 0xBE,
)  # fmt: skip
_CELLS: Final = frozenset({_NUMBER, _LABEL, _BOOLERR, _RK, _LABELSST, _FORMULA, _MULRK, _MULBLANK, 0xD6, 0x406, 0x201})
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_WIDE_TEXT, _RICH_TEXT, _EXTENDED_TEXT = 0x1, 0x8, 0x4

Place = tuple[int, int]


class ExcelRecords:
    """The records of the workbook in a compound file; raises `Refused` for what is no sound workbook of that kind."""

    def __init__(self, compound: CompoundFile) -> None:
        name = next((name for name in ("Workbook", "Book") if name in compound), None)
        if name is None:
            encrypted = "EncryptedPackage" in compound
            raise Refused(Reason.PASSWORD if encrypted else Reason.UNKNOWN_KIND)
        self._data = compound.stream(name)
        self._formats: dict[int, str] = {}
        self._of_style: list[int] = []
        self._starts: dict[str, int] = {}
        self._texts: list[int] = []
        try:
            self._read_globals()
            for start in self._starts.values():
                self._check(start)
        except (struct.error, IndexError) as error:
            raise Refused(Reason.DAMAGED) from error

    def format_at(self, sheet: str, places: Collection[Place]) -> Iterator[tuple[Place, str | None]]:
        """The number formats of some cells of a sheet; None for one that the file does not tell."""
        wanted = frozenset(places)
        for kind, at, size in self._records(self._starts.get(sheet, len(self._data))):
            if kind not in _CELLS or size < 6:  # noqa: PLR2004  row, column, style
                continue
            row, column, style = struct.unpack_from("<HHH", self._data, at)
            if kind == _MULRK:
                for place in range((size - 6) // 6):
                    if (row, column + place) in wanted:
                        (style,) = struct.unpack_from("<H", self._data, at + 4 + 6 * place)
                        yield (row, column + place), self._format(style)
            elif (row, column) in wanted:
                yield (row, column), self._format(style)

    def unreadable(self, sheet: str) -> Iterator[tuple[Place, str]]:
        """Cells that show an error, with it."""
        for kind, at, size in self._records(self._starts.get(sheet, len(self._data))):
            if kind == _BOOLERR and size >= 8 and self._data[at + 7]:  # noqa: PLR2004  value, and whether it is an error
                row, column = struct.unpack_from("<HH", self._data, at)
                yield (row, column), _ERRORS.get(self._data[at + 6], "#")
            elif kind == _FORMULA and size >= 14 and self._data[at + 12 : at + 14] == b"\xff\xff":  # noqa: PLR2004
                row, column = struct.unpack_from("<HH", self._data, at)
                if self._data[at + 6] == 2:  # noqa: PLR2004  an error as the result
                    yield (row, column), _ERRORS.get(self._data[at + 8], "#")

    def _format(self, style: int) -> str | None:
        if style >= len(self._of_style):
            return None
        number = self._of_style[style]
        return self._formats.get(number) or BUILT_IN.get(number)

    def _records(self, start: int) -> Iterator[tuple[int, int, int]]:
        """Kind, place and size of the records from one on, up to the end of its sheet."""
        depth, at = 0, start
        while at + 4 <= len(self._data):
            kind, size = struct.unpack_from("<HH", self._data, at)
            at += 4
            if at + size > len(self._data):
                return
            depth += (kind == _BOF) - (kind == _EOF)
            yield kind, at, size
            at += size
            if depth <= 0:
                return

    def _read_globals(self) -> None:
        shared: list[bytes] | None = None
        for kind, at, size in self._records(0):
            data = self._data[at : at + size]
            if kind == _FILEPASS:
                raise Refused(Reason.PASSWORD)
            if kind == _BOUNDSHEET:
                (start,) = struct.unpack_from("<I", data)
                self._starts[_short_text(data[6:])] = start
            elif kind == _FORMAT:
                (number,) = struct.unpack_from("<H", data)
                self._formats[number] = _long_text(data[2:])
            elif kind == _XF:
                self._of_style.append(struct.unpack_from("<H", data, 2)[0])
            if kind == _SST:
                shared = [data]
            elif kind == _CONTINUE and shared is not None and not self._texts:
                shared.append(data)
            elif shared is not None and not self._texts:
                self._texts = _sizes(shared)

    def _check(self, start: int) -> None:
        rows = columns = text = 0
        longest = max(self._texts, default=65_535)
        for kind, at, size in self._records(start):
            if kind not in _CELLS or size < 4:  # noqa: PLR2004  row and column
                continue
            row, column = struct.unpack_from("<HH", self._data, at)
            if kind in (_MULRK, _MULBLANK):
                (column,) = struct.unpack_from("<H", self._data, at + size - 2)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind == _LABELSST and size >= 10:  # noqa: PLR2004  row, column, style, number of the text
                (number,) = struct.unpack_from("<I", self._data, at + 6)
                text += self._texts[number] if number < len(self._texts) else longest
        if rows * columns > _MOST_PLACES:
            raise Refused(Reason.TOO_LARGE)
        if text > _MOST_TEXT:
            raise Refused(Reason.BOMB)


def _short_text(data: bytes) -> str:
    length, flags = data[0], data[1]
    return _decoded(data[2:], length, flags)


def _long_text(data: bytes) -> str:
    length, flags = struct.unpack_from("<HB", data)
    return _decoded(data[3:], length, flags)


def _decoded(data: bytes, length: int, flags: int) -> str:
    if flags & _WIDE_TEXT:
        return data[: 2 * length].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")


def _sizes(parts: list[bytes]) -> list[int]:
    """The bytes of each shared text; a text goes on in the next part after a byte that says how wide it is there."""
    part, at = 0, 8
    (count,) = struct.unpack_from("<I", parts[0], 4)
    sizes: list[int] = []

    def skip(size: int) -> None:
        nonlocal part, at
        while size:
            if at >= len(parts[part]):
                part, at = part + 1, 0
            step = min(size, len(parts[part]) - at)
            size, at = size - step, at + step

    while len(sizes) < count:
        if at >= len(parts[part]):
            if part + 1 == len(parts):
                break
            part, at = part + 1, 0
        length, flags = struct.unpack_from("<HB", parts[part], at)
        at += 3
        runs = extra = 0
        if flags & _RICH_TEXT:
            (runs,) = struct.unpack_from("<H", parts[part], at)
            at += 2
        if flags & _EXTENDED_TEXT:
            (extra,) = struct.unpack_from("<I", parts[part], at)
            at += 4
        sizes.append(length * 2)
        left = length
        while left:
            if at >= len(parts[part]):
                flags = parts[part + 1][0]
                part, at = part + 1, 1
            width = 2 if flags & _WIDE_TEXT else 1
            step = min(left, (len(parts[part]) - at) // width)
            if not step:
                raise Refused(Reason.DAMAGED)
            left, at = left - step, at + step * width
        skip(runs * 4 + extra)
    return sizes
