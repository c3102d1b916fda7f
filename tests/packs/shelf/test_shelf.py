from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.packs.problems import UnusablePack
from app.packs.shelf.cache import MOST_KEPT, Cache, Kept
from app.packs.shelf.headings import PackHeading
from app.packs.shelf.shelf import Shelf, UnknownRegion, open_shelf, reread_shelf
from app.rules.bilingual import Bilingual
from app.rules.law.facts import YES
from app.rules.law.terms import Matter


def rows_of(shelf: Shelf, code: str, matter: Matter) -> list[str]:
    return [row.carries.id for row in shelf.policy_for(code).table(matter, date(2026, 5, 1)).rows]


def test_a_city_stands_above_the_nation(nation: str, city: str, shelve) -> None:
    shelf = Shelf(shelve(nation, city), None)

    assert rows_of(shelf, "140100", Matter.GAP_COSTS) == ["140100/gap_costs/back-paid", "000000/gap_costs/self"]
    assert rows_of(shelf, "000000", Matter.GAP_COSTS) == ["000000/gap_costs/self"]


@pytest.mark.parametrize(
    ("code", "answering"),
    [("140105", "140100"), ("140100", "140100"), ("140200", "000000"), ("140000", "000000"), ("310101", "000000")],
)
def test_a_place_without_a_pack_takes_the_nearest_one_above(
    code: str, answering: str, nation: str, city: str, shelve
) -> None:
    policy = Shelf(shelve(nation, city), None).policy_for(code)

    assert (policy.own.code, policy.requested) == (answering, code)


def test_a_removed_row_is_gone_for_the_city_alone(nation: str, city: str, shelve) -> None:
    shelf = Shelf(shelve(nation, city.replace("tables:", "remove: [000000/gap_costs/self]\ntables:")), None)

    assert rows_of(shelf, "140100", Matter.GAP_COSTS) == ["140100/gap_costs/back-paid"]
    assert rows_of(shelf, "000000", Matter.GAP_COSTS) == ["000000/gap_costs/self"]


def test_figures_windows_and_groups_arrive_as_written(nation: str, shelve) -> None:
    policy = Shelf(shelve(nation), None).policy_for("000000")

    found = policy.value("rate:flexible", date(2026, 1, 1))
    assert found is not None
    assert found[0].amount == Decimal("0.10")
    yearly = policy.value_of_year("resident_premium", 2026, date(2025, 12, 1))
    assert yearly is not None
    assert yearly[0].amount == Decimal("400.00")
    window = policy.window(2026)
    assert window is not None
    assert window[0].closes == date(2026, 2, 28)
    assert policy.group("exempt") == {"newborn"}


def test_a_bare_yes_is_the_value_yes(nation: str, city: str, shelve) -> None:
    pack = Shelf(shelve(nation, city), None).policy_for("140100").own

    assert pack.rows[0].when["back_pay"].values == {YES}


def test_the_same_policy_is_given_twice(nation: str, shelve) -> None:
    shelf = Shelf(shelve(nation), None)

    assert shelf.policy_for("140100") is shelf.policy_for("140100")


@pytest.mark.parametrize("code", ["999999", "14010", "", "太原"])
def test_a_code_that_is_no_place_is_unknown(code: str, nation: str, shelve) -> None:
    with pytest.raises(UnknownRegion):
        Shelf(shelve(nation), None).policy_for(code)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusablePack, match="no such folder"):
        Shelf(tmp_path / "none", None)


def test_without_a_national_pack_nothing_is_answered(city: str, shelve) -> None:
    shelf = Shelf(shelve(city), None)

    with pytest.raises(UnusablePack, match="000000"):
        shelf.policy_for("310000")
    with pytest.raises(UnusablePack, match="there is no pack 000000"):
        shelf.policy_for("140100")


def test_a_bad_pack_takes_no_other_with_it(nation: str, city: str, shelve) -> None:
    shelf = Shelf(shelve(nation, city.replace("grade: B", "grade: D")), None)

    assert [heading.code for heading in shelf.headings] == ["000000"]
    assert len(shelf.refused) == 1
    assert shelf.policy_for("310000").own.code == "000000"
    with pytest.raises(UnusablePack, match="grade D"):
        shelf.policy_for("140105")


def test_files_that_name_no_place_or_the_same_place_twice_are_refused(nation: str, shelve) -> None:
    folder = shelve(nation)
    (folder / "taiyuan.yaml").write_text(nation, encoding="utf-8")
    (folder / "000000-zz.yaml").write_text(nation, encoding="utf-8")
    (folder / "README.md").write_text("no pack", encoding="utf-8")

    told = [problem.in_("en") for problem in Shelf(folder, None).refused]

    assert len(told) == 2
    assert "000000-test.yaml is a pack of 000000 already" in told[0]
    assert "begins with the region's code" in told[1]


def test_headings_name_the_places_with_a_pack(nation: str, city: str, shelve) -> None:
    headings = Shelf(shelve(nation, city), None).headings

    assert [(heading.code, heading.name.zh, heading.standing.en) for heading in headings] == [
        ("000000", "全国", "official"),
        ("140100", "太原市", "please check"),
    ]


def test_a_heading_has_the_newest_day_that_a_source_is_dated_by(nation: str, city: str, shelve) -> None:
    dated = nation.replace("title: 社会保险法", "title: 社会保险法\n    dated: '2018-12-29'")
    later = dated.replace("title: 网文甲", "title: 网文甲, dated: 2026年5月")

    assert [heading.newest for heading in Shelf(shelve(later, city), None).headings] == [date(2018, 12, 29), None]


def opened_twice(folder: Path) -> Shelf:
    assert open_shelf(folder).policy_for("140100")
    return open_shelf(folder)


def test_a_kept_pack_is_the_pack_that_was_read(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    again = opened_twice(folder)

    assert [shelved.text for shelved in again.shelved] == [None, None]
    assert again.packs == reread_shelf(folder).packs


def test_headings_of_kept_packs_are_those_of_the_packs_and_open_none(
    nation: str, city: str, shelve, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shelve(nation, city)
    shelf = opened_twice(folder)
    monkeypatch.setattr("app.packs.shelf.shelf.pack_of", lambda *_: pytest.fail("a pack was opened"))

    headings = shelf.headings
    assert shelf.refused == ()
    monkeypatch.undo()
    assert headings == reread_shelf(folder).headings


def test_a_kept_pack_that_can_no_longer_be_used_is_told_though_no_place_was_asked_for(
    nation: str, city: str, shelve
) -> None:
    folder = shelve(nation, city)
    opened_twice(folder)
    shelve(nation.replace("exempt: [newborn]", "others: [newborn]"))

    shelf = open_shelf(folder)

    assert [heading.code for heading in shelf.headings] == ["000000"]
    assert ["no group exempt" in problem.in_("en") for problem in shelf.refused] == [True]


def test_a_pack_whose_file_is_taken_away_is_told(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    shelf = opened_twice(folder)
    (folder / "140100-test.yaml").unlink()

    assert [heading.code for heading in shelf.headings] == ["000000"]
    assert len(shelf.refused) == 1


def test_a_pack_that_changed_between_list_and_asking_is_listed_as_it_was_opened(nation: str, city: str, shelve) -> None:
    shelf = opened_twice(shelve(nation, city))
    assert [heading.standing.zh for heading in shelf.headings] == ["官方文件", "请核对"]
    shelve(city.replace("请核对", "已核对"))

    assert shelf.policy_for("140100").own.standing.zh == "已核对"
    assert [heading.standing.zh for heading in shelf.headings] == ["官方文件", "已核对"]
    assert [heading.sha256 for heading in shelf.headings] == [pack.sha256 for pack in shelf.packs]


def test_a_pack_is_checked_again_when_the_pack_it_extends_changed_after_the_list(
    nation: str, city: str, shelve
) -> None:
    shelf = opened_twice(shelve(nation, city))
    assert shelf.refused == ()
    shelve(nation.replace("exempt: [newborn]", "others: [newborn]"))

    with pytest.raises(UnusablePack, match="there is no group exempt"):
        shelf.policy_for("140100")
    assert [heading.code for heading in shelf.headings] == ["000000"]


def test_a_changed_file_is_read_anew(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    opened_twice(folder)
    shelve(city.replace("请核对", "已核对"))

    assert open_shelf(folder).policy_for("140100").own.standing.zh == "已核对"


def test_a_pack_is_checked_again_when_the_pack_it_extends_has_changed(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    opened_twice(folder)
    shelve(nation.replace("exempt: [newborn]", "others: [newborn]"))

    with pytest.raises(UnusablePack, match="there is no group exempt"):
        open_shelf(folder).policy_for("140100")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-40],
        lambda data: data.replace(b'"version":"2026', b'"version":"2027'),
        lambda data: data.replace(b'"newest":null', b'"newest":"2026-01-01"'),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"\n".join(data.split(b"\n")[:2]),
        lambda data: b"\xff\xfe" + data,
        lambda data: b"{}",
    ],
    ids=["emptied", "cut", "altered", "altered heading", "no seal", "no record", "garbled", "foreign"],
)
def test_a_cache_that_is_not_what_was_written_is_ignored_and_rebuilt(
    spoil, nation: str, city: str, shelve, own_cache: Path
) -> None:
    folder = shelve(nation, city)
    opened_twice(folder)
    kept = sorted((own_cache / "xubaotong" / "packs").glob("*.json"))
    for path in kept:
        path.write_bytes(spoil(path.read_bytes()))

    shelf = open_shelf(folder)

    assert shelf.packs == reread_shelf(folder).packs
    assert all(shelved.text is not None for shelved in shelf.shelved)
    assert all(shelved.text is None for shelved in open_shelf(folder).shelved)


def kept(digest: str) -> Kept:
    said = Bilingual("全国", "National")
    return Kept(PackHeading("000000", said, said, digest, date(2026, 5, 1)), (("000000", "c" * 64),))


def test_a_record_of_another_file_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "packs")
    cache.put(kept("a" * 64), {"code": "000000"})
    [first] = (tmp_path / "packs").glob("*.json")
    cache.put(kept("b" * 64), {"code": "000000"})
    [second] = set((tmp_path / "packs").glob("*.json")) - {first}
    assert cache.heading("b" * 64) is not None
    second.write_bytes(first.read_bytes())

    assert (cache.heading("b" * 64), cache.record("b" * 64)) == (None, None)


@pytest.mark.skipif(os.name != "posix", reason="Windows guards the profile folder itself")
def test_only_the_user_can_read_and_write_the_cache(nation: str, city: str, shelve, own_cache: Path) -> None:
    opened_twice(shelve(nation, city))
    folder = own_cache / "xubaotong" / "packs"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    folder.chmod(0o777)
    assert all(shelved.text is not None for shelved in open_shelf(shelve(nation, city)).shelved)


def test_without_a_folder_to_write_the_program_works(nation: str, city: str, shelve, own_cache: Path) -> None:
    own_cache.write_text("a file where a folder should be", encoding="utf-8")

    assert opened_twice(shelve(nation, city)).policy_for("140100").own.code == "140100"


def test_old_records_are_cleared_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(MOST_KEPT):
        (tmp_path / f"{number}.json").write_bytes(b"")
    cache.put(kept("a" * 64), {})

    assert len(list(tmp_path.glob("*.json"))) == MOST_KEPT
    assert cache.heading("a" * 64) == kept("a" * 64)
    assert cache.record("a" * 64) == {}


def test_kept_packs_need_neither_pydantic_nor_yaml_nor_qt(nation: str, city: str, shelve) -> None:
    folder = shelve(nation, city)
    opened_twice(folder)
    code = (
        "import sys, pathlib; from app.packs.shelf.shelf import open_shelf; "
        f"open_shelf(pathlib.Path({str(folder)!r})).policy_for('140100'); "
        "print([name for name in ('pydantic', 'yaml', 'PySide6') if name in sys.modules])"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
