"""The glossary: a list of all terms with their meanings, with search."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from app.ui.state.session import Session
from app.ui.state.shell import Shell
from app.ui.style.theme import UNIT, decorate, faint, heading
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.plain_text import plain
from app.ui.widgets.search_line import SearchLine
from app.ui.widgets.table_setup import own_selection
from app.wording.glossary import AREA, Term, glossary_in
from app.wording.phrasebook import Phrasebook

_WIDE, _HIGH = 32, 22  # in letters, and heights of a letter


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:  # noqa: ARG001  every dialog is made alike
    """The dialog as the window opens it."""
    return GlossaryDialog(shell.phrases, parent)


class GlossaryDialog(Dialog):
    """Every term with its meaning; typing narrows the list."""

    def __init__(self, phrases: Phrasebook, parent: QWidget) -> None:
        self._phrases = phrases.within(AREA)
        super().__init__(self._phrases("title"), parent, _WIDE, _HIGH)
        self._terms = glossary_in(phrases.language).terms
        self._found: tuple[Term, ...] = ()
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self._phrases("search.example"))
        self.search.offer_clearing(phrases.within("comfort")("search.clear"))
        label = plain(QLabel(self._phrases("search"), self))
        named(self.search, self._phrases("search.spoken"), label)
        self.words = QListView(self)
        self.words.setAccessibleName(self._phrases("list.spoken"))
        decorate(self.words, "list")
        self.words.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._names = QStringListModel(self)
        self.words.setModel(self._names)
        self.name, self.means = heading("", self), plain(QLabel(self))
        self.means.setWordWrap(True)
        self.means.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.means.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._names.setStringList([term.name for term in self._terms])
        self._lay_out(label)
        self.search.textChanged.connect(self._on_search)
        self.search.walked.connect(self._on_walked)
        own_selection(self.words).currentChanged.connect(self._on_word)
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
        self.add_button(self._phrases("close"), Role.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.body.addLayout(top)
        self.body.addLayout(body, 1)
        self.body.addWidget(faint(plain(QLabel(self._phrases("note"), self))))

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
        self.means.setText(term.means if term else self._phrases("nothing", text=self.search.text().strip()))

    def _on_walked(self, step: int) -> None:
        row = self.words.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self.words.setCurrentIndex(self._names.index(row))
