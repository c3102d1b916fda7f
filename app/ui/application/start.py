"""Knows how the window is started and how long that took. Does not import Qt before it is known that Qt can run."""

from __future__ import annotations

import gc
import os
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from app.ui.application.environment import why_no_window

_UNUSABLE = 2
_STARTED = time.perf_counter()


def run_window(case_path: Path | None = None, *, quit_after_first_paint: bool = False) -> int:
    """Open the window, on a case if one is given, and stay until it is closed; the exit code is returned.

    Where a window cannot open, says on stderr what is missing and returns 2. With `quit_after_first_paint` the window
    closes after its first paint and the turn of the event loop that follows, and the milliseconds since the process
    began are printed.
    """
    obstacle = why_no_window(os.environ, "en" if _prefers_english() else "zh")
    if obstacle is not None:
        write(sys.stderr, f"{obstacle}\n")
        return _UNUSABLE
    _choose_input_method()
    gc.disable()  # nothing made until the first paint is garbage; the program turns it on again after that
    from app.ui.application.application import Program  # noqa: PLC0415  Qt is imported only now, see above

    program = Program(today(), case_path)
    program.ready.connect(program.report_start if quit_after_first_paint else program.load)
    return program.run()


def write(stream: TextIO | None, text: str) -> None:
    """Write to a stream, where there is one: a program of windows on Windows has none."""
    if stream is not None:
        stream.write(text)
        stream.flush()


def today() -> date:
    """The computer's day."""
    return datetime.now().astimezone().date()


def milliseconds_since_start() -> float:
    """Since the process began where the system tells, else since Python reached this module."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        began = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    except (OSError, AttributeError):
        return (time.perf_counter() - _STARTED) * 1000


def _prefers_english() -> bool:
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return spoken.startswith("en")


def _choose_input_method() -> None:
    """PySide6 brings the ibus plugin only; fcitx answers to it too, so Chinese can be typed where fcitx is set."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
