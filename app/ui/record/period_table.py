"""The record as a table of periods that can be edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.cases.human_input import read_amount, read_day, read_month
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.rules.record.history import Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type
from app.ui.state.edits import next_period, overlapping, with_period, with_period_replaced
from app.ui.style.theme import decorate
from app.ui.widgets.fields import ComposedLine
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.table_setup import lay_open
from app.wording.phrasebook import Phrasebook
from app.wording.values import span as span_words

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Refused(Exception):  # noqa: N818  not an error: a message for the user
    """What was typed cannot be accepted; holds the sentence that says why."""

    def __init__(self, said: Bilingual) -> None:
        super().__init__(said.zh)
        self.said = said


@value_type
class PeriodColumn:
    """One column: its phrase, a row's text, and a row with new text. `choices`: only these texts are possible."""

    key: str
    text: Callable[[Period], str]
    typed: Callable[[Period, str], Period]
    choices: tuple[str, ...] = ()


def _read(reader: Callable[[str], Any], text: str) -> Any:
    value = reader(text)
    if isinstance(value, Bilingual):
        raise Refused(value)
    return value


def _columns(phrases: Phrasebook) -> tuple[PeriodColumn, ...]:
    schemes = {scheme: phrases.plain(f"scheme.{scheme.value}") for scheme in Scheme}
    statuses = {status: phrases(f"status.{status.value}") for status in Status}
    scheme_named = {name: scheme for scheme, name in schemes.items()}
    status_named = {name: status for status, name in statuses.items()}

    def first(row: Period, text: str) -> Period:
        month: Month = _read(read_month, text)
        return replace(row, span=Span(month, max(month, row.span.last)))

    def last(row: Period, text: str) -> Period:
        month: Month = _read(read_month, text)
        if month < row.span.first:
            raise Refused(phrases.phrase("period.end_before_start", first=str(row.span.first)))
        return replace(row, span=Span(row.span.first, month))

    def base(row: Period, text: str) -> Period:
        amount: Decimal | None = _read(read_amount, text) if text.strip() else None
        return replace(row, base=amount)

    def credited(row: Period, text: str) -> Period:
        day: date | None = _read(read_day, text) if text.strip() else None
        return replace(row, credited_on=day)

    return (
        PeriodColumn("first", lambda row: str(row.span.first), first),
        PeriodColumn("last", lambda row: str(row.span.last), last),
        PeriodColumn(
            "scheme",
            lambda row: schemes[row.scheme],
            lambda row, text: replace(row, scheme=scheme_named[text]),
            tuple(schemes.values()),
        ),
        PeriodColumn("base", lambda row: f"{row.base:.2f}" if row.base is not None else "", base),
        PeriodColumn(
            "status",
            lambda row: statuses[row.status],
            lambda row, text: replace(row, status=status_named[text]),
            tuple(statuses.values()),
        ),
        PeriodColumn("credited_on", lambda row: row.credited_on.isoformat() if row.credited_on else "", credited),
        PeriodColumn("payer", lambda row: row.payer or "", lambda row, text: replace(row, payer=text.strip() or None)),
    )


class PeriodModel(QAbstractTableModel):
    """The rows of a record and one empty row to type the next into.

    `edited` carries the name of an edit and the new case, `refused` why the text typed cannot be accepted (None once
    one was).
    """

    edited = Signal(object, object)
    refused = Signal(object)

    def __init__(self, phrases: Phrasebook, case: Case, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._case = case
        self._columns = _columns(phrases)
        self._rows = case.history.periods
        self._landed: Period | None = None

    def show_case(self, case: Case) -> None:
        """Show another case; unchanged rows keep their selection."""
        old, new = self._rows, case.history.periods
        self._case = case
        if old == new:
            return
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        gone, come = len(old) - head - tail, len(new) - head - tail
        changed = min(gone, come)
        first, rest = head + changed, old[head + gone :]
        if come > gone:
            self.beginInsertRows(_NOWHERE, first, head + come - 1)
            self._rows = (*old[:first], *new[first : head + come], *rest)
            self.endInsertRows()
        elif gone > come:
            self.beginRemoveRows(_NOWHERE, first, head + gone - 1)
            self._rows = (*old[:first], *rest)
            self.endRemoveRows()
        self._rows = new
        if changed:
            self.dataChanged.emit(self.index(head, 0), self.index(first - 1, self.columnCount() - 1))

    def take_landed(self) -> int | None:
        """The row index of the last edit, given once; it may have moved, as rows are sorted by month."""
        row, self._landed = self._landed, None
        return self._rows.index(row) if row is not None and row in self._rows else None

    def row(self, number: int) -> Period | None:
        """The row of the record; None for the empty one."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def choices(self, index: Index) -> tuple[str, ...]:
        """The texts a cell may take; empty when it is typed freely."""
        return self._columns[index.column()].choices

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows of the record and the empty one."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """From, to, scheme, base, status, credited on, payer."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and the hint in the empty row."""
        if not index.isValid():
            return None
        row, column = self.row(index.row()), self._columns[index.column()]
        if row is None:
            hint = self._phrases("period.new") if index.column() == 0 else None
            return hint if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.key == "base":
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column; rows are numbered, the empty one has a star."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._phrases(f"period.{self._columns[section].key}")
        return "*" if self.row(section) is None else str(section + 1)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be typed into; in the empty row only the first month."""
        flags = super().flags(index)
        if index.isValid() and (self.row(index.row()) is not None or index.column() == 0):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Read what was typed; if it cannot be accepted, say why and leave the row unchanged."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        old, text = self.row(index.row()), str(value or "")
        if old is None and not text.strip():
            return False
        try:
            new = self._typed(old, index.column(), text)
            self._refuse_overlap(new, old)
        except Refused as refusal:
            self.refused.emit(refusal.said)
            return False
        self.refused.emit(None)
        self._landed = new
        if old is None:
            self.edited.emit(self._phrases.phrase("edit.period_added"), with_period(self._case, new))
        elif new != old:
            typed = replace(new, source=None)  # what was typed no longer comes from a statement
            self.edited.emit(self._phrases.phrase("edit.period_changed"), with_period_replaced(self._case, old, typed))
        return True

    def _typed(self, old: Period | None, column: int, text: str) -> Period:
        if old is None:
            return next_period(self._case, _read(read_month, text))
        return self._columns[column].typed(old, text)

    def _refuse_overlap(self, row: Period, other_than: Period | None) -> None:
        clash = overlapping(self._case, row, other_than)
        if clash is not None:
            shared = Span(max(row.span.first, clash.span.first), min(row.span.last, clash.span.last))
            number = self._rows.index(clash) + 1
            raise Refused(self._phrases.phrase("period.overlap", number=number, span=span_words(shared)))


def _common(left: tuple[Period, ...], right: tuple[Period, ...]) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


class ChoiceDelegate(QStyledItemDelegate):
    """Opens a list in cells with choices, a line edit elsewhere; choosing from the list is enough."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002  Qt gives it
        """An editor for a cell."""
        model = index.model()
        choices = model.choices(index) if isinstance(model, PeriodModel) else ()
        if not choices:
            line = ComposedLine(parent)
            line.setFrame(False)
            return line
        box = QComboBox(parent)
        box.addItems(choices)
        box.activated.connect(self._on_activated)
        return box

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave keys to the input method while it composes, so that they do not commit the cell."""
        if isinstance(editor, ComposedLine) and editor.holds(event):
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show a cell in its editor."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data(Qt.ItemDataRole.EditRole))
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take what was typed or chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)

    def _on_activated(self) -> None:
        box = self.sender()
        if isinstance(box, QComboBox):
            self.commitData.emit(box)
            self.closeEditor.emit(box)


class PeriodTable(QTableView):
    """The table; `removal_asked` carries the rows to remove."""

    removal_asked = Signal(object)

    def __init__(self, model: PeriodModel, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        use_flat_scroll_bars(self)
        self.setModel(model)
        self._model = model
        self._delegate = ChoiceDelegate(self)
        self.setItemDelegate(self._delegate)
        decorate(self, "table")
        self.setAccessibleName(phrases("period.name"))
        lay_open(self)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        self._size_columns(header)

    def _size_columns(self, header: QHeaderView) -> None:
        advance = self.fontMetrics().horizontalAdvance
        samples = ("0000-00", "0000-00", "灵活就业人员", "00000.00", "部分到账", "0000-00-00", "某某有限公司")
        for column, sample in enumerate(samples):
            title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            texts = (sample, title, *self._model.choices(self._model.index(0, column)))
            header.resizeSection(column, max(map(advance, texts)) + 20)
        header.setStretchLastSection(True)

    def selected_periods(self) -> tuple[Period, ...]:
        """The rows of the record in which something is selected."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return tuple(row for row in map(self._model.row, rows) if row is not None)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on from the edited cell, wherever it moved: Tab edits the next cell, Enter only selects it."""
        ends = QAbstractItemDelegate.EndEditHint
        column = self.currentIndex().column()
        super().closeEditor(editor, ends.NoHint)
        landed = self._model.take_landed()
        if landed is not None:
            self.setCurrentIndex(self._model.index(landed, column))
        step = {ends.EditNextItem: 1, ends.SubmitModelCache: 1, ends.EditPreviousItem: -1}.get(hint, 0)
        if step and (landed is not None or hint != ends.SubmitModelCache):
            self._step(step)
            if hint != ends.SubmitModelCache and self._model.flags(self.currentIndex()) & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.currentIndex())

    def _step(self, step: int) -> None:
        columns = self._model.columnCount()
        index = self.currentIndex()
        place = index.row() * columns + index.column() + step
        if 0 <= place < columns * self._model.rowCount():
            self.setCurrentIndex(self._model.index(place // columns, place % columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the selected rows."""
        if event.key() == Qt.Key.Key_Delete and self.selected_periods():
            self.removal_asked.emit(self.selected_periods())
        else:
            super().keyPressEvent(event)
