"""The kinds of values a case file may hold: how each is read, written and described in the JSON Schema.

Reading raises `InvalidValue` or `Unsound` for what is not of the kind; the model (`case_model`) says what is wrong.
Plain classes: every start of the program makes them, and eight dataclasses would take it some milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final, TypeAlias

from app.cases.format import values as spelling
from app.cases.format.values import LONGEST_TEXT, MOST_ENTRIES
from app.rules.bilingual import Bilingual


class Unsound(Exception):  # noqa: N818  not an error: the model is asked
    """A value that is not of its kind."""


class _Required:
    """Stands where a key has no default."""


REQUIRED: Final = _Required()


def _as_it_is(value: Any) -> Any:
    return value


class Spelled:
    """A text with a spelling of its own, such as a month or an amount; `of` is the type it becomes."""

    def __init__(
        self,
        of: Any,
        read: Callable[[object], Any],
        schema: Mapping[str, Any],
        write: Callable[[Any], Any] = _as_it_is,
    ) -> None:
        self.of, self.read, self.schema, self.write = of, read, schema, write


class ShownText:
    """A text that can be shown, `shortest` to 200 characters long."""

    def __init__(self, shortest: int = 0) -> None:
        self.shortest = shortest

    def read(self, value: object) -> str:
        """The text."""
        if not isinstance(value, str) or not self.shortest <= len(value) <= LONGEST_TEXT:
            raise Unsound
        return spelling.visible(value)

    def write(self, value: str) -> str:
        """The text."""
        return value


class YesNo:
    """True or false."""

    def read(self, value: object) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            raise Unsound
        return value

    def write(self, value: bool) -> bool:  # noqa: FBT001  it is the value
        """True or false."""
        return value


class Whole:
    """A whole number between two, both included."""

    def __init__(self, least: int, most: int, example: int | None = None) -> None:
        self.least, self.most, self.example = least, most, example

    def read(self, value: object) -> int:
        """The number."""
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            raise Unsound
        return value

    def write(self, value: int) -> int:
        """The number."""
        return value


class EnumMember:
    """One member of an enumeration, by its value."""

    def __init__(self, of: type[StrEnum]) -> None:
        self.of = of
        self._members = {member.value: member for member in of}

    def read(self, value: object) -> StrEnum:
        """The member."""
        if not isinstance(value, str) or value not in self._members:
            raise Unsound
        return self._members[value]

    def write(self, value: str) -> str:
        """The value of the member."""
        return str(value)


class Exactly:
    """One text and no other."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, value: object) -> str:
        """The text."""
        if value != self.text:
            raise Unsound
        return self.text

    def write(self, value: str) -> str:
        """The text."""
        return value


class ListOf:
    """A list of values of one kind, so many `most`."""

    def __init__(self, item: Kind, most: int = MOST_ENTRIES) -> None:
        self.item, self.most = item, most

    def read(self, value: object) -> list[Any]:
        """The values in their order."""
        if not isinstance(value, list) or len(value) > self.most:
            raise Unsound
        read = self.item.read
        return [read(each) for each in value]

    def write(self, value: list[Any]) -> list[Any]:
        """The values in their order."""
        write = self.item.write
        return [write(each) for each in value]


class NamedValues:
    """Values of one kind by name."""

    def __init__(self, value: Kind, most: int = MOST_ENTRIES) -> None:
        self.value, self.most = value, most

    def read(self, value: object) -> dict[str, Any]:
        """The values by name."""
        if not isinstance(value, dict) or len(value) > self.most:
            raise Unsound
        read = self.value.read
        return {spelling.key(name): read(given) for name, given in value.items()}

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The values by name."""
        write = self.value.write
        return {name: write(each) for name, each in value.items()}


class Key:
    """One key: its name, its kind, what it means, and what holds where it is left out.

    A key without a default must be there. One whose default is None may also be null. `example` stands in the message
    that says the key is missing.
    """

    def __init__(
        self, name: str, kind: Kind, zh: str, en: str, default: Any = REQUIRED, *, example: Any = None
    ) -> None:
        self.name, self.kind, self.default, self.example = name, kind, default, example
        self.zh, self.en = zh, en

    @property
    def required(self) -> bool:
        """True where it may not be left out."""
        return self.default is REQUIRED

    @property
    def told(self) -> Bilingual:
        """What it means."""
        return Bilingual(self.zh, self.en)


class Part:
    """An object with keys of its own; `name` is what the JSON Schema calls it.

    What is read has every key, that of a key left out being its default.
    """

    def __init__(self, name: str, zh: str, en: str, *keys: Key) -> None:
        self.name, self.told, self.keys = name, Bilingual(zh, en), {key.name: key for key in keys}
        self._readers = {key.name: _reader(key) for key in keys}
        self._required = frozenset(key.name for key in keys if key.required)
        self._defaults = {
            key.name: None if key.default is None else key.kind.read(key.default) for key in keys if not key.required
        }

    def read(self, value: object) -> dict[str, Any]:
        """The values by key."""
        readers = self._readers
        if not isinstance(value, dict) or not self._required <= value.keys() <= readers.keys():
            raise Unsound
        return {**self._defaults, **{name: readers[name](given) for name, given in value.items()}}

    def write(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The values by key, in the order of the format; those that are the default are left out."""
        written = {}
        for key in self.keys.values():
            given = value[key.name]
            spelled = None if given is None else key.kind.write(given)
            if spelled != key.default:
                written[key.name] = spelled
        return written


Kind: TypeAlias = Spelled | ShownText | YesNo | Whole | EnumMember | Exactly | ListOf | NamedValues | Part


def _reader(key: Key) -> Callable[[object], Any]:
    read = key.kind.read
    return (lambda value: None if value is None else read(value)) if key.default is None else read
