"""Knows the answer as the window shows it: the plain sentence, the options side by side, the reasons of each figure.

Does not know how an answer is reached. What only an answer needs is loaded with the first answer, after the window is
on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.rules.said import Said
from app.ui.files import SAMPLES
from app.ui.session import CAUSE_FACT, PLANNED, Session, State
from app.ui.speech import Speech
from app.ui.stack import Stack, Told
from app.ui.theme import UNIT, Size, faint

if TYPE_CHECKING:
    from app.rules.assessment import Assessment, Option
    from app.ui.entries import Entries
    from app.ui.options_table import OptionsModel, OptionsTable

_LONGEST_LINE = 56  # heights of a letter: longer lines are hard to follow
_TOLD_ELSEWHERE = ("reference-only", "figure-missing:")  # in the lead, and among the questions


class AnswerPane(Stack):
    """What the window answers: what happened, what follows, the ways to choose from, and why.

    `sample_asked` names the sample somebody wants to look at first.
    """

    sample_asked = Signal(str)

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(UNIT, parent)
        self._session, self._speech = session, speech
        self._opened: frozenset[str] | None = None
        self._keys: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.model: OptionsModel | None = None
        self.options: OptionsTable | None = None
        measure = self.fontMetrics().height() * _LONGEST_LINE
        self._measure = measure
        self.situation = faint(Told(size=Size.BODY), Size.BODY)
        self.lead = Told(size=Size.BODY, role=QPalette.ColorRole.BrightText)
        self.conclusion = Told(size=Size.CONCLUSION)
        self.warnings = Told(role=QPalette.ColorRole.BrightText)
        self._entries: Entries | None = None
        for widget in (self.situation, self.lead, self.conclusion, self.warnings):
            self.put(widget, widest=measure if widget is self.conclusion else None)

    @property
    def reasons(self) -> Entries:
        """Why, entry by entry; before there is a record, what to do first."""
        if self._entries is None:
            from app.ui.entries import Entries  # noqa: PLC0415  see the module's first lines

            self._entries = Entries()
            self._entries.linkActivated.connect(self._on_link)
            self.put(self._entries, widest=self._measure)
        return self._entries

    def show_state(self, state: State) -> None:
        """Show the answer of a state."""
        self._show(state)
        self.place()
        shown = (state.case, state.as_of, state.option_key)
        if shown != self._shown:
            self._shown = shown
            self.show_top()

    def show_top(self) -> None:
        """Show the conclusion."""
        self.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Forget which reasons were opened for the last client."""
        self._opened = None
        self.show_state(self._session.state)
        self.show_top()

    def _show(self, state: State) -> None:
        if state.case.history.periods and state.assessment is not None and state.option is not None:
            self._show_answer(state, state.assessment, state.option)
            return
        for widget in (self.lead, self.warnings, self._entries, self.options):
            if widget is not None:
                widget.hide()
        if state.case.history.periods and state.assessment is not None:
            self._show_nothing_to_close(state.assessment)
            return
        if state.trouble:
            self.situation.say("\n".join(problem.in_(self._speech.language) for problem in state.trouble))
            self.conclusion.say(self._speech("answer.unusable_pack"))
            return
        empty = not state.case.history.periods
        self.situation.say(self._speech("answer.empty.title" if empty else "answer.loading"))
        self.conclusion.say(self._speech("answer.empty") if empty else "")
        if empty and state.assessment is not None:
            self._show_guide()

    def _show_nothing_to_close(self, assessment: Assessment) -> None:
        from app.plain import situation  # noqa: PLC0415  see the module's first lines

        self.situation.say(self._speech.of(situation(assessment)))
        unbroken = not assessment.lapses and any(assessment.cumulative_months.values())
        self.conclusion.say(self._speech("answer.no_lapse") if unbroken else "")
        self._warn(assessment, None)

    def _show_guide(self) -> None:
        from app.ui.rich import Writer, inks_of  # noqa: PLC0415  see the module's first lines

        self.reasons.say(Writer(self._speech, inks_of(self.palette())).guide(SAMPLES))
        self.reasons.show()

    def _show_answer(self, state: State, assessment: Assessment, option: Option) -> None:
        from app.plain import lead, outcome, situation  # noqa: PLC0415  see the module's first lines

        self.situation.say(self._speech.of(situation(assessment)))
        unbroken = not assessment.lapses and state.option_key != PLANNED
        first = Said("", "") if unbroken else lead(option)
        asked = any(fact.fact.startswith(CAUSE_FACT) for fact in assessment.missing_facts)
        lines = (self._speech("answer.cause_first") if asked else "", self._speech.of(first))
        _say_if_any(self.lead, "\n".join(line for line in lines if line))
        self.conclusion.say(self._speech("answer.no_lapse") if unbroken else self._speech.of(outcome(option)))
        self._warn(assessment, option)
        self._show_offers(state)
        self._show_reasons(option)
        self.reasons.show()

    def _warn(self, assessment: Assessment, option: Option | None) -> None:
        said = dict.fromkeys(
            warning.text
            for warning in assessment.warnings
            if not warning.code.startswith(_TOLD_ELSEWHERE)
            and (not warning.concerns or (option is not None and option.id in warning.concerns))
        )
        _say_if_any(self.warnings, "\n".join(self._speech("answer.warning", text=warning) for warning in said))

    def _show_offers(self, state: State) -> None:
        from app.ui.options_table import offers_of  # noqa: PLC0415  see the module's first lines

        model, table = self._furnished()
        choice = table.selectionModel()
        quiet = QSignalBlocker(choice)
        if model.show_offers(offers_of(state), settled=state.settled):
            table.fit()
        row = model.row_of(state.option_key)
        if row != table.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            choice.setCurrentIndex(model.index(row, max(0, table.currentIndex().column())), flags)
            table.viewport().update()
        quiet.unblock()
        table.show()

    def _furnished(self) -> tuple[OptionsModel, OptionsTable]:
        if self.model is None or self.options is None:
            from app.ui.options_table import OptionsModel, OptionsTable  # noqa: PLC0415  see the module's first lines

            self.model = OptionsModel(self._speech, self)
            self.options = OptionsTable(self.model, self._speech, self)
            self.put(self.options, before=self.reasons, widest=self._measure)
            self.options.selectionModel().currentRowChanged.connect(self._on_row)
            self.options.activated.connect(self._on_cell)
            self.options.clicked.connect(self._on_cell)
            QWidget.setTabOrder(self.options, self.reasons)
        return self.model, self.options

    def _show_reasons(self, option: Option) -> None:
        from app.ui.rich import COST, Writer, inks_of  # noqa: PLC0415  see the module's first lines

        if self._opened is None:
            self._opened = frozenset({COST})
        entries = Writer(self._speech, inks_of(self.palette())).reasons(option, self._opened)
        self._keys = tuple(entries)
        self.reasons.say(tuple(entries.values()))

    def _on_row(self, current: QModelIndex) -> None:
        offer = self.model.offer(current.row()) if self.model is not None else None
        if offer is not None:
            self._session.choose(offer.key)

    def _on_cell(self, index: QModelIndex) -> None:
        from app.ui.options_table import COLUMNS, REASON_OF  # noqa: PLC0415  see the module's first lines

        key = REASON_OF.get(COLUMNS[index.column()])
        if key is not None:
            self.open_reason(key)

    def open_reason(self, key: str) -> None:
        """Show one entry of the reasons in full: a matter's name, or the bill's."""
        self._turn((self._opened or frozenset()) | {key})
        if key in self._keys:
            self.ensureWidgetVisible(self.reasons.entries[self._keys.index(key)], 0, UNIT)

    def _on_link(self, key: str) -> None:
        if key in SAMPLES:
            self.sample_asked.emit(key)
        else:
            self._turn((self._opened or frozenset()) ^ {key})

    def _turn(self, opened: frozenset[str]) -> None:
        option = self._session.state.option
        if option is not None:
            self._opened = opened
            self._show_reasons(option)
            self.place()


def _say_if_any(label: Told, text: str) -> None:
    label.say(text)
    label.setVisible(bool(text))
