"""What two folders of packs hold otherwise, item by item."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.packs.changes.change_document import pack_changes_document
from app.packs.changes.change_text import pack_changes_text
from app.packs.changes.items import AREAS, items_of
from app.packs.changes.pack_changes import How, PackChange, pack_changes
from app.packs.file.schema import PackModel, TablesModel
from app.packs.shelf.shelf import Shelf


@pytest.fixture
def changed(nation: str, city: str, tmp_path: Path):
    """The changes of the city's pack, by area and name, when something in it is replaced."""

    def change(*replaced: tuple[str, str]) -> PackChange:
        newer = city
        for was, is_ in replaced:
            assert was in newer
            newer = newer.replace(was, is_, 1)
        for name, text in (("old", city), ("new", newer)):
            folder = tmp_path / name
            folder.mkdir()
            (folder / "000000-a.yaml").write_text(nation, encoding="utf-8")
            (folder / "140100-a.yaml").write_text(text, encoding="utf-8")
        (found,) = pack_changes(Shelf(tmp_path / "old", None), Shelf(tmp_path / "new", None))
        return found

    return change


def test_every_key_of_a_pack_is_compared() -> None:
    apart = {"format", "code", "tables", "name", "version", "extends", "claims", "standing", "contact"}
    assert {*PackModel.model_fields} - apart | {*TablesModel.model_fields} == {*AREAS} - {"head"}


def test_a_changed_row_tells_its_fields_as_they_were_and_are(changed) -> None:
    found = changed(("bearer: fund", "bearer: ask"), ("en: the fund once back-paid", "en: paid by the fund"))
    (row,) = found.of("gap_costs")

    assert (found.code, found.how, found.versions) == ("140100", How.CHANGED, ("2026.2", "2026.2"))
    assert (row.id, row.how) == ("back-paid", How.CHANGED)
    assert [(field.path, field.before, field.after) for field in row.fields] == [
        ("says.en", "the fund once back-paid", "paid by the fund"),
        ("then.bearer", "fund", "ask"),
    ]


def test_figures_windows_sources_and_marks_are_named(changed) -> None:
    figures = """parameters:
  "rate:flexible": [{amount: "9%", valid: {from: 2026-01-01}, cite: [ty-2]}]
  resident_premium: [{year: 2026, amount: "420.00", cite: [ty-2]}]
windows: [{year: 2026, opens: 2025-10-01, closes: 2025-12-31, cite: [ty-2]}]
adopts:
  - id: short
    rules: [000000/cover/short]
    says: {zh: 照办, en: so}
    valid: {from: 2026-01-01}
    cite: [ty-2]
tables:"""
    found = changed(("tables:", figures), ("grade: B}\n", "grade: B}\n  ty-2: {title: 乙, grade: A}\n"))

    assert [(item.area, item.id, item.how) for item in found.items] == [
        ("parameters", "rate:flexible 2026-01-01..", How.ADDED),
        ("parameters", "resident_premium 2026", How.ADDED),
        ("windows", "2026", How.ADDED),
        ("sources", "ty-2", How.ADDED),
        ("adopts", "short", How.ADDED),
    ]


def test_comments_and_order_are_no_change(nation: str, city: str, tmp_path: Path) -> None:
    for name, text in (("old", city), ("new", f"# 另一行注释\n{city}")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "000000-a.yaml").write_text(nation, encoding="utf-8")
        (tmp_path / name / "140100-a.yaml").write_text(text, encoding="utf-8")

    assert pack_changes(Shelf(tmp_path / "old", None), Shelf(tmp_path / "new", None)) == ()


def test_items_of_one_name_are_told_apart() -> None:
    years = [{"cumulative": 25, "cite": ["a"]}, {"cumulative": 30, "cite": ["a"]}]
    assert [id_ for _, id_ in items_of({"required_years": years})] == ["", " #2"]


def test_the_text_names_packs_items_and_fields_in_both_languages(changed) -> None:
    found = changed(("bearer: fund", "bearer: ask"), ('version: "2026.2"', 'version: "2026.3"'))
    text, english = pack_changes_text([found], "zh"), pack_changes_text([found], "en")

    assert text.startswith("新增 0 个规则包，取消 0 个，改动 1 个。\n\n== 改动 140100 太原市（2026.2 → 2026.3） ==\n")
    assert "文件头\n  ~ version：2026.2 → 2026.3\n" in text
    assert "断缴期间的医疗费\n  ~ back-paid\n      then.bearer：fund → ask\n" in text
    assert "      then.bearer: fund → ask\n" in english
    assert pack_changes_text([], "en") == "The packs of both folders hold the same.\n"


def test_a_new_pack_is_counted_and_a_gone_one_too(nation: str, city: str, tmp_path: Path) -> None:
    for name, packs in (("old", (nation,)), ("new", (nation, city))):
        (tmp_path / name).mkdir()
        for code, text in zip(("000000", "140100"), packs, strict=False):
            (tmp_path / name / f"{code}-a.yaml").write_text(text, encoding="utf-8")
    old, new = Shelf(tmp_path / "old", None), Shelf(tmp_path / "new", None)

    (added,), (removed,) = pack_changes(old, new), pack_changes(new, old)
    assert (added.how, added.versions) == (How.ADDED, ("", "2026.2"))
    assert "== 新增 140100 太原市（2026.2） ==\n  文件头：5\n  断缴期间的医疗费：1\n  来源：1\n  示例：1\n" in (
        pack_changes_text([added], "zh")
    )
    assert (removed.how, [item.after for item in removed.of("gap_costs")]) == (How.REMOVED, [None])


def test_the_document_holds_every_item_as_it_is_written(changed) -> None:
    document = json.loads(pack_changes_document([changed(("bearer: fund", "bearer: ask"))], "en"))
    (pack,) = document["packs"]
    (item,) = pack["items"]

    assert (document["format"], pack["code"], pack["how"]) == ("xubaotong.policy-changes/1", "140100", "changed")
    assert (item["before"]["then"], item["after"]["then"]) == ({"bearer": "fund"}, {"bearer": "ask"})
    assert item["fields"] == [{"path": "then.bearer", "before": "fund", "after": "ask"}]
