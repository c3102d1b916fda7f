"""What must hold of every case under every rule: nothing stated is contradicted, nothing unproven promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.packs.shelf.shelf import Shelf, open_shelf
from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.facts import SPECIAL_GROUPS
from app.rules.law.insured_years import InsuredYear, InsuredYearRow
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import CoverRule, GapCostsRule, Policy
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import Assessment, MissingFact, Option
from app.rules.outcome.options import planned_proposal, possible_plans
from app.rules.outcome.pay_steps import MOST_STEPS
from app.rules.outcome.situation import Situation
from app.rules.outcome.turning_points import with_turning_points
from app.rules.outcome.unfolding import worlds
from app.rules.record.case import Case, Cause, Person, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from app.timeline.model import Bar, Lane, timeline_of
from app.timeline.palette import ColourRole
from tests.rules.places import (
    COUNTRY,
    INSURED_END,
    INSURED_START,
    MEASURES,
    NEXT_MONTH,
    NOWHERE,
    OWN_CAUSES,
    PAYMENT_DAY,
    UNMARKED,
    pack,
    policy,
    row,
    when,
)
from tests.rules.test_births import PLACE as NEWBORNS

REGION = "330000"
AS_OF = date(2026, 11, 22)
PLACES: dict[str, Policy] = {
    "a place that counts newborns by days": NEWBORNS,
    "a country in which everything is recorded": NOWHERE,
    "the same without windows": policy(replace(COUNTRY, windows=())),
    "a place that inherits everything": policy(pack(REGION), UNMARKED),
    "a place with rules by cause": policy(
        pack(
            REGION,
            row("unit", CoverRule(Verdict.YES, PAYMENT_DAY), cause="employer", resume_as="employee/flexible"),
            row("own", CoverRule(Verdict.YES, NEXT_MONTH), cause=OWN_CAUSES, resume_as="employee/flexible"),
            row("fund", GapCostsRule(Bearer.FUND), resume_as="employee/flexible", unpaid_months="<=2"),
        ),
        COUNTRY,
    ),
}

MONTHS = st.integers(2024 * 12, 2026 * 12 + 11).map(Month)
STANDINGS = st.sampled_from([Status.PAID] * 5 + [Status.UNPAID, Status.UNKNOWN, Status.UNKNOWN, Status.IN_TRANSIT])


@st.composite
def rows(draw: st.DrawFn) -> tuple[Period, ...]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        first, length = draw(MONTHS), draw(st.integers(0, 20))
        credited = draw(st.sampled_from([None, None, first.first_day + timedelta(days=draw(st.integers(0, 27)))]))
        found.append(
            Period(
                draw(st.sampled_from(list(Scheme))),
                Span(first, first + length),
                REGION,
                draw(STANDINGS),
                base=Decimal(5000),
                credited_on=credited,
            )
        )
    return tuple(found)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    scheme = draw(st.sampled_from(list(Scheme)))
    pay_on = AS_OF + timedelta(days=draw(st.integers(0, 200)))
    year = draw(st.sampled_from([None, pay_on.year, pay_on.year + 1])) if scheme is Scheme.RESIDENT else None
    return Plan(
        scheme,
        pay_on,
        back_pay=draw(st.booleans()),
        insured_year=year,
        repair_years=draw(st.sampled_from([0, 0, 1])) if scheme is Scheme.RESIDENT else 0,
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    history = History.of(draw(rows()))
    plan = draw(st.one_of(st.none(), plans()))
    told = Case(REGION, history=history, plan=plan)
    causes = {}
    for lapse in find_lapses(told, plan.pay_on if plan else AS_OF):
        cause = draw(st.sampled_from([Cause.UNKNOWN, Cause.UNKNOWN, Cause.EMPLOYER, Cause.PERSONAL, Cause.LEFT_JOB]))
        causes[lapse.span.first] = cause
    categories = draw(st.sampled_from([frozenset[str](), frozenset({"newborn"}), frozenset({"veteran"})]))
    return replace(told, causes=causes, person=Person(categories=categories))


PLACE = st.sampled_from(sorted(PLACES))
BIRTHS = st.integers(0, 500).map(lambda days: AS_OF - timedelta(days=days))


@st.composite
def children(draw: st.DrawFn) -> Case:
    """A child of whom the day of birth is known, with or without a record after it."""
    birth = draw(BIRTHS)
    first = Month.containing(birth)
    paid = [Period(Scheme.RESIDENT, Span(first, Month.of(first.year, 12)), REGION)]
    pay_on = AS_OF + timedelta(days=draw(st.integers(0, 200)))
    year = draw(st.sampled_from([None, pay_on.year, pay_on.year + 1]))
    window = draw(st.sampled_from([None, True, False]))
    plan = Plan(Scheme.RESIDENT, pay_on, back_pay=draw(st.booleans()), insured_year=year, in_window=window)
    return Case(
        REGION,
        Person(birth_date=birth, categories=draw(st.sampled_from([frozenset[str](), frozenset({"newborn"})]))),
        History.of(draw(st.sampled_from([[], [], paid]))),
        plan=draw(st.sampled_from([None, plan])),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(children(), PLACE)
def test_nobody_starts_before_birth(told: Case, place: str) -> None:
    assert list(before_birth(told, assess(told, PLACES[place], AS_OF))) == []


def before_birth(told: Case, found: Assessment) -> Iterator[str]:
    """Days of cover, and waits that end, before the day of birth."""
    birth = told.person.birth_date
    assert birth is not None
    for key, way in by_key(found).items():
        days = [way.benefits_from, *(part.since for part in way.cover if part.payer is Bearer.FUND)]
        yield from (f"{key} {day}" for day in days if day is not None and day < birth)
        if way.cost is not None:
            years = {line.label.zh[:4] for line in way.cost.lines}
            yield from (f"{key} pays {year}" for year in years if year.isdigit() and int(year) < birth.year)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(children(), PLACE)
def test_a_child_is_no_worse_off_a_day_younger(told: Case, place: str) -> None:
    """Cover for what is paid on the same day never begins later, at more cost, for one who is a day nearer to birth."""
    birth = told.person.birth_date
    assert birth is not None
    if birth == AS_OF or (birth + timedelta(days=1)).year != birth.year or told.history.periods:
        return
    younger = replace(told, person=replace(told.person, birth_date=birth + timedelta(days=1)))
    older, found = (by_key(assess(each, PLACES[place], AS_OF)) for each in (told, younger))
    for key in older.keys() & found.keys():
        one, other = older[key], found[key]
        if one.verdict is Verdict.YES and other.benefits_from and one.benefits_from:
            assert other.benefits_from <= max(one.benefits_from, birth + timedelta(days=1))


# --- an unknown answered either way --------------------------------------------------------------------------------


def answers(missing: MissingFact) -> Iterator[str]:
    """Every answer a question allows that settles something."""
    if missing.fact.startswith("credited_on:"):
        month = Month.parse(missing.fact.partition(":")[2])
        yield from (day.isoformat() for day in (month.first_day, month.first_day.replace(day=15), month.last_day))
    elif not missing.fact.startswith(("unemployment_benefit:", "retirement_category", "birth_date")):
        yield from (choice for choice in missing.choices if choice != "unknown")


def contradicted(stated: Option, now: Option, *, everything_known: bool) -> Iterator[str]:
    """What an option says otherwise than while more was unknown.

    Before everything is known, and of what was a reference only, saying no more of it is no contradiction.
    """
    verdicts = {stated.verdict, now.verdict} - (set() if everything_known else {Verdict.ASK})
    if stated.verdict is not Verdict.ASK and len(verdicts) > 1:
        yield f"verdict {stated.verdict} {now.verdict}"
    if now.verdict is Verdict.NO:
        return
    for name in ("benefits_from", "waiting", "cost", "gap_costs", "continuity", "personal_account"):
        before, after = (None if value == "ask" else value for value in (getattr(stated, name), getattr(now, name)))
        said_no_more = after is None and (stated.reference or not everything_known)
        if before is not None and after != before and not said_no_more:
            yield f"{name} {before} {after}"
    if stated.verdict is Verdict.YES and stated.benefits_from and not stated.waiting and now.waiting:
        yield f"no wait {now.waiting}"


def differences(told: Case, known: Case, under: Policy) -> Iterator[tuple[str, str]]:
    """What an assessment states of a case and takes back once more is known of it."""
    before, after = assess(told, under, AS_OF), assess(known, under, AS_OF)
    everything = not any(True for missing in after.missing_facts for _ in answers(missing))
    if before.today.covered is not Verdict.ASK and after.today.covered not in (
        before.today.covered,
        before.today.covered if everything else Verdict.ASK,
    ):
        yield "today", f"{before.today.covered} {after.today.covered}"
    ways = by_key(after)
    for key, stated in by_key(before).items():
        if key in ways:
            yield from ((key, text) for text in contradicted(stated, ways[key], everything_known=everything))


def by_key(found: Assessment) -> dict[str, Option]:
    planned = {"planned": found.planned} if found.planned else {}
    return {f"{way.id}:{way.resume_as}": way for way in found.options} | planned


MOST_ROUNDS = 6


def answered_one_by_one(told: Case, under: Policy, data: st.DataObject) -> None:
    """One question after another is answered, until nothing is asked any more."""
    known = told
    for _ in range(MOST_ROUNDS):
        asked = [(m.fact, answer) for m in assess(known, under, AS_OF).missing_facts for answer in answers(m)]
        if not asked:
            break
        fact, answer = data.draw(st.sampled_from(asked))
        known = replace(known, answers={**known.answers, fact: answer})
        assert list(differences(told, known, under)) == [], known.answers


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), PLACE, st.data())
def test_an_unknown_answered_either_way_contradicts_nothing_that_was_stated(
    told: Case, place: str, data: st.DataObject
) -> None:
    answered_one_by_one(told, PLACES[place], data)


# --- cover needs proof ---------------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), PLACE)
def test_without_earlier_cover_under_a_scheme_the_fund_bears_nothing_and_no_benefits_end(
    told: Case, place: str
) -> None:
    assert list(unproven(told, assess(told, PLACES[place], AS_OF))) == []


def unproven(told: Case, found: Assessment) -> Iterator[str]:
    """Stretches before the payment that the fund is said to bear, and last days of benefits, without earlier cover."""
    for way in by_key(found).values():
        for part in way.cover:
            before_payment = part.since < Month.containing(way.pay_on).first_day
            if part.payer is Bearer.FUND and before_payment:
                proven = part.scheme is not None and covered_by(told, part.scheme, Month.containing(part.since))
                yield from () if proven else (f"{way.id} {part}",)
    ahead = [found.impending.finding] if found.impending else []
    for finding in (*found.lapses, *ahead):
        lapse = finding.lapse
        if finding.benefits_end is not None:
            proven = lapse.scheme_before and covered_by(told, lapse.scheme_before, lapse.span.first + -1)
            yield from () if proven else (f"{lapse.span} {finding.benefits_end}",)


def covered_by(told: Case, scheme: Scheme, month: Month) -> bool:
    """True when some month up to a month is covered under a scheme."""
    return told.history.months_of(scheme, month) > 0


# --- what a unit owes ----------------------------------------------------------------------------------------------


def owed(told: Case) -> set[Month]:
    """The months a unit is said to owe, of all that is found lapsed or in arrears."""
    unpaid = {
        month
        for row in told.history.periods
        if row.scheme is Scheme.EMPLOYEE and row.status in (Status.UNPAID, Status.PARTLY_PAID)
        for month in row.span
    }
    return {month for lapse in find_lapses(told, AS_OF) if lapse.unit_owes for month in lapse.span} & unpaid


@given(rows(), st.lists(st.tuples(st.sampled_from([Scheme.RESIDENT, Scheme.FLEXIBLE]), MONTHS, st.integers(0, 20))))
def test_cover_under_another_scheme_never_removes_what_a_unit_owes(
    paid: tuple[Period, ...], more: list[tuple[Scheme, Month, int]]
) -> None:
    beside = tuple(Period(scheme, Span(first, first + n), REGION) for scheme, first, n in more)
    before, after = (Case(REGION, history=History.of(rows)) for rows in (paid, (*paid, *beside)))
    assert owed(before) <= owed(after)


@given(rows(), st.lists(st.tuples(st.sampled_from([Scheme.RESIDENT, Scheme.FLEXIBLE]), MONTHS, st.integers(0, 20))))
def test_no_month_is_found_lapsed_twice(paid: tuple[Period, ...], more: list[tuple[Scheme, Month, int]]) -> None:
    beside = tuple(Period(scheme, Span(first, first + n), REGION) for scheme, first, n in more)
    found = find_lapses(Case(REGION, history=History.of((*paid, *beside))), AS_OF)
    months = [month for lapse in found for month in lapse.span]
    assert len(months) == len(set(months))
    assert [lapse.span for lapse in found] == sorted(lapse.span for lapse in found)


# --- today and the timeline ----------------------------------------------------------------------------------------


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), PLACE)
def test_today_never_contradicts_the_lane_of_benefits(told: Case, place: str) -> None:
    assert list(contradicting_today(told, assess(told, PLACES[place], AS_OF))) == []


def contradicting_today(told: Case, found: Assessment) -> Iterator[Bar]:
    """The bars over today that say otherwise than the answer: at one's own cost, or paid as the record settles it."""
    for option in (None, *found.ways.values()):
        for bar in timeline_of(told, found, option).in_lane(Lane.BENEFITS):
            if not bar.since <= AS_OF <= bar.until:
                continue
            if found.today.covered is Verdict.YES and bar.role is ColourRole.SELF_PAID:
                yield bar
            if (
                found.today.covered is Verdict.NO
                and option is None
                and bar.role is ColourRole.BENEFIT
                and not bar.tentative
            ):
                yield bar


# --- pay steps -----------------------------------------------------------------------------------------------------


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), PLACE)
def test_pay_steps_are_in_order_from_the_payment_on_and_end_where_the_deadline_does(told: Case, place: str) -> None:
    under = PLACES[place]
    found = with_turning_points(told, under, assess(told, under, AS_OF))
    assert list(out_of_order(found, narrowed=False)) == []


def out_of_order(found: Assessment, *, narrowed: bool) -> Iterator[str]:
    """What is wrong with the steps of some way; `narrowed`: the place takes payments on some days of a month only."""
    for key, way in by_key(found).items():
        steps = way.pay_steps
        if len(steps) > MOST_STEPS or (way.verdict is Verdict.NO and steps):
            yield f"{key}: {len(steps)} steps"
        if not steps:
            continue
        begins, waiting = (way.benefits_from, way.waiting)
        if not narrowed and (steps[0].pay_from, steps[0].benefits_from, steps[0].waiting) != (
            way.pay_on,
            begins,
            waiting,
        ):
            yield f"{key}: does not begin with the payment, {steps[0]}"
        for one, following in pairwise(steps):
            if one.pay_until is None or not one.pay_from <= one.pay_until < following.pay_from:
                yield f"{key}: {one} before {following}"
        ends = [step.pay_until for step in steps if step.pay_until is not None]
        if way.pay_by is not None and not narrowed and way.pay_by not in ends and way.pay_by < ends[-1]:
            yield f"{key}: the deadline {way.pay_by} within a step"


# --- exempt people -------------------------------------------------------------------------------------------------


def worse(spared: Option, usual: Option) -> Iterator[str]:
    """In what one option is worse than another: covered later, for a longer wait, dearer, refused, or not certain."""
    if (spared.verdict, usual.verdict) != (Verdict.ASK, Verdict.YES) and _RANK[spared.verdict] > _RANK[usual.verdict]:
        yield f"{usual.verdict} {spared.verdict}"
    if spared.benefits_from and usual.benefits_from and spared.benefits_from > usual.benefits_from:
        yield f"begins {usual.benefits_from} {spared.benefits_from}"
    if spared.cost and usual.cost and spared.cost.total > usual.cost.total:
        yield f"cost {usual.cost.total} {spared.cost.total}"
    if spared.waiting and usual.verdict is Verdict.YES and usual.benefits_from and not usual.waiting:
        yield f"waits {spared.waiting}"


_RANK = {Verdict.YES: 0, Verdict.ASK: 1, Verdict.NO: 2}
EXEMPT = {"exempt": frozenset({"newborn", "veteran"})}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), st.sampled_from(["newborn", "veteran"]))
def test_nobody_of_an_exempt_group_is_worse_off_in_the_made_up_country(told: Case, group: str) -> None:
    assert list(worse_off(told, policy(replace(COUNTRY, groups=EXEMPT)), group)) == []


def worse_off(told: Case, under: Policy, group: str) -> Iterator[tuple[str, str]]:
    """In what the same person is worse off as one of a group than as one of none."""
    usual, spared = (
        by_key(assess(replace(told, person=Person(categories=people)), under, AS_OF))
        for people in (frozenset[str](), frozenset({group}))
    )
    for key in usual.keys() & spared.keys():
        yield from ((key, text) for text in worse(spared[key], usual[key]))


# --- the packs that come with the program ----------------------------------------------------------------------------


@cache
def shelf() -> Shelf:
    return open_shelf()


SHIPPED = st.sampled_from(sorted(heading.code for heading in shelf().headings))


def moved(told: Case, region: str) -> Case:
    """The same record in another place."""
    periods = (replace(row, region=region) for row in told.history.periods)
    return replace(told, region=region, history=History.of(periods))


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), SHIPPED, st.data())
def test_an_answer_contradicts_nothing_stated_in_any_shipped_place(
    told: Case, region: str, data: st.DataObject
) -> None:
    answered_one_by_one(moved(told, region), shelf().policy_for(region), data)


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), SHIPPED)
def test_cover_needs_proof_in_every_shipped_place(told: Case, region: str) -> None:
    made, under = moved(told, region), shelf().policy_for(region)
    found = assess(made, under, AS_OF)
    assert list(unproven(made, found)) == []
    assert list(contradicting_today(made, found)) == []


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(children(), SHIPPED)
def test_nobody_starts_before_birth_in_any_shipped_place(told: Case, region: str) -> None:
    made, under = moved(told, region), shelf().policy_for(region)
    assert list(before_birth(made, assess(made, under, AS_OF))) == []


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), SHIPPED)
def test_pay_steps_are_in_order_in_every_shipped_place(told: Case, region: str) -> None:
    made, under = moved(told, region), shelf().policy_for(region)
    found = with_turning_points(made, under, assess(made, under, AS_OF))
    narrowed = any(step.payment_days for pack in under.packs for step in pack.steps)
    assert list(out_of_order(found, narrowed=narrowed)) == []


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), SHIPPED, st.sampled_from(sorted(SPECIAL_GROUPS)))
def test_nobody_of_a_special_group_is_worse_off_in_any_shipped_place(told: Case, region: str, group: str) -> None:
    made, under = moved(told, region), shelf().policy_for(region)
    assert list(worse_off(made, under, group)) == []


# --- insured years and the steps in them -----------------------------------------------------------------------------

IN_YEAR = {"resume_as": "resident", "timing": "in_year"}
STEPS = policy(
    pack(
        REGION,
        row(
            "early",
            CoverRule(Verdict.YES, INSURED_START, until=INSURED_END),
            resume_as="resident",
            timing="before_year",
        ),
        row("extended", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), month_of_year="1..2", **IN_YEAR),
        row(
            "spring",
            CoverRule(Verdict.YES, PAYMENT_DAY, WaitRule(PAYMENT_DAY, Count.CIVIL, months=3), INSURED_END),
            month_of_year="3..6",
            **IN_YEAR,
        ),
        row("summer", CoverRule(Verdict.YES, no_cover=True), month_of_year=">=7", **IN_YEAR),
        measures={
            **MEASURES,
            "month_of_year": Measure("month_of_year", Bilingual("月", "month"), Counted.YEAR_MONTH),
        },
    ),
    COUNTRY,
)
SCHOOL = InsuredYear("school", 9, 8, last_in=1)
FRESHMEN = InsuredYear("freshmen", 9, 12, first_in=-1)
BY_SCHOOL = policy(
    replace(
        STEPS.own,
        insured_years=(
            InsuredYearRow(FRESHMEN, when(freshman=True), Bilingual("", ""), ("law",)),
            InsuredYearRow(SCHOOL, {}, Bilingual("", ""), ("law",)),
        ),
    ),
    COUNTRY,
)
YEAR_PLACES = {"calendar": STEPS, "school": BY_SCHOOL}
STEP_DAYS = st.dates(date(2026, 7, 1), date(2028, 12, 31))


@st.composite
def residents(draw: st.DrawFn) -> Case:
    first = draw(MONTHS)
    paid = Period(Scheme.RESIDENT, Span(first, first + draw(st.integers(0, 30))), REGION)
    since = draw(st.sampled_from([{}, {"student": date(2026, 9, 1)}, {"student": date(2027, 9, 1)}]))
    categories = frozenset({"student"}) if since else draw(st.sampled_from([frozenset[str](), frozenset({"student"})]))
    return Case(REGION, Person(categories=categories, since=since), History.of([paid]))


def paying(told: Case, under: Policy, day: date, year: int) -> Option:
    plan = Plan(Scheme.RESIDENT, day, insured_year=year)
    found = assess(replace(told, plan=plan), under, day).planned
    assert found is not None
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(residents(), st.sampled_from(sorted(YEAR_PLACES)), STEP_DAYS, STEP_DAYS)
def test_a_step_later_in_the_year_never_starts_earlier(told: Case, place: str, one: date, other: date) -> None:
    early, late = (paying(told, YEAR_PLACES[place], day, 2027) for day in sorted((one, other)))
    if early.benefits_from and late.benefits_from and early.insured_from == late.insured_from:
        assert early.benefits_from <= late.benefits_from
    if early.in_vain and late.verdict is not Verdict.NO and early.insured_from == late.insured_from:
        assert late.benefits_from is None


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(residents(), st.sampled_from(sorted(YEAR_PLACES)), STEP_DAYS, st.integers(2026, 2028))
def test_no_two_steps_of_a_year_answer_for_one_day(told: Case, place: str, day: date, year: int) -> None:
    under = YEAR_PLACES[place]
    plan = Plan(Scheme.RESIDENT, day, insured_year=year)
    told = replace(told, plan=plan)
    ways = [planned_proposal(told, under, plan), *(other.proposal for other in possible_plans(told, under, plan))]
    for way in ways:
        laws = [world.laws[Matter.COVER] for world in worlds(Situation(told, under, way))]
        assert len({law.id if law else None for law in laws}) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(residents(), st.sampled_from(sorted(YEAR_PLACES)), STEP_DAYS, st.integers(2026, 2028))
def test_cover_lies_within_the_insured_year_that_is_paid_for(told: Case, place: str, day: date, year: int) -> None:
    found = paying(told, YEAR_PLACES[place], day, year)
    if found.verdict is Verdict.YES and found.benefits_from:
        assert found.insured_from is not None
        assert found.insured_until is not None
        assert found.insured_from <= found.benefits_from <= found.insured_until
        assert found.benefits_until == found.insured_until


SHIPPED_STEPS = ("140000", "350100", "430000", "440300", "620100", "630000", "630100")


@pytest.mark.parametrize("code", SHIPPED_STEPS)
@pytest.mark.parametrize("year", [2025, 2026])
def test_in_no_shipped_place_does_a_later_step_of_the_year_start_earlier(code: str, year: int) -> None:
    under = shelf().policy_for(code)
    paid = Period(Scheme.RESIDENT, Span(Month.of(year - 3, 1), Month.of(year - 1, 12)), code)
    told = Case(code, Person(birth_date=date(1990, 5, 1)), History.of([paid]))
    insured = under.usual_year(date(year, 6, 1))
    window = under.window(year)
    opens = window[0].opens if window else insured.first_day(year) - timedelta(days=90)
    days = [day for n in range(-120, 360, 15) if (day := insured.first_day(year) + timedelta(days=n)) >= opens]
    known = [(day, found.benefits_from) for day in days if (found := paying(told, under, day, year)).benefits_from]
    assert all(one[1] <= other[1] for one, other in pairwise(known)), known
