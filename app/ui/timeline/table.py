"""The timeline as a table: what, from when, until when, how long, why.

It shows the same timeline as the drawing, in the order of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.timeline.model import Segment, Timeline, TimelineRow
from app.ui.style.theme import UNIT, decorate
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.table_setup import lay_for_reading, own_selection
from app.wording.phrasebook import Phrasebook

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
COLUMNS: Final = ("kind", "what", "since", "until", "length", "why")
_WRAPPED: Final = ("what", "why")
_WHAT_SHARE: Final = 0.36  # of the room that is left for what is wrapped
_FEWEST: Final = 4  # letters of a line that is wrapped
_AIR: Final = 3 * UNIT  # around the text of a cell, both sides together
_UNBROKEN: Final = re.compile(r"[!-~]+")  # words that cannot be wrapped; Chinese can, between any two characters
_WRAP: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)


class TimelineModel(QAbstractTableModel):
    """The table model of a timeline, oldest first."""

    def __init__(self, phrases: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._entries: tuple[TimelineRow, ...] = ()
        self._texts: tuple[tuple[str, ...], ...] = ()

    def show_timeline(self, timeline: Timeline | None) -> bool:
        """Show another timeline; True when some text changed."""
        entries = timeline.entries() if timeline is not None else ()
        if entries == self._entries:
            return False
        self.beginResetModel()
        self._entries = entries
        self._texts = tuple(tuple(self._text(entry, column) for column in COLUMNS) for entry in entries)
        self.endResetModel()
        return True

    def segment(self, row: int) -> Segment | None:
        """The segment of a row; None outside."""
        return self._entries[row].segment if 0 <= row < len(self._entries) else None

    def row_of(self, segment: Segment | None) -> int:
        """The row of a segment, -1 for none."""
        return next((row for row, entry in enumerate(self._entries) if entry.segment == segment), -1)

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._texts[row][column]

    def as_text(self, rows: Iterable[int]) -> str:
        """Rows with their headings, tab-separated, for pasting into a letter or a spreadsheet."""
        head = [self._phrases(column) for column in COLUMNS]
        return "\n".join("\t".join(line) for line in (head, *(self._texts[row] for row in rows)))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row for each segment."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Kind, what, from, until, length, why."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._phrases(COLUMNS[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; screen readers get the whole segment in the first cell of a row."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._phrases.of(entry.segment.spoken)
        if role == Qt.ItemDataRole.ToolTipRole and entry.segment.reason is not None:
            return self._phrases("tip")
        return None

    def _text(self, entry: TimelineRow, column: str) -> str:
        match column:
            case "since":
                return entry.since.isoformat()
            case "until":
                return entry.until.isoformat() if entry.until is not None else self._phrases("until.open")
            case "kind":
                return self._phrases.of(entry.kind)
            case "what":
                return self._phrases.of(entry.what)
            case "length":
                return self._phrases.of(entry.length) if entry.until is not None else ""
            case _:
                return self._phrases.of(entry.why)


class TimelineTable(QTableView):
    """The table beside the drawing.

    `segment_chosen` carries the segment that became current, `reason_requested` the one whose reason is asked for;
    `chart_requested` asks for the drawing.
    """

    segment_chosen = Signal(object)
    reason_requested = Signal(object)
    chart_requested = Signal()

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heights: dict[tuple[str, int], int] = {}
        use_flat_scroll_bars(self)
        self.lines = TimelineModel(phrases, self)
        self.setModel(self.lines)
        decorate(self, "table")
        self.setAccessibleName(phrases("name"))
        self.setAccessibleDescription(phrases("description"))
        lay_for_reading(self)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(UNIT)
        own_selection(self).currentRowChanged.connect(self._on_row)
        self.activated.connect(self._on_activated)

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Show another timeline; the caller sets the current row again."""
        if self.lines.show_timeline(timeline):
            self._fit()

    def show_current(self, segment: Segment | None) -> None:
        """Go to the row of a segment, without the signal."""
        row = self.lines.row_of(segment)
        if row < 0:
            return
        quiet = QSignalBlocker(self)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.lines.index(row, 0), flags)
        quiet.unblock()

    def forget_current(self) -> None:
        """Have no current row."""
        quiet = QSignalBlocker(self)
        self.selectionModel().clear()
        quiet.unblock()

    def minimumSizeHint(self) -> QSize:
        """The headings and three lines."""
        line = self.fontMetrics().height() + UNIT
        return QSize(40 * UNIT, self.horizontalHeader().sizeHint().height() + 3 * line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the selected rows, open the reason, or go back to the drawing."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            QGuiApplication.clipboard().setText(self.lines.as_text(rows))
        elif event.key() == Qt.Key.Key_T and not event.modifiers():
            self.chart_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_activated(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._heights.clear()
            self._fit()

    def _fit(self) -> None:
        """Set column widths by their texts (wrapped columns share the rest), and row heights."""
        advance = self.fontMetrics().horizontalAdvance
        rows, left = range(self.lines.rowCount()), self.viewport().width()
        for column, key in enumerate(COLUMNS):
            if key not in _WRAPPED:
                title = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
                texts = {title, *(self.lines.text(row, column) for row in rows)}
                width = max(map(advance, texts)) + _AIR
                self.setColumnWidth(column, width)
                left -= width
        least = {key: self._least(key) for key in _WRAPPED}
        what = max(least["what"], min(round(left * _WHAT_SHARE), left - least["why"]))
        widths = {"what": what, "why": max(least["why"], left - what)}
        for key, width in widths.items():
            self.setColumnWidth(COLUMNS.index(key), width)
        for row in rows:
            lines = (self._height(self.lines.text(row, COLUMNS.index(key)), widths[key] - _AIR) for key in _WRAPPED)
            self.setRowHeight(row, max(lines) + UNIT)

    def _least(self, key: str) -> int:
        """The width of the longest word of a column, and of its title."""
        column = COLUMNS.index(key)
        title = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
        texts = {self.lines.text(row, column) for row in range(self.lines.rowCount())}
        words = {word for text in texts for word in _UNBROKEN.findall(text)}
        letters = self.fontMetrics()
        return _AIR + max(_FEWEST * letters.height(), *map(letters.horizontalAdvance, (title, *words)))

    def _height(self, text: str, width: int) -> int:
        key = (text, width)
        if key not in self._heights:
            letters = self.fontMetrics()
            needed = letters.boundingRect(QRect(0, 0, width, 100 * letters.height()), _WRAP, text).height()
            self._heights[key] = max(needed, letters.height())
        return self._heights[key]

    def _on_row(self, current: QModelIndex) -> None:
        segment = self.lines.segment(current.row())
        if segment is not None:
            self.segment_chosen.emit(segment)

    def _on_activated(self, index: QModelIndex) -> None:
        segment = self.lines.segment(index.row())
        if segment is not None and segment.reason is not None:
            self.reason_requested.emit(segment)
