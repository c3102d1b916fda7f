"""The field for a figure given by the user: an amount or a rate."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from PySide6.QtWidgets import QWidget

from app.cases.format.values import RATES
from app.cases.human_input import read_amount, read_rate
from app.ui.widgets.fields import ReadField
from app.wording.phrasebook import Phrasebook

_EXAMPLES: Final = {
    "base": "6000",
    "base_low": "4500",
    "base_high": "25000",
    "average_wage": "8500",
    "reference_wage": "8500",
    "resident_premium": "400",
    "resident_month_premium": "40",
    "resident_subsidy": "700",
    "serious_illness": "10",
    "long_term_care": "20",
    "rate:employee": "10%",
    "rate:flexible": "8%",
    "rate:unit": "8%",
    "rate:lump": "8%",
    "late_charge": "0.05%",
}
"""What each figure usually is about, yuan or percent: an example of another size would mislead."""
_ANY_RATE, _ANY_AMOUNT = "8%", "8000"


def figure_line(name: str, phrases: Phrasebook, parent: QWidget | None = None) -> ReadField:
    """The field for a figure by name; `phrases` has the window's own phrases."""
    rate = name.startswith(RATES)
    line = ReadField(read_rate, written_rate, parent) if rate else ReadField(read_amount, str, parent)
    key = "questions.rate.example" if rate else "questions.amount.example"
    line.setPlaceholderText(phrases(key, example=_example(name)))
    return line


def _example(name: str) -> str:
    """A figure of the size that one of this name usually has.

    >>> _example("resident_premium:2027"), _example("rate:flexible"), _example("something_new")
    ('400', '8%', '8000')
    """
    fitting = [known for known in _EXAMPLES if name.startswith(known)]
    return _EXAMPLES[max(fitting, key=len)] if fitting else _ANY_RATE if name.startswith(RATES) else _ANY_AMOUNT


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
