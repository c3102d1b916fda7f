"""How the window starts another process of this program, for what may keep it waiting."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

PRINTERS: Final = "printers"
"""The command that lists the printers as JSON."""
PRINT_JOB: Final = "print-job"
"""The command that prints what stdin brings."""
_CONSOLE: Final = "xubaotong-console.exe"


def own_process(command: str) -> tuple[str, list[str]]:
    """Program and arguments that run a command of this program.

    A packed program for the window has no output on Windows; its twin for the command line has.
    """
    if not getattr(sys, "frozen", False):
        return sys.executable, ["-m", "app", command]
    console = Path(sys.executable).with_name(_CONSOLE)
    return str(console if console.exists() else sys.executable), [command]


def own_folder() -> Path:
    """The folder in which such a process finds the program."""
    return Path(__file__).parent.parent.parent
