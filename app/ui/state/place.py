"""The place of the case in words: whose rules answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.regions.divisions import NATION, ancestors, find, name_of
from app.wording.place import rules_of_place

if TYPE_CHECKING:
    from app.rules.bilingual import Bilingual
    from app.ui.state.engine import Engine
    from app.ui.state.session import State


def known_place(code: str) -> str:
    """A code that is a place's, or that of the nation where it is none: settings may hold anything."""
    return code if find(code) is not None else NATION


def place_said(state: State) -> Bilingual | None:
    """One sentence on whose rules answer the case of a state; None while nothing is worked out."""
    used = state.assessment.policies if state.assessment is not None else ()
    if not used:
        return None
    code = state.case.region
    return rules_of_place(code, name_of(code), (used[0].code, used[0].name))


def place_foreseen(code: str, engine: Engine) -> tuple[Bilingual, Bilingual | None]:
    """The same sentence for a place that may be chosen, and how sure its own pack is; None where it has none."""
    packs = {pack.code: pack for pack in engine.shelf.headings}
    nearest = packs[next(each for each in ancestors(code) if each in packs)]
    said = rules_of_place(code, name_of(code), (nearest.code, nearest.name))
    return said, nearest.standing if nearest.code == code else None
