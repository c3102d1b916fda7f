"""How a rule sees a proposal: what is counted, what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.measures import CountBound, Counted, Measure
from app.rules.law.policy import ContinuityRule, Policy, SuspensionRule, Window
from app.rules.law.tables import Between
from app.rules.outcome.assessment import OptionId
from app.rules.outcome.options import planned_proposal
from app.rules.outcome.situation import Proposal, Situation
from app.rules.record.case import Decision, Person
from app.rules.record.history import Scheme
from app.rules.record.lapses import lapses_before_payment, main_lapse
from app.rules.record.months import ONE_DAY
from tests.rules.places import COUNTRY, NOWHERE, UNMARKED, case, day, month, pack, policy, row


def situation(paid: str, planned: str, *, under: Policy = NOWHERE, **parts: object) -> Situation:
    told = case(paid, planned, **parts)  # type: ignore[arg-type]
    assert told.plan is not None
    return Situation(told, under, planned_proposal(told, under, told.plan))


def measure(counted: Counted, **parts: object) -> Measure:
    return Measure("m", Bilingual("数", "count"), counted, **parts)  # type: ignore[arg-type]


UNPAID = measure(Counted.UNPAID_MONTHS)
IN_A_ROW = measure(Counted.CONSECUTIVE_MONTHS)


@pytest.mark.parametrize(
    ("paid", "planned", "unpaid"),
    [
        # Paid to 09, again in 01: October, November, December are 3 unpaid months (national.md A1, E02).
        ("employee 2022-01..2024-11", "employee on 2025-03-15, back pay", 3),
        ("employee 2024-01..2026-09", "flexible on 2027-01-31", 3),
        ("employee 2024-01..2026-09", "flexible on 2026-12-31", 2),
        ("employee 2024-01..2026-09", "flexible on 2026-10-31", 0),
        ("employee 2024-01..2026-09", "flexible on 2026-09-30", 0),
        # Nothing follows, but the months are owed from the start.
        ("employee 2026-08..2026-09 unpaid", "flexible on 2026-11-22", 2),
        ("", "flexible on 2026-11-22", 0),
        # A closed lapse ends where cover begins again; only a back payment still speaks of it.
        ("employee 2024-01..2024-03; employee 2024-06..2026-11", "employee on 2026-11-22, back pay", 2),
        ("employee 2024-01..2024-03; employee 2024-06..2026-11", "flexible on 2026-11-22", 0),
        # Unknown months between make it a range.
        ("employee 2024-01..2026-07; employee 2026-08 unknown", "flexible on 2026-11-22", Between(2, 3)),
        ("employee 2024-01..2026-07; employee 2026-10 unknown", "flexible on 2026-11-22", Between(2, 3)),
        ("employee 2024-01..2024-03; employee 2024-06 unknown; employee 2024-07..2026-11",
         "employee on 2026-11-22, back pay", Between(2, 3)),
        # Once the unknown month turns out paid, only the month after it has lapsed.
        ("employee 2024-01..2026-07; employee 2026-09 unknown; employee 2026-10 unpaid", "flexible on 2026-11-22",
         Between(1, 3)),
        ("employee 2024-01..2026-08; employee 2026-09..2026-10 in_transit", "flexible on 2026-11-22", Between(0, 2)),
        # One of two last months paid and the other not: a lapse of one month.
        ("employee 2024-01..2026-06; employee 2026-09..2026-10 unknown", "flexible on 2026-11-22", Between(1, 4)),
    ],
)  # fmt: skip
def test_unpaid_months_are_those_between_the_last_paid_and_the_resumed_one(
    paid: str, planned: str, unpaid: int | Between
) -> None:
    assert situation(paid, planned).count(UNPAID) == unpaid


@pytest.mark.parametrize(
    ("paid", "months"),
    [
        ("employee 2023-01..2024-12", 24),
        ("resident 2023-01..2023-12; employee 2024-01..2024-12", 24),
        ("employee 2022-01..2023-06; employee 2023-08..2024-12", 17),
        ("", 0),
        # What nobody knows is neither a break nor cover: it may go before, follow, or stand alone after a break.
        ("employee 2024-01..2024-06; employee 2024-07..2024-08 unknown", Between(6, 8)),
        ("employee 2024-01..2024-06; employee 2024-08 unknown", Between(1, 6)),
        ("employee 2024-06; employee 2024-08 unknown", 1),
        ("employee 2022-01..2023-06; employee 2023-07 unknown; employee 2023-08..2024-12", Between(17, 36)),
    ],
)
def test_months_in_a_row_end_with_the_last_paid_one(paid: str, months: int | Between) -> None:
    assert situation(paid, "flexible on 2025-02-10").count(IN_A_ROW) == months


@pytest.mark.parametrize(
    ("paid", "planned", "years"),
    [
        ("resident 2024-01..2024-12", "resident on 2025-11-20, for 2026", 1),
        ("resident 2024-01..2024-12", "resident on 2026-11-20, for 2027", 2),
        ("resident 2025-01..2025-12", "resident on 2025-11-20, for 2026", 0),
        ("resident 2025-01..2025-12", "resident on 2026-11-20, for 2027", 1),
        # Years before 2025 never count, however long the break.
        ("resident 2020-01..2020-12", "resident on 2025-11-20, for 2026", 1),
        ("resident 2020-01..2020-12", "resident on 2024-11-20, for 2025", 0),
        # Any insured month in a year, under whatever scheme, and the year is not broken (A9).
        ("resident 2024-01..2024-12; employee 2025-12", "resident on 2026-11-20, for 2027", 1),
        ("resident 2024-01..2024-12; employee 2026-01", "resident on 2026-11-20, for 2027", 0),
        # Never insured: nothing is broken (A8).
        ("", "resident on 2026-11-20, for 2027", 0),
        # The payment's own year is paid along, so it is not broken.
        ("resident 2024-01..2024-12", "resident on 2026-11-20, for 2027, back pay", 1),
        ("resident 2025-01..2025-12", "resident on 2026-11-20, for 2027, back pay", 0),
        ("employee 2024-01..2026-09", "flexible on 2026-11-20", 0),
    ],
)
def test_unpaid_years_are_counted_from_2025(paid: str, planned: str, years: int) -> None:
    found = situation(paid, planned)
    assert found.count(measure(Counted.UNPAID_YEARS, since_year=2025)) == years
    assert found.unpaid_years == years


def test_a_year_of_unknown_months_is_neither_broken_nor_paid() -> None:
    paid = "resident 2024-01..2024-12; resident 2025-01..2025-12 unknown; resident 2026-01..2026-12 unpaid"
    found = situation(paid, "resident on 2026-11-20, for 2027")
    assert found.count(measure(Counted.UNPAID_YEARS, since_year=2025)) == Between(1, 2)
    assert found.unpaid_years == 2, "the longest wait that is possible"


def test_a_policy_that_counts_no_years_has_none() -> None:
    bare = policy(pack("330000", row("r", ContinuityRule("kept", "ask"))))
    assert situation("resident 2020-01..2020-12", "resident on 2026-11-20, for 2027", under=bare).unpaid_years == 0


SPANS = [
    # (from, to, first counted, last counted) -> months, last paid 2026-06, paid again on 2026-11-22
    (CountBound.LAST_PAID, CountBound.RESUMPTION, False, False, 4),
    (CountBound.LAST_PAID, CountBound.RESUMPTION, True, False, 5),
    (CountBound.FIRST_UNPAID, CountBound.PAYMENT, False, True, 4),
    (CountBound.FIRST_UNPAID, CountBound.PAYMENT, True, True, 5),
    (CountBound.PAYMENT, CountBound.LAST_PAID, False, False, 0),
]


@pytest.mark.parametrize(("first", "last", "with_first", "with_last", "months"), SPANS)
def test_a_span_counts_its_ends_as_the_rule_says(
    first: CountBound, last: CountBound, with_first: bool, with_last: bool, months: int
) -> None:
    spans = measure(Counted.SPAN_MONTHS, first=first, last=last, first_included=with_first, last_included=with_last)
    assert situation("flexible 2024-01..2026-06", "flexible on 2026-11-22").count(spans) == months


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (CountBound.LAST_PAID, CountBound.RESUMPTION, 2),
        (CountBound.LAST_PAID, CountBound.PAYMENT, 31),
        (CountBound.RESUMPTION, CountBound.PAYMENT, 28),
        (CountBound.FIRST_UNPAID, CountBound.RESUMPTION, 1),
        (CountBound.BENEFITS_END, CountBound.RESUMPTION, 1),
        (CountBound.LAST_PAID, CountBound.FIRST_UNPAID, 0),
    ],
)
def test_a_lapse_that_was_closed_long_ago_was_resumed_then_and_is_paid_now(
    first: CountBound, last: CountBound, months: int
) -> None:
    """Unpaid in 2024-04 and 05, benefits to the end of April, paid again from June, the lapse paid in 2026-11."""
    paid = "employee 2024-01..2024-03; employee 2024-06..2026-11"
    spans = measure(Counted.SPAN_MONTHS, first=first, last=last)
    assert situation(paid, "employee on 2026-11-22, back pay").count(spans) == months


@pytest.mark.parametrize(
    ("paid", "planned", "resumed"),
    [
        ("flexible 2024-01..2026-06", "flexible on 2026-11-22", "2026-11"),
        ("employee 2024-01..2024-03; employee 2024-06..2026-11", "employee on 2026-11-22, back pay", "2024-06"),
        ("resident 2025-01..2025-12", "resident on 2026-11-22, for 2027", "2027-01"),
        ("resident 2025-01..2025-12", "resident on 2027-03-05, for 2027", "2027-03"),
    ],
)
def test_cover_is_resumed_with_the_month_that_is_paid_for(paid: str, planned: str, resumed: str) -> None:
    assert str(situation(paid, planned).resumption) == resumed


@pytest.mark.parametrize(
    ("paid", "first", "months"),
    [
        # Known: the lapse begins in July. Unknown before it: it may have begun earlier.
        ("flexible 2024-01..2026-06", CountBound.FIRST_UNPAID, 5),
        ("flexible 2024-01..2026-05; flexible 2026-06 unknown", CountBound.FIRST_UNPAID, Between(5, 6)),
        ("flexible 2024-01..2026-05; flexible 2026-06 unknown", CountBound.BENEFITS_END, Between(5, 6)),
        ("flexible 2024-01..2026-05; flexible 2026-06 unknown", CountBound.LAST_PAID, Between(0, 7)),
        # Unknown after it: it may be over.
        ("flexible 2024-01..2026-06; flexible 2026-10 unknown", CountBound.FIRST_UNPAID, Between(0, 5)),
        ("flexible 2024-01..2026-08; flexible 2026-09..2026-10 unknown", CountBound.FIRST_UNPAID, Between(0, 3)),
        ("flexible 2024-01..2026-08; flexible 2026-09..2026-10 unknown", CountBound.PAYMENT, 1),
    ],
)
def test_a_span_is_open_while_months_nobody_knows_may_move_its_beginning(
    paid: str, first: CountBound, months: int | Between
) -> None:
    spans = measure(Counted.SPAN_MONTHS, first=first, last=CountBound.PAYMENT, first_included=True, last_included=True)
    assert situation(paid, "flexible on 2026-11-22").count(spans) == months


LATE_STOP = SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=2, align=Align.MONTH_START))


def test_an_unknown_month_before_a_lapse_moves_the_end_of_benefits_by_as_much_as_its_beginning() -> None:
    """Unpaid from July, benefits to the end of August: from there to November are 3; from June, to July's end, 4."""
    under = policy(pack("330000", row("late", LATE_STOP)), COUNTRY)
    ends = measure(Counted.SPAN_MONTHS, first=CountBound.BENEFITS_END, last=CountBound.PAYMENT, last_included=True)
    paid = "flexible 2024-01..2026-05; flexible 2026-06 unknown"
    assert situation(paid, "flexible on 2026-11-22", under=under).count(ends) == Between(3, 4)


def test_where_no_rule_says_when_benefits_end_unknown_months_leave_open_how_long_ago_it_was() -> None:
    under = policy(pack("330000", row("unsaid", SuspensionRule(None))), COUNTRY)
    ends = measure(Counted.SPAN_MONTHS, first=CountBound.BENEFITS_END, last=CountBound.PAYMENT, last_included=True)
    paid = "flexible 2024-01..2026-05; flexible 2026-06 unknown"
    counted = situation(paid, "flexible on 2026-11-22", under=under).count(ends)
    assert isinstance(counted, Between)
    assert counted.low == 0


def test_an_unknown_month_that_moves_nothing_leaves_the_span_settled() -> None:
    spans = measure(Counted.SPAN_MONTHS, first=CountBound.FIRST_UNPAID, last=CountBound.LAST_PAID)
    assert situation("flexible 2024-01..2026-05; flexible 2026-06 unknown", "flexible on 2026-11-22").count(spans) == 0


def test_without_one_of_its_events_a_span_is_of_length_zero() -> None:
    spans = measure(Counted.SPAN_MONTHS, first=CountBound.FIRST_UNPAID, last=CountBound.PAYMENT)
    assert situation("", "flexible on 2026-11-22").count(spans) == 0
    ends = measure(Counted.SPAN_MONTHS, first=CountBound.BENEFITS_END, last=CountBound.PAYMENT, last_included=True)
    assert situation("", "flexible on 2026-11-22").count(ends) == 0
    # Benefits of a lapse that begins in July end on 31 July; from there to November, November included, are 4 months.
    assert situation("flexible 2024-01..2026-06", "flexible on 2026-11-22").count(ends) == 4


@pytest.mark.parametrize(
    ("year_starts", "months"),
    [(1, 4), (4, 2), (7, 1), (10, 1), (12, 4)],
)
def test_months_may_add_up_within_a_medical_year(year_starts: int, months: int) -> None:
    """Paid but for 2026-02 to 2026-04 and 2026-10; the medical year begins in January, July, October or December."""
    paid = "flexible 2024-01..2026-01; flexible 2026-05..2026-09"
    counted = measure(Counted.ACCUMULATED_MONTHS, year_starts=year_starts)
    assert situation(paid, "flexible on 2026-11-22").count(counted) == months


def test_in_the_first_month_of_a_medical_year_nothing_has_added_up() -> None:
    counted = measure(Counted.ACCUMULATED_MONTHS, year_starts=11)
    assert situation("flexible 2024-01..2026-01", "flexible on 2026-11-22").count(counted) == 0
    assert situation("", "flexible on 2026-11-22").count(measure(Counted.ACCUMULATED_MONTHS, year_starts=1)) == 0


def test_cumulative_months_are_those_of_employee_insurance_under_either_scheme() -> None:
    paid = "resident 2023-01..2023-12; employee 2024-01..2024-06; flexible 2025-01..2025-03"
    assert situation(paid, "flexible on 2026-11-22").count(measure(Counted.CUMULATIVE_MONTHS)) == 9


@pytest.mark.parametrize(
    ("paid_on", "days"), [("2026-10-15", 0), ("2026-10-31", 0), ("2026-11-01", 1), ("2027-01-01", 62)]
)
def test_days_past_a_deadline_begin_on_the_day_after_it(paid_on: str, days: int) -> None:
    deadline = DateRule(Anchor.LAST_PAID, months=1, days=0)
    counted = measure(Counted.DAYS_PAST, deadline=DateRule(Anchor.FIRST_UNPAID, months=1, days=-1))
    found = situation("flexible 2024-01..2026-09", f"flexible on {paid_on}")
    assert deadline.on(found.anchors) is not None
    if found.lapse:
        assert found.count(counted) == days
    else:
        assert found.count(counted) == 0


@pytest.mark.parametrize(
    ("paid_on", "days"), [("2026-11-01", 0), ("2026-11-15", 0), ("2026-11-16", 1), ("2026-12-15", 30)]
)
def test_up_to_a_deadline_no_day_is_past(paid_on: str, days: int) -> None:
    """Unpaid since September; the deadline is 15 November."""
    by = DateRule(Anchor.FIRST_UNPAID, months=2, days=14)
    found = situation("flexible 2024-01..2026-08", f"flexible on {paid_on}")
    assert found.count(measure(Counted.DAYS_PAST, deadline=by)) == days
    assert found.count(measure(Counted.DAYS_PAST)) == 0, "without a deadline"


def test_the_day_of_the_month_may_count() -> None:
    assert situation("", "flexible on 2026-11-30").count(measure(Counted.PAYMENT_DAY)) == 30


@pytest.mark.parametrize(
    ("birth", "planned", "age"),
    [
        ("2008-01-01", "resident on 2026-11-20, for 2027", 19),
        ("2008-01-02", "resident on 2026-11-20, for 2027", 18),
        ("2008-11-20", "flexible on 2026-11-20", 18),
        ("2008-11-21", "flexible on 2026-11-20", 17),
        ("2008-02-29", "flexible on 2026-02-28", 17),
        ("2027-06-01", "flexible on 2026-02-28", 0),
    ],
)
def test_age_is_completed_years(birth: str, planned: str, age: int) -> None:
    found = situation("", planned, person=Person(birth_date=day(birth)))
    assert found.count(measure(Counted.AGE)) == age


def test_an_unknown_age_leaves_everything_open() -> None:
    assert situation("", "flexible on 2026-11-20").count(measure(Counted.AGE)) == Between(0, None)


@pytest.mark.parametrize(
    ("paid", "region", "moved"),
    [
        ("employee 2024-01..2026-08 @140100", "140100", "no"),
        ("employee 2024-01..2026-08 @140105", "140100", "no"),
        ("employee 2024-01..2026-08 @370200", "140100", "yes"),
        # Municipalities are one pooling area each.
        ("employee 2024-01..2026-08 @310115", "310000", "no"),
        ("employee 2024-01..2026-08 @310000", "500000", "yes"),
        # The last cover before the lapse decides.
        ("employee 2024-01..2026-01 @370200; employee 2026-02..2026-08 @140100", "140100", "no"),
        # A move without a break is a move too.
        ("employee 2024-01..2026-10 @370200", "140100", "yes"),
        ("", "140100", "no"),
    ],
)
def test_who_was_insured_in_another_pooling_area_has_moved(paid: str, region: str, moved: str) -> None:
    assert situation(paid, "flexible on 2026-11-22", region=region).known["moved"] == moved


@pytest.mark.parametrize(
    ("paid", "planned", "before"),
    [
        ("", "flexible on 2026-11-22", "none"),
        ("employee 2024-01..2026-08", "flexible on 2026-11-22", "employee"),
        ("employee 2024-01..2026-11", "flexible on 2026-11-22", "employee"),
        # Cover that runs beyond the payment day is cover before it.
        ("resident 2026-01..2026-12", "resident on 2026-11-22, for 2027", "resident"),
        ("resident 2027-01..2027-12", "flexible on 2026-11-22", "none"),
        ("employee 2024-01..2024-05 unpaid", "employee on 2026-11-22", "employee"),
    ],
)
def test_the_scheme_before_is_that_of_the_last_cover(paid: str, planned: str, before: str) -> None:
    assert situation(paid, planned).known["scheme_before"] == before


@pytest.mark.parametrize(
    ("paid", "causes", "cause"),
    [
        ("employee 2024-01..2026-08", "", frozenset({"employer", "left_job", "personal", "agency", "transfer"})),
        ("employee 2024-01..2026-08", "2026-09 employer", "employer"),
        (
            "employee 2024-01..2026-08",
            "2026-10 employer",
            frozenset({"employer", "left_job", "personal", "agency", "transfer"}),
        ),
        # Nobody but the person himself can be at fault for a flexible payer or a resident.
        ("flexible 2024-01..2026-08", "", "personal"),
        ("flexible 2024-01..2026-08", "2026-09 agency", "agency"),
        ("employee 2024-01..2026-11", "", "personal"),
    ],
)
def test_only_an_employee_leaves_the_cause_open(paid: str, causes: str, cause: object) -> None:
    assert situation(paid, "flexible on 2026-11-22", causes=causes).known["cause"] == cause


WINDOW = Window(2027, day("2026-10-17"), day("2027-02-25"), ("law",))
WITH_WINDOW = policy(pack("330000", windows=(WINDOW,)), COUNTRY)


@pytest.mark.parametrize(
    ("planned", "under", "inside"),
    [
        ("resident on 2026-12-31, for 2027", NOWHERE, True),
        ("resident on 2027-01-01, for 2027", NOWHERE, False),
        ("resident on 2026-10-17, for 2027", WITH_WINDOW, True),
        ("resident on 2027-02-25, for 2027", WITH_WINDOW, True),
        ("resident on 2027-02-26, for 2027", WITH_WINDOW, False),
        # What the person states stands over the pack.
        ("resident on 2027-02-26, for 2027, in window", WITH_WINDOW, True),
        ("resident on 2026-11-20, for 2027, outside window", NOWHERE, False),
        # Outside resident insurance there is no window; a year paid late is paid outside of it.
        ("flexible on 2026-11-20", WITH_WINDOW, False),
        ("resident on 2026-11-20, for 2027, back pay, in window", WITH_WINDOW, False),
    ],
)
def test_a_window_holds_on_its_first_and_on_its_last_day(planned: str, under: Policy, inside: bool) -> None:
    found = situation("resident 2024-01..2024-12", planned, under=under)
    assert found.in_window is inside
    assert found.known["in_window"] == ("yes" if inside else "no")


NO_WINDOW = policy(replace(COUNTRY, windows=()))
ONLY_THE_NATION_S = policy(pack("330000"), UNMARKED)


OPEN_BY = policy(pack("330000", windows=(replace(WINDOW, opening_known=False),)), COUNTRY)


@pytest.mark.parametrize(
    ("on", "inside"),
    [
        (WINDOW.opens - ONE_DAY, None),
        (WINDOW.opens, True),
        (WINDOW.closes, True),
        (WINDOW.closes + ONE_DAY, False),
    ],
)
def test_before_the_day_by_which_a_window_was_open_nobody_knows(on: date, inside: bool | None) -> None:
    found = situation("resident 2025-01..2025-12", f"resident on {on}, for {WINDOW.year}", under=OPEN_BY)
    assert found.in_window is inside


@pytest.mark.parametrize("under", [NO_WINDOW, ONLY_THE_NATION_S], ids=["none recorded", "only another place's"])
@pytest.mark.parametrize(
    ("planned", "inside"),
    [
        # No window is taken for granted: inside and outside are both possible.
        ("resident on 2026-12-31, for 2027", None),
        ("resident on 2027-01-01, for 2027", None),
        # What the person states is known; a year paid late is outside of every window, and others have none.
        ("resident on 2026-12-31, for 2027, in window", True),
        ("resident on 2026-12-31, for 2027, outside window", False),
        ("resident on 2026-11-22, for 2027, back pay", False),
        ("flexible on 2026-12-31", False),
    ],
)
def test_a_window_that_is_not_recorded_for_the_place_is_not_known(
    under: Policy, planned: str, inside: bool | None
) -> None:
    found = situation("resident 2025-01..2025-12", planned, under=under)
    assert found.in_window is inside
    assert found.known["in_window"] == {True: "yes", False: "no", None: frozenset({"yes", "no"})}[inside]


@pytest.mark.parametrize(
    ("planned", "timing"),
    [
        ("resident on 2026-12-31, for 2027", "before_year"),
        ("resident on 2027-01-01, for 2027", "in_year"),
        ("resident on 2027-12-31, for 2027", "in_year"),
        ("resident on 2028-01-01, for 2027", "after_year"),
        ("flexible on 2028-01-01", "in_year"),
    ],
)
def test_a_payment_lies_before_within_or_after_the_insured_year(planned: str, timing: str) -> None:
    assert situation("", planned).known["timing"] == timing


@pytest.mark.parametrize(
    ("paid", "twice"),
    [("employee 2024-01..2026-10", "no"), ("employee 2024-01..2026-10; resident 2026-01..2026-12", "yes")],
)
def test_a_rule_may_ask_whether_some_month_is_paid_twice(paid: str, twice: str) -> None:
    assert situation(paid, "flexible on 2026-11-22").known["duplicate_cover"] == twice


def test_benefits_may_end_so_long_after_the_last_payment() -> None:
    under = policy(pack("330000", row("ends", SuspensionRule(DateRule(Anchor.LAST_PAID, days=1)))), COUNTRY)
    found = situation("flexible 2024-01..2026-06", "flexible on 2026-11-22", under=under)
    assert found.benefits_end == day("2026-06-30")


def test_a_person_belongs_to_a_group_by_category() -> None:
    newborn = Person(categories=frozenset({"newborn", "student"}))
    assert situation("", "resident on 2026-12-31, for 2027", person=newborn).known["group:exempt"] == "yes"
    assert situation("", "resident on 2026-12-31, for 2027").known["group:exempt"] == "no"


def test_the_days_a_rule_may_count_from_include_birth_and_the_end_of_benefits() -> None:
    told = case("flexible 2024-01..2026-06", "flexible on 2026-11-22", person=Person(birth_date=day("1990-05-01")))
    decided = replace(told, decisions=(
        Decision("甲", benefits_from=day("2026-12-05")),
        Decision("乙", option="join_resident", benefits_from=day("2027-01-01")),
        Decision("丙", waiting_months=2),
    ))  # fmt: skip
    assert decided.plan is not None
    found = Situation(decided, NOWHERE, planned_proposal(decided, NOWHERE, decided.plan)).anchors
    assert (found[Anchor.BIRTH], found[Anchor.BENEFITS_END]) == (day("1990-05-01"), day("2026-07-31"))
    assert (found[Anchor.PAYMENT_YEAR], found[Anchor.DECIDED]) == (day("2026-01-01"), day("2026-12-05"))


def test_a_year_paid_late_along_with_the_next_is_the_first_one_insured() -> None:
    both = situation("resident 2025-01..2025-12", "resident on 2026-11-22, for 2027, back pay").anchors
    assert both[Anchor.INSURED_FROM] == day("2026-11-22")
    assert (both[Anchor.INSURED_START], both[Anchor.INSURED_END]) == (day("2027-01-01"), day("2027-12-31"))


def test_the_days_a_rule_may_count_from() -> None:
    found = situation("flexible 2024-01..2026-06", "flexible on 2026-11-22").anchors
    assert (found[Anchor.LAST_PAID], found[Anchor.FIRST_UNPAID]) == (day("2026-06-30"), day("2026-07-01"))
    assert found[Anchor.PAYMENT] == day("2026-11-22")
    assert Anchor.INSURED_START not in found
    late = situation("resident 2024-01..2024-12", "resident on 2027-03-05, for 2027").anchors
    assert (late[Anchor.INSURED_START], late[Anchor.INSURED_FROM], late[Anchor.INSURED_END]) == (
        date(2027, 1, 1), date(2027, 3, 5), date(2027, 12, 31),
    )  # fmt: skip
    early = situation("resident 2024-01..2024-12", "resident on 2026-11-20, for 2027").anchors
    assert early[Anchor.INSURED_FROM] == date(2027, 1, 1)
    assert Anchor.LAST_PAID not in situation("", "flexible on 2026-11-22").anchors


def test_months_nobody_knows_between_the_last_cover_and_the_resumption_are_unsettled() -> None:
    paid = "employee 2022-01 unknown; employee 2024-01..2026-07; employee 2026-08 unknown; employee 2026-10 in_transit"
    assert [str(span) for span in situation(paid, "flexible on 2026-11-22").unsettled] == [
        "2026-08..2026-08", "2026-10..2026-10",
    ]  # fmt: skip
    assert situation("employee 2026-01 unknown", "flexible on 2026-11-22").unsettled == ()
    # Paid on: nothing lies between.
    assert situation("employee 2022-01 unknown; employee 2024-01..2026-10", "flexible on 2026-11-22").unsettled == ()


def test_a_proposal_moved_to_another_day_keeps_the_lapses_it_pays_at_their_new_length() -> None:
    told = case("employee 2024-01..2026-08", "flexible on 2026-11-22, back pay")
    assert told.plan is not None
    proposal = planned_proposal(told, NOWHERE, told.plan)
    later = day("2027-02-10")
    moved = proposal.moved_to(later, lapses_before_payment(told, later), NOWHERE)
    assert moved.closes == main_lapse(lapses_before_payment(told, later))
    assert moved.pays == (moved.closes,)
    assert moved.pays_what_it_closes
    assert moved.pay_on == later


def test_a_year_paid_late_is_an_own_year_only_while_it_lasts() -> None:
    proposal = Proposal(
        OptionId.JOIN_RESIDENT_NEXT_YEAR, Scheme.RESIDENT, day("2026-11-20"), insured_year=2027, pays_own_year=True
    )
    assert proposal.moved_to(day("2026-12-31"), (), NOWHERE).pays_own_year
    assert not proposal.moved_to(day("2027-01-01"), (), NOWHERE).pays_own_year


# --- medical years, first lapses, months in a row that count ---------------------------------------------------------


def measured(counted: Counted, paid: str, planned: str, person: Person | None = None, **parts: object) -> object:
    told = case(paid, planned, person=person)
    assert told.plan is not None
    found = Situation(told, NOWHERE, planned_proposal(told, NOWHERE, told.plan))
    return found.count(Measure("m", Bilingual("数", "count"), counted, **parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("paid_until", "pay_on", "this_year", "worst_year"),
    [
        ("2026-02", "2026-06-30", 3, 3),  # March to May, all in the year from July 2025
        ("2026-02", "2026-07-01", 0, 4),  # the new year has begun, four months were missed in the old one
        ("2026-02", "2026-09-10", 2, 4),
        ("2026-05", "2026-12-10", 5, 5),  # one month in the old year, five in the new
    ],
)
def test_a_lapse_that_reaches_into_another_medical_year(
    paid_until: str, pay_on: str, this_year: int, worst_year: int
) -> None:
    paid, planned = f"flexible 2024-01..{paid_until}", f"flexible on {pay_on}"
    assert measured(Counted.ACCUMULATED_MONTHS, paid, planned, year_starts=7) == this_year
    assert measured(Counted.ACCUMULATED_MONTHS, paid, planned, year_starts=7, worst_year=True) == worst_year


@pytest.mark.parametrize(
    ("paid", "lapses"),
    [
        ("flexible 2020-01..2026-08", 0),
        ("flexible 2020-01..2021-03; flexible 2021-05..2026-08", 1),
        ("flexible 2020-01..2021-03; flexible 2021-05..2021-06; resident 2021-08..2026-08", 2),
        ("flexible 2020-01..2021-03; flexible 2021-04..2021-05 unpaid; flexible 2021-07..2026-08", 1),
        ("flexible 2020-01..2021-03; flexible 2021-04..2021-05 unknown; flexible 2021-06..2026-08", Between(0, 1)),
        ("flexible 2020-01..2021-03; flexible 2021-04..2021-05 back_paid; flexible 2021-06..2026-08", Between(0, 1)),
    ],
    ids=["the-first-ever", "the-second", "the-third", "unpaid-and-empty-are-one", "nobody-knows", "made-good-later"],
)
def test_lapses_before_this_one(paid: str, lapses: object) -> None:
    begun = Person(first_enrolment=month("2020-01"))
    assert measured(Counted.EARLIER_LAPSES, paid, "flexible on 2026-11-22", person=begun) == lapses


@pytest.mark.parametrize(("begun", "lapses"), [(None, Between(0, None)), ("2008-05", Between(0, None)), (True, 0)])
def test_a_record_that_may_begin_after_the_first_enrolment_may_leave_lapses_out(begun: object, lapses: object) -> None:
    told = Person(first_enrolment=month(begun) if isinstance(begun, str) else begun)  # type: ignore[arg-type]
    assert (
        measured(Counted.EARLIER_LAPSES, "flexible 2020-01..2026-08", "flexible on 2026-11-22", person=told) == lapses
    )


def test_without_a_lapse_there_was_none_before() -> None:
    assert measured(Counted.EARLIER_LAPSES, "flexible 2020-01..2026-10", "flexible on 2026-11-22") == 0


@pytest.mark.parametrize(
    ("parts", "months"),
    [
        ({}, 72),
        ({"schemes": frozenset({Scheme.EMPLOYEE, Scheme.FLEXIBLE})}, 60),
        ({"local": True}, 48),
        ({"schemes": frozenset({Scheme.FLEXIBLE}), "local": True}, 48),
    ],
    ids=["all", "of-employee-insurance", "local", "local-flexible"],
)
def test_months_in_a_row_are_those_the_text_speaks_of(parts: dict[str, object], months: int) -> None:
    paid = "resident 2019-01..2019-12; employee 2020-01..2020-12 @310000; flexible 2021-01..2024-12"
    assert measured(Counted.CONSECUTIVE_MONTHS, paid, "flexible on 2025-06-10", **parts) == months


def test_months_in_all_are_those_the_text_speaks_of() -> None:
    paid = "resident 2019-01..2019-12; employee 2020-01..2020-12 @310000; flexible 2021-01..2024-12"
    assert measured(Counted.CUMULATIVE_MONTHS, paid, "flexible on 2025-06-10") == 60
    assert measured(Counted.CUMULATIVE_MONTHS, paid, "flexible on 2025-06-10", local=True) == 48
    resident = frozenset({Scheme.RESIDENT})
    assert measured(Counted.CUMULATIVE_MONTHS, paid, "flexible on 2025-06-10", schemes=resident) == 12


@pytest.mark.parametrize(
    ("pay_on", "month"),
    [("2026-12-31", 0), ("2027-01-01", 1), ("2027-02-28", 2), ("2027-03-01", 3), ("2027-06-30", 6), ("2027-07-01", 7)],
)
def test_the_month_of_the_insured_year(pay_on: str, month: int) -> None:
    assert measured(Counted.YEAR_MONTH, "resident 2025-01..2026-12", f"resident on {pay_on}, for 2027") == month


def test_outside_resident_insurance_there_is_no_insured_year() -> None:
    assert measured(Counted.YEAR_MONTH, "flexible 2025-01..2026-10", "flexible on 2026-11-22") == 0
