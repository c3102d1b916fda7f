"""The text in the status bar: the number of the advice, the rules in use and how certain they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.regions.divisions import NATION
from app.ui.answer.option_html import dissent_count
from app.ui.state.advice import number_shown
from app.ui.state.place import place_said
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT
from app.ui.widgets.plain_text import plain, plain_tip
from app.wording.phrasebook import Phrasebook

_LEAST_LETTERS = 12
"""A part that is shortened keeps so many letters of the place and its rules."""


class StatusText(QLabel):
    """One line; where it does not fit, its longest parts are shortened, with the full text as tooltip."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self._said: tuple[str, ...] = ()
        plain(self)
        self.setAccessibleName(phrases("status.name"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT // 2)

    def show_state(self, state: State) -> None:
        """Show the number of the answer of a state, and which packs it comes from."""
        self._said = tuple(self._parts(state))
        self.setText(self._phrases("status.between").join(self._said))
        self.setAccessibleDescription(self.text())
        self.setToolTip(plain_tip(self.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line as far as there is room."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.contentsRect(), flags, self.shown_at(self.contentsRect().width()))
        painter.end()

    def shown_at(self, width: int) -> str:
        """The text as it fits a width."""
        metrics, cut = self.fontMetrics(), Qt.TextElideMode.ElideRight
        between, parts = self._phrases("status.between"), list(self._said)
        least = _LEAST_LETTERS * metrics.height()
        for place in sorted(range(len(parts)), key=lambda each: -len(parts[each])):
            over = metrics.horizontalAdvance(between.join(parts)) - width
            if over > 0:
                room = max(least, metrics.horizontalAdvance(parts[place]) - over)
                parts[place] = metrics.elidedText(parts[place], cut, room)
        said = between.join(parts)
        return said if metrics.horizontalAdvance(said) <= width else metrics.elidedText(said, cut, width)

    def _parts(self, state: State) -> list[str]:
        phrases, assessment, engine = self._phrases, state.assessment, self._session.engine
        if assessment is None:
            return [phrases("status.unusable" if state.trouble else "status.loading")]
        number = number_shown(state)
        parts = [phrases("status.number", number=number)] if number else []
        if assessment.policies:
            pack = assessment.policies[0]
            said = place_said(state) if pack.code != state.case.region or pack.code == NATION else None
            parts += [phrases.of(said)] if said is not None else []
            parts.append(phrases("status.rules", name=pack.name, version=pack.version, standing=pack.standing))
        count = dissent_count(assessment) if state.case.is_told else 0
        if count:
            parts.append(phrases("status.dissent", n=count))
        if engine is not None and engine.shelf.refused:
            parts.append(phrases("status.refused", n=len(engine.shelf.refused)))
        return [*parts, phrases("status.offline")]
