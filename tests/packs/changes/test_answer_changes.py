"""Which answers come out otherwise under two folders of packs, and which rows did it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.packs.changes.answer_changes import (
    WHOLE,
    AnswerChanges,
    Behind,
    PosedCase,
    answer_changes,
    examples_of,
)
from app.packs.changes.change_document import answer_changes_document
from app.packs.changes.change_text import answer_changes_text
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import Shelf
from app.rules.law.terms import Verdict
from tests.rules.places import day

CASE = PosedCase(
    "一案",
    *example_case(
        {
            "region": "140100",
            "periods": [{"scheme": "flexible", "start": "2024-01", "end": "2026-02", "base": "5000.00"}],
            "plan": {"resume_as": "flexible", "pay_on": "2026-05-15", "back_pay": True},
        }
    ),
)


@pytest.fixture
def asked(nation: str, city: str, tmp_path: Path):
    """What comes out otherwise for a case when something in the packs of the nation or the city is replaced."""

    def ask(*replaced: tuple[str, str]) -> AnswerChanges:
        texts = [nation, city]
        for was, is_ in replaced:
            assert any(was in text for text in texts)
            texts = [text.replace(was, is_, 1) for text in texts]
        for name, (country, town) in (("old", (nation, city)), ("new", texts)):
            (tmp_path / name).mkdir()
            (tmp_path / name / "000000-a.yaml").write_text(country, encoding="utf-8")
            (tmp_path / name / "140100-a.yaml").write_text(town, encoding="utf-8")
        return answer_changes(Shelf(tmp_path / "old", None), Shelf(tmp_path / "new", None), [CASE])

    return ask


def told(found: AnswerChanges, way: str = "planned") -> dict[str, tuple[object, object]]:
    (place,) = found.places
    (one,) = place.cases
    return {change.value: (change.before, change.after) for change in one.changes if change.way == way}


def behind(found: AnswerChanges, way: str = "planned") -> Behind:
    (place,) = found.places
    return place.cases[0].behind[way]


def test_the_same_packs_give_the_same_answers(asked) -> None:
    found = asked()
    assert (found.asked, found.differing, found.places, found.turns) == (1, 0, (), {})


def test_a_row_written_otherwise_is_told_with_what_it_changes(asked) -> None:
    found = asked(("bearer: fund", "bearer: self"))

    assert told(found) == {"gap_costs": ("fund", "self")}
    assert behind(found) == Behind((), (), ("140100/gap_costs/back-paid",), (), ())
    assert found.turns == {(Verdict.YES, Verdict.YES): 1}


def test_another_row_in_its_place_is_told_by_both_names(asked) -> None:
    renamed = ("140100/gap_costs/back-paid", "140100/gap_costs/paid-back")
    found = asked(("    - id: back-paid", "    - id: paid-back"), renamed, ("bearer: fund", "bearer: self"))

    assert behind(found) == Behind(("140100/gap_costs/back-paid",), ("140100/gap_costs/paid-back",), (), (), ())


def test_a_mark_makes_a_row_of_the_nation_decide(asked) -> None:
    found = asked(("own-share, 000000/cover/short, ", "own-share, "))

    assert told(found)["verdict"] == ("yes", "ask")
    assert told(found)["reference"] == (False, True)
    assert behind(found).unvouched == ("000000/cover/short",)
    assert found.turns == {(Verdict.YES, Verdict.ASK): 1}


def test_a_figure_that_changed_is_named_where_the_rows_are_the_same(asked) -> None:
    found = asked(('amount: "10%"', 'amount: "9%"'))

    assert [str(side) for side in told(found)["total"]] == ["1014.50", "913.05"]
    assert behind(found).others == ("000000/parameters/rate:flexible",)


def test_the_last_day_of_benefits_belongs_to_the_case(asked) -> None:
    later = "stops: {at: first_unpaid, months: 1, align: month_start}"
    found = asked(("stops: {at: first_unpaid, align: month_start}", later))

    assert told(found, WHOLE)["benefits_end"] == (day("2026-02-28"), day("2026-03-31"))
    assert behind(found, WHOLE).rewritten == ("000000/suspension/next-month",)


def test_examples_of_both_folders_are_asked_once_each(nation: str, city: str, tmp_path: Path) -> None:
    newer = city.replace("name: 补缴", "name: 另一个补缴")
    for name, town in (("old", city), ("new", newer)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "000000-a.yaml").write_text(nation, encoding="utf-8")
        (tmp_path / name / "140100-a.yaml").write_text(town, encoding="utf-8")
    found = examples_of(Shelf(tmp_path / "old", None), Shelf(tmp_path / "new", None), example_case)

    assert [(each.name, each.of_old, each.of_new) for each in found] == [
        ("000000 断缴两个月", True, True),
        ("000000 断缴五个月", True, True),
        ("000000 居民", True, True),
        ("140100 补缴", True, False),
        ("140100 另一个补缴", False, True),
    ]


def test_the_text_tells_place_case_values_and_rows(asked) -> None:
    found = asked(("bearer: fund", "bearer: self"))
    text, english = answer_changes_text(found, "zh"), answer_changes_text(found, "en")

    assert text == (
        "共 1 个案子，1 个的答复不一样。\n  可以办 → 可以办：1 个\n\n== 140100 山西省太原市：1 个 ==\n1. 一案\n"
        "   办法 planned\n     断缴期医疗费：基金可报 → 自己承担\n       这一行改了：140100/gap_costs/back-paid\n"
    )
    assert "way planned\n     costs in the gap: fund pays → you pay\n" in english


def test_the_document_names_every_value_and_what_stands_behind_it(asked) -> None:
    start = "then: {verdict: yes, start: {at: payment, months: "
    found = asked((f"{start}1", f"{start}2"))
    document = json.loads(answer_changes_document(found, "zh"))
    (one,) = document["places"][0]["cases"]

    assert (document["format"], document["asked"], document["differing"]) == ("xubaotong.answer-changes/1", 1, 1)
    assert document["turns"] == [{"before": "yes", "after": "yes", "cases": 1}]
    expected = {"way": "planned", "value": "benefits_from", "before": "2026-06-01", "after": "2026-07-01"}
    assert expected in one["answers"]
    assert one["behind"]["planned"]["rewritten"] == ["000000/cover/short"]
