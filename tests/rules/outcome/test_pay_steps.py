"""Stretches of payment days: within one nothing is lost, with the next one something is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import CoverRule, Policy, StepRow, Validity
from app.rules.law.terms import Phase, Verdict
from app.rules.outcome.assessment import Option
from app.rules.outcome.pay_steps import MOST_STEPS, PaymentDays, Seen, pay_steps
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.months import ONE_DAY, MissingDay, Month, add_months
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    NOWHERE,
    PAYMENT_DAY,
    case,
    day,
    option,
    pack,
    policy,
    row,
    when,
    window,
)

Begins = Callable[[date], date | None]


def months_from(first: str, until: str) -> list[date]:
    """A first day, and the first of every month after it, as rules change on those."""
    days, month = [day(first)], Month.containing(day(first)) + 1
    while month.first_day <= day(until):
        days.append(month.first_day)
        month = month + 1
    return days


def drawn(begins: Begins, first: str, until: str, payable: PaymentDays | None = None, **marks: str) -> list[str]:
    """The stretches of a way whose outcome is the same on all days but `refused`, a span `FIRST..LAST`."""

    def seen(on: date) -> Seen[str]:
        since, _, last = marks.get("refused", "").partition("..")
        refused = bool(since) and day(since) <= on <= day(last)
        changed = bool(marks.get("changed")) and on >= day(marks["changed"])
        return Seen("no" if refused else "after" if changed else "before", begins(on), None, refused)

    days = sorted({*months_from(first, until), *(day(each[:10]) for each in marks.values())})
    found = pay_steps(days, day(until), seen, payable)
    return [f"{step.pay_from}..{step.pay_until or ''} {step.benefits_from or '?'}" for step in found]


def next_month(on: date) -> date:
    return (Month.containing(on) + 1).first_day


def in_three_months(on: date) -> date:
    return add_months(on, 3, MissingDay.LAST_DAY) + ONE_DAY


@pytest.mark.parametrize(
    ("begins", "first", "until", "steps"),
    [
        # Covered from the next month: every first of a month is a leap of a month.
        (next_month, "2026-11-22", "2027-01-31",
         ["2026-11-22..2026-11-30 2026-12-01", "2026-12-01..2026-12-31 2027-01-01", "2027-01-01.. 2027-02-01"]),
        # The first day moves one for one with the payment: no leap.
        (lambda on: on, "2026-11-22", "2027-01-31", ["2026-11-22.. 2026-11-22"]),
        (lambda on: on + timedelta(days=91), "2026-11-22", "2027-03-31", ["2026-11-22.. 2027-02-21"]),
        # A fixed first day does not move at all.
        (lambda on: day("2027-01-01"), "2026-11-22", "2026-12-31", ["2026-11-22.. 2027-01-01"]),
        # Three months by date: from the 28th to the 30th of November it stands still, and then goes on one for one.
        (in_three_months, "2026-11-22", "2026-12-31", ["2026-11-22.. 2027-02-23"]),
        # From 28 February to 1 March it leaps over the days that February does not have.
        (in_three_months, "2027-02-20", "2027-03-31",
         ["2027-02-20..2027-02-28 2027-05-21", "2027-03-01.. 2027-06-02"]),
        # The 20th of a month is the last day that covers from the next one: the leap lies within the month.
        (lambda on: next_month(on) if on.day <= 20 else next_month(next_month(on)), "2026-11-10", "2026-12-31",
         ["2026-11-10..2026-11-20 2026-12-01", "2026-11-21..2026-12-20 2027-01-01", "2026-12-21.. 2027-02-01"]),
        # The very last day that is looked at begins a stretch of its own.
        (next_month, "2026-11-22", "2026-12-01", ["2026-11-22..2026-11-30 2026-12-01", "2026-12-01.. 2027-01-01"]),
        # One single day.
        (next_month, "2026-11-30", "2026-11-30", ["2026-11-30.. 2026-12-01"]),
        # A day that is not known is neither a leap nor none; one that is known again is.
        (lambda on: None, "2026-11-22", "2027-01-31", ["2026-11-22.. ?"]),
        (lambda on: day("2027-01-01") if on < day("2026-12-01") else None, "2026-11-22", "2026-12-31",
         ["2026-11-22..2026-11-30 2027-01-01", "2026-12-01.. ?"]),
        (lambda on: day("2027-01-01") if on < day("2026-12-11") else None, "2026-11-22", "2026-12-31",
         ["2026-11-22..2026-12-10 2027-01-01", "2026-12-11.. ?"]),
    ],
)  # fmt: skip
def test_a_new_stretch_begins_where_the_first_day_moves_by_more_than_the_payment(
    begins: Begins, first: str, until: str, steps: list[str]
) -> None:
    assert drawn(begins, first, until) == steps


def test_cover_that_is_brought_forward_is_no_loss() -> None:
    """From December on a kinder rule: paying later is better, and there is nothing that is lost."""
    for first in ("2026-12-01", "2026-12-11"):
        kinder: Begins = lambda on, first=first: day("2027-06-01" if on < day(first) else "2027-01-01")  # noqa: E731
        assert drawn(kinder, "2026-11-22", "2026-12-31") == ["2026-11-22.. 2027-06-01"]


def test_another_outcome_begins_another_stretch_though_cover_begins_alike() -> None:
    fixed: Begins = lambda on: day("2027-01-01")  # noqa: E731
    assert drawn(fixed, "2026-11-22", "2026-12-31", changed="2026-12-11") == [
        "2026-11-22..2026-12-10 2027-01-01", "2026-12-11.. 2027-01-01",
    ]  # fmt: skip


def test_days_on_which_it_cannot_be_done_are_no_stretch() -> None:
    fixed: Begins = lambda on: day("2027-01-01")  # noqa: E731
    assert drawn(fixed, "2026-11-22", "2027-01-31", refused="2026-12-11..2026-12-31", after="2027-01-01") == [
        "2026-11-22..2026-12-10 2027-01-01", "2027-01-01.. 2027-01-01",
    ]  # fmt: skip
    assert drawn(fixed, "2026-11-22", "2026-12-31", refused="2026-11-01..2026-12-31") == []


def test_there_are_six_at_most_and_the_sixth_still_has_its_end() -> None:
    found = drawn(next_month, "2026-11-22", "2029-11-30")
    assert len(found) == MOST_STEPS
    assert found[-1] == "2027-04-01..2027-04-30 2027-05-01"
    assert len(drawn(next_month, "2026-11-22", "2027-04-30")) == MOST_STEPS
    assert drawn(next_month, "2026-11-22", "2027-04-30")[-1] == "2027-04-01.. 2027-05-01"


# --- days of a month on which can be paid ----------------------------------------------------------------------------

TO_THE_20TH, FROM_THE_25TH, THE_31ST = PaymentDays(1, 20), PaymentDays(25, 31), PaymentDays(31, 31)


@pytest.mark.parametrize(
    ("days", "on", "following", "last"),
    [
        (TO_THE_20TH, "2026-11-20", "2026-11-20", "2026-11-20"),
        (TO_THE_20TH, "2026-11-21", "2026-12-01", "2026-11-20"),
        (FROM_THE_25TH, "2026-11-24", "2026-11-25", "2026-10-31"),
        (FROM_THE_25TH, "2026-11-30", "2026-11-30", "2026-11-30"),
        # A month that does not have the day takes no payment.
        (THE_31ST, "2026-10-30", "2026-10-31", "2026-08-31"),
        (PaymentDays(5, 10), "2026-12-31", "2027-01-05", "2026-12-10"),
        (PaymentDays(5, 10), "2027-01-04", "2027-01-05", "2026-12-10"),
    ],
)
def test_the_days_of_a_month_on_which_can_be_paid(days: PaymentDays, on: str, following: str, last: str) -> None:
    assert days.next_from(day(on)) == day(following)
    assert days.last_until(day(on)) == day(last)


@pytest.mark.parametrize(
    ("payable", "steps"),
    [
        (TO_THE_20TH, ["2026-12-01..2026-12-20 2027-01-01", "2027-01-01.. 2027-02-01"]),
        (FROM_THE_25TH,
         ["2026-11-25..2026-11-30 2026-12-01", "2026-12-25..2026-12-31 2027-01-01", "2027-01-25.. 2027-02-01"]),
    ],
)  # fmt: skip
def test_days_on_which_nothing_is_taken_narrow_a_stretch_or_leave_nothing_of_it(
    payable: PaymentDays, steps: list[str]
) -> None:
    """From 22 November: the days of November up to the 20th are over."""
    assert drawn(next_month, "2026-11-22", "2027-01-31", payable) == steps


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(1, 28), st.integers(0, 10))
def test_payment_days_are_found_by_looking_at_every_day(on: date, first: int, more: int) -> None:
    payable = PaymentDays(first, first + more)
    later = (on + timedelta(days=n) for n in range(400))
    earlier = (on - timedelta(days=n) for n in range(400))

    def can_be_paid(each: date) -> bool:
        return first <= each.day <= first + more

    assert payable.next_from(on) == next(each for each in later if can_be_paid(each))
    assert payable.last_until(on) == next(each for each in earlier if can_be_paid(each))


# --- of a whole assessment -----------------------------------------------------------------------------------------


def ways(
    paid: str, planned: str | None = None, under: Policy = NOWHERE, as_of: str = "2026-11-22"
) -> dict[str, Option]:
    told = case(paid, planned)
    found = with_turning_points(told, under, assess(told, under, day(as_of)))
    return {"planned": found.planned, **{each.id.value: each for each in found.options}}  # type: ignore[dict-item]


def steps(way: Option) -> list[str]:
    return [f"{step.pay_from}..{step.pay_until or ''} {step.benefits_from or '?'}" for step in way.pay_steps]


def test_the_steps_of_a_way_go_on_where_its_deadline_ends() -> None:
    """Paid to September. Each month later costs a month of cover; from February on half a year's wait besides."""
    way = ways("flexible 2024-01..2026-09")["resume_without_back_pay"]
    assert steps(way) == [
        "2026-11-22..2026-11-30 2026-12-01", "2026-12-01..2026-12-31 2027-01-01", "2027-01-01..2027-01-31 2027-02-01",
        "2027-02-01..2027-02-28 2027-09-01", "2027-03-01..2027-03-31 2027-10-01", "2027-04-01..2027-04-30 2027-11-01",
    ]  # fmt: skip
    assert way.pay_by == day("2027-01-31")
    assert [step.waiting and step.waiting.months for step in way.pay_steps] == [None, None, None, 6, 6, 6]


@pytest.mark.parametrize(
    ("paid", "id_", "until", "postponed"),
    [
        # Up to the end of the month nothing is lost, then a month of cover; the deadline comes later.
        ("flexible 2024-01..2026-09", "resume_without_back_pay", "2026-11-30", "2027-01-01"),
        # The end of the window is both the end of the step and the deadline: more is lost than a month of cover.
        ("resident 2024-01..2026-12", "join_resident_next_year", "2026-12-31", None),
        # The month after is the last step, or there is none.
        ("flexible 2024-01..2026-09; flexible 2026-10 unpaid", "resume_without_back_pay", "2026-11-30", "2027-01-01"),
        ("flexible 2024-01..2024-03; flexible 2024-06..2026-11", "already_resumed", None, None),
    ],
)
def test_until_when_nothing_at_all_is_lost_and_what_a_day_later_leads_to(
    paid: str, id_: str, until: str | None, postponed: str | None
) -> None:
    way = ways(paid)[id_]
    assert way.nothing_lost_until == (day(until) if until else None)
    assert way.postponed_to == (day(postponed) if postponed else None)


def test_a_window_ends_a_step_and_a_year_that_is_over_ends_them_all() -> None:
    way = ways("resident 2024-01..2026-12", "resident on 2026-11-22, for 2027")["planned"]
    assert steps(way)[0] == "2026-11-22..2026-12-31 2027-01-01", "the window closes"
    assert steps(way)[1] == "2027-01-01..2027-02-28 2027-04-02", "outside it every day later is a day of cover later"
    assert all(step.pay_until is not None and step.pay_until < day("2028-01-01") for step in way.pay_steps)
    local = policy(pack("330000", windows=(window("2026-09-01", "2026-12-20"),)), COUNTRY)
    closed = ways("resident 2024-01..2026-12", "resident on 2026-11-22, for 2027", local)["planned"]
    assert steps(closed)[0] == "2026-11-22..2026-12-20 2027-01-01"


def test_a_way_that_cannot_be_done_has_no_steps_and_one_that_becomes_so_has_no_more() -> None:
    refused = ways("flexible 2024-01..2026-06 base=1", "flexible on 2026-11-22, back pay")["planned"]
    assert (refused.verdict, refused.pay_steps) == (Verdict.NO, ())
    soon = ways("flexible 2024-01..2026-09 base=1", "flexible on 2026-11-22, back pay")["planned"]
    assert steps(soon) == [
        "2026-11-22..2026-11-30 2026-12-01", "2026-12-01..2026-12-31 2027-01-01", "2027-01-01..2027-01-31 2027-02-01",
    ]  # fmt: skip
    assert soon.pay_by == day("2027-01-31")


def test_what_is_resumed_already_has_no_steps() -> None:
    found = ways("flexible 2024-01..2024-03; flexible 2024-06..2026-11")
    assert found["already_resumed"].pay_steps == ()


def test_paying_a_lapse_that_is_closed_moves_no_cover_however_late() -> None:
    told = case("employee 2024-01..2024-03 base=5000; employee 2024-06..2026-11", causes="2024-04 employer")
    way = option(with_turning_points(told, NOWHERE, assess(told, NOWHERE, day("2026-11-22"))), "employer_back_pays")
    assert steps(way)[0] == "2026-11-22..2026-12-31 2024-06-01", "in January, December would have lapsed too"


def test_where_no_day_is_known_there_is_one_stretch_without_one() -> None:
    under = policy(pack("330000", row("ask", CoverRule(Verdict.ASK), resume_as="flexible")), COUNTRY)
    way = ways("flexible 2024-01..2026-10", "flexible on 2026-11-22", under)["planned"]
    assert steps(way)[0] == "2026-11-22..2027-02-28 ?", "then the years begin anew"


SAID = Bilingual("每月1日至20日缴费", "paid from the 1st to the 20th")


def by_step(*days: tuple[int, int] | None) -> Policy:
    """A place whose steps name the days on which they can be done."""
    steps_of = tuple(
        StepRow(f"step-{n}", Phase.PAY, when(resume_as="flexible"), SAID, ("law",), payment_days=each)
        for n, each in enumerate(days)
    )
    return policy(pack("330000", steps=steps_of), COUNTRY)


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((), "2026-11-22..2026-11-30 2026-12-01"),
        ((None,), "2026-11-22..2026-11-30 2026-12-01"),
        (((1, 20),), "2026-12-01..2026-12-20 2027-01-01"),
        (((25, 31),), "2026-11-25..2026-11-30 2026-12-01"),
        # The first step that names days has the say: the place's own come before the nation's.
        (((25, 31), (1, 20)), "2026-11-25..2026-11-30 2026-12-01"),
    ],
)
def test_the_payment_days_of_the_place_narrow_the_steps(days: tuple[tuple[int, int] | None, ...], first: str) -> None:
    way = ways("flexible 2024-01..2026-09", "flexible on 2026-11-22", by_step(*days))["planned"]
    assert steps(way)[0] == first
    resident = ways("resident 2024-01..2025-12", None, by_step(*days))["join_resident_next_year"]
    assert steps(resident)[0].startswith("2026-11-22.."), "the steps of another way"


def test_beyond_the_dates_a_pack_claims_no_step_is_told() -> None:
    claimed = policy(replace(COUNTRY, claims=Validity(day("2020-01-01"), day("2026-12-10"))))
    way = ways("flexible 2024-01..2026-09", "flexible on 2026-11-22", claimed)["planned"]
    assert steps(way) == ["2026-11-22..2026-11-30 2026-12-01", "2026-12-01.. 2027-01-01"]
    assert way.tried_until == day("2026-12-10")


def test_a_rule_that_begins_within_a_month_begins_a_step() -> None:
    under = policy(
        pack(
            "330000",
            row("old", CoverRule(Verdict.YES, PAYMENT_DAY), until="2026-12-09", resume_as="flexible"),
            row("new", CoverRule(Verdict.YES, NEXT_MONTH), since="2026-12-10", resume_as="flexible"),
        ),
        COUNTRY,
    )
    way = ways("flexible 2024-01..2026-09", "flexible on 2026-11-22", under)["planned"]
    assert steps(way)[:2] == ["2026-11-22..2026-12-09 2026-11-22", "2026-12-10..2026-12-31 2027-01-01"]
