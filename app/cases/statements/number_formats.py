"""Finds out how a spreadsheet shows a number that may be a month: 2024.1 with two decimals is 2024.10.

Does not know where a file keeps its formats.
"""

from __future__ import annotations

import re
from typing import Final

GENERAL: Final = "General"
BUILT_IN: Final = {0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 39: "#,##0.00", 40: "#,##0.00", 49: "@"}
"""Formats that a file names by number only; those of percent, fraction and money are never those of a month."""

_GENERAL_IN_CHINESE: Final = "G/通用格式"
_YEARS: Final = range(1950, 2101)
_NOT_SHOWN: Final = re.compile(r"_.|\*.|\[[^\]]*\]")  # room left free, and colours
_DECIMALS: Final = re.compile(r"[0#?]\.([0#?]*)")
_TEN: Final = 10
_NEAR: Final = 1e-6


def may_be_month(value: float) -> bool:
    """True for a number whose format decides which month it is.

    >>> may_be_month(2024.1), may_be_month(2024.11), may_be_month(4492.5)
    (True, False, False)
    """
    tenths = value * _TEN
    return int(value) in _YEARS and not value.is_integer() and abs(tenths - round(tenths)) < _NEAR


def shown_as(value: float, code: str) -> str | None:
    """A number as a format shows it; None for a format that is not plainly one of decimals.

    >>> shown_as(2024.1, "0.00"), shown_as(2024.1, "General"), shown_as(2024.1, "0.00%")
    ('2024.10', '2024.1', None)
    """
    if code in (GENERAL, "@", "") or code.startswith(_GENERAL_IN_CHINESE):
        return f"{value:.15g}"
    plain = _NOT_SHOWN.sub("", code.partition(";")[0]).strip()
    if re.search(r"[^0#?.,]", plain):
        return None
    match = _DECIMALS.search(plain)
    least = match[1].count("0") if match else 0
    most = len(match[1]) if match else 0
    text = f"{value:{',' if ',' in plain else ''}.{most}f}"
    while most > least and text.endswith("0"):
        text, most = text[:-1], most - 1
    return text.removesuffix(".")
