"""Sets up the look and keys of the window's tables, and shares width among their columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def lay_open(table: QTableView) -> None:
    """Set up a table: no frame, no lines, plain headings on the left; the Tab key leaves the table."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


def lay_for_reading(table: QTableView) -> None:
    """The same for a read-only table that is selected by rows."""
    lay_open(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()


def own_selection(view: QAbstractItemView) -> QItemSelectionModel:
    """Give a view, once it has its model, a selection that is made here.

    PySide keeps its object for one that Qt has made for ever, long after the view is gone.
    """
    made = QItemSelectionModel(view.model(), view)
    view.setSelectionModel(made)
    return made


def shared(room: int, least: Sequence[int], whole: Sequence[int]) -> list[int]:
    """Column widths: the full width of each; or where that does not fit, the least plus a share of the rest.

    >>> shared(300, [50, 50], [100, 150]), shared(170, [50, 50], [100, 150]), shared(60, [50, 50], [100, 150])
    ([100, 150], [73, 96], [50, 50])
    """
    wished = sum(whole) - sum(least)
    share = min(1.0, max(0, room - sum(least)) / wished) if wished else 1.0
    return [few + int((many - few) * share) for few, many in zip(least, whole, strict=True)]
