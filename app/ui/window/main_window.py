"""The window: its commands, its rows above and below, and the workspace between.

It comes in two steps: what every start shows, then, once that is painted, the workspace with the case. Whatever is not
needed for the first paint is made by `on_demand`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QMainWindow, QStatusBar, QVBoxLayout, QWidget

from app.ui.state.menus import MenuEntry
from app.ui.state.settings import SettingsStore
from app.ui.style.theme import decorate
from app.ui.window import on_demand
from app.ui.window.actions import Commands
from app.ui.window.commands import COMMANDS, SHORTCUTS
from app.ui.window.geometry import Placement
from app.ui.window.on_demand import Dialogs
from app.ui.window.tool_bar import ToolBar, lay_rows
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtGui import (
        QCloseEvent,
        QDragEnterEvent,
        QDropEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from app.packs.problems import PackProblem
    from app.rules.bilingual import Bilingual, Language
    from app.system.clock import Clock
    from app.ui.files.case_files import Files
    from app.ui.files.counter_mode import CounterMode
    from app.ui.pasting.import_list import Pasting
    from app.ui.printing.output import Papers
    from app.ui.state.engine import Engine
    from app.ui.state.session import Session, State
    from app.ui.style.looks import Look, TextSize
    from app.ui.style.theme import Appearance
    from app.ui.widgets.message_boxes import MessageBoxes
    from app.ui.widgets.notice_bar import NoticeBar
    from app.ui.widgets.window_fields import WindowFields
    from app.ui.window.notices import Announcements
    from app.ui.window.place_bar import PlaceBar
    from app.ui.window.status_bar import StatusText
    from app.ui.window.workspace import Workspace

_TOLD_FOR = 8000  # milliseconds
_OF_ONE_LANGUAGE = ("boxes", "papers", "dialogs")


class MainWindow(QMainWindow):
    """The main window; everything it shows comes from its session's state.

    `painted`: the first paint is done. `rebuilt`: all parts were made anew. Session, files, workspace, place bar and
    status line exist from `open_desk` on.
    """

    rebuilt = Signal()
    painted = Signal()
    session: Session
    files: Files
    desk: Workspace
    place: PlaceBar
    status: StatusText

    def __init__(self, today: Clock, settings: SettingsStore | None = None) -> None:
        super().__init__()
        self.settings = settings or SettingsStore()
        self.clock: Bilingual | None = None
        self._today = today
        self._opened = self._closing = self._tinted = self._painted = False
        self._follower: Appearance | None = None
        self._notices: NoticeBar | None = None
        self.setAcceptDrops(True)
        self.setStatusBar(QStatusBar(self))
        decorate(self.statusBar(), "status")
        self.statusBar().messageChanged.connect(self._on_message)
        self._build_frame(self.settings.current.language)
        self.setWindowTitle(self.phrases("app.name"))
        self.placement = Placement(self, self.settings.current.geometry)

    # construction

    def _build_frame(self, language: Language) -> None:
        self.phrases = Phrasebook("ui", language)
        self.commands = Commands(self, self.phrases, self.run, lambda listing: listing.entries(self))
        self.commands.tick(f"text_{self.settings.current.text_size}")
        self._tools = ToolBar(self.phrases("toolbar.name"), self)
        side = self.commands.icon_side(self._tools)
        self._tools.setIconSize(QSize(side, side))
        self.commands.put_on(self._tools)
        self.addToolBar(self._tools)

    def open_desk(self) -> None:
        """Start a session with a new case, and build the workspace."""
        self.session, self.files = on_demand.case_at_hand(self, self._today, self)
        self.session.use_margin(self.settings.current.margin)
        on_demand.keep_values(self.session, self.settings)
        self._opened = True
        self._build_desk()
        self.desk.person.name.setFocus()
        self.session.changed.connect(self._show_state)
        self.session.started.connect(self._begin)
        self._wire_files()
        self._day = on_demand.day_watch(self._today, self)
        self._day.over.connect(self._on_day_over)

    def _build_desk(self) -> None:
        self.place, self.desk, area, self.status = on_demand.desk(self.session, self.phrases, SHORTCUTS, self)
        self.place.problem.connect(self._on_problem)
        self.place.chosen.connect(self.files.keep_place)
        self.addToolBar(self.place)
        self.desk.answer.sample_asked.connect(self.files.open_sample)
        self.desk.answer.command_asked.connect(self.run)
        self.desk.answer.addition_asked.connect(self.run)
        self.desk.place_asked.connect(self.place.region.setFocus)
        self.desk.service_asked.connect(self._on_service_asked)
        self.desk.command_asked.connect(self.run)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.desk.head)
        layout.addWidget(area, 1)
        self.setCentralWidget(page)
        self.statusBar().addWidget(self.status, 1)
        self._show_state(self.session.state)
        for made in (self.place, page, self.status):
            made.show()  # the window would show them later, and hidden widgets take no focus
        self._lay_rows()

    def _lay_rows(self) -> None:
        lay_rows(self, self._tools, self.place, self.commands.well_known)

    # commands

    def run(self, name: str) -> None:
        """Do what a command says, once there is a case."""
        if self._opened:
            COMMANDS[name].run(self)

    def recent(self) -> list[MenuEntry]:
        """The cases opened last, for their menu."""
        return on_demand.recent_entries(self.files, self.settings, self.phrases)

    def modes(self) -> list[MenuEntry]:
        """At home or at a counter, for their menu."""
        comfort, counter = self.phrases.within("comfort"), self.counter
        return [
            MenuEntry(comfort("mode.counter" if on else "mode.window"), partial(counter.switch, on), on == counter.on)
            for on in (False, True)
        ]

    def samples(self) -> list[MenuEntry]:
        """Cases to look at, for their menu."""
        names = on_demand.sample_names()
        return [MenuEntry(self.phrases(f"sample.{name}"), partial(self.files.open_sample, name)) for name in names]

    def looks(self) -> list[MenuEntry]:
        """How the window can look, for their menu."""
        looks: tuple[Look, ...] = ("system", "light", "dark", "contrast")
        worn = self.settings.current.look
        return [MenuEntry(self.phrases(f"look.{it}"), partial(self.wear, it), it == worn) for it in looks]

    def languages(self) -> list[MenuEntry]:
        """Which languages the window speaks, for their menu."""
        spoken: tuple[Language, ...] = ("zh", "en")
        return [
            MenuEntry(self.phrases(f"language.{it}"), partial(self.speak, it), it == self.language) for it in spoken
        ]

    # parts made when first needed

    @cached_property
    def boxes(self) -> MessageBoxes:
        """The window's questions and messages."""
        return on_demand.message_boxes(self.phrases, self)

    @cached_property
    def papers(self) -> Papers:
        """Preview, printer and PDF."""
        return on_demand.papers(self, self.session, lambda: (self.clock,) if self.clock is not None else (), self)

    @cached_property
    def dialogs(self) -> Dialogs:
        """The dialogs beside the window."""
        return on_demand.Dialogs(self, self.session, self)

    @cached_property
    def pasting(self) -> Pasting:
        """Takes pasted and imported lists into the record."""
        pasting = on_demand.pasting(self, self.session, self)
        pasting.copied.connect(lambda text: self.counter.remember_pasted(text))  # the counter is made when asked for
        pasting.review_asked.connect(lambda pane: self.desk.record.review(pane))  # the current workspace
        pasting.review_ended.connect(self._on_review_ended)
        pasting.taken.connect(self._on_list_taken)
        return pasting

    @cached_property
    def counter(self) -> CounterMode:
        """Counter mode and the recovery journal."""
        counter = on_demand.counter_mode(self.session, self.settings, self)
        counter.switched.connect(lambda on: self.announcements.tell_of_mode(on))  # made when first used
        counter.renew_asked.connect(self._on_renew_asked)
        return counter

    @cached_property
    def announcements(self) -> Announcements:
        """The notices the window shows by itself."""
        said = on_demand.announcements(self, self.session, self._today, self)
        said.recover_asked.connect(lambda: self.files.when_safe(said.recover))
        said.recovered.connect(lambda: self.counter.write_journal())  # the counter is made when asked for
        said.today_asked.connect(self._on_today_asked)
        return said

    @property
    def notices(self) -> NoticeBar:
        """The bar with messages above the workspace."""
        if self._notices is None:
            page = self.centralWidget()
            self._notices = on_demand.notice_bar(self.phrases, self.place.as_of, self.desk.person.name, page)
            layout = page.layout()
            assert isinstance(layout, QVBoxLayout)  # noqa: S101  made by `_build_desk`
            layout.insertWidget(0, self._notices)
        return self._notices

    @cached_property
    def _fields(self) -> WindowFields:
        return on_demand.window_fields(self)

    # language, look, size of text

    @property
    def language(self) -> Language:
        """The window's language."""
        return self.phrases.language

    def speak(self, language: Language) -> None:
        """Show the window in another language; case, undo history and choice stay."""
        if language == self.language:
            return
        self.commit_typing()
        self.settings.save(language=language)
        self._rebuild(language)

    def follow(self, follower: Appearance) -> None:
        """Follow an `Appearance`, and change it from this window's menus."""
        self._follower = follower
        follower.recoloured.connect(self.recolour)
        follower.focus_moved.connect(self._on_focus_moved)

    def _on_focus_moved(self, before: QWidget | None, after: QWidget | None) -> None:
        if self._tinted:
            on_demand.move_ring(before, after)
            if after is not None:
                self.desk.bring_into_view(after)

    def wear(self, look: Look) -> None:
        """Use a look, now and after the next start."""
        self.settings.save(look=look)
        if self._follower is not None:
            self._follower.choose(look)

    def enlarge(self, text_size: TextSize) -> None:
        """Use a text size, now and after the next start; case, undo history and choice stay."""
        if text_size != self.settings.current.text_size:
            self.commit_typing()
            self.settings.save(text_size=text_size)
            if self._follower is not None:
                self._follower.enlarge(text_size)
            self._rebuild(self.language)
        self.commands.tick(f"text_{text_size}")

    def renew(self) -> None:
        """Build all parts anew for the same state, so that none keeps anything of an earlier client."""
        self._build_anew(self.language)
        self.statusBar().clearMessage()
        self.rebuilt.emit()

    def _on_renew_asked(self) -> None:
        """At a counter everything begins at the beginning; at home tab and view stay as they were."""
        if not (self.session.told_before or self._asked_for_more()):
            return
        tab, view = self.desk.tabs.currentIndex(), self.desk.record.view
        self.renew()
        if not self.counter.on:
            self.desk.tabs.setCurrentIndex(tab)
            self.desk.record.show_view(view)
        self.desk.person.name.setFocus()

    def _asked_for_more(self) -> bool:
        """True where parts were opened, or text was typed, that may hold of a person what is in no case."""
        opened = self.desk.quick_start is not None or not {"pasting", "papers"}.isdisjoint(self.__dict__)
        opened = opened or ("dialogs" in self.__dict__ and self.dialogs.any_open)
        lines: Iterable[QLineEdit] = self.findChildren(QLineEdit)
        return opened or any(line.isModified() for line in lines)

    def _rebuild(self, language: Language) -> None:
        return_there = on_demand.whereabouts(self, self.desk)
        self._build_anew(language)
        return_there(self.desk)
        self.rebuilt.emit()

    def _build_anew(self, language: Language) -> None:
        for row in (self._tools, self.place):
            self.removeToolBar(row)
        notices = self._notices.notices if self._notices is not None else {}
        self._notices = None
        for name in _OF_ONE_LANGUAGE:
            helper = self.__dict__.pop(name, None)
            if isinstance(helper, QObject):
                helper.deleteLater()
        self.statusBar().removeWidget(self.status)
        for part in (self._tools, self.place, self.status, self.commands):
            part.deleteLater()
        self.centralWidget().hide()  # it is deleted when replaced
        furnished = self.desk.furnished
        self._build_frame(language)
        self._tools.show()
        self._build_desk()
        if furnished:
            self.desk.furnish()
        if self._tinted:
            self.tint()
        for name, notice in notices.items():
            self.notices.tell(name, notice)

    def tint(self) -> None:
        """Draw the icons; called once the window is shown, and for each new palette."""
        self._tinted = True
        self.commands.tint(self)
        self.desk.tint()

    def recolour(self) -> None:
        """Redraw for a new palette what does not change by itself."""
        if self._tinted:
            self.tint()
            self._show_state(self.session.state)
            self.desk.answer.tell_why()

    # the window on the screen

    def paintEvent(self, event: QPaintEvent) -> None:
        """Emit `painted` after the first paint."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.placement.settle()
            self.painted.emit()

    def customEvent(self, event: QEvent) -> None:
        """A field cannot be read, or can again (`FIELD_MARKED`): withhold the answer, or show it."""
        self._withhold()
        event.accept()

    def _withhold(self) -> None:
        """Withhold the answer while a field holds what could not be read: it would be that of another day or sum."""
        field = self._fields.unread_outside(self.desk.tabs) if self._opened else None
        self.desk.withhold(field.unread if field is not None else None)

    def changeEvent(self, event: QEvent) -> None:
        """Look at the clock when somebody comes back to the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._opened and self.isActiveWindow():
            self._day.look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out the toolbars for another width."""
        super().resizeEvent(event)
        if self._opened:
            self._lay_rows()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, after asking once if something is unsaved."""
        if self._opened and self.files.would_lose and not self._closing:
            event.ignore()
            self.files.when_safe(self._close)
            return
        self.settings.save(geometry=self.placement.geometry)
        if "pasting" in self.__dict__:
            self.pasting.close()
        if self._opened:
            self.announcements.withhold()
            self.counter.close()
        event.accept()

    def _close(self) -> None:
        self._closing = True
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files; whether they can be opened is checked when they are dropped."""
        if self._opened and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the case that is dropped."""
        event.acceptProposedAction()
        self.files.take_dropped([url.toLocalFile() for url in event.mimeData().urls()])

    # called by the program

    def use_engine(self, engine: Engine) -> None:
        """Set packs and rules, once they are read."""
        self.desk.furnish()
        self.session.use_engine(engine)
        self.place.offer()
        self._look_at_clock()

    def tell_of_packs(self, problems: Iterable[PackProblem]) -> None:
        """Show that no packs can be used, and why."""
        self.boxes.tell(self.phrases("packs.unusable"), "\n".join(it.in_(self.language) for it in problems))

    def tell_of_fault(self, lines: Sequence[str]) -> None:
        """Report a fault of the program; the lines say where, and nothing of the case."""
        self.counter.write_journal()
        comfort = self.phrases.within("comfort")
        self.dialogs.fault(lines, comfort("fault.not_kept" if self.counter.on else "fault.kept"))

    def keep_journal(self, folder: Path) -> None:
        """Keep a recovery journal in a folder, and offer what a crash has left there."""
        self.announcements.offer(self.counter.keep_journal(folder))

    def mention(self, text: str) -> None:
        """Show a short message in the status bar."""
        self.statusBar().showMessage(text, _TOLD_FOR)

    def ask_place(self) -> None:
        """Ask where somebody is insured, once: at the first start, while no place was ever chosen."""
        if not self.settings.current.region:
            self.open_dialog("place")

    def open_case(self, path: Path) -> None:
        """Open the case the program was started with."""
        self.files.open(path)

    def commit_typing(self) -> None:
        """Commit the field being typed in, so that a command acts on what is visible."""
        self._fields.commit()

    # what is shown

    def _show_state(self, state: State) -> None:
        file = state.path.stem if state.path is not None else self.phrases("title.new")
        name = state.case.person.name or file
        self.setWindowTitle(self.phrases("title.unsaved" if state.unsaved else "title", name=name))
        self.commands.name_step("undo", state.undo_name)
        self.commands.name_step("redo", state.redo_name)
        self.commands.check("unmasked", state.unmasked)
        self.commands.allow(state)
        self.place.show_state(state)
        self.desk.show_state(state)
        self.status.show_state(state)
        if self.desk.withheld:
            self._withhold()

    def _begin(self) -> None:
        """Reset every view for another case."""
        if not self.settings.current.counter:  # in counter mode the fields are made anew
            self._fields.take_back()  # what the last client left half typed
        if "announcements" in self.__dict__:
            self.announcements.begin()
        self.desk.begin()

    def _wire_files(self) -> None:
        """Connect the signals of `Files`; receivers are looked up when a signal comes, as they may be made anew."""
        files = self.files
        files.cleared.connect(lambda: self.desk.clear())
        files.opened.connect(lambda: self.announcements.tell_of_day())
        files.missing.connect(lambda name: self.announcements.tell_of_missing(name))
        files.refused.connect(lambda names: self.announcements.refuse_drop(names))
        files.lists_dropped.connect(lambda paths: self.pasting.read_files(paths))

    def _on_review_ended(self) -> None:
        self.desk.record.end_review()
        self.desk.record.grid.setFocus()

    def _on_list_taken(self, unread: list[int]) -> None:
        self.files.keep_place_of_list()
        self.announcements.tell_of_unread(unread)
        (self.desk.causes.first_open or self.desk.record.grid).setFocus()

    def _on_day_over(self, before: date, now: date) -> None:
        self.announcements.begin_day(before, now)
        self._look_at_clock()

    def _look_at_clock(self) -> None:
        known = on_demand.packs_in_use(self.session)
        self.clock = self.announcements.look_at_clock(known.newest if known is not None else None)

    def _on_today_asked(self) -> None:
        self.place.as_of.take_back()
        self.session.set_as_of(self.phrases.phrase("edit.as_of"), self._today())

    def _on_message(self, text: str) -> None:
        """Clear the frame of a wrong place when its message ends; show the message of a wrong day again."""
        if self._opened and not text:
            self.place.region.forgive()
            refused = self.place.day_refused
            if refused is not None:
                self.statusBar().showMessage(self.phrases.of(refused))

    def _on_problem(self, said: Bilingual | None) -> None:
        if said is not None:
            self.mention(self.phrases.of(said))
        else:
            self.statusBar().clearMessage()

    # slots of commands

    def undo(self) -> None:
        """Take back what was last typed, or else done."""
        if not self._fields.take_back_typing():
            self.session.undo()

    def ask_questions(self) -> None:
        """Ask the three questions that make a record, where that loses nothing."""
        if self.desk.can_ask_questions():
            self.desk.ask_questions()
        else:
            self.mention(self.phrases.within("quick_start")("not_from_answers"))

    def make_paper(self, make: Callable[[Papers], None]) -> None:
        """Bring the case to paper; a field that could not be read is gone to instead: no paper is made beside it."""
        self.commit_typing()
        field = self._fields.unread
        if field is None:
            make(self.papers)
        elif field.unread is not None:
            field.setFocus()
            self.boxes.tell(self.phrases.within("entry")("paper.unread"), self.phrases.of(field.unread))

    def copy_answer(self) -> None:
        """Copy the answer as plain text; a field that could not be read is gone to instead."""
        self.commit_typing()
        field, words = self._fields.unread, self.phrases.within("message")
        if field is not None:
            field.setFocus()
            self.mention(words("action.unread"))
        elif on_demand.copy_answer(self.session.settle(), self.language):
            self.mention(words("action.done"))

    def open_dialog(self, name: str) -> None:
        """Open the dialog of a command, or bring it forward."""
        self.commit_typing()
        self.dialogs.open(name)

    def _on_service_asked(self, item: str) -> None:
        self.dialogs.service(item)

    def turn_masking(self) -> None:
        """Show everything on paper, or mask it again."""
        self.session.unmask(not self.session.state.unmasked)
        self.announcements.show_unmasked(unmasked=self.session.state.unmasked)
