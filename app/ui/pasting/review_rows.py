"""The table model of the rows of a list under review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from app.cases.pasting.findings import place_said, said_of
from app.cases.pasting.rows import ListRow, RowVerdict
from app.cases.pasting.summary import spans_said
from app.rules.record.history import Kind
from app.ui.widgets.plain_text import plain_tip
from app.wording.phrasebook import Phrasebook

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("number", "months", "scheme", "status", "remark")
_NOWHERE = QModelIndex()
_ORDER = (RowVerdict.DOUBTFUL, RowVerdict.TAKEN, RowVerdict.LEFT_OUT)
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class PastedRows(QAbstractTableModel):
    """The rows: doubtful ones first, left-out ones last, otherwise in the order of the list."""

    def __init__(self, phrases: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._pasted = phrases, phrases.within("paste")
        self._rows: list[ListRow] = []
        self._several = False

    def show_rows(self, rows: Sequence[ListRow], verdicts: Sequence[RowVerdict]) -> None:
        """Show rows in the order of their `verdicts` as they were read, so that a row that is mended stays in place."""
        self.beginResetModel()
        order = sorted(range(len(rows)), key=lambda number: _ORDER.index(verdicts[number]))
        self._rows = [rows[number] for number in order]
        self._several = len({(row.file, row.sheet) for row in rows}) > 1
        self.endResetModel()

    def row(self, number: int) -> ListRow | None:
        """A row by its index in the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The rows of the list."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Number, months, scheme, standing, remark."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._pasted(f"column.{COLUMNS[section]}")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell; its tooltip has the remark too; left-out rows are faint."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role in _SHOWN:
            return self._text(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, COLUMNS[index.column()]) or None
        if role == Qt.ItemDataRole.ForegroundRole and row.verdict is RowVerdict.LEFT_OUT:
            return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, row: ListRow, column: str) -> str:
        if column == "number":
            return f"{row.file}·{row.number}" if self._several else str(row.number)
        if column == "months":
            return self._months(row)
        if column == "scheme":
            return self._phrases.plain(f"scheme.{row.scheme.value}") if row.scheme is not None else ""
        if column == "status":
            return self._standing(row)
        return self._phrases.of(said_of(row))

    def _months(self, row: ListRow) -> str:
        if row.lost:
            return self._pasted("months.unknown")
        if not row.spans and row.verdict is RowVerdict.TAKEN:
            return self._pasted("months.none")
        return self._phrases.of(spans_said(row.spans))

    def _tip(self, row: ListRow, column: str) -> str:
        said = "" if column == "remark" else self._text(row, column)
        remarks = self._phrases.of(said_of(row))
        where = self._pasted("row.said", where=place_said(row), said=remarks) if remarks else ""
        return plain_tip("\n".join(filter(None, (said, where))))

    def _standing(self, row: ListRow) -> str:
        if row.verdict is not RowVerdict.TAKEN:
            return self._pasted(f"status.{row.verdict.value}")
        if not row.spans:
            return ""
        if row.kind in (Kind.REFUND, Kind.ADJUSTMENT):
            return self._pasted(f"kind.{row.kind.value}")
        status = self._phrases(f"status.{row.status.value}")
        if row.kind is Kind.NORMAL:
            return status
        return self._pasted("status.of_kind", status=status, kind=self._pasted(f"kind.{row.kind.value}"))
