"""Which rows and windows hold in a place: its own, those bound or adopted by a text, and those it merely inherits."""

from __future__ import annotations

import pytest

from app.rules.law.policy import CoverRule, Pack, Policy
from app.rules.law.terms import Grade, Matter, Verdict
from app.rules.law.waiting import Count, WaitRule
from tests.rules.places import (
    COUNTRY,
    NEXT_MONTH,
    UNMARKED,
    assessed,
    changes,
    day,
    mark,
    names_of,
    outcome,
    pack,
    policy,
    row,
    window,
)

FLEXIBLE = "flexible 2024-01..2026-08 base=5000"
PLAN = "flexible on 2026-11-22"
WAITS = row("waits", CoverRule(Verdict.YES, wait=WaitRule(NEXT_MONTH, Count.CALENDAR, months=2)), resume_as="flexible")
OF_THE_PROVINCE = "330000/cover/waits"

CITY = pack("330100", WAITS)
SILENT_CITY = pack("330100")
ADOPTING_CITY = pack("330100", adopts=(mark(OF_THE_PROVINCE),))
PROVINCE = pack("330000", WAITS)
BINDING_PROVINCE = pack("330000", WAITS, binding=(mark(OF_THE_PROVINCE),))
OTHER_MARK = pack("330000", WAITS, binding=(mark("330000/cover/something-else"),))
SILENT_PROVINCE = pack("330000")
ADOPTING_PROVINCE = pack("330000", adopts=(mark(*names_of(UNMARKED)),))


@pytest.mark.parametrize(
    ("asked_for", "packs", "holds", "why"),
    [
        ("330100", (CITY, SILENT_PROVINCE), True, "the city's own row"),
        ("330105", (CITY, SILENT_PROVINCE), True, "a district lies in the pooling area of its city"),
        ("330000", (PROVINCE,), True, "the province asked for itself"),
        ("330200", (PROVINCE,), False, "a city without a pack inherits the province's row"),
        ("330100", (SILENT_CITY, PROVINCE), False, "a city with a pack that does not speak of it inherits it too"),
        ("330100", (SILENT_CITY, OTHER_MARK), False, "the mark is on another row"),
        ("330200", (BINDING_PROVINCE,), True, "a text binds every place below"),
        ("330100", (SILENT_CITY, BINDING_PROVINCE), True, "a text binds the city with a pack too"),
        ("330100", (ADOPTING_CITY, PROVINCE), True, "the city's own pack adopts it"),
        ("330105", (ADOPTING_CITY, PROVINCE), True, "what a city adopts holds in its districts"),
    ],
)
def test_a_row_decides_where_it_is_the_places_own_or_a_text_makes_it_hold_there(
    asked_for: str, packs: tuple[Pack, ...], holds: bool, why: str
) -> None:
    found = outcome(FLEXIBLE, PLAN, under=policy(*packs, COUNTRY, requested=asked_for), region=asked_for)
    assert (found.verdict, found.reference) == ((Verdict.YES, False) if holds else (Verdict.ASK, True)), why
    assert found.benefits_from == day("2027-02-01"), "its values are filled in either way"
    (reason,) = [reason for reason in found.reasons if reason.matter is Matter.COVER]
    assert (reason.vouched, reason.decides) == (holds, holds)
    assert reason.grade is Grade.A, "what is inherited may be as official as you please"


def test_a_province_adopts_for_itself_and_not_for_the_cities_below() -> None:
    for asked_for, verdict in (("330000", Verdict.YES), ("330100", Verdict.ASK)):
        under = policy(ADOPTING_PROVINCE, UNMARKED, requested=asked_for)
        assert outcome(FLEXIBLE, PLAN, under=under, region=asked_for).verdict is verdict, asked_for


def test_a_place_that_adopts_everything_is_decided_as_if_the_rules_were_its_own() -> None:
    adopting = policy(pack("330100", adopts=(mark(*names_of(UNMARKED)),)), UNMARKED, requested="330100")
    nothing = policy(pack("330100"), UNMARKED, requested="330100")
    assert outcome(FLEXIBLE, PLAN, under=adopting).verdict is Verdict.YES
    assert (outcome(FLEXIBLE, PLAN, under=nothing).verdict, outcome(FLEXIBLE, PLAN, under=nothing).reference) == (
        Verdict.ASK,
        True,
    )


BIND = "bind"
ADOPT = "adopt"


def dated(how: str, since: str = "", until: str = "") -> Policy:
    found = (mark(OF_THE_PROVINCE, since=since, until=until),)
    city = pack("330100", adopts=found if how is ADOPT else ())
    return policy(city, pack("330000", WAITS, binding=found if how is BIND else ()), COUNTRY)


@pytest.mark.parametrize("how", [BIND, ADOPT])
@pytest.mark.parametrize(
    ("since", "until", "paid_on", "verdict"),
    [
        ("2026-11-22", "", "2026-11-21", Verdict.ASK),
        ("2026-11-22", "", "2026-11-22", Verdict.YES),
        ("", "2026-11-22", "2026-11-22", Verdict.YES),
        ("", "2026-11-22", "2026-11-23", Verdict.ASK),
        ("2026-11-22", "2026-11-22", "2026-11-22", Verdict.YES),
    ],
)
def test_a_mark_holds_from_its_first_to_its_last_day(
    how: str, since: str, until: str, paid_on: str, verdict: Verdict
) -> None:
    found = outcome(FLEXIBLE, f"flexible on {paid_on}", under=dated(how, since, until))
    assert found.verdict is verdict


def test_a_mark_that_ends_is_a_day_after_which_the_way_must_be_asked_for() -> None:
    told = changes("flexible 2024-01..2026-10", PLAN, dated(BIND, until="2026-12-15"))
    assert told[0] == "2026-12-16 verdict: 能办 → 须经办确认"


def test_a_mark_names_its_text_and_the_pack_that_bears_it() -> None:
    under = policy(ADOPTING_CITY, BINDING_PROVINCE, COUNTRY)
    found = under.mark(OF_THE_PROVINCE, day("2026-11-22"))
    assert found is not None
    assert (found[0].cites, found[1].code) == (("law",), "330100"), "the place's own text before that of the province"
    assert under.mark("330000/cover/something-else", day("2026-11-22")) is None


# --- enrolment windows --------------------------------------------------------------------------------------------

WINDOW = window("2026-10-17", "2027-02-25")
THE_WINDOW = "330000/window/2027"
PAID_IN_IT = "resident on 2027-01-10, for 2027"
NEVER_SKIPPED = "resident 2024-01..2026-12"


@pytest.mark.parametrize(
    ("asked_for", "packs", "holds", "why"),
    [
        ("330000", (pack("330000", windows=(WINDOW,)),), True, "the place's own"),
        ("330105", (pack("330100", windows=(WINDOW,)), SILENT_PROVINCE), True, "that of the district's city"),
        ("330100", (pack("330000", windows=(WINDOW,)),), False, "that of the province, which says nothing of cities"),
        ("330100", (pack("330000", windows=(WINDOW,), binding=(mark(THE_WINDOW),)),), True, "bound"),
        ("330100", (pack("330100", adopts=(mark(THE_WINDOW),)), pack("330000", windows=(WINDOW,))), True, "adopted"),
        (
            "330100",
            (pack("330100", adopts=(mark(THE_WINDOW, since="2027-01-11"),)), pack("330000", windows=(WINDOW,))),
            False,
            "not adopted yet on the day of payment",
        ),
    ],
)
def test_a_window_is_known_where_it_holds_and_two_worlds_where_it_is_inherited(
    asked_for: str, packs: tuple[Pack, ...], holds: bool, why: str
) -> None:
    under = policy(*packs, COUNTRY, requested=asked_for)
    found = assessed(NEVER_SKIPPED, PAID_IN_IT, under=under, as_of="2027-01-10", region=asked_for)
    assert found.planned is not None
    assert found.planned.verdict is (Verdict.YES if holds else Verdict.ASK), why
    assert found.planned.benefits_from == (day("2027-01-01") if holds else None)
    asked = [missing.fact for missing in found.missing_facts]
    assert ("in_window:2027:2027-01-10" in asked) is not holds


def test_the_windows_of_a_place_say_which_of_them_are_vouched_for() -> None:
    province = pack("330000", windows=(WINDOW, window("2025-10-01", "2026-02-28", 2026)))
    city = pack("330100", windows=(window("2026-09-01", "2026-12-20"),))
    found = policy(city, province, UNMARKED).enrolment_windows
    assert [(each.year, str(each.closes), each.vouched) for each in found if each.year in (2026, 2027)] == [
        (2026, "2026-02-28", False), (2027, "2026-12-20", True),
    ]  # fmt: skip
    bound = pack("330000", windows=(WINDOW,), binding=(mark(THE_WINDOW, until="2026-10-17"),))
    (of_2027,) = [each for each in policy(pack("330100"), bound).enrolment_windows if each.year == 2027]
    assert of_2027.vouched, "the mark holds on the day the window opens"
