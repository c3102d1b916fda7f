"""The packs that come with the program: the issue's own cases, the worked examples of the domain document.

R01, R04 … are the ids of national.md; `X…` are published but wrong figures that must not come out.
"""

from __future__ import annotations

import locale
import os
import time
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.packs.shelf.cache import Cache
from app.packs.shelf.shelf import Shelf
from app.rules.assess import assess
from app.rules.law.policy import Policy
from app.rules.law.terms import Bearer, Grade, Matter, Verdict
from app.rules.outcome.assessment import Assessment, Option
from app.rules.outcome.options import lapses_left_out
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Cause, Person, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from app.system.resources import shipped_policies
from app.wording.outcome import conclusion
from tests.rules.places import born, case, codes, day, option, rules_of

TODAY = "2026-11-22"


@cache
def _shelf() -> Shelf:
    return Shelf(shipped_policies(), None)


def law_of(region: str) -> Policy:
    return _shelf().policy_for(region)


def told(paid: str, planned: str | None, region: str = "000000", as_of: str = TODAY, **parts: object) -> Assessment:
    place = paid if "@" in paid else "; ".join(f"{row} @{region}" for row in paid.split(";") if row.strip())
    return assess(case(place, planned, region=region, **parts), law_of(region), day(as_of))  # type: ignore[arg-type]


def planned(paid: str, plan: str, region: str = "000000", as_of: str = TODAY, **parts: object) -> Option:
    found = told(paid, plan, region, as_of, **parts).planned
    assert found is not None
    return found


def wait(found: Option) -> tuple[int | None, date, date] | None:
    return found.waiting and (found.waiting.months, found.waiting.start, found.waiting.end)


# --- what the issue wants shown ----------------------------------------------------------------------------------


def test_mr_zhang_of_taiyuan_whose_employer_missed_two_months() -> None:
    found = told("employee 2022-01..2026-08 base=6000", "employee on 2026-11-22, back pay", "140100",
                 causes="2026-09 employer")  # fmt: skip
    plan = found.planned
    assert plan is not None
    assert plan.id == "employer_back_pays"
    assert (plan.verdict, plan.reference) == (Verdict.ASK, True)
    assert (plan.waiting, plan.benefits_from, plan.gap_costs) == (None, day("2026-12-01"), Bearer.ASK)
    said = {(dissent.matter, dissent.source.id) for dissent in plan.disagreements}
    assert (Matter.GAP_COSTS, "web-a") in said, "what the founding article says of the gap"
    assert (Matter.GAP_COSTS, "court-sd") in said, "what judgments say of it"
    assert any("由基金追溯报销，还是由单位承担" in question.text.zh for question in plan.questions)
    assert "reference-only" in codes(found)
    assert [str(lapse.lapse.span) for lapse in found.lapses] == ["2026-09..2026-10"]


def test_ms_li_of_taiyuan_who_paid_on_her_own_and_missed_four_months() -> None:
    found = planned("flexible 2023-01..2026-06", "flexible on 2026-11-22, back pay", "140100")
    assert (found.verdict, found.reference) == (Verdict.ASK, True)
    assert wait(found) == (6, day("2026-12-01"), day("2027-05-31"))


@pytest.mark.parametrize(
    ("paid", "figures"),
    [
        ("employee 2022-01..2026-06", {"base": "8000", "rate:employee": "0.10"}),
        ("employee 2022-01..2026-06 base=8000", {"rate:employee": "0.10"}),
    ],
)
def test_ms_zhang_of_shenzhen_whose_employer_missed_four_months(paid: str, figures: dict[str, str]) -> None:
    """Shenzhen's text settles back pay and cover, but not who pays for treatment in the missed months."""
    found = planned(paid, "employee on 2026-11-22, back pay", "440300", causes="2026-07 employer", figures=figures)
    assert (found.verdict, found.gap_costs) == (Verdict.ASK, Bearer.ASK)
    assert (found.waiting, found.benefits_from) == (None, day("2026-12-01"))
    assert {"440300/back_payment/employer-owes", "440300/cover/resumed"} <= {reason.rule for reason in found.reasons}
    assert ["由基金追溯报销，还是由单位承担" in question.text.zh for question in found.questions] == [True]
    assert found.cost is not None
    assert found.cost.principal == Decimal("3200.00")
    assert found.cost.late_charge == Decimal("107.20")
    assert any(line.users_own for line in found.cost.lines)


# --- residents: document 38 of 2024 ------------------------------------------------------------------------------

RESIDENTS = [
    # (id, paid until the end of, payment, wait, first day of cover)
    ("R01", "2024", "resident on 2025-11-20, for 2026", 3, "2026-04-01"),
    ("R04", "2024", "resident on 2026-11-20, for 2027", 4, "2027-05-01"),
    ("R05", "2024", "resident on 2026-11-20, for 2027, repair 1", 3, "2027-04-01"),
    ("today: skipped 2026", "2025", "resident on 2026-11-22, for 2027", 3, "2027-04-01"),
    ("today: skipped 2025 and 2026", "2024", "resident on 2026-11-22, for 2027", 4, "2027-05-01"),
    ("today: never skipped", "2026", "resident on 2026-11-22, for 2027", None, "2027-01-01"),
    ("years before 2025 do not count", "2019", "resident on 2025-11-20, for 2026", 3, "2026-04-01"),
    ("years before 2025 do not count", "2019", "resident on 2024-11-20, for 2025", None, "2025-01-01"),
]


@pytest.mark.parametrize(("id_", "until", "plan", "months", "begins"), RESIDENTS)
def test_a_resident_who_pays_inside_the_window(
    id_: str, until: str, plan: str, months: int | None, begins: str
) -> None:
    """The person says that the payment lies inside; no window is recorded with the national pack."""
    found = planned(f"resident {int(until) - 1}-01..{until}-12", f"{plan}, in window")
    year = begins[:4]
    assert found.verdict is Verdict.YES, id_
    assert (found.waiting.months if found.waiting else None) == months, id_
    assert (found.benefits_from, found.benefits_until) == (day(begins), day(f"{year}-12-31")), id_
    if found.waiting:
        assert found.waiting.start == day(f"{year}-01-01")


@pytest.mark.parametrize(("id_", "until", "plan", "months", "begins"), RESIDENTS)
def test_a_resident_in_a_year_without_a_recorded_window_is_asked_for_it_and_told_the_worse_day(
    id_: str, until: str, plan: str, months: int | None, begins: str
) -> None:
    """Outside the window the 3 months are counted by days from 1 January, who never skipped waits as well."""
    found = told(f"resident {int(until) - 1}-01..{until}-12", plan)
    shown, year = found.planned, int(begins[:4])
    paid_on = plan.split()[2].rstrip(",")
    assert shown is not None
    assert (shown.verdict, shown.reference) == (Verdict.ASK, True), id_
    assert (shown.waiting, shown.benefits_from, shown.pay_by) == (None, None, None), id_
    assert f"in_window:{year}:{paid_on}" in {missing.fact for missing in found.missing_facts}, id_
    assert shown.if_worst is not None
    assert shown.if_worst.waiting is not None
    assert shown.if_worst.waiting.months == (months or 3), id_
    assert shown.if_worst.benefits_from == (Month.of(year, 1) + (months or 3)).first_day + timedelta(days=1), id_


def test_paying_2026_today_brings_no_cover_any_more() -> None:
    """Derived: the wait ends in late February 2027, after the insured year."""
    found = planned("resident 2024-01..2025-12", "resident on 2026-11-22, for 2026, outside window")
    assert wait(found) == (3, day("2026-11-22"), day("2027-02-22"))
    assert (found.benefits_from, found.benefits_until) == (None, None)
    assert "no-cover-in-year" in [assumption.id for assumption in found.assumptions]


GRID = [
    (1, 0, 3), (1, 1, 3),
    (2, 0, 4), (2, 1, 3), (2, 2, 3),
    (3, 0, 5), (3, 1, 4), (3, 2, 3), (3, 3, 3),
    (4, 0, 6), (4, 1, 6), (4, 2, 6), (4, 3, 6),
    (5, 0, 7), (5, 1, 6), (5, 4, 6),
    (6, 0, 8), (6, 2, 6), (6, 5, 6),
]  # fmt: skip


@pytest.mark.parametrize(("years", "repaired", "months"), GRID)
def test_the_wait_by_broken_and_repaired_years(years: int, repaired: int, months: int) -> None:
    """R10 and the derived grid: 3 and 1 for each further year, less the repaired ones, from 4 years on at least 6."""
    year = 2025 + years
    plan = f"resident on {year - 1}-11-20, for {year}, in window" + (f", repair {repaired}" if repaired else "")
    found = planned("resident 2023-01..2024-12", plan)
    assert found.waiting is not None
    assert found.waiting.months == months
    assert found.waiting.fixed_months == 3
    assert found.benefits_from == (Month.of(year, 1) + months).first_day


@pytest.mark.parametrize(
    ("paid_on", "ends", "begins"),
    [
        ("2026-03-01", "2026-06-01", "2026-06-02"),
        ("2026-05-31", "2026-08-31", "2026-09-01"),
        ("2026-09-30", "2026-12-30", "2026-12-31"),
        ("2026-10-01", "2027-01-01", None),
    ],
)
def test_who_pays_outside_the_window_waits_from_the_payment_and_is_covered_to_the_end_of_that_year(
    paid_on: str, ends: str, begins: str | None
) -> None:
    """R11, R23, and the day arithmetic of A5."""
    found = planned("resident 2024-01..2025-12", f"resident on {paid_on}, for 2026, outside window")
    assert wait(found) == (3, day(paid_on), day(ends))
    assert found.benefits_from == (day(begins) if begins else None)
    assert found.benefits_until == (day("2026-12-31") if begins else None)
    assert found.gap_costs is Bearer.SELF
    assert found.verdict is Verdict.ASK, "whether the subsidy is paid as well stands in a weak source only"
    assert any("财政补助" in question.text.zh for question in found.questions)


@pytest.mark.parametrize("paid_on", ["2026-03-01", "2026-05-31", "2026-09-30", "2026-10-01"])
def test_who_may_have_paid_outside_the_window_is_told_that_day_as_the_worst(paid_on: str) -> None:
    made = planned("resident 2024-01..2025-12", f"resident on {paid_on}, for 2026")
    outside = planned("resident 2024-01..2025-12", f"resident on {paid_on}, for 2026, outside window")
    assert (made.verdict, made.waiting, made.benefits_from) == (Verdict.ASK, None, None)
    assert made.if_worst is not None
    assert (made.if_worst.waiting, made.if_worst.benefits_from) == (outside.waiting, outside.benefits_from)


def test_a_repaired_year_costs_the_premium_of_the_year_it_is_paid_along_with() -> None:
    """R06."""
    found = planned("resident 2023-01..2024-12", "resident on 2026-11-20, for 2027, repair 1, in window",
                    figures={"resident_premium:2027": "430"})  # fmt: skip
    assert found.cost is not None
    assert [line.amount for line in found.cost.lines] == [Decimal("430.00"), Decimal("430.00")]
    perhaps_outside = planned("resident 2023-01..2024-12", "resident on 2026-11-20, for 2027, repair 1",
                              figures={"resident_premium:2027": "430"})  # fmt: skip
    assert perhaps_outside.cost is None, "outside the window the subsidy may be asked for as well"
    unknown = told("resident 2023-01..2024-12", "resident on 2026-11-20, for 2027, in window")
    assert unknown.planned is not None
    assert unknown.planned.cost is None, "the premium of 2027 has not been published"
    assert "figure-missing:resident_premium:2027" in codes(unknown)


def test_this_year_paid_late_together_with_next_year_is_one_wait_across_new_year() -> None:
    """A6: the wait goes on across New Year."""
    found = planned("resident 2024-01..2025-12", "resident on 2026-11-22, for 2027, back pay")
    assert wait(found) == (3, day("2026-11-22"), day("2027-02-22"))
    assert (found.benefits_from, found.benefits_until) == (day("2027-02-23"), day("2027-12-31"))
    assert "A6" in [assumption.id for assumption in found.assumptions]


@pytest.mark.parametrize("plan", ["resident on 2025-12-01, for 2026", "resident on 2026-05-11, for 2026"])
def test_from_when_a_newborn_is_covered_is_asked_and_never_made_up(plan: str) -> None:
    found = planned("", plan, person=Person(categories=frozenset({"newborn"})))
    assert (found.verdict, found.waiting, found.benefits_from) == (Verdict.ASK, None, None)
    assert found.gap_costs is not Bearer.SELF
    assert any("出生之日" in question.text.zh for question in found.questions)


@pytest.mark.parametrize(
    ("paid", "begins"),
    [("", "2027-02-01"), ("resident 2025-01..2026-12", "2027-02-01"), ("resident 2025-01..2025-12", "2027-04-11")],
)
def test_inside_a_window_that_reaches_into_the_year_cover_never_precedes_the_payment(paid: str, begins: str) -> None:
    """A person who skipped 2026 waits 3 months from the payment; nobody is covered from 1 January after it."""
    found = planned(paid, "resident on 2027-01-10, for 2027, in window")
    assert found.benefits_from == day(begins)


# --- transfers and switches: 医保办发〔2021〕43号 ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "paid_on", "verdict", "begins", "gap"),
    [
        # E01, E02: December, January, February are 3 unpaid months.
        ("2024-11", "2025-03-15", Verdict.YES, "2025-03-01", Bearer.FUND),
        ("2024-11", "2025-03-31", Verdict.YES, "2025-03-01", Bearer.FUND),
        ("2024-12", "2025-03-15", Verdict.YES, "2025-03-01", Bearer.FUND),
        # 4 months: the new place decides; the longest wait the text allows is a reference.
        ("2024-11", "2025-04-01", Verdict.ASK, "2025-11-01", None),
    ],
)
def test_a_transfer_between_pooling_areas_that_is_back_paid(
    until: str, paid_on: str, verdict: Verdict, begins: str, gap: Bearer | None
) -> None:
    found = planned(f"employee 2022-01..{until} base=5000 @370200", f"flexible on {paid_on}, back pay", "000000",
                    causes=f"{Month.parse(until) + 1} left_job")  # fmt: skip
    assert (found.verdict, found.benefits_from) == (verdict, day(begins))
    assert gap is None or found.gap_costs is gap


def test_a_transfer_without_a_break_has_no_wait() -> None:
    """The national text says the payment month, some places the next one: the later day is taken."""
    found = planned("employee 2022-01..2026-10 @370200", "flexible on 2026-11-22")
    assert (found.verdict, found.waiting, found.benefits_from) == (Verdict.YES, None, day("2026-12-01"))
    assert "transfer-unbroken" in rules_of(found)


@pytest.mark.parametrize(
    ("paid", "plan", "verdict", "begins"),
    [
        # Two years in a row, exactly 3 months: some places count 90 days, so the wait is reckoned with.
        ("employee 2024-03..2026-02", "resident on 2026-06-11, for 2026", Verdict.ASK, "2026-09-12"),
        # 2 months: no wait; some places pay from the next month, and who bears the gap is theirs to say.
        ("employee 2024-03..2026-02", "resident on 2026-05-11, for 2026", Verdict.ASK, "2026-06-01"),
        # No month is missed, only the payment for next year is made inside the window.
        ("employee 2023-03..2025-12", "resident on 2025-12-11, for 2026, in window", Verdict.YES, "2026-01-01"),
        # 23 months only: the national text is silent.
        ("employee 2024-04..2026-02", "resident on 2026-06-11, for 2026", Verdict.ASK, "2026-09-12"),
        # 4 months: local.
        ("employee 2024-03..2026-02", "resident on 2026-07-11, for 2026", Verdict.ASK, "2026-10-12"),
        # The gap is not paid: the text waives the wait for those who pay it.
        ("resident 2024-01..2025-12", "flexible on 2026-04-30", Verdict.ASK, "2026-11-01"),
        ("resident 2024-01..2025-12", "flexible on 2026-05-01", Verdict.ASK, "2026-12-01"),
        (
            "resident 2024-01..2024-12; employee 2025-01..2025-12",
            "resident on 2026-02-11, for 2026",
            Verdict.ASK,
            "2026-03-01",
        ),
    ],
)
def test_a_switch_between_schemes(paid: str, plan: str, verdict: Verdict, begins: str) -> None:
    found = planned(paid, plan, causes="2026-03 left_job")
    assert (found.verdict, found.benefits_from) == (verdict, day(begins))
    assert found.gap_costs is not Bearer.FUND
    assert found.reference == (verdict is Verdict.ASK)
    assert found.questions


def test_a_switch_to_residents_asks_who_bears_the_months_between() -> None:
    """The national text promises cover from the payment on, and not a word of the months before it."""
    found = planned("employee 2024-03..2026-03", "resident on 2026-06-11, for 2026", causes="2026-04 left_job")
    assert (found.waiting, found.gap_costs) == (None, Bearer.ASK)
    assert any("中断期间的医疗费用能不能追溯报销" in question.text.zh for question in found.questions)


def test_inside_one_pooling_area_the_national_three_months_decide_nothing() -> None:
    """No national rule for a gap inside one area: a reference at most, never a yes."""
    for until in ("2026-07", "2026-06", "2025-12"):
        for plan in ("flexible on 2026-11-22", "flexible on 2026-11-22, back pay"):
            found = planned(f"flexible 2022-01..{until}", plan)
            assert (found.verdict, found.reference) == (Verdict.ASK, True)
            assert found.questions


# --- late charges ------------------------------------------------------------------------------------------------


def test_ten_thousand_yuan_thirty_days_late_bear_150_yuan() -> None:
    """L01, L03."""
    found = planned("employee 2024-01..2026-09", "employee on 2026-12-01, back pay", causes="2026-10 employer",
                    figures={"rate:employee": "0.10", "base": "100000"})  # fmt: skip
    assert found.cost is not None
    assert [str(line.amount) for line in found.cost.lines] == ["20000.00", "150.00"]
    assert found.cost.late_charge == Decimal("150.00")


def test_a_thousand_yuan_thirty_days_late_bear_15_yuan_and_not_1_50() -> None:
    """X07: the page says 1.5."""
    found = planned("employee 2024-01..2026-09", "employee on 2026-12-01, back pay", causes="2026-10 employer",
                    figures={"rate:employee": "0.10", "base": "10000"})  # fmt: skip
    assert found.cost is not None
    assert found.cost.late_charge == Decimal("15.00")


def test_a_base_of_months_without_recorded_bounds_makes_no_sum_by_itself() -> None:
    """The base of earlier months may lie below or above what is allowed in the missed ones."""
    found = told("employee 2024-01..2026-09 base=10000", "employee on 2026-12-01, back pay",
                 causes="2026-10 employer", figures={"rate:employee": "0.10"})  # fmt: skip
    assert found.planned is not None
    assert found.planned.cost is None
    assert "figure-missing:base_low" in codes(found)


def test_the_late_charge_is_the_employers_alone() -> None:
    own = planned("flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22, back pay", "140100",
                  figures={"rate:flexible": "0.08"})  # fmt: skip
    assert own.cost is not None
    assert own.cost.late_charge == Decimal("0.00")


# --- published, but wrong ----------------------------------------------------------------------------------------

WRONG = [
    ("X01", "2024", "resident on 2026-11-20, for 2027, in window", 5),
    ("X02", "2024", "resident on 2026-11-20, for 2027, in window", 5),
    ("X03 one year", "2025", "resident on 2026-11-20, for 2027, in window", 4),
    ("X03 two years", "2024", "resident on 2026-11-20, for 2027, in window", 5),
    ("X03 no wait inside the window", "2025", "resident on 2026-11-20, for 2027, in window", None),
    ("C8 four years double it", "2024", "resident on 2029-11-20, for 2030, in window", 6),
]


@pytest.mark.parametrize(("id_", "until", "plan", "wrong"), WRONG)
def test_a_published_but_wrong_wait_does_not_come_out(id_: str, until: str, plan: str, wrong: int | None) -> None:
    found = planned(f"resident {int(until) - 1}-01..{until}-12", plan)
    assert found.benefits_from is not None, "a wait that is left open proves nothing"
    assert (found.waiting.months if found.waiting else None) != wrong, id_


def test_the_formula_for_residents_is_not_applied_to_employees() -> None:
    """X04."""
    for plan in ("flexible on 2028-11-22", "employee on 2028-11-22"):
        assert "resident-lapsed-in-window" not in rules_of(planned("employee 2020-01..2024-12", plan))


def test_a_wait_of_three_months_after_an_october_payment_does_not_end_in_october() -> None:
    """X06: stopped 2024-06, paid again 2025-10, three months' wait, "covered from 2025-11"."""
    found = planned("flexible 2022-01..2024-06", "flexible on 2025-10-15", as_of="2025-10-15")
    assert found.benefits_from is not None
    assert found.benefits_from > day("2025-12-31")


def test_outside_the_window_nobody_is_covered_before_the_year_he_pays_for() -> None:
    found = planned("resident 2024-01..2025-12", "resident on 2026-09-05, for 2027, outside window")
    assert found.benefits_from is not None
    assert found.benefits_from >= day("2027-01-01")


# --- retirement, by the national pack ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "birth", "category", "retires"),
    [("male", "1966-06-15", "", "2026-11"), ("female", "1971-06-15", "cadre", "2026-11"),
     ("female", "1976-03-15", "worker", "2026-11"), ("male", "1976-12-31", "", "2039-12"),
     ("male", "1964-12-31", "", "2024-12")],
)  # fmt: skip
def test_p01_statutory_retirement(sex: str, birth: str, category: str, retires: str) -> None:
    answers = {"retirement_category": category} if category else {}
    found = told("", None, person=born(birth, sex), answers=answers).retirement
    assert found is not None
    assert str(found.statutory_month) == retires


# --- what must hold for every place and every record ---------------------------------------------------------------

PLACES = ("000000", "140100", "440300", "320100", "310000", "500000")
NOW = day(TODAY)


def _months(first: int, last: int) -> st.SearchStrategy[Month]:
    return st.integers(first, last).map(Month)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, tuple[Period, ...]]:
    region = draw(st.sampled_from(PLACES))
    rows = []
    at = draw(st.integers(Month.of(2022, 1).index, Month.of(2025, 6).index))
    for _ in range(draw(st.integers(0, 3))):
        length, gap = draw(st.integers(1, 30)), draw(st.integers(0, 8))
        last = min(at + length, Month.of(2026, 11).index)
        if at <= last:
            scheme = draw(st.sampled_from(list(Scheme)))
            status = draw(st.sampled_from([Status.PAID] * 6 + [Status.UNKNOWN, Status.UNPAID]))
            place = draw(st.sampled_from([region, region, region, "370200"]))
            rows.append(Period(scheme, Span(Month(at), Month(last)), place, status, base=Decimal(6000)))
        at = last + 1 + gap
    return region, tuple(rows)


PLANS = st.builds(
    Plan,
    st.sampled_from(list(Scheme)),
    st.dates(day("2026-09-01"), day("2027-09-30")),
    back_pay=st.booleans(),
)
CASES = st.builds(
    lambda record, plan, cause: Case(
        record[0],
        history=History.of(record[1]),
        causes={lapse.span.first: cause for lapse in find_lapses(Case(record[0], history=History.of(record[1])), NOW)},
        plan=plan,
    ),
    records(),
    PLANS,
    st.sampled_from([Cause.UNKNOWN, Cause.EMPLOYER, Cause.LEFT_JOB, Cause.PERSONAL]),
)
QUICKLY = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def everything(found: Assessment) -> list[Option]:
    return [*([found.planned] if found.planned else []), *found.options]


@QUICKLY
@given(CASES)
def test_every_yes_and_no_has_a_source_and_every_ask_a_question(made: Case) -> None:
    found = assess(made, law_of(made.region), NOW)
    for each in everything(found):
        deciding = [reason for reason in each.reasons if reason.matter in (Matter.COVER, Matter.BACK_PAYMENT)]
        assert deciding
        assert all(reason.sources for reason in each.reasons if not reason.rule.endswith("/-"))
        if each.verdict is Verdict.ASK:
            assert each.questions or found.missing_facts, each.id
        else:
            assert any(reason.grade.decides and reason.sources for reason in deciding)
            assert not each.reference
        if each.reference:
            assert each.verdict is Verdict.ASK
        if each.verdict is Verdict.NO:
            assert (each.benefits_from, each.waiting, each.cost) == (None, None, None)


@QUICKLY
@given(CASES)
def test_weak_sources_never_decide(made: Case) -> None:
    for each in everything(assess(made, law_of(made.region), NOW)):
        if each.verdict is Verdict.YES:
            for reason in each.reasons:
                if reason.matter in (Matter.COVER, Matter.BACK_PAYMENT):
                    assert reason.grade not in (Grade.C, Grade.WEB)
                if reason.matter is Matter.GAP_COSTS and not reason.grade.decides:
                    assert each.gap_costs is Bearer.ASK


@QUICKLY
@given(CASES)
def test_the_picture_of_cover_is_in_order_without_overlap_or_hole(made: Case) -> None:
    for each in everything(assess(made, law_of(made.region), NOW)):
        segments = [segment for segment in each.cover if segment.services == "all"]
        for segment in segments:
            assert segment.until is None or segment.since <= segment.until
            assert 0 <= segment.percent <= 100
        for one, following in pairwise(segments):
            assert one.until is not None
            assert following.since == one.until + timedelta(days=1), (each.id, each.cover)
        if each.lapse and segments:
            assert segments[0].since <= each.lapse.first.first_day or each.benefits_from
        if each.benefits_from and segments:
            assert segments[-1].since == each.benefits_from
            assert segments[-1].until == each.benefits_until
        if each.waiting and each.benefits_from:
            assert each.benefits_from > each.waiting.end


@pytest.mark.slow
@QUICKLY
@given(CASES, st.sampled_from(["UTC", "Asia/Shanghai", "America/Los_Angeles"]))
def test_the_same_case_gives_the_same_answer_in_every_time_zone(made: Case, zone: str) -> None:
    here = with_turning_points(made, law_of(made.region), assess(made, law_of(made.region), NOW))
    former = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        fresh = Policy(law_of(made.region).packs, made.region)
        there = with_turning_points(made, fresh, assess(made, fresh, NOW))
    finally:
        if former is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = former
        time.tzset()
    assert here == there
    assert repr(here) == repr(there)


def test_the_same_case_gives_the_same_answer_in_every_locale() -> None:
    def answer() -> Assessment:
        return told("employee 2022-01..2026-08 base=6000", "employee on 2026-11-22, back pay", "140100")

    here, former = answer(), locale.setlocale(locale.LC_ALL)
    for name in ("C", "C.UTF-8", "POSIX", "zh_CN.UTF-8", "de_DE.UTF-8"):
        try:
            locale.setlocale(locale.LC_ALL, name)
        except locale.Error:
            continue  # not every machine has every locale
        try:
            assert answer() == here
        finally:
            locale.setlocale(locale.LC_ALL, former)


@QUICKLY
@given(CASES)
def test_paying_earlier_never_starts_benefits_later(made: Case) -> None:
    """For one way out, paid on a day of the same enrolment window as the later one, or of none."""
    plan = made.plan
    assert plan is not None
    law = law_of(made.region)
    days = sorted({plan.pay_on, plan.pay_on + timedelta(days=17), plan.pay_on + timedelta(days=61)})
    if plan.resume_as is Scheme.RESIDENT:
        plan = Plan(plan.resume_as, plan.pay_on, plan.back_pay, insured_year=2027)
        opened = law.window(2027)
        assume(opened is None or days[0] >= opened[0].opens)
        assume(days[0].year == days[-1].year or not plan.back_pay)
    begun = []
    for on in days:
        moved = Case(made.region, history=made.history, causes=made.causes, plan=Plan(
            plan.resume_as, on, plan.back_pay, insured_year=plan.insured_year))  # fmt: skip
        found = assess(moved, law, NOW).planned
        assert found is not None
        if found.verdict is not Verdict.NO and found.benefits_from:
            begun.append(found.benefits_from)
    assert begun == sorted(begun)


@QUICKLY
@given(CASES, st.integers(1, 12))
def test_a_paid_month_more_never_lengthens_the_open_lapse(made: Case, more: int) -> None:
    lapses = [lapse for lapse in find_lapses(made, NOW) if lapse.open]
    assume(lapses and made.history.first_cover)
    lapse = lapses[-1]
    paid = Span(lapse.span.first, min(lapse.span.first + (more - 1), lapse.span.last))
    scheme = lapse.scheme_before or Scheme.FLEXIBLE
    fuller = Case(made.region, history=History.of([*made.history.periods, Period(scheme, paid, made.region)]))
    left = sum(
        len(found.span) for found in find_lapses(fuller, NOW) if found.open and found.span.last >= lapse.span.first
    )
    assert left == len(lapse.span) - len(paid)


@QUICKLY
@given(CASES)
def test_bills_add_up_and_name_their_payer_and_source(made: Case) -> None:
    for each in everything(assess(made, law_of(made.region), NOW)):
        if each.cost is None:
            continue
        assert each.cost.total == sum((line.amount for line in each.cost.lines), Decimal("0.00"))
        for line in each.cost.lines:
            assert line.amount >= 0
            assert line.amount == line.amount.quantize(Decimal("0.01"))
            assert line.formula


@pytest.mark.slow
@QUICKLY
@given(
    st.sampled_from(PLACES),
    st.tuples(st.integers(1, 30), st.integers(0, 4), st.integers(1, 4), st.integers(0, 4)),
    st.booleans(),
)
def test_settling_unknown_months_gives_one_of_the_outcomes_that_were_told(
    region: str, lengths: tuple[int, int, int, int], back_pay: bool
) -> None:
    first, (paid, gap, unknown, after) = Month.of(2024, 1), lengths
    known = Span(first, first + (paid - 1))
    open_months = Span(known.last + (gap + 1), known.last + (gap + unknown))
    rows = (
        Period(Scheme.FLEXIBLE, known, region, base=Decimal(6000)),
        Period(Scheme.FLEXIBLE, open_months, region, Status.UNKNOWN),
    )
    pay_on = (open_months.last + (after + 1)).first_day + timedelta(days=9)
    law, plan = law_of(region), Plan(Scheme.FLEXIBLE, pay_on, back_pay)
    made = Case(region, history=History.of(rows), plan=plan)
    before = assess(made, law, pay_on).planned
    assert before is not None
    said = {reason.rule for reason in before.reasons if reason.matter is not Matter.BACK_PAYMENT}
    for answer in ("paid", "unpaid"):
        settled = Case(region, history=made.history, plan=plan, answers={f"month_status:{open_months.first}": answer})
        later = assess(settled, law, pay_on).planned
        assert later is not None
        if later.back_pay == before.back_pay:
            assert {reason.rule for reason in later.reasons if reason.matter is not Matter.BACK_PAYMENT} <= said
        if before.verdict is Verdict.YES and not back_pay:
            assert (later.verdict, later.waiting) == (before.verdict, before.waiting)


def test_a_region_without_a_pack_of_its_own_says_that_it_inherits() -> None:
    found = told("flexible 2023-01..2026-06", "flexible on 2026-11-22", "140105")
    assert "policy-inherited" in codes(found)
    assert [used.code for used in found.policies] == ["140100", "140000", "000000"]
    assert all(used.requested == "140105" for used in found.policies)
    assert all(reason.inherited for reason in option(found, "resume_without_back_pay").reasons)


def test_the_law_of_2027_is_noticed_on_every_payment_after_new_year() -> None:
    before = told("resident 2024-01..2026-12", "resident on 2026-12-31, for 2027")
    after = told("resident 2024-01..2026-12", "resident on 2027-01-01, for 2027")
    assert "law-2027" not in codes(before)
    assert "law-2027" in codes(after)


def test_packs_from_the_cache_answer_like_packs_read_anew(tmp_path: Path) -> None:
    anew, kept = Shelf(shipped_policies(), Cache(tmp_path)), Shelf(shipped_policies(), Cache(tmp_path))
    for region in PLACES:
        made = case("employee 2022-01..2026-06 base=6000", "flexible on 2026-11-22, back pay", region=region)
        assert assess(made, anew.policy_for(region), NOW) == assess(made, kept.policy_for(region), NOW)


# --- steps, assumptions and lapses that are another person's matter ------------------------------------------------

EMPLOYED_TO_AUGUST = "employee 2019-01..2026-08"


def test_a_step_for_who_skipped_the_year_before_is_told_to_nobody_else() -> None:
    insured = planned(EMPLOYED_TO_AUGUST, "resident on 2026-11-25, for 2026", "140100", causes="2026-09 left_job")
    assert not any("上一年没有参保" in step.text.zh for step in insured.steps)
    skipped = planned("resident 2023-01..2024-12", "resident on 2026-11-25, for 2026", "140100")
    assert [step.id for step in skipped.steps if "上一年没有参保" in step.text.zh] == ["ty-resident-again"]
    first = planned("", "resident on 2026-11-25, for 2026", "140100")
    assert [step.id for step in first.steps if "上一年没有参保" in step.text.zh] == ["ty-resident-first"]


def test_what_is_assumed_of_repair_is_told_only_where_years_are_repaired() -> None:
    plan = "resident on 2026-11-20, for 2027"
    without, repairing = (planned("resident 2023-01..2024-12", plan + more) for more in ("", ", repair 1"))
    assert "A10" not in {assumption.id for assumption in without.assumptions}
    assert "A10" in {assumption.id for assumption in repairing.assumptions}


def _with_last_days(region: str) -> Assessment:
    made = case(f"{EMPLOYED_TO_AUGUST} @{region}", region=region, causes="2026-09 left_job")
    law = law_of(region)
    return with_turning_points(made, law, assess(made, law, day("2026-11-25")))


def test_a_last_day_beside_a_step_that_tells_payment_days_says_that_it_may_close_earlier() -> None:
    found = _with_last_days("420100")
    paying = option(found, "person_back_pays")
    assert (paying.verdict, paying.pay_by) == (Verdict.YES, day("2026-11-30"))
    assert conclusion(paying).zh.endswith("最晚11月30日到账，再晚结果就变了。缴费时间以办理步骤为准，可能更早截止。")
    without = option(found, "new_employer_enrols")
    assert without.pay_by == day("2026-11-30")
    assert conclusion(without).zh.endswith("最晚11月30日到账，再晚结果就变了。")


def test_a_window_that_is_not_recorded_has_no_last_day_to_tell() -> None:
    """It may close on any day; 31 December was read out of the insured year."""
    joining = option(_with_last_days("140100"), "join_resident")
    assert joining.pay_by is None
    assert "最晚" not in conclusion(joining).zh


def test_that_a_result_is_a_reference_concerns_only_the_options_of_which_it_is_true() -> None:
    """Shenzhen's own text decides for who leaves one unit and is enrolled by the next."""
    found = told(EMPLOYED_TO_AUGUST, None, "440300", "2026-11-25", causes="2026-09 left_job")
    (warning,) = [each for each in found.warnings if each.code == "reference-only"]
    assert set(warning.concerns) == {each.id for each in found.options if each.reference}
    settled = option(found, "new_employer_enrols")
    assert settled.verdict is Verdict.YES
    assert settled.id not in warning.concerns
    assert option(found, "join_resident").id in warning.concerns


def test_lapses_that_are_neither_closed_nor_paid_are_left_out() -> None:
    paid = "employee 2019-01..2024-04; employee 2024-07; employee 2024-09..2026-02"
    causes = "2024-05 employer; 2024-08 employer; 2026-03 left_job"

    def left(plan: str | None) -> list[str]:
        made = case(paid, plan, causes=causes)
        found = assess(made, law_of("000000"), day("2026-11-25"))
        shown = found.planned or found.options[0]
        return [str(lapse.span.first) for lapse in lapses_left_out(made, found, shown)]

    assert left(None) == ["2024-05", "2024-08"]
    assert left("flexible on 2026-11-25") == ["2024-05", "2024-08"]
    assert left("flexible on 2026-11-25, back pay") == []
