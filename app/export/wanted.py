"""What is to be exported: an answer, the option it is about, and how it is told."""

from __future__ import annotations

from app.cases.code.codes import advice_number
from app.report.content.composing import PaperKind
from app.report.content.sections import Style
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.value_type import value_type


class NothingToExport(Exception):  # noqa: N818  named for the outcome; answered with a message
    """The answer has nothing of that kind; holds the sentence that says so."""

    def __init__(self, said: Bilingual) -> None:
        self.said = said
        super().__init__(said.zh)


@value_type
class Wanted:
    """An answer to export; `option` is the one it is about, None where there is none; `paper` what a paper is to be."""

    case: Case
    assessment: Assessment
    option: Option | None
    style: Style
    paper: PaperKind = PaperKind.NOTICE

    @property
    def key(self) -> str | None:
        """The key of the option."""
        return next((key for key, each in self.assessment.ways.items() if each == self.option), None)

    @property
    def number(self) -> str:
        """The number of the advice: the office's own, or one made from what it rests on."""
        made = advice_number(self.case, self.assessment, self.option, margin=self.style.margin)
        return self.style.case_number or made
