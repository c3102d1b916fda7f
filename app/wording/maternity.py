"""Says what an option leads to for a birth: the months needed and counted, and who pays the allowance from when."""

from __future__ import annotations

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Maternity
from app.rules.record.case import Case, Sex, Treatment
from app.wording.phrasebook import phrase
from app.wording.values import day, joined, months

AREA = "maternity"


def concerns_birth(case: Case) -> bool:
    """True for a woman, and where a birth is asked about: nobody else is told of the allowance."""
    return case.person.sex is Sex.FEMALE or any(event.treatment is Treatment.BIRTH for event in case.events)


def maternity_sentence(found: Maternity) -> Bilingual:
    """The rule in force, and what it leads to."""
    return joined(
        found.text, phrase(AREA, "then"), _outcome(found), phrase(AREA, "reference" if found.reference else "end")
    )


def _outcome(found: Maternity) -> Bilingual:
    if found.months_counted is None:
        return phrase(AREA, "counted.open")
    counted = months(found.months_counted)
    reached = found.months_counted >= found.months_needed
    if found.since is None:
        return phrase(AREA, "reached.open" if reached else "short.open", counted=counted)
    if reached:
        return phrase(AREA, "reached", counted=counted, since=day(found.since))
    return phrase(AREA, f"short.{found.meanwhile.value}", counted=counted, since=day(found.since))
