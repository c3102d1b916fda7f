"""Gives a new file the name of one that another program may hold open, as Windows does not allow."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

_PATIENCE: Final = 1.0  # seconds; virus scanners and previews let go by then
_PAUSE: Final = 0.05
_SHARING, _LOCKED = 32, 33  # what Windows says of a file that another program has opened or locked


class HeldOpen(PermissionError):  # noqa: N818  an OSError like the others of a save
    """Another program has the file open."""


def rename_over(new: Path, target: Path) -> None:
    """Rename a file over another one; waits a second for a program that holds it, then raises `HeldOpen`.

    Only Windows refuses to replace an open file. It gives the same error for a file that may not be written, which is
    told from its rights.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            new.replace(target)
        except PermissionError as refusal:
            if not _can_be_held(target):
                raise
            if time.monotonic() >= deadline:
                raise HeldOpen(refusal.errno, refusal.strerror) from refusal
            time.sleep(_PAUSE)
        else:
            return


def is_held(error: OSError) -> bool:
    """True when the system refused a file because another program has it open."""
    return isinstance(error, HeldOpen) or getattr(error, "winerror", None) in (_SHARING, _LOCKED)


def _can_be_held(target: Path) -> bool:
    return os.name == "nt" and target.is_file() and os.access(target, os.W_OK)
