"""The commands with their keys, and the entries of menus that are made when opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

KEYS: Final[Mapping[str, str | None]] = {
    "new": "Ctrl+N",
    "open": "Ctrl+O",
    "import_list": "Ctrl+I",
    "save": "Ctrl+S",
    "save_as": "Ctrl+Shift+S",
    "preview": "Ctrl+Shift+P",
    "print": "Ctrl+P",
    "pdf": "Ctrl+E",
    "quit": "Ctrl+Q",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "paste": "Ctrl+V",
    "decide": "F8",
    "correct": "F7",
    "treatment": None,
    "margin": None,
    "quick_start": "F5",
    "go_record": "F2",
    "go_answer": "F3",
    "policies": "F6",
    "fit": "Ctrl+0",
    "last_five_years": None,
    "today": None,
    "zoom_in": "Ctrl++",
    "zoom_out": "Ctrl+-",
    "timeline_table": "F4",
    "text_standard": "Ctrl+Alt+1",
    "text_large": "Ctrl+Alt+2",
    "text_largest": "Ctrl+Alt+3",
    "unmasked": None,
    "office": None,
    "glossary": "Shift+F1",
    "about": "F1",
}
"""Every command and its key."""
NEXT_PERSON: Final = "F9"
"""The second key for a new case: one key for the next person."""
MORE_KEYS: Final[Mapping[str, str]] = {"new": NEXT_PERSON, "paste": "Ctrl+Shift+V"}
"""Second keys; the one for pasting works in a text field too, where the first is the field's own."""


class MenuEntry(NamedTuple):
    """An entry of a menu that is made when opened; `checked` is None for one without a tick."""

    name: str
    run: Callable[[], object]
    checked: bool | None = None
    enabled: bool = True


Listing = Callable[[], list[MenuEntry]]
