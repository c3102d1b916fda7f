"""Proves that no exempt group is worse off under a policy, and that no cover is promised without earlier cover.

Both are tried out. The rules for exempt people are compared with those for everybody else in every combination of facts
that both may answer, on payment days at the edges of months and years. And cases are assessed of people who were never
insured, whose unit owes months beside other insurance, or who change schemes within a month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice, product

from app.rules.assess import assess
from app.rules.law.dates import Anchor, Anchors, since_anchor
from app.rules.law.facts import CATEGORIES, EXEMPT, GROUP, NO, YES
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import CoverRule, GapCostsRule, Law, Policy, PremiumRule
from app.rules.law.tables import Box, Table
from app.rules.law.terms import FROM_BEST_TO_WORST, Bearer, Matter, Verdict
from app.rules.outcome.assessment import Assessment
from app.rules.outcome.cover import first_day
from app.rules.record.case import Case, Cause, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type

_COMPARED = (Matter.COVER, Matter.PREMIUM, Matter.GAP_COSTS)
_MOST_YEARS = 8
_EDGES = ((1, 1), (1, 31), (2, 28), (6, 30), (7, 1), (9, 1), (11, 15), (12, 31))
_TIMINGS = {"before_year": -1, "in_year": 0, "after_year": 1}
_SAMPLE_YEAR = 2026
_DAYS_BEFORE = (9000, 400, 366, 300, 181, 180, 150, 91, 90, 60, 50, 28, 0)
"""How long before a payment somebody was born, in samples, the eldest first."""


@value_type
class Worse:
    """A rule under which somebody exempt is worse off than under the rule for everybody else."""

    exempt: Law
    usual: Law


Pair = tuple[str, str, Box]
"""Two rules, by their names across packs, and the cases in which both may answer."""


def exempt_people_worse_off(policy: Policy, day: date, tried: set[Pair]) -> Iterator[Worse]:
    """Pairs of rules in force on a day by which people of an exempt group wait longer, start later or pay more.

    At least one of the two is the nearest pack's own; pairs of a pack above are its own check's. `tried` holds what was
    compared on other days and is added to: what two rules come to in a case is the same on every day.
    """
    for axis in policy.space.axes:
        if axis.fact.startswith(GROUP) and EXEMPT in axis.fact:
            for matter in _COMPARED:
                yield from _worse_pairs(policy, policy.table(matter, day), matter, axis.fact, tried)


def _worse_pairs(policy: Policy, table: Table[Law], matter: Matter, group: str, tried: set[Pair]) -> Iterator[Worse]:
    index = policy.space.index(group)
    assert index is not None  # noqa: S101  the axis was found there
    asked, axis = policy.asked(matter), policy.space.axes[index]
    exempt, usual = (list(table.answers((*asked[:index], axis.mask(side), *asked[index + 1 :]))) for side in (YES, NO))
    for one, box in exempt:
        is_own = one.carries.pack is policy.own
        for other, its in usual:
            if one is other or not (is_own or other.carries.pack is policy.own):
                continue
            both = _in_both(box, its, index)
            pair = (one.carries.id, other.carries.id, both)
            if both and pair not in tried:
                tried.add(pair)
                if _is_worse(policy, one.carries, other.carries, both):
                    yield Worse(one.carries, other.carries)


def _in_both(box: Box, other: Box, index: int) -> Box:
    """The cases of both boxes, which differ on one axis; empty where there is none."""
    cells = []
    for place, (one, its) in enumerate(zip(box, other, strict=True)):
        if not one & its and place != index:
            return ()
        cells.append(one & its)
    return tuple(cells)


def _is_worse(policy: Policy, exempt: Law, usual: Law, box: Box) -> bool:
    one, other = exempt.row.rule, usual.row.rule
    if isinstance(one, CoverRule) and isinstance(other, CoverRule):
        if other.verdict is not Verdict.NO and one.verdict is Verdict.NO:
            return True
        if one.no_cover and other.verdict is not Verdict.NO and not other.no_cover:
            return True
        return any(_begins_later(one, other, anchors, years) for anchors, years in _samples(policy, box, (one, other)))
    if isinstance(one, PremiumRule) and isinstance(other, PremiumRule):
        return _is_dearer(policy, one, other)
    if (
        isinstance(one, GapCostsRule)
        and isinstance(other, GapCostsRule)
        and Bearer.ASK not in (one.bearer, other.bearer)
    ):
        return FROM_BEST_TO_WORST.index(one.bearer) > FROM_BEST_TO_WORST.index(other.bearer)
    return False


def _samples(policy: Policy, box: Box, rules: Sequence[CoverRule]) -> Iterator[tuple[Anchors, int]]:
    """Sample payment days with their anchors, and numbers of unpaid years, that are possible in a box.

    One birth, the earliest, and one number of years stand for all where no rule counts from them.
    """
    timings = _cells(policy, box, "timing")
    starts = [start for rule in rules for start in (rule.start, rule.wait.start if rule.wait else None) if start]
    births = None if any(start.at is Anchor.BIRTH for start in starts) else 1
    numbers = None if any(rule.wait and rule.wait.variable for rule in rules) else 1
    for offset, (month, number) in product(_TIMINGS.values(), _EDGES):
        paid = date(_SAMPLE_YEAR + offset, month, number)
        insured = policy.usual_year(paid)
        start, end = insured.first_day(_SAMPLE_YEAR), insured.last_day(_SAMPLE_YEAR)
        timing = "before_year" if paid < start else "after_year" if paid > end else "in_year"
        if timing not in timings or not _in_year_months(policy, box, Month.containing(paid) - Month.containing(start)):
            continue
        anchors: dict[str, date] = {
            Anchor.PAYMENT: paid,
            Anchor.PAYMENT_YEAR: date(paid.year, 1, 1),
            Anchor.INSURED_START: start,
            Anchor.INSURED_FROM: max(start, paid),
            Anchor.INSURED_END: end,
            Anchor.LAST_PAID: paid - timedelta(days=90),
            Anchor.FIRST_UNPAID: paid - timedelta(days=89),
            Anchor.BENEFITS_END: paid - timedelta(days=60),
        }
        anchors |= dict.fromkeys(map(since_anchor, CATEGORIES), paid - timedelta(days=50))
        for born, years in product(
            islice(_births(policy, box, paid), births), islice(_unpaid_years(policy, box), numbers)
        ):
            yield {**anchors, Anchor.BIRTH: born}, years


def _births(policy: Policy, box: Box, paid: date) -> Iterator[date]:
    """Days of birth that a box lets stand, for a payment on a day."""
    counting = [(name, measure) for name, measure in policy.measures() if measure.from_birth]
    for days in _DAYS_BEFORE:
        born = paid - timedelta(days=days)
        if all(_admits(policy, box, name, _counted_from(measure, born, paid)) for name, measure in counting):
            yield born


def _counted_from(measure: Measure, born: date, paid: date) -> int | None:
    """What a measure counts from birth to a payment; None for the age at another day, which any birth may have."""
    if measure.deadline is not None:
        deadline = measure.deadline.on({Anchor.BIRTH: born})
        return max((paid - deadline).days, 0) if deadline else None
    months = Month.containing(paid) - Month.containing(born) - (paid.day < born.day)
    ages = {Counted.AGE_DAYS: (paid - born).days, Counted.AGE_MONTHS: months, Counted.AGE_YEARS: months // 12}
    return ages.get(measure.counted)


def _admits(policy: Policy, box: Box, fact: str, number: int | None) -> bool:
    place = policy.space.index(fact)
    return place is None or number is None or bool(policy.space.axes[place].mask(number) & box[place])


def _cells(policy: Policy, box: Box, fact: str) -> tuple[str, ...]:
    index = policy.space.index(fact)
    return tuple(_TIMINGS) if index is None else policy.space.axes[index].cells(box[index])


def _in_year_months(policy: Policy, box: Box, months: int) -> bool:
    """True where a box lets a payment stand that comes so many months after the first one of the insured year."""
    counting = [name for name, measure in policy.measures() if measure.counted is Counted.YEAR_MONTH]
    places = [place for name in counting if (place := policy.space.index(name)) is not None]
    return all(policy.space.axes[place].mask(max(months + 1, 0)) & box[place] for place in places)


def _unpaid_years(policy: Policy, box: Box) -> Iterator[int]:
    counting = [name for name, measure in policy.measures() if measure.counted is Counted.UNPAID_YEARS]
    for years in range(_MOST_YEARS):
        if all(_admits(policy, box, name, years) for name in counting):
            yield years


def _begins_later(one: CoverRule, other: CoverRule, anchors: Anchors, years: int) -> bool:
    first, second = _begins(one, anchors, years), _begins(other, anchors, years)
    return first is not None and second is not None and first > second


def _begins(rule: CoverRule, anchors: Anchors, years: int) -> date | None:
    return first_day(rule, rule.wait.calendar(anchors, years, 0) if rule.wait else None, anchors)


def _is_dearer(policy: Policy, one: PremiumRule, other: PremiumRule) -> bool:
    """True where one price is higher than another in a year for which both are recorded."""
    years = {value.year for part in (*one.parts, *other.parts) for value, _ in policy.values(part) if value.year}
    return any(
        first > second
        for year in years
        if (first := _price(policy, one, year)) is not None and (second := _price(policy, other, year)) is not None
    )


def _price(policy: Policy, rule: PremiumRule, year: int) -> float | None:
    amounts = [next((v.amount for v, _ in policy.values(part) if v.year == year), None) for part in rule.parts]
    return None if not amounts or None in amounts else float(sum(amount for amount in amounts if amount is not None))


def unproven_cover(policy: Policy, day: date) -> Iterator[str]:
    """A key for each promise made, for a payment on a day, to people whose record does not prove it."""
    if _promises(_assessed(policy, day, _never_insured(policy, day), Scheme.EMPLOYEE), day):
        yield "never_insured"
    if not any(found.lapse.beside_cover for found in _assessed(policy, day, _owed_beside(policy, day)).lapses):
        yield "hidden_arrears"
    switched = _assessed(policy, day, _paid(policy, Scheme.FLEXIBLE, day, 30, 0), Scheme.RESIDENT).planned
    next_month = (Month.containing(day) + 1).first_day
    if switched and switched.benefits_from and switched.benefits_from < next_month:
        yield "two_schemes"


def _assessed(policy: Policy, day: date, periods: tuple[Period, ...], resume_as: Scheme | None = None) -> Assessment:
    causes = {row.span.first: Cause.EMPLOYER for row in periods if row.status is Status.UNPAID}
    plan = Plan(resume_as, day, back_pay=resume_as is Scheme.EMPLOYEE) if resume_as else None
    case = Case(policy.requested, history=History.of(periods), causes=causes, plan=plan)
    return assess(case, policy, day)


def _paid(policy: Policy, scheme: Scheme, day: date, first: int, last: int) -> tuple[Period, ...]:
    """Months paid, from so many months before a day to so many months before it."""
    now = Month.containing(day)
    return (Period(scheme, Span(now + -first, now + -last), policy.requested),)


def _never_insured(policy: Policy, day: date) -> tuple[Period, ...]:
    now = Month.containing(day)
    return (Period(Scheme.EMPLOYEE, Span(now + -3, now + -1), policy.requested, Status.UNPAID),)


def _owed_beside(policy: Policy, day: date) -> tuple[Period, ...]:
    worked = _paid(policy, Scheme.EMPLOYEE, day, 30, 13)
    owed = Period(Scheme.EMPLOYEE, Span(Month.containing(day) + -6, Month.containing(day) + -4), policy.requested)
    beside = _paid(policy, Scheme.RESIDENT, day, 12, 0)
    return (*worked, Period(owed.scheme, owed.span, owed.region, Status.UNPAID), *beside)


def _promises(found: Assessment, day: date) -> bool:
    """True where benefits are said to have been paid, or to be paid by the fund, for days before the payment month."""
    ways = found.ways.values()
    fund = (part for way in ways for part in way.cover if part.payer is Bearer.FUND)
    ended = any(finding.benefits_end for finding in found.lapses)
    return ended or any(part.since < Month.containing(day).first_day for part in fund)
