"""Knows statutory retirement ages under the 2025 reform. Does not know any place's required years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.rules.assessment import Retirement
from app.rules.case import Case, Sex
from app.rules.history import Scheme
from app.rules.months import Month
from app.rules.policy import Policy, RetirementRule


@dataclass(frozen=True, slots=True)
class StatutoryAge:
    """The month of retirement and the age then, in months."""

    month: Month
    months: int


def statutory_age(rule: RetirementRule, birth: Month) -> StatutoryAge:
    """The statutory retirement of a birth month: old age, and one month more for each started step, up to the cap.

    >>> rule = RetirementRule("male", "", Month.of(1965, 1), 720, 4, 36, ())
    >>> statutory_age(rule, Month.of(1966, 6)).month
    Month.of(2026, 11)
    >>> statutory_age(rule, Month.of(1964, 12)).month
    Month.of(2024, 12)
    """
    since = birth - rule.first_birth
    delay = 0 if since < 0 else min(rule.most_delay, since // rule.step + 1)
    return StatutoryAge(birth + (rule.old_age + delay), rule.old_age + delay)


def retirement_of(case: Case, policy: Policy, as_of: date) -> Retirement | None:
    """Statutory retirement of a person; None without birth date and sex, or where the category is not known yet."""
    person = case.person
    if person.birth_date is None or person.sex is None:
        return None
    rule = _rule(case, policy)
    if rule is None:
        return None
    found = statutory_age(rule, Month.containing(person.birth_date))
    history, now = case.history, Month.containing(as_of)
    counted = history.months_of(Scheme.EMPLOYEE, now) + history.months_of(Scheme.FLEXIBLE, now)
    sources = policy.sources(policy.packs[-1], rule.cites)
    return Retirement(found.month, found.months, None, None, counted, None, None, sources)


def _rule(case: Case, policy: Policy) -> RetirementRule | None:
    sex = case.person.sex
    category = str(case.answers.get("retirement_category", "")) if sex is Sex.FEMALE else ""
    rules = policy.packs[-1].retirement
    return next((rule for rule in rules if rule.sex == sex and rule.category == category), None)
