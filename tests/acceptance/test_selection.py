"""On X11 marked text is a clipboard of its own; after F9 at a counter neither holds the last client."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.outside import ROOT, Program, Screen

pytestmark = pytest.mark.acceptance

MARKING = """
import os, sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication
from app.ui.state.engine import load_engine
from app.ui.state.settings import SettingsStore
from app.ui.window.main_window import MainWindow
application = QApplication([])
window = MainWindow(lambda: date(2026, 11, 22), SettingsStore(Path(sys.argv[1]) / "settings.json"))
window.show()
window.open_desk()
window.use_engine(load_engine())
window.keep_journal(Path(sys.argv[1]) / "recovery")
window.counter.switch(True)
clipboard = QGuiApplication.clipboard()
modes = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
def told(when):
    print(when, clipboard.supportsSelection(), *(repr(clipboard.text(mode)) for mode in modes), flush=True)
def serve():
    window.activateWindow()
    name = window.desk.person.name
    name.setFocus()
    name.setText("OUYANG NANA")
    name.textEdited.emit("OUYANG NANA")
    name.selectAll()
    name.copy()
    clipboard.setText(name.selectedText(), QClipboard.Mode.Selection)
    told("before")
    window.boxes.ask_unsaved = lambda save, discard, usually_saved: discard()
    window.commands.by_key["new"].trigger()
    QTimer.singleShot(300, end)
def end():
    told("after")
    os._exit(0)
QTimer.singleShot(300, serve)
application.exec()
"""


def test_marked_text_goes_with_the_client(a_screen: Screen, program: Program, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", MARKING, str(tmp_path)],
        cwd=ROOT,
        env=program.environment(DISPLAY=a_screen.display, QT_QPA_PLATFORM="xcb"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout.splitlines() == [
        "before True 'OUYANG NANA' 'OUYANG NANA'",
        "after True '' ''",
    ], ended.stderr
