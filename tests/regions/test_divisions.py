import time

import pytest

from app.regions.divisions import Region, all_regions, ancestors, find, name_of
from tests.afresh import afresh


@pytest.mark.parametrize(
    ("code", "name", "above"),
    [
        ("140100", "山西省太原市", ("140100", "140000", "000000")),
        ("140105", "山西省太原市小店区", ("140105", "140100", "140000", "000000")),
        ("140000", "山西省", ("140000", "000000")),
        ("310000", "上海市", ("310000", "000000")),
        ("310101", "上海市黄浦区", ("310101", "310000", "000000")),
        ("500229", "重庆市城口县", ("500229", "500000", "000000")),
        ("429004", "湖北省仙桃市", ("429004", "420000", "000000")),
        ("441900", "广东省东莞市", ("441900", "440000", "000000")),
        ("620201", "甘肃省嘉峪关市", ("620201", "620200", "620000", "000000")),
        ("371202", "山东省莱芜市莱城区", ("371202", "371200", "370000", "000000")),
        ("810000", "香港特别行政区", ("810000", "000000")),
        ("000000", "全国", ("000000",)),
    ],
)
def test_a_division_knows_its_full_name_and_what_it_lies_in(code: str, name: str, above: tuple[str, ...]) -> None:
    assert name_of(code) == name
    assert ancestors(code) == above


@pytest.mark.parametrize("code", ["999999", "14010", "1401000", "", "太原", "140199", "１４０１００"])
def test_a_code_that_never_was_is_not_found(code: str) -> None:
    assert find(code) is None
    with pytest.raises(KeyError):
        name_of(code)
    with pytest.raises(KeyError):
        ancestors(code)


def test_a_withdrawn_code_is_found_but_not_offered() -> None:
    assert find("371200") == Region("371200", "莱芜市", listed=False)
    assert all(region.code != "371200" for region in all_regions())


def test_every_offered_division_lies_in_an_offered_province() -> None:
    provinces = {region.code for region in all_regions() if region.code.endswith("0000")}
    assert len(provinces) == 34
    assert len(all_regions()) > 3300
    assert {ancestors(region.code)[-2] for region in all_regions()} == provinces


def test_names_do_not_repeat_among_what_a_list_offers() -> None:
    names = [name_of(region.code) for region in all_regions()]
    assert len(set(names)) == len(names)
    assert not [name for name in names if name.endswith(("市辖区", "直辖县级行政区划"))]


def test_the_table_is_read_in_less_than_five_milliseconds() -> None:
    regions = afresh("app.regions.divisions")
    began = time.perf_counter()
    found = regions.find("140100")
    took = time.perf_counter() - began
    assert found.name == find("140100").name
    assert took < 0.05  # ten times the aim, so that a busy machine does not fail it
