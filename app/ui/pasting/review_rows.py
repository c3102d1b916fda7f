"""The table model of the rows of a list under review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QPalette

from app.cases.pasting.rows import ListRow, RowVerdict
from app.cases.pasting.summary import spans_said
from app.rules.record.history import Kind
from app.wording.phrasebook import Phrasebook

Index = QModelIndex | QPersistentModelIndex
COLUMNS: Final = ("number", "months", "scheme", "status", "remark")
_NOWHERE = QModelIndex()
_ORDER = (RowVerdict.DOUBTFUL, RowVerdict.TAKEN, RowVerdict.LEFT_OUT)
_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class PastedRows(QAbstractTableModel):
    """The rows: doubtful ones first, left-out ones last, otherwise in the order of the list."""

    def __init__(self, rows: Sequence[ListRow], phrases: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._pasted = phrases, phrases.within("paste")
        self._rows = sorted(rows, key=lambda row: _ORDER.index(row.verdict))

    def row(self, number: int) -> ListRow | None:
        """A row by its index in the table."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def sentence(self, row: ListRow) -> str:
        """All remarks on a row, after its number, as the row may be out of sight."""
        remarks = " ".join(self._phrases.of(remark) for remark in row.remarks)
        return self._pasted("row.remarks", number=row.number, remarks=remarks) if remarks else ""

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
            return str(row.number)
        if column == "months":
            if row.lost:
                return self._pasted("months.unknown")
            return self._phrases.of(spans_said(row.spans))
        if column == "scheme":
            return self._phrases.plain(f"scheme.{row.scheme.value}") if row.scheme is not None else ""
        if column == "status":
            return self._standing(row)
        return " ".join(self._phrases.of(remark) for remark in row.remarks)

    def _tip(self, row: ListRow, column: str) -> str:
        said = "" if column == "remark" else self._text(row, column)
        return "\n".join(filter(None, (said, self.sentence(row))))

    def _standing(self, row: ListRow) -> str:
        if row.verdict is not RowVerdict.TAKEN:
            return self._pasted(f"status.{row.verdict.value}")
        if row.kind in (Kind.REFUND, Kind.ADJUSTMENT):
            return self._pasted(f"kind.{row.kind.value}")
        status = self._phrases(f"status.{row.status.value}")
        if row.kind is Kind.NORMAL:
            return status
        return self._pasted("status.of_kind", status=status, kind=self._pasted(f"kind.{row.kind.value}"))
