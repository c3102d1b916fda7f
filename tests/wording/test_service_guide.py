"""The guide to service items and the checklist, in words; over the packs that come with the program."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from app.packs.shelf.shelf import Shelf
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy
from app.rules.law.terms import Grade, Source
from app.rules.outcome.assessment import LapseEffect, RequiredDocument
from app.rules.outcome.guidance.service_items import lapse_effects, place_channels, service_items
from app.system.resources import shipped_policies
from app.wording.checklist import custom_said, lacking, lacking_said
from app.wording.service_guide import GuidePage, Mark, channels_page, checklist_entry, effects_page, item_page

ON = date(2026, 11, 22)
ITEMS = (
    *(
        "职工参保登记",
        "灵活就业参保登记",
        "居民参保登记",
        "单位补缴",
        "个人补缴",
        "居民补缴与缴费修复",
        "查询与缴费证明",
    ),
    *("参保凭证", "关系转移接续", "退休趸缴", "家庭共济", "手工报销", "生育津贴"),
)


@cache
def shelf() -> Shelf:
    return Shelf(shipped_policies(), None)


def at(code: str) -> Policy:
    return shelf().policy_for(code)


@cache
def guide(code: str) -> tuple[GuidePage, ...]:
    policy = at(code)
    items = map(item_page, service_items(policy, ON))
    return (*items, channels_page(place_channels(policy, ON)), effects_page(lapse_effects(policy)))


def page(code: str, key: str) -> GuidePage:
    return next(each for each in guide(code) if each.key == key)


def text(page: GuidePage) -> str:
    return "\n".join(
        line.zh for section in page.sections for entry in section.entries for line in (entry.head, *entry.more)
    )


def document(id_: str, grade: Grade = Grade.A) -> RequiredDocument:
    title = Bilingual(f"{id_}件", f"paper {id_}")
    form, own = Bilingual("原件", "original"), Bilingual("自备", "own")
    return RequiredDocument(id_, title, form, 1, own, own, None, None, (), grade)


@pytest.mark.parametrize("code", ["000000", "140100", "430100", "510100"])
def test_every_official_item_has_its_page_that_rests_on_sources(code: str) -> None:
    titles = [each.title.zh for each in guide(code)]
    assert set(ITEMS) <= set(titles)
    for each in guide(code):
        assert each.sections, each.key
        assert each.sources, each.key


def test_no_document_is_named_without_a_source_and_what_rests_on_usage_says_so() -> None:
    bring = page("000000", "unit-back-payment").sections[0]
    assert bring.mark is Mark.TICK
    told = {entry.head.zh: [line.zh for line in entry.more] for entry in bring.entries}
    assert "当地惯例，请先电话确认" in told["单位补缴申请（加盖公章）（原件 1份）"]
    assert "当地惯例，请先电话确认" not in told["有效身份证件或医保电子凭证（原件 1份）"]


def test_an_item_without_a_recorded_document_says_so() -> None:
    assert "没有收录所需材料：当地惯例，请先电话确认" in text(page("000000", "wallet"))


def test_what_is_not_recorded_is_named() -> None:
    assert "多久办好、能不能请人代办（见“委托代办”）没有收录，请先电话确认" in text(page("000000", "unit-back-payment"))


def test_the_wallet_has_its_limits_and_the_hotlines_what_each_answers() -> None:
    assert "每天最多3笔，每笔不超过2000元" in text(page("140100", "wallet"))
    told = text(page("140100", "channels"))
    for number in ("12393", "12366", "12333"):
        assert number in told


def test_what_only_articles_say_of_a_lapse_stands_apart() -> None:
    ruled, article = page("000000", "effects").sections
    assert {"生育", "退休要的年限", "大病保险限额"} <= {entry.head.zh for entry in ruled.entries}
    assert {"信用记录", "购房、落户", "个人账户"} <= {entry.head.zh for entry in article.entries}


def test_a_province_words_its_own_item() -> None:
    assert "不超过5个工作日" in text(page("510100", "retirement-lump-sum"))
    assert "湘医保" in text(page("430100", "flexible-enrolment"))


def test_a_page_is_found_by_any_of_its_words_in_either_language() -> None:
    assert page("000000", "family-sharing").is_found_by("共济 承诺书")
    assert page("000000", "family-sharing").is_found_by("RELATIVE statement")
    assert not page("000000", "family-sharing").is_found_by("趸缴")


def test_what_is_lacking_is_told_once_something_is_ticked() -> None:
    asked = (document("甲"), document("乙"), document("丙"))
    assert lacking_said(asked, frozenset()) is None
    assert lacking_said(asked, {"甲"}) == Bilingual("缺 2 件：乙件；丙件", "2 are lacking: paper 乙; paper 丙")
    assert lacking_said(asked, {"甲", "丙"}) == Bilingual("缺 1 件：乙件", "1 is lacking: paper 乙")
    assert lacking_said(asked, {"甲", "乙", "丙"}) == Bilingual("材料已备齐（3 件）", "All 3 documents are there")
    assert lacking(asked, {"乙"}) == (asked[0], asked[2])


def test_nothing_is_said_of_an_empty_checklist() -> None:
    assert lacking_said((), frozenset({"甲"})) is None


@pytest.mark.parametrize(
    ("grade", "usage"), [(Grade.A, False), (Grade.DERIVED, False), (Grade.C, True), (Grade.WEB, True)]
)
def test_only_an_official_text_asks_for_a_document_without_a_remark(grade: Grade, usage: bool) -> None:
    assert (custom_said(document("甲", grade)) is not None) == usage


def test_the_checklist_says_what_a_document_is_for() -> None:
    assert [line.zh for line in checklist_entry(document("甲")).more] == ["做什么用：自备", "在哪里取得：自备"]


def test_effects_of_one_grade_only_need_one_section() -> None:
    weak = Source("w", "网文", "", "", "", "", Grade.WEB)
    effect = LapseEffect("x", Bilingual("信用", "credit"), Bilingual("有影响", "touched"), (weak,), Grade.WEB)
    [section] = effects_page([effect]).sections
    assert section.title.zh == "只有网络文章这样说的（请核对）"
