"""Works cases out under two folders of packs, and finds the answers that come out otherwise and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.packs.changes.items import EXAMPLES, FIGURES, HEAD
from app.packs.changes.pack_changes import PackChange, pack_changes
from app.packs.checking.check import CaseOf
from app.packs.shelf.shelf import Shelf
from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy
from app.rules.law.terms import Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import Assessment, Ceiling, Maternity, Option, Reason
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.rules.value_type import value_type

Answer = str | int | bool | Decimal | date | Waiting | None
WHOLE: Final = "case"
"""The key of what belongs to the whole case and to no single way."""

_STANDS_BEHIND: Final = (FIGURES, "windows", "insured_years", "binding", "adopts", "groups", "measures", "remove", HEAD)
"""What else than a row can make an answer another one; of the head only the days it claims and what it extends."""

_OF_HEAD: Final = ("claims", "extends")


@value_type
class PosedCase:
    """A case with its name, the day it is asked on, and whether it is an example of the older or the newer packs."""

    name: str
    case: Case
    as_of: date
    of_old: bool = False
    of_new: bool = False


@value_type
class AnswerChange:
    """One value of one way that comes out otherwise; `way` is the option's key, `WHOLE` for the case itself."""

    way: str
    value: str
    before: Answer
    after: Answer


@value_type
class Behind:
    """What made a way's answers differ: rows used on one side only, and on both sides but written otherwise.

    `vouched` are rows that were a reference and now hold in the place, `unvouched` the other way round. `others` are
    items of the place's packs that are no rows and differ, where no row tells.
    """

    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    rewritten: tuple[str, ...]
    vouched: tuple[str, ...]
    unvouched: tuple[str, ...]
    others: tuple[str, ...] = ()


@value_type
class CaseChange:
    """A case whose answers differ, with what stands behind it for each way that differs."""

    posed: PosedCase
    changes: tuple[AnswerChange, ...]
    behind: Mapping[str, Behind]


@value_type
class PlaceChanges:
    """The cases of a place whose answers differ."""

    code: str
    name: Bilingual
    cases: tuple[CaseChange, ...]


@value_type
class AnswerChanges:
    """Everything that comes out otherwise, by place, and how many cases were asked.

    `turns` counts how the verdict on the plan (the leading way, where there is no plan) turned, for every case that
    differs in anything.
    """

    asked: int
    places: tuple[PlaceChanges, ...]
    turns: Mapping[tuple[Verdict | None, Verdict | None], int]

    @property
    def differing(self) -> int:
        """How many cases differ."""
        return sum(len(place.cases) for place in self.places)


def examples_of(old: Shelf, new: Shelf, case_of: CaseOf) -> tuple[PosedCase, ...]:
    """The examples of every pack of both folders, each case once. Raises `UnreadableExample`."""
    found: dict[tuple[str, str], PosedCase] = {}
    for shelf in (old, new):
        for shelved in shelf.shelved:
            for example in shelved.record.get(EXAMPLES, ()):
                name = f"{shelved.pack.code} {example['name']}"
                key = (name, repr(example["case"]))
                if key not in found:
                    case, as_of = case_of(example["case"])
                    found[key] = PosedCase(name, case, as_of)
                known = found[key]
                found[key] = replace(known, of_old=known.of_old or shelf is old, of_new=known.of_new or shelf is new)
    return tuple(found.values())


def answer_changes(old: Shelf, new: Shelf, posed: Iterable[PosedCase]) -> AnswerChanges:
    """Ask every case under both folders. UnusablePack where a pack that a case needs cannot be used."""
    cases, changed = tuple(posed), {change.code: change for change in pack_changes(old, new)}
    found: dict[str, list[CaseChange]] = {}
    turns: dict[tuple[Verdict | None, Verdict | None], int] = {}
    for each in cases:
        policies = old.policy_for(each.case.region), new.policy_for(each.case.region)
        if _digests(policies[0]) == _digests(policies[1]):
            continue  # the same packs give the same answer
        before, after = (_answered(each, policy) for policy in policies)
        changes = tuple(_changes(before, after))
        if changes:
            ways = dict.fromkeys(change.way for change in changes)
            behind = {way: _behind(way, before, after, policies[1], changed) for way in ways}
            found.setdefault(policies[1].requested, []).append(CaseChange(each, changes, behind))
            turn = (_verdict(before), _verdict(after))
            turns[turn] = turns.get(turn, 0) + 1
    places = (
        PlaceChanges(code, new.policy_for(code).requested_name, tuple(cases)) for code, cases in sorted(found.items())
    )
    return AnswerChanges(len(cases), tuple(places), turns)


def _digests(policy: Policy) -> list[str]:
    return [pack.sha256 for pack in policy.packs]


def _answered(posed: PosedCase, policy: Policy) -> Assessment:
    return with_turning_points(posed.case, policy, assess(posed.case, policy, posed.as_of))


def _verdict(assessment: Assessment) -> Verdict | None:
    option = assessment.planned or assessment.leading
    return option.verdict if option else None


def _changes(before: Assessment, after: Assessment) -> Iterator[AnswerChange]:
    for name, read in _OF_CASE.items():
        was, is_ = read(before), read(after)
        if was != is_:
            yield AnswerChange(WHOLE, name, was, is_)
    ways = before.ways, after.ways
    for key in dict.fromkeys((*ways[0], *ways[1])):
        yield from _of_way(key, *(found.get(key) for found in ways))


def _of_way(key: str, before: Option | None, after: Option | None) -> Iterator[AnswerChange]:
    """What differs in a way; its verdict alone, where it is open under one folder only."""
    if before is None or after is None:
        verdicts = (option.verdict.value if option else None for option in (before, after))
        yield AnswerChange(key, "verdict", *verdicts)
        return
    for name, read in _OF_WAY.items():
        if read(before) != read(after):
            yield AnswerChange(key, name, read(before), read(after))


def _behind(
    way: str, before: Assessment, after: Assessment, policy: Policy, changed: Mapping[str, PackChange]
) -> Behind:
    was, is_ = ({reason.rule: reason for reason in _reasons(way, found)} for found in (before, after))
    both = [rule for rule in was if rule in is_]
    behind = Behind(
        only_before=tuple(rule for rule in was if rule not in is_),
        only_after=tuple(rule for rule in is_ if rule not in was),
        rewritten=tuple(rule for rule in both if _is_rewritten(rule, changed)),
        vouched=tuple(rule for rule in both if is_[rule].decides and not was[rule].decides),
        unvouched=tuple(rule for rule in both if was[rule].decides and not is_[rule].decides),
    )
    if behind != Behind((), (), (), (), ()):
        return behind
    packs = [changed[pack.code] for pack in policy.packs if pack.code in changed]
    items = ((pack, item) for area in _STANDS_BEHIND for pack in packs for item in pack.of(area))
    told = (f"{pack.code}/{item.area}/{item.id}" for pack, item in items if item.area != HEAD or item.id in _OF_HEAD)
    return replace(behind, others=tuple(told))


def _reasons(way: str, assessment: Assessment) -> tuple[Reason, ...]:
    if way == WHOLE:
        return tuple(finding.reason for finding in assessment.lapses if finding.reason)
    option = assessment.ways.get(way)
    return option.reasons if option else ()


def _is_rewritten(rule: str, changed: Mapping[str, PackChange]) -> bool:
    code, matter, id_ = rule.split("/", 2)
    pack = changed.get(code)
    return pack is not None and any(item.id == id_ for item in pack.of(matter))


def _of_maternity(found: Maternity | None) -> str | None:
    return f"{found.verdict} {found.since or ''}".strip() if found else None


def _of_ceiling(found: Ceiling | None) -> Decimal | None:
    return found.stand.multiple if found and found.stand else None


def _refund(assessment: Assessment) -> str | None:
    meeting = next((each for each in assessment.two_schemes if each.refund is not None), None)
    return f"{meeting.refund} {meeting.refund_by or ''}".strip() if meeting and meeting.refund else None


def _years(assessment: Assessment) -> str | None:
    found = assessment.retirement
    return None if found is None else f"{found.required_cumulative}/{found.required_actual}/{found.required_local}"


_OF_CASE: Final[Mapping[str, Callable[[Assessment], Answer]]] = {
    "benefits_end": lambda found: found.lapses[-1].benefits_end if found.lapses else None,
    "today": lambda found: found.today.covered.value,
    "leading": lambda found: found.ranking.leading.key if found.ranking.leading else None,
    "refund": _refund,
    "required_years": _years,
    "lump_sum": lambda found: found.retirement.lump_sum if found.retirement else None,
}
_OF_WAY: Final[Mapping[str, Callable[[Option], Answer]]] = {
    "verdict": lambda option: option.verdict.value,
    "reference": lambda option: option.reference,
    "waiting": lambda option: option.waiting,
    "benefits_from": lambda option: option.benefits_from,
    "benefits_until": lambda option: option.benefits_until,
    "gap_costs": lambda option: option.gap_costs.value,
    "total": lambda option: option.cost.total if option.cost else None,
    "worst_from": lambda option: option.if_worst.benefits_from if option.if_worst else None,
    "worst_total": lambda option: option.if_worst.total if option.if_worst else None,
    "pay_by": lambda option: option.pay_by,
    "ahead": lambda option: next((step.pays.cost.total for step in option.steps if step.pays and step.pays.cost), None),
    "continuity": lambda option: option.continuity,
    "personal_account": lambda option: option.personal_account,
    "maternity": lambda option: _of_maternity(option.maternity),
    "ceiling": lambda option: _of_ceiling(option.ceiling),
}
VALUES: Final = (*_OF_CASE, *_OF_WAY)
"""The names of all values that are compared."""
