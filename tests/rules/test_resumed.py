"""How cover went on after a closed lapse that was not paid: the wait of that time, or that no rule tells of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.assessment import Bearer, Verdict
from app.rules.policy import CoverRule, Policy, Validity
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
