from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.record.case import Case, Cause, Decision, Event, Plan, Treatment
from app.rules.record.history import History, Kind, Period, Scheme, Standing, Status
from app.rules.record.lapses import find_lapses
from app.rules.record.months import Month, Span
from app.ui.state.edits import (
    Brush,
    next_period,
    overlapping,
    painted,
    with_answer,
    with_cause,
    with_decision,
    with_event,
    with_figure,
    with_paid_lapse,
    with_period_replaced,
    with_region,
    without_decision,
    without_event,
    without_periods,
)

TAIYUAN, SHENZHEN = "140100", "440300"


def months(first: str, last: str | None = None) -> Span:
    return Span(Month.parse(first), Month.parse(last or first))


def employee(first: str, last: str | None = None, **more) -> Period:
    return Period(Scheme.EMPLOYEE, months(first, last), TAIYUAN, **more)


def case(*rows: Period) -> Case:
    return Case(TAIYUAN, history=History.of(rows))


def standing(case: Case, month: str) -> Standing:
    run = case.history.run_at(Month.parse(month))
    return run.standing if run else Standing.EMPTY


def test_a_stroke_over_nothing_makes_one_row():
    after = painted(case(), months("2024-01", "2024-03"), Brush.FLEXIBLE)
    assert after.history.periods == (Period(Scheme.FLEXIBLE, months("2024-01", "2024-03"), TAIYUAN),)


def test_a_stroke_beside_a_row_of_the_same_kind_lengthens_it():
    after = painted(case(employee("2024-01", "2024-03")), months("2024-04"), Brush.EMPLOYEE)
    assert after.history.periods == (employee("2024-01", "2024-04"),)


def test_a_stroke_in_the_middle_of_a_row_cuts_it_in_two():
    after = painted(
        case(employee("2024-01", "2024-12", base=Decimal("6000.00"))), months("2024-05", "2024-06"), Brush.UNPAID
    )
    assert [str(row.span) for row in after.history.periods] == [
        "2024-01..2024-04",
        "2024-05..2024-06",
        "2024-07..2024-12",
    ]
    assert after.history.periods[0].base == after.history.periods[2].base == Decimal("6000.00")
    assert after.history.periods[1].status is Status.UNPAID
    assert after.history.periods[1].base is None


def test_months_that_already_say_so_keep_base_and_day_of_credit():
    row = employee("2024-01", "2024-06", base=Decimal("6000.00"), credited_on=date(2024, 2, 1))
    after = painted(case(row), months("2024-03", "2024-08"), Brush.EMPLOYEE)
    assert row in after.history.periods
    assert employee("2024-07", "2024-08") in after.history.periods


def test_another_scheme_takes_the_place_of_the_one_before():
    after = painted(case(employee("2024-01", "2024-06")), months("2024-05", "2024-08"), Brush.RESIDENT)
    run = after.history.run_at(Month.parse("2024-05"))
    assert run is not None
    assert run.scheme is Scheme.RESIDENT
    assert after.history.months_of(Scheme.EMPLOYEE, Month.parse("2024-12")) == 4


def test_an_unpaid_month_is_owed_under_the_scheme_paid_before_it():
    flexible = Period(Scheme.FLEXIBLE, months("2024-01", "2024-06"), TAIYUAN)
    after = painted(case(flexible), months("2024-07"), Brush.UNPAID)
    assert after.history.periods[-1].scheme is Scheme.FLEXIBLE


def test_clearing_leaves_nothing_of_the_months_but_money_moved():
    money = employee("2024-02", kind=Kind.ADJUSTMENT)
    after = painted(case(employee("2024-01", "2024-03"), money), months("2024-02"), Brush.CLEAR)
    assert standing(after, "2024-02") is Standing.EMPTY
    assert money in after.history.periods


def test_an_unknown_month_is_neither_paid_nor_lapsed():
    after = painted(case(employee("2024-01", "2024-03")), months("2024-02"), Brush.UNKNOWN)
    assert standing(after, "2024-02") is Standing.UNKNOWN


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20), st.sampled_from(list(Brush))), max_size=8),
    st.integers(0, 60),
)
def test_after_any_strokes_each_month_says_what_the_last_stroke_said(strokes, month):
    start, state = Month.of(2020, 1), case()
    said: Brush | None = None
    for first, length, brush in strokes:
        state = painted(state, Span(start + first, start + (first + length)), brush)
        if first <= month <= first + length:
            said = brush
    run = state.history.run_at(start + month)
    expected = {
        None: Standing.EMPTY,
        Brush.CLEAR: Standing.EMPTY,
        Brush.UNPAID: Standing.UNPAID,
        Brush.UNKNOWN: Standing.UNKNOWN,
    }
    assert (run.standing if run else Standing.EMPTY) is expected.get(said, Standing.COVERED)
    if run and run.standing is Standing.COVERED:
        assert run.scheme.value == said.value
    rows = state.history.periods
    assert all(overlapping(state, row, row) is None for row in rows)


def test_the_record_moves_with_the_place_but_rows_of_elsewhere_stay():
    elsewhere = replace(employee("2023-01"), region=SHENZHEN)
    after = with_region(case(employee("2024-01"), elsewhere), "320100")
    assert {row.region for row in after.history.periods} == {"320100", SHENZHEN}


def test_an_unknown_cause_takes_the_cause_away():
    month = Month.parse("2024-05")
    known = with_cause(case(), month, Cause.EMPLOYER)
    assert known.causes == {month: Cause.EMPLOYER}
    assert with_cause(known, month, Cause.UNKNOWN).causes == {}


def test_answers_and_figures_can_be_taken_back():
    told = with_figure(with_answer(case(), "month_status:2024-05", "paid"), "rate:employee", Decimal("0.1"))
    assert told.answers == {"month_status:2024-05": "paid"}
    assert with_answer(told, "month_status:2024-05", None).answers == {}
    assert with_figure(told, "rate:employee", None).figures == {}


def test_two_rows_of_one_scheme_in_one_month_are_seen_two_of_different_schemes_are_none():
    rows = case(employee("2024-01", "2024-06"))
    assert overlapping(rows, employee("2024-06", "2024-08")) == employee("2024-01", "2024-06")
    assert overlapping(rows, employee("2024-07", "2024-08")) is None
    assert overlapping(rows, Period(Scheme.RESIDENT, months("2024-06"), TAIYUAN)) is None
    assert overlapping(rows, employee("2024-06", kind=Kind.REFUND)) is None


def test_a_row_is_never_said_to_overlap_the_row_it_replaces():
    row = employee("2024-01", "2024-06")
    assert overlapping(case(row), replace(row, base=Decimal(1)), other_than=row) is None


def test_the_next_row_goes_on_as_the_last_one():
    assert next_period(case(), Month.parse("2024-05")) == employee("2024-05")
    resident = case(Period(Scheme.RESIDENT, months("2023-01", "2023-12"), TAIYUAN))
    assert str(next_period(resident, Month.parse("2024-01")).span) == "2024-01..2024-12"


def test_a_row_is_replaced_and_taken_away():
    row, other = employee("2024-01"), employee("2024-03")
    longer = employee("2024-01", "2024-02")
    assert set(with_period_replaced(case(row, other), row, longer).history.periods) == {longer, other}
    assert without_periods(case(row, other), [row]).history.periods == (other,)


def test_replacing_a_row_that_is_not_there_is_an_error():
    with pytest.raises(ValueError, match="not in"):
        with_period_replaced(case(), employee("2024-01"), employee("2024-02"))


def test_a_plan_is_kept_when_the_record_is_painted():
    planned = replace(case(employee("2024-01")), plan=Plan(Scheme.FLEXIBLE, date(2024, 5, 1)))
    assert painted(planned, months("2024-02"), Brush.EMPLOYEE).plan == planned.plan


AS_OF = date(2024, 11, 22)
OLDER, LATER = Month.of(2024, 3), Month.of(2024, 8)


def lapsed_twice(pay_lapses: frozenset[Month] | None = None, *, back_pay: bool = True) -> Case:
    made = case(employee("2024-01", "2024-02"), employee("2024-04", "2024-07"))
    return replace(made, plan=Plan(Scheme.FLEXIBLE, AS_OF, back_pay=back_pay, pay_lapses=pay_lapses))


@pytest.mark.parametrize(
    ("chosen", "first", "paid", "outcome"),
    [
        (None, OLDER, False, (True, frozenset({LATER}))),
        (frozenset({LATER}), OLDER, True, (True, None)),
        (frozenset({LATER}), LATER, False, (False, None)),
        (frozenset({LATER, Month.of(2020, 1)}), LATER, False, (False, None)),  # a lapse that is no more is forgotten
    ],
)
def test_a_lapse_is_paid_or_left_out(chosen, first, paid, outcome):
    made = lapsed_twice(chosen)
    plan = with_paid_lapse(made, find_lapses(made, AS_OF), first, paid).plan
    assert (plan.back_pay, plan.pay_lapses) == outcome


def test_without_a_plan_no_lapse_is_paid():
    made = case(employee("2024-01"))
    assert with_paid_lapse(made, (), OLDER, True) == made


def test_a_decision_gives_way_to_a_later_one_on_the_same_matter_of_the_same_option():
    first, other = Decision("一", waiting_months=3), Decision("二", waiting_months=3, option="join_resident")
    later, costs = Decision("三", waiting_months=1), Decision("四", gap_costs="fund")
    made = case()
    for decision in (first, other, costs, later):
        made = with_decision(made, decision)
    assert made.decisions == (other, costs, later)
    assert without_decision(made, costs).decisions == (other, later)


def test_events_stand_in_the_order_of_their_days_and_each_once():
    birth, stay = Event(Treatment.BIRTH, date(2024, 9, 2)), Event(Treatment.STAY, date(2024, 8, 1))
    made = with_event(with_event(with_event(case(), birth), stay), birth)
    assert made.events == (stay, birth)
    assert without_event(made, stay).events == (birth,)
