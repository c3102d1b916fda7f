"""A list of sentences, each with a button to remove it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.style.theme import UNIT, Button
from app.ui.widgets.fields import named
from app.ui.widgets.wrapped_label import WrappedLabel


class KeptList(QWidget):
    """The sentences; `removed` carries the index of the one to remove."""

    removed = Signal(int)

    def __init__(self, remove: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._remove = remove
        self._rows: list[tuple[WrappedLabel, Button]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT // 2)
        self._grid.setColumnStretch(0, 1)

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences shown."""
        return tuple(told.text() for told, _ in self._rows if not told.isHidden())

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons of the sentences shown."""
        return tuple(button for told, button in self._rows if not told.isHidden())

    def say(self, sentences: Sequence[str]) -> None:
        """Show one row for each sentence."""
        while len(self._rows) < len(sentences):
            self._rows.append(self._row(len(self._rows)))
        for place, (told, button) in enumerate(self._rows):
            shown = place < len(sentences)
            told.setVisible(shown)
            button.setVisible(shown)
            if shown:
                told.say(sentences[place])
                named(button, f"{self._remove} {sentences[place]}")
        self.setVisible(bool(sentences))

    def _row(self, place: int) -> tuple[WrappedLabel, Button]:
        told, button = WrappedLabel(self), Button(self._remove, self)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self._on_clicked, place))
        self._grid.addWidget(told, place, 0)
        self._grid.addWidget(button, place, 1, Qt.AlignmentFlag.AlignTop)
        return told, button

    def _on_clicked(self, place: int) -> None:
        self.removed.emit(place)
