"""Draws the program's own SVG icons in a colour.

The SVG reader is loaded with the first icon, so none is drawn before the window is shown.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor, QIcon, QImage, QPixmap

from app.system.resources import resource

_AS_MANY_AS_ARE_WORN: Final = 256
"""More than the icons there are in a palette or two, at every size of text."""


def window_icon() -> QIcon:
    """The program's own icon, for title bars and task bars; Qt draws it in the sizes the desktop asks for."""
    return QIcon(str(resource("icons", "app.svg")))


def icon(name: str, colour: QColor, side: int, ratio: float) -> QIcon:
    """An icon of `resources/icons` in one colour, `side` pixels wide, for a screen with a device pixel ratio."""
    return _drawn(name, colour.name(), side, ratio)


@lru_cache(_AS_MANY_AS_ARE_WORN)
def _drawn(name: str, colour: str, side: int, ratio: float) -> QIcon:
    """The same icon each time: Qt keeps what it paints of an icon (greyed, say) by the icon, long after it is gone."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    tinted = QIcon()
    for size in {round(side * ratio), 2 * round(side * ratio)}:
        scaled = drawing.replace('width="20" height="20"', f'width="{size}" height="{size}"')
        picture = QImage.fromData(scaled.encode(), "SVG")  # type: ignore[arg-type]  # the call refuses what the stub asks
        tinted.addPixmap(QPixmap.fromImage(picture))
    return tinted
