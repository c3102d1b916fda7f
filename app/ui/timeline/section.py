"""The timeline with its title and buttons, as a drawing or a table; dragging the payment day edits the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.state.edits import with_payment_day
from app.ui.state.session import Session, State
from app.ui.style.theme import UNIT, faint, heading
from app.ui.timeline.elided_label import ElidedLabel
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.plain_text import plain
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.rules.outcome.assessment import Assessment, Option
    from app.rules.record.case import Case
    from app.timeline.model import Segment
    from app.ui.timeline.table import TimelineTable
    from app.ui.timeline.view import TimelineView

_DRAG = "pay_on"
_BUTTONS = {
    "fit": "fit",
    "last_five_years": "show_last_five_years",
    "today": "show_as_of",
    "zoom_out": "zoom_out",
    "zoom_in": "zoom_in",
}
"""The buttons by name, with the slot of the timeline each calls."""


class TimelineSection(QWidget):
    """The timeline of the option shown; `reason_requested` names the reason behind the segment asked about.

    Where there is no room for all lanes it folds to a strip; `unfolding_asked`: to give it room, or to fold it again;
    `turned`: table and drawing have changed places.

    `make_view` makes the drawing, with the first record; `make_table` the table, when it is first looked at.
    """

    reason_requested = Signal(str)
    unfolding_asked = Signal()
    turned = Signal()

    def __init__(
        self,
        session: Session,
        phrases: Phrasebook,
        make_view: Callable[[Phrasebook, QWidget], TimelineView],
        make_table: Callable[[Phrasebook, QWidget], TimelineTable],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._phrases = session, phrases
        self._make_view, self._make_table = make_view, make_table
        self.view: TimelineView | None = None
        self.table: TimelineTable | None = None
        self._reading: ElidedLabel | None = None
        self._by_hand = False
        self._shown: tuple[Case, Assessment, Option | None] | None = None
        self._empty = faint(plain(QLabel(phrases("timeline.empty"), self)))
        self._buttons: list[QToolButton] = []
        self._head_row = QWidget(self)
        head = QHBoxLayout(self._head_row)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(0)
        head.addWidget(heading(phrases("timeline.title"), self))
        head.addStretch(0)
        self._buttons += map(self._button, _BUTTONS)
        self._switch = QToolButton(self)
        self._switch.setAutoRaise(True)
        self._switch.clicked.connect(self.toggle_table)
        self._name_switch()
        self._buttons.append(self._switch)
        self._fold, self._unfold = self._folder("fold"), self._folder("unfold")
        head.addLayout(FlowLayout(*self._buttons, self._fold, gap=0))
        strip = QHBoxLayout()
        strip.setSpacing(UNIT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT // 2, 2 * UNIT, UNIT // 2)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(self._head_row)
        layout.addWidget(self._empty)
        layout.addLayout(strip, 1)
        strip.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head, self._layout, self._strip = head, layout, strip

    def _button(self, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(self._phrases(f"timeline.{key}"))
        button.setAutoRaise(True)
        button.setToolTip(self._phrases(f"timeline.{key}.tip"))
        button.setAccessibleName(self._phrases(f"timeline.{key}.tip"))
        button.clicked.connect(partial(self.turn, key))
        return button

    def _folder(self, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(self._phrases(f"timeline.{key}"))
        button.setAutoRaise(True)
        button.setToolTip(self._phrases(f"timeline.{key}.tip"))
        button.setAccessibleName(self._phrases(f"timeline.{key}.tip"))
        button.clicked.connect(self.unfolding_asked)
        button.hide()
        return button

    @property
    def folded(self) -> bool:
        """True while there is room for a strip only."""
        return self.drawn and self._head_row.isHidden()

    def allow_folding(self, *, unfolded: bool) -> None:
        """Offer to fold it again, once it was unfolded by hand."""
        self._by_hand = unfolded
        self._fold.setVisible(unfolded)
        self._fold_or_unfold()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return (
            *self._buttons,
            self._fold,
            self._unfold,
            *(widget for widget in (self.view, self.table) if widget is not None),
        )

    @property
    def drawn(self) -> bool:
        """True once the drawing has been made."""
        return self.view is not None

    def wanted_height(self) -> int:
        """The height at which no label is left out, in pixels."""
        if self.view is None:
            return self.sizeHint().height()
        return self._head_height() + self.view.wanted_height()

    def _head_height(self) -> int:
        """The height of title and buttons, with all that is around them."""
        head = max(self._head_row.sizeHint().height(), self._head.totalHeightForWidth(self.width() - 4 * UNIT))
        return head + self._layout.spacing() + UNIT

    @property
    def least_height(self) -> int:
        """The height of the strip."""
        if self.view is None:
            return self.minimumSizeHint().height()
        if self.tabled:
            return self._head_height() + self.view.lanes_height
        return self.view.minimumSizeHint().height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold to a strip where there is no room for all lanes, and unfold where there is again."""
        super().resizeEvent(event)
        self._fold_or_unfold()

    def _fold_or_unfold(self) -> None:
        if self.view is None:
            return
        fits = self.height() >= self._head_height() + self.view.lanes_height
        shown = self.tabled or fits or self._by_hand or not self._empty.isHidden()
        self._head_row.setVisible(shown)
        self._unfold.setVisible(not shown)
        around = UNIT // 2 if shown else 0
        self._layout.setContentsMargins(2 * UNIT, around, 2 * UNIT, around)

    def minimumSizeHint(self) -> QSize:
        """Room for a strip, or for the sentence shown while there is no drawing, as it wraps."""
        hint = super().minimumSizeHint()
        if self.view is not None and self._empty.isHidden():
            return QSize(hint.width(), self.least_height)
        return QSize(hint.width(), max(hint.height(), self._layout.minimumHeightForWidth(self.width())))

    def turn(self, key: str) -> None:
        """Do what the button of a name does: show another part of the timeline, in the drawing."""
        if self.view is not None:
            if self.tabled:
                self.toggle_table()
            getattr(self.view, _BUTTONS[key])()

    @property
    def tabled(self) -> bool:
        """True while the table is shown in place of the drawing."""
        return self.table is not None and not self.table.isHidden()

    def toggle_table(self) -> None:
        """Switch between drawing and table, and set the focus there; does nothing without a record."""
        if self.view is None or self._empty.isVisibleTo(self):
            return
        table, tabled = self._made_table(), not self.tabled
        table.setVisible(tabled)
        self.view.setVisible(not tabled)
        self._name_switch()
        self._fold_or_unfold()
        self._say(None)
        if tabled:
            table.show_timeline(self.view.timeline)
            table.show_current(self.view.current)
        (table if tabled else self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.turned.emit()

    def _made_table(self) -> TimelineTable:
        if self.table is None:
            self.table = self._make_table(self._phrases, self)
            self.table.hide()
            self.table.segment_chosen.connect(self._on_segment_chosen)
            self.table.reason_requested.connect(self._on_reason_requested)
            self.table.chart_requested.connect(self.toggle_table)
            self._layout.addWidget(self.table, 1)
            QWidget.setTabOrder(self._switch if self.view is None else self.view, self.table)
        return self.table

    def _name_switch(self) -> None:
        key = "timeline.chart" if self.tabled else "timeline.table"
        self._switch.setText(self._phrases(key))
        self._switch.setToolTip(self._phrases(f"{key}.tip"))
        self._switch.setAccessibleName(self._phrases(f"{key}.tip"))

    def _drawn(self) -> TimelineView:
        if self.view is None:
            self.view = self._make_view(self._phrases, self)
            self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.view.pay_on_moved.connect(self._on_pay_on_moved)
            self.view.pay_on_chosen.connect(self._on_pay_on_chosen)
            self.view.reason_requested.connect(self._on_reason_requested)
            self.view.table_requested.connect(self.toggle_table)
            self.view.hovered.connect(self._say)
            self.view.current_changed.connect(self._on_current_changed)
            self._strip.insertWidget(0, self.view, 1)
            self._add_reading()
            self.view.show()
        return self.view

    def _add_reading(self) -> None:
        """Add the line with the text of the segment under mouse or cursor."""
        self._reading = ElidedLabel(self)
        self._head.insertSpacing(1, 2 * UNIT)
        self._head.insertWidget(2, self._reading, 1)

    def begin(self) -> None:
        """Reset for another case: no current segment."""
        if self.view is not None:
            self.view.begin()
        if self.table is not None:
            self.table.forget_current()
        self._say(None)

    def show_state(self, state: State) -> None:
        """Show the timeline of a state."""
        known = state.assessment is not None and state.case.is_told
        self._empty.setVisible(not known)
        self._switch.setEnabled(known)
        if not known and self.table is not None:
            self.table.hide()
            self.table.show_timeline(None)
            self._name_switch()
        if self.view is not None:
            self.view.setVisible(known and not self.tabled)
            if not known and self._shown is not None:
                self._shown = None
                self.view.set_timeline(None)
                self._say(None)
        if state.assessment is not None and known:
            shown = (state.case, state.assessment, state.option)
            if self._shown is None or any(one is not other for one, other in zip(shown, self._shown, strict=True)):
                self._shown = shown
                self._show(*shown)

    def _show(self, case: Case, assessment: Assessment, option: Option | None) -> None:
        new = self.view is None
        view = self._drawn()
        view.show_answer(case, assessment, option)
        if new:
            self._fold_or_unfold()
        if self.table is not None and self.tabled:
            self.table.show_timeline(view.timeline)
            self.table.show_current(view.current)

    def _say(self, segment: Segment | None) -> None:
        """Show the text of the segment under the mouse, else of the current one; not with the table."""
        if self._reading is None or self.view is None:
            return
        told = segment or self.view.current
        self._reading.say(self._phrases.of(told.spoken) if told is not None and not self.tabled else "")

    def _on_current_changed(self, segment: Segment | None) -> None:
        self._say(segment)
        if self.table is not None and self.tabled:
            self.table.show_current(segment)

    def _on_segment_chosen(self, segment: Segment) -> None:
        if self.view is not None:
            self.view.set_current(segment)

    def _on_pay_on_moved(self, day: date) -> None:
        state = self._session.state
        if state.option is not None:
            case = with_payment_day(state.case, state.option, day)
            self._session.edit(self._phrases.phrase("edit.pay_on"), case, _DRAG)

    def _on_pay_on_chosen(self, day: date) -> None:
        self._on_pay_on_moved(day)
        self._session.end_gesture()

    def _on_reason_requested(self, segment: Segment) -> None:
        option = self._session.state.option
        if option is not None and segment.reason is not None and segment.reason < len(option.reasons):
            self.reason_requested.emit(option.reasons[segment.reason].matter.value)
