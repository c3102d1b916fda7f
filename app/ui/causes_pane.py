"""Knows the lapses found in a record and asks why each came about. Does not know what a cause leads to."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.rules.case import Cause
from app.rules.history import Scheme
from app.rules.lapses import Lapse, find_lapses
from app.rules.months import Month
from app.ui.edits import with_cause
from app.ui.fields import Choice, named
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, faint, heading
from app.words import cause_name, months, scheme_name, span

_CAUSE_FACT = "lapse_cause:"


class CausesPane(QWidget):
    """A line for each lapse; for a lapse of an employee, a list of causes."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._shown: tuple[Lapse, ...] | None = None
        self.choices: dict[Month, Choice] = {}
        self._rows = QWidget(self)
        self._empty = faint(QLabel(speech("causes.none"), self))
        self._asks = faint(QLabel(self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(speech("causes.title"), self))
        layout.addWidget(self._empty)
        layout.addWidget(self._rows)
        layout.addWidget(self._asks)
        self._layout = layout

    def show_state(self, state: State) -> None:
        """Show the lapses of a state and their causes."""
        lapses = find_lapses(state.case, state.as_of)
        key = tuple((lapse.span, lapse.scheme_before) for lapse in lapses)
        if self._shown is None or key != tuple((lapse.span, lapse.scheme_before) for lapse in self._shown):
            self._rebuild(lapses)
        self._shown = lapses
        for first, choice in self.choices.items():
            choice.show_value(state.case.causes.get(first, Cause.UNKNOWN))
        self._empty.setVisible(not lapses and bool(state.case.history.periods))
        self.setVisible(bool(state.case.history.periods))
        missing = state.assessment.missing_facts if state.assessment else ()
        asked = any(fact.fact.startswith(_CAUSE_FACT) for fact in missing)
        self._asks.setText(self._speech("causes.asked") if asked else "")
        self._asks.setVisible(asked)

    def _rebuild(self, lapses: tuple[Lapse, ...]) -> None:
        rows = QWidget(self)
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        self.choices = {}
        for number, lapse in enumerate(lapses):
            text = self._speech("causes.lapse", span=span(lapse.span), n=months(len(lapse.span)))
            label = QLabel(text, rows)
            grid.addWidget(label, number, 0)
            grid.addWidget(self._answer(lapse, label, rows), number, 1)
        self._layout.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows
        rows.setVisible(bool(lapses))

    def _answer(self, lapse: Lapse, label: QLabel, rows: QWidget) -> QWidget:
        if lapse.scheme_before in (Scheme.FLEXIBLE, Scheme.RESIDENT):
            return faint(QLabel(self._speech("causes.not_needed", scheme=scheme_name(lapse.scheme_before)), rows))
        choice = Choice(rows)
        unknown = (Cause.UNKNOWN, self._speech("causes.choose"))
        known = [(cause, self._speech.of(cause_name(cause))) for cause in Cause if cause is not Cause.UNKNOWN]
        choice.offer([unknown, *known])
        named(choice, self._speech("causes.spoken", span=span(lapse.span)), label)
        choice.picked.connect(partial(self._on_picked, lapse.span.first))
        self.choices[lapse.span.first] = choice
        return choice

    def _on_picked(self, first: Month, cause: Cause) -> None:
        case = with_cause(self._session.state.case, first, cause)
        self._session.edit(self._speech.phrase("edit.cause"), case)
