"""Knows how a place is chosen: from the packs at hand, or by name or code from every place there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.ui.fields import Line
from app.ui.speech import Speech

if TYPE_CHECKING:
    from app.packs.shelf import RegionChoice

_MOST_FOUND = 12


def places_like(text: str) -> list[tuple[str, str]]:
    """Places whose name holds the text or whose code begins with it, as code and full name; wider places first."""
    from app.regions import all_regions, name_of  # noqa: PLC0415  the list is read when somebody first types

    wanted = text.strip()
    if not wanted:
        return []
    codes = [
        region.code
        for region in all_regions()
        if (region.code.startswith(wanted) if wanted.isdigit() else wanted in region.name)
    ]
    if not codes and not wanted.isdigit():
        codes = [region.code for region in all_regions() if wanted in name_of(region.code)]
    codes.sort(key=lambda code: (-_zeros(code), code))
    return [(code, name_of(code)) for code in codes[:_MOST_FOUND]]


def _zeros(code: str) -> int:
    return len(code) - len(code.rstrip("0"))


class RegionField(QComboBox):
    """A place: the list shows the packs with their standing, typing finds any place by name or code."""

    chosen = Signal(str)

    def __init__(self, speech: Speech, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speech = speech
        self._code = ""
        self._named = False
        self._found: dict[str, str] = {}
        self._line = Line()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.setCompleter(None)  # type: ignore[arg-type]  # None takes it away
        self._names: QStringListModel | None = None
        self._line.setPlaceholderText(speech("region.example"))
        self._line.textEdited.connect(self._on_edited)
        self._line.editingFinished.connect(self._on_finished)
        self.activated.connect(self._on_activated)

    def offer(self, choices: tuple[RegionChoice, ...]) -> None:
        """Put the packs at hand into the list."""
        code = self._code
        self.clear()
        for choice in choices:
            text = self._speech("region.choice", name=choice.name, standing=choice.standing)
            self.addItem(text, choice.code)
        self._named = True
        self._code = ""
        self.show_region(code)

    def show_region(self, code: str) -> None:
        """Show a place by its code."""
        if code == self._code:
            return
        self._code = code
        self._restore()

    def _restore(self) -> None:
        if not self._named:  # the list of places is read with the packs, once the window is on the screen
            return
        self.setCurrentIndex(self.findData(self._code))
        self.setEditText(_name_of(self._code))
        self._line.setModified(False)
        self._line.setCursorPosition(0)

    def _on_edited(self, text: str) -> None:
        found = places_like(text)
        self._found = {self._speech("region.found", name=name, code=code): code for code, name in found}
        self._listing().setStringList(list(self._found))

    def _listing(self) -> QStringListModel:
        if self._names is None:
            self._names = QStringListModel(self)
            completer = QCompleter(self._names, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self.setCompleter(completer)
            completer.activated.connect(self._on_completed)
        return self._names

    def _on_completed(self, text: str) -> None:
        self._take(self._found.get(text))

    def _on_activated(self, index: int) -> None:
        self._take(self.itemData(index))

    def _on_finished(self) -> None:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if not self._line.isModified() or (popup is not None and popup.isVisible()):
            return
        text = self.currentText().strip()
        found = places_like(text)
        exact = [code for code, name in found if text in (name, code)]
        self._take(exact[0] if exact else found[0][0] if found else None)

    def _take(self, code: str | None) -> None:
        changed = code is not None and code != self._code
        self._code = code or self._code
        self._restore()
        if changed:
            self.chosen.emit(self._code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the name, so that typing replaces it."""
        super().focusInEvent(event)
        self._line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the window unless the list has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _name_of(code: str) -> str:
    from app.regions import find, name_of  # noqa: PLC0415  read when a place is first shown

    if not code:
        return ""
    return name_of(code) if find(code) is not None else code
