"""The base of dialogs that edit the case; they show the session's state and close when the next case begins.

They are not modal: the answer behind them follows every entry.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.rules.bilingual import Bilingual
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, faint
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import ProblemLabel, named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_LETTERS = 26  # width of a form in letter heights


class CaseDialog(Dialog):
    """A form about the current case; `phrases` has the form's own area."""

    def __init__(self, session: Session, phrases: Phrasebook, about: str, parent: QWidget) -> None:
        super().__init__(phrases(f"{about}.title"), parent, _LETTERS)
        self._session, self._phrases = session, phrases
        self.setModal(False)
        self.problem = ProblemLabel(self)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(UNIT)
        self.grid.setVerticalSpacing(UNIT)
        self.grid.setColumnStretch(1, 1)
        self.hint = faint(WrappedLabel(self))
        self.hint.say(phrases(f"{about}.hint"))
        self.add_button(phrases("close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.body.addWidget(self.hint)
        self.body.addLayout(self.grid)
        self.body.addWidget(self.problem)
        session.changed.connect(self.show_state)
        session.started.connect(self.close)
        self.finished.connect(self.deleteLater)

    def finish(self, *parts: QWidget) -> None:
        """Add what follows the fields, and show the current state."""
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.show_state(self._session.state)

    def show_state(self, state: State) -> None:
        """Show a state."""

    def add_row(self, key: str, field: QWidget) -> QLabel:
        """Add a field under its label, whose mnemonic leads to it."""
        label = plain(QLabel(self._phrases(key), self))
        named(field, self._phrases(f"{key}.spoken"), label)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.grid.addWidget(field, row, 1)
        return label

    def say_problem(self, said: Bilingual | None) -> None:
        """Show what is wrong with a field; None clears it."""
        self.problem.say(self._phrases.of(said) if said is not None else "")
