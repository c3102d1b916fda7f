"""Knows on which line of a JSON text each value stands. Does not know what a case holds, nor how values are read."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.cases.json_text import may_spell_halves
from app.cases.problems import Path, Problem, spelled
from app.wording.phrasebook import phrase

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s"\[\]{},:]+')
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
_TOO_DEEP = 100
_DEEPEST_PATH = 8


def lines_of(text: str, wanted: Collection[Path]) -> dict[Path, int]:
    """The line, from 1, on which each wanted value of a valid JSON text stands (a member: its name).

    A value deeper than a case ever goes has the line of what it lies in; a path that leads nowhere is left out.
    """
    cut = {path: path[:_DEEPEST_PATH] for path in wanted}
    open_paths = set(cut.values())
    found: dict[Path, int] = {}
    for place in _places(text):
        if place.path in open_paths:
            found[place.path] = place.line
            if len(found) == len(open_paths):
                break
    return {path: found[short] for path, short in cut.items() if short in found}


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    line: int
    sign: str
    repeated: bool = False


def improper(text: str) -> Iterator[Problem]:
    """Names given twice in one object, and numbers that are none."""
    for place in _places(text):
        if place.repeated:
            yield Problem(place.line, spelled(place.path), phrase("cases", "repeated-name"))
        elif place.sign in _NOT_FINITE:
            yield Problem(place.line, spelled(place.path), phrase("cases", "not-finite", value=place.sign))


def halves(text: str) -> Iterator[Problem]:
    """Names and texts with half a surrogate pair: no such character exists, and no file can hold it."""
    for place in _places(text):
        if _is_half(place.sign):
            yield Problem(place.line, spelled(place.path), phrase("cases", "unreadable-text"))


def _is_half(sign: str) -> bool:
    return may_spell_halves(sign) and any("\ud800" <= part <= "\udfff" for part in json.loads(sign))


def _places(text: str) -> Iterator[_Place]:
    """Every value of a valid JSON text down to `_DEEPEST_PATH`, in the order of the text; a member at its name."""
    line, counted = 1, 0
    frames: list[set[str] | None] = []  # names seen so far in each open object; None for an array
    path: list[str | int] = []
    awaiting_name = False
    for match in _TOKEN.finditer(text):
        sign = match.group()
        if sign in ("}", "]"):
            frames.pop()
            path.pop()
        elif sign == ",":
            if frames[-1] is None:
                path[-1] = int(path[-1]) + 1
            else:
                awaiting_name = True
        elif sign != ":":
            line += text.count("\n", counted, match.start())
            counted = match.start()
            names = frames[-1] if frames else None
            if names is not None and awaiting_name:
                name = json.loads(sign) if "\\" in sign else sign[1:-1]
                path[-1] = name
                awaiting_name = False
                if len(path) <= _DEEPEST_PATH or name in names or _is_half(sign):
                    yield _Place(tuple(path[:_DEEPEST_PATH]), line, sign, repeated=name in names)
                names.add(name)
                continue
            if (names is None and len(path) <= _DEEPEST_PATH) or sign in _NOT_FINITE or _is_half(sign):
                yield _Place(tuple(path[:_DEEPEST_PATH]), line, sign)
            if sign == "{":
                frames.append(set())
                path.append("")
                awaiting_name = True
            elif sign == "[":
                frames.append(None)
                path.append(0)


def line_of_depth(text: str) -> int:
    """The line, from 1, on which a JSON text goes deeper than it can be read."""
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match.group() in ("{", "[")) - (match.group() in ("}", "]"))
        if depth > _TOO_DEEP:
            return text.count("\n", 0, match.start()) + 1
    return 1
