"""Opens the packs for a command, or says why they cannot be used."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from app.cli.streams import Unusable, unusable
from app.packs.problems import UnusablePack
from app.packs.shelf.shelf import Shelf, UnknownRegion, open_shelf
from app.rules.bilingual import Language
from app.rules.law.policy import Policy
from app.wording.phrasebook import phrase


def opened_shelf(wanted: Namespace) -> Shelf:
    """The packs of the folder asked for, or the program's own."""
    return shelf_or_unusable(lambda: open_shelf(wanted.policies), wanted.lang)


def shelf_or_unusable(open_it: Callable[[], Shelf], language: Language) -> Shelf:
    """The opened shelf; `Unusable`, with a line for every problem, where there is no folder of packs."""
    try:
        return open_it()
    except UnusablePack as problem:
        raise Unusable(*(found.in_(language) for found in problem.problems)) from None


def policy_for(shelf: Shelf, code: str, language: Language) -> Policy:
    """The policy of a place by its code; `Unusable` where there is none, or a pack of it is refused."""
    try:
        return shelf.policy_for(code)
    except UnusablePack as problem:
        raise Unusable(*(found.in_(language) for found in problem.problems)) from None
    except UnknownRegion:
        raise unusable(code, phrase("cli", "no_such_region"), language) from None
