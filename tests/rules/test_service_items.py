"""Service items: whose documents are on a checklist, what a place says instead of the nation, what a lapse does."""

from __future__ import annotations

from dataclasses import replace

from app.rules.bilingual import Bilingual
from app.rules.law.policy import ChannelRow, DocumentRow
from app.rules.law.services import DoneBy, LapseEffectRow, ServiceFactRow, ServiceRow, ServiceStepRow, Told
from app.rules.law.terms import ChannelKind, Grade
from app.rules.outcome.guidance.service_items import lapse_effects, place_channels, service_items
from tests.rules.places import COUNTRY, day, outcome, pack, policy, when

ON = day("2026-11-22")


def said(text: str) -> Bilingual:
    return Bilingual(text, text)


def paper(id_: str, *items: str, cite: str = "law", **conditions: object) -> DocumentRow:
    row = DocumentRow(id_, when(**conditions), said(id_), said("原件"), 1, said("自备"), said("核对"), (cite,))
    return replace(row, services=items)


def step(by: DoneBy, text: str) -> ServiceStepRow:
    return ServiceStepRow(by, said(text), ("law",))


def fact(told: Told, text: str) -> ServiceFactRow:
    return ServiceFactRow(told, said(text), ("page",))


ENROL = ServiceRow(
    "enrol",
    ("law",),
    said("灵活就业参保登记"),
    said("自己参保"),
    when(resume_as="flexible"),
    (
        step(DoneBy.EITHER, "查记录"),
        step(DoneBy.ONLINE, "网上一"),
        step(DoneBy.ONLINE, "网上二"),
        step(DoneBy.COUNTER, "窗口"),
    ),
    (fact(Told.TAKES, "十天"), fact(Told.NOTE, "国家的话")),
)
PAY = ServiceRow("pay", ("law",), said("个人补缴"), said("补上"), when(resume_as="flexible", back_pay=True))
SHARE = ServiceRow("share", ("law",), said("家庭共济"), said("给家人用"))
NATION = replace(
    COUNTRY,
    services=(ENROL, PAY, SHARE),
    documents=(paper("id", "enrol", "pay"), paper("form", "pay", cite="page"), paper("pledge", "share"), paper("free")),
    channels=(
        ChannelRow("app", ChannelKind.APP, when(), said("平台"), said("查"), ("law",), services=("share",)),
        ChannelRow("tax", ChannelKind.HALL, when(resume_as="resident"), said("税务厅"), said("缴费"), ("law",)),
        ChannelRow("desk", ChannelKind.COUNTER, when(resume_as="flexible"), said("窗口"), said("登记"), ("law",)),
    ),
    lapse_effects=(
        LapseEffectRow("benefits", when(scheme_before="flexible"), said("报销"), said("不能报"), ("law",)),
        LapseEffectRow("credit", when(), said("信用"), said("有的地方算"), ("web",)),
        LapseEffectRow("years", when(scheme_before="resident"), said("年数"), said("重新数"), ("law",)),
    ),
)
CITY = pack(
    "330000",
    services=(
        ServiceRow(
            "enrol",
            ("press",),
            steps=(step(DoneBy.ONLINE, "本市网上"),),
            facts=(fact(Told.TAKES, "当场"), fact(Told.NOTE, "本市的话")),
        ),
    ),
    documents=(paper("id", "enrol", "pay", cite="press"),),
    lapse_effects=(LapseEffectRow("credit", when(), said("信用"), said("本市不算"), ("press",)),),
)
UNDER = policy(CITY, NATION)
LAPSED = "flexible 2024-01..2026-08 base=5000"


def items(under=UNDER):
    return {item.id: item for item in service_items(under, ON)}


def test_a_checklist_has_the_documents_of_the_items_a_way_goes_through() -> None:
    """What belongs to no item at all is asked for in every way; what belongs to another one is not."""
    resumed = outcome(LAPSED, "flexible on 2026-11-22", under=UNDER)
    assert [each.id for each in resumed.documents] == ["id", "free"]
    paid = outcome(LAPSED, "flexible on 2026-11-22, back pay", under=UNDER)
    assert [each.id for each in paid.documents] == ["id", "form", "free"]
    resident = outcome(LAPSED, "resident on 2026-11-22, for 2027", under=UNDER)
    assert [each.id for each in resident.documents] == ["free"]


def test_a_way_names_its_items_and_one_that_belongs_to_no_way_is_never_among_them() -> None:
    paid = outcome(LAPSED, "flexible on 2026-11-22, back pay", under=UNDER)
    assert [each.title.zh for each in paid.services] == ["灵活就业参保登记", "个人补缴"]
    assert outcome(LAPSED, "resident on 2026-11-22, for 2027", under=UNDER).services == ()


def test_a_place_replaces_the_steps_of_one_kind_where_those_stood_and_keeps_the_others() -> None:
    assert [each.text.zh for each in items()["enrol"].steps] == ["查记录", "本市网上", "窗口"]
    assert [each.text.zh for each in items(policy(NATION))["enrol"].steps] == ["查记录", "网上一", "网上二", "窗口"]


def test_a_place_replaces_what_is_told_of_one_kind_but_notes_add_up() -> None:
    assert [each.says.zh for each in items()["enrol"].facts] == ["当场", "本市的话", "国家的话"]


def test_title_and_meaning_are_those_above_where_a_place_gives_none() -> None:
    assert (items()["enrol"].title.zh, items()["enrol"].what.zh) == ("灵活就业参保登记", "自己参保")
    assert list(items()) == ["enrol", "pay", "share"]


def test_the_documents_of_an_item_are_those_that_name_it_worded_by_the_nearest_pack() -> None:
    assert [(each.id, each.grade) for each in items()["pay"].documents] == [("id", Grade.B), ("form", Grade.C)]
    assert [each.id for each in items()["share"].documents] == ["pledge"]


def test_an_item_has_the_channels_that_name_it_and_those_of_ways_that_go_through_it() -> None:
    assert [each.id for each in items()["share"].channels] == ["app"]
    assert [each.id for each in items()["enrol"].channels] == ["desk"]
    assert [each.id for each in place_channels(UNDER, ON)] == ["app", "tax", "desk"]


def test_what_a_lapse_does_is_told_where_there_is_one_in_the_words_of_the_nearest_pack() -> None:
    lapsed = outcome(LAPSED, "flexible on 2026-11-22", under=UNDER)
    assert [(each.id, each.says.zh, each.grade) for each in lapsed.affects] == [
        ("credit", "本市不算", Grade.B),
        ("benefits", "不能报", Grade.A),
    ]
    unbroken = outcome("flexible 2024-01..2026-10", "flexible on 2026-11-22", under=UNDER)
    assert unbroken.affects == ()
    assert [each.id for each in lapse_effects(UNDER)] == ["credit", "benefits", "years"]
