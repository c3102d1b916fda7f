"""The base class of the pane that reviews a pasted list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.state.session import State


class Review(QWidget):
    """A pane shown in place of the record while a list is reviewed."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Its fields and buttons, in the order of the Tab key."""
        raise NotImplementedError

    def begin(self) -> None:
        """Set the focus to where the person answers."""
        raise NotImplementedError

    def show_state(self, state: State) -> None:
        """Show what the list would do to the case of a state."""
        raise NotImplementedError
