"""Remembers which tab, view and widget were in use, and returns to them when the window is built anew.

A widget is remembered by the names of the attributes that lead to it. Qt is not asked for the widgets of a window:
PySide would make objects for those of Qt's own, which Qt deletes unnoticed, and these would hold on to the panes around
them, and so to the last person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.ui.window.workspace import Workspace

_PARTS: Final = ("place", "desk")
_DEEPEST: Final = 5
Names: TypeAlias = tuple[object, ...]
"""The attributes, keys and positions that lead from a window to one of its widgets."""


def whereabouts(window: QWidget, desk: Workspace) -> Callable[[Workspace], None]:
    """Remember tab, view of the record and focus; the function returned restores them in a new workspace."""
    focus = window.focusWidget()
    names = _names_of(window, focus) if focus is not None else ()
    return partial(_return_to, window, (desk.tabs.currentIndex(), desk.record.view), names)


def _return_to(window: QWidget, shown: tuple[int, int], names: Names, desk: Workspace) -> None:
    """Restore them; a widget that is not there now is passed over."""
    tab, view = shown
    desk.tabs.setCurrentIndex(tab)
    desk.record.show_view(view)
    at: object = window
    for name in names:
        at = dict(_parts(at)).get(name)
    if isinstance(at, QWidget) and at is not window:
        at.setFocus()


def _names_of(window: QWidget, focus: QWidget) -> Names:
    """The shortest way to the widget with the focus, or to the innermost one around it."""
    best: Names = ()
    waiting: list[tuple[object, Names]] = [(getattr(window, name), (name,)) for name in _PARTS]
    seen: set[int] = set()
    while waiting:
        at, names = waiting.pop(0)
        if at is focus:
            return names
        if isinstance(at, QWidget) and at.isAncestorOf(focus):
            best = names
        elif isinstance(at, QWidget):
            continue
        if id(at) not in seen and len(names) < _DEEPEST:
            seen.add(id(at))
            waiting += [(part, (*names, name)) for name, part in _parts(at)]
    return best


def _parts(of: object) -> Iterator[tuple[object, object]]:
    """The widgets that something has as attributes, and the collections of them."""
    held: Mapping[Any, object] = {}
    if isinstance(of, QWidget):
        held = vars(of)
    elif isinstance(of, Mapping):
        held = of
    elif isinstance(of, tuple | list):
        held = dict(enumerate(of))
    yield from ((name, part) for name, part in held.items() if isinstance(part, QWidget | Mapping | tuple | list))
