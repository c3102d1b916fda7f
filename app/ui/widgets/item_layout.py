"""What the layouts of this package have in common: they hold their items in order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import delete, isValid


class ItemLayout(QLayout):
    """Items in the order in which they came; where they stand, a subclass decides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        # Qt leaves the items of a layout to it, and Python has no destructor. Not a bound method: the object is cleared
        self.destroyed.connect(partial(_delete, self._items))

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item in at the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are, hidden ones among them."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """The item at a place; None beyond the last, as Qt wants it."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # not in the stub

    def takeAt(self, index: int) -> QLayoutItem:
        """Give an item away; None beyond the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # as above

    @property
    def _shown(self) -> list[QLayoutItem]:
        """The items of what is not hidden."""
        return [item for item in self._items if not item.isEmpty()]

    def expandingDirections(self) -> Qt.Orientation:
        """None: room that is left over goes to others."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """True: texts wrap."""
        return True


def _delete(items: list[QLayoutItem]) -> None:
    for item in items:
        if isValid(item):
            delete(item)
    items.clear()


def height_of(item: QLayoutItem, width: int) -> int:
    """The height an item takes at a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
