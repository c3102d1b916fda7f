"""Knows how bytes become text and JSON text becomes values. Does not know what a case holds."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from itertools import islice

from app.cases.problems import MOST_PROBLEMS, Problem, UnusableCase, whole_file

_ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_INTEGER = 18
_MOST_TOLD = 100
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


def parsed(text: str, name: str) -> tuple[object, tuple[Problem, ...]]:
    """The value of a JSON text, and what JSON itself allows no case to hold: repeated names, numbers without end.

    Raises `UnusableCase` with the line when the text is no JSON, or spells halves of characters (`\\ud800`).
    """
    if not text.strip():
        raise whole_file(name, "empty", 1)
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
        from app.cases.json_lines import line_of_depth  # noqa: PLC0415  only for what is wrong

        raise whole_file(name, "too-deep", line_of_depth(text)) from None
    halves = _halves(text) if may_spell_halves(text) else ()
    if halves:
        raise UnusableCase(name, halves[:MOST_PROBLEMS], max(0, len(halves) - MOST_PROBLEMS))
    return value, _problems(text) if suspects else ()


def may_spell_halves(text: str) -> bool:
    """False when no escape in a JSON text can be half of a surrogate pair."""
    return bool(_ESCAPED_HALF.search(text))


def _halves(text: str) -> tuple[Problem, ...]:
    from app.cases.json_lines import halves  # noqa: PLC0415  only for what is wrong

    return tuple(islice(halves(text), _MOST_TOLD))


def _problems(text: str) -> tuple[Problem, ...]:
    from app.cases.json_lines import improper  # noqa: PLC0415  only for what is wrong

    return tuple(islice(improper(text), _MOST_TOLD))


def _integer(token: str) -> int | float:
    # Python refuses to read integers of thousands of digits; as a float they meet the same refusal as any non-integer
    return int(token) if len(token) <= _LONGEST_INTEGER else float(token)
