"""Finds what two folders of packs record otherwise: packs, and in each pack the items added, removed and changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from app.packs.changes.items import AREAS, PackItem, items_of
from app.packs.shelf.shelf import Shelf, Shelved
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type


class How(StrEnum):
    """How a pack or an item differs between an older and a newer folder."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@value_type
class FieldChange:
    """A field of an item, by its path (`then.wait.months`), as it was and as it is; None where it is not written."""

    path: str
    before: Any
    after: Any


@value_type
class ItemChange:
    """An item that differs; `before` or `after` is None where there is none, `fields` are those of a changed one."""

    area: str
    id: str
    how: How
    before: Any
    after: Any
    fields: tuple[FieldChange, ...] = ()


@value_type
class PackChange:
    """A pack that differs; `versions` are the older and the newer one, empty where there is none."""

    code: str
    name: Bilingual
    how: How
    versions: tuple[str, str]
    items: tuple[ItemChange, ...]

    def of(self, area: str) -> tuple[ItemChange, ...]:
        """The items of an area that differ."""
        return tuple(item for item in self.items if item.area == area)


def pack_changes(old: Shelf, new: Shelf) -> tuple[PackChange, ...]:
    """Every pack of which the two folders hold something else, in the order of the codes.

    Packs are compared as they are read: comments, order and line breaks make no difference. Packs that cannot be used
    are left out; whoever asks looks at `Shelf.refused` first.
    """
    codes = sorted({*old.codes, *new.codes})
    return tuple(change for code in codes for change in _pack(old.find(code), new.find(code)))


def _pack(before: Shelved | None, after: Shelved | None) -> Iterator[PackChange]:
    either = after or before
    if either is None or (before and after and before.heading.sha256 == after.heading.sha256):
        return
    how = How.ADDED if before is None else How.REMOVED if after is None else How.CHANGED
    items = tuple(_items(before.record if before else {}, after.record if after else {}))
    versions = (before.pack.version if before else "", after.pack.version if after else "")
    if items:
        yield PackChange(either.pack.code, either.pack.name, how, versions, items)


def _items(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ItemChange]:
    was, is_ = items_of(before), items_of(after)
    for key in sorted({**was, **is_}, key=lambda key: AREAS.index(key[0])):
        old, new = was.get(key), is_.get(key)
        if old is None or new is None or old.written != new.written:
            yield _item(key, old, new)


def _item(key: tuple[str, str], old: PackItem | None, new: PackItem | None) -> ItemChange:
    if old is None or new is None:
        how = How.ADDED if old is None else How.REMOVED
        return ItemChange(*key, how, old.written if old else None, new.written if new else None)
    return ItemChange(*key, How.CHANGED, old.written, new.written, tuple(_fields(old.written, new.written)))


def _fields(before: Any, after: Any) -> Iterator[FieldChange]:
    was, is_ = _leaves(before), _leaves(after)
    for path in dict.fromkeys((*was, *is_)):
        if was.get(path) != is_.get(path):
            yield FieldChange(path, was.get(path), is_.get(path))


def _leaves(written: Any, path: str = "") -> dict[str, Any]:
    """The values inside, by their paths; a list is one value."""
    if not isinstance(written, dict):
        return {path: written}
    inside = {f"{path}.{key}".removeprefix("."): value for key, value in written.items()}
    return {inner: value for outer, each in inside.items() for inner, value in _leaves(each, outer).items()}
