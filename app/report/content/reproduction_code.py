"""Makes the code on a paper by which another copy of the program can reproduce the answer."""

from __future__ import annotations

from datetime import date

import segno

FORMAT = "xbt1"
CASE_DIGITS = 16
PACK_DIGITS = 8


def reproduction_code(case_sha256: str, packs: tuple[tuple[str, str, str], ...], as_of: date) -> str:
    """One short line: format, digest of the case, as-of date, and each pack's region, version and digest.

    >>> reproduction_code("ab" * 32, (("140100", "2026.1", "cd" * 32),), date(2026, 11, 22))
    'xbt1 abababababababab 20261122 140100@2026.1-cdcdcdcd'
    """
    used = (f"{code}@{version}-{sha256[:PACK_DIGITS]}" for code, version, sha256 in packs)
    return " ".join([FORMAT, case_sha256[:CASE_DIGITS], f"{as_of:%Y%m%d}", *used])


def code_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark (True) and light modules of the QR code of a text, row by row, without the quiet zone around them."""
    matrix = segno.make_qr(text, error="m").matrix
    return tuple(tuple(bool(module) for module in row) for row in matrix)
