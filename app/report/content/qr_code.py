"""The QR code of a text as rows of modules, for whoever draws them."""

from __future__ import annotations

import segno


def code_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark (True) and light modules of the QR code of a text, row by row, without the quiet zone around them."""
    matrix = segno.make_qr(text, error="m").matrix
    return tuple(tuple(bool(module) for module in row) for row in matrix)
