"""The content of a timeline: which bars, markers and bands a case shows, and their texts.

No pixels, colours or Qt here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, EnrolmentWindow, Matter, Verdict
from app.rules.outcome.answers import with_answers
from app.rules.outcome.assessment import Assessment, Change, CoverSegment, LapseFinding, Option, OptionId, Resumed
from app.rules.record.case import Case, Cause
from app.rules.record.history import History, Kind, Run, Scheme, Standing, Status
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month, Span
from app.rules.value_type import value_type
from app.timeline.palette import PATTERNS, ColourRole, Pattern
from app.wording.outcome import is_open
from app.wording.phrasebook import phrase, phrases
from app.wording.values import cause_name, day, joined_as_is, months, postponed, say, scheme_name, span, wait_length

_SHORTEST_SPAN = 12  # months a timeline shows at least
_ROOM_AFTER = 2  # months shown after the last thing that happens, at least
_ROOM_SHARE = 20  # or this fraction of the whole
_MONTHS_BEFORE_KNOWN = 12
_FULL = 100  # percent
_BARS_REMEMBERED = 1024
_MARKERS_REMEMBERED = 256

_say: Final = partial(phrase, "timeline")
_NOTHING = Bilingual("", "")
_MATTERS = {
    "verdict": (Matter.BACK_PAYMENT, Matter.COVER),
    "waiting": (Matter.COVER,),
    "gap_costs": (Matter.GAP_COSTS,),
    "price": (Matter.PREMIUM, Matter.BACK_PAYMENT),
    "continuity": (Matter.CONTINUITY,),
}
"""The matters under which the reason of a change is found, the closest first."""

_Meaning = tuple[ColourRole, str, Matter]
"""The role of a cover segment, the key of its text, and the matter its reason is found under."""


class Lane(StrEnum):
    """A row of the timeline, from top to bottom."""

    CONTRIBUTIONS = "contributions"
    LAPSES = "lapses"
    WAITING = "waiting"
    BENEFITS = "benefits"

    @property
    def heading(self) -> Bilingual:
        """The name at the head of the row."""
        return _say(f"lane.{self.value}")


@value_type
class Bar:
    """Days in a row in one lane, both ends included.

    `label` is written on it, `short` where `label` does not fit; `what` names it in a table, `spoken` is the full text
    for screen readers, `why` its reason. `reason` is an index into the reasons of the option shown. An `open` bar goes
    on past the end of the timeline, a `tentative` one is not certain.
    """

    lane: Lane
    since: date
    until: date
    role: ColourRole
    what: Bilingual
    label: Bilingual
    short: Bilingual
    length: Bilingual
    spoken: Bilingual
    why: Bilingual = _NOTHING
    reason: int | None = None
    open: bool = False
    tentative: bool = False

    @property
    def pattern(self) -> Pattern:
        """The fill pattern of its role."""
        return PATTERNS[self.role]


class MarkerKind(StrEnum):
    """What a marked day is; the first ones get their labels first."""

    PAY_ON = "pay_on"
    RESTORATION = "restoration"
    PAY_BY = "pay_by"
    AS_OF = "as_of"
    CHANGE = "change"


@value_type
class Marker:
    """A marked day. A `PAY_BY` marker is at the end of its day, every other one at the beginning.

    `spoken` also says what changes on that day; `why` and `reason` are as in `Bar`.
    """

    kind: MarkerKind
    on: date
    what: Bilingual
    label: Bilingual
    spoken: Bilingual
    why: Bilingual = _NOTHING
    reason: int | None = None

    @property
    def since(self) -> date:
        """The day; for a common interface with `Bar`."""
        return self.on

    @property
    def until(self) -> date:
        """The day again."""
        return self.on

    @property
    def role(self) -> ColourRole:
        """The role it is drawn in."""
        return ColourRole(self.kind.value)

    @property
    def draggable(self) -> bool:
        """True for the planned day of payment."""
        return self.kind is MarkerKind.PAY_ON


@value_type
class Band:
    """Days drawn behind all lanes, both ends included: the enrolment window of an insurance year.

    Its texts are as in `Bar`; it may reach beyond the timeline.
    """

    since: date
    until: date
    what: Bilingual
    label: Bilingual
    short: Bilingual
    length: Bilingual
    spoken: Bilingual
    why: Bilingual = _NOTHING
    reason: int | None = None

    @property
    def role(self) -> ColourRole:
        """The role it is drawn in."""
        return ColourRole.ENROLMENT


Segment = Bar | Marker | Band
"""Any part of a timeline that can get the focus, be read aloud and show its reason."""


@value_type
class TimelineRow:
    """One line of the timeline as a table; `until` None goes on."""

    segment: Segment
    kind: Bilingual
    since: date
    until: date | None
    what: Bilingual
    length: Bilingual
    why: Bilingual


@value_type
class Timeline:
    """Everything a timeline shows; bars in order of lane and time, markers and bands in order of time."""

    as_of: date
    first: date
    last: date
    bars: tuple[Bar, ...]
    markers: tuple[Marker, ...]
    bands: tuple[Band, ...] = ()

    @property
    def empty(self) -> bool:
        """True when there is nothing to show but the day itself."""
        return not self.bars

    @property
    def opens_at(self) -> date:
        """The day from which it is worth seeing first: a year before the first month known, else its own first day."""
        told = self.in_lane(Lane.CONTRIBUTIONS)
        been = (bar for bar in (*told, *self.in_lane(Lane.LAPSES)) if bar.since < self.as_of and not bar.open)
        known = min((bar.since for bar in been if bar.role is not ColourRole.UNKNOWN), default=None)
        if not told or told[0].role is not ColourRole.UNKNOWN or known is None:
            return self.first
        return max(self.first, (Month.containing(known) + -_MONTHS_BEFORE_KNOWN).first_day)

    @property
    def pay_on(self) -> date | None:
        """The planned day of payment."""
        return next((marker.on for marker in self.markers if marker.draggable), None)

    def in_lane(self, lane: Lane) -> tuple[Bar, ...]:
        """The bars of one lane, oldest first."""
        return tuple(bar for bar in self.bars if bar.lane is lane)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in reading order: bars lane by lane, then markers, then bands."""
        return (*self.bars, *self.markers, *self.bands)

    def entries(self) -> tuple[TimelineRow, ...]:
        """The same content as a table, in the order of time."""
        return tuple(_entry(segment) for segment in sorted(self.segments, key=lambda segment: segment.since))

    def with_pay_on(self, on: date) -> Timeline:
        """The same timeline with the planned day of payment moved; nothing else changes until it is assessed again."""
        moved = (_pay_on(on, self.as_of) if marker.draggable else marker for marker in self.markers)
        return replace(self, markers=_in_order(moved))


def timeline_of(case: Case, assessment: Assessment, option: Option | None) -> Timeline:
    """The timeline of a case, with what follows from one option; without one, the record and its lapses only.

    The record is shown with what the person has answered about it.
    """
    case = with_answers(case, assessment.as_of)
    lapses = _lapse_spans(assessment, option)
    bars = (
        *_contributions(case.history, option),
        *(_lapse(found, reach, option) for found, reach in lapses),
        *_waiting(option),
        *_benefits(case.history, assessment, option),
    )
    unsure = is_open(assessment) and option != assessment.planned  # nothing may have lapsed: no day is the last
    markers = _markers(assessment.as_of, option, last=option.nothing_lost_until if option and not unsure else None)
    first, last = _reach(bars, markers)
    bands = _bands(case.history, assessment, option)
    return Timeline(
        assessment.as_of,
        first,
        last,
        tuple(replace(bar, until=last) if bar.open else bar for bar in bars),
        markers,
        tuple(band for band in bands if first <= band.until and band.since <= last),
    )


def short_day(value: date, year_known: int) -> Bilingual:
    """A day in few words; the year is left out where it is `year_known`.

    >>> short_day(date(2026, 12, 1), 2026)
    Bilingual(zh='12月1日', en='1 Dec')
    """
    key = "day.short" if value.year == year_known else "day"
    return _say(key, year=value.year, month=value.month, day=value.day, name=short_month_name(value.month))


def short_month_name(number: int) -> Bilingual:
    """The name of a month, 1 to 12, in few letters."""
    name = say(f"month.{number}")
    return Bilingual(name.zh, name.en[:3])


def _entry(segment: Segment) -> TimelineRow:
    if isinstance(segment, Marker):
        return TimelineRow(segment, _say("lane.markers"), segment.on, segment.on, segment.what, _NOTHING, segment.why)
    kind = segment.lane.heading if isinstance(segment, Bar) else _say("lane.bands")
    goes_on = isinstance(segment, Bar) and segment.open
    until = None if goes_on else segment.until
    return TimelineRow(segment, kind, segment.since, until, segment.what, segment.length, segment.why)


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
        yield _months_bar(Lane.CONTRIBUTIONS, run.span, ColourRole.UNKNOWN, "unknown")
    elif run.standing is Standing.IN_TRANSIT:
        yield _months_bar(Lane.CONTRIBUTIONS, run.span, ColourRole.IN_TRANSIT, "in_transit", scheme=run.scheme)
    elif run.standing is Standing.COVERED and run.scheme is not None:
        for stretch, later in _split(run.span, paid_later[run.scheme]):
            if later:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, ColourRole.BACK_PAID, "back_paid", scheme=run.scheme)
            else:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, ColourRole(run.scheme.value), "paid", scheme=run.scheme)


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
            _months_bar(Lane.CONTRIBUTIONS, option.lapse, ColourRole.BACK_PAID, "to_back_pay", scheme=option.resume_as),
            why=_why(option, Matter.BACK_PAYMENT),
            reason=_reason(option, Matter.BACK_PAYMENT),
            tentative=reference,
        )
    if option.resume_as is Scheme.RESIDENT:
        year = option.insured_year or option.pay_on.year
        begins, ends = option.insured_from or date(year, 1, 1), option.insured_until or date(year, 12, 31)
        months_paid = Span(Month.containing(begins), Month.containing(ends))
        for stretch, recorded in _split(months_paid, _recorded(history)):
            if not recorded:
                yield _months_bar(Lane.CONTRIBUTIONS, stretch, ColourRole.PLANNED, "planned", scheme=option.resume_as)
    else:
        recorded_months = _recorded(history)
        first = Month.containing(option.pay_on)
        while first.index in recorded_months:
            first = first + 1
        yield _bar(Lane.CONTRIBUTIONS, first.first_day, None, ColourRole.PLANNED, "planned", scheme=option.resume_as)


def _recorded(history: History) -> frozenset[int]:
    known = (Standing.COVERED, Standing.IN_TRANSIT, Standing.UNKNOWN)
    return _indices(run.span for run in history.runs if run.standing in known)


# Lapses


def _lapse_spans(assessment: Assessment, option: Option | None) -> list[tuple[Lapse | None, Span]]:
    """The lapses of the record, and the months that will have lapsed by the day of payment (without a lapse)."""
    spans: list[tuple[Lapse | None, Span]] = [(found.lapse, found.lapse.span) for found in assessment.lapses]
    reach = option.lapse if option is not None else None
    if reach is None:
        return spans
    known = next((span for _, span in spans if span.overlaps(reach)), None)
    if known is None:
        return sorted([*spans, (None, reach)], key=lambda item: item[1])
    ahead = [(None, Span(known.last + 1, reach.last))] if reach.last > known.last else []
    return sorted([*spans, *ahead], key=lambda item: item[1])


def _lapse(lapse: Lapse | None, reach: Span, option: Option | None) -> Bar:
    key = "lapse" if lapse is not None else "lapse_ahead"
    notes, why = [], [_say(f"why.{key}")]
    if lapse is not None and lapse.cause is not Cause.UNKNOWN:
        notes.append(_say("note.cause", cause=cause_name(lapse.cause)))
        why.append(cause_name(lapse.cause))
    unsettled = lapse is not None and lapse.touches_unknown
    if unsettled:
        notes.append(_say("note.touches_unknown"))
        why.append(_say("why.touches_unknown"))
    concerned = option is not None and option.lapse is not None and option.lapse.overlaps(reach)
    return replace(
        _months_bar(Lane.LAPSES, reach, ColourRole.LAPSE, key, notes=tuple(notes)),
        tentative=unsettled or lapse is None,
        why=_listed(why),
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
    decided = _is_decided(option, Matter.COVER)
    if decided:
        notes.append(_say("note.decided"))
    stretch = _said_days(waiting.start, waiting.end)
    yield Bar(
        Lane.WAITING,
        waiting.start,
        waiting.end,
        ColourRole.WAITING,
        what=_say("bar.waiting.what"),
        label=_say("bar.waiting.decided" if decided else "bar.waiting", length=length),
        short=length,
        length=length,
        spoken=joined_as_is(_say("spoken.waiting", stretch=stretch, length=length), *notes),
        why=_why(option, Matter.COVER),
        reason=_reason(option, Matter.COVER),
        tentative=option.reference,
    )


def _is_decided(option: Option, matter: Matter) -> bool:
    """True for what the office itself decided (经办核定)."""
    return matter.value in option.decided_by_office


# Benefits


def _benefits(history: History, assessment: Assessment, option: Option | None) -> Iterator[Bar]:
    cover = option.cover if option is not None else ()
    limit = min((segment.since for segment in cover), default=None)
    last = None
    for stretch in _benefits_on_record(history, assessment):
        if limit is None or stretch.since < limit:
            last = stretch if limit is None else replace(stretch, until=min(stretch.until, limit - ONE_DAY))
            yield _on_record(last)
    unbroken = option is not None and option.lapse is None and option.benefits_from is not None
    if unbroken and limit is not None and last is not None and last.until + ONE_DAY < limit:
        yield _bar(Lane.BENEFITS, last.until + ONE_DAY, limit - ONE_DAY, ColourRole.ASK, "ask")
    if option is not None:
        yield from _cover(option, _finding(assessment, option), last)


def _finding(assessment: Assessment, option: Option) -> LapseFinding | None:
    """What is known of the lapse that an option closes."""
    lapse = option.lapse
    return next((f for f in assessment.lapses if lapse is not None and f.lapse.span.overlaps(lapse)), None)


@value_type
class _Stretch:
    """Days in a row that look alike in the lane of benefits; `why` is the key of a remark on them."""

    since: date
    until: date
    tentative: bool = False
    role: ColourRole = ColourRole.BENEFIT
    key: str = "on_record"
    percent: int = 0
    why: str = ""


def _on_record(stretch: _Stretch) -> Bar:
    notes = [_say("note.on_record")]
    if stretch.tentative:
        notes.append(_say(f"note.{stretch.why}" if stretch.why == "resumed.unknown" else "note.reference"))
    where = (Lane.BENEFITS, stretch.since, stretch.until, stretch.role, stretch.key)
    bar = _bar(*where, percent=stretch.percent, notes=tuple(notes))
    why = _say(f"why.{stretch.why}") if stretch.why else _say("why.on_record")
    return replace(bar, tentative=stretch.tentative, why=why)


def _benefits_on_record(history: History, assessment: Assessment) -> list[_Stretch]:
    """Benefits as the record shows them, and after lapses as the rules of that time say."""
    stretches: list[tuple[date, date]] = []
    for run in history.runs:
        if run.standing is not Standing.COVERED:
            continue
        since, until = run.span.first.first_day, run.span.last.last_day
        if stretches and stretches[-1][1] + ONE_DAY == since:
            since = stretches.pop()[0]
        stretches.append((since, until))
    ahead = (assessment.impending.finding,) if assessment.impending is not None else ()
    ends = {f.lapse.span.first.first_day - ONE_DAY: f for f in (*assessment.lapses, *ahead) if f.benefits_end}
    resumed = {each.since: each for each in assessment.resumed}
    return [
        part
        for since, until in stretches
        for whole in _run_on(since, until, ends.get(until))
        for part in (_after_a_lapse(whole, resumed[since]) if since in resumed else (whole,))
    ]


def _run_on(since: date, until: date, finding: LapseFinding | None) -> Iterator[_Stretch]:
    """Covered days and the benefits that go on after them; the latter are tentative without a deciding rule."""
    ends = finding.benefits_end if finding is not None and finding.benefits_end is not None else until
    tentative = finding is not None and finding.reference
    if tentative and ends > until:
        yield _Stretch(since, until)
        yield _Stretch(until + ONE_DAY, ends, tentative=True)
    else:
        yield _Stretch(since, max(since, ends))


def _after_a_lapse(stretch: _Stretch, resumed: Resumed) -> Iterator[_Stretch]:
    """Covered days after an unpaid lapse: the wait by the rules of that time, or unknown where none says."""
    if not resumed.cover:
        yield replace(stretch, tentative=True, why="resumed.unknown")
    for segment in resumed.cover:
        since, until = max(segment.since, stretch.since), min(segment.until or stretch.until, stretch.until)
        if since <= until:
            role, key, _ = _paid(segment, "on_record", Matter.COVER)
            tentative = stretch.tentative or not resumed.settled
            yield _Stretch(since, until, tentative, role, key, segment.percent, "resumed")


def _cover(option: Option, finding: LapseFinding | None, last: _Stretch | None) -> Iterator[Bar]:
    """One bar for segments in a row that mean the same to the person.

    Benefits that go on after the `last` days of the record are no more certain than those, and none go on after a wait.
    """
    joined: list[tuple[CoverSegment, _Meaning]] = []
    for segment in sorted(option.cover, key=lambda segment: segment.since):
        meaning = _meaning(option, segment, finding.benefits_end if finding is not None else None)
        if meaning[2] is Matter.SUSPENSION and last is not None and last.role is not ColourRole.BENEFIT:
            meaning = (ColourRole.ASK, "ask", Matter.SUSPENSION)
        if joined:
            before, meant = joined[-1]
            follows = before.until is not None and before.until + ONE_DAY == segment.since
            same = (*meant[:2], before.percent, before.services) == (*meaning[:2], segment.percent, segment.services)
            if follows and same:
                joined[-1] = (replace(before, until=segment.until), meant)
                continue
        joined.append((segment, meaning))
    for segment, (role, told, matter) in joined:
        notes = [_say(f"note.services.{segment.services}")] if segment.services != "all" else []
        if _is_decided(option, matter):
            notes.append(_say("note.decided"))
        unsure = (finding is not None and finding.reference) or (last is not None and last.tentative)
        reference = option.reference or (matter is Matter.SUSPENSION and unsure)
        if reference:
            notes.append(_say("note.reference"))
        key = "self_paid.reference" if reference and role is ColourRole.SELF_PAID else told
        awaited = _awaits_payment(option, segment, matter)
        bar = _bar(Lane.BENEFITS, segment.since, segment.until, role, key, percent=segment.percent, notes=tuple(notes))
        yield replace(bar, why=_why(option, matter), reason=_reason(option, matter), tentative=reference or awaited)


def _awaits_payment(option: Option, segment: CoverSegment, matter: Matter) -> bool:
    """True for days up to the payment that are covered only once it is made."""
    begun = segment.since <= option.pay_on and matter is not Matter.SUSPENSION
    return begun and segment.payer is Bearer.FUND and not option.nothing_to_pay


def _meaning(option: Option, segment: CoverSegment, benefits_end: date | None) -> _Meaning:
    if benefits_end is not None and segment.until is not None and segment.until <= benefits_end:
        return _paid(segment, "runs_on", Matter.SUSPENSION)
    if option.lapse is not None and segment.since <= option.lapse.last.last_day:
        return _paid(segment, "retroactive" if option.back_pay else "on_record", Matter.GAP_COSTS)
    return _paid(segment, "benefit" if option.lapse is not None else "on_record", Matter.COVER)


def _paid(segment: CoverSegment, in_full: str, matter: Matter) -> _Meaning:
    """Who pays how much; where the payer is not known the share is left out."""
    if segment.payer is Bearer.ASK:
        return ColourRole.ASK, "ask", matter
    if segment.payer is Bearer.EMPLOYER:
        return ColourRole.EMPLOYER_PAID, "employer_paid", matter
    if 0 < segment.percent < _FULL:
        return ColourRole.REDUCED, "reduced", matter
    if segment.payer is Bearer.SELF and segment.percent == 0:
        return ColourRole.SELF_PAID, "self_paid", matter
    return ColourRole.BENEFIT, in_full, matter


# Markers


def _markers(as_of: date, option: Option | None, *, last: date | None) -> tuple[Marker, ...]:
    markers = [_marker(MarkerKind.AS_OF, as_of, as_of, "as_of")]
    if option is None:
        return tuple(markers)
    if option.id is not OptionId.ALREADY_RESUMED:
        markers.append(_pay_on(option.pay_on, as_of))
    if option.benefits_from is not None and option.verdict is not Verdict.NO:
        begins = "restoration" if option.lapse is not None else "beginning"
        key = f"{begins}.reference" if option.reference else begins
        if _is_decided(option, Matter.COVER):
            key = "restoration.decided"
        marker = _marker(MarkerKind.RESTORATION, option.benefits_from, as_of, key)
        markers.append(replace(marker, why=_why(option, Matter.COVER), reason=_reason(option, Matter.COVER)))
    if last is not None:
        markers.append(_pay_by(option, last, as_of))
    for on in sorted({change.on for change in option.changes if last is None or change.on != last + ONE_DAY}):
        changed = [change for change in option.changes if change.on == on]
        why = _listed([_change(change) for change in changed])
        marker = _marker(MarkerKind.CHANGE, on, as_of, "change")
        spoken = joined_as_is(marker.spoken, _say("note.changes", changes=why))
        markers.append(replace(marker, spoken=spoken, why=why, reason=_reason_of_change(option, changed[0])))
    return _in_order(markers)


def _pay_by(option: Option, on: date, as_of: date) -> Marker:
    changed = [change for change in option.changes if change.on == on + ONE_DAY]
    wait_begins = option.waiting is None and any(change.matter == "waiting" for change in changed)
    marker = _marker(MarkerKind.PAY_BY, on, as_of, "pay_by.no_wait" if wait_begins else "pay_by")
    reason = _reason_of_change(option, changed[0]) if changed else _reason(option, Matter.COVER)
    lost = [_change(change) for change in changed]
    if option.postponed_to is not None:
        lost = [postponed(day(option.postponed_to))]
    if not lost:
        return marker
    why = _say("change.next_day", changes=_listed(lost))
    return replace(
        marker, spoken=joined_as_is(marker.spoken, _say("note.changes", changes=why)), why=why, reason=reason
    )


def _change(change: Change) -> Bilingual:
    key = f"matter.{change.matter}"
    subject = _say(key if key in phrases("timeline") else "matter.other")
    return _say("change", matter=subject, before=change.before, after=change.after)


def _reason_of_change(option: Option, change: Change) -> int | None:
    found = (_reason(option, matter) for matter in _MATTERS.get(change.matter, ()))
    return next((reason for reason in found if reason is not None), None)


def _pay_on(on: date, as_of: date) -> Marker:
    return _marker(MarkerKind.PAY_ON, on, as_of, "pay_on")


@lru_cache(maxsize=_MARKERS_REMEMBERED)
def _marker(kind: MarkerKind, on: date, as_of: date, key: str) -> Marker:
    what = _say(f"marker.{key}")
    why = f"why.{key}"
    return Marker(
        kind,
        on,
        what,
        _say("marker.label", what=what, day=short_day(on, as_of.year)),
        _say("spoken.marker", what=what, day=day(on)),
        why=_say(why) if why in phrases("timeline") else _NOTHING,
    )


def _in_order(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    ranks = list(MarkerKind)
    return tuple(sorted(markers, key=lambda marker: (marker.on, ranks.index(marker.kind))))


# Bands


def _bands(history: History, assessment: Assessment, option: Option | None) -> list[Band]:
    """The enrolment windows, where the record or the option has resident insurance; else none."""
    chosen = option is not None and option.resume_as is Scheme.RESIDENT
    if not chosen and not any(period.scheme is Scheme.RESIDENT for period in history.periods):
        return []
    reason = _reason(option, Matter.COVER) if option is not None and chosen else None
    return [_band(window, assessment.as_of, reason) for window in assessment.windows]


@lru_cache(maxsize=_MARKERS_REMEMBERED)
def _band(window: EnrolmentWindow, as_of: date, reason: int | None) -> Band:
    year, stretch = window.year, _said_days(window.opens, window.closes)
    if not window.opening_known:
        stretch = _say("band.open_by", days=stretch)
    own = ".office" if window.office_own else ""
    what = _say(f"band.what{own}", year=year)
    open_now = window.opens <= as_of <= window.closes
    notes = [_say("note.window_open")] if open_now else []
    return Band(
        window.opens,
        window.closes,
        what=what,
        label=_say(f"band{own}", year=year),
        short=_say(f"band.short{own}", year=year),
        length=_length(window.opens, window.closes),
        spoken=joined_as_is(_say("spoken.marker", what=what, day=stretch), *notes),
        why=_listed([_say("why.source", title=source.title) for source in window.sources]),
        reason=reason,
    )


# Bars


def _months_bar(
    lane: Lane,
    months_of: Span,
    role: ColourRole,
    key: str,
    *,
    scheme: Scheme | None = None,
    notes: tuple[Bilingual, ...] = (),
) -> Bar:
    return _bar(lane, months_of.first.first_day, months_of.last.last_day, role, key, scheme=scheme, notes=notes)


@lru_cache(maxsize=_BARS_REMEMBERED)
def _bar(
    lane: Lane,
    since: date,
    until: date | None,
    role: ColourRole,
    key: str,
    *,
    scheme: Scheme | None = None,
    percent: int = 0,
    notes: tuple[Bilingual, ...] = (),
) -> Bar:
    """A bar with its texts; `until` None is open, and is set to the timeline's last day once that is known.

    Cached, because most bars stay the same when a record is edited.
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
    why = f"why.{key}"
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
        why=_say(why) if why in phrases("timeline") else _NOTHING,
        open=until is None,
    )


def _why(option: Option, matter: Matter) -> Bilingual:
    """All reasons of a matter, with the condition where there are several, and a remark where one is a reference."""
    found = [reason for reason in option.reasons if reason.matter is matter]
    if len(found) > 1:
        told = [_say("why.when", when=it.when, text=it.text) if it.when else it.text for it in found]
    else:
        told = [it.text for it in found] or [_say("why.option")]
    return _listed([*told, _say("why.reference")] if option.reference else told)


def _listed(parts: Iterable[Bilingual]) -> Bilingual:
    said = [part for part in parts if part.zh]
    return Bilingual("；".join(part.zh for part in said), "; ".join(part.en for part in said))


def _reason(option: Option | None, matter: Matter) -> int | None:
    reasons = option.reasons if option is not None else ()
    return next((place for place, reason in enumerate(reasons) if reason.matter is matter), None)


def _whole_months(since: date, until: date) -> Span | None:
    first, last = Month.containing(since), Month.containing(until)
    return Span(first, last) if since == first.first_day and until == last.last_day else None


def _length(since: date, until: date) -> Bilingual:
    whole = _whole_months(since, until)
    return months(len(whole)) if whole else say("days", n=(until - since).days + 1)


def _said_days(since: date, until: date) -> Bilingual:
    whole = _whole_months(since, until)
    return span(whole) if whole else _say("stretch.days", first=day(since), last=day(until))
