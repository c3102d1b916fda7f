"""The dialog that asks where somebody is insured; it opens by itself at the first start."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListView, QWidget

from app.regions.divisions import NATION, name_of
from app.regions.search import places_like
from app.ui.state.edits import with_region
from app.ui.state.place import place_foreseen
from app.ui.style.theme import UNIT, decorate, faint
from app.ui.widgets.dialog import Dialog, Role
from app.ui.widgets.fields import named
from app.ui.widgets.search_line import SearchLine
from app.ui.widgets.table_setup import own_selection
from app.ui.widgets.wrapped_label import WrappedLabel
from app.wording.place import AREA

if TYPE_CHECKING:
    from app.ui.state.engine import Engine
    from app.ui.state.session import Session
    from app.ui.state.shell import Shell
    from app.wording.phrasebook import Phrasebook

_WIDE, _HIGH = 40, 26  # letter heights
_SENTENCES: Final = 3  # lines kept for what a choice means, so that nothing moves while walking through the list


def dialog(shell: Shell, session: Session, parent: QWidget) -> QDialog:
    """The dialog as the window opens it: the place chosen becomes that of the case, and of those to come."""
    made = PlaceDialog(session.engine, shell.phrases, parent)
    made.chosen.connect(partial(_keep, shell, session))
    made.left.connect(lambda: shell.settings.save(region=shell.settings.current.region or NATION))
    return made


def _keep(shell: Shell, session: Session, code: str) -> None:
    shell.settings.save(region=code)
    session.edit(shell.phrases.phrase("edit.region"), with_region(session.state.case, code))


class PlaceDialog(Dialog):
    """A place is typed and taken with Enter; the list has the places with rules of their own until then.

    `chosen` carries the code; `left`: somebody would rather not choose.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, engine: Engine | None, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        self._outside, self._phrases, self._engine = phrases, phrases.within(AREA), engine
        super().__init__(self._phrases("ask.title"), parent, _WIDE, _HIGH)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        packs = engine.shelf.headings if engine is not None else ()
        self._own = tuple(pack.code for pack in packs if pack.code != NATION)
        self._found: tuple[str, ...] = ()
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self._phrases("ask.search.example"))
        self.search.offer_clearing(phrases.within("comfort")("search.clear"))
        label = QLabel(self._phrases("ask.search"), self)
        named(self.search, self._phrases("ask.search.spoken"), label)
        self.places = QListView(self)
        self.places.setAccessibleName(self._phrases("ask.list.spoken"))
        self.places.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        decorate(self.places, "list")
        self._names = QStringListModel(self)
        self.places.setModel(self._names)
        self.means = WrappedLabel(self)
        self.standing = faint(WrappedLabel(self))
        self._lay_out(label)
        self.take = self.add_button(self._phrases("ask.take"), Role.AcceptRole)
        self.take.setDefault(True)
        self.add_button(self._phrases("ask.later"), Role.RejectRole)
        self.buttons.accepted.connect(self._on_take)
        self.buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._on_search)
        self.search.walked.connect(self._on_walked)
        own_selection(self.places).currentChanged.connect(self._on_place)
        self.places.doubleClicked.connect(self._on_take)
        self._on_search("")
        self.search.setFocus()

    def _lay_out(self, label: QLabel) -> None:
        lead = WrappedLabel(self)
        lead.say(self._phrases("ask.lead"))
        top = QHBoxLayout()
        top.setSpacing(UNIT)
        top.addWidget(label)
        top.addWidget(self.search, 1)
        self.body.addWidget(lead)
        self.body.addLayout(top)
        self.body.addWidget(self.places, 1)
        self.body.addWidget(self.means)
        self.body.addWidget(self.standing)
        for said in (self.means, self.standing):
            said.setAlignment(Qt.AlignmentFlag.AlignTop)
            said.setMinimumHeight(said.fontMetrics().lineSpacing() * (_SENTENCES - (said is self.standing)))

    def _on_search(self, text: str) -> None:
        self._found = tuple(code for code, _ in places_like(text, self._own)) if text.strip() else self._own
        self._names.setStringList([name_of(code) for code in self._found])
        self.take.setEnabled(bool(text.strip() and self._found))
        if text.strip() and self._found:
            self.places.setCurrentIndex(self._names.index(0))
        else:
            self.means.say(self._phrases("ask.none" if text.strip() else "ask.listed", text=text.strip()))
            self.standing.say("")

    def _on_place(self, current: QModelIndex) -> None:
        if not current.isValid() or self._engine is None:
            return
        self.take.setEnabled(True)
        said, standing = place_foreseen(self._found[current.row()], self._engine)
        self.means.say(self._outside.of(said))
        self.standing.say(self._phrases("ask.standing", standing=standing) if standing is not None else "")

    def _on_walked(self, step: int) -> None:
        row = self.places.currentIndex().row() + step
        if 0 <= row < len(self._found):
            self.places.setCurrentIndex(self._names.index(row))

    def _on_take(self, *_index: QModelIndex) -> None:
        current = self.places.currentIndex()
        if current.isValid():
            self.chosen.emit(self._found[current.row()])
            self.accept()

    def reject(self) -> None:
        """Leave the place as it is; that was answered too, and is not asked again."""
        self.left.emit()
        super().reject()
