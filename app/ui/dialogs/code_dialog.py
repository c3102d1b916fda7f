"""The dialog that opens the case of a printed code: typed line by line, pasted, or sent by a scanner."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from app.cases.code.codes import opened
from app.cases.code.document import CodedAnswer
from app.cases.code.parts import UnreadableCode
from app.regions.divisions import name_of
from app.rules.bilingual import Bilingual
from app.ui.state.session import Session
from app.ui.state.shell import Shell
from app.ui.style.theme import faint
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import ProblemLabel, named
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook
from app.wording.values import day

_WIDE = 36  # letter heights


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it; whoever opens it has seen to it that nothing unsaved is lost."""
    made = CodeDialog(shell.phrases.within("code"), parent)
    made.chosen.connect(partial(_open, shell, session))
    return made


def _open(shell: Shell, session: Session, answer: CodedAnswer) -> None:
    """Begin with the case of a code, show the way of its paper, and say whether the answer here may be another."""
    session.recover(answer.case, answer.as_of)
    assessment = session.settle().assessment
    if assessment is None:
        return
    if answer.way in assessment.ways:
        session.choose(answer.way)
    words = shell.phrases.within("code")
    differences = [words.of(said) for said in answer.differences(assessment)]
    if session.state.case.office_values != answer.case.office_values:
        differences.append(words("office_values"))
    if differences:
        shell.boxes.tell(words("dialog.differs", number=answer.number), "\n".join(differences))
    else:
        shell.mention(words("same"))


class CodeDialog(Dialog):
    """A field for the letters of all codes, in any order; `chosen` carries the answer they hold.

    Every line but the one being typed is checked at once.
    """

    chosen = Signal(object)

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(phrases("dialog.title"), parent, _WIDE)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._phrases = phrases
        self._answer: CodedAnswer | None = None
        hint = faint(WrappedLabel(self))
        hint.say(phrases("dialog.hint"))
        self.letters = QPlainTextEdit(self)
        self.letters.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.letters.setTabChangesFocus(True)
        label = QLabel(phrases("dialog.letters"), self)
        named(self.letters, phrases("dialog.letters.spoken"), label)
        self.found = WrappedLabel(self)
        self.problem = ProblemLabel(self)
        for part in (hint, label, self.letters, self.found, self.problem):
            self.body.addWidget(part)
        self.take = self.add_button(phrases("dialog.take"), Role.AcceptRole)
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.add_button(phrases("dialog.later"), Role.RejectRole)
        self.buttons.accepted.connect(self._on_take)
        self.buttons.rejected.connect(self.reject)
        self.letters.textChanged.connect(self._on_letters)
        self.letters.setFocus()

    def _on_letters(self) -> None:
        typed = self.letters.toPlainText()
        self._answer, said = _read(typed)
        if self._answer is None:
            said = _read(typed.rpartition("\n")[0])[1]
        self.take.setEnabled(self._answer is not None)
        self.found.say(self._told(self._answer) if self._answer is not None else "")
        self.problem.say("" if self._answer is not None else "\n".join(map(self._phrases.of, said)))

    def _told(self, answer: CodedAnswer) -> str:
        place, on = name_of(answer.case.region), day(answer.as_of)
        return self._phrases("dialog.found", number=answer.number, place=place, day=on)

    def _on_take(self) -> None:
        if self._answer is not None:
            self.accept()
            self.chosen.emit(self._answer)


def _read(typed: str) -> tuple[CodedAnswer | None, tuple[Bilingual, ...]]:
    """The answer that letters hold, or why they hold none; nothing is wrong with no letters at all."""
    if not typed.strip():
        return None, ()
    try:
        return opened(typed), ()
    except UnreadableCode as problem:
        return None, problem.said
