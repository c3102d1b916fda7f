"""Watches whether anybody opens a file, as Linux tells it (inotify); Python's own hooks do not see what Qt opens."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OPENED = 0x20  # IN_OPEN


class Watched:
    """Files under watch."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def opened(self) -> bool:
        """True when one of them was opened since this was last asked."""
        try:
            return bool(os.read(self._handle, 65536))
        except BlockingIOError:
            return False


@contextmanager
def watching(*paths: Path) -> Iterator[Watched]:
    """Watch files for being opened."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0
    try:
        for path in paths:
            assert libc.inotify_add_watch(handle, os.fsencode(path), _OPENED) >= 0
        yield Watched(handle)
    finally:
        os.close(handle)
