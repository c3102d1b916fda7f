"""Reads and writes single values of a case document: month, day, amount, rate, region, ID number.

Used by the fast reader and by the pydantic model, so that both accept the same values. Needs no pydantic.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from app.cases.problems import shown
from app.regions import divisions as regions
from app.rules.record.months import Month

FORMAT: Final = "xubaotong.case/1"
FIRST_MONTH: Final = Month.of(1950, 1)
LAST_MONTH: Final = Month.of(2100, 12)
FIRST_BIRTH: Final = date(1850, 1, 1)
MOST_YUAN: Final = Decimal("99999999.99")
LONGEST_TEXT: Final = 200
LONGEST_ID_NUMBER: Final = 30
MOST_PERIODS: Final = 20_000
MOST_ENTRIES: Final = 1_000
MOST_ROWS: Final = 10_000_000
MOST_REPAIRED_YEARS: Final = 50
MOST_WAITING_MONTHS: Final = 120
RATES: Final = ("rate:", "late_charge")
"""Prefixes of figures that are fractions, not amounts."""
KEY_PATTERN: Final = r"^[a-z][A-Za-z0-9_:.\-]{0,99}$"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,28}(\.[0-9]{1,2})?")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?%")
_FRACTION = re.compile(r"[0-9](\.[0-9]{1,8})?")
_KEY = re.compile(KEY_PATTERN.strip("^$"))
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


class InvalidValue(Exception):  # noqa: N818  named for what it means
    """A value that cannot be read: the key of its sentence in the translations, and what to put into it."""

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(key)


def month(value: object) -> Month:
    """A month, `2024-03`; `InvalidValue` for anything else."""
    if not isinstance(value, str):
        raise InvalidValue("not-a-month", value=shown(value))
    try:
        found = Month.parse(value)
    except ValueError:
        raise InvalidValue("not-a-month", value=shown(value)) from None
    if not FIRST_MONTH <= found <= LAST_MONTH:
        raise InvalidValue("month-out-of-range", value=shown(value), first=FIRST_MONTH, last=LAST_MONTH)
    return found


def first_enrolment(value: object) -> bool | Month:
    """True, false, or a month, `2024-03`; `InvalidValue` for anything else."""
    if isinstance(value, bool):
        return value
    try:
        return month(value)
    except InvalidValue:
        raise InvalidValue("not-a-first-enrolment", value=shown(value)) from None


def spelled_first_enrolment(value: bool | Month) -> bool | str:  # noqa: FBT001  it is the value
    """As `first_enrolment` reads it."""
    return value if isinstance(value, bool) else str(value)


def day(value: object) -> date:
    """A day, `2024-03-31`; `InvalidValue` for anything else."""
    return _day_from(FIRST_MONTH.first_day, value)


def birth_day(value: object) -> date:
    """A day on which a person in a case can have been born; `InvalidValue` for anything else."""
    return _day_from(FIRST_BIRTH, value)


def _day_from(first: date, value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise InvalidValue("not-a-day", value=shown(value))
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise InvalidValue("no-such-day", value=shown(value)) from None
    if not first <= found <= LAST_MONTH.last_day:
        raise InvalidValue("day-out-of-range", value=shown(value), first=first, last=LAST_MONTH.last_day)
    return found


def yuan(value: object) -> Decimal:
    """An amount in yuan; `InvalidValue` for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise InvalidValue("money-is-a-number")
    if not isinstance(value, str):
        raise InvalidValue("not-an-amount", value=shown(value))
    if not _AMOUNT.fullmatch(value):
        raise InvalidValue(_fault_of_amount(value), value=shown(value))
    amount = Decimal(value)
    if amount > MOST_YUAN:
        raise InvalidValue("amount-too-big", value=shown(value), limit=MOST_YUAN)
    return amount


def _fault_of_amount(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return "not-an-amount"
    if not number.is_finite():
        return "amount-not-finite"
    return "amount-negative" if number < 0 else "not-an-amount"


def rate(value: object) -> Decimal:
    """A rate as a fraction of 1, from `10%` or `0.1`; `InvalidValue` for anything else.

    >>> rate("6.85%"), rate("0.1")
    (Decimal('0.0685'), Decimal('0.1'))
    """
    if isinstance(value, str) and _PERCENT.fullmatch(value):
        share = Decimal(value[:-1]).scaleb(-2)
    elif isinstance(value, str) and _FRACTION.fullmatch(value):
        share = Decimal(value)
    else:
        raise InvalidValue("not-a-rate", value=shown(value))
    if share > 1:
        raise InvalidValue("not-a-rate", value=shown(value))
    return share


def figure(name: str, value: object) -> Decimal:
    """A figure of the user's own: a fraction for rates, else yuan."""
    if name.startswith(RATES):
        return rate(value)
    if isinstance(value, str) and value.endswith("%"):
        raise InvalidValue("percent-not-a-rate", value=shown(value))
    return yuan(value)


def spelled_yuan(amount: Decimal) -> str:
    """An amount as documents spell it: two places, more only where the amount has more.

    >>> spelled_yuan(Decimal("3200")), spelled_yuan(Decimal("0.5"))
    ('3200.00', '0.50')
    """
    exponent = amount.as_tuple().exponent
    return f"{amount:.2f}" if isinstance(exponent, int) and exponent >= -2 else f"{amount:f}"  # noqa: PLR2004  fen


def spelled_figure(name: str, value: Decimal) -> str:
    """A figure as documents spell it: rates in percent, amounts in yuan.

    >>> spelled_figure("rate:employee", Decimal("0.10")), spelled_figure("reference_wage:2025", Decimal(8000))
    ('10%', '8000.00')
    """
    if not name.startswith(RATES) or not value.is_finite():
        return spelled_yuan(value)
    percent = f"{value.scaleb(2):f}"
    return f"{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"


def region(value: object) -> str:
    """The code of a division of the country; `InvalidValue` for anything else."""
    if not isinstance(value, str) or len(value) != 6 or not (value.isascii() and value.isdigit()):  # noqa: PLR2004
        raise InvalidValue("not-a-region", value=shown(value))
    if regions.find(value) is None:
        raise InvalidValue("no-such-region", value=shown(value))
    return value


def id_number(value: object) -> str:
    """The number of an identity card or another document, its letters large; `InvalidValue` for what cannot be one.

    Whether it is right is checked elsewhere (`app.cases.id_number`): a case may hold a number that is not.
    """
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID_NUMBER:
        raise InvalidValue("id-number-shape", limit=LONGEST_ID_NUMBER)
    return visible(value).upper()


def visible(text: str) -> str:
    """A text without control characters and lone surrogates; `InvalidValue` for any other."""
    if _UNREADABLE.search(text):
        raise InvalidValue("unreadable-text")
    return text


def any_text(value: object) -> str:
    """Any text at all; `InvalidValue` for what is none."""
    if not isinstance(value, str):
        raise InvalidValue("not-text-value")
    return value


def answer(value: object) -> str | int | bool:
    """An answer to a question; `InvalidValue` for what is neither text, whole number nor yes or no."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise InvalidValue("text-too-long", limit=LONGEST_TEXT)
        return visible(value)
    if isinstance(value, (bool, int)):
        return value
    raise InvalidValue("not-an-answer")


def key(value: object) -> str:
    """The name of a fact, figure or category; `InvalidValue` for anything else."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise InvalidValue("not-a-name", value=shown(value))
    return value
