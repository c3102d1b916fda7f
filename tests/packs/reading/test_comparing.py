from __future__ import annotations

from datetime import date
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.packs.reading.comparing import Difference, differences
from app.packs.reading.difference_text import difference_text
from app.packs.reading.in_force import Area
from app.packs.reading.joint_space import covering, joint_space
from app.packs.shelf.shelf import Shelf
from app.rules.law.policy import Policy
from app.rules.law.tables import Axis, Between, Box, Space
from app.rules.law.terms import Matter

DAY = date(2026, 5, 1)

OTHER = """\
format: xubaotong.policy/1
code: "310000"
name: {zh: 上海市, en: Shanghai}
version: "2026.1"
extends: "000000"
claims: {from: 2025-01-01, until: 2026-12-31}
standing: {zh: 请核对, en: please check}
sources:
  sh-1: {title: 上海细则, grade: A}
  sh-2: {title: 上海旧闻, grade: C}
measures:
  gap: {title: {zh: 中断月数, en: months missing}, counted: unpaid_months}
parameters:
  resident_premium: [{year: 2026, amount: "700.00", cite: [sh-1]}]
  "rate:flexible": [{amount: "10%", cite: [sh-1]}]
windows: [{year: 2026, opens: 2025-11-07, closes: 2025-12-25, cite: [sh-1]}]
required_years: [{cumulative: 15, actual: 5, cite: [sh-1], valid: {from: 2026-07-01}}]
tables:
  suspension:
    - id: same
      then: {stops: {at: first_unpaid, align: month_start}}
      says: {zh: 换一种说法, en: in other words}
      cite: [sh-1]
  cover:
    - id: long
      when: {gap: ">6", resume_as: [employee, flexible]}
      then: {verdict: yes, wait: {months: 6, start: {at: payment, align: month_start}, count: calendar}}
      says: {zh: 超过六个月等六个月, en: six months beyond six}
      cite: [sh-1]
    - id: middle
      when: {gap: "4..6", resume_as: [employee, flexible]}
      then: {verdict: yes, start: {at: payment, months: 1, align: month_start}}
      says: {zh: 六个月内无等待, en: no wait up to six months}
      cite: [sh-1]
  gap_costs:
    - id: doubtful
      then: {bearer: self}
      says: {zh: 自费, en: borne by the person}
      cite: [sh-2]
steps:
  - {id: online, phase: register, text: {zh: 网上办, en: do it online}, when: {resume_as: flexible}, cite: [sh-1]}
channels:
  - id: city-app
    kind: app
    name: {zh: 随申办, en: Suishenban}
    what: {zh: 缴费, en: payment}
    phone: "021-12393"
    valid: {from: 2026-05-01}
    cite: [sh-1]
"""


@pytest.fixture
def shelf(nation: str, city: str, shelve) -> Shelf:
    return Shelf(shelve(nation, city, OTHER), None)


@pytest.fixture
def nation_wide(shelf: Shelf) -> Policy:
    return shelf.policy_for("000000")


@pytest.fixture
def shanghai(shelf: Shelf) -> Policy:
    return shelf.policy_for("310000")


def on(topic: Matter | Area, found: tuple[Difference, ...]) -> list[Difference]:
    return [difference for difference in found if difference.topic is topic]


def test_a_place_does_not_differ_from_itself_nor_from_a_district_that_inherits_it(shelf: Shelf) -> None:
    taiyuan, district = shelf.policy_for("140100"), shelf.policy_for("140105")

    assert differences(taiyuan, DAY, taiyuan, DAY) == ()
    assert differences(taiyuan, DAY, district, DAY) == ()
    assert difference_text(taiyuan, DAY, district, DAY, "zh").endswith("没有不同。\n")


def test_the_cases_in_which_answers_differ_are_named_with_the_rows(nation_wide: Policy, shanghai: Policy) -> None:
    long, middle = on(Matter.COVER, differences(nation_wide, DAY, shanghai, DAY))

    assert middle.one is not None
    assert middle.other is not None
    assert [said.zh for said in middle.where] == ["断缴月数为 4 至 6；续保身份：职工医保（单位）或灵活就业人员参保"]
    assert (middle.one.rows, middle.other.rows) == (("000000/cover/long",), ("310000/cover/middle",))
    assert middle.one.says.zh.startswith("可以办；等待6个月（按日期")
    assert [source.title for source in middle.other.sources] == ["上海细则"]
    assert [said.en for said in long.where] == [
        "unpaid months at least 7; scheme resumed: employee insurance through a unit or flexible employment"
    ]


def test_rows_that_come_to_the_same_are_no_difference(nation_wide: Policy, shanghai: Policy) -> None:
    assert on(Matter.SUSPENSION, differences(nation_wide, DAY, shanghai, DAY)) == []


def test_an_answer_that_does_not_decide_differs_from_one_that_does(nation_wide: Policy, shanghai: Policy) -> None:
    (found,) = on(Matter.GAP_COSTS, differences(nation_wide, DAY, shanghai, DAY))

    assert found.one is not None
    assert found.other is not None
    assert found.other.says.zh == f"（依据不足，仅供参考）{found.one.says.zh}"
    assert [said.zh for said in found.where] == ["所有情形"]


def test_sides_change_places_with_the_policies(nation_wide: Policy, shanghai: Policy) -> None:
    there = differences(nation_wide, DAY, shanghai, DAY)
    back = differences(shanghai, DAY, nation_wide, DAY)

    assert {(d.topic, d.one, d.other) for d in there} == {(d.topic, d.other, d.one) for d in back}


def test_figures_windows_required_years_and_steps_are_compared(nation_wide: Policy, shanghai: Policy) -> None:
    found = differences(nation_wide, date(2026, 7, 1), shanghai, date(2026, 7, 1))
    (premium,), (window,), (step,) = (on(area, found) for area in (Area.FIGURES, Area.WINDOWS, Area.STEPS))

    assert premium.one is not None
    assert premium.other is not None
    assert "2026" in premium.what.zh
    assert (premium.one.says.zh, premium.other.says.zh) == ("400.00", "700.00")
    assert (premium.one.rows, premium.other.rows) == (("000000/resident_premium",), ("310000/resident_premium",))
    assert window.other is not None
    assert window.other.says.zh == "2025年11月7日至2025年12月25日"
    (channel,) = on(Area.CHANNELS, found)
    assert (channel.one, channel.what.zh) == (None, "随申办 App")
    assert channel.other is not None
    assert channel.other.says.zh.startswith("缴费；电话 021-12393")
    assert (step.one, step.what.zh) == (None, "网上办")
    assert [years.one for years in on(Area.RETIREMENT, found)] == [None, None]


def test_two_days_of_one_place_differ_in_what_begins_between_them(nation_wide: Policy, shanghai: Policy) -> None:
    (rule,) = on(Matter.COVER, differences(nation_wide, date(2019, 12, 31), nation_wide, date(2020, 1, 1)))
    (notice,) = differences(nation_wide, date(2026, 12, 31), nation_wide, date(2027, 1, 1))
    years = differences(shanghai, date(2026, 6, 30), shanghai, date(2026, 7, 1))

    assert rule.one is not None
    assert rule.other is not None
    assert (rule.one.rows, rule.other.rows) == (("000000/cover/unrecorded",), ("000000/cover/long",))
    assert (notice.topic, notice.one) == (Area.NOTICES, None)
    assert [(found.topic, found.one) for found in years] == [(Area.RETIREMENT, None)] * 2


def test_the_text_names_both_sides_and_what_is_outside_the_claims(nation_wide: Policy, shanghai: Policy) -> None:
    places = difference_text(nation_wide, DAY, shanghai, date(2027, 5, 1), "en")
    days = difference_text(shanghai, DAY, shanghai, date(2027, 5, 1), "zh")

    assert places.startswith(
        "What differs between the rules of National (000000, 1 May 2026) and Shanghai (310000, 1 May 2027)\n"
        "1 May 2027 is not claimed by the pack of Shanghai (1 January 2025 to 31 December 2026)"
    )
    assert "        310000/cover/middle\n        “上海细则” (official text, A)\n" in places
    assert days.startswith("上海市（310000）的规则，2026年5月1日与2027年5月1日有什么不同\n")
    assert "    2026年5月1日：没有收录\n" in days


def test_counts_that_are_defined_alike_are_one_axis_and_others_name_their_place(nation: str, city: str, shelve) -> None:
    counted = OTHER.replace("counted: unpaid_months", "counted: consecutive_months").replace("中断月数", "断缴月数")
    other = Shelf(shelve(nation, counted), None)
    joint = joint_space(other.policy_for("000000"), other.policy_for("310000"))

    assert [title.zh for title in joint.titles if "断缴月数" in title.zh] == ["断缴月数", "断缴月数（上海市的算法）"]


def test_a_row_that_asks_for_one_count_by_two_names_is_met_where_both_hold(nation: str, city: str, shelve) -> None:
    twice = OTHER.replace('{gap: "4..6", resume', '{gap: "<=6", unpaid: ">=4", resume')
    policies = Shelf(shelve(nation, twice), None)
    found = on(Matter.COVER, differences(policies.policy_for("000000"), DAY, policies.policy_for("310000"), DAY))

    assert [said.zh for said in found[1].where] == ["断缴月数为 4 至 6；续保身份：职工医保（单位）或灵活就业人员参保"]


SPACE = Space(
    (Axis("a", ("x", "y", "z"), ()), Axis.of("b", None, [Between(None, 3), Between(7, 9)]), Axis("c", ("p", "q"), ()))
)
boxes = st.tuples(*(st.integers(1, axis.full) for axis in SPACE.axes))


def cells(parts: list[Box] | tuple[Box, ...]) -> set[tuple[int, ...]]:
    points = product(*(range(axis.full.bit_length()) for axis in SPACE.axes))
    return {
        point
        for point in points
        if any(all(mask >> cell & 1 for mask, cell in zip(box, point, strict=True)) for box in parts)
    }


@given(parts=st.lists(boxes, max_size=6))
def test_boxes_that_cover_a_part_are_the_same_cases_and_none_is_needless(parts: list[Box]) -> None:
    found = covering(parts, SPACE)

    assert cells(found) == cells(parts)
    for box in found:
        assert cells([other for other in found if other != box]) != cells(parts)


SHIPPED = Shelf(Path(__file__).resolve().parents[3] / "policies", None)


@pytest.mark.slow
def test_every_shipped_place_can_be_told_apart_from_the_next() -> None:
    codes = [heading.code for heading in SHIPPED.headings]
    for code, following in pairwise(codes):
        for language in ("zh", "en"):
            text = difference_text(SHIPPED.policy_for(code), DAY, SHIPPED.policy_for(following), DAY, language)
            assert "{" not in text
