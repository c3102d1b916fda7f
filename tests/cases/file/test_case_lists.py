from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app.cases.file.case_lists import read_cases
from app.cases.problems import UnusableCase

TODAY = date(2026, 11, 22)
CASE = {"format": "xubaotong.case/1", "region": "140100", "periods": [], "as_of": "2026-05-01"}


def written(path: Path, document: object) -> Path:
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_list_gives_each_case_its_name(tmp_path: Path) -> None:
    without_day = {key: value for key, value in CASE.items() if key != "as_of"}
    listed = [{"id": "a", "case": CASE, "expect": {}, "grade": "B"}, {"case": without_day}]

    found = list(read_cases(written(tmp_path / "list.json", listed), TODAY))

    assert [(name, opened.as_of) for name, opened in found] == [("a", date(2026, 5, 1)), ("1", TODAY)]


def test_a_folder_and_a_single_case_are_named_after_their_files(tmp_path: Path) -> None:
    one = written(tmp_path / "b.json", CASE)
    written(tmp_path / "a.json", CASE)
    (tmp_path / "notes.txt").write_text("no case", encoding="utf-8")

    assert [name for name, _ in read_cases(tmp_path, TODAY)] == ["a", "b"]
    assert [name for name, _ in read_cases(one, TODAY)] == ["b"]


@pytest.mark.parametrize("item", [1, {}, {"id": "a"}, {"id": "a", "case": []}])
def test_an_item_that_holds_no_case_is_refused(item: object, tmp_path: Path) -> None:
    with pytest.raises(UnusableCase, match=r"list\.json\[(a|0)\]"):
        list(read_cases(written(tmp_path / "list.json", [item]), TODAY))


def test_a_bad_case_names_the_list_and_its_place_in_it(tmp_path: Path) -> None:
    bad = {"id": "x", "case": {**CASE, "region": "999999"}}
    with pytest.raises(UnusableCase) as caught:
        list(read_cases(written(tmp_path / "list.json", [bad]), TODAY))
    assert "list.json[x]:1: region:" in caught.value.lines("en")[0]
