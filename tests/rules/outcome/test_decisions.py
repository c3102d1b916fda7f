"""What the office has decided stands above every row of a pack, and is marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.rules.assess import assess
from app.rules.law.policy import BackPaymentRule, CoverRule
from app.rules.law.terms import Bearer, Grade, Matter, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import Option
from app.rules.outcome.decisions import is_decided, obeyed, why_decided
from app.rules.outcome.options import planned_proposal
from app.rules.outcome.situation import Situation
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Decision
from app.wording.outcome import lead
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    NOWHERE,
    OWN_PRICE,
    PAYMENT_DAY,
    case,
    day,
    outcome,
    pack,
    policy,
    row,
)

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
    assert "窗口核定" in reasons[Matter.COVER].text.en
    assert reasons[Matter.COVER].rule == "000000/cover/office-decision"
    assert (reasons[Matter.COVER].sources[0].id, reasons[Matter.COVER].grade) == ("office-decision", Grade.A)
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


def test_what_the_office_allows_costs_what_the_pack_has_for_it() -> None:
    """Taiyuan leaves it to the office whether the months may be paid, and has a price for it."""
    open_ = policy(pack("330000", row("ask", BackPaymentRule(Verdict.ASK, OWN_PRICE), resume_as="flexible")), COUNTRY)
    plan = "flexible on 2026-11-22, back pay"
    assert decided(plan, under=open_).verdict is Verdict.ASK
    allowed = decided(plan, Decision("准予补缴", verdict="yes"), under=open_)
    assert allowed.verdict is Verdict.YES
    assert allowed.cost is not None
    assert allowed.cost.lines[0].formula == "5000.00 × 8% × 4"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_laid_on_the_back_payment_and_on_the_cover(verdict: Verdict) -> None:
    made = replace(
        case(FLEXIBLE, "flexible on 2026-11-22, back pay"), decisions=(Decision("核定", verdict=verdict.value),)
    )
    assert made.plan is not None
    situation = Situation(made, NOWHERE, planned_proposal(made, NOWHERE, made.plan))
    laws = obeyed(situation, dict.fromkeys((Matter.BACK_PAYMENT, Matter.COVER, Matter.GAP_COSTS)))
    rules = {matter: law.row.rule for matter, law in laws.items() if law}
    assert rules == {Matter.BACK_PAYMENT: BackPaymentRule(verdict), Matter.COVER: CoverRule(verdict)}


def test_months_decided_stand_for_the_days_of_the_pack() -> None:
    days = WaitRule(PAYMENT_DAY, Count.CIVIL, days=30)
    under = policy(pack("330000", row("d", CoverRule(Verdict.YES, wait=days), resume_as="flexible")), COUNTRY)
    found = decided(RESUMED, Decision("核定等待1个月", waiting_months=1), under=under)
    assert found.waiting is not None
    assert (found.waiting.months, found.waiting.days, found.waiting.end) == (1, None, day("2026-12-22"))


def test_months_decided_are_the_whole_wait_however_many_years_are_unpaid() -> None:
    plan = "resident on 2026-11-20, for 2027"
    unpaid = case("resident 2024-01..2024-12", plan)
    before = outcome("resident 2024-01..2024-12", plan)
    found = assess(
        replace(unpaid, decisions=(Decision("核定等待3个月", waiting_months=3),)), NOWHERE, day("2026-11-22")
    ).planned
    assert before.waiting is not None
    assert found is not None
    assert found.waiting is not None
    assert (before.waiting.months, found.waiting.months, found.waiting.variable_months) == (4, 3, 0)


def test_a_decision_against_a_wait_leaves_the_start_the_pack_has() -> None:
    late = CoverRule(Verdict.YES, PAYMENT_DAY, WaitRule(NEXT_MONTH, Count.CALENDAR, months=2))
    under = policy(pack("330000", row("w", late, resume_as="flexible")), COUNTRY)
    assert decided(RESUMED, Decision("无等待", waiting_months=0), under=under).benefits_from == day("2026-11-22")


def test_the_amount_the_office_settled_stands_for_the_bill() -> None:
    plan = "flexible on 2026-11-22, back pay"
    allowed = Decision("特批补缴", option="person_back_pays", verdict="yes")
    settled = Decision("税务核定", amount=Decimal("1305.60"), by="王某", on=day("2026-11-20"))
    found = decided(plan, allowed, settled)
    assert found.cost is not None
    assert (found.cost.total, len(found.cost.lines)) == (Decimal("1305.60"), 1)
    assert found.cost.lines[0].source == "经办核定：税务核定（王某 2026-11-20）"
    assert "cost" in found.decided_by_office
    assert decided(plan, Decision("不予办理", verdict="no"), settled).cost is None


@pytest.mark.parametrize(
    ("planned", "payer"),
    [
        ("resident on 2026-11-22, for 2027", Bearer.SELF),
        ("flexible on 2026-11-22", Bearer.ASK),
    ],
)
def test_a_settled_amount_is_paid_by_whom_the_price_names(planned: str, payer: Bearer) -> None:
    found = decided(planned, Decision("核定", amount=Decimal(400)))
    assert found.cost is not None
    assert found.cost.lines[0].payer is payer


def test_the_price_of_a_back_payment_names_its_payer() -> None:
    may = policy(pack("330000", row("may", BackPaymentRule(Verdict.YES, OWN_PRICE), back_pay=True)), COUNTRY)
    found = decided("flexible on 2026-11-22, back pay", Decision("核定", amount=Decimal(400)), under=may)
    assert found.cost is not None
    assert found.cost.lines[0].payer is OWN_PRICE.payer


def test_a_decision_names_what_it_settles_and_whom_it_is_from() -> None:
    decision = Decision("核定", waiting_months=0, gap_costs="fund", by="王某")
    assert decision.settles == {"waiting_months", "gap_costs"}
    assert why_decided(decision).zh == "经办核定：核定（王某）"
    assert why_decided(replace(decision, by="")).en == "decided by the office: 核定"
    assert is_decided(decided(RESUMED, decision).reasons[-2]) or is_decided(decided(RESUMED, decision).reasons[0])
    assert not any(is_decided(reason) for reason in decided(RESUMED).reasons)


WEAK = policy(
    replace(
        COUNTRY,
        rows=tuple(
            replace(each, cites=("web",))
            if each.matter in (Matter.COVER, Matter.CONTINUITY, Matter.GAP_COSTS)
            else each
            for each in COUNTRY.rows
        ),
    )
)
_OUTCOME = ("verdict", "reference", "waiting", "benefits_from", "gap_costs", "continuity", "personal_account")


@pytest.mark.parametrize(
    ("decision", "changed"),
    [
        (Decision("abc", waiting_months=1), {"waiting", "benefits_from"}),
        (Decision("abc", benefits_from=day("2026-12-05")), {"waiting", "benefits_from"}),
        (Decision("abc", gap_costs="fund"), {"gap_costs"}),
        (Decision("abc", verdict="yes"), {"verdict"}),
        (Decision("abc", amount=Decimal(400)), set()),
    ],
)
def test_one_matter_decided_leaves_every_other_as_it_stood(decision: Decision, changed: set[str]) -> None:
    before, found = decided(RESUMED, under=WEAK), decided(RESUMED, decision, under=WEAK)
    assert (before.verdict, before.reference) == (Verdict.ASK, True)
    assert {name for name in _OUTCOME if getattr(found, name) != getattr(before, name)} == changed
    assert found.reference
    assert ("verdict" in found.decided_by_office) is (changed == {"verdict"})


def test_a_verdict_alone_certifies_no_day() -> None:
    found = decided(RESUMED, Decision("同意", verdict="yes"), under=WEAK)
    assert "cover" not in found.decided_by_office
    reasons = {reason.matter: reason for reason in found.reasons}
    assert not is_decided(reasons[Matter.COVER])
    assert "参考" in lead(found).zh, "what was not decided is told as before"


def test_what_is_decided_whole_is_no_reference_any_more() -> None:
    firm = tuple(replace(each, cites=("web",)) if each.matter is Matter.COVER else each for each in COUNTRY.rows)
    under = policy(replace(COUNTRY, rows=firm))
    found = decided(RESUMED, Decision("一", verdict="yes"), Decision("二", waiting_months=1), under=under)
    assert (found.verdict, found.reference) == (Verdict.YES, False)


def test_a_wait_decided_moves_no_deadline_that_rests_on_something_else() -> None:
    made = case(FLEXIBLE, RESUMED)
    wait = replace(made, decisions=(Decision("abc", waiting_months=1),))

    def matters(of: Case) -> set[str]:
        found = with_turning_points(of, WEAK, assess(of, WEAK, day("2026-11-22"))).planned
        assert found is not None
        return {change.matter for change in found.changes}

    assert matters(wait) == matters(made) - {"waiting"}
