"""The dialog for hospital stays and births, so that the answer says who bears their bills."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.cases.human_input import read_day
from app.rules.record.case import Event, Treatment
from app.ui.dialogs.case_dialog import CaseDialog
from app.ui.state.edits import with_event, without_event
from app.ui.state.session import Session, State
from app.ui.state.shell import Shell
from app.ui.style.theme import faint, heading
from app.ui.widgets.dialog import Role
from app.ui.widgets.fields import Choice, ReadField
from app.ui.widgets.removable_list import KeptList
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.office_and_bills import event_name
from app.wording.phrasebook import Phrasebook


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""
    return EventsDialog(session, shell.phrases.within("deciding"), parent)


class EventsDialog(CaseDialog):
    """A form for one event, and the list of those entered before."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(session, phrases, "events", parent)
        self.treatment = Choice(self)
        self.treatment.offer([(each, phrases(f"events.{each.value}")) for each in Treatment])
        self.since, self.until = ReadField(read_day, str, self), ReadField(read_day, str, self)
        self.add_row("events.treatment", self.treatment)
        self._since_label = self.add_row("events.since", self.since)
        self._until_label: QLabel = self.add_row("events.until", self.until)
        self.since.setPlaceholderText(phrases("events.since.example"))
        self.until.setPlaceholderText(phrases("events.until.example"))
        self.kept = KeptList(phrases("remove"), self)
        self._kept_title = heading(phrases("events.kept"), self)
        stored = faint(WrappedLabel(self))
        stored.say(phrases("events.stored"))
        self.add = self.add_button(phrases("events.add"), Role.ActionRole)
        self.add.clicked.connect(self._on_add)
        self.since.returnPressed.connect(self._on_since_entered)
        self.until.returnPressed.connect(self._on_add)
        self.kept.removed.connect(self._on_removed)
        self.treatment.picked.connect(self._on_treatment)
        for line in (self.since, self.until):
            line.problem.connect(self.say_problem)
        self.treatment.show_value(Treatment.STAY)
        self._on_treatment(Treatment.STAY)
        self.finish(self._kept_title, self.kept, stored)
        self.since.setFocus()

    def show_state(self, state: State) -> None:
        """Show the events of a state."""
        events = state.case.events
        self._kept_title.setVisible(bool(events))
        self.kept.say([self._phrases.of(event_name(event, state.as_of)) for event in events])

    def _on_treatment(self, treatment: Treatment) -> None:
        stay = treatment is Treatment.STAY
        self._since_label.setText(self._phrases("events.since" if stay else "events.born"))
        self._until_label.setVisible(stay)
        self.until.setVisible(stay)

    def _on_since_entered(self) -> None:
        """Go on to the end of a stay, which may be left open; add a birth at once."""
        if self.treatment.value is Treatment.STAY:
            self.until.setFocus()
        else:
            self._on_add()

    def _on_add(self) -> None:
        self.say_problem(None)
        lines = (self.since, self.until) if self.treatment.value is Treatment.STAY else (self.since,)
        for line in lines:
            line.commit()
            if line.isModified():
                line.setFocus()
                return  # the field shows what is wrong
        since = self.since.value
        until = self.until.value if len(lines) > 1 else None
        if not isinstance(since, date):
            self.say_problem(self._phrases.phrase("events.since.missing"))
            self.since.setFocus()
        elif isinstance(until, date) and until < since:
            self.say_problem(self._phrases.phrase("events.until.early", since=since))
            self.until.setFocus()
        else:
            self._add(Event(Treatment(str(self.treatment.value)), since, until if isinstance(until, date) else None))

    def _add(self, event: Event) -> None:
        for line in (self.since, self.until):
            line.clear_value()
        self._session.edit(self._phrases.phrase("edit.event"), with_event(self._session.state.case, event))
        self.since.setFocus()

    def _on_removed(self, place: int) -> None:
        case = self._session.state.case
        self._session.edit(self._phrases.phrase("edit.event_removed"), without_event(case, case.events[place]))
