"""Writes a case file so that after a failure, or a power cut, the old file or the new one is there in full."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from datetime import date
from pathlib import Path

from app.cases.file.reading import parse_case
from app.cases.format.case_keys import CASE
from app.cases.format.case_values import values_of
from app.rules.record.case import Case


def case_text(case: Case, as_of: date) -> str:
    """The text of a case file: keys in the order of the format, values that are the default left out."""
    return json.dumps(CASE.write(values_of(case, as_of)), ensure_ascii=False, indent=2) + "\n"


def save_case(case: Case, as_of: date, path: Path) -> None:
    """Write a case file that only its owner may read.

    Raises `UnusableCase` when the case could not be opened again (two rows for one month, say) and OSError when the
    system refuses (`problems.trouble_writing` says why); in both, nothing is written and an existing file is untouched.
    """
    text = case_text(case, as_of)
    parse_case(text, str(path), today=date.max)
    write_atomically(path, text.encode("utf-8"))


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file, readable by its owner alone; OSError when that fails, and the old file is then unchanged.

    The content is on the disk before it gets the name, so that a power cut leaves the old file or the new one.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    handle, name = tempfile.mkstemp(prefix=".xubaotong-", suffix=".tmp", dir=target.parent)  # made with mode 600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Flush the folder to disk too, where the system allows that (Windows does not)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
