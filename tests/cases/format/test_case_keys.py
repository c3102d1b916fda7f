"""The one table of the case file's keys, and the records it fills."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

import pytest

from app.cases.format.case_keys import CASE, DECISION, EVENT, PERIOD, PERSON, PLAN
from app.cases.format.case_values import case_of, values_of
from app.cases.format.kinds import Key, ListOf, Part, Unsound
from app.cases.format.schemas import case_schema
from app.rules.record.case import Case, Decision, Event, Person, Plan, Treatment
from app.rules.record.history import History, Period, Scheme
from app.rules.record.months import Month, Span

TODAY = date(2026, 11, 22)
YEAR = Span(Month.of(2024, 1), Month.of(2024, 12))


def keys(part: Part) -> Iterator[tuple[str, Key]]:
    for key in part.keys.values():
        yield f"{part.name}.{key.name}", key
        inner = key.kind.item if isinstance(key.kind, ListOf) else key.kind
        if isinstance(inner, Part):
            yield from keys(inner)


@pytest.mark.parametrize(("name", "key"), list(keys(CASE)))
def test_every_key_is_told_in_both_languages_and_the_schema_says_so(name: str, key: Key) -> None:
    assert any("\u4e00" <= sign <= "\u9fff" for sign in key.told.zh)
    assert key.told.en.isascii()
    part, _, own = name.rpartition(".")
    schema = case_schema()
    described = schema if part == CASE.name else schema["$defs"][part]
    assert described["properties"][own]["description"] == f"{key.told.zh}\n{key.told.en}"


@pytest.mark.parametrize(
    ("part", "record", "laid_out"),
    [
        (PERSON, Person, {}),
        (PERIOD, Period, {"span": {"start", "end"}}),
        (PLAN, Plan, {}),
        (DECISION, Decision, {}),
        (EVENT, Event, {}),
        (CASE, Case, {"history": {"periods"}, "causes": {"lapse_causes"}, "": {"format", "as_of"}}),
    ],
)
def test_every_field_of_a_record_has_its_key(part: Part, record: type, laid_out: dict[str, set[str]]) -> None:
    named = {field.name for field in fields(record)} - laid_out.keys()
    assert named.union(*laid_out.values()) == set(part.keys)


def test_what_is_left_out_is_what_the_records_leave_out() -> None:
    least = {
        "format": "xubaotong.case/1",
        "region": "140100",
        "periods": [{"scheme": "resident", "start": "2024-01", "end": "2024-12"}],
        "plan": {"resume_as": "flexible"},
        "decisions": [{"reason": "核定"}],
        "events": [{"treatment": "stay", "since": "2026-10-08"}],
    }
    case = Case(
        "140100",
        history=History.of([Period(Scheme.RESIDENT, YEAR, "140100")]),
        plan=Plan(Scheme.FLEXIBLE, TODAY),
        decisions=(Decision("核定"),),
        events=(Event(Treatment.STAY, date(2026, 10, 8)),),
    )
    assert case_of(CASE.read(least), TODAY) == (case, TODAY)
    written = CASE.write(values_of(case, TODAY))
    assert written == {**least, "as_of": "2026-11-22", "plan": {"resume_as": "flexible", "pay_on": "2026-11-22"}}


@pytest.mark.parametrize("value", [None, True, "", 3, [], {}, {"scheme": "resident"}])
def test_a_row_without_what_must_be_there_is_no_row(value: object) -> None:
    with pytest.raises(Unsound):
        PERIOD.read(value)
