"""The rows of a record as columns: many rows that differ in little, column by column, take few letters.

A column is a list with a value for each row, or the value that all rows have (but not the first column, `start`); one
that no row has a value for is left out. Months are counted from the end of the row before, lengths in months, days of
credit from the first day of the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from app.rules.record.months import Month

_BEFORE_ALL: Final = Month.of(2000, 1)
"""What the first month of the first row is counted from."""
_AS_THEY_ARE: Final = ("scheme", "region", "status", "kind", "base")
_MOST: Final = 20_000


def columns_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The columns of rows of a case document, which have no payer and no source.

    >>> row = {"scheme": "employee", "start": "2024-01", "end": "2024-02", "credited_on": "2024-01-15"}
    >>> columns_of([row, {**row, "start": "2024-03", "end": "2024-03", "base": "4000.00"}])
    {'start': [288, 1], 'length': [1, 0], 'scheme': 'employee', 'base': [None, '4000.00'], 'credited_on': [14, -46]}
    """
    starts = [Month.parse(row["start"]) for row in rows]
    ends = [Month.parse(row["end"]) for row in rows]
    befores = [_BEFORE_ALL, *ends[:-1]]
    table: dict[str, list[Any]] = {
        "length": [end - start for start, end in zip(starts, ends, strict=True)],
        **{key: [row.get(key) for row in rows] for key in _AS_THEY_ARE},
        "credited_on": [_days(row.get("credited_on"), start) for row, start in zip(rows, starts, strict=True)],
    }
    counted = [start - before for start, before in zip(starts, befores, strict=False)]
    return {"start": counted, **{key: _column(each) for key, each in table.items() if set(each) - {None}}}


def _column(values: list[Any]) -> Any:
    return values[0] if len(set(values)) == 1 else values


def _days(day: str | None, start: Month) -> int | None:
    return None if day is None else (date.fromisoformat(day) - start.first_day).days


def rows_of(columns: Any) -> list[dict[str, Any]]:
    """The rows of columns; ValueError for what are none."""
    try:
        return _rows(columns)
    except (TypeError, LookupError, OverflowError, AttributeError):
        raise ValueError("no such columns") from None


def _rows(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    count = len(columns["start"])
    if count > _MOST or not columns.keys() <= {"start", "length", *_AS_THEY_ARE, "credited_on"}:
        raise ValueError("no such columns")
    table = {key: values if isinstance(values, list) else [values] * count for key, values in columns.items()}
    rows, before = [], _BEFORE_ALL
    for at in range(count):
        told = {key: values[at] for key, values in table.items() if values[at] is not None}
        start = before + told.pop("start")
        before = start + told.pop("length")
        if "credited_on" in told:
            told["credited_on"] = (start.first_day + timedelta(days=told["credited_on"])).isoformat()
        rows.append({**told, "start": str(start), "end": str(before)})
    return rows
