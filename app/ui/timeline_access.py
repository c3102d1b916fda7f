"""Knows how assistive technology reads the timeline: a list with one item a segment. Does not know how it is drawn."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class ReadAloud(Protocol):
    """What a widget must tell of its segments."""

    def segment_names(self) -> list[str]:
        """The spoken name of each segment, in the order of reading."""

    def segment_rect(self, index: int) -> QRect:
        """Where a segment is on the screen; empty when it is scrolled away."""

    def current_segment(self) -> int:
        """The segment the keyboard is on, -1 for none."""


class Segments:
    """The items of one timeline. Qt keeps them by number, so they are taken back before they may go."""

    def __init__(self, owner: QWidget, read_aloud: ReadAloud) -> None:
        self._owner = owner
        self._read_aloud = read_aloud
        self._items: dict[int, _Segment] = {}

    def __len__(self) -> int:
        return len(self._read_aloud.segment_names())

    def item(self, index: int) -> QAccessibleInterface | None:
        """The item of a segment, made when first asked for; None outside."""
        if not 0 <= index < len(self):
            return None
        if index not in self._items:
            self._items[index] = _Segment(self._owner, self._read_aloud, index)
            QAccessible.uniqueId(self._items[index])  # Qt knows it from now on, and withdraw() takes it back
        return self._items[index]

    def index(self, item: QAccessibleInterface) -> int:
        """The place of an item, -1 when it is none of these."""
        return next((place for place, own in self._items.items() if own is item), -1)

    def withdraw(self) -> None:
        """Take the items back from Qt; they are not valid afterwards, new ones are made when asked for."""
        items, self._items = self._items, {}
        for item in items.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(item))


class _Segment(QAccessibleInterface):
    def __init__(self, owner: QWidget, read_aloud: ReadAloud, index: int) -> None:
        super().__init__()
        self._owner = owner
        self._read_aloud = read_aloud
        self._index = index

    def isValid(self) -> bool:
        return self._index < len(self._read_aloud.segment_names())

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt's may be null
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        return QAccessible.queryAccessibleInterface(self._owner)

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, what: QAccessible.Text) -> str:
        names = self._read_aloud.segment_names()
        return names[self._index] if what is QAccessible.Text.Name and self._index < len(names) else ""

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        return

    def rect(self) -> QRect:
        return self._read_aloud.segment_rect(self._index)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        current = self._read_aloud.current_segment() == self._index
        flags = {
            "focusable": True,
            "selectable": True,
            "readOnly": True,
            "selected": current,
            "focused": current and self._owner.hasFocus(),
            "offscreen": self.rect().isEmpty(),
        }
        for flag, is_set in flags.items():
            setattr(state, flag, is_set)  # by name, because Qt's type stubs leave the flags out
        return state


class TimelineAccessible(QAccessibleWidget):
    """The timeline as a list of segments."""

    def __init__(self, owner: QWidget, read_aloud: ReadAloud, segments: Segments) -> None:
        super().__init__(owner, QAccessible.Role.List)
        self._read_aloud = read_aloud
        self._segments = segments

    def childCount(self) -> int:
        """One child a segment."""
        return len(self._segments)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item of a segment."""
        return self._segments.item(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of an item."""
        return self._segments.index(child)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item at a point of the screen."""
        hit = (i for i in range(len(self._segments)) if self._read_aloud.segment_rect(i).contains(x, y))
        return self.child(next(hit, -1))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item the keyboard is on."""
        return self.child(self._read_aloud.current_segment())
