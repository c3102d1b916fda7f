"""Knows how the tables of the window look and are walked through. Does not know what any of them tells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView


def lay_open(table: QTableView) -> None:
    """No frame, no lines, quiet titles on the left; the Tab key leaves the table."""
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)


def lay_for_reading(table: QTableView) -> None:
    """The same, read row by row, and nothing in it is edited."""
    lay_open(table)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()


def shared(room: int, least: Sequence[int], whole: Sequence[int]) -> list[int]:
    """Widths of columns: what each wants whole, or its least and an equal share of the more that all want.

    >>> shared(300, [50, 50], [100, 150]), shared(170, [50, 50], [100, 150]), shared(60, [50, 50], [100, 150])
    ([100, 150], [73, 96], [50, 50])
    """
    wished = sum(whole) - sum(least)
    share = min(1.0, max(0, room - sum(least)) / wished) if wished else 1.0
    return [few + int((many - few) * share) for few, many in zip(least, whole, strict=True)]
