"""The dialog for decisions of the office (经办核定)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.cases.format.values import LONGEST_TEXT, MOST_WAITING_MONTHS
from app.cases.human_input import read_amount, read_day
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Verdict
from app.rules.record.case import Decision
from app.system.clock import today
from app.ui.dialogs.case_dialog import CaseDialog
from app.ui.state.edits import with_decision, without_decision
from app.ui.state.session import Session, State
from app.ui.state.shell import Shell
from app.ui.style.theme import heading
from app.ui.widgets.dialog import Role
from app.ui.widgets.fields import Choice, LineEdit, ReadField
from app.ui.widgets.removable_list import KeptList
from app.wording.office_and_bills import decision_sentence
from app.wording.outcome import bearer_name, option_title, verdict_name
from app.wording.phrasebook import Phrasebook

FIELDS: Final = ("verdict", "waiting_months", "benefits_from", "gap_costs", "amount")
"""What an office can decide, one at a time."""


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""
    return DecisionDialog(session, shell.phrases.within("deciding"), parent)


class DecisionDialog(CaseDialog):
    """A form for one decision, and the list of those entered before."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(session, phrases, "decide", parent)
        self._options: tuple[tuple[object, str], ...] = ()
        self.option = Choice(self)
        self.what = Choice(self)
        self.what.offer([(field, phrases(f"decide.{field}")) for field in FIELDS])
        self.values = self._value_fields()
        self._pages = QStackedWidget(self)
        for field in FIELDS:
            self._pages.addWidget(self.values[field])
        self.reason, self.by = LineEdit(self), LineEdit(self)
        self.on = ReadField(read_day, str, self)
        self.on.show_value(session.state.as_of)
        for line in (self.reason, self.by):
            line.setMaxLength(LONGEST_TEXT)
        self.reason.setPlaceholderText(phrases("decide.reason.example"))
        self.by.setPlaceholderText(phrases("decide.by.example"))
        self.add_row("decide.option", self.option)
        self.add_row("decide.what", self.what)
        self._value_label = self.add_row("decide.value", self._pages)
        for key, line in (("reason", self.reason), ("by", self.by), ("on", self.on)):
            self.add_row(f"decide.{key}", line)
        self.kept = KeptList(phrases("remove"), self)
        self._kept_title = heading(phrases("decide.kept"), self)
        self.keep = self.add_button(phrases("decide.keep"), Role.ActionRole)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._on_keep)
        self.kept.removed.connect(self._on_removed)
        self.what.picked.connect(self._on_what)
        self.on.problem.connect(self.say_problem)
        self._on_what(FIELDS[0])
        self.what.show_value(FIELDS[0])
        self.finish(self._kept_title, self.kept)
        self.option.show_value(session.state.option.id.value if session.state.option is not None else None)
        self.what.setFocus()

    def _value_fields(self) -> dict[str, Choice | ReadField]:
        phrases = self._phrases
        verdict, bearer = Choice(self), Choice(self)
        verdict.offer([(each.value, phrases.of(verdict_name(each))) for each in Verdict])
        bearer.offer([(each.value, phrases.of(bearer_name(each))) for each in Bearer])
        lines = {
            "waiting_months": ReadField(self._read_months, str, self),
            "benefits_from": ReadField(read_day, str, self),
            "amount": ReadField(read_amount, str, self),
        }
        for field, line in lines.items():
            line.setPlaceholderText(phrases(f"decide.{field}.example"))
            line.problem.connect(self.say_problem)
        return {"verdict": verdict, "gap_costs": bearer, **lines}

    def _read_months(self, text: str) -> int | Bilingual:
        digits = text.removesuffix("个月").strip()
        months = int(digits) if digits.isascii() and digits.isdigit() else -1
        if not 0 <= months <= MOST_WAITING_MONTHS:
            return self._phrases.phrase("decide.months.unreadable", text=text, most=MOST_WAITING_MONTHS)
        return months

    def show_state(self, state: State) -> None:
        """Show what can be decided on, and what was decided."""
        titles = {option.id.value: self._phrases.of(option_title(option)) for _, option in state.options}
        options = ((None, self._phrases("decide.option.all")), *titles.items())
        if options != self._options:
            self._options = options
            self.option.offer(options)
        decisions = state.case.decisions
        self._kept_title.setVisible(bool(decisions))
        self.kept.say([self._told(decision, titles) for decision in decisions])

    def _told(self, decision: Decision, titles: dict[str, str]) -> str:
        option = decision.option
        name = self._phrases("decide.option.all") if option is None else titles.get(option, option)
        return self._phrases("decide.kept.one", option=name, said=decision_sentence(decision))

    def _on_what(self, field: str) -> None:
        self._pages.setCurrentWidget(self.values[field])
        self._value_label.setBuddy(self.values[field])
        self.values[field].setAccessibleName(self._phrases(f"decide.{field}"))
        self.say_problem(None)

    def _on_keep(self) -> None:
        field = str(self.what.value)
        entered = self.values[field]
        self.say_problem(None)
        for line in (entered, self.on):
            if isinstance(line, ReadField):
                line.commit()
                if line.isModified():
                    line.setFocus()
                    return  # the field shows what is wrong
        value = entered.value
        if value is None:
            self.say_problem(self._phrases.phrase("decide.value.missing"))
            entered.setFocus()
            return
        for key, wanted, wanting in (
            ("reason.missing", self.reason, not self.reason.text().strip()),
            ("by.missing", self.by, not self.by.text().strip()),
            ("on.missing", self.on, self.on.value is None),
            ("on.ahead", self.on, isinstance(self.on.value, date) and self.on.value > self._latest()),
        ):
            if wanting:
                self.say_problem(self._phrases.phrase(f"decide.{key}"))
                wanted.setFocus()
                return
        self._keep(field, value)

    def _latest(self) -> date:
        """The latest possible day of a decision."""
        return max(self._session.state.as_of, today())

    def _keep(self, field: str, value: object) -> None:
        option, on = self.option.value, self.on.value
        made = Decision(
            reason=self.reason.text().strip(),
            option=str(option) if option is not None else None,
            by=self.by.text().strip(),
            on=on if isinstance(on, date) else None,
        )
        settled: dict[str, Any] = {field: value}
        case = with_decision(self._session.state.case, replace(made, **settled))
        name = self._phrases.phrase("edit.decided", what=self._phrases.phrase(f"decide.{field}"))
        shown = self._session.state.option_key
        self._session.edit(name, case)
        if shown is not None:
            self._session.choose(shown)  # an option that is now refused moves to the end, but stays the one shown

    def _on_removed(self, place: int) -> None:
        case = self._session.state.case
        self._session.edit(self._phrases.phrase("edit.undecided"), without_decision(case, case.decisions[place]))
