"""What a code holds: a case without its person, the packs it was assessed with, and the way the paper is about.

The document is JSON, and its case is a case document (`xubaotong.case/1`) with its rows as columns, so that whatever
reads old case files reads old codes (docs/decisions/0033).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from app import __version__
from app.cases.code.anonymous import without_person
from app.cases.code.base32 import BITS, numbered
from app.cases.code.columns import columns_of, rows_of
from app.cases.file.reading import parse_case
from app.cases.format.case_keys import CASE
from app.cases.format.case_values import values_of
from app.cases.json_text import parsed
from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.rules.value_type import value_type
from app.system.sha256 import digest_of
from app.wording.phrasebook import phrase

NUMBER_LETTERS: Final = 8
_DIGEST_DIGITS: Final = 8
_PACK_PARTS: Final = 3


@value_type
class CodedPack:
    """A pack that took part in an answer: the place's code, the version, and the first digits of its digest."""

    code: str
    version: str
    digest: str


@value_type
class CodedAnswer:
    """What rebuilds an answer: the case, the day, the packs, the key of the way, and the version of the program.

    `way` is empty for the assessment as a whole. `margin` is how many working days money takes to arrive, 0 if unknown.
    """

    case: Case
    as_of: date
    packs: tuple[CodedPack, ...]
    way: str
    margin: int
    program: str

    @classmethod
    def of(cls, case: Case, assessment: Assessment, option: Option | None, margin: int) -> CodedAnswer:
        """For a paper about an option of an assessment, or about the assessment as a whole."""
        way = next((key for key, each in assessment.ways.items() if each == option), "")
        return cls(without_person(case), assessment.as_of, _packs(assessment), way, margin, __version__)

    @property
    def text(self) -> str:
        """The document by which it is numbered; the version of the program is no part of it."""
        case = CASE.write(values_of(self.case, self.as_of))
        written: dict[str, Any] = {
            "case": {**case, "periods": columns_of(case["periods"])},
            "packs": [[pack.code, pack.version, pack.digest] for pack in self.packs],
            "way": self.way,
        }
        if self.margin:
            written["margin"] = self.margin
        return json.dumps(written, ensure_ascii=False, separators=(",", ":"))

    @property
    def mark(self) -> str:
        """Eight letters that stand for case, day, packs, way and margin; every code of it begins with them."""
        return mark_of(self.text)

    @property
    def number(self) -> str:
        """The number of the advice: its day and its mark."""
        return f"{self.as_of:%Y%m%d}-{self.mark}"

    def differences(self, assessment: Assessment) -> tuple[Bilingual, ...]:
        """Why an assessment of the case here may say something else than the paper: other packs, another program."""
        return tuple(self._differences(assessment))

    def _differences(self, assessment: Assessment) -> Iterator[Bilingual]:
        here = {pack.code: pack for pack in _packs(assessment)}
        there = {pack.code: pack for pack in self.packs}
        names = {used.code: used.name for used in assessment.policies}
        for code in {**there, **here}:
            one, other = there.get(code), here.get(code)
            if one == other:
                continue
            told = {
                "pack": Bilingual(f"{names[code].zh}（{code}）", f"{names[code].en} ({code})")
                if code in names
                else code,
                "there": one.version if one else "",
                "here": other.version if other else "",
            }
            if one is None or other is None:
                yield phrase("code", "pack.only_here" if one is None else "pack.only_there", **told)
            else:
                yield phrase("code", "pack.same_version" if one.version == other.version else "pack.differs", **told)
        if self.program != __version__:
            yield phrase("code", "program", there=self.program, here=__version__)


def mark_of(text: str) -> str:
    """The letters that stand for a document.

    >>> mark_of("")
    'WERC8GMR'
    """
    bits = NUMBER_LETTERS * BITS
    return numbered(int(digest_of(text.encode("utf-8"))[: bits // 4], 16), NUMBER_LETTERS)


_KINDS: Final = {"case": dict, "packs": list, "way": str, "margin": int}


def read_document(program: str, text: str) -> CodedAnswer:
    """The answer that a document holds; `UnusableCase` or ValueError where it holds none."""
    read, refused = parsed(text, "")
    if not isinstance(read, dict) or refused:
        raise ValueError("no such document")
    named = _KINDS.keys() - read.keys() <= {"margin"} and read.keys() <= _KINDS.keys()
    if not (named and all(isinstance(value, _KINDS[key]) for key, value in read.items())):
        raise ValueError("no such document")
    packs = tuple(_read_pack(pack) for pack in read["packs"])
    case = {**read["case"], "periods": rows_of(read["case"].get("periods"))}
    opened = parse_case(json.dumps(case, ensure_ascii=False), "", date.max)
    if not opened.as_of_stated:
        raise ValueError("no day to assess on")
    return CodedAnswer(opened.case, opened.as_of, packs, read["way"], read.get("margin", 0), program)


def _read_pack(pack: Any) -> CodedPack:
    if not isinstance(pack, list) or len(pack) != _PACK_PARTS or not all(isinstance(part, str) for part in pack):
        raise ValueError("no such pack")
    return CodedPack(*pack)


def _packs(assessment: Assessment) -> tuple[CodedPack, ...]:
    return tuple(CodedPack(used.code, used.version, used.sha256[:_DIGEST_DIGITS]) for used in assessment.policies)
