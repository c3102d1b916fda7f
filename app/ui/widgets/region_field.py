"""The field for a place: lists the places with packs, and finds any place by name, pinyin or code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QWidget

from app.regions.divisions import NATION, ancestors, find, name_of
from app.regions.search import get_ready, place_meant, places_like
from app.ui.style.theme import UNIT
from app.ui.widgets.fields import LineEdit, frame_refused
from app.ui.widgets.plain_text import plain_tip
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.packs.shelf.headings import PackHeading

_LONGEST_NAME = 11  # letters of 内蒙古自治区呼和浩特市


class RegionField(QComboBox):
    """A place: the list shows the packs with their standing, typing finds any place by name, pinyin or code.

    `chosen` carries the code of another place. `problem` carries the sentence for a text that names no place, or None
    once it does; after a wrong text the field shows the old place, framed until `forgive` or the next edit. The wheel
    never changes the place.
    """

    chosen = Signal(str)
    problem = Signal(object)

    def __init__(self, phrases: Phrasebook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases = phrases
        self._code = ""
        self._named = False
        self._found: dict[str, str] = {}
        self._standings: dict[str, tuple[str, str]] = {}
        self._line = LineEdit()
        self._line.setAccessibleName(phrases("region.spoken"))
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国" * _LONGEST_NAME) + 4 * UNIT)
        self._refused = False
        self.setCompleter(None)  # type: ignore[arg-type]  # None removes it
        self._names: QStringListModel | None = None
        self._line.setPlaceholderText(phrases("region.example"))
        self._line.textEdited.connect(self._on_edited)
        self._line.returnPressed.connect(self._on_return)
        self._line.editingFinished.connect(self._on_finished)
        self.activated.connect(self._on_activated)

    def offer(self, packs: tuple[PackHeading, ...]) -> None:
        """Put the packs into the list."""
        code, of = self._code, self._phrases.of
        self.clear()
        self._standings = {pack.code: (of(pack.name), of(pack.standing)) for pack in packs}
        for known, (name, standing) in self._standings.items():
            if known == NATION:
                continue  # what is used while no place is chosen
            self.addItem(self._phrases("region.choice", name=name, standing=standing), known)
        self._named = True
        self._code = ""
        self.show_region(code)

    def show_region(self, code: str) -> None:
        """Show a place by its code."""
        if code == self._code:
            return
        self.forgive()
        self._code = code
        self._restore()

    def _restore(self) -> None:
        if not self._named:  # the list of places is read with the packs, after the window is shown
            return
        self.setCurrentIndex(self.findData(self._code))
        self.setEditText(self._shown_name)
        self._line.setModified(False)
        self._line.setCursorPosition(0)
        if self._line.hasFocus():
            self._line.selectAll()  # what is typed next replaces the name, as on getting the focus

    @property
    def _shown_name(self) -> str:
        """The name of the place, or that none is chosen yet."""
        return self._phrases("region.open") if self._code == NATION else _name_of(self._code)

    def _on_edited(self, text: str) -> None:
        self.forgive()
        phrases, found = self._phrases.within("entry"), places_like(text, self._standings)
        self._found = {
            phrases("region.found", name=name, code=code, standing=self._standing_of(code)): code
            for code, name in found
        }
        self._listing()
        self._mark(None)  # or the line would lose its text with the row
        self._listing().setStringList(list(self._found))
        completer = self.completer()
        if completer is not None:
            self._widen(completer.popup())
            QTimer.singleShot(0, self._light_first)  # the line edit shows its list after this signal

    def _light_first(self) -> None:
        """Mark the first of the list, which Enter takes."""
        self._mark(0)

    def _mark(self, row: int | None) -> None:
        """Mark a row of the list, or none, while the line keeps what was typed."""
        completer = self.completer()
        if completer is None or (row is not None and not completer.popup().isVisible()):
            return
        names = completer.popup()
        quiet = QSignalBlocker(names.selectionModel())
        names.setCurrentIndex(names.model().index(row, 0) if row is not None else QModelIndex())
        quiet.unblock()
        names.viewport().update()

    def showPopup(self) -> None:
        """Show the list as wide as its texts."""
        self._widen(self.view())
        super().showPopup()

    def _widen(self, names: QAbstractItemView) -> None:
        """Widen a list under the field to its texts, as far as the screen allows."""
        bar = names.verticalScrollBar().sizeHint().width()
        needed = names.sizeHintForColumn(0) + bar + 2 * UNIT
        room = self.screen().availableGeometry().right() - self.mapToGlobal(QPoint(0, 0)).x()
        names.setMinimumWidth(max(self.width(), min(needed, room)))

    def _standing_of(self, code: str) -> str:
        """How certain the rules of a place are: its own pack's standing, or whose rules are used instead."""
        nearest = next((above for above in ancestors(code) if above in self._standings), None)
        if nearest is None:
            return ""
        name, standing = self._standings[nearest]
        entry = self._phrases.within("entry")
        return standing if nearest == code else entry("region.inherited", name=name, standing=standing)

    def _listing(self) -> QStringListModel:
        if self._names is None:
            self._names = QStringListModel(self)
            completer = QCompleter(self._names, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self.setCompleter(completer)
            # Queued: after this signal the line edit writes the popup's text into itself.
            completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        return self._names

    def _on_completed(self, text: str) -> None:
        self._take(self._found.get(text))

    def _on_activated(self, index: int) -> None:
        self._take(self.itemData(index))

    def _on_return(self) -> None:
        """Take the first place of the list, unless the text itself means one."""
        text = self._line.text().strip()
        if self._named and text and self._found and text != self._shown_name and self._meant(text) is None:
            self._take(next(iter(self._found.values())))

    def _meant(self, text: str) -> str | None:
        return self._found.get(text) or self._listed(text) or place_meant(text)

    def _on_finished(self) -> None:
        text = self._line.text().strip()
        if not self._named or text == self._shown_name:
            return
        completer = self.completer()
        if completer is not None:
            completer.popup().hide()
        code = self._meant(text)
        self._take(code)
        if code is None and text:
            self._refuse(text)

    def _listed(self, text: str) -> str | None:
        index = self.findText(text, Qt.MatchFlag.MatchExactly)
        return self.itemData(index) if index >= 0 else None

    def _refuse(self, text: str) -> None:
        self._refused = True
        self.update()
        key = "region.several" if places_like(text) else "region.not_found"
        said = self._phrases.phrase(key, text=text, name=self._shown_name)
        self.setAccessibleDescription(self._phrases.of(said))
        self.setToolTip(plain_tip(self._phrases.of(said)))
        self.problem.emit(said)

    @property
    def refused(self) -> bool:
        """True while the field is framed, as the last text named no place."""
        return self._refused

    def forgive(self) -> None:
        """Remove the frame and the sentence."""
        if self._refused:
            self._refused = False
            self.update()
            self.setAccessibleDescription("")
            self.setToolTip("")
            self.problem.emit(None)

    def _take(self, code: str | None) -> None:
        self.forgive()
        changed = code is not None and code != self._code
        self._code = code or self._code
        self._restore()
        if changed:
            self.chosen.emit(self._code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the name, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:  # the list is gone, typing goes on
            self._line.selectAll()
        if self._named:
            get_ready()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape restores the place."""
        if event.key() == Qt.Key.Key_Escape and self._line.text() != self._shown_name:
            self.forgive()
            self._restore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ignore the wheel, so that the place is never changed by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the field while its text names no place."""
        super().paintEvent(event)
        if self._refused:
            frame_refused(self)


def _name_of(code: str) -> str:
    if not code:
        return ""
    return name_of(code) if find(code) is not None else code
