"""Answers to questions, put where they belong in a case."""

from __future__ import annotations

import pytest

from app.rules.outcome.answers import with_answers
from app.rules.record.case import Cause, Person
from app.rules.record.history import Kind, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from tests.rules.places import case, day, month, span

PAID = "employee 2024-01..2026-06; employee 2026-07 unknown; employee 2026-08 in_transit; employee 2026-09 partly_paid"
AS_OF = day("2026-11-22")


def test_without_answers_a_case_is_left_as_it_is() -> None:
    made = case(PAID, causes="2026-09 personal")
    assert with_answers(made, AS_OF) is made


@pytest.mark.parametrize(
    ("answers", "causes"),
    [
        ({"lapse_cause:2026-09": "employer"}, {"2026-09": "employer"}),
        ({"lapse_cause:2026-10": "agency"}, {"2026-09": "personal", "2026-10": "agency"}),
        # "Unknown" is no cause, nor is anything that is not on the list; what stood there stays.
        ({"lapse_cause:2026-09": "unknown"}, {"2026-09": "personal"}),
        ({"lapse_cause:2026-09": "weather"}, {"2026-09": "personal"}),
        ({"lapse_cause:soon": "employer"}, {"2026-09": "personal"}),
        ({"cause:2026-09": "employer"}, {"2026-09": "personal"}),
    ],
)
def test_a_cause_is_that_of_the_lapse_it_was_asked_for(answers: dict[str, str], causes: dict[str, str]) -> None:
    found = with_answers(case(PAID, causes="2026-09 personal", answers=answers), AS_OF)
    assert found.causes == {month(first): Cause(cause) for first, cause in causes.items()}


@pytest.mark.parametrize(
    ("answers", "statuses"),
    [
        ({"month_status:2026-07": "paid"}, ["paid", "paid", "in_transit", "partly_paid"]),
        ({"month_status:2026-08": "unpaid"}, ["paid", "unknown", "unpaid", "partly_paid"]),
        ({"month_status:2026-07": "unknown"}, ["paid", "unknown", "in_transit", "partly_paid"]),
        ({"month_status:2026-07": "in_transit"}, ["paid", "unknown", "in_transit", "partly_paid"]),
        # Only what is open can be settled.
        ({"month_status:2024-01": "unpaid"}, ["paid", "unknown", "in_transit", "partly_paid"]),
        ({"month_status:2026-09": "paid"}, ["paid", "unknown", "in_transit", "partly_paid"]),
    ],
)
def test_the_standing_of_months_settles_the_row_that_begins_with_them(
    answers: dict[str, str], statuses: list[str]
) -> None:
    found = with_answers(case(PAID, answers=answers), AS_OF).history
    assert [row.status for row in found.periods] == statuses
    july = found.run_at(month("2026-07"))
    assert july is not None
    assert july.standing == {"paid": "covered", "unknown": "unknown"}[statuses[1]]


def test_months_before_the_first_paid_ones_are_no_lapse_when_nobody_was_insured_then() -> None:
    told = {"month_status:2023-07": "not_insured"}
    found = with_answers(case("employee 2023-07..2023-12 unknown; employee 2024-01..2026-10", answers=told), AS_OF)
    assert [str(row.span) for row in found.history.periods] == ["2024-01..2026-10"]
    assert find_lapses(found, AS_OF) == ()


@pytest.mark.parametrize(
    ("enrolled", "left"),
    [
        ("2024-01", ["2024-01..2026-10"]),
        ("2023-12", ["2023-10..2023-12", "2024-01..2026-10"]),  # its last month may have been insured
        ("2023-01", ["2023-07..2023-09", "2023-10..2023-12", "2024-01..2026-10"]),
        ("2024-02", ["2023-07..2023-09", "2023-10..2023-12", "2024-01..2026-10"]),  # a month paid earlier: it is wrong
        (None, ["2023-07..2023-09", "2023-10..2023-12", "2024-01..2026-10"]),
    ],
)
def test_months_nobody_knows_before_the_first_enrolment_were_not_insured(enrolled: str | None, left: list[str]) -> None:
    paid = "employee 2023-07..2023-09 unknown; employee 2023-10..2023-12 unknown; employee 2024-01..2026-10"
    person = Person(first_enrolment=month(enrolled) if enrolled else None)
    found = with_answers(case(paid, person=person), AS_OF).history
    assert [str(row.span) for row in found.periods] == left


def test_money_on_its_way_and_a_record_without_cover_are_not_told_away_by_the_first_enrolment() -> None:
    person = Person(first_enrolment=month("2024-01"))
    for paid in ("employee 2023-07 in_transit; employee 2024-01..2026-10", "employee 2023-07..2023-12 unknown"):
        made = case(paid, person=person)
        assert with_answers(made, AS_OF).history == made.history


def test_months_after_the_first_paid_ones_cannot_be_told_away() -> None:
    told = {"month_status:2026-07": "not_insured"}
    assert with_answers(case(PAID, answers=told), AS_OF).history == case(PAID).history


@pytest.mark.parametrize(
    ("answer", "drawn"), [("yes", True), (True, True), ("no", False), (False, False), ("unknown", False)]
)
def test_months_in_which_unemployment_benefit_was_drawn_are_paid_by_its_fund(answer: str | bool, drawn: bool) -> None:
    paid = "employee 2024-01..2026-07 @330100"
    answered = case(paid, answers={"unemployment_benefit:2026-08": answer}, region="330100")
    rows = with_answers(answered, AS_OF).history.periods[1:]
    fund = Period(Scheme.EMPLOYEE, span("2026-08..2026-10"), "330100", Status.PAID, Kind.UNEMPLOYMENT_FUND)
    assert rows == ((fund,) if drawn else ())


def test_only_the_lapse_that_was_asked_for_is_paid_by_the_fund() -> None:
    paid = "employee 2024-01..2024-03; employee 2024-06..2026-07"
    found = with_answers(case(paid, answers={"unemployment_benefit:2024-04": "yes"}), AS_OF).history
    assert [str(row.span) for row in found.periods] == ["2024-01..2024-03", "2024-04..2024-05", "2024-06..2026-07"]
