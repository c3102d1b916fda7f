import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.file.reading import parse_case, read_case
from app.cases.file.saving import case_text
from app.cases.format.case_values import case_of, values_of
from app.cases.problems import UnusableCase
from app.rules.record.case import Case
from app.system.resources import resource
from tests.cases.strategies import cases, days


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases, as_of=days)
def test_a_case_comes_back_from_its_values_as_it_was(case: Case, as_of: date) -> None:
    assert case_of(values_of(case, as_of), date(1999, 1, 1)) == (case, as_of)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases, as_of=days)
def test_a_case_comes_back_from_its_text_as_it_was(case: Case, as_of: date) -> None:
    written = case_text(case, as_of)
    read = parse_case(written, "case.json", today=date.max)
    assert (read.case, read.as_of) == (case, as_of)
    assert {key: type(value) for key, value in read.case.answers.items()} == {
        key: type(value) for key, value in case.answers.items()
    }
    assert case_text(read.case, read.as_of) == written


@pytest.mark.parametrize("path", sorted(resource("samples").glob("*.json")), ids=lambda path: path.stem)
def test_a_sample_is_written_as_it_stands(path: Path) -> None:
    read = read_case(path, date(2026, 11, 22))
    assert case_text(read.case, read.as_of) == path.read_text(encoding="utf-8")


SAMPLE = resource("samples", "zhang-nyushi.json").read_bytes()


def assert_only_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    last_line = content.count(b"\n") + 1
    error = refusal(file)
    if error is None:
        return
    for language in ("zh", "en"):
        assert all(line.isprintable() for line in error.lines(language))
    assert 1 <= len(error.problems) <= 20
    assert all(problem.line is None or 1 <= problem.line <= last_line for problem in error.problems)


def refusal(file: Path) -> UnusableCase | None:
    try:
        read_case(file, date(2026, 11, 22))
    except UnusableCase as error:
        return error
    return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200))
def test_noise_is_refused_and_nothing_worse(tmp_path: Path, content: bytes) -> None:
    assert_only_refused(content, tmp_path)


FRAGMENTS = [b'"', b"{", b"}", b"[", b"]", b",", b":", b"\n", b"null", b"NaN", b"-1", b"1e999", b"\\ud800", b"\xff"]


def test_a_damaged_case_is_refused_and_nothing_worse(tmp_path: Path) -> None:
    dice = random.Random(20261122)
    for _ in range(600):
        content = bytearray(SAMPLE)
        for _ in range(dice.randint(1, 4)):
            start = dice.randrange(len(content))
            content[start : start + dice.randint(0, 12)] = dice.choice(FRAGMENTS)
        assert_only_refused(bytes(content), tmp_path)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["start", "scheme", "name", "wage", "\ud800"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.dictionaries(
        st.sampled_from(["region", "as_of", "person", "periods", "lapse_causes", "plan", "answers", "figures", "x"]),
        json_values,
    )
)
def test_a_document_of_the_wrong_shape_is_refused_and_nothing_worse(tmp_path: Path, value: dict[str, object]) -> None:
    assert_only_refused(json.dumps({"format": "xubaotong.case/1", **value}, indent=1).encode(), tmp_path)


@pytest.mark.parametrize(
    ("name", "value"), [("late_charge", "0.0005"), ("late_charge_employer", "0.0003"), ("rate:flexible", "0.095")]
)
def test_a_rate_of_the_users_own_comes_back_from_its_text(name: str, value: str) -> None:
    case = Case("140100", figures={name: Decimal(value)})
    read = parse_case(case_text(case, date(2026, 11, 22)), "case.json", today=date.max)
    assert read.case.figures == {name: Decimal(value)}


def test_what_lies_outside_the_rules_is_not_written_where_there_is_none() -> None:
    written = case_text(Case("140100"), date(2026, 11, 22))
    assert "events" not in written
    assert "decisions" not in written
