"""Turns what packs record into the cells of the policy browser's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from app.packs.reading.comparing import Difference, Holds
from app.packs.reading.in_force import Entry, Topic, figure_on, layer_said
from app.packs.reading.sentences import rule_listed
from app.packs.reading.source_age import age_said, dated_said
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy, Validity
from app.rules.law.source_dates import newest
from app.ui.widgets.wrapping_table import WrappedRow
from app.wording.phrasebook import Phrasebook

Sides = tuple[tuple[Policy, date], tuple[Policy, date]]
COLUMNS: Final = ("title", "when", "then", "valid", "source", "grade", "age", "layer")


def topic_name(phrases: Phrasebook, topic: Topic) -> str:
    """The name of a topic in the list."""
    return phrases(f"topic.{topic}")


def table_of(
    phrases: Phrasebook, entries: Sequence[Entry], policy: Policy, day: date
) -> tuple[list[str], list[WrappedRow]]:
    """The titles and rows for the entries of a topic; empty columns are left out."""
    cells = [{column: _CELLS[column](phrases, entry, policy, day) for column in COLUMNS} for entry in entries]
    used = [column for column in COLUMNS if any(row[column] for row in cells)]
    lines = [
        WrappedRow(tuple(row[column] for column in used), entry, entry.idle)
        for row, entry in zip(cells, entries, strict=True)
    ]
    return [phrases(f"column.{column}") for column in used], lines


def line_of(phrases: Phrasebook, difference: Difference, sides: Sides) -> WrappedRow:
    """The row for one difference."""
    what = difference.where or (difference.what,)
    cells = [topic_name(phrases, difference.topic), _lines(phrases, _either(phrases, what))]
    both = (difference.one, difference.other)
    held = [_side(phrases, holds, policy, day) for holds, (policy, day) in zip(both, sides, strict=True)]
    if _look_alike(*both, *held):
        held = [phrases.of(holds.says) for holds in both if holds]
    return WrappedRow((*cells, *held), difference)


def validity(phrases: Phrasebook, valid: Validity) -> list[str]:
    """The first and last day, on a line each; empty where no dates are given."""
    since = [phrases("valid.since", day=valid.since.isoformat())] if valid.since else []
    return since + ([phrases("valid.until", day=valid.until.isoformat())] if valid.until else [])


def _either(phrases: Phrasebook, cases: Sequence[Bilingual]) -> Iterable[Bilingual]:
    for index, case in enumerate(cases):
        yield phrases.phrase("compare.or", case=case) if index else case


def _look_alike(one: Holds | None, other: Holds | None, mine: str, yours: str) -> bool:
    """True when two different answers have the same text: their figures share a title and have no value on the day."""
    return one is not None and other is not None and one.rule != other.rule and mine == yours


def _side(phrases: Phrasebook, holds: Holds | None, policy: Policy, day: date) -> str:
    if holds is None:
        return phrases("compare.missing")
    if holds.rule is None:
        return phrases.of(holds.says)
    said = rule_listed(holds.rule, partial(figure_on, policy, day))
    return _lines(phrases, said if holds.decides else (phrases.phrase("cell.reference"), *said))


def _lines(phrases: Phrasebook, said: Iterable[Bilingual]) -> str:
    return "\n".join(map(phrases.of, said))


def _then(phrases: Phrasebook, entry: Entry, _policy: Policy, _day: date) -> str:
    reference = entry.then and entry.grade is not None and not (entry.grade.decides and entry.vouched)
    lines = [phrases("cell.reference")] if reference else []
    lines += [phrases.of(said) for said in entry.then]
    lines += [phrases("cell.ask", question=question) for question in entry.asks]
    if entry.opinions:
        lines.append(phrases("cell.opinions", n=len(entry.opinions)))
    if entry.idle and entry.when:
        lines.append(phrases("cell.idle"))
    return "\n".join(lines)


def _source(_phrases: Phrasebook, entry: Entry, _policy: Policy, _day: date) -> str:
    return "\n".join(f"{source.title} {source.number}".rstrip() for source in entry.sources)


def _grade(phrases: Phrasebook, entry: Entry, _policy: Policy, _day: date) -> str:
    return phrases.plain(f"grade.{entry.grade.value}") if entry.grade else ""


def _age(phrases: Phrasebook, entry: Entry, _policy: Policy, day: date) -> str:
    dated = newest((source.dated for source in entry.sources), day)
    if dated is None:
        return phrases("cell.undated") if entry.sources else ""
    return f"{phrases.of(dated_said(dated))}\n{phrases.of(age_said(dated, day))}"


_Cell = Callable[[Phrasebook, Entry, Policy, date], str]
_CELLS: Final[Mapping[str, _Cell]] = {
    "title": lambda phrases, entry, _policy, _day: phrases.of(entry.title) if entry.title else "",
    "when": lambda phrases, entry, _policy, _day: _lines(phrases, entry.when),
    "then": _then,
    "valid": lambda phrases, entry, _policy, _day: "\n".join(validity(phrases, entry.valid)) if entry.valid else "",
    "source": _source,
    "grade": _grade,
    "age": _age,
    "layer": lambda phrases, entry, policy, _day: phrases.of(layer_said(policy, entry.pack)),
}
