"""Knows the list of the cases opened last, as a menu shows it. Does not know what is in them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.state.commands import Entry
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.ui.files.case_files import Files
    from app.ui.state.settings import Memory


def recent_entries(files: Files, memory: Memory, speech: Phrasebook) -> list[Entry]:
    """A line a case, by the name of its file alone, then one that forgets them all."""
    comfort, settings = speech.within("comfort"), memory.settings
    if settings.counter:
        return [Entry(comfort("recent.not_kept"), _nothing, enabled=False)]
    if not settings.recent:
        return [Entry(comfort("recent.none"), _nothing, enabled=False)]
    paths = [Path(name) for name in settings.recent]
    entries = [
        Entry(comfort("recent.entry", n=n % 10, file=path.name.replace("&", "&&")), partial(files.open_recent, path))
        for n, path in enumerate(paths, start=1)
    ]
    return [*entries, Entry(comfort("recent.clear"), partial(memory.keep, recent=()))]


def _nothing() -> None:
    """What a line does that cannot be chosen."""
