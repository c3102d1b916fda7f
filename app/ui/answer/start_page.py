"""Writes what an empty window shows: ways to begin, and samples to open."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from app.ui.state.commands import KEYS
from app.ui.style.html import Inks
from app.wording.phrasebook import Phrasebook

COMMAND: Final = "do:"
"""Prefix of a link to a command; its name follows."""
_WAYS: Final = ("quick_start", "paste", "go_record")


def guide(samples: Sequence[str], phrases: Phrasebook, inks: Inks) -> tuple[str, ...]:
    """The entries: an introduction, links to commands, what happens next, then links to samples."""
    comfort = phrases.within("comfort")
    ways = [
        comfort(
            "guide.way",
            link=_link(f"{COMMAND}{key}", comfort(f"guide.{key}"), inks),
            shortcut=KEYS[key],
            more=comfort(f"guide.{key}.more"),
        )
        for key in _WAYS
    ]
    shown = [_link(name, phrases(f"sample.{name}"), inks) for name in samples]
    return (
        escape(comfort("guide.place")),
        comfort("guide.ways"),
        "<br>".join(ways),
        "<br>".join(escape(comfort(line)) for line in ("guide.cause", "guide.file")),
        comfort("guide.samples"),
        "<br>".join(shown),
    )


def _link(target: str, text: str, inks: Inks) -> str:
    return f"<a href='{target}' style='color:{inks.link}'>{escape(text)}</a>"
