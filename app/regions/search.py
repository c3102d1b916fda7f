"""Finds the places that a typed text may mean, by name, pinyin or code."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from functools import cache
from typing import Final

from app.regions.divisions import all_regions, find, name_of
from app.rules.value_type import value_type
from app.system.resources import resource

MOST_FOUND: Final = 12
_ZEROS_OF_CITY = 2
_KINDS = (
    *("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "地区"),
    *("盟", "市", "省", "区", "县"),
)
_KIND_WORDS = re.compile(r"(?<=..)(特别行政区|自治区|省|市)")
_APOSTROPHES = str.maketrans("", "", " '’ʼ·")


@value_type
class _Place:
    """A place as it is searched for; `clear` are the readings that name it in full, by letters and by initials."""

    code: str
    name: str
    syllables: tuple[str, ...]
    clear: frozenset[str]

    @property
    def full_name(self) -> str:
        """The name from the province down."""
        return _full_name(self.code)

    @property
    def is_province(self) -> bool:
        """True for a province that has cities of its own."""
        return self.name.endswith(("省", "自治区"))

    @property
    def rank(self) -> int:
        """Where it stands among others: cities, provinces, then all that is smaller."""
        if self.is_province:
            return 1
        return 0 if self.width >= _ZEROS_OF_CITY else 2

    @property
    def width(self) -> int:
        """Trailing zeros of the code: 2 and more for cities and provinces."""
        return len(self.code) - len(self.code.rstrip("0"))


def places_like(text: str, near: Container[str] = ()) -> list[tuple[str, str]]:
    """Places that a text may mean, as code and full name: full matches first, then `near` codes, then the wider.

    Cities come before provinces that are as good a match, as for `place_meant`: people are insured in a city.

    Digits are the beginning of a code; letters are pinyin, whole or shortened syllable by
    syllable (`chongqing`, `chongq`, `cq`); any other is part of a name, or of a full name with words left out.
    """
    spelled = _spelled(text)
    found = sorted(
        _found(text),
        key=lambda place: (spelled not in place.clear, place.code not in near, place.rank, -place.width),
    )
    return [(place.code, place.full_name) for place in found[:MOST_FOUND]]


def place_meant(text: str) -> str | None:
    """The code of the one place that a text means; None when it means none or several.

    A code, a full name or the only place found is clear; so is the short or whole name of a city, and then of a
    province, even where smaller places share it, or a full name without its kinds (四川成都). Pinyin is clear where all
    cities and provinces it names have one name.
    """
    wanted = text.strip()
    known = find(wanted)
    if known is not None and known.listed:
        return known.code
    found = _found(wanted)
    if len(found) == 1:
        return found[0].code
    exact = [place for place in found if place.full_name == wanted]
    if exact:
        return exact[0].code
    wide = [place for place in found if place.width >= _ZEROS_OF_CITY]
    spelled = _spelled(wanted)
    called = [place for place in wide if wanted in (place.name, _short(place.name)) or spelled in place.clear]
    if spelled and len({_short(place.name) for place in called}) > 1:
        return None
    cities = [place for place in called if not place.is_province]
    written = [place for place in found if _bare(place.full_name) == _bare(wanted)]
    return next((place.code for place in (*cities, *called, *written)), None)


def get_ready() -> None:
    """Load names and pinyin now, so that the first letter typed does not wait for them."""
    _by_first_letter()


def _found(text: str) -> list[_Place]:
    wanted = text.strip()
    if not wanted:
        return []
    spelled = _spelled(wanted)
    if wanted.isdigit():
        found = [place for place in _places() if place.code.startswith(wanted)]
    elif spelled:
        found = [place for place in _by_first_letter().get(spelled[0], ()) if _spells(spelled, place.syllables)]
    else:
        found = [place for place in _places() if wanted in place.name]
        ends = [place for place in _places() if wanted[-1] in place.name] if not found else []
        found = found or [place for place in ends if _holds_in_order(place.full_name, wanted)]
    return found


def _spelled(text: str) -> str:
    """The letters of a text that is pinyin; empty for any other."""
    letters = text.strip().lower().translate(_APOSTROPHES).replace("ü", "v")
    return letters if letters.isascii() and letters.isalpha() else ""


def _spells(letters: str, syllables: tuple[str, ...]) -> bool:
    """True when the letters are the beginnings of the first syllables, one after the other."""
    if not letters:
        return True
    if not syllables:
        return False
    syllable = syllables[0]
    shared = 0
    for letter, wanted in zip(syllable, letters, strict=False):
        if letter != wanted:
            break
        shared += 1
    return any(_spells(letters[taken:], syllables[1:]) for taken in range(shared, 0, -1))


def _bare(full_name: str) -> str:
    return _KIND_WORDS.sub("", full_name)


def _holds_in_order(name: str, wanted: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in wanted)


def _short(name: str) -> str:
    return next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind) and len(name) > len(kind) + 1), name)


@cache
def _places() -> tuple[_Place, ...]:
    readings: dict[str, str] = json.loads(resource("regions", "pinyin.json").read_text(encoding="utf-8"))
    return tuple(
        _place(region.code, region.name, tuple(readings.get(region.code, "").split())) for region in all_regions()
    )


def _place(code: str, name: str, syllables: tuple[str, ...]) -> _Place:
    short = syllables[: len(_short(name))]
    readings = (syllables, short)
    whole = ("".join(read) for read in readings)
    initials = ("".join(syllable[0] for syllable in read) for read in readings)
    return _Place(code, name, syllables, frozenset((*whole, *initials)))


_full_name = cache(name_of)


@cache
def _by_first_letter() -> dict[str, tuple[_Place, ...]]:
    letters: dict[str, list[_Place]] = {}
    for place in _places():
        letters.setdefault(place.syllables[0][0] if place.syllables else "", []).append(place)
    return {letter: tuple(places) for letter, places in letters.items()}
