"""Knows what is still to be told and takes the answers in place. Does not know why the rules ask."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.rules.said import Said
from app.ui.edits import with_answer, with_figure
from app.ui.fields import Choice, Problem, ReadField, named
from app.ui.month_input import read_amount, read_rate
from app.ui.session import CAUSE_FACT, Session, State
from app.ui.speech import Speech
from app.ui.stack import Told
from app.ui.theme import UNIT, faint, heading

if TYPE_CHECKING:
    from app.rules.assessment import MissingFact

_UNKNOWN = "unknown"
_FIGURE_WARNING = "figure-missing:"
_NO_FIGURE = "price"  # what is missing there is a rule, which nobody can fill in


class QuestionsPane(QWidget):
    """Facts and figures that would change the answer, most decisive first; what was answered stays to be changed."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._asked: dict[str, MissingFact] = {}
        self._rows: dict[str, _Row] = {}
        self._order: tuple[str, ...] = ()
        self._problem = Problem(self)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        title = heading(speech("questions.title"), self)
        title.setContentsMargins(0, 0, 0, UNIT // 2)
        layout.addWidget(title)
        layout.addWidget(self._problem)

    @property
    def fields(self) -> dict[str, Choice | ReadField]:
        """The fields now shown, by the fact or figure they take."""
        return {name: self._rows[name].field for name in self._order}

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return tuple(self.fields.values())

    def show_state(self, state: State) -> None:
        """Show what is still open in a state, and what was answered before."""
        if state.assessment is None or not state.case.history.periods:
            self._asked.clear()
            self.hide()
            return
        case = state.case
        open_facts = {f.fact: f for f in state.assessment.missing_facts if not f.fact.startswith(CAUSE_FACT)}
        self._asked |= open_facts
        facts = [fact for name, fact in self._asked.items() if name in open_facts or name in case.answers]
        lacking = [
            w.code.removeprefix(_FIGURE_WARNING)
            for w in state.assessment.warnings
            if w.code.startswith(_FIGURE_WARNING)
        ]
        figures = tuple(dict.fromkeys([*(name for name in lacking if name != _NO_FIGURE), *case.figures]))
        for fact in facts:
            self._show_fact(fact, case.answers.get(fact.fact, _UNKNOWN))
        for name in figures:
            self._show_figure(name, case.figures.get(name))
        self._arrange((*(fact.fact for fact in facts), *figures))
        self.setVisible(bool(facts or figures))

    def _show_fact(self, fact: MissingFact, answer: object) -> None:
        row = self._rows.get(fact.fact)
        if row is None:
            row = self._rows[fact.fact] = _Row(self._fact_choice(fact), self)
        row.say(self._speech.of(fact.question), self._decides(fact))
        row.field.show_value(answer)

    def _show_figure(self, name: str, value: Decimal | None) -> None:
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = _Row(self._figure_line(name), self)
            row.say(self._speech.of(_figure_title(name)), self._speech("questions.figure"))
        row.field.show_value(value)

    def _arrange(self, order: tuple[str, ...]) -> None:
        if order == self._order:
            return
        self._problem.say("")
        for name in self._order:
            self._layout.removeWidget(self._rows[name])
            if name not in order:
                self._rows[name].hide()
        before = None
        for place, name in enumerate(order, 1):
            row = self._rows[name]
            self._layout.insertWidget(place, row)
            row.show()
            if before is not None:
                QWidget.setTabOrder(before, row.field)
            before = row.field
        self._order = order

    def _decides(self, fact: MissingFact) -> str:
        names = [self._speech.plain(f"matter.{matter}") for matter in fact.decides]
        return self._speech("questions.decides", matters=self._speech("list.comma").join(names))

    def _fact_choice(self, fact: MissingFact) -> Choice:
        choice = Choice()
        known = [(value, self._choice_name(value)) for value in fact.choices if value != _UNKNOWN]
        choice.offer([(_UNKNOWN, self._speech("choice.unknown")), *known])
        choice.picked.connect(partial(self._on_answer, fact.fact))
        return choice

    def _choice_name(self, value: str) -> str:
        key = f"choice.{value}"
        return self._speech(key) if self._speech.has(key) else value

    def _figure_line(self, name: str) -> ReadField:
        if _is_rate(name):
            line = ReadField(read_rate, _write_rate)
            line.setPlaceholderText(self._speech("questions.rate.example"))
        else:
            line = ReadField(read_amount, str)
            line.setPlaceholderText(self._speech("questions.amount.example"))
        line.committed.connect(partial(self._on_figure, name))
        line.problem.connect(self._on_problem)
        return line

    def _on_answer(self, fact: str, value: str) -> None:
        case = with_answer(self._session.state.case, fact, None if value == _UNKNOWN else value)
        self._session.edit(self._speech.phrase("edit.answer"), case)

    def _on_figure(self, name: str, value: Decimal | None) -> None:
        self._session.edit(self._speech.phrase("edit.figure"), with_figure(self._session.state.case, name, value))

    def _on_problem(self, said: Said | None) -> None:
        self._problem.say(self._speech.of(said) if said is not None else "")


class _Row(QWidget):
    """A question, the field that takes its answer, and what the answer decides; made once and filled anew."""

    def __init__(self, field: Choice | ReadField, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._question, self._remark = Told(), faint(Told())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        for widget in (self._question, field, self._remark):
            layout.addWidget(widget)

    def say(self, question: str, remark: str) -> None:
        """Ask."""
        if question != self._question.text():
            self._question.say(question)
            named(self.field, question, self._question)
        self._remark.say(remark)


def _is_rate(name: str) -> bool:
    return name.startswith(("rate:", "late_charge"))


def _write_rate(value: object) -> str:
    return f"{(Decimal(str(value)) * 100).normalize():f}%"


def _figure_title(name: str) -> Said:
    from app.rules.cautions import figure_title  # noqa: PLC0415  the rules are loaded after the window is shown

    return figure_title(name)
