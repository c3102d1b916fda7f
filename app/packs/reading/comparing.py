"""Compares the rules of two places, or of one place on two days, and lists the differences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import eq, ne

from app.packs.problems import say
from app.packs.reading.joint_space import JointSpace, covering, joint_box, joint_space, joint_table
from app.packs.reading.sentences import (
    amount_said,
    cells_said,
    conditions_said,
    figure_said,
    lump_sum_said,
    required_years_said,
    rule_said,
)
from app.rules.bilingual import Bilingual
from app.rules.law.facts import group_title
from app.rules.law.policy import Law, Pack, Policy, Rule, Value
from app.rules.law.tables import Box, Table
from app.rules.law.terms import Matter, Source
from app.wording import values as plain


class Area(StrEnum):
    """What packs record besides the rules of the matters; sources are not compared."""

    FIGURES = "figures"
    RETIREMENT = "retirement"
    WINDOWS = "windows"
    GROUPS = "groups"
    DOCUMENTS = "documents"
    STEPS = "steps"
    DISAGREEMENTS = "disagreements"
    NOTICES = "notices"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Holds:
    """What holds on one side, which rows or entries say so (`CODE/matter/row`, `CODE/name`), what they rest on.

    `rule` is the answer to a matter itself; `decides` is False where its sources make it a reference only.
    """

    says: Bilingual
    rows: tuple[str, ...]
    sources: tuple[Source, ...]
    rule: Rule | None = None
    decides: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing compared: what it is, in which cases, and what holds on either side (None: nothing recorded).

    `where` names the cases of a matter that are answered so; it is empty outside the matters.
    """

    topic: Matter | Area
    what: Bilingual
    where: tuple[Bilingual, ...]
    one: Holds | None
    other: Holds | None


@dataclass(frozen=True, slots=True)
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
    for area, entries in _ENTRIES.items():
        found += _entries(area, dict(entries(one)), dict(entries(other)), wanted)
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


Entry = tuple[Bilingual, Holds]
"""Something recorded, by the name under which both sides have it."""


def _entries(
    area: Area, one: Mapping[Bilingual, Holds], other: Mapping[Bilingual, Holds], wanted: _Wanted
) -> Iterator[Difference]:
    for what in dict.fromkeys((*one, *other)):
        mine, yours = one.get(what), other.get(what)
        if wanted(mine and mine.says, yours and yours.says):
            yield Difference(area, what, (), mine, yours)


def _recorded(side: _Side, says: Bilingual, pack: Pack, name: str, cites: Iterable[str]) -> Holds:
    return Holds(says, (f"{pack.code}/{name}",), side.policy.sources(pack, cites))


def _figures(side: _Side) -> Iterator[Entry]:
    policy = side.policy
    for name in dict.fromkeys(name for pack in policy.packs for name in pack.parameters):
        found = [policy.value(name, side.day)]
        years = {value.year for pack in policy.packs for value in pack.parameters.get(name, ()) if value.year}
        found += [policy.value_of_year(name, year, side.day) for year in sorted(years)]
        for value, pack in filter(None, found):
            yield _figure_title(name, value), _recorded(side, amount_said(name, value), pack, name, value.cites)


def _figure_title(name: str, value: Value) -> Bilingual:
    return say("show.of_year", year=value.year, amount=figure_said(name)) if value.year else figure_said(name)


def _retirement(side: _Side) -> Iterator[Entry]:
    for sex in ("female", "male"):
        if found := side.policy.required_years(sex, side.day):
            years, pack = found
            what = say("diff.required_years", who=say(f"show.sex.{sex}"))
            yield what, _recorded(side, required_years_said(years), pack, "required_years", years.cites)
    if price := side.policy.lump_sum(side.day):
        rule, pack = price
        yield say("diff.lump_sum"), _recorded(side, lump_sum_said(rule), pack, "lump_sums", rule.cites)


def _windows(side: _Side) -> Iterator[Entry]:
    for year in sorted({window.year for pack in side.policy.packs for window in pack.windows}):
        if found := side.policy.window(year):
            window, pack = found
            dates = say("words.valid", since=plain.day(window.opens), until=plain.day(window.closes))
            yield say("diff.window", year=year), _recorded(side, dates, pack, f"windows/{year}", window.cites)


def _groups(side: _Side) -> Iterator[Entry]:
    for pack in reversed(side.policy.packs):  # the nearest pack's members come last, and win
        for name, members in pack.groups.items():
            yield say("diff.group", name=name), _recorded(side, group_title(members), pack, f"groups/{name}", ())


def _documents(side: _Side) -> Iterator[Entry]:
    for item in reversed(side.policy.documents):  # as above
        row, when = item.row, conditions_said(side.policy, item.pack, item.row.when)
        says = say("diff.when", text=say("show.copies", form=row.form, n=row.copies), when=when)
        yield row.title, _recorded(side, says, item.pack, f"documents/{row.id}", row.cites)


def _steps(side: _Side) -> Iterator[Entry]:
    for item in side.policy.steps:
        when = conditions_said(side.policy, item.pack, item.row.when)
        yield item.row.text, _recorded(side, when, item.pack, f"steps/{item.row.id}", item.row.cites)


def _disagreements(side: _Side) -> Iterator[Entry]:
    for item in side.policy.dissents:
        row, when = item.row, conditions_said(side.policy, item.pack, item.row.when)
        what = say("diff.on_matter", matter=plain.say(f"matter.{row.matter}"), text=row.says)
        yield what, _recorded(side, when, item.pack, f"disagreements/{row.id}", row.cites)


def _notices(side: _Side) -> Iterator[Entry]:
    for item in side.policy.notices:
        if item.row.valid.holds(side.day):
            when = conditions_said(side.policy, item.pack, item.row.when)
            yield item.row.says, _recorded(side, when, item.pack, f"notices/{item.row.id}", item.row.cites)


_ENTRIES = {
    Area.FIGURES: _figures,
    Area.RETIREMENT: _retirement,
    Area.WINDOWS: _windows,
    Area.GROUPS: _groups,
    Area.DOCUMENTS: _documents,
    Area.STEPS: _steps,
    Area.DISAGREEMENTS: _disagreements,
    Area.NOTICES: _notices,
}
