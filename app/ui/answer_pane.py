"""Knows the answer as the window shows it: the plain sentence, the options side by side, the reasons of each figure.

Does not know how an answer is reached. What only an answer needs is loaded with the first answer, after the window is
on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.rules.said import Said
from app.ui.session import PLANNED, Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, Size, faint, sized

if TYPE_CHECKING:
    from app.rules.assessment import Assessment, Option
    from app.ui.options_table import OptionsModel, OptionsTable

SAMPLES = (
    "zhang-xiansheng",
    "li-nyushi",
    "zhang-nyushi",
    "resident-skipped-2025",
    "resident-skipped-two-years",
    "chongqing-left-job",
)
_LONGEST_LINE = 56  # heights of a letter: longer lines are hard to follow
_TOLD_ELSEWHERE = ("reference-only", "figure-missing:")  # in the lead, and among the questions


class AnswerPane(QScrollArea):
    """What the window answers: what happened, what follows, the ways to choose from, and why.

    `sample_asked` names the sample somebody wants to look at first.
    """

    sample_asked = Signal(str)

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._opened: frozenset[str] | None = None
        self.model: OptionsModel | None = None
        self.options: OptionsTable | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.situation = faint(_told(self), Size.BODY)
        self.lead = _told(self, Size.BODY, QPalette.ColorRole.BrightText)
        self.conclusion = _told(self, Size.CONCLUSION)
        self.warnings = _told(self, None, QPalette.ColorRole.BrightText)
        self.reasons = _told(self)
        page = QWidget(self)
        self._layout = layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        for widget in (self.situation, self.lead, self.conclusion, self.warnings, self.reasons):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self.conclusion, self.reasons):
            widget.setMaximumWidth(self._measure)
        self.setWidget(page)

    @property
    def _measure(self) -> int:
        return self.fontMetrics().height() * _LONGEST_LINE

    def show_state(self, state: State) -> None:
        """Show the answer of a state."""
        known = bool(state.case.history.periods) and state.assessment is not None
        for label in (self.lead, self.warnings, self.reasons):
            label.setVisible(known)
        if known and state.assessment is not None and state.option is not None:
            self._show_answer(state, state.assessment, state.option)
            return
        if self.options is not None:
            self.options.hide()
        if state.trouble:
            self.situation.setText("\n".join(problem.in_(self._speech.language) for problem in state.trouble))
            self.conclusion.setText(self._speech("answer.unusable_pack"))
            return
        empty = not state.case.history.periods
        self.situation.setText(self._speech("answer.empty.title" if empty else "answer.loading"))
        self.conclusion.setText(self._speech("answer.empty") if empty else "")
        if empty and state.assessment is not None:
            self._show_guide()

    def _show_guide(self) -> None:
        from app.ui.rich import Writer, inks_of  # noqa: PLC0415  see the module's first lines

        self._make_linked()
        self.reasons.setText(Writer(self._speech, inks_of(self.palette())).guide(SAMPLES))
        self.reasons.show()

    def _show_answer(self, state: State, assessment: Assessment, option: Option) -> None:
        from app.plain import lead, outcome, situation  # noqa: PLC0415  see the module's first lines

        self.situation.setText(self._speech.of(situation(assessment)))
        unbroken = not assessment.lapses and state.option_key != PLANNED
        first = Said("", "") if unbroken else lead(option)
        self.lead.setText(self._speech.of(first))
        self.lead.setVisible(bool(first.zh))
        self.conclusion.setText(self._speech("answer.no_lapse") if unbroken else self._speech.of(outcome(option)))
        self._warn(assessment)
        self._show_offers(state)
        self._show_reasons(option)

    def _warn(self, assessment: Assessment) -> None:
        said = dict.fromkeys(w.text for w in assessment.warnings if not w.code.startswith(_TOLD_ELSEWHERE))
        text = "\n".join(self._speech("answer.warning", text=warning) for warning in said)
        self.warnings.setText(text)
        self.warnings.setVisible(bool(text))

    def _show_offers(self, state: State) -> None:
        from app.ui.options_table import offers_of  # noqa: PLC0415  see the module's first lines

        model, table = self._furnished()
        choice = table.selectionModel()
        quiet = QSignalBlocker(choice)
        if model.show_offers(offers_of(state), settled=state.settled):
            table.fit()
        row = model.row_of(state.option_key)
        if row != table.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            choice.setCurrentIndex(model.index(row, max(0, table.currentIndex().column())), flags)
            table.viewport().update()
        quiet.unblock()
        table.show()

    def _furnished(self) -> tuple[OptionsModel, OptionsTable]:
        if self.model is None or self.options is None:
            from app.ui.options_table import OptionsModel, OptionsTable  # noqa: PLC0415  see the module's first lines

            self.model = OptionsModel(self._speech, self)
            self.options = OptionsTable(self.model, self._speech, self)
            self.options.setMaximumWidth(self._measure)
            self._layout.insertWidget(self._layout.indexOf(self.reasons), self.options)
            self.options.selectionModel().currentRowChanged.connect(self._on_row)
            self.options.activated.connect(self._on_cell)
            self.options.clicked.connect(self._on_cell)
            self._make_linked()
            QWidget.setTabOrder(self.options, self.reasons)
        return self.model, self.options

    def _make_linked(self) -> None:
        if self.reasons.textFormat() is not Qt.TextFormat.RichText:
            self.reasons.setTextFormat(Qt.TextFormat.RichText)
            self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            self.reasons.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.reasons.linkActivated.connect(self._on_link)

    def _show_reasons(self, option: Option) -> None:
        from app.ui.rich import COST, Writer, inks_of  # noqa: PLC0415  see the module's first lines

        if self._opened is None:
            self._opened = frozenset({COST})
        self.reasons.setText(Writer(self._speech, inks_of(self.palette())).reasons(option, self._opened))

    def _on_row(self, current: QModelIndex) -> None:
        offer = self.model.offer(current.row()) if self.model is not None else None
        if offer is not None:
            self._session.choose(offer.key)

    def _on_cell(self, index: QModelIndex) -> None:
        from app.ui.options_table import COLUMNS, REASON_OF  # noqa: PLC0415  see the module's first lines

        key = REASON_OF.get(COLUMNS[index.column()])
        if key is not None:
            self.open_reason(key)

    def open_reason(self, key: str) -> None:
        """Show one entry of the reasons in full: a matter's name, or the bill's."""
        option = self._session.state.option
        if option is not None:
            self._opened = (self._opened or frozenset()) | {key}
            self._show_reasons(option)
            self.ensureWidgetVisible(self.reasons, 0, 0)

    def _on_link(self, key: str) -> None:
        if key in SAMPLES:
            self.sample_asked.emit(key)
            return
        option = self._session.state.option
        if option is not None:
            self._opened = (self._opened or frozenset()) ^ {key}
            self._show_reasons(option)


def _told(parent: QWidget, size: Size | None = None, role: QPalette.ColorRole | None = None) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if size is not None:
        label.setFont(sized(QApplication.font(), size, QFont.Weight.DemiBold))
    if role is not None:
        label.setForegroundRole(role)
    return label
