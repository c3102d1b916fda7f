"""Puts text on a screen's clipboard and reads it, as another program would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.acceptance.outside import PATIENCE, Screen

_HOLDER = """
import sys
from PySide6.QtGui import QGuiApplication
program = QGuiApplication([])
program.clipboard().setText(sys.stdin.buffer.read().decode())
print(program.clipboard().ownsClipboard(), flush=True)
program.exec()
"""
_READER = """
import sys
from PySide6.QtGui import QGuiApplication
program = QGuiApplication([])
sys.stdout.buffer.write(program.clipboard().text().encode())
"""


@contextmanager
def holding(screen: Screen, text: str) -> Iterator[None]:
    """Hold a text on the clipboard, as the program it was copied from would; removed at the end."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER],
        env=_surroundings(screen),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        holder.stdin.write(text)
        holder.stdin.close()
        assert holder.stdout.readline() == "True\n", "the clipboard could not be had"
        yield
    finally:
        holder.kill()
        holder.wait(PATIENCE)
        holder.stdout.close()


def held(screen: Screen) -> str:
    """The text that any program finds on the clipboard; empty when there is none."""
    reader = subprocess.run(
        [sys.executable, "-c", _READER], env=_surroundings(screen), capture_output=True, timeout=PATIENCE, check=True
    )
    return reader.stdout.decode()


def _surroundings(screen: Screen) -> dict[str, str]:
    return {**os.environ, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
