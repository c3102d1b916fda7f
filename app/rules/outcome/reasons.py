"""Gives the reasons of an outcome: the rule that answered, the facts that matched, and when it applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.facts import FACTS, GROUP, group_title, title_of
from app.rules.law.policy import Policy
from app.rules.law.source_dates import newest
from app.rules.law.tables import Between, Box, Known
from app.rules.law.terms import Grade
from app.rules.outcome.assessment import Assumption, Reason
from app.rules.outcome.guidance.documents import Laws
from app.rules.outcome.sentences import NOT_RECORDED, OLD_TEXT
from app.rules.outcome.situation import Situation
from app.rules.record.months import MissingDay, add_months

OLD_FROM_YEARS: Final = 3
"""A text older than so many years says so by itself, on whatever day it is asked."""


def reasons(situation: Situation, laws: Laws) -> Iterator[Reason]:
    """One reason for each matter, in the order in which they were decided."""
    policy = situation.policy
    for matter, law in laws.items():
        if law is None:
            yield Reason(matter, f"{policy.own.code}/{matter}/-", NOT_RECORDED, (), (), Grade.DERIVED, inherited=False)
            continue
        facts = tuple(fact_text(policy, name, situation.known[name]) for name in law.facts(policy))
        inherited = law.pack.code != policy.requested
        yield Reason(matter, law.id, law.row.says, facts, law.sources, law.grade, inherited, vouched=law.vouched)


def with_age(reason: Reason, as_of: date) -> Reason:
    """The reason, which says so where all its dated sources are more than three years old on a day.

    A date of which only the year or the month is written counts as its last day. Undated sources make nothing younger.
    """
    year = _old_since(tuple(source.dated for source in reason.sources), as_of)
    if year is None:
        return reason
    text = Bilingual(reason.text.zh.rstrip("。"), reason.text.en.rstrip("."))
    return replace(reason, text=OLD_TEXT.filled(text=text, year=year))


@lru_cache(maxsize=1024)
def _old_since(texts: tuple[str, ...], as_of: date) -> int | None:
    """The year of the newest of these dates where it is old on a day; None where it is not, or nothing is dated."""
    dated = newest(texts, as_of)
    old = dated is not None and dated.latest < add_months(as_of, -12 * OLD_FROM_YEARS, MissingDay.LAST_DAY)
    return dated.year if dated is not None and old else None


def assumptions(situation: Situation, laws: Laws) -> Iterator[Assumption]:
    """What the answering rows assume where their text leaves room."""
    for law in filter(None, laws.values()):
        repairing = law.row.assumes_repairing if situation.proposal.repair_years else ()
        for id_ in (*law.row.assumes, *repairing):
            yield Assumption(id_, situation.policy.assumption(law.pack, id_))


def fact_text(policy: Policy, name: str, known: Known) -> Bilingual:
    """A fact with its value, for a person."""
    if isinstance(known, Between):
        return _named(policy, name, (f"{known.low}–{known.high}",))
    return _named(policy, name, tuple(sorted(known)) if isinstance(known, frozenset) else (str(known),))


def when_text(policy: Policy, boxes: Iterable[Box], whole: Box) -> Bilingual | None:
    """What must be true for one of several outcomes: the parts of the boxes in which they differ from the whole."""
    cases = [case for box in boxes if (case := _box_text(policy, box, whole))]
    if not cases:
        return None
    return Bilingual("；或者 ".join(case.zh for case in cases), "; or ".join(case.en for case in cases))


def _box_text(policy: Policy, box: Box, whole: Box) -> Bilingual | None:
    parts = [
        _named(policy, axis.fact, tuple(axis.cells(mask)))
        for axis, mask, full in zip(policy.space.axes, box, whole, strict=True)
        if mask != full
    ]
    if not parts:
        return None
    return Bilingual("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))


@lru_cache(maxsize=1024)
def _named(policy: Policy, name: str, values: tuple[str, ...]) -> Bilingual:
    title = title_of(name) or policy.measure_title(name) or group_title(policy.group(name.removeprefix(GROUP)))
    names = FACTS[name].values if name in FACTS else FACTS["back_pay"].values
    said = [names.get(value, Bilingual(value, value)) for value in values]
    return Bilingual(f"{title.zh}：{'／'.join(v.zh for v in said)}", f"{title.en}: {' / '.join(v.en for v in said)}")
