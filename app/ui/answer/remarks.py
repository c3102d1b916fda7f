"""Remarks on an answer: safe payment day, decisions, bills; and the buttons by which a person adds some."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from app.rules.outcome.decisions import decisions_for
from app.ui.state.session import State
from app.ui.widgets.fields import named
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.escaping import escape
from app.wording.office_and_bills import bill_sentences, decision_sentence, margin_advice
from app.wording.phrasebook import Phrasebook

TOOLS: Final = ("decide", "correct", "treatment")
"""The names of the commands that add something to the answer."""


class Additions(QWidget):
    """A row of buttons, one for each command; `told` shows what was added, `asked` carries the command's name."""

    asked = Signal(str)

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases = phrases.within("deciding")
        self.told = WrappedLabel()
        self.told.setTextFormat(Qt.TextFormat.RichText)
        self.buttons = {key: self._button(key) for key in TOOLS}
        self.setLayout(FlowLayout(*self.buttons.values()))

    def _button(self, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(self._phrases(f"tool.{key}"))
        button.setToolTip(self._phrases(f"tool.{key}.spoken"))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        named(button, self._phrases(f"tool.{key}.spoken"))
        button.clicked.connect(partial(self._on_clicked, key))
        return button

    def show_state(self, state: State) -> None:
        """Show what was added to the answer of a state."""
        text = self._added(state)
        self.told.say(text)
        self.told.setVisible(bool(text))
        self.show()

    def _added(self, state: State) -> str:
        case, option, assessment = state.case, state.option, state.assessment
        if option is None or assessment is None or not (state.margin or case.events or case.decisions):
            return ""
        phrases, quiet = self._phrases, self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        advice = phrases.of(margin_advice(option, state.margin, state.as_of)).strip()
        lines = [f"<b>{escape(advice)}</b>"] if advice else []
        for decision in decisions_for(case, option.id):
            lines.append(escape(phrases("answer.decided", said=decision_sentence(decision))))
        for event in case.events:
            first, *rest = bill_sentences(event, option, case, assessment)
            lines.append(f"<b>{escape(phrases.of(first))}</b>")
            lines += [f"<span style='color:{quiet}'>{escape(phrases.of(said))}</span>" for said in rest]
        return "<br>".join(lines)

    def _on_clicked(self, key: str) -> None:
        self.asked.emit(key)
