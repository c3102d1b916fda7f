"""docs/architecture.md agrees with the code, and modules say in plain words what they are for."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
LONGEST_SENTENCE = 120


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


def _fault_of_docstring(source: str) -> str | None:
    """What is wrong with the docstring of a module; None when its first sentence is short and plain."""
    said = ast.get_docstring(ast.parse(source))
    if not said:
        return "no docstring"
    sentence = re.match(r"(.+?)\.(?=\s|$)", said, re.DOTALL)
    if sentence is None:
        return "no sentence"
    if len(sentence[0]) > LONGEST_SENTENCE:
        return "too long"
    return "a riddle" if sentence[0].startswith("Knows") else None


def test_every_module_says_in_its_first_sentence_what_it_is_for():
    faults = {
        path.relative_to(ROOT).as_posix(): fault
        for path in (ROOT / "app").rglob("*.py")
        if (fault := _fault_of_docstring(path.read_text(encoding="utf-8")))
    }
    assert faults == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("x = 1", "no docstring"),
        ('"""Lapses of a record"""', "no sentence"),
        (f'"""Finds {"very " * 30}long lapses."""', "too long"),
        ('"""Knows where a record lapses. Does not know policy."""', "a riddle"),
        ('"""Finds the lapses of a record."""', None),
        (f'"""Reads app.rules.\n\n{"More. " * 40}"""', None),
    ],
)
def test_a_riddle_of_a_docstring_is_found(source, fault):
    assert _fault_of_docstring(source) == fault


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
