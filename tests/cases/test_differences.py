from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.cases.differences import differences
from app.rules.record.case import Case, Cause, Decision, Person, Plan, Sex
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span

DAY = date(2026, 11, 22)


def row(first, last, scheme=Scheme.EMPLOYEE, **more):
    return Period(scheme, Span(Month.parse(first), Month.parse(last)), "370200", **more)


def case(*rows, **more):
    return Case("370200", history=History.of(rows), **more)


def told(theirs, mine, their_day=DAY):
    return [said.zh for said in differences((theirs, their_day), (mine, DAY))]


def test_the_same_case_differs_in_nothing():
    one = case(row("2024-01", "2024-12"), person=Person("李四"))
    assert told(one, replace(one)) == []


def test_the_person_the_place_and_the_day():
    theirs = case(person=Person("李四", birth_date=date(1990, 5, 1), sex=Sex.FEMALE))
    mine = replace(case(person=Person("王五")), region="140100")
    assert told(theirs, mine, date(2026, 11, 1)) == [
        "参保地：山东省青岛市 → 山西省太原市",
        "基准日：2026年11月1日 → 2026年11月22日",
        "姓名：李四 → 王五",
        "出生日期：1990年5月1日 → 没有填",
        "性别：女 → 没有填",
    ]


def test_months_are_told_by_stretches():
    theirs = case(row("2024-01", "2024-12"))
    mine = case(row("2024-01", "2024-06"), row("2024-07", "2024-08", status=Status.UNPAID))
    assert told(theirs, mine) == [
        "2024年7月至8月：职工医保（已到账） → 职工医保（未缴）",
        "2024年9月至12月：职工医保（已到账） → 没有记录",
    ]


def test_rows_that_differ_in_money_alone_are_counted():
    theirs, mine = case(row("2024-01", "2024-12")), case(row("2024-01", "2024-12", base=Decimal(5000)))
    assert told(theirs, mine) == ["缴费记录里有1行的基数、到账日或缴费人不同"]


def test_the_rest_is_told_by_what_it_is():
    theirs = case(causes={Month.of(2024, 1): Cause.EMPLOYER}, answers={"a": 1})
    mine = case(
        causes={Month.of(2024, 1): Cause.PERSONAL}, plan=Plan(Scheme.FLEXIBLE, DAY), decisions=(Decision("口头"),)
    )
    assert told(theirs, mine) == [
        "续保打算：没有填 → 填了",
        "断缴原因：1项 → 1项，内容不同",
        "对问题的回答：1项 → 没有填",
        "经办核定：没有填 → 1项",
    ]
