"""Lists the records that are possible when months of unknown standing turn out paid or unpaid.

All unknown rows are taken as paid and as unpaid, and each of the latest ones alone differently from the rest. Rows paid
in part lie between; there a count is a range (`app.rules.outcome.situation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.rules.bilingual import Bilingual
from app.rules.outcome.money import months_text
from app.rules.outcome.sentences import MONTHS_PAID, MONTHS_UNPAID
from app.rules.record.case import Case
from app.rules.record.history import UNSETTLED, History, Period, Status
from app.rules.record.months import Month
from app.rules.value_type import value_type

_MOST_ROWS_ALONE = 4
_SETTLING = (Status.PAID, Status.UNPAID)


@value_type
class SettledRecord:
    """A case with nothing unknown in its record, and what must be true for it."""

    case: Case
    when: Bilingual


def settled_records(case: Case) -> tuple[SettledRecord, ...]:
    """The records that are possible; none where nothing in the record is unknown."""
    rows = [row for row in case.history.periods if _is_open(case.history, row)]
    firsts = list(dict.fromkeys(row.span.first for row in rows))
    found = {}
    for standing in _standings(firsts):
        periods = tuple(
            replace(row, status=standing[row.span.first]) if row in rows else row for row in case.history.periods
        )
        settled = replace(case, history=History.of(periods))
        found[tuple(standing.values())] = SettledRecord(settled, _said(rows, standing))
    return tuple(found.values())


def _is_open(history: History, row: Period) -> bool:
    """True for a row that may or may not have been paid, unless other rows settle all its months."""
    return row.unsettled and row.makes_months and any(run.standing in UNSETTLED for run in history.runs_over(row.span))


def _standings(firsts: list[Month]) -> Iterator[Mapping[Month, Status]]:
    """Possible standings of rows, by their first month: all alike, or one of the latest unlike the rest."""
    for rest in _SETTLING if firsts else ():
        alike = dict.fromkeys(firsts, rest)
        yield alike
        for first in firsts[-_MOST_ROWS_ALONE:]:
            for alone in _SETTLING:
                yield {**alike, first: alone}


def _said(rows: list[Period], standing: Mapping[Month, Status]) -> Bilingual:
    said = [
        (MONTHS_PAID if standing[row.span.first] is Status.PAID else MONTHS_UNPAID).filled(months=months_text(row.span))
        for row in rows
    ]
    return Bilingual("，".join(each.zh for each in said), ", ".join(each.en for each in said))
