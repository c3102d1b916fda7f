"""The one way in: a command, or the window when none is named. Does not know what either does."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

from app.cli import run

NEW_OBJECTS_BEFORE_A_LOOK: Final = 50_000
"""Modules and records stay; looking for garbage among them every 700 objects costs a command a tenth of its time."""


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)
    code = run(sys.argv[1:], _open_window)
    gc.freeze()  # the process ends: nothing is left to be looked through
    return code


def _open_window(case_path: Path | None, *, quit_after_first_paint: bool) -> int:
    from app.ui.application.start import run_window  # no command needs the window

    return run_window(case_path, quit_after_first_paint=quit_after_first_paint)


if __name__ == "__main__":
    sys.exit(main())
