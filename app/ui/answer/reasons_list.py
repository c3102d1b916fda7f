"""A column of rich texts with links, one for each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.rich_label import RichLabel
from app.ui.widgets.scroll_column import WrappedLabel

_GAP_OF_ENTRIES = UNIT + UNIT // 2


Finish = Callable[[int, str], str]


def _as_it_is(_number: int, text: str) -> str:
    return text


class Entries(QWidget):
    """Rich texts under each other, with links; only changed entries are set anew."""

    linkActivated = Signal(str)  # noqa: N815  named as Qt names it on a label

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[RichLabel] = []
        self._texts: tuple[str, ...] = ()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, texts: Sequence[str], finish: Finish = _as_it_is) -> None:
        """Show one entry for each text; `finish` turns its number and text into the final rich text."""
        self._texts = tuple(texts)
        while len(self._labels) < len(texts):
            self._labels.append(self._label())
        for number, text in enumerate(texts):
            self._labels[number].say(finish(number, text))
            self._labels[number].setVisible(True)
        for label in self._labels[len(texts) :]:
            label.say("")
            label.setVisible(False)
        self._place()

    def _place(self) -> None:
        top, width = 0, self.width()
        for label in self._labels[: len(self._texts)]:
            height = label.heightForWidth(width)
            label.setGeometry(0, top, width, height)
            top += height + _GAP_OF_ENTRIES

    def text(self) -> str:
        """All texts."""
        return "\n".join(self._texts)

    @property
    def entries(self) -> tuple[WrappedLabel, ...]:
        """The entries shown."""
        return tuple(self._labels[: len(self._texts)])

    def _label(self) -> RichLabel:
        label = RichLabel(self)
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
            self._place()
