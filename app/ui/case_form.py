"""Knows a small window beside the main one: a view of the state that is closed when the next case begins.

Does not know what it asks for. It holds nothing up: the answer behind it follows every entry.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.rules.said import Said
from app.ui.fields import Problem, named
from app.ui.session import Session, State
from app.ui.speech import Speech
from app.ui.stack import Told, scrolled
from app.ui.theme import UNIT, faint

_LETTERS = 26  # heights of a letter that a form is wide
_TITLE_BAR = 3  # heights of a letter that the frame of a window takes at most


class CaseForm(QDialog):
    """A form about the case at hand; `speech` speaks the area of the form's own phrases.

    It grows with what it says as far as the screen goes, then scrolls; its buttons stay in sight.
    """

    def __init__(self, session: Session, speech: Speech, about: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._speech = session, speech
        self.setWindowTitle(speech(f"{about}.title"))
        self.setModal(False)
        self.problem = Problem(self)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(UNIT)
        self.grid.setVerticalSpacing(UNIT)
        self.grid.setColumnStretch(1, 1)
        self._page = _Page(self)
        self._layout = layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, UNIT, 0)
        layout.setSpacing(UNIT)
        self._area = scrolled(self._page)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        whole.setSpacing(UNIT)
        whole.addWidget(self._area, 1)
        self.hint = faint(Told(self))
        self.hint.say(speech(f"{about}.hint"))
        self.buttons = QDialogButtonBox(self)
        close = self.buttons.addButton(speech("close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.hint)
        layout.addLayout(self.grid)
        layout.addWidget(self.problem)
        self.setMinimumWidth(self.fontMetrics().height() * _LETTERS)
        session.changed.connect(self.show_state)
        session.started.connect(self.close)
        self.finished.connect(self.deleteLater)

    def finish(self, *parts: QWidget) -> None:
        """Put what follows the fields, then the buttons, and show the state at hand."""
        for part in parts:
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        self._whole.addWidget(self.buttons)
        self.show_state(self._session.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Open as high as what it says."""
        self.grow()
        super().showEvent(event)

    def grow(self) -> None:
        """Take the height that what it says needs now, as far as the screen goes."""
        margins, bar = self._whole.contentsMargins(), self._area.verticalScrollBar().sizeHint().width()
        self._area.setMinimumWidth(self._page.minimumSizeHint().width() + bar)
        width = max(self.width(), self.minimumSizeHint().width())
        room = width - margins.left() - margins.right()
        around = margins.top() + margins.bottom() + self._whole.spacing() + self.buttons.sizeHint().height()
        most = self.screen().availableGeometry().height() - _TITLE_BAR * self.fontMetrics().height()
        needed = min(self._layout.totalHeightForWidth(room) + around, most)
        if needed > self.height() or width > self.width():
            self.resize(width, max(needed, self.height()))

    def show_state(self, state: State) -> None:
        """Show a state."""

    def add_row(self, key: str, field: QWidget) -> QLabel:
        """Add a field under its label, which carries the key that leads to it."""
        label = QLabel(self._speech(key), self)
        named(field, self._speech(f"{key}.spoken"), label)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.grid.addWidget(field, row, 1)
        return label

    def say_problem(self, said: Said | None) -> None:
        """Say what is wrong with a field, or that nothing is."""
        self.problem.say(self._speech.of(said) if said is not None else "")


class _Page(QWidget):
    """What a form asks and says; tells the form when it needs more room."""

    def __init__(self, form: CaseForm) -> None:
        super().__init__(form)
        self._form = form

    def event(self, event: QEvent) -> bool:
        """Have the form grow when something on the page wants another size."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self._form.isVisible():
            self._form.grow()
        return done
