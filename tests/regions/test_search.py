import json
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.regions.divisions import all_regions, name_of
from app.regions.search import get_ready, place_meant, places_like
from app.system.resources import resource


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("cq", "重庆市"),
        ("chongqing", "重庆市"),
        ("chongq", "重庆市"),
        ("cqs", "重庆市"),
        ("ty", "山西省太原市"),
        ("TaiYuan", "山西省太原市"),
        ("cs", "湖南省长沙市"),
        ("xm", "福建省厦门市"),
        ("xi'an", "陕西省西安市"),
        ("xian", "陕西省西安市"),
        ("la", "安徽省六安市"),
        ("lishui", "浙江省丽水市"),
        ("changzhi", "山西省长治市"),
        ("zhangzi", "山西省长治市长子县"),
        ("beng'bu", "安徽省蚌埠市"),
        ("shanxian", "山东省菏泽市单县"),
        ("nmg", "内蒙古自治区"),
        ("xj", "新疆维吾尔自治区"),
        ("140100", "山西省太原市"),
        ("1401", "山西省太原市"),
        ("四川成都", "四川省成都市"),
        ("北京朝阳", "北京市朝阳区"),
    ],
)
def test_a_place_is_found_first_by_name_pinyin_initials_and_code(typed, place):
    assert places_like(typed)[0][1] == place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("cq", "500000"),
        ("ty", "140100"),
        ("jl", "220200"),
        ("sz", None),
        ("hn", None),
        ("cd", None),
        ("四川成都", "510100"),
        ("吉林", "220200"),
        ("zz", None),
        ("qqq", None),
        ("", None),
        ("  ", None),
    ],
)
def test_pinyin_that_names_several_cities_is_never_guessed(typed, code):
    assert place_meant(typed) == code


def test_places_with_rules_of_their_own_come_before_others_of_the_same_initials():
    assert places_like("gz", {"440100"})[0] == ("440100", "广东省广州市")
    assert places_like("cd", {"510100"})[0] == ("510100", "四川省成都市")


def test_every_place_that_can_be_chosen_has_a_reading_of_as_many_syllables_as_letters():
    readings = json.loads(resource("regions", "pinyin.json").read_text(encoding="utf-8"))
    assert {region.code: len(region.name) for region in all_regions()} == {
        code: len(reading.split()) for code, reading in readings.items()
    }
    assert all(reading.replace(" ", "").isascii() for reading in readings.values())


@given(st.text(max_size=12))
def test_whatever_is_typed_is_searched_and_every_place_found_has_its_full_name(text):
    found = places_like(text)
    assert len(found) <= 12
    assert all(name == name_of(code) for code, name in found)
    meant = place_meant(text)
    assert meant is None or name_of(meant)


@given(st.sampled_from(sorted(region.code for region in all_regions())))
def test_every_place_is_meant_by_its_code_and_its_full_name(code):
    assert place_meant(code) == code
    assert name_of(place_meant(name_of(code))) == name_of(code)


def test_a_letter_more_is_searched_in_a_moment():
    get_ready()
    times = []
    for text in ("c", "cq", "chongq", "s", "sz", "山西太原", "太", "14", "1401", "火星"):
        begun = perf_counter()
        places_like(text)
        times.append(perf_counter() - begun)
    assert sorted(times)[len(times) // 2] < 0.02  # 0.5 ms on a quiet machine
