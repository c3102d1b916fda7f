from __future__ import annotations

from datetime import date

import pytest

from app.packs.reading.comparing import differences, likenesses
from app.packs.reading.in_force import TOPICS, Area, entries, layer_said, recorded
from app.packs.reading.source_age import age_said
from app.packs.shelf.shelf import Shelf, open_shelf
from app.rules.law.source_dates import Dated, dates_in, newest
from app.rules.law.terms import Matter

DAY = date(2026, 5, 1)


@pytest.fixture
def policy(nation: str, city: str, shelve):
    return Shelf(shelve(nation, city), None).policy_for("140100")


def test_a_row_tells_its_conditions_its_answer_and_what_it_rests_on(policy) -> None:
    row = next(row for row in entries(policy, DAY, Matter.GAP_COSTS) if row.id == "140100/gap_costs/back-paid")

    assert [said.zh for said in row.when] == ["补缴断缴月份：是", "属于新生儿：是或否"]
    assert [said.zh for said in row.then] == ["基金可报"]
    assert [source.title for source in row.sources] == ["太原办法"]
    assert not row.idle


def test_rows_stand_in_the_order_in_which_they_answer(policy) -> None:
    for matter in Matter:
        table = policy.table(matter, DAY)
        assert [row.id for row in entries(policy, DAY, matter)] == [row.carries.id for row in table.rows]


def test_a_row_is_there_only_while_it_holds(nation: str, shelve) -> None:
    policy = Shelf(shelve(nation), None).policy_for("000000")

    def ids(day: date) -> list[str]:
        return [row.id for row in entries(policy, day, Matter.COVER)]

    assert "000000/cover/long" in ids(date(2020, 1, 1))
    assert "000000/cover/long" not in ids(date(2019, 12, 31))


def test_a_place_tells_its_own_rules_from_those_taken_over(policy, nation: str, city: str, shelve) -> None:
    assert [layer_said(policy, pack).zh for pack in policy.packs] == ["本地", "沿用国家"]
    inside = Shelf(shelve(nation, city), None).policy_for("140105")
    assert [layer_said(inside, pack).zh for pack in inside.packs] == ["沿用太原市", "沿用国家"]


def test_a_window_says_whether_it_is_open(policy) -> None:
    def state(day: date) -> str:
        return entries(policy, day, Area.WINDOWS)[0].then[1].zh

    assert state(date(2025, 9, 30)) == "还没有开始，离开始还有 1 天"
    assert state(date(2026, 2, 28)) == "正在办理，还剩 0 天"
    assert state(date(2026, 3, 1)) == "已经结束"


def test_a_figure_that_is_not_recorded_for_the_day_is_not_told_as_if_it_were() -> None:
    policy = open_shelf().policy_for("500000")
    wage = next(row for row in entries(policy, DAY, Area.FIGURES) if row.id == "500000/reference_wage")

    assert wage.idle
    assert "这一天没有收录" in wage.then[0].zh
    assert "5125.00" in wage.then[0].zh
    for day, amount in ((DAY, "这一天没有收录"), (date(2025, 6, 1), "5125.00 元")):
        rows = entries(policy, day, Matter.BACK_PAYMENT)
        row = next(row for row in rows if row.id == "500000/back_payment/left-job-short")
        assert f"缴费工资基准〔{amount}〕" in row.then[1].zh


def test_other_opinions_stand_with_the_rows_they_contradict() -> None:
    policy = open_shelf().policy_for("500000")
    rows = entries(policy, DAY, Matter.BACK_PAYMENT)

    assert any(row.opinions for row in rows)
    known = {row.then[0] for row in entries(policy, DAY, Area.DISAGREEMENTS)}
    assert {opinion.says for row in rows for opinion in row.opinions} <= known


@pytest.mark.slow
@pytest.mark.parametrize("pack", open_shelf().packs, ids=lambda pack: pack.code)
def test_every_topic_of_every_pack_can_be_told(pack) -> None:
    policy = open_shelf().policy_for(pack.code)
    for topic in TOPICS:
        found = entries(policy, DAY, topic)
        assert len({(row.id, row.title, row.when) for row in found}) == len(found)
        assert all(row.then or row.title or row.sources for row in found)


def test_what_is_alike_and_what_differs_are_apart() -> None:
    shelf = open_shelf()
    one, other = shelf.policy_for("500000"), shelf.policy_for("320100")
    alike, unlike = likenesses(one, DAY, other, DAY), differences(one, DAY, other, DAY)

    assert alike
    assert unlike
    assert all(same.one is not None and same.other is not None for same in alike if same.topic in Area)
    assert all(same.one.says == same.other.says for same in alike if same.one and same.other)
    assert not {(same.topic, same.what, same.where) for same in alike} & {
        (it.topic, it.what, it.where) for it in unlike
    }


def test_nothing_is_alike_with_itself_but_everything() -> None:
    policy = open_shelf().policy_for("500000")

    assert differences(policy, DAY, policy, DAY) == ()
    assert {same.topic for same in likenesses(policy, DAY, policy, DAY)} >= set(Matter)


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("2026-04-30", date(2026, 5, 1), "1 天前"),
        ("2026-05-01", date(2026, 5, 1), "当天"),
        ("2024-06-01", date(2026, 5, 1), "699 天前"),
        ("2024-05-31", date(2026, 5, 1), "2 年前"),
        ("2026年1月", date(2026, 5, 1), "4 个月前"),
        ("2018至2023年", date(2026, 5, 1), "3 年前"),
        ("2026", date(2026, 5, 1), "当年"),
        ("2011-07-01 施行，2018 修正", date(2026, 5, 1), "8 年前"),
        ("2026-08-28 通过，2027-01-01 施行", date(2026, 11, 25), "89 天前"),
    ],
)
def test_a_text_is_as_old_as_its_last_date_says(text: str, day: date, said: str) -> None:
    found = newest([text], day)
    assert found is not None
    assert age_said(found, day).zh == said


def test_a_text_without_a_date_has_no_age() -> None:
    assert newest(["", "近年", "2027-01-01"], DAY) is None
    assert list(dates_in("文号〔12025〕3号")) == []


def test_one_is_not_said_in_the_plural() -> None:
    assert age_said(Dated(2025, 4), date(2025, 5, 1)).en == "1 month ago"
    assert age_said(Dated(2024), date(2026, 5, 1)).en == "2 years ago"


def test_a_figure_of_a_year_that_only_a_pack_above_records_is_there() -> None:
    """Taiyuan records the premium of 2024 itself; the years after are Shanxi's, and bills use them."""
    policy = open_shelf().policy_for("140100")
    premiums = [row for row in entries(policy, DAY, Area.FIGURES) if row.name == "resident_premium"]

    assert {(row.pack.code, row.row.year) for row in premiums} >= {("140000", 2025), ("140000", 2026)}
    assert all(policy.value_of_year(row.name, row.row.year, DAY) == (row.row, row.pack) for row in premiums)


def test_everything_recorded_stands_pack_by_pack_and_holds_what_is_in_force() -> None:
    policy = open_shelf().policy_for("140100")
    for topic in Area:
        everything = recorded(policy, DAY, topic)
        packs = [policy.packs.index(entry.pack) for entry in everything]
        assert packs == sorted(packs)
        ids = {entry.id for entry in everything}
        assert {entry.id for entry in entries(policy, DAY, topic)} <= ids
