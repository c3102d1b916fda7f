"""Says by which place's rules an answer was worked out, and what it means where a place has none of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from app.wording.phrasebook import phrase

if TYPE_CHECKING:
    from app.rules.bilingual import Bilingual

AREA: Final = "place"
NATION: Final = "000000"
"""The code of the rules for the whole country: of a case whose place is not chosen."""
_say: Final = partial(phrase, AREA)


def rules_of_place(code: str, place: str, pack: tuple[str, Bilingual]) -> Bilingual:
    """One sentence on whose rules answer for a place: its own, those of a wider one, or no place is chosen.

    `pack` is the code and the name of the pack that answers first.

    >>> from app.rules.bilingual import Bilingual
    >>> rules_of_place("310000", "上海市", ("310000", Bilingual("上海市", "Shanghai"))).zh
    '按上海市的规定算。'
    """
    if code == NATION:
        return _say("open")
    used, name = pack
    if used == code:
        return _say("own", place=place)
    return _say("nation", place=place) if used == NATION else _say("above", place=place, name=name)
