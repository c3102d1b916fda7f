"""Writes what an empty window shows: ways to begin, and samples to open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, NamedTuple

from app.ui.style.html import Inks
from app.wording.escaping import escape
from app.wording.phrasebook import Phrasebook
from app.wording.place import AREA

COMMAND: Final = "do:"
"""Prefix of a link to a command; its name follows."""


class PlaceShown(NamedTuple):
    """One sentence on whose rules are used, and what is offered beside it: to choose a place, or another one."""

    said: str
    offer: Literal["choose", "change"]


_WAYS: Final = ("quick_start", "paste", "go_record")


def guide(
    samples: Sequence[str], shortcuts: Mapping[str, str], phrases: Phrasebook, inks: Inks, place: PlaceShown
) -> tuple[str, ...]:
    """Whose rules are used, the ways to begin, each a link of its command, what follows, then samples by their names.

    `shortcuts` has the key of each command.
    """
    comfort = phrases.within("comfort")
    ways = [
        comfort(
            "guide.way",
            link=_link(f"{COMMAND}{key}", comfort(f"guide.{key}"), inks),
            shortcut=shortcuts[key],
            more=comfort(f"guide.{key}.more"),
        )
        for key in _WAYS
    ]
    shown = [_link(name, phrases(f"sample.{name}"), inks) for name in samples]
    return (
        f"{escape(place.said)} {_link(f'{COMMAND}place', phrases.within(AREA)(place.offer), inks)}",
        comfort("guide.ways"),
        "<br>".join(ways),
        "<br>".join(escape(comfort(line)) for line in ("guide.cause", "guide.file")),
        comfort("guide.samples"),
        "<br>".join(shown),
    )


def _link(target: str, text: str, inks: Inks) -> str:
    return f"<a href='{target}' style='color:{inks.link}'>{escape(text)}</a>"
