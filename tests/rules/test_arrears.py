"""What a unit owes: never hidden by cover under another scheme, never turned into cover that was not there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.rules.assess import assess
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.options import lapses_left_out
from app.rules.record.case import Cause, Decision, Person
from app.rules.record.lapses import find_lapses
from tests.rules.places import NOWHERE, assessed, case, day, option, outcome

EMPLOYED = "employee 2024-01..2025-08 base=5000"
OWED = "employee 2025-11..2026-02 unpaid"
TODAY = "2026-11-22"


def told(paid: str, as_of: str = TODAY) -> list[str]:
    return [
        f"{lapse.span} {'open' if lapse.open else 'closed'} {lapse.scheme_before or '-'}>{lapse.scheme_after or '-'}"
        + (" beside cover" if lapse.beside_cover else " owed" if lapse.unit_owes else "")
        for lapse in find_lapses(case(paid), day(as_of))
    ]


@pytest.mark.parametrize(
    ("paid", "lapses"),
    [
        # The unit owes four months, and nothing else was paid then: a lapse of six months.
        (f"{EMPLOYED}; {OWED}", ["2025-09..2026-10 open employee>- owed"]),
        # Resident insurance covers all of them: nothing was interrupted, the debt stands.
        (f"{EMPLOYED}; {OWED}; resident 2025-09..2026-12", ["2025-11..2026-02 closed employee>resident beside cover"]),
        (f"{EMPLOYED}; {OWED}; flexible 2025-09..2026-11", ["2025-11..2026-02 closed employee>flexible beside cover"]),
        # It covers some of them: what is not covered lapsed, what is covered is owed as well.
        (f"{EMPLOYED}; {OWED}; resident 2026-01..2026-12",
         ["2025-09..2025-12 closed employee>resident owed", "2026-01..2026-02 closed employee>resident beside cover"]),
        (f"{EMPLOYED}; {OWED}; flexible 2025-09..2025-11; flexible 2026-02..2026-11",
         ["2025-11..2025-11 closed employee>flexible beside cover", "2025-12..2026-01 closed flexible>flexible owed",
          "2026-02..2026-02 closed employee>flexible beside cover"]),
        # It may cover them: nobody knows, and the debt stands all the same.
        (f"{EMPLOYED}; {OWED}; flexible 2025-09..2026-11 unknown",
         ["2025-11..2026-02 closed employee>flexible beside cover"]),
        (f"{EMPLOYED}; {OWED}; flexible 2025-09..2026-11 in_transit",
         ["2025-11..2026-02 closed employee>flexible beside cover"]),
        # Two debts at a distance are two; partly paid is owed.
        (f"{EMPLOYED}; employee 2025-11 unpaid; employee 2026-01 partly_paid; resident 2025-09..2026-12",
         ["2025-11..2025-11 closed employee>resident beside cover",
          "2026-01..2026-01 closed employee>resident beside cover"]),
        # Paid by another unit in the same month, it is employee insurance that covers it.
        (f"{EMPLOYED}; {OWED}; employee 2025-09..2026-11 @140100", []),
        # What a person did not pay on his own is no unit's debt.
        (f"{EMPLOYED}; flexible 2025-11..2026-02 unpaid; resident 2025-09..2026-12", []),
        # Paid back by refund it is owed no more, and covers nothing.
        (f"{EMPLOYED}; employee 2026-11 unpaid; employee 2026-11 refund; employee 2025-09..2026-10", []),
        # Cover under another scheme before the debt does not make it anybody else's.
        ("resident 2024-01..2025-10; employee 2025-11..2026-10 unpaid", ["2025-11..2026-10 open resident>- owed"]),
        ("flexible 2024-01..2025-10; employee 2025-11..2026-10 unpaid", ["2025-11..2026-10 open flexible>- owed"]),
        ("employee 2025-11..2026-10 unpaid", ["2025-11..2026-10 open employee>- owed"]),
    ],
)  # fmt: skip
def test_what_a_unit_owes_is_found_whatever_else_was_paid(paid: str, lapses: list[str]) -> None:
    assert told(paid) == lapses


BESIDE = f"{EMPLOYED}; {OWED}; resident 2025-09..2026-12"


def test_months_owed_beside_cover_can_be_paid_by_the_unit_and_nobody_can_say_what_that_does() -> None:
    found = assessed(BESIDE, causes="2025-11 employer", as_of=TODAY)
    way = option(found, "employer_back_pays")
    assert (way.verdict, way.gap_costs) == (Verdict.ASK, Bearer.ASK)
    assert (way.benefits_from, way.benefits_until, way.waiting, way.cover) == (None, None, None, ())
    assert way.cost is not None
    assert way.cost.principal == Decimal("2000.00")
    assert "already-resumed" in [assumption.id for assumption in way.assumptions]
    assert (found.lapses[0].benefits_end, found.resumed) == (None, ())


def test_the_cause_of_months_owed_beside_cover_is_asked_for() -> None:
    found = assessed(BESIDE, as_of=TODAY)
    assert "lapse_cause:2025-11" in [missing.fact for missing in found.missing_facts]
    personal = assessed(BESIDE, causes="2025-11 personal", as_of=TODAY)
    assert "employer_back_pays" not in [way.id for way in personal.options]


def test_months_owed_beside_cover_were_not_resumed_with_the_next_scheme() -> None:
    """Employed again since May 2026: that ends no lapse, for there was none."""
    again = BESIDE.replace("..2026-12", "..2026-04") + "; employee 2026-05..2026-11"
    found = assessed(again, causes="2025-11 employer", as_of=TODAY)
    assert [way.id for way in found.options] == ["employer_back_pays"]
    assert found.resumed == ()


def test_what_the_office_says_of_the_payer_stands_for_months_owed_beside_cover_too() -> None:
    told = replace(case(BESIDE, causes="2025-11 employer"), decisions=(Decision("核定", gap_costs="employer"),))
    assert option(assess(told, NOWHERE, day(TODAY)), "employer_back_pays").gap_costs is Bearer.EMPLOYER
    allowed = replace(told, decisions=(Decision("核定", verdict="yes"),))
    assert option(assess(allowed, NOWHERE, day(TODAY)), "employer_back_pays").verdict is Verdict.YES


@pytest.mark.parametrize("before", ["", "resident 2024-01..2025-10; ", "flexible 2024-01..2025-10; "])
def test_the_unit_may_pay_what_it_owes_whatever_the_person_had_before(before: str) -> None:
    paid = f"{before}employee 2025-11..2026-10 unpaid base=5000"
    found = assessed(paid, as_of=TODAY)
    assert "employer_back_pays" in [way.id for way in found.options]
    assert "lapse_cause:2025-11" in [missing.fact for missing in found.missing_facts]
    way = option(assessed(paid, as_of=TODAY, causes="2025-11 employer"), "employer_back_pays")
    assert way.cost is not None
    assert way.cost.principal == Decimal("6000.00")


def test_an_older_debt_of_a_unit_that_is_left_out_is_told_although_a_resident_owes_no_months() -> None:
    paid = "resident 2024-01..2024-12; employee 2025-01..2025-02 unpaid; employee 2025-03..2026-08"
    found = assessed(paid, "employee on 2026-11-22, back pay 2026-09", causes="2026-09 employer; 2025-01 employer")
    assert found.planned is not None
    left = lapses_left_out(case(paid, "employee on 2026-11-22, back pay 2026-09"), found, found.planned)
    assert [str(lapse.span) for lapse in left] == ["2025-01..2025-02"]
    nothing_lapsed = outcome("flexible 2024-01..2026-10", "flexible on 2026-11-22")
    assert lapses_left_out(case(paid), found, nothing_lapsed) == ()


# --- never insured ---------------------------------------------------------------------------------------------------

NEVER = "employee 2026-08..2026-10 unpaid base=5000"


def test_a_worker_never_insured_has_no_last_day_of_benefits_and_no_fund_in_the_gap() -> None:
    found = assessed(NEVER, "employee on 2026-11-22, back pay", causes="2026-08 employer")
    assert (found.lapses[0].benefits_end, found.lapses[0].reason) == (None, None)
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.gap_costs) == (Verdict.ASK, Bearer.ASK)
    assert [(str(part.since), part.payer) for part in found.planned.cover] == [
        ("2026-08-01", Bearer.ASK), ("2026-12-01", Bearer.FUND),
    ]  # fmt: skip


def test_who_was_insured_once_gets_what_the_row_says() -> None:
    once = f"employee 2025-01..2026-07; {NEVER}"
    found = outcome(once, "employee on 2026-11-22, back pay", causes="2026-08 employer")
    assert (found.verdict, found.gap_costs) == (Verdict.YES, Bearer.FUND)
    assert [(str(part.since), part.payer) for part in found.cover] == [
        ("2026-08-01", Bearer.FUND), ("2026-09-01", Bearer.FUND), ("2026-12-01", Bearer.FUND),
    ]  # fmt: skip


def test_at_ones_own_cost_needs_no_proof() -> None:
    found = outcome(NEVER, "flexible on 2026-11-22", causes="2026-08 personal")
    assert (found.verdict, found.gap_costs) == (Verdict.YES, Bearer.SELF)


def test_the_office_may_say_that_the_fund_pays_for_somebody_never_insured() -> None:
    told = case(NEVER, "employee on 2026-11-22, back pay", causes="2026-08 employer")
    found = assess(replace(told, decisions=(Decision("核定", gap_costs="fund"),)), NOWHERE, day(TODAY)).planned
    assert found is not None
    assert found.gap_costs is Bearer.FUND


# --- a closed lapse that is paid -----------------------------------------------------------------------------------

CLOSED = "employee 2024-01..2024-03 base=5000; employee 2024-06..2026-11"


def test_a_refused_payment_of_a_closed_lapse_moves_nothing_and_names_no_day() -> None:
    told = replace(case(CLOSED, causes="2024-04 employer"), decisions=(Decision("不予补缴", verdict="no"),))
    way = option(assess(told, NOWHERE, day(TODAY)), "employer_back_pays")
    assert (way.verdict, way.benefits_from, way.cost) == (Verdict.NO, None, None)
    assert "already-resumed" not in [assumption.id for assumption in way.assumptions]


@pytest.mark.parametrize("since", ["employee", "flexible"])
def test_benefits_after_a_closed_lapse_are_those_of_the_scheme_that_followed_it(since: str) -> None:
    """Whoever pays the arrears of a unit: what is covered since is covered as the record has it."""
    paid = CLOSED.replace("employee 2024-06", f"{since} 2024-06")
    way = option(assessed(paid, causes="2024-04 employer", as_of=TODAY), "employer_back_pays")
    assert [(str(part.since), part.scheme) for part in way.cover] == [
        ("2024-04-01", "employee"), ("2024-05-01", "employee"), ("2024-06-01", since),
    ]  # fmt: skip


def test_benefits_after_a_closed_lapse_begin_in_no_month_that_nobody_knows() -> None:
    paid = "employee 2024-01..2024-03; employee 2024-06..2024-07 unknown; employee 2024-08..2026-11"
    way = option(assessed(paid, causes="2024-04 employer", as_of=TODAY), "employer_back_pays")
    assert (way.verdict, way.benefits_from, way.cost) == (Verdict.ASK, None, None)
    assert way.if_worst is not None
    assert way.if_worst.benefits_from == day("2024-08-01")
    for answer, begins in (("paid", "2024-06-01"), ("unpaid", "2024-08-01")):
        settled = assessed(paid, causes="2024-04 employer", as_of=TODAY, answers={"month_status:2024-06": answer})
        assert option(settled, "employer_back_pays").benefits_from == day(begins)


# --- cover that begins where another scheme still covers -------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "planned", "begins"),
    [
        # November is covered by flexible insurance: resident cover begins in December, and later where more is paid.
        ("flexible 2024-01..2026-11", "resident on 2026-11-15, for 2026, in window", "2026-12-01"),
        ("employee 2024-01..2026-11", "resident on 2026-11-15, for 2026, in window", "2026-12-01"),
        ("employee 2024-01..2026-10; flexible 2026-11", "resident on 2026-11-15, for 2026, in window", "2026-12-01"),
        ("flexible 2024-01..2026-10", "resident on 2026-11-15, for 2026, in window", "2026-11-15"),
        ("flexible 2024-01..2027-02", "resident on 2026-11-15, for 2027", "2027-03-01"),
        # Covered to the end of the year that is joined: nothing is left of it.
        ("flexible 2024-01..2027-12", "resident on 2026-11-15, for 2027", None),
        # The same scheme goes on without a break.
        ("resident 2024-01..2026-12", "resident on 2026-11-15, for 2027", "2027-01-01"),
        ("resident 2024-01..2026-12", "flexible on 2026-11-15", "2027-01-01"),
    ],
)  # fmt: skip
def test_cover_under_another_scheme_never_begins_inside_a_covered_month(
    paid: str, planned: str, begins: str | None
) -> None:
    found = outcome(paid, planned, person=Person(categories=frozenset({"newborn"})))
    assert found.benefits_from == (day(begins) if begins else None)
    if begins is None:
        assert "no-cover-in-year" in [assumption.id for assumption in found.assumptions]


def test_a_month_that_may_be_covered_leaves_open_when_other_cover_begins() -> None:
    paid, plan = "flexible 2024-01..2026-10; employee 2026-11 unknown", "resident on 2026-11-15, for 2026, in window"
    newborn = Person(categories=frozenset({"newborn"}))
    found = outcome(paid, plan, person=newborn)
    assert (found.verdict, found.benefits_from) == (Verdict.ASK, None)
    assert found.if_worst is not None
    assert found.if_worst.benefits_from == day("2026-12-01")
    for answer, begins in (("paid", "2026-12-01"), ("unpaid", "2026-11-15")):
        settled = outcome(paid, plan, person=newborn, answers={"month_status:2026-11": answer})
        assert settled.benefits_from == day(begins)


def test_the_cause_of_a_debt_is_that_of_its_own_first_month() -> None:
    found = find_lapses(case(BESIDE, causes="2025-11 agency"), day(TODAY))
    assert [lapse.cause for lapse in found] == [Cause.AGENCY]
