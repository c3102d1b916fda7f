from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.packs.reading.policy_text import policy_text
from app.packs.reading.sentences import day_said, rule_said
from app.packs.shelf.shelf import Shelf
from app.rules.law.dates import Align, Anchor, DateRule, Roll
from app.rules.law.policy import (
    BackPaymentRule,
    BaseAt,
    ContinuityRule,
    CoverRule,
    Each,
    Extra,
    GapCostsRule,
    PriceRule,
    Rounding,
    Rule,
    SuspensionRule,
)
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Count, Variable, WaitRule


def test_an_official_reads_every_rule_with_its_condition_outcome_and_source(nation: str, city: str, shelve) -> None:
    text = policy_text(Shelf(shelve(nation, city), None).policy_for("140100"), date(2026, 5, 1), "zh")

    assert "太原市（140100）在2026年5月1日有效的规则" in text
    assert "1. 140100/gap_costs/back-paid\n    条件：补缴断缴月份：是；属于新生儿：是或否\n    结果：基金可报" in text
    assert text.index("140100/gap_costs/back-paid") < text.index("000000/gap_costs/self")
    assert "依据：《太原办法》（官方发布或媒体转述，B）" in text
    assert "断缴月数不超过 3" in text
    assert "resident_premium  2026年度 400.00" in text
    assert "rate:flexible  10%" in text
    assert "2026年度 2025年10月1日至2026年2月28日" in text


def test_channels_are_read_with_phone_source_and_dates(nation: str, city: str, shelve) -> None:
    own = """channels:
  - id: site
    kind: site
    name: {zh: 网上大厅, en: net hall}
    what: {zh: 缴费, en: payment}
    address: yb.example
    valid: {from: 2026-05-01}
    cite: [ty-1]
"""
    shelf = Shelf(shelve(nation, city.replace("tables:", own + "tables:")), None)
    text = policy_text(shelf.policy_for("140100"), date(2026, 5, 1), "zh")

    assert "== 办理渠道 ==\n- 网站“网上大厅”  (140100/site)\n    缴费\n    网址 yb.example\n" in text
    assert "    有效：2026年5月1日起\n    依据：《太原办法》" in text.partition("办理渠道")[2]


def test_a_place_that_inherits_says_so(nation: str, city: str, shelve) -> None:
    text = policy_text(Shelf(shelve(nation, city), None).policy_for("140105"), date(2026, 5, 1), "en")

    assert "山西省太原市小店区 has no pack of its own, these are the rules of Taiyuan" in text


def test_a_day_outside_the_claims_is_marked(nation: str, city: str, shelve) -> None:
    text = policy_text(Shelf(shelve(nation, city), None).policy_for("140100"), date(2028, 5, 1), "en")

    assert "the pack does not claim this day (1 January 2025 to 31 December 2026)" in text


def test_a_row_is_shown_only_while_it_holds(nation: str, shelve) -> None:
    policy = Shelf(shelve(nation), None).policy_for("000000")

    assert "000000/cover/long" in policy_text(policy, date(2020, 1, 1), "en")
    assert "000000/cover/long" not in policy_text(policy, date(2019, 12, 31), "en")


@pytest.mark.parametrize(
    ("rule", "chinese"),
    [
        (DateRule(Anchor.PAYMENT, 0, 0, Align.SAME_DAY), "缴费日"),
        (DateRule(Anchor.PAYMENT, 1, 0, Align.MONTH_START), "缴费月的次月1日"),
        (DateRule(Anchor.PAYMENT, 2, 2, Align.MONTH_START), "缴费月后第2个月1日后第2天"),
        (DateRule(Anchor.LAST_PAID, 0, 0, Align.MONTH_END), "最后缴费月最后一天"),
        (DateRule(Anchor.PAYMENT, 0, 60), "缴费日后第60天"),
        (DateRule(Anchor.INSURED_END), "参保年度最后一天"),
        (DateRule(Anchor.FIRST_UNPAID, -1, 0, Align.MONTH_END), "断缴首月前第1个月最后一天"),
        (DateRule(Anchor.LAST_PAID, 3), "最后缴费月末日后3个月的同一天"),
    ],
)
def test_a_day_of_a_rule_is_said_as_people_say_it(rule: DateRule, chinese: str) -> None:
    assert day_said(rule).zh == chinese


@pytest.mark.parametrize("align", Align)
@pytest.mark.parametrize("at", Anchor)
def test_every_day_a_rule_can_write_can_be_said(at: Anchor, align: Align) -> None:
    for months in (-1, 0, 1, 2):
        said = day_said(DateRule(at, months, -3, align, Roll.WORKING_DAY, 1))
        assert said.zh.endswith("（遇休息日顺延到下一个工作日）后第1天")
        assert "{" not in said.zh + said.en


@pytest.mark.parametrize("base_at", BaseAt)
@pytest.mark.parametrize("rounding", Rounding)
@pytest.mark.parametrize("each", Each)
@pytest.mark.parametrize("late_charge", [None, "late_charge_employer"])
def test_every_price_can_be_said(base_at: BaseAt, rounding: Rounding, each: Each, late_charge: str | None) -> None:
    price = PriceRule(
        base=("own", "reference_wage"),
        rate="rate:*",
        payer=Bearer.SELF,
        multiple=Decimal("0.6"),
        base_at=base_at,
        base_round=rounding,
        amount_round=rounding,
        extras=(Extra("major_illness", each),),
        late_charge=late_charge,
    )
    said = rule_said(BackPaymentRule(Verdict.YES, price))

    assert "本人缴费基数（没有则用缴费工资基准〔reference_wage〕）" in said.zh
    assert "先乘 0.6" in said.zh
    assert "{" not in said.zh + said.en


@pytest.mark.parametrize(
    ("rule", "chinese"),
    [
        (SuspensionRule(None), "停止待遇的日子没有定下来"),
        (GapCostsRule(Bearer.FUND), "基金可报"),
        (GapCostsRule(Bearer.FUND, 50), "基金可报，按 50% 支付"),
        (
            ContinuityRule("kept", "credited", "按实际月数"),
            "连续缴费年限接着算；补缴部分记入个人账户；生育待遇：按实际月数",
        ),
        (CoverRule(Verdict.NO), "不能办"),
        (
            CoverRule(Verdict.ASK, until=DateRule(Anchor.INSURED_END), old_scheme_until=DateRule(Anchor.PAYMENT)),
            "要问经办；原来的医保待遇延续到缴费日；待遇到参保年度最后一天止",
        ),
    ],
)
def test_every_outcome_can_be_said(rule: Rule, chinese: str) -> None:
    assert rule_said(rule).zh == chinese


@pytest.mark.parametrize("services", ["all", "outpatient", "inpatient"])
@pytest.mark.parametrize("count", Count)
def test_every_wait_can_be_said(services: str, count: Count) -> None:
    start, variable = DateRule(Anchor.PAYMENT), Variable(1, unsettled=True)
    wait = WaitRule(start, count, 2, variable=variable, percent=50, services=services)

    assert "各处说法不一" in rule_said(CoverRule(Verdict.YES, wait=wait)).zh


def test_a_wait_is_said_with_everything_that_makes_it_longer() -> None:
    wait = WaitRule(DateRule(Anchor.INSURED_START), Count.CALENDAR, 3, variable=Variable(1, 4, 6), percent=50)

    assert rule_said(CoverRule(Verdict.YES, wait=wait)).zh == (
        "可以办；等待3个月（按整月，从参保年度第一天所在月算起）；连续未参保超过 1 年的，每多一年加1个月；"
        "未参保满 4 年的合计不少于6个月；等待期间支付 50%"
    )
