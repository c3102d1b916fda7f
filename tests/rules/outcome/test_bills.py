"""Who bears the bill of one stay in hospital or one birth, on the days where the answer turns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import BackPaymentRule
from app.rules.law.terms import Bearer, Grade, Matter, Source, Verdict
from app.rules.outcome.assessment import Disagreement, Option, OptionId
from app.rules.outcome.bills import TreatmentBill, bill_of, other_ways
from app.rules.outcome.options import planned_proposal
from app.rules.outcome.situation import Situation
from app.rules.record.case import Case, Decision, Event, Treatment
from app.wording.office_and_bills import bill_sentences
from tests.rules.places import COUNTRY, NOWHERE, OWN_PRICE, case, day, option, pack, policy, row

FLEXIBLE = "flexible 2024-01..2026-06 base=5000"
RESUMED = "flexible on 2026-11-22"
# The pack: benefits until 2026-07-31, the gap to 2026-11-30, a wait to 2027-05-31, benefits again from 2027-06-01.


def stay(since: str, until: str | None) -> Event:
    return Event(Treatment.STAY, day(since), day(until) if until else None)


def billed(
    event: Event, paid: str = FLEXIBLE, planned: str = RESUMED, under: object = NOWHERE, **parts: object
) -> TreatmentBill:
    made, found = answered(paid, planned, under, **parts)
    assert found.planned is not None
    return bill_of(event, found.planned, made, found)


def answered(paid: str, planned: str, under: object, **parts: object):  # type: ignore[no-untyped-def]
    made = replace(case(paid, planned), **parts)  # type: ignore[arg-type]
    return made, assess(made, under, day("2026-11-22"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-05-01", "2026-06-30", ["2026-05-01..2026-06-30 fund 100"]),  # before the lapse, by the record
        ("2026-06-30", "2026-07-31", ["2026-06-30..2026-07-31 fund 100"]),  # benefits ran on for a month
        ("2026-07-31", "2026-08-01", ["2026-07-31..2026-07-31 fund 100", "2026-08-01..2026-08-01 self 0"]),
        ("2026-08-01", "2026-11-30", ["2026-08-01..2026-11-30 self 0"]),
        ("2026-11-30", "2026-12-01", ["2026-11-30..2026-12-01 self 0"]),  # gap and wait mean the same to a person
        ("2027-05-31", "2027-06-01", ["2027-05-31..2027-05-31 self 0", "2027-06-01..2027-06-01 fund 100"]),
        ("2026-11-20", None, ["2026-11-20..2026-11-22 self 0"]),  # goes on: told up to the as-of day
        ("2026-12-24", None, ["2026-12-24..2026-12-24 self 0"]),  # has not begun: its first day
    ],
)
def test_a_stay_is_answered_day_by_day(since: str, until: str | None, days: list[str]) -> None:
    bill = billed(stay(since, until))
    assert [f"{each.since}..{each.until} {each.bearer} {each.percent}" for each in bill.days] == days
    assert bill.bearer is (bill.days[0].bearer if len(days) == 1 else Bearer.ASK)
    assert (bill.question is None) == (len(days) == 1)


def test_what_stands_behind_a_day_is_the_reason_of_its_matter() -> None:
    assert [reason.matter for reason in billed(stay("2026-07-10", "2026-07-12")).reasons] == [Matter.SUSPENSION]
    assert [reason.matter for reason in billed(stay("2026-08-10", "2026-08-12")).reasons] == [Matter.GAP_COSTS]
    assert [reason.matter for reason in billed(stay("2027-01-10", "2027-01-12")).reasons] == [Matter.COVER]
    assert billed(stay("2026-05-10", "2026-05-12")).reasons == ()


EMPLOYED = "employee 2024-01..2026-08 base=5000"


def paid_back(**parts: object) -> tuple[Case, object]:
    under = policy(pack("330000", row("may", BackPaymentRule(Verdict.YES, OWN_PRICE), back_pay=True)), COUNTRY)
    return answered(EMPLOYED, "employee on 2026-11-22, back pay", under, **parts)  # type: ignore[return-value]


def test_the_fund_pays_afterwards_for_what_the_employer_pays_back() -> None:
    causes = case(EMPLOYED, causes="2026-09 employer").causes
    made, found = paid_back(causes=causes)
    bill = bill_of(stay("2026-10-08", "2026-10-15"), found.planned, made, found)  # type: ignore[attr-defined]
    assert (bill.bearer, bill.percent, bill.afterwards) == (Bearer.FUND, 100, True)
    others = other_ways(bill, found.planned, made, found)  # type: ignore[attr-defined]
    assert {other.id: its.bearer for other, its in others} == {OptionId.RESUME_WITHOUT_BACK_PAY: Bearer.SELF}


def test_a_decision_of_the_office_reaches_the_bill() -> None:
    bill = billed(stay("2026-08-10", "2026-08-12"), decisions=(Decision("特批", gap_costs="fund"),))
    assert (bill.bearer, bill.afterwards) == (Bearer.FUND, False)
    assert "特批" in bill.reasons[0].text.zh


def test_a_bill_that_rests_on_what_does_not_decide_is_a_reference() -> None:
    rows = (replace(each, cites=("web",)) if each.matter is Matter.SUSPENSION else each for each in COUNTRY.rows)
    weak = policy(replace(COUNTRY, rows=tuple(rows)))
    assert not billed(stay("2026-07-10", "2026-07-12")).reference
    bill = billed(stay("2026-07-10", "2026-07-12"), under=weak)
    assert (bill.bearer, bill.reference) == (Bearer.FUND, True)


def test_days_after_an_older_lapse_are_not_certain() -> None:
    twice = "flexible 2023-01..2023-06 base=5000; flexible 2023-09..2026-06 base=5000"
    bill = billed(stay("2026-05-01", "2026-05-03"), paid=twice)
    assert (bill.bearer, bill.days[0].matters) == (Bearer.ASK, ())
    assert billed(stay("2023-05-01", "2023-05-03"), paid=twice).bearer is Bearer.FUND
    assert billed(stay("2023-08-01", "2023-08-03"), paid=twice).bearer is Bearer.ASK


def test_a_birth_is_always_for_the_office_and_is_asked_about() -> None:
    bill = billed(Event(Treatment.BIRTH, day("2026-08-10")))
    assert (bill.bearer, bill.days, bill.reasons) == (Bearer.ASK, (), ())
    assert bill.question is not None
    assert "2026年8月10日生育" in bill.question.text.zh


def test_without_a_picture_of_cover_nobody_is_named() -> None:
    made, found = answered(FLEXIBLE, RESUMED, NOWHERE)
    bare: Option = replace(found.planned, cover=(), questions=())
    bill = bill_of(stay("2026-08-10", "2026-08-12"), bare, made, found)
    assert bill.bearer is Bearer.ASK
    assert bill.question is not None


def test_a_hole_in_the_picture_of_cover_is_asked_about() -> None:
    made, found = answered(FLEXIBLE, RESUMED, NOWHERE)
    later: Option = replace(found.planned, cover=found.planned.cover[1:])
    bill = bill_of(stay("2026-07-30", "2026-08-02"), later, made, found)
    assert [each.bearer for each in bill.days] == [Bearer.ASK, Bearer.SELF]


def test_services_that_are_no_stay_are_left_out() -> None:
    made, found = answered(FLEXIBLE, RESUMED, NOWHERE)
    cover = tuple(replace(segment, services="outpatient") for segment in found.planned.cover)
    bill = bill_of(stay("2026-08-10", "2026-08-12"), replace(found.planned, cover=cover), made, found)
    assert bill.bearer is Bearer.ASK


def test_without_a_lapse_the_record_answers() -> None:
    made, found = answered("flexible 2024-01..2026-10 base=5000", RESUMED, NOWHERE)
    planned = found.planned
    assert planned.lapse is None
    resumed = planned_proposal(made, NOWHERE, made.plan)
    assert Situation(made, NOWHERE, resumed).suspension is None
    bill = bill_of(stay("2026-10-20", "2026-11-02"), planned, made, found)
    assert [each.bearer for each in bill.days] == [Bearer.FUND, Bearer.ASK]


def test_the_option_itself_is_found_again_in_the_comparison() -> None:
    made, found = answered(FLEXIBLE, RESUMED, NOWHERE)
    shown = option(found, OptionId.RESUME_WITHOUT_BACK_PAY)
    bill = bill_of(stay("2026-08-10", "2026-08-12"), shown, made, found)
    assert shown.id not in {other.id for other, _ in other_ways(bill, shown, made, found)}


def test_two_ways_that_differ_on_some_days_only_are_told_apart() -> None:
    """A stay that runs into the gap: the whole bill is for the office both ways, yet its days are borne otherwise."""
    causes = case(EMPLOYED, causes="2026-09 employer").causes
    made, found = paid_back(causes=causes)
    bill = bill_of(stay("2026-09-10", "2026-10-25"), found.planned, made, found)  # type: ignore[attr-defined]
    assert (bill.bearer, len(bill.days)) == (Bearer.ASK, 2)
    others = other_ways(bill, found.planned, made, found)  # type: ignore[attr-defined]
    assert [other.id for other, _ in others] == [OptionId.RESUME_WITHOUT_BACK_PAY]
    said = " ".join(each.zh for each in bill_sentences(bill.event, found.planned, made, found))  # type: ignore[attr-defined]
    assert "也是一样" not in said
    assert "续职工医保”：2026年10月1日至10月25日自己承担，医保不报" in said


def test_a_way_that_changes_no_day_is_said_to_be_the_same() -> None:
    made, found = paid_back()
    event = stay("2026-09-10", "2026-09-12")
    assert other_ways(bill_of(event, found.planned, made, found), found.planned, made, found) == ()  # type: ignore[attr-defined]
    said = " ".join(each.zh for each in bill_sentences(event, found.planned, made, found))  # type: ignore[attr-defined]
    assert "也是一样" in said


def test_days_borne_differently_are_a_reference_where_they_rest_on_what_does_not_decide() -> None:
    rows = (replace(each, cites=("web",)) if each.matter is Matter.SUSPENSION else each for each in COUNTRY.rows)
    made, found = answered(FLEXIBLE, RESUMED, policy(replace(COUNTRY, rows=tuple(rows))))
    event = stay("2026-07-30", "2026-08-02")
    assert "参考" in bill_sentences(event, found.planned, made, found)[0].zh
    sure, certain = answered(FLEXIBLE, RESUMED, NOWHERE)
    assert "参考" not in bill_sentences(event, certain.planned, sure, certain)[0].zh


def test_costs_that_texts_disagree_about_are_a_reference_until_the_office_decides() -> None:
    web = Source("w", "某文", "", "", "", "", Grade.WEB)
    made, found = answered(FLEXIBLE, RESUMED, NOWHERE)
    disputed = replace(found.planned, disagreements=(Disagreement(Matter.GAP_COSTS, Bilingual("另说", "else"), web),))
    event = stay("2026-08-10", "2026-08-12")
    assert not bill_of(event, found.planned, made, found).reference
    assert bill_of(event, disputed, made, found).reference
    assert not bill_of(event, replace(disputed, decided_by_office=("gap_costs",)), made, found).reference
