"""The pane that lists the lapses of the record and asks for the cause of each."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.rules.record.case import Cause
from app.rules.record.fact_name import Question
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month
from app.ui.state.edits import with_cause
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, faint, heading
from app.ui.widgets.fields import Choice, named
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook
from app.wording.values import cause_name, months, scheme_name, span


class CausesPane(QWidget):
    """A line for each lapse; a lapse of an employee has a list of causes to choose from."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self._rows: list[_Row] = []
        self._under = False
        self._empty = faint(plain(QLabel(phrases("causes.none"), self)))
        self._asks = faint(plain(QLabel(self)))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        self._title = heading(phrases("causes.title"), self)
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
            self._put(len(self._rows) - 1)
        for row, lapse in zip_longest(self._rows, state.lapses):
            row.show_lapse(lapse)
        self._fit()
        self._show_title()
        self._empty.setVisible(not state.lapses and bool(state.case.history.periods))
        self._empty.setText(self._phrases(_why_none(state)))
        self.setVisible(bool(state.case.history.periods))
        asked = state.assessment is not None and state.assessment.asks(Question.CAUSE)
        self._asks.setText(self._phrases("causes.asked") if asked else "")
        self._asks.setVisible(asked)

    @property
    def first_open(self) -> Choice | None:
        """The list of the first lapse whose cause is not known yet."""
        return next((row.choice for row in self._rows if row.asks and row.choice.value is Cause.UNKNOWN), None)

    def _show_title(self) -> None:
        """Make the title's mnemonic lead to the first open cause, else to the first list."""
        first = self.first_open or next((row.choice for row in self._rows if row.asks), None)
        self._title.setText(self._phrases("causes.title.key" if first is not None else "causes.title"))
        self._title.setBuddy(first)  # type: ignore[arg-type]  # None removes it

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return tuple(row.choice for row in self._rows)

    def _new_row(self) -> _Row:
        row = _Row(self._phrases, self)
        row.choice.picked.connect(partial(self._on_picked, row))
        return row

    def _put(self, number: int) -> None:
        """Put a row into the grid: its list beside the months, or below where it would be cut off."""
        row, under = self._rows[number], self._under
        for widget in (row.label, row.choice, row.note):
            self._grid.removeWidget(widget)
        self._grid.addWidget(row.label, 2 * number, 0, 1, 2 if under else 1)
        for widget in (row.choice, row.note):
            self._grid.addWidget(widget, 2 * number + under, 0 if under else 1, 1, 2 if under else 1)

    def _fit(self) -> None:
        """Place the lists so that none is cut off."""
        shown = [row for row in self._rows if row.asks]
        needed = max((row.label.sizeHint().width() + UNIT + row.choice.whole_width for row in shown), default=0)
        under = needed > self.width()
        if under != self._under:
            self._under = under
            for number in range(len(self._rows)):
                self._put(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the lists into another width."""
        super().resizeEvent(event)
        self._fit()

    def _on_picked(self, row: _Row, cause: Cause) -> None:
        if row.lapse is not None:
            case = with_cause(self._session.state.case, row.lapse.span.first, cause)
            self._session.edit(self._phrases.phrase("edit.cause"), case)


def _why_none(state: State) -> str:
    found = state.assessment
    if found is None:
        return "causes.none"
    if found.asks(Question.MONTHS):
        return "causes.open_months"
    due = found.impending is not None and found.impending.first <= Month.containing(found.as_of)
    return "causes.due" if due else "causes.none"


class _CauseChoice(Choice):
    """A list with numbered entries, chosen by the digit keys."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by digit; other keys work as in any list."""
        number = event.key() - Qt.Key.Key_0
        modified = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modified or not 0 <= number < self.count():
            super().keyPressEvent(event)
        elif number != self.currentIndex():
            self.setCurrentIndex(number)
            self.activated.emit(number)


class _Row:
    """The widgets of one lapse; reused, as making them would slow an edit."""

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        self._phrases = phrases
        self.lapse: Lapse | None = None
        self.label = plain(QLabel(parent))
        self.choice = _CauseChoice(parent)
        unknown = (Cause.UNKNOWN, phrases("causes.choose"))
        known = [(cause, phrases.of(cause_name(cause))) for cause in Cause if cause is not Cause.UNKNOWN]
        numbered = enumerate((unknown, *known))
        self.choice.offer([(cause, phrases("causes.numbered", n=n, cause=name)) for n, (cause, name) in numbered])
        self.note = faint(plain(QLabel(parent)))

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
        self.label.setText(self._phrases("causes.lapse", span=span(lapse.span), n=months(len(lapse.span))))
        named(self.choice, self._phrases("causes.spoken", span=span(lapse.span)), self.label)
        self.choice.show_value(lapse.cause)
        if lapse.scheme_before is not None:
            self.note.setText(self._phrases("causes.not_needed", scheme=scheme_name(lapse.scheme_before)))
