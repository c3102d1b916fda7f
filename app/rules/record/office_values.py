"""What an office has found out for its place and no pack records yet: premiums of a year, enrolment windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from app.rules.value_type import value_type


@value_type
class OfficeWindow:
    """The days on which residents enrol for an insurance year, both included, as the office knows them."""

    year: int
    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Whether a day is inside."""
        return self.opens <= day <= self.closes


@value_type
class OfficeValues:
    """Figures by name and year (`resident_premium:2027`, in yuan) and enrolment windows, one a year, by year.

    They are used where the pack of the place has none, and marked wherever they show. A figure without a year is no
    such value: nobody could tell when it ceases to hold.

    >>> OfficeValues.is_kept("resident_premium:2027"), OfficeValues.is_kept("rate:flexible")
    (True, False)
    """

    figures: Mapping[str, Decimal] = field(default_factory=dict)
    windows: tuple[OfficeWindow, ...] = ()

    @staticmethod
    def is_kept(name: str) -> bool:
        """True for the name of a figure of one year."""
        plain, _, year = name.rpartition(":")
        return bool(plain) and year.isdecimal() and len(year) == len("2027")

    def window(self, year: int) -> OfficeWindow | None:
        """The enrolment window of an insurance year."""
        return next((window for window in self.windows if window.year == year), None)

    def with_figure(self, name: str, amount: Decimal | None) -> OfficeValues:
        """The same with another figure; None removes it."""
        figures = {known: value for known, value in self.figures.items() if known != name}
        return OfficeValues(figures if amount is None else {**figures, name: amount}, self.windows)

    def with_window(self, year: int, window: OfficeWindow | None) -> OfficeValues:
        """The same with another window for a year; None removes it."""
        windows = [known for known in self.windows if known.year != year] + ([window] if window else [])
        return OfficeValues(self.figures, tuple(sorted(windows, key=lambda known: known.year)))

    def filled_from(self, other: OfficeValues) -> OfficeValues:
        """These values, with those of another where there are none."""
        found = OfficeValues({**other.figures, **self.figures}, self.windows)
        for window in other.windows:
            if self.window(window.year) is None:
                found = found.with_window(window.year, window)
        return found
