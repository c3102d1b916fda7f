"""Reads statements, given as files, into one list; the same grids are read anew when an answer changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.cases.pasting.reading import Listing, read_grids
from app.cases.pasting.vocabulary import folded
from app.cases.statements.files import Grids
from app.rules.bilingual import Bilingual


def read_statement(
    grids: Grids, home: str, meanings: Mapping[str, str] | None = None, person: int | None = None
) -> Listing | Bilingual:
    """Read the tables of files as `read_grids` does; what is to be said of the files themselves comes first."""
    listing = read_grids(grids.grids, home, meanings, person)
    if isinstance(listing, Bilingual):
        return listing
    return replace(listing, findings=(*grids.notices, *listing.findings))


def unused_meanings(grids: Grids, meanings: Mapping[str, str]) -> tuple[str, ...]:
    """The headings and words that were given a meaning and stand nowhere in the files, in their order."""
    cells = {folded(cell) for grid in grids.grids for record in grid.records for cell in record.cells}
    return tuple(text for text in meanings if not _stands(text, cells))


def _stands(text: str, cells: set[str]) -> bool:
    whole = folded(text) or text
    parts = [folded(part) for sign in "/:" for part in text.split(sign)[1:]]
    numbered = text.startswith("第") and text.endswith("列")
    return whole in cells or numbered or any(part in cells for part in parts) or any(whole in cell for cell in cells)
