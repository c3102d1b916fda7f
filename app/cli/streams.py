"""Knows how text leaves the program: UTF-8 whatever the locale, quietly when nobody listens. Does not know the text."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable

from app.rules.bilingual import Bilingual, Language
from app.system.locale import language_of_user
from app.wording.phrasebook import phrase


def prepare() -> None:
    """Make both streams write UTF-8 with plain line ends; what no encoding can hold is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def put(text: str) -> None:
    """Write the answer; a program without a standard output keeps silent. `Unusable` when the system refuses it."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        nobody_listens()
        language = language_of_user()
        raise unusable("stdout", phrase("cli", "no_output", why=error.strerror), language) from None


def complain(lines: Iterable[str]) -> None:
    """Write problems, one a line."""
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()


def nobody_listens() -> None:
    """After a write that failed: let the interpreter flush into nothing at its end, instead of complaining."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


class Unusable(Exception):  # noqa: N818  named for the outcome, exit code 2
    """Something the person gave cannot be used; holds what is told, one line a problem."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def unusable(where: str, said: Bilingual, language: Language) -> Unusable:
    """One problem with an argument or a file named in one."""
    return Unusable(f"{where}: {said.in_(language)}")
