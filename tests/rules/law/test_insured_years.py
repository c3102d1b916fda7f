"""Insured years that are not the calendar's: whose they are, when they begin and end, and what follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.insured_years import CALENDAR, InsuredYear, InsuredYearRow
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import CoverRule, Each, GapCostsRule, Pack, Policy, PremiumRule
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, Variable, WaitRule
from app.rules.outcome.assessment import NO_COVER_IN_YEAR
from app.rules.record.case import Person
from app.rules.record.months import ONE_DAY
from tests.rules.places import (
    COUNTRY,
    INSURED_END,
    INSURED_START,
    MEASURES,
    PAYMENT_DAY,
    amount,
    assessed,
    case,
    changes,
    mark,
    outcome,
    pack,
    policy,
    row,
    when,
    window,
)

FRESHMEN = InsuredYear("freshmen", 9, 12, first_in=-1)
SCHOOL = InsuredYear("school", 9, 8, last_in=1)
KINDS = st.sampled_from([CALENDAR, SCHOOL, InsuredYear("july", 7, 6, last_in=1)])
CITY = "330100"


def years(*rows: tuple[InsuredYear, dict[str, object]]) -> tuple[InsuredYearRow, ...]:
    return tuple(InsuredYearRow(year, when(**conditions), Bilingual("", ""), ("law",)) for year, conditions in rows)


def place(*insured: InsuredYearRow, **parts: object) -> Policy:
    windows = tuple(window(f"{year - 1}-09-01", f"{year - 1}-12-31", year) for year in range(2024, 2029))
    return policy(pack(CITY, insured_years=insured, windows=windows, **parts), COUNTRY)


WITH_FRESHMEN = place(*years((FRESHMEN, {"freshman": True})))


@given(KINDS, st.integers(2000, 2050))
def test_the_year_after_begins_on_the_day_after_the_year_before_ends(kind: InsuredYear, year: int) -> None:
    assert kind.last_day(year) + ONE_DAY == kind.first_day(year + 1)
    assert len(kind.span(year)) == 12


@given(KINDS, st.dates(date(2001, 1, 1), date(2049, 12, 31)))
def test_every_day_lies_in_the_year_that_contains_it(kind: InsuredYear, day: date) -> None:
    year = kind.containing(day)
    assert kind.first_day(year) <= day <= kind.last_day(year)


@pytest.mark.parametrize(("day", "year"), [("2025-08-31", 2025), ("2025-09-01", 2026), ("2026-08-31", 2026)])
def test_of_years_that_overlap_the_one_that_began_last_contains_a_day(day: str, year: int) -> None:
    assert FRESHMEN.containing(date.fromisoformat(day)) == year


BORDERS = place(
    *years((FRESHMEN, {"freshman": True})),
    rows=(
        row("own", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), resume_as="resident", freshman=True),
        row("others", CoverRule(Verdict.YES, wait=WaitRule(PAYMENT_DAY, Count.CIVIL, 3)), resume_as="resident",
            freshman=False),
    ),
)  # fmt: skip


# --- whose year it is ------------------------------------------------------------------------------------------------


def student(**since: str) -> Person:
    began = {name: date.fromisoformat(day) for name, day in since.items()}
    return Person(categories=frozenset({"student"}), since=began)


def freshman_paying(on: str, person: Person, year: int = 2026, under: Policy = WITH_FRESHMEN):
    return outcome("", f"resident on {on}, for {year}", under=under, as_of=on, region=CITY, person=person)


def test_a_freshman_is_insured_from_september_to_the_end_of_the_next_year() -> None:
    found = freshman_paying("2025-09-20", student(student="2025-09-01"))
    assert (found.insured_from, found.insured_until) == (date(2025, 9, 1), date(2026, 12, 31))
    assert found.benefits_until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("on", "year", "begins"),
    [
        ("2026-08-31", 2027, "2026-09-01"),  # still within a year of beginning
        ("2026-09-01", 2027, "2027-01-01"),  # a year after it, a student like any other
        ("2025-10-10", 2025, "2025-01-01"),  # the school year before he came
    ],
)
def test_a_freshman_is_one_for_a_year_and_not_for_years_before_he_came(on: str, year: int, begins: str) -> None:
    found = freshman_paying(on, student(student="2025-09-01"), year)
    assert found.insured_from == date.fromisoformat(begins)


def test_a_student_of_whom_nobody_knows_when_he_began_is_both_and_is_asked() -> None:
    under = place(*years((FRESHMEN, {"freshman": True})))
    told = assessed(
        "", "resident on 2025-09-20, for 2026", under=under, as_of="2025-09-20", region=CITY, person=student()
    )
    assert told.planned is not None
    assert (told.planned.verdict, told.planned.benefits_from) == (Verdict.ASK, None)
    assert told.planned.if_worst
    assert told.planned.if_worst.benefits_from == date(2026, 1, 1)
    assert told.planned.benefits_until == date(2026, 12, 31)
    assert "freshman" in [missing.fact for missing in told.missing_facts]


@pytest.mark.parametrize(("first", "asked"), [(None, {"first_enrolment"}), (True, set())])
def test_whoever_may_be_a_freshman_is_asked_of_an_empty_record_too(*, first: bool | None, asked: set[str]) -> None:
    told = case("", "resident on 2025-09-20, for 2026", region=CITY, person=student())
    told = replace(told, person=replace(told.person, first_enrolment=first))
    found = assess(told, WITH_FRESHMEN, date(2025, 9, 20))
    assert {each.fact for each in found.missing_facts} & {"first_enrolment"} == asked


def test_the_day_on_which_a_freshman_is_one_no_more_is_looked_at() -> None:
    began = student(student="2025-09-15")
    told = changes(
        "", "resident on 2026-09-01, for 2027", under=BORDERS, region=CITY, person=began, answers={"freshman": "yes"}
    )
    assert [each[:10] for each in told if each.startswith("2026-09")] == ["2026-09-15"]


@pytest.mark.parametrize(("answer", "begins"), [("yes", "2025-09-01"), ("no", "2026-01-01")])
def test_the_answer_settles_whose_year_it_is(answer: str, begins: str) -> None:
    on, answers = "2025-09-20", {"freshman": answer}
    told = assessed(
        "",
        f"resident on {on}, for 2026",
        under=WITH_FRESHMEN,
        as_of=on,
        region=CITY,
        person=student(),
        answers=answers,
    )
    assert told.planned is not None
    assert told.planned.insured_from == date.fromisoformat(begins)
    assert "freshman" not in [missing.fact for missing in told.missing_facts]


def test_who_is_no_student_is_not_asked() -> None:
    told = assessed("", "resident on 2025-09-20, for 2026", under=WITH_FRESHMEN, as_of="2025-09-20", region=CITY)
    assert "freshman" not in [missing.fact for missing in told.missing_facts]
    assert told.planned is not None
    assert told.planned.insured_from == date(2026, 1, 1)


def test_a_year_of_the_province_holds_in_a_city_only_where_a_text_says_so() -> None:
    above = pack("330000", insured_years=years((SCHOOL, {})))
    city = pack(CITY)
    assert policy(city, above, COUNTRY).usual_year(date(2026, 9, 1)) == CALENDAR
    bound = replace(above, binding=(mark("330000/insured_year/school"),))
    assert policy(city, bound, COUNTRY).usual_year(date(2026, 9, 1)) == SCHOOL


def test_of_years_whose_conditions_both_hold_the_first_is_taken() -> None:
    both = place(*years((FRESHMEN, {"freshman": True}), (SCHOOL, {})))
    found = both.insured_years({"freshman": "yes"}, date(2026, 9, 1))
    assert [year for year, _ in found] == [FRESHMEN]
    assert [year for year, _ in both.insured_years({"freshman": frozenset({"yes", "no"})}, date(2026, 9, 1))] == [
        FRESHMEN,
        SCHOOL,
    ]


# --- what follows the year -------------------------------------------------------------------------------------------

SEPTEMBER = place(
    *years((SCHOOL, {})),
    rows=(
        row("in-year", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), resume_as="resident", timing="in_year"),
        row(
            "before",
            CoverRule(Verdict.YES, INSURED_START, until=INSURED_END),
            resume_as="resident",
            timing="before_year",
        ),
        row("monthly", PremiumRule(("resident_month_premium",), each=Each.MONTH), resume_as="resident"),
    ),
    parameters={"resident_month_premium": (amount("40.56", year=2026), amount("42", year=2027))},
)


@pytest.mark.parametrize(
    ("on", "begins", "total"),
    [
        ("2026-08-31", "2026-09-01", "498.24"),
        ("2026-09-01", "2026-09-01", "498.24"),
        ("2026-12-31", "2026-12-31", "376.56"),
    ],
)
def test_cover_window_and_months_of_a_september_year(on: str, begins: str, total: str) -> None:
    """Four months of 2026 at 40.56 and eight of 2027 at 42, up to August."""
    found = outcome("resident 2025-09..2026-08", f"resident on {on}, for 2026", under=SEPTEMBER, as_of=on, region=CITY)
    assert (found.benefits_from, found.benefits_until) == (date.fromisoformat(begins), date(2027, 8, 31))
    assert found.cost
    assert found.cost.total == Decimal(total)


@pytest.mark.parametrize(
    ("birth", "on", "born_in", "total"),
    [
        ("2026-08-10", "2026-09-15", "both", "538.80"),  # August of the year before, and twelve months
        ("2026-08-31", "2026-10-15", "both", "498.24"),
        ("2026-09-01", "2026-09-15", "same", "498.24"),
        ("2026-12-05", "2027-01-10", "same", "336.00"),  # the calendar's year has changed, the insured year has not
        ("2025-08-31", "2026-09-15", "other", "498.24"),
    ],
)
def test_the_year_of_birth_is_the_insured_year_and_not_the_calendars(
    birth: str, on: str, born_in: str, total: str
) -> None:
    person = Person(birth_date=date.fromisoformat(birth))
    asking = row("born", GapCostsRule(Bearer.FUND), resume_as="resident", birth_year=born_in)
    under = policy(replace(SEPTEMBER.own, rows=(*SEPTEMBER.own.rows, asking)), COUNTRY)
    found = outcome("", f"resident on {on}, for 2026, back pay", under=under, as_of=on, region=CITY, person=person)
    assert f"{CITY}/gap_costs/born" in [reason.rule for reason in found.reasons]
    assert found.cost
    assert found.cost.total == Decimal(total)


def test_a_month_of_a_year_without_a_published_figure_has_no_sum() -> None:
    unknown = {"resident_month_premium": (amount("40.56", year=2026),)}
    under = policy(replace(SEPTEMBER.own, parameters=unknown), COUNTRY)
    found = outcome("resident 2025-09..2026-08", "resident on 2026-09-01, for 2026", under=under, region=CITY)
    assert found.cost is None


def test_skipped_september_years_are_counted_as_such() -> None:
    waits = CoverRule(Verdict.YES, wait=WaitRule(PAYMENT_DAY, Count.CIVIL, days=90, variable=Variable(1, each=30)))
    under = place(*years((SCHOOL, {})), rows=(row("wait", waits, resume_as="resident"),))
    on = "2027-10-01"
    insured_to_2025 = outcome(
        "resident 2024-09..2025-08", f"resident on {on}, for 2027", under=under, as_of=on, region=CITY
    )
    insured_to_2026 = outcome(
        "resident 2024-09..2026-08", f"resident on {on}, for 2027", under=under, as_of=on, region=CITY
    )
    assert insured_to_2025.waiting
    assert insured_to_2025.waiting.days == 120
    assert insured_to_2026.waiting
    assert insured_to_2026.waiting.days == 90


# --- a year in four steps --------------------------------------------------------------------------------------------

MONTH = Measure("month_of_year", Bilingual("第几个月", "month of the year"), Counted.YEAR_MONTH)
THREE_MONTHS = WaitRule(PAYMENT_DAY, Count.CIVIL, months=3)


def stepped(code: str = CITY, **parts: object) -> Pack:
    early = {"resume_as": "resident", "timing": "before_year"}
    late = {"resume_as": "resident", "timing": "in_year"}
    return pack(
        code,
        row("early", CoverRule(Verdict.YES, INSURED_START, until=INSURED_END), **early),
        row("extended", CoverRule(Verdict.YES, PAYMENT_DAY, until=INSURED_END), month_of_year="1..2", **late),
        row("spring", CoverRule(Verdict.YES, PAYMENT_DAY, THREE_MONTHS, INSURED_END), month_of_year="3..6", **late),
        row("summer", CoverRule(Verdict.YES, no_cover=True), month_of_year=">=7", **late),
        measures={**MEASURES, "month_of_year": MONTH},
        windows=tuple(window(f"{year - 1}-09-01", f"{year}-02-28", year) for year in range(2024, 2030)),
        **parts,
    )


STEPS = policy(stepped(), COUNTRY)


@pytest.mark.parametrize(
    ("on", "begins", "rule"),
    [
        ("2027-12-31", "2028-01-01", "early"),
        ("2028-01-01", "2028-01-01", "extended"),
        ("2028-02-29", "2028-02-29", "extended"),
        ("2028-03-01", "2028-06-02", "spring"),
        ("2028-06-30", "2028-10-01", "spring"),
        ("2028-07-01", None, "summer"),
    ],
)
def test_each_step_of_the_year_at_its_border(on: str, begins: str | None, rule: str) -> None:
    found = outcome("resident 2026-01..2027-12", f"resident on {on}, for 2028", under=STEPS, as_of=on, region=CITY)
    assert found.benefits_from == (date.fromisoformat(begins) if begins else None)
    assert f"{CITY}/cover/{rule}" in [reason.rule for reason in found.reasons]
    assert (found.in_vain == 2028) is (rule == "summer")


def test_the_steps_are_told_as_days_on_which_something_changes() -> None:
    found = changes("resident 2026-01..2027-12", "resident on 2027-12-10, for 2028", STEPS, region=CITY)
    waits = [change for change in found if "waiting" in change and change.startswith("2028")]
    assert [change[:10] for change in waits][:3] == ["2028-01-01", "2028-03-01", "2028-07-01"]


def test_a_year_that_is_refused_for_being_too_late_says_so_plainly() -> None:
    refused = row("late", CoverRule(Verdict.NO, no_cover=True), resume_as="resident", timing="in_year")
    under = place(rows=(refused,))
    found = outcome("resident 2025-01..2025-12", "resident on 2026-03-01, for 2026", under=under, region=CITY)
    assert found.verdict is Verdict.NO
    assert NO_COVER_IN_YEAR in [assumption.id for assumption in found.assumptions]
