"""Which ways to close a lapse are open, and which of them a plan is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.law.policy import Window
from app.rules.outcome.options import planned_proposal, proposals
from app.rules.outcome.situation import Proposal
from app.rules.record.case import Plan
from app.rules.record.history import Scheme
from tests.rules.places import COUNTRY, NOWHERE, case, day, pack, plan, policy


def open_ways(paid: str, planned: str | None = None, on: str = "2026-06-15", causes: str = "") -> list[Proposal]:
    told = case(paid, planned, causes=causes)
    return list(proposals(told, NOWHERE, told.plan.pay_on if told.plan else day(on)))


def ids(found: list[Proposal]) -> list[str]:
    return [proposal.id.value for proposal in found]


EMPLOYED = "employee 2024-01..2026-02"
ANEW = ("resume_without_back_pay", "new_employer_enrols", "join_resident")


@pytest.mark.parametrize(
    ("paid", "causes", "ways"),
    [
        # The cause decides who may pay for the lapse of an employee; unknown, both may.
        # Still employed, one cannot be a resident's insured.
        (EMPLOYED, "2026-03 employer", ["employer_back_pays", "resume_without_back_pay"]),
        (EMPLOYED, "2026-03 left_job", ["person_back_pays", *ANEW]),
        (EMPLOYED, "2026-03 personal", ["person_back_pays", *ANEW]),
        (EMPLOYED, "2026-03 agency", ["person_back_pays", *ANEW]),
        (EMPLOYED, "2026-03 transfer", ["person_back_pays", *ANEW]),
        (EMPLOYED, "", ["employer_back_pays", "person_back_pays", *ANEW]),
        # Nobody owes anything for a flexible payer.
        ("flexible 2024-01..2026-02", "", ["person_back_pays", *ANEW]),
        # Resident years are not paid for by the month.
        ("resident 2025-01..2025-12", "", ["resume_without_back_pay", "join_resident"]),
        # A lapse that is closed can be paid by the unit only.
        ("employee 2024-01..2024-03; employee 2024-06..2026-06", "2024-04 employer",
         ["already_resumed", "employer_back_pays"]),
        ("employee 2024-01..2024-03; employee 2024-06..2026-06", "2024-04 personal", ["already_resumed"]),
        # No lapse: an employee has nothing to close, a resident renews.
        ("employee 2024-01..2026-06", "", []),
        ("employee 2024-01..2026-05", "", []),
        ("resident 2026-01..2026-12", "", []),
        # Nothing recorded, or nothing that counts as cover.
        ("", "", ["first_enrolment", "join_resident"]),
        ("employee 2024-01 adjustment", "", ["resume_without_back_pay", "join_resident"]),
        ("employee 2024-01..2024-03 unknown", "", ["resume_without_back_pay", "join_resident"]),
    ],
)  # fmt: skip
def test_the_open_ways(paid: str, causes: str, ways: list[str]) -> None:
    assert ids(open_ways(paid, causes=causes)) == ways


@pytest.mark.parametrize(
    ("on", "planned", "years"),
    [
        # The window of the next year opens in September.
        ("2026-08-31", None, [2026]),
        ("2026-09-01", None, [2026, 2027]),
        ("2026-12-31", None, [2026, 2027]),
        ("2027-01-01", None, [2027]),
        # A plan for one year does not hide the other; a year that is over is no way out.
        ("2026-11-20", "resident on 2026-11-20, for 2026", [2026, 2027]),
        ("2026-05-20", "resident on 2026-05-20, for 2027", [2026, 2027]),
        ("2026-11-20", "resident on 2026-11-20, for 2025", [2026, 2027]),
        ("2026-11-20", "flexible on 2026-11-20", [2026, 2027]),
    ],
)
def test_this_year_can_be_joined_and_from_autumn_the_next(on: str, planned: str | None, years: list[int]) -> None:
    found = open_ways("resident 2025-01..2025-12", planned, on=on)
    assert [p.insured_year for p in found if p.id in ("join_resident", "join_resident_next_year")] == years


def test_what_the_plan_says_of_the_window_holds_for_the_year_it_plans() -> None:
    found = open_ways("resident 2023-01..2023-12", "resident on 2026-11-20, for 2026, in window")
    stated = {p.id.value: p.in_window for p in found if p.insured_year}
    assert stated == {"join_resident": True, "join_resident_next_year": None, "resident_repair": None}


@pytest.mark.parametrize(("on", "opened"), [("2026-08-31", False), ("2026-09-01", True)])
def test_without_a_window_in_any_pack_next_years_resident_insurance_is_offered_from_september(
    on: str, opened: bool
) -> None:
    found = list(proposals(case("resident 2025-01..2025-12"), policy(replace(COUNTRY, windows=())), day(on)))
    assert ("join_resident_next_year" in ids(found)) is opened


@pytest.mark.parametrize(("on", "opened"), [("2026-10-16", False), ("2026-10-17", True)])
def test_a_pack_says_when_next_years_resident_insurance_opens(on: str, opened: bool) -> None:
    window = Window(2027, day("2026-10-17"), day("2027-02-25"), ("law",))
    under = policy(pack("330000", windows=(window,)), COUNTRY)
    found = list(proposals(case("resident 2025-01..2025-12"), under, day(on)))
    assert ("join_resident_next_year" in ids(found)) is opened


@pytest.mark.parametrize(
    ("paid", "on", "repaired"),
    [
        ("resident 2025-01..2025-12", "2026-11-20", 0),
        ("resident 2024-01..2024-12", "2026-11-20", 1),
        ("resident 2024-01..2024-12", "2027-11-20", 2),
        ("resident 2020-01..2020-12", "2027-11-20", 2),
    ],
)
def test_repair_is_offered_for_the_broken_years_after_the_first(paid: str, on: str, repaired: int) -> None:
    found = {proposal.id.value: proposal.repair_years for proposal in open_ways(paid, on=on)}
    assert found.get("resident_repair", 0) == repaired


@pytest.mark.parametrize(("paid", "repaired"), [("resident 2025-01..2025-12", 0), ("resident 2024-01..2024-12", 1)])
def test_repair_is_offered_where_nobody_knows_the_window_as_well(paid: str, repaired: int) -> None:
    """Inside and outside are two rules then; a year bought back shortens the wait of either."""
    nowhere = policy(replace(COUNTRY, windows=()))
    found = {made.id.value: made for made in proposals(case(paid), nowhere, day("2026-11-20"))}
    assert found["join_resident_next_year"].in_window is None
    assert ("resident_repair" in found) is bool(repaired)
    assert not repaired or found["resident_repair"].repair_years == repaired


def test_no_two_ways_have_the_same_name() -> None:
    for planned in (
        "resident on 2026-11-20, for 2025",
        "resident on 2026-11-20, for 2028",
        "flexible on 2026-11-20, back pay",
    ):
        names = ids(open_ways("resident 2022-01..2022-12", planned))
        assert len(names) == len(set(names)), planned


@pytest.mark.parametrize(
    ("paid", "days"),
    [
        ("flexible 2024-01; flexible 2024-04..2026-06 on=2024-04-20", ["2024-04-20"]),
        # Nobody wrote the day down: the last and the first of the month are both possible.
        ("flexible 2024-01; flexible 2024-04..2026-06", ["2024-04-30", "2024-04-01"]),
        # A resident year may have been paid before it began, or at any time in it; joined later it was not before.
        ("resident 2023-01..2023-12; resident 2025-01..2026-12", ["2025-01-31", "2024-12-31", "2025-12-31"]),
        ("resident 2023-01..2023-12; resident 2025-04..2026-12", ["2025-04-30", "2025-04-01"]),
        ("flexible 2023-01..2023-12; flexible 2025-01..2026-12", ["2025-01-31", "2025-01-01"]),
    ],
)
def test_an_already_resumed_lapse_was_resumed_on_the_day_of_credit_or_any_day_that_is_possible(
    paid: str, days: list[str]
) -> None:
    (found,) = [p for p in open_ways(paid) if p.id == "already_resumed"]
    assert [each.isoformat() for each in (found.pay_on, *found.or_paid_on)] == days
    assert not found.back_pay


def test_an_already_resumed_lapse_is_the_closed_one_under_the_scheme_that_follows() -> None:
    paid = "flexible 2024-01; flexible 2024-04..2026-06 on=2024-04-20"
    (found,) = [p for p in open_ways(paid) if p.id == "already_resumed"]
    assert (found.resume_as, found.insured_year) == (Scheme.FLEXIBLE, None)
    assert found.closes is not None
    assert str(found.closes.span) == "2024-02..2024-03"


def test_a_resident_lapse_already_resumed_belongs_to_the_year_that_is_insured() -> None:
    paid = "resident 2024-01..2024-12; resident 2026-01..2026-12 on=2025-11-20"
    (found,) = [p for p in open_ways(paid) if p.id == "already_resumed"]
    assert (found.pay_on, found.insured_year, found.resume_as) == (day("2025-11-20"), 2026, Scheme.RESIDENT)


def test_a_lapse_before_months_nobody_knows_was_resumed_with_the_first_covered_one() -> None:
    paid = "flexible 2024-01; flexible 2024-04..2024-05 unknown; flexible 2024-06..2026-06"
    (found,) = [p for p in open_ways(paid) if p.id == "already_resumed"]
    assert (found.pay_on, found.or_paid_on) == (day("2024-06-30"), (day("2024-06-01"),))


@pytest.mark.parametrize(
    ("planned", "resume_as"),
    [
        (None, Scheme.FLEXIBLE),
        ("employee on 2026-06-15", Scheme.EMPLOYEE),
        ("flexible on 2026-06-15", Scheme.FLEXIBLE),
        ("resident on 2026-06-15", Scheme.FLEXIBLE),
    ],
)
def test_resuming_without_back_payment_keeps_the_scheme_of_the_plan(planned: str | None, resume_as: Scheme) -> None:
    (found,) = [p for p in open_ways(EMPLOYED, planned) if p.id == "resume_without_back_pay"]
    assert found.resume_as is resume_as


TWO = "employee 2024-01..2024-03; employee 2024-06..2026-02"


@pytest.mark.parametrize(
    ("planned", "paid_for"),
    [
        (None, ["2026-03"]),
        ("employee on 2026-06-15, back pay", ["2024-04", "2026-03"]),
        ("employee on 2026-06-15, back pay 2026-03", ["2026-03"]),
        # A plan that leaves the open lapse out is not what this way is called.
        ("employee on 2026-06-15, back pay 2024-04", ["2024-04", "2026-03"]),
    ],
)
def test_a_back_payment_always_pays_the_lapse_it_closes(planned: str | None, paid_for: list[str]) -> None:
    for found in open_ways(TWO, planned):
        if found.id in ("employer_back_pays", "person_back_pays"):
            assert [str(lapse.span.first) for lapse in found.pays] == paid_for


@pytest.mark.parametrize(
    ("paid", "causes", "planned", "id_"),
    [
        (EMPLOYED, "2026-03 employer", "employee on 2026-06-15, back pay", "employer_back_pays"),
        (EMPLOYED, "", "employee on 2026-06-15, back pay", "employer_back_pays"),
        (EMPLOYED, "2026-03 personal", "employee on 2026-06-15, back pay", "person_back_pays"),
        (EMPLOYED, "2026-03 employer", "flexible on 2026-06-15, back pay", "person_back_pays"),
        (EMPLOYED, "2026-03 employer", "employee on 2026-06-15", "resume_without_back_pay"),
        (EMPLOYED, "", "employee on 2026-06-15, back pay nothing", "resume_without_back_pay"),
        # A new employer does not owe what a flexible payer left unpaid.
        ("flexible 2024-01..2026-02", "", "employee on 2026-06-15, back pay", "person_back_pays"),
        ("employee 2024-01..2026-06", "", "employee on 2026-06-15, back pay", "resume_without_back_pay"),
        ("resident 2025-01..2025-12", "", "resident on 2026-06-15", "join_resident"),
        ("resident 2025-01..2025-12", "", "resident on 2026-11-15", "join_resident_next_year"),
        ("resident 2025-01..2025-12", "", "resident on 2026-11-15, for 2026", "join_resident"),
        ("resident 2025-01..2025-12", "", "resident on 2026-11-15, for 2027, repair 1", "resident_repair"),
    ],
)
def test_what_a_plan_is_called(paid: str, causes: str, planned: str, id_: str) -> None:
    told: Plan = plan(planned)
    assert planned_proposal(case(paid, planned, causes=causes), NOWHERE, told).id == id_


@pytest.mark.parametrize(
    ("paid", "planned", "own_year"),
    [
        ("resident 2025-01..2025-12", "resident on 2026-11-15, for 2027, back pay", True),
        ("resident 2025-01..2025-12", "resident on 2026-11-15, for 2027", False),
        # The own year is paid already, or is itself the one paid for.
        ("resident 2026-01..2026-12", "resident on 2026-11-15, for 2027, back pay", False),
        ("employee 2026-01", "resident on 2026-11-15, for 2027, back pay", False),
        ("resident 2025-01..2025-12", "resident on 2026-11-15, for 2026, back pay", False),
    ],
)
def test_a_resident_back_payment_pays_the_own_year_where_it_is_unpaid(paid: str, planned: str, own_year: bool) -> None:
    found = planned_proposal(case(paid, planned), NOWHERE, plan(planned))
    assert (found.pays_own_year, found.back_pay) == (own_year, own_year)
    assert found.pays == ()
