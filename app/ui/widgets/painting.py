"""Paints what several widgets paint alike."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, area: QRect | QRectF, colour: QColor) -> None:
    """Fill an area; leaves the painter without pen, and with that colour as its brush.

    Not `fillRect`: to see what colour is meant, PySide would make the 169 members of `QGradient.Preset` for it.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)
