"""The pane about days: which option covers a wanted day, and on which days the option shown changes.

It is filled only while visible. The wanted day is not part of the case, and is cleared for the next client.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QWidget,
)

from app.cases.human_input import read_day
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Verdict
from app.rules.record.months import ONE_DAY
from app.ui.answer.covered_on import planned_for, ways_to_be_covered
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Button, Size, decorate
from app.ui.widgets.fields import ProblemLabel, ReadField, named
from app.ui.widgets.plain_text import plain, plain_tip
from app.ui.widgets.scroll_column import ScrollColumn
from app.ui.widgets.table_setup import lay_for_reading, own_selection, shared
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.escaping import escape
from app.wording.option_cells import pay_by, short_title
from app.wording.outcome import changed, is_open, option_title, way_title
from app.wording.phrasebook import Phrasebook
from app.wording.values import day, postponed

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Option
    from app.ui.answer.covered_on import Way

AREA = "days"
COLUMNS = ("option", "result", "pay_by", "left", "cost")
_OWN_COLUMNS = ("result", "left")  # the others are as in the table of options
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_TALLEST = 100_000
_WRAPPED = Qt.TextFlag.TextWordWrap
_UNBROKEN = re.compile(r"[!-~]+|.")  # Chinese may be broken anywhere
_AROUND = 2 * UNIT + UNIT // 2  # the text of a cell, both sides together


class DaysPane(ScrollColumn):
    """Two questions: can I be covered on that day, and until when may I wait."""

    def __init__(self, session: Session, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(UNIT, parent)
        self._session, self._phrases, self._words = session, phrases, phrases.within(AREA)
        self._state: State | None = None
        self._shown: object = None
        self._covered_on: date | None = None
        self._made = False
        self.setAccessibleName(self._words("name"))

    # construction, when the pane is first shown

    def _make(self) -> None:
        words = self._words
        self.day = ReadField(read_day, str)
        self.day.setPlaceholderText(words("ask.example"))
        label = plain(QLabel(words("ask.label")))
        named(self.day, words("ask.spoken"), label)
        line = _row(label, self.day)
        widest = max(map(self.day.fontMetrics().horizontalAdvance, (words("ask.example"), "0000-00-00")))
        self.day.setFixedWidth(widest + 3 * UNIT)
        self._problem = ProblemLabel()
        self.told = WrappedLabel(size=Size.BODY)
        self.model = WaysModel(self._phrases, self)
        self.ways = _WaysTable(self.model, words("table.name"))
        self.take = Button(words("take"))
        self.take.setToolTip(words("take.tip"))
        self._foot = _row(self.take)
        self.questions = WrappedLabel()
        title, self._title = WrappedLabel(size=Size.HEADING), WrappedLabel(size=Size.HEADING)
        title.say(words("ask.title"))
        self.changes = WrappedLabel()
        self.changes.setTextFormat(Qt.TextFormat.RichText)
        for widget in (title, line, self._problem, self.told, self.ways, self._foot):
            self.put(widget)
            widget.setVisible(widget is not self._problem)
        for widget in (self.questions, self._title, self.changes):
            self.put(widget)
            widget.show()
        self.day.committed.connect(self._on_day)
        self.day.problem.connect(self._on_problem)
        own_selection(self.ways).currentRowChanged.connect(self._on_row)
        self.ways.activated.connect(self._on_take)
        self.take.clicked.connect(self._on_take)
        for before, after in ((self.day, self.ways), (self.ways, self.take)):
            QWidget.setTabOrder(before, after)
        self._made = True

    # what is shown

    def show_state(self, state: State) -> None:
        """Show the days of a state, at once or when the pane is next shown."""
        self._state = state
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Work out what changed while the pane was hidden."""
        super().showEvent(event)
        self._refresh()

    def begin(self) -> None:
        """Clear the wanted day, for the next client."""
        self._covered_on = self._shown = None
        if self._made:
            self.day.show_value(None)
            self.day.clear()
            if self.isVisible():
                self._refresh()

    def _refresh(self) -> None:
        state = self._state
        if state is None:
            return
        if not self._made:
            self._make()
        shown = (
            state.case,
            state.as_of,
            state.assessment,
            state.settled,
            state.option_key,
            self._covered_on,
            self.palette().cacheKey(),
        )
        if shown == self._shown:
            return
        self._shown = shown
        if state.settled or not state.case.is_told:
            self._answer(state)
        self._show_changes(state)

    def _answer(self, state: State) -> None:
        words, covered_on, engine = self._words, self._covered_on, self._session.engine
        ways: tuple[Way, ...] = ()
        if covered_on is None:
            self.told.say(words("ask.hint"))
        elif covered_on < state.as_of:
            self.told.say(words("ask.past", day=self._day(covered_on), as_of=self._day(state.as_of)))
        elif state.assessment is None or engine is None or not state.case.is_told:
            self.told.say(words("changes.empty"))
        elif _is_open(state):
            self.told.say(words("ask.open", day=self._day(covered_on)))
        elif not state.lapses and state.case.history.periods:
            self.told.say(words("ask.no_lapse", day=self._day(covered_on)))
        else:
            ways = ways_to_be_covered(engine, state, covered_on)
            self.told.say(self._sentence(ways, covered_on))
        self.model.show_ways(ways, state.as_of)
        self.ways.fit()
        row = self.model.row_of(state.option_key)
        quiet = self.ways.selectionModel().blockSignals(True)  # noqa: FBT003  Qt's own
        self.ways.selectRow(max(0, row))
        self.ways.selectionModel().blockSignals(quiet)
        self.ways.setVisible(bool(ways))
        self._foot.setVisible(any(way.can_be_planned for way in ways))
        self._allow_taking()
        self._show_questions(ways)

    def _sentence(self, ways: tuple[Way, ...], covered_on: date) -> str:
        words, said = self._words, self._day(covered_on)
        sure = sum(way.surely for way in ways)
        if sure:
            return words("ask.in_time.one", day=said) if sure == 1 else words("ask.in_time", day=said, n=sure)
        if any(way.in_time for way in ways):
            return words("ask.in_time.reference", day=said)
        late = [way for way in ways if way.cover.earliest is not None and way.cover.earliest > covered_on]
        first = min(late, key=lambda way: way.cover.earliest or date.max, default=None)
        if first is None or first.cover.earliest is None:
            return words("ask.none.unknown", day=said)
        earliest = first.cover.earliest
        open_day = any(way.option.may_begin_before(earliest) for way in ways if way.cover.earliest is None)
        return words(
            "ask.none.open" if open_day else "ask.none",
            day=said,
            option=self._phrases.of(option_title(first.option)),
            earliest=self._day(earliest),
            hedge="" if first.decides else words("ask.none.hedge"),
        )

    def _show_questions(self, ways: tuple[Way, ...]) -> None:
        asked: dict[str, None] = {}
        for way in ways:
            if not way.surely:
                asked |= dict.fromkeys(self._phrases.of(question.text) for question in way.option.questions)
        lines = [f"{self._words('ask.to_ask')}", *(f"？ {text}" for text in asked)]
        self.questions.say("\n".join(lines) if asked else "")
        self.questions.setVisible(bool(asked))

    def _show_changes(self, state: State) -> None:
        words, option = self._words, state.option
        if option is None or not state.case.is_told:
            done = state.assessment is not None and state.case.is_told
            self._title.hide()
            key = "changes.open" if _is_open(state) else "changes.nothing" if done else "changes.empty"
            self.changes.say(escape(words(key)))
            return
        self._title.say(words("changes.title", option=self._phrases.of(option_title(option))))
        self._title.show()
        if not state.settled:
            self.changes.say(escape(words("changes.working")))
            return
        self.changes.say(self._change_rows(state, option) or escape(self._no_change(option)))

    def _no_change(self, option: Option) -> str:
        return self._phrases.of(pay_by(option).in_text) + self._phrases.plain("stop").strip()

    def _change_rows(self, state: State, option: Option) -> str:
        words, rows = self._words, []
        for number, (last, said) in enumerate(sorted(self._losses(state, option).items())):
            cells = (
                last.isoformat(),
                left_text(words, (last - state.as_of).days),
                self._phrases("list.semicolon").join(said),
            )
            if number == 0:
                cells = (words("changes.next", day=cells[0]), *cells[1:])
            written = [f"<b>{escape(cell)}</b>" if number == 0 else escape(cell) for cell in cells]
            rows.append("".join(f"<td style='padding:2px {2 * UNIT}px 2px 0'>{cell}</td>" for cell in written))
        if not rows:
            return ""
        titles = "".join(
            f"<td style='padding:2px {2 * UNIT}px 2px 0'>{escape(words(f'changes.{key}'))}</td>"
            for key in ("last", "left", "then")
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><tr style='color:{self.palette().placeholderText().color().name()}'>{titles}</tr>{body}</table>"

    def _losses(self, state: State, option: Option) -> dict[date, list[str]]:
        """What is lost after which future day of payment: a later first day of cover, or more."""
        lost: dict[date, list[str]] = {}
        for step, following in pairwise(option.pay_steps):
            now, then = step.benefits_from, following.benefits_from
            if step.pay_until is not None and now is not None and then is not None and then > now:
                lost.setdefault(step.pay_until, []).append(self._phrases.of(postponed(day(then))))
        for change in option.changes:
            lost.setdefault(change.on - ONE_DAY, []).append(self._phrases.of(changed(change)))
        return {last: said for last, said in lost.items() if last >= state.as_of}

    def _day(self, value: date) -> str:
        return self._phrases.of(day(value))

    def _allow_taking(self) -> None:
        way = self.model.way(self.ways.currentIndex().row())
        self.take.setEnabled(way is not None and way.can_be_planned)

    # slots

    def _on_day(self, day: date | None) -> None:
        self._covered_on = day
        self._refresh()

    def _on_problem(self, said: Bilingual | None) -> None:
        if said is not None and self._covered_on is not None:
            self._covered_on = None  # the ways of another day are no answer to this one
            self._refresh()
        self._problem.say(self._phrases.of(said) if said is not None else "")

    def _on_row(self, current: QModelIndex) -> None:
        way = self.model.way(current.row())
        if way is not None and way.key is not None:
            self._session.choose(way.key)
        self._allow_taking()

    def _on_take(self) -> None:
        way = self.model.way(self.ways.currentIndex().row())
        if way is not None and way.can_be_planned and way.cover.pay_by is not None:
            case = planned_for(self._session.state.case, way.option, way.cover.pay_by)
            self._session.edit(self._words.phrase("edit.take"), case)


class WaysModel(QAbstractTableModel):
    """The table model of the options for the wanted day."""

    def __init__(self, phrases: Phrasebook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._words = phrases, phrases.within(AREA)
        self._ways: tuple[Way, ...] = ()
        self._texts: tuple[tuple[str, ...], ...] = ()

    def show_ways(self, ways: tuple[Way, ...], as_of: date) -> None:
        """Show other options; days left are counted from a day."""
        self.beginResetModel()
        self._ways = ways
        self._texts = tuple(tuple(self._text(way, column, as_of) for column in COLUMNS) for way in ways)
        self.endResetModel()

    def way(self, row: int) -> Way | None:
        """The option of a row."""
        return self._ways[row] if 0 <= row < len(self._ways) else None

    def row_of(self, key: str | None) -> int:
        """The row of an option's key; -1 if it has none."""
        return next((row for row, way in enumerate(self._ways) if way.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row for each option."""
        return 0 if parent.isValid() else len(self._ways)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name of a column."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        column = COLUMNS[section]
        return self._words(f"column.{column}") if column in _OWN_COLUMNS else self._phrases.of(short_title(column))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and other roles."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self._texts[index.row()][index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def _text(self, way: Way, column: str, as_of: date) -> str:
        words = self._words
        pay_by = None if way.option.nothing_to_pay else way.cover.pay_by
        match column:
            case "option":
                return self._phrases.of(way_title(way.key, way.option))
            case "result":
                return self._result(way)
            case "pay_by":
                return pay_by.isoformat() if pay_by is not None else words("none")
            case "left":
                return left_text(words, (pay_by - as_of).days) if pay_by is not None else words("none")
            case _:
                return self._phrases.of(way.cost.in_table(as_of.year)) if pay_by is not None else words("none")

    def _result(self, way: Way) -> str:
        words, earliest = self._words, way.cover.earliest
        if way.in_time:
            return words("result.yes" if way.surely else "result.ask")
        if way.option.verdict is Verdict.NO:
            return words("result.no")
        if earliest is None:
            return words("result.unknown")
        if earliest <= way.cover.covered_on:
            return words("result.over")
        return words("result.late", day=earliest.isoformat())


def _is_open(state: State) -> bool:
    return state.assessment is not None and is_open(state.assessment)


def left_text(words: Phrasebook, days: int) -> str:
    """How many days are left."""
    if days == 0:
        return words("left.today")
    return words("left.one") if days == 1 else words("left", n=days)


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(UNIT)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row


class _WaysTable(QTableView):
    """The ways in a table that is as high as its rows."""

    def __init__(self, model: WaysModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        decorate(self, "table")
        lay_for_reading(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width anew: how wide the columns are decides how high the rows become."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def fit(self) -> None:
        """Set column widths so that texts fit on one line, the option column taking the rest; then the row heights.

        Where there is no room for that, texts wrap, and the table scrolls before a word is cut.
        """
        model, header, modes = self.model(), self.horizontalHeader(), QHeaderView.ResizeMode
        letters, rows = self.fontMetrics(), range(model.rowCount())
        texts = [[str(model.index(row, column).data()) for row in rows] for column in range(len(COLUMNS))]
        words = [
            max(map(letters.horizontalAdvance, _UNBROKEN.findall(" ".join(of))), default=0) + _AROUND for of in texts
        ]
        titles = [header.sectionSizeHint(column) for column in range(len(COLUMNS))]
        least = [max(title, word) for title, word in zip(titles, words, strict=True)]
        whole = [max(title, self.sizeHintForColumn(column)) for column, title in enumerate(titles)]
        room = self.viewport().width()
        needed = sum(least) > room
        header.setSectionResizeMode(0, modes.Fixed if needed else modes.Stretch)
        header.resizeSection(0, least[0])
        for column, width in enumerate(shared(room - least[0], least[1:], whole[1:]), 1):
            header.resizeSection(column, width)
        heights = []
        for row in rows:
            pages = [QRect(0, 0, self.columnWidth(column) - _AROUND, _TALLEST) for column in range(len(COLUMNS))]
            wrapped = [letters.boundingRect(page, _WRAPPED, of[row]) for page, of in zip(pages, texts, strict=True)]
            heights.append(max(text.height() for text in wrapped) + UNIT + UNIT // 2)
            self.setRowHeight(row, heights[-1])
        bar = self.horizontalScrollBar().sizeHint().height() if needed else 0
        self.setFixedHeight(header.sizeHint().height() + sum(heights) + bar + UNIT // 2)
