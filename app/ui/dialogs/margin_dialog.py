"""The dialog for how many working days money takes from payment to credit at this office."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.dialogs.case_dialog import CaseDialog
from app.ui.state.session import Session, State
from app.ui.state.settings import MOST_MARGIN
from app.ui.state.shell import Shell
from app.ui.widgets.fields import Choice
from app.wording.phrasebook import Phrasebook


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""

    def keep(days: int) -> None:
        shell.settings.save(margin=days)
        session.use_margin(days)

    made = MarginDialog(session, shell.phrases.within("deciding"), parent)
    made.picked.connect(keep)
    return made


class MarginDialog(CaseDialog):
    """Choice of the number of working days; `picked` carries it. The setting outlasts the case."""

    picked = Signal(int)

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(session, phrases, "margin", parent)
        self.days = Choice(self)
        counted = [(n, phrases("margin.days", n=n)) for n in range(1, MOST_MARGIN + 1)]
        self.days.offer([(0, phrases("margin.days.none")), *counted])
        self.add_row("margin.days_label", self.days)
        self.days.picked.connect(self._on_picked)
        self.finish()
        self.days.setFocus()

    def show_state(self, state: State) -> None:
        """Show the current number."""
        self.days.show_value(state.margin)

    def _on_picked(self, days: int) -> None:
        self.picked.emit(days)
