"""Reads a range of whole numbers as a pack writes it, such as `<=3` or `4..6`."""

from __future__ import annotations

import re

from app.rules.law.tables import Between

_COMPARED = re.compile(r"(<=|>=|<|>)\s*([0-9]{1,4})\Z")
_FROM_TO = re.compile(r"([0-9]{1,4})\s*\.\.\s*([0-9]{1,4})\Z")


def parse_range(written: object) -> Between:
    """The range of a condition: a whole number, `"<=3"`, `"<3"`, `">3"`, `">=4"` or `"4..6"`; ValueError otherwise.

    >>> parse_range(3), parse_range("<3"), parse_range("4..6")
    (Between(low=3, high=3), Between(low=None, high=2), Between(low=4, high=6))
    >>> parse_range("<0")
    Traceback (most recent call last):
    ValueError: not a range of whole numbers: '<0'
    """
    if isinstance(written, int) and not isinstance(written, bool) and written >= 0:
        return Between(written, written)
    if isinstance(written, str):
        found = _read(written.strip())
        if found and (found.high is None or (found.low or 0) <= found.high):
            return found
    raise ValueError(f"not a range of whole numbers: {written!r}")


def _read(text: str) -> Between | None:
    if ends := _FROM_TO.match(text):
        return Between(int(ends[1]), int(ends[2]))
    if compared := _COMPARED.match(text):
        sign, number = compared[1], int(compared[2])
        if sign in ("<=", "<"):
            return Between(None, number if sign == "<=" else number - 1)
        return Between(number if sign == ">=" else number + 1, None)
    return Between(int(text), int(text)) if re.fullmatch(r"[0-9]{1,4}", text) else None
