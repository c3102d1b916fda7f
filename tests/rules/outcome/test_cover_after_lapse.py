"""How cover went on after a closed lapse that was not paid: the wait of that time, or that no rule tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.law.dates import Anchor, DateRule
from app.rules.law.policy import CoverRule, Policy, Validity
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, WaitRule
from tests.rules.places import COUNTRY, NEXT_MONTH, assessed, day, option, pack, policy, row

LONG = "flexible 2024-01..2025-02; flexible 2025-09..2026-08"
"""Six months unpaid, then an open lapse."""


def told(paid: str, **parts: object) -> list[tuple[str, list[tuple[str, str | None, int, Bearer]], bool]]:
    return [
        (
            each.since.isoformat(),
            [(s.since.isoformat(), s.until and s.until.isoformat(), s.percent, s.payer) for s in each.cover],
            each.settled,
        )
        for each in assessed(paid, **parts).resumed  # type: ignore[arg-type]
    ]


def test_after_an_older_lapse_the_wait_of_that_time_stands_before_the_benefits() -> None:
    assert told(LONG) == [
        (
            "2025-09-01",
            [
                ("2025-04-01", "2025-09-30", 0, Bearer.SELF),
                ("2025-10-01", "2026-03-31", 0, Bearer.SELF),
                ("2026-04-01", None, 100, Bearer.FUND),
            ],
            True,
        )
    ]


def test_a_short_lapse_has_no_wait() -> None:
    ((since, cover, settled),) = told("flexible 2024-01..2025-02; flexible 2025-05..2026-08")
    assert (since, cover[-1], settled) == ("2025-05-01", ("2025-06-01", None, 100, Bearer.FUND), True)


def test_it_agrees_with_the_option_that_is_already_resumed() -> None:
    found = assessed("flexible 2024-01..2025-02; flexible 2025-09..2026-11")
    (resumed,) = found.resumed
    cover = option(found, "already_resumed").cover
    assert resumed.cover == tuple(each for each in cover if each.until is None or each.until >= resumed.since)


def test_every_closed_lapse_is_told_of_and_an_open_one_is_not() -> None:
    paid = "flexible 2022-01..2022-12; flexible 2023-02..2025-02; flexible 2025-09..2026-08"
    assert [since for since, _, _ in told(paid)] == ["2023-02-01", "2025-09-01"]
    assert told("flexible 2024-01..2026-08") == []
    assert told("flexible 2024-01..2026-11") == []


REFERENCE = replace(COUNTRY, rows=tuple(replace(r, cites=("web",)) if r.id == "long" else r for r in COUNTRY.rows))
LATER = replace(
    COUNTRY,
    rows=tuple(
        replace(r, valid=Validity(day("2026-01-01"))) if isinstance(r.rule, CoverRule) and not r.fallback else r
        for r in COUNTRY.rows
    ),
)
REFUSED = pack("330000", row("no", CoverRule(Verdict.NO), resume_as="flexible"))
OVER = replace(COUNTRY, claims=Validity(day("2020-01-01"), day("2025-06-30")))
BY_CAUSE = pack("330000", row("at-once", CoverRule(Verdict.YES, NEXT_MONTH), cause="employer", resume_as="employee"))


def test_a_rule_that_does_not_decide_leaves_it_a_reference() -> None:
    ((_, cover, settled),) = told(LONG, under=policy(REFERENCE))
    assert cover
    assert not settled


@pytest.mark.parametrize(
    ("under", "why"),
    [
        (policy(LATER), "no rule of that time"),
        (policy(REFUSED, COUNTRY), "no rule gives a day"),
        (policy(OVER), "past what the pack claims"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_where_no_rule_tells_of_it_there_is_no_cover_to_show(under: Policy, why: str) -> None:
    assert told(LONG, under=under) == [("2025-09-01", [], False)], why


def test_where_the_cause_would_decide_and_is_not_known_nothing_is_told() -> None:
    paid = "employee 2024-01..2025-02; employee 2025-09..2026-08"
    under = policy(BY_CAUSE, COUNTRY)
    assert told(paid, under=under) == [("2025-09-01", [], False)]
    assert told(paid, under=under, causes="2025-03 employer")[0][2]


# --- a day of payment that is not known ----------------------------------------------------------------------------

BY_DATE = WaitRule(DateRule(Anchor.PAYMENT), Count.CIVIL, months=6)
DATED = policy(pack("330000", row("by-date", CoverRule(Verdict.YES, wait=BY_DATE), resume_as="flexible")), COUNTRY)
CLOSED = "flexible 2024-01..2025-10; flexible 2026-06..2026-11"
CREDITED = "credited_on:2026-06"


def test_without_the_day_of_credit_the_days_on_which_all_agree_are_told() -> None:
    """A wait in calendar months from the next month on is the same whichever day of June it was."""
    found = option(assessed(CLOSED), "already_resumed")
    assert (found.verdict, found.benefits_from, found.if_worst) == (Verdict.YES, day("2027-01-01"), None)
    ((_, cover, settled),) = told(CLOSED)
    assert (cover[-1][0], settled) == ("2027-01-01", True)
    assert CREDITED not in [missing.fact for missing in assessed(CLOSED).missing_facts]


def test_without_the_day_of_credit_a_wait_by_date_is_asked_about_and_the_safer_day_told() -> None:
    found = assessed(CLOSED, under=DATED)
    way = option(found, "already_resumed")
    assert (way.verdict, way.benefits_from, way.waiting) == (Verdict.ASK, None, None)
    assert way.if_worst is not None
    assert (way.if_worst.benefits_from, way.if_worst.gap_costs) == (day("2026-12-31"), Bearer.SELF)
    assert told(CLOSED, under=DATED) == [("2026-06-01", [], False)]
    (asked,) = [missing for missing in found.missing_facts if missing.fact == CREDITED]
    assert (asked.choices, asked.decides) == ((), ("cover",))
    assert asked.question.zh == "2026年6月的医保费是哪一天到账的？（到账日不同，等待期的算法不同）"


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ("2026-06-10", "2026-12-11"),
        ("2026-06-01", "2026-12-02"),
        ("2026-06-30", "2026-12-31"),
        # No answer, or none that is a day.
        ("unknown", None),
        ("10 June", None),
        (True, None),
    ],
)
def test_the_day_of_credit_is_asked_and_the_answer_obeyed(answer: str | bool, begins: str | None) -> None:
    found = assessed(CLOSED, under=DATED, answers={CREDITED: answer})
    way = option(found, "already_resumed")
    assert way.benefits_from == (day(begins) if begins else None)
    assert way.verdict is (Verdict.YES if begins else Verdict.ASK)
    assert (CREDITED in [missing.fact for missing in found.missing_facts]) is (begins is None)


def test_the_day_that_is_recorded_stands_over_an_answer() -> None:
    recorded = f"{CLOSED} on=2026-06-20"
    found = option(assessed(recorded, under=DATED, answers={CREDITED: "2026-06-01"}), "already_resumed")
    assert (found.pay_on, found.benefits_from) == (day("2026-06-20"), day("2026-12-21"))


def test_what_is_open_on_either_day_keeps_the_safer_outcome() -> None:
    """Neither the day nor the cause is known: the worst of all of them."""
    by_cause = policy(
        pack(
            "330000",
            row("unit", CoverRule(Verdict.YES, wait=BY_DATE), cause="employer", resume_as="employee"),
            row(
                "own",
                CoverRule(Verdict.YES, NEXT_MONTH),
                cause="left_job/personal/agency/transfer",
                resume_as="employee",
            ),
        ),
        COUNTRY,
    )
    closed = CLOSED.replace("flexible", "employee")
    way = option(assessed(closed, under=by_cause), "already_resumed")
    assert (way.verdict, way.benefits_from) == (Verdict.ASK, None)
    assert way.if_worst is not None
    assert way.if_worst.benefits_from == day("2026-12-31")
    monthly = replace(by_cause.own, rows=tuple(replace(r, rule=CoverRule(Verdict.YES, wait=BY_MONTH))
                                               if r.id == "unit" else r for r in by_cause.own.rows))  # fmt: skip
    same_on_both_days = option(assessed(closed, under=policy(monthly, COUNTRY)), "already_resumed")
    assert same_on_both_days.if_worst is not None
    assert same_on_both_days.if_worst.benefits_from == day("2027-01-01")


BY_MONTH = WaitRule(NEXT_MONTH, Count.CALENDAR, months=6)


def test_a_resident_year_may_have_been_paid_before_it_began() -> None:
    """In time for it with a wait from New Year, or on any day since outside the window with one by date."""
    paid = "resident 2023-01..2024-12; resident 2026-01..2026-12"
    way = option(assessed(paid, as_of="2026-02-10"), "already_resumed")
    assert (way.verdict, way.benefits_from) == (Verdict.ASK, None)
    assert way.if_worst is not None
    assert way.if_worst.benefits_from == day("2026-05-11"), "paid today, 10 February: to 10 May"
    known = option(assessed(f"{paid} on=2025-11-20", as_of="2026-02-10"), "already_resumed")
    assert (known.verdict, known.benefits_from) == (Verdict.YES, day("2026-04-01"))
