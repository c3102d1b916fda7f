"""A bar of messages above the workspace that do not block."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6 import QtGui
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.ui.style.theme import UNIT, Button
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook

Then = Callable[[], None]


@value_type
class BarMessage:
    """A message and the answers it offers; `closing` is called when it is closed without an answer."""

    text: Bilingual
    answers: tuple[tuple[Bilingual, Then], ...] = ()
    closing: Then | None = None


class NoticeBar(QWidget):
    """Notices under each other, each with its own name; hidden while there are none.

    In the tab order a notice is between the two widgets given; Escape closes it. It never takes the focus by itself.
    """

    def __init__(self, phrases: Phrasebook, after: QWidget, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases, self._after, self._before = phrases.within("comfort"), after, before
        self._rows: dict[str, NoticeRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self._phrases("notices.name"))
        self.hide()

    @property
    def notices(self) -> dict[str, BarMessage]:
        """The notices shown, by name."""
        return {name: row.notice for name, row in self._rows.items()}

    def row(self, name: str) -> NoticeRow:
        """The row of a notice that is shown."""
        return self._rows[name]

    def tell(self, name: str, notice: BarMessage) -> None:
        """Show a notice; it replaces one of the same name."""
        row = self._rows.get(name)
        if row is not None and row.notice.text == notice.text:
            return
        self.withdraw(name)
        after = [self._after, *(row.stops[-1] for row in self._rows.values())][-1]
        row = self._rows[name] = NoticeRow(notice, self._phrases, self)
        row.answered.connect(partial(self._on_answered, name))
        self._layout.addWidget(row)
        for first, second in pairwise((after, *row.stops, self._before)):
            QWidget.setTabOrder(first, second)
        row.show()
        self.show()
        accessible = QtGui.QAccessible  # Qt's types take memory once they are named, and most days need none of these
        accessible.updateAccessibility(QtGui.QAccessibleEvent(row, accessible.Event.Alert))

    def withdraw(self, name: str) -> None:
        """Remove a notice."""
        row = self._rows.pop(name, None)
        if row is not None:
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
            self.setVisible(bool(self._rows))

    def _on_answered(self, name: str, then: Then | None) -> None:
        if self._rows[name].has_keyboard:
            self._before.setFocus()
        self.withdraw(name)
        if then is not None:
            then()


class NoticeRow(QWidget):
    """One notice; `answered` carries the function to call."""

    answered = Signal(object)

    def __init__(self, notice: BarMessage, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Midlight)
        self.setAccessibleName(phrases.of(notice.text))
        self.text = WrappedLabel(self)
        self.text.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.text.say(phrases("notice.marked", text=notice.text))
        self.buttons = tuple(self._button(phrases.of(said), then) for said, then in notice.answers)
        self._close = QToolButton(self)
        self._close.setText(phrases("notice.close"))
        self._close.setAutoRaise(True)
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.setAccessibleName(phrases("notice.close.spoken"))
        self._close.setToolTip(phrases("notice.close.spoken"))
        self._close.clicked.connect(self._put_away)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT // 2, UNIT, UNIT // 2)
        layout.setSpacing(UNIT)
        layout.addWidget(self.text, 1)
        for stop in self.stops:
            layout.addWidget(stop, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key reaches, in order."""
        return (*self.buttons, self._close)

    @property
    def has_keyboard(self) -> bool:
        """True when this notice has the focus."""
        return any(stop.hasFocus() for stop in self.stops)

    def _button(self, text: str, then: Then) -> Button:
        button = Button(text, self)
        button.setAutoDefault(True)
        button.setAccessibleName(text)
        button.clicked.connect(partial(self._answer, then))
        return button

    def _answer(self, then: Then, *_checked: object) -> None:
        self.answered.emit(then)

    def _put_away(self) -> None:
        self.answered.emit(self.notice.closing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the notice."""
        if event.key() == Qt.Key.Key_Escape:
            self._put_away()
            return
        super().keyPressEvent(event)
