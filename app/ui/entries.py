"""Knows rich texts under each other, each an entry with links. Does not know what they say."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from app.ui.stack import Told
from app.ui.theme import UNIT

_GAP_OF_ENTRIES = UNIT + UNIT // 2


class _Entry(Told):
    """A rich text with links, measured by a document that many share.

    A label reads a text twice to measure it; what is out of sight need not be read by its label at all.
    """

    def __init__(self, ruler: QTextDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._ruler = ruler
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _measured(self, width: int) -> int:
        if self._ruler.defaultFont() != self.font():
            self._ruler.setDefaultFont(self.font())
        self._ruler.setHtml(self.text())
        self._ruler.setTextWidth(width)
        return ceil(self._ruler.size().height())


class Entries(QWidget):
    """Rich texts under each other, each with links; what an entry says is set only where it changed."""

    linkActivated = Signal(str)  # noqa: N815  named as Qt names it on a label

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[_Entry] = []
        self._shown = 0
        self._ruler = QTextDocument(self)
        self._ruler.setDocumentMargin(0)
        self._ruler.setUndoRedoEnabled(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, texts: Sequence[str]) -> None:
        """Show one entry a text."""
        while len(self._labels) < len(texts):
            self._labels.append(self._label())
        for label, text in zip(self._labels, texts, strict=False):
            label.say(text)
            label.setVisible(True)
        for label in self._labels[len(texts) :]:
            label.say("")
            label.setVisible(False)
        self._shown = len(texts)
        self._place()

    def text(self) -> str:
        """All that is said."""
        return "\n".join(label.text() for label in self.entries)

    @property
    def entries(self) -> tuple[Told, ...]:
        """The entries shown."""
        return tuple(self._labels[: self._shown])

    def _label(self) -> _Entry:
        label = _Entry(self._ruler, self)
        label.linkActivated.connect(self.linkActivated)
        if self._labels:
            QWidget.setTabOrder(self._labels[-1], label)
        else:
            self.setFocusProxy(label)
        return label

    def heightForWidth(self, width: int) -> int:
        """The height all entries take at a width."""
        heights = [label.heightForWidth(width) for label in self.entries]
        return sum(heights) + _GAP_OF_ENTRIES * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        """As wide as there is room, and as high as that takes."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the entries for another width."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        top, width = 0, self.width()
        for label in self.entries:
            height = label.heightForWidth(width)
            label.setGeometry(0, top, width, height)
            top += height + _GAP_OF_ENTRIES
