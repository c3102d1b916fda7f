"""Tells of which person a list is, and each row of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from app.cases.pasting.cells import plain
from app.cases.pasting.tables import ListTable
from app.cases.pasting.vocabulary import ColumnRole, folded, vocabulary
from app.cases.statements.cell_grid import Record
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_ID: Final = re.compile(r"\d{17}[\dXx]|\d{15}")
_SPOILT = re.compile(r"\d(\.\d+)?[Ee]\+?1[4-7]")
_LABELLED_NAME = re.compile(r"(?:参保人)?(?:姓名|姓 名)\s*[:：]\s*([\u4e00-\u9fff·*＊]{2,10})")
_LABELLED_ID = re.compile(r"(?:证件号码|身份证号码?|公民身份号码|社会保障号码?|证件号)\s*[:：]\s*([\dXx*＊]{15,18})")
_NAME = re.compile(r"[\u4e00-\u9fff·*＊]{2,10}")
_LAST = 4


@value_type
class SeveralPeople(Bilingual):
    """Why a list of many people is not read as it is, and who they are, in the order in which one is picked."""

    people: tuple[str, ...] = ()


def several_people(people: Sequence[str]) -> SeveralPeople:
    """The sentence that asks which person is meant."""
    said = phrase("paste", "refused.people", n=len(people))
    return SeveralPeople(said.zh, said.en, tuple(people))


def person_of(number: str, name: str) -> str | None:
    """A person as a row names them, to be compared, never kept: by the number where there is one, else by the name."""
    number = plain(number).upper()
    if number and not vocabulary().is_error(number) and not is_spoilt(number):
        return number
    return plain(name) or None if not vocabulary().is_error(name) else None


def id_column(table: ListTable, records: Sequence[Record]) -> int | None:
    """The column that tells people apart: that of ID numbers, else one of any numbers an office gives."""
    places = table.places(ColumnRole.ID)
    whole = {
        place: sum(is_id_number(record.cells[place]) for record in records if place < len(record.cells))
        for place in places
    }
    return max(places, key=lambda place: (whole[place], -place), default=None)


def labels_of(rows: Iterable[tuple[str | None, str]]) -> tuple[str, ...]:
    """The people of a list as they are shown for picking: each once, in their order, with four signs of the number."""
    names: dict[str, str] = {}
    for person, name in rows:
        if person is not None and not names.get(person):
            names[person] = plain(name)
    return tuple(_label(person, name) for person, name in names.items())


def _label(person: str, name: str) -> str:
    if person == name or not name:
        return person if person == name else f"…{person[-_LAST:]}"
    return f"{name} …{person[-_LAST:]}"


def is_spoilt(text: str) -> bool:
    """True for an ID number that a table program made a number of, and so lost its end.

    >>> is_spoilt("4.40301E+17"), is_spoilt("440300199001010016")
    (True, False)
    """
    return bool(_SPOILT.fullmatch(text.strip()))


def named_in(records: Sequence[Record]) -> tuple[str | None, str | None]:
    """The name and ID number that titles give, behind a colon or in the next cell."""
    name = number = None
    for record in records:
        line = " ".join(record.cells)
        if (found := _LABELLED_NAME.search(line)) is not None:
            name = name or found[1]
        if (found := _LABELLED_ID.search(line)) is not None:
            number = number or found[1]
        for label, value in zip(record.cells, record.cells[1:], strict=False):
            role = vocabulary().role(label) if label else None
            if role is ColumnRole.PERSON and _NAME.fullmatch(value):
                name = name or value
            elif role is ColumnRole.ID and _ID.fullmatch(value):
                number = number or value
    return name, number


def is_id_number(text: str) -> bool:
    """True for the form of an ID number."""
    return bool(_ID.fullmatch(folded(text).upper()))
