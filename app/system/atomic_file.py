"""Writing a file so that it is either whole or untouched, and removing what a killed program left half-written.

The content goes into a file beside the target, which takes the target's name once it is on the disk. That file is
locked while it is written, so that another start of the program can tell a running save from one that was killed.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.system.held_files import rename_over

try:
    import fcntl
except ImportError:  # Windows: a file that is open cannot be removed there, which tells the same
    fcntl = None  # type: ignore[assignment]

_PREFIX, _SUFFIX = ".xubaotong-", ".tmp"
_OWNER_ALONE: Final = 0o600


class NotAPlainFile(OSError):  # noqa: N818  an OSError like the others of a save
    """The target is a device, a pipe or the like, and must not be replaced by a file."""


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read, or leave what was there as it was; OSError when it cannot be done.

    The content is on the disk before it takes the name, so that a power cut leaves the old file or the new one.
    """
    target = target_of(path)
    write_beside(target, temporary_beside(target), content, _nothing_more)


def target_of(path: Path) -> Path:
    """The file that a path leads to, so that a link stays a link; `NotAPlainFile` for a device, OSError for a loop."""
    target = Path(os.path.realpath(path))
    with contextlib.suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
            raise NotAPlainFile
    return target


def temporary_beside(target: Path) -> Path:
    """A name for the half-written file; it tells nothing of the target."""
    return target.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"


def write_beside(target: Path, temporary: Path, content: bytes, grant: Callable[[int], None]) -> None:
    """Write a file under a temporary name, then give it its own; `grant` sets the rights of the open file."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _OWNER_ALONE)
    try:
        with os.fdopen(handle, "wb") as file:
            lock(handle)
            file.write(content)
            file.flush()
            os.fsync(handle)
            grant(handle)
            if fcntl is not None:
                rename_over(temporary, target)  # while it is locked
        if fcntl is None:
            rename_over(temporary, target)  # Windows cannot rename an open file
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _settle(target.parent)


def sweep(folder: Path) -> None:
    """Remove the half-written files of a folder whose program no longer runs."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if path.name.startswith(_PREFIX) and path.suffix == _SUFFIX:
                remove_abandoned(path)


def remove_abandoned(temporary: Path) -> bool:
    """Remove a half-written file unless a running program is writing it; False if it is still there."""
    name = temporary.name
    if not (name.startswith(_PREFIX) and name.endswith(_SUFFIX)):
        return True
    try:
        if fcntl is not None:
            with temporary.open("rb") as file:
                if not lock(file.fileno()):
                    return False
        temporary.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def lock(handle: int) -> bool:
    """Lock an open file until it is closed; False where another program holds it. Some network drives have no locks."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _nothing_more(_handle: int) -> None:
    """Leave the file to its owner alone."""


def _settle(folder: Path) -> None:
    """Put the new name itself on the disk, where the system lets a folder be synchronised (Windows does not)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
