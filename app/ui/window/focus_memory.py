"""Remembers which tab, view and widget were in use, and returns to them when the window is built anew."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.widgets.focus_chain import stops

if TYPE_CHECKING:
    from app.ui.window.workspace import Workspace


def whereabouts(window: QWidget, desk: Workspace) -> Callable[[Workspace], None]:
    """Remember tab, view of the record and focus; the function returned restores them in a new workspace."""
    focus = window.focusWidget()
    there = next((stop for stop in stops(window) if stop is focus or stop.isAncestorOf(focus)), None)
    kind = _kind(there) if there is not None else ()
    number = _alike(window, kind).index(there) if there is not None else 0
    return partial(_return_to, window, (desk.tabs.currentIndex(), desk.record.view), (kind, number))


def _return_to(window: QWidget, shown: tuple[int, int], stood: tuple[tuple[str, ...], int], desk: Workspace) -> None:
    """Restore them; the widget is found by its class and its parents', as its texts may be translated now."""
    (tab, view), (kind, number) = shown, stood
    desk.tabs.setCurrentIndex(tab)
    desk.record.show_view(view)
    for stop in _alike(window, kind)[number : number + 1]:
        stop.setFocus()


def _alike(window: QWidget, kind: tuple[str, ...]) -> list[QWidget]:
    return [stop for stop in stops(window) if _kind(stop) == kind]


def _kind(widget: QWidget) -> tuple[str, ...]:
    around = widget.parentWidget()
    return (type(widget).__name__, *(_kind(around) if around is not None else ()))
