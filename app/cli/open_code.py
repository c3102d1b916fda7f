"""The command `open-code`: the case that the code of a paper holds, and whether the answer here is the same."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from app.cases.code.codes import opened
from app.cases.code.document import CodedAnswer
from app.cases.code.parts import UnreadableCode
from app.cases.doubts import assess_with_doubts
from app.cases.file.saving import save_case
from app.cases.problems import UnusableCase, printable, trouble_writing
from app.cli.exit_codes import DONE
from app.cli.outputs import require_new_case
from app.cli.packs_at_hand import opened_shelf, policy_for
from app.cli.streams import Unusable, complain, unusable
from app.rules.bilingual import Bilingual
from app.wording.outcome import way_title
from app.wording.phrasebook import phrase


def perform(wanted: Namespace) -> int:
    """Write the case of a code; returns 0. `Unusable` for what is no whole code, or where the case cannot be written.

    What the paper was about, and where the packs here differ from those it was made with, is told on stderr.
    """
    try:
        answer = opened(" ".join(wanted.text))
    except UnreadableCode as problem:
        raise Unusable(*(f"open-code: {printable(said.in_(wanted.lang))}" for said in problem.said)) from None
    output = wanted.output
    require_new_case(output, wanted.lang)
    told = [said.in_(wanted.lang) for said in _told(answer, wanted)]
    try:
        save_case(answer.case, answer.as_of, output)
    except UnusableCase as problem:
        raise Unusable(*problem.lines(wanted.lang)) from None
    except OSError as error:
        raise unusable(printable(str(output)), trouble_writing(error), wanted.lang) from None
    complain(f"{printable(str(output))}: {printable(line)}" for line in told)
    return DONE


def _told(answer: CodedAnswer, wanted: Namespace) -> Iterator[Bilingual]:
    policy = policy_for(opened_shelf(wanted), answer.case.region, wanted.lang)
    assessment = assess_with_doubts(answer.case, policy, answer.as_of)
    way = assessment.ways.get(answer.way)
    if way is None:
        yield phrase("code", "told", number=answer.number)
    else:
        yield phrase("code", "told.way", number=answer.number, way=way_title(answer.way, way))
    differences = answer.differences(assessment)
    yield from differences or (phrase("code", "same"),)
