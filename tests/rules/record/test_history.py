"""What a record says of each month."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.law.insured_years import CALENDAR
from app.rules.record.history import History, Kind, Period, Scheme, Standing, Status
from app.rules.record.months import Month, Span
from tests.rules.places import day, month, periods, record, span

MONTHS = st.integers(2023 * 12, 2023 * 12 + 17).map(Month)
ROWS = st.lists(
    st.builds(
        lambda scheme, first, n, region, status, kind: Period(scheme, Span(first, first + n), region, status, kind),
        st.sampled_from(list(Scheme)),
        MONTHS,
        st.integers(0, 6),
        st.sampled_from(["330000", "140100"]),
        st.sampled_from(list(Status)),
        st.sampled_from(list(Kind)),
    ),
    max_size=6,
)


def told(paid: str) -> list[str]:
    return [f"{run.standing} {run.scheme or '-'} {run.span}" for run in record(paid).runs]


@pytest.mark.parametrize(
    ("paid", "runs"),
    [
        ("", []),
        ("employee 2024-01..2024-03", ["covered employee 2024-01..2024-03"]),
        # Two rows that follow each other are one run, whatever their order.
        ("employee 2024-04; employee 2024-01..2024-03", ["covered employee 2024-01..2024-04"]),
        # A gap between two rows.
        ("employee 2024-01; employee 2024-03",
         ["covered employee 2024-01..2024-01", "empty - 2024-02..2024-02", "covered employee 2024-03..2024-03"]),
        # Only `paid` is cover.
        ("employee 2024-01 partly_paid; employee 2024-02 in_transit; employee 2024-03 unknown; employee 2024-04 unpaid",
         ["unpaid employee 2024-01..2024-01", "in_transit employee 2024-02..2024-02",
          "unknown employee 2024-03..2024-03", "unpaid employee 2024-04..2024-04"]),
        # Paid beats what another row leaves open; what is unknown beats what is unpaid.
        ("employee 2024-01 unpaid; flexible 2024-01", ["covered flexible 2024-01..2024-01"]),
        ("employee 2024-01 unpaid; resident 2024-01 unknown", ["unknown resident 2024-01..2024-01"]),
        ("employee 2024-01 unknown; resident 2024-01 in_transit", ["in_transit resident 2024-01..2024-01"]),
        # Paid twice under two schemes: the month is an employee's month.
        ("resident 2024-01..2024-02; employee 2024-02",
         ["covered resident 2024-01..2024-01", "covered employee 2024-02..2024-02"]),
        # Months of the unemployment fund, of military service and back-paid ones are months like others.
        ("employee 2024-01; employee 2024-02 unemployment_fund; employee 2024-03 military; employee 2024-04 back_paid",
         ["covered employee 2024-01..2024-04"]),
        # A base that was put right later moves money, it never makes a month.
        ("employee 2024-01; employee 2024-02..2024-03 adjustment", ["covered employee 2024-01..2024-01"]),
        ("employee 2024-02 adjustment", []),
        # A refund takes its months back, those of its own scheme only.
        ("employee 2024-01..2024-03; employee 2024-02 refund",
         ["covered employee 2024-01..2024-01", "empty - 2024-02..2024-02", "covered employee 2024-03..2024-03"]),
        ("employee 2024-01; resident 2024-01; resident 2024-01 refund", ["covered employee 2024-01..2024-01"]),
        ("employee 2024-03; employee 2024-01 refund",
         ["empty - 2024-01..2024-02", "covered employee 2024-03..2024-03"]),
    ],
)  # fmt: skip
def test_every_month_has_one_standing(paid: str, runs: list[str]) -> None:
    assert told(paid) == runs


def test_a_refund_of_duplicate_cover_in_one_place_leaves_the_months_paid_in_the_other() -> None:
    both = (
        "employee 2024-01..2024-06 @330000; employee 2024-03..2024-04 @140100; employee 2024-03..2024-04 @140100 refund"
    )
    assert told(both) == ["covered employee 2024-01..2024-06"]


@given(ROWS)
def test_runs_tile_the_record_without_overlap_or_hole(rows: list[Period]) -> None:
    history = History.of(rows)
    months = [m for row in rows if row.kind is not Kind.ADJUSTMENT for m in row.span]
    told_months = [m for run in history.runs for m in run.span]
    expected = list(Span(min(months), max(months))) if months else []
    assert told_months == expected
    for run, following in zip(history.runs, history.runs[1:], strict=False):
        assert (run.standing, run.scheme, run.region) != (following.standing, following.scheme, following.region)


@given(ROWS, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[Period], dice: object) -> None:
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert History.of(shuffled) == History.of(rows)


@given(ROWS)
def test_only_paid_months_are_cover(rows: list[Period]) -> None:
    history = History.of(rows)
    paid = {m for row in rows if row.status is Status.PAID and row.makes_months for m in row.span}
    covered = {m for run in history.runs if run.standing is Standing.COVERED for m in run.span}
    assert covered <= paid


@given(ROWS, MONTHS)
def test_consecutive_months_are_the_covered_ones_just_before(rows: list[Period], upto: Month) -> None:
    history = History.of(rows)
    covered = {m for run in history.runs if run.standing is Standing.COVERED for m in run.span}
    count = 0
    while upto + -count in covered:
        count += 1
    assert history.consecutive_until(upto) == count


@given(ROWS, MONTHS)
def test_months_of_a_scheme_are_counted_up_to_the_month_asked_for(rows: list[Period], until: Month) -> None:
    history = History.of(rows)
    for scheme in Scheme:
        covered = [
            m for run in history.runs if run.standing is Standing.COVERED and run.scheme is scheme for m in run.span
        ]
        assert history.months_of(scheme, until) == sum(m <= until for m in covered)


TWO = "employee 2024-01..2024-03 base=5000 on=2024-02-05; flexible 2024-06..2024-08 base=6000; resident 2024-10 unpaid"


def test_the_edges_of_cover() -> None:
    history = record(TWO)
    assert (history.first_cover, history.last_cover) == (month("2024-01"), month("2024-08"))
    assert (record("").first_cover, record("").last_cover) == (None, None)
    before, after = history.cover_before(month("2024-06")), history.cover_after(month("2024-03"))
    assert before is not None
    assert after is not None
    assert (str(before.span), str(after.span)) == ("2024-01..2024-03", "2024-06..2024-08")
    assert history.cover_before(month("2024-03")) is None
    assert history.cover_after(month("2024-06")) is None


def test_months_outside_the_record_are_empty() -> None:
    history = record(TWO)
    assert history.count_in(span("2023-12..2024-11"), Standing.EMPTY) == 5
    assert history.count_in(span("2024-03..2024-05"), Standing.EMPTY) == 2
    assert history.count_in(span("2024-03..2024-05"), Standing.COVERED) == 1
    assert history.count_in(span("2025-01..2025-12"), Standing.EMPTY) == 12
    assert history.count_in(span("2025-01..2025-12"), Standing.COVERED) == 0
    assert history.run_at(month("2023-12")) is None
    assert history.run_at(month("2024-11")) is None


@pytest.mark.parametrize(
    ("before", "base"),
    [("2024-01", None), ("2024-02", "5000"), ("2024-06", "5000"), ("2024-07", "6000"), ("2030-01", "6000")],
)
def test_the_base_is_the_one_of_the_latest_row_begun_before(before: str, base: str | None) -> None:
    assert record(TWO).base_before(month(before)) == (Decimal(base) if base else None)


def test_a_refunded_base_is_no_base() -> None:
    assert record("employee 2024-01 refund base=9000").base_before(month("2024-06")) is None


def test_the_day_of_credit_is_the_earliest_recorded_one() -> None:
    history = record("employee 2024-01..2024-03 on=2024-02-05; employee 2024-03 on=2024-01-09; flexible 2024-05")
    assert history.credited_on(month("2024-03")) == day("2024-01-09")
    assert history.credited_on(month("2024-05")) is None


def test_cover_within_a_year_and_under_a_scheme() -> None:
    history = record("resident 2024-12; employee 2026-01 unpaid")
    covered = [year for year in (2024, 2025, 2026) if history.any_in(CALENDAR.span(year), Standing.COVERED)]
    assert covered == [2024]
    assert history.covered_under(Scheme.RESIDENT, month("2024-12"))
    assert not history.covered_under(Scheme.EMPLOYEE, month("2024-12"))
    assert not history.covered_under(Scheme.RESIDENT, month("2030-12"))


def test_rows_are_kept_as_they_were_given() -> None:
    rows = periods("employee 2024-02; employee 2024-01 adjustment base=1")
    assert set(record("employee 2024-02; employee 2024-01 adjustment base=1").periods) == set(rows)


def test_cover_that_begins_in_a_month_is_cover_until_it() -> None:
    history = record(TWO)
    begun = [history.cover_until(month(of)) for of in ("2023-12", "2024-01", "2024-05", "2024-06", "2024-12")]
    assert [str(run.span) if run else None for run in begun] == [
        None, "2024-01..2024-03", "2024-01..2024-03", "2024-06..2024-08", "2024-06..2024-08",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paid", "twice"),
    [
        ("", False),
        ("employee 2024-01..2024-06; resident 2024-07..2024-12", False),
        ("employee 2024-01..2024-06; resident 2024-06..2024-12", True),
        ("resident 2024-01..2024-12; employee 2024-05", True),
        # Under one scheme in two places, or recorded twice.
        ("employee 2024-01..2024-06 @330000; employee 2024-06 @140100", True),
        ("employee 2024-01; employee 2024-01", True),
        # Only what is paid is paid twice, and money that is moved makes no month.
        ("employee 2024-01..2024-06; resident 2024-06 unpaid", False),
        ("employee 2024-01..2024-06; resident 2024-06 unknown", False),
        ("employee 2024-01..2024-06; employee 2024-03 adjustment", False),
        # A refund settles the months it takes back, wherever they lie in a row, and no others.
        ("employee 2024-01..2024-06; resident 2024-06..2024-12; employee 2024-06 refund", False),
        ("employee 2024-01..2024-06; resident 2024-03; employee 2024-03 refund", False),
        ("employee 2024-01..2024-06; resident 2024-03; resident 2024-03 refund", False),
        ("employee 2024-01..2024-12; resident 2024-05; employee 2024-12 refund", True),
        (
            "employee 2024-01..2024-06; resident 2024-03..2024-05; resident 2024-03 refund; resident 2024-05 refund",
            True,
        ),
        ("employee 2024-01..2024-06 @330000; employee 2024-03 @140100; employee 2024-03 @370200 refund", True),
    ],
)
def test_a_month_is_paid_twice_until_one_of_the_two_is_refunded(paid: str, twice: bool) -> None:
    assert record(paid).has_duplicate_cover is twice


@pytest.mark.parametrize(
    "paid",
    [
        "employee 2024-01 base=5000; employee 2024-01 base=6000",
        "employee 2024-01 on=2024-01-05; employee 2024-01 on=2024-01-06",
    ],
)
def test_rows_that_differ_in_money_only_have_one_order_too(paid: str) -> None:
    rows = periods(paid)
    assert History.of(rows) == History.of(reversed(rows))
    units = [replace(rows[0], payer=payer) for payer in ("甲", "乙")]
    assert History.of(units) == History.of(reversed(units))
