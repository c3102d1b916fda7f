"""A tab widget with plain tabs and a line under the current one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.painting import fill

_LINE = 2


class Tabs(QTabWidget):
    """Pages under a row of plain tabs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(_TabRow(self))
        # The tab bar takes the focus itself; as its proxy the widget, later in the tab order, would lead back to it.
        self.setFocusProxy(None)  # type: ignore[arg-type]  # the stub does not know that None removes it
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setDocumentMode(True)


class _TabRow(QTabBar):
    """The tab bar. It paints itself, as a style sheet on a tab bar keeps a new palette from the pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setDrawBase(False)
        self.setExpanding(False)

    def tabSizeHint(self, index: int) -> QSize:
        widths = [self.fontMetrics().horizontalAdvance(self.tabText(number)) for number in range(self.count())]
        fits = sum(widths) + 4 * UNIT * len(widths) <= self._page.width()
        return QSize(widths[index] + (4 if fits else 2) * UNIT, self.fontMetrics().height() + 2 * UNIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        for index in range(self.count()):
            place = self.tabRect(index)
            shown = index == self.currentIndex()
            if shown and self.hasFocus():
                fill(painter, place, palette.color(QPalette.ColorRole.Midlight))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(palette.color(QPalette.ColorRole.Highlight))
                painter.drawRect(place.adjusted(1, 1, -2, -2))
            role = QPalette.ColorRole.Link if shown else QPalette.ColorRole.WindowText
            painter.setPen(palette.color(role))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if shown:
                line = place.adjusted(0, place.height() - _LINE, 0, 0)
                fill(painter, line, palette.color(QPalette.ColorRole.Highlight))
        painter.end()
