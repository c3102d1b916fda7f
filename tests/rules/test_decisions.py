"""What the office has decided stands above every row of a pack, and is marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.assess import assess
from app.rules.assessment import Bearer, Matter, Option, Verdict
from app.rules.case import Decision
from app.rules.policy import CoverRule
from tests.rules.places import COUNTRY, NOWHERE, case, day, pack, policy, row

FLEXIBLE = "flexible 2024-01..2026-06 base=5000"


def decided(planned: str, *decisions: Decision, under: object = NOWHERE) -> Option:
    made = replace(case(FLEXIBLE, planned), decisions=decisions)
    found = assess(made, under, day("2026-11-22")).planned  # type: ignore[arg-type]
    assert found is not None
    return found


RESUMED = "flexible on 2026-11-22"


@pytest.mark.parametrize(
    ("decision", "verdict", "months", "begins"),
    [
        # The pack: 6 months' wait, covered from 2027-06-01.
        (Decision("核定无等待期", waiting_months=0), "yes", None, "2026-12-01"),
        (Decision("核定等待3个月", waiting_months=3), "yes", 3, "2027-03-01"),
        (Decision("从缴费次日起", benefits_from=day("2026-11-23")), "yes", None, "2026-11-23"),
        (Decision("不予恢复", verdict="no"), "no", None, None),
        (Decision("再议", verdict="ask"), "ask", 6, "2027-06-01"),
        (Decision("同意", verdict="yes"), "yes", 6, "2027-06-01"),
        # About something else, or about another way out: the pack stands.
        (Decision("费用由基金承担", gap_costs="fund"), "yes", 6, "2027-06-01"),
        (Decision("另一办法", option="person_back_pays", waiting_months=1), "yes", 6, "2027-06-01"),
        (Decision("这一办法", option="resume_without_back_pay", waiting_months=1), "yes", 1, "2027-01-01"),
        (Decision("什么也没说"), "yes", 6, "2027-06-01"),
    ],
)
def test_a_decision_is_obeyed(decision: Decision, verdict: str, months: int | None, begins: str | None) -> None:
    found = decided(RESUMED, decision)
    assert found.verdict == verdict
    assert (found.waiting.months if found.waiting else None) == months
    assert found.benefits_from == (day(begins) if begins else None)


def test_what_was_decided_is_marked_with_its_reason() -> None:
    found = decided(RESUMED, Decision("窗口核定", waiting_months=0, gap_costs="fund"))
    assert set(found.decided_by_office) == {"cover", "gap_costs"}
    reasons = {reason.matter: reason for reason in found.reasons}
    assert "窗口核定" in reasons[Matter.COVER].text.zh
    assert reasons[Matter.COVER].sources[0].id == "office-decision"
    assert found.gap_costs is Bearer.FUND
    assert decided(RESUMED).decided_by_office == ()


def test_the_office_may_let_one_pay_what_the_pack_refuses() -> None:
    plan = "flexible on 2026-11-22, back pay"
    assert decided(plan).verdict is Verdict.NO
    allowed = decided(plan, Decision("特批补缴", option="person_back_pays", verdict="yes"))
    assert allowed.verdict is Verdict.YES
    assert "back_payment" in allowed.decided_by_office
    assert allowed.cost is None, "the pack has no price for it, and none is guessed"


def test_a_later_decision_stands_over_an_earlier_one() -> None:
    found = decided(RESUMED, Decision("先", waiting_months=5), Decision("后", waiting_months=1))
    assert found.waiting is not None
    assert found.waiting.months == 1


def test_a_wait_decided_where_the_pack_knows_none_runs_from_the_next_month() -> None:
    bare = policy(pack("330000", row("ask", CoverRule(Verdict.ASK), resume_as="flexible")), COUNTRY)
    found = decided(RESUMED, Decision("核定等待2个月", waiting_months=2), under=bare)
    assert found.waiting is not None
    assert (found.waiting.start, found.waiting.end) == (day("2026-12-01"), day("2027-01-31"))
    unrecorded = policy(replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.matter is not Matter.COVER)))
    assert decided(RESUMED, Decision("无等待", waiting_months=0), under=unrecorded).benefits_from == day("2026-12-01")
