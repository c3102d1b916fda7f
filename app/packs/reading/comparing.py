"""Compares the rules of two places, or of one place on two days, and lists the differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from operator import eq, ne
from typing import Final

from app.packs.problems import say
from app.packs.reading.in_force import Area, Entry, Topic, entries
from app.packs.reading.joint_space import JointSpace, covering, joint_box, joint_space, joint_table
from app.packs.reading.sentences import (
    amount_said,
    cells_said,
    figure_said,
    in_one_sentence,
    lump_sum_said,
    required_years_said,
    rule_said,
)
from app.rules.bilingual import Bilingual
from app.rules.law.insured_years import InsuredYearRow
from app.rules.law.policy import Law, LumpSum, Policy, RequiredYears, Rule
from app.rules.law.tables import Box, Table
from app.rules.law.terms import Matter, Source
from app.rules.value_type import value_type
from app.wording import values as plain


@value_type
class Holds:
    """What holds on one side, which rows or entries say so (`CODE/matter/row`, `CODE/name`), what they rest on.

    `rule` is the answer to a matter itself; `decides` is False where its sources make it a reference only.
    """

    says: Bilingual
    rows: tuple[str, ...]
    sources: tuple[Source, ...]
    rule: Rule | None = None
    decides: bool = True


@value_type
class Difference:
    """One thing compared: what it is, in which cases, and what holds on either side (None: nothing recorded).

    `where` names the cases of a matter that are answered so; it is empty outside the matters.
    """

    topic: Topic
    what: Bilingual
    where: tuple[Bilingual, ...]
    one: Holds | None
    other: Holds | None


@value_type
class _Side:
    """A policy on a day."""

    policy: Policy
    day: date


_Answer = tuple[Rule, bool] | None
"""A row's outcome, and whether its sources decide; None where no row answers."""


def differences(a: Policy, on: date, b: Policy, on2: date) -> tuple[Difference, ...]:
    """Everything in which the rules of `a` on a day differ from those of `b` on another; the two may be one policy.

    Two rows with the same result are no difference, whatever their names, words and sources.
    """
    return _compared(_Side(a, on), _Side(b, on2), ne)


def likenesses(a: Policy, on: date, b: Policy, on2: date) -> tuple[Difference, ...]:
    """Everything in which the rules of `a` on a day have the same result as those of `b` on another."""
    return _compared(_Side(a, on), _Side(b, on2), eq)


_Wanted = Callable[[object, object], bool]


def _compared(one: _Side, other: _Side, wanted: _Wanted) -> tuple[Difference, ...]:
    joint = joint_space(one.policy, other.policy)
    found = [difference for matter in Matter for difference in _rules(matter, one, other, joint, wanted)]
    found += [difference for area in _IN_WORDS for difference in _areas(area, one, other, wanted)]
    return tuple(found)


def _rules(matter: Matter, one: _Side, other: _Side, joint: JointSpace, wanted: _Wanted) -> Iterator[Difference]:
    asked = tuple(
        mine & yours
        for mine, yours in zip(
            joint_box(one.policy.asked(matter), one.policy, joint, 0),
            joint_box(other.policy.asked(matter), other.policy, joint, 1),
            strict=True,
        )
    )
    tables = (
        joint_table(one.policy.table(matter, one.day), one.policy, joint, 0),
        joint_table(other.policy.table(matter, other.day), other.policy, joint, 1),
    )
    parts: dict[tuple[_Answer, _Answer], list[Box]] = {}
    laws: dict[tuple[_Answer, _Answer], tuple[dict[str, Law], dict[str, Law]]] = {}
    for mine, part in _answers(tables[0], asked):
        for yours, both in _answers(tables[1], part):
            pair = (_answer(mine), _answer(yours))
            if wanted(*pair):
                parts.setdefault(pair, []).append(both)
                for law, named in zip((mine, yours), laws.setdefault(pair, ({}, {})), strict=True):
                    named.update({law.id: law} if law else {})
    for pair, boxes in parts.items():
        where = tuple(_case_said(joint, box, asked) for box in covering(boxes, joint.space))
        holds = [_holds(answer, named.values()) for answer, named in zip(pair, laws[pair], strict=True)]
        yield Difference(matter, plain.say(f"matter.{matter}"), where, holds[0], holds[1])


def _case_said(joint: JointSpace, box: Box, asked: Box) -> Bilingual:
    """A box in words, without what always holds for the matter (a premium concerns residents only)."""
    opened = (
        axis.full if mask == always else mask for axis, mask, always in zip(joint.space.axes, box, asked, strict=True)
    )
    return cells_said(joint.space, joint.titles, tuple(opened))


def _answers(table: Table[Law], box: Box) -> Iterator[tuple[Law | None, Box]]:
    for row, part in table.answers(box):
        yield row.carries, part
    for part in table.holes(box):
        yield None, part


def _answer(law: Law | None) -> _Answer:
    return (law.row.rule, law.decides) if law else None


def _holds(answer: _Answer, laws: Iterable[Law]) -> Holds | None:
    if answer is None:
        return None
    rule, decides = answer
    said = rule_said(rule)
    named = list(laws)
    sources = dict.fromkeys(source for law in named for source in law.sources)
    says = said if decides else say("diff.reference", text=said)
    return Holds(says, tuple(law.id for law in named), tuple(sources), rule, decides)


def _areas(area: Area, one: _Side, other: _Side, wanted: _Wanted) -> Iterator[Difference]:
    named = [dict(_named(area, entry) for entry in _recorded(area, side)) for side in (one, other)]
    for what in dict.fromkeys((*named[0], *named[1])):
        mine, yours = (holds.get(what) for holds in named)
        if wanted(mine and mine.says, yours and yours.says):
            yield Difference(area, what, (), mine, yours)


def _recorded(area: Area, side: _Side) -> Iterable[Entry]:
    """The entries in force on a side, in the order in which they are told."""
    found = entries(side.policy, side.day, area)
    if area is Area.FIGURES:
        return (entry for entry in found if not entry.idle)  # those of other days are no difference
    if area is Area.GROUPS:
        return sorted(found, key=lambda entry: -side.policy.packs.index(entry.pack))
    return reversed(found) if area in (Area.WINDOWS, Area.DOCUMENTS, Area.CHANNELS) else found


def _named(area: Area, entry: Entry) -> tuple[Bilingual, Holds]:
    """What an entry is called on either side, and what it holds there."""
    what, says = _IN_WORDS[area](entry)
    return what, Holds(says, (entry.id,), entry.sources)


def _figure(entry: Entry) -> tuple[Bilingual, Bilingual]:
    what, year = figure_said(entry.name), entry.row.year
    what = say("show.of_year", year=year, amount=what) if year else what
    return what, amount_said(entry.name, entry.row)


def _retirement(entry: Entry) -> tuple[Bilingual, Bilingual]:
    if isinstance(entry.row, LumpSum):
        return _title(entry), lump_sum_said(entry.row)
    return _title(entry), required_years_said(entry.row) if isinstance(entry.row, RequiredYears) else entry.then[0]


def _window(entry: Entry) -> tuple[Bilingual, Bilingual]:
    if not isinstance(entry.row, InsuredYearRow):
        return _title(entry), entry.then[0]
    return _title(entry), say("diff.when", text=entry.then[0], when=in_one_sentence(entry.when))


def _document(entry: Entry) -> tuple[Bilingual, Bilingual]:
    return _title(entry), say("diff.when", text=entry.then[0], when=in_one_sentence(entry.when))


def _channel(entry: Entry) -> tuple[Bilingual, Bilingual]:
    return _title(entry), say("diff.when", text=in_one_sentence(entry.then), when=in_one_sentence(entry.when))


def _disagreement(entry: Entry) -> tuple[Bilingual, Bilingual]:
    what = say("diff.on_matter", matter=_title(entry), text=entry.then[0])
    return what, in_one_sentence(entry.when)


def _title(entry: Entry) -> Bilingual:
    assert entry.title is not None  # noqa: S101  only rules and notices have none
    return entry.title


_IN_WORDS: Final[Mapping[Area, Callable[[Entry], tuple[Bilingual, Bilingual]]]] = {
    Area.FIGURES: _figure,
    Area.RETIREMENT: _retirement,
    Area.WINDOWS: _window,
    Area.GROUPS: lambda entry: (say("diff.group", name=entry.name), entry.then[0]),
    Area.DOCUMENTS: _document,
    Area.STEPS: lambda entry: (_title(entry), in_one_sentence(entry.when)),
    Area.CHANNELS: _channel,
    Area.SERVICES: lambda entry: (_title(entry), in_one_sentence(entry.then)),
    Area.LAPSE_EFFECTS: lambda entry: (_title(entry), in_one_sentence((*entry.then, *entry.when))),
    Area.DISAGREEMENTS: _disagreement,
    Area.NOTICES: lambda entry: (entry.then[0], in_one_sentence(entry.when)),
}
