"""Fields for free typing, and drop-down lists, that suit the window.

A field keeps what was typed until it can be read, shows in a sentence what is wrong, and ignores the wheel while it has
no focus.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

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
from app.ui.widgets.focus_chain import window_of

_WINDOW_KEYS = ("Ctrl+E", "Ctrl+P", "Ctrl+S", "Ctrl+N", "Ctrl+O", "Ctrl+Q")  # some would move the cursor in a field
_LETTERS_HINTED = 17  # Qt's own size hint
_SHORTEST_CHOICE = 6  # letters
_FRAME = 2  # around a field whose text is refused


FIELD_MARKED: Final = QEvent.Type(QEvent.registerEventType())
"""The kind of event by which a window learns that one of its fields cannot be read, or can again."""

FIELD_TYPED: Final = QEvent.Type(QEvent.registerEventType())
"""The kind of event by which a window learns that something is typed, taken or taken back in one of its fields."""


class ProblemLabel(QLabel):
    """The sentence beside a field that says what is wrong; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(sized(QApplication.font(), Size.CAPTION))
        self.setForegroundRole(QPalette.ColorRole.BrightText)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; an empty one hides the label."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))


class ComposedLine(QLineEdit):
    """A line edit that leaves Enter, Escape, Tab and arrows to an input method while it composes."""

    _composing = False

    def holds(self, event: QEvent) -> bool:
        """True for a key that the input method needs while it composes."""
        return (
            self._composing
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _keys_of_composing()
        )

    def event(self, event: QEvent) -> bool:
        """Leave such keys to the input method."""
        if self.holds(event):
            event.accept()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether the input method is composing."""
        super().inputMethodEvent(event)
        self._composing = bool(event.preeditString())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Composing ends with the focus."""
        self._composing = False
        super().focusOutEvent(event)


@cache
def _keys_of_composing() -> frozenset[Qt.Key]:
    """The keys; made on first use, as Qt's list of keys is long and would delay the window."""
    keys = Qt.Key
    return frozenset(
        (keys.Key_Return, keys.Key_Enter, keys.Key_Escape, keys.Key_Tab, keys.Key_Backtab, keys.Key_Up, keys.Key_Down)
    )


class LineEdit(ComposedLine):
    """A line edit that leaves shortcuts such as undo to the window, which undoes edits of the case in order."""

    def minimumSizeHint(self) -> QSize:
        """Room for the placeholder text."""
        least, letters = super().minimumSizeHint(), self.fontMetrics()
        around = self.sizeHint().width() - _LETTERS_HINTED * letters.horizontalAdvance("x")
        words = letters.boundingRect(self.placeholderText()).width() + letters.averageCharWidth()
        return QSize(max(least.width(), words + around), least.height())

    def event(self, event: QEvent) -> bool:
        """Do not take the keys for undo, redo, files and printing, nor the pasting of a whole table."""
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
        """Leave dropped files to the window, which opens them; a field would show their paths."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)


def _is_table(text: str) -> bool:
    """True for a text of several lines or cells, which is meant for the record, not for a field."""
    return any(sign in text.strip() for sign in "\t\n")


class ReadField(LineEdit):
    """A line edit with a function that reads its text into a value, or into a sentence on what is wrong.

    `committed` carries the value (None for an empty field) when the person leaves the field or presses Enter;
    `problem` carries the sentence, or None when the text can be read. A field that cannot be read is framed until it
    can, or until Escape or undo restores the text.
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
        self.textEdited.connect(self._tell_of_typing)

    @property
    def unread(self) -> Bilingual | None:
        """What is wrong with the text; None while the field shows its value."""
        return self._unread

    def _mark(self, unread: Bilingual | None) -> None:
        changed = unread != self._unread
        self._unread = unread
        self.problem.emit(unread)
        if changed:
            self.update()
            QApplication.sendEvent(window_of(self), QEvent(FIELD_MARKED))

    def _tell_of_typing(self) -> None:
        QApplication.sendEvent(window_of(self), QEvent(FIELD_TYPED))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape restores the last value in place of a text that cannot be read."""
        if event.key() == Qt.Key.Key_Escape and self._unread is not None:
            self.take_back()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame the field while its text cannot be read."""
        super().paintEvent(event)
        if self._unread is not None:
            frame_refused(self)

    @property
    def value(self) -> object:
        """The value last read or shown; None for an empty field."""
        return self._value

    def clear_value(self) -> None:
        """Empty the field, whatever it contains."""
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
        """Read the text now, as when leaving the field."""
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
        self._tell_of_typing()

    def type_again(self, text: str) -> None:
        """Read a text that was typed before, as when leaving the field."""
        self.setText(text)
        self.setModified(True)
        self.commit()

    def take_back(self) -> None:
        """Discard what was typed and not yet read."""
        self._show_text("" if self._value is None else self._write(self._value))
        self._tell_of_typing()

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
        """Room for the longest choice, so that none is cut off."""
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
        """Show a value without emitting `picked`."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    @property
    def whole_width(self) -> int:
        """The width at which no entry is cut off."""
        letters = self.fontMetrics()
        widest = max((letters.horizontalAdvance(self.itemText(index)) for index in range(self.count())), default=0)
        around = self.sizeHint().width() - self.minimumContentsLength() * letters.horizontalAdvance("X")
        return widest + around + UNIT

    def showPopup(self) -> None:
        """Open the list, as wide as its longest entry."""
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * UNIT)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the list has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _on_activated(self, index: int) -> None:
        self.picked.emit(self._values[index])


def named(widget: QWidget, name: str, label: QLabel | None = None) -> None:
    """Give a control its accessible name and make it the buddy of its label."""
    widget.setAccessibleName(name)
    if label is not None:
        label.setBuddy(widget)


def frame_refused(field: QWidget) -> None:
    """Draw the frame of a field whose text cannot be read, inside its focus frame."""
    painter = QPainter(field)
    painter.setPen(QPen(field.palette().color(QPalette.ColorRole.BrightText), _FRAME))
    inset = _FRAME if field.hasFocus() else _FRAME // 2
    painter.drawRect(field.rect().adjusted(inset, inset, -inset, -inset))
    painter.end()


def commit(field: QWidget) -> None:
    """Commit what is being typed in a field, as when leaving it."""
    if isinstance(field, ReadField):
        field.commit()
    elif isinstance(field, QLineEdit):
        field.editingFinished.emit()
