"""A small note that explains one term beside the text that uses it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from app.ui.style.theme import UNIT, faint, heading
from app.ui.widgets.focus_chain import window_of
from app.ui.widgets.plain_text import plain
from app.wording.glossary import AREA, glossary_in
from app.wording.phrasebook import Phrasebook

_NOTE_WIDTH = 22  # in letters


class TermNote(QFrame):
    """What one term means, over the window beside its link; Esc or a click elsewhere closes it."""

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        super().__init__(window_of(parent))
        self._asker = parent
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._came_from: QWidget | None = None
        self._glossary = glossary_in(phrases.language)
        self._phrases = phrases.within(AREA)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.name, self.means = heading("", self), plain(QLabel(self))
        self.means.setWordWrap(True)
        self.means.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _NOTE_WIDTH)
        keys = faint(plain(QLabel(self._phrases("keys"), self)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT)
        for label in (self.name, self.means, keys):
            layout.addWidget(label)

    def tell(self, key: str) -> None:
        """Explain a term beside the mouse, or below the link that has the focus."""
        term = self._glossary.term(key)
        self.name.setText(term.name)
        self.means.setText(term.means)
        self.setAccessibleName(self._phrases("spoken", name=term.name, means=term.means))
        self.adjustSize()
        self._came_from = QApplication.focusWidget()
        self.move(self._place())
        self.show()
        self.raise_()
        self.setFocus()

    def _place(self) -> QPoint:
        """Below the mouse when it is over the link's text, else below that text; always inside the window."""
        asker, window = self._asker, window_of(self._asker)
        at = asker.mapFromGlobal(QCursor.pos())
        if not asker.rect().contains(at):
            asked_in = self._came_from if self._came_from is not None and asker.isAncestorOf(self._came_from) else asker
            at = asked_in.mapTo(asker, QPoint(0, min(asked_in.height(), asker.height() // 2)))
        at = asker.mapTo(window, at + QPoint(0, 2 * UNIT))
        room = window.rect().bottomRight() - QPoint(self.width() + UNIT, self.height() + UNIT)
        return QPoint(max(0, min(at.x(), room.x())), max(0, min(at.y(), room.y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc or Enter, and give the focus back."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._came_from is not None:
                self._came_from.setFocus()
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when the focus goes elsewhere."""
        super().focusOutEvent(event)
        self.hide()
