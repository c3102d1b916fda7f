"""Writes the assessment document by the table of its keys. Needs no pydantic."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from app.cases.format.assessment_keys import ASSESSMENT, Answer, Kind, OutputKey, OutputPart, Sentence, Several
from app.rules.bilingual import Language
from app.rules.outcome.assessment import Assessment
from app.rules.record.case import Case

Record = dict[str, Any]
"""A part of the document: only `dict`, `list`, `str`, `int`, `bool` and None, keys in the order of the contract."""

_Write = Callable[[Any], Any]


def assessment_text(case: Case, assessment: Assessment, language: Language) -> str:
    """The document as text; the same case, assessment and language give the same characters on every machine."""
    return json.dumps(assessment_record(case, assessment, language), ensure_ascii=False, indent=2) + "\n"


def assessment_record(case: Case, assessment: Assessment, language: Language) -> Record:
    """The document as plain values, its sentences in one language."""
    record: Record = _writer(ASSESSMENT, language)(Answer(case, assessment))
    return record


@cache
def _writer(kind: Kind, language: Language) -> _Write:
    match kind:
        case Sentence():
            return attrgetter(language)
        case Several():
            write = _writer(kind.item, language)
            return lambda values: [write(each) for each in values]
        case OutputPart():
            return _part_writer([(key, _writer(key.kind, language)) for key in kind.keys])
        case _:
            return kind.write or (lambda value: value)


def _part_writer(keys: list[tuple[OutputKey, _Write]]) -> _Write:
    lines = [(key.name, key.get, write, key.default is not None) for key, write in keys]

    def write_part(part: Any) -> Record:
        record: Record = {}
        for name, get, write, may_be_left_out in lines:
            value = get(part)
            if value is not None:
                record[name] = write(value)
            elif not may_be_left_out:
                record[name] = None
        return record

    return write_part
