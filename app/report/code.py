"""Knows the code by which another copy of the program reproduces an answer. Does not know how it is drawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import segno

from app.rules.case import Case

FORMAT = "xbt1"
CASE_DIGITS = 16
PACK_DIGITS = 8
CASE_NUMBER_DIGITS = 8


def case_sha256(case: Case) -> str:
    """The digest of a case in one canonical spelling: the same case gives the same digest on every machine."""
    text = json.dumps(_spelled(case), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _spelled(value: object) -> object:
    if is_dataclass(value):
        return {field.name: _spelled(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_spelled(key)): _spelled(each) for key, each in value.items()}
    if isinstance(value, Set):
        return sorted(str(_spelled(each)) for each in value)
    if isinstance(value, tuple | list):
        return [_spelled(each) for each in value]
    if isinstance(value, date | Decimal):
        return str(value)
    return value


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
