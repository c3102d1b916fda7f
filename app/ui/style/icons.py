"""Draws the program's own SVG icons in a colour.

The SVG reader is loaded with the first icon, so none is drawn before the window is shown.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from app.system.resources import resource


def window_icon() -> QIcon:
    """The program's own icon, for title bars and task bars; Qt draws it in the sizes the desktop asks for."""
    return QIcon(str(resource("icons", "app.svg")))


def icon(name: str, colour: QColor, side: int, ratio: float) -> QIcon:
    """An icon of `resources/icons` in one colour, `side` pixels wide, for a screen with a device pixel ratio."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour.name())
    tinted = QIcon()
    for size in {round(side * ratio), 2 * round(side * ratio)}:
        scaled = drawing.replace('width="20" height="20"', f'width="{size}" height="{size}"')
        picture = QImage.fromData(scaled.encode(), "SVG")  # type: ignore[arg-type]  # the call refuses what the stub asks
        tinted.addPixmap(QPixmap.fromImage(picture))
    return tinted
