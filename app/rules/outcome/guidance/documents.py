"""Collects the documents, steps, channels, questions and dissenting sources that belong to an outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.policy import ChannelRow, DissentRow, DocumentRow, Law, Narrowed, Pack, Policy, StepRow, best_grade
from app.rules.law.services import LapseEffectRow
from app.rules.law.tables import Box
from app.rules.law.terms import Matter, Source
from app.rules.outcome.assessment import (
    Channel,
    Disagreement,
    LapseEffect,
    OfficeQuestion,
    RequiredDocument,
    ServiceName,
    Step,
)
from app.rules.outcome.money import months_ahead, months_ahead_text
from app.rules.outcome.sentences import ASK_OFFICE, CONFIRM, UNRECORDED_QUESTION
from app.rules.outcome.situation import Situation

Laws = dict[Matter, Law | None]


def documents(policy: Policy, box: Box) -> Iterator[RequiredDocument]:
    """The checklist for everything that is still possible; the nearest pack words each document."""
    seen = set()
    through = {item.row.id for item in policy.services_of_ways if item.meets(box)}
    for narrowed in policy.documents:
        row = narrowed.row
        asked = not row.services or not through.isdisjoint(row.services)
        if row.id not in seen and asked and narrowed.meets(box):
            seen.add(row.id)
            yield document_of(policy, narrowed)


def document_of(policy: Policy, narrowed: Narrowed[DocumentRow]) -> RequiredDocument:
    """A document as a checklist has it."""
    row, cited = narrowed.row, policy.sources(narrowed.pack, narrowed.row.cites)
    return RequiredDocument(
        id=row.id,
        title=row.title,
        form=row.form,
        copies=row.copies,
        where=row.where,
        why=row.why,
        instead=row.instead,
        if_missing=row.if_missing,
        sources=cited,
        grade=best_grade(cited),
        needed=row.needed,
    )


def services(policy: Policy, box: Box) -> Iterator[ServiceName]:
    """The service items that a way goes through, in everything that is still possible."""
    for item in policy.services_of_ways:
        if item.meets(box):
            titles = (row.title for row, _ in policy.services[item.row.id])
            yield ServiceName(item.row.id, next(title for title in titles if title is not None))


def lapse_effects(policy: Policy, box: Box) -> Iterator[LapseEffect]:
    """What a lapse does to the person; the nearest pack words each effect."""
    seen = set()
    for narrowed in policy.lapse_effects:
        if narrowed.row.id not in seen and narrowed.meets(box):
            seen.add(narrowed.row.id)
            yield effect_of(policy, narrowed)


def effect_of(policy: Policy, narrowed: Narrowed[LapseEffectRow]) -> LapseEffect:
    """An effect of a lapse with what it rests on."""
    row, cited = narrowed.row, policy.sources(narrowed.pack, narrowed.row.cites)
    return LapseEffect(row.id, row.title, row.says, cited, best_grade(cited))


def steps(situation: Situation, box: Box) -> Iterator[Step]:
    """What to do, with the months that are paid ahead; `in_order` puts them in the order in which they are taken."""
    policy = situation.policy
    for number, narrowed in step_rows(policy, box):
        row = narrowed.row
        cited = policy.sources(narrowed.pack, row.cites)
        ahead = months_ahead(situation, row.pays) if row.pays else None
        text = row.text
        if ahead is not None:
            told = months_ahead_text(ahead)
            text = Bilingual(text.zh + told.zh, text.en + told.en)
        taken = (row.phase.place, number)
        yield Step(row.id, text, row.contact, cited, best_grade(cited), row.tells_days, ahead, taken)


def step_rows(policy: Policy, box: Box) -> Iterator[tuple[int, Narrowed[StepRow]]]:
    """The rows of steps that may hold, the nearest pack's first, numbered as they stand in the policy.

    A row is left out where a nearer one of the same id holds whatever is still possible.
    """
    worded = set()
    for number, narrowed in enumerate(policy.steps):
        if narrowed.row.id not in worded and narrowed.meets(box):
            if narrowed.covers(box):
                worded.add(narrowed.row.id)
            yield number, narrowed


def in_order(taken: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order in which a person takes them: by phase, in each the place's own first, none twice."""
    return tuple(sorted(dict.fromkeys(taken), key=lambda step: step.place))


def channels(policy: Policy, box: Box, day: date) -> Iterator[Channel]:
    """Where it can be done on a day, the place's own channels first; the nearest pack words each."""
    seen = set()
    for narrowed in policy.channels:
        row = narrowed.row
        if row.id not in seen and row.valid.holds(day) and narrowed.meets(box):
            seen.add(row.id)
            yield channel_of(policy, narrowed)


def channel_of(policy: Policy, narrowed: Narrowed[ChannelRow]) -> Channel:
    """A channel with what it rests on."""
    row, cited = narrowed.row, policy.sources(narrowed.pack, narrowed.row.cites)
    return Channel(row.id, row.kind, row.name, row.what, row.phone, row.address, cited, best_grade(cited))


def disagreements(policy: Policy, laws: Laws, box: Box) -> Iterator[Disagreement]:
    """Sources that say otherwise on a matter that a law answers, or that nothing recorded answers."""
    for narrowed, source in _dissenting(policy, laws, box):
        if not _outranks(laws[narrowed.row.matter], policy, narrowed.pack, source):
            yield Disagreement(narrowed.row.matter, narrowed.row.says, source)


def outranked(policy: Policy, laws: Laws, box: Box) -> Iterator[Disagreement]:
    """Weaker sources that contradict a rule that decides here; listed apart from the answer.

    Official texts of other places are left out where a rule decides here.
    """
    for narrowed, source in _dissenting(policy, laws, box):
        if _outranks(laws[narrowed.row.matter], policy, narrowed.pack, source) and not source.grade.decides:
            yield Disagreement(narrowed.row.matter, narrowed.row.says, source)


def _dissenting(policy: Policy, laws: Laws, box: Box) -> Iterator[tuple[Narrowed[DissentRow], Source]]:
    for narrowed in policy.dissents:
        if narrowed.row.matter in laws and narrowed.meets(box):
            for source in policy.sources(narrowed.pack, narrowed.row.cites):
                yield narrowed, source


def _outranks(law: Law | None, policy: Policy, pack: Pack, source: Source) -> bool:
    """True where a rule that decides here outranks a source: a weak one, or the text of another place."""
    return law is not None and law.decides and not (source.grade.decides and policy.is_local(pack))


def questions(policy: Policy, laws: Iterable[Law | None]) -> Iterator[OfficeQuestion]:
    """Questions to the office: what the rows leave open or want confirmed, or that no row answers."""
    whom = policy.contact or ASK_OFFICE
    for law in laws:
        for text in (*law.row.asks, *law.row.confirms) if law else (UNRECORDED_QUESTION,):
            yield OfficeQuestion(text, whom)


def confirmations(policy: Policy, laws: Iterable[Law | None]) -> Iterator[OfficeQuestion]:
    """Asks to confirm rows that do not decide and have no question of their own."""
    for law in filter(None, laws):
        yield OfficeQuestion(CONFIRM.filled(rule=law.row.says), policy.contact or ASK_OFFICE)
