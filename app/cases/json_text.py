"""Decodes a JSON file: bytes to text, text to values, and the line number of each value."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from itertools import islice

from app.cases.problems import MOST_PROBLEMS, CaseProblem, FieldPath, UnusableCase, spelled, whole_file
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s"\[\]{},:]+')
_NOT_FINITE = frozenset({"NaN", "Infinity", "-Infinity"})
_TOO_DEEP = 100
_DEEPEST_PATH = 8
_LONGEST_INTEGER = 18
_MOST_TOLD = 100
_MOST_QUOTES = 1_000_000  # twice those of a case of 20,000 periods with every key
_BY_MESSAGE = {
    "Expecting property name": "json-name",
    "Illegal trailing comma": "json-name",
    "Expecting ':'": "json-colon",
    "Expecting ','": "json-comma",
    "Expecting value": "json-value",
    "Extra data": "json-extra",
    "Unterminated string": "json-string",
    "Invalid control": "json-control",
    "Invalid \\": "json-escape",
}


def decoded(data: bytes, name: str) -> str:
    """Text from bytes: by its byte-order mark, else strict UTF-8, else GB18030; `UnusableCase` when none fits."""
    for mark, encoding in ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return _decoded(data, (encoding,), name)
    return _decoded(data, ("utf-8", "gb18030"), name)


def _decoded(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    readable = 0  # how far into the file it can be taken for text
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            readable = max(readable, error.start)
        else:
            if "\0" not in text:
                return text
            readable = len(data)
    first_zero = data.find(0)
    readable = min(readable, len(data) if first_zero < 0 else first_zero)
    raise whole_file(name, "not-text", data.count(b"\n", 0, readable) + 1)


def parsed(text: str, name: str) -> tuple[object, tuple[CaseProblem, ...]]:
    """The value of a JSON text, with problems of the text itself: repeated names, numbers that are not finite.

    Raises `UnusableCase` with the line when the text is not JSON, or has lone surrogates (`\\ud800`).
    """
    if not text.strip():
        raise whole_file(name, "empty", 1)
    if text.count('"') > _MOST_QUOTES or text.count(",") > _MOST_QUOTES:
        raise whole_file(name, "too-many-values", 1)
    suspects: list[str] = []

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        members = dict(pairs)
        if len(members) < len(pairs):
            suspects.append("repeated")
        return members

    def not_finite(token: str) -> float:
        suspects.append(token)
        return float(token)

    try:
        value = json.loads(text, object_pairs_hook=unique, parse_constant=not_finite, parse_int=_integer)
    except json.JSONDecodeError as error:
        key = next((key for start, key in _BY_MESSAGE.items() if error.msg.startswith(start)), "not-json")
        raise whole_file(name, key, error.lineno) from None
    except RecursionError:
        raise whole_file(name, "too-deep", _line_of_depth(text)) from None
    halves = tuple(islice(_halves(text), _MOST_TOLD)) if may_spell_halves(text) else ()
    if halves:
        raise UnusableCase(name, halves[:MOST_PROBLEMS], max(0, len(halves) - MOST_PROBLEMS))
    return value, tuple(islice(_improper(text), _MOST_TOLD)) if suspects else ()


def may_spell_halves(text: str) -> bool:
    """False when no escape in a JSON text can be a lone surrogate."""
    return bool(_ESCAPED_HALF.search(text))


def _integer(token: str) -> int | float:
    # Python refuses to read integers of thousands of digits; as a float they meet the same refusal as any non-integer
    return int(token) if len(token) <= _LONGEST_INTEGER else float(token)


def lines_of(text: str, wanted: Collection[FieldPath]) -> dict[FieldPath, int]:
    """The line number, from 1, of each wanted value of a valid JSON text (for a member: of its name).

    A value nested deeper than a case can be has the line of its container; an unknown path is left out.
    """
    cut = {path: path[:_DEEPEST_PATH] for path in wanted}
    open_paths = set(cut.values())
    found: dict[FieldPath, int] = {}
    for place in _places(text):
        if place.path in open_paths:
            found[place.path] = place.line
            if len(found) == len(open_paths):
                break
    return {path: found[short] for path, short in cut.items() if short in found}


@value_type
class _Place:
    path: FieldPath
    line: int
    sign: str
    repeated: bool = False


def _improper(text: str) -> Iterator[CaseProblem]:
    """Problems: names given twice in one object, and numbers that are not finite."""
    for place in _places(text):
        if place.repeated:
            yield CaseProblem(place.line, spelled(place.path), phrase("cases", "repeated-name"))
        elif place.sign in _NOT_FINITE:
            yield CaseProblem(place.line, spelled(place.path), phrase("cases", "not-finite", value=place.sign))


def _halves(text: str) -> Iterator[CaseProblem]:
    """Problems: names and texts with a lone surrogate, which no file can hold."""
    for place in _places(text):
        if _is_half(place.sign):
            yield CaseProblem(place.line, spelled(place.path), phrase("cases", "unreadable-text"))


def _is_half(sign: str) -> bool:
    return may_spell_halves(sign) and any("\ud800" <= part <= "\udfff" for part in json.loads(sign))


def _places(text: str) -> Iterator[_Place]:
    """Every value of a valid JSON text down to `_DEEPEST_PATH`, in text order; a member has the line of its name."""
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


def _line_of_depth(text: str) -> int:
    """The line, from 1, on which a JSON text goes deeper than it can be read."""
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += (match.group() in ("{", "[")) - (match.group() in ("}", "]"))
        if depth > _TOO_DEEP:
            return text.count("\n", 0, match.start()) + 1
    return 1
