"""The computer's day; nothing below the window and the command line asks for it."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The computer's day."""
    return datetime.now().astimezone().date()
