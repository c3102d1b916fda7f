"""Gives today's date; only the window and the command line may ask for it, never the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], date]
"""Tells the day it is now. It is asked each time: a day that is kept is yesterday's after midnight."""


def today() -> date:
    """Today's date by the computer's clock."""
    return datetime.now().astimezone().date()
