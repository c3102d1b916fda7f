"""Knows the window: what stands where, and which part follows which key. Does not know the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QStatusBar, QVBoxLayout, QWidget

from app.cases.typed import read_day
from app.rules.said import Language, Said
from app.ui.answer_pane import AnswerPane
from app.ui.commands import Commands, Entry, Listing
from app.ui.edits import with_region
from app.ui.fields import ReadField, named
from app.ui.files import SAMPLES, Files, new_case
from app.ui.paper_panes import PaperPane, basis_pane, checklist_pane, steps_pane
from app.ui.person_pane import PersonPane
from app.ui.placement import Placement
from app.ui.record_pane import RecordPane
from app.ui.region_field import RegionField
from app.ui.session import Session, State
from app.ui.settings import Look, Memory, TextSize
from app.ui.speech import Speech
from app.ui.splitter import Splitter
from app.ui.stack import Stack, scrolled
from app.ui.status_line import StatusLine
from app.ui.tabs import Tabs
from app.ui.theme import SCALES, UNIT, decorate
from app.ui.timeline_section import TimelineSection
from app.ui.tool_row import ToolRow, lay_rows, spring

if TYPE_CHECKING:
    from app.packs.problems import Problem
    from app.ui.announcements import Announcements
    from app.ui.causes_pane import CausesPane
    from app.ui.counter import Counter
    from app.ui.days_pane import DaysPane
    from app.ui.dialogs import Dialogs
    from app.ui.engine import Engine
    from app.ui.forms import Forms
    from app.ui.notice_bar import NoticeBar
    from app.ui.papers import Papers
    from app.ui.pasting import Pasting
    from app.ui.plan_pane import PlanPane
    from app.ui.questions_pane import QuestionsPane
    from app.ui.quick_start import QuickStart
    from app.ui.theme import Follower
    from app.ui.versions import PacksKnown

# Dialogs, drawings, printing and the panes that stay empty until there is a record are imported when they are first
# needed: the window is on the screen sooner.

_LEFT_WIDTH, _RIGHT_WIDTH = 456, 880
_MOST_OF_HEIGHT = 0.44  # of the right side, that the timeline takes by itself
_TOLD_FOR = 8000  # milliseconds
_TIMELINE = ("fit", "last_five_years", "today", "zoom_in", "zoom_out")
_PAPERS = ("preview", "print", "pdf")
_ADDITIONS = ("decide", "correct", "treatment")


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
        self.session.use_margin(self.memory.settings.margin)
        self.clock: Said | None = None
        self._today = today
        self.files = Files(self, self.session, today)
        self.setStatusBar(QStatusBar(self))
        decorate(self.statusBar(), "status")
        self.statusBar().messageChanged.connect(self._on_message)
        self._closing = self._tinted = self._painted = False
        self._tab_order: tuple[QWidget, ...] = ()
        self._follower: Follower | None = None
        self._counter: Counter | None = None
        self._announcements: Announcements | None = None
        self._notices: NoticeBar | None = None
        self._pasting: Pasting | None = None
        self.setAcceptDrops(True)
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
        self._forms: Forms | None = None
        self._timeline_placed = self._timeline_moved = False
        self._later: tuple[CausesPane | PlanPane | QuestionsPane, ...] = ()
        self.days: DaysPane | None = None
        self.quick_start: QuickStart | None = None
        self.commands = Commands(self, self.speech, self._runs(), self._lists())
        self.commands.tick(f"text_{self.memory.settings.text_size}")
        self._make_toolbar()
        self.setCentralWidget(self._make_page(self._make_content()))
        self.status = StatusLine(self.session, self.speech, self)
        self.statusBar().addWidget(self.status, 1)
        self._show_state(self.session.state)

    def _runs(self) -> dict[str, Callable[[], object]]:
        files = self.files
        return {
            "new": files.start_new,
            "open": files.ask_and_open,
            "import_list": self._on_import,
            "paste": self._on_paste,
            "save": files.save,
            "save_as": files.save_as,
            **{key: partial(self._on_paper, key) for key in _PAPERS},
            "quit": self.close,
            "undo": self._on_undo,
            "redo": self.session.redo,
            **{key: partial(self._on_form, key) for key in (*_ADDITIONS, "margin")},
            "quick_start": self._on_quick_start,
            "go_record": self._on_go_record,
            "go_answer": self._on_go_answer,
            "policies": self._on_policies,
            **{key: partial(self._on_timeline, key) for key in _TIMELINE},
            "timeline_table": self._on_timeline_table,
            **{f"text_{size}": partial(self.enlarge, size) for size in SCALES},
            "unmasked": self._on_unmasked,
            "office": self._on_office,
            "glossary": self._on_glossary,
            "about": self._on_about,
        }

    def _lists(self) -> dict[str, Listing]:
        return {
            "recent": self._recent,
            "samples": self._samples,
            "look": self._looks,
            "language": self._tongues,
            "mode": self._modes,
        }

    def _recent(self) -> list[Entry]:
        from app.ui.recent import recent_entries  # noqa: PLC0415  loaded when the list is opened

        return recent_entries(self.files, self.memory, self.speech)

    def _modes(self) -> list[Entry]:
        comfort, counter = self.speech.within("comfort"), self.counter
        return [
            Entry(comfort("mode.counter" if on else "mode.window"), partial(counter.switch, on), on == counter.on)
            for on in (False, True)
        ]

    def _samples(self) -> list[Entry]:
        return [Entry(self.speech(f"sample.{name}"), partial(self.files.open_sample, name)) for name in SAMPLES]

    def _looks(self) -> list[Entry]:
        looks: tuple[Look, ...] = ("system", "light", "dark", "contrast")
        worn = self.memory.settings.look
        return [Entry(self.speech(f"look.{it}"), partial(self.wear, it), it == worn) for it in looks]

    def _tongues(self) -> list[Entry]:
        spoken: tuple[Language, ...] = ("zh", "en")
        return [Entry(self.speech(f"language.{it}"), partial(self.speak, it), it == self.language) for it in spoken]

    def _make_toolbar(self) -> None:
        bar, place = ToolRow(self.speech("toolbar.name"), self), ToolRow(self.speech("toolbar.place"), self)
        side = self.commands.icon_side(bar)
        bar.setIconSize(QSize(side, side))
        self.commands.put_on(bar)
        place.addWidget(spring())
        self.region = RegionField(self.speech)
        self.as_of = ReadField(read_day, str)
        self.as_of.setFixedWidth(self.as_of.fontMetrics().horizontalAdvance("0000-00-00") + 3 * UNIT)
        for key, field in (("region", self.region), ("as_of", self.as_of)):
            label = QLabel(self.speech(f"{key}.label"))
            label.setContentsMargins(UNIT, 0, UNIT // 2, 0)
            named(field, self.speech(f"{key}.spoken"), label)
            place.addWidget(label)
            place.addWidget(field)
        self.region.chosen.connect(self._on_region)
        self.region.problem.connect(self._on_problem)
        self.as_of.committed.connect(self._on_as_of)
        self.as_of.problem.connect(self._on_problem)
        if self.session.engine is not None:
            self.region.offer(self.session.engine.shelf.choices())
        for row in (bar, place):
            self.addToolBar(row)
        self._toolbar, self._place = bar, place

    def _lay_rows(self) -> None:
        lay_rows(self, self._toolbar, self._place, self.commands.well_known)

    @staticmethod
    def _make_page(content: QWidget) -> QWidget:
        """The content, with room above it for notices."""
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(content), 1)
        return page

    def _make_content(self) -> QWidget:
        speech, session = self.speech, self.session
        self.person = PersonPane(session, speech)
        self.record = RecordPane(session, speech)
        self.timeline = TimelineSection(session, speech)
        self.answer = AnswerPane(session, speech)
        self.checklist, self.steps, self.basis = checklist_pane(speech), steps_pane(speech), basis_pane(speech)
        self.answer.sample_asked.connect(self.files.open_sample)
        self.answer.command_asked.connect(self._on_command)
        self.answer.addition_asked.connect(self._on_form)
        self.timeline.reason_requested.connect(self._on_reason_requested)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(speech("tabs.name"))
        for pane, key in zip(self._answers, ("answer", "checklist", "steps", "basis"), strict=True):
            self.tabs.addTab(pane, speech(f"tab.{key}"))
        self._form = Stack(2 * UNIT)
        self._form.put(self.person)
        self._form.put(self.record, takes_rest=True)
        self.record.questions_wanted.connect(self._on_quick_start)
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
        from app.ui.days_pane import DaysPane  # noqa: PLC0415  as above
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
        self.record.offer_questions()
        self.days = DaysPane(self.session, self.speech)
        self.days.show_state(self.session.state)
        self.tabs.addTab(self.days, self.speech("tab.days"))

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
    def counter(self) -> Counter:
        """What is kept of a case and what is not."""
        if self._counter is None:
            from app.ui.counter import Counter  # noqa: PLC0415  see the head of the module

            self._counter = Counter(self, self.session, self.memory)
        return self._counter

    @property
    def announcements(self) -> Announcements:
        """What the window says of its own accord."""
        if self._announcements is None:
            from app.ui.announcements import Announcements  # noqa: PLC0415  see the head of the module

            self._announcements = Announcements(self, self.session)
        return self._announcements

    @property
    def notices(self) -> NoticeBar:
        """The messages above the work."""
        if self._notices is None:
            from app.ui.notice_bar import NoticeBar  # noqa: PLC0415  see the head of the module

            page = self.centralWidget()
            self._notices = NoticeBar(self.speech, self.person.name, page)
            layout = page.layout()
            assert isinstance(layout, QVBoxLayout)  # noqa: S101  made by `_make_page`
            layout.insertWidget(0, self._notices)
        return self._notices

    @property
    def packs_known(self) -> PacksKnown | None:
        """What is known of the packs together; None until they are read."""
        if self.session.engine is None:
            return None
        from app.ui.versions import packs_known  # noqa: PLC0415  see the head of the module

        return packs_known(self.session.engine.shelf.packs)

    @property
    def forms(self) -> Forms:
        """The small windows for what only a person can add to the answer."""
        if self._forms is None:
            from app.ui.forms import Forms  # noqa: PLC0415  see the head of the module

            self._forms = Forms(self, self.session)
        return self._forms

    @property
    def actions_by_key(self) -> dict[str, QAction]:
        """Every command, by its name."""
        return self.commands.by_key

    @property
    def _answers(self) -> tuple[AnswerPane | PaperPane | DaysPane, ...]:
        days = (self.days,) if self.days is not None else ()
        return (self.answer, self.checklist, self.steps, self.basis, *days)

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
        self._rebuild(language)

    def follow(self, follower: Follower) -> None:
        """Dress as a follower does, and have it dress the program as is chosen here."""
        self._follower = follower
        follower.recoloured.connect(self.recolour)
        follower.focus_moved.connect(self._on_focus_moved)

    def _on_focus_moved(self, before: QWidget | None, after: QWidget | None) -> None:
        if self._tinted:
            from app.ui.focus_ring import move_ring  # noqa: PLC0415  see the head of the module

            move_ring(before, after)

    def wear(self, look: Look) -> None:
        """Wear a look, now and from the next start on."""
        self.memory.keep(look=look)
        if self._follower is not None:
            self._follower.choose(look)

    def enlarge(self, text_size: TextSize) -> None:
        """Write in a size, now and from the next start on; case, past and choice stay."""
        if text_size != self.memory.settings.text_size:
            self.commit_typing()
            self.memory.keep(text_size=text_size)
            if self._follower is not None:
                self._follower.enlarge(text_size)
            self._rebuild(self.language)
        self.commands.tick(f"text_{text_size}")

    def renew(self) -> None:
        """Show the same state in parts that have never shown another."""
        self._build_anew(self.language)
        self.statusBar().clearMessage()
        self.rebuilt.emit()

    def _rebuild(self, language: Language) -> None:
        from app.ui.whereabouts import whereabouts  # noqa: PLC0415  see the head of the module

        return_there = whereabouts(self)
        self._build_anew(language)
        return_there()
        self.rebuilt.emit()

    def _build_anew(self, language: Language) -> None:
        for row in (self._toolbar, self._place):
            self.removeToolBar(row)
        notices = self._notices.notices if self._notices is not None else {}
        self._notices = None
        for helper in (self._dialogs, self._papers, self._forms):
            if isinstance(helper, QObject):
                helper.deleteLater()
        self.statusBar().removeWidget(self.status)
        for part in (self._toolbar, self._place, self.status, self.commands):
            part.deleteLater()
        self.centralWidget().hide()  # it goes when another takes its place
        furnished = bool(self._later)
        self._build(language)
        if furnished:
            self.furnish()
        if self._tinted:
            self.tint()
        for made in (self._toolbar, self._place, self.centralWidget()):
            made.show()  # the window would show them later, and what is hidden takes no focus
        self._lay_rows()
        for name, notice in notices.items():
            self.notices.tell(name, notice)

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
        self._lay_rows()
        self._timeline_placed = False
        self._fit_timeline()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, after asking once if something is unsaved."""
        if self._closing or not self.session.state.unsaved:
            self.memory.keep(geometry=self.placement.geometry)
            self.announcements.withhold()
            self.counter.close()
            event.accept()
            return
        event.ignore()
        self.files.when_safe(self._close)

    def _close(self) -> None:
        self._closing = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; whether they can be opened is told when they are dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the case that is dropped."""
        event.acceptProposedAction()
        self.files.take_dropped([url.toLocalFile() for url in event.mimeData().urls()])

    # what the program tells it

    def use_engine(self, engine: Engine) -> None:
        """Take packs and rules, once they are read."""
        self.furnish()
        self.region.offer(engine.shelf.choices())
        self.session.use_engine(engine)
        self._look_at_clock()

    def tell_of_packs(self, problems: Iterable[Problem]) -> None:
        """Say that there are no packs to answer with, and why."""
        self.dialogs.tell(self.speech("packs.unusable"), "\n".join(it.in_(self.language) for it in problems))

    def tell_of_fault(self, lines: list[str]) -> None:
        """Say that the window itself is at fault; the lines tell where, and nothing of the case."""
        from app.ui.faults import surroundings  # noqa: PLC0415  loaded with the first fault

        self.counter.write_journal()
        comfort = self.speech.within("comfort")
        report = "\n".join([*lines, "", *surroundings(self.packs_known)])
        self.dialogs.fault(report, comfort("fault.not_kept" if self.counter.on else "fault.kept"))

    def keep_journal(self, folder: Path) -> None:
        """Keep what is unsaved in a folder, and offer what a crash has left there."""
        self.announcements.offer(self.counter.keep_journal(folder))

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
        self.commands.check("unmasked", state.unmasked)
        self.commands.allow((*_PAPERS, "unmasked"), state.assessment is not None and bool(state.case.history.periods))
        self.commands.allow(("quick_start",), not state.case.history.periods)
        self.commands.allow(_ADDITIONS, state.option is not None and bool(state.case.history.periods))
        if state.case.history.periods:
            self.furnish()
        panes: tuple[Pane, ...] = (self.person, self.record, *self._later, self.timeline, *self._answers, self.status)
        for pane in panes:
            pane.show_state(state)
        if self.quick_start is not None and not self.quick_start.isHidden():
            self._show_questions(state)
        self._form.setMinimumWidth(max(_LEFT_WIDTH - 4 * UNIT, self._form.least_width))
        self._form.place()
        self._order_tabs()
        self._fit_timeline()

    def _order_tabs(self) -> None:
        """Form, timeline, answer, as the eye goes; panes are filled later than they are made, so this is kept up."""
        later = [stop for pane in self._later for stop in pane.tab_stops]
        order = (
            *(*self.record.tab_stops, *later, *self.timeline.tab_stops),
            *(self.tabs.tabBar(), *self.answer.tab_stops),
        )
        if order != self._tab_order:
            self._tab_order = order
            for before, after in pairwise(order):
                QWidget.setTabOrder(before, after)

    def _begin(self) -> None:
        """Another client: every view stands where it begins."""
        if not self.memory.settings.counter:  # there the fields are made anew
            fields: Iterable[ReadField] = self.findChildren(ReadField)
            for field in fields:
                field.take_back()  # what the last client left half typed
        if self._announcements is not None:
            self._announcements.begin()
        if self.quick_start is not None:
            self._put_questions_away()
        self.record.begin()
        self.answer.begin()
        if self.days is not None:
            self.days.begin()
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

    def _on_message(self, text: str) -> None:
        """The frame of a refused place lasts as long as the sentence that tells why."""
        if not text:
            self.region.forgive()

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

    def _on_timeline_table(self) -> None:
        self.timeline.toggle_table()

    def _on_paper(self, key: str) -> None:
        self.commit_typing()
        if key == "preview":
            self.papers.preview()
        elif key == "print":
            self.papers.print()
        else:
            self.papers.ask_and_export()

    def _on_form(self, key: str) -> None:
        self.commit_typing()
        self.forms.open(key)

    @property
    def pasting(self) -> Pasting:
        """The way of a copied list into the record."""
        if self._pasting is None:
            from app.ui.pasting import Pasting  # noqa: PLC0415  see the head of the module

            self._pasting = Pasting(self, self.session)
        return self._pasting

    def _on_paste(self) -> None:
        self.pasting.paste()

    def _on_import(self) -> None:
        self.pasting.ask_and_import()

    def _on_quick_start(self) -> None:
        if self.quick_start is None:
            from app.ui.quick_start import QuickStart  # noqa: PLC0415  see the head of the module

            self.quick_start = QuickStart(self.session, self.speech)
            self._form.put(self.quick_start, before=self.record)
            self.quick_start.shown.connect(self._on_go_answer)
            self.quick_start.left.connect(self._on_go_record)
            self.quick_start.place_asked.connect(self.region.setFocus)
        self.record.hide()
        self.quick_start.show()
        self.quick_start.begin()
        self._form.place()

    def _show_questions(self, state: State) -> None:
        """Follow a state with the three questions; they give way to a record, wherever it comes from."""
        if self.quick_start is not None and not state.case.history.periods:
            self.quick_start.show_state(state)
        else:
            self._put_questions_away()

    def _put_questions_away(self) -> None:
        if self.quick_start is not None:
            self.quick_start.forget()
            self.quick_start.hide()
            self.record.show()
            self._form.place()

    def _on_go_record(self) -> None:
        self._put_questions_away()
        self.record.show_view(0)
        self.record.grid.setFocus()

    def _on_go_answer(self) -> None:
        self.tabs.setCurrentIndex(0)
        (self.answer.options or self.answer).setFocus()
        self.answer.show_top()

    def _on_policies(self) -> None:
        from app.ui.policy_window import open_policies  # noqa: PLC0415  a window of its own, see the head of the module

        self.commit_typing()
        open_policies(self)

    def _on_command(self, key: str) -> None:
        self.commands.by_key[key].trigger()

    def _look_at_clock(self) -> None:
        from app.ui.announcements import clock_is_early  # noqa: PLC0415  once, after the packs are read

        known = self.packs_known
        self.clock = clock_is_early(self._today, known.newest if known is not None else None)
        if self.clock is not None:
            self.announcements.warn_of_clock(self.clock)

    def _on_unmasked(self) -> None:
        self.session.unmask(not self.session.state.unmasked)
        self.announcements.show_unmasked(unmasked=self.session.state.unmasked)

    def _on_office(self) -> None:
        self.dialogs.ask_office(self.memory.settings.office, self._on_office_kept)

    def _on_office_kept(self, details: dict[str, str]) -> None:
        self.memory.keep(office=details)

    def _on_glossary(self) -> None:
        from app.ui.glossary_box import GlossaryBox  # noqa: PLC0415  see the head of the module

        box = GlossaryBox(self.speech, self)
        box.finished.connect(box.deleteLater)
        box.open()

    def _on_about(self) -> None:
        self.dialogs.about(self.packs_known)
