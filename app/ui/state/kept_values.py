"""The values an office keeps for each place, as the settings file writes them. What cannot be read is left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from app.rules.record.office_values import OfficeValues, OfficeWindow

_WINDOW: Final = "window:"
_BETWEEN: Final = ".."
Kept = Mapping[str, OfficeValues]
"""By pooling area, see `app.rules.record.pooling_area`."""


def read_kept(written: Mapping[str, Mapping[str, str]]) -> dict[str, OfficeValues]:
    """The values of every place.

    >>> written = {"resident_premium:2027": "420.00", "window:2027": "2026-09-01..2026-12-31", "x": "?"}
    >>> kept = read_kept({"3301": written})
    >>> kept["3301"].figures, kept["3301"].windows[0].closes.isoformat()
    ({'resident_premium:2027': Decimal('420.00')}, '2026-12-31')
    """
    found = {}
    for area, values in written.items():
        own = OfficeValues()
        for name, text in values.items():
            if name.startswith(_WINDOW):
                window = _window(name.removeprefix(_WINDOW), text)
                own = own.with_window(window.year, window) if window else own
            elif OfficeValues.is_kept(name):
                own = own.with_figure(name, _amount(text))
        found[area] = own
    return found


def written_kept(kept: Kept) -> dict[str, dict[str, str]]:
    """The values of every place as the settings keep them; a place without any is left out."""
    written = {
        area: {
            **{name: str(amount) for name, amount in own.figures.items()},
            **{f"{_WINDOW}{it.year}": f"{it.opens}{_BETWEEN}{it.closes}" for it in own.windows},
        }
        for area, own in kept.items()
    }
    return {area: values for area, values in written.items() if values}


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None


def _window(year: str, text: str) -> OfficeWindow | None:
    first, _, last = text.partition(_BETWEEN)
    try:
        found = OfficeWindow(int(year), date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None
    return found if found.opens <= found.closes else None
