"""Counts consecutive years in resident insurance and how far they raise the serious-illness ceiling."""

from __future__ import annotations

from datetime import date

from app.rules.law.insured_years import InsuredYear
from app.rules.law.policy import Policy
from app.rules.outcome.assessment import Incentives
from app.rules.record.history import History, Scheme


def incentives_of(history: History, policy: Policy, as_of: date) -> Incentives:
    """Resident years in a row that end with the insured year of a day, and the rise of the ceiling they bring in it."""
    usual = policy.usual_year(as_of)
    year = usual.containing(as_of)
    years = resident_years(history, usual, year)
    found = policy.incentive
    if found is None:
        return Incentives(years, None, ())
    rule, pack = found
    counted = max(min(years, year - rule.since_year + 1), 0)
    rises = max(counted - rule.after_years, 0)
    return Incentives(years, rule.raises * rises, policy.sources(pack, rule.cites), rule.limit_percent)


def resident_years(history: History, usual: InsuredYear, year: int) -> int:
    """Resident insurance years in a row, each paid to its end, that end with a year."""
    count = 0
    while history.covered_under(Scheme.RESIDENT, usual.span(year - count).last):
        count += 1
    return count
