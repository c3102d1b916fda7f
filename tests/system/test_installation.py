"""Where a bundle keeps its settings, where an office's presets lie, and what the program is called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.packs.shelf.cache import Cache
from app.system.installation import MARKER, PRESETS, command, kept_beside, presets


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a bundle."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "xubaotong"))
    return tmp_path


def test_a_bundle_keeps_everything_beside_itself_where_the_marker_says_so(folder: Path) -> None:
    assert kept_beside() is None
    (folder / MARKER).touch()
    assert kept_beside() == folder / "data"
    cache = Cache.of_user()
    assert cache is not None
    assert cache.folder == folder / "data" / "packs"


def test_from_source_no_marker_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / MARKER).touch()
    assert kept_beside() is None


def test_presets_beside_the_program_go_before_those_of_the_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", str(folder / "all"))
    assert presets() is None
    machine = folder / "all" / "xubaotong" / PRESETS
    machine.parent.mkdir(parents=True)
    machine.write_text("{}", encoding="utf-8")
    assert presets() == machine
    (folder / PRESETS).write_text("{}", encoding="utf-8")
    assert presets() == folder / PRESETS


def test_on_windows_the_console_twin_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert command() == str(folder / "xubaotong-console.exe")


def test_a_bundle_on_the_path_is_called_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = folder / "xubaotong"
    own.write_text("#!/bin/sh\n", encoding="utf-8")
    own.chmod(0o755)
    assert command() == str(own)
    monkeypatch.setenv("PATH", str(folder))
    assert command() == "xubaotong"
