"""Blocks one under another, each as high as it wants to be at the width there is.

`QVBoxLayout` asks every block for its sizes again whenever one of them changes, which with texts that wrap takes longer
than an edit may (docs/decisions/0026-own-widgets-and-typesetting.md).
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

from app.ui.widgets.item_layout import ItemLayout, height_of

_Size = tuple[QWidget, int, int]
"""A block, how wide it is and how high."""


class ColumnLayout(ItemLayout):
    """Blocks under each other on the left edge, none wider than its own maximum; one may take the height left over."""

    def __init__(self, parent: QWidget, gap: int, margin: int = 0) -> None:
        super().__init__(parent)
        self._sizes: dict[int, list[_Size]] = {}
        self._growing: QWidget | None = None
        self.setSpacing(gap)
        self.setContentsMargins(margin, margin, margin, margin)

    def put(self, widget: QWidget, *, before: QWidget | None = None, takes_rest: bool = False) -> None:
        """Add a block at the end or before another; one block may take the height that is left."""
        place = self.indexOf(before) if before is not None else self.count()
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        if takes_rest:
            self._growing = widget

    def settle(self) -> None:
        """Place the blocks now, and what stands in them."""
        for item in self._shown:
            inner = item.widget().layout()
            if inner is not None:
                inner.activate()
        self.activate()

    def invalidate(self) -> None:
        """Measure anew; each item remembers what it measured unless its own widget is what has changed."""
        self._sizes.clear()
        super().invalidate()

    def _sizes_in(self, width: int) -> list[_Size]:
        """What is shown, with the size each block takes in a column so wide."""
        sizes = self._sizes.get(width)
        if sizes is None:
            margins = self.contentsMargins()
            room = max(1, width - margins.left() - margins.right())
            sizes = self._sizes[width] = []
            for item in self._shown:
                widget = item.widget()
                wide = min(room, widget.maximumWidth())
                sizes.append((widget, wide, height_of(item, wide)))
        return sizes

    def heightForWidth(self, width: int) -> int:
        """The height the blocks take in a column so wide."""
        sizes, margins = self._sizes_in(width), self.contentsMargins()
        blocks = sum(high for _, _, high in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return blocks + margins.top() + margins.bottom()

    def minimumSize(self) -> QSize:
        """So wide that no block is cut."""
        sizes, margins = [item.minimumSize() for item in self._shown], self.contentsMargins()
        blocks = sum(size.height() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest + margins.left() + margins.right(), blocks + margins.top() + margins.bottom())

    def sizeHint(self) -> QSize:
        """The least size: how wide a column is, those around it decide."""
        return self.minimumSize()

    def setGeometry(self, rect: QRect) -> None:
        """Give every block its place; not by way of its item, which would measure its text three times more."""
        super().setGeometry(rect)
        margins, gap = self.contentsMargins(), self.spacing()
        left, top = rect.left() + margins.left(), rect.top() + margins.top()
        rest = max(0, rect.height() - self.heightForWidth(rect.width()))
        for widget, wide, high in self._sizes_in(rect.width()):
            taken = high + rest if widget is self._growing else high
            widget.setGeometry(left, top, wide, taken)
            top += taken + gap
