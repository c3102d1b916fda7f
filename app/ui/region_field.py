"""Knows how a place is chosen: from the packs at hand, or by name or code from every place there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from app.ui.fields import Line
from app.ui.speech import Speech
from app.ui.theme import UNIT, decorate

if TYPE_CHECKING:
    from app.packs.shelf import RegionChoice

_MOST_FOUND = 12
_LONGEST_NAME = 11  # letters of 内蒙古自治区呼和浩特市
_ZEROS_OF_CITY = 2
_KINDS = ("特别行政区", "自治区", "自治州", "地区", "盟", "市", "省")


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


def place_meant(text: str) -> str | None:
    """The code of the one place that a text stands for; None when it stands for none or for several.

    A code, a full name or the only place found is clear; so is the short or whole name of a city, and then of a
    province, even where smaller places share it.
    """
    from app.regions import find  # noqa: PLC0415  the list is read when somebody first types

    wanted = text.strip()
    known = find(wanted)
    if known is not None and known.listed:
        return known.code
    found = places_like(wanted)
    if len(found) == 1:
        return found[0][0]
    exact = [code for code, name in found if name == wanted]
    if exact:
        return exact[0]
    wide = [region for code, _ in found if _zeros(code) >= _ZEROS_OF_CITY and (region := find(code)) is not None]
    called = [region for region in wide if wanted in (region.name, _short(region.name))]
    cities = [region for region in called if not region.name.endswith(("省", "自治区"))]
    return next((region.code for region in (*cities, *called)), None)


def _short(name: str) -> str:
    return next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind)), name)


def _zeros(code: str) -> int:
    return len(code) - len(code.rstrip("0"))


class RegionField(QComboBox):
    """A place: the list shows the packs with their standing, typing finds any place by name or code.

    `chosen` carries the code of another place. `problem` carries the sentence for a text that names no place, or
    nothing once the field reads well; the field then shows the place in force, framed as wrong until it is touched.
    """

    chosen = Signal(str)
    problem = Signal(object)

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
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("国" * _LONGEST_NAME) + 4 * UNIT)
        self._refused = False
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
        if self._line.hasFocus():
            self._line.selectAll()  # what is typed next replaces the name, as after coming to the field

    def _on_edited(self, text: str) -> None:
        self._accept()
        found = places_like(text)
        self._found = {self._speech("region.found", name=name, code=code): code for code, name in found}
        self._listing().setStringList(list(self._found))

    def _listing(self) -> QStringListModel:
        if self._names is None:
            self._names = QStringListModel(self)
            completer = QCompleter(self._names, self)
            completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self.setCompleter(completer)
            # Queued: the line writes the text of the popup into itself after this signal.
            completer.activated.connect(self._on_completed, Qt.ConnectionType.QueuedConnection)
        return self._names

    def _on_completed(self, text: str) -> None:
        self._take(self._found.get(text))

    def _on_activated(self, index: int) -> None:
        self._take(self.itemData(index))

    def _on_finished(self) -> None:
        text = self._line.text().strip()
        if not self._named or text == _name_of(self._code):
            return
        completer = self.completer()
        if completer is not None:
            completer.popup().hide()
        code = self._found.get(text) or self._listed(text) or place_meant(text)
        self._take(code)
        if code is None and text:
            self._refuse(text)

    def _listed(self, text: str) -> str | None:
        index = self.findText(text, Qt.MatchFlag.MatchExactly)
        return self.itemData(index) if index >= 0 else None

    def _refuse(self, text: str) -> None:
        self._refused = True
        decorate(self, "refused")
        key = "region.several" if places_like(text) else "region.not_found"
        said = self._speech.phrase(key, text=text, name=_name_of(self._code))
        self.setAccessibleDescription(self._speech.of(said))
        self.setToolTip(self._speech.of(said))
        self.problem.emit(said)

    def _accept(self) -> None:
        if self._refused:
            self._refused = False
            self.setStyleSheet("")
            self.setAccessibleDescription("")
            self.setToolTip("")
            self.problem.emit(None)

    def _take(self, code: str | None) -> None:
        self._accept()
        changed = code is not None and code != self._code
        self._code = code or self._code
        self._restore()
        if changed:
            self.chosen.emit(self._code)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the name, so that typing replaces it."""
        super().focusInEvent(event)
        self._line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape and self._line.text() != _name_of(self._code):
            self._accept()
            self._restore()
            return
        super().keyPressEvent(event)

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
