"""Knows the timeline with its title and buttons, and the payment day dragged on it. Does not know how it is drawn."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.edits import with_payment_day
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, faint, heading

if TYPE_CHECKING:
    from app.timeline.model import Bar
    from app.ui.timeline_pane import TimelineView

_DRAG = "pay_on"
_BUTTONS = {
    "fit": "fit",
    "last_five_years": "show_last_five_years",
    "today": "show_as_of",
    "zoom_out": "zoom_out",
    "zoom_in": "zoom_in",
}
"""What a button is called, and the slot of the timeline it stands for."""


class TimelineSection(QWidget):
    """The timeline of the option shown; `reason_requested` names the reason behind the segment asked about."""

    reason_requested = Signal(str)

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self.view: TimelineView | None = None
        self._empty = faint(QLabel(speech("timeline.empty"), self))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(heading(speech("timeline.title"), self))
        head.addStretch(1)
        for key in _BUTTONS:
            head.addWidget(self._button(key))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT // 2)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        self._layout = layout

    def _button(self, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(self._speech(f"timeline.{key}"))
        button.setAutoRaise(True)
        button.setToolTip(self._speech(f"timeline.{key}.tip"))
        button.setAccessibleName(self._speech(f"timeline.{key}.tip"))
        button.clicked.connect(partial(self.turn, key))
        return button

    @property
    def drawn(self) -> bool:
        """True once there was something to draw."""
        return self.view is not None

    def wanted_height(self) -> int:
        """The height at which no label has to be left out, in pixels."""
        if self.view is None:
            return self.sizeHint().height()
        return self.sizeHint().height() - self.view.sizeHint().height() + self.view.wanted_height()

    def turn(self, key: str) -> None:
        """Show another part of the timeline, as the button of that name does."""
        if self.view is not None:
            getattr(self.view, _BUTTONS[key])()

    def _drawn(self) -> TimelineView:
        if self.view is None:
            from app.ui.timeline_pane import TimelineView  # noqa: PLC0415  loaded with the first history

            self.view = TimelineView(self, language=self._speech.language)
            self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.view.pay_on_moved.connect(self._on_pay_on_moved)
            self.view.pay_on_chosen.connect(self._on_pay_on_chosen)
            self.view.reason_requested.connect(self._on_reason_requested)
            self._layout.addWidget(self.view, 1)
            self.view.show()
        return self.view

    def show_state(self, state: State) -> None:
        """Show the timeline of a state."""
        known = state.assessment is not None and bool(state.case.history.periods)
        self._empty.setVisible(not known)
        if self.view is not None:
            self.view.setVisible(known)
        if state.assessment is not None and known:
            from app.timeline.model import timeline_of  # noqa: PLC0415  loaded with the first history

            self._drawn().set_timeline(timeline_of(state.case, state.assessment, state.option))

    def _on_pay_on_moved(self, day: date) -> None:
        state = self._session.state
        if state.option is not None:
            case = with_payment_day(state.case, state.option, day)
            self._session.edit(self._speech.phrase("edit.pay_on"), case, _DRAG)

    def _on_pay_on_chosen(self, day: date) -> None:
        self._on_pay_on_moved(day)
        self._session.end_gesture()

    def _on_reason_requested(self, bar: Bar) -> None:
        option = self._session.state.option
        if option is not None and bar.reason is not None and bar.reason < len(option.reasons):
            self.reason_requested.emit(option.reasons[bar.reason].matter.value)
