"""Turns the rows of a pasted list into a contribution record, in place of the old record or merged with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from app.cases.pasting.cells import joined
from app.cases.pasting.rows import ListRow, RowVerdict, in_order
from app.rules.record.case import Case
from app.rules.record.history import History, Kind, Period, Scheme, StatementRow, Status
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type


class Join(StrEnum):
    """What becomes of the old record: it is replaced, or kept where the list says nothing."""

    REPLACE = "replace"
    MERGE = "merge"


class Claim(NamedTuple):
    """What rows say of one month."""

    status: Status
    kind: Kind = Kind.NORMAL
    payer: str | None = None
    base: Decimal | None = None
    credited_on: date | None = None


_Key = tuple[Scheme, str]  # scheme and pooling area
_Claims = dict[_Key, dict[Month, Claim]]


@value_type
class RecordProposal:
    """The record a list proposes.

    `contradicted` are months of which rows of one scheme say different things, `twice` months paid under two schemes or
    in two places, `guessed` months that a row which cannot be read may have named: all but the second are not known.
    A period keeps the row its first month stands in; it ends where another file or sheet begins.
    """

    periods: tuple[Period, ...]
    contradicted: tuple[Span, ...] = ()
    twice: tuple[Span, ...] = ()
    guessed: tuple[Span, ...] = ()


def proposed(rows: Sequence[ListRow], scheme: Scheme, region: str, as_of: date) -> RecordProposal:
    """The record that rows propose; `scheme` and `region` are those of rows that name none."""
    said: dict[_Key, dict[Month, list[Claim]]] = {}
    sources: dict[_Key, dict[Month, StatementRow]] = {}
    moving_money: dict[Period, None] = {}
    newest = Month.containing(as_of)
    for row in rows:
        if row.verdict is RowVerdict.LEFT_OUT:
            continue
        key = (row.scheme or scheme, row.region or region)
        if row.verdict is RowVerdict.TAKEN and row.kind in (Kind.REFUND, Kind.ADJUSTMENT):
            for span in row.spans:
                moving_money.setdefault(Period(key[0], span, key[1], kind=row.kind, source=row.source))
            continue
        for month in _months_of(row, newest):
            said.setdefault(key, {}).setdefault(month, []).append(_claim(row))
            sources.setdefault(key, {}).setdefault(month, row.source)
    known = {month for months in said.values() for month in months}
    guessed = _guessed(rows, known, (scheme, region), as_of)
    for month, key in guessed.items():
        said.setdefault(key, {})[month] = [Claim(Status.UNKNOWN)]
    claims = {key: {month: _agreed(list_) for month, list_ in months.items()} for key, months in said.items()}
    contradicted = [m for months in said.values() for m, list_ in months.items() if len({c.status for c in list_}) > 1]
    periods = [period for key, months in claims.items() for period in _periods(key, months, sources.get(key, {}))]
    return RecordProposal(
        History.of((*periods, *moving_money)).periods,
        _spans(contradicted),
        _spans(_paid_twice(claims)),
        _spans(guessed),
    )


def _months_of(row: ListRow, newest: Month) -> list[Month]:
    """The months of a row; of a row in doubt none to come, where it also has months that have been."""
    months = [month for span in row.spans for month in span]
    if row.verdict is RowVerdict.DOUBTFUL and months and min(months) <= newest:
        return [month for month in months if month <= newest]
    return months


def with_proposal(case: Case, proposal: RecordProposal, join: Join) -> Case:
    """The case with the proposed record in place of its own, or beside it."""
    kept = _beside(case.history.periods, proposal.periods) if join is Join.MERGE else ()
    fresh = _unknown_only_where_new(proposal.periods, kept) if join is Join.MERGE else proposal.periods
    return replace(case, history=History.of(dict.fromkeys((*kept, *fresh))))


def differing(case: Case, proposal: RecordProposal) -> tuple[Span, ...]:
    """The months on which the old record and the proposed one differ, under one scheme and place."""
    old, new = _claimed(case.history.periods), _claimed(proposal.periods)
    return _spans(
        month
        for key, months in new.items()
        for month, claim in months.items()
        if claim.status is not Status.UNKNOWN
        and (before := old.get(key, {}).get(month)) is not None
        and before.status is not claim.status
    )


def _claim(row: ListRow) -> Claim:
    if row.verdict is RowVerdict.DOUBTFUL:
        return Claim(Status.UNKNOWN)
    return Claim(row.status, row.kind, row.payer, row.base, row.credited_on)


def _agreed(claims: Sequence[Claim]) -> Claim:
    """What all rows of a month say together; where they differ, its status is unknown."""
    if len({claim.status for claim in claims}) > 1:
        return Claim(Status.UNKNOWN)
    bases = {claim.base for claim in claims if claim.base is not None}
    payers = {claim.payer for claim in claims if claim.payer is not None}
    kinds = {claim.kind for claim in claims}
    return Claim(
        claims[0].status,
        Kind.NORMAL if Kind.NORMAL in kinds else claims[0].kind,
        payers.pop() if len(payers) == 1 else None,
        bases.pop() if len(bases) == 1 else None,
        min((claim.credited_on for claim in claims if claim.credited_on is not None), default=None),
    )


def _periods(key: _Key, months: Mapping[Month, Claim], sources: Mapping[Month, StatementRow]) -> list[Period]:
    """Months in a row of which the rows say the same are one period; another file or sheet begins another."""
    runs: list[list[Month]] = []
    sheet = None
    for month in sorted(months):
        source = sources.get(month)
        here = (source.file, source.sheet) if source else sheet  # a guessed month has no row and splits nothing
        if not runs or runs[-1][-1] + 1 != month or months[runs[-1][0]] != months[month] or here != sheet:
            runs.append([])
        runs[-1].append(month)
        sheet = here
    return [Period(key[0], Span(run[0], run[-1]), key[1], *months[run[0]], source=sources.get(run[0])) for run in runs]


def _spans(months: Iterable[Month]) -> tuple[Span, ...]:
    spans = [Span(month, month) for month in months]
    return joined(spans) if spans else ()


def _paid_twice(claims: _Claims) -> set[Month]:
    paid: set[Month] = set()
    twice: set[Month] = set()
    for months in claims.values():
        here = {month for month, claim in months.items() if claim.status is Status.PAID}
        twice |= paid & here
        paid |= here
    return twice


# months that a row may have named


def _guessed(rows: Sequence[ListRow], known: AbstractSet[Month], home: _Key, as_of: date) -> dict[Month, _Key]:
    """Months, not `known` otherwise, that unreadable rows may be about.

    These are the months missing between the neighbours of such a row. Where the list is not in order, or too few months
    are missing there, they are all months missing since the list begins; for an unreadable row at the old end of the
    list, those up to the newest month.
    """
    read = [row for row in rows if row.verdict is not RowVerdict.LEFT_OUT and (row.lost or row.spans)]
    sure = [row for row in read if row.spans]
    if not sure or not any(row.lost or row.elsewhere for row in read):
        return {}
    anchors = [row for row in sure if not row.elsewhere]
    firsts = [row.spans[0].first for row in anchors or sure]
    start = min(span.first for row in sure for span in row.spans)
    anywhere = _missing(start, Month.containing(as_of), known, _key_of(sure[0], home))
    if not anchors or not in_order(firsts) or firsts[0] == firsts[-1]:
        return anywhere
    runs = [(loose, list(run)) for loose, run in groupby(read, key=lambda row: row.lost or row.elsewhere)]
    if runs[0][0] or runs[-1][0]:
        newest_is_lost, oldest_are_lost = _edges(runs, rising=firsts[0] <= firsts[-1])
        newest = max(span.last for row in sure for span in row.spans)
        just_before = (start + -n for n in range(1, oldest_are_lost + 1))
        found = {month: _key_of(sure[0], home) for month in just_before if month not in known}
        return found | {m: key for m, key in anywhere.items() if newest_is_lost or m <= newest}
    found = {}
    for (_, before), (_, lost), (_, after) in zip(runs[::2], runs[1::2], runs[2::2], strict=False):
        older, newer = sorted((before[-1], after[0]), key=lambda row: row.spans[0])
        between = _missing(older.spans[-1].last + 1, newer.spans[0].first + -1, known, _key_of(older, home))
        if len(between) < sum(row.lost for row in lost) or not all(_fits(row, older, newer) for row in lost):
            return {month: key for month, key in anywhere.items() if month <= firsts[-1] or month <= firsts[0]}
        found |= between
    return found


def _fits(row: ListRow, older: ListRow, newer: ListRow) -> bool:
    """True for a row whose months lie between those of the rows around it, or that has none."""
    return all(older.spans[-1].last <= span.first and span.last <= newer.spans[0].first for span in row.spans)


def _edges(runs: Sequence[tuple[bool, Sequence[ListRow]]], *, rising: bool) -> tuple[bool, int]:
    """Whether the newest row is lost, and how many of the oldest are: each is taken to be of a month just before."""
    oldest, newest = (runs[0], runs[-1]) if rising else (runs[-1], runs[0])
    return newest[0], len(oldest[1]) if oldest[0] else 0


def _key_of(row: ListRow, home: _Key) -> _Key:
    return row.scheme or home[0], row.region or home[1]


def _missing(first: Month, last: Month, known: AbstractSet[Month], key: _Key) -> dict[Month, _Key]:
    return {month: key for month in Span(first, last) if month not in known} if first <= last else {}


# merging with the old record


def _claimed(periods: Iterable[Period]) -> dict[_Key, dict[Month, Period]]:
    claimed: dict[_Key, dict[Month, Period]] = {}
    for row in periods:
        if row.makes_months:
            claimed.setdefault((row.scheme, row.region), {}).update(dict.fromkeys(row.span, row))
    return claimed


def _beside(old: Iterable[Period], new: Iterable[Period]) -> tuple[Period, ...]:
    """The old rows without the months that the new rows settle."""
    claimed = _claimed(row for row in new if row.status is not Status.UNKNOWN)
    return tuple(piece for row in old for piece in _without(row, claimed.get((row.scheme, row.region), {})))


def _unknown_only_where_new(new: Iterable[Period], kept: Iterable[Period]) -> tuple[Period, ...]:
    """The new rows; of unknown ones only the months on which the old record says nothing."""
    claimed = _claimed(kept)
    return tuple(
        piece
        for row in new
        for piece in (
            _without(row, claimed.get((row.scheme, row.region), {})) if row.status is Status.UNKNOWN else (row,)
        )
    )


def _without(row: Period, gone: Mapping[Month, Period]) -> tuple[Period, ...]:
    if not row.makes_months or not any(month in gone for month in row.span):
        return (row,)
    return tuple(replace(row, span=span) for span in _spans(month for month in row.span if month not in gone))
