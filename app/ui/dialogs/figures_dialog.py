"""The dialog in which a person gives or corrects the figures of a bill."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.rules.outcome.warnings import figure_title, lacking_figures
from app.ui.dialogs.case_dialog import CaseDialog
from app.ui.state.edits import with_figure
from app.ui.state.session import Session, State
from app.ui.state.shell import Shell
from app.ui.style.theme import faint
from app.ui.widgets.fields import ReadField, named
from app.ui.widgets.figure_field import figure_line, written_figure
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it."""
    return FiguresDialog(session, shell.phrases.within("deciding"), shell.phrases, parent)


class FiguresDialog(CaseDialog):
    """A field for each figure in the bill of the option shown; an empty one means the pack's own.

    `phrases` has the form's phrases, `window` those of the window.
    """

    def __init__(self, session: Session, phrases: Phrasebook, window: Phrasebook, parent: QWidget) -> None:
        super().__init__(session, phrases, "figures", parent)
        self._window = window
        self._rows: dict[str, tuple[QLabel, ReadField, WrappedLabel]] = {}
        self._order: tuple[str, ...] = ()
        self._nothing = faint(WrappedLabel(self))
        self._nothing.say(phrases("figures.none"))
        self.finish(self._nothing)
        for field in list(self.fields.values())[:1]:
            field.setFocus()

    @property
    def fields(self) -> dict[str, ReadField]:
        """The fields now shown, by figure."""
        return {name: self._rows[name][1] for name in self._order}

    def note(self, name: str) -> str:
        """The remark beside a figure."""
        return self._rows[name][2].text()

    def show_state(self, state: State) -> None:
        """Show the figures of a state."""
        cost = state.option.cost if state.option is not None else None
        used = {figure.name: figure for figure in cost.figures} if cost is not None else {}
        given = state.case.figures
        lacking = lacking_figures(state.assessment.warnings) if state.assessment is not None else ()
        self._order = tuple(dict.fromkeys((*used, *lacking, *given)))
        for name in self._order:
            if name not in self._rows:
                self._rows[name] = self._row(name)
            _, line, note = self._rows[name]
            line.show_value(given.get(name))
            if name in given:
                note.say(self._phrases("figures.yours" if name in used else "figures.yours.unused"))
            elif name in used:
                note.say(self._phrases("figures.recorded", value=written_figure(name, used[name].amount)))
            else:
                note.say(self._phrases("figures.lacking"))
        for name, row in self._rows.items():
            for widget in row:
                widget.setVisible(name in self._order)
        self._nothing.setVisible(not self._order)

    def _row(self, name: str) -> tuple[QLabel, ReadField, WrappedLabel]:
        title = self._phrases.of(figure_title(name))
        label, line, note = plain(QLabel(title, self)), figure_line(name, self._window, self), faint(WrappedLabel(self))
        named(line, title, label)
        line.committed.connect(partial(self._on_figure, name))
        line.problem.connect(self.say_problem)
        row = self.grid.rowCount()
        note.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for column, widget in enumerate((label, line, note)):
            self.grid.addWidget(widget, row, column)
        self.grid.setColumnStretch(2, 1)
        return label, line, note

    def _on_figure(self, name: str, value: Decimal | None) -> None:
        edited = with_figure(self._session.state.case, name, value)
        self._session.edit(self._window.phrase("edit.figure"), edited)
