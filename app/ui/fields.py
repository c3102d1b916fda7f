"""Knows fields that a person can type into freely. Does not know what they are for.

A field keeps what was typed until it can be read, says in a sentence what is missing, and never changes by the wheel
while it has no focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from app.rules.said import Said
from app.ui.theme import Size, sized

_WINDOW_KEYS = ("Ctrl+E", "Ctrl+P", "Ctrl+S", "Ctrl+N", "Ctrl+O", "Ctrl+Q")  # some would move the cursor of a line
_SHORTEST_CHOICE = 6  # letters; longer ones are cut at the end and told in full by the list


class Problem(QLabel):
    """The sentence beside a field that says what is wrong; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(sized(QApplication.font(), Size.CAPTION))
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        self.setWordWrap(True)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the label."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class Line(QLineEdit):
    """A line that leaves the window's keys to the window: there every edit of the case is undone in its order."""

    def event(self, event: QEvent) -> bool:
        """Do not claim the keys of undo and redo, nor those of files and paper."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if event.matches(keys.Undo) or event.matches(keys.Redo) or pressed in _WINDOW_KEYS:
                event.ignore()
                return False
        return super().event(event)


class ReadField(Line):
    """A line that is read by a function from text to a value or to a sentence asking for what is missing.

    `committed` carries the value (None for an empty line) once the person leaves the line or presses Enter;
    `problem` carries the sentence, or nothing when the line reads well.
    """

    committed = Signal(object)
    problem = Signal(object)

    def __init__(
        self, read: Callable[[str], object], write: Callable[[object], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read, self._write = read, write
        self._value: object = None
        self.editingFinished.connect(self.commit)

    def show_value(self, value: object) -> None:
        """Show a value; what the person is typing is left alone."""
        if value == self._value and self.text():
            return
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self._show_text("" if value is None else self._write(value))

    def commit(self) -> None:
        """Read the line now, as leaving it would."""
        if not self.isModified():
            return
        text = self.text().strip()
        value = self._read(text) if text else None
        if isinstance(value, Said):
            self.problem.emit(value)
            return
        self.setModified(False)
        self._value = value
        self._show_text("" if value is None else self._write(value))
        self.problem.emit(None)
        self.committed.emit(value)

    def take_back(self) -> None:
        """Forget what was typed and not yet read."""
        self._show_text("" if self._value is None else self._write(self._value))

    def _show_text(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
        self.setModified(False)
        self.problem.emit(None)


class Choice(QComboBox):
    """A closed list; `picked` carries the value chosen by hand."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_SHORTEST_CHOICE)
        self._values: list[object] = []
        self.activated.connect(self._on_activated)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Set what can be chosen, keeping the value shown where it still exists."""
        blocker = QSignalBlocker(self)
        current = self.value
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([name for _, name in choices])
        self.show_value(current)
        blocker.unblock()

    @property
    def value(self) -> object:
        """The value shown."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def show_value(self, value: object) -> None:
        """Show a value without reporting it as chosen."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the wheel into scrolling unless the list has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, index: int) -> None:
        self.picked.emit(self._values[index])


def named(widget: QWidget, name: str, label: QLabel | None = None) -> None:
    """Give a control its spoken name and tie its label to it."""
    widget.setAccessibleName(name)
    if label is not None:
        label.setBuddy(widget)
