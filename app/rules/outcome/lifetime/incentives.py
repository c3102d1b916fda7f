"""Counts consecutive years in resident insurance and how far they raise the serious-illness ceiling."""

from __future__ import annotations

from datetime import date

from app.rules.law.insured_years import InsuredYear
from app.rules.law.policy import Policy, best_grade
from app.rules.outcome.assessment import Incentives
from app.rules.record.history import History, Scheme


def incentives_of(history: History, policy: Policy, as_of: date) -> Incentives:
    """Resident years in a row that end with the insured year of a day, and the rise of the ceiling they bring in it."""
    usual = policy.usual_year(as_of)
    year = usual.containing(as_of)
    years = resident_years(history, usual, year)
    before = 0 if years else _years_before_lapse(history, usual, year)
    found = policy.incentive
    if found is None:
        return Incentives(years, None, (), years_before_lapse=before)
    rule, pack = found
    counted = max(min(years, year - rule.since_year + 1), 0)
    rises = max(counted - rule.after_years, 0)
    sources = policy.sources(pack, rule.cites)
    vouched = policy.vouched(f"{pack.code}/incentive/residents", pack, as_of)
    return Incentives(
        years,
        rule.raises * rises,
        sources,
        rule.limit_percent,
        each_year=rule.raises,
        after_years=rule.after_years,
        zero_claim=rule.zero_claim,
        first_rise=year - counted + 1 + rule.after_years if years and not rises else None,
        years_before_lapse=before,
        earned=rule.earned,
        may_lower=rule.may_lower,
        penalty=rule.penalty,
        reference=not (vouched and best_grade(sources).decides) if sources else True,
    )


def resident_years(history: History, usual: InsuredYear, year: int) -> int:
    """Resident insurance years in a row, each paid to its end, that end with a year."""
    count = 0
    while history.covered_under(Scheme.RESIDENT, usual.span(year - count).last):
        count += 1
    return count


def _years_before_lapse(history: History, usual: InsuredYear, year: int) -> int:
    """Resident years in a row that ended before a year in which nothing at all is paid; 0 where another scheme is."""
    last = history.last_cover
    if last is None or last > usual.span(year).first:
        return 0
    ended = usual.containing(last.first_day)
    return resident_years(history, usual, ended) if ended < year else 0
