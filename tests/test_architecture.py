"""What docs/architecture.md draws and names is what stands in the code."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"


def _house():
    spec = importlib.util.spec_from_file_location("house", ROOT / "docs" / "house.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_drawings_are_made_from_the_code():
    page = PAGE.read_text(encoding="utf-8")
    assert _house().drawn(page) == page, "run: python docs/house.py"


def test_every_file_and_room_the_page_names_is_there():
    named = set(re.findall(r"`((?:app|resources|docs|policies)/[\w./-]*)`", PAGE.read_text(encoding="utf-8")))
    assert len(named) > 20
    missing = {each for each in named if not (ROOT / each).exists() and not re.search("NAME|CODE", each)}
    assert missing == set()


def test_no_room_is_too_full():
    crowded = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in (ROOT / "app").rglob("*")
        if folder.is_dir() and (count := len(list(folder.glob("*.py")))) > 28
    }
    assert crowded == {}


def test_at_the_top_stand_only_rooms():
    assert {each.name for each in (ROOT / "app").glob("*.py")} == {"__init__.py", "__main__.py"}
