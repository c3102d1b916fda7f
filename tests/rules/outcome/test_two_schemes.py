"""Where two schemes meet: months paid twice, a year paid ahead, months of the fund, months owed beside cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Adoption, RefundRule, Validity
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import Beside, OptionId
from app.rules.outcome.bills import bill_of
from app.rules.record.case import Event, Treatment
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from tests.rules.places import COUNTRY, assessed, case, option, pack, policy, span

RULE = RefundRule(Verdict.NO, Bilingual("年度前可退", "refunded before the year"), ("law",))
TWO_YEARS = "resident 2026-01..2027-12; employee 2026-11..2026-12"


def place(rule=RULE):
    return policy(pack("330000", refunds=(rule,) if rule else ()), COUNTRY)


def meetings(paid, as_of="2026-12-31", under=None, planned=None, **told):
    return assessed(paid, planned, under=under or place(), as_of=as_of, **told).two_schemes


@pytest.mark.parametrize(
    ("as_of", "how", "refund", "until"),
    [
        ("2026-12-31", Beside.AHEAD, Verdict.YES, date(2026, 12, 31)),
        ("2027-01-01", Beside.TWICE, Verdict.NO, None),
    ],
)
def test_a_year_paid_ahead_is_refunded_until_the_day_before_it_begins(as_of, how, refund, until):
    paid = "resident 2027-01..2027-12; employee 2026-11..2027-01"
    (found,) = meetings(paid, as_of)
    assert (found.how, found.year, found.refund, found.refund_by) == (how, 2027, refund, until)
    assert found.schemes == (Scheme.RESIDENT, Scheme.EMPLOYEE)


def test_each_year_has_its_own_answer_and_months_paid_once_are_none():
    year, ahead = meetings(TWO_YEARS)
    assert (year.span, year.refund) == (span("2026-11..2026-12"), Verdict.NO)
    assert (ahead.span, ahead.refund) == (span("2027-01..2027-12"), Verdict.YES)
    assert meetings("resident 2026-01..2026-10; employee 2026-11..2026-12") == ()


def test_a_year_that_is_over_is_not_asked_about_again():
    assert meetings("resident 2024-01..2024-12; employee 2024-06..2026-12") == ()


def test_an_employment_that_is_planned_meets_the_resident_year_too():
    (found,) = meetings("resident 2026-01..2026-12", "2026-09-01", planned="employee on 2026-09-10")
    assert (found.how, found.span, found.refund) == (Beside.TWICE, span("2026-09..2026-12"), Verdict.NO)
    assert meetings("resident 2026-01..2026-12", "2026-09-01") == ()


@pytest.mark.parametrize(
    "rule", [None, replace(RULE, cites=("page",)), replace(RULE, valid=Validity(None, date(2025, 1, 1)))]
)
def test_without_a_rule_that_decides_the_office_is_asked(rule):
    told = assessed(TWO_YEARS, under=place(rule), as_of="2026-12-31")
    assert [(each.refund, each.refund_by) for each in told.two_schemes] == [(Verdict.ASK, None)] * 2
    texts = [warning.text.zh for warning in told.warnings if warning.code.startswith("two-schemes")]
    assert all("能不能退" in text for text in texts)


def test_a_rule_above_the_place_decides_where_a_text_makes_it_bind():
    mark = Adoption("all", frozenset({"330000/refund/residents"}), Bilingual("", ""), ("law",), Validity())
    for binding, refund in (((), Verdict.ASK), ((mark,), Verdict.YES)):
        under = policy(pack("330100"), pack("330000", refunds=(RULE,), binding=binding), COUNTRY)
        assert meetings("resident 2027-01..2027-12; employee 2026-11..2026-12", under=under)[0].refund is refund


def test_a_refund_without_an_end_names_no_day():
    (_, ahead) = meetings(TWO_YEARS, under=place(replace(RULE, afterwards=Verdict.YES)))
    assert (ahead.refund, ahead.refund_by) == (Verdict.YES, None)


def test_months_of_the_unemployment_fund_are_no_lapse_and_what_follows_is_told():
    told = assessed("employee 2025-01..2026-05; employee 2026-06..2026-11 unemployment_fund", as_of="2026-12-10")
    (found,) = told.two_schemes
    assert (found.how, found.span, found.then) == (Beside.FUND, span("2026-06..2026-11"), Month.of(2026, 12))
    assert told.lapses == ()
    assert any("2026年12月起要接着缴" in warning.text.zh for warning in told.warnings)
    paid_on = "employee 2026-06..2026-11 unemployment_fund; flexible 2026-12"
    assert meetings(paid_on, "2026-12-10") == ()


OWED = "employee 2025-01..2026-05; resident 2026-06..2026-12; employee 2026-06..2026-11 unpaid"


def test_months_owed_beside_resident_cover_are_told_and_a_stay_then_is_the_residents():
    event = Event(Treatment.STAY, date(2026, 8, 3), date(2026, 8, 10))
    made = replace(case(OWED, causes="2026-06 employer"), events=(event,))
    told = assess(made, place(), date(2026, 12, 10))
    (found,) = told.two_schemes
    assert (found.how, found.span) == (Beside.OWED, span("2026-06..2026-11"))
    bill = bill_of(event, option(told, OptionId.EMPLOYER_BACK_PAYS), made, told)
    assert (bill.bearer, bill.percent) == (Bearer.FUND, 100)
    assert "本来能多报的部分由谁出" in bill.question.text.zh


def test_a_stay_that_reaches_beyond_the_owed_months_is_asked_about_as_before():
    event = Event(Treatment.STAY, date(2026, 11, 28), date(2026, 12, 3))
    made = case(OWED, causes="2026-06 employer")
    told = assess(made, place(), date(2026, 12, 10))
    bill = bill_of(event, option(told, OptionId.EMPLOYER_BACK_PAYS), made, told)
    assert bill.bearer is Bearer.ASK
