"""Ages on the payment day, newborns, the year of birth, first enrolment, and days from which a category holds."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Anchor, DateRule
from app.rules.law.measures import Counted, Measure
from app.rules.law.newborns import NewbornAge
from app.rules.law.policy import CoverRule, GapCostsRule, PremiumRule
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import OptionId
from app.rules.outcome.situation import Situation
from app.rules.record.case import Case, Person
from app.rules.record.history import History, Scheme
from app.rules.record.months import Month
from tests.rules.places import (
    COUNTRY,
    INSURED_END,
    NEXT_MONTH,
    NOWHERE,
    PAYMENT_DAY,
    amount,
    assessed,
    case,
    changes,
    day,
    option,
    outcome,
    pack,
    policy,
    row,
    rules_of,
)

TITLE = Bilingual("计数", "a count")
BIRTH = DateRule(Anchor.BIRTH)
DISCHARGE = DateRule(Anchor.SINCE, category="veteran")
MEASURES = {
    each.name: each
    for each in (
        Measure("age_days", TITLE, Counted.AGE_DAYS),
        Measure("age_months", TITLE, Counted.AGE_MONTHS),
        Measure("age_years", TITLE, Counted.AGE_YEARS),
        Measure("late", TITLE, Counted.DAYS_PAST, deadline=DateRule(Anchor.BIRTH, days=60)),
        Measure("discharged", TITLE, Counted.DAYS_SINCE, category="veteran"),
        Measure("aided", TITLE, Counted.YEARS_SINCE, category="hardship"),
    )
}
RESIDENT = {"resume_as": "resident", "timing": "before_year/in_year"}
CITY = pack(
    "330000",
    row("in-time", CoverRule(Verdict.YES, BIRTH, until=INSURED_END), **RESIDENT, group__newborn="yes",
        age_days="<=90", birth_year="same/both"),
    row("later", CoverRule(Verdict.YES, NEXT_MONTH, until=INSURED_END), **RESIDENT, group__newborn="yes",
        age_days=">90", birth_year="same/both"),
    row("one-year", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), **RESIDENT, group__newborn="yes",
        birth_year="next_only"),
    row("soldier", CoverRule(Verdict.YES, DISCHARGE, until=INSURED_END), **RESIDENT, group__newborn="no",
        group__exempt="yes", group__soldier="yes", discharged="<=90"),
    row("soldier-late", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), **RESIDENT, group__newborn="no",
        group__exempt="yes", group__soldier="yes", discharged=">90"),
    row("free", PremiumRule(("resident_premium",), birth_year=()), resume_as="resident", group__newborn="yes"),
    row("fund", GapCostsRule(Bearer.FUND), resume_as="resident", scheme_before="none", group__newborn="yes"),
    measures=MEASURES,
    groups={
        "exempt": frozenset({"newborn", "veteran"}),
        "newborn": frozenset({"newborn"}),
        "soldier": frozenset({"veteran"}),
    },
)  # fmt: skip
PLACE = policy(CITY, COUNTRY)


def born(text: str, **parts: object) -> Person:
    return replace(Person(birth_date=day(text)), **parts)  # type: ignore[arg-type]


# --- counts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth", "paid", "days", "months", "years"),
    [
        ("2026-03-20", "2026-03-20", 0, 0, 0),
        ("2026-03-20", "2026-04-17", 28, 0, 0),
        ("2026-03-20", "2026-04-19", 30, 0, 0),
        ("2026-03-20", "2026-04-20", 31, 1, 0),
        ("2026-03-20", "2026-06-18", 90, 2, 0),
        ("2026-03-20", "2026-06-19", 91, 2, 0),
        ("2026-03-20", "2026-06-20", 92, 3, 0),
        ("2026-03-20", "2026-09-16", 180, 5, 0),
        ("2026-03-20", "2027-03-19", 364, 11, 0),
        ("2026-03-20", "2027-03-20", 365, 12, 1),
        ("2026-01-31", "2026-02-27", 27, 0, 0),
        ("2026-01-31", "2026-02-28", 28, 1, 0),  # the month ends for want of a 31st
        ("2026-01-31", "2026-03-01", 29, 1, 0),
        ("2024-02-29", "2025-02-28", 365, 12, 0),
        ("2024-02-29", "2025-03-01", 366, 12, 1),
        ("2026-03-20", "2026-03-01", 0, 0, 0),  # not born yet
    ],
)
def test_ages_are_counted_on_the_day_of_payment(birth: str, paid: str, days: int, months: int, years: int) -> None:
    told = case("", f"resident on {paid}, for 2026", person=born(birth))
    situation = Situation(told, PLACE, option_of(told))
    counted = [situation.count(MEASURES[name]) for name in ("age_days", "age_months", "age_years")]
    assert counted == [days, months, years]


def option_of(told: Case):
    from app.rules.outcome.options import planned_proposal  # noqa: PLC0415  used once

    assert told.plan is not None
    return planned_proposal(told, PLACE, told.plan)


@pytest.mark.parametrize(("paid", "past"), [("2026-05-19", 0), ("2026-05-20", 1), ("2026-06-18", 30)])
def test_a_deadline_may_be_counted_from_birth(paid: str, past: int) -> None:
    told = case("", f"resident on {paid}, for 2026", person=born("2026-03-20"))
    assert Situation(told, PLACE, option_of(told)).count(MEASURES["late"]) == past


def test_an_unknown_birth_is_any_age_and_that_of_a_newborn_where_one_is_declared() -> None:
    anybody = case("", "resident on 2026-05-19, for 2026")
    declared = case("", "resident on 2026-05-19, for 2026", person=Person(categories=frozenset({"newborn"})))
    ranges = [
        [(each.low, each.high) for name in ("age_days", "age_months", "late") if (each := count(told, name))]
        for told in (anybody, declared)
    ]
    assert ranges == [[(0, None), (0, None), (0, None)], [(0, 365), (0, 11), (0, None)]]


def count(told: Case, name: str):
    return Situation(told, PLACE, option_of(told)).count(MEASURES[name])


# --- newborns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "begins", "rule"),
    [
        ("2026-05-10", "2026-03-20", "in-time"),  # 51 days old, and not told to be a newborn
        ("2026-06-18", "2026-03-20", "in-time"),  # day 90
        ("2026-06-19", "2026-07-01", "later"),  # day 91
    ],
)
def test_a_newborn_is_one_by_the_birth_date(paid: str, begins: str, rule: str) -> None:
    found = outcome("", f"resident on {paid}, for 2026, outside window", under=PLACE, person=born("2026-03-20"))
    assert (found.verdict, found.benefits_from) == (Verdict.YES, day(begins))
    assert {rule, "free", "fund"} <= rules_of(found)
    assert found.cover[0].since == day(begins)
    assert found.cover[0].payer is Bearer.FUND


@pytest.mark.parametrize("age", [NewbornAge(months=12), NewbornAge(days=90)])
def test_a_child_of_ten_is_never_a_newborn_even_when_declared(age: NewbornAge) -> None:
    ten = born("2016-03-20", categories=frozenset({"newborn"}))
    under = policy(replace(CITY, newborn=age), COUNTRY)
    found = outcome("", "resident on 2026-05-10, for 2026, outside window", under=under, person=ten)
    assert "outside" in rules_of(found)


def test_a_place_may_count_fewer_days_and_then_a_declared_newborn_is_asked_for_the_birth_date() -> None:
    under = policy(replace(CITY, newborn=NewbornAge(days=90)), COUNTRY)
    plan = "resident on 2026-06-19, for 2026, outside window"
    assert "outside" in rules_of(outcome("", plan, under=under, person=born("2026-03-20")))
    declared = Person(categories=frozenset({"newborn"}))
    found = assessed("", plan, under=under, person=declared)
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (Verdict.ASK, None)
    assert "birth_date" in [missing.fact for missing in found.missing_facts]


def test_a_newborn_without_a_birth_date_is_asked_for_it_where_cover_begins_at_birth() -> None:
    at_birth = policy(
        pack("330000", row("birth", CoverRule(Verdict.YES, BIRTH), **RESIDENT, group__exempt="yes")), COUNTRY
    )
    declared = Person(categories=frozenset({"newborn"}))
    found = assessed("", "resident on 2026-05-10, for 2026, outside window", under=at_birth, person=declared)
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (Verdict.ASK, None)
    assert [missing.fact for missing in found.missing_facts] == ["birth_date"]


def test_the_91st_day_is_a_day_after_which_something_is_lost() -> None:
    told = changes("", "resident on 2026-05-10, for 2026, outside window", PLACE, person=born("2026-03-20"))
    assert not [each for each in told if each < "2026-06-19"]
    after = outcome("", "resident on 2026-05-10, for 2026", under=PLACE, person=born("2026-03-20"))
    assert after.benefits_from == day("2026-03-20")


def test_steps_end_on_the_90th_day_whether_or_not_the_window_is_known() -> None:
    from app.rules.outcome.turning_points import with_turning_points  # noqa: PLC0415  used once

    told = case("", "resident on 2026-05-10, for 2026", person=born("2026-03-20"))
    under = policy(CITY, replace(COUNTRY, windows=()))
    found = with_turning_points(told, under, assess(told, under, day("2026-05-10"))).planned
    assert found is not None
    assert found.pay_steps[0].pay_until == day("2026-06-18")


def test_nobody_is_covered_before_birth_where_a_whole_year_is() -> None:
    whole = policy(
        pack("330000", row("year", CoverRule(Verdict.YES, DateRule(Anchor.INSURED_START)), **RESIDENT)), COUNTRY
    )
    found = outcome("", "resident on 2026-05-10, for 2026", under=whole, person=born("2026-03-20"))
    assert found.benefits_from == day("2026-03-20")


# --- the year of birth ---------------------------------------------------------------------------------------------


def test_where_new_year_lies_between_both_years_stand_on_the_bill() -> None:
    prices = {"resident_premium": (amount("400", year=2025), amount("420", year=2026))}
    both = policy(
        pack(
            "330000",
            row("paid", PremiumRule(("resident_premium",)), resume_as="resident", birth_year="both"),
            row(
                "free", PremiumRule(("resident_premium",), birth_year=()), resume_as="resident", birth_year="next_only"
            ),
            row("same", PremiumRule(("resident_premium",), birth_year=()), resume_as="resident", birth_year="same"),
            row("other", PremiumRule(("resident_premium",)), resume_as="resident", birth_year="other"),
            parameters=prices,
        ),
        COUNTRY,
    )
    plan, person = "resident on 2026-02-10, for 2026, in window", born("2025-12-01")

    def bill(planned: str, person: Person) -> list[tuple[str, str]]:
        found = outcome("", planned, under=both, as_of="2026-02-10", person=person)
        assert found.cost is not None
        return [(line.label.zh, f"{line.amount}") for line in found.cost.lines]

    assert bill(f"{plan}, back pay", person) == [
        ("2025年度居民医保个人缴费", "400.00"), ("2026年度居民医保个人缴费", "420.00"),
    ]  # fmt: skip
    assert bill(plan, person) == [("2026年度居民医保个人缴费", "420.00")]
    assert bill(plan, born("2026-01-20")) == [("2026年度居民医保（出生当年免缴）", "0.00")]
    assert bill(plan, born("1990-01-20")) == [("2026年度居民医保个人缴费", "420.00")]


def test_a_birth_year_that_is_insured_already_is_not_paid_again() -> None:
    told = case("resident 2025-12", "resident on 2026-02-10, for 2026, back pay", person=born("2025-12-01"))
    assert Situation(told, PLACE, option_of(told)).known["birth_year"] == "other"


# --- first enrolment -----------------------------------------------------------------------------------------------


def never(first: bool | Month | None, planned: str = "flexible on 2026-11-22", **answers: str) -> Case:
    told = case("", planned)
    return replace(told, person=Person(first_enrolment=first), answers=answers)


@pytest.mark.parametrize("told", [never(True), never(None, first_enrolment="yes"), never(Month.of(2026, 11))])
def test_who_was_never_insured_enrols_for_the_first_time(told: Case) -> None:
    found = assess(told, NOWHERE, day("2026-11-22"))
    assert found.planned is not None
    assert (found.planned.id, found.planned.verdict) == (OptionId.FIRST_ENROLMENT, Verdict.YES)
    assert found.never_insured == (told.person.first_enrolment is True or bool(told.answers))
    assert "first_enrolment" not in [missing.fact for missing in found.missing_facts]
    assert option(found, OptionId.FIRST_ENROLMENT).resume_as is Scheme.FLEXIBLE


def test_an_empty_record_of_which_nobody_has_said_anything_is_asked_about_and_gives_a_reference() -> None:
    found = assess(never(None), NOWHERE, day("2026-11-22"))
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.reference) == (Verdict.ASK, True)
    assert [missing.fact for missing in found.missing_facts] == ["first_enrolment"]


@pytest.mark.parametrize("told", [never(False), never(None, first_enrolment="no"), never(Month.of(2020, 3))])
def test_who_was_insured_before_without_a_record_is_told_nothing(told: Case) -> None:
    found = assess(told, NOWHERE, day("2026-11-22"))
    assert found.planned is not None
    assert (found.planned.id, found.planned.verdict) == (OptionId.RESUME_WITHOUT_BACK_PAY, Verdict.ASK)
    assert (found.planned.benefits_from, found.planned.waiting) == (None, None)


def test_a_record_with_cover_is_no_first_enrolment_whatever_is_said() -> None:
    told = replace(case("flexible 2026-01..2026-06", "flexible on 2026-11-22"), person=Person(first_enrolment=True))
    assert Situation(told, NOWHERE, option_of(told)).first_enrolment is False


def test_today_of_a_newborn_not_enrolled_yet_is_asked_and_that_of_anybody_else_never_insured_is_no() -> None:
    newborn = Case("330000", Person(birth_date=date(2026, 10, 2)), History.of(()))
    grown = Case("330000", Person(first_enrolment=True), History.of(()))
    covered = [assess(told, NOWHERE, day("2026-11-22")).today.covered for told in (newborn, grown)]
    assert covered == [Verdict.ASK, Verdict.NO]


def test_whether_a_parent_is_insured_is_asked_where_it_decides() -> None:
    under = policy(
        pack(
            "330000",
            row("free", PremiumRule((), birth_year=()), resume_as="resident", birth_year="same", parent_insured="yes"),
        ),
        COUNTRY,
    )
    plan, person = "resident on 2026-05-10, for 2026, in window", born("2026-03-20")
    asked = assessed("", plan, under=under, person=person)
    assert [missing.fact for missing in asked.missing_facts] == ["parent_insured"]
    free = assessed("", plan, under=under, person=person, answers={"parent_insured": "yes"}).planned
    assert free is not None
    assert free.cost is not None
    assert free.cost.total == 0
    grown = assessed("", plan, under=under, person=born("1990-03-20"))
    assert grown.missing_facts == ()


# --- days from which a category holds --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "paid", "begins", "rule"),
    [
        ("2026-03-01", "2026-05-30", "2026-03-01", "soldier"),  # day 90
        ("2026-03-01", "2026-05-31", "2026-05-31", "soldier-late"),  # day 91
        ("2026-05-30", "2026-05-30", "2026-05-30", "soldier"),  # day 0
        ("2026-05-31", "2026-05-30", "2026-08-31", "outside"),  # not discharged yet
    ],
)
def test_days_are_counted_from_that_on_which_a_category_began(since: str, paid: str, begins: str, rule: str) -> None:
    veteran = Person(categories=frozenset({"veteran"}), since={"veteran": day(since)})
    found = outcome("", f"resident on {paid}, for 2026, outside window", under=PLACE, person=veteran)
    assert (rule in rules_of(found), found.benefits_from) == (True, day(begins))


def test_the_day_is_asked_for_where_it_decides_and_an_answer_settles_it() -> None:
    veteran, plan = Person(categories=frozenset({"veteran"})), "resident on 2026-05-30, for 2026, outside window"
    asked = assessed("", plan, under=PLACE, person=veteran)
    assert asked.planned is not None
    assert (asked.planned.verdict, asked.planned.benefits_from) == (Verdict.ASK, None)
    assert [missing.fact for missing in asked.missing_facts] == ["since:veteran"]
    told = assessed("", plan, under=PLACE, person=veteran, answers={"since:veteran": "2026-03-01"}).planned
    assert told is not None
    assert (told.verdict, told.benefits_from) == (Verdict.YES, day("2026-03-01"))
    unknown = assessed("", plan, under=PLACE, person=veteran, answers={"since:veteran": "unknown"}).planned
    assert unknown is not None
    assert unknown.verdict is Verdict.ASK


def test_who_is_not_in_a_category_is_not_asked_since_when() -> None:
    found = assessed("", "resident on 2026-05-30, for 2026, outside window", under=PLACE, person=born("1990-01-01"))
    assert found.missing_facts == ()


@pytest.mark.parametrize(("since", "years"), [("2026-01-01", 0), ("2025-12-31", 1), (None, None)])
def test_years_are_counted_from_that_in_which_a_category_began(since: str | None, years: int | None) -> None:
    aided = Person(categories=frozenset({"hardship"}), since={"hardship": day(since)} if since else {})
    told = case("", "resident on 2026-12-31, for 2026", person=aided)
    counted = Situation(told, PLACE, option_of(told)).count(MEASURES["aided"])
    assert (counted if isinstance(counted, int) else counted.high) == years


def test_the_91st_day_since_a_category_began_is_a_turning_point() -> None:
    veteran = Person(categories=frozenset({"veteran"}), since={"veteran": day("2026-03-10")})
    wait = WaitRule(PAYMENT_DAY, Count.CIVIL, months=1)
    late = replace(
        CITY,
        rows=tuple(
            replace(each, rule=CoverRule(Verdict.YES, wait=wait)) if each.id == "soldier-late" else each
            for each in CITY.rows
        ),
    )
    told = changes("", "resident on 2026-05-30, for 2026, outside window", policy(late, COUNTRY), person=veteran)
    assert told[0] == "2026-06-09 waiting: 无等待期 → 等待1个月"
