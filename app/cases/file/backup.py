"""Keeps the last version of a case file that was saved whole beside it, as `NAME.bak`."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from app.cases.file.reading import OpenedCase, content_of, parse_case
from app.cases.json_text import decoded
from app.cases.problems import UnusableCase
from app.rules.value_type import value_type
from app.system.sha256 import digest_of
from app.system.users_file import save_copy

_SUFFIX: Final = ".bak"
_LONGEST: Final = 255
"""Bytes a file name may have; the systems that count letters allow more."""
_BEGINNING: Final = 180
_TOLD_APART_BY: Final = 16


@value_type
class Backup:
    """A backup that can be read, and when it was saved, in local time."""

    opened: OpenedCase
    moment: datetime


def backup_path(path: Path) -> Path:
    """Where the backup of a case file is.

    A name that leaves no room for the suffix is cut, and told from others that begin alike by its digest.

    >>> backup_path(Path("张女士.json")).name
    '张女士.json.bak'
    >>> backup_path(Path(f"{'a' * 250}.json")).name == f"{'a' * 180}~{digest_of(b'a' * 250 + b'.json')[:16]}.bak"
    True
    """
    name = os.fsencode(path.name)
    if len(name) + len(_SUFFIX) <= _LONGEST:
        return path.with_name(f"{path.name}{_SUFFIX}")
    beginning = name[:_BEGINNING].decode("utf-8", "ignore")
    return path.with_name(f"{beginning}~{digest_of(name)[:_TOLD_APART_BY]}{_SUFFIX}")


def keep_backup(path: Path) -> None:
    """Keep what a case file holds before it is saved over, with the rights of the file; a damaged file is not kept.

    OSError where that cannot be done.
    """
    try:
        content = content_of(path)
        parse_case(decoded(content, str(path)), str(path), date.max)
    except UnusableCase:  # there is none yet, or it is no case: the backup before it is the better one
        return
    save_copy(backup_path(path), content, path)


def backup_of(path: Path, today: date) -> Backup | None:
    """The backup of a case file; None where there is none that can be read."""
    kept = backup_path(path)
    try:
        opened = parse_case(decoded(content_of(kept), str(kept)), str(kept), today)
        moment = datetime.fromtimestamp(kept.stat().st_mtime, UTC).astimezone()
    except (UnusableCase, OSError):
        return None
    return Backup(opened, moment)
