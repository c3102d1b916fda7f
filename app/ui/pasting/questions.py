"""The questions that a list leaves open, each asked once for all its rows."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.cases.pasting.findings import meaning_said
from app.cases.pasting.meanings import ListQuestion
from app.cases.pasting.under_review import ListUnderReview
from app.ui.style.theme import UNIT, faint
from app.ui.widgets.fields import Choice, named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_MOST_AT_ONCE = 3


class Questions(QWidget):
    """The questions with their answers; an answered one stays, so that it can be changed.

    `answered` carries the key of a question and the meaning chosen, None where an answer was taken back.
    """

    answered = Signal(str, object)

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases, self._words = phrases, phrases.within("paste")
        self._choices: dict[str, Choice] = {}
        self._labels: dict[str, WrappedLabel] = {}
        self._more = faint(WrappedLabel(self))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(0, 1)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The lists of answers shown, from the top."""
        return tuple(choice for choice in self._choices.values() if not choice.isHidden())

    def show_list(self, reviewed: ListUnderReview) -> bool:
        """Show the questions of a list; True when there are new ones."""
        asked = {question.key: question for question in reviewed.questions}
        waiting = [key for key in asked if key not in reviewed.meanings]
        shown = [key for key in asked if key in reviewed.meanings or key in waiting[:_MOST_AT_ONCE]]
        new = [key for key in shown if key not in self._choices]
        for key in new:
            self._ask(asked[key])
        for key, choice in self._choices.items():
            choice.setHidden(key not in shown)
            self._labels[key].setHidden(key not in shown)
            if key in shown:
                self._labels[key].say(self._phrases.of(asked[key].said))
                choice.show_value(reviewed.meanings.get(key))
        left = len(waiting) - len(waiting[:_MOST_AT_ONCE])
        self._more.say(self._words("question.more", n=left) if left else "")
        self._more.setVisible(bool(left))
        self._grid.addWidget(self._more, self._grid.rowCount(), 0, 1, 2)
        self.setVisible(bool(shown))
        return bool(new)

    def _ask(self, question: ListQuestion) -> None:
        label, choice = plain(WrappedLabel(self)), Choice(self)
        meanings = (
            (meaning, self._phrases.of(meaning_said(question.about, meaning))) for meaning in _ordered(question)
        )
        choice.offer([(None, self._words("question.none")), *meanings])
        named(choice, self._phrases.of(question.said), label)
        choice.picked.connect(lambda meaning, key=question.key: self.answered.emit(key, meaning))
        self._choices[question.key], self._labels[question.key] = choice, label
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(choice, row, 1)


def _ordered(question: ListQuestion) -> list[str]:
    """The answers, the likely one first."""
    return sorted(question.choices, key=lambda meaning: meaning != question.likely)
