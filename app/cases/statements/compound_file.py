"""Knows the streams of a compound file (OLE): Excel up to 2003, encrypted workbooks. Does not know what they hold."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from app.cases.statements.refusal import Reason, Refused

SIGNATURE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_HEADER: Final = 512
_NO_SECTOR: Final = 0xFFFFFFFA  # this and all above it are no sectors
_ENTRY: Final = 128
_IN_HEADER: Final = 109
_STREAM, _ROOT = 2, 5
_SECTOR_SHIFTS: Final = (9, 12)
_SMALL_SECTOR: Final = 64
_SMALL_STREAM: Final = 4096


class CompoundFile:
    """The streams of a compound file by name; raises `Refused` for a damaged one. Nothing is larger than the file."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            self._streams = self._directory()
        except (struct.error, IndexError) as error:
            raise Refused(Reason.DAMAGED) from error

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._streams

    def stream(self, name: str) -> bytes:
        """The content of a stream; a KeyError where there is none of the name."""
        start, size = self._streams[name.casefold()]
        if size >= _SMALL_STREAM:
            return self._chain(start)[:size]
        sector, small = start, []
        for _ in range(size // _SMALL_SECTOR + 1):
            if sector >= _NO_SECTOR:
                break
            small.append(self._small[sector * _SMALL_SECTOR : (sector + 1) * _SMALL_SECTOR])
            sector = self._small_table[sector] if sector < len(self._small_table) else _NO_SECTOR
        return b"".join(small)[:size]

    def _directory(self) -> dict[str, tuple[int, int]]:
        (shift,) = struct.unpack_from("<H", self.content, 30)
        if not self.content.startswith(SIGNATURE) or shift not in _SECTOR_SHIFTS:
            raise Refused(Reason.DAMAGED)
        self._size = 1 << shift
        directory, small_table, more = (struct.unpack_from("<I", self.content, at)[0] for at in (48, 60, 68))
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self.content, 76))
        for _ in range(len(self.content) // self._size):
            if more >= _NO_SECTOR:
                break
            part = self._integers(self._sector(more))
            sectors += part[:-1]
            more = part[-1]
        table = b"".join(self._sector(sector) for sector in dict.fromkeys(sectors) if sector < _NO_SECTOR)
        self._table = self._integers(table)
        self._small_table = self._integers(self._chain(small_table))
        entries = self._chain(directory)
        found: dict[str, tuple[int, int]] = {}
        self._small = b""
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            start, size = struct.unpack_from("<II", entries, at + 116)
            if kind == _ROOT:
                self._small = self._chain(start)[:size]
            elif kind == _STREAM:
                name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                found.setdefault(name.casefold(), (start, size))
        return found

    def _chain(self, sector: int) -> bytes:
        """The sectors that follow each other from one on, each at most once."""
        return b"".join(self._sector(number) for number in self._followed(sector))

    def _followed(self, sector: int) -> Iterator[int]:
        seen = set[int]()
        while sector < len(self._table) and sector not in seen:
            yield sector
            seen.add(sector)
            sector = self._table[sector]

    def _sector(self, number: int) -> bytes:
        start = max(_HEADER, self._size) + number * self._size
        return self.content[start : start + self._size]

    @staticmethod
    def _integers(data: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(data) // 4}I", data))
