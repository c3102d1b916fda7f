"""Finds the window of a widget, and the widgets in it that the Tab key reaches.

Do not call `QWidget.window`, `focusProxy`, `nextInFocusChain` or `previousInFocusChain` on widgets: PySide makes the
result a child of the widget asked, so that a window would belong to its own part and be deleted with the next garbage
collection (decision 0019).
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


def window_of(widget: QWidget) -> QWidget:
    """The window that contains a widget; a window is its own."""
    at, around = widget, widget.parentWidget()
    while around is not None and not at.isWindow():
        at, around = around, around.parentWidget()
    return at


def stops(window: QWidget) -> list[QWidget]:
    """What the Tab key can reach now, in order of creation; the line edit inside a box does not count."""
    widgets: Iterable[QWidget] = window.findChildren(QWidget)
    return [widget for widget in widgets if _is_stop(widget) and widget.isEnabled() and widget.isVisibleTo(window)]


def _is_stop(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
