"""Writes output and errors: UTF-8 whatever the locale, but to a terminal what it shows; copes with closed streams."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import TextIO

from app.rules.bilingual import Bilingual, Language
from app.system.locale import language_of_user
from app.wording.phrasebook import phrase


def prepare() -> None:
    """Make both streams write UTF-8 with `\\n`, and to a terminal what it shows (GBK, say); the rest is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")


def put(text: str) -> None:
    """Write to stdout, where there is one. `Unusable` when the system refuses it."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        nobody_listens(sys.stdout)
        language = language_of_user()
        raise unusable("stdout", phrase("cli", "no_output", why=error.strerror), language) from None


def complain(lines: Iterable[str]) -> None:
    """Write problems to stderr, one on each line; where it takes none, the exit code alone tells of them."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except OSError:
        nobody_listens(sys.stderr)


def nobody_listens(stream: TextIO) -> None:
    """After a failed write: keep the interpreter from complaining when it flushes at its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


class Unusable(Exception):  # noqa: N818  named for the outcome, exit code 2
    """Some input cannot be used; holds the messages, one line for each problem."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def unusable(where: str, said: Bilingual, language: Language) -> Unusable:
    """The error for one problem with an argument, or with a file it names."""
    return Unusable(f"{where}: {said.in_(language)}")
