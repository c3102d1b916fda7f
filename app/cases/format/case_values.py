"""How the values of a case file, by their keys, become a case, and a case such values.

Keys that are called as the fields of the case take care of themselves; only what is laid out otherwise stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.cases.format.case_keys import DECISION, EVENT, PERIOD, PERSON, PLAN, STATEMENT_ROW
from app.cases.format.kinds import Part
from app.cases.format.values import FORMAT, figure, spelled_figure
from app.rules.record.case import Case, Decision, Event, Person, Plan
from app.rules.record.history import History, Period, StatementRow
from app.rules.record.months import Span
from app.rules.record.office_values import OfficeValues, OfficeWindow

Values = Mapping[str, Any]
"""What `case_keys.CASE` reads: every key with its value, or its default."""


def case_of(values: Values, as_of_default: date) -> tuple[Case, date]:
    """The case, and the day it is assessed on; a file without one takes the default.

    The values must be free of contradictions (`consistency`): a period that ends before it starts is a ValueError.
    """
    region, as_of, plan = values["region"], values["as_of"] or as_of_default, values["plan"]
    case = Case(
        region=region,
        person=_person(values["person"]),
        history=History.of(_period(row, region) for row in values["periods"]),
        causes={row["start"]: row["cause"] for row in values["lapse_causes"]},
        plan=None if plan is None else _plan(plan, as_of),
        answers=values["answers"],
        figures={name: figure(name, value) for name, value in values["figures"].items()},
        decisions=tuple(Decision(**{**row, "by": row["by"] or ""}) for row in values["decisions"]),
        events=tuple(Event(**row) for row in values["events"]),
        office_values=_office_values(values["office_values"]),
    )
    return case, as_of


def _person(values: Values) -> Person:
    return Person(**{**values, "name": values["name"] or "", "categories": frozenset(values["categories"])})


def _period(row: Values, region: str) -> Period:
    fields = dict(row)
    span = Span(fields.pop("start"), fields.pop("end"))
    source = row["source"] and StatementRow(**row["source"])
    return Period(**{**fields, "span": span, "region": row["region"] or region, "source": source})


def _office_values(values: Values) -> OfficeValues:
    figures = {name: figure(name, value) for name, value in values["figures"].items()}
    windows = (OfficeWindow(row["year"], row["from"], row["until"]) for row in values["windows"])
    return OfficeValues(figures, tuple(sorted(windows, key=lambda window: window.year)))


def _plan(values: Values, as_of: date) -> Plan:
    lapses = values["pay_lapses"]
    return Plan(
        **{
            **values,
            "pay_on": values["pay_on"] or as_of,
            "pay_lapses": None if lapses is None else frozenset(lapses),
        }
    )


def values_of(case: Case, as_of: date) -> Values:
    """The values of a case; nothing is checked, so that a case can be written before it is without contradictions."""
    return {
        "format": FORMAT,
        "region": case.region,
        "as_of": as_of,
        "person": _values_of_person(case.person),
        "periods": [_row(period, case.region) for period in case.history.periods],
        "lapse_causes": [{"start": start, "cause": cause} for start, cause in sorted(case.causes.items())],
        "plan": case.plan and _values_of_plan(case.plan),
        "answers": dict(sorted(case.answers.items())),
        "figures": {name: spelled_figure(name, value) for name, value in sorted(case.figures.items())},
        "decisions": [{**_fields(DECISION, decision), "by": decision.by or None} for decision in case.decisions],
        "events": [_fields(EVENT, event) for event in case.events],
        "office_values": _values_of_office(case.office_values),
    }


def _values_of_person(person: Person) -> Values:
    return {
        **_fields(PERSON, person),
        "name": person.name or None,
        "categories": sorted(person.categories),
        "since": dict(sorted(person.since.items())),
    }


def _values_of_office(kept: OfficeValues) -> Values:
    return {
        "figures": {name: spelled_figure(name, value) for name, value in sorted(kept.figures.items())},
        "windows": [{"year": it.year, "from": it.opens, "until": it.closes} for it in kept.windows],
    }


def _row(period: Period, region: str) -> Values:
    return {
        **_fields(PERIOD, period, "start", "end"),
        "start": period.span.first,
        "end": period.span.last,
        "region": None if period.region == region else period.region,
        "source": period.source and _fields(STATEMENT_ROW, period.source),
    }


def _values_of_plan(plan: Plan) -> Values:
    lapses = plan.pay_lapses
    return {**_fields(PLAN, plan), "pay_lapses": None if lapses is None else sorted(lapses)}


def _fields(part: Part, record: object, *besides: str) -> dict[str, Any]:
    """The keys of a part that are called as the fields of a record; those `besides` are laid out otherwise."""
    return {name: getattr(record, name) for name in part.keys if name not in besides}
