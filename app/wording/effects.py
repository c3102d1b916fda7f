"""Lists what an option leads to beyond its table: what the lapse affects, motherhood, ceilings, retirement.

Window, text and papers show these entries as they come: a new one is a function here, and nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Grade, Source
from app.rules.outcome.assessment import Assessment, LapseEffect, Option
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.wording import ceilings, maternity, retirement
from app.wording.phrasebook import phrase
from app.wording.values import joined_as_is

_AREA: Final = "services"


@value_type
class Effect:
    """One effect: what it is called, all that is known of it, a sentence each, and what that rests on.

    `line` is what stands where there is room for one line only. `close` is the same as the sentences where room is
    short: marks that many of them have are said once.
    """

    key: str
    title: Bilingual
    line: Bilingual
    sentences: tuple[Bilingual, ...]
    sources: tuple[Source, ...]
    close: tuple[Bilingual, ...] = ()


def effects(case: Case, assessment: Assessment, option: Option) -> tuple[Effect, ...]:
    """The effects that concern the person, in one order; one that is not known or means nothing to them is left out."""
    found = (tell(case, assessment, option) for tell in _EFFECTS)
    return tuple(effect for effect in found if effect is not None)


def _affected(effect: LapseEffect) -> Bilingual:
    """What a lapse does to one thing, with a mark where no official text says so."""
    said = phrase(_AREA, "affects", title=effect.title, says=effect.says)
    if effect.grade.decides:
        return said
    return joined_as_is(said, phrase(_AREA, "affects.web" if effect.grade is Grade.WEB else "affects.unsure"))


def _by_standing(affects: Iterable[LapseEffect]) -> Iterator[Bilingual]:
    """The same for several things: first what official texts say, then the rest under its mark."""
    standings: dict[str, list[Bilingual]] = {}
    for effect in affects:
        standing = "" if effect.grade.decides else ".web" if effect.grade is Grade.WEB else ".unsure"
        said = phrase(_AREA, "affects", title=effect.title, says=effect.says)
        standings.setdefault(standing, []).append(said)
    for standing in sorted(standings):
        if standing:
            yield phrase(_AREA, f"affects{standing}.these")
        yield from standings[standing]


def _lapse(_case: Case, _assessment: Assessment, option: Option) -> Effect | None:
    if not option.affects:
        return None
    names = dict.fromkeys(effect.title for effect in option.affects)
    line = Bilingual("、".join(name.zh for name in names), ", ".join(name.en for name in names))
    sources = dict.fromkeys(source for effect in option.affects for source in effect.sources)
    return Effect(
        "lapse",
        phrase(_AREA, "affects.title"),
        line,
        tuple(map(_affected, option.affects)),
        tuple(sources),
        tuple(_by_standing(option.affects)),
    )


def _maternity(case: Case, _assessment: Assessment, option: Option) -> Effect | None:
    found = option.maternity
    if found is None or not maternity.concerns_birth(case):
        return None
    said = maternity.maternity_sentence(found)
    return Effect("maternity", phrase(maternity.AREA, "title"), said, (said,), found.sources)


def _ceiling(_case: Case, _assessment: Assessment, option: Option) -> Effect | None:
    found = option.ceiling
    if found is None:
        return None
    said = ceilings.ceiling_sentence(found)
    return Effect("ceiling", phrase(ceilings.AREA, "title"), said, (said,), found.sources)


def _incentives(_case: Case, assessment: Assessment, option: Option) -> Effect | None:
    found = assessment.incentives
    if not ceilings.concerns_residents(found, option):
        return None
    said = ceilings.incentive_sentence(found)
    return Effect("incentives", phrase(ceilings.AREA, "title.residents"), said, (said,), found.sources)


def _retirement(_case: Case, assessment: Assessment, _option: Option) -> Effect | None:
    found = assessment.retirement
    if found is None:
        return None
    title, line = phrase(retirement.AREA, "title"), retirement.in_one_line(found)
    return Effect("retirement", title, line, tuple(retirement.in_full(found)), found.sources)


_EFFECTS: tuple[Callable[[Case, Assessment, Option], Effect | None], ...] = (
    _lapse,
    _maternity,
    _ceiling,
    _incentives,
    _retirement,
)
