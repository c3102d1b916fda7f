"""A case that is handed on with the report of a fault tells nobody who it is of, and is answered as before."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.cases.deidentified import answer_of, deidentified
from app.cases.doubts import assess_with_doubts
from app.cases.file.reading import parse_case, read_case
from app.cases.file.saving import case_text
from app.packs.shelf.shelf import open_shelf
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Decision, Person, Sex
from app.rules.record.history import History
from app.system.resources import resource
from tests.published.test_published import CASES, read

TODAY = date(2026, 11, 22)
SAMPLES = sorted(resource("samples").glob("*.json"))
NAME, NUMBER, UNIT, REASON = "欧阳娜娜", "440304198803074321", "某某有限公司", "王局长口头答复"
SHELF = open_shelf()


def assessing(as_of):
    def assess(case):
        policy = SHELF.policy_for(case.region)
        return with_turning_points(case, policy, assess_with_doubts(case, policy, as_of))

    return assess


def marked(case: Case) -> Case:
    """The case with all that a case can hold of who it is of."""
    person = replace(case.person, name=NAME, id_number=NUMBER)
    rows = [replace(row, payer=UNIT, base=row.base or Decimal("5376.43")) for row in case.history.periods]
    decided = Decision(REASON, by=NAME, waiting_months=2, option="resume_without_back_pay")
    told = {"note": REASON, NAME: True, "income": 537643, "base": "5376.43", "card": NUMBER}
    answers = {**case.answers, **told}
    figures = {**case.figures, "reference_wage:2025": Decimal("8123.45")}
    return replace(
        case, person=person, history=History.of(rows), decisions=(decided,), answers=answers, figures=figures
    )


def require_nameless_and_answered_alike(case: Case, as_of: date) -> Case:
    assess = assessing(as_of)
    bare = deidentified(case, assess)
    text = case_text(bare, as_of)
    for told in (NAME, NUMBER, UNIT, REASON, "5376.43", "537643", "8123.45"):
        assert told not in text
    again = parse_case(text, "reported", TODAY)
    assert (again.case, again.as_of) == (bare, as_of)
    plain = replace(case, decisions=tuple(replace(each, reason="…", by="") for each in case.decisions))
    assert answer_of(again.case, assess) == answer_of(plain, assess)
    assert [(row.scheme, row.span, row.status, row.kind) for row in bare.history.periods] == [
        (row.scheme, row.span, row.status, row.kind) for row in case.history.periods
    ]
    assert (bare.region, bare.causes) == (case.region, case.causes)
    return bare


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["id"])
def test_every_published_case_without_its_person_is_answered_as_before(row) -> None:
    case, as_of = read(row)
    require_nameless_and_answered_alike(marked(case), as_of)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_without_its_person_is_answered_as_before(path: Path) -> None:
    opened = read_case(path, TODAY)
    require_nameless_and_answered_alike(marked(opened.case), opened.as_of)


@settings(max_examples=25)
@given(
    row=st.sampled_from(CASES),
    base=st.decimals(100, 99999, places=2),
    birth=st.dates(date(1950, 1, 1), date(2008, 12, 31)),
    sex=st.sampled_from(Sex),
)
def test_whatever_is_known_of_the_person_the_answer_stays(row, base, birth, sex) -> None:
    case, as_of = read(row)
    person = Person(NAME, NUMBER, birth, sex, case.person.categories)
    rows = [replace(period, base=base) for period in case.history.periods]
    require_nameless_and_answered_alike(replace(marked(case), person=person, history=History.of(rows)), as_of)


def test_an_answer_that_is_a_number_goes_but_its_question_stays_answered() -> None:
    sample = next(path for path in SAMPLES if path.stem == "chongqing-left-job")
    case, as_of = (opened := read_case(sample, TODAY)).case, opened.as_of
    assess = assessing(as_of)
    asked = [fact.fact for fact in assess(case).missing_facts]
    assert asked
    numbered = replace(case, answers={**case.answers, **dict.fromkeys(asked, 537643)})
    bare = deidentified(numbered, assess)
    assert "537643" not in case_text(bare, as_of)
    assert answer_of(bare, assess) == answer_of(numbered, assess)
    assert all(not isinstance(answer, int) or isinstance(answer, bool) for answer in bare.answers.values())


def test_a_fault_of_the_rules_stays_the_fault_it_is() -> None:
    def fails(case: Case) -> None:
        raise ZeroDivisionError(case.person.name)

    bare = deidentified(marked(Case("370200")), fails)
    assert bare.person == Person()
    assert answer_of(bare, fails)[0] == "ZeroDivisionError"
    assert NAME not in repr(answer_of(marked(Case("370200")), fails))


def test_what_does_not_matter_to_the_answer_goes_altogether() -> None:
    case, as_of = read(next(row for row in CASES if "retirement" not in json.dumps(row, default=str)))
    person = Person(NAME, NUMBER, date(1988, 3, 7), Sex.FEMALE)
    bare = require_nameless_and_answered_alike(replace(marked(case), person=person), as_of)
    assert bare.person.birth_date != date(1988, 3, 7)
