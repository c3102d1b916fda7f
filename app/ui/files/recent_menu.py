"""Makes the menu of recently opened cases."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.system.users_file import shown_name
from app.ui.state.menus import MenuEntry
from app.wording.phrasebook import Phrasebook

if TYPE_CHECKING:
    from app.ui.files.case_files import Files
    from app.ui.state.settings import SettingsStore


def recent_entries(files: Files, settings: SettingsStore, phrases: Phrasebook) -> list[MenuEntry]:
    """One entry for each case, by its file name alone, then one that clears the list."""
    comfort, current = phrases.within("comfort"), settings.current
    if current.counter:
        return [MenuEntry(comfort("recent.not_kept"), _nothing, enabled=False)]
    if not current.recent:
        return [MenuEntry(comfort("recent.none"), _nothing, enabled=False)]
    paths = [Path(name) for name in current.recent]
    entries = [
        MenuEntry(
            comfort("recent.entry", n=n % 10, file=shown_name(path).replace("&", "&&")),
            partial(files.open_recent, path),
        )
        for n, path in enumerate(paths, start=1)
    ]
    return [*entries, MenuEntry(comfort("recent.clear"), partial(settings.save, recent=()))]


def _nothing() -> None:
    """The action of a disabled entry."""
