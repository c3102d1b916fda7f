"""The field types of the case document for pydantic: reading, error messages, writing back, JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from app.cases.format import values as spelling
from app.cases.format.values import FIRST_MONTH, KEY_PATTERN, LAST_MONTH, LONGEST_TEXT, InvalidValue
from app.rules.record.months import Month

_MONTH_PATTERN = r"^(19[5-9][0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])$"
_Given = TypeVar("_Given")
_Read = TypeVar("_Read")


def _told(read: Callable[[_Given], _Read]) -> Callable[[_Given], _Read]:
    """Turns a reader's `InvalidValue` into a pydantic error whose type is the key of its sentence."""

    def reading(value: _Given) -> _Read:
        try:
            return read(value)
        except InvalidValue as wrong:
            raise PydanticCustomError(wrong.key, "wrong spelling", dict(wrong.values)) from None

    return reading


MonthField = Annotated[
    Month,
    PlainValidator(_told(spelling.month)),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": _MONTH_PATTERN, "examples": ["2024-03"]}),
]
DayField = Annotated[
    date,
    PlainValidator(_told(spelling.day)),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2024-03-31"]}),
]
BirthDayField = Annotated[
    date,
    PlainValidator(_told(spelling.birth_day)),
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["1990-05-01"]}),
]
MoneyField = Annotated[
    Decimal,
    PlainValidator(_told(spelling.yuan)),
    PlainSerializer(spelling.spelled_yuan),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,2})?$", "examples": ["3200.00"]}),
]
RegionField = Annotated[
    str,
    PlainValidator(_told(spelling.region)),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{6}$", "examples": ["140100"]}),
]
IdNumberField = Annotated[
    str,
    PlainValidator(_told(spelling.id_number)),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": spelling.LONGEST_ID_NUMBER}),
]
TextField = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(_told(spelling.visible))]
KeyField = Annotated[
    str, PlainValidator(_told(spelling.key)), WithJsonSchema({"type": "string", "pattern": KEY_PATTERN})
]
AnswerField = Annotated[
    str | int | bool,
    PlainValidator(_told(spelling.answer)),
    WithJsonSchema({"type": ["string", "integer", "boolean"]}),
]
FigureField = Annotated[
    str,
    WithJsonSchema(
        {"type": "string", "pattern": r"^[0-9]{1,8}(\.[0-9]{1,8})?%?$", "examples": ["8000.00", "10%"]},
    ),
]
YearField = Annotated[int, Field(ge=FIRST_MONTH.year, le=LAST_MONTH.year, examples=[2026])]
