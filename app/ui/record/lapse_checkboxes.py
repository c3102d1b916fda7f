"""A checkbox for each lapse that the plan's back payment may pay."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.rules.record.months import Month
from app.ui.style.theme import UNIT
from app.wording.phrasebook import Phrasebook
from app.wording.values import months, span

if TYPE_CHECKING:
    from app.rules.outcome.payable_lapses import Payable


class LapseTicks(QWidget):
    """The checkboxes, labelled by months; `ticked` carries a lapse's first month and whether to pay it."""

    ticked = Signal(object, bool)

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._boxes: list[QCheckBox] = []
        self._shown: tuple[Payable, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT // 2)

    @property
    def boxes(self) -> dict[Month, QCheckBox]:
        """The visible checkboxes, by the first month of their lapse."""
        return {item.lapse.span.first: box for item, box in zip(self._shown, self._boxes, strict=False)}

    def show_lapses(self, lapses: Sequence[Payable]) -> None:
        """Show a checkbox for each lapse; one that the rules refuse can be unchecked but not checked."""
        shown = tuple(lapses)
        if shown == self._shown:
            return
        self._shown = shown
        while len(self._boxes) < len(shown):
            self._boxes.append(self._box(len(self._boxes)))
        for box, item in zip(self._boxes, shown, strict=False):
            named = {"span": span(item.lapse.span), "n": months(len(item.lapse.span))}
            box.setText(self._phrases("plan.pay_lapse.refused" if item.refused else "plan.pay_lapse", **named))
            box.setAccessibleName(self._phrases("plan.pay_lapse.spoken", span=named["span"]))
            box.setChecked(item.paid)
            box.setEnabled(item.paid or not item.refused)
        for place, box in enumerate(self._boxes):
            box.setVisible(place < len(shown))

    def _box(self, place: int) -> QCheckBox:
        box = QCheckBox(self)
        box.clicked.connect(partial(self._on_clicked, place))
        self._layout.addWidget(box)
        return box

    def _on_clicked(self, place: int) -> None:
        self._boxes[place].repaint()  # the hand is answered first, then what comes of it
        self.ticked.emit(self._shown[place].lapse.span.first, self._boxes[place].isChecked())
