"""The lapse that begins if nobody pays on: until when benefits are paid then, and by when it is kept from beginning."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from app.export.answer_text import answer_text
from app.packs.shelf.shelf import Shelf
from app.rules.assess import assess
from app.rules.law.dates import Anchor, DateRule
from app.rules.law.policy import Policy, SuspensionRule, Validity, Window
from app.rules.outcome.assessment import Assessment, ImpendingLapse
from app.rules.record.case import Case, Cause, Person
from app.system.resources import shipped_policies
from app.wording.outcome import happened, impending
from tests.rules.places import COUNTRY, UNMARKED, assessed, case, codes, day, pack, policy, row, window

TODAY = "2026-11-22"
LEAVING = "flexible on 2026-11-25"


def ahead(paid: str, planned: str | None = None, **parts: object) -> ImpendingLapse | None:
    return assessed(paid, planned, **parts).impending  # type: ignore[arg-type]


def told(found: ImpendingLapse | None) -> tuple[str, str | None, str | None]:
    assert found is not None
    end = found.finding.benefits_end
    return str(found.first), end and end.isoformat(), found.pay_by and found.pay_by.isoformat()


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        # The as-of month is not paid yet: paid within it, nothing lapses.
        ("employee 2026-01..2026-10", ("2026-11", "2026-11-30", "2026-11-30")),
        ("employee 2026-01..2026-11", ("2026-12", "2026-12-31", "2026-12-31")),
        ("flexible 2026-01..2027-02", ("2027-03", "2027-03-31", "2027-03-31")),
        ("employee 2026-01..2026-05; employee 2026-07..2026-10", ("2026-11", "2026-11-30", "2026-11-30")),
        ("employee 2026-01..2026-10; resident 2027-01..2027-12", ("2026-11", "2026-11-30", "2026-11-30")),
        # A resident year ends with the year, and the next one is paid within its window.
        ("resident 2026-01..2026-12", ("2027-01", "2026-12-31", "2026-12-31")),
    ],
)
def test_the_first_unpaid_month_tells_until_when_benefits_are_paid_and_by_when_to_pay(
    paid: str, expected: tuple[str, str | None, str | None]
) -> None:
    assert told(ahead(paid)) == expected


@pytest.mark.parametrize(
    "paid",
    [
        "",
        "employee 2026-01..2026-09",  # lapsed already
        "employee 2026-01..2026-10; employee 2026-11 unpaid",
        "employee 2026-01..2026-10; employee 2026-11 in_transit",
        "employee 2026-01..2026-10; employee 2026-11 unknown",
        "employee 2026-01..2026-09; employee 2026-10 unknown",
    ],
)
def test_nothing_is_impending_where_a_lapse_is_open_or_nobody_knows(paid: str) -> None:
    found = assessed(paid)
    assert found.impending is None
    assert impending(found).zh == ""


def test_nothing_is_due_from_a_retired_person() -> None:
    assert ahead("employee 2026-01..2026-10", person=Person(categories=frozenset({"retired"}))) is None


@pytest.mark.parametrize(
    ("planned", "causes", "expected"),
    [
        (None, "", Cause.UNKNOWN),
        (LEAVING, "", Cause.LEFT_JOB),
        ("employee on 2026-11-25", "", Cause.UNKNOWN),
        (LEAVING, "2026-11 transfer", Cause.TRANSFER),
        (None, "2026-11 left_job", Cause.LEFT_JOB),
    ],
)
def test_who_goes_on_alone_has_left_the_unit_unless_another_cause_is_given(
    planned: str | None, causes: str, expected: Cause
) -> None:
    found = assessed("employee 2026-01..2026-10", planned, causes=causes)
    assert found.impending is not None
    assert found.impending.finding.lapse.cause is expected
    assert "cause-of-no-lapse" not in codes(found)


def test_a_cause_of_another_month_is_still_said_to_be_unused() -> None:
    assert "cause-of-no-lapse" in codes(assessed("employee 2026-01..2026-10", causes="2026-10 left_job"))


def test_the_cause_picks_the_rule_on_the_last_day() -> None:
    at_once = row("at-once", SuspensionRule(DateRule(Anchor.FIRST_UNPAID)), cause="left_job", scheme_before="employee")
    local = policy(pack("330000", at_once), COUNTRY)
    leaving = ahead("employee 2026-01..2026-10", LEAVING, under=local)
    assert told(leaving)[1] == "2026-10-31"
    assert leaving is not None
    assert not leaving.finding.reference
    staying = ahead("employee 2026-01..2026-10", under=local)
    assert told(staying)[1] is None  # left the job or not: two rows may answer, and they differ


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("2026-09-01", "2026-12-20", "2026-12-20"),
        ("2026-09-01", "2027-02-28", "2026-12-31"),  # later in the window benefits have stopped
        ("2026-09-01", "2026-11-22", "2026-11-22"),
        ("2026-09-01", "2026-11-21", None),  # over
    ],
)
def test_residents_pay_within_the_window_and_before_the_year_begins(
    opens: str, closes: str, expected: str | None
) -> None:
    local = policy(pack("330000", windows=(window(opens, closes),)), COUNTRY)
    found = ahead("resident 2026-01..2026-12", under=local)
    assert told(found)[2] == expected


@pytest.mark.parametrize(
    ("under", "why"),
    [
        (policy(replace(COUNTRY, windows=())), "no window is recorded"),
        (policy(pack("330000"), UNMARKED), "the nation's window is not known to hold in the province"),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_without_a_window_that_holds_in_the_place_residents_are_told_no_last_day(under: Policy, why: str) -> None:
    assert told(ahead("resident 2026-01..2026-12", under=under)) == ("2027-01", "2026-12-31", None), why


def test_past_the_dates_a_pack_claims_no_day_is_told() -> None:
    local = policy(pack("330000", claims=Validity(day("2020-01-01"), day("2026-11-30"))), COUNTRY)
    assert told(ahead("employee 2026-01..2026-11", under=local)) == ("2026-12", None, None)
    assert told(ahead("employee 2026-01..2026-10", under=local))[1] == "2026-11-30"


# --- the sentence --------------------------------------------------------------------------------------------------


@cache
def shelf() -> Shelf:
    return Shelf(shipped_policies(), None)


def at(region: str, paid: str, planned: str | None = LEAVING) -> Assessment:
    place = "; ".join(f"{part.strip()} @{region}" for part in paid.split(";"))
    return assess(case(place, planned, region=region), shelf().policy_for(region), day(TODAY))


ALONE = "要避免断缴：11月的医保费由新单位缴，或者自己按灵活就业缴，最晚11月30日到账。收费可能更早截止，别等到最后一天。"
NOT_YET = "到现在还没有断缴，11月的医保费还没有记录。"
PAID_TO_THE_30TH = "2026年11月没有缴费，按规定还能报销到2026年11月30日"
NOT_PAID = "2026年11月起没有缴费"
"""Where benefits stop at once: the month that is due may still be paid, and then be covered."""
ENDED_REFERENCE = "11月要是一直不缴，报销待遇只到2026年10月31日为止（参考）；"


@pytest.mark.parametrize(
    ("region", "today", "until"),
    [
        # Shanghai: an official rule, the month after. Zhengzhou: the month itself, the plan covers it from its 1st.
        ("310000", PAID_TO_THE_30TH, "不接着缴的话，报销待遇到2026年11月30日为止。"),
        ("410100", NOT_PAID, "11月要是一直不缴，报销待遇只到2026年10月31日为止；按打算缴上了，中间就不断。"),
        # Chongqing and Taiyuan have no rule of their own on it: what the web tells is a reference, read on the safe
        # side ("from the next month" may be the one after the last paid one).
        ("500000", NOT_PAID, f"{ENDED_REFERENCE}缴上以前看病能不能报，请问经办机构。"),
        ("140100", NOT_PAID, f"{ENDED_REFERENCE}缴上以前看病能不能报，请问经办机构。"),
    ],
)
def test_who_has_just_left_a_job_is_told_until_when_and_what_to_do(region: str, today: str, until: str) -> None:
    found = at(region, "employee 2022-01..2026-10")
    assert found.today.reason.zh == today
    assert happened(found).zh == NOT_YET + until + ALONE
    assert happened(found).zh in answer_text(Case(region), found, "zh")
    assert happened(found).en in answer_text(Case(region), found, "en")


def test_a_month_that_stops_at_once_and_is_not_settled_by_the_plan_is_asked_about() -> None:
    found = at("120000", "flexible 2022-01..2026-10", None)
    assert happened(found).zh == (
        f"{NOT_YET}11月要是一直不缴，报销待遇只到2026年10月31日为止；缴上以前看病能不能报，请问经办机构。"
        "要避免断缴：11月的医保费最晚11月30日到账。收费可能更早截止，别等到最后一天。"
    )
    assert "ask the office whether treatment before the payment is paid" in happened(found).en


def test_with_the_month_paid_cover_is_in_order_and_the_next_one_is_due() -> None:
    said = happened(at("310000", "employee 2022-01..2026-11")).zh
    assert said.startswith("缴费记录里没有发现断缴。不接着缴的话，报销待遇到2026年12月31日为止。要避免断缴：12月的")


def test_where_no_rule_says_the_office_is_to_be_asked() -> None:
    nothing = policy(replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.id not in ("next-month", "year-end"))))
    said = impending(assessed("employee 2022-01..2026-10", LEAVING, under=nothing)).zh
    assert said == f"不接着缴的话，报销待遇到哪天为止，当地规定没有收录，请问经办机构。{ALONE}"


@pytest.mark.parametrize(
    ("windows", "said"),
    [
        ((), "2027年度的居民医保费要在集中参保缴费期内缴，从哪天到哪天请问经办机构。"),
        (
            (window("2026-09-01", "2026-12-20"),),
            "2027年度的居民医保费最晚12月20日缴。收费可能更早截止，别等到最后一天。",
        ),
    ],
)
def test_residents_are_told_of_the_window(windows: tuple[Window, ...], said: str) -> None:
    local = policy(pack("330000", windows=windows), replace(COUNTRY, windows=()))
    found = assessed("resident 2026-01..2026-12", under=local)
    assert impending(found).zh == f"不接着缴的话，报销待遇到2026年12月31日为止。要避免断缴：{said}"


def test_past_the_claims_the_day_to_pay_is_asked_too() -> None:
    local = policy(pack("330000", claims=Validity(day("2020-01-01"), day("2026-11-30"))), COUNTRY)
    said = impending(assessed("employee 2026-01..2026-11", under=local)).zh
    assert said.endswith("要避免断缴：12月的医保费最晚哪天缴，请问经办机构。")


def test_after_a_closed_lapse_it_is_told_only_where_the_plan_is_to_go_on() -> None:
    paid = "employee 2026-01..2026-05; employee 2026-07..2026-10"
    assert impending(assessed(paid)).zh == ""
    assert impending(assessed(paid, "employee on 2026-11-25, back pay")).zh == ""
    going_on = assessed(paid, LEAVING)
    assert impending(going_on).zh.endswith(ALONE)
    assert happened(going_on).zh.endswith(impending(going_on).zh)
    assert impending(going_on).zh in answer_text(Case("000000"), going_on, "zh")


def test_nobody_is_told_not_to_wait_for_the_last_day_on_it() -> None:
    found = at("120000", "flexible 2022-01..2026-10", None)
    last = assess(
        case("flexible 2022-01..2026-10 @120000", region="120000"), shelf().policy_for("120000"), day("2026-11-30")
    )
    assert "别等到最后一天" in impending(found).zh
    assert "别等" not in impending(last).zh
    assert "就是今天；今天收费的窗口可能已经关了，先打 12366 问。" in impending(last).zh
