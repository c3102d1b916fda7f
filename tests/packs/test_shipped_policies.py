from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.packs.checking.check import check
from app.packs.checking.example_case import example_case
from app.packs.checking.example_outcome import Trial, outcome
from app.packs.shelf.shelf import reread_shelf
from app.rules.law.terms import Matter
from app.system.resources import shipped_policies

TOLD_BY: Mapping[Matter, frozenset[str]] = {
    Matter.SUSPENSION: frozenset({"benefits_end"}),
    Matter.BACK_PAYMENT: frozenset({"principal", "late_charge", "total"}),
    Matter.PREMIUM: frozenset({"principal", "total"}),
    Matter.COVER: frozenset(
        {"benefits_from", "benefits_until", "benefit_percent"}
        | {f"waiting_{part}" for part in ("months", "days", "start", "end")}
    ),
    Matter.GAP_COSTS: frozenset({"gap_costs"}),
    Matter.CONTINUITY: frozenset({"continuity", "personal_account", "maternity"}),
}
"""What an example may expect of a matter; a row without a word about it is not tried by it."""
DIVISIONS = (
    *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)
)  # fmt: skip
"""The first two digits of the 31 province-level divisions of GB/T 2260 that have a scheme of their own."""


@pytest.fixture(scope="module")
def tried() -> tuple[tuple[Mapping[str, Any], Trial], ...]:
    """Every example of every shipped pack, with what it comes to."""
    shelf = reread_shelf()
    found = []
    for shelved in shelf.shelved:
        for example in shelved.record.get("examples", ()):
            case, as_of = example_case(example["case"])
            found.append((example["expect"], outcome(case, shelf.policy_for(case.region), as_of, ())))
    return tuple(found)


@pytest.mark.slow
def test_every_shipped_pack_proves_itself() -> None:
    report = check(reread_shelf(), example_case)

    assert [problem.in_("en") for problem in (*report.refused, *report.failures)] == []
    assert report.counts.packs >= 80


def test_every_province_level_division_has_a_pack() -> None:
    codes = {path.name[:6] for path in shipped_policies().glob("*.yaml")}
    assert [division for division in DIVISIONS if f"{division}0000" not in codes] == []


@pytest.mark.slow
def test_every_row_is_tried_by_an_example_that_expects_what_it_says(
    tried: tuple[tuple[Mapping[str, Any], Trial], ...],
) -> None:
    """An example tries a row it names among its rules, or whose matter it expects something of."""
    every = {
        f"{shelved.record['code']}/{matter}/{row['id']}"
        for shelved in reread_shelf().shelved
        for matter, rows in shelved.record.get("tables", {}).items()
        for row in rows
    }
    named = {rule for expected, _ in tried for rule in expected.get("rules", ())}
    told = {
        rule for expected, trial in tried for rule in trial.rules if TOLD_BY[Matter(rule.split("/")[1])] & set(expected)
    }
    assert sorted(every - named - told) == []


@pytest.mark.slow
def test_sixty_places_and_more_decide_something_by_a_row_of_their_own(
    tried: tuple[tuple[Mapping[str, Any], Trial], ...],
) -> None:
    """A row that says more than a reference in an example, about paying, about the premium or about cover."""
    matters = {Matter.BACK_PAYMENT, Matter.PREMIUM, Matter.COVER}
    deciding = {
        reason.rule[:6]
        for _, trial in tried
        if trial.assessment.planned is not None
        for reason in trial.assessment.planned.reasons
        if reason.decides and reason.matter in matters
    }
    assert len(deciding - {"000000"}) >= 60


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(shipped_policies().glob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_pack_reads_the_same_without_libyaml(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.SafeLoader) == yaml.load(text, yaml.CSafeLoader)
