"""Knows the calendar of cover: when benefits stop, the wait, from when they run again. Does not know money."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.rules.assessment import Bearer, CoverSegment, Waiting
from app.rules.months import ONE_DAY
from app.rules.policy import CoverRule
from app.rules.situation import Situation


def waiting_of(situation: Situation, rule: CoverRule) -> Waiting | None:
    """The wait a cover rule lays on a situation; None without one."""
    if rule.wait is None:
        return None
    return rule.wait.calendar(situation.anchors, situation.unpaid_years, situation.proposal.repair_years)


def benefits_of(
    situation: Situation, rule: CoverRule, waiting: Waiting | None
) -> tuple[date | None, date | None, int | None]:
    """First and last day of full benefits; where the wait outlasts the insured year neither, and that year."""
    start = rule.start.on(situation.anchors) if rule.start else None
    until = rule.until.on(situation.anchors) if rule.until else None
    after_wait = waiting.end + ONE_DAY if waiting else None
    begins = max((day for day in (start, after_wait) if day), default=None)
    if begins and until and begins > until:
        return None, None, until.year
    return begins, until, None


def cover_segments(
    situation: Situation, waiting: Waiting | None, begins: date | None, until: date | None, gap: Bearer
) -> Iterator[CoverSegment]:
    """The whole picture from the lapse on: what is still paid, the gap, the wait, the restored benefits."""
    before, scheme = situation.scheme_before, situation.proposal.resume_as
    gap_ends = waiting.start if waiting else begins
    if situation.lapse:
        cursor = situation.lapse.span.first.first_day
        stops = situation.benefits_end + ONE_DAY if situation.benefits_end else None
        if stops and stops > cursor and (gap_ends is None or cursor < gap_ends):
            paid_until = min(stops, gap_ends) if gap_ends else stops
            yield CoverSegment(cursor, paid_until - ONE_DAY, 100, "all", before, Bearer.FUND)
            cursor = paid_until
        if gap_ends is None or cursor < gap_ends:
            percent = 100 if gap is Bearer.FUND else 0
            yield CoverSegment(cursor, gap_ends - ONE_DAY if gap_ends else None, percent, "all", before, gap)
    if waiting:
        last = min(waiting.end, until) if until else waiting.end
        bearer = Bearer.FUND if waiting.benefit_percent else Bearer.SELF
        if waiting.start <= last:
            yield CoverSegment(waiting.start, last, waiting.benefit_percent, "all", scheme, bearer)
    if begins:
        yield CoverSegment(begins, until, 100, "all", scheme, Bearer.FUND)
