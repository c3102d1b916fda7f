"""A sum told as a range holds whatever the person chooses, over published cases and the examples of every pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.law.facts import CHOICES
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from tests.published.test_published import CASES, read

SHELF = open_shelf()


def cases() -> Iterator[tuple[Case, date]]:
    """Published cases and examples of packs."""
    written = (example["case"] for code in SHELF.codes for example in SHELF.find(code).record.get("examples", ()))
    return chain(map(read, CASES), map(example_case, written))


def found(case: Case, as_of: date) -> Assessment:
    return assess(case, SHELF.policy_for(case.region), as_of)


def ranged(assessment: Assessment) -> dict[str, Option]:
    return {key: option for key, option in assessment.ways.items() if option.cost_range is not None}


def test_what_is_chosen_costs_what_the_range_says() -> None:
    tried = 0
    for case, as_of in cases():
        before = found(case, as_of)
        open_choices = [each for each in before.missing_facts if str(each.fact) in CHOICES]
        for missing in open_choices if ranged(before) else ():
            for value in missing.choices:
                after = found(replace(case, answers={**case.answers, str(missing.fact): value}), as_of)
                for key, option in ranged(before).items():
                    cost = after.ways[key].cost if key in after.ways else None
                    if cost is not None and cost.lines:
                        tried += 1
                        low, high = option.cost_range.low, option.cost_range.high  # type: ignore[union-attr]  ranged
                        assert low <= cost.total, (case.region, key, value)
                        assert high is None or cost.total <= high, (case.region, key, value)
                        assert high is None or not cost.at_least, (case.region, key, value)
    assert tried > 0


@pytest.mark.parametrize("code", SHELF.codes)
def test_a_floor_is_nowhere_the_most_to_plan_with(code: str) -> None:
    """Where a sum may be too low, no "at most" is told of it."""
    for example in SHELF.find(code).record.get("examples", ()):
        case, as_of = example_case(example["case"])
        for option in found(case, as_of).ways.values():
            least = option.cost is not None and option.cost.at_least
            assert not (least and option.if_worst is not None and option.if_worst.total is not None), example["name"]
