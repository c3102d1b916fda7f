"""The pane that reviews a contribution list before it is taken over into the record."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.cases.pasting.into_record import Join, RecordProposal, differing, proposed, with_proposal
from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import RowVerdict
from app.cases.pasting.summary import cautions, left_out_said, summary
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case
from app.rules.record.history import Scheme
from app.ui.pasting.review_rows import PastedRows
from app.ui.state.review import Review
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Button, Size, decorate, faint
from app.ui.widgets.fields import Choice, named
from app.ui.widgets.flat_scroll_bar import use_flat_scroll_bars
from app.ui.widgets.table_setup import lay_for_reading
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

_LEAST_ROWS = 5
_LEAST_REMARK = 4  # letters
_MEASURED = 100  # rows
_ID_LENGTH = 18


class ReviewPane(Review):
    """A list as it was understood, or why it cannot be read; it is taken over only when the person agrees.

    `taken` carries the case with the list in its record; `left`: nothing is taken over.
    """

    taken = Signal(object)
    left = Signal()

    def __init__(self, listing: Listing | Bilingual, session: Session, phrases: Phrasebook) -> None:
        super().__init__()
        self._listing = listing if isinstance(listing, Listing) else None
        self._session, self._phrases, self._words = session, phrases, phrases.within("paste")
        self._case: Case | None = None
        self.summary = WrappedLabel(self, Size.BODY)
        self.cautions = WrappedLabel(self, role=QPalette.ColorRole.BrightText)
        self.join, self.scheme = Choice(self), Choice(self)
        self.table = _Rows(self)
        self.detail, self.remark = WrappedLabel(self), faint(WrappedLabel(self))
        self.take, self.leave = Button(self._words("take"), self), Button(self._words("leave"), self)
        self._lay_out()
        if isinstance(listing, Listing):
            self._offer(listing)
            self.show_state(session.state)
        else:
            self._refuse(listing)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._key(key).activated.connect(self._on_enter)
        self._key(Qt.Key.Key_Escape).activated.connect(self.left)
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self.left)

    def _key(self, key: Qt.Key) -> QShortcut:
        return QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # construction

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self.summary)
        layout.addWidget(self.cautions)
        layout.addLayout(self._choices())
        layout.addLayout(self._answers())
        layout.addWidget(self.remark)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        for button, key in ((self.take, "take"), (self.leave, "leave")):
            button.setToolTip(self._words(f"{key}.tip"))
            named(button, self._words(f"{key}.tip"))
        self.take.setDefault(True)

    def _answers(self) -> QHBoxLayout:
        """The buttons, above the rows so that they are visible however long the list is."""
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        row.addStretch(1)
        return row

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(UNIT)
        grid.setVerticalSpacing(UNIT)
        grid.setColumnStretch(1, 1)
        self._labels = {}
        for number, (key, choice) in enumerate((("join", self.join), ("scheme", self.scheme))):
            label = self._labels[choice] = QLabel(self._words(key), self)
            named(choice, self._words(f"{key}.spoken"), label)
            grid.addWidget(label, number, 0)
            grid.addWidget(choice, number, 1)
            choice.picked.connect(self._on_picked)
        return grid

    def _offer(self, listing: Listing) -> None:
        self.join.offer([(join, self._words(f"join.{join.value}")) for join in (Join.MERGE, Join.REPLACE)])
        self.join.show_value(Join.MERGE)
        self.scheme.offer([(scheme, self._phrases.plain(f"scheme.{scheme.value}")) for scheme in Scheme])
        self.scheme.show_value(self._likely_scheme(listing))
        open_scheme = any(row.scheme is None and row.verdict is not RowVerdict.LEFT_OUT for row in listing.rows)
        self._show_choice(self.scheme, shown=open_scheme)
        self._rows = PastedRows(listing.rows, self._phrases, self)
        self._make_table()

    def _likely_scheme(self, listing: Listing) -> Scheme:
        """The likely scheme of rows without one: that of the other rows, else the last one in the record."""
        said = [row.scheme for row in listing.rows if row.scheme is not None]
        periods = self._session.state.case.history.periods
        return next(iter((*said, *(row.scheme for row in periods[-1:]))), Scheme.EMPLOYEE)

    def _make_table(self) -> None:
        table = self.table
        use_flat_scroll_bars(table)
        table.setModel(self._rows)
        decorate(table, "table")
        named(table, self._words("table"))
        lay_for_reading(table)
        table.setAlternatingRowColors(True)
        table.setWordWrap(False)
        height = table.fontMetrics().height() + UNIT + UNIT // 2
        table.verticalHeader().setDefaultSectionSize(height)
        table.setMinimumHeight(height * _LEAST_ROWS + table.horizontalHeader().sizeHint().height())
        table.measure()
        table.selectionModel().currentRowChanged.connect(self._on_row)
        table.selectRow(0)

    def _refuse(self, why: Bilingual) -> None:
        self.summary.say(self._phrases.of(why))
        for widget in (self.cautions, self.remark, self.table, self.detail):
            widget.hide()
        for choice in (self.join, self.scheme):
            self._show_choice(choice, shown=False)
        self.take.hide()
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.addStretch(1)

    def _show_choice(self, choice: Choice, *, shown: bool) -> None:
        choice.setVisible(shown)
        self._labels[choice].setVisible(shown)

    # what is shown

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return (self.join, self.scheme, self.take, self.leave, self.table)

    def begin(self) -> None:
        """Set the focus for Enter and Esc."""
        (self.table if self._listing is not None else self.leave).setFocus()

    def show_state(self, state: State) -> None:
        """Propose the list for the case of a state."""
        if self._listing is not None and state.case is not self._case:
            self._case = state.case
            self._propose()

    def _propose(self) -> None:
        if self._listing is None or self._case is None:
            return
        state, proposal = self._session.state, self._proposal(self._listing)
        self._show_choice(self.join, shown=bool(state.case.history.periods))
        merged = self.join.value is Join.MERGE
        told = list(cautions(self._listing, proposal, differing(state.case, proposal) if merged else ()))
        if self._is_anothers(self._listing):
            told.insert(0, self._words.phrase("caution.other_person"))
        self.summary.say(self._phrases.of(summary(self._listing, proposal)))
        self.table.setAccessibleDescription(self.summary.text())
        left_out = left_out_said(self._listing)
        self.remark.say(self._phrases.of(left_out) if left_out is not None else "")
        self.remark.setVisible(left_out is not None)
        self.cautions.say("\n".join(self._words("caution", text=text) for text in told))
        self.cautions.setVisible(bool(told))

    def _proposal(self, listing: Listing) -> RecordProposal:
        state, scheme = self._session.state, self.scheme.value
        default = scheme if isinstance(scheme, Scheme) else Scheme.EMPLOYEE
        return proposed(listing.rows, default, state.case.region, state.as_of)

    def _is_anothers(self, listing: Listing) -> bool:
        """True when the list has a complete ID number that is not the person's."""
        own, listed = self._session.state.case.person.id_number or "", listing.id_number or ""
        whole = len(own) == len(listed) == _ID_LENGTH and listed[:-1].isdigit()
        return whole and own.casefold() != listed.casefold()

    # slots

    def _on_picked(self) -> None:
        self._propose()

    def _on_row(self, current: QModelIndex) -> None:
        row = self._rows.row(current.row())
        sentence = self._rows.sentence(row) if row is not None else ""
        self.detail.say(sentence)
        self.detail.setVisible(bool(sentence))

    def _on_enter(self) -> None:
        if self.leave.hasFocus():
            self.left.emit()
        else:
            self._on_take()

    def _on_take(self) -> None:
        if self._listing is None:
            return
        join = Join.MERGE if self.join.value is Join.MERGE else Join.REPLACE
        self.taken.emit(with_proposal(self._session.state.case, self._proposal(self._listing), join))


class _Rows(QTableView):
    """The table of rows; remarks are in a column where there is room, and always below the table."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: list[int] = []

    def measure(self) -> None:
        """Measure the texts of the first rows."""
        advance, model = self.fontMetrics().horizontalAdvance, self.model()
        rows = range(min(_MEASURED, model.rowCount()))
        self._wanted = []
        for column in range(model.columnCount()):
            title = advance(str(model.headerData(column, Qt.Orientation.Horizontal)))
            said = max((advance(str(model.index(row, column).data())) for row in rows), default=0)
            self._wanted.append(max(title, said) + 3 * UNIT)
        self.horizontalHeader().setMinimumSectionSize(3 * UNIT)  # the style's default is too wide
        self._share()

    def _share(self) -> None:
        *before, remark = self._wanted
        left = self.viewport().width() - sum(before)
        before[before.index(max(before))] += min(0, left)  # the tooltip has what is cut
        self.setColumnHidden(len(before), left < min(remark, _LEAST_REMARK * self.fontMetrics().height()))
        for column, width in enumerate((*before, max(0, left))):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if self._wanted:
            self._share()
