"""Checks a case document with pydantic and reports everything that is wrong with it at once, with line numbers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.cases.format.case_keys import CASE
from app.cases.format.case_model import validated
from app.cases.format.case_values import case_of
from app.cases.format.consistency import contradictions
from app.cases.format.kinds import Key, Kind, ListOf, Part
from app.cases.format.values import FORMAT
from app.cases.json_text import lines_of
from app.cases.problems import MOST_PROBLEMS, CaseProblem, FieldPath, Finding, UnusableCase, shown, spelled, whole_file
from app.regions.divisions import NATION
from app.rules.record.case import Case
from app.wording.phrasebook import phrase, phrases

_MOST_LOCATED = 500
_MOST_COUNTED = 20_000
_VERSIONED = re.compile(r"xubaotong\.case/([0-9]{1,6})")
_ROWS = tuple(
    name for name, key in CASE.keys.items() if isinstance(key.kind, ListOf) and isinstance(key.kind.item, Part)
)
_PHRASE_OF_TYPE = {
    "string_type": "not-text-value",
    "string_unicode": "unreadable-text",
    "string_too_long": "text-too-long",
    "int_type": "not-a-whole-number",
    "bool_type": "not-true-or-false",
    "list_type": "not-a-list",
    "dict_type": "not-a-group",
    "model_type": "not-a-group",
    "enum": "not-one-of",
    "too_long": "too-many",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-big",
}


def validated_case(
    value: dict[str, Any], refused: tuple[CaseProblem, ...], text: str, name: str, today: date
) -> tuple[Case, date]:
    """The case a decoded document holds, and the day it is assessed on (`today` where it names none).

    Raises `UnusableCase` with everything that is wrong: `refused` is what JSON itself allows no case to hold, `text` is
    what `value` was decoded from, `name` the name of its file.
    """
    if "format" not in value and value.keys().isdisjoint(CASE.keys):
        raise whole_file(name, "not-a-case", 1)
    other_format = _other_format(value)
    if other_format is not None:
        raise _unusable(name, text, [other_format], ())
    unknown = _names_unknown(CASE, value)
    if unknown > _MOST_COUNTED:
        raise whole_file(name, "hopeless", 1, count=unknown)
    try:
        values = validated(value)
    except ValidationError as error:
        if error.error_count() > _MOST_COUNTED:
            raise whole_file(name, "hopeless", 1, count=error.error_count()) from None
        details = error.errors(include_url=False)
        findings = [_finding(detail) for detail in details[:_MOST_LOCATED]]
        findings += _contradictions_beside(value, [_path(detail) for detail in details], today)
        unlisted = max(0, len(details) - _MOST_LOCATED)
        raise _unusable(name, text, findings, refused, unlisted) from None
    findings = list(contradictions(values, today))
    if findings or refused:
        raise _unusable(name, text, findings, refused)
    return case_of(values, today)


def _names_unknown(part: Part, value: object) -> int:
    """How many names of an object and of those in it are none of the format's."""
    if not isinstance(value, dict):
        return 0
    count = len(value.keys() - part.keys.keys())
    for name, key in part.keys.items():
        if isinstance(key.kind, Part):
            count += _names_unknown(key.kind, value.get(name))
        elif isinstance(key.kind, ListOf) and isinstance(key.kind.item, Part) and isinstance(value.get(name), list):
            count += sum(_names_unknown(key.kind.item, each) for each in value[name])
    return count


def _other_format(value: dict[str, Any]) -> Finding | None:
    """The finding for a document of another format or version; its other keys are then not looked at."""
    stated = value.get("format")
    if not isinstance(stated, str) or stated == FORMAT:
        return None
    versioned = _VERSIONED.fullmatch(stated)
    newer = versioned is not None and int(versioned[1]) > int(FORMAT.partition("/")[2])
    key = "format-newer" if newer else "format-unknown"
    return Finding(("format",), key, {"value": shown(stated), "expected": FORMAT})


def _contradictions_beside(value: dict[str, Any], wrong_paths: list[FieldPath], today: date) -> Iterator[Finding]:
    """Contradictions among the parts of a document whose single values are sound."""
    wrong_rows = {path[:2] for path in wrong_paths if len(path) > 1 and path[0] in _ROWS}
    wrong = {path[0] for path in wrong_paths if path and path[:2] not in wrong_rows}
    sound = {key: part for key, part in value.items() if key not in wrong}
    kept: dict[str, list[int]] = {}
    for key in _ROWS:
        rows = sound.get(key, [])
        kept[key] = [position for position in range(len(rows)) if (key, position) not in wrong_rows]
        sound[key] = [rows[position] for position in kept[key]]
    for found in contradictions(validated({"format": FORMAT, "region": NATION, **sound}), today):
        yield Finding(
            _original(found.path, kept),
            found.phrase,
            found.values,
            other=None if found.other is None else _original(found.other, kept),
        )


def _original(path: FieldPath, kept: Mapping[str, list[int]]) -> FieldPath:
    key, *rest = path
    if key not in kept or not rest or not isinstance(rest[0], int):
        return path
    return (key, kept[str(key)][rest[0]], *rest[1:])


def _finding(detail: ErrorDetails) -> Finding:
    path = _path(detail)
    given = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "missing":
        example = _example(path)
        return Finding(path, "missing-example" if example else "missing", {"example": example}, at=path[:-1])
    if kind == "extra_forbidden":
        return _unknown_name(path)
    if kind == "literal_error":
        return Finding(path, "format-unknown", {"value": shown(detail["input"]), "expected": FORMAT})
    if kind in phrases("cases"):
        return Finding(path, kind, given)
    values = {
        "value": shown(detail["input"]),
        "example": _example(path),
        "choices": str(given.get("expected", "")).replace(" or ", ", ").replace("'", ""),
        "limit": next((given[key] for key in ("ge", "le", "max_length") if key in given), ""),
    }
    return Finding(path, _PHRASE_OF_TYPE.get(kind, "unexpected"), values)


def _path(detail: ErrorDetails) -> FieldPath:
    return tuple(step for step in detail["loc"] if step != "[key]")


def _part(path: FieldPath) -> Part | None:
    """The part of a document a path leads to; None for anything else."""
    found: Kind = CASE
    for step in path:
        if isinstance(found, Part) and step in found.keys:
            found = found.keys[str(step)].kind
        elif isinstance(found, ListOf):
            found = found.item
        else:
            return None
    return found if isinstance(found, Part) else None


def _key(path: FieldPath) -> Key | None:
    part = _part(path[:-1])
    return part.keys.get(str(path[-1])) if part else None


def _example(path: FieldPath) -> str:
    key = _key(path) if path else None
    if key is None or key.example is None:
        return ""
    return f'"{key.example}"' if isinstance(key.example, str) else str(key.example)


def _unknown_name(path: FieldPath) -> Finding:
    part = _part(path[:-1])
    names = list(part.keys) if part else []
    given = str(path[-1])
    near = difflib.get_close_matches(given[:100], names, n=1)
    if near:
        return Finding(path, "unknown-name-near", {"value": shown(given), "near": near[0]})
    return Finding(path, "unknown-name", {"value": shown(given), "names": ", ".join(names)})


def _unusable(
    name: str, text: str, findings: list[Finding], refused: tuple[CaseProblem, ...], unlisted: int = 0
) -> UnusableCase:
    located = findings[:_MOST_LOCATED]
    places = {found.path if found.at is None else found.at for found in located}
    lines = lines_of(text, places | {found.other for found in located if found.other is not None})
    told = {problem.field for problem in refused}
    problems = [*refused, *(_problem(found, lines) for found in located if spelled(found.path) not in told)]
    problems.sort(key=lambda problem: problem.line or 0)
    unlisted += len(findings) - len(located) + max(0, len(problems) - MOST_PROBLEMS)
    return UnusableCase(name, problems[:MOST_PROBLEMS], unlisted)


def _problem(found: Finding, lines: Mapping[FieldPath, int]) -> CaseProblem:
    line = lines.get(found.path if found.at is None else found.at, 1)
    clash = {} if found.other is None else {"other": spelled(found.other), "line": lines.get(found.other, 1)}
    said = phrase("cases", found.phrase, **{**found.values, **clash})
    return CaseProblem(line, spelled(found.path), said)
