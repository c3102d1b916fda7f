"""The print preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.report.layout.marks import Page
from app.ui.preview.pages_view import PagesView
from app.ui.style.theme import UNIT, Button, faint
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.plain_text import plain
from app.ui.widgets.screen import room_for
from app.wording.phrasebook import Phrasebook

_WIDE: Final = 54  # letter heights: a page is then as easy to read as the window
_STEP: Final = 1.2


class Edition(NamedTuple):
    """A paper that can be previewed: its key and name, and what makes its pages, in large print or not."""

    key: str
    name: str
    pages: Callable[[bool], Sequence[Page]]


class Preview(QDialog):
    """A preview of one of several papers, fitted to the width. Closed, it forgets pages and papers.

    `print_asked` asks to print, and carries the key of the paper shown and whether it is in large print. `large` is
    None where there is no large print.
    """

    print_asked = Signal(str, bool)

    def __init__(
        self,
        title: str,
        editions: Sequence[Edition],
        phrases: Phrasebook,
        parent: QWidget,
        *,
        large: bool | None = None,
    ) -> None:
        super().__init__(parent)
        self._editions = tuple(editions)
        self._phrases = phrases = phrases.within("preview")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.pages = PagesView(self)
        self.paper = QComboBox(self)
        self.paper.addItems([edition.name for edition in self._editions])
        self.paper.setAccessibleName(phrases("paper"))
        self.paper.setVisible(len(self._editions) > 1)
        self.large = QCheckBox(phrases("large"), self)
        self.large.setVisible(large is not None)
        self.large.setChecked(bool(large))
        self.pages.setAccessibleName(phrases("pages"))
        self.page = faint(plain(QLabel(self)))
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
        tools = FlowLayout(
            self.paper,
            self.large,
            self._tool("width", self.pages.fit_width),
            self._tool("whole", self.pages.fit_whole),
            self._tool("smaller", partial(self.pages.zoom, 1 / _STEP)),
            self._tool("larger", partial(self.pages.zoom, _STEP)),
            *(self.before, self.page, self.after),
            gap=UNIT // 2,
        )
        head.addLayout(tools, 1)
        head.addWidget(self.to_printer)
        head.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.pages, 1)
        self.pages.turned.connect(self._on_turned)
        self.paper.currentIndexChanged.connect(self._on_chosen)
        self.large.toggled.connect(self._on_chosen)
        self._on_chosen()
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

    @property
    def shown(self) -> str:
        """The key of the paper shown."""
        return self._editions[self.paper.currentIndex()].key

    def _on_chosen(self) -> None:
        self.pages.show_pages(self._editions[self.paper.currentIndex()].pages(self.large.isChecked()))

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
        shown, large = self.shown, self.large.isChecked()
        self.accept()
        self.print_asked.emit(shown, large)

    def _on_finished(self) -> None:
        self._editions = ()
        self.pages.show_pages(())
        self.deleteLater()
