"""Works out the dates of cover: when benefits stop, the waiting period, and when they start again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.rules.law.dates import Anchor, Anchors
from app.rules.law.policy import CoverRule, GapCostsRule, Law
from app.rules.law.terms import Bearer
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import CoverSegment
from app.rules.outcome.situation import Situation
from app.rules.record.months import ONE_DAY
from app.rules.value_type import value_type

_DATING = frozenset(("start", "wait"))
_OTHER_SERVICES = {"outpatient": "inpatient", "inpatient": "outpatient"}


@value_type
class Restored:
    """First and last day of full benefits (None: none, or open-ended).

    `in_vain` is an insured year that is over too soon, or one in which nothing is gained at all (without a last day).
    """

    begins: date | None = None
    until: date | None = None
    in_vain: int | None = None


def cover_of(situation: Situation, law: Law | None) -> tuple[Waiting | None, Restored]:
    """The wait a row imposes, and when benefits start again; no day where the row leaves it to the office."""
    if situation.pays_closed_lapse:
        return None, Restored(situation.resumed_on)
    rule = law.row.rule if law else None
    if law is None or not isinstance(rule, CoverRule):
        return None, Restored()
    wait, years = rule.wait, situation.unpaid_years
    waiting = wait.calendar(situation.anchors, years, situation.proposal.repair_years) if wait else None
    if not law.row.leaves_open.isdisjoint(_DATING):
        return waiting, Restored()
    return waiting, _restored_benefits(situation, rule, waiting)


def _restored_benefits(situation: Situation, rule: CoverRule, waiting: Waiting | None) -> Restored:
    """When benefits start again; never, where the wait outlasts the insured year."""
    if rule.no_cover:
        return Restored(in_vain=situation.proposal.insured_year)
    until = rule.until.on(situation.anchors) if rule.until else None
    begins = first_day(rule, waiting, situation.anchors)
    if begins:
        begins = situation.first_free_day(begins)
    if begins and until and begins > until:
        return Restored(until=until, in_vain=situation.proposal.insured_year or until.year)
    return Restored(begins, until)


def first_day(rule: CoverRule, waiting: Waiting | None, anchors: Anchors) -> date | None:
    """The first day of benefits by a row: its start or the day after its wait, the later; None without either.

    Nobody is covered before birth, not even where a whole year is.
    """
    start = rule.start.on(anchors) if rule.start else None
    after_wait = waiting.end + ONE_DAY if waiting else None
    begins = max((day for day in (start, after_wait) if day), default=None)
    return begins and max(begins, anchors.get(Anchor.BIRTH, begins))


def cover_segments(
    situation: Situation, rule: CoverRule | None, waiting: Waiting | None, restored: Restored, gap: GapCostsRule
) -> Iterator[CoverSegment]:
    """All cover from the lapse on: what is still paid, the gap, the wait, the restored benefits.

    Months that another scheme covered are left as they are. Without a lapse there is no wait in paid months, unless the
    rule says how long the former scheme goes on paying.
    """
    if situation.lapse and situation.lapse.beside_cover:
        return
    before, scheme = situation.scheme_before, situation.scheme_resumed
    stops = situation.benefits_end + ONE_DAY if situation.lapse and situation.benefits_end else None
    gap_ends = restored.begins
    if waiting:
        gap_ends = max(waiting.start, min(stops or waiting.start, waiting.end + ONE_DAY))
    if situation.lapse:
        cursor = situation.lapse.span.first.first_day
        if stops and stops > cursor and (gap_ends is None or cursor < gap_ends):
            paid_until = min(stops, gap_ends) if gap_ends else stops
            yield CoverSegment(cursor, paid_until - ONE_DAY, 100, "all", before, Bearer.FUND)
            cursor = paid_until
        if gap_ends is None or cursor < gap_ends:
            percent = gap.percent if gap.bearer is Bearer.FUND else 0
            yield CoverSegment(cursor, gap_ends - ONE_DAY if gap_ends else None, percent, "all", before, gap.bearer)
    if waiting and rule:
        paid_on = situation.lapse is None and rule.old_scheme_until is None
        first = situation.first_uncovered_day(waiting.start) if paid_on else gap_ends or waiting.start
        last = min(waiting.end, restored.until) if restored.until else waiting.end
        yield from _meanwhile(situation, rule, first, last)
        after = max(first, last + ONE_DAY)
        if restored.begins and restored.begins > after:
            yield CoverSegment(after, restored.begins - ONE_DAY, 0, "all", scheme, Bearer.SELF)
    if restored.begins:
        yield CoverSegment(restored.begins, restored.until, 100, "all", scheme, Bearer.FUND)


def agreed_cover(covers: Sequence[tuple[CoverSegment, ...]], begins: date | None) -> tuple[CoverSegment, ...]:
    """What several possible courses of cover have in common; on days where they differ it is not known who pays.

    `begins` is the day from which all of them pay again; without one nothing is known once they differ.
    """
    if all(cover == covers[0] for cover in covers):
        return covers[0]
    everything = [segment for cover in covers for segment in cover]
    ends = {segment.until + ONE_DAY for segment in everything if segment.until}
    edges = sorted({segment.since for segment in everything} | ends)
    found: list[CoverSegment] = []
    parted = False
    for since, after in zip(edges, [*edges[1:], None], strict=True):
        until = after - ONE_DAY if after else None
        pictures = {tuple(_cut(cover, since, until)) for cover in covers}
        parted = len(pictures) > 1 or (parted and begins is None)
        agreed = (CoverSegment(since, until, 0, "all", None, Bearer.ASK),) if parted else pictures.pop()
        for segment in agreed:
            before = found[-1] if found else segment
            if before.until == since - ONE_DAY and replace(before, since=since, until=until) == segment:
                found[-1] = replace(before, until=until)
            else:
                found.append(segment)
    return tuple(found)


def _cut(cover: Sequence[CoverSegment], since: date, until: date | None) -> Iterator[CoverSegment]:
    """The segments in force on days in a row within which none begins or ends."""
    for segment in cover:
        if segment.since <= since and (segment.until is None or since <= segment.until):
            yield replace(segment, since=since, until=until)


def _meanwhile(situation: Situation, rule: CoverRule, first: date, last: date) -> Iterator[CoverSegment]:
    before, scheme = situation.scheme_before, situation.proposal.resume_as
    if first > last:
        return
    old_until = rule.old_scheme_until.on(situation.anchors) if rule.old_scheme_until else None
    if old_until and old_until >= first:
        yield CoverSegment(first, min(old_until, last), 100, "all", before, Bearer.FUND)
        first = old_until + ONE_DAY
    if rule.wait is None or first > last:
        return
    paid, services = rule.wait.percent, rule.wait.services
    yield CoverSegment(first, last, paid, services, scheme, Bearer.FUND if paid else Bearer.SELF)
    if paid and services != "all":
        yield CoverSegment(first, last, 0, _OTHER_SERVICES[services], scheme, Bearer.SELF)
