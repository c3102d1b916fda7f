"""Starts the window, and measures how long that takes. Imports Qt only after checking that it can run."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from app.system.clock import today
from app.system.locale import language_of_user
from app.ui.application.environment import why_no_window
from app.ui.application.startup_time import write

_UNUSABLE = 2


def run_window(case_path: Path | None = None, *, quit_after_first_paint: bool = False) -> int:
    """Open the window, on a case if one is given, and run until it is closed; returns the exit code.

    Where a window cannot open, says on stderr what is missing and returns 2. With `quit_after_first_paint` the window
    closes after its first paint and the turn of the event loop that follows, and the milliseconds since the process
    began are printed.
    """
    obstacle = why_no_window(os.environ, language_of_user())
    if obstacle is not None:
        write(sys.stderr, f"{obstacle}\n")
        return _UNUSABLE
    _choose_input_method()
    gc.disable()  # nothing made until the window is loaded is garbage; the program turns it on again after that
    from app.ui.application.application import Program

    program = Program(today, case_path)
    program.ready.connect(program.report_start if quit_after_first_paint else program.load)
    return program.run()


def _choose_input_method() -> None:
    """PySide6 brings the ibus plugin only; fcitx works with it too, so Chinese can be typed where fcitx is set."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
