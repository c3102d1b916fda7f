"""A record read from a statement says where each period came from; nothing of the answer depends on it."""

from dataclasses import replace
from datetime import date

import pytest

from app.cases.file.reading import read_case
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.record.history import History, StatementRow
from app.rules.record.months import Span
from app.system.resources import resource

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("path", sorted(resource("samples").glob("*.json")), ids=lambda path: path.stem)
def test_a_record_cut_into_months_with_their_rows_has_the_same_answer(path):
    opened = read_case(path, TODAY)
    pieces = [
        replace(row, span=Span(month, month), source=StatementRow(1, "明细", month.index))
        for row in opened.case.history.periods
        for month in row.span
    ]
    cut = replace(opened.case, history=History.of(pieces))
    policy = open_shelf().policy_for(opened.case.region)
    assert assess(cut, policy, opened.as_of) == assess(opened.case, policy, opened.as_of)
