"""Finds contradictions in a case document whose single values are all sound, such as two rows for one month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.cases.format.values import InvalidValue, figure
from app.cases.problems import Finding
from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span

if TYPE_CHECKING:
    from app.cases.format.case_document import CaseDocument

Claim = tuple[Scheme, str, Month, Month, int]
"""The months a row says something of: scheme, pooling area, first and last month, the row's position."""


def contradictions(document: CaseDocument, latest_birth: date) -> Iterator[Finding]:
    """All contradictions of a document; a birth after `latest_birth` is one."""
    yield from _inverted_periods(document)
    yield from overlaps(_claims(document))
    yield from _repeated_causes(document)
    yield from _late_births(document, latest_birth)
    yield from _wrong_figures(document)
    yield from _inverted_events(document)


def _inverted_periods(document: CaseDocument) -> Iterator[Finding]:
    for position, row in enumerate(document.periods):
        if row.end < row.start:
            yield Finding(("periods", position, "end"), "end-before-start", {"start": row.start, "end": row.end})


def _claims(document: CaseDocument) -> Iterator[Claim]:
    for position, row in enumerate(document.periods):
        if row.makes_months and row.start <= row.end:
            yield row.scheme, row.region or document.region, row.start, row.end, position


def overlaps(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Rows that say something of the same month twice: same scheme, same pooling area."""
    furthest: dict[tuple[str, str], tuple[Month, int]] = {}  # the latest end so far, and its row
    for scheme, region, start, end, position in sorted(claims):
        latest, holder = furthest.get((scheme, region), (None, position))
        if latest is not None and start <= latest:
            shared = Span(start, min(end, latest))
            first, second = sorted((holder, position))
            values = {"months": shared.first if len(shared) == 1 else f"{shared.first}–{shared.last}"}
            yield Finding(("periods", second), "overlap", values, other=("periods", first))
        if latest is None or end > latest:
            furthest[scheme, region] = (end, position)


def _repeated_causes(document: CaseDocument) -> Iterator[Finding]:
    seen: dict[Month, int] = {}
    for position, row in enumerate(document.lapse_causes):
        first = seen.setdefault(row.start, position)
        if first != position:
            path, other = ("lapse_causes", position, "start"), ("lapse_causes", first)
            yield Finding(path, "cause-repeated", {"month": row.start}, other=other)


def _late_births(document: CaseDocument, latest_birth: date) -> Iterator[Finding]:
    birth = document.person.birth_date
    if birth is not None and birth > latest_birth:
        yield Finding(("person", "birth_date"), "born-later", {"birth": birth, "latest": latest_birth})


def _wrong_figures(document: CaseDocument) -> Iterator[Finding]:
    for name, value in document.figures.items():
        try:
            figure(name, value)
        except InvalidValue as wrong:
            yield Finding(("figures", name), wrong.key, wrong.values)


def _inverted_events(document: CaseDocument) -> Iterator[Finding]:
    for position, row in enumerate(document.events):
        if row.until is not None and row.until < row.since:
            yield Finding(("events", position, "until"), "until-before-since", {"since": row.since, "until": row.until})
