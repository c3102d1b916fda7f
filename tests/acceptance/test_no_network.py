"""Nothing of a person leaves the machine: no command opens a socket, and none misses the network."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.export.kinds import ExportKind
from tests.acceptance.outside import ROOT, SAMPLES, Program

pytestmark = pytest.mark.acceptance

WATCHED = """
import runpy, sys
def watch(event, arguments):
    if event.startswith(("socket.", "http.", "urllib.", "ftplib.", "smtplib.")):
        raise SystemExit(f"reached for the network: {event} {arguments}")
sys.addaudithook(watch)
sys.argv = ["app", *sys.argv[1:]]
runpy.run_module("app", run_name="__main__", alter_sys=True)
"""
COMMANDS = (
    ("assess", SAMPLES[0]),
    ("assess", SAMPLES[0], "--format", "text"),
    ("policy", "check"),
    ("policy", "show", "140100", "--on", "2026-11-22"),
    ("schema", "case"),
)


@pytest.fixture
def watched(program: Program) -> Program:
    return Program((sys.executable, "-c", WATCHED), program.home)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command[:2])).split("/")[0])
def test_no_command_opens_a_socket(watched: Program, command: tuple[object, ...]) -> None:
    ended = watched.run(*command)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_notice_is_written_without_a_socket(watched: Program, tmp_path: Path) -> None:
    ended = watched.run("report", SAMPLES[0], "-o", tmp_path / "a.pdf", "--chart", tmp_path / "a.png")
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_kind_of_file_is_written_without_a_socket(watched: Program, tmp_path: Path, kind: ExportKind) -> None:
    ended = watched.run("export", ROOT / "resources" / "samples" / "zhang-nyushi.json", "-o", tmp_path / f"a.{kind}")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_watch_itself_sees_a_socket(watched: Program) -> None:
    code = WATCHED.replace(
        'runpy.run_module("app", run_name="__main__", alter_sys=True)', "import socket; socket.socket()"
    )
    ended = Program((sys.executable, "-c", code), watched.home).run()
    assert ended.returncode == 1
    assert "reached for the network" in ended.stderr


def test_everything_works_where_there_is_no_network(offline: None, program: Program, tmp_path: Path) -> None:
    cut_off = program.offline()
    answer = cut_off.run("assess", SAMPLES[0])
    assert (answer.returncode, answer.stdout) == (0, program.run("assess", SAMPLES[0]).stdout)
    written = cut_off.run("report", SAMPLES[0], "-o", tmp_path / "a.pdf")
    assert (written.returncode, written.stderr) == (0, "")
