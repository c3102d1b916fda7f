"""The problems of case files: what is wrong, in which line, and the message that says it."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual, Language
from app.rules.value_type import value_type
from app.system.atomic_file import NotAPlainFile
from app.system.held_files import is_held
from app.wording.phrasebook import Phrasebook, phrase

FieldPath = tuple[str | int, ...]
"""The path to a value in a document: keys and positions, from the outside in; () is the whole document."""

MOST_PROBLEMS = 20
_LONGEST_SHOWN = 40
_say: Final = partial(phrase, "cases")


@value_type
class Finding:
    """Something wrong with the value at `path`: the phrase that says it, and the values to put in.

    `at` is the path whose line is named, where that is another one (a missing key has no line of its own). `other` is
    the value it clashes with; the phrase then also has the places `other` and `line`.
    """

    path: FieldPath
    phrase: str
    values: Mapping[str, object] = field(default_factory=dict)
    at: FieldPath | None = None
    other: FieldPath | None = None


@value_type
class CaseProblem:
    """What is wrong in one place of a file, and what is expected; `line` counts from 1, None: the file as a whole."""

    line: int | None
    field: str
    said: Bilingual


class UnusableCase(Exception):  # noqa: N818  named for the outcome; answered with exit code 2 or a message
    """A case cannot be used; holds every problem found, `MOST_PROBLEMS` at most, in the order of the file.

    `unlisted` is the number of problems beyond those.
    """

    def __init__(self, name: str, problems: Iterable[CaseProblem], unlisted: int = 0) -> None:
        self.name = name
        self.problems = tuple(problems)
        self.unlisted = unlisted
        super().__init__("\n".join(self.lines("zh")))

    def __reduce__(self) -> tuple[type[UnusableCase], tuple[str, tuple[CaseProblem, ...], int]]:
        return type(self), (self.name, self.problems, self.unlisted)

    def lines(self, language: Language) -> list[str]:
        """One line a problem: `FILE:LINE: FIELD: what is wrong, what is expected`."""
        words = Phrasebook("cases", language)
        problems = list(self.problems)
        if self.unlisted:
            problems.append(CaseProblem(None, "", _say("more", count=self.unlisted)))
        return [
            f"{printable(self.name)}{f':{problem.line}' if problem.line else ''}: "
            f"{problem.field or words('file')}: {words.of(problem.said)}"
            for problem in problems
        ]


def whole_file(name: str, phrase: str, line: int | None = None, **values: object) -> UnusableCase:
    """The error for a file that is wrong as a whole, or cannot be read beyond one line."""
    return UnusableCase(name, [CaseProblem(line, "", _say(phrase, **values))])


def spelled(path: FieldPath) -> str:
    """A path as it is printed.

    >>> spelled(("periods", 3, "start"))
    'periods[3].start'
    """
    steps = [f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path]
    return "".join(steps).removeprefix(".")


def shown(value: object) -> str:
    """A value of the file for a message: on one line, printable, not long.

    >>> shown("2024-13"), shown(True), shown("a" * 50)[-3:]
    ('2024-13', 'true', 'aa…')
    """
    match value:
        case None:
            text = "null"
        case bool():
            text = "true" if value else "false"
        case str() | int() | float():
            text = str(value)
        case list():
            text = "[…]"
        case _:
            text = "{…}"
    return printable(text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…")


def printable(text: str) -> str:
    r"""The text with everything that a terminal cannot show written as an escape.

    >>> printable("a\nb\ud800")
    'a\\u000ab\\ud800'
    """
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


_BY_ERRNO = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EISDIR: "is-a-folder",
    errno.ENOTDIR: "no-such-folder",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EROFS: "read-only",
    errno.ENAMETOOLONG: "name-too-long",
    errno.ELOOP: "link-loop",
}


def trouble_reading(error: OSError) -> Bilingual:
    """Why the system would not let a file be read."""
    return _trouble(error, "no-such-file")


def trouble_writing(error: OSError) -> Bilingual:
    """Why the system would not let a file be written."""
    return _trouble(error, "no-such-folder")


def _trouble(error: OSError, when_missing: str) -> Bilingual:
    if error.errno == errno.ENOENT:
        return _say(when_missing)
    if isinstance(error, NotAPlainFile):
        return _say("not-a-plain-file")
    if is_held(error):
        return _say("held-open")
    if error.errno in _BY_ERRNO:
        return _say(_BY_ERRNO[error.errno])
    return _say("system-trouble", reason=printable(error.strerror or type(error).__name__))
