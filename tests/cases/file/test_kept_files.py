"""Files as every earlier program wrote them are kept, and open; each format has a step to the next."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from app.cases.file.reading import parse_case, read_case
from app.cases.file.saving import case_text
from app.cases.format import upgrades
from app.cases.format.upgrades import FAMILY, STEPS
from app.cases.format.values import FORMAT
from app.cases.problems import UnusableCase
from app.rules.record.history import Scheme
from app.system.upgrades import number_of

KEPT = sorted((Path(__file__).parents[1] / "kept").glob("*.json"))
TODAY = date(2026, 11, 22)
PRESENT = number_of({"format": FORMAT}, FAMILY)


def test_every_format_has_a_kept_file_and_all_but_the_present_a_step() -> None:
    numbers = {number_of(json.loads(path.read_text(encoding="utf-8")), FAMILY) for path in KEPT}
    assert numbers == set(range(1, PRESENT + 1))
    assert set(STEPS) == set(range(1, PRESENT))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_a_kept_file_opens_and_says_what_it_said(path: Path) -> None:
    opened = read_case(path, TODAY)
    case = opened.case
    assert (opened.as_of, case.region, case.person.name) == (date(2024, 9, 1), "370200", "李女士")
    assert [row.scheme for row in case.history.periods] == [Scheme.RESIDENT, Scheme.EMPLOYEE, Scheme.FLEXIBLE]
    assert len(case.causes) == len(case.answers) == 1
    assert len(case.figures) == 2
    assert case.plan is not None
    assert parse_case(case_text(case, opened.as_of), "again", TODAY).case == case


def test_an_older_format_takes_every_step_and_a_newer_one_is_refused_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upgrades, "STEPS", {0: lambda old: {"region": old["place"], "periods": old["periods"]}})
    taken = parse_case('{"format": "xubaotong.case/0", "place": "140100", "periods": []}', "older", TODAY)
    assert taken.case.region == "140100"
    newer = json.dumps({"format": f"{FAMILY}/{PRESENT + 1}", "periods": [], "region": "140100"})
    with pytest.raises(UnusableCase, match="更新版本的程序"):
        parse_case(newer, "newer", TODAY)


def test_a_file_that_states_no_format_is_asked_for_one_not_guessed() -> None:
    with pytest.raises(UnusableCase, match="format"):
        parse_case('{"region": "140100", "periods": []}', "none", TODAY)
