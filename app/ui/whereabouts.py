"""Knows how to find the place where somebody was in a window that is built anew. Does not know what is shown there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


def tab_chain(window: QWidget) -> list[QWidget]:
    """What the Tab key reaches now, in its order, beginning after the window itself."""
    found, at = [], window.nextInFocusChain()
    while at is not None and at is not window:
        takes = bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus) and at.focusProxy() is None
        if takes and at.isEnabled() and at.isVisibleTo(window):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def whereabouts(window: MainWindow) -> Callable[[], None]:
    """Remember tab, view of the record and focus; the answer brings somebody back there in the parts made since."""
    chain, focus = tab_chain(window), window.focusWidget()
    number = next((n for n, widget in enumerate(chain) if widget is focus or widget.isAncestorOf(focus)), None)
    name = chain[number].accessibleName() if number is not None else ""
    return partial(_return_to, window, window.desk.tabs.currentIndex(), window.desk.record.view, number, name)


def _return_to(window: MainWindow, tab: int, view: int, number: int | None, name: str) -> None:
    """In another language a part has another name; then its number is what it is known by."""
    window.desk.tabs.setCurrentIndex(tab)
    window.desk.record.show_view(view)
    chain = tab_chain(window)
    named = [widget for widget in chain if name and widget.accessibleName() == name]
    numbered = chain[number : number + 1] if number is not None else []
    for widget in (named or numbered)[:1]:
        widget.setFocus()
