"""Finds the language to use before the user has chosen one."""

from __future__ import annotations

import os

from app.rules.bilingual import Language


def language_of_user() -> Language:
    """English where the system's language is English, else Chinese."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if spoken.startswith("en") else "zh"
