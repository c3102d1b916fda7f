"""The page that compares two places, or two days of one place."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.packs.reading.comparing import Difference, differences, likenesses
from app.rules.law.policy import Policy
from app.ui.policies.cells import Sides, line_of
from app.ui.policies.place_and_day import PlaceAndDay
from app.ui.policies.reason_html import Reasons
from app.ui.style.html import Inks
from app.ui.style.theme import UNIT, faint
from app.ui.widgets.plain_text import plain
from app.ui.widgets.table_with_detail import TableWithDetail
from app.ui.widgets.wrapping_table import WrappedRow
from app.wording.phrasebook import Phrasebook


class ComparePage(QWidget):
    """A second place and day, and the table of differences. `told` carries a remark for the status line."""

    told = Signal(str)

    def __init__(self, phrases: Phrasebook, there: PlaceAndDay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._labels = ("", "")
        self._sides: Sides | None = None
        self.there = there
        self.alike = QCheckBox(phrases("compare.alike"))
        self._count = faint(plain(QLabel(self)))
        self.desk = TableWithDetail(phrases, phrases("compare.name"), self._written)
        row = QHBoxLayout()
        row.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(2 * UNIT)
        row.addWidget(there)
        row.addWidget(self.alike)
        row.addWidget(self._count, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.desk, 1)
        self.alike.toggled.connect(self._on_alike)
        self.desk.table.copied.connect(self._on_copied)

    def show_sides(self, here: Policy | None, day: date, there: Policy | None, other_day: date) -> None:
        """Compare two places, or two days of one place; None where a place has no usable pack."""
        sides = ((here, day), (there, other_day)) if here is not None and there is not None else None
        if sides != self._sides:
            self._sides = sides
            self._show()

    def _show(self) -> None:
        if self._sides is None:
            self._count.setText("")
            self.desk.table.show_lines((), ())
            return
        (here, day), (there, other_day) = self._sides
        found: tuple[Difference, ...] = differences(here, day, there, other_day)
        unlike = len(found)
        if self.alike.isChecked():
            found += likenesses(here, day, there, other_day)
        self._labels = self._named()
        titles = [self._phrases("column.topic"), self._phrases("column.what"), *self._labels]
        lines = [line_of(self._phrases, difference, self._sides) for difference in found]
        lines = [WrappedRow(line.cells, line.stands_for, number >= unlike) for number, line in enumerate(lines)]
        same = (here, day) == (there, other_day)
        key = "compare.same" if same else "compare.count" if unlike else "compare.none"
        self._count.setText(self._phrases(key, n=unlike) if key == "compare.count" else self._phrases(key))
        self.desk.table.show_lines(titles, lines)

    def _named(self) -> tuple[str, str]:
        assert self._sides is not None  # noqa: S101  asked only while two sides are shown
        names = [
            self._phrases.of(it.requested_name if it.own.code != it.requested else it.own.name) for it, _ in self._sides
        ]
        days = [day.isoformat() for _, day in self._sides]
        if names[0] == names[1]:
            return days[0], days[1]
        if days[0] == days[1]:
            return names[0], names[1]
        one, other = (f"{name} {day}" for name, day in zip(names, days, strict=True))
        return one, other

    def _written(self, line: WrappedRow, inks: Inks) -> str:
        found = line.stands_for
        return Reasons(self._phrases, inks).difference(found, self._labels) if isinstance(found, Difference) else ""

    def _on_alike(self, _state: Qt.CheckState) -> None:
        self._show()

    def _on_copied(self, count: int) -> None:
        self.told.emit(self._phrases("copied", n=count))
