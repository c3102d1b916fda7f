"""Knows which window a part stands in, and how to find the place where somebody was in one that is built anew.

Does not know what is shown there. Some questions are not put to Qt here or anywhere: PySide takes whatever
`QWidget.window`, `focusProxy`, `nextInFocusChain` and `previousInFocusChain` answer for a part of the widget asked,
so that a window becomes a part of its own part, and goes with the next collection of garbage (decision 0019).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow


def window_of(widget: QWidget) -> QWidget:
    """The window a widget stands in; a window itself is its own."""
    at, around = widget, widget.parentWidget()
    while around is not None and not at.isWindow():
        at, around = around, around.parentWidget()
    return at


def stops(window: QWidget) -> list[QWidget]:
    """What the Tab key can reach now, in the order it was made; the line of a box is a part of the box."""
    widgets: Iterable[QWidget] = window.findChildren(QWidget)
    return [widget for widget in widgets if _is_stop(widget) and widget.isEnabled() and widget.isVisibleTo(window)]


def _is_stop(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)


def whereabouts(window: MainWindow) -> Callable[[], None]:
    """Remember tab, view of the record and focus; the answer brings somebody back there in the parts made since."""
    focus = window.focusWidget()
    there = next((stop for stop in stops(window) if stop is focus or stop.isAncestorOf(focus)), None)
    kind = _kind(there) if there is not None else ()
    number = _alike(window, kind).index(there) if there is not None else 0
    return partial(_return_to, window, window.desk.tabs.currentIndex(), window.desk.record.view, kind, number)


def _return_to(window: MainWindow, tab: int, view: int, kind: tuple[str, ...], number: int) -> None:
    """Names are others in another language; a part is known by what it stands in, and its number among its like."""
    window.desk.tabs.setCurrentIndex(tab)
    window.desk.record.show_view(view)
    for stop in _alike(window, kind)[number : number + 1]:
        stop.setFocus()


def _alike(window: QWidget, kind: tuple[str, ...]) -> list[QWidget]:
    return [stop for stop in stops(window) if _kind(stop) == kind]


def _kind(widget: QWidget) -> tuple[str, ...]:
    around = widget.parentWidget()
    return (type(widget).__name__, *(_kind(around) if around is not None else ()))
