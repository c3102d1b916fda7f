"""The timeline for screen readers: a list with one item for each segment."""

from __future__ import annotations

from functools import partial
from typing import Protocol
from weakref import WeakKeyDictionary, ref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid


class ReadAloud(Protocol):
    """What a widget must provide about its segments."""

    def segment_count(self) -> int:
        """How many segments there are, in the order of reading."""

    def segment_name(self, index: int) -> str:
        """The text of a segment for screen readers."""

    def segment_why(self, index: int) -> str:
        """The reason of a segment, in a sentence; empty without one."""

    def segment_rect(self, index: int) -> QRect:
        """Where a segment is on the screen; empty when it is scrolled away."""

    def current_segment(self) -> int:
        """The index of the current segment, -1 for none."""


_given_to_qt: list[QAccessibleInterface] = []
"""Interfaces that Qt holds by id. Python must not free them before Qt does, or Qt would use a dangling pointer."""


def _give_to_qt(made: QAccessibleInterface) -> int:
    _given_to_qt.append(made)
    return QAccessible.uniqueId(made)


def _take_back(numbers: list[int]) -> None:
    for number in numbers:
        QAccessible.deleteAccessibleInterface(number)
    numbers.clear()
    _given_to_qt[:] = [made for made in _given_to_qt if isValid(made)]


class Segments:
    """The items of one timeline, made when first asked for."""

    def __init__(self, owner: QWidget, read_aloud: ReadAloud) -> None:
        self._owner = owner
        self._read_aloud = read_aloud
        self._items: dict[int, _Segment] = {}
        self._numbers: list[int] = []
        # not a bound method: when the widget is destroyed, its object may already be cleared
        owner.destroyed.connect(partial(_take_back, self._numbers))

    def __len__(self) -> int:
        return self._read_aloud.segment_count()

    def item(self, index: int) -> QAccessibleInterface | None:
        """The item of a segment, made when first asked for; None outside."""
        if not 0 <= index < len(self):
            return None
        if index not in self._items:
            self._items[index] = _Segment(self._owner, self._read_aloud, index)
            self._numbers.append(_give_to_qt(self._items[index]))
        return self._items[index]

    def index(self, item: QAccessibleInterface) -> int:
        """The index of an item, -1 when it is not one of these."""
        return next((place for place, own in self._items.items() if own is item), -1)

    def withdraw(self) -> None:
        """Invalidate the items and take them back from Qt; new ones are made on demand."""
        self._items.clear()
        _take_back(self._numbers)


class _Segment(QAccessibleInterface):
    def __init__(self, owner: QWidget, read_aloud: ReadAloud, index: int) -> None:
        super().__init__()
        self._owner = ref(owner)
        self._read_aloud = ref(read_aloud)
        self._index = index

    def isValid(self) -> bool:
        read_aloud = self._read_aloud()
        return read_aloud is not None and self._index < read_aloud.segment_count()

    def object(self) -> QObject | None:  # type: ignore[override]  # Qt's may be null
        return None

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        owner = self._owner()
        return QAccessible.queryAccessibleInterface(owner) if owner is not None else None

    def childCount(self) -> int:
        return 0

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, what: QAccessible.Text) -> str:
        read_aloud = self._read_aloud()
        if read_aloud is None or not self.isValid():
            return ""
        if what is QAccessible.Text.Name:
            return read_aloud.segment_name(self._index)
        return read_aloud.segment_why(self._index) if what is QAccessible.Text.Description else ""

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        return

    def rect(self) -> QRect:
        read_aloud = self._read_aloud()
        return read_aloud.segment_rect(self._index) if read_aloud is not None else QRect()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        owner, read_aloud = self._owner(), self._read_aloud()
        current = read_aloud is not None and read_aloud.current_segment() == self._index
        flags = {
            "focusable": True,
            "selectable": True,
            "readOnly": True,
            "selected": current,
            "focused": current and owner is not None and owner.hasFocus(),
            "offscreen": self.rect().isEmpty(),
        }
        for flag, is_set in flags.items():
            setattr(state, flag, is_set)  # by name, because Qt's type stubs leave the flags out
        return state


_of_timelines: WeakKeyDictionary[QObject, tuple[ref[ReadAloud], ref[Segments]]] = WeakKeyDictionary()
"""What is read aloud of each timeline that a screen reader has met."""


class TimelineAccessible(QAccessibleWidget):
    """The timeline as a list of segments. Qt owns it, so it must not keep the widget alive.

    PySide never frees its object for what was given to Qt, so nothing is kept in it: it asks for the widget's own.
    """

    @property
    def _own(self) -> tuple[ReadAloud | None, Segments | None]:
        found = _of_timelines.get(self.object())
        return (found[0](), found[1]()) if found is not None else (None, None)

    def childCount(self) -> int:
        """One child for each segment."""
        _, segments = self._own
        return len(segments) if segments is not None else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item of a segment."""
        _, segments = self._own
        return segments.item(index) if segments is not None else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The index of an item."""
        _, segments = self._own
        return segments.index(child) if segments is not None else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item at a point of the screen."""
        read_aloud, _ = self._own
        if read_aloud is None:
            return None
        hit = (index for index in range(self.childCount()) if read_aloud.segment_rect(index).contains(x, y))
        return self.child(next(hit, -1))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # Qt's may be null
        """The item of the current segment."""
        read_aloud, _ = self._own
        return self.child(read_aloud.current_segment()) if read_aloud is not None else None


def made_readable(owner: QWidget, read_aloud: ReadAloud, segments: Segments) -> QAccessibleInterface:
    """The interface of a timeline; Qt keeps it as long as the widget exists."""
    _of_timelines[owner] = ref(read_aloud), ref(segments)
    made = TimelineAccessible(owner, QAccessible.Role.List)
    _given_to_qt.append(made)
    return made
