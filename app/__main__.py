"""Starts the program: runs a command, or opens the window when none is named."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

from app.cli import run
from app.system.core_dumps import leave_none

NEW_OBJECTS_BEFORE_A_LOOK: Final = 50_000
"""Threshold of the garbage collector: the default of 700 objects costs a command a tenth of its time."""


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    leave_none()
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)
    code = run(sys.argv[1:], _open_window)
    gc.freeze()  # the process ends: nothing need be collected
    return code


def _open_window(case_path: Path | None, *, quit_after_first_paint: bool) -> int:
    from app.ui.application.start import run_window  # no command needs the window

    return run_window(case_path, quit_after_first_paint=quit_after_first_paint)


if __name__ == "__main__":
    sys.exit(main())
