"""Puts the facts of two policies into one space so that they can be compared, and joins boxes into few large ones.

Two places divide the same fact differently, and prefix their measures with their own code. Here a fact of both is one
axis with the cells of both, and so is a measure that both define alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.packs.problems import say
from app.packs.reading.sentences import fact_title
from app.rules.bilingual import Bilingual
from app.rules.law.facts import GROUP, is_group
from app.rules.law.policy import Law, Policy
from app.rules.law.tables import Axis, Box, Row, Space, Table
from app.rules.value_type import value_type


@value_type
class JointSpace:
    """The axes of two policies with their titles, and for each policy the new index of each of its axes."""

    space: Space
    titles: tuple[Bilingual, ...]
    places: tuple[tuple[int, ...], tuple[int, ...]]


def joint_space(one: Policy, other: Policy) -> JointSpace:
    """The space in which both policies can be compared."""
    axes: list[Axis] = []
    titles: list[Bilingual] = []
    index_of: dict[object, int] = {}
    places: list[tuple[int, ...]] = []
    for policy in (one, other):
        own = []
        for axis in policy.space.axes:
            index = index_of.setdefault(_identity(policy, axis), len(axes))
            if index == len(axes):
                axes.append(axis)
                titles.append(_title(policy, axis, titles))
            else:
                starts = tuple(sorted({*axes[index].starts, *axis.starts}))
                axes[index] = replace(axes[index], starts=starts)
            own.append(index)
        places.append(tuple(own))
    return JointSpace(Space(tuple(axes)), tuple(titles), (places[0], places[1]))


def _identity(policy: Policy, axis: Axis) -> object:
    """Equal for axes that mean the same: groups by their members, counts by their definition, all others by name."""
    if is_group(axis.fact):
        return GROUP, policy.group(axis.fact.removeprefix(GROUP))
    measure = dict(policy.measures()).get(axis.fact)
    return axis.fact if measure is None else replace(measure, name="", title=Bilingual("", ""))


def _title(policy: Policy, axis: Axis, taken: Iterable[Bilingual]) -> Bilingual:
    """The title of an axis; with the place's name, where another axis already has that title."""
    title = fact_title(policy, axis.fact)
    place = next((pack.name for pack in policy.packs if axis.fact.startswith(f"{pack.code}:")), None)
    if place is None or all(title.zh != other.zh and title.en != other.en for other in taken):
        return title
    return say("diff.count_of", title=title, place=place)


def joint_table(table: Table[Law], policy: Policy, joint: JointSpace, side: int) -> Table[Law]:
    """A table of one of the two policies (`side` 0 or 1) with its rows in the joint space."""
    return Table(tuple(replace(row, narrows=_joint(row.narrows, policy, joint, side)) for row in table.rows))


def joint_box(box: Box, policy: Policy, joint: JointSpace, side: int) -> Box:
    """A box of one of the two policies (`side` 0 or 1) in the joint space."""
    masks = dict(_joint(enumerate(box), policy, joint, side))
    return tuple(masks.get(index, axis.full) for index, axis in enumerate(joint.space.axes))


def _joint(
    narrows: Iterable[tuple[int, int]], policy: Policy, joint: JointSpace, side: int
) -> tuple[tuple[int, int], ...]:
    masks: dict[int, int] = {}
    for index, mask in narrows:
        place = joint.places[side][index]
        finer = joint.space.axes[place]  # two measures of one policy that are defined alike share one axis
        masks[place] = masks.get(place, finer.full) & _recut(policy.space.axes[index], finer, mask)
    return tuple(masks.items())


def _recut(axis: Axis, finer: Axis, mask: int) -> int:
    """The mask of an axis as a mask over finer cells; axes of listed values keep their cells."""
    if not axis.starts:
        return mask
    return sum(1 << cell for cell, start in enumerate(finer.starts) if axis.mask(start) & mask)


def covering(parts: Sequence[Box], space: Space) -> tuple[Box, ...]:
    """A few large boxes that together are the same as `parts`; they may overlap."""
    allowed = _table(parts)
    found: list[Box] = []
    for part in parts:
        if _table(found).holes(part):
            found.append(_grown(part, allowed, space))
    for box in tuple(found):
        others = [other for other in found if other != box]
        if not any(_table(others).holes(part) for part in parts):
            found = others
    return tuple(found)


def _grown(box: Box, allowed: Table[None], space: Space) -> Box:
    """A box enlarged, axis by axis, as far as allowed."""
    for index, axis in enumerate(space.axes):
        for mask in (axis.full, *(box[index] | 1 << cell for cell in range(axis.full.bit_length()))):
            larger = (*box[:index], box[index] | mask, *box[index + 1 :])
            if larger != box and not allowed.holes(larger):
                box = larger
    return box


def _table(boxes: Iterable[Box]) -> Table[None]:
    return Table(tuple(Row(0, tuple(enumerate(box)), None) for box in boxes))
