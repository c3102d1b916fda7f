"""Gives today's date; only the window and the command line may ask for it, never the rules."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """Today's date by the computer's clock."""
    return datetime.now().astimezone().date()
