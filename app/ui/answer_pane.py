"""Knows the answer as the window shows it: the plain sentence, the options side by side, the reasons behind each figure.

Does not know how an answer is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.plain import bearer_name, lead, money, option_title, outcome, situation, verdict_name, wait_length
from app.rules.assessment import Assessment, Matter, Option, OptionId, Verdict
from app.rules.said import Said
from app.ui.rich import COST, Inks, Writer
from app.ui.session import PLANNED, Session, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, Size, faint, sized

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LONGEST_LINE = 56  # heights of a letter: longer lines are hard to follow
_TOLD_ELSEWHERE = ("reference-only", "figure-missing:")  # in the lead, and among the questions
COLUMNS = ("option", "verdict", "cost", "pay_by", "wait", "benefits_from", "gap_costs")
_REASON_OF = {
    "verdict": Matter.BACK_PAYMENT.value,
    "cost": COST,
    "wait": Matter.COVER.value,
    "benefits_from": Matter.COVER.value,
    "gap_costs": Matter.GAP_COSTS.value,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the comparison: the key it is chosen by, the option, and in what it is best."""

    key: str
    option: Option
    best_in: frozenset[str]


def offers_of(state: State) -> tuple[Offer, ...]:
    """The options of a state with the columns in which each is best."""
    if state.assessment is None:
        return ()
    best = state.assessment.best
    marks = {"benefits_from": best.earliest_cover, "cost": best.lowest_cost, "option": best.keeps_continuity}
    several = len(state.options) > 1
    return tuple(
        Offer(key, option, frozenset(column for column, id_ in marks.items() if several and id_ is option.id))
        for key, option in state.options
    )


class OptionsModel(QAbstractTableModel):
    """The options side by side."""

    def __init__(self, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._offers: tuple[Offer, ...] = ()
        self._settled = False

    def show_offers(self, offers: tuple[Offer, ...], *, settled: bool) -> None:
        """Show other offers; `settled` tells whether the last days of payment are known yet."""
        old = self._offers
        if [offer.key for offer in old] != [offer.key for offer in offers]:
            self.beginResetModel()
            self._offers, self._settled = offers, settled
            self.endResetModel()
            return
        changed = (old, self._settled) != (offers, settled)
        self._offers, self._settled = offers, settled
        if changed and offers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(offers) - 1, len(COLUMNS) - 1))

    def offer(self, row: int) -> Offer | None:
        """The offer of a row."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def row_of(self, key: str | None) -> int:
        """The row of a key; -1 when it is not offered."""
        return next((row for row, offer in enumerate(self._offers) if offer.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row an option."""
        return 0 if parent.isValid() else len(self._offers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """What is compared."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return self._speech(f"options.{COLUMNS[section]}")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What an option says in a column; the best in a respect is bold and says so."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(offer, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._speech("options.tip") if column in _REASON_OF else None
        if role == Qt.ItemDataRole.FontRole and column in offer.best_in:
            font = QFont(QApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and offer.option.verdict is Verdict.NO:
            return QApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
        return None

    def _text(self, offer: Offer, column: str) -> str:
        option, none = offer.option, self._speech("options.none")
        match column:
            case "option":
                title = self._speech.of(option_title(option))
                said = self._speech("options.planned", title=title) if offer.key == PLANNED else title
            case "verdict":
                said = self._speech.of(verdict_name(option.verdict))
            case "cost":
                said = self._cost(option)
            case "pay_by":
                said = self._pay_by(option)
            case "wait":
                said = self._wait(option)
            case "benefits_from":
                said = option.benefits_from.isoformat() if option.benefits_from else none
            case _:
                said = self._speech.of(bearer_name(option.gap_costs)) if option.lapse else none
        return self._speech(f"options.best.{column}", said=said) if column in offer.best_in else said

    def _cost(self, option: Option) -> str:
        if option.cost is not None:
            return self._speech.of(money(option.cost.total))
        return self._speech("options.none" if option.verdict is Verdict.NO else "options.cost.unknown")

    def _pay_by(self, option: Option) -> str:
        if option.pay_by is not None:
            return option.pay_by.isoformat()
        if not self._settled:
            return self._speech("options.working")
        undecided = option.benefits_from is None or option.id is OptionId.ALREADY_RESUMED
        return self._speech("options.none" if undecided else "options.no_deadline")

    def _wait(self, option: Option) -> str:
        if option.waiting is None and option.benefits_from is None:
            return self._speech("options.none")
        if option.waiting is None:
            return self._speech("options.no_wait")
        return self._speech.of(wait_length(option.waiting))


class AnswerPane(QScrollArea):
    """What the window answers: what happened, what follows, the ways to choose from, and why."""

    def __init__(self, session: Session, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self._opened: frozenset[str] = frozenset({COST})
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.situation = faint(QLabel(self), Size.BODY)
        self.lead = QLabel(self)
        self.lead.setWordWrap(True)
        self.lead.setFont(sized(QApplication.font(), Size.BODY, QFont.Weight.DemiBold))
        self.lead.setForegroundRole(QPalette.ColorRole.BrightText)
        self.conclusion = QLabel(self)
        self.conclusion.setFont(sized(QApplication.font(), Size.CONCLUSION, QFont.Weight.DemiBold))
        self.conclusion.setWordWrap(True)
        self.warnings = QLabel(self)
        self.warnings.setWordWrap(True)
        self.warnings.setForegroundRole(QPalette.ColorRole.BrightText)
        self.model = OptionsModel(speech, self)
        self.options = _table(self.model, speech, self)
        self.reasons = _rich_label(self)
        self.reasons.setMaximumWidth(self.fontMetrics().height() * _LONGEST_LINE)
        for label, key in ((self.conclusion, "conclusion"), (self.situation, "situation"), (self.warnings, "warnings")):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setObjectName(key)
        self._lay_out()
        self.options.selectionModel().currentRowChanged.connect(self._on_row)
        self.options.activated.connect(self._on_cell)
        self.options.clicked.connect(self._on_cell)
        self.reasons.linkActivated.connect(self._on_link)

    def _lay_out(self) -> None:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        layout.setSpacing(UNIT)
        for widget in (self.situation, self.lead, self.conclusion, self.warnings, self.options, self.reasons):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(page)

    def show_state(self, state: State) -> None:
        """Show the answer of a state."""
        assessment, option = state.assessment, state.option
        empty = not state.case.history.periods
        self.situation.setText(self._situation(state))
        self.conclusion.setText(self._conclusion(state))
        said_first = lead(option) if option is not None and not empty else Said("", "")
        self.lead.setText(self._speech.of(said_first))
        self.lead.setVisible(bool(said_first.zh))
        self._warn(() if empty or assessment is None else _warnings_of(assessment))
        offers = () if empty else offers_of(state)
        self.options.selectionModel().blockSignals(True)
        self.model.show_offers(offers, settled=state.settled)
        row = self.model.row_of(state.option_key)
        if offers and row != self.options.currentIndex().row():
            column = max(0, self.options.currentIndex().column())
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.options.selectionModel().setCurrentIndex(self.model.index(row, column), flags)
        self.options.selectionModel().blockSignals(False)
        self.options.setVisible(bool(offers))
        self.options.viewport().update()
        self._show_reasons(option if offers else None)

    def _situation(self, state: State) -> str:
        if not state.case.history.periods:
            return self._speech("answer.empty.title")
        return self._speech.of(situation(state.assessment)) if state.assessment else self._speech("answer.loading")

    def _conclusion(self, state: State) -> str:
        if not state.case.history.periods:
            return self._speech("answer.empty")
        if state.option is None:
            return ""
        if state.assessment is not None and not state.assessment.lapses and state.option_key != PLANNED:
            return self._speech("answer.no_lapse")
        return self._speech.of(outcome(state.option))

    def _warn(self, warnings: tuple[Said, ...]) -> None:
        text = "\n".join(self._speech("answer.warning", text=self._speech.of(said)) for said in dict.fromkeys(warnings))
        self.warnings.setText(text)
        self.warnings.setVisible(bool(text))

    def _show_reasons(self, option: Option | None) -> None:
        self.reasons.setVisible(option is not None)
        if option is not None:
            self.reasons.setText(Writer(self._speech, inks_of(self.palette())).reasons(option, self._opened))

    def _on_row(self, current: QModelIndex) -> None:
        offer = self.model.offer(current.row())
        if offer is not None:
            self._session.choose(offer.key)

    def _on_cell(self, index: QModelIndex) -> None:
        key = _REASON_OF.get(COLUMNS[index.column()])
        if key is not None:
            self.open_reason(key)

    def open_reason(self, key: str) -> None:
        """Show one entry of the reasons in full: a matter's name, or the bill's."""
        self._opened |= {key}
        self._show_reasons(self._session.state.option)
        self.ensureWidgetVisible(self.reasons, 0, 0)

    def _on_link(self, key: str) -> None:
        self._opened ^= {key}
        self._show_reasons(self._session.state.option)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of running text from a new palette."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._session.state.case.history.periods:
            self._show_reasons(self._session.state.option)


def inks_of(palette: QPalette) -> Inks:
    """The colours of running text under a palette."""
    roles = QPalette.ColorRole
    named = (palette.color(role).name() for role in (roles.PlaceholderText, roles.Link, roles.BrightText, roles.Mid))
    return Inks(*named)


def _warnings_of(assessment: Assessment) -> tuple[Said, ...]:
    return tuple(w.text for w in assessment.warnings if not w.code.startswith(_TOLD_ELSEWHERE))


def dissent_count(assessment: Assessment) -> int:
    """How many sources say otherwise, each counted once."""
    options = (*((assessment.planned,) if assessment.planned else ()), *assessment.options)
    return len({(d.matter, d.says, d.source.id) for option in options for d in option.disagreements})


def _rich_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return label


def _table(model: OptionsModel, speech: Speech, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setModel(model)
    table.setAccessibleName(speech("options.name"))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setShowGrid(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + UNIT + UNIT // 2)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    return table
