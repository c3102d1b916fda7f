"""The one way in: a command, or the window when none is named. Does not know what either does."""

from __future__ import annotations

import sys
from pathlib import Path

from app.cli import run


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    return run(sys.argv[1:], _open_window)


def _open_window(case_path: Path | None, *, quit_after_first_paint: bool) -> int:
    from app.ui.start import run_window  # noqa: PLC0415  no command but this one needs the window

    return run_window(case_path, quit_after_first_paint=quit_after_first_paint)


if __name__ == "__main__":
    sys.exit(main())
