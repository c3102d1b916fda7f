"""Knows the options side by side. Does not know what is shown beside them, nor how they were reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.plain import bearer_name, in_vain, money, option_title, verdict_name, wait_length
from app.rules.assessment import Matter, Option, OptionId, Verdict
from app.ui.rich import COST
from app.ui.session import PLANNED, State
from app.ui.speech import Speech
from app.ui.theme import UNIT, decorate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLUMNS = ("option", "verdict", "cost", "pay_by", "wait", "benefits_from", "gap_costs")
REASON_OF = {
    "verdict": Matter.BACK_PAYMENT.value,
    "cost": COST,
    "wait": Matter.COVER.value,
    "benefits_from": Matter.COVER.value,
    "gap_costs": Matter.GAP_COSTS.value,
}
"""The entry of the reasons that stands behind a column."""


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
        self._texts: tuple[tuple[str, ...], ...] = ()

    def show_offers(self, offers: tuple[Offer, ...], *, settled: bool) -> bool:
        """Show other offers; True when something reads differently. `settled`: the last days of payment are known."""
        old, before = self._offers, self._texts
        texts = tuple(tuple(self._text(offer, column, settled=settled) for column in COLUMNS) for offer in offers)
        if [offer.key for offer in old] != [offer.key for offer in offers]:
            self.beginResetModel()
            self._offers, self._texts = offers, texts
            self.endResetModel()
            return True
        self._offers, self._texts = offers, texts
        for row, offer in enumerate(offers):
            looks = old[row].best_in != offer.best_in or old[row].option.verdict != offer.option.verdict
            if looks or before[row] != texts[row]:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        return before != texts

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
        """What an option says in a column; the best in a respect says so."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._speech("options.tip") if column in REASON_OF else self.text(index.row(), index.column())
        return None

    def text(self, row: int, column: int) -> str:
        """What an option says in a column."""
        return self._texts[row][column]

    def _text(self, offer: Offer, column: str, *, settled: bool) -> str:
        option, none = offer.option, self._speech("options.none")
        match column:
            case "option":
                title = self._speech.of(option_title(option))
                said = self._speech("options.planned", title=title) if offer.key == PLANNED else title
            case "verdict":
                said = self._speech.of(verdict_name(option.verdict))
                if option.decided_by_office:
                    said = self._speech("options.decided", said=said)
            case "cost":
                said = self._cost(option)
            case "pay_by":
                said = self._pay_by(option, settled=settled)
            case "wait":
                said = self._wait(option)
            case "benefits_from":
                said = self._benefits_from(option)
            case _:
                said = self._speech.of(bearer_name(option.gap_costs)) if option.lapse else none
        unbilled = column == "cost" and option.cost is not None and not option.cost.lines
        marked = column in offer.best_in and not unbilled
        return self._speech(f"options.best.{column}", said=said) if marked else said

    def _cost(self, option: Option) -> str:
        if option.cost is None:
            return self._speech("options.none" if option.verdict is Verdict.NO else "options.cost.unknown")
        if not option.cost.lines:
            return self._speech("options.cost.monthly")
        said = self._speech.of(money(option.cost.total))
        return self._speech("options.reference", said=said) if option.cost.reference else said

    def _pay_by(self, option: Option, *, settled: bool) -> str:
        if in_vain(option) is not None:
            return self._speech("options.none")
        if option.pay_by is not None:
            return option.pay_by.isoformat()
        if not settled:
            return self._speech("options.working")
        undecided = option.benefits_from is None or option.id is OptionId.ALREADY_RESUMED
        return self._speech("options.none" if undecided else "options.no_deadline")

    def _benefits_from(self, option: Option) -> str:
        wasted = in_vain(option)
        if wasted is not None:
            this_year = wasted == option.pay_on.year
            return (
                self._speech("options.in_vain.this_year") if this_year else self._speech("options.in_vain", year=wasted)
            )
        return option.benefits_from.isoformat() if option.benefits_from else self._speech("options.none")

    def _wait(self, option: Option) -> str:
        if option.waiting is None and option.benefits_from is None:
            return self._speech("options.none")
        if option.waiting is None:
            return self._speech("options.no_wait")
        return self._speech.of(wait_length(option.waiting))


class OptionsTable(QTableView):
    """The table of options: as high as its rows, its columns as wide as what they say, the first takes what is left."""

    def __init__(self, model: OptionsModel, speech: Speech, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._offered = model
        self._writer = _Cells(self)
        self.setItemDelegate(self._writer)
        self.setAccessibleName(speech("options.name"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + UNIT + UNIT // 2)
        header = self.horizontalHeader()
        decorate(header, "header")
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(UNIT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Take the room that the rows and their texts need now; called when either has changed."""
        model, rows = self._offered, self._offered.rowCount()
        bold = QFontMetrics(_bold(self.font()))
        for column in range(1, len(COLUMNS)):
            texts = {
                model.headerData(column, Qt.Orientation.Horizontal),
                *(model.text(row, column) for row in range(rows)),
            }
            self.setColumnWidth(column, max(map(bold.horizontalAdvance, texts)) + 2 * _AIR)
        self._set_heights()

    def _set_heights(self) -> None:
        """A name that is longer than what is left for it goes on in the next line."""
        line = self.verticalHeader().defaultSectionSize()
        room = self.width() - sum(self.columnWidth(column) for column in range(1, len(COLUMNS))) - _AIR - _AIR // 2
        total = self.horizontalHeader().sizeHint().height() + UNIT // 2
        for row in range(self._offered.rowCount()):
            name, offer, height = self._offered.text(row, 0), self._offered.offer(row), line
            best = offer is not None and COLUMNS[0] in offer.best_in
            letters = QFontMetrics(_bold(self.font()) if best else self.font())
            if letters.horizontalAdvance(name) > room:
                height += letters.boundingRect(0, 0, max(1, room), 1000, _WRAPPED, name).height() - letters.height()
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
            total += height
        if total != self.minimumHeight():
            self.setFixedHeight(total)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._set_heights()


class _Cells(QStyledItemDelegate):
    """Writes a cell; the style's own way through style sheets takes longer than the whole answer may."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: chosen or not, the best in bold, what cannot be done quietly."""
        model, states, roles = index.model(), QStyle.StateFlag, QPalette.ColorRole
        offer = model.offer(index.row()) if isinstance(model, OptionsModel) else None
        if offer is None or not isinstance(model, OptionsModel):
            return
        look: Any = option  # its fields are missing from the stub
        chosen, column = bool(look.state & states.State_Selected), COLUMNS[index.column()]
        if chosen:
            painter.fillRect(look.rect, look.palette.color(roles.Highlight))
        possible = offer.option.verdict is not Verdict.NO
        ink = look.palette.color(roles.HighlightedText if chosen else roles.Text if possible else roles.PlaceholderText)
        font = _bold(look.font) if column in offer.best_in else look.font
        place = look.rect.adjusted(_AIR, 0, -_AIR // 2, 0)
        text = model.text(index.row(), index.column())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(place, _WRAPPED, text)
        if look.state & states.State_HasFocus:
            painter.drawRect(look.rect.adjusted(1, 1, -2, -2))


_AIR = UNIT + UNIT // 4
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
