"""Draws the program's own SVG icons in a colour.

Drawn by Qt's SVG module itself: an image read from SVG has Qt load the readers of every kind of image (0.7 MiB). No
icon is drawn before the window is shown.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.system.resources import resource


def window_icon() -> QIcon:
    """The program's own icon, for title bars and task bars; Qt draws it in the sizes the desktop asks for."""
    return QIcon(str(resource("icons", "app.svg")))


def icon(name: str, colour: QColor, side: int, ratio: float) -> QIcon:
    """An icon of `resources/icons` in one colour, `side` pixels wide, for a screen with a device pixel ratio."""
    written = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
    drawing = QSvgRenderer(written.encode())
    tinted = QIcon()
    for size in {round(side * ratio), 2 * round(side * ratio)}:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        drawing.render(painter)
        painter.end()
        tinted.addPixmap(picture)
    return tinted
