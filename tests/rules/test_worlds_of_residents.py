"""What is not known of a resident's payment: inside the enrolment window or not, exempt or not, never assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.law.policy import CoverRule, GapCostsRule, Policy, PremiumRule
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import MissingFact, Option
from app.rules.record.case import Person
from tests.rules.places import (
    COUNTRY,
    NOWHERE,
    amount,
    assessed,
    changes,
    day,
    option,
    outcome,
    pack,
    policy,
    row,
)

NO_WINDOW = policy(replace(COUNTRY, windows=()))
NEVER_SKIPPED, SKIPPED_ONE, SKIPPED_TWO = (f"resident 2023-01..{year}-12" for year in (2026, 2025, 2024))
PLAN = "resident on 2026-11-20, for 2027"
ASKED = "in_window:2027:2026-11-20"


def worst(found: Option) -> tuple[str | None, str | None, str | None, Bearer] | None:
    """First day of cover, last day of the wait, what is to be paid, who bears the gap."""
    it = found.if_worst
    if it is None:
        return None
    begins, ends = it.benefits_from, it.waiting and it.waiting.end
    return begins and begins.isoformat(), ends and ends.isoformat(), it.total and str(it.total), it.gap_costs


@pytest.mark.parametrize(
    ("paid", "inside", "outside", "safer"),
    [
        # Inside from New Year on, 3 months for a skipped year and 1 for each further one; outside from the payment.
        (NEVER_SKIPPED, "2027-01-01", "2027-02-21", ("2027-02-21", "2027-02-20", "420.00", Bearer.SELF)),
        (SKIPPED_ONE, "2027-04-01", "2027-02-21", ("2027-04-01", "2027-03-31", "420.00", Bearer.SELF)),
        (SKIPPED_TWO, "2027-05-01", "2027-03-21", ("2027-05-01", "2027-04-30", "420.00", Bearer.SELF)),
    ],
)
def test_without_a_recorded_window_inside_and_outside_are_two_worlds_and_the_safer_is_told(
    paid: str, inside: str, outside: str, safer: tuple[str, str, str, Bearer]
) -> None:
    found = assessed(paid, PLAN, under=NO_WINDOW)
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from, found.planned.waiting) == (Verdict.ASK, None, None)
    assert worst(found.planned) == safer
    for answer, begins in (("yes", inside), ("no", outside)):
        answered = outcome(paid, PLAN, under=NO_WINDOW, answers={ASKED: answer})
        stated = outcome(paid, f"{PLAN}, {'in' if answer == 'yes' else 'outside'} window", under=NO_WINDOW)
        for known in (answered, stated):
            assert (known.verdict, known.benefits_from, known.if_worst) == (Verdict.YES, day(begins), None)
    for answer in ("unknown", "perhaps"):
        assert outcome(paid, PLAN, under=NO_WINDOW, answers={ASKED: answer}) == found.planned


def test_what_both_worlds_agree_on_stands() -> None:
    found = outcome(SKIPPED_ONE, PLAN, under=NO_WINDOW)
    assert (found.gap_costs, str(found.cost and found.cost.total)) == (Bearer.SELF, "420.00")
    assert found.benefits_until == day("2027-12-31")
    assert {str(reason.when.zh) for reason in found.reasons if reason.when} == {
        "在集中参保期内缴费：是", "在集中参保期内缴费：否",
    }  # fmt: skip


def test_whether_a_payment_is_inside_is_asked_of_each_year_and_day() -> None:
    found = assessed(SKIPPED_ONE, under=NO_WINDOW, as_of="2026-11-22")
    asked = [missing for missing in found.missing_facts if missing.fact.startswith("in_window")]
    assert [missing.fact for missing in asked] == ["in_window:2026:2026-11-22", "in_window:2027:2026-11-22"]
    last = asked[-1]
    assert (last.choices, last.decides) == (("yes", "no", "unknown"), ("cover",))
    assert last.question.zh.startswith("2026年11月22日缴2027年度的居民医保，在不在当地的集中参保期内？")


def test_an_answer_about_one_year_says_nothing_of_the_other() -> None:
    answered = assessed(NEVER_SKIPPED[:-7] + "2025-12", under=NO_WINDOW, answers={"in_window:2027:2026-11-22": "yes"})
    assert option(answered, "join_resident_next_year").verdict is Verdict.YES
    assert option(answered, "join_resident").verdict is Verdict.ASK
    assert [missing.fact for missing in answered.missing_facts] == ["in_window:2026:2026-11-22"]


@pytest.mark.parametrize("planned", [f"{PLAN}, in window", PLAN])
def test_that_a_payment_is_inside_is_known_of_its_own_day_only(planned: str) -> None:
    """On the next day nobody knows any more, so the last day of this outcome is the day itself."""
    told = changes(NEVER_SKIPPED, planned, NO_WINDOW, answers={ASKED: "yes"})
    assert told[0] == "2026-11-21 verdict: 能办 → 须经办确认"


def test_that_a_payment_is_outside_stays_so_while_nothing_better_is_known() -> None:
    told = changes(NEVER_SKIPPED, f"{PLAN}, outside window", NO_WINDOW)
    assert [text for text in told if text.startswith("2026-11-21")] == []


def test_where_the_window_makes_no_difference_nothing_is_asked() -> None:
    same = row("same", CoverRule(Verdict.YES, wait=None), resume_as="resident", timing="before_year/in_year")
    under = policy(replace(COUNTRY, windows=(), rows=(same, *(r for r in COUNTRY.rows if r.id != "same"))))
    newborn = Person(categories=frozenset({"newborn"}))
    for people, law in ((newborn, NO_WINDOW), (Person(), under)):
        found = assessed("", PLAN, under=law, person=people)
        assert found.planned is not None
        assert found.planned.verdict is Verdict.YES
        assert not any(missing.fact.startswith("in_window") for missing in found.missing_facts)


def test_a_year_that_is_over_is_refused_inside_and_outside() -> None:
    found = outcome(SKIPPED_ONE, "resident on 2026-11-20, for 2025", under=NO_WINDOW)
    assert (found.verdict, found.if_worst) == (Verdict.NO, None)


# --- the safer of several outcomes ---------------------------------------------------------------------------------


def by_window(inside: CoverRule, outside: CoverRule, *more: object) -> Policy:
    rows = [
        row("inside", inside, resume_as="resident", in_window="yes"),
        row("outside", outside, resume_as="resident", in_window="no"),
    ]
    return policy(pack("330100", *rows, *more), replace(COUNTRY, windows=()))  # type: ignore[arg-type]


UNBROKEN = next(each.rule for each in COUNTRY.rows if each.id == "unbroken")
assert isinstance(UNBROKEN, CoverRule)
REFUSED, UNDATED = CoverRule(Verdict.NO), CoverRule(Verdict.ASK)


def test_where_one_world_refuses_the_other_is_the_worst_that_can_be_had() -> None:
    """Refused or not is to be asked; who is not refused is covered from New Year on, and no later."""
    for under in (by_window(UNBROKEN, REFUSED), by_window(REFUSED, UNBROKEN)):
        found = outcome(NEVER_SKIPPED, PLAN, under=under)
        assert (found.verdict, found.benefits_from) == (Verdict.ASK, None)
        assert worst(found) == ("2027-01-01", None, "420.00", Bearer.SELF)


def test_where_every_world_refuses_there_is_nothing_to_plan_with() -> None:
    found = outcome(NEVER_SKIPPED, PLAN, under=by_window(REFUSED, replace(REFUSED)))
    assert (found.verdict, found.if_worst) == (Verdict.NO, None)


def test_where_one_world_names_no_day_none_can_be_promised() -> None:
    found = outcome(NEVER_SKIPPED, PLAN, under=by_window(UNBROKEN, UNDATED))
    assert worst(found) == (None, None, "420.00", Bearer.SELF)


def test_the_safer_outcome_is_the_later_the_dearer_and_the_one_at_ones_own_cost() -> None:
    more = (
        row("cheap", PremiumRule(("resident_premium",)), resume_as="resident", in_window="yes"),
        row("dear", PremiumRule(("resident_premium", "resident_subsidy")), resume_as="resident", in_window="no"),
        row("fund", GapCostsRule(Bearer.FUND), resume_as="resident", in_window="yes"),
        row("self", GapCostsRule(Bearer.SELF), resume_as="resident", in_window="no"),
    )
    local = replace(pack("330100", *more), parameters={"resident_subsidy": (amount("700", year=2027),)})
    found = outcome(SKIPPED_ONE, PLAN, under=policy(local, replace(COUNTRY, windows=())))
    assert (found.cost, found.gap_costs) == (None, Bearer.ASK)
    assert worst(found) == ("2027-04-01", "2027-03-31", "1120.00", Bearer.SELF)
    unpriced = outcome(SKIPPED_ONE, PLAN, under=policy(pack("330100", *more), replace(COUNTRY, windows=())))
    assert worst(unpriced) == ("2027-04-01", "2027-03-31", None, Bearer.SELF)


# --- exempt people ---------------------------------------------------------------------------------------------------

LATE = "resident on 2027-03-05, for 2027"
LISTED = {"exempt": frozenset({"newborn", "veteran"})}
OTHERS = {"exempt": frozenset({"newborn"})}
VETERAN, NEWBORN = (Person(categories=frozenset({name})) for name in ("veteran", "newborn"))


@pytest.mark.parametrize(
    ("groups", "asked_for", "verdict", "begins"),
    [
        (LISTED, "330100", Verdict.YES, "2027-03-05"),
        (LISTED, "330105", Verdict.YES, "2027-03-05"),
        # The place's own list leaves veterans out: known, and they wait like everybody else.
        (OTHERS, "330100", Verdict.YES, "2027-06-06"),
        # No list of its own: that of the nation says nothing of the place.
        ({}, "330100", Verdict.ASK, None),
        # That of a city says nothing of another one.
        (OTHERS, "330200", Verdict.ASK, None),
    ],
)
def test_a_declared_veteran_is_exempt_by_the_list_of_the_place_and_to_be_asked_about_without_one(
    groups: dict[str, frozenset[str]], asked_for: str, verdict: Verdict, begins: str | None
) -> None:
    under = policy(pack("330100", groups=groups), COUNTRY, requested=asked_for)
    found = assessed(SKIPPED_ONE, LATE, under=under, person=VETERAN, region=asked_for, as_of="2027-03-05")
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (verdict, day(begins) if begins else None)
    assert ("group:exempt" in [missing.fact for missing in found.missing_facts]) is (verdict is Verdict.ASK)


def test_whether_a_veteran_is_exempt_there_is_asked_and_the_answer_obeyed() -> None:
    under = policy(pack("330100"), COUNTRY)
    found = assessed(SKIPPED_ONE, LATE, under=under, person=VETERAN)
    asked = {missing.fact: missing for missing in found.missing_facts}
    assert asked["group:exempt"] == MissingFact(
        "group:exempt", asked["group:exempt"].question, ("yes", "no", "unknown"), ("cover",)
    )
    assert asked["group:exempt"].question.zh.startswith("退役军人在当地是不是免等待期")
    assert found.planned is not None
    assert worst(found.planned) == ("2027-06-06", "2027-06-05", "420.00", Bearer.SELF), "as if not exempt"
    for answer, begins in (("yes", "2027-03-05"), ("no", "2027-06-06")):
        answered = outcome(SKIPPED_ONE, LATE, under=under, person=VETERAN, answers={"group:exempt": answer})
        assert (answered.verdict, answered.benefits_from) == (Verdict.YES, day(begins))
    assert outcome(SKIPPED_ONE, LATE, under=under, person=VETERAN, answers={"group:exempt": "unknown"}) == found.planned


@pytest.mark.parametrize("categories", [{"student"}, {"retired"}, set()])
def test_who_belongs_to_no_group_that_places_exempt_is_not_asked(categories: set[str]) -> None:
    under = policy(pack("330100"), COUNTRY)
    found = assessed(SKIPPED_ONE, LATE, under=under, person=Person(categories=frozenset(categories)))
    assert found.planned is not None
    assert found.planned.verdict is Verdict.YES
    assert "group:exempt" not in [missing.fact for missing in found.missing_facts]


@pytest.mark.parametrize(
    ("born_on", "paid_on", "begins"),
    [
        # Under a year old, to the day before the first birthday.
        ("2026-04-05", "2027-03-05", "2027-03-05"),
        ("2026-03-06", "2027-03-05", "2027-03-05"),
        ("2026-03-05", "2027-03-05", "2027-06-06"),
        ("2026-02-05", "2027-03-05", "2027-06-06"),
        ("2024-02-29", "2025-02-27", "2025-02-27"),
        ("2024-02-29", "2025-02-28", "2025-05-29"),
        # Not born yet on the day of payment, and not covered before; nobody knows when born.
        ("2027-05-01", "2027-03-05", "2027-05-01"),
        (None, "2027-03-05", "2027-03-05"),
    ],
)
def test_a_newborn_is_one_as_long_as_the_birth_date_bears_it_out(
    born_on: str | None, paid_on: str, begins: str
) -> None:
    person = replace(NEWBORN, birth_date=day(born_on) if born_on else None)
    found = outcome("", f"resident on {paid_on}, for {paid_on[:4]}", person=person)
    assert (found.verdict, found.benefits_from) == (Verdict.YES, day(begins))


def test_the_last_day_as_a_newborn_is_a_day_after_which_something_is_lost() -> None:
    person = replace(NEWBORN, birth_date=day("2026-04-17"))
    told = changes("", "resident on 2027-03-05, for 2027", person=person)
    assert told[0] == "2027-04-17 waiting: 无等待期 → 等待3个月"


def test_nobody_exempt_is_worse_off_in_the_country_of_these_tests() -> None:
    exempt = replace(COUNTRY, groups=LISTED)
    for paid in ("", NEVER_SKIPPED, SKIPPED_ONE, SKIPPED_TWO):
        for planned in (PLAN, LATE, "resident on 2027-12-30, for 2027"):
            spared = outcome(paid, planned, under=policy(exempt), person=VETERAN)
            usual = outcome(paid, planned, under=NOWHERE)
            assert spared.benefits_from is not None
            assert usual.benefits_from is None or spared.benefits_from <= usual.benefits_from
