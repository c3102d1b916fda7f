"""Knows fields that a person can type into freely. Does not know what they are for.

A field keeps what was typed until it can be read, says in a sentence what is missing, and never changes by the wheel
while it has no focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from app.rules.bilingual import Bilingual
from app.ui.style.theme import UNIT, Size, sized

_WINDOW_KEYS = ("Ctrl+E", "Ctrl+P", "Ctrl+S", "Ctrl+N", "Ctrl+O", "Ctrl+Q")  # some would move the cursor of a line
_LETTERS_HINTED = 17  # by which Qt measures a line
_SHORTEST_CHOICE = 6  # letters
_FRAME = 2  # around a field whose text is refused


class ProblemLabel(QLabel):
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


class ComposedLine(QLineEdit):
    """A line in which an input method may be composing: until it is done, no key takes, leaves or walks."""

    _composing = False

    def holds(self, event: QEvent) -> bool:
        """True for a key that belongs to what is being composed."""
        return (
            self._composing
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _keys_of_composing()
        )

    def event(self, event: QEvent) -> bool:
        """Leave the keys of composing to the input method."""
        if self.holds(event):
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow what is being composed."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was being composed ends with the focus."""
        self._composing = False
        super().focusOutEvent(event)


@cache
def _keys_of_composing() -> frozenset[Qt.Key]:
    """Made with the first key composed, for Qt's list of keys is long and would delay the window."""
    keys = Qt.Key
    return frozenset(
        (keys.Key_Return, keys.Key_Enter, keys.Key_Escape, keys.Key_Tab, keys.Key_Backtab, keys.Key_Up, keys.Key_Down)
    )


class LineEdit(ComposedLine):
    """A line that leaves the window's keys to the window: there every edit of the case is undone in its order."""

    def minimumSizeHint(self) -> QSize:
        """Room for the words that stand in the empty line."""
        least, letters = super().minimumSizeHint(), self.fontMetrics()
        around = self.sizeHint().width() - _LETTERS_HINTED * letters.horizontalAdvance("x")
        words = letters.boundingRect(self.placeholderText()).width() + letters.averageCharWidth()
        return QSize(max(least.width(), words + around), least.height())

    def event(self, event: QEvent) -> bool:
        """Do not claim the keys of undo and redo, nor those of files and paper, nor the pasting of a whole table."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if event.matches(keys.Paste) and _is_table(QApplication.clipboard().text()):
                event.ignore()
                return False
            if event.matches(keys.Undo) or event.matches(keys.Redo) or pressed in _WINDOW_KEYS:
                event.ignore()
                return False
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Leave files to the window, which opens them; a line would show where they lie."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


def _is_table(text: str) -> bool:
    """True for a text of several lines or cells: no field holds one, so it is meant for the record."""
    return any(sign in text.strip() for sign in "\t\n")


class ReadField(LineEdit):
    """A line that is read by a function from text to a value or to a sentence asking for what is missing.

    `committed` carries the value (None for an empty line) once the person leaves the line or presses Enter;
    `problem` carries the sentence, or nothing when the line reads well. A line that could not be read is framed until
    it can, or until Escape or undoing takes the text back.
    """

    committed = Signal(object)
    problem = Signal(object)

    def __init__(
        self, read: Callable[[str], object], write: Callable[[object], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._read, self._write = read, write
        self._value: object = None
        self._unread: Bilingual | None = None
        self.editingFinished.connect(self.commit)

    @property
    def unread(self) -> Bilingual | None:
        """What is wrong with the text that stands in the line; None while the line shows its value."""
        return self._unread

    def _mark(self, unread: Bilingual | None) -> None:
        if unread != self._unread:
            self._unread = unread
            self.update()
        self.problem.emit(unread)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what could not be read."""
        if event.key() == Qt.Key.Key_Escape and self._unread is not None:
            self.take_back()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the line while it holds what could not be read."""
        super().paintEvent(event)
        if self._unread is not None:
            frame_refused(self)

    @property
    def value(self) -> object:
        """The value last read or shown; None for an empty line."""
        return self._value

    def clear_value(self) -> None:
        """Empty the line, whatever stands in it."""
        self._value = None
        self._show_text("")

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
        if isinstance(value, Bilingual):
            self._mark(value)
            return
        self.setModified(False)
        self._value = value
        self._show_text("" if value is None else self._write(value))
        self._mark(None)
        self.committed.emit(value)

    def take_back(self) -> None:
        """Forget what was typed and not yet read."""
        self._show_text("" if self._value is None else self._write(self._value))

    def _show_text(self, text: str) -> None:
        if self.text() != text:
            self.setText(text)
        self.setModified(False)
        self._mark(None)


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

    def minimumSizeHint(self) -> QSize:
        """Room for the longest of the choices, so that none is cut when it is shown."""
        least, advance = super().minimumSizeHint(), self.fontMetrics().horizontalAdvance
        around = least.width() - _SHORTEST_CHOICE * advance("X") - self.iconSize().width()
        longest = max((advance(self.itemText(number)) for number in range(self.count())), default=0)
        return QSize(max(least.width(), longest + around), least.height())

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

    @property
    def whole_width(self) -> int:
        """The width at which no entry is cut."""
        letters = self.fontMetrics()
        widest = max((letters.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        around = self.sizeHint().width() - self.minimumContentsLength() * letters.horizontalAdvance("X")
        return widest + around + UNIT

    def showPopup(self) -> None:
        """Open the list, as wide as its longest entry."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * UNIT)
        super().showPopup()

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


def frame_refused(field: QWidget) -> None:
    """Draw the frame of a field whose text is refused; inside the frame that tells where the keyboard is."""
    painter = QPainter(field)
    painter.setPen(QPen(field.palette().color(QPalette.ColorRole.BrightText), _FRAME))
    inset = _FRAME if field.hasFocus() else _FRAME // 2
    painter.drawRect(field.rect().adjusted(inset, inset, -inset, -inset))
    painter.end()


def commit(field: QWidget) -> None:
    """Take what is being typed in a field, as leaving it would."""
    if isinstance(field, ReadField):
        field.commit()
    elif isinstance(field, QLineEdit):
        field.editingFinished.emit()
