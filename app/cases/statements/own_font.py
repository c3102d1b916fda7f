"""Gives pdfium a font of its own for Chinese text where the file brings none.

Without any, the library takes a text of one letter for nothing at all, and which fonts there are differs between
machines; so it is always the program's own.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.system.resources import resource

_CHINESE_OR_NEAR: Final = (
    raw.FXFONT_GB2312_CHARSET,
    raw.FXFONT_CHINESEBIG5_CHARSET,
    raw.FXFONT_SHIFTJIS_CHARSET,
    raw.FXFONT_HANGEUL_CHARSET,
)
_HANDLE: Final = 1  # any number that is no pointer of the library's own


class _OwnFont(pdfium.PdfSysfontBase):  # type: ignore[misc]  # the library comes without types
    """Gives the program's font to whoever asks for a Chinese one; the library's own answers stand for all others."""

    def MapFont(self, this: Any, weight: int, italic: int, charset: int, *rest: Any) -> Any:  # noqa: N802  the library's
        return _HANDLE if charset in _CHINESE_OR_NEAR else super().MapFont(this, weight, italic, charset, *rest)

    def GetFontData(self, this: Any, font: int, table: int, buffer: Any, size: int) -> int:  # noqa: N802  as above
        if font != _HANDLE:
            return int(super().GetFontData(this, font, table, buffer, size))
        if table:
            return 0
        data = _font()
        if buffer and size >= len(data):
            ctypes.memmove(buffer, data, len(data))
        return len(data)

    def GetFaceName(self, this: Any, font: int, buffer: Any, size: int) -> int:  # noqa: N802  as above
        return 0 if font == _HANDLE else int(super().GetFaceName(this, font, buffer, size))

    def GetFontCharset(self, this: Any, font: int) -> int:  # noqa: N802  as above
        return int(raw.FXFONT_GB2312_CHARSET if font == _HANDLE else super().GetFontCharset(this, font))

    def DeleteFont(self, this: Any, font: int) -> None:  # noqa: N802  as above
        if font != _HANDLE:
            super().DeleteFont(this, font)


@cache
def _font() -> bytes:
    return resource("fonts", "XubaotongSansSC-Regular.otf").read_bytes()


@cache
def use_own_font() -> None:
    """Have the library measure with the program's font from now on."""
    _OwnFont().setup()
