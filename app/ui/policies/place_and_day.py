"""The fields for a place and a day in the policy browser."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.cases.human_input import read_day
from app.ui.style.theme import UNIT
from app.ui.widgets.fields import ReadField, named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.region_field import RegionField
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.packs.shelf.headings import PackHeading


PLACE: Final = "place"
DAY: Final = "day"


class PlaceAndDay(QWidget):
    """A place and a day. `chosen` carries which of them changed, `problem` what is wrong with a text, or None."""

    chosen = Signal(str)
    problem = Signal(object)

    def __init__(
        self, phrases: Phrasebook, key: str, packs: tuple[PackHeading, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.code, self.day = "", date.min
        self.region = RegionField(phrases.within("ui"))
        self.region.offer(packs)
        self.day_field = ReadField(read_day, str)
        self.day_field.setFixedWidth(self.fontMetrics().horizontalAdvance("0000-00-00") + 4 * UNIT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for field, part in ((self.region, "place"), (self.day_field, "day")):
            label = plain(QLabel(phrases(f"{key}.{part}")))
            named(field, phrases(f"{key}.{part}.spoken"), label)
            row.addWidget(label)
            row.addWidget(field)
        self.region.chosen.connect(self._on_region)
        self.region.problem.connect(self.problem)
        self.day_field.committed.connect(self._on_day)
        self.day_field.problem.connect(self.problem)

    def show_choice(self, code: str, day: date) -> None:
        """Show a place and a day."""
        self.code, self.day = code, day
        self.region.show_region(code)
        self.day_field.show_value(day)

    def _on_region(self, code: str) -> None:
        self.code = code
        self.chosen.emit(PLACE)

    def _on_day(self, day: date | None) -> None:
        if day is None:
            self.day_field.show_value(self.day)
        elif day != self.day:
            self.day = day
            self.chosen.emit(DAY)
