"""The field for a figure given by the user: an amount or a rate."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from app.cases.format.values import RATES
from app.cases.human_input import read_amount, read_rate
from app.ui.widgets.fields import ReadField
from app.wording.phrasebook import Phrasebook


def figure_line(name: str, phrases: Phrasebook, parent: QWidget | None = None) -> ReadField:
    """The field for a figure by name; `phrases` has the window's own phrases."""
    rate = name.startswith(RATES)
    line = ReadField(read_rate, written_rate, parent) if rate else ReadField(read_amount, str, parent)
    kind = "rate" if rate else "premium" if name.startswith(_PREMIUMS) else "amount"
    line.setPlaceholderText(phrases(f"questions.{kind}.example"))
    return line


_PREMIUMS = ("resident_", "serious_illness")
"""What residents pay is some hundred yuan a year; bases and wages are thousands a month."""


def written_figure(name: str, value: Decimal) -> str:
    """A figure as it is shown: a rate in percent, an amount in yuan.

    >>> written_figure("rate:employee", Decimal("0.1")), written_figure("base", Decimal(6000))
    ('10%', '6,000.00')
    """
    return written_rate(value) if name.startswith(RATES) else f"{value:,.2f}"


def written_rate(value: object) -> str:
    """A fraction in percent.

    >>> written_rate(Decimal("0.0005"))
    '0.05%'
    """
    return f"{(Decimal(str(value)) * 100).normalize():f}%"
