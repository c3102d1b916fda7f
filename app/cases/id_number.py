"""Reads birth date and sex from an identity number (GB 11643), and finds out what may be wrong with it.

A number is never refused: it may be that of a passport or another document, and work must go on. What looks wrong is
reported.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from enum import StrEnum
from typing import Final

from app.rules.record.case import Sex
from app.rules.value_type import value_type

LENGTH: Final = 18
_RESIDENT = re.compile(r"[1-8][0-9]{16}[0-9X]")
_OLD_LENGTH = 15
_SHORTEST_SLIP = 13  # digits alone, and fewer of them, may be the number of another document
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


class Flaw(StrEnum):
    """What looks wrong with a number."""

    CHECK_DIGIT = "check_digit"
    NO_SUCH_DAY = "no_such_day"
    OLD = "old"
    LENGTH = "length"
    SHAPE = "shape"


@value_type
class Holder:
    """What a number says: birth date and sex if it is sound, else a flaw; all None for other documents."""

    birth_date: date | None = None
    sex: Sex | None = None
    flaw: Flaw | None = None


def compact(text: str) -> str:
    """A number without the spaces it is printed with, its letters large and of plain width.

    >>> compact(" 110105 19491231 002x ")
    '11010519491231002X'
    """
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def holder_of(number: str) -> Holder:
    """What a number says of its holder.

    Residents of the mainland, and of Hong Kong, Macao and Taiwan with a residence permit, have numbers of one form. The
    place code is not checked, for places are renamed. Numbers that begin with 9 are foreigners'.

    >>> holder_of("11010519491231002X")
    Holder(birth_date=datetime.date(1949, 12, 31), sex=<Sex.FEMALE: 'female'>, flaw=None)
    >>> holder_of("110105194912310021").flaw
    <Flaw.CHECK_DIGIT: 'check_digit'>
    >>> holder_of("E12345678")
    Holder(birth_date=None, sex=None, flaw=None)
    """
    if not _RESIDENT.fullmatch(number):
        return Holder(flaw=_flaw_of_shape(number))
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    if number[-1] != _CHECK_DIGITS[total % 11]:
        return Holder(flaw=Flaw.CHECK_DIGIT)
    try:
        birth_date = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Holder(flaw=Flaw.NO_SUCH_DAY)
    return Holder(birth_date, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def _flaw_of_shape(number: str) -> Flaw | None:
    if number.isascii() and number.isdigit() and len(number) != LENGTH:
        if len(number) == _OLD_LENGTH:
            return Flaw.OLD
        return Flaw.LENGTH if len(number) >= _SHORTEST_SLIP else None
    digits = sum(letter.isdigit() for letter in number)
    return Flaw.SHAPE if len(number) == LENGTH and digits >= LENGTH - 3 and number[0] != "9" else None
