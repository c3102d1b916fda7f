"""The table of the options side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

from app.rules.law.terms import Matter, Verdict
from app.rules.outcome.assessment import Option, Respect
from app.rules.value_type import value_type
from app.ui.answer.option_html import COST, PAY_BY
from app.ui.state.session import State
from app.ui.style.theme import UNIT, decorate
from app.ui.widgets.plain_text import plain_tip
from app.ui.widgets.table_setup import lay_for_reading, shared
from app.wording.option_cells import (
    BEST_SIGN,
    GIVEN_SIGN,
    OPEN_SIGN,
    CellMark,
    OptionCells,
    Subject,
    merit,
    option_cells,
    short_title,
)
from app.wording.outcome import days_caution, way_title
from app.wording.phrasebook import Phrasebook
from app.wording.values import short_day

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
"""The entries of the reasons for each column; the first existing one is opened."""
_MARKED = {Respect.EARLIEST: "benefits_from", Respect.CHEAPEST: "cost", Respect.CONTINUITY: "option"}


@value_type
class Offer:
    """One row of the table: key, option, as-of day, cells, and the columns in which it is best."""

    key: str
    option: Option
    as_of: date
    cells: OptionCells
    best_in: Mapping[str, Respect]

    @property
    def marks(self) -> frozenset[CellMark]:
        """The marks of all cells."""
        return frozenset(mark for column in COLUMNS[1:] for mark in self.cells[Subject(column)].marks)

    def lacks(self, column: int) -> str:
        """The name of the figure that would fill a cell; empty where none would."""
        name = COLUMNS[column]
        return "" if name == "option" else self.cells[Subject(name)].lacks

    @property
    def safe(self) -> date | None:
        """The last day to pay for the money to arrive in time; None where it is not known how long that takes."""
        return self.cells[Subject.PAY_BY].safe


def offers_of(state: State) -> tuple[Offer, ...]:
    """The options of a state with what their cells say and the columns in which each is best."""
    case, found = state.case, state.assessment
    if found is None:
        return ()
    merits = found.ranking.merits
    return tuple(
        Offer(
            key,
            option,
            state.as_of,
            option_cells(case, found, option, margin=state.margin, settled=state.settled),
            {_MARKED[respect]: respect for respect in merits[key]},
        )
        for key, option in state.options
    )


def legend_of(offers: Sequence[Offer], phrases: Phrasebook) -> str:
    """What the three marks beside the options mean, as far as there are any."""
    signs = set(
        "".join(phrases.of(cell.in_table(offer.as_of.year)) for offer in offers for cell in offer.cells.values())
    )
    best = any(respect is not Respect.CONTINUITY for offer in offers for respect in offer.best_in.values())
    met = {"best": best, "open": OPEN_SIGN in signs, "given": GIVEN_SIGN in signs}
    return phrases("list.semicolon").join(phrases(f"options.legend.{key}") for key, there in met.items() if there)


class OptionsModel(QAbstractTableModel):
    """The table model of the options."""

    def __init__(self, phrases: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._offers: tuple[Offer, ...] = ()
        self._texts: tuple[tuple[str, ...], ...] = ()
        self._broken = False

    def show_state(self, state: State) -> bool:
        """Show the options of a state; True when something reads differently."""
        return self.show_offers(offers_of(state))

    def legend(self) -> str:
        """What the marks beside the options mean."""
        return legend_of(self._offers, self._phrases)

    @staticmethod
    def reasons_behind(column: int) -> tuple[str, ...]:
        """The entries of the reasons that stand behind a column; the first that there is, is opened."""
        return REASONS_OF.get(COLUMNS[column], ())

    def show_offers(self, offers: tuple[Offer, ...]) -> bool:
        """Show other offers; True when some text changed."""
        old, before = self._offers, self._texts
        texts = tuple(tuple(self._text(offer, column) for column in COLUMNS) for offer in offers)
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
        """The row of a key; -1 if it has none."""
        return next((row for row, offer in enumerate(self._offers) if offer.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row for each option."""
        return 0 if parent.isValid() else len(self._offers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _halves(self.name(section)) if self._broken else self.name(section)

    def name(self, column: int) -> str:
        """The name of a column in one line."""
        return self._phrases.of(short_title(COLUMNS[column]))

    def break_names(self, *, broken: bool) -> None:
        """Write the names of columns in two lines, or in one."""
        if broken != self._broken:
            self._broken = broken
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, with the mark of the best in a respect, and other roles."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        column = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(offer, column) if column in REASONS_OF else self.text(index.row(), index.column())
            return plain_tip(tip)
        return None

    def _tip(self, offer: Offer, column: str) -> str:
        """The tooltip: the cell in full, remarks on it, and how to open the reason."""
        cell = offer.cells[Subject(column)]
        caution = self._phrases.of(days_caution(offer.option)).strip() if column == "pay_by" else ""
        lines = (self._phrases.of(cell.in_text) if cell.applies else "", caution, self._phrases("options.tip"))
        return "\n".join(filter(None, lines))

    @property
    def some_day(self) -> str:
        """A day as wide as any of this year."""
        return self._phrases.of(short_day(date(2000, 12, 30), 2000))

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._texts[row][column]

    def _text(self, offer: Offer, column: str) -> str:
        if column == "option":
            said = self._phrases.of(way_title(offer.key, offer.option))
        else:
            said = self._phrases.of(offer.cells[Subject(column)].in_table(offer.as_of.year))
        respect = offer.best_in.get(column)
        if respect is None:
            return said
        if respect is Respect.CONTINUITY:
            return self._phrases("options.joined", said=said, merit=self._phrases.of(merit(respect)))
        return f"{said} {BEST_SIGN}"


class OptionsTable(QTableView):
    """The table of options: as high as its rows, columns as wide as their texts need."""

    def __init__(self, model: OptionsModel, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._offered = model
        self._needs: tuple[tuple[int, int], ...] = ()
        self._widths: dict[str, int] = {}
        self._writer = _Cells(self._width, self)
        self.setItemDelegate(self._writer)
        self.setAccessibleName(phrases("options.name"))
        lay_for_reading(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + UNIT)
        header = self.horizontalHeader()
        decorate(header, "header")
        header.setMinimumSectionSize(UNIT)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setStretchLastSection(True)

    def fit(self) -> None:
        """Set widths and heights for the current rows and texts."""
        self._needs = tuple(self._need(column) for column in range(len(COLUMNS)))
        self._share()

    def _width(self, text: str) -> int:
        """The width of a line in bold, in pixels, cached."""
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
        """The width below which words of a column are cut, and that at which nothing wraps, in pixels."""
        model, letter = self._offered, self.fontMetrics().height()
        texts = {model.text(row, column) for row in range(model.rowCount())}
        if COLUMNS[column] == "pay_by":
            texts.add(model.some_day)  # its place is kept while the day is worked out
        name = model.name(column)
        words = max(map(self._width, (piece for text in texts for piece in text.split() if piece.isascii())), default=0)
        whole = max(map(self._width, (line for text in texts for line in text.split("\n"))))
        most = int((_LETTERS_OF_NAMES if column == 0 else _LETTERS) * letter)
        title = max(map(self._width, _halves(name).split("\n")))
        return max(words, title, min(whole, most)) + 2 * _AIR, max(whole, self._width(name)) + 2 * _AIR

    def _share(self) -> None:
        """Give every column its full width; where there is no room for that, let titles and texts wrap.

        Room to spare goes to all of them alike.
        """
        if not self._needs:
            return
        least, whole = zip(*self._needs, strict=True)
        room = self.width()
        self._scroll(needed=room < sum(least))
        wraps = max(room, sum(least)) < sum(whole)
        widths = shared(room, least, whole)
        names = (self._width(self._offered.name(column)) + 2 * _AIR for column in range(len(widths)))
        self._offered.break_names(broken=any(name > width for name, width in zip(names, widths, strict=True)))
        spare = max(0, min(room - sum(widths), _MOST_SPARE * len(widths))) // len(widths)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width + spare)
        self._set_heights(wraps=wraps)

    def _scroll(self, *, needed: bool) -> None:
        """Scroll the columns where even their least widths do not fit."""
        policies = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policies.ScrollBarAlwaysOn if needed else policies.ScrollBarAlwaysOff)

    def _set_heights(self, *, wraps: bool) -> None:
        """Set row heights so that wrapped texts fit."""
        line = self.verticalHeader().defaultSectionSize()
        total = self.horizontalHeader().sizeHint().height() + UNIT // 2
        if self.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOn:
            total += self.horizontalScrollBar().sizeHint().height()
        for row in range(self._offered.rowCount()):
            offer = self._offered.offer(row)
            whole = wraps or (offer is not None and offer.safe is not None)
            added = max(self._lines_added(row, column) for column in range(len(COLUMNS) if whole else 1))
            height = line + max(0, added - UNIT // 2)  # lines that wrap stand closer to the next row
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
    """Paints cells; the style's own painting with style sheets is too slow."""

    def __init__(self, width_of: Callable[[str], int], parent: QObject) -> None:
        super().__init__(parent)
        self._width_of = width_of

    def _fits(self, text: str, room: int) -> bool:
        """True when a text fits on one line and needs no layout."""
        return "\n" not in text and self._width_of(text) <= room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell: selected or not, the best in bold, refused options in a faint colour."""
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
        plain = roles.Link if offer.lacks(index.column()) else roles.Text if possible else roles.PlaceholderText
        painter.setPen(look.palette.color(roles.HighlightedText if chosen else plain))
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


_AIR = UNIT
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)


_FEWEST_LETTERS = 3  # of a title, kept in one line
_LETTERS, _LETTERS_OF_NAMES = 3.9, 3.2  # heights of a line: longer texts, and longer names of options, wrap
_MOST_SPARE = 14 * UNIT  # pixels a column is given beyond its need


def _halves(name: str) -> str:
    """A name in two lines where it is long: at a space, or else in the middle.

    >>> _halves("断缴期间的医疗费"), _halves("等待"), _halves("Benefits from")
    ('断缴期间\\n的医疗费', '等待', 'Benefits\\nfrom')
    """
    middle = (len(name) + 1) // 2
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if spaces:
        at = min(spaces, key=lambda place: abs(place - middle))
        return f"{name[:at]}\n{name[at + 1 :]}"
    return f"{name[:middle]}\n{name[middle:]}" if len(name) > _FEWEST_LETTERS and not name.isascii() else name


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold
