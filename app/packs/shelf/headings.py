"""Knows what lists tell of a pack, so that no pack need be opened for a list. Does not know where packs are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.policy import Pack


@dataclass(frozen=True, slots=True)
class PackHeading:
    """A usable pack as lists name it; `newest` is the newest day that one of its sources is dated by."""

    code: str
    name: Bilingual
    standing: Bilingual
    sha256: str
    newest: date | None


def heading_of(pack: Pack) -> PackHeading:
    """The heading of a pack; a source that is dated by its month or year alone is passed over."""
    days = [day for source in pack.sources.values() if (day := _day(source.dated))]
    return PackHeading(pack.code, pack.name, pack.standing, pack.sha256, max(days, default=None))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
