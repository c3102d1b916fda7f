"""The order of steps in the packs that come with the program: nothing is paid before what has to be known first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.law.policy import Policy
from app.rules.law.terms import Phase
from app.rules.outcome.assessment import Option
from app.rules.record.case import Case
from tests.published import test_published as published
from tests.rules.places import case, day

SHELF = open_shelf()


def published_cases() -> Iterator[tuple[Case, date]]:
    yield from map(published.read, published.CASES)


def pack_examples() -> Iterator[tuple[Case, date]]:
    for code in SHELF.codes:
        for example in SHELF.find(code).record.get("examples", ()):
            yield example_case(example["case"])


def options(cases: Iterator[tuple[Case, date]]) -> Iterator[tuple[Policy, Option]]:
    for asked, on in cases:
        policy = SHELF.policy_for(asked.region)
        yield from ((policy, option) for option in assess(asked, policy, on).ways.values())


def phases(policy: Policy, option: Option) -> list[Phase]:
    """The phases of an option's steps, each read from its row by the words it has there."""
    rows = [item.row for item in policy.steps]
    return [
        next(row.phase for row in rows if row.id == step.id and step.text.zh.startswith(row.text.zh))
        for step in option.steps
    ]


def goes_forward(policy: Policy, option: Option) -> bool:
    order = list(Phase)
    return all(order.index(one) <= order.index(after) for one, after in pairwise(phases(policy, option)))


def wrong(cases: Iterator[tuple[Case, date]]) -> set[tuple[str, ...]]:
    found = list(options(cases))
    assert found
    return {tuple(step.id for step in option.steps) for policy, option in found if not goes_forward(policy, option)}


def test_no_step_of_an_earlier_phase_comes_after_a_later_one_in_a_published_case() -> None:
    assert wrong(published_cases()) == set()


@pytest.mark.slow
def test_no_step_of_an_earlier_phase_comes_after_a_later_one_in_an_example_of_a_pack() -> None:
    assert wrong(pack_examples()) == set()


@pytest.mark.slow
def test_no_words_are_said_twice() -> None:
    for _, option in options(pack_examples()):
        said = [step.text.zh for step in option.steps]
        assert len(said) == len(set(said))


def flexible_in(region: str) -> Option:
    paid = f"employee 2024-01..2026-07 @{region}"
    asked = case(paid, "flexible on 2026-11-22, back pay", region=region, causes="2026-08 left_job")
    found = assess(asked, SHELF.policy_for(region), day("2026-11-22")).planned
    assert found is not None
    return found


def test_in_shenzhen_the_missed_months_are_looked_up_before_anything_is_paid() -> None:
    said = [step.text.zh for step in flexible_in("440300").steps]
    assert "深圳医保" in said[0]
    assert "查清" in said[0]
    (paying,) = [number for number, text in enumerate(said) if "通过税务渠道缴费" in text]
    assert paying > 0


def test_in_nanchang_what_rules_the_payment_out_is_looked_up_first() -> None:
    ids = [step.id for step in flexible_in("360100").steps]
    assert ids[0] == "nc-resident-this-year"
    assert ids.index("nc-resident-this-year") < ids.index("register") < ids.index("nc-year") < ids.index("pay")


TOO_LATE = {
    "先查清": Phase.FIND_OUT,
    "请先问": Phase.FIND_OUT,
    "办理参保登记": Phase.REGISTER,
    "在税务渠道缴费": Phase.PAY,
}
"""Words of a step, and the last phase in which they are not too late."""


@pytest.mark.parametrize("code", SHELF.codes)
def test_what_a_row_says_is_not_too_late_in_its_phase(code: str) -> None:
    late = {
        (row.id, word)
        for row in SHELF.policy_for(code).own.steps
        for word, last in TOO_LATE.items()
        if word in row.text.zh and row.phase.place > last.place
    }
    assert late == set()


@pytest.mark.parametrize("code", SHELF.codes)
def test_every_step_that_comes_with_the_program_names_its_phase(code: str) -> None:
    """A pack of an office may leave it out and is then read as before: a step among the payments."""
    assert all("phase" in step for step in SHELF.find(code).record.get("steps", ()))
