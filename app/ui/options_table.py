"""Knows the options side by side. Does not know what is shown beside them, nor how they were reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.rules.assessment import PLANNED, Matter, Option, Respect, Verdict
from app.ui.rich import COST, PAY_BY
from app.ui.session import State
from app.ui.tables import lay_for_reading
from app.ui.theme import UNIT, decorate
from app.wording.leading import why_leading
from app.wording.office_and_bills import decided_fields, safe_day
from app.wording.outcome import bearer_name, days_caution, in_vain, option_title, verdict_name
from app.wording.phrasebook import Phrasebook
from app.wording.values import money, wait_length

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
COLUMNS = ("option", "verdict", "cost", "pay_by", "wait", "benefits_from", "gap_costs")
REASONS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "verdict": (Matter.BACK_PAYMENT, Matter.PREMIUM, Matter.COVER),
    "cost": (COST, Matter.PREMIUM, Matter.BACK_PAYMENT, Matter.COVER),
    "pay_by": (PAY_BY, Matter.COVER),
    "wait": (Matter.COVER,),
    "benefits_from": (Matter.COVER,),
    "gap_costs": (Matter.GAP_COSTS, Matter.COVER),
}
"""The entries of the reasons that stand behind a column; the first that there is, is opened."""
_MARKED = {Respect.EARLIEST: "benefits_from", Respect.CHEAPEST: "cost", Respect.CONTINUITY: "option"}
_DISPUTABLE = {
    "verdict": Matter.BACK_PAYMENT,
    "benefits_from": Matter.COVER,
    "gap_costs": Matter.GAP_COSTS,
}

_DECIDABLE = {"waiting": "wait", "benefits_from": "benefits_from", "gap_costs": "gap_costs", "cost": "cost"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the comparison: the key it is chosen by, the option, the columns in which it is best, or disputed.

    `decided` are the columns that the office decided, `safe` is the last day to pay for the money to arrive in time.
    """

    key: str
    option: Option
    best_in: frozenset[str]
    disputed: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    safe: date | None = None


def offers_of(state: State) -> tuple[Offer, ...]:
    """The options of a state with the columns in which each is best."""
    if state.assessment is None:
        return ()
    merits = state.assessment.ranking.merits
    return tuple(
        Offer(
            key,
            option,
            frozenset(_MARKED[respect] for respect in merits[key]),
            _disputed(option),
            _decided(state, option),
            safe_day(option, state.margin),
        )
        for key, option in state.options
    )


def _decided(state: State, option: Option) -> frozenset[str]:
    fields = decided_fields(state.case, option) if state.case.decisions else frozenset()
    return frozenset(_DECIDABLE[field] for field in fields if field in _DECIDABLE)


def _disputed(option: Option) -> frozenset[str]:
    matters = {disagreement.matter for disagreement in option.disagreements}
    columns = {column for column, matter in _DISPUTABLE.items() if matter in matters}
    return frozenset(columns - {"benefits_from"} if in_vain(option) is not None else columns)


def legend_of(state: State, speech: Phrasebook) -> str:
    """Why the first way leads, then what the marks beside the options mean; what could not be compared says so."""
    if state.assessment is None:
        return ""
    ranking, lines = state.assessment.ranking, []
    met = frozenset[Respect]().union(*ranking.merits.values())
    for respect in Respect:
        if respect in met:
            lines.append(speech(f"options.legend.{respect}"))
    if ranking.cost_open:
        lines.append(speech("options.legend.cost_open"))
    if any(_decided(state, option) for _, option in state.options):
        lines.append(speech("options.legend.decided"))
    if any(safe_day(option, state.margin) for _, option in state.options):
        lines.append(speech("options.legend.safe", n=state.margin))
    if any(option.cost is not None and option.cost.users_own for _, option in state.options):
        lines.append(speech("options.legend.users_own"))
    if any(_disputed(option) for _, option in state.options):
        lines.append(speech("options.legend.disputed"))
    why = why_leading(state.assessment)
    return "\n".join(filter(None, (speech.of(why) if why else "", speech("list.semicolon").join(lines))))


class OptionsModel(QAbstractTableModel):
    """The options side by side."""

    def __init__(self, speech: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._offers: tuple[Offer, ...] = ()
        self._texts: tuple[tuple[str, ...], ...] = ()
        self._broken = False

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
        return _halves(self.name(section)) if self._broken else self.name(section)

    def name(self, column: int) -> str:
        """The name of a column in one line."""
        return self._speech(f"options.{COLUMNS[column]}")

    def break_names(self, *, broken: bool) -> None:
        """Write the names of columns in two lines, or in one."""
        if broken != self._broken:
            self._broken = broken
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What an option says in a column; the best in a respect says so."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(offer, column) if column in REASONS_OF else self.text(index.row(), index.column())
        return None

    def _tip(self, offer: Offer, column: str) -> str:
        caution = self._speech.of(days_caution(offer.option)).strip() if column == "pay_by" else ""
        return "\n".join(line for line in (caution, self._speech("options.tip")) if line)

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
                if "verdict" in option.decided_by_office:
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
        if column == "pay_by" and offer.safe is not None:
            said = self._speech("options.safe", said=said, day=f"{offer.safe:%m-%d}")
        if column in offer.decided and said != none:
            said = self._speech("options.decided.short", said=said)
        if column in offer.best_in:
            said = self._speech(f"options.best.{column}", said=said)
        return self._speech("options.disputed", said=said) if column in offer.disputed and said != none else said

    def _cost(self, option: Option) -> str:
        if option.cost is None:
            return self._speech("options.none" if option.verdict is Verdict.NO else "options.cost.unknown")
        if not option.cost.lines:
            return self._speech("options.cost.monthly")
        said = self._speech.of(money(option.cost.total))
        if option.cost.users_own:
            said = self._speech("options.users_own", said=said)
        return self._speech("options.reference", said=said) if option.cost.reference else said

    def _pay_by(self, option: Option, *, settled: bool) -> str:
        if in_vain(option) is not None:
            return self._speech("options.none")
        if option.pay_by is not None:
            return option.pay_by.isoformat()
        if option.nothing_to_pay or option.verdict is Verdict.NO:
            return self._speech("options.none")
        return self._without_pay_by(option) if settled else self._speech("options.working")

    def _without_pay_by(self, option: Option) -> str:
        """No day is known on which paying later changes anything: because none does, or because no rule is known."""
        if option.verdict is Verdict.ASK:
            return self._speech("options.pay_by.ask")
        if option.benefits_from is None:
            return self._speech("options.none")
        if option.tried_until is not None:
            return self._speech("options.pay_by.tried", day=option.tried_until.isoformat())
        return self._speech("options.no_deadline")

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

    def __init__(self, model: OptionsModel, speech: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._offered = model
        self._needs: tuple[tuple[int, int], ...] = ()
        self._widths: dict[str, int] = {}
        self._writer = _Cells(self._width, self)
        self.setItemDelegate(self._writer)
        self.setAccessibleName(speech("options.name"))
        lay_for_reading(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + UNIT + UNIT // 2)
        header = self.horizontalHeader()
        decorate(header, "header")
        header.setMinimumSectionSize(UNIT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Take the room that the rows and their texts need now; called when either has changed."""
        self._needs = tuple(self._need(column) for column in range(len(COLUMNS)))
        self._share()

    def _width(self, text: str) -> int:
        """The width of a line in bold, in pixels; most lines are the same after an edit."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = QFontMetrics(_bold(self.font())).horizontalAdvance(text)
        return width

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._widths.clear()

    def _need(self, column: int) -> tuple[int, int]:
        """The least width at which nothing of a column is cut, and the width at which nothing wraps, in pixels."""
        model = self._offered
        texts = {model.text(row, column) for row in range(model.rowCount())}
        name = model.name(column)
        unbroken = (piece if piece.isascii() else piece[:_FEWEST_LETTERS] for text in texts for piece in text.split())
        least = max(map(self._width, (*unbroken, *_halves(name).split("\n"))))
        lines = (line for text in texts for line in text.split("\n"))
        return least + 2 * _AIR, max(map(self._width, (*lines, name))) + 2 * _AIR

    def _share(self) -> None:
        """Give every column what it needs whole; where that is too much, let names and texts go on in the next line."""
        if not self._needs:
            return
        (first, _), *others = self._needs
        spare = self.width() - first - sum(least for least, _ in others)
        self._scroll(first, needed=spare < 0)
        wished = sum(whole - least for least, whole in others)
        share = min(1.0, max(0, spare) / wished) if wished else 1.0
        self._offered.break_names(broken=share < 1.0)
        for column, (least, whole) in enumerate(others, 1):
            self.setColumnWidth(column, least + int((whole - least) * share))
        self._set_heights(wraps=share < 1.0)

    def _scroll(self, first: int, *, needed: bool) -> None:
        """Let the columns be scrolled where even their least widths are more than there is room for."""
        modes, policies = QHeaderView.ResizeMode, Qt.ScrollBarPolicy
        self.horizontalHeader().setSectionResizeMode(0, modes.Fixed if needed else modes.Stretch)
        self.setHorizontalScrollBarPolicy(policies.ScrollBarAlwaysOn if needed else policies.ScrollBarAlwaysOff)
        if needed:
            self.setColumnWidth(0, first)

    def _set_heights(self, *, wraps: bool) -> None:
        """A text that is longer than what is left for it goes on in the next line."""
        line = self.verticalHeader().defaultSectionSize()
        total = self.horizontalHeader().sizeHint().height() + UNIT // 2
        if self.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOn:
            total += self.horizontalScrollBar().sizeHint().height()
        for row in range(self._offered.rowCount()):
            offer = self._offered.offer(row)
            whole = wraps or (offer is not None and offer.safe is not None)
            height = line + max(self._lines_added(row, column) for column in range(len(COLUMNS) if whole else 1))
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
            total += height
        if total != self.minimumHeight():
            self.setFixedHeight(total)

    def _lines_added(self, row: int, column: int) -> int:
        """The height of the lines after the first, in pixels."""
        offer, text = self._offered.offer(row), self._offered.text(row, column)
        best = offer is not None and COLUMNS[column] in offer.best_in
        room = max(1, self.columnWidth(column) - _AIR - _AIR // 2)
        if "\n" not in text and self._width(text) <= room:
            return 0
        letters = QFontMetrics(_bold(self.font()) if best else self.font())
        return letters.boundingRect(0, 0, room, 1000, _WRAPPED, text).height() - letters.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share()


class _Cells(QStyledItemDelegate):
    """Writes a cell; the style's own way through style sheets takes longer than the whole answer may."""

    def __init__(self, width_of: Callable[[str], int], parent: QObject) -> None:
        super().__init__(parent)
        self._width_of = width_of

    def _fits(self, text: str, room: int) -> bool:
        """True when a text is one line: that needs no layout."""
        return "\n" not in text and self._width_of(text) <= room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: chosen or not, the best in bold, what cannot be done quietly."""
        model, states, roles = index.model(), QStyle.StateFlag, QPalette.ColorRole
        offer = model.offer(index.row()) if isinstance(model, OptionsModel) else None
        if offer is None or not isinstance(model, OptionsModel):
            return
        look: Any = option  # its fields are missing from the stub
        state, place, column = look.state, look.rect, COLUMNS[index.column()]
        chosen = bool(state & states.State_Selected)
        if chosen:
            painter.fillRect(place, look.palette.color(roles.Highlight))
        possible = offer.option.verdict is not Verdict.NO
        painter.setPen(
            look.palette.color(roles.HighlightedText if chosen else roles.Text if possible else roles.PlaceholderText)
        )
        painter.setFont(_bold(look.font) if column in offer.best_in else look.font)
        text, room = model.text(index.row(), index.column()), place.width() - _AIR - _AIR // 2
        if self._fits(text, room):
            letters = painter.fontMetrics()
            top = place.y() + (place.height() - letters.height()) // 2
            painter.drawText(place.x() + _AIR, top + letters.ascent(), text)
        else:
            painter.drawText(place.x() + _AIR, place.y(), room, place.height(), _WRAPPED, text)
        if state & states.State_HasFocus:
            painter.drawRect(place.adjusted(1, 1, -2, -2))


_AIR = UNIT + UNIT // 4
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


_FEWEST_LETTERS = 3  # of a text without spaces, that stand in one line


def _halves(name: str) -> str:
    """A name in two lines where it is long: at a space, or else in the middle.

    >>> _halves("断缴期间的医疗费"), _halves("等待"), _halves("Benefits from")
    ('断缴期间\\n的医疗费', '等待', 'Benefits\\nfrom')
    """
    middle = len(name) // 2
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if spaces:
        at = min(spaces, key=lambda place: abs(place - middle))
        return f"{name[:at]}\n{name[at + 1 :]}"
    return f"{name[:middle]}\n{name[middle:]}" if len(name) > _FEWEST_LETTERS and not name.isascii() else name


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
