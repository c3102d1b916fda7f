"""The problems of pack files: what is wrong, in which file and line, and the message that says it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual, Language
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

MOST_PROBLEMS = 20
"""How many problems of one file are reported; where there are more, one mistake usually causes most of them."""

MOST_BYTES = 2_000_000
"""How large a pack file may be; the packs of a whole province are a tenth of it."""

_LONGEST_SHOWN = 60

say: Final = partial(phrase, "packs")
"""A phrase about packs."""

FieldPath = tuple[str | int, ...]
"""The path from the top of a document to one of its fields."""


@value_type
class PackProblem:
    """One thing that is wrong: the file's name, the line where there is one, the field, and what was expected."""

    file: str
    line: int | None
    field: str
    text: Bilingual

    def in_(self, language: Language) -> str:
        """The problem in one line, `FILE:LINE: FIELD: what, expected`.

        >>> PackProblem("a.yaml", 3, "code", Bilingual("缺少", "missing")).in_("en")
        'a.yaml:3: code: missing'
        """
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{self.text.in_(language)}"


class UnusablePack(Exception):  # noqa: N818  named for the outcome; answered with exit code 2 or a message
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line or 0))[:MOST_PROBLEMS]
        super().__init__("\n".join(problem.in_("en") for problem in self.problems))


def field_name(path: FieldPath) -> str:
    """A path as people write it.

    >>> field_name(("tables", "cover", 2, "then"))
    'tables.cover[2].then'
    """
    parts = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(parts).removeprefix(".")


def shown(value: object) -> str:
    """A value of a file for a message: on one line, printable, not long.

    >>> shown("a\\nb"), shown(True), shown([1])
    ('a b', 'yes', '[…]')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = {dict: "{…}", list: "[…]", type(None): "null"}.get(type(value), str(value))
    one_line = "".join(sign if sign.isprintable() else " " for sign in text)
    return one_line if len(one_line) <= _LONGEST_SHOWN else f"{one_line[:_LONGEST_SHOWN]}…"
