"""Whose list it is and of which place: fills in what a case leaves open, and finds what speaks of somebody else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from app.cases.format.values import LONGEST_TEXT
from app.cases.id_number import LENGTH, compact, holder_of
from app.cases.pasting.reading import Listing
from app.regions.divisions import NATION, name_of
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case, Person
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase

_say: Final = partial(phrase, "paste")


@value_type
class Owner:
    """The person a list names and the one place it is of; None for what it does not say, or says in part.

    `masked_name` and `masked_number` have signs in place of letters: they can be compared, not taken.
    """

    name: str | None = None
    id_number: str | None = None
    place: str | None = None
    masked_name: str | None = None
    masked_number: str | None = None


def owner_of(listing: Listing) -> Owner:
    """Whose list it is."""
    name = (listing.name or "").strip()
    number = compact(listing.id_number or "")
    whole = number if len(number) == LENGTH and holder_of(number).flaw is None and "*" not in number else None
    places = [code for code in listing.places if code != NATION]
    masked = "*" in name or "＊" in name
    usable = bool(name) and len(name) <= LONGEST_TEXT and name.isprintable()
    return Owner(
        name if usable and not masked else None,
        whole,
        places[0] if len(places) == 1 else None,
        name if usable and masked else None,
        number if whole is None and "*" in number and len(number) == LENGTH else None,
    )


def is_of_another(person: Person, owner: Owner) -> bool:
    """True when the list is of somebody else: another whole ID number, or without one another name.

    Signs in place of letters fit any letter; an ID number that fits outweighs a name.
    """
    own = compact(person.id_number or "")
    listed = owner.id_number or owner.masked_number
    if own and listed and len(own) == len(listed):
        return not _fit(own, listed)
    name = owner.name or owner.masked_name
    return bool(person.name.strip() and name) and not _fit(person.name.strip(), name or "")


def is_of_another_place(case: Case, owner: Owner) -> bool:
    """True when the one place of the list is not that of the case."""
    return owner.place is not None and owner.place != case.region


def with_owner(case: Case, owner: Owner) -> Case:
    """The case with the person of the list where it has none; nothing that is there is changed."""
    person = case.person
    number = person.id_number or owner.id_number
    holder = holder_of(number) if number else None
    return replace(
        case,
        person=replace(
            person,
            name=person.name or owner.name or "",
            id_number=number,
            birth_date=person.birth_date or (holder.birth_date if holder else None),
            sex=person.sex or (holder.sex if holder else None),
        ),
    )


def owner_said(owner: Owner) -> tuple[Bilingual, ...]:
    """What of a person is known from the list, in words; never name or ID number themselves."""
    said = []
    if owner.name is not None:
        said.append(_say("owner.name"))
    if owner.id_number is not None:
        said.append(_say("owner.id_number"))
    if owner.place is not None:
        said.append(_say("owner.place", place=name_of(owner.place)))
    return tuple(said)


def _fit(one: str, other: str) -> bool:
    """True for texts of which every letter is the same, or masked in one of them.

    >>> _fit("测试甲", "测**"), _fit("测试甲", "测*"), _fit("11010519491231002X", "1101**********002X")
    (True, False, True)
    """
    pairs = zip(one.casefold(), other.casefold(), strict=False)
    return len(one) == len(other) and all(a == b or a in "*＊" or b in "*＊" for a, b in pairs)
