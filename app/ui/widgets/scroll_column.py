"""A scrolling column of blocks, and the wrapping label used in it.

A box layout asks every block for its height again whenever one of them changes; with wrapping texts that takes longer
than an edit may. Here a text is measured once for each text and width.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QWidget

from app.ui.style.theme import UNIT, Size, sized
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars


class WrappedLabel(QLabel):
    """A label that wraps; its height is measured again only when text, width or font changes."""

    def __init__(
        self, parent: QWidget | None = None, size: Size | None = None, role: QPalette.ColorRole | None = None
    ) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if size is not None:
            self.setFont(sized(QApplication.font(), size, QFont.Weight.DemiBold))
        if role is not None:
            self.setForegroundRole(role)

    def say(self, text: str) -> None:
        """Show a text."""
        if text != self.text():
            self._heights.clear()
            self.setText(text)

    def heightForWidth(self, width: int) -> int:
        """The height the text takes at a width."""
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._measured(width)
        return height

    def _measured(self, width: int) -> int:
        return super().heightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()


class _Block(NamedTuple):
    widget: QWidget
    widest: int | None
    takes_rest: bool


class ScrollColumn(QScrollArea):
    """A column of blocks. Room for the scroll bar is always kept, so that nothing re-wraps when it appears.

    With `narrowest` it is at least that wide, and follows the width that its widest block needs.
    """

    def __init__(self, gap: int, parent: QWidget | None = None, *, narrowest: int = 0) -> None:
        super().__init__(parent)
        self._gap, self._narrowest, self._least = gap, narrowest, 0
        self._blocks: list[_Block] = []
        use_flat_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the blocks take the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = _Page(self)
        self.setWidget(self._page)

    def put(
        self, widget: QWidget, *, before: QWidget | None = None, widest: int | None = None, takes_rest: bool = False
    ) -> None:
        """Add a block at the end or before another; one block may take the height that is left."""
        widgets = [block.widget for block in self._blocks]
        place = widgets.index(before) if before is not None else len(widgets)
        widget.setParent(self._page)
        self._blocks.insert(place, _Block(widget, widest, takes_rest))
        self.updateGeometry()

    def _least_width(self) -> int:
        """The width below which a block would be cut."""
        widths = [block.widget.minimumSizeHint().width() for block in self._blocks if not block.widget.isHidden()]
        return max(self._narrowest, max(widths, default=0) + 4 * UNIT + self._bar_width)

    def minimumSizeHint(self) -> QSize:
        """So wide that no block is cut; what is too high is scrolled to."""
        return QSize(self._least_width(), super().minimumSizeHint().height())

    def settle(self) -> None:
        """Follow blocks that want another size."""
        if self._narrowest and self._least != (least := self._least_width()):
            self._least = least
            self.updateGeometry()
        self.place()

    @property
    def _bar_width(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def place(self) -> None:
        """Give every block its place for the height it wants now."""
        margin, width = 2 * UNIT, self.width() - self._bar_width
        room = max(1, width - 2 * margin)
        shown = [block for block in self._blocks if not block.widget.isHidden()]
        widths = [min(room, block.widest or room) for block in shown]
        heights = [_height(block.widget, wide) for block, wide in zip(shown, widths, strict=True)]
        used = sum(heights) + self._gap * max(0, len(heights) - 1) + 2 * margin
        rest = max(0, self.height() - used)
        top = margin
        for block, wide, height in zip(shown, widths, heights, strict=True):
            taken = height + rest if block.takes_rest else height
            block.widget.setGeometry(margin, top, wide, taken)
            top += taken + self._gap
        size = QSize(width, max(self.height(), used))
        if self._page.size() != size:
            self._page.resize(size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the blocks for another size."""
        self.place()
        super().resizeEvent(event)


class _Page(QWidget):
    def __init__(self, stack: ScrollColumn) -> None:
        super().__init__()
        self._stack = stack
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # a growing page is not repainted

    def event(self, event: QEvent) -> bool:
        """Follow when a block wants another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._stack.settle()
        return super().event(event)


def scrolled(content: QWidget) -> QScrollArea:
    """Content that fills an area, and is scrolled where the area is smaller than its least size."""
    area = QScrollArea()
    use_flat_scroll_bars(area)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area


def _height(widget: QWidget, width: int) -> int:
    if widget.hasHeightForWidth():
        height = widget.heightForWidth(width)
        if height >= 0:
            return height
    return min(widget.maximumHeight(), max(widget.sizeHint().height(), widget.minimumHeight()))
