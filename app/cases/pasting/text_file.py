"""Reads a text file that holds a contribution list, in UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

from pathlib import Path

from app.cases.file.reading import content_of
from app.cases.json_text import decoded


def read_text(path: Path) -> str:
    """The text of a file; `UnusableCase` with the reason where it cannot be read, or is not text."""
    return decoded(content_of(path), str(path))
