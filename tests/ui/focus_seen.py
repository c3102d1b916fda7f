"""Measures how visible the focus is: pixels that change, and their contrast."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from app.timeline.palette import contrast

VISIBLE = 3.0
FEWEST = 16
"""The fewest pixels that must change visibly: a line under a word, or the corners of a frame."""
AROUND, JUST_SEEN = 6, 60


def pixels(image: QImage) -> Counter[str]:
    """How many pixels have each colour."""
    found: Counter[str] = Counter()
    for pixel, count in Counter(_whole(image)).items():
        found[_named(pixel)] += count
    return found


def signs(before: QImage, after: QImage) -> int:
    """How many pixels changed colour and contrast well with their background."""
    ground, _ = pixels(before).most_common(1)[0]
    pairs = Counter(zip(_whole(before), _whole(after), strict=True))
    return sum(count for (old, new), count in pairs.items() if old != new and _told(_named(old), _named(new), ground))


def _told(old: str, new: str, ground: str) -> bool:
    return _differ(old, new) and max(contrast(new, ground), contrast(new, old)) >= VISIBLE


def _differ(old: str, new: str) -> bool:
    return sum(abs(int(old[at : at + 2], 16) - int(new[at : at + 2], 16)) for at in (1, 3, 5)) > JUST_SEEN


def _whole(image: QImage) -> memoryview:
    """The pixels of a picture, each as one number: counted so, they take a twelfth of the time of bytes."""
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(picture.constBits())).cast("I")


def _named(pixel: int) -> str:
    return f"#{pixel & 0xFFFFFF:06x}"


def told_by_focus(window: QWidget, stop: QWidget) -> int:
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    at = stop.parentWidget()
    while at is not None:
        if hasattr(at, "ensureWidgetVisible"):
            at.ensureWidgetVisible(stop, 0, AROUND)
        at = at.parentWidget()
    if isinstance(stop, QLineEdit):
        stop.deselect()
    place = QRect(stop.mapTo(window, QPoint(0, 0)), stop.size()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
    place = place.intersected(window.rect())
    whole = any(isinstance(area, QScrollArea) and stop.height() > area.viewport().height() for area in _around(stop))
    with_focus = (stop.grab() if whole else window.grab(place)).toImage()
    stop.clearFocus()
    return signs((stop.grab() if whole else window.grab(place)).toImage(), with_focus)


def _around(widget: QWidget) -> Iterator[QWidget]:
    """What a widget stands in, from the inside out."""
    at = widget.parentWidget()
    while at is not None:
        yield at
        at = at.parentWidget()
