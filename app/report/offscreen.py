"""Makes Qt ready to draw without a window, for the command line."""

from __future__ import annotations

import os
import sys

if sys.platform in ("linux", "win32"):  # on Windows also for the letters, which its own drawing turns into outlines
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # read when Qt makes its application, below; no screen is looked for

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

_READY: list[QGuiApplication | QCoreApplication] = []
"""Keeps the application alive as long as something may be drawn."""


def make_ready() -> None:
    """Make the application that Qt's fonts and painters need, unless there is one."""
    _READY[:] = [QGuiApplication.instance() or QGuiApplication([])]
