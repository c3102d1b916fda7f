"""Keeps the checked records of pack files between runs, so that they load without YAML and pydantic.

A record is found by the digest of its file; anything that is not exactly what was written counts as missing. Its
heading comes before it with a digest of its own, so that a list of packs need not read the records.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from platformdirs import user_cache_path

from app import __version__
from app.packs.shelf.headings import PackHeading
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.system.atomic_file import sweep
from app.system.installation import kept_beside
from app.system.sha256 import digest_of

RECORD_FORMAT: Final = 2
"""To be raised whenever a record of an unchanged file would come out differently."""

MOST_KEPT: Final = 400
_GROUP_OR_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
_HEADING, _RECORD = 0, 1


@value_type
class Kept:
    """The heading of a checked pack, and code and digest of each pack it extends and was checked with."""

    heading: PackHeading
    above: tuple[tuple[str, str], ...]


@value_type
class Cache:
    """Records kept in a folder of the user. If anything goes wrong with it, the program works without."""

    folder: Path

    @classmethod
    def of_user(cls) -> Cache | None:
        """The cache of the user that runs the program; None where the system names no folder for one."""
        beside = kept_beside()
        if beside is not None:
            return cls(beside / "packs")
        try:
            return cls(user_cache_path("xubaotong", appauthor=False) / "packs")
        except (OSError, RuntimeError):
            return None

    def heading(self, digest: str) -> Kept | None:
        """The heading of a file with this SHA-256; None when there is none that can be trusted."""
        try:
            found = self._part(_HEADING, digest)
            heading = found["heading"]
            return Kept(
                PackHeading(
                    heading["code"],
                    Bilingual(**heading["name"]),
                    Bilingual(**heading["standing"]),
                    digest,
                    date.fromisoformat(heading["newest"]) if heading["newest"] else None,
                ),
                tuple((code, sha256) for code, sha256 in found["above"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def record(self, digest: str) -> Mapping[str, Any] | None:
        """The record of a file with this SHA-256; None when there is none that can be trusted."""
        try:
            record: Mapping[str, Any] = self._part(_RECORD, digest)
        except (OSError, ValueError):
            return None
        return record

    def put(self, kept: Kept, record: Mapping[str, Any]) -> None:
        """Keep a record with its heading; does nothing where the folder cannot be written."""
        digest = kept.heading.sha256
        parts = [_line(part) for part in (asdict(kept), record)]
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            with NamedTemporaryFile(dir=self.folder, prefix=".xubaotong-", suffix=".tmp", delete=False) as file:
                try:
                    file.writelines(_seal(digest, part) + part for part in parts)
                    file.close()
                    os.replace(file.name, self._path(digest))  # noqa: PTH105  one call for both kinds of paths
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            self._prune()

    def _part(self, part: int, digest: str) -> Any:
        """The heading or the record; OSError or ValueError where it is missing or changed."""
        if not self._is_ours():
            raise PermissionError(self.folder)
        with self._path(digest).open("rb") as file:
            seal, written = islice(file, 2 * part, 2 * part + 2)
        if seal != _seal(digest, written):
            raise ValueError(digest)
        return json.loads(written)

    def _path(self, digest: str) -> Path:
        name = digest_of(f"{RECORD_FORMAT} {__version__} {digest}".encode())
        return self.folder / f"{name}.json"

    def _is_ours(self) -> bool:
        """True when only the user can have written here; on Windows the profile folder's own rights see to that."""
        if os.name != "posix":
            return True
        found = self.folder.stat()
        return found.st_uid == os.getuid() and not found.st_mode & _GROUP_OR_OTHERS_WRITE

    def _prune(self) -> None:
        sweep(self.folder)
        kept = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[MOST_KEPT:]:
            path.unlink(missing_ok=True)


def _line(part: Mapping[str, Any]) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), default=date.isoformat).encode() + b"\n"


def _seal(digest: str, line: bytes) -> bytes:
    return digest_of(digest.encode("ascii") + line).encode("ascii") + b"\n"
