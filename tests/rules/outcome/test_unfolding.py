"""What is decided, what is only a reference, and what stays open while a fact is unknown."""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import fields, replace

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.policy import (
    BackPaymentRule,
    ContinuityRule,
    CoverRule,
    DissentRow,
    DocumentRow,
    GapCostsRule,
    Policy,
    PremiumRule,
    StepRow,
    Window,
)
from app.rules.law.terms import Bearer, Grade, Matter, Phase, Verdict
from app.rules.law.waiting import Count, Variable, WaitRule
from app.rules.outcome.assessment import Option
from app.rules.outcome.unfolding import merged_options
from tests.rules.places import (
    COUNTRY,
    INSURED_START,
    NEXT_MONTH,
    OWN_CAUSES,
    OWN_PRICE,
    PAYMENT_DAY,
    amount,
    assessed,
    codes,
    day,
    option,
    outcome,
    pack,
    policy,
    row,
    rules_of,
    when,
)

EMPLOYEE = "employee 2024-01..2026-08 base=5000"
FLEXIBLE = "flexible 2024-01..2026-08 base=5000"


def place(*rows: object, **parts: object) -> Policy:
    return policy(pack("330000", *rows, **parts), COUNTRY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("paid", "planned", "causes", "expected"),
    [
        (EMPLOYEE, "employee on 2026-11-22, back pay", "2026-09 employer", ("yes", "2026-12-01", "fund", "kept")),
        (EMPLOYEE, "flexible on 2026-11-22, back pay", "2026-09 left_job", ("yes", "2026-12-01", "self", "kept")),
        (FLEXIBLE, "flexible on 2026-11-22", "", ("yes", "2026-12-01", "self", "kept")),
        # Exactly 3 unpaid months, and 4.
        ("flexible 2024-01..2026-07", "flexible on 2026-11-22", "", ("yes", "2026-12-01", "self", "kept")),
        ("flexible 2024-01..2026-06", "flexible on 2026-11-22", "", ("yes", "2027-06-01", "self", "restarts")),
        # Not allowed: nothing else is promised.
        ("flexible 2024-01..2026-06", "flexible on 2026-11-22, back pay", "", ("no", None, "ask", "ask")),
        ("resident 2024-01..2024-12", "resident on 2026-11-22, for 2025", "", ("no", None, "ask", "ask")),
        # Not recorded.
        ("", "resident on 2026-11-22, for 2027", "", ("yes", "2027-01-01", "self", "kept")),
    ],
)
def test_a_plan_comes_to_what_the_rows_say(
    paid: str, planned: str, causes: str, expected: tuple[str, str | None, str, str]
) -> None:
    verdict, begins, gap, continuity = expected
    found = outcome(paid, planned, causes=causes)
    assert (found.verdict, found.benefits_from) == (verdict, day(begins) if begins else None)
    assert (found.gap_costs, found.continuity) == (gap, continuity)
    assert not found.reference


def test_a_no_has_no_dates_no_wait_no_bill_and_a_reason_with_its_source() -> None:
    found = outcome("flexible 2024-01..2026-06 base=5000", "flexible on 2026-11-22, back pay")
    assert (found.waiting, found.benefits_from, found.benefits_until, found.cost) == (None, None, None, None)
    (why,) = [reason for reason in found.reasons if reason.matter is Matter.BACK_PAYMENT]
    assert (why.rule, why.grade) == ("000000/back_payment/own-long", Grade.A)
    assert why.sources


# --- grades ------------------------------------------------------------------------------------------------------

WAIT = WaitRule(NEXT_MONTH, Count.CALENDAR, months=2)


@pytest.mark.parametrize(
    ("cites", "verdict", "reference"),
    [("law", "yes", False), ("press", "yes", False), ("sum", "yes", False), ("page", "ask", True)],
)
def test_a_row_that_rests_on_weak_sources_gives_a_reference_at_most(cites: str, verdict: str, reference: bool) -> None:
    under = place(row("waits", CoverRule(Verdict.YES, NEXT_MONTH, WAIT), cites=(cites,), resume_as="flexible"))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert (found.verdict, found.reference) == (verdict, reference)
    assert found.benefits_from == day("2027-02-01")
    assert found.waiting is not None
    assert found.waiting.months == 2


def test_a_row_of_a_web_article_gives_a_reference_where_nothing_better_is_recorded() -> None:
    only_web = replace(
        COUNTRY, rows=tuple(replace(r, cites=("web",)) if r.matter is Matter.COVER else r for r in COUNTRY.rows)
    )
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=policy(only_web))
    assert (found.verdict, found.reference, found.benefits_from) == (Verdict.ASK, True, day("2026-12-01"))
    assert Grade.WEB in [reason.grade for reason in found.reasons]


def test_a_no_on_weak_sources_is_no_no() -> None:
    under = place(row("no", BackPaymentRule(Verdict.NO), cites=("page",), resume_as="flexible"))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22, back pay", under=under)
    assert (found.verdict, found.reference, found.benefits_from) == (Verdict.ASK, True, day("2026-12-01"))


WEAK_GAP = row("gap", GapCostsRule(Bearer.FUND), cites=("page",), resume_as="flexible")
WEAK_YEARS = row("years", ContinuityRule("restarts", "credited", "kept"), cites=("page",), resume_as="flexible")


def test_weak_rows_on_continuity_inside_a_yes_become_a_question() -> None:
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=place(WEAK_YEARS))
    assert (found.verdict, found.reference) == (Verdict.YES, False)
    assert (found.continuity, found.personal_account, found.maternity_months) == ("ask", "ask", None)
    assert "years" in rules_of(found)


def test_who_bears_the_gap_is_part_of_the_verdict_where_something_lapsed() -> None:
    """The payer is no side issue: known from weak sources only, the way is at most to ask, its values a reference."""
    lapsed = outcome(FLEXIBLE, "flexible on 2026-11-22", under=place(WEAK_GAP, WEAK_YEARS))
    assert (lapsed.verdict, lapsed.reference) == (Verdict.ASK, True)
    assert (lapsed.gap_costs, lapsed.continuity) == (Bearer.FUND, "restarts")
    assert (lapsed.personal_account, lapsed.maternity_months) == ("credited", "kept")
    paid_on = outcome("flexible 2024-01..2026-10", "flexible on 2026-11-22", under=place(WEAK_GAP, WEAK_YEARS))
    assert (paid_on.verdict, paid_on.gap_costs) == (Verdict.YES, Bearer.ASK), "nothing lapsed, no gap to bear"


def test_an_official_row_that_leaves_it_to_the_office_may_fill_dates_in() -> None:
    under = place(
        row(
            "ask",
            CoverRule(Verdict.ASK, NEXT_MONTH, WAIT),
            resume_as="flexible",
        )
    )
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert (found.verdict, found.reference, found.benefits_from) == (Verdict.ASK, True, day("2027-02-01"))


def test_whatever_an_office_must_be_asked_about_is_a_reference_even_where_no_date_is_filled_in() -> None:
    under = place(row("ask", CoverRule(Verdict.ASK), resume_as="flexible"))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=under)
    assert (found.verdict, found.reference, found.benefits_from) == (Verdict.ASK, True, None)


def test_a_premium_known_from_weak_sources_only_is_marked_on_its_line_and_leaves_the_way_to_ask() -> None:
    """The price is part of the verdict: a row that does not decide gives a reference, whatever it speaks of."""
    weak = row("late", PremiumRule(("resident_premium",)), cites=("page",), resume_as="resident")
    found = outcome("resident 2025-01..2025-12", "resident on 2026-05-20, for 2026", under=place(weak))
    assert (found.verdict, found.reference) == (Verdict.ASK, True)
    assert found.cost is not None
    assert [line.reference for line in found.cost.lines] == [True]
    assert found.cost.reference


def test_a_matter_no_row_answers_is_not_recorded() -> None:
    bare = replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.matter is Matter.CONTINUITY))
    found = outcome(FLEXIBLE, "flexible on 2026-11-22", under=policy(bare))
    assert (found.verdict, found.benefits_from, found.gap_costs) == (Verdict.ASK, None, Bearer.ASK)
    unrecorded = [reason for reason in found.reasons if reason.rule.endswith("/-")]
    assert {reason.matter for reason in unrecorded} == {Matter.COVER, Matter.GAP_COSTS}
    assert all(not reason.sources and "没有收录" in reason.text.zh for reason in unrecorded)
    assert found.questions, "who must ask the office is told what to ask"
    resident = outcome("", "resident on 2026-11-22, for 2027", under=policy(bare))
    assert resident.verdict is Verdict.ASK
    assert resident.cost is None


# --- the unknown -------------------------------------------------------------------------------------------------

BY_CAUSE = (
    row("unit", CoverRule(Verdict.YES, PAYMENT_DAY), cause="employer", resume_as="employee/flexible"),
    row("own", CoverRule(Verdict.YES, NEXT_MONTH), cause=OWN_CAUSES, resume_as="employee/flexible"),
)


def test_an_unknown_cause_gives_every_possible_outcome_with_what_must_be_true_for_it() -> None:
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=place(*BY_CAUSE))
    assert found.verdict is Verdict.ASK
    assert (found.benefits_from, found.waiting) == (None, None)
    assert found.cover[-1].payer is Bearer.ASK
    cover = {reason.rule.rpartition("/")[2]: reason.when for reason in found.reasons if reason.matter is Matter.COVER}
    assert set(cover) == {"unit", "own"}
    assert cover["unit"] is not None
    assert cover["unit"].zh == "断缴原因：单位未按时缴费"
    assert cover["own"] is not None
    assert "离职后无人续缴" in cover["own"].zh
    assert "单位未按时缴费" not in cover["own"].zh


def test_the_question_that_decides_is_asked_and_its_answer_obeyed() -> None:
    found = assessed(EMPLOYEE, "flexible on 2026-11-22", under=place(*BY_CAUSE))
    (missing,) = found.missing_facts
    assert missing.fact == "lapse_cause:2026-09"
    assert missing.choices == ("employer", "left_job", "personal", "agency", "transfer", "unknown")
    assert "cover" in missing.decides
    for answer, begins in (("employer", "2026-11-22"), ("personal", "2026-12-01")):
        answered = assessed(EMPLOYEE, "flexible on 2026-11-22", under=place(*BY_CAUSE), answers={missing.fact: answer})
        assert answered.planned is not None
        assert (answered.planned.verdict, answered.planned.benefits_from) == (Verdict.YES, day(begins))
        assert answered.missing_facts == ()
        assert answered.lapses[0].lapse.cause == answer
    unknown = assessed(EMPLOYEE, "flexible on 2026-11-22", under=place(*BY_CAUSE), answers={missing.fact: "unknown"})
    assert unknown.planned == found.planned


def test_a_fact_that_changes_nothing_is_not_asked() -> None:
    same = place(
        row("any", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="employee/flexible/resident"),
        row("self", GapCostsRule(Bearer.SELF)),
        row("pay", BackPaymentRule(Verdict.YES, OWN_PRICE)),
        row("kept", ContinuityRule("kept", "ask")),
    )
    found = assessed(EMPLOYEE, "flexible on 2026-11-22", under=same)
    assert found.missing_facts == ()
    assert found.planned is not None
    assert found.planned.verdict is Verdict.YES


def test_where_every_world_agrees_the_answer_is_given() -> None:
    """The two rows say the same of an employer's and a person's lapse."""
    under = place(
        row("unit", CoverRule(Verdict.YES, NEXT_MONTH), cause="employer", resume_as="flexible"),
        row("own", CoverRule(Verdict.YES, NEXT_MONTH), cause=OWN_CAUSES, resume_as="flexible"),
    )
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=under)
    assert (found.verdict, found.benefits_from, found.gap_costs) == (Verdict.YES, day("2026-12-01"), Bearer.SELF)


def test_a_reason_that_holds_in_every_world_is_told_once_and_without_condition() -> None:
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=place(*BY_CAUSE))
    continuity = [reason for reason in found.reasons if reason.matter is Matter.CONTINUITY]
    assert [(reason.rule, reason.when) for reason in continuity] == [("000000/continuity/kept", None)]


def test_a_reason_names_everything_for_which_it_holds() -> None:
    """The row on the unit answers in one part of the unknown, the other row in all the rest."""
    found = outcome(
        "employee 2024-01..2026-07 base=5000; employee 2026-08 unknown", "employee on 2026-11-22, back pay",
    )  # fmt: skip
    own = {reason.when.zh for reason in found.reasons if reason.rule.endswith("/own-short") and reason.when}
    assert own
    assert all("单位未按时缴费" not in text for text in own)
    months = [reason for reason in found.reasons if reason.rule == "000000/back_payment/own-long"]
    assert months == [], "2 or 3 unpaid months, never more than 3"


def test_months_nobody_knows_leave_the_border_open_and_the_answer_settles_it() -> None:
    """3 unpaid months and one unknown: no wait, or 6 months."""
    paid = "flexible 2024-01..2026-06; flexible 2026-07 unknown"
    found = assessed(paid, "flexible on 2026-11-22")
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (Verdict.ASK, None)
    assert {"short", "long"} <= rules_of(found.planned)
    assert [missing.fact for missing in found.missing_facts] == ["month_status:2026-07"]
    assert "months-unsettled" in codes(found)
    for answer, begins in (("paid", "2026-12-01"), ("unpaid", "2027-06-01")):
        answered = outcome(paid, "flexible on 2026-11-22", answers={"month_status:2026-07": answer})
        assert (answered.verdict, answered.benefits_from) == (Verdict.YES, day(begins))


def test_months_nobody_knows_on_the_safe_side_of_the_border_change_nothing() -> None:
    found = assessed("flexible 2024-01..2026-07; flexible 2026-08 in_transit", "flexible on 2026-11-22")
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (Verdict.YES, day("2026-12-01"))
    assert not any("cover" in missing.decides for missing in found.missing_facts)


def test_a_year_nobody_knows_leaves_open_whether_insurance_was_broken() -> None:
    paid = "resident 2024-01..2024-12; resident 2025-01..2025-12 unknown"
    found = assessed(paid, "resident on 2025-11-20, for 2026", as_of="2026-01-10")
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.waiting) == (Verdict.ASK, None)
    assert [missing.fact for missing in found.missing_facts] == ["month_status:2025-01"]
    settled = outcome(paid, "resident on 2025-11-20, for 2026", answers={"month_status:2025-01": "unpaid"})
    assert settled.waiting is not None
    assert settled.waiting.months == 3


def test_an_older_lapse_of_unknown_cause_that_is_paid_too_is_asked_about() -> None:
    paid = "employee 2024-01..2025-12 base=6000; employee 2026-02..2026-09 base=7000"
    found = assessed(paid, "employee on 2026-11-22, back pay", causes="2026-10 employer")
    assert found.planned is not None
    assert found.planned.verdict is Verdict.ASK
    assert found.planned.cost is None
    assert "lapse_cause:2026-01" in [missing.fact for missing in found.missing_facts]


def test_an_older_lapse_that_may_not_be_paid_makes_the_plan_a_no() -> None:
    paid = "flexible 2024-01..2025-01 base=6000; flexible 2025-08..2026-09 base=7000"
    found = outcome(paid, "flexible on 2026-11-22, back pay")
    assert found.verdict is Verdict.NO
    assert {"own-short", "own-long"} <= rules_of(found)
    assert outcome(paid, "flexible on 2026-11-22, back pay 2026-10").verdict is Verdict.YES


def test_the_questions_and_assumptions_of_an_older_lapse_that_is_paid_too_are_told() -> None:
    under = place(
        row("old", BackPaymentRule(Verdict.ASK, OWN_PRICE), unpaid_months=1, asks=("老欠费能补吗？",), assumes=("A1",),
            resume_as="flexible"),
    )  # fmt: skip
    paid = "flexible 2024-01..2025-12 base=6000; flexible 2026-02..2026-08 base=7000"
    found = outcome(paid, "flexible on 2026-11-22, back pay", under=under)
    assert found.verdict is Verdict.ASK
    assert "老欠费能补吗？" in [question.text.zh for question in found.questions]


def test_both_readings_of_an_unsettled_wait_are_told() -> None:
    rule = CoverRule(
        Verdict.YES,
        INSURED_START,
        WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=Variable(1, unsettled=True)),
    )
    under = place(row("waits", rule, resume_as="resident"))
    found = outcome("resident 2024-01..2024-12", "resident on 2026-11-20, for 2027", under=under)
    assert found.waiting is not None
    assert found.waiting.months == 5
    assert any("5" in assumption.text.zh and "4" in assumption.text.zh for assumption in found.assumptions)
    unbroken = outcome("resident 2024-01..2026-12", "resident on 2026-11-20, for 2027", under=under)
    assert "wait-unsettled" not in [assumption.id for assumption in unbroken.assumptions]


def test_every_ask_of_a_place_has_a_question_or_a_missing_fact() -> None:
    found = assessed(
        EMPLOYEE, "employee on 2026-11-22", under=place(row("ask", CoverRule(Verdict.ASK), resume_as="employee"))
    )
    for each in (found.planned, *found.options):
        assert each is not None
        if each.verdict is Verdict.ASK:
            assert each.questions or found.missing_facts


def test_the_price_of_a_figure_that_is_missing_in_one_world_leaves_the_cost_open() -> None:
    under = place(parameters={"rate:employee": (amount("0.1", until="2020-01-01"),)})
    found = assessed("employee 2024-01..2026-08", "employee on 2026-11-22, back pay", under=under)
    assert found.planned is not None
    assert found.planned.cost is None
    assert any(code.startswith("figure-missing:base") for code in codes(found))


CLOSED = "employee 2024-01..2024-03 base=5000; employee 2024-06..2026-11 base=5000"


def test_paying_a_lapse_that_is_closed_does_not_move_the_benefits_resumed_since() -> None:
    found = assessed(CLOSED, causes="2024-04 employer")
    resumed, paid = option(found, "already_resumed"), option(found, "employer_back_pays")
    assert (paid.benefits_from, paid.waiting) == (day("2024-06-01"), None)
    assert "already-resumed" in [assumption.id for assumption in paid.assumptions]
    assert (resumed.benefits_from, resumed.waiting) == (day("2024-07-01"), None)
    assert "already-resumed" not in [assumption.id for assumption in resumed.assumptions]


@pytest.mark.parametrize(
    ("planned", "first"),
    [("flexible on 2026-11-22, back pay", Matter.BACK_PAYMENT), ("resident on 2026-11-22, for 2027", Matter.PREMIUM)],
)
def test_reasons_come_in_the_order_in_which_one_acts(planned: str, first: Matter) -> None:
    found = outcome(FLEXIBLE, planned)
    assert [reason.matter for reason in found.reasons] == [first, Matter.COVER, Matter.GAP_COSTS, Matter.CONTINUITY]


def test_where_a_rule_is_recorded_for_one_cause_only_the_others_are_not_recorded() -> None:
    only = row("unit", CoverRule(Verdict.YES, NEXT_MONTH), cause="employer", resume_as="flexible")
    bare = replace(COUNTRY, rows=(*(r for r in COUNTRY.rows if r.matter is not Matter.COVER), only))
    found = assessed(EMPLOYEE, "flexible on 2026-11-22", under=policy(bare))
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (Verdict.ASK, None)
    assert {"unit", "-"} <= rules_of(found.planned)
    assert "lapse_cause:2026-09" in [missing.fact for missing in found.missing_facts]
    employer = outcome(EMPLOYEE, "flexible on 2026-11-22", under=policy(bare), causes="2026-09 employer")
    assert (employer.verdict, employer.benefits_from) == (Verdict.YES, day("2026-12-01"))


def test_parts_of_the_unknown_with_the_same_rules_are_told_as_one() -> None:
    """3 or 4 months, whoever's fault: one row for the employer's 3, another for all the rest."""
    said = Bilingual("证明", "proof")
    proof = DocumentRow("proof", when(cause="employer", unpaid_months=">3"), said, said, 1, said, said, ("law",))
    under = place(
        row("unit", CoverRule(Verdict.YES, NEXT_MONTH), cause="employer", unpaid_months="<=3", resume_as="flexible"),
        row("rest", CoverRule(Verdict.YES, PAYMENT_DAY), resume_as="flexible", fallback=True),
        row("gap", GapCostsRule(Bearer.SELF)),
        row("years", ContinuityRule("kept", "ask")),
        documents=(proof,),
    )
    bare = replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.matter is not Matter.COVER))
    found = outcome(
        "employee 2024-01..2026-06; employee 2026-07 unknown", "flexible on 2026-11-22",
        under=policy(under.packs[0], bare),
    )  # fmt: skip
    cover = [reason for reason in found.reasons if reason.matter is Matter.COVER]
    assert [reason.rule.rpartition("/")[2] for reason in cover] == ["unit", "rest"]
    unit, rest = (reason.when.zh for reason in cover if reason.when)
    assert unit == "断缴原因：单位未按时缴费，断缴月数：0-3"
    assert "；或者 " in rest
    assert [document.id for document in found.documents] == ["proof"]


@pytest.mark.parametrize(("paid_on", "verdict"), [("2026-11-21", Verdict.NO), ("2026-11-22", Verdict.YES)])
def test_an_older_lapse_is_paid_under_the_rule_in_force_on_the_day_of_payment(paid_on: str, verdict: Verdict) -> None:
    under = place(
        row("before", BackPaymentRule(Verdict.NO), unpaid_months=1, until="2026-11-21"),
        row("now", BackPaymentRule(Verdict.YES, OWN_PRICE), unpaid_months=1, since="2026-11-22"),
    )
    paid = "flexible 2024-01..2025-12 base=6000; flexible 2026-02..2026-08 base=7000"
    assert outcome(paid, f"flexible on {paid_on}, back pay", under=under).verdict is verdict


# --- several worlds in one answer ----------------------------------------------------------------------------------

YEAR_END = DateRule(Anchor.PAYMENT, months=12, align=Align.MONTH_END)
NEXT_YEAR_END = DateRule(Anchor.PAYMENT, months=24, align=Align.MONTH_END)


def by_cause(
    unit: tuple[CoverRule, GapCostsRule, ContinuityRule], own: tuple[CoverRule, GapCostsRule, ContinuityRule]
) -> Policy:
    """A place that has one set of rules for the employer's fault and another for everybody else's."""
    rows = [row("unit", rule, cause="employer", resume_as="flexible") for rule in unit]
    rows += [row("own", rule, cause=OWN_CAUSES, resume_as="flexible") for rule in own]
    said = {name: Bilingual(name, name) for name in ("unit", "own")}
    return place(
        *(replace(each, assumes=(each.id,), confirms=(said[each.id],)) for each in rows),
        assumptions=said,
        steps=tuple(StepRow(each.id, Phase.PAY, each.when, said[each.id], ("law",)) for each in rows[::3]),
        dissents=tuple(DissentRow(each.id, each.matter, each.when, said[each.id], ("web",)) for each in rows[::3]),
    )


def test_what_differs_from_world_to_world_is_left_open_and_all_that_may_matter_is_told() -> None:
    under = by_cause(
        (CoverRule(Verdict.YES, NEXT_MONTH, WAIT, YEAR_END), GapCostsRule(Bearer.FUND),
         ContinuityRule("kept", "credited", "kept")),
        (CoverRule(Verdict.YES, PAYMENT_DAY, None, NEXT_YEAR_END), GapCostsRule(Bearer.SELF),
         ContinuityRule("restarts", "not_credited", "restarts")),
    )  # fmt: skip
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=under)
    assert (found.verdict, found.reference, found.gap_costs) == (Verdict.ASK, False, Bearer.ASK)
    assert (found.waiting, found.benefits_from, found.benefits_until) == (None, None, None)
    assert [(str(part.since), part.payer) for part in found.cover] == [("2026-09-01", "fund"), ("2026-10-01", "ask")]
    assert found.cover[-1].until is None
    assert (found.continuity, found.personal_account, found.maternity_months) == ("ask", "ask", None)
    both = ["unit", "own"]
    assert [each.id for each in found.steps] == both
    # The web article that says otherwise stands below the rows that decide here: folded, not beside the answer.
    assert ([each.says.zh for each in found.outranked], found.disagreements) == (both, ())
    assert [each.id for each in found.assumptions] == both
    assert [each.text.zh for each in found.questions] == both


def test_what_is_the_same_in_every_world_stands() -> None:
    same = (CoverRule(Verdict.YES, NEXT_MONTH, WAIT, YEAR_END), GapCostsRule(Bearer.FUND),
            ContinuityRule("kept", "credited", "kept"))  # fmt: skip
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=by_cause(same, same))
    known = outcome(EMPLOYEE, "flexible on 2026-11-22", under=by_cause(same, same), causes="2026-09 employer")
    assert found.waiting is not None
    assert found.cost is not None
    assert (found.verdict, found.gap_costs, found.continuity) == (Verdict.YES, Bearer.FUND, "kept")
    assert (found.benefits_from, found.benefits_until) == (day("2027-02-01"), day("2027-11-30"))
    told_alike = ("verdict", "cost", "waiting", "benefits_from", "benefits_until", "cover", "gap_costs", "continuity",
                  "personal_account", "maternity_months", "reference")  # fmt: skip
    assert {name: getattr(found, name) for name in told_alike} == {name: getattr(known, name) for name in told_alike}


@pytest.mark.parametrize("weak", ["unit", "own"])
def test_one_world_that_is_a_reference_makes_the_whole_answer_one(weak: str) -> None:
    sound = CoverRule(Verdict.YES, NEXT_MONTH)
    rows = [
        row("unit", sound, cause="employer", resume_as="flexible"),
        row("own", sound, cause=OWN_CAUSES, resume_as="flexible"),
    ]
    rows = [replace(each, cites=("page",)) if each.id == weak else each for each in rows]
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=place(*rows))
    assert (found.verdict, found.reference, found.benefits_from) == (Verdict.ASK, True, day("2026-12-01"))


def test_benefits_that_begin_alike_may_end_on_days_that_are_left_open() -> None:
    gap, years = GapCostsRule(Bearer.SELF), ContinuityRule("kept", "ask")
    under = by_cause(
        (CoverRule(Verdict.YES, NEXT_MONTH, until=YEAR_END), gap, years),
        (CoverRule(Verdict.YES, NEXT_MONTH, until=NEXT_YEAR_END), gap, years),
    )
    found = outcome(EMPLOYEE, "flexible on 2026-11-22", under=under)
    assert (found.benefits_from, found.benefits_until) == (day("2026-12-01"), None)
    assert (found.cover[-2].payer, found.cover[-1].payer) == (Bearer.FUND, Bearer.ASK)


def test_the_own_year_is_priced_as_a_late_one_and_the_next_as_its_window_has_it() -> None:
    """Whatever the plan or a window that is still open says of the own year: paid along, it is paid late."""
    late = pack(
        "330000",
        row("late", PremiumRule(("resident_premium", "resident_subsidy")), resume_as="resident", in_window=False),
        parameters={"resident_subsidy": (amount("700", year=2026), amount("720", year=2027))},
        windows=(
            Window(2026, day("2025-10-01"), day("2026-12-31"), ("law",)),
            Window(2027, day("2026-10-01"), day("2026-12-31"), ("law",)),
        ),
    )
    for window in ("", ", in window"):
        plan = f"resident on 2026-11-20, for 2027, back pay{window}"
        found = outcome("resident 2025-01..2025-12", plan, under=policy(late, COUNTRY))
        assert found.cost is not None
        assert [line.formula for line in found.cost.lines] == ["400.00", "700.00", "420.00"]


def test_every_field_of_an_option_is_the_same_in_all_outcomes_or_merged() -> None:
    """A field that is forgotten here would tell the first possible outcome as if it were the only one."""
    alike = {
        *("id", "resume_as", "pay_on", "back_pay", "repair_years", "insured_year", "lapse"),  # those of the proposal
        *("decided_by_office",),  # what the office decided holds in every outcome
        *("pay_by", "changes", "pay_steps", "tried_until", "pay_on_assumed"),  # filled in once outcomes are merged
        *("pay_steps_today", "changes_today"),
    }
    tree = ast.parse(textwrap.dedent(inspect.getsource(merged_options)))
    [call] = [it for it in ast.walk(tree) if isinstance(it, ast.Call) and getattr(it.func, "id", "") == "replace"]
    merged = {keyword.arg for keyword in call.keywords}
    assert merged | alike == {field.name for field in fields(Option)}
    assert not merged & alike
