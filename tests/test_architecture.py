"""What docs/architecture.md draws and names is what stands in the code."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
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


def _imports_late(file: Path) -> bool:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)]
    return any(isinstance(it, ast.Import | ast.ImportFrom) for function in functions for it in ast.walk(function))


def test_late_imports_stand_in_the_named_files_only_and_in_each_of_them():
    """Ruff finds them too, but can be told to look away."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
    named = {path for path, ignored in settings["per-file-ignores"].items() if "PLC0415" in ignored}
    found = {file.relative_to(ROOT).as_posix() for file in (ROOT / "app").rglob("*.py") if _imports_late(file)}
    assert found == named
    assert len(named) <= 12
