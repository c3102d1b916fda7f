"""Shows the pages of a paper under each other, as they will be printed; no print system is asked."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.report.layout.marks import PAGE_HEIGHT, PAGE_WIDTH, UNITS_PER_INCH, Page
from app.report.layout.painting import paint_page

_GAP: Final = 12
_SMALLEST, _LARGEST = 0.02, 1.2  # pixels for a unit of the page
_LINE = 40
_RING: Final = 2


class Fit(Enum):
    """What decides how large the pages are."""

    WIDTH = auto()
    WHOLE = auto()
    FREE = auto()


class PagesView(QAbstractScrollArea):
    """The pages; `turned` says that another one is in sight, or in another size."""

    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[Page, ...] = ()
        self._fit, self._scale = Fit.WIDTH, 0.1
        self._drawn: dict[int, QPixmap] = {}
        self.viewport().setBackgroundRole(self.palette().ColorRole.Dark)
        self.viewport().setAutoFillBackground(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these pages from the first on, and forget the ones before; none: show nothing."""
        self._pages = tuple(pages)
        self._drawn.clear()
        self.setAccessibleDescription("")
        self._lay_out()
        self.show_page(1)
        self._on_scrolled()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """The number of the page in sight, from 1; 0 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return min(self.page_count, 1 + int(max(0.0, middle - _GAP) // self._step))

    @property
    def page_width(self) -> float:
        """How wide a page is shown, in pixels."""
        return PAGE_WIDTH * self._scale

    def show_page(self, number: int) -> None:
        """Bring a page into sight."""
        self.verticalScrollBar().setValue(round((number - 1) * self._step))

    def fit_width(self) -> None:
        """The pages as wide as the view."""
        self._refit(Fit.WIDTH)

    def fit_whole(self) -> None:
        """A whole page in the view."""
        self._refit(Fit.WHOLE)

    def zoom(self, factor: float) -> None:
        """The pages larger or smaller."""
        self._fit = Fit.FREE
        self._resize_to(self._scale * factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was asked for: the width, or the whole page."""
        super().resizeEvent(event)
        self._refit(self._fit)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight; only these are kept as pictures."""
        painter = QPainter(self.viewport())
        seen = {number: place for number, place in self._places() if place.intersects(QRectF(event.rect()))}
        kept = [number for number, place in self._places() if place.intersects(QRectF(self.viewport().rect()))]
        self._drawn = {number: drawn for number, drawn in self._drawn.items() if number in kept}
        for number, place in seen.items():
            if number not in self._drawn:
                self._drawn[number] = self._draw(self._pages[number])
            painter.drawPixmap(place.topLeft(), self._drawn[number])
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), _RING))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.HighlightedText), _RING))
            painter.drawRect(self.viewport().rect().adjusted(3, 3, -3, -3))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring around the pages."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw no ring."""
        super().focusOutEvent(event)
        self.viewport().update()

    @property
    def _step(self) -> float:
        return PAGE_HEIGHT * self._scale + _GAP

    def _places(self) -> list[tuple[int, QRectF]]:
        left = max(float(_GAP), (self.viewport().width() - self.page_width) / 2) - self.horizontalScrollBar().value()
        top = _GAP - self.verticalScrollBar().value()
        size = QRectF(0, 0, self.page_width, PAGE_HEIGHT * self._scale)
        return [(at, size.translated(QPointF(left, top + at * self._step))) for at in range(self.page_count)]

    def _draw(self, page: Page) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(self.page_width * ratio), round(PAGE_HEIGHT * self._scale * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        factor = self._scale * UNITS_PER_INCH / made.logicalDpiX()
        painter.scale(factor, factor)
        paint_page(painter, page)
        painter.end()
        return made

    def _refit(self, fit: Fit) -> None:
        self._fit = fit
        room = self.viewport().size()
        wide = (room.width() - 2 * _GAP) / PAGE_WIDTH
        high = (room.height() - 2 * _GAP) / PAGE_HEIGHT
        self._resize_to({Fit.WIDTH: wide, Fit.WHOLE: min(wide, high), Fit.FREE: self._scale}[fit])

    def _resize_to(self, scale: float) -> None:
        number = self.page
        self._scale = min(_LARGEST, max(_SMALLEST, scale))
        self._drawn.clear()
        self._lay_out()
        self.show_page(max(1, number))
        self.turned.emit()

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, round(self.page_count * self._step + _GAP - room.height())))
        self.verticalScrollBar().setPageStep(room.height())
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setRange(0, max(0, round(self.page_width + 2 * _GAP - room.width())))
        self.horizontalScrollBar().setPageStep(room.width())
        self.viewport().update()

    def _on_scrolled(self) -> None:
        if self._pages:
            self.setAccessibleDescription("\n".join(self._pages[self.page - 1].text))
        self.viewport().update()
        self.turned.emit()
