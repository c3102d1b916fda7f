import json
import subprocess
import sys
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.file.saving import case_text
from app.cases.format.fast_reader import case_if_sound
from app.cases.format.validator import validated_case
from app.cases.problems import UnusableCase
from app.rules.record.case import Case
from app.system.resources import resource
from tests.cases.strategies import cases, days

TODAY = date(2026, 11, 22)
SAMPLES = sorted(resource("samples").glob("*.json"))
JUNK = [
    *(None, True, False, 0, 1, -1, 51, 121, 2026, 10**17, 0.0, 1.0, 2026.0, [], {}, [None], [[]], {"x": 1}),
    *(
        "",
        " ",
        "a" * 200,
        "a" * 201,
        "\x00",
        "\x85",
        "\u3000",
        "\ud800",
        "张女士",
        "employee",
        "EMPLOYEE",
        "employer",
        "yes",
    ),
    *(
        "2024-02",
        "2024-2",
        "2024-13",
        "1949-12",
        "2100-12",
        "2101-01",
        "２０２４-02",
        "2024-02-29",
        "2023-02-29",
        "20240229",
    ),
    *("2024-02-29T00:00", "1849-12-31", "1850-01-01", "2027-01-01", "140100", "999999", "１４０１００", "14010"),
    *("0", "0.1", "0.10", "3200.00", "3200.001", "-1", "+1", "1e3", "NaN", "100000000.00", "10%", "100%", "101%", "%"),
    *("11010519491231002X", "11010519491231002x", "110105194912310021", "110105194913310021", "xubaotong.case/2"),
]
NAMES = [
    *("format", "region", "as_of", "person", "periods", "lapse_causes", "plan"),
    *("answers", "figures", "decisions", "events", "x"),
    *(
        "name",
        "sex",
        "scheme",
        "start",
        "end",
        "status",
        "kind",
        "base",
        "cause",
        "pay_on",
        "reason",
        "treatment",
        "since",
        "amount",
        "rate:a",
        "A",
        "张",
    ),
]


def told_apart(found: tuple[Case, date] | None) -> str:
    """Everything of a case, with the types of its values and the order of its entries."""
    return repr(found)


def by_the_model(value: dict[str, Any], today: date) -> tuple[Case, date] | None:
    text = json.dumps(value)
    try:
        return validated_case(value, (), text, "case.json", today)
    except UnusableCase:
        return None


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(case=cases, as_of=days)
def test_a_sound_document_is_taken_and_gives_what_the_model_gives(case: Case, as_of: date) -> None:
    value = json.loads(case_text(case, as_of))
    taken = case_if_sound(value, date.max)
    assert taken == (case, as_of)
    assert told_apart(taken) == told_apart(by_the_model(value, date.max))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_is_taken_and_gives_what_the_model_gives(path: Path) -> None:
    value = json.loads(path.read_text(encoding="utf-8"))
    taken = case_if_sound(value, TODAY)
    assert taken is not None
    assert told_apart(taken) == told_apart(by_the_model(value, TODAY))


def places(value: object) -> list[tuple[Any, Any]]:
    """Every place of a document that can be written to: what holds it, and its key or position."""
    keys: list[Any] = (
        list(value) if isinstance(value, dict) else list(range(len(value) if isinstance(value, list) else 0))
    )
    return [found for key in keys for found in ((value, key), *places(value[key]))]  # type: ignore[index]


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A document with a thing or two changed, so that it is sound here and there, and mostly not."""
    sample = draw(st.sampled_from([None, *SAMPLES]))
    text = sample.read_text(encoding="utf-8") if sample else case_text(draw(cases), draw(days))
    value: dict[str, Any] = json.loads(text)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        holder, key = draw(st.sampled_from(places(value)))
        other, other_key = draw(st.sampled_from(places(value)))
        how = draw(st.sampled_from(["junk", "junk", "junk", "delete", "name", "copy", "twice"]))
        if how == "delete":
            del holder[key]
        elif how == "name" and isinstance(holder, dict):
            holder[draw(st.sampled_from(NAMES))] = deepcopy(draw(st.sampled_from(JUNK)))
        elif how == "twice" and isinstance(holder, list):
            holder.append(holder[key])
        elif how == "copy":
            holder[key] = deepcopy(other[other_key])
        else:
            holder[key] = deepcopy(draw(st.sampled_from(JUNK)))
        if not value:
            break
    return value


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(value=damaged(), today=days)
def test_what_the_model_takes_is_taken_and_comes_to_the_same(value: dict[str, Any], today: date) -> None:
    assert told_apart(case_if_sound(value, today)) == told_apart(by_the_model(value, today))


ROW = {"scheme": "employee", "start": "2024-01", "end": "2024-06"}
PLAN = {"resume_as": "employee"}
DECISION = {"reason": "窗口核定"}
GOOD = {"format": "xubaotong.case/1", "region": "140100", "periods": [ROW], "plan": PLAN, "decisions": [DECISION]}


@pytest.mark.parametrize(
    "changes",
    [
        {"x": 1},
        {"person": {"x": 1}},
        {"person": None},
        {"person": {"birth_date": "2026-11-23"}},
        {"as_of": "2026-11-23", "person": {"birth_date": "2026-11-24"}},
        {"periods": None},
        {"periods": [{**ROW, "x": 1}]},
        {"periods": [{**ROW, "status": None}]},
        {"periods": [{**ROW, "end": "2023-12"}]},
        {"periods": [ROW, ROW]},
        {"periods": [ROW, {**ROW, "start": "2024-06", "end": "2024-07", "region": "140100"}]},
        {
            "periods": [
                {**ROW, "end": "2024-12"},
                {**ROW, "end": "2024-02"},
                {**ROW, "start": "2024-12", "end": "2024-12"},
            ]
        },
        {"periods": [{**ROW, "kind": "adjustment"}] * 20_001},
        {"lapse_causes": [{"start": "2024-07", "cause": "employer"}, {"start": "2024-07", "cause": "personal"}]},
        {"lapse_causes": [{"start": "2024-07"}]},
        {"plan": {}},
        {"plan": {**PLAN, "x": 1}},
        {"plan": {**PLAN, "back_pay": None}},
        {"plan": {**PLAN, "back_pay": 1}},
        {"plan": {**PLAN, "repair_years": True}},
        {"plan": {**PLAN, "repair_years": 51}},
        {"plan": {**PLAN, "repair_years": 1.0}},
        {"plan": {**PLAN, "insured_year": 1949}},
        {"plan": {**PLAN, "insured_year": 2101}},
        {"decisions": [{"reason": ""}]},
        {"decisions": [{**DECISION, "x": 1}]},
        {"decisions": [{**DECISION, "waiting_months": 121}]},
        {"decisions": [{**DECISION, "option": "none"}]},
        {"events": [{"treatment": "stay", "since": "2026-09-10", "until": "2026-09-09"}]},
        {"events": [{"treatment": "visit", "since": "2026-09-10"}]},
        {"events": [{"treatment": "birth"}]},
        {"answers": {f"a{number}": 1 for number in range(1001)}},
        {"figures": {"rate:employee": "101%"}},
        {"figures": {"reference_wage:2025": "10%"}},
        {"figures": {"reference_wage:2025": 8000}},
    ],
    ids=lambda changes: json.dumps(changes)[:50],
)
def test_one_wrong_thing_in_a_sound_document_is_left_to_the_model(changes: dict[str, Any]) -> None:
    assert case_if_sound(GOOD, TODAY) is not None
    assert case_if_sound({**GOOD, **changes}, TODAY) is None
    assert by_the_model({**GOOD, **changes}, TODAY) is None


@settings(max_examples=300)
@given(
    value=st.recursive(
        st.sampled_from(JUNK),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
        max_leaves=10,
    )
)
def test_anything_else_is_left_to_the_model(value: object) -> None:
    assert case_if_sound(value, TODAY) is None


def test_a_sound_case_is_read_without_pydantic() -> None:
    code = (
        "import sys; from datetime import date; from pathlib import Path; "
        "from app.cases.file.reading import read_case; "
        f"read_case(Path({str(SAMPLES[0])!r}), date(2026, 11, 22)); "
        "slow = {'pydantic', 'pydantic_core', 'app.cases.format.case_model'}; "
        "assert not slow & set(sys.modules)"
    )
    root = Path(__file__).resolve().parents[3]
    ran = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
