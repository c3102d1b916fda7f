"""The workspace: the form on the left, timeline and answer on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QScrollArea, QWidget

from app.rules.record.fact_name import FactName, Question
from app.ui.answer.answer_pane import AnswerPane
from app.ui.answer.checklist_pane import ChecklistPane
from app.ui.answer.days_pane import DaysPane
from app.ui.answer.option_pages import OptionPages, basis_pane, steps_pane
from app.ui.record.causes_pane import CausesPane
from app.ui.record.person_pane import PersonPane
from app.ui.record.plan_pane import PlanPane
from app.ui.record.questions_pane import QuestionsPane
from app.ui.record.recollection import recollected
from app.ui.record.record_pane import RecordPane
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Size
from app.ui.timeline.section import TimelineSection
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.focus_chain import window_of
from app.ui.widgets.hairline_splitter import Splitter
from app.ui.widgets.line_tabs import Tabs
from app.ui.widgets.scroll_column import ScrollColumn
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.rules.bilingual import Bilingual
    from app.rules.record.case import Case
    from app.ui.answer.glance_pane import GlancePane
    from app.ui.answer.options_table import OptionsModel, OptionsTable
    from app.ui.record.period_table import PeriodModel, PeriodTable
    from app.ui.record.three_questions import QuickStart
    from app.ui.timeline.table import TimelineTable
    from app.ui.timeline.view import TimelineView

_LEFT_WIDTH, _RIGHT_WIDTH = 456, 880
_ANSWER_KEEPS = 3  # lines, including the tabs, beside a timeline that was unfolded by hand


class Pane(Protocol):
    """A part of the workspace that shows the state."""

    def show_state(self, state: State) -> None:
        """Show a state."""


class LaterParts(NamedTuple):
    """What makes the parts that no empty window needs, each loaded when it is first made."""

    glance_pane: Callable[[Phrasebook, QWidget], GlancePane]
    options_table: Callable[[Phrasebook, QWidget], tuple[OptionsModel, OptionsTable]]
    timeline_view: Callable[[Phrasebook, QWidget], TimelineView]
    timeline_table: Callable[[Phrasebook, QWidget], TimelineTable]
    period_table: Callable[[Case, Phrasebook, QWidget], tuple[PeriodModel, PeriodTable]]
    three_questions: Callable[[Session, Phrasebook], QuickStart]


_MOST_OF_THE_PAGE = 0.64  # that the answer at a glance may take


class _Head(QScrollArea):
    """The answer at a glance, as high as it is; in a very low window it takes a part of the height and scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self._glance: GlancePane | None = None
        use_flat_scroll_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedHeight(0)

    def hold(self, glance: GlancePane) -> None:
        """Hold the glance, and follow its height."""
        self._glance = glance
        self.setWidget(glance)
        glance.resized.connect(self.fit)
        self.fit()

    def fit(self) -> None:
        """Take the height that the glance needs, where the window has it."""
        glance = self._glance
        wanted = 0 if glance is None or glance.isHidden() else glance.minimumHeight()
        page = self.parentWidget()
        height = min(wanted, int((page.height() - self._beside()) * _MOST_OF_THE_PAGE)) if page is not None else wanted
        if height != self.height() or self.maximumHeight() != height:
            self.setFixedHeight(height)

    def _beside(self) -> int:
        """The height of what stands above it: notices, and a menu bar that was just replaced and has no height yet."""
        page = self.parentWidget()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        if page is None:
            return 0
        around: Iterable[QWidget] = page.findChildren(QWidget, options=direct)
        shown = [it for it in around if not isinstance(it, QScrollArea) and not it.isHidden()]
        window = window_of(self)
        menu = window.menuWidget() if isinstance(window, QMainWindow) else None
        coming = max(0, menu.sizeHint().height() - menu.height()) if menu is not None else 0
        return coming + sum(max(it.height(), it.heightForWidth(page.width()), it.sizeHint().height()) for it in shown)


class Workspace(Splitter):
    """Every pane of the case at hand; `shortcuts` has the keys of commands.

    `head` holds the answer at a glance; the window puts it above everything.

    `place_asked`: the person wants to choose the place, `command_asked`: to do what a command does, `service_asked`:
    to read how a service item is done, by its id. Other signals of the panes are connected by the window.
    """

    place_asked = Signal()
    command_asked = Signal(str)
    service_asked = Signal(str)

    def __init__(self, session: Session, phrases: Phrasebook, shortcuts: Mapping[str, str], later: LaterParts) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session, self._phrases, self._parts = session, phrases, later
        self._timeline_placed = self._timeline_moved = self._unfolded = False
        self._tab_order: tuple[QWidget, ...] = ()
        self._later: tuple[CausesPane | PlanPane | QuestionsPane, ...] = ()
        self.head = _Head()
        self.glance: GlancePane | None = None
        self.days: DaysPane | None = None
        self.quick_start: QuickStart | None = None
        self._asked_over = session.state.case.history
        self.person = PersonPane(session, phrases)
        self.record = RecordPane(session, phrases, later.period_table)
        self.timeline = TimelineSection(session, phrases, later.timeline_view, later.timeline_table)
        self.answer = AnswerPane(session, phrases, shortcuts, later.options_table)
        self.checklist = ChecklistPane(session, phrases)
        self.steps, self.basis = steps_pane(phrases), basis_pane(phrases)
        self.timeline.unfolding_asked.connect(self._on_unfolding_asked)
        self.timeline.turned.connect(self._on_timeline_turned)
        self.timeline.reason_requested.connect(self._on_reason_requested)
        self.steps.service_asked.connect(self.service_asked)
        self.record.questions_wanted.connect(self.ask_questions)
        self.record.review_shown.connect(self._on_review_shown)
        self.record.review_ended.connect(self.head.show)
        self.answer.fill_asked.connect(self.go_to_field)
        self._withheld = WrappedLabel(size=Size.BODY, role=QPalette.ColorRole.BrightText)
        self._withheld.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._withheld.hide()
        self.form = self._make_form()
        self.tabs = self._make_tabs()
        self._right = self._make_right()
        self.addWidget(self.form)
        self.addWidget(self._right)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self.setSizes([_LEFT_WIDTH, _RIGHT_WIDTH])

    def _make_form(self) -> ScrollColumn:
        form = ScrollColumn(2 * UNIT, narrowest=_LEFT_WIDTH - 4 * UNIT)
        form.setAccessibleName(self._phrases("form.name"))
        form.put(self.person)
        form.put(self.record, takes_rest=True)
        return form

    def _make_tabs(self) -> Tabs:
        tabs = Tabs()
        tabs.setAccessibleName(self._phrases("tabs.name"))
        for pane, key in zip(self._answers, ("answer", "checklist", "steps", "basis"), strict=True):
            tabs.addTab(pane, self._phrases(f"tab.{key}"))
            pane.setAccessibleName(self._phrases(f"tab.{key}"))
        return tabs

    def _make_right(self) -> Splitter:
        right = Splitter(Qt.Orientation.Vertical)
        right.addWidget(self.timeline)
        right.addWidget(self.tabs)
        right.addWidget(self._withheld)
        right.splitterMoved.connect(self._on_line_moved)
        right.setStretchFactor(0, 0)
        right.setStretchFactor(1, 1)
        return right

    @property
    def furnished(self) -> bool:
        """True once the panes exist that are shown with a record."""
        return bool(self._later)

    def furnish(self) -> None:
        """Make the panes that are shown with a record; called with the first record, or when idle."""
        if self.furnished:
            return
        self.causes = CausesPane(self._session, self._phrases)
        self.plan = PlanPane(self._session, self._phrases)
        self.questions = QuestionsPane(self._session, self._phrases)
        self.questions.command_asked.connect(self.command_asked)
        self._later = (self.causes, self.plan, self.questions)
        for pane in self._later:
            self.form.put(pane)
            pane.show_state(self._session.state)
            pane.setVisible(not pane.isHidden())
        self.record.offer_questions()
        self.glance = self._parts.glance_pane(self._phrases, self.head)
        self.glance.reason_requested.connect(self._on_reasons_requested)
        self.glance.fill_asked.connect(self.go_to_field)
        self.head.hold(self.glance)
        self.days = DaysPane(self._session, self._phrases)
        self.days.show_state(self._session.state)
        self.tabs.addTab(self.days, self._phrases("tab.days"))
        self.days.setAccessibleName(self._phrases("tab.days"))

    @property
    def _answers(self) -> tuple[AnswerPane | ChecklistPane | OptionPages | DaysPane, ...]:
        days = (self.days,) if self.days is not None else ()
        return (self.answer, self.checklist, self.steps, self.basis, *days)

    # what is shown

    def show_state(self, state: State) -> None:
        """Show a state in every pane."""
        if state.case.is_told:
            self.furnish()
        glance = (self.glance,) if self.glance is not None else ()
        panes: tuple[Pane, ...] = (*glance, self.person, self.record, *self._later, self.timeline, *self._answers)
        for pane in panes:
            pane.show_state(state)
        if self.quick_start is not None and not self.quick_start.isHidden():
            self._show_questions(state)
        self._order_tabs()
        if state.settled or not self._timeline_placed:
            self._fit_timeline()

    @property
    def withheld(self) -> bool:
        """True while no answer is shown."""
        return not self._withheld.isHidden()

    def withhold(self, why: Bilingual | None) -> None:
        """Show in place of timeline and answer why there is none at the moment; None shows them again."""
        self._withheld.say(self._phrases.within("entry")("withheld", why=why) if why is not None else "")
        self._withheld.setVisible(why is not None)
        for part in (self.head, self.timeline, self.tabs):
            part.setVisible(why is None)

    def begin(self) -> None:
        """Reset every pane for another case."""
        if self.quick_start is not None:
            self._put_questions_away()
        self.record.begin()
        self.answer.begin()
        if self.glance is not None:
            self.glance.begin()
        self.timeline.begin()
        if self.days is not None:
            self.days.begin()
        self.form.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Prepare for the next person: first pages, and the focus on the name."""
        self.record.show_view(0)
        self.tabs.setCurrentIndex(0)
        self.person.name.setFocus()

    def tint(self) -> None:
        """Draw the icons; called once the window is shown, and for each new palette."""
        self.record.tint()

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll the form to a part of it that has the focus now, wherever the form was scrolled to."""
        if self.form.isAncestorOf(part) and part is not self.form:
            self.form.settle()
            self.form.ensureWidgetVisible(part, 0, UNIT)

    def _on_review_shown(self) -> None:
        """Bring the review into view; the answer at a glance makes room, for what is reviewed is no part of it yet."""
        self.head.hide()
        self._show_head(self.record)

    def _show_head(self, part: QWidget) -> None:
        """Bring the head of a part of the form into view, wherever the form was scrolled to."""
        self.form.settle()
        self.form.verticalScrollBar().setValue(part.y())

    def _order_tabs(self) -> None:
        """Set the tab order: form, tiles, timeline, answer; updated as panes are filled later."""
        later = [stop for pane in self._later for stop in pane.tab_stops]
        later += self.glance.tab_stops if self.glance is not None else ()
        order = (
            *(*self.record.tab_stops, *later, *self.timeline.tab_stops),
            *(self.tabs.tabBar(), *self.answer.tab_stops),
        )
        if order != self._tab_order:
            self._tab_order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    # the splitter between timeline and answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self.head.fit()
        self._timeline_placed = False
        self._fit_timeline()

    def _fit_timeline(self) -> None:
        """Let the answer show its ways whole, and give the timeline the rest; not once the user moved the splitter."""
        if self._timeline_moved or not self.timeline.drawn:
            return
        whole, now = self._right.height(), self._right.sizes()[0]
        kept = _ANSWER_KEEPS * self.fontMetrics().height() if self._unfolded else self._answer_needs()
        room = max(self.timeline.least_height, whole - kept)
        wanted = min(self.timeline.wanted_height(), room)
        if wanted > now or now > room or not self._timeline_placed:
            self._timeline_placed = True
            self._right.setSizes([wanted, max(0, whole - wanted)])

    def _answer_needs(self) -> int:
        """The height at which every way is seen without scrolling."""
        return self.tabs.tabBar().sizeHint().height() + self.answer.height_of_ways() + self._right.handleWidth()

    def _on_timeline_turned(self) -> None:
        """Give the table the height it needs, or the drawing what is left."""
        self._timeline_placed = False
        self._fit_timeline()

    def _on_unfolding_asked(self) -> None:
        self._unfolded = not self._unfolded
        self._timeline_moved = self._timeline_placed = False
        self.timeline.allow_folding(unfolded=self._unfolded)
        self._fit_timeline()

    def _on_line_moved(self) -> None:
        self._timeline_moved = True

    # moving the focus

    def go_to_record(self) -> None:
        """Set the focus to the month grid."""
        self._put_questions_away()
        self.record.show_view(0)
        self.record.grid.setFocus()
        self.bring_into_view(self.record.grid)

    def go_to_answer(self) -> None:
        """Set the focus to the options, with the conclusion visible."""
        self.tabs.setCurrentIndex(0)
        (self.answer.options or self.answer).setFocus()
        self.answer.show_top()

    def explain(self, answer: str) -> None:
        """Open the reason of one of the four answers, by its name."""
        if self.glance is not None:
            self.glance.open(answer)

    def go_to_field(self, name: str) -> None:
        """Set the focus where a fact or figure is given that the answer lacks."""
        self._put_questions_away()
        field = self.field_of(name)
        if field is not None:
            self.form.settle()
            self.form.ensureWidgetVisible(field, 0, 4 * UNIT)
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def field_of(self, name: str) -> QWidget | None:
        """The field in which a fact or figure is given; None where there is none."""
        if not self.furnished:
            return None
        of_cause = FactName(name).question is Question.CAUSE
        return next(iter(self.causes.tab_stops), None) if of_cause else self.questions.fields.get(name)

    def _on_reasons_requested(self, keys: tuple[str, ...]) -> None:
        self.tabs.setCurrentIndex(0)
        self.answer.open_first(keys)

    def _on_reason_requested(self, key: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.answer.open_reason(key)

    # the three questions

    def can_ask_questions(self) -> bool:
        """True while there is no record, or one that the three questions can produce."""
        state = self._session.state
        return not state.case.history.periods or recollected(state.case, state.as_of) is not None

    def ask_questions(self) -> None:
        """Show the three questions in place of the record, filled in if they were answered before."""
        self._asked_over = self._session.state.case.history
        if self.quick_start is None:
            self.quick_start = self._parts.three_questions(self._session, self._phrases)
            self.form.put(self.quick_start, before=self.record)
            self.quick_start.shown.connect(self._on_answered)
            self.quick_start.left.connect(self.go_to_record)
            self.quick_start.place_asked.connect(self.place_asked)
        self.record.hide()
        self.quick_start.show()
        self.quick_start.begin()
        self._show_head(self.quick_start)

    def _show_questions(self, state: State) -> None:
        """Show a state in the three questions; close them when the record has changed otherwise."""
        if self.quick_start is not None and state.case.history == self._asked_over:
            self.quick_start.show_state(state)
        else:
            self._put_questions_away()

    def _on_answered(self) -> None:
        self._put_questions_away()
        self.go_to_answer()

    def _put_questions_away(self) -> None:
        if self.quick_start is not None:
            self.quick_start.forget()
            self.quick_start.hide()
            self.record.show()
