"""The page with the rules in force in one place on one day, topic by topic."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.packs.reading.in_force import TOPICS, Entry, Topic, entries
from app.rules.law.policy import Policy
from app.ui.policies.cells import table_of, topic_name
from app.ui.policies.reason_html import Reasons
from app.ui.style.html import Inks
from app.ui.style.theme import UNIT, decorate, faint
from app.ui.widgets.fields import LineEdit, named
from app.ui.widgets.hairline_splitter import Splitter
from app.ui.widgets.plain_text import plain
from app.ui.widgets.table_with_detail import TableWithDetail
from app.ui.widgets.wrapping_table import WrappedRow
from app.wording.phrasebook import Phrasebook

_SEARCH: Final = 18  # letters
_AROUND_TOPIC: Final = 2 * UNIT + 1  # as in the theme, on each side
_TALLEST: Final = 1000


class RulesPage(QWidget):
    """Topics on the left, the table of one on the right; `told` carries a remark for the status line."""

    told = Signal(str)

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._policy: Policy | None = None
        self._day = date.min
        self._tables: dict[Topic, tuple[list[str], list[WrappedRow]]] = {}
        self.search = LineEdit()
        self.search.setPlaceholderText(phrases("search.example"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _SEARCH)
        self._found = faint(plain(QLabel(self)))
        self.topics = QListWidget()
        self.topics.setAccessibleName(phrases("topics.name"))
        decorate(self.topics, "list")
        self.topics.setFrameShape(QFrame.Shape.NoFrame)
        self.topics.setWordWrap(True)
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.desk = TableWithDetail(phrases, phrases("table.name"), self._written)
        self._nothing = faint(plain(QLabel(phrases("rules.none"), self)))
        self._nothing.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self._lay_out()
        self.search.textChanged.connect(self._on_searched)
        self.topics.currentRowChanged.connect(self._on_topic)
        self.desk.table.copied.connect(self._on_copied)

    def _lay_out(self) -> None:
        label = plain(QLabel(self._phrases("search.label")))
        named(self.search, self._phrases("search.spoken"), label)
        row = QHBoxLayout()
        row.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(UNIT)
        row.addWidget(label)
        row.addWidget(self.search)
        row.addWidget(self._found, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._nothing)
        column.addWidget(self.desk, 1)
        split = Splitter(Qt.Orientation.Horizontal)
        split.addWidget(self.topics)
        split.addWidget(right)
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        self._split = split
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(split, 1)

    @property
    def topic(self) -> Topic:
        """The topic whose table is shown."""
        return TOPICS[max(0, self.topics.currentRow())]

    def show_policy(self, policy: Policy | None, day: date) -> None:
        """Show what is in force under a policy on a day; None shows nothing."""
        self._policy, self._day = policy, day
        self._tables = {}
        if policy is not None:
            for topic in TOPICS:
                self._tables[topic] = table_of(self._phrases, entries(policy, day, topic), policy, day)
        self._show_topics()

    def show_topic(self, topic: Topic) -> None:
        """Show the table of a topic."""
        self.topics.setCurrentRow(TOPICS.index(topic))

    def _show_topics(self) -> None:
        kept = max(0, self.topics.currentRow())
        counts = [len(self._lines(topic)) for topic in TOPICS]
        blocker = QSignalBlocker(self.topics)
        self.topics.clear()
        for topic, count in zip(TOPICS, counts, strict=True):
            item = QListWidgetItem(self._phrases("topic.counted", name=topic_name(self._phrases, topic), n=count))
            if not count:
                item.setForeground(self.palette().placeholderText())
            self.topics.addItem(item)
        if not counts[kept] and any(counts):
            kept = next(row for row, count in enumerate(counts) if count)
        self.topics.setCurrentRow(kept)
        blocker.unblock()
        self._make_room()
        self._found.setText(self._phrases("search.found", n=sum(counts)) if self._wanted else "")
        self._show_table()

    def _make_room(self) -> None:
        """Make the list of topics wide enough; names that need more than a quarter of the page wrap."""
        letters, items = self.topics.fontMetrics(), [self.topics.item(row) for row in range(self.topics.count())]
        beside = 2 * _AROUND_TOPIC + self.topics.verticalScrollBar().sizeHint().width()
        whole = max((letters.horizontalAdvance(item.text()) for item in items), default=0) + beside + UNIT // 4
        wide = min(whole, self.width() // 4)
        page = QRect(0, 0, wide - beside, _TALLEST)
        for item in items:
            high = letters.boundingRect(page, Qt.TextFlag.TextWordWrap, item.text()).height()
            item.setSizeHint(QSize(0, high + UNIT + 2))  # Qt's own hint leaves out the padding of an item
        if wide != self.topics.minimumWidth():
            self.topics.setMinimumWidth(wide)
            self._split.setSizes([wide, max(0, self.width() - wide)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._make_room()

    def _show_table(self) -> None:
        lines = self._lines(self.topic)
        titles = self._tables[self.topic][0] if self._tables else []
        self.desk.table.setAccessibleDescription(topic_name(self._phrases, self.topic))
        self._nothing.setText(self._phrases("search.nothing" if self._wanted else "rules.none"))
        self._nothing.setVisible(not lines)
        self.desk.setVisible(bool(lines))
        self.desk.table.show_lines(titles, lines)

    def _lines(self, topic: Topic) -> list[WrappedRow]:
        lines = self._tables[topic][1] if self._tables else []
        wanted = self._wanted
        return [line for line in lines if all(word in _searched(line) for word in wanted)] if wanted else lines

    @property
    def _wanted(self) -> list[str]:
        return self.search.text().casefold().split()

    def _written(self, line: WrappedRow, inks: Inks) -> str:
        entry = line.stands_for
        if self._policy is None or not isinstance(entry, Entry):
            return ""
        return Reasons(self._phrases, inks).entry(entry, self._policy)

    def _on_searched(self) -> None:
        self._show_topics()

    def _on_topic(self, _row: int) -> None:
        self._show_table()

    def _on_copied(self, count: int) -> None:
        self.told.emit(self._phrases("copied", n=count))


def _searched(line: WrappedRow) -> str:
    entry = line.stands_for
    said = [entry.says.zh, entry.says.en] if isinstance(entry, Entry) and entry.says else []
    return "\n".join((*line.cells, *said)).casefold()
