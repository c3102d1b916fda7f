"""Reads the licences of everything that comes with the program from `resources/licenses`."""

from __future__ import annotations

import re
from pathlib import Path

from app.rules.value_type import value_type
from app.system.resources import resource

_ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| ((?:`[^`|]+` ?)+)\|")
_FILE = re.compile(r"`([^`]+)`")


@value_type
class Licence:
    """A part of the program, the short name of its licence, and the files with its text."""

    part: str
    name: str
    files: tuple[Path, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n\n".join(file.read_text(encoding="utf-8") for file in self.files)


def licences() -> tuple[Licence, ...]:
    """Every part with its licence, the program's own first."""
    table = resource("licenses", "README.md").read_text(encoding="utf-8")
    return tuple(
        Licence(row[1].strip(), row[2].strip(), tuple(resource("licenses", name) for name in _FILE.findall(row[3])))
        for row in _ROW.finditer(table)
    )
