"""The pane for the plan: resume under which scheme, pay when, pay the lapse or not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from app.cases.doubts import doubt_of_plan
from app.cases.human_input import read_day
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import OptionId
from app.rules.outcome.payable_lapses import payable_lapses
from app.rules.outcome.window_question import window_decides
from app.rules.record.case import Case, Plan
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.ui.record.lapse_checkboxes import LapseTicks
from app.ui.state.edits import with_paid_lapse, with_plan
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, heading
from app.ui.widgets.fields import Choice, ProblemLabel, ReadField, named
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.rules.law.policy import Policy
    from app.rules.outcome.payable_lapses import Payable

_MOST_REPAIRED_YEARS = 6
_Years = tuple[int, int]
"""The resident year that runs, and the next: chosen to be paid together."""


class PlanPane(QWidget):
    """The plan, or none: then the answer shows all options."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self.resume_as = Choice(self)
        self._offer_schemes(None)
        self.pay_on = ReadField(read_day, str, self)
        self.pay_on.setMinimumWidth(self.pay_on.fontMetrics().horizontalAdvance("0000-00-00") + 3 * UNIT)
        self.back_pay = QCheckBox(phrases("plan.back_pay"), self)
        self.insured_year = Choice(self)
        self.repair_years = Choice(self)
        years = [(n, phrases("plan.repair.some", n=n)) for n in range(1, _MOST_REPAIRED_YEARS + 1)]
        self.repair_years.offer([(0, phrases("plan.repair.none")), *years])
        self._deciding = phrases.within("deciding")
        self.in_window = Choice(self)
        windows = ((None, "unknown"), (True, "yes"), (False, "no"))
        self.in_window.offer([(value, self._deciding(f"plan.in_window.{key}")) for value, key in windows])
        self.lapses = LapseTicks(self._deciding, self)
        self._answered: Plan | None = None
        self._problem, self._doubt = ProblemLabel(self), ProblemLabel(self)
        self._form = QFormLayout()
        self._lay_out()
        self.resume_as.picked.connect(self._on_resume_as)
        self.pay_on.committed.connect(self._on_pay_on)
        self.pay_on.problem.connect(self._on_pay_on_problem)
        self.back_pay.clicked.connect(self._on_back_pay)
        self.insured_year.picked.connect(self._on_insured_year)
        self.repair_years.picked.connect(self._on_repair_years)
        self.in_window.picked.connect(self._on_in_window)
        self.lapses.ticked.connect(self._on_ticked)

    def _lay_out(self) -> None:
        form, words, deciding = self._form, self._phrases, self._deciding
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(0)  # the labels keep the space, as Qt ignores it when deciding whether to wrap a row
        form.setVerticalSpacing(UNIT)
        named(self.back_pay, words("plan.back_pay.spoken"))
        repair = self._label(words, "plan.repair_years", self.repair_years)
        lapses = plain(QLabel(deciding("plan.pay_lapses"), self))
        lapses.setAlignment(Qt.AlignmentFlag.AlignTop)
        lapses.setContentsMargins(0, UNIT // 4, UNIT, 0)
        named(self.lapses, deciding("plan.pay_lapses"))
        self._pay = _beside(self.pay_on, self.back_pay)
        self._years = _beside(self.insured_year, repair, self.repair_years)
        form.addRow(self._label(words, "plan.resume_as", self.resume_as), self.resume_as)
        form.addRow(self._label(words, "plan.pay_on", self.pay_on), self._pay)
        form.addRow(self._label(words, "plan.insured_year", self.insured_year), self._years)
        form.addRow(lapses, self.lapses)
        form.addRow(self._label(deciding, "plan.in_window", self.in_window), self.in_window)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(heading(words("plan.title"), self))
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(self._doubt)

    def _label(self, words: Phrasebook, key: str, field: QWidget) -> QLabel:
        label = plain(QLabel(words(key), self))
        label.setContentsMargins(0, 0, 0 if field is self.repair_years else UNIT, 0)
        named(field, words(f"{key}.spoken"), label)
        return label

    def show_state(self, state: State) -> None:
        """Show the plan of a state; without one, only the question what to resume as."""
        plan = state.case.plan
        self._offer_schemes(_open_years(state))
        doubt = doubt_of_plan(plan, state.as_of)
        self._doubt.say(self._phrases.of(doubt) if doubt is not None else "")
        self.setVisible(state.case.is_told or plan is not None)
        self.resume_as.show_value(_chosen(state))
        resident = plan is not None and plan.resume_as is Scheme.RESIDENT
        self._show_row(self._pay, shown=plan is not None)
        self._show_row(self._years, shown=resident)
        self._show_rarer(state)
        if plan is None:
            return
        self.pay_on.show_value(plan.pay_on)
        self.back_pay.setChecked(plan.back_pay)
        self.back_pay.setText(self._phrases("plan.back_pay.resident" if resident else "plan.back_pay"))
        years = sorted(
            {plan.pay_on.year - 1, plan.pay_on.year, plan.pay_on.year + 1, plan.insured_year or plan.pay_on.year}
        )
        self.insured_year.offer(
            [(None, self._phrases("plan.year.open")), *((y, self._phrases("plan.year", year=y)) for y in years)]
        )
        self.insured_year.show_value(plan.insured_year)
        self.repair_years.show_value(plan.repair_years)

    def _offer_schemes(self, years: _Years | None) -> None:
        """Offer the schemes, and this resident year together with the next, where both are still open."""
        schemes = [(scheme, self._phrases.plain(f"scheme.{scheme.value}.resume")) for scheme in Scheme]
        both = [(years, self._phrases("plan.both_years", first=years[0], last=years[1]))] if years else []
        self.resume_as.offer([(None, self._phrases("plan.none")), *schemes, *both])

    def _show_rarer(self, state: State) -> None:
        """Show the lapses to pay, where there are several, and the enrolment window, where it changes the outcome.

        While the record is edited under the same plan, these rows are updated only after a pause.
        """
        case = state.case
        if case.plan is not None and case.plan == self._answered and not state.settled:
            return
        self._answered = case.plan if self._session.engine is not None else None
        lapses = _payable_of(self._session, case, state.as_of) if case.plan is not None and case.plan.back_pay else ()
        several = len(lapses) > 1
        self._show_row(self.lapses, shown=several)
        self.lapses.show_lapses(lapses if several else ())
        resident = case.plan is not None and case.plan.resume_as is Scheme.RESIDENT
        asked = resident and (
            (case.plan is not None and case.plan.in_window is not None)
            or _window_matters(self._session, case, state.as_of)
        )
        self._show_row(self.in_window, shown=asked)
        self.in_window.show_value(case.plan.in_window if case.plan is not None else None)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        first = (self.resume_as, self.pay_on, self.back_pay, self.insured_year, self.repair_years)
        return (*first, *self.lapses.boxes.values(), self.in_window)

    def _show_row(self, fields: QWidget | QLayout, *, shown: bool) -> None:
        """Show or hide a row with its label; the layout changes only if needed."""
        if self._form.isRowVisible(fields) != shown:
            self._form.setRowVisible(fields, shown)

    def _edit(self, plan: Plan | None) -> None:
        self._session.edit(self._phrases.phrase("edit.plan"), with_plan(self._session.state.case, plan))

    def _on_resume_as(self, scheme: Scheme | _Years | None) -> None:
        state = self._session.state
        plan = state.case.plan
        if scheme is None:
            self._edit(None)
        elif isinstance(scheme, tuple):
            day = plan.pay_on if plan is not None else state.as_of
            self._edit(Plan(Scheme.RESIDENT, day, back_pay=True, insured_year=scheme[1]))
        elif plan is None:
            option = state.option
            same = option is not None and option.resume_as is scheme
            back_pay = option.back_pay if option is not None and same else False
            self._edit(Plan(scheme, state.as_of, back_pay=back_pay))
        elif scheme is Scheme.RESIDENT:
            self._edit(replace(plan, resume_as=scheme))
        else:
            self._edit(replace(plan, resume_as=scheme, insured_year=None, in_window=None, repair_years=0))

    def _on_pay_on(self, day: date | None) -> None:
        plan = self._session.state.case.plan
        if plan is not None and day is not None:
            self._edit(replace(plan, pay_on=day))

    def _on_back_pay(self) -> None:
        plan = self._session.state.case.plan
        if plan is not None:
            self.back_pay.repaint()  # the hand is answered first, then what comes of it
            self._edit(replace(plan, back_pay=self.back_pay.isChecked()))

    def _on_insured_year(self, year: int | None) -> None:
        plan = self._session.state.case.plan
        if plan is not None:
            self._edit(replace(plan, insured_year=year))

    def _on_in_window(self, inside: bool | None) -> None:  # noqa: FBT001  the value of a choice
        case = self._session.state.case
        if case.plan is not None:
            edited = with_plan(case, replace(case.plan, in_window=inside))
            self._session.edit(self._deciding.phrase("edit.in_window"), edited)

    def _on_ticked(self, first: Month, paid: bool) -> None:  # noqa: FBT001  the value of a tick
        state = self._session.state
        lapses = (item.lapse for item in _payable_of(self._session, state.case, state.as_of))
        edited = with_paid_lapse(state.case, lapses, first, paid)
        self._session.edit(self._deciding.phrase("edit.pay_lapses"), edited)

    def _on_repair_years(self, years: int) -> None:
        plan = self._session.state.case.plan
        if plan is not None:
            self._edit(replace(plan, repair_years=years))

    def _on_pay_on_problem(self, said: Bilingual | None) -> None:
        sentence = self._phrases.of(said) if said is not None else ""
        self.pay_on.setAccessibleDescription(sentence)
        self._problem.say(sentence)


def _chosen(state: State) -> Scheme | _Years | None:
    """What the list of schemes shows for the plan of a state."""
    plan, years = state.case.plan, _open_years(state)
    if plan is None:
        return None
    both = plan.resume_as is Scheme.RESIDENT and plan.back_pay and not plan.repair_years
    return years if both and years is not None and plan.insured_year == years[1] else plan.resume_as


def _open_years(state: State) -> _Years | None:
    """The resident year that runs and the next, where neither is paid and both can be joined; None otherwise."""
    ways = (option for _, option in state.options)
    years = {option.id: option.insured_year for option in ways if option.insured_year is not None}
    own, following = years.get(OptionId.JOIN_RESIDENT), years.get(OptionId.JOIN_RESIDENT_NEXT_YEAR)
    return (own, following) if own is not None and following is not None else None


def _payable_of(session: Session, case: Case, as_of: date) -> tuple[Payable, ...]:
    """The lapses that the plan of a case may pay back; none before the packs are read."""
    policy = _policy(session, case)
    if policy is None:
        return ()
    return payable_lapses(case, policy, as_of)


def _window_matters(session: Session, case: Case, as_of: date) -> bool:
    """True when the enrolment window would change the outcome of the plan."""
    policy = _policy(session, case)
    if policy is None:
        return False
    return window_decides(case, policy, as_of)


def _policy(session: Session, case: Case) -> Policy | None:
    return session.engine.policy_for(case.region)[0] if session.engine is not None else None


def _beside(*widgets: QWidget) -> QHBoxLayout:
    """Fields side by side that share the width; a label between them takes what it needs."""
    line = QHBoxLayout()
    line.setSpacing(UNIT)
    for widget in widgets:
        line.addWidget(widget, 0 if isinstance(widget, QLabel) else 1)
    return line
