"""A column of rich texts with links, one for each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.style.theme import UNIT
from app.ui.widgets.column_layout import ColumnLayout
from app.ui.widgets.rich_label import RichLabel
from app.ui.widgets.wrapped_label import WrappedLabel

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
        self._column = ColumnLayout(self, _GAP_OF_ENTRIES)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # as wide as there is room

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
        self._column.put(label)
        return label
