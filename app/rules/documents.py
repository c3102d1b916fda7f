"""Knows which documents, steps, questions and dissenting sources belong to an outcome. Does not know dates or money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.rules.assessment import Disagreement, Matter, OfficeQuestion, RequiredDocument, Step
from app.rules.policy import Law, Policy, best_grade
from app.rules.sentences import ASK_OFFICE, CONFIRM, UNRECORDED_QUESTION
from app.rules.tables import Box


def documents(policy: Policy, box: Box) -> Iterator[RequiredDocument]:
    """The checklist for everything a box leaves possible; the nearest pack's wording of a document stands."""
    seen = set()
    for narrowed in policy.documents:
        row = narrowed.row
        if row.id not in seen and narrowed.meets(box):
            seen.add(row.id)
            cited = policy.sources(narrowed.pack, row.cites)
            yield RequiredDocument(
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
            )


def steps(policy: Policy, box: Box) -> Iterator[Step]:
    """What to do, the nation's steps first, then the place's own."""
    for narrowed in policy.steps:
        if narrowed.meets(box):
            row = narrowed.row
            cited = policy.sources(narrowed.pack, row.cites)
            yield Step(row.id, row.text, row.contact, cited, best_grade(cited), row.tells_days)


def disagreements(policy: Policy, matters: frozenset[Matter], box: Box) -> Iterator[Disagreement]:
    """Sources that say otherwise on one of the matters."""
    for narrowed in policy.dissents:
        row = narrowed.row
        if row.matter in matters and narrowed.meets(box):
            for source in policy.sources(narrowed.pack, row.cites):
                yield Disagreement(row.matter, row.says, source)


def questions(policy: Policy, laws: Iterable[Law | None]) -> Iterator[OfficeQuestion]:
    """What the rows that answer, or the want of one, leave to the office, and whom to ask."""
    whom = policy.contact or ASK_OFFICE
    for law in laws:
        for text in law.row.asks if law else (UNRECORDED_QUESTION,):
            yield OfficeQuestion(text, whom)


def confirmations(policy: Policy, laws: Iterable[Law | None]) -> Iterator[OfficeQuestion]:
    """To confirm what rows say that do not decide and put no question of their own."""
    for law in filter(None, laws):
        yield OfficeQuestion(CONFIRM.filled(rule=law.row.says), policy.contact or ASK_OFFICE)
