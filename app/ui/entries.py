"""Knows rich texts under each other, each an entry with links. Does not know what they say.

Reading a rich text takes longer than all the rest of an edit; so what is below the edge of what can be seen is read a
moment later, and keeps the height it had until then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.linked import Rich
from app.ui.stack import Told
from app.ui.theme import UNIT

_GAP_OF_ENTRIES = UNIT + UNIT // 2
_MOMENT = 60  # milliseconds: after the paint of the edit
_BOTTOMLESS = 1 << 24


Finish = Callable[[int, str], str]


def _as_it_is(_number: int, text: str) -> str:
    return text


class Entries(QWidget):
    """Rich texts under each other, each with links; what an entry says is set only where it changed.

    `grown` tells that entries further down were read, so that the height is another.
    """

    linkActivated = Signal(str)  # noqa: N815  named as Qt names it on a label
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[Rich] = []
        self._texts: tuple[str, ...] = ()
        self._finish: Finish = _as_it_is
        self._read = 0
        self._later = QTimer(self, singleShot=True, interval=_MOMENT)
        self._later.timeout.connect(self.read_all)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, texts: Sequence[str], finish: Finish | None = None) -> None:
        """Show one entry a text. They are read by `read_down_to`, in order, the rest a moment later.

        `finish` gives an entry its last form once it is read, by its number and its text.
        """
        self._texts, self._finish, self._read = tuple(texts), finish or _as_it_is, 0
        while len(self._labels) < len(texts):
            self._labels.append(self._label())
        for label in self._labels[: len(texts)]:
            label.setVisible(True)
        for label in self._labels[len(texts) :]:
            label.say("")
            label.setVisible(False)
        self._later.start()

    def read_down_to(self, edge: int) -> None:
        """Read and place the entries that begin above an edge, in pixels from the top."""
        top, width = 0, self.width()
        for number, (label, text) in enumerate(zip(self._labels, self._texts, strict=False)):
            if top <= edge and number == self._read:
                label.say(self._finish(number, text))
                self._read += 1
            height = label.heightForWidth(width)
            label.setGeometry(0, top, width, height)
            top += height + _GAP_OF_ENTRIES
        if self._all_read:
            self._later.stop()

    @property
    def _all_read(self) -> bool:
        return self._read == len(self._texts)

    def read_all(self) -> None:
        """Read what is left."""
        if not self._all_read:
            self.read_down_to(_BOTTOMLESS)
            self.grown.emit()

    def text(self) -> str:
        """All that is said."""
        return "\n".join(self._texts)

    @property
    def entries(self) -> tuple[Told, ...]:
        """The entries shown."""
        return tuple(self._labels[: len(self._texts)])

    def _label(self) -> Rich:
        label = Rich(self)
        label.linkActivated.connect(self.linkActivated)
        if self._labels:
            QWidget.setTabOrder(self._labels[-1], label)
        return label

    def heightForWidth(self, width: int) -> int:
        """The height all entries take at a width."""
        heights = [label.heightForWidth(width) for label in self._labels[: len(self._texts)]]
        return sum(heights) + _GAP_OF_ENTRIES * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        """As wide as there is room, and as high as that takes."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the entries for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.read_down_to(0)
