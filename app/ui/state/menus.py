"""The lines of a menu that is filled each time it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class MenuEntry(NamedTuple):
    """A line of such a menu; `checked` is None for one that cannot be ticked."""

    name: str
    run: Callable[[], object]
    checked: bool | None = None
    enabled: bool = True
