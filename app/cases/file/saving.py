"""Writes a case file, as the table of its keys has it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

from app.cases.file.reading import parse_case
from app.cases.format.case_keys import CASE
from app.cases.format.case_values import values_of
from app.rules.record.case import Case
from app.system.users_file import save_file

SUFFIX: Final = ".xbt"
"""How the names of new case files end, so that a double click opens them in this program; inside they are JSON."""

SUFFIXES: Final = (SUFFIX, ".json")
"""How the names of case files end; before there was an ending of their own, they were JSON by name too."""


def case_text(case: Case, as_of: date) -> str:
    """The text of a case file: keys in the order of the format, values that are the default left out."""
    return json.dumps(CASE.write(values_of(case, as_of)), ensure_ascii=False, indent=2) + "\n"


def save_case(case: Case, as_of: date, path: Path) -> bytes:
    """Write a case file and return what was written; who may read it, see `users_file`.

    Raises `UnusableCase` when the case could not be opened again (two rows for one month, say) and OSError when the
    system refuses (`problems.trouble_writing` says why); in both, nothing is written and an existing file is untouched.
    """
    text = case_text(case, as_of)
    parse_case(text, str(path), today=date.max)
    content = text.encode("utf-8")
    save_file(path, content)
    return content
