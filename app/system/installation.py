"""Finds how the program was installed, what it is called there, and where settings lie beside it or for the machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

MARKER: Final = "portable.txt"
"""A file of this name beside the program keeps its settings beside it too, as a stick wants it."""

PRESETS: Final = "presets.json"
"""The settings that an office gives every desk; beside the program, or in the system's own folder."""

_NAME: Final = "xubaotong"


def folder_of_bundle() -> Path | None:
    """The folder of the program's executable; None where the program runs from source."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else None


def command() -> str:
    """What to type to run the program again, on a terminal.

    >>> command()
    'python -m app'
    """
    if folder_of_bundle() is None:
        return _NAME if Path(sys.argv[0]).stem == _NAME else "python -m app"
    own = Path(sys.executable)
    if sys.platform == "win32":  # the window's twin has no output there
        return str(own.with_name(f"{_NAME}-console.exe"))
    found = shutil.which(own.name)
    return own.name if found is not None and Path(found).resolve() == own.resolve() else str(own)


def kept_beside() -> Path | None:
    """The folder beside the program for everything it keeps, where the marker asks for one; else None."""
    folder = folder_of_bundle()
    return folder / "data" if folder is not None and (folder / MARKER).is_file() else None


def presets() -> Path | None:
    """The office's settings file: beside the program first, then the one for all programs of the machine."""
    beside = folder_of_bundle()
    folders = [beside] if beside is not None else []
    if sys.platform == "win32":
        folders += [Path(folder) / _NAME for folder in [os.environ.get("PROGRAMDATA")] if folder]
    else:
        folders.append(Path("/etc") / _NAME)
    return next((path for folder in folders if (path := folder / PRESETS).is_file()), None)
