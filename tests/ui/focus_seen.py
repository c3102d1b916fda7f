"""Knows by how many pixels the focus can be seen, and in what colours something is painted."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from app.timeline.palette import contrast

VISIBLE = 3.0
FEWEST = 16
"""Pixels that turn into something well told from what they were: a line under a word, or the corners of a frame."""
AROUND, JUST_SEEN = 6, 60


def pixels(image: QImage) -> dict[str, int]:
    found: dict[str, int] = {}
    picture = image.convertToFormat(QImage.Format.Format_RGB32)
    for y in range(picture.height()):
        line = bytes(picture.constScanLine(y))
        for at in range(0, 4 * picture.width(), 4):
            name = _named(line, at)
            found[name] = found.get(name, 0) + 1
    return found


def signs(before: QImage, after: QImage) -> int:
    """How many pixels are another colour than before, and well told from the ground they stand on."""
    ground = max(found := pixels(before), key=lambda name: found[name])
    lines = (_pairs(before, after, y) for y in range(before.height()))
    return sum(
        _differ(old, new) and max(contrast(new, ground), contrast(new, old)) >= VISIBLE
        for line in lines
        for old, new in line
    )


def _pairs(before: QImage, after: QImage, y: int) -> list[tuple[str, str]]:
    one, other = (bytes(image.constScanLine(y))[: 4 * image.width()] for image in (before, after))
    if one == other:
        return []
    return [(_named(one, at), _named(other, at)) for at in range(0, len(one), 4)]


def _differ(old: str, new: str) -> bool:
    return sum(abs(int(old[at : at + 2], 16) - int(new[at : at + 2], 16)) for at in (1, 3, 5)) > JUST_SEEN


def _named(line: bytes, at: int) -> str:
    blue, green, red = line[at : at + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


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
    with_focus = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    stop.clearFocus()
    return signs(window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32), with_focus)
