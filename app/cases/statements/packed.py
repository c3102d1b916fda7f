"""Checks a packed file before it is unpacked: its parts, their size, how much larger than packed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from app.cases.statements.refusal import RefusalReason, RefusedFile

_MOST_PARTS: Final = 1_000
_MOST_UNPACKED: Final = 64 * 2**20
_MOST_RATIO: Final = 200  # a sheet of equal rows comes to a hundred
_SMALL: Final = 2**20  # what unpacks to less harms nobody
_ENCRYPTED: Final = 0x1


def checked_entries(archive: ZipFile) -> Sequence[ZipInfo]:
    """The entries of an archive; `RefusedFile` for one with a password, or one that unpacks to too much.

    What an entry says of its size holds: Python reads no further and refuses an entry that says less than it has.
    """
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS:
        raise RefusedFile(RefusalReason.BOMB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusedFile(RefusalReason.PASSWORD)
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise RefusedFile(RefusalReason.UNKNOWN_KIND)
    if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise RefusedFile(RefusalReason.BOMB)
    if any(entry.file_size > max(_SMALL, entry.compress_size * _MOST_RATIO) for entry in entries):
        raise RefusedFile(RefusalReason.BOMB)
    return entries
