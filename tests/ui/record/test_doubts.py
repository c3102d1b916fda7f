from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.cases.doubts import doubt_of_plan, doubts_of_record
from app.rules.bilingual import Bilingual
from app.rules.record.case import Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.ui.record.month_grid import Look
from tests.ui.conftest import TODAY


def row(first, last, scheme=Scheme.EMPLOYEE, **more):
    return Period(scheme, Span(Month.parse(first), Month.parse(last)), "140100", **more)


def told(*rows):
    return [said.zh for said in doubts_of_record(History.of(rows), TODAY)]


def test_months_paid_after_the_as_of_day_are_told():
    assert told(row("2026-01", "2027-02")) == [
        "2026年12月至2027年2月在基准日2026年11月22日之后，先按会缴上来算；还没缴的请清除。"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [row("2026-01", "2026-11")],
        [row("2026-01", "2026-12", Scheme.RESIDENT)],
        [row("2026-12", "2027-03", status=Status.UNKNOWN)],
        [row("2026-01", "2026-10", credited_on=TODAY)],
        [],
    ],
)
def test_what_is_as_it_should_be_is_passed_over(rows):
    assert told(*rows) == []


def test_money_credited_on_a_day_yet_to_come_is_told():
    assert "2026年10月的到账日期是2026年12月1日" in told(row("2026-10", "2026-10", credited_on=date(2026, 12, 1)))[0]


def test_months_paid_twice_are_told():
    assert told(row("2026-01", "2026-06"), row("2026-05", "2026-08", Scheme.FLEXIBLE)) == [
        "2026年5月至6月记了两份缴费，请核对是不是重复参保。"
    ]


def test_a_planned_day_before_the_as_of_day_or_many_years_away_is_told():
    plan = Plan(Scheme.EMPLOYEE, TODAY)
    assert doubt_of_plan(None, TODAY) is None
    assert doubt_of_plan(plan, TODAY) is None
    assert "早于基准日2026年11月22日" in doubt_of_plan(replace(plan, pay_on=date(2026, 11, 21)), TODAY).zh
    assert "在10年以后" in doubt_of_plan(replace(plan, pay_on=date(2036, 1, 1)), TODAY).zh


def fill(window, *rows, plan=None):
    case = replace(window.session.state.case, history=History.of(rows), plan=plan)
    window.session.edit(Bilingual("试", "test"), case)


def shown(pane):
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_months_paid_ahead_look_different_and_are_told_beside_the_record(window):
    fill(window, row("2026-01", "2026-12"))
    grid = window.desk.record.grid
    assert grid.cell(Month.of(2026, 11)).look is Look.COVERED
    assert grid.cell(Month.of(2026, 12)).look is Look.EXPECTED
    assert grid.sentence(Month.of(2026, 12)) == "2026年12月：职工医保，已记缴费、还没到"
    assert any("在基准日2026年11月22日之后" in text for text in shown(window.desk.record))
    window.session.undo()
    assert not any("基准日" in text for text in shown(window.desk.record))


def test_a_planned_day_in_the_past_is_told_beside_the_plan_and_blocks_nothing(qtbot, window):
    fill(window, row("2026-01", "2026-08"), plan=Plan(Scheme.EMPLOYEE, TODAY))
    window.desk.plan.pay_on.setFocus()
    window.desk.plan.pay_on.selectAll()
    qtbot.keyClicks(window.desk.plan.pay_on, "2026-1-5")
    qtbot.keyClick(window.desk.plan.pay_on, Qt.Key.Key_Return)
    assert window.session.state.case.plan.pay_on == date(2026, 1, 5)
    assert any("早于基准日2026年11月22日" in text for text in shown(window.desk.plan))
    window.session.undo()
    assert not any("早于基准日" in text for text in shown(window.desk.plan))
