"""The pane with the ways side by side, what must be seen before money is spent, and the reasons.

After an edit the ways are updated at once; the reasons, whose rich text takes longer than all the rest, follow after
the paint (`tell_why`). The conclusion stands above the workspace (`GlancePane`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.cases.doubts import DOUBTED
from app.regions.divisions import NATION
from app.rules.bilingual import Bilingual
from app.rules.outcome.options import lapses_left_out
from app.ui.answer.later_rules import rules_later
from app.ui.answer.option_html import COST, PAY_BY, OptionHtml, lapsing
from app.ui.answer.reasons_list import ReasonsList
from app.ui.answer.remarks import Additions
from app.ui.answer.start_page import COMMAND, PlaceShown, guide
from app.ui.answer.term_note import TermNote
from app.ui.state.place import place_said
from app.ui.state.samples import SAMPLES
from app.ui.state.session import Session, State
from app.ui.style.html import inks_of
from app.ui.style.theme import UNIT, Size, faint
from app.ui.widgets.rich_label import LinkedLabel, with_figures
from app.ui.widgets.scroll_column import ScrollColumn
from app.ui.widgets.table_setup import own_selection
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.effects import effects
from app.wording.glossary import LINK, Glossary, glossary_in
from app.wording.leading import why_leading
from app.wording.outcome import impending, left_out
from app.wording.phrasebook import Phrasebook
from app.wording.values import joined, say

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Assessment, Option
    from app.ui.answer.options_table import OptionsModel, OptionsTable

_LONGEST_LINE = 56  # letter heights: longer lines are hard to read
_MOMENT = 0  # milliseconds: right after the paint of the edit
_TOLD_ELSEWHERE = ("reference-only", "figure-missing:", *DOUBTED)  # in the conclusion, the questions, beside fields


class AnswerPane(ScrollColumn):
    """The options to choose from, why one leads, what to see before paying, and the reasons.

    `sample_asked` names the sample somebody wants to look at first, `addition_asked` what somebody wants to add,
    `command_asked` the command somebody wants to begin with, `fill_asked` the figure somebody wants to give.
    `shortcuts` has the keys of commands; `make_options` makes the table of the options, with the first answer.
    """

    sample_asked = Signal(str)
    command_asked = Signal(str)
    addition_asked = Signal(str)
    fill_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        phrases: Phrasebook,
        shortcuts: Mapping[str, str],
        make_options: Callable[[Phrasebook, QWidget], tuple[OptionsModel, OptionsTable]],
    ) -> None:
        super().__init__(UNIT, top=UNIT)
        self._session, self._phrases = session, phrases
        self._shortcuts, self._make_options = shortcuts, make_options
        self._opened: frozenset[str] | None = None
        self._keys: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._note: TermNote | None = None
        self._marks: _Marks | None = None
        self.model: OptionsModel | None = None
        self.options: OptionsTable | None = None
        self.additions: Additions | None = None
        measure = self.fontMetrics().height() * _LONGEST_LINE
        self._measure = measure
        self.title = faint(WrappedLabel(size=Size.BODY), Size.BODY)
        self.said = WrappedLabel(size=Size.CONCLUSION)
        self.why = WrappedLabel(size=Size.BODY)
        self.disputes = LinkedLabel()
        self.warnings = WrappedLabel(role=QPalette.ColorRole.BrightText)
        self.legend = faint(WrappedLabel())
        self._entries: ReasonsList | None = None
        for widget in (self.title, self.said, self.why, self.warnings, self.disputes, self.legend):
            self.put(widget, widest=measure if widget in (self.said, self.why) else None)
        self.disputes.linkActivated.connect(self._on_figure)
        self.verticalScrollBar().valueChanged.connect(self.tell_why)
        self._why: Callable[[], None] | None = None
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT)
        self._moment.timeout.connect(self.tell_why)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        head: tuple[QWidget, ...] = (self.options,) if self.options is not None else ()
        head = (*head, self.disputes)
        tools = tuple(self.additions.buttons.values()) if self.additions is not None else ()
        return (*head, *tools, *(self._entries.entries if self._entries is not None else ()))

    @property
    def reasons(self) -> ReasonsList:
        """The reasons, entry by entry; before there is a record, what to do first."""
        if self._entries is None:
            self._entries = ReasonsList()
            self._entries.linkActivated.connect(self._on_link)
            self.put(self._entries, widest=self._measure)
        return self._entries

    def show_state(self, state: State) -> None:
        """Show the answer of a state."""
        self._show(state)
        if not self._keys:  # no reasons are shown yet
            self.tell_why()
        shown = (state.case, state.as_of, state.option_key)
        if shown != self._shown:
            self._shown = shown
            self.show_top()

    def height_of_ways(self) -> int:
        """The height at which every way is seen, with the margin above them; 0 without any."""
        shown = self.options is not None and not self.options.isHidden()
        return self.options.height() + UNIT + UNIT // 2 if self.options is not None and shown else 0

    def show_top(self) -> None:
        """Show the ways."""
        self.verticalScrollBar().setValue(0)

    def begin(self) -> None:
        """Close all reasons, for the next client."""
        self._opened = self._marks = None
        self.show_state(self._session.state)
        self.tell_why()  # nothing about the last client stays on screen
        self.show_top()

    def tell_why(self) -> None:
        """Show the reasons now, if they are still to follow."""
        self._moment.stop()
        if self._why is not None:
            self._why()
            self._why = None

    def _show(self, state: State) -> None:
        self._why = None
        if state.case.is_told and state.assessment is not None and state.option is not None:
            self._show_answer(state, state.assessment, state.option)
            return
        self._keys = ()
        added = self.additions.told if self.additions is not None else None
        for widget in (*self._only_of_answers, self._entries, self.options, self.additions, added):
            if widget is not None:
                widget.hide()
        self._say_first("", "")
        if state.case.is_told and state.assessment is not None:
            _say_if_any(self.why, self._phrases.of(impending(state.assessment)))
            self._warn(state.assessment, None)
            return
        if state.trouble:
            told = "\n".join(problem.in_(self._phrases.language) for problem in state.trouble)
            self._say_first(told, self._phrases("answer.unusable_pack"))
            return
        empty = not state.case.is_told
        title = self._phrases("answer.empty.title" if empty else "answer.loading")
        self._say_first(title, self._phrases("answer.empty") if empty else "")
        if empty and state.assessment is not None:
            self._show_guide(state)

    def _say_first(self, title: str, said: str) -> None:
        """What is said where there is no answer yet."""
        _say_if_any(self.title, title)
        _say_if_any(self.said, said)

    def _show_guide(self, state: State) -> None:
        said = place_said(state)
        offer: Literal["choose", "change"] = "choose" if state.case.region == NATION else "change"
        place = PlaceShown(self._phrases.of(said) if said is not None else "", offer)
        self.reasons.say(guide(SAMPLES, self._shortcuts, self._phrases, inks_of(self.palette()), place))
        self.reasons.show()

    @property
    def _only_of_answers(self) -> tuple[QWidget, ...]:
        return (self.why, self.disputes, self.warnings, self.legend)

    def _show_answer(self, state: State, assessment: Assessment, option: Option) -> None:
        self._say_first("", "")
        why = why_leading(assessment)
        _say_if_any(self.why, self._phrases.of(why) if why else "")
        self._show_disputes(option)
        self._warn(assessment, option, self._left_out(state, assessment, option))
        self._show_offers(state)
        self.reasons.show()
        self._why = partial(self._show_reasons, state, option)
        self._moment.start()

    def _show_disputes(self, option: Option) -> None:
        """In which matters of the option shown sources disagree, as links to what they say."""
        matters = dict.fromkeys(other.matter for other in option.disagreements)
        named = [(self._phrases.plain(f"matter.{matter.value}.short"), matter.value) for matter in matters]
        listed = self._phrases("list.comma").join(name for name, _ in named)
        text = self._phrases("answer.disputed", matters=listed) if named else ""
        link = self.palette().color(QPalette.ColorRole.Link).name()
        self.disputes.say_linked(text, with_figures(text, named, link))
        self.disputes.setVisible(bool(text))

    def _left_out(self, state: State, assessment: Assessment, option: Option) -> tuple[Bilingual, ...]:
        """Which lapses the option leaves as they are, and where to add them."""
        lapses = lapses_left_out(state.case, assessment, option)
        return (joined(left_out(lapses), say("left_out.plan")),) if lapses else ()

    def _warn(self, assessment: Assessment, option: Option | None, first: tuple[Bilingual, ...] = ()) -> None:
        said = dict.fromkeys(first) | dict.fromkeys(
            warning.text
            for warning in assessment.warnings
            if not warning.code.startswith(_TOLD_ELSEWHERE)
            and (not warning.concerns or (option is not None and option.id in warning.concerns))
        )
        _say_if_any(self.warnings, "\n".join(self._phrases("answer.warning", text=warning) for warning in said))

    def _show_offers(self, state: State) -> None:
        model, table = self._furnished()
        choice = table.selectionModel()
        quiet = QSignalBlocker(choice)
        if model.show_state(state):
            table.fit()
        row = model.row_of(state.option_key)
        if row != table.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            choice.setCurrentIndex(model.index(row, max(0, table.currentIndex().column())), flags)
            table.viewport().update()
        quiet.unblock()
        table.show()
        if self.additions is not None:
            self.additions.show_state(state)
        _say_if_any(self.legend, model.legend())

    def _furnished(self) -> tuple[OptionsModel, OptionsTable]:
        if self.model is None or self.options is None:
            self.model, self.options = self._make_options(self._phrases, self)
            self.put(self.options, before=self.why)
            self._put_additions()
            own_selection(self.options).currentRowChanged.connect(self._on_row)
            self.options.activated.connect(self._on_cell)
            self.options.clicked.connect(self._on_cell)
            for before, after in pairwise((*self.tab_stops, self.reasons)):
                QWidget.setTabOrder(before, after)
        return self.model, self.options

    def _put_additions(self) -> None:
        self.additions = Additions(self._phrases, self)
        self.additions.asked.connect(self.addition_asked)
        self.put(self.additions.told, before=self.why, widest=self._measure)
        self.put(self.additions, before=self.reasons)

    def _show_reasons(self, state: State, option: Option) -> None:
        if self._opened is None:
            self._opened = frozenset({COST})
        later = rules_later(self._session.engine, state, option) if PAY_BY in self._opened and state.settled else {}
        found = state.assessment
        lapses = lapsing(found) if found is not None else ()
        told = effects(state.case, found, option) if found is not None else ()
        entries = OptionHtml(self._phrases, inks_of(self.palette())).reasons(option, self._opened, lapses, later, told)
        self._keys = tuple(entries)
        marks = _Marks(glossary_in(self._phrases.language), frozenset(), self._marks)
        self._marks = marks
        self.reasons.say(tuple(entries.values()), marks.marked)

    def _on_row(self, current: QModelIndex) -> None:
        offer = self.model.offer(current.row()) if self.model is not None else None
        if offer is not None:
            self._session.choose(offer.key)

    def _on_cell(self, index: QModelIndex) -> None:
        offer = self.model.offer(index.row()) if self.model is not None else None
        lacks = offer.lacks(index.column()) if offer is not None else ""
        if lacks:
            self.fill_asked.emit(lacks)
        elif self.model is not None and (wanted := self.model.reasons_behind(index.column())):
            self.open_first(wanted)

    def open_first(self, keys: tuple[str, ...]) -> None:
        """Show in full the first entry of the reasons that there is."""
        self.tell_why()
        key = next((key for key in keys if key in self._keys), next(iter(self._keys), None))
        if key is not None:
            self.open_reason(key)

    def open_reason(self, key: str) -> None:
        """Show one entry of the reasons in full: a matter's name, or the bill's."""
        self._turn((self._opened or frozenset()) | {key})
        if key in self._keys:
            self.settle()
            self.ensureWidgetVisible(self.reasons.entries[self._keys.index(key)], 0, UNIT)

    def _on_link(self, key: str) -> None:
        if key in SAMPLES:
            self.sample_asked.emit(key)
        elif key.startswith(LINK):
            self._explain(key.removeprefix(LINK))
        elif key.startswith(COMMAND):
            self.command_asked.emit(key.removeprefix(COMMAND))
        else:
            self._turn((self._opened or frozenset()) ^ {key})

    def _on_figure(self, key: str) -> None:
        if key.startswith(LINK):
            self._explain(key.removeprefix(LINK))
        else:
            self.open_reason(key)

    def _explain(self, term: str) -> None:
        """Show what a word means beside the place where it was asked for."""
        if self._note is None:
            self._note = TermNote(self._phrases, self)
            self.destroyed.connect(self._note.deleteLater)
        self._note.tell(term)

    def _turn(self, opened: frozenset[str]) -> None:
        state = self._session.state
        if state.option is not None:
            self._opened = opened
            self._why = partial(self._show_reasons, state, state.option)
            self.tell_why()


class _Marked(NamedTuple):
    """A marked entry: the entry, the terms met before it, the result, the terms met after it."""

    entry: str
    before: frozenset[str]
    said: str
    after: frozenset[str]


class _Marks:
    """Marks the terms in entries, in order; unchanged entries are not searched again."""

    def __init__(self, words: Glossary, met: frozenset[str], last: _Marks | None) -> None:
        self._words, self._met = words, met
        self._known = tuple(last.done) if last is not None else ()
        self.done: list[_Marked] = []

    def marked(self, _number: int, entry: str) -> str:
        """The entry with links on the terms that no earlier entry has."""
        done = next((one for one in self._known if one.entry == entry and one.before == self._met), None)
        if done is None:
            met = set(self._met)
            said = self._words.marked(entry, met)
            done = _Marked(entry, self._met, said, frozenset(met))
        self.done.append(done)
        self._met = done.after
        return done.said


def _say_if_any(label: WrappedLabel, text: str) -> None:
    label.say(text)
    label.setVisible(bool(text))
