"""Fixtures with small sound policy packs, which tests change where they need a bad one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

NATION = """\
format: xubaotong.policy/1
code: "000000"
name: {zh: 全国, en: National}
version: "2026.1"
claims: {from: 2025-01-01, until: 2027-12-31}
standing: {zh: 官方文件, en: official}
contact: {zh: 拨打 12393, en: call 12393}
sources:
  law:
    title: 社会保险法
    grade: A
    in_force: {from: 2011-07-01}
  web-a: {title: 网文甲, grade: web}
groups: {exempt: [newborn]}
measures:
  unpaid: {title: {zh: 断缴月数, en: unpaid months}, counted: unpaid_months}
assumptions: {A1: {zh: 按月计, en: counted in months}}
parameters:
  resident_premium: [{year: 2026, amount: "400.00", cite: [law]}]
  base_low: [{amount: "1000.00", cite: [law]}]
  base_high: [{amount: "90000.00", cite: [law]}]
  late_charge: [{amount: "0.0005", cite: [law]}]
  "rate:flexible": [{amount: "10%", cite: [law]}]
windows: [{year: 2026, opens: 2025-10-01, closes: 2026-02-28, cite: [law]}]
tables:
  suspension:
    - id: next-month
      then: {stops: {at: first_unpaid, align: month_start}}
      says: {zh: 断缴当月起停, en: stops with the month}
      cite: [law]
  back_payment:
    - id: any
      then: {verdict: yes, price: {base: [own], rate: "rate:flexible", payer: self, late_charge: late_charge}}
      says: {zh: 可以补缴, en: may be paid}
      cite: [law]
  premium:
    - id: own-share
      then: {parts: [resident_premium], repair: resident_premium}
      says: {zh: 按年缴费, en: by the year}
      cite: [law]
  cover:
    - id: short
      when: {unpaid: "<=3", resume_as: [employee, flexible]}
      then: {verdict: yes, start: {at: payment, months: 1, align: month_start}}
      says: {zh: 三个月内无等待, en: no wait up to three months}
      cite: [law]
      assumes: [A1]
    - id: long
      when: {unpaid: ">3", resume_as: [employee, flexible]}
      then: {verdict: yes, wait: {months: 6, start: {at: payment}, count: civil}}
      says: {zh: 超过三个月等六个月, en: six months beyond}
      cite: [law]
      valid: {from: 2020-01-01}
    - id: unrecorded
      then: {verdict: ask}
      says: {zh: 未收录, en: not recorded}
      cite: [web-a]
      fallback: yes
  gap_costs:
    - id: self
      then: {bearer: self}
      says: {zh: 自费, en: borne by the person}
      cite: [law]
  continuity:
    - id: restarts
      then: {consecutive: restarts, account: not_credited, maternity: null}
      says: {zh: 重新计算, en: restarts}
      cite: [law]
documents:
  - id: id_card
    title: {zh: 身份证, en: ID card}
    form: {zh: 原件, en: original}
    copies: 1
    where: {zh: 自备, en: own}
    why: {zh: 核对身份, en: identity}
    cite: [law]
steps:
  - {id: go, phase: pay, text: {zh: 到窗口, en: go to the counter}, cite: [law]}
disagreements:
  - {id: other, matter: gap_costs, when: {back_pay: yes}, says: {zh: 可追溯, en: retroactive}, cite: [web-a]}
notices:
  - {id: law-2027, valid: {from: 2027-01-01}, says: {zh: 新规, en: new rule}, cite: [law]}
retirement:
  - {sex: male, first_birth: "1965-01", old_age: 720, step: 4, most_delay: 36, cite: [law]}
examples:
  - name: 断缴两个月
    case:
      region: "000000"
      as_of: 2026-05-15
      periods: [{scheme: flexible, start: 2024-01, end: 2026-02, base: "5000.00"}]
      plan: {resume_as: flexible, pay_on: 2026-05-15, back_pay: yes}
    expect:
      verdict: yes
      waiting_months: null
      benefits_from: 2026-06-01
      gap_costs: self
      principal: "1000.00"
      rules: [000000/cover/short, 000000/back_payment/any]
  - name: 断缴五个月
    case:
      region: "000000"
      as_of: 2026-08-15
      periods: [{scheme: flexible, start: 2024-01, end: 2026-02}]
      plan: {resume_as: flexible, pay_on: 2026-08-15}
    expect: {waiting_months: 6, waiting_end: 2027-02-15, benefits_from: 2027-02-16, continuity: restarts}
  - name: 居民
    case:
      region: "000000"
      as_of: 2026-01-15
      periods: [{scheme: resident, start: 2025-01, end: 2025-12}]
      plan: {resume_as: resident, pay_on: 2026-01-15, insured_year: 2026}
    expect: {verdict: ask, total: "400.00", rules: [000000/cover/unrecorded]}
binding:
  - id: all
    rules: [000000/back_payment/any, 000000/premium/own-share, 000000/cover/short, 000000/cover/long,
      000000/gap_costs/self, 000000/continuity/restarts]
    says: {zh: 各地照此执行, en: everywhere alike}
    valid: {from: 2020-01-01}
    cite: [law]
"""

CITY = """\
format: xubaotong.policy/1
code: "140100"
name: {zh: 太原市, en: Taiyuan}
version: "2026.2"
extends: "000000"
claims: {from: 2025-01-01, until: 2026-12-31}
standing: {zh: 请核对, en: please check}
sources:
  ty-1: {title: 太原办法, grade: B}
tables:
  gap_costs:
    - id: back-paid
      when: {back_pay: yes, "group:exempt": [yes, no]}
      then: {bearer: fund}
      says: {zh: 补缴后基金支付, en: the fund once back-paid}
      cite: [ty-1]
      valid: {from: 2025-01-01}
examples:
  - name: 补缴
    case:
      region: "140100"
      as_of: 2026-05-15
      periods: [{scheme: flexible, start: 2024-01, end: 2026-02, base: "5000.00"}]
      plan: {resume_as: flexible, pay_on: 2026-05-15, back_pay: yes}
    expect: {gap_costs: fund, rules: [140100/gap_costs/back-paid]}
"""

Shelve = Callable[..., Path]


@pytest.fixture
def nation() -> str:
    return NATION


@pytest.fixture
def city() -> str:
    return CITY


@pytest.fixture
def shelve(tmp_path: Path) -> Shelve:
    """Write packs into a fresh folder: `shelve(nation, city)`, each under the name its code asks for."""

    def write(*packs: str) -> Path:
        folder = tmp_path / "policies"
        folder.mkdir(exist_ok=True)
        for text in packs:
            code = text.partition('code: "')[2][:6]
            (folder / f"{code}-test.yaml").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the cache of the person who runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"
