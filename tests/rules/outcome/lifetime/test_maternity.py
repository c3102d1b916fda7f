"""The maternity allowance of an option: months at the border, months that may count, rules that do not decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.policy import MaternityRule
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.bills import allowance_of
from app.rules.record.case import Event, Treatment
from app.rules.record.history import Scheme
from tests.rules.places import COUNTRY, outcome, pack, policy

RULE = MaternityRule(
    frozenset({Scheme.EMPLOYEE}), 9, True, Verdict.YES, Bearer.EMPLOYER, Bilingual("满9个月", "nine months"), ("law",)
)


def place(rule=RULE):
    return policy(pack("330000", maternity=(rule,)), COUNTRY)


def found(paid, planned, rule=RULE, causes=""):
    return outcome(paid, planned, under=place(rule), as_of="2026-09-10", causes=causes).maternity


@pytest.mark.parametrize(
    ("first", "verdict", "counted", "payer"),
    [("2026-01", Verdict.YES, 9, Bearer.FUND), ("2026-02", Verdict.NO, 8, Bearer.EMPLOYER)],
)
def test_the_ninth_month_is_enough_and_the_eighth_is_not(first, verdict, counted, payer):
    got = found(f"employee {first}..2026-08", "employee on 2026-09-10")
    assert (got.verdict, got.months_counted, got.allowance) == (verdict, counted, payer)


def test_what_is_short_is_reached_when_payment_goes_on():
    got = found("employee 2026-02..2026-08", "employee on 2026-09-10")
    assert got.since == date(2026, 11, 1)  # the ninth month is October


def test_a_lapse_that_is_not_paid_begins_the_count_anew():
    got = found("employee 2025-01..2026-05", "employee on 2026-09-10", causes="2026-06 left_job")
    assert (got.verdict, got.months_counted) == (Verdict.NO, 1)


@pytest.mark.parametrize(
    ("back_paid", "verdict", "counted"),
    [(Verdict.YES, Verdict.YES, 9), (Verdict.ASK, Verdict.ASK, None), (Verdict.NO, Verdict.ASK, None)],
)
def test_months_paid_later_count_where_the_text_says_so(back_paid, verdict, counted):
    got = found(
        "employee 2026-01..2026-05",
        "employee on 2026-09-10, back pay",
        replace(RULE, back_paid=back_paid),
        "2026-06 employer",
    )
    assert (got.verdict, got.months_counted) == (verdict, counted)


def test_all_months_count_where_none_need_be_in_a_row():
    got = found(
        "employee 2020-01..2020-08", "employee on 2026-09-10", replace(RULE, in_a_row=False), "2020-09 left_job"
    )
    assert (got.verdict, got.months_counted) == (Verdict.YES, 9)


def test_unknown_months_leave_the_count_open():
    got = found(
        "employee 2025-01..2026-02; employee 2026-03 unknown; employee 2026-04..2026-08", "employee on 2026-09-10"
    )
    assert (got.verdict, got.months_counted, got.allowance) == (Verdict.ASK, None, Bearer.ASK)


def test_another_scheme_has_no_such_rule():
    assert found("flexible 2025-01..2026-08", "flexible on 2026-09-10") is None


def test_a_rule_of_the_province_is_a_reference_in_its_cities():
    under = policy(pack("330100"), pack("330000", maternity=(RULE,)), COUNTRY)
    way = outcome(
        "employee 2025-01..2026-08", "employee on 2026-09-10", under=under, as_of="2026-09-10", region="330100"
    )
    got = way.maternity
    assert (got.verdict, got.allowance, got.reference, got.months_counted) == (Verdict.ASK, Bearer.ASK, True, 21)


@pytest.mark.parametrize(
    ("born", "payer"),
    [("2026-10-31", Bearer.EMPLOYER), ("2026-11-01", Bearer.FUND), ("2026-09-09", Bearer.ASK)],
)
def test_a_birth_is_paid_by_the_day_it_comes(born, payer):
    way = outcome("employee 2026-02..2026-08", "employee on 2026-09-10", under=place(), as_of="2026-09-10")
    assert allowance_of(Event(Treatment.BIRTH, date.fromisoformat(born)), way) is payer
