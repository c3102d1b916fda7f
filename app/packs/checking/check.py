"""Checks policy packs: every case has an answer, no rows conflict, figures are in force, examples come out right.

Each pack is checked together with those it extends, for all days it claims and for every combination of facts that some
rule tells apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from app.packs.checking.example_outcome import Trial, outcome
from app.packs.checking.proofs import Pair, exempt_people_worse_off, unproven_cover
from app.packs.problems import FieldPath, PackProblem, UnusablePack, field_name, say, shown
from app.packs.reading.sentences import box_said
from app.packs.shelf.shelf import Shelf, Shelved
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Law, Pack, Policy, Validity, Value
from app.rules.law.tables import Box, Row, Table
from app.rules.law.terms import Matter, Source
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.wording import values as plain

CaseOf = Callable[[Mapping[str, Any]], tuple[Case, date]]
"""Reads the case of an example; raises `UnreadableExample` with what is wrong with it."""

MOST_SHOWN = 3
"""How many unanswered cases, or pairs of conflicting rows, are reported for one table at a time."""


class UnreadableExample(Exception):  # noqa: N818  named for what it means
    """The case of an example cannot be read."""

    def __init__(self, said: Bilingual) -> None:
        self.said = said
        super().__init__(said.en)


@dataclass(slots=True)
class Counts:
    """How much was checked: packs, their own rows, intervals of days, decision tables, examples."""

    packs: int = 0
    rows: int = 0
    intervals: int = 0
    tables: int = 0
    examples: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another part of the check."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


@value_type
class Report:
    """What a check found: failures, packs that cannot be used at all, and how much was checked."""

    failures: tuple[PackProblem, ...]
    refused: tuple[PackProblem, ...]
    counts: Counts


@dataclass(slots=True)
class _Trials:
    """The shelf and reader that examples are run with, and the rules they have used."""

    shelf: Shelf
    case_of: CaseOf
    used: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Checked:
    """One pack under check: its rows in force on some claimed day, those that answer, what was told and tried."""

    shelved: Shelved
    policy: Policy
    in_force: set[str] = field(default_factory=set)
    answering: set[str] = field(default_factory=set)
    told: set[tuple[object, ...]] = field(default_factory=set)
    tried: set[Pair] = field(default_factory=set)

    def first_told(self, *what: object) -> bool:
        """True the first time something is reported; it may be found in many intervals of days."""
        if what in self.told:
            return False
        self.told.add(what)
        return True

    def problem(self, path: FieldPath, text: Bilingual) -> PackProblem:
        line = self.shelved.text.marked.line_of(path) if self.shelved.text else None
        return PackProblem(str(self.shelved.path), line, field_name(path), text)

    def path_of(self, law: Law) -> FieldPath:
        """The path of a row of this pack in its file."""
        table = self.shelved.record["tables"][law.row.matter]
        return ("tables", law.row.matter.value, next(i for i, row in enumerate(table) if row["id"] == law.row.id))

    def own(self, laws: Iterable[Law]) -> Iterator[Law]:
        return (law for law in laws if law.pack is self.shelved.pack)


@value_type
class PackReport:
    """What a check found about one usable pack so far, and how much of it was checked."""

    pack: Pack
    failures: tuple[PackProblem, ...]
    counts: Counts


class Check:
    """A check of every usable pack of a shelf, done in small pieces; packs that cannot be used are only named."""

    def __init__(self, shelf: Shelf, case_of: CaseOf) -> None:
        self._trials = _Trials(shelf, case_of)
        self._counts, self._failures = Counts(), list[PackProblem]()

    @property
    def report(self) -> Report:
        """What was found so far."""
        return Report(tuple(self._failures), self._trials.shelf.refused, self._counts)

    def pieces(self) -> Iterator[PackReport | None]:
        """Each step does a piece of a few milliseconds; it yields a report when a pack is done, else None.

        At the end a pack is reported again if no example of any pack used one of its rows.
        """
        done, shelf = list[tuple[_Checked, PackReport]](), self._trials.shelf
        for code in shelf.codes:
            yield None
            shelved = shelf.find(code)
            if shelved is not None:
                pack = _Checked(shelved, shelf.policy_for(code))
                counts, failures = Counts(), list[PackProblem]()
                for found in _pieces(pack, self._trials, counts):
                    failures += found
                    yield None
                self._counts.add(counts)
                self._failures += failures
                report = PackReport(shelved.pack, tuple(failures), counts)
                done.append((pack, report))
                yield report
        for pack, report in done:
            unused = tuple(_unused(pack, self._trials.used))
            self._failures += unused
            if unused:
                yield replace(report, failures=(*report.failures, *unused))


def _pieces(pack: _Checked, trials: _Trials, counts: Counts) -> Iterator[Iterable[PackProblem]]:
    counts.packs += 1
    counts.rows += len(pack.shelved.pack.rows)
    for stretch in stretches(pack.policy):
        counts.intervals += 1
        for matter in Matter:
            yield list(_table(pack, matter, stretch, counts))
        yield list(_proofs(pack, stretch))
    yield _unreachable(pack)
    yield _figures(pack)
    for index in range(len(pack.shelved.record.get("examples", ()))):
        yield list(_example(pack, index, trials, counts))


def check(shelf: Shelf, case_of: CaseOf) -> Report:
    """Check every usable pack of a shelf at once."""
    whole = Check(shelf, case_of)
    for _ in whole.pieces():
        pass
    return whole.report


def try_examples(shelf: Shelf, case_of: CaseOf) -> Report:
    """Work out the examples of every usable pack of a shelf, and nothing else; only packs and examples are counted."""
    counts, failures, trials = Counts(), list[PackProblem](), _Trials(shelf, case_of)
    for shelved in shelf.shelved:
        counts.packs += 1
        pack = _Checked(shelved, shelf.policy_for(shelved.pack.code))
        for index in range(len(shelved.record.get("examples", ()))):
            failures += _example(pack, index, trials, counts)
    return Report(tuple(failures), shelf.refused, counts)


def stretches(policy: Policy) -> Iterator[Validity]:
    """The intervals of the claimed days within which the same rows hold."""
    claims = policy.own.claims
    inside = [edge for edge in policy.edges if edge > (claims.since or date.min) and edge <= (claims.until or date.max)]
    starts: list[date | None] = [claims.since, *inside]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        yield Validity(start, following - timedelta(days=1) if following else claims.until)


def _table(pack: _Checked, matter: Matter, stretch: Validity, counts: Counts) -> Iterator[PackProblem]:
    counts.tables += 1
    table = pack.policy.table(matter, stretch.since or date.min)
    yield from _holes(pack, matter, table, stretch)
    yield from _meetings(pack, table, stretch)
    hidden = {row.carries.id for row in table.unreachable(pack.policy.asked(matter))}
    own = {law.id for law in pack.own(row.carries for row in table.rows)}
    pack.in_force |= own
    pack.answering |= own - hidden


def _proofs(pack: _Checked, stretch: Validity) -> Iterator[PackProblem]:
    """Finds exempt people who are worse off than others, and cover promised without proof, on days in a row."""
    day = stretch.since or stretch.until or date.min
    for worse in exempt_people_worse_off(pack.policy, day, pack.tried):
        pair = (worse.exempt.id, worse.usual.id)
        if pack.first_told("worse", *pair):
            at = worse.exempt if worse.exempt.pack is pack.shelved.pack else worse.usual
            text = say("check.exempt_worse", row=pair[0], other=pair[1], on=_on(stretch))
            yield pack.problem(pack.path_of(at), text)
    for promise in unproven_cover(pack.policy, day):
        if pack.first_told("unproven", promise):
            yield pack.problem(("tables", Matter.COVER.value), say(f"check.unproven.{promise}", on=_on(stretch)))


def _unreachable(pack: _Checked) -> Iterator[PackProblem]:
    for law in pack.own(pack.policy.laws):
        if law.id in pack.in_force - pack.answering:
            yield pack.problem(pack.path_of(law), say("check.unreachable", row=law.id))


def _holes(pack: _Checked, matter: Matter, table: Table[Law], stretch: Validity) -> Iterator[PackProblem]:
    for box in table.holes(pack.policy.asked(matter))[:MOST_SHOWN]:
        if pack.first_told(matter, box):
            text = say(
                "check.hole", matter=plain.say(f"matter.{matter}"), when=box_said(pack.policy, box), on=_on(stretch)
            )
            yield pack.problem(("tables", matter.value), text)


def _meetings(pack: _Checked, table: Table[Law], stretch: Validity) -> Iterator[PackProblem]:
    for row, other in table.meetings():
        pair = (row.carries.id, other.carries.id)
        if row.carries.pack is pack.shelved.pack and pack.first_told(*pair):
            box = _both(pack.policy, row, other)
            text = say("check.overlap", row=pair[0], other=pair[1], when=box_said(pack.policy, box), on=_on(stretch))
            yield pack.problem(pack.path_of(other.carries), text)


def _both(policy: Policy, row: Row[Law], other: Row[Law]) -> Box:
    box = row.intersect(policy.space.whole)
    return (box and other.intersect(box)) or policy.space.whole


def _on(stretch: Validity) -> Bilingual:
    return plain.day(stretch.since) if stretch.since else say("check.ever")


def _figures(pack: _Checked) -> Iterator[PackProblem]:
    own = pack.shelved.pack
    for name, values in own.parameters.items():
        for index, value in enumerate(values):
            cited = pack.policy.sources(own, value.cites)
            for day in _days_without(cited, _span_of(value)):
                path = ("parameters", name, index)
                sources = ", ".join(source.id for source in cited)
                yield pack.problem(path, say("check.source_not_in_force", sources=sources, on=plain.day(day)))
        for (first, one), (second, other) in combinations(enumerate(values), 2):
            if one.year == other.year and _meet(one.valid, other.valid):
                yield pack.problem(("parameters", name, second), say("check.figures_at_once", other=first + 1))


def _span_of(value: Value) -> Validity:
    """The days a figure is good for: those written, else those of its insurance year."""
    if value.year is None or value.valid != Validity():
        return value.valid
    return Validity(date(value.year, 1, 1), date(value.year, 12, 31))


def _days_without(cited: Iterable[Source], span: Validity) -> Iterator[date]:
    """Those of the two ends of a span on which none of the cited sources is in force."""
    forces = [Validity(source.in_force_from, source.in_force_until) for source in cited]
    for day in dict.fromkeys(day for day in (span.since, span.until) if day):
        if not any(force.holds(day) for force in forces):
            yield day


def _meet(one: Validity, other: Validity) -> bool:
    starts = [span.since or date.min for span in (one, other)]
    ends = [span.until or date.max for span in (one, other)]
    return max(starts) <= min(ends)


def _example(pack: _Checked, index: int, trials: _Trials, counts: Counts) -> Iterator[PackProblem]:
    counts.examples += 1
    example, path = pack.shelved.record["examples"][index], ("examples", index)
    try:
        case, as_of = trials.case_of(example["case"])
        trial = outcome(case, trials.shelf.policy_for(case.region), as_of, example["expect"])
    except UnreadableExample as error:
        yield pack.problem((*path, "case"), say("check.bad_case", why=error.said))
        return
    except UnusablePack as error:
        yield pack.problem((*path, "case", "region"), say("check.bad_case", why=error.problems[0].text))
        return
    trials.used |= trial.rules
    for key, expected in example["expect"].items():
        yield from _difference(pack, (*path, "expect", key), trial, key, expected)


def _difference(pack: _Checked, path: FieldPath, trial: Trial, key: str, expected: Any) -> Iterator[PackProblem]:
    found = trial.found(key)
    if key == "rules":
        missing = [name for name in expected if name not in trial.planned_rules]
        if missing:
            answered = ", ".join(sorted(trial.planned_rules)) or "-"
            yield pack.problem(path, say("check.rule_not_used", missing=", ".join(missing), found=answered))
    elif not trial.agrees(key, expected):
        name = pack.shelved.record["examples"][path[1]]["name"]
        yield pack.problem(path, say("check.example", name=name, expected=shown(expected), found=shown(found)))


def _unused(pack: _Checked, used: set[str]) -> Iterator[PackProblem]:
    for law in pack.own(pack.policy.laws):
        if law.id not in used:
            yield pack.problem(pack.path_of(law), say("check.unused", row=law.id))
