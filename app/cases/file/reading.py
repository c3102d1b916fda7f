"""Reads a case file: the fast way for a sound one, with pydantic where something may be wrong with it."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path as FilePath
from typing import Final

from app.cases.format.fast_reader import case_if_sound
from app.cases.format.upgrades import in_present_format
from app.cases.json_text import decoded, parsed
from app.cases.problems import CaseProblem, UnusableCase, trouble_reading, whole_file
from app.rules.record.case import Case
from app.rules.value_type import value_type

MOST_BYTES: Final = 20 * 1024 * 1024


@value_type
class OpenedCase:
    """A case read from a file, and the day to assess it on; `as_of_stated` is False when the file names no day."""

    case: Case
    as_of: date
    as_of_stated: bool


def read_case(path: FilePath, today: date) -> OpenedCase:
    """Read a case file; `today` is the as-of day of a file that names none. Raises `UnusableCase`."""
    return parse_case(decoded(content_of(path), str(path)), str(path), today)


def content_of(path: FilePath) -> bytes:
    """The bytes of a file; `UnusableCase` when it cannot be read, is not a regular file or is too large."""
    name = str(path)
    too_large = whole_file(name, "too-large", limit=MOST_BYTES // 1024**2)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise whole_file(name, "is-a-folder")
        if not stat.S_ISREG(status.st_mode):
            raise whole_file(name, "not-a-plain-file")
        if status.st_size > MOST_BYTES:
            raise too_large
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UnusableCase(name, [CaseProblem(None, "", trouble_reading(error))]) from error
    except ValueError as error:  # a file name with a NUL
        raise whole_file(name, "bad-file-name") from error
    if len(content) > MOST_BYTES:
        raise too_large
    return content


def parse_case(text: str, name: str, today: date) -> OpenedCase:
    """Read the text of a case file called `name`; raises `UnusableCase` with everything that is wrong."""
    value, refused = parsed(text.removeprefix("\ufeff"), name)
    if not isinstance(value, dict):
        raise whole_file(name, "not-an-object", _line_of_start(text))
    value = in_present_format(value)
    taken = None if refused else case_if_sound(value, today)
    if taken is None:
        from app.cases.format.validator import validated_case  # pydantic: only where a document is in doubt

        taken = validated_case(value, refused, text, name, today)
    case, as_of = taken
    return OpenedCase(case, as_of, as_of_stated=value.get("as_of") is not None)


def _line_of_start(text: str) -> int:
    return text.count("\n", 0, len(text) - len(text.lstrip("\ufeff \t\r\n"))) + 1
