"""A table whose texts wrap, with rows as high as their texts; rows can be copied as text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.rules.value_type import value_type
from app.ui.style.theme import UNIT, decorate
from app.ui.widgets.table_setup import lay_for_reading
from app.wording.phrasebook import Phrasebook

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_AIR: Final = UNIT
_MARGINS: Final = 2 * _AIR + UNIT // 4  # a little more than the advance, for letters that extend beyond it
_BAR: Final = UNIT // 2
_LEAD: Final = UNIT - UNIT // 4  # above and below the text of a row
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_TALLEST: Final = 100_000
_NARROWEST, _WIDEST = 3, 44  # letters a column gets at least, and wants at most
_KEPT_TOGETHER: Final = "\u00a0"
_WORD: Final = re.compile(r"[（〔《“]*[!-~]+[）〕》”，。、；：]*")  # Chinese may be broken anywhere else


@value_type
class WrappedRow:
    """A row: its texts, and the object it represents. `quiet` rows are shown faintly, as they do not apply now."""

    cells: tuple[str, ...]
    stands_for: object = None
    quiet: bool = False


class LinesModel(QAbstractTableModel):
    """The table model of the rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.titles: tuple[str, ...] = ()
        self.lines: tuple[WrappedRow, ...] = ()

    def show_lines(self, titles: Sequence[str], lines: Sequence[WrappedRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.titles, self.lines = tuple(titles), tuple(lines)
        self.endResetModel()

    def replace(self, row: int, line: WrappedRow) -> None:
        """Show another line in the place of one."""
        self.lines = (*self.lines[:row], line, *self.lines[row + 1 :])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.titles) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self.titles[section] if 0 <= section < len(self.titles) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and other roles."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.lines[index.row()].cells[index.column()]

    def text(self) -> str:
        """The whole table, tab-separated, for a spreadsheet."""
        out = io.StringIO()
        writer = csv.writer(out, dialect="excel-tab", lineterminator="\n")
        writer.writerow(self.titles)
        writer.writerows(line.cells for line in self.lines)
        return out.getvalue().replace(_KEPT_TOGETHER, " ")


class ReadingTable(QTableView):
    """The table. `reached` carries the current row, or None; `opened` the row of an Enter or double click.

    `copied` carries how many rows were copied to the clipboard.
    """

    reached = Signal(object)
    opened = Signal(object)
    copied = Signal(int)

    def __init__(self, phrases: Phrasebook, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self._painter = _Cells(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        lay_for_reading(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        decorate(header, "header")
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionResized.connect(self._on_section_resized)
        self._fitting = False
        self.doubleClicked.connect(self._on_double_clicked)
        self._offer_copying(phrases)

    def _offer_copying(self, phrases: Phrasebook) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for key, run, pressed in (
            ("copy.table", self.copy_table, QKeySequence(QKeySequence.StandardKey.Copy)),
            ("copy.line", self.copy_line, QKeySequence("Ctrl+Shift+C")),
        ):
            action = QAction(phrases(key), self)
            action.setShortcut(pressed)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(run)
            self.addAction(action)

    # what is shown

    def show_lines(self, titles: Sequence[str], lines: Sequence[WrappedRow]) -> None:
        """Show other rows; the current row is kept if it represents the same object."""
        if (tuple(titles), tuple(lines)) == (self.lines.titles, self.lines.lines):
            return
        row, before = self.currentIndex().row(), self.current
        self.lines.show_lines(titles, lines)
        self.fit()
        keeps = before is not None and row < len(lines) and lines[row].stands_for == before.stands_for
        if lines:
            self.selectRow(row if keeps else 0)
        if not keeps:
            self.scrollToTop()
        self.reached.emit(self.current)

    @property
    def current(self) -> WrappedRow | None:
        """The current row."""
        row = self.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def replace(self, row: int, line: WrappedRow) -> None:
        """Show another line in the place of one."""
        self.lines.replace(row, line)
        letters = self.fontMetrics()
        if any(_wanted(letters, (text,)) > self.columnWidth(column) for column, text in enumerate(line.cells)):
            self.fit()
        else:
            self._fit_row(row, letters)
        if row == self.currentIndex().row():
            self.reached.emit(line)

    # widths and heights

    def fit(self) -> None:
        """Share the width among the columns by their texts, and set the row heights."""
        columns = len(self.lines.titles)
        if not columns:
            return
        letters = self.fontMetrics()
        em = letters.horizontalAdvance("国")
        least, wanted = [], []
        for column in range(columns):
            title = self.horizontalHeader().fontMetrics().horizontalAdvance(self.lines.titles[column])
            texts = {line.cells[column] for line in self.lines.lines}
            wanted.append(max(title + _MARGINS, _wanted(letters, texts)))
            narrowest = max(title, _NARROWEST * em, *(letters.horizontalAdvance(word) for word in _words(texts)))
            least.append(min(wanted[-1], narrowest + _MARGINS))
        room = self.viewport().width() - sum(least)
        greed = sum(wanted) - sum(least)
        self._fitting = True
        for column in range(columns):
            more = (wanted[column] - least[column]) * max(0, room) // greed if greed else 0
            self.setColumnWidth(column, least[column] + more)
        self._fitting = False
        self._fit_rows()

    def _fit_rows(self) -> None:
        letters = self.fontMetrics()
        for row in range(len(self.lines.lines)):
            self._fit_row(row, letters)

    def _fit_row(self, row: int, letters: QFontMetrics) -> None:
        heights = [
            letters.boundingRect(0, 0, self.columnWidth(column) - 2 * _AIR, _TALLEST, _WRAPPED, text).height()
            for column, text in enumerate(self.lines.lines[row].cells)
        ]
        self.setRowHeight(row, max(heights, default=0) + 2 * _LEAD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.fit()

    def _on_section_resized(self) -> None:
        if not self._fitting:
            self._fit_rows()

    # slots and keys

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit `reached` for the current row."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.reached.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            return
        super().keyPressEvent(event)

    def _on_double_clicked(self) -> None:
        self.opened.emit(self.current)

    def copy_table(self) -> None:
        """Copy the whole table to the clipboard."""
        QGuiApplication.clipboard().setText(self.lines.text())
        self.copied.emit(len(self.lines.lines))

    def copy_line(self) -> None:
        """Copy the current row to the clipboard."""
        if self.current is not None:
            QGuiApplication.clipboard().setText("\t".join(" ".join(cell.split()) for cell in self.current.cells))
            self.copied.emit(1)


def _wanted(letters: QFontMetrics, texts: Iterable[str]) -> int:
    """The width at which no line of some texts is broken, within reason."""
    widest = max((letters.horizontalAdvance(part) for text in texts for part in text.split("\n")), default=0)
    return min(widest, _WIDEST * letters.horizontalAdvance("国")) + _MARGINS


def _words(texts: Iterable[str]) -> set[str]:
    """What must not be split in texts: words in Latin letters, and lines that are kept together."""
    lines = {line for text in texts for line in text.split("\n")}
    return {word for line in lines for word in ([line] if _KEPT_TOGETHER in line else _WORD.findall(line))}


class _Cells(QStyledItemDelegate):
    """Paints cells; selected rows get a tint and a bar, so that long texts stay easy to read."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model = index.model()
        if not isinstance(model, LinesModel):
            return
        look: Any = option  # its fields are missing from the stub
        line, roles, states = model.lines[index.row()], QPalette.ColorRole, QStyle.StateFlag
        chosen = bool(look.state & states.State_Selected)
        if chosen:
            painter.fillRect(look.rect, look.palette.color(roles.Midlight))
            if index.column() == 0:
                painter.fillRect(
                    look.rect.adjusted(0, 0, _BAR - look.rect.width(), 0), look.palette.color(roles.Highlight)
                )
        quiet = line.quiet and not chosen
        painter.setFont(look.font)
        painter.setPen(look.palette.color(roles.PlaceholderText if quiet else roles.Text))
        painter.drawText(look.rect.adjusted(_AIR, _LEAD, -_AIR, 0), _WRAPPED, line.cells[index.column()])
        painter.setPen(look.palette.color(roles.Mid))
        painter.drawLine(look.rect.bottomLeft(), look.rect.bottomRight())
        if chosen and look.widget.hasFocus():
            painter.setPen(look.palette.color(roles.Highlight))
            painter.drawLine(look.rect.topLeft(), look.rect.topRight())
            painter.drawLine(look.rect.bottomLeft(), look.rect.bottomRight())
