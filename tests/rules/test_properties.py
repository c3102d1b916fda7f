"""What must hold of every case under every rule: nothing stated is contradicted, nothing unproven promised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.rules.assess import assess
from app.rules.law.policy import CoverRule, GapCostsRule, Policy
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import Assessment, MissingFact, Option
from app.rules.record.case import Case, Cause, Person, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from tests.rules.places import COUNTRY, NEXT_MONTH, NOWHERE, OWN_CAUSES, PAYMENT_DAY, UNMARKED, pack, policy, row

REGION = "330000"
AS_OF = date(2026, 11, 22)
PLACES: dict[str, Policy] = {
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


# --- an unknown answered either way ----------------------------------------------------------------------------------


def answers(missing: MissingFact) -> Iterator[str]:
    """Every answer a question allows that settles something."""
    if missing.fact.startswith("credited_on:"):
        month = Month.parse(missing.fact.partition(":")[2])
        yield from (day.isoformat() for day in (month.first_day, month.first_day.replace(day=15), month.last_day))
    elif not missing.fact.startswith(("unemployment_benefit:", "retirement_category", "birth_date")):
        yield from (choice for choice in missing.choices if choice != "unknown")


def contradicted(stated: Option, now: Option, *, everything_known: bool) -> Iterator[str]:
    """What an option says otherwise than while more was unknown; saying nothing is no contradiction before the end."""
    verdicts = {stated.verdict, now.verdict} - (set() if everything_known else {Verdict.ASK})
    if stated.verdict is not Verdict.ASK and len(verdicts) > 1:
        yield f"verdict {stated.verdict} {now.verdict}"
    if now.verdict is Verdict.NO:
        return
    for name in ("benefits_from", "waiting", "cost", "gap_costs", "continuity", "personal_account"):
        before, after = (None if value == "ask" else value for value in (getattr(stated, name), getattr(now, name)))
        if before is not None and after != before and (everything_known or after is not None):
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


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases(), PLACE, st.data())
def test_an_unknown_answered_either_way_contradicts_nothing_that_was_stated(
    told: Case, place: str, data: st.DataObject
) -> None:
    """One question after another is answered, until nothing is asked any more."""
    known = told
    for _ in range(MOST_ROUNDS):
        asked = [(m.fact, answer) for m in assess(known, PLACES[place], AS_OF).missing_facts for answer in answers(m)]
        if not asked:
            break
        fact, answer = data.draw(st.sampled_from(asked))
        known = replace(known, answers={**known.answers, fact: answer})
        assert list(differences(told, known, PLACES[place])) == [], known.answers
