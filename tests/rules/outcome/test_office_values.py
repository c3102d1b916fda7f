"""Premiums and windows that an office keeps for its place: used where no pack has them, marked, told if replaced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from app.rules.assess import assess
from app.rules.law.policy import CoverRule, Pack, Policy, PremiumRule
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Option
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.rules.record.office_values import OfficeValues, OfficeWindow
from tests.rules.places import (
    COUNTRY,
    INSURED_END,
    INSURED_START,
    SIX_MONTHS,
    amount,
    case,
    day,
    pack,
    policy,
    row,
    window,
)

ROWS = (
    row("share", PremiumRule(("resident_premium",)), resume_as="resident"),
    row("inside", CoverRule(Verdict.YES, INSURED_START, until=INSURED_END), resume_as="resident", in_window=True),
    row("outside", CoverRule(Verdict.YES, wait=SIX_MONTHS, until=INSURED_END), resume_as="resident", in_window=False),
)
NATION = replace(
    COUNTRY, windows=(), parameters={name: it for name, it in COUNTRY.parameters.items() if "premium" not in name}
)
UNDER = policy(pack("330000", *ROWS), NATION)
PAID = "resident 2026-01..2026-12"
ON = "2026-11-22"
PREMIUM = {"resident_premium:2027": Decimal("430.00")}
OWN = OfficeValues(PREMIUM, (OfficeWindow(2027, day("2026-10-01"), day("2026-12-20")),))


def told(kept: OfficeValues = OWN, planned: str = f"resident on {ON}, for 2027", **parts: object) -> Case:
    return replace(case(PAID, planned, **parts), office_values=kept)  # type: ignore[arg-type]


def found(asked: Case, under: Policy = UNDER) -> tuple[Assessment, Option]:
    answer = with_turning_points(asked, under, assess(asked, under, day(ON)))
    assert answer.planned is not None
    return answer, answer.planned


def recorded(premium: str, opens: str, closes: str) -> Pack:
    figures = {"resident_premium": (amount(premium, year=2027),)}
    return pack("330000", *ROWS, parameters=figures, windows=(window(opens, closes),))


def test_without_them_sum_and_window_are_asked_for() -> None:
    answer, plan = found(told(OfficeValues()))
    assert (plan.verdict, plan.cost, plan.benefits_from, plan.pay_by) == (Verdict.ASK, None, None, None)
    assert "figure-missing:resident_premium:2027" in [caution.code for caution in answer.warnings]
    assert f"in_window:2027:{ON}" in [missing.fact for missing in answer.missing_facts]


def test_they_answer_both_and_are_marked() -> None:
    answer, plan = found(told())
    assert (plan.verdict, plan.benefits_from) == (Verdict.YES, day("2027-01-01"))
    assert plan.cost is not None
    (line,) = plan.cost.lines
    assert (line.amount, line.office_own, line.users_own) == (Decimal("430.00"), True, False)
    assert line.source == "本机构记的，规则包没有收录"
    (assumed,) = [each.text.zh for each in plan.assumptions if each.id == "office-window"]
    assert assumed == "2027年度的集中参保期（2026年10月1日至2026年12月20日）是本机构自己记的，规则包没有收录"
    assert answer.missing_facts == ()
    (known,) = [each for each in answer.windows if each.year == 2027]
    assert (known.opens, known.closes) == (day("2026-10-01"), day("2026-12-20"))
    assert (known.vouched, known.office_own) == (False, True)


def test_the_last_day_of_the_window_is_the_last_day_to_pay() -> None:
    _, plan = found(told())
    assert plan.pay_by == day("2026-12-20")
    assert (plan.pay_steps[0].pay_from, plan.pay_steps[0].pay_until) == (day(ON), day("2026-12-20"))
    _, late = found(told(planned="resident on 2026-12-21, for 2027"))
    assert late.benefits_from == day("2027-07-01")
    assert "office-window" in [assumed.id for assumed in late.assumptions]


def test_what_the_person_says_of_the_day_goes_before_the_window() -> None:
    _, plan = found(told(planned=f"resident on {ON}, for 2027, outside window"))
    assert "330000/cover/outside" in [reason.rule for reason in plan.reasons]
    assert "office-window" not in [assumed.id for assumed in plan.assumptions]


def test_the_users_own_figure_goes_before_the_offices() -> None:
    _, plan = found(told(figures={"resident_premium:2027": "500.00"}))
    assert plan.cost is not None
    (line,) = plan.cost.lines
    assert (line.amount, line.users_own, line.office_own) == (Decimal("500.00"), True, False)


def test_once_a_pack_has_them_they_are_replaced_and_that_is_told() -> None:
    answer, plan = found(told(), policy(recorded("420.00", "2026-09-01", "2026-12-31"), NATION))
    assert plan.cost is not None
    assert [(line.amount, line.office_own) for line in plan.cost.lines] == [(Decimal("420.00"), False)]
    assert plan.pay_by == day("2026-12-31")
    assert "office-window" not in [assumed.id for assumed in plan.assumptions]
    replaced = [caution.text.zh for caution in answer.warnings if caution.code.startswith("office-")]
    assert replaced == [
        "本机构记的“2027年度居民医保个人缴费标准”（430.00元）不再使用，规则包已收录（420.00元）",
        "本机构记的2027年度集中参保期（2026年10月1日至2026年12月20日）不再使用，"
        "规则包已收录（2026年9月1日至2026年12月31日）",
    ]


def test_what_a_pack_has_alike_needs_no_word() -> None:
    answer, _ = found(told(), policy(recorded("430.00", "2026-10-01", "2026-12-20"), NATION))
    assert not any(caution.code.startswith("office-") for caution in answer.warnings)


def test_a_window_of_above_that_is_only_a_reference_does_not_stand_in_the_way() -> None:
    nation = replace(NATION, windows=(window("2026-09-01", "2027-02-28"),), binding=())
    _, plan = found(told(), policy(pack("330000", *ROWS), nation))
    assert plan.pay_by == day("2026-12-20")


def test_a_premium_kept_for_one_class_of_people_is_none_of_another() -> None:
    student = row("share", PremiumRule(("resident_premium_student",)), resume_as="resident")
    _, plan = found(told(), policy(pack("330000", student, *ROWS[1:]), NATION))
    assert plan.cost is None


def test_a_window_that_opens_later_moves_the_year_that_is_offered() -> None:
    def years(kept: OfficeValues) -> set[int | None]:
        asked = replace(case("resident 2025-01..2025-12"), office_values=kept)
        return {option.insured_year for option in assess(asked, UNDER, day(ON)).options if option.insured_year}

    assert years(OfficeValues()) == {2026, 2027}
    assert years(OfficeValues({}, (OfficeWindow(2027, day("2026-12-01"), day("2026-12-20")),))) == {2026}
