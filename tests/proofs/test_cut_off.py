"""With no network to reach, every path of the program works, and strace sees nobody try to reach one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.rounds import measured

WINDOW = """
import os, sys
from datetime import date
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog
from app.ui.state.engine import load_engine
from app.ui.state.settings import SettingsStore
from app.ui.window.main_window import MainWindow
home, path = Path(sys.argv[1]), sys.argv[2]
application = QApplication([])
window = MainWindow(lambda: date(2026, 11, 22), SettingsStore(home / "settings.json"))
window.show()
window.open_desk()
window.use_engine(load_engine())
window.keep_journal(home / "recovery")
window.files.open_sample("zhang-xiansheng")
window.session.settle()
application.processEvents()
match path:
    case "preview":
        window.commands.by_key["preview"].trigger()
    case "print_to_file":
        window.papers.export(home / "paper.pdf")
        assert (home / "paper.pdf").read_bytes().startswith(b"%PDF")
    case "save":
        window.boxes.ask_file_to_save = lambda name, then: then(home / "case.json")
        window.commands.by_key["save_as"].trigger()
        assert (home / "case.json").exists()
    case "dialog":
        window.commands.by_key["open"].trigger()
    case "fault":
        window.tell_of_fault(["ValueError"])
    case name:
        window.commands.by_key[name].trigger()
for _ in range(20):
    application.processEvents()
print("DONE", [type(child).__name__ for child in window.findChildren(QDialog)])
sys.stdout.flush()
os._exit(0)
"""
COMMANDS = {
    "assess": ("assess", "resources/samples/zhang-xiansheng.json"),
    "report": ("report", "resources/samples/zhang-xiansheng.json", "-o", "{home}/a.pdf", "--chart", "{home}/a.svg"),
    "policy": ("policy", "show", "370200"),
    "help": ("--help",),
}
PATHS = (
    "print_to_file",
    "save",
    "dialog",
    "fault",
    "policies",
    "glossary",
    "about",
    "office",
    "quick_start",
    "preview",
    "help",
)
_REACHES = re.compile(r"socket\(AF_INET6?|connect\([^)]*AF_INET6?")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or os.geteuid() != 0 or shutil.which("strace") is None,
        reason="cuts the network off, and watches with strace",
    ),
]


def traced(folder: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """A command without network; what it did about sockets of the internet."""
    trace = folder / "trace"
    ended = subprocess.run(
        ["unshare", "-n", "strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(trace), *command],
        env={**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return ended, [line for line in lines if _REACHES.search(line)]


def test_the_watch_sees_somebody_reach_out(tmp_path: Path) -> None:
    code = "import socket; socket.socket().connect_ex(('192.0.2.1', 80))"
    assert traced(tmp_path, sys.executable, "-c", code)[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_reaches_out(tmp_path: Path, name: str) -> None:
    arguments = [argument.format(home=tmp_path) for argument in COMMANDS[name]]
    ended, reached = traced(tmp_path, sys.executable, "-m", "app", *arguments)
    measured(command=name, reached=len(reached))
    assert (ended.returncode, reached) == (0, [])


@pytest.mark.parametrize("name", PATHS)
def test_no_path_of_the_window_reaches_out(tmp_path: Path, name: str) -> None:
    ended, reached = traced(tmp_path, sys.executable, "-c", WINDOW, str(tmp_path), name)
    measured(path=name, reached=len(reached))
    assert "DONE" in ended.stdout, ended.stderr
    assert reached == []
