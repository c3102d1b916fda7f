"""Months nobody knows: every record they leave possible is worked out, and only what all agree on is stated."""

from __future__ import annotations

import pytest

from app.rules.assess import assess
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.settled_records import settled_records
from app.rules.outcome.turning_points import cover_by, with_turning_points
from tests.rules.places import NOWHERE, assessed, case, codes, day, option, outcome, rules_of


def possible(paid: str) -> list[str]:
    return [record.when.zh for record in settled_records(case(paid))]


@pytest.mark.parametrize(
    ("paid", "records"),
    [
        ("employee 2024-01..2026-08", []),
        ("employee 2024-01..2026-08; employee 2026-09 unpaid", []),
        # Whatever is unknown may be paid or not; so may what is not credited yet.
        ("employee 2024-01..2026-08; employee 2026-09..2026-10 unknown",
         ["2026年9月至10月已缴", "2026年9月至10月未缴"]),
        ("employee 2024-01..2026-08; employee 2026-09 in_transit", ["2026年9月已缴", "2026年9月未缴"]),
        # Two rows stand as they may together.
        ("flexible 2024-01 unknown; flexible 2024-03 unknown",
         ["2024年1月已缴，2024年3月已缴", "2024年1月未缴，2024年3月已缴", "2024年1月已缴，2024年3月未缴",
          "2024年1月未缴，2024年3月未缴"]),
        # A month that another row pays is known, and a row that only moves money says nothing of months.
        ("employee 2024-01..2026-08; employee 2026-08 unknown", []),
        ("employee 2024-01..2026-08; flexible 2026-08..2026-09 unknown", ["2026年8月至9月已缴", "2026年8月至9月未缴"]),
        ("employee 2024-01..2026-08; employee 2026-09 unknown adjustment", []),
        # Rows that begin alike are asked about in one question, and stand alike.
        ("employee 2026-09 unknown; flexible 2026-09..2026-10 unknown",
         ["2026年9月已缴，2026年9月至10月已缴", "2026年9月未缴，2026年9月至10月未缴"]),
    ],
)  # fmt: skip
def test_the_records_that_unknown_months_leave_possible(paid: str, records: list[str]) -> None:
    assert possible(paid) == records


def test_of_many_rows_the_latest_four_stand_alone_too() -> None:
    """All paid, none paid, and each of the last four otherwise than all the rest: ten records, not sixty-four."""
    paid = "; ".join(f"flexible 2024-{month:02} unknown" for month in (1, 3, 5, 7, 9, 11))
    found = possible(paid)
    assert len(found) == len(set(found)) == 10
    assert [sum(part.endswith("未缴") for part in each.split("，")) for each in found] == [0, 1, 1, 1, 1, 6, 5, 5, 5, 5]
    assert not any(each.startswith("2024年1月未缴，2024年3月已缴") for each in found)


def test_a_record_of_unknown_months_alone_decides_nothing_and_asks() -> None:
    """Never insured, nothing waits; paid once, two years and a half are unpaid since, and half a year waits."""
    found = assessed("employee 2024-01 unknown", "flexible on 2026-11-22")
    assert found.planned is not None
    assert (found.planned.verdict, found.planned.benefits_from, found.planned.waiting) == (Verdict.ASK, None, None)
    assert found.planned.if_worst is not None
    assert found.planned.if_worst.benefits_from == day("2027-06-01")
    (asked,) = [missing for missing in found.missing_facts if missing.fact.startswith("month_status")]
    assert (asked.fact, asked.choices) == ("month_status:2024-01", ("paid", "unpaid", "unknown"))
    causes = "2024-01 personal; 2024-02 personal"
    for answer, begins in (("paid", "2027-06-01"), ("unpaid", "2026-12-01")):
        known = {"month_status:2024-01": answer}
        settled = outcome("employee 2024-01 unknown", "flexible on 2026-11-22", answers=known, causes=causes)
        assert (settled.verdict, settled.benefits_from) == (Verdict.YES, day(begins))


def test_a_back_payment_that_may_be_due_has_no_price() -> None:
    paid, plan = (
        "flexible 2024-01..2026-08 base=5000; flexible 2026-09..2026-10 unknown",
        "flexible on 2026-11-22, back pay",
    )
    found = outcome(paid, plan)
    assert found.cost is None
    assert found.if_worst is not None
    assert str(found.if_worst.total) == "800.00"
    for answer, total in (("paid", "0.00"), ("unpaid", "800.00")):
        settled = outcome(paid, plan, answers={"month_status:2026-09": answer})
        assert settled.cost is not None
        assert str(settled.cost.total) == total


def test_what_only_another_record_leads_to_says_under_which() -> None:
    """In the record as it stands nothing lapsed in summer; unpaid, it is four months, and the years begin anew."""
    paid = "flexible 2024-01..2026-06; flexible 2026-07..2026-10 unknown"
    found = outcome(paid, "flexible on 2026-11-22")
    when = {reason.rule.rpartition("/")[2]: reason.when and reason.when.zh for reason in found.reasons}
    assert {"short", "long"} <= rules_of(found)
    assert "断缴月数" in str(when["long"])
    owed = outcome(paid, "flexible on 2026-11-22, back pay")
    when = {reason.rule.rpartition("/")[2]: reason.when and reason.when.zh for reason in owed.reasons}
    assert when["own-long"] == "2026年7月至10月未缴"
    assert owed.verdict is Verdict.ASK


def test_a_lapse_that_may_have_begun_earlier_has_no_last_day_of_benefits() -> None:
    paid = "flexible 2024-01..2026-05; flexible 2026-06 unknown"
    (finding,) = assessed(paid).lapses
    assert (str(finding.lapse.span), finding.benefits_end) == ("2026-07..2026-10", None)
    for answer, ends in (("paid", "2026-07-31"), ("unpaid", "2026-06-30")):
        (settled,) = assessed(paid, answers={"month_status:2026-06": answer}).lapses
        assert settled.benefits_end == day(ends)
    (after,) = assessed("flexible 2024-01..2026-05; flexible 2026-08 unknown; flexible 2026-09..2026-11").lapses
    assert after.benefits_end == day("2026-06-30"), "what follows it does not move its beginning"


def test_no_wait_is_told_after_a_lapse_that_may_have_ended_earlier() -> None:
    paid = "flexible 2024-01..2025-02; flexible 2025-09 unknown; flexible 2025-11..2026-11 on=2025-11-05"
    (resumed,) = [each for each in assessed(paid).resumed if each.since == day("2025-11-01")][:1]
    assert (resumed.cover, resumed.settled) == ((), False)


def test_a_way_open_under_one_record_only_is_that_of_this_record() -> None:
    """Unpaid, the employer owes September and October, and nobody who is employed joins as a resident."""
    paid = "employee 2024-01..2026-08; employee 2026-09..2026-10 unknown"
    found = assessed(paid, causes="2026-09 employer")
    assert [way.id.value for way in found.options] == []
    settled = assessed(paid, causes="2026-09 employer", answers={"month_status:2026-09": "unpaid"})
    assert "employer_back_pays" in [way.id for way in settled.options]


def test_deadlines_hold_under_every_record() -> None:
    """September unknown: paid, three months are unpaid by the end of January; unpaid, by the end of December."""
    told = case("flexible 2024-01..2026-08; flexible 2026-09 unknown")
    found = with_turning_points(told, NOWHERE, assess(told, NOWHERE, day("2026-11-22")))
    way = option(found, "resume_without_back_pay")
    assert (way.verdict, way.benefits_from) == (Verdict.YES, day("2026-12-01"))
    assert way.pay_by == day("2026-12-31")
    assert [str(step.pay_from) for step in way.pay_steps][:3] == ["2026-11-22", "2026-12-01", "2027-01-01"]
    by = {each.option: each.pay_by for each in cover_by(told, NOWHERE, day("2026-11-22"), day("2027-02-01"))}
    assert by["resume_without_back_pay"] == day("2026-12-31")


def test_the_gap_is_nobodys_where_it_may_not_have_been_one() -> None:
    paid = "flexible 2024-01..2026-05; flexible 2026-06 unknown"
    found = outcome(paid, "flexible on 2026-11-22")
    payers = {part.payer for part in found.cover if part.since < day("2026-08-01")}
    assert payers == {Bearer.ASK}
    assert "months-unsettled" in codes(assessed(paid))
