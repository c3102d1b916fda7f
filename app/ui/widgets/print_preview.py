"""The print preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.report.layout.marks import Page
from app.ui.style.theme import UNIT, Button, faint
from app.ui.widgets.pages_view import PagesView
from app.ui.widgets.screen import room_for
from app.wording.phrasebook import Phrasebook

_WIDE: Final = 54  # letter heights: a page is then as easy to read as the window
_STEP: Final = 1.2


class Preview(QDialog):
    """A preview of the pages, fitted to the width; `print_asked` asks to print them. Closed, it forgets them."""

    print_asked = Signal()

    def __init__(self, title: str, pages: Sequence[Page], phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases = phrases = phrases.within("preview")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = PagesView(pages, self)
        self.pages.setAccessibleName(phrases("pages"))
        self.page = faint(QLabel(self))
        self.page.setWordWrap(False)
        self.before, self.after = self._tool("before", self._on_before), self._tool("after", self._on_after)
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
            self._tool("width", self.pages.fit_width),
            self._tool("whole", self.pages.fit_whole),
            self._tool("smaller", partial(self.pages.zoom, 1 / _STEP)),
            self._tool("larger", partial(self.pages.zoom, _STEP)),
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
        self.pages.turned.connect(self._on_turned)
        self._on_turned()
        room = room_for(self)
        self.resize(QSize(_WIDE * self.fontMetrics().height(), room.height()).boundedTo(room))
        self.finished.connect(self._on_finished)

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

    def _on_turned(self) -> None:
        page, count = self.pages.page, self.pages.page_count
        self.page.setText(self._phrases("page", page=page, count=count))
        self.before.setEnabled(page > 1)
        self.after.setEnabled(page < count)

    def _on_before(self) -> None:
        self.pages.show_page(self.pages.page - 1)

    def _on_after(self) -> None:
        self.pages.show_page(self.pages.page + 1)

    def _on_print(self) -> None:
        self.accept()
        self.print_asked.emit()

    def _on_finished(self) -> None:
        self.pages.clear()
        self.deleteLater()
