"""A table, and below it the full text of the current row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from app.ui.style.html import Inks, inks_of
from app.ui.style.theme import UNIT
from app.ui.widgets.hairline_splitter import Splitter
from app.ui.widgets.wrapping_table import ReadingTable, WrappedRow
from app.wording.phrasebook import Phrasebook

_TABLE, _TEXT = 62, 38  # of the height


class TableWithDetail(Splitter):
    """A table with the current row in full below it; `write` makes rich text of a row in the colours given."""

    def __init__(self, phrases: Phrasebook, name: str, write: Callable[[WrappedRow, Inks], str]) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._write = write
        self.table = ReadingTable(phrases, name)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(2 * UNIT)
        self.text.setAccessibleName(phrases("reason.name"))
        self.addWidget(self.table)
        self.addWidget(self.text)
        self.setSizes([_TABLE * UNIT, _TEXT * UNIT])
        self.setStretchFactor(0, _TABLE)
        self.setStretchFactor(1, _TEXT)
        self.table.reached.connect(self._on_reached)
        self.table.opened.connect(self._on_opened)

    def show_again(self) -> None:
        """Write the text again, as colours or contents have changed."""
        self._on_reached(self.table.current)

    def _on_reached(self, line: WrappedRow | None) -> None:
        self.text.setHtml(self._write(line, inks_of(self.palette())) if line is not None else "")

    def _on_opened(self, _line: WrappedRow) -> None:
        self.text.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Write the text again for a new palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self.show_again()
