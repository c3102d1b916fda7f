"""Lays widgets out in a row that wraps where there is no room."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.style.theme import UNIT


class FlowLayout(QWidget):
    """A row of widgets that wraps before the next would be cut off; the tab order is that of their creation."""

    def __init__(self, parent: QWidget, *widgets: QWidget, gap: int = UNIT) -> None:
        super().__init__(parent)
        self._gap = gap
        self._widgets: tuple[QWidget, ...] = ()
        self.hold(*widgets)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hold(self, *widgets: QWidget) -> None:
        """Add widgets to the row, in order."""
        for widget in widgets:
            widget.setParent(self)
        self._widgets += widgets

    def _lines(self, room: int) -> Iterator[list[tuple[QWidget, QSize]]]:
        """The widgets of each line with the size they take."""
        line: list[tuple[QWidget, QSize]] = []
        used = 0
        for widget in (each for each in self._widgets if not each.isHidden()):
            wanted = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            width = min(wanted.width(), room)
            high = widget.heightForWidth(width) if widget.hasHeightForWidth() else wanted.height()
            if line and used + width > room:
                yield line
                line, used = [], 0
            line.append((widget, QSize(width, high)))
            used += width + self._gap
        if line:
            yield line

    def _height(self, room: int) -> int:
        heights = [max(size.height() for _, size in line) for line in self._lines(room)]
        return sum(heights) + UNIT // 2 * max(0, len(heights) - 1)

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at a width."""
        return self._height(width)

    def sizeHint(self) -> QSize:
        """All widgets in one line."""
        widths = [widget.sizeHint().width() for widget in self._widgets if not widget.isHidden()]
        wide = sum(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(wide, self._height(wide))

    def minimumSizeHint(self) -> QSize:
        """Room for the widest widget."""
        least = [widget.minimumSizeHint().expandedTo(widget.minimumSize()) for widget in self._widgets]
        widest = max((size.width() for size in least), default=0)
        return QSize(widest, max((size.height() for size in least), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the row anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Wrap the row anew when a widget needs another size, is added or removed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            left, height = 0, max(size.height() for _, size in line)
            for widget, size in line:
                widget.setGeometry(left, top + (height - size.height()) // 2, size.width(), size.height())
                left += size.width() + self._gap
            top += height + UNIT // 2
