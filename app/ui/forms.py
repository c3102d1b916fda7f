"""Knows the small windows beside the main one: each opens once, and is brought forward when asked for again.

Does not know what is entered in them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.state.session import Session

if TYPE_CHECKING:
    from app.ui.dialogs.case_dialog import CaseForm
    from app.ui.window.main_window import MainWindow


class Forms(QObject):
    """The forms of one window in one language."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._speech = window.speech.within("deciding")
        self._open: dict[str, CaseForm] = {}
        window.rebuilt.connect(self.close_all)

    def open(self, key: str) -> CaseForm:
        """Open the form of a command, or bring it forward."""
        form = self._open.get(key)
        if form is None:
            form = self._open[key] = self._made(key)
            form.finished.connect(lambda _result: self._open.pop(key, None))
        form.show()
        form.activateWindow()
        return form

    def close_all(self) -> None:
        """Close every form: the window speaks another language now, or its text has another size."""
        for form in tuple(self._open.values()):
            form.close()

    def _made(self, key: str) -> CaseForm:
        makers: dict[str, Callable[[], CaseForm]] = {
            "decide": self._decision_form,
            "correct": self._figures_form,
            "treatment": self._events_form,
            "margin": self._margin_form,
        }
        return makers[key]()

    # Each form is imported when it is first asked for: few cases need one.

    def _decision_form(self) -> CaseForm:
        from app.ui.dialogs.decision_dialog import DecisionForm  # noqa: PLC0415  see above

        return DecisionForm(self._session, self._speech, self._window)

    def _figures_form(self) -> CaseForm:
        from app.ui.dialogs.figures_dialog import FiguresForm  # noqa: PLC0415  see above

        return FiguresForm(self._session, self._speech, self._window.speech, self._window)

    def _events_form(self) -> CaseForm:
        from app.ui.dialogs.events_dialog import EventsForm  # noqa: PLC0415  see above

        return EventsForm(self._session, self._speech, self._window)

    def _margin_form(self) -> CaseForm:
        from app.ui.dialogs.margin_dialog import MarginForm  # noqa: PLC0415  see above

        form = MarginForm(self._session, self._speech, self._window)
        form.picked.connect(self._on_margin)
        return form

    def _on_margin(self, days: int) -> None:
        self._window.memory.keep(margin=days)
        self._session.use_margin(days)
