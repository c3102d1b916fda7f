"""Where the window cannot open, one message says what is missing, how to mend it, and what works all the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.outside import SAMPLES, Program, Screen

pytestmark = pytest.mark.acceptance

LIBRARIES = [
    ("libEGL.so.1", "libegl1"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
]


def hidden(library: str, folder: Path) -> str:
    """A folder that makes the system's loader fail on a library, for LD_LIBRARY_PATH."""
    (folder / library).touch()
    return str(folder)


def test_without_a_display_it_says_so_and_names_what_works_instead(program: Program) -> None:
    refused = program.run()
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "DISPLAY" in refused.stderr
    assert "assess" in refused.stderr
    assert "report" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "qt.qpa" not in refused.stderr


def test_it_says_so_in_english_where_the_system_speaks_english(program: Program) -> None:
    refused = program.run(LC_ALL="en_US.UTF-8")
    assert refused.returncode == 2
    assert refused.stderr.isascii()
    assert "DISPLAY" in refused.stderr


def test_a_display_that_does_not_answer_is_told_like_a_missing_one(program: Program) -> None:
    refused = program.run(DISPLAY=":64999")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert ":64999" in refused.stderr
    assert "qt.qpa" not in refused.stderr


@pytest.mark.parametrize(("library", "package"), LIBRARIES)
def test_a_missing_library_of_qt_is_named_with_its_package(
    program: Program, a_screen: Screen, library: str, package: str, tmp_path: Path
) -> None:
    no_tools = replace(program, path=str(tmp_path))  # or a message would wait to be read
    refused = no_tools.run(DISPLAY=a_screen.display, LD_LIBRARY_PATH=hidden(library, tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert library in refused.stderr
    assert f"apt-get install -y {package}\n" in refused.stderr
    assert "assess" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_where_nobody_sees_a_terminal_a_tool_of_the_desktop_tells_it(
    program: Program, a_screen: Screen, tmp_path: Path
) -> None:
    said = tmp_path / "said"
    tool = tmp_path / "xmessage"
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}"\n', encoding="utf-8")
    tool.chmod(0o700)
    desktop = replace(program, path=str(tmp_path))
    refused = desktop.run(DISPLAY=a_screen.display, LD_LIBRARY_PATH=hidden("libEGL.so.1", tmp_path))
    assert refused.returncode == 2
    assert "libegl1" in said.read_text(encoding="utf-8")


def test_the_notice_names_a_missing_library_too(program: Program, tmp_path: Path) -> None:
    paper = tmp_path / "out.pdf"
    refused = program.run("report", SAMPLES[0], "-o", paper, LD_LIBRARY_PATH=hidden("libEGL.so.1", tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "libegl1" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not paper.exists()


def test_an_answer_needs_no_library_of_qt(program: Program, tmp_path: Path) -> None:
    for library, _ in LIBRARIES:
        folder = hidden(library, tmp_path)
    answer = program.run("assess", SAMPLES[0], LD_LIBRARY_PATH=folder)
    assert (answer.returncode, answer.stderr) == (0, "")
