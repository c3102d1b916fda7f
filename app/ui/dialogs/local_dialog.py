"""The dialog for premiums and enrolment windows that an office has found out for the place, and no pack records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QWidget

from app.cases.human_input import read_day
from app.regions import divisions as regions
from app.rules.law.policy import Policy
from app.rules.outcome.warnings import figure_title, lacking_figures
from app.rules.record.office_values import OfficeValues, OfficeWindow
from app.ui.dialogs.case_dialog import CaseDialog
from app.ui.state.session import Session, State
from app.ui.state.shell import Shell
from app.ui.style.theme import faint
from app.ui.widgets.fields import ReadField, named
from app.ui.widgets.figure_field import figure_line, written_figure
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_PREMIUM: Final = "resident_premium"


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""
    return LocalDialog(session, shell.phrases.within("deciding"), shell.phrases, parent)


class LocalDialog(CaseDialog):
    """For this year and the next, and for what is kept: the premium and the window, each kept as it is filled in.

    `phrases` has the form's phrases, `window` those of the window.
    """

    def __init__(self, session: Session, phrases: Phrasebook, window: Phrasebook, parent: QWidget) -> None:
        super().__init__(session, phrases, "local", parent)
        self._window = window
        self.figures: dict[str, ReadField] = {}
        self.days: dict[int, tuple[ReadField, ReadField]] = {}
        self._notes: dict[str | int, WrappedLabel] = {}
        self._half: dict[int, tuple[date | None, date | None]] = {}
        self.finish()
        for field in (*self.figures.values(), *(field for pair in self.days.values() for field in pair)):
            if field.isEnabled():
                field.setFocus()
                break

    def note(self, about: str | int) -> str:
        """The remark beside a figure, or beside the window of a year."""
        return self._notes[about].text()

    def show_state(self, state: State) -> None:
        """Show what is kept for the place of a state."""
        self.setWindowTitle(self._phrases("local.title.of", place=regions.name_of(state.case.region)))
        policy = self._session.engine.policy_for(state.case.region)[0] if self._session.engine else None
        for year in self._years(state):
            for name in self._names(state, year):
                if name not in self.figures:
                    self._add_figure(name)
                self._show_figure(name, state, policy)
            if year not in self.days:
                self._add_window(year)
            self._show_window(year, state, policy)

    def _years(self, state: State) -> Sequence[int]:
        kept = state.case.office_values
        years = {_year_of(name) for name in kept.figures} | {window.year for window in kept.windows}
        return sorted({state.as_of.year, state.as_of.year + 1} | years | self.days.keys())

    def _names(self, state: State, year: int) -> Sequence[str]:
        lacking = lacking_figures(state.assessment.warnings) if state.assessment is not None else ()
        others = (*filter(OfficeValues.is_kept, lacking), *state.case.office_values.figures, *self.figures)
        return tuple(dict.fromkeys((f"{_PREMIUM}:{year}", *(name for name in others if _year_of(name) == year))))

    def _show_figure(self, name: str, state: State, policy: Policy | None) -> None:
        case, own = state.case, state.case.office_values.figures.get(name)
        recorded = policy.value_of_year(name.rpartition(":")[0], _year_of(name), state.as_of) if policy else None
        line = self.figures[name]
        line.show_value(recorded[0].amount if recorded and own is None else own)
        line.setEnabled(recorded is None or own is not None)
        if recorded is not None:
            said = self._phrases("local.recorded", value=written_figure(name, recorded[0].amount))
        elif name in case.figures:
            said = self._phrases("local.this_case", value=written_figure(name, case.figures[name]))
        else:
            said = self._phrases("local.kept" if own is not None else "local.lacking")
        self._notes[name].say(said)

    def _show_window(self, year: int, state: State, policy: Policy | None) -> None:
        own = state.case.office_values.window(year)
        recorded = policy.vouched_window(year, state.as_of) if policy else None
        known = own or recorded
        days = (known.opens, known.closes) if known else self._half.get(year, (None, None))
        for field, day in zip(self.days[year], days, strict=True):
            field.show_value(day)
            field.setEnabled(recorded is None or own is not None)
        if recorded is not None:
            told = f"{recorded.opens} {self._phrases('local.to')} {recorded.closes}"
            said = self._phrases("local.recorded", value=told)
        else:
            said = self._phrases("local.kept" if own is not None else "local.lacking")
        self._notes[year].say(said)

    def _add_figure(self, name: str) -> None:
        title = self._phrases.of(figure_title(name))
        line = self.figures[name] = figure_line(name, self._window, self)
        line.committed.connect(partial(self._on_figure, name))
        self._add_row(title, name, line, line)
        named(line, title)

    def _add_window(self, year: int) -> None:
        days = self.days[year] = (ReadField(read_day, str, self), ReadField(read_day, str, self))
        both = QWidget(self)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        for field, key in zip(days, ("local.from", "local.until"), strict=True):
            field.setPlaceholderText(self._phrases("local.day.example"))
            named(field, self._phrases(key, year=year))
            field.committed.connect(partial(self._on_day, year))
            row.addWidget(field)
        row.insertWidget(1, QLabel(self._phrases("local.to"), both))
        self._add_row(self._phrases("local.window", year=year), year, both, *days)

    def _add_row(self, title: str, about: str | int, shown: QWidget, *fields: ReadField) -> None:
        label, note = QLabel(title, self), faint(WrappedLabel(self))
        self._notes[about] = note
        for field in fields:
            field.problem.connect(self.say_problem)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(shown, row, 1)
        self.grid.addWidget(note, row + 1, 1)

    def _on_figure(self, name: str, value: Decimal | None) -> None:
        kept = self._session.state.case.office_values
        self._session.keep(self._phrases.phrase("edit.local"), kept.with_figure(name, value))

    def _on_day(self, year: int, _day: date | None) -> None:
        first, last = (field.value for field in self.days[year])
        assert first is None or isinstance(first, date)  # noqa: S101  what read_day reads
        assert last is None or isinstance(last, date)  # noqa: S101  what read_day reads
        kept = self._session.state.case.office_values
        self._half[year] = (first, last)
        if first and last and first <= last:
            self.say_problem(None)
            self._session.keep(
                self._phrases.phrase("edit.local"), kept.with_window(year, OfficeWindow(year, first, last))
            )
        elif first is None and last is None:
            self.say_problem(None)
            self._session.keep(self._phrases.phrase("edit.local"), kept.with_window(year, None))
        else:
            self.say_problem(self._phrases.phrase("local.early" if first and last else "local.half"))


def _year_of(name: str) -> int:
    return int(name.rpartition(":")[2])
