"""The days on which paying later gives another outcome, against trying every single day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import BackPaymentRule, CoverRule, GapCostsRule, Policy, PremiumRule, Window
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import Option
from app.rules.outcome.options import planned_proposal
from app.rules.outcome.pay_steps import MOST_STEPS
from app.rules.outcome.turning_points import HORIZON_MONTHS, cover_by, with_turning_points
from app.rules.outcome.unfolding import unfold
from app.rules.record.case import Case, Person
from app.rules.record.lapses import lapses_before_payment
from app.rules.record.months import ONE_DAY
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    NOWHERE,
    OWN_CAUSES,
    OWN_PRICE,
    SIX_MONTHS,
    case,
    changes,
    day,
    pack,
    policy,
    row,
)

WINDOW = Window(2027, day("2026-10-17"), day("2027-02-25"), ("law",))
LATE_PRICE = row("late", PremiumRule(("resident_premium",)), resume_as="resident", in_window="no")
TOWN = policy(
    pack(
        "330000",
        LATE_PRICE,
        row("old", CoverRule(Verdict.YES, NEXT_MONTH), until="2027-06-09", resume_as="flexible"),
        row("new", CoverRule(Verdict.ASK, NEXT_MONTH), since="2027-06-10", until="2028-02-28", resume_as="flexible"),
        windows=(WINDOW,),
    ),
    COUNTRY,
)
PAST = Measure("past", Bilingual("逾期天数", "days past"), Counted.DAYS_PAST,
               deadline=DateRule(Anchor.FIRST_UNPAID, months=2, days=14, align=Align.MONTH_START))  # fmt: skip
DUE_DAY = Measure("on", Bilingual("缴费日", "day of the month"), Counted.PAYMENT_DAY)
BY_THE_DAY = policy(
    pack(
        "330000",
        row("in-time", BackPaymentRule(Verdict.YES, OWN_PRICE), cause=OWN_CAUSES, past="<=0"),
        row("a-month-late", BackPaymentRule(Verdict.ASK, OWN_PRICE), cause=OWN_CAUSES, past="1..30"),
        row("too-late", BackPaymentRule(Verdict.NO), cause=OWN_CAUSES, past=">30"),
        measures={"past": PAST},
    ),
    COUNTRY,
)
A_MONTH = WaitRule(NEXT_MONTH, Count.CALENDAR, months=1)
BY_THE_20TH = policy(
    pack(
        "330000",
        row("early", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible", on="<=20"),
        row("late", CoverRule(Verdict.YES, wait=A_MONTH), resume_as="flexible", on=">20"),
        measures={"on": DUE_DAY},
    ),
    COUNTRY,
)  # fmt: skip
RETRO_FOR_THREE = policy(
    pack(
        "330000",
        row("retro", GapCostsRule(Bearer.FUND), resume_as="flexible", unpaid_months="<=2"),
        row("own", GapCostsRule(Bearer.SELF), resume_as="flexible", unpaid_months=">2"),
    ),
    COUNTRY,
)


def outcome_of(found: Option, under: Policy) -> tuple[object, ...]:
    """What the contract calls the same: verdict, wait and where it is counted from, payer, price rule, continuity."""
    wait = found.waiting and (found.waiting.months, found.waiting.days, found.waiting.benefit_percent)
    price = {reason.rule for reason in found.reasons if reason.matter in (Matter.BACK_PAYMENT, Matter.PREMIUM)}
    return (found.verdict, wait, found.gap_costs, frozenset(price), found.continuity, from_new_year(found, under))


def from_new_year(found: Option, under: Policy) -> bool:
    named = [reason.rule for reason in found.reasons if reason.matter is Matter.COVER]
    rules = [law.row.rule for law in under.laws if law.id in named]
    starts = [rule.wait.start if rule.wait else rule.start for rule in rules if isinstance(rule, CoverRule)]
    return any(start is not None and start.at is Anchor.INSURED_START for start in starts)


def tried(told: Case, under: Policy) -> list[tuple[date, tuple[object, ...], date | None]]:
    """What paying on every single day leads to: the outcome, and the first day of cover."""
    assert told.plan is not None
    planned = planned_proposal(told, under, told.plan)
    horizon = date(told.plan.pay_on.year + HORIZON_MONTHS // 12, told.plan.pay_on.month, 28)
    last = min(horizon, under.own.claims.until or date.max)
    days = [told.plan.pay_on + timedelta(days=n) for n in range((last - told.plan.pay_on).days + 1)]
    found = []
    for on in days:
        way = unfold(told, under, planned.moved_to(on, lapses_before_payment(told, on), under)).option
        found.append((on, outcome_of(way, under), way.benefits_from))
    return found


def days_found_one_by_one(told: Case, under: Policy) -> list[date]:
    return [
        on
        for (_, before, _), (on, after, _) in pairwise(tried(told, under))
        if after != before and not after[0] is before[0] is Verdict.NO
    ]


def starts_found_one_by_one(told: Case, under: Policy) -> list[date]:
    """The first days of all stretches on which it can be done, by trying every day."""
    days = tried(told, under)
    starts = [on for on, outcome, _ in days[:1] if outcome[0] is not Verdict.NO]
    for (_, before, begun), (on, after, begins) in pairwise(days):
        leap = (begins - begun).days > 1 if begins and begun else begins is not begun
        if (after != before or leap) and after[0] is not Verdict.NO:
            starts.append(on)
    return starts


AGE = Measure("age", Bilingual("年龄", "age"), Counted.AGE)
BY_AGE = policy(
    pack(
        "330000",
        row("young", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible", age="<18"),
        row("grown", CoverRule(Verdict.ASK, NEXT_MONTH), resume_as="flexible", age=">=18"),
        measures={"age": AGE},
    ),
    COUNTRY,
)
CASES = [
    ("flexible 2024-01..2026-09 base=1", "flexible on 2026-11-22", NOWHERE),
    ("flexible 2024-01..2026-10 base=1", "flexible on 2026-11-22, back pay", NOWHERE),
    ("flexible 2024-01..2026-10 base=1", "flexible on 2026-11-22, back pay", TOWN),
    ("resident 2024-01..2024-12", "resident on 2026-10-01, for 2027", TOWN),
    ("resident 2025-01..2025-12", "resident on 2026-10-31, for 2027, back pay", TOWN),
    ("resident 2025-01..2025-12", "resident on 2026-11-22, for 2027", NOWHERE),
    ("employee 2024-01..2026-10 base=1", "employee on 2026-11-22", RETRO_FOR_THREE),
    ("flexible 2024-01..2026-10 base=1", "flexible on 2026-11-22", RETRO_FOR_THREE),
    ("flexible 2024-01..2026-09 base=1", "flexible on 2026-11-22, back pay", BY_THE_DAY),
    ("flexible 2024-01..2026-10 base=1", "flexible on 2026-11-19", BY_THE_20TH),
    # Nothing has lapsed yet: there is no deadline to be past.
    ("flexible 2024-01..2026-11 base=1", "flexible on 2026-11-19, back pay", BY_THE_DAY),
]


@pytest.mark.slow
@pytest.mark.parametrize(("paid", "planned", "under"), CASES)
def test_the_turning_points_are_those_found_by_trying_every_day(paid: str, planned: str, under: Policy) -> None:
    told = case(paid, planned)
    assert told.plan is not None
    as_of = told.plan.pay_on
    found = with_turning_points(told, under, assess(told, under, as_of)).planned
    assert found is not None
    days = sorted({change.on for change in found.changes if change.on <= date(as_of.year + 3, as_of.month, 28)})
    assert days == days_found_one_by_one(told, under)
    assert found.pay_by == (days[0] - ONE_DAY if days else None)


@pytest.mark.slow
@pytest.mark.parametrize(("paid", "planned", "under"), CASES)
def test_the_pay_steps_are_those_found_by_trying_every_day(paid: str, planned: str, under: Policy) -> None:
    told = case(paid, planned)
    assert told.plan is not None
    found = with_turning_points(told, under, assess(told, under, told.plan.pay_on)).planned
    assert found is not None
    starts = starts_found_one_by_one(told, under)[:MOST_STEPS]
    assert [step.pay_from for step in found.pay_steps] == starts
    assert found.pay_steps[0].benefits_from == found.benefits_from
    assert found.pay_steps[0].waiting == found.waiting


def test_the_last_day_without_a_wait_is_the_last_of_the_third_unpaid_month_and_one() -> None:
    """Paid to September: October, November, December are 3; in January still 3, from February 4."""
    told = changes("flexible 2024-01..2026-09", "flexible on 2026-11-22")
    assert told == ["2027-02-01 waiting: 无等待期 → 等待6个月", "2027-02-01 continuity: 连续计算 → 重新计算"]


def test_a_back_payment_that_comes_too_late_is_refused_and_nothing_more_is_said() -> None:
    told = changes("flexible 2024-01..2026-09 base=1", "flexible on 2026-11-22, back pay")
    assert told == ["2027-02-01 verdict: 能办 → 办不了"]


def test_who_bears_the_gap_is_part_of_the_outcome() -> None:
    told = changes("flexible 2024-01..2026-10", "flexible on 2026-11-22", RETRO_FOR_THREE)
    assert any(text.startswith("2027-02-01 gap_costs:") for text in told), told


def test_a_wait_of_days_is_told_in_days() -> None:
    waits = CoverRule(Verdict.YES, wait=WaitRule(NEXT_MONTH, Count.CIVIL, days=60))
    under = policy(pack("330000", row("d", waits, since="2027-01-15", resume_as="flexible")), COUNTRY)
    told = changes("flexible 2024-01..2026-09", "flexible on 2026-11-22", under)
    assert told[0] == "2027-01-15 waiting: 无等待期 → 等待60天"


def test_the_price_of_a_late_joiner_is_a_turning_point() -> None:
    told = changes("resident 2025-01..2026-12", "resident on 2026-10-31, for 2027", TOWN)
    assert [" ".join(text.split()[:2]) for text in told] == [
        "2027-02-26 waiting:", "2027-02-26 price:", "2027-05-01 continuity:", "2028-01-01 verdict:",
    ]  # fmt: skip


def test_an_open_cause_leaves_before_and_after_open() -> None:
    told = changes("employee 2024-01..2026-09 base=1", "employee on 2026-11-22, back pay")
    assert any("未定" in text for text in told)


def test_a_lapse_already_resumed_has_no_day_to_pay_by() -> None:
    told = case("flexible 2024-01..2024-03; flexible 2024-06..2026-11")
    found = with_turning_points(told, NOWHERE, assess(told, NOWHERE, day("2026-11-22")))
    (resumed,) = [option for option in found.options if option.id == "already_resumed"]
    assert (resumed.pay_by, resumed.changes) == (None, ())


def test_every_option_gets_its_own_turning_points() -> None:
    told = case("flexible 2024-01..2026-09 base=1")
    found = with_turning_points(told, NOWHERE, assess(told, NOWHERE, day("2026-11-22")))
    by_id = {option.id.value: option.pay_by for option in found.options}
    assert by_id["person_back_pays"] == by_id["resume_without_back_pay"] == day("2027-01-31")
    assert by_id["join_resident_next_year"] == day("2026-12-31")
    assert found.planned is None


def test_answers_are_obeyed() -> None:
    paid, planned = "employee 2024-01..2026-09 base=1", "employee on 2026-11-22, back pay"
    open_cause = changes(paid, planned)
    answered = changes(paid, planned, answers={"lapse_cause:2026-10": "employer"})
    assert answered != open_cause
    assert answered == changes(paid, planned, causes="2026-10 employer")


def test_nothing_else_of_the_assessment_changes() -> None:
    told = case("flexible 2024-01..2026-09 base=1", "flexible on 2026-11-22, back pay")
    plain = assess(told, NOWHERE, day("2026-11-22"))
    full = with_turning_points(told, NOWHERE, plain)
    assert full.planned is not None
    stripped = replace(
        full,
        planned=replace(full.planned, pay_by=None, changes=(), pay_steps=()),
        options=tuple(replace(option, pay_by=None, changes=(), pay_steps=()) for option in full.options),
    )
    assert stripped == plain


def test_a_birthday_may_be_a_turning_point() -> None:
    person = Person(birth_date=day("2009-05-17"))
    told = changes("", "flexible on 2026-11-22", BY_AGE, person=person)
    assert told[0] == "2027-05-17 verdict: 能办 → 须经办确认"
    leap = Person(birth_date=day("2008-02-29"))
    assert changes("", "flexible on 2025-11-22", BY_AGE, person=leap)[0].startswith("2026-03-01")


def test_an_unknown_age_is_asked_for_where_it_decides() -> None:
    told = case("", "flexible on 2026-11-22")
    found = assess(told, BY_AGE, day("2026-11-22"))
    assert "birth_date" in [missing.fact for missing in found.missing_facts]
    assert changes("", "flexible on 2026-11-22", BY_AGE) == []


# --- the reverse question ------------------------------------------------------------------------------------------


def pay_by(paid: str, covered: str, id_: str, under: Policy = NOWHERE, as_of: str = "2026-11-22") -> tuple[str, str]:
    (found,) = [each for each in cover_by(case(paid), under, day(as_of), day(covered)) if each.option == id_]
    return str(found.pay_by), str(found.earliest)


@pytest.mark.parametrize(
    ("covered", "last_day", "earliest"),
    [
        # Paid in one month, covered from the next.
        ("2026-12-01", "2026-11-30", "2026-12-01"),
        ("2027-01-15", "2026-12-31", "2026-12-01"),
        ("2026-11-30", "None", "2026-12-01"),
        # From February on 6 months' wait: for July one must pay in January, without a wait.
        ("2027-07-31", "2027-01-31", "2026-12-01"),
        ("2027-08-31", "2027-01-31", "2026-12-01"),
        ("2027-09-01", "2027-02-28", "2026-12-01"),
    ],
)
def test_to_be_covered_on_a_day_pay_by_which_day(covered: str, last_day: str, earliest: str) -> None:
    assert pay_by("flexible 2024-01..2026-09", covered, "resume_without_back_pay") == (last_day, earliest)


@pytest.mark.parametrize(
    ("covered", "last_day"),
    [("2027-04-01", "2026-12-31"), ("2027-04-02", "2027-01-01"), ("2027-12-31", "2027-09-30"), ("2028-01-01", "None")],
)
def test_a_resident_year_has_its_own_last_day(covered: str, last_day: str) -> None:
    paid = "resident 2025-01..2025-12"
    assert pay_by(paid, covered, "join_resident_next_year")[0] == last_day


def test_what_cannot_be_done_or_is_not_certain_has_no_day() -> None:
    assert pay_by("flexible 2024-01..2026-01 base=1", "2027-12-31", "person_back_pays") == ("None", "None")
    by_cause = policy(
        pack(
            "330000",
            row("unit", CoverRule(Verdict.YES, DateRule(Anchor.PAYMENT)), cause="employer", resume_as="flexible"),
            row("own", CoverRule(Verdict.YES, NEXT_MONTH), cause=OWN_CAUSES, resume_as="flexible"),
        ),
        COUNTRY,
    )
    assert pay_by("employee 2024-01..2026-08", "2027-12-31", "resume_without_back_pay", by_cause) == ("None", "None")


def test_the_reverse_question_names_the_day_that_was_asked_for() -> None:
    told, wanted = case("flexible 2024-01..2026-09"), (day("2026-11-01"), day("2027-07-31"))
    for covered_on in wanted:
        assert {each.covered_on for each in cover_by(told, NOWHERE, day("2026-11-22"), covered_on)} == {covered_on}


def test_a_rule_that_begins_on_the_wanted_day_may_bring_cover_on_it() -> None:
    """Until New Year half a year's wait, from then on covered with the payment."""
    kinder = policy(
        pack(
            "330000",
            row("wait", CoverRule(Verdict.YES, wait=SIX_MONTHS), until="2026-12-31", resume_as="flexible"),
            row("none", CoverRule(Verdict.YES, DateRule(Anchor.PAYMENT)), since="2027-01-01", resume_as="flexible"),
        ),
        COUNTRY,
    )
    paid, id_ = "flexible 2024-01..2026-09", "resume_without_back_pay"
    assert pay_by(paid, "2026-12-31", id_, kinder)[0] == "None"
    assert pay_by(paid, "2027-01-01", id_, kinder) == ("2027-01-01", "2027-06-01")


@pytest.mark.parametrize(("covered", "last_day"), [("2026-12-01", "2026-11-20"), ("2027-01-01", "2026-12-20")])
def test_the_last_day_may_lie_within_a_month(covered: str, last_day: str) -> None:
    """Paid by the 20th, covered from the next month; later only after a month of waiting."""
    found = pay_by("flexible 2024-01..2026-09", covered, "resume_without_back_pay", BY_THE_20TH, as_of="2026-11-12")
    assert found[0] == last_day


def test_the_reverse_question_obeys_answers() -> None:
    told = case("employee 2024-01..2026-07", answers={"unemployment_benefit:2026-08": "yes"}, causes="2026-08 left_job")
    found = {each.option: each.pay_by for each in cover_by(told, NOWHERE, day("2026-11-22"), day("2027-01-01"))}
    assert "person_back_pays" not in found, "the fund has paid, nothing has lapsed"


def test_where_no_rule_of_cover_is_recorded_no_day_is_certain() -> None:
    bare = policy(replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.matter is not Matter.COVER)))
    assert pay_by("flexible 2024-01..2026-09", "2027-12-31", "resume_without_back_pay", bare) == ("None", "None")
