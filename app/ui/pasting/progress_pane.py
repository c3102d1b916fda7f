"""The pane shown in place of the record while files are read: how far, and a way to stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from app.ui.state.review import Review
from app.ui.state.session import State
from app.ui.style.theme import UNIT, Button, Size
from app.ui.widgets.fields import named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.phrasebook import Phrasebook


class ProgressPane(Review):
    """How far reading is; `left`: the person wants it to stop."""

    left = Signal()

    def __init__(self, names: list[str], phrases: Phrasebook) -> None:
        super().__init__()
        self._words = phrases.within("paste")
        self.title = plain(WrappedLabel(self, Size.BODY))
        several = len(names) > 1
        self.title.say(
            self._words("reading.several", n=len(names)) if several else self._words("reading", file=names[0])
        )
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 0)
        named(self.bar, self._words("reading.name"))
        self.pages = WrappedLabel(self)
        self.stop = Button(self._words("reading.stop"), self)
        self.stop.setToolTip(self._words("reading.stop.tip"))
        named(self.stop, self._words("reading.stop.tip"))
        self.stop.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for widget in (self.title, self.bar, self.pages):
            layout.addWidget(widget)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The button."""
        return (self.stop,)

    def begin(self) -> None:
        """Set the focus for Esc."""
        self.stop.setFocus()

    def show_state(self, state: State) -> None:
        """Nothing here depends on the case."""

    def show_progress(self, done: int, pages: int) -> None:
        """Show how many pages are read."""
        self.bar.setRange(0, max(1, pages))
        self.bar.setValue(done)
        self.pages.say(self._words("reading.pages", done=done, pages=pages))
