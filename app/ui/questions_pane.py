"""Knows what is still to be told and takes the answers in place. Does not know why the rules ask."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.rules.said import Said
from app.ui.edits import with_answer, with_figure
from app.ui.fields import Choice, Problem, ReadField, named
from app.ui.month_input import read_amount, read_rate
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, faint, heading

if TYPE_CHECKING:
    from app.rules.assessment import MissingFact

_UNKNOWN = "unknown"
_CAUSE_FACT = "lapse_cause:"
_FIGURE_WARNING = "figure-missing:"
_NO_FIGURE = "price"  # what is missing there is a rule, which nobody can fill in


class QuestionsPane(QWidget):
    """Facts and figures that would change the answer, most decisive first; what was answered stays to be changed."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._asked: dict[str, MissingFact] = {}
        self._figures: dict[str, Said] = {}
        self._shown: tuple[object, ...] = ()
        self.fields: dict[str, QWidget] = {}
        self._rows = QWidget(self)
        self._problem = Problem(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(speech("questions.title"), self))
        layout.addWidget(self._rows)
        layout.addWidget(self._problem)
        self._layout = layout

    def show_state(self, state: State) -> None:
        """Show what is still open in a state, and what was answered before."""
        if state.assessment is None or not state.case.history.periods:
            self.hide()
            return
        case = state.case
        open_facts = [f for f in state.assessment.missing_facts if not f.fact.startswith(_CAUSE_FACT)]
        self._asked.update((fact.fact, fact) for fact in open_facts)
        facts = [fact for name, fact in self._asked.items() if fact in open_facts or name in case.answers]
        lacking = [
            w.code.removeprefix(_FIGURE_WARNING)
            for w in state.assessment.warnings
            if w.code.startswith(_FIGURE_WARNING)
        ]
        figures = tuple(dict.fromkeys([*(name for name in lacking if name != _NO_FIGURE), *case.figures]))
        shown = (tuple(facts), figures)
        if shown != self._shown:
            self._rebuild(facts, figures)
            self._shown = shown
        for fact in facts:
            self._choice(fact.fact).show_value(case.answers.get(fact.fact, _UNKNOWN))
        for name in figures:
            self._figure_field(name).show_value(case.figures.get(name))
        self.setVisible(bool(facts or figures))

    def _choice(self, fact: str) -> Choice:
        field = self.fields[fact]
        assert isinstance(field, Choice)  # noqa: S101  built so in _rebuild
        return field

    def _figure_field(self, name: str) -> ReadField:
        field = self.fields[name]
        assert isinstance(field, ReadField)  # noqa: S101  built so in _rebuild
        return field

    def _rebuild(self, facts: list[MissingFact], figures: tuple[str, ...]) -> None:
        self._problem.say("")
        rows = QWidget(self)
        form = QFormLayout(rows)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(UNIT // 2)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.fields = {}
        for fact in facts:
            self._add(form, fact.fact, self._fact_choice(fact, rows), fact.question, self._decides(fact))
        for name in figures:
            self._add(form, name, self._figure_line(name, rows), _figure_title(name), self._speech("questions.figure"))
        self._layout.replaceWidget(self._rows, rows)
        self._rows.deleteLater()
        self._rows = rows

    def _add(self, form: QFormLayout, key: str, field: QWidget, question: Said, remark: str) -> None:
        label = QLabel(self._speech.of(question), form.parentWidget())
        label.setWordWrap(True)
        named(field, self._speech.of(question), label)
        self.fields[key] = field
        form.addRow(label, field)
        form.addRow(faint(QLabel(remark, form.parentWidget())))

    def _decides(self, fact: MissingFact) -> str:
        names = [self._speech.plain(f"matter.{matter}") for matter in fact.decides]
        return self._speech("questions.decides", matters=self._speech("list.comma").join(names))

    def _fact_choice(self, fact: MissingFact, rows: QWidget) -> Choice:
        choice = Choice(rows)
        known = [(value, self._choice_name(value)) for value in fact.choices if value != _UNKNOWN]
        choice.offer([(_UNKNOWN, self._speech("choice.unknown")), *known])
        choice.picked.connect(partial(self._on_answer, fact.fact))
        return choice

    def _choice_name(self, value: str) -> str:
        key = f"choice.{value}"
        return self._speech(key) if self._speech.has(key) else value

    def _figure_line(self, name: str, rows: QWidget) -> ReadField:
        if _is_rate(name):
            line = ReadField(read_rate, _write_rate, rows)
            line.setPlaceholderText(self._speech("questions.rate.example"))
        else:
            line = ReadField(read_amount, str, rows)
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


def _is_rate(name: str) -> bool:
    return name.startswith(("rate:", "late_charge"))


def _write_rate(value: object) -> str:
    return f"{(Decimal(str(value)) * 100).normalize():f}%"


def _figure_title(name: str) -> Said:
    from app.rules.assess import figure_title  # noqa: PLC0415  the rules are loaded after the window is shown

    return figure_title(name)
