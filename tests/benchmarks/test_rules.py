"""How long the rules think about forty years of contributions."""

from __future__ import annotations

import math
import time
from typing import Any

import pytest

from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.outcome.assessment import Assessment
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from tests.benchmarks.conftest import Table
from tests.benchmarks.histories import AS_OF, forty_years

PLACES = [pack.code for pack in open_shelf().headings if pack.code != "000000"]
ROUNDS = 40


@pytest.mark.parametrize("place", PLACES)
def test_an_assessment_of_forty_years_takes_no_time(benchmark: Any, table: Table, place: str) -> None:
    policy = open_shelf().policy_for(place)

    def a_new_case() -> tuple[tuple[Case], dict[str, Any]]:
        return (forty_years(place),), {}  # a case remembers what was found out of it, and every edit makes a new one

    found = benchmark.pedantic(
        lambda case: assess(case, policy, AS_OF), setup=a_new_case, rounds=ROUNDS, warmup_rounds=3
    )
    assert len(found.lapses) == 5
    milliseconds = benchmark.stats.stats.median * 1000
    table.add(f"assessment of 480 months, {place}", f"{milliseconds:.1f} ms", "≤ 5 ms")
    assert milliseconds <= 5


def test_the_first_answer_of_any_place_comes_at_once(benchmark: Any, table: Table) -> None:
    shelf = open_shelf()
    for place in PLACES:
        shelf.find(place)  # its packs are kept from now on, as from an earlier day
    waits: dict[str, float] = {}

    def first_answer(place: str) -> None:
        case, began = forty_years(place), time.perf_counter()
        assess(case, open_shelf().policy_for(place), AS_OF)
        waits[place] = min((time.perf_counter() - began) * 1000, waits.get(place, math.inf))

    benchmark.pedantic(lambda: [first_answer(place) for place in PLACES], rounds=5, warmup_rounds=1)
    slowest = max(waits, key=lambda place: waits[place])
    table.add(
        f"first answer of a place, the slowest of {len(PLACES)} ({slowest})", f"{waits[slowest]:.0f} ms", "≤ 50 ms"
    )
    assert waits[slowest] <= 50


@pytest.mark.parametrize("place", PLACES)
def test_the_turning_points_of_forty_years(benchmark: Any, table: Table, place: str) -> None:
    policy = open_shelf().policy_for(place)

    def assessed() -> tuple[tuple[Case, Assessment], dict[str, Any]]:
        case = forty_years(place)
        return (case, assess(case, policy, AS_OF)), {}

    found = benchmark.pedantic(
        lambda case, assessment: with_turning_points(case, policy, assessment), setup=assessed, rounds=ROUNDS
    )
    assert found.options
    table.add(f"turning points of 36 months, {place}", f"{benchmark.stats.stats.median * 1000:.1f} ms", "—")
