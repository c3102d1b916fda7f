"""The answer as plain text for a message: the glance, what to ask, and whose rules; without name and number."""

from __future__ import annotations

from collections.abc import Iterator

from app.rules.bilingual import Bilingual, Language
from app.rules.outcome.assessment import Assessment, Option
from app.wording import values
from app.wording.glance import Glance, glance_lines
from app.wording.phrasebook import Phrasebook

AREA = "message"
_MOST_QUESTIONS = 3


def message(seen: Glance, assessment: Assessment, option: Option | None, place: Bilingual, language: Language) -> str:
    """The answer in a few lines: what is seen at a glance of an option, and what must be asked for it.

    `place` is the sentence on whose rules are used. Nothing of the person is in it but the answer.
    """
    words = Phrasebook(AREA, language)
    return "\n".join(_lines(seen, assessment, option, place, words)) + "\n"


def _lines(
    seen: Glance, assessment: Assessment, option: Option | None, place: Bilingual, words: Phrasebook
) -> Iterator[str]:
    yield words("title")
    yield from map(words.of, glance_lines(seen))
    if option is not None:
        yield from _asked(option, words)
    still = len(assessment.missing_facts)
    if still:
        yield words("open_facts.one") if still == 1 else words("open_facts", n=still)
    yield ""
    yield words("as_of", day=values.day(assessment.as_of), place=place)
    yield words("caution")


def _asked(option: Option, words: Phrasebook) -> Iterator[str]:
    """What the office must be asked, the first few questions by whom they are asked of."""
    asked = list(dict.fromkeys((question.whom, question.text) for question in option.questions))[:_MOST_QUESTIONS]
    for whom in dict.fromkeys(whom for whom, _ in asked):
        yield words("ask", whom=whom)
        yield from (words("question", text=text) for each, text in asked if each == whom)
