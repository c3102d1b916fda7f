"""Finds the enrolment window of an insurance year: as the pack of the place has it, else as the office knows it."""

from __future__ import annotations

from datetime import date

from app.rules.law.policy import Policy, Window
from app.rules.law.terms import EnrolmentWindow
from app.rules.record.case import Case
from app.rules.record.office_values import OfficeWindow


def known_window(case: Case, policy: Policy, year: int, day: date) -> Window | OfficeWindow | None:
    """The window that is known to hold in the place on a day; None where nobody has said.

    A pack's window that is only a reference in the place does not stand in the way of the office's own.
    """
    return policy.vouched_window(year, day) or case.office_values.window(year)


def opening_of(case: Case, policy: Policy, year: int, day: date) -> date | None:
    """The first day of the window of a year, as far as anything tells it, a window of a place above included.

    None also on a day on which the window may have been open already.
    """
    recorded = policy.window(year)
    found = known_window(case, policy, year, day) or (recorded[0] if recorded else None)
    return found.opens if found and found.holds(day) is not None else None


def by_year(case: Case, policy: Policy) -> tuple[EnrolmentWindow, ...]:
    """The window of every insurance year that has one, the earliest year first; the office's own are marked."""
    found = {window.year: window for window in policy.enrolment_windows}
    for own in case.office_values.windows:
        if own.year not in found or not found[own.year].vouched:
            found[own.year] = EnrolmentWindow(own.year, own.opens, own.closes, (), vouched=False, office_own=True)
    return tuple(found[year] for year in sorted(found))
