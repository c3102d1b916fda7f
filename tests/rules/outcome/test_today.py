"""Whether treatment is paid today, whatever is done next: a yes and a no need proof, anything else is to be asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.assess import assess
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.policy import CoverRule, GapCostsRule, Policy, SuspensionRule, Validity
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.record.case import Person
from app.rules.record.history import Scheme
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    NOWHERE,
    UNMARKED,
    assessed,
    case,
    day,
    pack,
    policy,
    row,
)

AS_OF = "2026-11-22"


def today(paid: str, *, under: Policy = NOWHERE, as_of: str = AS_OF, **parts: object) -> tuple[str, str | None, str]:
    found = assessed(paid, under=under, as_of=as_of, **parts).today  # type: ignore[arg-type]
    assert (found.scheme is not None) is (found.covered is Verdict.YES)
    assert found.until is None or found.covered is Verdict.YES
    return found.covered.value, found.until and found.until.isoformat(), found.reason.zh


PAID = "2026年11月有缴费记录，也没有在等待期里"
SHORT = "参保时间还短，首次参保有没有等待期要问经办"
SWITCHED = "换了参保的险种不久，要不要等待要问经办"
WAITED = "断缴后的等待期已经过了"
UNKNOWN = "2026年{}月缴没缴还不清楚"
OCTOBER = "2025年10月缴没缴还不清楚"
EMPTY = "缴费记录还是空的，看不出有没有参保"
PARTLY = "记录里只有没有缴足的月份，算不算参保要问经办机构"
RETIRED = "已退休的人够了年限不用再缴费，记录里没有缴费不等于没有待遇，请向经办机构核对"
NEVER = "到现在为止，缴费记录里没有参保过"
SINCE_THEN = "断缴后从{}续上，有没有等待期、等到哪天，当地规定没有收录或取决于到账日，请问经办"


@pytest.mark.parametrize(
    ("paid", "covered", "until", "reason"),
    [
        # Paid this month, and so long in a row that no wait of the country (6 months) or of a year still runs.
        ("employee 2025-10..2026-11", "yes", "2026-12-31", PAID),
        ("employee 2025-11..2026-11", "ask", None, SHORT),
        ("resident 2024-01..2026-12", "yes", "2026-12-31", PAID),
        ("employee 2025-10..2026-11 @140100", "yes", None, PAID),  # the rules of that place end it
        # The months in a row are those under the present scheme: a switch may begin a wait.
        ("resident 2020-01..2025-10; flexible 2025-11..2026-11", "ask", None, SWITCHED),
        ("resident 2020-01..2025-09; flexible 2025-10..2026-11", "yes", "2026-12-31", PAID),
        ("employee 2020-01..2025-09; employee 2025-10 unknown; employee 2025-11..2026-11", "ask", None, OCTOBER),
        # Nobody knows of this month.
        ("employee 2020-01..2026-10; employee 2026-11 unknown", "ask", None, UNKNOWN.format(11)),
        ("employee 2020-01..2026-10; employee 2026-11 in_transit", "ask", None, UNKNOWN.format(11)),
        # Nor of those before it, after which nothing is recorded.
        ("employee 2020-01..2026-08; employee 2026-09..2026-10 unknown", "ask", None, UNKNOWN.format("9月至10")),
        ("employee 2020-01..2026-07; employee 2026-08 unknown", "ask", None, UNKNOWN.format(8)),
        ("employee 2026-01..2026-10 unknown", "ask", None, UNKNOWN.format("1月至10")),
        # Never insured: nothing recorded, nothing but months a unit may owe and pay, cover that has not begun.
        ("", "no", None, NEVER),  # told to be never insured
        ("employee 2026-08..2026-10 partly_paid", "ask", None, PARTLY),
        ("employee 2026-08..2026-10 unpaid", "no", None, NEVER),
        ("resident 2027-01..2027-12", "no", None, NEVER),
        # ... unless months that nobody knows may have been cover.
        ("employee 2026-08 unknown; employee 2026-10 unpaid", "ask", None, "2026年10月起没有缴费"),
    ],
)
def test_what_the_record_alone_proves(paid: str, covered: str, until: str | None, reason: str) -> None:
    assert today(paid) == (covered, until, reason)


def test_an_empty_record_of_which_nothing_is_said_proves_nothing() -> None:
    nothing_said = replace(case(""), person=Person())
    found = assess(nothing_said, NOWHERE, date.fromisoformat(AS_OF)).today
    assert (found.covered, found.until, found.reason.zh) == (Verdict.ASK, None, EMPTY)


@pytest.mark.parametrize(
    ("paid", "as_of", "covered", "until", "reason"),
    [
        # Paid to October: benefits run to the end of November, and only the next month is a lapse.
        ("flexible 2024-01..2026-10", "2026-11-30", "yes", "2026-11-30",
         "2026年11月没有缴费，按规定还能报销到2026年11月30日"),
        ("flexible 2024-01..2026-10", "2026-12-01", "no", None, "断缴后，报销到2026年11月30日为止"),
        ("flexible 2024-01..2026-09", "2026-10-31", "yes", "2026-10-31",
         "2026年10月没有缴费，按规定还能报销到2026年10月31日"),
        ("flexible 2024-01..2026-09", "2026-11-01", "no", None, "断缴后，报销到2026年10月31日为止"),
        # Residents are covered to the end of the year.
        ("resident 2024-01..2025-12", "2025-12-31", "yes", "2025-12-31", "2025年12月有缴费记录，也没有在等待期里"),
        # The month that is due may still be paid, and be covered then.
        ("resident 2024-01..2025-12", "2026-01-01", "ask", None, "2026年1月起没有缴费"),
        ("resident 2024-01..2025-12", "2026-02-01", "no", None, "断缴后，报销到2025年12月31日为止"),
        # A gap before cover that is paid for in advance is a gap today.
        ("flexible 2024-01..2026-09; resident 2027-01..2027-12", "2026-11-22", "no", None,
         "断缴后，报销到2026年10月31日为止"),
        ("employee 2024-01..2026-10; resident 2027-01..2027-12", "2026-11-22", "yes", "2026-11-30",
         "2026年11月没有缴费，按规定还能报销到2026年11月30日"),
    ],
)  # fmt: skip
def test_after_the_last_paid_month_benefits_run_on_as_the_rule_says(
    paid: str, as_of: str, covered: str, until: str | None, reason: str
) -> None:
    assert today(paid, as_of=as_of) == (covered, until, reason)


def test_a_retired_person_pays_nothing_and_the_record_proves_nothing() -> None:
    retired = Person(categories=frozenset({"retired"}))
    assert today("employee 2000-01..2026-10", person=retired) == ("ask", None, RETIRED)


def test_who_did_not_live_through_a_wait_has_nothing_that_runs_on() -> None:
    """First insured in August, or back since August after half a year; unpaid since November."""
    assert today("flexible 2026-08..2026-10") == ("ask", None, SHORT)
    back = "flexible 2024-01..2026-01; flexible 2026-08..2026-10 on=2026-08-05"
    assert today(back) == ("ask", None, "还在断缴后的等待期里，到2027年2月28日为止")


@pytest.mark.parametrize(
    ("as_of", "covered", "until", "reason"),
    [
        # Half a year unpaid, back in September 2025 on a day that is known: a wait to the end of March.
        ("2025-09-20", "no", None, "还在断缴后的等待期里，到2025年9月30日为止"),
        ("2026-03-31", "no", None, "还在断缴后的等待期里，到2026年3月31日为止"),
        ("2026-04-01", "yes", "2026-12-31", WAITED),
        # After a year and a month no wait can run whatever the rules say.
        ("2026-10-31", "yes", "2026-12-31", PAID.replace("11月", "10月")),
    ],
)
def test_after_a_closed_lapse_the_wait_is_told_and_when_it_is_over(
    as_of: str, covered: str, until: str | None, reason: str
) -> None:
    paid = "flexible 2024-01..2025-02; flexible 2025-09..2026-11 on=2025-09-20"
    assert today(paid, as_of=as_of) == (covered, until, reason)


def test_benefits_run_on_after_a_wait_that_is_over() -> None:
    paid = "flexible 2024-01..2025-02; flexible 2025-09..2026-04 on=2025-09-20"
    assert today(paid, as_of="2026-05-20") == (
        "yes", "2026-05-31", "2026年5月没有缴费，按规定还能报销到2026年5月31日",
    )  # fmt: skip
    assert today(paid.replace("2026-04", "2026-03"), as_of="2026-04-20")[0] == "ask", "the wait ended as cover did"


def test_a_short_lapse_leaves_no_wait() -> None:
    """September covers from October on; before that the gap itself is not over."""
    paid = "flexible 2024-01..2026-07; flexible 2026-09..2026-11 on=2026-09-02"
    assert today(paid, as_of="2026-10-01") == ("yes", "2026-12-31", WAITED)
    assert today(paid, as_of="2026-09-30")[0] == "no"


def test_without_the_day_of_credit_only_what_both_days_agree_on_is_told() -> None:
    """Paid on the first or on the last of September: after 30 days covered in October or from the 30th on."""
    by_day = WaitRule(DateRule(Anchor.PAYMENT), Count.CIVIL, days=30)
    under = policy(pack("330000", row("days", CoverRule(Verdict.YES, wait=by_day), resume_as="flexible")), COUNTRY)
    paid = "flexible 2024-01..2026-07; flexible 2026-09..2026-11"
    assert today(paid, under=under) == ("ask", None, SINCE_THEN.format("2026年9月1日"))
    assert today(f"{paid} on=2026-09-30", under=under)[0] == "yes"
    by_month = "flexible 2024-01..2026-01; flexible 2026-09..2026-11"
    assert today(by_month) == ("no", None, "还在断缴后的等待期里，到2027年3月31日为止")


def resumed_under(cover: CoverRule, *more: object, cites: tuple[str, ...] = ("law",)) -> Policy:
    back = row("back", cover, resume_as="flexible", cites=cites)
    return policy(pack("330000", back, *more), COUNTRY)  # type: ignore[arg-type]


BACK = "flexible 2024-01..2026-01; flexible 2026-09..2026-11 on=2026-09-05"
HALF = WaitRule(NEXT_MONTH, Count.CALENDAR, months=6, percent=50)
WARDS = WaitRule(NEXT_MONTH, Count.CALENDAR, months=6, percent=100, services="outpatient")


@pytest.mark.parametrize(
    ("under", "covered", "until", "reason"),
    [
        # Half of the benefits are paid while the wait runs; where only some treatment is, the wait is told.
        (resumed_under(CoverRule(Verdict.YES, wait=HALF)), "yes", "2027-03-31", "在等待期里，按正常待遇的50%报销"),
        (resumed_under(CoverRule(Verdict.YES, wait=WARDS)), "no", None, "还在断缴后的等待期里，到2027年3月31日为止"),
        # No rule, one that asks, one that refuses, or one that does not decide.
        (resumed_under(CoverRule(Verdict.ASK)), "ask", None, SINCE_THEN.format("2026年9月1日")),
        (resumed_under(CoverRule(Verdict.NO)), "ask", None, SINCE_THEN.format("2026年9月1日")),
        (resumed_under(CoverRule(Verdict.YES, NEXT_MONTH), cites=("page",)), "ask", None,
         SINCE_THEN.format("2026年9月1日")),
        # Before cover begins again the gap goes on, and the employer may bear it.
        (resumed_under(CoverRule(Verdict.YES, DateRule(Anchor.PAYMENT, months=6)), row("unit", GapCostsRule(
            Bearer.EMPLOYER), resume_as="flexible")), "ask", None, SINCE_THEN.format("2026年9月1日")),
    ],
)  # fmt: skip
def test_what_the_rule_of_the_resumption_leads_to(under: Policy, covered: str, until: str | None, reason: str) -> None:
    assert today(BACK, under=under) == (covered, until, reason)


def test_an_insured_year_that_is_over_and_paid_on_has_no_wait_left() -> None:
    paid = "resident 2024-01..2024-12; resident 2026-01..2027-12 on=2025-11-20"
    assert today(paid, as_of="2026-03-31") == ("no", None, "还在断缴后的等待期里，到2026年3月31日为止")
    assert today(paid, as_of="2026-04-01") == ("yes", "2027-12-31", WAITED)
    assert today(paid, as_of="2027-01-15") == ("yes", "2027-12-31", WAITED)


def test_a_longer_wait_of_the_place_needs_more_months_in_a_row() -> None:
    long = row("long-first", CoverRule(Verdict.YES, wait=replace(HALF, months=24)), resume_as="employee", moved="yes")
    under = policy(pack("330000", long), COUNTRY)
    assert today("employee 2024-11..2026-11", under=under)[0] == "ask"
    assert today("employee 2024-10..2026-11", under=under)[0] == "yes"
    in_days = replace(long, rule=CoverRule(Verdict.YES, wait=WaitRule(NEXT_MONTH, Count.CIVIL, days=391)))
    days = policy(pack("330000", in_days), COUNTRY)
    assert today("employee 2025-09..2026-11", under=days)[0] == "ask", "391 days are 14 months"
    assert today("employee 2025-08..2026-11", under=days)[0] == "yes"


def test_skipped_years_may_have_made_the_wait_longer() -> None:
    paid = "resident 2020-01..2022-12; resident {}..2026-12"
    assert today(paid.format("2025-09"))[0] == "ask", "more than two years skipped: two months more than a year"
    assert today(paid.format("2025-08"))[0] == "yes"


# --- rules that do not decide --------------------------------------------------------------------------------------

WEB = policy(
    replace(
        COUNTRY,
        rows=tuple(replace(r, cites=("web",)) if isinstance(r.rule, SuspensionRule) else r for r in COUNTRY.rows),
    )
)
INHERITED = policy(pack("330000"), UNMARKED)
SAYS_NOTHING = policy(replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if not isinstance(r.rule, SuspensionRule))))


@pytest.mark.parametrize("under", [WEB, INHERITED], ids=["of a web article", "of the nation"])
@pytest.mark.parametrize(
    ("as_of", "covered", "reason"),
    [
        ("2026-10-31", "ask",
         "2026年10月没有缴费；参考资料说还能报销到2026年10月31日，当地规定没有收录，请问经办"),
        # What does not decide decides neither before its last day nor after it ...
        ("2026-11-01", "ask", "2026年10月起没有缴费"),
        ("2027-09-30", "ask", "2026年10月起没有缴费"),
        # ... but after a year without a payment nothing runs on anywhere.
        ("2027-10-01", "no", "2026年10月起没有缴费"),
    ],
)  # fmt: skip
def test_a_reference_on_the_last_day_answers_neither_yes_nor_no(
    under: Policy, as_of: str, covered: str, reason: str
) -> None:
    assert today("flexible 2024-01..2026-09", under=under, as_of=as_of) == (covered, None, reason)


@pytest.mark.parametrize(("as_of", "covered"), [("2026-11-22", "ask"), ("2027-09-30", "ask"), ("2027-10-01", "no")])
def test_where_no_rule_says_when_benefits_stop_it_is_asked_for_a_year(as_of: str, covered: str) -> None:
    assert today("flexible 2024-01..2026-09", under=SAYS_NOTHING, as_of=as_of) == (
        covered, None, "2026年10月起没有缴费",
    )  # fmt: skip


def test_a_paid_month_without_a_deciding_rule_on_its_end_has_no_last_day() -> None:
    for under in (WEB, INHERITED, SAYS_NOTHING):
        assert today("flexible 2024-01..2026-11", under=under) == ("yes", None, PAID)


def test_past_the_dates_a_pack_claims_no_rule_of_it_answers() -> None:
    over = policy(replace(COUNTRY, claims=Validity(day("2020-01-01"), day("2026-09-30"))))
    assert today("flexible 2024-01..2026-09", under=over, as_of="2026-10-20") == ("ask", None, "2026年10月起没有缴费")
    assert today("flexible 2024-01..2026-08", under=over, as_of="2026-09-20")[0] == "yes"
    (late,) = assessed("flexible 2024-01..2026-09", under=over).lapses
    assert (late.benefits_end, late.reason, late.reference) == (None, None, True)


def test_arrears_beside_cover_interrupt_nothing() -> None:
    paid = "employee 2024-01..2025-08; employee 2026-02..2026-04 unpaid; resident 2025-09..2026-12"
    assert today(paid)[0] == "yes"
    under = policy(pack("330000", row("late", SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=2,
                                                                      align=Align.MONTH_START)))), COUNTRY)  # fmt: skip
    unknown = "employee 2024-01..2026-08; flexible 2026-10 unknown; employee 2026-10 unpaid"
    assert today(unknown, under=under) == ("ask", None, UNKNOWN.format(10))


def test_the_scheme_that_pays_is_named() -> None:
    for paid, scheme in (
        ("resident 2024-01..2026-12", Scheme.RESIDENT),
        ("employee 2024-01..2026-11", Scheme.EMPLOYEE),
        ("flexible 2024-01..2026-10", Scheme.FLEXIBLE),
    ):
        assert assessed(paid).today.scheme is scheme


def test_who_may_draw_unemployment_benefit_is_never_told_a_plain_no() -> None:
    """Its fund pays the contributions (社会保险法 48): only the answer that none is drawn makes it a no."""
    paid, causes = "employee 2020-01..2026-08", "2026-09 left_job"
    asked = today(paid, causes=causes)
    assert asked[0] == "ask"
    assert asked[2].endswith("；在领失业保险金的除外")
    for answer, covered in (("no", "no"), ("unknown", "ask")):
        found = assessed(paid, as_of=AS_OF, causes=causes, answers={"unemployment_benefit:2026-09": answer})
        assert found.today.covered.value == covered
