"""The language a person is spoken to before anybody has chosen one."""

from __future__ import annotations

import os

from app.rules.bilingual import Language


def language_of_user() -> Language:
    """The language help and problems are told in: English where the system speaks it, else Chinese."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if spoken.startswith("en") else "zh"
