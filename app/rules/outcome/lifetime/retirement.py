"""Works out statutory retirement, the contribution years needed for it, and the price of what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.rules.law.policy import Pack, Policy, RequiredYears, RetirementRule, best_grade
from app.rules.law.terms import Source
from app.rules.outcome.assessment import CategoryAge, Retirement
from app.rules.outcome.money import percent, to_fen
from app.rules.record.case import Case, Sex
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Kind, Scheme, Status
from app.rules.record.months import MissingDay, Month, add_months
from app.rules.record.pooling_area import pooling_area
from app.rules.value_type import value_type

_MAY_WORK = 16 * 12  # months of age: nobody younger is employed


@value_type
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
    """Statutory retirement of a person; None without birth date and sex, under 16, or where no rule is recorded.

    While a woman's category is not known the month is the later one, to be on the safe side.
    """
    person = case.person
    if person.birth_date is None or person.sex is None:
        return None
    if add_months(person.birth_date, _MAY_WORK, MissingDay.LAST_DAY) > as_of:
        return None
    rules = _rules(case, policy)
    if not rules:
        return None
    birth = Month.containing(person.birth_date)
    ages = sorted(((statutory_age(rule, birth), rule) for rule in rules), key=lambda found: found[0].month)
    latest, _ = ages[-1]
    counted = _counted(case, as_of)
    sources = [source for _, rule in ages for source in policy.sources(policy.packs[-1], rule.cites)]
    found = Retirement(
        statutory_month=latest.month,
        statutory_age_months=latest.months,
        required_cumulative=None,
        required_actual=None,
        counted_months=counted.cumulative,
        shortfall_months=None,
        lump_sum=None,
        sources=tuple(dict.fromkeys(sources)),
        actual_months=counted.actual,
        local_months=counted.local,
        by_category=tuple(CategoryAge(rule.category, age.month, age.months) for age, rule in ages) if ages[1:] else (),
    )
    required = [policy.required_years(person.sex, age.month.first_day) for age, _ in ages]
    known = [each for each in required if each is not None]
    settled = len({years.needed for years, _ in known}) == 1 and len(known) == len(ages)
    if not settled:
        return replace(found, years_differ=bool(known))
    return _with_years(found, known[-1], case, policy, as_of)


def _with_years(
    found: Retirement, required: tuple[RequiredYears, Pack], case: Case, policy: Policy, as_of: date
) -> Retirement:
    """The years that are needed, what is missing of them, and what it costs to pay that at once."""
    years, pack = required
    rests_on = policy.sources(pack, years.cites)
    found = replace(
        found,
        required_cumulative=years.cumulative,
        required_actual=years.actual,
        required_local=years.local,
        reference=not best_grade(rests_on).decides,
    )
    shortfall = max(found.lacking.values())
    lump_sum, formula, cited = _lump_sum(case, policy, as_of, shortfall)
    remedy = policy.short_of_years if shortfall else None
    if remedy:
        rests_on = (*rests_on, *policy.sources(remedy[1], remedy[0].cites))
    return replace(
        found,
        shortfall_months=shortfall,
        lump_sum=lump_sum,
        lump_sum_formula=formula,
        pays_off=bool(cited),
        remedy=remedy[0].says if remedy else None,
        sources=tuple(dict.fromkeys([*found.sources, *rests_on, *cited])),
    )


@value_type
class _Counted:
    cumulative: int
    actual: int
    local: int


def _counted(case: Case, as_of: date) -> _Counted:
    now = Month.containing(as_of)
    deemed: set[int] = set()
    paid: set[int] = set()
    local: set[int] = set()
    refunds = [row for row in case.history.periods if row.kind is Kind.REFUND]
    back = {(month.index, row.scheme, row.region) for row in refunds for month in row.span}
    for row in case.history.periods:
        if row.status is not Status.PAID or row.scheme is Scheme.RESIDENT or not row.makes_months:
            continue
        until = min(row.span.last, now).index
        months = [n for n in range(row.span.first.index, until + 1) if (n, row.scheme, row.region) not in back]
        (deemed if row.kind is Kind.MILITARY else paid).update(months)
        if row.kind is not Kind.MILITARY and pooling_area(row.region) == pooling_area(case.region):
            local.update(months)
    return _Counted(len(deemed | paid), len(paid), len(local))


def _lump_sum(
    case: Case, policy: Policy, as_of: date, shortfall: int
) -> tuple[Decimal | None, str, tuple[Source, ...]]:
    found = policy.lump_sum(as_of)
    if found is None or not shortfall:
        return None, "", ()
    rule, pack = found
    base, rate = _figure(case, policy, rule.base, as_of), _figure(case, policy, rule.rate, as_of)
    cited = policy.sources(pack, rule.cites)
    if base is None or rate is None:
        return None, "", cited
    multiple = "" if rule.multiple == 1 else f" × {percent(rule.multiple)}"
    exact = base * rule.multiple * rate
    monthly, priced = to_fen(exact), f"{base:.2f}{multiple} × {percent(rate)}"
    rounded = f"{monthly:.2f} × {shortfall} ({priced} = {monthly:.2f})"
    formula = f"{priced} × {shortfall}" if monthly == exact else rounded
    return monthly * shortfall, formula, cited


def _figure(case: Case, policy: Policy, name: str, day: date) -> Decimal | None:
    found = policy.value(name, day)
    return case.figures.get(name, found[0].amount if found else None)


def _rules(case: Case, policy: Policy) -> tuple[RetirementRule, ...]:
    """The rules that may be the person's: one where sex and category settle it."""
    sex = case.person.sex
    category = str(case.answers.get(FactName.of(Question.RETIREMENT_CATEGORY), "")) if sex is Sex.FEMALE else ""
    rules = tuple(rule for rule in policy.packs[-1].retirement if rule.sex == sex)
    return tuple(rule for rule in rules if rule.category == category) or rules
