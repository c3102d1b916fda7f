"""Looks up the layouts of statements in `resources/pasting/layouts.json`."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, Final

from app.cases.pasting.vocabulary import folded
from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.system.resources import resource

TO_CHECK: Final = "?"
"""What a table of codes says of a code that settles nothing by itself."""


@value_type
class ListLayout:
    """One kind of paper or table: how it is known, what its codes mean, and what it can and cannot show.

    `codes` has a table for `status`, `kind`, `scheme` and `tier`; a bare code means something only there.
    """

    key: str
    says: Bilingual
    codes: Mapping[str, Mapping[str, str]]
    roles: Mapping[str, str]
    proves_nothing: bool
    _all: frozenset[str]
    _any: frozenset[str]
    _only: frozenset[str]
    _starts: tuple[str, ...]
    _groups: frozenset[str]
    _title: tuple[str, ...]
    _place: tuple[str, ...]

    def fits(self, headings: Collection[str], groups: Collection[str], title: str, home: str) -> bool:
        """True for a table with these folded headings and groups, under a title, of the office of `home`."""
        names = set(headings)
        if not self._recognisable or not self._all <= names:
            return False
        return (
            (not self._any or bool(self._any & names))
            and (not self._only or names == self._only)
            and (not self._starts or sum(name.startswith(self._starts) for name in names) > 1)
            and (not self._groups or bool(self._groups & set(groups)))
            and (not self._title or any(word in title for word in self._title))
            and (not self._place or home.startswith(self._place))
        )

    @property
    def _recognisable(self) -> bool:
        return bool(self._all or self._any or self._only or self._starts)


@value_type
class Layouts:
    """All of them; `precedence` tells which of several month columns is the month a row is for.

    `flat` are headings over two rows as they are copied without their columns, and how wide each cell of the first is.
    """

    known: tuple[ListLayout, ...]
    by_shape: Mapping[str, Bilingual]
    precedence: Mapping[str, int]
    unsure: tuple[frozenset[str], ...]
    flat: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]], ...]

    def of(self, headings: Collection[str], groups: Collection[str], title: str, home: str) -> ListLayout | None:
        """The layout of a table; None for one that is not known for sure."""
        return next((layout for layout in self.known if layout.fits(headings, groups, title, home)), None)


@cache
def layouts() -> Layouts:
    """The layouts that come with the program."""
    told = json.loads(resource("pasting", "layouts.json").read_text(encoding="utf-8"))
    return Layouts(
        tuple(map(_layout, told["layouts"])),
        {
            shape: Bilingual(*line["says"])
            for line in told["layouts"]
            for shape in ("two_months", "ranges_with_count", "several_people")
            if line.get(shape)
        },
        {folded(word): place for place, words in enumerate(told["precedence"]) for word in words},
        tuple(frozenset(map(folded, pair)) for pair in told["unsure"]),
        tuple((tuple(it["lines"][0]), tuple(it["lines"][1]), tuple(it["widths"])) for it in told["flat"]),
    )


def _layout(line: Mapping[str, Any]) -> ListLayout:
    def words(key: str) -> frozenset[str]:
        return frozenset(map(folded, line.get(key, ())))

    codes = dict(line.get("codes", {}))
    if "tiers" in line:
        codes["tier"] = {folded(code): means for code, means in line["tiers"].items()}
    return ListLayout(
        line["id"],
        Bilingual(*line["says"]),
        codes,
        {"/".join(map(folded, path.split("/"))): role for path, role in line.get("roles", {}).items()},
        line.get("proves") == "nothing",
        words("all"),
        words("any"),
        words("only"),
        tuple(line.get("starts", ())),
        words("groups"),
        tuple(line.get("title", ())),
        tuple(line.get("place", ())),
    )
