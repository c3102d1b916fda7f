"""Knows what the pane for a list under review must be able to do. Does not know lists."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.ui.state.session import State


class Review(QWidget):
    """What stands in place of the record while a list is looked at before it is taken over."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Its fields and buttons, in the order of the Tab key."""
        raise NotImplementedError

    def begin(self) -> None:
        """Stand where the person's answer is expected."""
        raise NotImplementedError

    def show_state(self, state: State) -> None:
        """Show what the list would do to the case of a state."""
        raise NotImplementedError
