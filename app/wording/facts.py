"""Names the facts that somebody still has to find out, in few words."""

from __future__ import annotations

from app.rules.bilingual import Bilingual
from app.rules.law.facts import title_of
from app.rules.outcome.assessment import Assessment, MissingFact, Option
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Scheme
from app.rules.record.months import Month
from app.wording.phrasebook import phrase, phrases
from app.wording.values import month


def fact_name(missing: MissingFact) -> Bilingual:
    """What is to be found out, for the end of a sentence."""
    fact = missing.fact
    if fact.question is None:
        own = phrases("glance").get(f"fact.{fact}")
        return own or title_of(str(fact)) or phrase("glance", "fact.other")
    filled = {"month": month(Month.parse(fact.about))} if fact.question is Question.CREDITED else {}
    known = fact.question in _NAMED
    return phrase("glance", f"fact.{fact.question}" if known else "fact.other", **filled)


_NAMED = frozenset(Question) - {Question.RETIREMENT_CATEGORY}


def deciding_fact(assessment: Assessment, option: Option | None, *matters: str) -> MissingFact | None:
    """The fact that decides most in some matters and may concern an option; None where no answer would help."""
    wanted = set(map(str, matters))
    return next(
        (
            missing
            for missing in assessment.missing_facts
            if wanted & set(missing.decides) and may_concern(missing.fact, option)
        ),
        None,
    )


def may_concern(fact: FactName, option: Option | None) -> bool:
    """False for a question about the enrolment window of another way or year."""
    if option is None or fact.question is not Question.IN_WINDOW:
        return True
    of_residents = option.resume_as is Scheme.RESIDENT
    return of_residents and fact.about.partition(":")[0] == str(option.insured_year)
