"""Writing a file so that it is either whole or untouched."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from app.system.held_files import rename_over


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file, readable by its owner alone, or leave what was there as it was; OSError when it cannot be done.

    The content is on the disk before it takes the name, so that a power cut leaves the old file or the new one.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=".xubaotong-", suffix=".tmp", dir=target.parent)  # made with mode 600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename_over(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Put the new name itself on the disk, where the system lets a folder be synchronised (Windows does not)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
