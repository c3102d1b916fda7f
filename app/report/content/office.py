"""The details of an office that its papers carry: name, address, hours, and documents it asks for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Final

from app.rules.value_type import value_type

CUSTOMS: Final = "customs"
_PARTS: Final = ("|", "｜")


@value_type
class Custom:
    """A document that the office asks for beyond the packs, and what it says about it."""

    title: str
    note: str = ""


@value_type
class Office:
    """The office's own details, set once; an empty text is left out of the paper."""

    name: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    customs: tuple[Custom, ...] = ()


LINES: Final = tuple(field.name for field in fields(Office) if field.name != CUSTOMS)
"""The details that are single lines."""


def office_of(details: Mapping[str, str]) -> Office | None:
    """The office from details by field name; None where nothing was set.

    >>> office_of({"name": "某市医保中心", "customs": "单位介绍信 | 加盖公章"})  # doctest: +ELLIPSIS
    Office(name='某市医保中心', ... customs=(Custom(title='单位介绍信', note='加盖公章'),))
    >>> office_of({"name": " "}) is None
    True
    """
    office = Office(
        **{name: details.get(name, "").strip() for name in LINES}, customs=customs_of(details.get(CUSTOMS, ""))
    )
    return None if office == Office() else office


def customs_of(text: str) -> tuple[Custom, ...]:
    """Documents, one on each line, `document | remark`; lines without a document are ignored.

    >>> customs_of("介绍信｜盖章\\n\\n复印件")
    (Custom(title='介绍信', note='盖章'), Custom(title='复印件', note=''))
    """
    customs = (_custom(line) for line in text.splitlines())
    return tuple(custom for custom in customs if custom.title)


def _custom(line: str) -> Custom:
    for mark in _PARTS:
        line = line.replace(mark, _PARTS[0])
    title, _, note = line.partition(_PARTS[0])
    return Custom(title.strip(), note.strip())
