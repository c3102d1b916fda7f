"""Knows how sound records are kept compiled between runs. Does not know YAML, pydantic, nor what a record means.

A kept record is only an answer to the question "what is in these very bytes": it is found by the digest of the file,
and anything that is not exactly what was written there is taken for missing.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from app import __version__

RECORD_FORMAT: Final = 1
"""To be raised whenever a record of an unchanged file would come out differently."""

MOST_KEPT: Final = 400
_GROUP_OR_OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Kept:
    """A sound record, with the digests of the packs it extends that it was found sound against, nearest first."""

    record: Mapping[str, Any]
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """Records kept in a folder of the user's own. Whatever goes wrong with it, the program works without."""

    folder: Path

    @classmethod
    def of_user(cls) -> Cache | None:
        """The cache of the user that runs the program; None where the system names no folder for one."""
        try:
            from platformdirs import user_cache_path  # noqa: PLC0415  not needed by those who bring their own folder

            return cls(user_cache_path("xubaotong", appauthor=False) / "packs")
        except (OSError, RuntimeError):
            return None

    def get(self, digest: str) -> Kept | None:
        """The record of a file with this SHA-256; None when there is none that can be trusted."""
        try:
            if not self._is_ours():
                return None
            seal, _, body = self._path(digest).read_bytes().partition(b"\n")
            if seal.decode("ascii") != _seal(digest, body):
                return None
            found = json.loads(body)
            return Kept(found["record"], tuple(found["above"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, digest: str, kept: Kept) -> None:
        """Keep a record; silently nothing where the folder cannot be written."""
        from tempfile import NamedTemporaryFile  # noqa: PLC0415  only where a pack is new; it takes milliseconds

        body = json.dumps(
            {"above": kept.above, "record": kept.record}, ensure_ascii=False, separators=(",", ":")
        ).encode()
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._is_ours():
                return
            with NamedTemporaryFile(dir=self.folder, prefix=".", delete=False) as file:
                try:
                    file.write(_seal(digest, body).encode("ascii") + b"\n" + body)
                    file.close()
                    os.replace(file.name, self._path(digest))  # noqa: PTH105  one call for both kinds of paths
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
            self._prune()

    def _path(self, digest: str) -> Path:
        name = sha256(f"{RECORD_FORMAT} {__version__} {digest}".encode()).hexdigest()
        return self.folder / f"{name}.json"

    def _is_ours(self) -> bool:
        """True when nobody but the user can have written here; Windows keeps its own rights on the profile folder."""
        if os.name != "posix":
            return True
        found = self.folder.stat()
        return found.st_uid == os.getuid() and not found.st_mode & _GROUP_OR_OTHERS_WRITE

    def _prune(self) -> None:
        kept = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[MOST_KEPT:]:
            path.unlink(missing_ok=True)


def _seal(digest: str, body: bytes) -> str:
    return sha256(digest.encode("ascii") + body).hexdigest()
