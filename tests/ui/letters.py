"""The two fonts used by the window's tests: the bundled one, and a wider one made from it.

No font of the machine is used, so layouts are the same everywhere. The wider font represents those of other machines:
their Chinese characters are as wide as ours or a pixel more, where a system rounds them up; their Latin letters and
figures are up to a sixth wider (DejaVu Sans, Verdana). It is made here and not installed; letters keep their shapes
and are only further apart.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFont, QFontDatabase

from app.report.layout.fonts import FAMILY, paper_font

BUNDLED: Final = "bundled"
WIDER: Final = "wider"
in_both_fonts = pytest.mark.parametrize("letters", [BUNDLED, WIDER])
"""For tests that no text is cut."""

_FILES = sorted((Path(__file__).parents[2] / "resources" / "fonts").glob("*.otf"))
_POINTS = 10
_SQUARE = 1000  # the width of a Chinese character, in the font's own units
_LATIN_BY, _SQUARE_BY = 1.16, 1.05


def body(letters: str) -> QFont:
    """The font of the window; never hinted, as hinting differs from machine to machine."""
    font = paper_font(1)
    font.setPointSizeF(_POINTS)
    if letters == WIDER:
        font.setFamilies([family.replace(FAMILY, _widened()) for family in font.families()])
    return font


@cache
def _widened() -> str:
    """Load the wider font in both weights, and say what it is called."""
    name = f"{FAMILY} {WIDER}"
    for path in _FILES:
        with TTFont(path, lazy=True, recalcBBoxes=False) as font:
            metrics = font["hmtx"].metrics
            for glyph, (width, bearing) in metrics.items():
                metrics[glyph] = (round(width * (_SQUARE_BY if width >= _SQUARE else _LATIN_BY)), bearing)
            for record in font["name"].names:
                record.string = record.toUnicode().replace(FAMILY, name)
            written = BytesIO()
            font.save(written)
        assert QFontDatabase.addApplicationFontFromData(written.getvalue()) >= 0
    return name
