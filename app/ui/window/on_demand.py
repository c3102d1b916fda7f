"""The parts of the window that are loaded later than the window itself, and where each is made.

Every function here imports what it makes. The window's own head loads no more than its first paint needs; then comes
the workspace with the case, and everything else when it is first asked for (docs/decisions/0025).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.report.content.blocks import Paper
    from app.rules.bilingual import Bilingual, Language
    from app.rules.record.case import Case
    from app.system.clock import Clock
    from app.ui.answer.glance_pane import GlancePane
    from app.ui.answer.options_table import OptionsModel, OptionsTable
    from app.ui.dialogs.fault_dialog import FaultDialog
    from app.ui.files.case_files import Files
    from app.ui.files.counter_mode import CounterMode
    from app.ui.pasting.import_list import Pasting
    from app.ui.policies.window import PolicyWindow
    from app.ui.printing.output import Papers
    from app.ui.record.period_table import PeriodModel, PeriodTable
    from app.ui.record.three_questions import QuickStart
    from app.ui.state.day_watch import DayWatch
    from app.ui.state.menus import MenuEntry
    from app.ui.state.session import Session, State
    from app.ui.state.settings import SettingsStore
    from app.ui.state.shell import Shell
    from app.ui.state.versions import PacksKnown
    from app.ui.timeline.table import TimelineTable
    from app.ui.timeline.view import TimelineView
    from app.ui.widgets.message_boxes import MessageBoxes
    from app.ui.widgets.notice_bar import NoticeBar
    from app.ui.widgets.window_fields import WindowFields
    from app.ui.widgets.wrapping_table import ReadingTable
    from app.ui.window.notices import Announcements
    from app.ui.window.place_bar import PlaceBar
    from app.ui.window.status_bar import StatusText
    from app.ui.window.workspace import Workspace
    from app.wording.phrasebook import Phrasebook


# the workspace: once the window is painted


class CaseAtHand(NamedTuple):
    """The case the window works on, and its file."""

    session: Session
    files: Files


class Desk(NamedTuple):
    """What is below the tools: the row of place and day, every pane, on a page that scrolls, and the status line."""

    place: PlaceBar
    workspace: Workspace
    page: QWidget
    status: StatusText


def case_at_hand(shell: Shell, clock: Clock, parent: QWidget) -> CaseAtHand:
    """Begin a new case, in the place that was chosen last."""
    from app.ui.files.case_files import Files
    from app.ui.state.place import known_place
    from app.ui.state.samples import new_case
    from app.ui.state.session import Session

    session = Session(new_case(known_place(shell.settings.current.region)), clock(), parent)
    return CaseAtHand(session, Files(shell, session, clock, parent))


def desk(session: Session, phrases: Phrasebook, shortcuts: Mapping[str, str], parent: QMainWindow) -> Desk:
    """Make all that shows a case."""
    from app.ui.widgets.scroll_column import scrolled
    from app.ui.window.place_bar import PlaceBar
    from app.ui.window.status_bar import StatusText
    from app.ui.window.workspace import LaterParts, Workspace

    place = PlaceBar(session, phrases, parent)
    parts = LaterParts(glance_pane, options_table, timeline_view, timeline_table, period_table, three_questions)
    workspace = Workspace(session, phrases, shortcuts, parts)
    return Desk(place, workspace, scrolled(workspace), StatusText(session, phrases, parent))


def day_watch(clock: Clock, parent: QObject) -> DayWatch:
    """What notices that a day is over."""
    from app.ui.state.day_watch import DayWatch

    return DayWatch(clock, parent)


def counter_mode(session: Session, settings: SettingsStore, parent: QWidget) -> CounterMode:
    """What is kept of a case and what is not."""
    from app.ui.files.counter_mode import CounterMode

    return CounterMode(session, settings, parent)


def announcements(shell: Shell, session: Session, clock: Clock, parent: QWidget) -> Announcements:
    """What the window says of its own accord."""
    from app.ui.window.notices import Announcements

    return Announcements(shell, session, clock, parent)


def notice_bar(phrases: Phrasebook, after: QWidget, before: QWidget, parent: QWidget) -> NoticeBar:
    """The messages above the work."""
    from app.ui.widgets.notice_bar import NoticeBar

    return NoticeBar(phrases, after, before, parent)


def packs_in_use(session: Session) -> PacksKnown | None:
    """What is known of the packs together; None until they are read."""
    from app.ui.state.versions import packs_in_use

    return packs_in_use(session)


def move_ring(before: QWidget | None, after: QWidget | None) -> None:
    """Have the ring around what has the keyboard follow it."""
    from app.ui.widgets.focus_ring import move_ring

    move_ring(before, after)


def is_a_mark(event: QEvent) -> bool:
    """True where a field says that it cannot be read, or can again; False where one is typed in."""
    from app.ui.widgets.fields import FIELD_MARKED

    return event.type() is FIELD_MARKED


def window_fields(window: QWidget) -> WindowFields:
    """The fields of a window together."""
    from app.ui.widgets.window_fields import WindowFields

    return WindowFields(window)


# the answer: with the first record


def glance_pane(phrases: Phrasebook, parent: QWidget) -> GlancePane:
    """The answer at a glance."""
    from app.ui.answer.glance_pane import GlancePane

    return GlancePane(phrases, parent)


def options_table(phrases: Phrasebook, parent: QWidget) -> tuple[OptionsModel, OptionsTable]:
    """The options side by side."""
    from app.ui.answer.options_table import OptionsModel, OptionsTable

    model = OptionsModel(phrases, parent)
    return model, OptionsTable(model, phrases, parent)


def timeline_view(phrases: Phrasebook, parent: QWidget) -> TimelineView:
    """The timeline as a drawing."""
    from app.ui.timeline.view import TimelineView

    return TimelineView(parent, language=phrases.language)


# what is asked for


def timeline_table(phrases: Phrasebook, parent: QWidget) -> TimelineTable:
    """The timeline as a table."""
    from app.ui.timeline.table import TimelineTable

    return TimelineTable(phrases.within("timeline_table"), parent)


def period_table(case: Case, phrases: Phrasebook, parent: QWidget) -> tuple[PeriodModel, PeriodTable]:
    """The record by period."""
    from app.ui.record.period_table import PeriodModel, PeriodTable

    model = PeriodModel(phrases, case, parent)
    return model, PeriodTable(model, phrases, parent)


def keep_values(session: Session, settings: SettingsStore) -> None:
    """Have the session use what the office keeps for its places, and the settings keep what it finds out."""
    from app.ui.state.kept_values import read_kept, written_kept

    session.use_kept(read_kept(settings.current.office_values))
    session.kept.connect(lambda kept: settings.save(office_values=written_kept(kept)))


def three_questions(session: Session, phrases: Phrasebook) -> QuickStart:
    """The three questions that make a record."""
    from app.ui.record.three_questions import QuickStart

    return QuickStart(session, phrases)


def pasting(shell: Shell, session: Session, parent: QWidget) -> Pasting:
    """The way of a copied list into the record."""
    from app.ui.pasting.import_list import Pasting

    return Pasting(shell, session, parent)


def papers(shell: Shell, session: Session, remarks: Callable[[], tuple[Bilingual, ...]], parent: QWidget) -> Papers:
    """Preview, printer and PDF."""
    from app.ui.printing.output import Papers

    return Papers(shell, session, remarks, parent)


def copy_answer(state: State, language: Language) -> bool:
    """Put the answer of a state into the clipboard, for a message; False while there is none."""
    from PySide6.QtGui import QGuiApplication

    from app.ui.state.place import place_said
    from app.wording.glance import glance
    from app.wording.message import message

    place = place_said(state)
    if state.assessment is None or place is None:
        return False
    seen = glance(state.case, state.assessment, state.option_key, margin=state.margin, settled=state.settled_for_option)
    QGuiApplication.clipboard().setText(message(seen, state.assessment, state.option, place, language))
    return True


def message_boxes(phrases: Phrasebook, window: QWidget) -> MessageBoxes:
    """The window's questions and messages."""
    from app.ui.widgets.message_boxes import MessageBoxes

    return MessageBoxes(window, phrases)


def recent_entries(files: Files, settings: SettingsStore, phrases: Phrasebook) -> list[MenuEntry]:
    """The list of the cases opened last."""
    from app.ui.files.recent_menu import recent_entries

    return recent_entries(files, settings, phrases)


def sample_names() -> Sequence[str]:
    """The samples a menu offers."""
    from app.ui.state.samples import SAMPLES

    return SAMPLES


def whereabouts(window: QWidget, workspace: Workspace) -> Callable[[Workspace], None]:
    """Remember where somebody is, before every part is made anew."""
    from app.ui.window.focus_memory import whereabouts

    return whereabouts(window, workspace)


def preview_table(
    window: QWidget, phrases: Phrasebook, table: ReadingTable, title: str, remarks: Iterable[str]
) -> None:
    """Show a table of the policy browser as it will come out of the printer."""
    from app.ui.policies.printing import preview

    preview(window, phrases, table, title, remarks)


def preview_paper(window: QWidget, phrases: Phrasebook, paper: Paper, title: str) -> None:
    """Show a paper that belongs to no case as it will come out of the printer."""
    from app.report.layout.pages import pages_of
    from app.ui.policies.printing import preview_pages

    preview_pages(window, phrases.within("policies"), pages_of(paper), title)


# the dialogs


def _maker(name: str) -> Callable[[Shell, Session, QWidget], QDialog]:
    """What makes the dialog of a command; a new dialog is its module and a line here."""
    match name:
        case "decide":
            from app.ui.dialogs.decision_dialog import dialog
        case "correct":
            from app.ui.dialogs.figures_dialog import dialog
        case "local":
            from app.ui.dialogs.local_dialog import dialog
        case "treatment":
            from app.ui.dialogs.events_dialog import dialog
        case "margin":
            from app.ui.dialogs.margin_dialog import dialog
        case "office":
            from app.ui.dialogs.office_dialog import dialog
        case "open_code":
            from app.ui.dialogs.code_dialog import dialog
        case "place":
            from app.ui.dialogs.place_dialog import dialog
        case _:
            return _maker_to_read(name)
    return dialog


def _maker_to_read(name: str) -> Callable[[Shell, Session, QWidget], QDialog]:
    """What makes a dialog that is read, and changes nothing of the case."""
    match name:
        case "help":
            from app.ui.window.help_pages import dialog
        case "services":
            from app.ui.window.service_pages import dialog as service_dialog

            return partial(service_dialog, preview_paper)
        case "glossary":
            from app.ui.dialogs.glossary_dialog import dialog
        case "about":
            from app.ui.dialogs.about_dialog import dialog
        case _:
            raise LookupError(name)
    return dialog


class Dialogs(QObject):
    """The dialogs beside a window in one language, each opened once and brought forward again."""

    def __init__(self, shell: Shell, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._shell, self._session, self._window = shell, session, parent
        self._open: dict[str, QDialog] = {}
        self._fault: FaultDialog | None = None
        shell.rebuilt.connect(self.close_all)

    def open(self, name: str) -> QWidget | None:
        """Open the dialog of a command, or bring it forward; None for the policy browser while no packs are read."""
        if name == "policies":
            return self.policies()
        dialog = self._open.get(name)
        if dialog is None:
            dialog = self._open[name] = _maker(name)(self._shell, self._session, self._window)
            dialog.finished.connect(lambda _result: self._open.pop(name, None))
            dialog.finished.connect(dialog.deleteLater)
        dialog.show()
        dialog.activateWindow()
        return dialog

    def service(self, item: str) -> None:
        """Open the guide to service items at one of them."""
        from app.ui.dialogs.services_dialog import ServicesDialog

        guide = self.open("services")
        if isinstance(guide, ServicesDialog):
            guide.show_page(item)

    @property
    def any_open(self) -> bool:
        """True while one of them is open; a closed one is forgotten."""
        return bool(self._open) or self._fault is not None

    def close_all(self) -> None:
        """Close every dialog, as language or text size has changed."""
        for dialog in tuple(self._open.values()):
            dialog.close()

    def policies(self) -> PolicyWindow | None:
        """The policy browser: it is no dialog, and follows the place and the day of the case when it is asked for."""
        from app.ui.policies.window import open_policies

        return open_policies(self._shell, self._session, self._window, preview_table)

    def fault(self, lines: Sequence[str], hint: str) -> None:
        """Report a fault with a text to copy; a further fault is added to an open dialog."""
        from app.ui.dialogs.fault_dialog import FaultDialog
        from app.ui.state.versions import packs_in_use, surroundings

        report = "\n".join([*lines, "", *surroundings(packs_in_use(self._session))])
        if self._fault is not None:
            self._fault.add(report)
            return
        self._fault = FaultDialog(report, hint, self._shell.phrases, self._window)
        self._fault.finished.connect(self._on_fault_read)
        self._fault.case_asked.connect(self._on_case_asked)
        self._fault.open()

    def _on_case_asked(self) -> None:
        from app.ui.files.case_to_report import ask_and_save

        ask_and_save(self._shell, self._session)

    def _on_fault_read(self) -> None:
        if self._fault is not None:
            self._fault.deleteLater()
            self._fault = None
