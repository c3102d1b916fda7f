import json
import random
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cases.document import case_of, document_of
from app.cases.problems import UnusableCase
from app.cases.reading import parse_case, read_case
from app.cases.saving import case_text
from app.places import resource
from app.rules.assessment import Bearer, OptionId, Verdict
from app.rules.case import Case, Cause, Decision, Person, Plan, Sex
from app.rules.history import History, Kind, Period, Scheme, Status
from app.rules.months import Month, Span

FIRST, LAST = Month.of(1950, 1), Month.of(2100, 12)
REGIONS = ("000000", "140100", "140105", "371200", "440300")

months = st.integers(FIRST.index, LAST.index).map(Month)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
keys = st.from_regex(r"[a-z][A-Za-z0-9_:.\-]{0,20}", fullmatch=True)
yuan = st.integers(0, 10**10 - 1).map(lambda fen: Decimal(fen).scaleb(-2))
rates = st.integers(0, 10**6).map(lambda parts: Decimal(parts).scaleb(-6))


@st.composite
def periods(draw: st.DrawFn) -> list[Period]:
    """Rows of which no two say the same month of one scheme and region twice."""
    rows = []
    for scheme in Scheme:
        for region in draw(st.lists(st.sampled_from(REGIONS), unique=True, max_size=2)):
            edges = sorted(draw(st.lists(st.integers(FIRST.index, LAST.index), unique=True, max_size=6)))
            rows += [
                Period(
                    scheme,
                    Span(Month(start), Month(end - 1)),
                    region,
                    draw(st.sampled_from(Status)),
                    draw(st.sampled_from(Kind)),
                    draw(st.none() | text),
                    draw(st.none() | yuan),
                    draw(st.none() | days),
                )
                for start, end in pairwise(edges)
            ]
    return rows


persons = st.builds(
    Person,
    name=text,
    id_number=st.sampled_from([None, "11010519491231002X", "440524188001010014"]),
    birth_date=st.none() | st.dates(date(1850, 1, 1), date(2026, 11, 22)),
    sex=st.none() | st.sampled_from(Sex),
    categories=st.frozensets(keys, max_size=4),
    local_household=st.none() | st.booleans(),
    first_enrolment=st.none() | months,
)
plans = st.builds(
    Plan,
    resume_as=st.sampled_from(Scheme),
    pay_on=days,
    back_pay=st.booleans(),
    pay_lapses=st.none() | st.frozensets(months, max_size=3),
    insured_year=st.none() | st.integers(1950, 2100),
    in_window=st.none() | st.booleans(),
    repair_years=st.integers(0, 50),
)
figures = st.dictionaries(keys.filter(lambda key: not key.startswith("rate:")), yuan, max_size=3).flatmap(
    lambda amounts: st.dictionaries(keys.map(lambda key: f"rate:{key}"), rates, max_size=3).map(
        lambda fractions: {**amounts, **fractions}
    )
)
decisions = st.builds(
    Decision,
    reason=text.filter(bool),
    option=st.none() | st.sampled_from([option.value for option in OptionId]),
    verdict=st.none() | st.sampled_from([verdict.value for verdict in Verdict]),
    waiting_months=st.none() | st.integers(0, 120),
    benefits_from=st.none() | days,
    gap_costs=st.none() | st.sampled_from([bearer.value for bearer in Bearer]),
)
cases = st.builds(
    Case,
    region=st.sampled_from(REGIONS),
    person=persons,
    history=periods().map(History.of),
    causes=st.dictionaries(months, st.sampled_from(Cause), max_size=3),
    plan=st.none() | plans,
    answers=st.dictionaries(keys, text | st.booleans() | st.integers(-(10**16), 10**16), max_size=3),
    figures=figures,
    decisions=st.lists(decisions, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(case=cases, as_of=days)
def test_a_case_comes_back_from_its_document_as_it_was(case: Case, as_of: date) -> None:
    assert case_of(document_of(case, as_of), date(1999, 1, 1)) == (case, as_of)


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
