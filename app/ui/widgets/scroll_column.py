"""Pages that scroll: blocks one under another, or whatever is larger than the room there is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.column_layout import ColumnLayout
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars


class ScrollColumn(QScrollArea):
    """A column of blocks. Room for the scroll bar is always kept, so that nothing re-wraps when it appears.

    With `narrowest` it is at least that wide, and follows the width that its widest block needs. `top` is the margin
    above the first block.
    """

    def __init__(self, gap: int, parent: QWidget | None = None, *, narrowest: int = 0, top: int = 2 * UNIT) -> None:
        super().__init__(parent)
        self._narrowest, self._least = narrowest, 0
        use_flat_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the blocks take the focus
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        page = _Page(self)
        self._column = ColumnLayout(page, gap, margin=2 * UNIT)
        self._column.setContentsMargins(2 * UNIT, top, 2 * UNIT, 2 * UNIT)
        self.setWidgetResizable(True)
        self.setWidget(page)

    def put(
        self, widget: QWidget, *, before: QWidget | None = None, widest: int | None = None, takes_rest: bool = False
    ) -> None:
        """Add a block at the end or before another; one block may take the height that is left."""
        if widest is not None:
            widget.setMaximumWidth(widest)
        self._column.put(widget, before=before, takes_rest=takes_rest)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """So wide that no block is cut; what is too high is scrolled to."""
        least = self._column.minimumSize().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(self._narrowest, least), super().minimumSizeHint().height())

    def settle(self) -> None:
        """Place the blocks for what they say now, and give the page its height.

        Done with every change before anything is painted; called by those who look at a place even sooner.
        """
        self._column.settle()
        self._fit()
        while self._column.activate():  # a table knows how high it is when it knows its width
            self._fit()

    def _fit(self) -> None:
        if self._narrowest and self._least != (least := self.minimumSizeHint().width()):
            self._least = least
            self.updateGeometry()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow what changed while this could not be seen."""
        super().showEvent(event)
        self.settle()


class _Page(QWidget):
    """What is scrolled. With every change the area asks it for its sizes, which would measure each text three times."""

    def __init__(self, area: ScrollColumn) -> None:
        super().__init__()
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # a growing page is not repainted

    def event(self, event: QEvent) -> bool:
        """Follow at once when a block wants another size; Qt would do it in steps, and paint between them."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._area.settle()
        return done

    def minimumSizeHint(self) -> QSize:
        """Nothing: the area is told its least width, and what is too high is scrolled to."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Nothing, as the area decides."""
        return QSize(0, 0)


def scrolled(content: QWidget) -> QScrollArea:
    """Content that fills an area, and is scrolled where the area is smaller than its least size."""
    area = QScrollArea()
    use_flat_scroll_bars(area)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area
