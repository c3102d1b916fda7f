"""Office files are zip archives: gives all their parts one time, so that the same contents give the same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_TIME: Final = (1980, 1, 1, 0, 0, 0)


def timeless(archive: bytes) -> bytes:
    """The archive with the times of its parts set to the first that zip knows."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as read, ZipFile(made, "w", ZIP_DEFLATED) as written:
        for part in read.infolist():
            told = ZipInfo(part.filename, _FIRST_TIME)
            told.compress_type = ZIP_DEFLATED
            told.external_attr = 0o600 << 16
            written.writestr(told, read.read(part))
    return made.getvalue()
