"""Where a record lapses, at the exact borders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.record.case import Cause
from app.rules.record.history import History, Period, Scheme, Standing, Status
from app.rules.record.lapses import find_lapses, lapses_before_payment, main_lapse
from app.rules.record.months import Month, Span
from tests.rules.places import case, day, record


def told(paid: str, as_of: str, causes: str = "") -> list[str]:
    return [
        f"{lapse.span.first}..{lapse.span.last} {'open' if lapse.open else 'closed'}"
        f" {lapse.scheme_before or '-'}>{lapse.scheme_after or '-'} {lapse.cause}" + " ?" * lapse.touches_unknown
        for lapse in find_lapses(case(paid, causes=causes), day(as_of))
    ]


@pytest.mark.parametrize(
    ("paid", "as_of", "lapses"),
    [
        ("", "2026-11-22", []),
        # The as-of month is no lapse: it can still be paid.
        ("employee 2024-01..2026-11", "2026-11-22", []),
        ("employee 2024-01..2026-10", "2026-11-22", []),
        ("employee 2024-01..2026-10", "2026-11-30", []),
        ("employee 2024-01..2026-10", "2026-12-01", ["2026-11..2026-11 open employee>- unknown"]),
        ("employee 2024-01..2026-09", "2026-11-22", ["2026-10..2026-10 open employee>- unknown"]),
        ("flexible 2024-01..2025-12", "2026-03-31", ["2026-01..2026-02 open flexible>- unknown"]),
        # ... unless a row says that it is unpaid.
        ("employee 2024-01..2026-10; employee 2026-11 unpaid", "2026-11-22",
         ["2026-11..2026-11 open employee>- unknown"]),
        ("employee 2024-01..2026-09; employee 2026-10..2026-12 unpaid", "2026-11-22",
         ["2026-10..2026-12 open employee>- unknown"]),
        ("employee 2024-01..2026-09; employee 2026-10 partly_paid", "2026-10-05",
         ["2026-10..2026-10 open employee>- unknown"]),
        # Closed, and followed by another scheme.
        ("employee 2024-01..2024-03; flexible 2024-06..2026-11", "2026-11-22",
         ["2024-04..2024-05 closed employee>flexible unknown"]),
        # Several lapses, oldest first.
        ("employee 2024-01; employee 2024-03; employee 2024-06..2026-09", "2026-11-22",
         ["2024-02..2024-02 closed employee>employee unknown", "2024-04..2024-05 closed employee>employee unknown",
          "2026-10..2026-10 open employee>- unknown"]),
        # Empty and unpaid months in a row are one lapse.
        ("flexible 2024-01; flexible 2024-03 unpaid; flexible 2024-05", "2024-05-09",
         ["2024-02..2024-04 closed flexible>flexible unknown"]),
        # Unknown months are never part of one; its length is then not settled.
        ("employee 2024-01; employee 2024-02 unknown; employee 2024-05", "2024-05-09",
         ["2024-03..2024-04 closed employee>employee unknown ?"]),
        ("employee 2024-01; employee 2024-04 in_transit; employee 2024-05", "2024-05-09",
         ["2024-02..2024-03 closed employee>employee unknown ?"]),
        ("employee 2024-01; employee 2024-02..2024-04 unknown", "2024-05-09", []),
        ("employee 2024-01..2026-08; employee 2026-09..2026-10 in_transit", "2026-11-22", []),
        # Before the first cover only what was owed.
        ("resident 2025-01..2025-12", "2026-01-15", []),
        ("employee 2024-01..2024-02 unpaid; employee 2024-04..2026-11", "2026-11-22",
         ["2024-01..2024-02 closed employee>employee unknown"]),
        ("employee 2024-01..2024-02 unpaid", "2026-11-22", ["2024-01..2024-02 open employee>- unknown"]),
        ("employee 2024-01 unknown", "2026-11-22", []),
        # A refunded month is an unpaid one.
        ("employee 2024-01..2024-12; employee 2024-12 refund", "2025-01-15",
         ["2024-12..2024-12 open employee>- unknown"]),
    ],
)  # fmt: skip
def test_a_lapse_is_unpaid_months_after_cover(paid: str, as_of: str, lapses: list[str]) -> None:
    assert told(paid, as_of) == lapses


def test_the_cause_is_named_by_the_first_month() -> None:
    paid = "employee 2024-01; employee 2024-04..2026-08"
    assert told(paid, "2026-11-22", "2024-02 employer; 2026-10 personal") == [
        "2024-02..2024-03 closed employee>employee employer",
        "2026-09..2026-10 open employee>- unknown",
    ]


def test_resident_cover_prepaid_for_next_year_does_not_make_the_current_month_a_lapse() -> None:
    """Contract: the as-of month and later months are no lapse unless a row says that they are unpaid."""
    paid = "employee 2024-01..2026-09; resident 2027-01..2027-12"
    assert told(paid, "2026-11-22") == ["2026-10..2026-10 closed employee>resident unknown"]
    assert told("employee 2024-01..2026-10; resident 2027-01..2027-12", "2026-11-22") == []


@pytest.mark.parametrize(
    ("paid", "as_of", "first"),
    [
        ("employee 2024-01; employee 2024-03; employee 2024-06..2026-11", "2026-11-22", "2024-04"),
        ("employee 2024-01; employee 2024-03..2024-06", "2026-11-22", "2024-07"),
    ],
)
def test_resuming_closes_the_open_lapse_else_the_last_closed_one(paid: str, as_of: str, first: str) -> None:
    lapse = main_lapse(find_lapses(case(paid), day(as_of)))
    assert lapse is not None
    assert str(lapse.span.first) == first


@pytest.mark.parametrize(
    ("paid", "pay_on", "spans"),
    [
        # The payment pays its own month, though a row still says that it is unpaid.
        ("employee 2024-01..2026-08; employee 2026-09..2026-12 unpaid", "2026-11-22", ["2026-09..2026-10"]),
        ("employee 2024-01..2026-10; employee 2026-11 unpaid", "2026-11-22", []),
        ("employee 2024-01..2026-08", "2026-11-22", ["2026-09..2026-10"]),
        ("employee 2024-01; employee 2024-03..2026-08", "2026-11-22", ["2024-02..2024-02", "2026-09..2026-10"]),
        # A lapse that is closed keeps its end.
        ("employee 2024-01; employee 2024-02..2024-04 unpaid; employee 2024-05..2026-11", "2024-03-05",
         ["2024-02..2024-04"]),
    ],
)  # fmt: skip
def test_a_payment_pays_its_own_month(paid: str, pay_on: str, spans: list[str]) -> None:
    assert [str(lapse.span) for lapse in lapses_before_payment(case(paid), day(pay_on))] == spans


def test_without_a_lapse_there_is_nothing_to_close() -> None:
    assert main_lapse(()) is None


MONTHS = st.integers(2024 * 12, 2024 * 12 + 23).map(Month)
SPANS = st.builds(lambda first, n: Span(first, first + n), MONTHS, st.integers(0, 8))
PAID = st.lists(
    st.builds(
        lambda scheme, months, status: Period(scheme, months, "330000", status),
        st.sampled_from(list(Scheme)),
        SPANS,
        st.sampled_from([Status.PAID, Status.PAID, Status.UNPAID, Status.UNKNOWN]),
    ),
    min_size=1,
    max_size=5,
)


def lapsed(rows: list[Period], as_of: str) -> set[Month]:
    """The months that interrupted something; those a unit owes beside cover of another scheme did not."""
    found = find_lapses(replace(case(""), history=History.of(rows)), day(as_of))
    return {m for lapse in found if not lapse.beside_cover for m in lapse.span}


@given(PAID, SPANS)
def test_a_paid_month_more_never_makes_an_older_month_lapse_anew(rows: list[Period], months: Span) -> None:
    """Lapsed months before the first cover aside, a month paid is only ever taken out of a lapse."""
    history = History.of(rows)
    if history.first_cover is None or months.first < history.first_cover:
        return
    before = lapsed(rows, "2026-03-10")
    after = lapsed([*rows, Period(Scheme.EMPLOYEE, months, "330000")], "2026-03-10")
    last = history.runs[-1].span.last
    assert {m for m in after - before if m <= last} == set()
    assert not after & set(months)


@given(PAID)
def test_covered_lapsed_and_unsettled_months_tile_everything_from_the_first_cover_to_the_as_of_month(
    rows: list[Period],
) -> None:
    history = History.of(rows)
    if history.first_cover is None:
        return
    now = Month.of(2026, 3)
    gone = lapsed(rows, "2026-03-10")
    for m in Span(history.first_cover, now + -1):
        run = history.run_at(m)
        settled = run.standing if run else Standing.EMPTY
        lapse_expected = settled in (Standing.UNPAID, Standing.EMPTY)
        assert (m in gone) == lapse_expected


def test_an_unknown_cause_is_the_default() -> None:
    (lapse,) = find_lapses(case("employee 2024-01"), day("2024-03-01"))
    assert lapse.cause is Cause.UNKNOWN
    assert record("").runs == ()


def test_months_owed_before_any_cover_keep_the_scheme_they_are_owed_to() -> None:
    paid = "employee 2024-01 unpaid; flexible 2024-02 unknown; resident 2024-03 unpaid"
    assert told(paid, "2024-04-15") == [
        "2024-01..2024-01 open employee>- unknown ?", "2024-03..2024-03 open resident>- unknown ?",
    ]  # fmt: skip
