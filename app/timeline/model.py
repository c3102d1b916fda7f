"""Knows which stretches of time and which days a case's timeline shows, and how each is said.

Does not know pixels, colours or Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.plain import cause_name, day, joined_as_is, months, say, scheme_name, span, wait_length
from app.rules.assessment import Assessment, Bearer, CoverSegment, Matter, Option, OptionId, Verdict
from app.rules.case import Case, Cause
from app.rules.history import History, Kind, Run, Scheme, Standing, Status
from app.rules.lapses import Lapse
from app.rules.months import ONE_DAY, Month, Span
from app.rules.said import Said
from app.timeline.palette import PATTERNS, Pattern, Role
from app.wording import phrases

_SHORTEST_SPAN = 12  # months a timeline shows at least
_ROOM_AFTER = 2  # months shown after the last thing that happens, at least
_ROOM_SHARE = 20  # or this fraction of the whole
_FULL = 100  # percent
_BARS_REMEMBERED = 256

_Meaning = tuple[Role, str, Matter]
"""How a stretch of cover looks, the key of its words, and the matter its reason is found under."""


class Lane(StrEnum):
    """A row of the timeline, from top to bottom."""

    CONTRIBUTIONS = "contributions"
    LAPSES = "lapses"
    WAITING = "waiting"
    BENEFITS = "benefits"

    @property
    def heading(self) -> Said:
        """The name at the head of the row."""
        return _say(f"lane.{self.value}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days in one lane, both ends included.

    `label` is written on it, `short` where that has no room; `what` names it in a table, `spoken` says all of it.
    `reason` is an index into the reasons of the option shown. An `open` bar goes on past the end of the timeline,
    a `tentative` one is not settled.
    """

    lane: Lane
    since: date
    until: date
    role: Role
    what: Said
    label: Said
    short: Said
    length: Said
    spoken: Said
    reason: int | None = None
    open: bool = False
    tentative: bool = False

    @property
    def pattern(self) -> Pattern:
        """How it is told apart without colour."""
        return PATTERNS[self.role]


class MarkerKind(StrEnum):
    """What a marked day is; in the order in which labels give way to each other."""

    PAY_ON = "pay_on"
    RESTORATION = "restoration"
    PAY_BY = "pay_by"
    AS_OF = "as_of"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Marker:
    """A day that matters. A `PAY_BY` day counts to its end, every other marker stands at the day's beginning."""

    kind: MarkerKind
    on: date
    what: Said
    label: Said
    spoken: Said

    @property
    def role(self) -> Role:
        """The role it is drawn in."""
        return Role(self.kind.value)

    @property
    def draggable(self) -> bool:
        """True for the planned day of payment."""
        return self.kind is MarkerKind.PAY_ON


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the timeline as a table; `until` None goes on."""

    lane: Said
    since: date
    until: date | None
    what: Said
    length: Said


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything a timeline shows; bars in order of lane and time, markers in order of time."""

    as_of: date
    first: date
    last: date
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...]

    @property
    def empty(self) -> bool:
        """True when there is nothing to show but the day itself."""
        return not self.bars

    @property
    def pay_on(self) -> date | None:
        """The planned day of payment."""
        return next((marker.on for marker in self.markers if marker.draggable), None)

    def in_lane(self, lane: Lane) -> tuple[Bar, ...]:
        """The bars of one lane, oldest first."""
        return tuple(bar for bar in self.bars if bar.lane is lane)

    def rows(self) -> tuple[Row, ...]:
        """The same content as a table: bars lane by lane, then the marked days."""
        marked = _say("lane.markers")
        return tuple(
            Row(bar.lane.heading, bar.since, None if bar.open else bar.until, bar.what, bar.length) for bar in self.bars
        ) + tuple(Row(marked, marker.on, marker.on, marker.what, Said("", "")) for marker in self.markers)

    def with_pay_on(self, on: date) -> Timeline:
        """The same timeline with the planned day of payment moved; nothing else follows until it is assessed again."""
        moved = (_pay_on(on, self.as_of) if marker.draggable else marker for marker in self.markers)
        return replace(self, markers=_in_order(moved))


def timeline_of(case: Case, assessment: Assessment, option: Option | None) -> Timeline:
    """The timeline of a case, with what follows from one option; without one, the record and its lapses only."""
    lapses = _lapse_spans(assessment, option)
    bars = (
        *_contributions(case.history, option),
        *(_lapse(found, reach, option) for found, reach in lapses),
        *_waiting(option),
        *_benefits(case.history, assessment, option),
    )
    markers = _markers(assessment.as_of, option)
    first, last = _reach(bars, markers)
    return Timeline(
        assessment.as_of,
        first,
        last,
        tuple(replace(bar, until=last) if bar.open else bar for bar in bars),
        markers,
    )


def short_day(value: date, year_known: int) -> Said:
    """A day in few words; the year is left out where it is the one the reader thinks of.

    >>> short_day(date(2026, 12, 1), 2026)
    Said(zh='12月1日', en='1 Dec')
    """
    key = "day.short" if value.year == year_known else "day"
    return _say(key, year=value.year, month=value.month, day=value.day, name=short_month_name(value.month))


def short_month_name(number: int) -> Said:
    """The name of a month, 1 to 12, in few letters."""
    name = say(f"month.{number}")
    return Said(name.zh, name.en[:3])


def _say(key: str, **values: object) -> Said:
    phrase = phrases("timeline")[key]
    return phrase.filled(**values) if values else phrase


def _reach(bars: Iterable[Bar], markers: Iterable[Marker]) -> tuple[date, date]:
    days = [bar.since for bar in bars] + [bar.until for bar in bars] + [marker.on for marker in markers]
    first, last = Month.containing(min(days)), Month.containing(max(days))
    shown = last - first + 1
    room = max(_ROOM_AFTER, shown // _ROOM_SHARE, _SHORTEST_SPAN - shown)
    return first.first_day, (last + room).last_day


# Contributions


def _contributions(history: History, option: Option | None) -> Iterator[Bar]:
    paid_later = {scheme: _back_paid_months(history, scheme) for scheme in Scheme}
    yield from (bar for run in history.runs for bar in _record(run, paid_later))
    if option is not None and option.verdict is not Verdict.NO:
        yield from _plan(history, option)


def _record(run: Run, paid_later: Mapping[Scheme, frozenset[int]]) -> Iterator[Bar]:
    if run.standing is Standing.UNKNOWN:
        yield _months_bar(Lane.CONTRIBUTIONS, run.span, Role.UNKNOWN, "unknown")
    elif run.standing is Standing.IN_TRANSIT:
        yield _months_bar(Lane.CONTRIBUTIONS, run.span, Role.IN_TRANSIT, "in_transit", scheme=run.scheme)
    elif run.standing is Standing.COVERED and run.scheme is not None:
        for stretch, later in _split(run.span, paid_later[run.scheme]):
            if later:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, Role.BACK_PAID, "back_paid", scheme=run.scheme)
            else:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, Role(run.scheme.value), "paid", scheme=run.scheme)


def _back_paid_months(history: History, scheme: Scheme) -> frozenset[int]:
    paid = [p for p in history.periods if p.scheme is scheme and p.status is Status.PAID and p.makes_months]
    later = _indices(p.span for p in paid if p.kind is Kind.BACK_PAID)
    return later - _indices(p.span for p in paid if p.kind is not Kind.BACK_PAID) if later else later


def _indices(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset().union(*(range(span.first.index, span.last.index + 1) for span in spans))


def _split(whole: Span, marked: frozenset[int]) -> Iterator[tuple[Span, bool]]:
    if marked.isdisjoint(range(whole.first.index, whole.last.index + 1)):
        yield whole, False
        return
    first = whole.first
    for month in whole:
        is_marked = month.index in marked
        if month == whole.last or ((month + 1).index in marked) != is_marked:
            yield Span(first, month), is_marked
            first = month + 1


def _plan(history: History, option: Option) -> Iterator[Bar]:
    reference = option.reference
    if option.back_pay and option.lapse is not None:
        yield replace(
            _months_bar(Lane.CONTRIBUTIONS, option.lapse, Role.BACK_PAID, "to_back_pay", scheme=option.resume_as),
            reason=_reason(option, Matter.BACK_PAYMENT),
            tentative=reference,
        )
    if option.resume_as is Scheme.RESIDENT:
        year = option.insured_year or option.pay_on.year
        months_paid = Span(Month.of(year, 1), Month.of(year, 12))
        for stretch, recorded in _split(months_paid, _recorded(history)):
            if not recorded:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, Role.PLANNED, "planned", scheme=option.resume_as)
    else:
        recorded_months = _recorded(history)
        first = Month.containing(option.pay_on)
        while first.index in recorded_months:
            first = first + 1
        yield _bar(Lane.CONTRIBUTIONS, first.first_day, None, Role.PLANNED, "planned", scheme=option.resume_as)


def _recorded(history: History) -> frozenset[int]:
    known = (Standing.COVERED, Standing.IN_TRANSIT, Standing.UNKNOWN)
    return _indices(run.span for run in history.runs if run.standing in known)


# Lapses


def _lapse_spans(assessment: Assessment, option: Option | None) -> list[tuple[Lapse | None, Span]]:
    spans: list[tuple[Lapse | None, Span]] = [(found.lapse, found.lapse.span) for found in assessment.lapses]
    reach = option.lapse if option is not None else None
    if reach is None:
        return spans
    for place, (lapse, known) in enumerate(spans):
        if known.overlaps(reach):
            spans[place] = (lapse, Span(min(known.first, reach.first), max(known.last, reach.last)))
            return spans
    return sorted([*spans, (None, reach)], key=lambda item: item[1])


def _lapse(lapse: Lapse | None, reach: Span, option: Option | None) -> Bar:
    notes = []
    if lapse is not None and lapse.cause is not Cause.UNKNOWN:
        notes.append(_say("note.cause", cause=cause_name(lapse.cause)))
    unsettled = lapse is not None and lapse.touches_unknown
    if unsettled:
        notes.append(_say("note.touches_unknown"))
    concerned = option is not None and option.lapse is not None and option.lapse.overlaps(reach)
    return replace(
        _months_bar(Lane.LAPSES, reach, Role.LAPSE, "lapse", notes=tuple(notes)),
        tentative=unsettled,
        reason=_reason(option, Matter.SUSPENSION) if concerned else None,
    )


# Waiting


def _waiting(option: Option | None) -> Iterator[Bar]:
    if option is None or option.waiting is None:
        return
    waiting = option.waiting
    length = wait_length(waiting)
    paid = _say("note.wait_paid", percent=waiting.benefit_percent) if waiting.benefit_percent else _say("note.wait")
    notes = [paid, _say("note.reference")] if option.reference else [paid]
    stretch = _said_days(waiting.start, waiting.end)
    yield Bar(
        Lane.WAITING,
        waiting.start,
        waiting.end,
        Role.WAITING,
        what=_say("bar.waiting.what"),
        label=_say("bar.waiting", length=length),
        short=length,
        length=length,
        spoken=joined_as_is(_say("spoken.waiting", stretch=stretch, length=length), *notes),
        reason=_reason(option, Matter.COVER),
        tentative=option.reference,
    )


# Benefits


def _benefits(history: History, assessment: Assessment, option: Option | None) -> Iterator[Bar]:
    cover = option.cover if option is not None else ()
    limit = min((segment.since for segment in cover), default=None)
    for since, until in _benefits_on_record(history, assessment):
        if limit is None or since < limit:
            end = until if limit is None else min(until, limit - ONE_DAY)
            yield _bar(Lane.BENEFITS, since, end, Role.BENEFIT, "on_record", notes=(_say("note.on_record"),))
    if option is not None:
        yield from _cover(option, _benefits_end(assessment, option))


def _benefits_end(assessment: Assessment, option: Option) -> date | None:
    """The last day paid for after the lapse that an option closes had begun."""
    lapse = option.lapse
    found = (f.benefits_end for f in assessment.lapses if lapse is not None and f.lapse.span.overlaps(lapse))
    return next(found, None)


def _benefits_on_record(history: History, assessment: Assessment) -> list[tuple[date, date]]:
    stretches: list[tuple[date, date]] = []
    for run in history.runs:
        if run.standing is not Standing.COVERED:
            continue
        since, until = run.span.first.first_day, run.span.last.last_day
        if stretches and stretches[-1][1] + ONE_DAY == since:
            since = stretches.pop()[0]
        stretches.append((since, until))
    ends = {f.lapse.span.first.first_day - ONE_DAY: f.benefits_end for f in assessment.lapses if f.benefits_end}
    return [(since, max(since, ends.get(until, until))) for since, until in stretches]


def _cover(option: Option, benefits_end: date | None) -> Iterator[Bar]:
    """One bar for segments in a row that mean the same to the person."""
    joined: list[tuple[CoverSegment, _Meaning]] = []
    for segment in sorted(option.cover, key=lambda segment: segment.since):
        meaning = _meaning(option, segment, benefits_end)
        if joined:
            before, meant = joined[-1]
            follows = before.until is not None and before.until + ONE_DAY == segment.since
            same = (*meant[:2], before.percent, before.services) == (*meaning[:2], segment.percent, segment.services)
            if follows and same:
                joined[-1] = (replace(before, until=segment.until), meant)
                continue
        joined.append((segment, meaning))
    for segment, (role, key, matter) in joined:
        notes = [_say(f"note.services.{segment.services}")] if segment.services != "all" else []
        if option.reference:
            notes.append(_say("note.reference"))
        bar = _bar(Lane.BENEFITS, segment.since, segment.until, role, key, percent=segment.percent, notes=tuple(notes))
        yield replace(bar, reason=_reason(option, matter), tentative=option.reference)


def _meaning(option: Option, segment: CoverSegment, benefits_end: date | None) -> _Meaning:
    if benefits_end is not None and segment.until is not None and segment.until <= benefits_end:
        return _paid(segment, "runs_on", Matter.SUSPENSION)
    if option.lapse is not None and segment.since <= option.lapse.last.last_day:
        return _paid(segment, "retroactive" if option.back_pay else "on_record", Matter.GAP_COSTS)
    return _paid(segment, "benefit", Matter.COVER)


def _paid(segment: CoverSegment, in_full: str, matter: Matter) -> _Meaning:
    """Who pays how much: the payer first, because a share means nothing where nobody is known to pay it."""
    if segment.payer is Bearer.ASK:
        return Role.ASK, "ask", matter
    if segment.payer is Bearer.EMPLOYER:
        return Role.EMPLOYER_PAID, "employer_paid", matter
    if 0 < segment.percent < _FULL:
        return Role.REDUCED, "reduced", matter
    if segment.payer is Bearer.SELF and segment.percent == 0:
        return Role.SELF_PAID, "self_paid", matter
    return Role.BENEFIT, in_full, matter


# Markers


def _markers(as_of: date, option: Option | None) -> tuple[Marker, ...]:
    markers = [_marker(MarkerKind.AS_OF, as_of, as_of, "as_of")]
    if option is None:
        return tuple(markers)
    if option.id is not OptionId.ALREADY_RESUMED:
        markers.append(_pay_on(option.pay_on, as_of))
    if option.benefits_from is not None and option.verdict is not Verdict.NO:
        key = "restoration.reference" if option.reference else "restoration"
        markers.append(_marker(MarkerKind.RESTORATION, option.benefits_from, as_of, key))
    after_deadline = option.pay_by + ONE_DAY if option.pay_by else None
    if option.pay_by is not None:
        wait_begins = option.waiting is None and any(
            change.on == after_deadline and change.matter == "waiting" for change in option.changes
        )
        key = "pay_by.no_wait" if wait_begins else "pay_by"
        markers.append(_marker(MarkerKind.PAY_BY, option.pay_by, as_of, key))
    for on in sorted({change.on for change in option.changes} - {after_deadline}):
        changed = [_change(c.matter, c.before, c.after) for c in option.changes if c.on == on]
        marker = _marker(MarkerKind.CHANGE, on, as_of, "change")
        markers.append(replace(marker, spoken=joined_as_is(marker.spoken, *changed)))
    return _in_order(markers)


def _change(matter: str, before: Said, after: Said) -> Said:
    key = f"matter.{matter}"
    subject = _say(key if key in phrases("timeline") else "matter.other")
    return _say("note.change", matter=subject, before=before, after=after)


def _pay_on(on: date, as_of: date) -> Marker:
    return _marker(MarkerKind.PAY_ON, on, as_of, "pay_on")


def _marker(kind: MarkerKind, on: date, as_of: date, key: str) -> Marker:
    what = _say(f"marker.{key}")
    return Marker(
        kind,
        on,
        what,
        _say("marker.label", what=what, day=short_day(on, as_of.year)),
        _say("spoken.marker", what=what, day=day(on)),
    )


def _in_order(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    ranks = list(MarkerKind)
    return tuple(sorted(markers, key=lambda marker: (marker.on, ranks.index(marker.kind))))


# Bars


def _months_bar(
    lane: Lane, months_of: Span, role: Role, key: str, *, scheme: Scheme | None = None, notes: tuple[Said, ...] = ()
) -> Bar:
    return _bar(lane, months_of.first.first_day, months_of.last.last_day, role, key, scheme=scheme, notes=notes)


@lru_cache(maxsize=_BARS_REMEMBERED)
def _bar(
    lane: Lane,
    since: date,
    until: date | None,
    role: Role,
    key: str,
    *,
    scheme: Scheme | None = None,
    percent: int = 0,
    notes: tuple[Said, ...] = (),
) -> Bar:
    """A bar with its words; `until` None goes on, and is set to the timeline's last day once that is known.

    Remembered, because most bars stay what they are when a record is edited.
    """
    length = _length(since, until) if until else _say("length.open")
    words = {
        "scheme": scheme_name(scheme) if scheme else _say("scheme.none"),
        "scheme_short": say(f"scheme.{scheme.value}.short") if scheme else _say("scheme.none"),
        "percent": percent,
        "length": length,
    }
    what = _say(f"bar.{key}.what", **words)
    stretch = _said_days(since, until) if until else _say("stretch.open", day=day(since))
    sentence = "spoken.bar" if until else "spoken.open"
    return Bar(
        lane,
        since,
        until or since,
        role,
        what=what,
        label=_say(f"bar.{key}", **words),
        short=_say(f"bar.{key}.short", **words),
        length=length,
        spoken=joined_as_is(_say(sentence, lane=lane.heading, stretch=stretch, what=what, length=length), *notes),
        open=until is None,
    )


def _reason(option: Option | None, matter: Matter) -> int | None:
    reasons = option.reasons if option is not None else ()
    return next((place for place, reason in enumerate(reasons) if reason.matter is matter), None)


def _whole_months(since: date, until: date) -> Span | None:
    first, last = Month.containing(since), Month.containing(until)
    return Span(first, last) if since == first.first_day and until == last.last_day else None


def _length(since: date, until: date) -> Said:
    whole = _whole_months(since, until)
    return months(len(whole)) if whole else say("days", n=(until - since).days + 1)


def _said_days(since: date, until: date) -> Said:
    whole = _whole_months(since, until)
    return span(whole) if whole else _say("stretch.days", first=day(since), last=day(until))
