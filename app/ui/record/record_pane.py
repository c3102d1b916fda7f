"""The pane for the contribution record, by month in a grid or by period in a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.cases.doubts import doubts_of_record
from app.rules.bilingual import Bilingual
from app.rules.outcome.answers import with_answers
from app.rules.record.case import Case
from app.rules.record.history import Period, Scheme
from app.rules.record.months import Month, Span
from app.ui.record.month_grid import Cell, Look, MonthGrid, paint_look
from app.ui.record.recollection import NeverInsured, never_insured_case
from app.ui.state.edits import Brush, painted, without_periods
from app.ui.state.review import Review
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, Button, blank_icon, faint, grown, heading
from app.ui.widgets.fields import ProblemLabel, named
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook
from app.wording.values import span as span_words

if TYPE_CHECKING:
    from app.ui.record.period_table import PeriodModel, PeriodTable

_YEARS_ADDED = 10
_SWATCH = 14
_ROOM_FOR_BRUSHES = 54 * UNIT  # on one line; more would widen the form
_BRUSHES_IN_LINE = 3
_BRUSHES = {
    Brush.EMPLOYEE: Cell(Look.COVERED, Scheme.EMPLOYEE),
    Brush.FLEXIBLE: Cell(Look.COVERED, Scheme.FLEXIBLE),
    Brush.RESIDENT: Cell(Look.COVERED, Scheme.RESIDENT),
    Brush.UNPAID: Cell(Look.LAPSE),
    Brush.UNKNOWN: Cell(Look.UNKNOWN),
}


class RecordPane(QWidget):
    """The record, by month with a brush or by period in a table; both edit the same record.

    `questions_wanted` follows when somebody would rather be asked. `make_table` makes the table when it is first
    looked at. `review_shown`: a review stands in place of the record, and should be scrolled to; `review_ended`: no
    longer.
    """

    questions_wanted = Signal()
    review_shown = Signal()
    review_ended = Signal()

    def __init__(
        self,
        session: Session,
        phrases: Phrasebook,
        make_table: Callable[[Case, Phrasebook, QWidget], tuple[PeriodModel, PeriodTable]],
    ) -> None:
        super().__init__()
        self._session, self._phrases, self._make_table = session, phrases, make_table
        self.grid = MonthGrid(phrases, self)
        self.model: PeriodModel | None = None
        self.table: PeriodTable | None = None
        self._table_stops: tuple[QWidget, ...] = ()
        self.reviewed: Review | None = None
        self._problem = ProblemLabel(self)
        self._doubts: ProblemLabel | None = None
        self._offer: Button | None = None
        self._never: Button | None = None
        self._hint = faint(plain(QLabel(self)))
        self._views = QStackedWidget(self)
        self._views.addWidget(self._by_month())
        self._switch = self._make_switch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(self._head())
        layout.addWidget(self._views, 1)
        layout.addWidget(self._problem)
        self._connect()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(heading(self._phrases("record.title"), self))
        head.addStretch(1)
        for button in self._switch.buttons():
            head.addWidget(button)
        return head

    def _make_switch(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, key in enumerate(("record.by_month", "record.by_period")):
            button = QToolButton(self)
            button.setText(self._phrases(key))
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setChecked(number == 0)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            named(button, self._phrases(f"{key}.spoken"))
            group.addButton(button, number)
        return group

    def _by_month(self) -> QWidget:
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.grid, 1)
        layout.addLayout(self._brushes(page))
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        self._earlier = QToolButton(page)
        self._earlier.setText(self._phrases("record.earlier"))
        self._earlier.setAutoRaise(True)
        named(self._earlier, self._phrases("record.earlier.spoken"))
        foot.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(foot)
        return page

    def _brushes(self, page: QWidget) -> QGridLayout:
        row = QGridLayout()
        row.setSpacing(2)
        self._palette = QButtonGroup(self)
        blank, side = blank_icon(self._swatch), QSize(self._swatch, self._swatch)
        for number, brush in enumerate(_BRUSHES):
            button = QToolButton(page)
            button.setText(self._phrases(f"brush.{brush.value}"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(side)
            button.setIcon(blank)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setChecked(brush is Brush.EMPLOYEE)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(self._phrases(f"brush.{brush.value}.tip"))
            named(button, self._phrases(f"brush.{brush.value}.tip"))
            self._palette.addButton(button, number)
        brushes = self._palette.buttons()
        wide = sum(brush.sizeHint().width() for brush in brushes) > _ROOM_FOR_BRUSHES
        for number, each in enumerate(brushes):
            row.addWidget(each, *(divmod(number, _BRUSHES_IN_LINE) if wide else (0, number)))
        row.setColumnStretch(len(brushes), 1)
        return row

    def offer_questions(self) -> None:
        """Offer the three questions, or that there is no record to fill in; called once the window is shown."""
        phrases = self._phrases.within("quick_start")
        self._offer, self._never = Button(phrases("offer"), self), Button(phrases("offer.never"), self)
        named(self._offer, phrases("offer.spoken"))
        named(self._never, phrases("offer.never.spoken"))
        self._offer.clicked.connect(self.questions_wanted)
        self._never.clicked.connect(self._on_never)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertLayout(1, FlowLayout(self._offer, self._never))
        self._show_offer()

    def _on_never(self) -> None:
        phrases = self._phrases.within("quick_start")
        told = NeverInsured(self._session.state.case.person.birth_date)
        self._session.edit(phrases.phrase("edit.never"), never_insured_case(self._session.state.case, told))

    def tint(self) -> None:
        """Draw the brush icons; called once the window is shown, and for each new palette."""
        side, ratio = self._swatch, self.devicePixelRatioF()
        for cell, button in zip(_BRUSHES.values(), self._palette.buttons(), strict=True):
            picture = QImage(QSize(side, side) * ratio, QImage.Format.Format_ARGB32_Premultiplied)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_look(painter, QRectF(1, 1, side - 2, side - 2), cell, self.palette())
            painter.end()
            button.setIcon(_icon_of(bytes(picture.constBits()), picture.width(), ratio))

    @property
    def _swatch(self) -> int:
        """The side of a brush icon, in pixels."""
        return grown(_SWATCH, self.font())

    def _by_period(self) -> QWidget:
        self.model, self.table = self._make_table(self._session.state.case, self._phrases, self)
        self.model.edited.connect(self._session.edit)
        self.model.refused.connect(self._on_refused)
        self.table.removal_asked.connect(self._on_removal_asked)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(faint(plain(QLabel(self._phrases("period.hint"), page))), 1)
        remove = Button(self._phrases("period.remove"), page)
        named(remove, self._phrases("period.remove.spoken"))
        remove.clicked.connect(self._on_remove_clicked)
        foot.addWidget(remove)
        self._table_stops = (self.table, remove)
        layout.addLayout(foot)
        return page

    def _connect(self) -> None:
        self.grid.painted.connect(self._on_painted)
        self.grid.cursor_moved.connect(self._on_cursor_moved)
        self._earlier.clicked.connect(self._on_earlier)
        self._palette.idClicked.connect(self._on_brush)
        self._switch.idClicked.connect(self.show_view)

    def _show_offer(self) -> None:
        for offer in (self._offer, self._never):
            if offer is not None:
                offer.setVisible(not self._session.state.case.is_told and self.reviewed is None)

    def review(self, pane: Review) -> None:
        """Show the review of a list in place of the record, until `end_review`."""
        self.end_review()
        self.reviewed = pane
        self._views.addWidget(pane)
        self._views.setCurrentWidget(pane)
        self._show_offer()
        for before, after in pairwise((self._earlier, *pane.tab_stops)):
            QWidget.setTabOrder(before, after)
        pane.begin()
        self.review_shown.emit()

    def end_review(self) -> None:
        """Show the record again."""
        pane, self.reviewed = self.reviewed, None
        if pane is not None:
            self._views.removeWidget(pane)
            pane.deleteLater()
            self.review_ended.emit()
            self._show_offer()
            self.show_view(self._switch.checkedId())

    def show_state(self, state: State) -> None:
        """Show the record of a state."""
        if self.reviewed is not None:
            self.reviewed.show_state(state)
        self.grid.show_record(with_answers(state.case, state.as_of).history, state.lapses, state.as_of)
        self._show_offer()
        if self.model is not None:
            self.model.show_case(state.case)
        self._problem.say("")
        self._say_doubts(state)
        if not self.grid.hasFocus():
            self._show_hint(state)

    def _say_doubts(self, state: State) -> None:
        """Show the doubts about the record."""
        if not state.case.history.periods and self._doubts is None:
            return
        said = "\n".join(map(self._phrases.of, doubts_of_record(state.case.history, state.as_of)))
        if self._doubts is None:
            if not said:
                return
            self._doubts = ProblemLabel(self)
            layout = self.layout()
            if layout is not None:
                layout.addWidget(self._doubts)
        if said != self._doubts.text():
            self._doubts.say(said)

    def begin(self) -> None:
        """Reset for another case: nothing selected, no review, the latest years visible."""
        self.end_review()
        self.grid.begin()
        if self.table is not None:
            self.table.clearSelection()
            self.table.scrollToTop()
        self._show_hint(self._session.state)

    def _show_hint(self, state: State) -> None:
        told = "record.hint" if state.case.history.periods else "record.never" if state.case.is_told else "record.empty"
        self._hint.setText(self._phrases(told))

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order; the grid comes last, so that the causes follow it."""
        offer = tuple(it for it in (self._offer, self._never) if it is not None)
        return (*self._switch.buttons(), *offer, *self._palette.buttons(), self._earlier, *self._table_stops, self.grid)

    @property
    def view(self) -> int:
        """The view shown: the grid (0) or the table (1)."""
        return self._switch.checkedId()  # not the index: a list under review is no view

    def show_view(self, number: int) -> None:
        """Show the grid (0) or the table (1)."""
        self.end_review()
        if number and self.table is None:
            self._views.addWidget(self._by_period())
        self._views.setCurrentIndex(number)
        self._switch.button(number).setChecked(True)

    def _on_painted(self, span: Span, brush: Brush) -> None:
        name = self._phrases.phrase(f"edit.painted.{brush.value}", span=span_words(span))
        self._session.edit(name, painted(self._session.state.case, span, brush))

    def _on_cursor_moved(self, month: Month) -> None:
        selection = self.grid.selection
        if selection.first == selection.last:
            self._hint.setText(self.grid.sentence(month))
        else:
            text = self._phrases("grid.selection", span=span_words(selection), n=len(selection))
            self._hint.setText(text)

    def _on_refused(self, said: Bilingual | None) -> None:
        self._problem.say(self._phrases.of(said) if said is not None else "")

    def _on_removal_asked(self, rows: tuple[Period, ...]) -> None:
        if rows:
            case = without_periods(self._session.state.case, rows)
            self._session.edit(self._phrases.phrase("edit.periods_removed"), case)

    def _on_remove_clicked(self) -> None:
        if self.table is not None:
            self._on_removal_asked(self.table.selected_periods())

    def _on_earlier(self) -> None:
        self.grid.show_earlier_years(_YEARS_ADDED)

    def _on_brush(self, number: int) -> None:
        self.grid.brush = list(_BRUSHES)[number]
        self.grid.setFocus()


@lru_cache(64)
def _icon_of(drawn: bytes, side: int, ratio: float) -> QIcon:
    """The icon of a picture, the same one for the same picture: as with other icons, Qt keeps what it paints of it."""
    picture = QImage(drawn, side, side, QImage.Format.Format_ARGB32_Premultiplied).copy()
    picture.setDevicePixelRatio(ratio)
    return QIcon(QPixmap.fromImage(picture))
