"""Knows the window: what stands where, and which part follows which key. Does not know the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QSizePolicy, QStatusBar, QToolBar, QWidget

from app.rules.said import Language, Said
from app.ui.answer_pane import AnswerPane
from app.ui.commands import ICON, Commands, Entry
from app.ui.edits import with_region
from app.ui.fields import ReadField, named
from app.ui.files import SAMPLES, Files, new_case
from app.ui.month_input import read_day
from app.ui.paper_panes import PaperPane, basis_pane, checklist_pane, steps_pane
from app.ui.person_pane import PersonPane
from app.ui.placement import Placement
from app.ui.record_pane import RecordPane
from app.ui.region_field import RegionField
from app.ui.session import Session, State
from app.ui.settings import Memory
from app.ui.speech import Speech
from app.ui.splitter import Splitter
from app.ui.stack import Stack
from app.ui.status_line import StatusLine
from app.ui.tabs import Tabs
from app.ui.theme import UNIT, decorate
from app.ui.timeline_section import TimelineSection

if TYPE_CHECKING:
    from app.packs.problems import Problem
    from app.ui.causes_pane import CausesPane
    from app.ui.dialogs import Dialogs
    from app.ui.engine import Engine
    from app.ui.papers import Papers
    from app.ui.plan_pane import PlanPane
    from app.ui.questions_pane import QuestionsPane

# Dialogs, drawings, printing and the panes that stay empty until there is a record are imported when they are first
# needed: the window is on the screen sooner.

_LEFT_WIDTH, _RIGHT_WIDTH = 456, 880
_MOST_OF_HEIGHT = 0.44  # of the right side, that the timeline takes by itself
_TOLD_FOR = 8000  # milliseconds
_TIMELINE = ("fit", "last_five_years", "today", "zoom_in", "zoom_out")
_PAPERS = ("preview", "print", "pdf")


class Pane(Protocol):
    """A part of the window: a view of the state."""

    def show_state(self, state: State) -> None:
        """Show a state."""


class MainWindow(QMainWindow):
    """The one window; everything it shows is taken from its session's state."""

    rebuilt = Signal()
    painted = Signal()

    def __init__(self, today: date, memory: Memory | None = None) -> None:
        super().__init__()
        self.memory = memory or Memory()
        self.session = Session(new_case(), today, self)
        self.files = Files(self, self.session, today)
        self.setStatusBar(QStatusBar(self))
        decorate(self.statusBar(), "status")
        self._closing = self._tinted = self._painted = False
        self._tab_order: tuple[QWidget, ...] = ()
        self._build(self.memory.settings.language)
        self.placement = Placement(self, self.memory.settings.geometry)
        self.session.changed.connect(self._show_state)
        self.session.started.connect(self._begin)
        self.files.cleared.connect(self._on_cleared)

    # construction

    def _build(self, language: Language) -> None:
        self.speech = Speech(language)
        self._dialogs: Dialogs | None = None
        self._papers: Papers | None = None
        self._timeline_placed = self._timeline_moved = False
        self._later: tuple[CausesPane | PlanPane | QuestionsPane, ...] = ()
        self.commands = Commands(self, self.speech, self._runs(), {"samples": self._samples, "language": self._tongues})
        self._make_toolbar()
        self.setCentralWidget(self._make_content())
        self.status = StatusLine(self.session, self.speech, self)
        self.statusBar().addWidget(self.status, 1)
        self._show_state(self.session.state)

    def _runs(self) -> dict[str, Callable[[], object]]:
        files = self.files
        return {
            "new": files.start_new,
            "open": files.ask_and_open,
            "save": files.save,
            "save_as": files.save_as,
            **{key: partial(self._on_paper, key) for key in _PAPERS},
            "quit": self.close,
            "undo": self._on_undo,
            "redo": self.session.redo,
            "go_record": self._on_go_record,
            "go_answer": self._on_go_answer,
            **{key: partial(self._on_timeline, key) for key in _TIMELINE},
            "about": self._on_about,
        }

    def _samples(self) -> list[Entry]:
        return [Entry(self.speech(f"sample.{name}"), partial(self.files.open_sample, name)) for name in SAMPLES]

    def _tongues(self) -> list[Entry]:
        spoken: tuple[Language, ...] = ("zh", "en")
        return [Entry(self.speech(f"language.{it}"), partial(self.speak, it), it == self.language) for it in spoken]

    def _make_toolbar(self) -> None:
        bar = QToolBar(self.speech("toolbar.name"), self)
        bar.setMovable(False)
        decorate(bar, "toolbar")
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setIconSize(QSize(ICON, ICON))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.commands.put_on(bar)
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(room)
        self.region = RegionField(self.speech)
        self.as_of = ReadField(read_day, str)
        self.as_of.setFixedWidth(self.as_of.fontMetrics().horizontalAdvance("0000-00-00") + 3 * UNIT)
        for key, field in (("region", self.region), ("as_of", self.as_of)):
            label = QLabel(self.speech(f"{key}.label"))
            label.setContentsMargins(UNIT, 0, UNIT // 2, 0)
            named(field, self.speech(f"{key}.spoken"), label)
            bar.addWidget(label)
            bar.addWidget(field)
        self.region.chosen.connect(self._on_region)
        self.region.problem.connect(self._on_problem)
        self.as_of.committed.connect(self._on_as_of)
        self.as_of.problem.connect(self._on_problem)
        if self.session.engine is not None:
            self.region.offer(self.session.engine.shelf.choices())
        self.addToolBar(bar)
        self._toolbar = bar

    def _make_content(self) -> QWidget:
        speech, session = self.speech, self.session
        self.person = PersonPane(session, speech)
        self.record = RecordPane(session, speech)
        self.timeline = TimelineSection(session, speech)
        self.answer = AnswerPane(session, speech)
        self.checklist, self.steps, self.basis = checklist_pane(speech), steps_pane(speech), basis_pane(speech)
        self.answer.sample_asked.connect(self.files.open_sample)
        self.timeline.reason_requested.connect(self._on_reason_requested)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(speech("tabs.name"))
        for pane, key in zip(self._answers, ("answer", "checklist", "steps", "basis"), strict=True):
            self.tabs.addTab(pane, speech(f"tab.{key}"))
        self._form = Stack(2 * UNIT)
        self._form.put(self.person)
        self._form.put(self.record, takes_rest=True)
        self._right = right = Splitter(Qt.Orientation.Vertical)
        right.addWidget(self.timeline)
        right.addWidget(self.tabs)
        right.splitterMoved.connect(self._on_line_moved)
        right.setStretchFactor(0, 0)
        right.setStretchFactor(1, 1)
        whole = Splitter(Qt.Orientation.Horizontal)
        whole.addWidget(self._form)
        whole.addWidget(right)
        whole.setStretchFactor(0, 0)
        whole.setStretchFactor(1, 1)
        whole.setSizes([_LEFT_WIDTH, _RIGHT_WIDTH])
        return whole

    def furnish(self) -> None:
        """Add what is shown once there is a record; done with the first record, or when the window has time."""
        if self._later:
            return
        from app.ui.causes_pane import CausesPane  # noqa: PLC0415  see the head of the module
        from app.ui.plan_pane import PlanPane  # noqa: PLC0415  as above
        from app.ui.questions_pane import QuestionsPane  # noqa: PLC0415  as above

        self.causes = CausesPane(self.session, self.speech)
        self.plan = PlanPane(self.session, self.speech)
        self.questions = QuestionsPane(self.session, self.speech)
        self._later = (self.causes, self.plan, self.questions)
        for pane in self._later:
            self._form.put(pane)
            pane.show_state(self.session.state)
            pane.setVisible(not pane.isHidden())

    @property
    def dialogs(self) -> Dialogs:
        """The window's questions and messages."""
        if self._dialogs is None:
            from app.ui.dialogs import Dialogs  # noqa: PLC0415  see the head of the module

            self._dialogs = Dialogs(self, self.speech)
        return self._dialogs

    @dialogs.setter
    def dialogs(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs

    @property
    def papers(self) -> Papers:
        """Preview, printer and PDF."""
        if self._papers is None:
            from app.ui.papers import Papers  # noqa: PLC0415  see the head of the module

            self._papers = Papers(self, self.session)
        return self._papers

    @property
    def actions_by_key(self) -> dict[str, QAction]:
        """Every command, by its name."""
        return self.commands.by_key

    @property
    def _answers(self) -> tuple[AnswerPane | PaperPane, ...]:
        return (self.answer, self.checklist, self.steps, self.basis)

    @property
    def language(self) -> Language:
        """The language the window speaks."""
        return self.speech.language

    def speak(self, language: Language) -> None:
        """Show the window in another language; case, past and choice stay."""
        if language == self.language:
            return
        self.commit_typing()
        self.memory.keep(language=language)
        self.removeToolBar(self._toolbar)
        self.statusBar().removeWidget(self.status)
        for part in (self._toolbar, self.status, self.commands):
            part.deleteLater()
        furnished = bool(self._later)
        self._build(language)
        if furnished:
            self.furnish()
        if self._tinted:
            self.tint()
        self.rebuilt.emit()

    def tint(self) -> None:
        """Draw the icons; done once the window is on the screen, and again in a new palette."""
        self._tinted = True
        self.commands.tint(self)
        self.record.tint()

    def recolour(self) -> None:
        """Draw in a new palette what keeps its colours."""
        if self._tinted:
            self.tint()
        self._show_state(self.session.state)

    # the window on the screen

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where a new case begins."""
        super().showEvent(event)
        if self.focusWidget() is None or self.focusWidget() is self.region:
            self.person.name.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.placement.settle()
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._timeline_placed = False
        self._fit_timeline()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, after asking once if something is unsaved."""
        if self._closing or not self.session.state.unsaved:
            self.memory.keep(geometry=self.placement.geometry)
            event.accept()
            return
        event.ignore()
        self.files.when_safe(self._close)

    def _close(self) -> None:
        self._closing = True
        self.close()

    # what the program tells it

    def use_engine(self, engine: Engine) -> None:
        """Take packs and rules, once they are read."""
        self.furnish()
        self.region.offer(engine.shelf.choices())
        self.session.use_engine(engine)

    def tell_of_packs(self, problems: Iterable[Problem]) -> None:
        """Say that there are no packs to answer with, and why."""
        self.dialogs.tell(self.speech("packs.unusable"), "\n".join(it.in_(self.language) for it in problems))

    def tell_of_fault(self, kind: str, place: str) -> None:
        """Say that the window itself is at fault: the kind of the fault and its place in the program, nothing else."""
        self.dialogs.tell(self.speech("fault"), self.speech("fault.more", kind=kind, place=place))

    def open_case(self, path: Path) -> None:
        """Take up the case the program was started with."""
        self.files.open(path)

    def commit_typing(self) -> None:
        """Take what is being typed, so that a key pressed in a field acts on what is seen."""
        focus = QApplication.focusWidget()
        if isinstance(focus, ReadField):
            focus.commit()
        elif isinstance(focus, QLineEdit) and self.isAncestorOf(focus):
            focus.editingFinished.emit()

    # what is shown

    def _show_state(self, state: State) -> None:
        name = state.case.person.name or self.speech("title.new")
        self.setWindowTitle(self.speech("title.unsaved" if state.unsaved else "title", name=name))
        self.region.show_region(state.case.region)
        self.as_of.show_value(state.as_of)
        self.commands.name_step("undo", state.undo_name)
        self.commands.name_step("redo", state.redo_name)
        self.commands.allow(_PAPERS, state.assessment is not None and bool(state.case.history.periods))
        if state.case.history.periods:
            self.furnish()
        panes: tuple[Pane, ...] = (self.person, self.record, *self._later, self.timeline, *self._answers, self.status)
        for pane in panes:
            pane.show_state(state)
        self._form.setMinimumWidth(max(_LEFT_WIDTH - 4 * UNIT, self._form.least_width))
        self._form.place()
        self._order_tabs()
        self._fit_timeline()

    def _order_tabs(self) -> None:
        """Grid, cause, plan, then what is asked; panes are filled later than they are made, so this is kept up."""
        later = [stop for pane in self._later for stop in pane.tab_stops]
        order = (*self.record.tab_stops, *later)
        if order != self._tab_order:
            self._tab_order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    def _begin(self) -> None:
        """Another client: every view stands where it begins."""
        self.record.begin()
        self.answer.begin()
        self._form.verticalScrollBar().setValue(0)

    def _on_cleared(self) -> None:
        self.record.show_view(0)
        self.tabs.setCurrentIndex(0)
        self.person.name.setFocus()

    def _fit_timeline(self) -> None:
        """Give the timeline the height its labels want, unless somebody has moved the line below it."""
        if self._timeline_moved or not self.timeline.drawn:
            return
        whole = self._right.height()
        wanted = min(self.timeline.wanted_height(), round(whole * _MOST_OF_HEIGHT))
        if wanted > self._right.sizes()[0] or not self._timeline_placed:
            self._timeline_placed = True
            self._right.setSizes([wanted, max(0, whole - wanted)])

    def _on_line_moved(self) -> None:
        self._timeline_moved = True

    # what a person does

    def _on_undo(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, ReadField) and focus.isModified():
            focus.take_back()
        else:
            self.session.undo()

    def _on_region(self, code: str) -> None:
        self.session.edit(self.speech.phrase("edit.region"), with_region(self.session.state.case, code))

    def _on_as_of(self, day: date | None) -> None:
        if day is None:
            self.as_of.show_value(self.session.state.as_of)
        else:
            self.session.set_as_of(self.speech.phrase("edit.as_of"), day)

    def _on_problem(self, said: Said | None) -> None:
        if said is not None:
            self.statusBar().showMessage(self.speech.of(said), _TOLD_FOR)
        else:
            self.statusBar().clearMessage()

    def _on_reason_requested(self, key: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.answer.open_reason(key)

    def _on_timeline(self, key: str) -> None:
        self.timeline.turn(key)

    def _on_paper(self, key: str) -> None:
        self.commit_typing()
        if key == "preview":
            self.papers.preview()
        elif key == "print":
            self.papers.print()
        else:
            self.papers.ask_and_export()

    def _on_go_record(self) -> None:
        self.record.show_view(0)
        self.record.grid.setFocus()

    def _on_go_answer(self) -> None:
        self.tabs.setCurrentIndex(0)
        (self.answer.options or self.answer).setFocus()
        self.answer.show_top()

    def _on_about(self) -> None:
        from app import __version__  # noqa: PLC0415  only for this box

        self.dialogs.about(self.speech("about.text", version=__version__))
