"""Decision tables proved against looking at every cell one by one."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.law.tables import Axis, Between, Box, OneOf, Row, Space, Table

SIZES = (2, 3, 4)
SPACE = Space(tuple(Axis(f"fact{n}", tuple("abcd"[:size]), ()) for n, size in enumerate(SIZES)))
CELLS = list(product(*(range(size) for size in SIZES)))


def masks(size: int) -> st.SearchStrategy[int]:
    return st.integers(1, (1 << size) - 1)


BOXES = st.tuples(*(masks(size) for size in SIZES))
NARROWS = st.lists(st.sampled_from(range(len(SIZES))), unique=True).flatmap(
    lambda axes: st.tuples(*(st.tuples(st.just(axis), masks(SIZES[axis])) for axis in sorted(axes)))
)
TABLES = st.lists(st.tuples(st.integers(0, 2), NARROWS), max_size=5).map(
    lambda rows: Table(tuple(Row(layer, narrows, n) for n, (layer, narrows) in enumerate(rows)))
)


def inside(box: Box, cell: tuple[int, ...]) -> bool:
    return all(mask >> place & 1 for mask, place in zip(box, cell, strict=True))


def holds(row: Row[int], cell: tuple[int, ...]) -> bool:
    return all(mask >> cell[axis] & 1 for axis, mask in row.narrows)


def first_match(table: Table[int], cell: tuple[int, ...]) -> int | None:
    return next((row.carries for row in table.rows if holds(row, cell)), None)


@given(TABLES, BOXES)
def test_every_cell_is_answered_by_the_first_row_that_holds_there(table: Table[int], box: Box) -> None:
    answers = table.answers(box)
    for cell in CELLS:
        here = [row.carries for row, part in answers if inside(part, cell)]
        expected = first_match(table, cell) if inside(box, cell) else None
        assert here == ([] if expected is None else [expected])


@given(TABLES, BOXES)
def test_holes_are_the_cells_no_row_answers(table: Table[int], box: Box) -> None:
    holes = table.holes(box)
    for cell in CELLS:
        times = sum(inside(hole, cell) for hole in holes)
        assert times == (inside(box, cell) and first_match(table, cell) is None)


@given(TABLES, BOXES)
def test_a_row_that_earlier_rows_never_let_answer_is_unreachable(table: Table[int], box: Box) -> None:
    unreachable = {row.carries for row in table.unreachable(box)}
    answering = {first_match(table, cell) for cell in CELLS if inside(box, cell)}
    assert unreachable == {row.carries for row in table.rows} - answering


@given(TABLES)
def test_two_rows_of_a_layer_meet_when_a_cell_satisfies_both(table: Table[int]) -> None:
    meeting = {(row.carries, other.carries) for row, other in table.meetings()}
    expected = {
        (row.carries, other.carries)
        for row, other in product(table.rows, table.rows)
        if row.carries < other.carries
        and row.layer == other.layer
        and any(holds(row, cell) and holds(other, cell) for cell in CELLS)
    }
    assert meeting == expected


@given(NARROWS, BOXES)
def test_what_a_row_meets_and_what_it_leaves_make_up_the_box(narrows: tuple[tuple[int, int], ...], box: Box) -> None:
    row = Row(0, narrows, 0)
    met = row.intersect(box)
    if met is None:
        return
    parts = [met, *row.subtract(box)]
    for cell in CELLS:
        assert sum(inside(part, cell) for part in parts) == inside(box, cell)


CONDITIONS = st.lists(
    st.builds(
        lambda low, n: Between(low, None if n is None else (low or 0) + n),
        st.one_of(st.none(), st.integers(0, 15)),
        st.one_of(st.none(), st.integers(0, 8)),
    ),
    max_size=5,
)


@given(CONDITIONS, st.integers(0, 40))
def test_a_number_is_in_a_condition_exactly_when_its_cell_is(conditions: list[Between], number: int) -> None:
    axis = Axis.of("months", None, conditions)
    for condition in conditions:
        low, high = condition.low or 0, condition.high
        assert bool(axis.mask(condition) & axis.mask(number)) == (low <= number and (high is None or number <= high))
        assert axis.mask(condition) & ~axis.full == 0
    assert axis.mask(number).bit_count() == 1
    assert axis.mask(number) & axis.full


@pytest.mark.parametrize(
    ("conditions", "names"),
    [
        ([], ("0+",)),
        ([Between(None, 3)], ("0-3", "4+")),
        ([Between(None, 3), Between(4, 6), Between(7, None)], ("0-3", "4-6", "7+")),
        ([Between(0, 0)], ("0", "1+")),
        ([Between(24, None)], ("0-23", "24+")),
        ([OneOf(frozenset({"x"}))], ("0+",)),
    ],
)
def test_conditions_cut_a_number_into_the_cells_they_tell_apart(
    conditions: list[Between], names: tuple[str, ...]
) -> None:
    axis = Axis.of("months", None, conditions)
    assert axis.cells(axis.full) == names


def test_a_listed_value_and_a_set_of_them() -> None:
    axis = Axis.of("cause", ("employer", "personal", "agency"), [])
    assert axis.cells(axis.mask("personal")) == ("personal",)
    assert axis.cells(axis.mask(frozenset({"agency", "employer"}))) == ("employer", "agency")
    with pytest.raises(ValueError, match="not in tuple"):
        axis.mask("weather")


def test_a_number_is_no_word() -> None:
    with pytest.raises(ValueError, match="months is a number"):
        Axis.of("months", None, []).mask("three")


def test_facts_not_named_stay_open_and_facts_no_rule_asks_for_are_left_out() -> None:
    space = Space((Axis("cause", ("employer", "personal"), ()), Axis.of("months", None, [Between(None, 3)])))
    assert space.box({"cause": "personal", "weather": "fine"}) == (2, 3)
    assert space.whole == (3, 3)
    assert (space.index("months"), space.index("weather")) == (1, None)
