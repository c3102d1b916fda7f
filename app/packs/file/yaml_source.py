"""Reads YAML and keeps the line number of every field.

It reads the parser's events, so that aliases, tags and values that could be read in two ways are refused before
anything is built from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import yaml
from yaml.reader import Reader
from yaml.resolver import Resolver

from app.packs.problems import MOST_BYTES, FieldPath, PackProblem, UnusablePack, field_name, say
from app.rules.value_type import value_type

MOST_NODES: Final = 100_000
MOST_DEPTH: Final = 30
MOST_DIGITS: Final = 15

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "yes": True, "Yes": True, "YES": True, "true": True, "True": True, "TRUE": True,
    "no": False, "No": False, "NO": False, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_WHOLE = re.compile(rf"-?(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NUMBERLIKE = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?\Z")  # other YAML readers' idea of a number
_AMBIGUOUS: Final = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "bool", "timestamp"))


@value_type
class Marked:
    """A document with the line of every field, counted from 1."""

    value: Any
    lines: Mapping[FieldPath, int]

    def line_of(self, path: FieldPath) -> int | None:
        """The line of a field, or of the nearest thing around it that is there."""
        return next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), None)


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    path: FieldPath
    value: dict[str, Any] | list[Any]
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    file: str
    problems: list[PackProblem] = field(default_factory=list)
    lines: dict[FieldPath, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def read(self, events: Iterator[yaml.Event]) -> Any:
        for count, event in enumerate(events):
            if count > MOST_NODES:
                self.refuse(event, (), "yaml.too_many", most=MOST_NODES)
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self.refuse(event, (), "yaml.two_documents")
            elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.refuse(event, self.place(), "yaml.alias")
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.ScalarEvent):
                self.scalar(event)
        return self.root

    def place(self) -> FieldPath:
        """The path of the value that comes next."""
        if not self.stack:
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            return (*top.path, len(top.value))
        return top.path if top.key is None else (*top.path, top.key)

    def open(self, event: yaml.CollectionStartEvent) -> None:
        path = self.place()
        if len(self.stack) >= MOST_DEPTH:
            self.refuse(event, path, "yaml.too_deep", most=MOST_DEPTH)
        if self.awaits_key():
            self.refuse(event, path, "yaml.key_not_text")
        if event.tag:
            self.refuse(event, path, "yaml.tag")
        value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.put(event, value)
        self.stack.append(_Open(path, value))

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag:
            self.refuse(event, self.place(), "yaml.tag")
        if self.awaits_key():
            self.key(event)
        else:
            self.put(event, self.resolved(event) if event.style in (None, "") else event.value)

    def key(self, event: yaml.ScalarEvent) -> None:
        top = self.stack[-1]
        path = (*top.path, event.value)
        top.key = event.value
        if path in self.lines:
            self.problem(event, path, "yaml.twice", line=self.lines[path])
        self.lines.setdefault(path, _line(event))

    def resolved(self, event: yaml.ScalarEvent) -> Any:
        text: str = event.value
        if text in _WORDS:
            return _WORDS[text]
        if _WHOLE.match(text):
            return int(text)
        if _DAY.match(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self.problem(event, self.place(), "yaml.no_such_day", text=text)
                return None
        tags = (tag for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], ()) if pattern.match(text))
        if _NUMBERLIKE.match(text) or not _AMBIGUOUS.isdisjoint(tags):
            self.problem(event, self.place(), "yaml.write_in_quotes", text=text)
        return text

    def awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def put(self, event: yaml.Event, value: Any) -> None:
        path = self.place()
        self.lines.setdefault(path, _line(event))
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            assert top.key is not None  # noqa: S101  a value follows its key
            top.value[top.key], top.key = value, None

    def problem(self, event: yaml.Event, path: FieldPath, key: str, **values: object) -> None:
        text = say(key, **values)
        self.problems.append(PackProblem(self.file, _line(event), field_name(path), text))

    def refuse(self, event: yaml.Event, path: FieldPath, key: str, **values: object) -> None:
        self.problem(event, path, key, **values)
        raise UnusablePack(self.problems)


def read_yaml(data: bytes, file: str) -> Marked:
    """Read one YAML document; UnusablePack with the line of everything that cannot be read or has two meanings."""
    text = _decoded(data, file)
    if found := Reader.NON_PRINTABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise UnusablePack([PackProblem(file, line, "", say("yaml.control", code=f"U+{ord(found.group()):04X}"))])
    reader = _Reader(file)
    try:
        root = reader.read(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise UnusablePack([*reader.problems, _malformed(error, text, file)]) from None
    if reader.problems:
        raise UnusablePack(reader.problems)
    return Marked(root, reader.lines)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise UnusablePack([PackProblem(file, None, "", say("yaml.too_big", most=MOST_BYTES // 1_000_000))])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusablePack([PackProblem(file, _undecodable_line(data), "", say("yaml.encoding"))])


def _undecodable_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _malformed(error: yaml.YAMLError, text: str, file: str) -> PackProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else None
    lines = text.splitlines()
    if mark and mark.line < len(lines) and "\t" in lines[mark.line][: mark.column + 1]:
        return PackProblem(file, line, "", say("yaml.tab"))
    return PackProblem(file, line, "", say("yaml.malformed", why=getattr(error, "problem", None) or "YAML"))
