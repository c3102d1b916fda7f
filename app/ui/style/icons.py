"""Knows the program's own drawings and how to tint them. Does not know which action shows which.

The SVG reader is loaded with the first drawing, so nothing is drawn before the window is on the screen.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from app.system.resources import resource


def icon(name: str, colour: QColor, side: int, ratio: float) -> QIcon:
    """A drawing of `resources/icons` in one colour, drawn for a side in pixels on a screen of a device pixel ratio."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
    tinted = QIcon()
    for size in {round(side * ratio), 2 * round(side * ratio)}:
        scaled = drawing.replace('width="20" height="20"', f'width="{size}" height="{size}"')
        picture = QImage.fromData(scaled.encode(), "SVG")  # type: ignore[arg-type]  # the call refuses what the stub asks
        tinted.addPixmap(QPixmap.fromImage(picture))
    return tinted
