"""The names of the commands, and the phrases of the command line in the user's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.system.locale import language_of_user
from app.wording.phrasebook import Phrasebook

LATER: Final = ("batch",)
"""Commands that come with a later version."""

COMMANDS: Final = ("assess", "report", "import", "export", "open-code", "policy", "schema", "selftest", *LATER)

QUIT_AFTER_FIRST_PAINT: Final = "--quit-after-first-paint"
"""The window's option for measuring its start."""


def told(key: str, **values: object) -> str:
    """A phrase of this area in the user's language."""
    return Phrasebook("cli", language_of_user())(key, **values)


def is_command(arguments: Sequence[str]) -> bool:
    """True when the arguments name a command, false when they are the window's."""
    return bool(arguments) and arguments[0] in COMMANDS
