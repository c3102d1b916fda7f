"""The toolbar with place and as-of day of the case."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMainWindow

from app.cases.human_input import read_day
from app.rules.bilingual import Bilingual
from app.ui.state.edits import with_region
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT
from app.ui.widgets.fields import ReadField, named
from app.ui.widgets.plain_text import plain, plain_tip
from app.ui.widgets.region_field import RegionField
from app.ui.window.tool_bar import ToolBar, spring
from app.wording.phrasebook import Phrasebook


class PlaceBar(ToolBar):
    """Place and day of the case; `problem` carries what is wrong with a text, or None.

    `chosen` carries the code of a place that was chosen here, before it becomes that of the case.
    """

    problem = Signal(object)
    chosen = Signal(str)

    def __init__(self, session: Session, phrases: Phrasebook, window: QMainWindow) -> None:
        super().__init__(phrases("toolbar.place"), window)
        self._session, self._phrases = session, phrases
        self.addWidget(spring())
        self.region = RegionField(phrases)
        self.as_of = ReadField(read_day, str)
        self.as_of.setFixedWidth(self.as_of.fontMetrics().horizontalAdvance("0000-00-00") + 3 * UNIT)
        for key, field in (("region", self.region), ("as_of", self.as_of)):
            label = plain(QLabel(phrases(f"{key}.label")))
            label.setContentsMargins(UNIT, 0, UNIT // 2, 0)
            named(field, phrases(f"{key}.spoken"), label)
            self.addWidget(label)
            self.addWidget(field)
        self.region.problem.connect(self._on_problem)
        self.as_of.problem.connect(self._on_day_problem)
        self.region.chosen.connect(self._on_region)
        self.as_of.committed.connect(self._on_as_of)
        self.offer()

    def offer(self) -> None:
        """List the places that have packs, once these are read."""
        if self._session.engine is not None:
            self.region.offer(self._session.engine.shelf.headings)

    def show_state(self, state: State) -> None:
        """Show place and day of a state."""
        self.region.show_region(state.case.region)
        self.as_of.show_value(state.as_of)

    def _on_region(self, code: str) -> None:
        self.chosen.emit(code)
        self._session.edit(self._phrases.phrase("edit.region"), with_region(self._session.state.case, code))

    def _on_as_of(self, day: date | None) -> None:
        if day is None:
            self.as_of.show_value(self._session.state.as_of)
        else:
            self._session.set_as_of(self._phrases.phrase("edit.as_of"), day)

    def _on_problem(self, said: Bilingual | None) -> None:
        self.problem.emit(said)

    @property
    def day_refused(self) -> Bilingual | None:
        """What is wrong with the as-of day typed, and which day is used meanwhile; None when it can be read."""
        why = self.as_of.unread
        if why is None:
            return None
        counts = self._session.state.as_of
        return self._phrases.within("entry").phrase("as_of.refused", why=why, day=counts)

    def _on_day_problem(self, _said: Bilingual | None) -> None:
        refused = self.day_refused
        sentence = self._phrases.of(refused) if refused is not None else ""
        self.as_of.setAccessibleDescription(sentence)
        self.as_of.setToolTip(plain_tip(sentence))
        self.problem.emit(refused)
