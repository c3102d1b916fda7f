"""The pane with open questions of the rules, answered in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.cases.human_input import read_day
from app.rules.bilingual import Bilingual
from app.rules.outcome.warnings import figure_title, figures_of_person, lacking_figures
from app.rules.record.fact_name import FactName, Question
from app.rules.record.office_values import OfficeValues
from app.ui.state.edits import with_answer, with_figure, with_first_day, with_person
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, faint, heading
from app.ui.widgets.fields import Choice, ProblemLabel, ReadField, named
from app.ui.widgets.figure_field import figure_line
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.rules.outcome.assessment import MissingFact

_UNKNOWN = "unknown"


class QuestionsPane(QWidget):
    """Facts and figures that would change the answer, most decisive first; answered ones stay and can be changed.

    While a field of the pane has the focus the questions keep their order; they are sorted afterwards. A figure of one
    year is kept for the place, for all later cases. `command_asked` names a command that somebody wants.
    """

    command_asked = Signal(str)

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self._entry = phrases.within("entry")
        self._asked: dict[FactName, MissingFact] = {}
        self._rows: dict[str, _Row] = {}
        self._order: tuple[str, ...] = ()
        self._of_person: frozenset[str] = frozenset()
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        self._title = heading(phrases("questions.title"), self)
        self._title.setContentsMargins(0, 0, 0, UNIT // 2)
        self._told = faint(WrappedLabel(self))
        layout.addWidget(self._title)
        layout.addWidget(self._told)

    @property
    def fields(self) -> dict[str, Choice | ReadField]:
        """The visible fields, by fact or figure."""
        return {name: self._rows[name].field for name in self._order}

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return tuple(stop for name in self._order for stop in self._rows[name].stops)

    def show_state(self, state: State) -> None:
        """Show the open questions of a state, and those answered before."""
        if state.assessment is None or not state.case.is_told:
            self._asked.clear()
            self.hide()
            return
        case = state.case
        missing = state.assessment.missing_facts
        open_facts = {fact.fact: fact for fact in missing if fact.fact.question is not Question.CAUSE}
        self._asked |= open_facts
        answered = {name: fact for name, fact in self._asked.items() if name in case.answers and name not in open_facts}
        lacking = lacking_figures(state.assessment.warnings)
        self._of_person = figures_of_person(state.assessment.warnings)
        figures = tuple(dict.fromkeys((*lacking, *case.figures, *_kept_and_used(state))))
        for fact in (open_facts | answered).values():
            self._show_fact(fact, case.answers.get(fact.fact, _UNKNOWN))
        for name in figures:
            self._show_figure(name, case.figures.get(name, case.office_values.figures.get(name)))
        unknown = [name for name in lacking if name not in case.figures]
        told = [name for name in figures if name not in unknown]
        self._arrange((*open_facts, *unknown, *answered, *told))
        self._count(len(open_facts) + len(unknown), causes=state.assessment.asks(Question.CAUSE))
        self.setVisible(bool(self._order or state.lapses or state.options))

    def _count(self, still: int, *, causes: bool) -> None:
        """Show how many questions are open, or that nothing else would change the answer."""
        title = self._entry("questions.title", n=still) if still else self._phrases("questions.title")
        if title != self._title.text():
            self._title.setText(title)
        key = "" if still else "questions.cause_only" if causes else "questions.none"
        self._told.say(self._entry(key) if key else "")
        self._told.setVisible(bool(key))

    def _show_fact(self, fact: MissingFact, answer: object) -> None:
        row = self._rows.get(fact.fact)
        if row is None:
            row = self._rows[fact.fact] = _Row(self._fact_field(fact), self._phrases, self)
            if fact.fact.question is Question.IN_WINDOW:
                row.offer(self._phrases("questions.window"), self._on_window_asked)
        row.say(self._phrases.of(fact.question), self._decides(fact))
        row.field.show_value(self._day_answered(fact, answer) if not fact.choices else answer)

    def _day_answered(self, fact: MissingFact, answer: object) -> date | None:
        """The day that answers a question without choices; the birth date is kept with the person."""
        if fact.fact.question is Question.BIRTH_DATE:
            return self._session.state.case.person.birth_date
        if fact.fact.question is Question.SINCE:
            return self._session.state.case.person.since.get(fact.fact.about)
        try:
            return date.fromisoformat(str(answer))
        except ValueError:
            return None

    def _show_figure(self, name: str, value: Decimal | None) -> None:
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = _Row(self._figure_line(name), self._phrases, self)
        kept = OfficeValues.is_kept(name) and name not in self._of_person
        remark = self._phrases("questions.figure.kept" if kept else "questions.figure")
        row.say(self._phrases.of(figure_title(name)), remark)
        row.field.show_value(value)

    def _arrange(self, wanted: tuple[str, ...]) -> None:
        kept = [name for name in self._order if name in wanted]
        at_work = any(self._rows[name].field.hasFocus() for name in kept)
        order = (*kept, *(name for name in wanted if name not in kept)) if at_work else wanted
        if order == self._order:
            return
        for name in self._order:
            self._layout.removeWidget(self._rows[name])
            if name not in order:
                self._rows[name].hide()
        before = None
        for place, name in enumerate(order, self._layout.indexOf(self._told) + 1):
            row = self._rows[name]
            self._layout.insertWidget(place, row)
            row.show()
            for stop in row.stops:
                if before is not None:
                    QWidget.setTabOrder(before, stop)
                before = stop
        self._order = order

    def _decides(self, fact: MissingFact) -> str:
        names = [self._phrases.plain(f"matter.{matter}") for matter in fact.decides]
        return self._phrases("questions.decides", matters=self._phrases("list.comma").join(names))

    def _fact_field(self, fact: MissingFact) -> Choice | ReadField:
        if not fact.choices:
            of_birth = fact.fact.question is Question.BIRTH_DATE
            line = ReadField(read_day, str)
            line.setPlaceholderText(self._phrases("person.birth.example" if of_birth else "questions.day.example"))
            line.committed.connect(self._on_birth_date if of_birth else partial(self._on_day, fact.fact))
            return line
        choice = Choice()
        known = [(value, self._choice_name(value)) for value in fact.choices if value != _UNKNOWN]
        choice.offer([(_UNKNOWN, self._phrases("choice.unknown")), *known])
        choice.picked.connect(partial(self._on_answer, fact.fact))
        return choice

    def _choice_name(self, value: str) -> str:
        key = f"choice.{value}"
        return self._phrases(key) if key in self._phrases else value

    def _figure_line(self, name: str) -> ReadField:
        line = figure_line(name, self._phrases)
        line.committed.connect(partial(self._on_figure, name))
        return line

    def _on_answer(self, fact: FactName, value: str) -> None:
        case = with_answer(self._session.state.case, fact, None if value == _UNKNOWN else value)
        self._session.edit(self._phrases.phrase("edit.answer"), case)

    def _on_day(self, fact: FactName, day: date | None) -> None:
        if fact.question is Question.SINCE:
            told = self._session.state.case
            person = with_first_day(told.person, fact.about, day)
            self._session.edit(self._phrases.phrase("edit.answer"), with_person(told, person))
            return
        case = with_answer(self._session.state.case, fact, day.isoformat() if day is not None else None)
        self._session.edit(self._phrases.phrase("edit.answer"), case)

    def _on_figure(self, name: str, value: Decimal | None) -> None:
        case, said = self._session.state.case, self._phrases.phrase("edit.figure")
        if OfficeValues.is_kept(name) and name not in case.figures and name not in self._of_person:
            self._session.keep(said, case.office_values.with_figure(name, value))
        else:
            self._session.edit(said, with_figure(case, name, value))

    def _on_window_asked(self) -> None:
        self.command_asked.emit("local")

    def _on_birth_date(self, day: date | None) -> None:
        case = self._session.state.case
        self._session.edit(self._phrases.phrase("edit.birth"), with_person(case, replace(case.person, birth_date=day)))


class _Row(QWidget):
    """A question, its field, and what the answer decides; made once and reused."""

    def __init__(self, field: Choice | ReadField, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self._phrases = phrases
        self._problem = ProblemLabel(self)
        self._question, self._remark = WrappedLabel(), faint(WrappedLabel())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        for widget in (self._question, field, self._problem, self._remark):
            layout.addWidget(widget)
        if isinstance(field, ReadField):
            field.problem.connect(self._on_problem)
        self.other: QPushButton | None = None

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches here."""
        return (self.field,) if self.other is None else (self.field, self.other)

    def offer(self, text: str, ask: Callable[[], None]) -> None:
        """Offer another way to answer, as a button below."""
        self.other = QPushButton(text, self)
        self.other.clicked.connect(ask)
        layout = self.layout()
        assert layout is not None  # noqa: S101  made with the row
        layout.addWidget(self.other)

    def say(self, question: str, remark: str) -> None:
        """Set the question and the remark."""
        if question != self._question.text():
            self._question.say(question)
            named(self.field, question, self._question)
        self._remark.say(remark)

    def _on_problem(self, said: Bilingual | None) -> None:
        self._problem.say(self._phrases.of(said) if said is not None else "")


def _kept_and_used(state: State) -> tuple[str, ...]:
    """The figures kept for the place that some bill of the answer uses."""
    ways = state.assessment.ways.values() if state.assessment is not None else ()
    used = {figure.name for option in ways if option.cost is not None for figure in option.cost.figures}
    return tuple(name for name in state.case.office_values.figures if name in used)
