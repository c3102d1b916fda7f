"""The whole assessment: lapses, totals, the best options, warnings, what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import CoverRule, Validity
from app.rules.law.terms import Matter, Verdict
from app.rules.outcome.assessment import Caution
from app.rules.outcome.warnings import figure_title, lacking_figures
from app.rules.record.history import Scheme
from tests.rules.places import COUNTRY, NEXT_MONTH, NOWHERE, assessed, case, codes, day, option, pack, policy, row


def test_an_empty_record_has_no_lapse_and_two_ways_to_begin() -> None:
    found = assessed("")
    assert (found.lapses, found.planned, found.cumulative_months, found.consecutive_months) == ((), None, {}, 0)
    assert [each.id.value for each in found.options] == [
        "first_enrolment", "join_resident", "join_resident_next_year",
    ]  # fmt: skip
    assert found.retirement is None
    assert found.incentives.consecutive_resident_years == 0


@pytest.mark.parametrize(
    ("paid", "consecutive", "cumulative"),
    [
        ("employee 2026-01..2026-11", 11, {Scheme.EMPLOYEE: 11}),
        # The as-of month may still be paid: the row that ends with the month before is unbroken.
        ("employee 2026-01..2026-10", 10, {Scheme.EMPLOYEE: 10}),
        ("employee 2026-01..2026-09", 0, {Scheme.EMPLOYEE: 9}),
        ("resident 2025-01..2025-12; flexible 2026-01..2026-10", 22, {Scheme.RESIDENT: 12, Scheme.FLEXIBLE: 10}),
        ("employee 2026-01..2026-05; employee 2026-07..2026-12", 5, {Scheme.EMPLOYEE: 10}),
    ],
)
def test_months_are_added_up(paid: str, consecutive: int, cumulative: dict[Scheme, int]) -> None:
    found = assessed(paid)
    assert (found.consecutive_months, found.cumulative_months) == (consecutive, cumulative)


@pytest.mark.parametrize(
    ("paid", "years"),
    [
        ("resident 2024-01..2026-12", 3),
        ("resident 2024-01..2024-12; resident 2026-01..2026-12", 1),
        ("resident 2024-01..2025-12", 0),
        ("resident 2025-01..2025-12; employee 2026-01..2026-10", 0),
    ],
)
def test_resident_years_in_a_row_end_with_the_year_of_the_as_of_day(paid: str, years: int) -> None:
    assert assessed(paid).incentives.consecutive_resident_years == years


def test_the_best_options_are_named_among_those_that_are_open() -> None:
    found = assessed("flexible 2024-01..2026-08 base=5000", figures={"resident_premium:2026": "400"})
    assert found.best.earliest_cover is None  # resident insurance covers from the same day
    assert found.best.lowest_cost == "join_resident"  # what pays nothing back is not called the cheapest
    assert found.best.keeps_continuity is None  # so does resident insurance
    # All else alike, a known bill comes before paying nothing back, which is no bill to compare.
    assert list(found.ways)[:2] == ["person_back_pays", "resume_without_back_pay"]
    assert found.leading == option(found, "person_back_pays")
    late = assessed("flexible 2024-01..2026-01 base=5000")
    assert option(late, "person_back_pays").verdict is Verdict.NO
    assert late.best.earliest_cover != "person_back_pays"
    nothing = assessed("employee 2024-01..2026-11")
    assert nothing.leading is None
    assert (nothing.best.earliest_cover, nothing.best.lowest_cost, nothing.best.keeps_continuity) == (None, None, None)


DATED = replace(COUNTRY, claims=Validity(day("2025-01-01"), day("2026-11-22")))


@pytest.mark.parametrize(
    ("as_of", "code", "stale"),
    [
        ("2024-12-31", "policy-before-claim", False),
        ("2025-01-01", None, False),
        ("2026-11-22", None, False),
        ("2026-11-23", "policy-stale", True),
    ],
)
def test_a_pack_past_its_claim_is_stale(as_of: str, code: str | None, stale: bool) -> None:
    found = assessed("", under=policy(DATED), as_of=as_of)
    assert [each for each in codes(found) if each.startswith("policy")] == ([code] if code else [])
    assert [used.stale for used in found.policies] == [stale]


def test_a_place_without_a_pack_of_its_own_is_told_so() -> None:
    found = assessed("flexible 2024-01..2026-08", under=policy(COUNTRY, requested="330100"), region="330100")
    assert "policy-inherited" in codes(found)
    assert found.policies[0].requested == "330100"
    assert all(reason.inherited for each in found.options for reason in each.reasons)


@pytest.mark.parametrize(
    ("paid", "code"),
    [
        ("flexible 2024-01..2026-07; flexible 2026-08 partly_paid", "partly-paid"),
        ("flexible 2024-01..2026-07; flexible 2026-08 unknown", "months-unsettled"),
        ("flexible 2024-01..2026-07; flexible 2026-08 in_transit", "months-unsettled"),
    ],
)
def test_months_that_are_not_plainly_paid_are_warned_of(paid: str, code: str) -> None:
    assert code in codes(assessed(paid))
    assert code not in codes(assessed("flexible 2024-01..2026-07"))


def test_a_reference_is_warned_of() -> None:
    weak = policy(
        pack("330000", row("w", CoverRule(Verdict.YES, NEXT_MONTH), cites=("page",), resume_as="flexible")), COUNTRY
    )
    assert "reference-only" in codes(assessed("flexible 2024-01..2026-08", "flexible on 2026-11-22", under=weak))
    assert "reference-only" not in codes(assessed("flexible 2024-01..2026-08", "flexible on 2026-11-22"))


@pytest.mark.parametrize(
    ("name", "zh"),
    [
        ("base", "本人缴费基数"),
        ("resident_premium:2027", "2027年度居民医保个人缴费标准"),
        ("rate:employee", "职工医保缴费比例（单位＋个人）"),
        ("something_else", "something_else"),
        ("something_else:2027", "2027年度something_else"),
    ],
)
def test_a_missing_figure_is_named_for_a_person(name: str, zh: str) -> None:
    assert figure_title(name).zh == zh


@pytest.mark.parametrize(
    ("answers", "verdict", "begins"),
    [
        ({}, "ask", None),
        ({"month_status:2026-07": "paid"}, "yes", "2026-12-01"),
        ({"month_status:2026-07": "unpaid"}, "yes", "2027-06-01"),
        ({"month_status:2026-07": "unknown"}, "ask", None),
        # An answer about months that are not open changes nothing.
        ({"month_status:2024-01": "unpaid"}, "ask", None),
        ({"something": "else"}, "ask", None),
        ({"lapse_cause:soon": "employer", "month_status:soon": "paid"}, "ask", None),
    ],
)
def test_answers_are_put_where_they_belong(answers: dict[str, str], verdict: str, begins: str | None) -> None:
    found = assessed("flexible 2024-01..2026-06; flexible 2026-07 unknown", "flexible on 2026-11-22", answers=answers)
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from) == (verdict, day(begins) if begins else None)


def test_months_paid_by_the_unemployment_fund_are_no_lapse() -> None:
    paid, left = "employee 2024-01..2026-07", "2026-08 left_job"
    asked = assessed(paid, "flexible on 2026-11-22", causes=left)
    assert "unemployment_benefit:2026-08" in [missing.fact for missing in asked.missing_facts]
    funded = assessed(paid, "flexible on 2026-11-22", causes=left, answers={"unemployment_benefit:2026-08": "yes"})
    assert funded.lapses == ()
    assert funded.cumulative_months == {Scheme.EMPLOYEE: 34}
    unfunded = assessed(paid, "flexible on 2026-11-22", causes=left, answers={"unemployment_benefit:2026-08": "no"})
    assert [str(finding.lapse.span) for finding in unfunded.lapses] == ["2026-08..2026-10"]
    assert "unemployment_benefit:2026-08" not in [missing.fact for missing in unfunded.missing_facts]


def test_the_same_arguments_give_an_equal_answer() -> None:
    made = case("employee 2024-01..2026-08 base=5000", "employee on 2026-11-22, back pay")
    assert assess(made, NOWHERE, day("2026-11-22")) == assess(made, policy(COUNTRY), day("2026-11-22"))


def test_facts_that_decide_most_come_first() -> None:
    found = assessed("employee 2024-01..2026-06; employee 2026-07 unknown", "employee on 2026-11-22, back pay")
    decided = [len(missing.decides) for missing in found.missing_facts if missing.decides != ("retirement",)]
    assert decided == sorted(decided, reverse=True)
    assert {missing.fact for missing in found.missing_facts} == {"lapse_cause:2026-08", "month_status:2026-07"}


def test_lapses_are_told_with_the_last_day_of_benefits() -> None:
    found = assessed("flexible 2024-01..2024-03; flexible 2024-06..2026-08")
    assert [(str(finding.lapse.span), str(finding.benefits_end)) for finding in found.lapses] == [
        ("2024-04..2024-05", "2024-04-30"), ("2026-09..2026-10", "2026-09-30"),
    ]  # fmt: skip


def test_standing_and_version_of_every_pack_are_told() -> None:
    used = assessed("", under=policy(pack("330000", standing=Bilingual("已核对", "checked")), COUNTRY)).policies
    assert [(each.code, each.standing.zh) for each in used] == [("330000", "已核对"), ("000000", "试验")]


def test_the_last_day_of_benefits_has_its_reason() -> None:
    (finding,) = assessed("flexible 2024-01..2026-06").lapses
    assert finding.benefits_end is not None
    assert finding.reason is not None
    assert finding.reason.matter is Matter.SUSPENSION
    assert finding.reason.sources


def test_only_figures_a_person_can_give_are_lacking() -> None:
    told = [Caution(code, Bilingual("", "")) for code in ("figure-missing:base", "figure-missing:price", "stale")]
    assert lacking_figures([*told, told[0]]) == ("base",)
