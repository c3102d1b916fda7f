"""Knows how one value of a case document is spelled: month, day, amount, rate, region, ID number. Knows no document."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from app import regions
from app.cases.problems import shown
from app.rules.months import Month

FIRST_MONTH: Final = Month.of(1950, 1)
LAST_MONTH: Final = Month.of(2100, 12)
MOST_YUAN: Final = Decimal("99999999.99")
FIRST_BIRTH: Final = date(1850, 1, 1)

_MONTH_PATTERN = r"^(19[5-9][0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,28}(\.[0-9]{1,2})?")
_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?%")
_FRACTION = re.compile(r"[0-9](\.[0-9]{1,8})?")
_ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK_DIGITS = "10X98765432"


def _wrong(key: str, **values: object) -> PydanticCustomError:
    """An error whose type is the key of its sentence in the translations."""
    return PydanticCustomError(key, "wrong spelling", {name: str(value) for name, value in values.items()})


def _month(value: object) -> Month:
    if not isinstance(value, str):
        raise _wrong("not-a-month", value=shown(value))
    try:
        month = Month.parse(value)
    except ValueError:
        raise _wrong("not-a-month", value=shown(value)) from None
    if not FIRST_MONTH <= month <= LAST_MONTH:
        raise _wrong("month-out-of-range", value=shown(value), first=FIRST_MONTH, last=LAST_MONTH)
    return month


def _day_from(first: date, value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _wrong("not-a-day", value=shown(value))
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise _wrong("no-such-day", value=shown(value)) from None
    if not first <= day <= LAST_MONTH.last_day:
        raise _wrong("day-out-of-range", value=shown(value), first=first, last=LAST_MONTH.last_day)
    return day


def _day(value: object) -> date:
    return _day_from(FIRST_MONTH.first_day, value)


def _birth_day(value: object) -> date:
    return _day_from(FIRST_BIRTH, value)


def yuan(value: object) -> Decimal:
    """An amount in yuan from its spelling in a document; anything else raises the error of a field."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise _wrong("money-is-a-number")
    if not isinstance(value, str):
        raise _wrong("not-an-amount", value=shown(value))
    if not _AMOUNT.fullmatch(value):
        raise _wrong(_fault_of_amount(value), value=shown(value))
    amount = Decimal(value)
    if amount > MOST_YUAN:
        raise _wrong("amount-too-big", value=shown(value), limit=MOST_YUAN)
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
    """A rate as a fraction of 1, from `10%` or `0.1`; anything else raises the error of a field.

    >>> rate("6.85%"), rate("0.1")
    (Decimal('0.0685'), Decimal('0.1'))
    """
    if isinstance(value, str) and _PERCENT.fullmatch(value):
        share = Decimal(value[:-1]).scaleb(-2)
    elif isinstance(value, str) and _FRACTION.fullmatch(value):
        share = Decimal(value)
    else:
        raise _wrong("not-a-rate", value=shown(value))
    if share > 1:
        raise _wrong("not-a-rate", value=shown(value))
    return share


def figure(name: str, value: object) -> Decimal:
    """A figure of the user's own: a fraction for names that begin with `rate:`, else yuan."""
    if name.startswith("rate:"):
        return rate(value)
    if isinstance(value, str) and value.endswith("%"):
        raise _wrong("percent-not-a-rate", value=shown(value))
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
    if not name.startswith("rate:") or not value.is_finite():
        return spelled_yuan(value)
    percent = f"{value.scaleb(2):f}"
    return f"{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"


def _region(value: object) -> str:
    if not isinstance(value, str) or len(value) != 6 or not (value.isascii() and value.isdigit()):  # noqa: PLR2004
        raise _wrong("not-a-region", value=shown(value))
    if regions.find(value) is None:
        raise _wrong("no-such-region", value=shown(value))
    return value


def _id_number(value: object) -> str:
    if not isinstance(value, str) or not _ID_NUMBER.fullmatch(value):
        raise _wrong("id-number-shape")
    number = value.upper()
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise _wrong("id-number-birth") from None
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    if number[17] != _ID_CHECK_DIGITS[total % 11]:
        raise _wrong("id-number-check")
    return number


def _visible(text: str) -> str:
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise _wrong("unreadable-text")
    return text


def _answer(value: object) -> str | int | bool:
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            raise _wrong("text-too-long", limit=LONGEST_TEXT)
        return _visible(value)
    if isinstance(value, (bool, int)):
        return value
    raise _wrong("not-an-answer")


def _key(value: object) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise _wrong("not-a-name", value=shown(value))
    return value


LONGEST_TEXT: Final = 200
_KEY_PATTERN = r"^[a-z][A-Za-z0-9_:.\-]{0,99}$"
_KEY = re.compile(_KEY_PATTERN.strip("^$"))

MonthField = Annotated[
    Month,
    PlainValidator(_month),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": _MONTH_PATTERN, "examples": ["2024-03"]}),
]
DayField = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2024-03-31"]}),
]
BirthDayField = Annotated[
    date,
    PlainValidator(_birth_day),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["1990-05-01"]}),
]
MoneyField = Annotated[
    Decimal,
    PlainValidator(yuan),
    PlainSerializer(spelled_yuan),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,2})?$", "examples": ["3200.00"]}),
]
RegionField = Annotated[
    str,
    PlainValidator(_region),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{6}$", "examples": ["140100"]}),
]
IdNumberField = Annotated[
    str,
    PlainValidator(_id_number),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{17}[0-9Xx]$"}),
]
TextField = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_visible)]
KeyField = Annotated[str, PlainValidator(_key), WithJsonSchema({"type": "string", "pattern": _KEY_PATTERN})]
AnswerField = Annotated[
    str | int | bool,
    PlainValidator(_answer),
    WithJsonSchema({"type": ["string", "integer", "boolean"]}),
]
FigureField = Annotated[
    str,
    WithJsonSchema(
        {"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,8})?%?$", "examples": ["8000.00", "10%"]},
    ),
]
YearField = Annotated[int, Field(ge=FIRST_MONTH.year, le=LAST_MONTH.year, examples=[2026])]
