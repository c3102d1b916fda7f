"""Reads the case of a pack's example."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.cases.file.reading import parse_case
from app.cases.format.values import FORMAT
from app.cases.problems import UnusableCase
from app.packs.checking.check import UnreadableExample
from app.packs.problems import say
from app.rules.bilingual import Bilingual
from app.rules.record.case import Case


def example_case(written: Mapping[str, Any]) -> tuple[Case, date]:
    """The case of an example and its as-of day; `UnreadableExample` with everything that is wrong with it.

    So that an example gives the same result on any day, `as_of` is the day of its payment where it names none. Its
    record is complete: an empty one is that of somebody never insured, unless the example says otherwise.
    """
    plan = written.get("plan")
    as_of = written.get("as_of") or (plan.get("pay_on") if isinstance(plan, dict) else None)
    text = json.dumps({"format": FORMAT, **written, "as_of": as_of}, ensure_ascii=False)
    try:
        opened = parse_case(text, "case", date.max)
    except UnusableCase as problem:
        raise UnreadableExample(Bilingual("；".join(problem.lines("zh")), "; ".join(problem.lines("en")))) from None
    if not opened.as_of_stated:
        raise UnreadableExample(say("check.without_day"))
    return _complete(opened.case), opened.as_of


def _complete(case: Case) -> Case:
    if case.history.periods or case.person.first_enrolment is not None:
        return case
    return replace(case, person=replace(case.person, first_enrolment=True))
