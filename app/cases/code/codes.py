"""The code of an answer as papers print it and as it is read: one text for each QR code, and one number for all."""

from __future__ import annotations

from app.cases.code.document import CodedAnswer, mark_of, read_document
from app.cases.code.parts import UnreadableCode, cut, joined
from app.cases.problems import UnusableCase
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.wording.phrasebook import phrase


def codes(case: Case, assessment: Assessment, option: Option | None, *, margin: int = 0) -> list[str]:
    """The texts of the QR codes, in their order, by which `opened` rebuilds what a paper about an option says.

    They hold no name and no document number. Where `option` is None the paper is about the assessment as a whole.
    `margin` is how many working days money takes to arrive, 0 if not known: the day to pay hangs on it.
    """
    answer = CodedAnswer.of(case, assessment, option, margin)
    return cut(answer.program, answer.text, answer.mark)


def advice_number(case: Case, assessment: Assessment, option: Option | None, *, margin: int = 0) -> str:
    """The number of an advice, `20240515-7K3M9QXA`: its day, and a mark of case, packs, option and margin.

    The same on screen, in text and on every paper, whatever the language; of two persons with the same record too, for
    name and document number are no part of it.
    """
    return CodedAnswer.of(case, assessment, option, margin).number


def opened(typed: str) -> CodedAnswer:
    """The answer that scanned or typed parts hold; `UnreadableCode` with the reasons where they hold none."""
    whole = joined(typed)
    if mark_of(whole.text) != whole.mark:
        raise UnreadableCode(phrase("code", "incomplete"))
    try:
        return read_document(whole.program, whole.text)
    except (UnusableCase, ValueError, RecursionError):
        raise UnreadableCode(phrase("code", "contents")) from None
