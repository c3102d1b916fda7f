"""Starts the window, and measures how long that takes. Imports Qt only after checking that it can run."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from app.rules.bilingual import Language
from app.system.clock import today
from app.system.locale import language_of_user
from app.ui.application.environment import is_invisible, why_invisible, why_no_window
from app.ui.application.startup_time import write
from app.wording.phrasebook import Phrasebook

_UNUSABLE = 2


def run_window(case_path: Path | None = None, *, quit_after_first_paint: bool = False) -> int:
    """Open the window, on a case if one is given, and run until it is closed; returns the exit code.

    Where a window cannot open, or nobody would see it, says what is missing and returns 2. With
    `quit_after_first_paint` the window closes after its first paint and the turn of the event loop that follows, and
    the milliseconds since the process began are printed.
    """
    language = language_of_user()
    obstacle = why_no_window(os.environ, language)
    if obstacle is not None:
        return _tell(obstacle, language)
    _choose_input_method()
    _choose_letters()
    gc.disable()  # nothing made until the window is loaded is garbage; the program turns it on again after that
    from app.ui.application.application import Program

    program = Program(today, case_path)
    if is_invisible(program.platform, os.environ):
        return _tell(why_invisible(program.plugins, os.environ, language), language)
    program.ready.connect(program.report_start if quit_after_first_paint else program.load)
    return program.run()


def _tell(obstacle: str, language: Language) -> int:
    """Say what stands in the way, on the terminal, or where there is none by a message of the desktop."""
    write(sys.stderr, f"{obstacle}\n")
    if sys.stderr is None or not sys.stderr.isatty():
        from app.system.outside_message import show_message

        show_message(Phrasebook("ui", language)("app.name"), obstacle)
    return _UNUSABLE


def _choose_letters() -> None:
    """On Windows letters are drawn by FreeType: with the system's own drawing a PDF holds outlines and no text."""
    if sys.platform == "win32":
        os.environ.setdefault("QT_QPA_PLATFORM", "windows:fontengine=freetype")


def _choose_input_method() -> None:
    """PySide6 brings the ibus plugin only; fcitx works with it too, so Chinese can be typed where fcitx is set."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
