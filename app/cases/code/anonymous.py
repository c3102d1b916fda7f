"""Takes out of a case what names its person, and leaves what the answer depends on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from app.rules.record.case import Case, Decision, Person
from app.rules.record.history import History

_HIDDEN: Final = "*"
_SHORTEST_NAME: Final = 2
"""A name of one character is a common word; it would be found everywhere."""
_LONG_NUMBER: Final = r"[0-9](?:\s*[0-9]){13,}(?:\s*[Xx])?"
"""The number of an identity card, old or new, or of a bank card; no amount and no day has so many digits."""

V = TypeVar("V")


def without_person(case: Case) -> Case:
    """The case without name and document number, wherever they stand, and without what no rule reads.

    Payers and rows of statements go: they may be names, and nothing is decided by them. In what an official wrote, the
    name and the number are starred out, as is every number long enough for an identity card. Answers, figures and
    categories that hold such a thing are no answers, and go.
    """
    names = _pattern(case.person)

    def kept(entries: Mapping[str, V]) -> dict[str, V]:
        return {key: each for key, each in entries.items() if not (names.search(key) or _tells(each, names))}

    return replace(
        case,
        person=replace(
            case.person,
            name="",
            id_number=None,
            categories=frozenset(each for each in case.person.categories if not names.search(each)),
            since=kept(case.person.since),
        ),
        history=History.of(replace(row, payer=None, source=None) for row in case.history.periods),
        answers=kept(case.answers),
        figures=kept(case.figures),
        office_values=replace(case.office_values, figures=kept(case.office_values.figures)),
        decisions=tuple(_starred(decision, names) for decision in case.decisions),
    )


def _tells(value: object, names: re.Pattern[str]) -> bool:
    """True where a value names the person; amounts and days do not."""
    return isinstance(value, (str, int)) and names.search(str(value)) is not None


def _starred(decision: Decision, names: re.Pattern[str]) -> Decision:
    return replace(decision, reason=names.sub(_HIDDEN, decision.reason), by=names.sub(_HIDDEN, decision.by))


def _pattern(person: Person) -> re.Pattern[str]:
    """What finds name and number, however they are spaced, and every long number."""
    told = [_spaced(text) for text in (person.name, person.id_number or "")]
    return re.compile("|".join([*filter(None, told), _LONG_NUMBER]), re.IGNORECASE)


def _spaced(text: str) -> str:
    letters = "".join(text.split())
    if len(letters) < _SHORTEST_NAME:
        return ""
    found = r"\s*".join(map(re.escape, letters))
    return rf"(?<![A-Za-z0-9]){found}(?![A-Za-z0-9])" if letters.isascii() else found
