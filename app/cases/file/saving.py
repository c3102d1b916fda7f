"""Writing a case file. The model of the document (pydantic) is loaded with the first case that is saved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.cases.file.reading import parse_case
from app.rules.record.case import Case
from app.system.atomic_file import write_atomically


def case_text(case: Case, as_of: date) -> str:
    """The text of a case file: keys in the order of the format, values that are the default left out."""
    from app.cases.format.case_document import document_of

    return document_of(case, as_of).model_dump_json(indent=2, exclude_defaults=True) + "\n"


def save_case(case: Case, as_of: date, path: Path) -> None:
    """Write a case file that only its owner may read.

    Raises `UnusableCase` when the case could not be opened again (two rows for one month, say) and OSError when the
    system refuses (`problems.trouble_writing` says why); in both, nothing is written and an existing file is untouched.
    """
    text = case_text(case, as_of)
    parse_case(text, str(path), today=date.max)
    write_atomically(path, text.encode("utf-8"))
