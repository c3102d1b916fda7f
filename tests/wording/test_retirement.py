"""What is said of a person's retirement, at every door the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import CategoryAge, Retirement
from app.rules.record.months import Month
from app.wording.retirement import in_full, in_one_line, years_and_months

FOUND = Retirement(
    statutory_month=Month.of(2031, 10),
    statutory_age_months=61 * 12 + 5,
    required_cumulative=25,
    required_actual=None,
    counted_months=150,
    shortfall_months=150,
    lump_sum=None,
    sources=(),
    actual_months=150,
    local_months=150,
)
OPEN = (CategoryAge("worker", Month.of(2028, 8), 615), CategoryAge("cadre", Month.of(2034, 4), 683))


@pytest.mark.parametrize(("count", "said"), [(1, "1个月"), (11, "11个月"), (12, "1年"), (13, "1年1个月"), (24, "2年")])
def test_months_are_said_in_years_from_twelve_on(count, said):
    assert years_and_months(count).zh == said


def test_the_line_names_the_month_and_what_is_missing():
    assert in_one_line(FOUND).zh == (
        "法定退休：2031年10月（61岁5个月）。职工医保已缴12年6个月，当地要缴满25年；累计还差12年6个月。"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"counted_months": 300, "shortfall_months": 0}, "年限已经够了。"),
        ({"required_cumulative": None, "shortfall_months": None}, "当地退休要缴满几年还没有收录，请问经办机构。"),
        (
            {"required_cumulative": None, "shortfall_months": None, "by_category": OPEN, "years_differ": True},
            "要缴满几年，先看是哪一种岗位。",
        ),
        (
            {"counted_months": 300, "required_local": 15, "shortfall_months": 30},
            "本地缴费还差2年6个月（已有12年6个月）。",
        ),
    ],
    ids=["enough", "not recorded", "category open", "only local months missing"],
)
def test_what_is_missing(changes, said):
    assert said in [line.zh for line in in_full(replace(FOUND, **changes))]


def test_an_open_category_names_both_months():
    first = next(iter(in_full(replace(FOUND, by_category=OPEN))))
    assert "2028年8月" in first.zh
    assert "2034年4月" in first.zh


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"lump_sum": Decimal("5760"), "lump_sum_formula": "8000.00 × 8%", "pays_off": True}, "5,760.00 元"),
        ({"pays_off": True}, "数字还没有收录"),
        ({}, "能不能一次补足"),
    ],
    ids=["priced", "figure lacking", "not recorded"],
)
def test_what_paying_at_once_costs(changes, said):
    last = list(in_full(replace(FOUND, **changes)))[-1]
    assert said in last.zh


def test_a_required_year_that_does_not_decide_is_a_reference():
    said = [line.zh for line in in_full(replace(FOUND, reference=True))]
    assert any("参考" in line for line in said)
    assert not any("参考" in line.zh for line in in_full(FOUND))


def test_what_the_law_allows_stands_before_the_price():
    remedy = Bilingual("可以接着缴。", "may pay on")
    lines = list(in_full(replace(FOUND, remedy=remedy)))
    assert lines.index(remedy) == len(lines) - 2
