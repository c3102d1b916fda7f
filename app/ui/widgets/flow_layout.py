"""Widgets beside each other, and below where there is no room: Qt's flow layout, with each line in its middle."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.item_layout import ItemLayout, height_of


class FlowLayout(ItemLayout):
    """A row of widgets that wraps before the next would be cut off; the tab order is that of their creation."""

    def __init__(self, *widgets: QWidget, gap: int = UNIT) -> None:
        super().__init__()
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def _lines(self, room: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """The items of each line with the size they take."""
        line: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._shown:
            width = min(item.sizeHint().width(), room)
            if line and used + width > room:
                yield line
                line, used = [], 0
            line.append((item, QSize(width, height_of(item, width))))
            used += width + self._gap
        if line:
            yield line

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at a width."""
        heights = [max(size.height() for _, size in line) for line in self._lines(width)]
        return sum(heights) + UNIT // 2 * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        """All widgets in one line."""
        sizes = [item.sizeHint() for item in self._shown]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Room for the widest widget."""
        sizes = [item.minimumSize() for item in self._shown]
        widest = max((size.width() for size in sizes), default=0)
        return QSize(widest, max((size.height() for size in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Break the line where it has to be."""
        super().setGeometry(rect)
        top = rect.top()
        for line in self._lines(rect.width()):
            left, height = rect.left(), max(size.height() for _, size in line)
            for item, size in line:
                item.setGeometry(QRect(left, top + (height - size.height()) // 2, size.width(), size.height()))
                left += size.width() + self._gap
            top += height + UNIT // 2
