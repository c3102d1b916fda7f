"""Which window a part stands in, and what the Tab key reaches in it.

Some questions are not put to Qt here or anywhere: PySide takes whatever `QWidget.window`, `focusProxy`,
`nextInFocusChain` and `previousInFocusChain` answer for a part of the widget asked, so that a window becomes a part of
its own part, and goes with the next collection of garbage (decision 0019).
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


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
