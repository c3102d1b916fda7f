"""The heading of a pack: what a list shows of it, so that the pack itself need not be opened."""

from __future__ import annotations

from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.policy import Pack
from app.rules.value_type import value_type


@value_type
class PackHeading:
    """What lists show of a usable pack; `newest` is the latest day among the dates of its sources."""

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
