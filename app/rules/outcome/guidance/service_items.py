"""The service items of a place, whole: documents, steps on and off line, terms, fees, channels; no case is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.policy import Pack, Policy, best_grade
from app.rules.law.services import DoneBy, ServiceRow, ServiceStepRow, Told
from app.rules.law.tables import Box
from app.rules.law.terms import Grade, Source
from app.rules.outcome.assessment import Channel, LapseEffect, RequiredDocument
from app.rules.outcome.guidance.documents import channel_of, document_of, effect_of
from app.rules.value_type import value_type


@value_type
class ServiceStep:
    """One step of an item, and what it rests on."""

    by: DoneBy
    text: Bilingual
    sources: tuple[Source, ...]
    grade: Grade


@value_type
class ServiceFact:
    """One thing told of an item, and what it rests on."""

    told: Told
    says: Bilingual
    sources: tuple[Source, ...]
    grade: Grade


@value_type
class ServiceItem:
    """A service item as a place has it; what its own pack does not say is the next one's above."""

    id: str
    title: Bilingual
    what: Bilingual
    documents: tuple[RequiredDocument, ...]
    steps: tuple[ServiceStep, ...]
    facts: tuple[ServiceFact, ...]
    channels: tuple[Channel, ...]
    sources: tuple[Source, ...]

    def facts_of(self, told: Told) -> tuple[ServiceFact, ...]:
        """Everything told of one kind."""
        return tuple(fact for fact in self.facts if fact.told is told)


def service_items(policy: Policy, day: date) -> tuple[ServiceItem, ...]:
    """Every item of a place on a day, in the nation's order, then those of the province and the place."""
    return tuple(_item(policy, id_, tuple(rows), day) for id_, rows in policy.services.items())


def place_channels(policy: Policy, day: date) -> tuple[Channel, ...]:
    """Every channel of a place on a day, its own first, whatever it is good for."""
    rows: dict[str, Channel] = {}
    for item in policy.channels:
        if item.row.valid.holds(day):
            rows.setdefault(item.row.id, channel_of(policy, item))
    return tuple(rows.values())


def lapse_effects(policy: Policy) -> tuple[LapseEffect, ...]:
    """What a lapse does in a place, whoever has it; the nearest pack words each."""
    rows: dict[str, LapseEffect] = {}
    for item in policy.lapse_effects:
        rows.setdefault(item.row.id, effect_of(policy, item))
    return tuple(rows.values())


def _item(policy: Policy, id_: str, rows: tuple[tuple[ServiceRow, Pack], ...], day: date) -> ServiceItem:
    title = next(row.title for row, _ in rows if row.title is not None)
    what = next(row.what for row, _ in rows if row.what is not None)
    cited = dict.fromkeys(source for row, pack in rows for source in policy.sources(pack, row.cites))
    return ServiceItem(
        id=id_,
        title=title,
        what=what,
        documents=tuple(_documents(policy, id_)),
        steps=tuple(_steps(policy, rows)),
        facts=tuple(fact for told in Told for fact in _facts(policy, rows, told)),
        channels=tuple(_channels(policy, id_, day)),
        sources=tuple(cited),
    )


def _documents(policy: Policy, id_: str) -> Iterator[RequiredDocument]:
    seen = set()
    for item in policy.documents:
        if item.row.id not in seen and id_ in item.row.services:
            seen.add(item.row.id)
            yield document_of(policy, item)


def _channels(policy: Policy, id_: str, day: date) -> Iterator[Channel]:
    """The channels that name the item, and those that name none and are offered in ways that go through it."""
    seen = set()
    through = _box_of(policy, id_)
    for item in policy.channels:
        row = item.row
        serves = id_ in row.services if row.services else through is not None and item.meets(through)
        if row.id not in seen and row.valid.holds(day) and serves:
            seen.add(item.row.id)
            yield channel_of(policy, item)


def _box_of(policy: Policy, id_: str) -> Box | None:
    """The part of the space in which ways go through an item; None where none does."""
    for item in policy.services_of_ways:
        if item.row.id == id_:
            box = list(policy.space.whole)
            for index, mask in item.narrows:
                box[index] &= mask
            return tuple(box)
    return None


def _steps(policy: Policy, rows: Sequence[tuple[ServiceRow, Pack]]) -> Iterator[ServiceStep]:
    """The steps, each way of doing them as the nearest pack that tells any has it.

    The order is that of the farthest pack: where a nearer one has its own steps online, they stand in place of the
    first of those online.
    """
    told: set[DoneBy] = set()
    nearest = {by: next((it for it in rows if any(step.by is by for step in it[0].steps)), None) for by in DoneBy}
    for row, pack in reversed(rows):
        for step in row.steps:
            chosen = nearest[step.by]
            if chosen is None:
                continue
            if chosen[1].code == pack.code:
                told.add(step.by)
                yield _step(policy, pack, step)
            elif step.by not in told:
                told.add(step.by)
                nearest[step.by] = None
                yield from (_step(policy, chosen[1], own) for own in chosen[0].steps if own.by is step.by)


def _step(policy: Policy, pack: Pack, step: ServiceStepRow) -> ServiceStep:
    cited = policy.sources(pack, step.cites)
    return ServiceStep(step.by, step.text, cited, best_grade(cited))


def _facts(policy: Policy, rows: Iterable[tuple[ServiceRow, Pack]], told: Told) -> Iterator[ServiceFact]:
    """What is told of one kind, as the nearest pack that tells any has it; notes of all packs are told together."""
    for row, pack in rows:
        found = [fact for fact in row.facts if fact.told is told]
        for fact in found:
            cited = policy.sources(pack, fact.cites)
            yield ServiceFact(told, fact.says, cited, best_grade(cited))
        if found and told is not Told.NOTE:
            return
