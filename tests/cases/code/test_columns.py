"""Rows as columns come back as they were; what are no columns is a ValueError and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cases.code.anonymous import without_person
from app.cases.code.columns import columns_of, rows_of
from app.cases.format.case_keys import CASE
from app.cases.format.case_values import values_of
from app.rules.record.case import Case
from app.rules.record.history import History
from tests.cases.strategies import days, periods


@given(rows=periods(), as_of=days)
def test_rows_come_back_as_they_were(rows, as_of):
    case = without_person(Case("140100", history=History.of(rows)))
    written = CASE.write(values_of(case, as_of))["periods"]
    assert rows_of(columns_of(written)) == written


def test_what_all_rows_share_is_said_once():
    rows = [{"scheme": "resident", "start": f"{year}-01", "end": f"{year}-12"} for year in (2024, 2025)]
    assert columns_of(rows) == {"start": [288, 1], "length": 11, "scheme": "resident"}
    assert columns_of([]) == {"start": []}


@pytest.mark.parametrize(
    "columns",
    [
        None,
        [],
        {},
        {"start": 1},
        {"start": ["x"], "length": 0},
        {"start": [1, 2], "length": [0], "scheme": "employee"},
        {"start": [1], "length": 0, "credited_on": 10**12},
        {"start": [10**12], "length": 0, "credited_on": 1},
        {"start": [1], "length": 0, "payer": "某"},
        {"start": [1]},
        {"start": [0] * 20_001, "length": 0},
    ],
)
def test_what_are_no_columns_is_refused(columns):
    with pytest.raises(ValueError, match=r"columns|year|date|range"):
        rows_of(columns)


@given(
    st.dictionaries(
        st.sampled_from(["start", "length", "base", "credited_on"]), st.lists(st.none() | st.integers()) | st.text()
    )
)
def test_any_values_are_rows_or_refused(columns):
    try:
        assert len(rows_of(columns)) == len(columns["start"])
    except ValueError:
        return
