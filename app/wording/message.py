"""The answer as plain text for a message: what to do, by when, for how much, from when; without name and number."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.record.fact_name import Question
from app.wording import outcome, values
from app.wording.option_cells import Subject, option_cells
from app.wording.phrasebook import Phrasebook

AREA = "message"
_TOLD = (Subject.PAY_BY, Subject.COST, Subject.BENEFITS_FROM, Subject.GAP_COSTS)
_MOST_QUESTIONS = 3


def message(case: Case, assessment: Assessment, option: Option | None, place: Bilingual, language: Language) -> str:
    """The answer in a few lines, for an option or, where there is none, on how things stand.

    `place` is the sentence on whose rules are used. Nothing of the person is in it but the answer.
    """
    words = Phrasebook(AREA, language)
    return "\n".join(_lines(case, assessment, option, place, words)) + "\n"


def _lines(
    case: Case, assessment: Assessment, option: Option | None, place: Bilingual, words: Phrasebook
) -> Iterator[str]:
    yield words("title")
    yield from filter(None, [words.of(outcome.situation(assessment)).strip()])
    if outcome.is_open(assessment):
        yield from _first_find_out(assessment, words)
    elif option is not None:
        yield from _way(case, assessment, option, words)
    elif not assessment.lapses and not assessment.never_insured:
        yield words("no_lapse")
    still = len(assessment.missing_facts)
    if still:
        yield words("open_facts.one") if still == 1 else words("open_facts", n=still)
    yield words("as_of", day=values.day(assessment.as_of), place=place)
    yield words("caution")


def _first_find_out(assessment: Assessment, words: Phrasebook) -> Iterator[str]:
    """The months that must be known before anything can be advised."""
    yield ""
    yield words("line", title=words.phrase("do"), said=words.phrase("do.find_out"))
    months = (fact for fact in assessment.missing_facts if fact.fact.question is Question.MONTHS)
    yield from (words("question", text=fact.question) for fact in months)
    yield ""


def _way(case: Case, assessment: Assessment, option: Option, words: Phrasebook) -> Iterator[str]:
    yield ""
    cells = option_cells(case, assessment, option)
    way = words.phrase("do.plain", option=outcome.option_title(option), verdict=cells[Subject.VERDICT].in_text)
    yield words("line", title=words.phrase("do"), said=way)
    if option.verdict is Verdict.NO:
        yield words.of(outcome.consequence(option))
    else:
        for subject in _TOLD:
            if cells[subject].applies:
                yield words("line", title=words.phrase(subject.value), said=cells[subject].in_text)
    asked = list(dict.fromkeys((question.whom, question.text) for question in option.questions))
    for whom in dict.fromkeys(whom for whom, _ in asked[:_MOST_QUESTIONS]):
        yield words("ask", whom=whom)
        yield from (words("question", text=text) for each, text in asked[:_MOST_QUESTIONS] if each == whom)
    yield ""
