"""Finds what is doubtful in a case, such as months paid twice. Doubts are shown; nothing is refused.

The window shows them beside the fields; the warnings of an assessment tell them as text, on paper and in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from app.cases.id_number import holder_of
from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import Policy
from app.rules.outcome.assessment import Assessment, Caution
from app.rules.record.case import Case, Person, Plan
from app.rules.record.history import History, Period, Scheme, Status
from app.rules.record.months import Month, Span
from app.wording.phrasebook import phrase
from app.wording.values import day, span

_MANY_YEARS = 2
_say: Final = partial(phrase, "entry")
DOUBTED: Final = ("record-doubtful", "plan-doubtful", "person-doubtful")
"""The codes of these warnings; the window shows them beside the fields."""


def assess_with_doubts(case: Case, policy: Policy, as_of: date) -> Assessment:
    """The assessment of a case, its warnings followed by what is doubtful in the case itself."""
    found = assess(case, policy, as_of)
    return replace(found, warnings=(*found.warnings, *_doubts(case, as_of)))


def _doubts(case: Case, as_of: date) -> Iterator[Caution]:
    of_record, of_plan, of_person = DOUBTED
    yield from (Caution(of_record, said) for said in doubts_of_record(case.history, as_of))
    doubt = doubt_of_plan(case.plan, as_of)
    if doubt is not None:
        yield Caution(of_plan, doubt)
    yield from (Caution(of_person, said) for said in doubts_of_person(case.person, as_of))


def doubts_of_person(person: Person, as_of: date) -> Iterator[Bilingual]:
    """A sentence for each thing that does not fit together; none holds what the number says, as papers mask it."""
    if person.birth_date is not None and person.birth_date > as_of:
        yield _say("birth.late", day=as_of)
    number = person.id_number or ""
    holder = holder_of(number) if number else None
    if holder is None:
        return
    if holder.flaw is not None:
        yield _say(f"id.{holder.flaw.value}", n=len(number))
    if holder.birth_date is not None and person.birth_date not in (None, holder.birth_date):
        yield _say("id.birth_does_not_fit")
    if holder.sex is not None and person.sex not in (None, holder.sex):
        yield _say("id.sex_does_not_fit")


def doubts_of_record(history: History, as_of: date) -> Iterator[Bilingual]:
    """A sentence for each thing in a record that is unlikely on a day."""
    now = Month.containing(as_of)
    for row in history.periods:
        if row.makes_months and row.status is Status.PAID and row.scheme is not Scheme.RESIDENT and row.span.last > now:
            ahead = Span(max(row.span.first, now + 1), row.span.last)
            yield _say("record.ahead", months=span(ahead), as_of=day(as_of))
    for row in history.periods:
        if row.status is Status.PAID and row.credited_on is not None and row.credited_on > as_of:
            yield _say("record.credited_later", months=span(row.span), credited=day(row.credited_on))
    shared = next(_paid_twice(history), None) if history.has_duplicate_cover else None
    if shared is not None:
        yield _say("record.twice", months=span(shared))


def doubt_of_plan(plan: Plan | None, as_of: date) -> Bilingual | None:
    """A sentence where the planned day is unlikely to be meant; None otherwise."""
    if plan is None:
        return None
    if plan.pay_on < as_of:
        return _say("plan.past", as_of=day(as_of))
    if plan.pay_on.year - as_of.year > _MANY_YEARS:
        return _say("plan.far", n=plan.pay_on.year - as_of.year)
    return None


def _paid_twice(history: History) -> Iterator[Span]:
    paid: list[Period] = [row for row in history.periods if row.makes_months and row.status is Status.PAID]
    for number, row in enumerate(paid):
        for other in paid[number + 1 :]:
            if row.span.overlaps(other.span):
                yield Span(max(row.span.first, other.span.first), min(row.span.last, other.span.last))
