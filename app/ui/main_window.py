"""Knows the window: what stands where, menus and keys, the files it opens and saves. Does not know the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMargins, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QSplitter,
    QSplitterHandle,
    QStatusBar,
    QStyle,
    QToolBar,
    QWidget,
)

from app.places import resource
from app.rules.case import Case
from app.rules.said import Language, Said
from app.ui.answer_pane import SAMPLES, AnswerPane
from app.ui.edits import with_region
from app.ui.fields import ReadField, named
from app.ui.month_input import read_day
from app.ui.paper_panes import PaperPane, basis_pane, checklist_pane, steps_pane
from app.ui.person_pane import PersonPane
from app.ui.record_pane import RecordPane
from app.ui.region_field import RegionField
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.stack import Stack
from app.ui.tabs import Tabs
from app.ui.theme import UNIT, blank_icon, decorate
from app.ui.timeline_section import TimelineSection

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray, QSettings

    from app.packs.problems import Problem
    from app.ui.causes_pane import CausesPane
    from app.ui.dialogs import Dialogs
    from app.ui.engine import Engine
    from app.ui.plan_pane import PlanPane
    from app.ui.printing import Printing
    from app.ui.questions_pane import QuestionsPane

# Dialogs, drawings, printing and the panes that stay empty until there is a record are imported when they are first
# needed: the window is on the screen sooner.

DEFAULT_REGION = "140100"
_LEFT_WIDTH, _RIGHT_WIDTH = 456, 880
_ICON = 20
_FRAMED_AFTER = 50  # milliseconds: a window manager puts its frame around a window that is already shown
_MOST_OF_HEIGHT = 0.44  # of the right side, that the timeline takes by itself
_TIMELINE_KEYS = {"fit": "Ctrl+0", "last_five_years": None, "today": None, "zoom_in": "Ctrl++", "zoom_out": "Ctrl+-"}


def new_case(region: str = DEFAULT_REGION) -> Case:
    """The case a window starts with: a place, nothing else."""
    return Case(region)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a window remembers from one start to the next. `store` is None where nothing may be kept."""

    store: QSettings | None = None

    def geometry(self) -> QByteArray | None:
        """Where the window was."""
        value = self.store.value("geometry") if self.store is not None else None
        return value if value is not None and hasattr(value, "toHex") else None

    def language(self) -> Language:
        """The language last chosen."""
        return "en" if self.store is not None and self.store.value("language") == "en" else "zh"

    def keep(self, geometry: QByteArray, language: Language) -> None:
        """Remember both."""
        if self.store is not None:
            self.store.setValue("geometry", geometry)
            self.store.setValue("language", language)


class Pane(Protocol):
    """A part of the window: a view of the state."""

    def show_state(self, state: State) -> None:
        """Show a state."""


class MainWindow(QMainWindow):
    """The one window; everything it shows is taken from its session's state."""

    rebuilt = Signal()
    painted = Signal()

    def __init__(self, today: date, settings: Settings | None = None) -> None:
        super().__init__()
        self._today = today
        self._settings = settings or Settings()
        self.session = Session(new_case(), today, self)
        self.setStatusBar(QStatusBar(self))
        self._closing = False
        self._timeline_placed = self._timeline_moved = False
        self._tinted = False
        self._painted = False
        self._tab_order: tuple[QWidget, ...] = ()
        self._placed = QSize()
        self._build(self._settings.language())
        self._place()
        self.session.changed.connect(self._show_state)
        self.session.started.connect(self._begin)

    # construction

    def _build(self, language: Language) -> None:
        self._speech = Speech(language)
        self._dialogs: Dialogs | None = None
        self._printing: Printing | None = None
        self._timeline_placed = self._timeline_moved = False
        self._later: tuple[CausesPane | PlanPane | QuestionsPane, ...] = ()
        self.actions_by_key: dict[str, QAction] = {}
        self._make_actions()
        self._make_menus()
        self._make_toolbar()
        self.setCentralWidget(self._make_content())
        self._make_status()
        self._show_state(self.session.state)

    def _make_content(self) -> QWidget:
        speech, session = self._speech, self.session
        self.person = PersonPane(session, speech)
        self.record = RecordPane(session, speech)
        self.timeline = TimelineSection(session, speech)
        self.answer = AnswerPane(session, speech)
        self.checklist, self.steps, self.basis = checklist_pane(speech), steps_pane(speech), basis_pane(speech)
        self.answer.sample_asked.connect(self.open_sample)
        self.timeline.reason_requested.connect(self._on_reason_requested)
        self.tabs = Tabs()
        self.tabs.setAccessibleName(speech("tabs.name"))
        for pane, key in zip(self._answers, ("answer", "checklist", "steps", "basis"), strict=True):
            self.tabs.addTab(pane, speech(f"tab.{key}"))
        self._right = right = _Splitter(Qt.Orientation.Vertical)
        right.addWidget(self.timeline)
        right.addWidget(self.tabs)
        right.splitterMoved.connect(self._on_line_moved)
        right.setStretchFactor(0, 0)
        right.setStretchFactor(1, 1)
        whole = _Splitter(Qt.Orientation.Horizontal)
        whole.addWidget(self._make_form())
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

        self.causes = CausesPane(self.session, self._speech)
        self.plan = PlanPane(self.session, self._speech)
        self.questions = QuestionsPane(self.session, self._speech)
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

            self._dialogs = Dialogs(self, self._speech)
        return self._dialogs

    @dialogs.setter
    def dialogs(self, dialogs: Dialogs) -> None:
        self._dialogs = dialogs

    @property
    def printing(self) -> Printing:
        """Preview and printer."""
        if self._printing is None:
            from app.ui.printing import Printing  # noqa: PLC0415  see the head of the module

            self._printing = Printing(self, self._speech)
        return self._printing

    @property
    def _answers(self) -> tuple[AnswerPane | PaperPane, ...]:
        return (self.answer, self.checklist, self.steps, self.basis)

    def _make_form(self) -> QWidget:
        self._form = Stack(2 * UNIT)
        self._form.put(self.person)
        self._form.put(self.record, takes_rest=True)
        return self._form

    def _action(self, key: str, run: Callable[[], object], keys: QKeySequence | str | None = None) -> QAction:
        action = QAction(self._speech(f"action.{key}"), self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(run)
        self.actions_by_key[key] = action
        return action

    def _make_actions(self) -> None:
        self._action("new", self.start_new, "Ctrl+N")
        self._action("open", self._on_open, "Ctrl+O")
        self._action("save", self.save, "Ctrl+S")
        self._action("save_as", self._on_save_as, "Ctrl+Shift+S")
        self._action("preview", self._on_preview, "Ctrl+Shift+P")
        self._action("print", self._on_print, "Ctrl+P")
        self._action("pdf", self._on_pdf, "Ctrl+E")
        self._action("quit", self.close, "Ctrl+Q")
        self._action("undo", self._on_undo, "Ctrl+Z")
        self._action("redo", self._on_redo, "Ctrl+Shift+Z")
        for key, keys in _TIMELINE_KEYS.items():
            self._action(key, partial(self._on_timeline, key), keys)
        self._action("go_record", self._on_go_record, "F2")
        self._action("go_answer", self._on_go_answer, "F3")
        self._action("about", self._on_about, "F1")
        for key in ("new", "open", "save", "undo", "redo", "print", "pdf"):
            self.actions_by_key[key].setIcon(blank_icon(_ICON))

    def _make_menus(self) -> None:
        bar = QMenuBar(self)
        self.setMenuBar(bar)
        keys = self.actions_by_key
        file = bar.addMenu(self._speech("menu.file"))
        file.addActions([keys[key] for key in ("new", "open", "save", "save_as")])
        file.addMenu(self._samples_menu(file))
        file.addSeparator()
        file.addActions([keys[key] for key in ("preview", "print", "pdf")])
        file.addSeparator()
        file.addAction(keys["quit"])
        bar.addMenu(self._speech("menu.edit")).addActions([keys["undo"], keys["redo"]])
        view = bar.addMenu(self._speech("menu.view"))
        view.addActions([keys[key] for key in ("go_record", "go_answer")])
        view.addSeparator()
        view.addActions([keys[key] for key in _TIMELINE_KEYS])
        view.addSeparator()
        view.addMenu(self._language_menu(view))
        bar.addMenu(self._speech("menu.help")).addAction(keys["about"])

    def _samples_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu(self._speech("menu.samples"), parent)
        menu.aboutToShow.connect(partial(self._fill_samples, menu))
        return menu

    def _fill_samples(self, menu: QMenu) -> None:
        menu.clear()
        for name in SAMPLES:
            action = menu.addAction(self._speech(f"sample.{name}"))
            action.triggered.connect(partial(self.open_sample, name))

    def _language_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu(self._speech("menu.language"), parent)
        for language in ("zh", "en"):
            action = menu.addAction(self._speech(f"language.{language}"))
            action.setCheckable(True)
            action.setChecked(language == self._speech.language)
            action.triggered.connect(partial(self.speak, language))
        return menu

    def _make_toolbar(self) -> None:
        bar = QToolBar(self._speech("toolbar.name"), self)
        bar.setMovable(False)
        decorate(bar, "toolbar")
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setIconSize(QSize(_ICON, _ICON))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for group in (("new", "open", "save"), ("undo", "redo"), ("print", "pdf")):
            for key in group:
                action = self.actions_by_key[key]
                action.setIconText(self._speech(f"tool.{key}"))
                bar.addAction(action)
            bar.addSeparator()
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(room)
        self.region = RegionField(self._speech)
        self.as_of = ReadField(read_day, str)
        self.as_of.setFixedWidth(self.as_of.fontMetrics().horizontalAdvance("0000-00-00") + 3 * UNIT)
        for key, field in (("region", self.region), ("as_of", self.as_of)):
            label = QLabel(self._speech(f"{key}.label"))
            label.setContentsMargins(UNIT, 0, UNIT // 2, 0)
            named(field, self._speech(f"{key}.spoken"), label)
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

    def _make_status(self) -> None:
        self._status = QLabel()
        self._status.setAccessibleName(self._speech("status.name"))
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._status.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT // 2)
        decorate(self.statusBar(), "status")
        self.statusBar().addWidget(self._status, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where a new case begins."""
        super().showEvent(event)
        if self.focusWidget() is None or self.focusWidget() is self.region:
            self.person.name.setFocus()

    def recolour(self) -> None:
        """Draw in a new palette what keeps its colours."""
        if self._tinted:
            self.tint()
        self._show_state(self.session.state)

    def _place(self) -> None:
        geometry = self._settings.geometry()
        if geometry is None or not self.restoreGeometry(geometry):
            room = QApplication.primaryScreen().availableSize()
            title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
            self.resize(min(room.width(), 1600), min(room.height() - title, 1000))
        self._placed = self.size()

    def fit_screen(self, room: QRect, frame: QMargins) -> None:
        """Come to lie inside the room with the frame around the window, unless somebody has given it another size."""
        if self.size() != self._placed or self.isMaximized() or self.isFullScreen():
            return
        inside = room.marginsRemoved(frame)
        self.resize(self.size().boundedTo(inside.size()))
        place = self.geometry()
        place.moveLeft(max(inside.left(), min(place.left(), inside.right() + 1 - place.width())))
        place.moveTop(max(inside.top(), min(place.top(), inside.bottom() + 1 - place.height())))
        self._placed = place.size()
        if place != self.geometry():
            self.setGeometry(place)

    def _on_framed(self) -> None:
        handle = self.windowHandle()
        if handle is not None and handle.isVisible():
            self.fit_screen(handle.screen().availableGeometry(), handle.frameMargins())

    @property
    def language(self) -> Language:
        """The language the window speaks."""
        return self._speech.language

    def speak(self, language: Language) -> None:
        """Show the window in another language; case, past and choice stay."""
        if language == self._speech.language:
            return
        self.commit_typing()
        self.removeToolBar(self._toolbar)
        self._toolbar.deleteLater()
        self.statusBar().removeWidget(self._status)
        self._status.deleteLater()
        for action in self.actions_by_key.values():
            action.deleteLater()
        furnished = bool(self._later)
        self._build(language)
        if furnished:
            self.furnish()
        if self._tinted:
            self.tint()
        self.rebuilt.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(_FRAMED_AFTER, self, self._on_framed)
            self.painted.emit()

    def tint(self) -> None:
        """Draw the icons; done once the window is on the screen, and again in a new palette."""
        from app.ui.icons import icon  # noqa: PLC0415  see the head of the module

        self._tinted = True
        colour = self.palette().buttonText().color()
        for key in ("new", "open", "save", "undo", "redo", "print", "pdf"):
            self.actions_by_key[key].setIcon(icon(key, colour))
        self.record.tint()

    def use_engine(self, engine: Engine) -> None:
        """Take packs and rules, once they are read."""
        self.furnish()
        self.region.offer(engine.shelf.choices())
        self.session.use_engine(engine)

    def tell_of_packs(self, problems: Iterable[Problem]) -> None:
        """Say that there are no packs to answer with, and why."""
        lines = "\n".join(problem.in_(self._speech.language) for problem in problems)
        self.dialogs.tell(self._speech("packs.unusable"), lines)

    def tell_of_fault(self, kind: str, place: str) -> None:
        """Say that the window itself is at fault: the kind of the fault and its place in the program, nothing else."""
        self.dialogs.tell(self._speech("fault"), self._speech("fault.more", kind=kind, place=place))

    # what is shown

    def _show_state(self, state: State) -> None:
        name = state.case.person.name or self._speech("title.new")
        key = "title.unsaved" if state.unsaved else "title"
        self.setWindowTitle(self._speech(key, name=name))
        self.region.show_region(state.case.region)
        self.as_of.show_value(state.as_of)
        for action_key, said in (("undo", state.undo_name), ("redo", state.redo_name)):
            action = self.actions_by_key[action_key]
            action.setEnabled(said is not None)
            named_key = f"action.{action_key}.named" if said is not None else f"action.{action_key}"
            action.setText(self._speech(named_key, name=said) if said is not None else self._speech(named_key))
            action.setIconText(self._speech(f"tool.{action_key}"))
        ready = state.assessment is not None and bool(state.case.history.periods)
        for action_key in ("preview", "print", "pdf"):
            self.actions_by_key[action_key].setEnabled(ready)
        if state.case.history.periods:
            self.furnish()
        panes: tuple[Pane, ...] = (self.person, self.record, *self._later, self.timeline, *self._answers)
        for pane in panes:
            pane.show_state(state)
        self._form.setMinimumWidth(max(_LEFT_WIDTH - 4 * UNIT, self._form.least_width))
        self._form.place()
        self._order_tabs()
        self._fit_timeline()
        self._show_status(state)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._timeline_placed = False
        self._fit_timeline()

    def _show_status(self, state: State) -> None:
        assessment = state.assessment
        if assessment is None:
            self._status.setText(self._speech("status.unusable" if state.trouble else "status.loading"))
            return
        parts = []
        if assessment.policies:
            pack = assessment.policies[0]
            parts.append(self._speech("status.rules", name=pack.name, version=pack.version, standing=pack.standing))
        from app.ui.rich import dissent_count  # noqa: PLC0415  loaded with the first answer

        count = dissent_count(assessment) if state.case.history.periods else 0
        if count:
            parts.append(self._speech("status.dissent", n=count))
        if self.session.engine is not None and self.session.engine.shelf.refused:
            parts.append(self._speech("status.refused", n=len(self.session.engine.shelf.refused)))
        parts.append(self._speech("status.offline"))
        self._status.setText(self._speech("status.between").join(parts))
        self._status.setToolTip(self._status.text())

    # files

    def commit_typing(self) -> None:
        """Take what is being typed, so that a key pressed in a field acts on what is seen."""
        focus = QApplication.focusWidget()
        if isinstance(focus, ReadField):
            focus.commit()
        elif isinstance(focus, QLineEdit) and self.isAncestorOf(focus):
            focus.editingFinished.emit()

    def _when_safe(self, then: Callable[[], None]) -> None:
        self.commit_typing()
        if not self.session.state.unsaved:
            then()
            return
        self.dialogs.ask_unsaved(partial(self._save_then, then), then)

    def start_new(self) -> None:
        """Clear the window for the next person; asks once if something is unsaved."""
        self._when_safe(self._start_new)

    def _start_new(self) -> None:
        self.session.start(new_case(self.session.state.case.region), self._today)
        self.record.show_view(0)
        self.tabs.setCurrentIndex(0)
        self.person.name.setFocus()

    def _on_open(self) -> None:
        self._when_safe(partial(self.dialogs.ask_file_to_open, self.open_case))

    def open_case(self, path: Path) -> None:
        """Take up the case of a file; an unusable file is told and changes nothing."""
        from app.cases.problems import UnusableCase  # noqa: PLC0415  pydantic must not delay the window
        from app.cases.reading import read_case  # noqa: PLC0415  as above

        try:
            opened = read_case(path, self._today)
        except UnusableCase as problem:
            lines = "\n".join(problem.lines(self._speech.language))
            self.dialogs.tell(self._speech("open.unusable", file=path.name), lines)
            return
        self.session.start(opened.case, opened.as_of, path)

    def open_sample(self, name: str) -> None:
        """Take up a sample; it has no file of its own, so saving asks for one."""
        self._when_safe(partial(self._open_sample, resource("samples", f"{name}.json")))

    def _open_sample(self, path: Path) -> None:
        self.open_case(path)
        state = self.session.state
        if state.path == path:
            self.session.start(state.case, state.as_of)

    def save(self) -> None:
        """Save the case to its file, or ask for one."""
        self._save_then(_nothing)

    def _save_then(self, then: Callable[[], None]) -> None:
        self.commit_typing()
        path = self.session.state.path
        if path is not None:
            self._write(path, then)
        else:
            self._ask_where(then)

    def _on_save_as(self) -> None:
        self.commit_typing()
        self._ask_where(_nothing)

    def _ask_where(self, then: Callable[[], None]) -> None:
        name = self._speech("save.name", day=f"{self.session.state.as_of:%Y%m%d}")
        self.dialogs.ask_file_to_save(name, lambda path: self._write(path, then))

    def _write(self, path: Path, then: Callable[[], None]) -> None:
        from app.cases.problems import UnusableCase, trouble_writing  # noqa: PLC0415  pydantic must not delay the window
        from app.cases.saving import save_case  # noqa: PLC0415  as above

        state = self.session.state
        try:
            save_case(state.case, state.as_of, path)
        except UnusableCase as problem:
            lines = "\n".join(problem.lines(self._speech.language))
            self.dialogs.tell(self._speech("save.refused", file=path.name), lines)
        except OSError as trouble:
            self.dialogs.tell(self._speech("save.refused", file=path.name), self._speech.of(trouble_writing(trouble)))
        else:
            self.session.mark_saved(path)
            then()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, after asking once if something is unsaved."""
        if self._closing or not self.session.state.unsaved:
            self._settings.keep(self.saveGeometry(), self._speech.language)
            event.accept()
            return
        event.ignore()
        self._when_safe(self._close)

    def _close(self) -> None:
        self._closing = True
        self.close()

    # paper

    def _on_preview(self) -> None:
        self.commit_typing()
        self.printing.preview(self.session.state)

    def _on_print(self) -> None:
        self.commit_typing()
        if self.printing.has_printer():
            self.printing.print(self.session.state)
        else:
            self.statusBar().showMessage(self._speech("print.no_printer"), 8000)
            self._on_pdf()

    def _on_pdf(self) -> None:
        self.commit_typing()
        from app.ui.printing import file_name_for  # noqa: PLC0415  see the head of the module

        now = datetime.now().astimezone().time()
        self.dialogs.ask_file_to_export(file_name_for(self.session.state, self._speech, now), self.export_pdf)

    def export_pdf(self, path: Path) -> None:
        """Write the notice for the option shown."""
        from app.cases.problems import trouble_writing  # noqa: PLC0415  pydantic must not delay the window
        from app.ui.printing import write_pdf  # noqa: PLC0415  as above

        try:
            write_pdf(self.session.state, self._speech, path)
        except OSError as trouble:
            self.dialogs.tell(self._speech("save.refused", file=path.name), self._speech.of(trouble_writing(trouble)))
        else:
            self.statusBar().showMessage(self._speech("export.done", file=path.name), 8000)

    # slots

    def _on_undo(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, ReadField) and focus.isModified():
            focus.take_back()
        else:
            self.session.undo()

    def _on_redo(self) -> None:
        self.session.redo()

    def _on_region(self, code: str) -> None:
        self.session.edit(self._speech.phrase("edit.region"), with_region(self.session.state.case, code))

    def _on_as_of(self, day: date | None) -> None:
        if day is None:
            self.as_of.show_value(self.session.state.as_of)
        else:
            self.session.set_as_of(self._speech.phrase("edit.as_of"), day)

    def _on_problem(self, said: Said | None) -> None:
        if said is not None:
            self.statusBar().showMessage(self._speech.of(said), 8000)
        else:
            self.statusBar().clearMessage()

    def _on_reason_requested(self, key: str) -> None:
        self.tabs.setCurrentIndex(0)
        self.answer.open_reason(key)

    def _on_timeline(self, key: str) -> None:
        self.timeline.turn(key)

    def _on_go_record(self) -> None:
        self.record.show_view(0)
        self.record.grid.setFocus()

    def _on_go_answer(self) -> None:
        self.tabs.setCurrentIndex(0)
        (self.answer.options or self.answer).setFocus()
        self.answer.show_top()

    def _on_about(self) -> None:
        from app import __version__  # noqa: PLC0415  only for this box

        self.dialogs.about(self._speech("about.text", version=__version__))


class _Splitter(QSplitter):
    """A splitter whose handle is a hairline; Qt makes it wider for the hand than for the eye."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Hairline(self.orientation(), self)


class _Hairline(QSplitterHandle):
    """The handle of a splitter, one pixel wide."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self.rect().center()
        if self.orientation() is Qt.Orientation.Horizontal:
            painter.fillRect(middle.x(), 0, 1, self.height(), self.palette().mid())
        else:
            painter.fillRect(0, middle.y(), self.width(), 1, self.palette().mid())
        painter.end()


def _nothing() -> None:
    """What happens after saving when nothing was waiting for it."""
