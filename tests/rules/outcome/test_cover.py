"""The calendar of cover from the lapse on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.policy import CoverRule, GapCostsRule, Policy, SuspensionRule
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import CoverSegment, Option
from app.rules.outcome.cover import agreed_cover
from app.rules.record.history import Scheme
from tests.rules.places import (
    COUNTRY,
    INSURED_END,
    INSURED_START,
    NEXT_MONTH,
    PAYMENT_DAY,
    PAYMENT_MONTH,
    assessed,
    day,
    outcome,
    pack,
    policy,
    row,
)


def drawn(found: Option) -> list[str]:
    return [
        f"{segment.since}..{segment.until or ''} {segment.percent}% {segment.scheme or '-'} {segment.payer}"
        + ("" if segment.services == "all" else f" {segment.services}")
        for segment in found.cover
    ]


def without_holes(cover: tuple[CoverSegment, ...]) -> bool:
    days = [(segment.since, segment.until) for segment in cover if segment.services in ("all", "outpatient")]
    return all(
        until is not None and following == until + timedelta(days=1) for (_, until), (following, _) in pairwise(days)
    )


FLEXIBLE = "flexible 2024-01..2026-06"


def test_gap_wait_and_restored_benefits_follow_each_other() -> None:
    found = outcome(FLEXIBLE, "flexible on 2026-11-22")
    assert drawn(found) == [
        "2026-07-01..2026-07-31 100% flexible fund",
        "2026-08-01..2026-11-30 0% flexible self",
        "2026-12-01..2027-05-31 0% flexible self",
        "2027-06-01.. 100% flexible fund",
    ]
    assert (found.benefits_from, found.benefits_until) == (day("2027-06-01"), None)


def test_a_gap_that_is_reimbursed_is_the_funds() -> None:
    found = outcome("employee 2024-01..2026-08 base=1", "employee on 2026-11-22, back pay", causes="2026-09 employer")
    assert drawn(found) == [
        "2026-09-01..2026-09-30 100% employee fund",
        "2026-10-01..2026-11-30 100% employee fund",
        "2026-12-01.. 100% employee fund",
    ]


def test_without_a_lapse_there_is_only_what_comes() -> None:
    assert drawn(outcome("", "flexible on 2026-11-22")) == ["2026-12-01.. 100% flexible fund"]


def test_cover_that_begins_before_benefits_have_stopped_leaves_no_gap() -> None:
    """One month unpaid, paid in the next one, benefits from the payment month: nothing was ever interrupted."""
    late = pack("330000", row("at-once", CoverRule(Verdict.YES, PAYMENT_MONTH), resume_as="flexible"),
                row("later", SuspensionRule(DateRule(Anchor.FIRST_UNPAID, 2, align=Align.MONTH_START))))  # fmt: skip
    found = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22", under=policy(late, COUNTRY))
    assert drawn(found) == ["2026-10-01..2026-10-31 100% flexible fund", "2026-11-01.. 100% flexible fund"]


def test_benefits_that_begin_with_the_lapse_itself_leave_no_gap() -> None:
    retro = pack("330000", row("retro", CoverRule(Verdict.YES, DateRule(Anchor.FIRST_UNPAID)), resume_as="flexible"))
    found = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22", under=policy(retro, COUNTRY))
    assert drawn(found) == ["2026-10-01.. 100% flexible fund"]


RESIDENT = "resident 2024-01..2024-12"


def test_a_resident_years_cover_ends_with_the_year() -> None:
    found = outcome(RESIDENT, "resident on 2025-11-20, for 2026", as_of="2025-11-20")
    assert drawn(found) == [
        "2025-01-01..2025-12-31 0% resident self",
        "2026-01-01..2026-03-31 0% resident self",
        "2026-04-01..2026-12-31 100% resident fund",
    ]


@pytest.mark.parametrize(
    ("paid_on", "wait_ends", "begins", "until"),
    [
        ("2026-06-15", "2026-09-15", "2026-09-16", "2026-12-31"),
        # The last days on which the year still brings anything.
        ("2026-09-29", "2026-12-29", "2026-12-30", "2026-12-31"),
        ("2026-09-30", "2026-12-30", "2026-12-31", "2026-12-31"),
        ("2026-10-01", "2027-01-01", None, None),
        ("2026-11-22", "2027-02-22", None, None),
    ],
)
def test_a_wait_that_outlasts_the_insured_year_leaves_no_cover_in_it(
    paid_on: str, wait_ends: str, begins: str | None, until: str | None
) -> None:
    found = outcome("resident 2025-01..2025-12", f"resident on {paid_on}, for 2026")
    assert found.waiting is not None
    assert found.waiting.end == day(wait_ends)
    assert (found.benefits_from, found.benefits_until) == (
        day(begins) if begins else None,
        day(until) if until else None,
    )
    assert ("no-cover-in-year" in [assumption.id for assumption in found.assumptions]) is (begins is None)
    assert without_holes(found.cover)
    assert found.cover[-1].until == day("2026-12-31")


def meanwhile(rule: WaitRule, **parts: object) -> Policy:
    cover = CoverRule(Verdict.YES, NEXT_MONTH, rule, **parts)  # type: ignore[arg-type]
    return policy(pack("330000", row("waits", cover, resume_as="flexible")), COUNTRY)


def test_a_share_may_be_paid_during_the_wait() -> None:
    half = meanwhile(WaitRule(NEXT_MONTH, Count.CALENDAR, months=6, percent=50))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=half)
    assert found.waiting is not None
    assert found.waiting.benefit_percent == 50
    assert drawn(found)[2] == "2026-12-01..2027-05-31 50% flexible fund"


def test_only_some_services_may_be_paid_during_the_wait() -> None:
    some = meanwhile(WaitRule(NEXT_MONTH, Count.CALENDAR, months=6, percent=100, services="outpatient"))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=some)
    assert found.waiting is not None
    assert found.waiting.benefit_percent == 0
    assert drawn(found)[2:4] == [
        "2026-12-01..2027-05-31 100% flexible fund outpatient",
        "2026-12-01..2027-05-31 0% flexible self inpatient",
    ]


def test_the_old_scheme_may_go_on_paying_while_the_new_one_waits() -> None:
    under = meanwhile(WaitRule(PAYMENT_DAY, Count.CIVIL, months=3), old_scheme_until=DateRule(Anchor.LAST_PAID))
    found = outcome("resident 2025-01..2025-12", "flexible on 2025-11-10", under=under, as_of="2025-11-10")
    assert drawn(found)[0].startswith("2025-11-10")
    assert without_holes(found.cover)


def test_an_old_scheme_that_outlasts_the_wait_pays_all_of_it() -> None:
    under = meanwhile(
        WaitRule(NEXT_MONTH, Count.CALENDAR, months=1), old_scheme_until=DateRule(Anchor.PAYMENT, months=3)
    )
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert drawn(found)[2:] == ["2026-12-01..2026-12-31 100% flexible fund", "2027-01-01.. 100% flexible fund"]


@pytest.mark.parametrize(
    ("old_until", "wait"),
    [
        # The old scheme ended before the wait: nothing of it is left.
        ("2026-11-30", ["2026-12-01..2026-12-31 0% employee self"]),
        ("2026-12-01", ["2026-12-01..2026-12-01 100% flexible fund", "2026-12-02..2026-12-31 0% employee self"]),
        ("2026-12-30", ["2026-12-01..2026-12-30 100% flexible fund", "2026-12-31..2026-12-31 0% employee self"]),
        ("2026-12-31", ["2026-12-01..2026-12-31 100% flexible fund"]),
        ("2027-01-01", ["2026-12-01..2026-12-31 100% flexible fund"]),
    ],
)
def test_the_old_scheme_pays_to_its_last_day_and_the_wait_has_the_rest(old_until: str, wait: list[str]) -> None:
    days = (day(old_until) - day("2026-11-22")).days
    rule = CoverRule(
        Verdict.YES, NEXT_MONTH, WaitRule(NEXT_MONTH, Count.CALENDAR, months=1),
        old_scheme_until=DateRule(Anchor.PAYMENT, days=days),
    )  # fmt: skip
    under = policy(pack("330000", row("waits", rule, resume_as="employee")), COUNTRY)
    found = outcome(FLEXIBLE, "employee on 2026-11-22", under=under)
    assert drawn(found)[2:] == [*wait, "2027-01-01.. 100% employee fund"]


def test_benefits_that_outlast_the_wait_leave_nothing_of_it() -> None:
    """Six months of benefits after the last payment, a wait of two within them."""
    long = SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=6))
    waits = CoverRule(Verdict.YES, wait=WaitRule(NEXT_MONTH, Count.CALENDAR, months=2))
    under = policy(pack("330000", row("stops", long), row("waits", waits, resume_as="flexible")), COUNTRY)
    found = outcome("flexible 2024-01..2026-09", "flexible on 2026-11-22", under=under)
    assert found.waiting is not None
    assert drawn(found) == ["2026-10-01..2027-01-31 100% flexible fund", "2027-02-01.. 100% flexible fund"]


def test_between_the_end_of_the_wait_and_a_later_start_nothing_is_paid_and_the_picture_has_no_hole() -> None:
    late = DateRule(Anchor.PAYMENT, months=9, align=Align.MONTH_START)
    cover = CoverRule(Verdict.YES, late, WaitRule(PAYMENT_DAY, Count.CIVIL, months=3))
    under = policy(pack("330000", row("waits", cover, resume_as="flexible")), COUNTRY)
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert found.benefits_from == day("2027-08-01")
    assert drawn(found)[2:] == [
        "2026-11-22..2027-02-22 0% flexible self",
        "2027-02-23..2027-07-31 0% flexible self",
        "2027-08-01.. 100% flexible fund",
    ]
    assert without_holes(found.cover)


def test_a_wait_without_a_start_of_its_own_begins_benefits_on_the_day_after() -> None:
    under = policy(
        pack(
            "330000",
            row("w", CoverRule(Verdict.YES, wait=WaitRule(PAYMENT_DAY, Count.CIVIL, days=30)), resume_as="flexible"),
        ),
        COUNTRY,
    )
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert found.waiting is not None
    assert (found.waiting.months, found.waiting.days) == (None, 30)
    assert found.benefits_from == day("2026-12-23")
    assert without_holes(found.cover)


def test_where_the_start_is_not_known_the_gap_has_no_end() -> None:
    under = policy(pack("330000", row("ask", CoverRule(Verdict.ASK), resume_as="flexible")), COUNTRY)
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert drawn(found) == ["2026-07-01..2026-07-31 100% flexible fund", "2026-08-01.. 0% flexible self"]


def test_benefits_that_would_begin_after_the_year_without_a_wait_are_none() -> None:
    rule = CoverRule(Verdict.YES, DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START), until=INSURED_END)
    under = policy(pack("330000", row("next", rule, resume_as="resident")), COUNTRY)
    found = outcome(RESIDENT, "resident on 2026-12-10, for 2026", under=under)
    assert (found.benefits_from, found.benefits_until, found.waiting) == (None, None, None)
    assert INSURED_START.on({}) is None


# --- the day on which benefits stop ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "ends"),
    [
        ("flexible 2024-01..2026-06", "2026-07-31"),
        ("flexible 2024-01..2026-01", "2026-02-28"),
        ("resident 2024-01..2024-12", "2024-12-31"),
        # Nobody was insured before: no benefits had begun, so none end (cover needs proof).
        ("employee 2026-08..2026-09 unpaid", None),
        ("resident 2025-01..2025-12 unpaid", None),
    ],
)
def test_benefits_end_as_the_suspension_rule_says(paid: str, ends: str | None) -> None:
    (finding,) = assessed(paid).lapses
    assert finding.benefits_end == (day(ends) if ends else None)
    assert (finding.reason is None) is (ends is None)


def test_where_two_rules_may_hold_the_last_day_with_benefits_is_not_said() -> None:
    split = pack(
        "330000",
        row(
            "unit", SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=3)), scheme_before="employee", cause="employer"
        ),
        row("unknown", SuspensionRule(None), scheme_before="employee", cause="left_job/personal/agency/transfer"),
    )
    under = policy(split, COUNTRY)
    assert assessed("employee 2024-01..2026-06", under=under).lapses[0].benefits_end is None
    known = assessed("employee 2024-01..2026-06", under=under, causes="2026-07 employer").lapses[0]
    assert known.benefits_end == day("2026-09-30")
    assert assessed("employee 2024-01..2026-06", under=under, causes="2026-07 agency").lapses[0].benefits_end is None


def test_the_suspension_rule_is_the_one_in_force_in_the_first_month_of_the_lapse() -> None:
    changed = pack(
        "330000",
        row("old", SuspensionRule(DateRule(Anchor.FIRST_UNPAID)), until="2026-06-30"),
        row("new", SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=2)), since="2026-07-01"),
    )
    under = policy(changed, COUNTRY)
    assert assessed("flexible 2024-01..2026-05", under=under).lapses[0].benefits_end == day("2026-05-31")
    assert assessed("flexible 2024-01..2026-06", under=under).lapses[0].benefits_end == day("2026-08-31")


def test_a_country_without_rules_of_suspension_says_nothing() -> None:
    bare = replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if not isinstance(r.rule, SuspensionRule)))
    assert assessed("flexible 2024-01..2026-05", under=policy(bare)).lapses[0].benefits_end is None
    found = outcome("flexible 2024-01..2026-05", "flexible on 2026-11-22", under=policy(bare))
    assert drawn(found)[0] == "2026-06-01..2026-11-30 0% flexible self"


def test_part_of_the_gap_may_be_reimbursed() -> None:
    part = policy(pack("330000", row("part", GapCostsRule(Bearer.FUND, 60), resume_as="flexible")), COUNTRY)
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=part)
    assert drawn(found)[1] == "2026-08-01..2026-11-30 60% flexible fund"


def test_where_possible_pictures_part_nobody_is_known_to_pay() -> None:
    def part(since: str, until: str | None, percent: int, payer: Bearer) -> CoverSegment:
        return CoverSegment(day(since), day(until) if until else None, percent, "all", Scheme.EMPLOYEE, payer)

    runs_on = part("2026-04-01", "2026-04-30", 100, Bearer.FUND)
    soon = (runs_on, part("2026-05-01", None, 100, Bearer.FUND))
    late = (runs_on, part("2026-05-01", "2026-10-31", 0, Bearer.SELF), part("2026-11-01", None, 100, Bearer.FUND))
    open_ended = agreed_cover([soon, late], None)
    assert open_ended == (runs_on, CoverSegment(day("2026-05-01"), None, 0, "all", None, Bearer.ASK))
    settled = agreed_cover([soon, late], day("2026-11-01"))
    assert [(str(each.since), each.payer) for each in settled] == [
        ("2026-04-01", "fund"), ("2026-05-01", "ask"), ("2026-11-01", "fund"),
    ]  # fmt: skip
    assert agreed_cover([late, late], None) == late


# --- a wait beside months that are paid ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "planned", "picture"),
    [
        # Insured as a resident to the end of the year: the wait for the next one is felt from New Year on only.
        ("resident 2025-01..2026-12", "resident on 2026-11-22, for 2027, outside window",
         ["2027-01-01..2027-02-22 0% resident self", "2027-02-23..2027-12-31 100% resident fund"]),
        # Flexible insurance is paid to the end of January and beyond the wait: nobody waits at his own cost.
        ("flexible 2025-01..2027-02", "resident on 2026-11-22, for 2027, outside window",
         ["2027-03-01..2027-12-31 100% resident fund"]),
        ("flexible 2025-01..2027-01", "resident on 2026-11-22, for 2027, outside window",
         ["2027-02-01..2027-02-22 0% resident self", "2027-02-23..2027-12-31 100% resident fund"]),
        # The month of payment is not paid yet: the wait begins with the payment.
        ("flexible 2025-01..2026-10", "resident on 2026-11-22, for 2027, outside window",
         ["2026-11-22..2027-02-22 0% resident self", "2027-02-23..2027-12-31 100% resident fund"]),
    ],
)  # fmt: skip
def test_without_a_lapse_nobody_waits_at_his_own_cost_in_months_that_are_paid(
    paid: str, planned: str, picture: list[str]
) -> None:
    found = outcome(paid, planned)
    assert drawn(found) == picture
    assert without_holes(found.cover)


def test_between_the_wait_and_cover_that_begins_later_months_that_are_paid_are_left_out_too() -> None:
    """A month of waiting, cover from March on, and January paid under another scheme."""
    late = CoverRule(
        Verdict.YES, DateRule(Anchor.INSURED_START, months=2), WaitRule(PAYMENT_DAY, Count.CIVIL, months=1)
    )
    under = policy(pack("330000", row("late", late, resume_as="resident")), COUNTRY)
    found = outcome("flexible 2025-01..2027-01", "resident on 2026-11-22, for 2027", under=under)
    assert drawn(found) == ["2027-02-01..2027-02-28 0% resident self", "2027-03-01.. 100% resident fund"]
