"""Finds contradictions within a case file whose single values are sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.cases.format.values import InvalidValue, figure
from app.cases.problems import Finding
from app.rules.record.history import MOVES_MONEY_ONLY
from app.rules.record.months import Month, Span
from app.rules.record.office_values import OfficeValues

Values = Mapping[str, Any]


def contradictions(values: Values, today: date) -> Iterator[Finding]:
    """Everything that contradicts itself in the values of a case file (what `case_keys.CASE` reads)."""
    yield from _inverted_periods(values)
    yield from _overlaps(values)
    yield from _repeated_causes(values)
    yield from _late_births(values, today)
    yield from _wrong_figures(values)
    yield from _inverted_events(values)
    yield from _wrong_office_values(values["office_values"])


def _inverted_periods(values: Values) -> Iterator[Finding]:
    for position, row in enumerate(values["periods"]):
        if row["end"] < row["start"]:
            found = {"start": row["start"], "end": row["end"]}
            yield Finding(("periods", position, "end"), "end-before-start", found)


def _overlaps(values: Values) -> Iterator[Finding]:
    """Rows that say something of the same month twice: same scheme, same pooling area."""
    claims = (
        (row["scheme"], row["region"] or values["region"], row["start"], row["end"], position)
        for position, row in enumerate(values["periods"])
        if row["kind"] not in MOVES_MONEY_ONLY and row["start"] <= row["end"]
    )
    furthest: dict[tuple[str, str], tuple[Month, int]] = {}  # the latest end so far, and its row
    for scheme, region, start, end, position in sorted(claims):
        latest, holder = furthest.get((scheme, region), (None, position))
        if latest is not None and start <= latest:
            shared = Span(start, min(end, latest))
            first, second = sorted((holder, position))
            months = {"months": shared.first if len(shared) == 1 else f"{shared.first}–{shared.last}"}
            yield Finding(("periods", second), "overlap", months, other=("periods", first))
        if latest is None or end > latest:
            furthest[scheme, region] = (end, position)


def _repeated_causes(values: Values) -> Iterator[Finding]:
    seen: dict[Month, int] = {}
    for position, row in enumerate(values["lapse_causes"]):
        first = seen.setdefault(row["start"], position)
        if first != position:
            path, other = ("lapse_causes", position, "start"), ("lapse_causes", first)
            yield Finding(path, "cause-repeated", {"month": row["start"]}, other=other)


def _late_births(values: Values, today: date) -> Iterator[Finding]:
    """Nobody is born after both the as-of day and today."""
    birth, latest = values["person"]["birth_date"], max(today, values["as_of"] or today)
    if birth is not None and birth > latest:
        yield Finding(("person", "birth_date"), "born-later", {"birth": birth, "latest": latest})


def _wrong_figures(values: Values) -> Iterator[Finding]:
    for name, value in values["figures"].items():
        try:
            figure(name, value)
        except InvalidValue as wrong:
            yield Finding(("figures", name), wrong.key, wrong.values)


def _wrong_office_values(values: Values) -> Iterator[Finding]:
    for name, value in values["figures"].items():
        path = ("office_values", "figures", name)
        try:
            figure(name, value)
        except InvalidValue as wrong:
            yield Finding(path, wrong.key, wrong.values)
        if not OfficeValues.is_kept(name):
            yield Finding(path, "figure-without-year", {"name": name})
    seen: dict[int, int] = {}
    for position, row in enumerate(values["windows"]):
        here = ("office_values", "windows", position)
        if row["until"] < row["from"]:
            yield Finding((*here, "until"), "until-before-from", {"first": row["from"], "last": row["until"]})
        first = seen.setdefault(row["year"], position)
        if first != position:
            there = ("office_values", "windows", first)
            yield Finding((*here, "year"), "window-repeated", {"year": row["year"]}, other=there)


def _inverted_events(values: Values) -> Iterator[Finding]:
    for position, row in enumerate(values["events"]):
        if row["until"] is not None and row["until"] < row["since"]:
            found = {"since": row["since"], "until": row["until"]}
            yield Finding(("events", position, "until"), "until-before-since", found)
