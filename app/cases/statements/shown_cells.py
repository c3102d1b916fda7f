"""Writes the values of a workbook's cells as the sheet shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from app.rules.bilingual import Bilingual
from app.wording.phrasebook import phrase

_EXACT: Final = 1e15  # a spreadsheet keeps fifteen digits; the rest of a longer number is zeros


@dataclass(slots=True)
class Findings:
    """What has to be told of the cells of a workbook: how many long numbers lost digits, sheets are hidden, formulas
    were never worked out, and months stand under a number format that does not settle them."""

    spoilt: int = 0
    hidden: int = 0
    not_worked_out: int = 0
    no_format: int = 0

    def notices(self) -> tuple[Bilingual, ...]:
        """The sentences that tell it."""
        said = {
            "spoilt_numbers": self.spoilt,
            "hidden_sheet": self.hidden,
            "not_worked_out": self.not_worked_out,
            "no_number_format": self.no_format,
        }
        return tuple(phrase("statements", f"notice.{key}", n=n) for key, n in said.items() if n)


def is_spoilt(value: float) -> bool:
    """True for a number too long for a spreadsheet to keep."""
    return abs(value) >= _EXACT


def number_text(value: float) -> str:
    """A number as a sheet without a number format shows it, in fifteen digits at most.

    >>> number_text(202401.0), number_text(0.1 + 0.2), number_text(440300199001010016.0)
    ('202401', '0.3', '4.40300199001010E+17')
    """
    if is_spoilt(value):
        return f"{value:.14E}"
    return str(int(value)) if value.is_integer() else f"{value:.15g}"


def moment_text(value: datetime) -> str:
    """A day, or a day and its time where it has one.

    >>> moment_text(datetime(2024, 1, 15)), moment_text(datetime(2024, 1, 15, 9, 30))
    ('2024-01-15', '2024-01-15 09:30:00')
    """
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
