"""Finds the cells of a table, merged ones too, by its ruled lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from app.cases.statements.pdf_ink import Rule
from app.rules.value_type import value_type

_SAME: Final = 2.0  # points between two drawings of one line
_GAP: Final = 3.5  # points between the dashes of a line, or between lines that meet
_MOST_RULES: Final = 1_500  # a page that rules more draws something else
_MOST_CELLS: Final = 20_000


@value_type
class RuledTable:
    """A table by the edges of its columns, from left to right, and of its rows, from the bottom to the top.

    Rows are counted from the top all the same. `regions` gives for each row and column the number of the cell they
    belong to: merged ones share it.
    """

    columns: tuple[float, ...]
    edges: tuple[float, ...]
    regions: tuple[tuple[int, ...], ...]

    @property
    def cells(self) -> int:
        """How many cells it has, merged ones counted as often as they are wide and high."""
        return (len(self.columns) - 1) * (len(self.edges) - 1)

    @property
    def top(self) -> float:
        """The height of its upper edge."""
        return self.edges[-1]

    def place(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column of a point, from the upper left; None outside the table."""
        column = bisect_right(self.columns, x) - 1
        row = len(self.edges) - 1 - bisect_right(self.edges, y)
        inside = 0 <= column < len(self.columns) - 1 and 0 <= row < len(self.edges) - 1
        return (row, column) if inside else None


def tables_of(level: Sequence[Rule], upright: Sequence[Rule]) -> list[RuledTable]:
    """The tables that lines rule, from top to bottom. Lines that meet no other make none.

    A table without upright lines has one column from edge to edge.
    """
    level, upright = _whole(level), _whole(upright)
    if len(level) > _MOST_RULES or len(upright) > _MOST_RULES:
        return []
    found = [table for lines in _groups(level, upright) if (table := _table(*lines)) is not None]
    kept = [table for table in found if not any(_stands_for(other, table) for other in found if other is not table)]
    return sorted(kept, key=lambda table: -table.top)


def _whole(rules: Sequence[Rule]) -> list[Rule]:
    """Lines put together from their dashes and from the edges of neighbouring cells."""
    whole: list[Rule] = []
    for at, pieces in _by_place(rules):
        ordered = sorted((rule.start, rule.end) for rule in pieces)
        start, end = ordered[0]
        for next_start, next_end in ordered[1:]:
            if next_start - end > _GAP:
                whole.append(Rule(at, start, end))
                start, end = next_start, next_end
            else:
                end = max(end, next_end)
        whole.append(Rule(at, start, end))
    return whole


def _by_place(rules: Sequence[Rule]) -> list[tuple[float, list[Rule]]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= _SAME:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [(sum(rule.at for rule in group) / len(group), group) for group in groups]


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together by meeting each other; level lines of the same extent hang together too."""
    parent = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for place, line in enumerate(level):
        for other, wall in enumerate(upright, len(level)):
            meets = line.start - _GAP <= wall.at <= line.end + _GAP and wall.start - _GAP <= line.at <= wall.end + _GAP
            if meets:
                parent[root(other)] = root(place)
    met = {root(other) for other in range(len(level), len(parent))}
    free = [place for place in range(len(level)) if root(place) not in met]
    for place, other in pairwise(sorted(free, key=lambda item: (level[item].start // _GAP, -level[item].at))):
        one, two = level[place], level[other]
        if abs(one.start - two.start) <= _GAP and abs(one.end - two.end) <= _GAP:
            parent[root(other)] = root(place)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for place, line in enumerate(level):
        groups.setdefault(root(place), ([], []))[0].append(line)
    for other, wall in enumerate(upright, len(level)):
        groups.setdefault(root(other), ([], []))[1].append(wall)
    return list(groups.values())


def _table(level: Sequence[Rule], upright: Sequence[Rule]) -> RuledTable | None:
    rows = tuple(sorted((at for at, _ in _by_place(level)), reverse=True))
    if len(upright) < 2:  # noqa: PLR2004  a frame has two sides
        least_without_walls = 3
        if len(rows) < least_without_walls:
            return None
        columns: tuple[float, ...] = (min(line.start for line in level), max(line.end for line in level))
        upright = [Rule(columns[0], rows[-1], rows[0]), Rule(columns[1], rows[-1], rows[0])]
    else:
        columns = tuple(at for at, _ in _by_place(upright))
    count = (len(rows) - 1) * (len(columns) - 1)
    if not 0 < count <= _MOST_CELLS:
        return None
    return RuledTable(columns, rows[::-1], _regions(rows, columns, level, upright))


def _regions(
    rows: Sequence[float], columns: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> tuple[tuple[int, ...], ...]:
    """Which cells are one because no line is drawn between them."""
    width = len(columns) - 1
    parent = list(range((len(rows) - 1) * width))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    walls = [[wall for wall in upright if abs(wall.at - edge) <= _SAME * 2] for edge in columns]
    floors = [[line for line in level if abs(line.at - edge) <= _SAME * 2] for edge in rows]
    for row, (top, bottom) in enumerate(pairwise(rows)):
        for column, (left, right) in enumerate(pairwise(columns)):
            here = row * width + column
            if column + 1 < width and not _covers(walls[column + 1], (top + bottom) / 2):
                parent[root(here + 1)] = root(here)
            if row + 2 < len(rows) and not _covers(floors[row + 1], (left + right) / 2):
                parent[root(here + width)] = root(here)
    return tuple(tuple(root(row * width + column) for column in range(width)) for row in range(len(rows) - 1))


def _covers(rules: Sequence[Rule], point: float) -> bool:
    return any(rule.start <= point <= rule.end for rule in rules)


def _stands_for(one: RuledTable, other: RuledTable) -> bool:
    """True where one table makes another none: a table within its frame, or one with a smaller one in a cell."""
    if one.cells == other.cells:
        return _holds(one, other) and not _holds(other, one)
    return (_holds(one, other) or _holds(other, one)) and one.cells > other.cells


def _holds(outer: RuledTable, inner: RuledTable) -> bool:
    return (
        outer.columns[0] <= inner.columns[0]
        and outer.columns[-1] >= inner.columns[-1]
        and outer.edges[0] <= inner.edges[0]
        and outer.top >= inner.top
    )
