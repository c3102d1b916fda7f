"""The print preview."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QGraphicsView, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.ui.style.theme import UNIT, Button, faint
from app.ui.widgets.plain_text import plain
from app.ui.widgets.screen import room_for
from app.wording.phrasebook import Phrasebook

_WIDE: Final = 54  # letter heights: a page is then as easy to read as the window
_STEP: Final = 1.2


class Preview(QDialog):
    """A preview of the pages, fitted to the width; `print_asked` asks to print them."""

    print_asked = Signal()

    def __init__(
        self, title: str, printer: QPrinter, paint: Callable[[QPrinter], None], phrases: Phrasebook, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._phrases = phrases = phrases.within("preview")
        self._printer = printer
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = QPrintPreviewWidget(printer, self)
        self.pages.paintRequested.connect(paint)
        self.pages.previewChanged.connect(self._show_page)
        self.pages.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        views: Iterable[QGraphicsView] = self.pages.findChildren(QGraphicsView)
        for view in views:
            view.setAccessibleName(phrases("pages"))
            view.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the view takes the focus for it
        self.page = faint(plain(QLabel(self)))
        self.page.setWordWrap(False)
        self.before, self.after = (
            self._tool("before", partial(self._turn, -1)),
            self._tool("after", partial(self._turn, 1)),
        )
        self.to_printer = Button(phrases("print"), self)
        self.to_printer.setDefault(True)
        self.to_printer.clicked.connect(self._on_print)
        close = Button(phrases("close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setContentsMargins(UNIT, UNIT // 2, UNIT, UNIT // 2)
        head.setSpacing(UNIT // 2)
        for tool in (
            self._tool("width", self.pages.fitToWidth),
            self._tool("whole", self.pages.fitInView),
            self._tool("smaller", partial(self.pages.zoomOut, _STEP)),
            self._tool("larger", partial(self.pages.zoomIn, _STEP)),
            *(self.before, self.page, self.after),
        ):
            head.addWidget(tool)
        head.addStretch(1)
        head.addWidget(self.to_printer)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        room = room_for(self)
        self.resize(QSize(_WIDE * self.fontMetrics().height(), room.height()).boundedTo(room))
        self.finished.connect(self.deleteLater)

    def _tool(self, key: str, run: Callable[[], None]) -> QToolButton:
        tool = QToolButton(self)
        tool.setText(self._phrases(key))
        tool.setAutoRaise(True)
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tool.setToolTip(self._phrases(f"{key}.tip"))
        tool.setAccessibleName(self._phrases(f"{key}.tip"))
        tool.clicked.connect(run)
        return tool

    def showEvent(self, event: QShowEvent) -> None:
        """Set the focus to the print button."""
        super().showEvent(event)
        self.to_printer.setFocus()

    def _show_page(self) -> None:
        page, count = self.pages.currentPage(), self.pages.pageCount()
        self.page.setText(self._phrases("page", page=page, count=count))
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < count)

    def _turn(self, step: int) -> None:
        self.pages.setCurrentPage(self.pages.currentPage() + step)
        self._show_page()

    def _on_print(self) -> None:
        self.accept()
        self.print_asked.emit()
