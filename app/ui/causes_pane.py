"""Knows the lapses found in a record and asks why each came about. Does not know what a cause leads to."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.rules.case import Cause
from app.rules.history import Scheme
from app.rules.lapses import Lapse
from app.rules.months import Month
from app.ui.edits import with_cause
from app.ui.fields import Choice, named
from app.ui.session import CAUSE_FACT, Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, faint, heading
from app.words import cause_name, months, scheme_name, span


class CausesPane(QWidget):
    """A line for each lapse; for a lapse of an employee, a list of causes."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._rows: list[_Row] = []
        self._empty = faint(QLabel(speech("causes.none"), self))
        self._asks = faint(QLabel(self))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        self._title = heading(speech("causes.title"), self)
        layout.addWidget(self._title)
        layout.addWidget(self._empty)
        layout.addLayout(self._grid)
        layout.addWidget(self._asks)

    @property
    def choices(self) -> dict[Month, Choice]:
        """The lists of causes now shown, by the first month of their lapse."""
        return {row.lapse.span.first: row.choice for row in self._rows if row.lapse and row.asks}

    def show_state(self, state: State) -> None:
        """Show the lapses of a state and their causes."""
        while len(self._rows) < len(state.lapses):
            self._rows.append(self._new_row())
        for row, lapse in zip_longest(self._rows, state.lapses):
            row.show_lapse(lapse)
        self._show_title()
        self._empty.setVisible(not state.lapses and bool(state.case.history.periods))
        self.setVisible(bool(state.case.history.periods))
        missing = state.assessment.missing_facts if state.assessment else ()
        asked = any(fact.fact.startswith(CAUSE_FACT) for fact in missing)
        self._asks.setText(self._speech("causes.asked") if asked else "")
        self._asks.setVisible(asked)

    def _show_title(self) -> None:
        """The title's key leads to the first cause that is open, else to the first there is."""
        asking = [row.choice for row in self._rows if row.asks]
        open_ones = [choice for choice in asking if choice.value is Cause.UNKNOWN]
        first = next(iter((*open_ones, *asking)), None)
        self._title.setText(self._speech("causes.title.key" if first is not None else "causes.title"))
        self._title.setBuddy(first)  # type: ignore[arg-type]  # None takes it away

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return tuple(row.choice for row in self._rows)

    def _new_row(self) -> _Row:
        row = _Row(self._speech, self)
        number = len(self._rows)
        self._grid.addWidget(row.label, number, 0)
        self._grid.addWidget(row.choice, number, 1)
        self._grid.addWidget(row.note, number, 1)
        row.choice.picked.connect(partial(self._on_picked, row))
        return row

    def _on_picked(self, row: _Row, cause: Cause) -> None:
        if row.lapse is not None:
            case = with_cause(self._session.state.case, row.lapse.span.first, cause)
            self._session.edit(self._speech.phrase("edit.cause"), case)


class _Row:
    """The widgets of one lapse; kept and filled anew, for making them takes longer than an edit may."""

    def __init__(self, speech: Speech, parent: QWidget) -> None:
        self._speech = speech
        self.lapse: Lapse | None = None
        self.label = QLabel(parent)
        self.choice = Choice(parent)
        unknown = (Cause.UNKNOWN, speech("causes.choose"))
        known = [(cause, speech.of(cause_name(cause))) for cause in Cause if cause is not Cause.UNKNOWN]
        self.choice.offer([unknown, *known])
        self.note = faint(QLabel(parent))

    @property
    def asks(self) -> bool:
        """True when the lapse needs a cause."""
        return self.lapse is not None and self.lapse.scheme_before not in (Scheme.FLEXIBLE, Scheme.RESIDENT)

    def show_lapse(self, lapse: Lapse | None) -> None:
        """Show a lapse, or none."""
        if lapse == self.lapse and lapse is not None:
            return
        self.lapse = lapse
        self.label.setVisible(lapse is not None)
        self.choice.setVisible(self.asks)
        self.note.setVisible(lapse is not None and not self.asks)
        if lapse is None:
            return
        self.label.setText(self._speech("causes.lapse", span=span(lapse.span), n=months(len(lapse.span))))
        named(self.choice, self._speech("causes.spoken", span=span(lapse.span)), self.label)
        self.choice.show_value(lapse.cause)
        if lapse.scheme_before is not None:
            self.note.setText(self._speech("causes.not_needed", scheme=scheme_name(lapse.scheme_before)))
