"""Loads the bundled font that papers are printed in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from app.system.resources import resource

FAMILY: Final = "Xubaotong Sans SC"
RARE: Final = f"{FAMILY} Rare"
"""Characters beyond GB 2312, in one weight; named after `FAMILY`, it gives the letters which that lacks."""
_FILES = ("XubaotongSansSC-Regular.otf", "XubaotongSansSC-Bold.otf", "XubaotongSansSCRare-Regular.otf")
_WHEN_MISSING = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei")


def paper_font(size: int, *, bold: bool = False) -> QFont:
    """The bundled font, `size` units of the painter's own coordinates high; needs a QGuiApplication.

    Line breaks must be the same on every device, so the font is never hinted and its size is never taken from a
    device's resolution.
    """
    font = QFont(list(_families()))
    font.setPixelSize(size)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _families() -> tuple[str, ...]:
    numbers = [QFontDatabase.addApplicationFont(str(path)) for path in _paths() if path.is_file()]
    bundled = [family for number in numbers if number >= 0 for family in QFontDatabase.applicationFontFamilies(number)]
    return tuple(dict.fromkeys(bundled)) or _WHEN_MISSING


def _paths() -> tuple[Path, ...]:
    return tuple(resource("fonts", name) for name in _FILES)
