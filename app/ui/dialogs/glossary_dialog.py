"""Knows how a word is explained: beside the text that uses it, and in a list of all words that can be searched."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from app.ui.style.theme import UNIT, decorate, faint, heading
from app.ui.widgets.dialog import Role, Sheet
from app.ui.widgets.fields import Line, named
from app.ui.window.focus_memory import window_of
from app.wording.glossary import AREA, Term, glossary_in
from app.wording.phrasebook import Phrasebook

_NOTE_WIDTH, _WIDE, _HIGH = 22, 32, 22  # in letters, and heights of a letter


class TermNote(QFrame):
    """What one word means, over the window beside the place it was asked at; Esc or a click elsewhere closes it."""

    def __init__(self, speech: Phrasebook, parent: QWidget) -> None:
        super().__init__(window_of(parent))
        self._asker = parent
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._came_from: QWidget | None = None
        self._glossary = glossary_in(speech.language)
        self._speech = speech.within(AREA)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.name, self.means = heading("", self), QLabel(self)
        self.means.setWordWrap(True)
        self.means.setMinimumWidth(self.fontMetrics().horizontalAdvance("国") * _NOTE_WIDTH)
        keys = faint(QLabel(self._speech("keys"), self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT)
        for label in (self.name, self.means, keys):
            layout.addWidget(label)

    def tell(self, key: str) -> None:
        """Explain a word beside the pointer, or below the link that has the focus."""
        term = self._glossary.term(key)
        self.name.setText(term.name)
        self.means.setText(term.means)
        self.setAccessibleName(self._speech("spoken", name=term.name, means=term.means))
        self.adjustSize()
        self._came_from = QApplication.focusWidget()
        self.move(self._place())
        self.show()
        self.raise_()
        self.setFocus()

    def _place(self) -> QPoint:
        """Below the pointer when it is over the text that asked, else below that text; always inside the window."""
        asker, window = self._asker, window_of(self._asker)
        at = asker.mapFromGlobal(QCursor.pos())
        if not asker.rect().contains(at):
            asked_in = self._came_from if self._came_from is not None and asker.isAncestorOf(self._came_from) else asker
            at = asked_in.mapTo(asker, QPoint(0, min(asked_in.height(), asker.height() // 2)))
        at = asker.mapTo(window, at + QPoint(0, 2 * UNIT))
        room = window.rect().bottomRight() - QPoint(self.width() + UNIT, self.height() + UNIT)
        return QPoint(max(0, min(at.x(), room.x())), max(0, min(at.y(), room.y())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc, and on Enter, and give the focus back."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._came_from is not None:
                self._came_from.setFocus()
            self.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close when somebody goes on elsewhere."""
        super().focusOutEvent(event)
        self.hide()


class GlossaryBox(Sheet):
    """Every word with its meaning; what is typed narrows the list."""

    def __init__(self, speech: Phrasebook, parent: QWidget) -> None:
        self._speech = speech.within(AREA)
        super().__init__(self._speech("title"), parent, _WIDE, _HIGH)
        self._terms = glossary_in(speech.language).terms
        self._found: tuple[Term, ...] = ()
        self.search = _Search(self)
        self.search.setPlaceholderText(self._speech("search.example"))
        self.search.setClearButtonEnabled(True)
        label = QLabel(self._speech("search"), self)
        named(self.search, self._speech("search.spoken"), label)
        self.words = QListView(self)
        self.words.setAccessibleName(self._speech("list.spoken"))
        decorate(self.words, "list")
        self.words.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._names = QStringListModel(self)
        self.words.setModel(self._names)
        self.name, self.means = heading("", self), QLabel(self)
        self.means.setWordWrap(True)
        self.means.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.means.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._names.setStringList([term.name for term in self._terms])
        self._lay_out(label)
        self.search.textChanged.connect(self._on_search)
        self.search.walked.connect(self._on_walked)
        self.words.selectionModel().currentChanged.connect(self._on_word)
        self._on_search("")

    def _lay_out(self, label: QLabel) -> None:
        self.words.setFixedWidth(
            self.words.sizeHintForColumn(0) + self.words.verticalScrollBar().sizeHint().width() + UNIT
        )
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.search, 1)
        meaning = QVBoxLayout()
        meaning.addWidget(self.name)
        meaning.addWidget(self.means, 1)
        body = QHBoxLayout()
        body.setSpacing(2 * UNIT)
        body.addWidget(self.words)
        body.addLayout(meaning, 1)
        self.add_button(self._speech("close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.body.addLayout(top)
        self.body.addLayout(body, 1)
        self.body.addWidget(faint(QLabel(self._speech("note"), self)))

    def _on_search(self, text: str) -> None:
        self._found = tuple(term for term in self._terms if term.is_found_by(text))
        self._names.setStringList([term.name for term in self._found])
        if self._found:
            self.words.setCurrentIndex(self._names.index(0))
        self._tell(self._found[0] if self._found else None)

    def _on_word(self, current: QModelIndex) -> None:
        if current.isValid():
            self._tell(self._found[current.row()])

    def _tell(self, term: Term | None) -> None:
        self.name.setText(term.name if term else "")
        self.means.setText(term.means if term else self._speech("nothing", text=self.search.text().strip()))

    def _on_walked(self, step: int) -> None:
        row = self.words.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self.words.setCurrentIndex(self._names.index(row))


class _Search(Line):
    """The line for what is searched; `walked` carries the step that an arrow takes in the list."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows walk the list."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
