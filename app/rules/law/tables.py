"""Decision tables over known and unknown facts: the first matching row answers; holes and overlaps can be found.

Every fact is an axis, divided into the cells that some condition distinguishes; a set of possible values is a bit mask
over the cells. A row is a box (one mask for each axis), and so is a case, however much of it is unknown. Matching,
finding holes and finding rows that overlap then need two operations only: intersect and subtract.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from app.rules.value_type import value_type

T = TypeVar("T")
Box = tuple[int, ...]


@value_type
class OneOf:
    """A condition: the fact has one of these values."""

    values: frozenset[str]


@value_type
class Between:
    """A condition: the number lies between two bounds, both included; None is open."""

    low: int | None
    high: int | None


Condition = OneOf | Between
Known = str | int | Between | frozenset[str]


@value_type
class Axis:
    """One fact with its cells: the values of a closed list, or the lower ends of ranges of whole numbers."""

    fact: str
    values: tuple[str, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, fact: str, values: tuple[str, ...] | None, conditions: Iterable[Condition]) -> Axis:
        """The axis of a fact, cut by every condition on it (`values` None: whole numbers from 0)."""
        if values is not None:
            return cls(fact, values, ())
        cuts = {0}
        for condition in conditions:
            if isinstance(condition, Between):
                cuts.add(condition.low or 0)
                if condition.high is not None:
                    cuts.add(condition.high + 1)
        return cls(fact, (), tuple(sorted(cuts)))

    @property
    def full(self) -> int:
        """The mask of every cell."""
        return (1 << (len(self.values) or len(self.starts))) - 1

    def mask(self, known: Known) -> int:
        """The cells a value, a set of possible values, or a condition reaches; ValueError for a value not listed.

        >>> axis = Axis.of("months", None, [Between(None, 3), Between(4, 6)])
        >>> axis.starts, bin(axis.mask(3)), bin(axis.mask(Between(2, 5)))
        ((0, 4, 7), '0b1', '0b11')
        """
        if self.values:
            if isinstance(known, frozenset):
                return sum(1 << self.values.index(value) for value in known)
            return 1 << self.values.index(str(known))
        if isinstance(known, Between):
            low = self._cell(known.low or 0)
            high = len(self.starts) - 1 if known.high is None else self._cell(known.high)
            return ((1 << (high - low + 1)) - 1) << low
        if isinstance(known, int):
            return 1 << self._cell(known)
        raise ValueError(f"{self.fact} is a number, not {known!r}")

    def cells(self, mask: int) -> tuple[str, ...]:
        """The names of the cells of a mask.

        >>> Axis.of("months", None, [Between(None, 3)]).cells(3)
        ('0-3', '4+')
        """
        if self.values:
            return tuple(value for index, value in enumerate(self.values) if mask >> index & 1)
        names = []
        for index, start in enumerate(self.starts):
            if mask >> index & 1:
                last = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else None
                names.append(f"{start}+" if last is None else str(start) if last == start else f"{start}-{last}")
        return tuple(names)

    def _cell(self, number: int) -> int:
        return max(bisect_right(self.starts, number) - 1, 0)


@value_type
class Space:
    """All axes of a policy, in a fixed order, so that boxes of different tables can be compared."""

    axes: tuple[Axis, ...]

    @property
    def whole(self) -> Box:
        """The box of everything that is possible."""
        return tuple(axis.full for axis in self.axes)

    def index(self, fact: str) -> int | None:
        """The place of a fact's axis; None where no rule asks for it."""
        return next((index for index, axis in enumerate(self.axes) if axis.fact == fact), None)

    def box(self, known: Mapping[str, Known]) -> Box:
        """The box of what is known; facts that are not named stay open, facts no rule asks for are left out."""
        return tuple(axis.mask(known[axis.fact]) if axis.fact in known else axis.full for axis in self.axes)


@value_type
class Row(Generic[T]):
    """One row: the masks it narrows, by axis, and what it carries. Rows of the same `layer` may never meet."""

    layer: int
    narrows: tuple[tuple[int, int], ...]
    carries: T

    def intersect(self, box: Box) -> Box | None:
        """The part of a box in which this row holds; None when there is none."""
        result: list[int] | None = None
        for index, mask in self.narrows:
            both = box[index] & mask
            if not both:
                return None
            if both != box[index]:
                result = result or list(box)
                result[index] = both
        return tuple(result) if result else box

    def subtract(self, box: Box) -> Iterator[Box]:
        """The parts of a box, apart from one another, in which this row does not hold."""
        rest = list(box)
        for index, mask in self.narrows:
            outside = rest[index] & ~mask
            if outside:
                yield (*rest[:index], outside, *rest[index + 1 :])
                rest[index] &= mask


@value_type
class Table(Generic[T]):
    """Rows in order of precedence; the first that holds answers."""

    rows: tuple[Row[T], ...]

    def answers(self, box: Box) -> list[tuple[Row[T], Box]]:
        """Every row that may answer a box, with the part of the box it answers; nothing for a hole."""
        found: list[tuple[Row[T], Box]] = []
        open_parts = [box]
        for row in self.rows:
            left: list[Box] = []
            for part in open_parts:
                met = row.intersect(part)
                if met is None:
                    left.append(part)
                    continue
                found.append((row, met))
                if met != part:
                    left.extend(row.subtract(part))
            open_parts = left
            if not open_parts:
                break
        return found

    def holes(self, box: Box) -> list[Box]:
        """The parts of a box that no row answers."""
        return list(_subtract([box], self.rows))

    def meetings(self) -> Iterator[tuple[Row[T], Row[T]]]:
        """Pairs of rows of one layer that could both answer the same case."""
        for index, row in enumerate(self.rows):
            for other in self.rows[index + 1 :]:
                if other.layer == row.layer and _may_meet(row, other):
                    yield row, other

    def unreachable(self, box: Box) -> Iterator[Row[T]]:
        """Rows that can never answer, because earlier rows cover all their cases."""
        for index, row in enumerate(self.rows):
            own = row.intersect(box)
            if own is None or not list(_subtract([own], self.rows[:index])):
                yield row


def _subtract(boxes: list[Box], rows: Sequence[Row[T]]) -> list[Box]:
    for row in rows:
        boxes = [part for box in boxes for part in ([box] if row.intersect(box) is None else row.subtract(box))]
        if not boxes:
            break
    return boxes


def _may_meet(row: Row[T], other: Row[T]) -> bool:
    masks = dict(other.narrows)
    return all(mask & masks.get(index, mask) for index, mask in row.narrows)
