"""Packs a folder into a zip whose bytes depend on the files alone.

usage: zip.py FOLDER OUT.zip MOMENT      MOMENT: the time of every file, in seconds since 1970
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

folder, out, moment = Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromtimestamp(int(sys.argv[3]), UTC)
with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as archive:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            entry = ZipInfo(path.relative_to(folder.parent).as_posix(), moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
