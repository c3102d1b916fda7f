"""The answer at a glance: how things stand today, the four answers, and what each day of payment leads to.

Window, text and papers begin with it. It says nothing that the assessment does not hold: every value is one of the
option's, and what is not settled says what is known and whom to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.facts import CHOICES
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.outcome.assessment import Assessment, Cost, CostRange, Option, OptionId
from app.rules.outcome.options import lapses_left_out
from app.rules.outcome.questions import LAPSES
from app.rules.outcome.warnings import figure_title, lacking_figures, lacking_of
from app.rules.record.case import Case, Cause
from app.rules.record.fact_name import Question
from app.rules.record.history import Scheme, Standing
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type
from app.wording.cliffs import Cliff, cliffs_of, loss_after, moves_along
from app.wording.facts import deciding_fact, fact_name
from app.wording.office_and_bills import safe_day
from app.wording.option_cells import Subject
from app.wording.outcome import is_open, lapse_length, lapse_span, option_title
from app.wording.phrasebook import phrase
from app.wording.values import (
    at_least,
    cause_name,
    day,
    day_after,
    ends_of,
    joined,
    month,
    months,
    say,
    scheme_name,
    span,
    wait_length,
    whole_yuan,
)

AREA: Final = "glance"
FEW_DAYS: Final = 14
"""Up to so many days left are counted beside the last day."""
_NOTHING: Final = Bilingual("", "")
_FULL: Final = 100


class Voice(StrEnum):
    """How something is said: as good news, plainly, as still open, or loudly: it is today, or too late."""

    GOOD = "good"
    PLAIN = "plain"
    OPEN = "open"
    LOUD = "loud"


class About(StrEnum):
    """The four questions that are answered, in their order."""

    ACT = "act"
    LAST_DAY = "last_day"
    COST = "cost"
    COVERED = "covered"

    @property
    def question(self) -> Bilingual:
        """The question in few words."""
        return _say(f"title.{self}")


_BEHIND: Final = {
    About.ACT: (Matter.BACK_PAYMENT, Matter.PREMIUM, Matter.COVER),
    About.LAST_DAY: (Subject.PAY_BY, Matter.COVER, LAPSES),
    About.COST: (Subject.COST, Matter.PREMIUM, Matter.BACK_PAYMENT, Matter.COVER),
    About.COVERED: (Matter.COVER, LAPSES),
}


@value_type
class TodayTold:
    """Whether treatment is paid today, in a few words, and the reason with what happened."""

    head: Bilingual
    line: Bilingual
    voice: Voice


@value_type
class Tile:
    """One of the four answers: a short value, one line under it, and how it is said.

    `badge` counts the days that are left, where they are few. `lacks` names the fact or figure that would settle it and
    that a person can give, empty where there is none. `behind` are the reasons it rests on, by their keys; the first
    that there is, is opened. `day` or `total`, in yuan, is what the value names; an unsettled one is for reference,
    or the latest or highest of several.
    """

    about: About
    value: Bilingual
    line: Bilingual
    voice: Voice = Voice.PLAIN
    badge: Bilingual = _NOTHING
    lacks: str = ""
    day: date | None = None
    total: Decimal | None = None

    @property
    def settled(self) -> bool:
        """False where something must still be found out or asked."""
        return self.voice is not Voice.OPEN

    @property
    def behind(self) -> tuple[str, ...]:
        """The keys of the reasons it rests on, the most fitting first."""
        return tuple(map(str, _BEHIND[self.about]))


@value_type
class Glance:
    """The answer at a glance: status, four answers in the order of `About`, and the steps of the payment day.

    `no_cliffs` says why there are no steps; it is empty where there are some. `cliffs_title` names them, and says where
    the office must confirm what they lead to. `nothing_to_do`: nothing has to be closed, all there is to do is to go on
    paying.
    """

    status: TodayTold
    answers: tuple[Tile, ...]
    cliffs: tuple[Cliff, ...]
    no_cliffs: Bilingual
    cliffs_title: Bilingual
    nothing_to_do: bool = False

    def answer(self, about: About) -> Tile:
        """The answer to one question."""
        return next(each for each in self.answers if each.about is about)


def glance_lines(seen: Glance) -> Iterator[Bilingual]:
    """The glance as lines of plain text: the status, the four answers, and each step of the payment day."""
    yield _say("text.status", head=seen.status.head, line=seen.status.line)
    for tile in seen.answers:
        badge = _say("text.badge", badge=tile.badge) if tile.badge.zh else _NOTHING
        yield _say("text.answer", question=tile.about.question, value=tile.value, badge=badge, line=tile.line)
    for cliff in seen.cliffs:
        loses = _say("text.loses", loses=cliff.loses) if cliff.loses.zh else _NOTHING
        yield _say("text.cliff", when=cliff.when, then=cliff.then, loses=loses)
    if not seen.cliffs:
        yield seen.no_cliffs


def glance(
    case: Case,
    assessment: Assessment,
    way: str | Option | None = None,
    *,
    margin: int = 0,
    settled: bool = True,
) -> Glance:
    """The glance at one way of an assessment, given by its key or itself; without one, at the way that leads.

    `margin` is how many working days money takes to arrive, 0 if not known. `settled` is False while the days on which
    the outcome changes are still being worked out.
    """
    option = way if isinstance(way, Option) else assessment.ways.get(way or "", assessment.leading)
    planned = option is not None and option == assessment.planned
    seen = _Seen(case, assessment, option, planned, margin, settled)
    reference = option is not None and option.verdict is Verdict.ASK
    title = _say("cliffs.title.reference" if reference else "cliffs.title")
    sure = not (seen.open_months or (seen.unbroken and assessment.asks(Question.MONTHS)))
    idle = sure and (seen.unbroken or option is None or option.nothing_to_pay)
    return Glance(_status(seen), tuple(_answers(seen)), *_cliffs(seen), title, idle)


@value_type
class _Seen:
    """What is looked at: a way of an assessment."""

    case: Case
    assessment: Assessment
    option: Option | None
    planned: bool
    margin: int
    settled: bool

    @property
    def as_of(self) -> date:
        return self.assessment.as_of

    @property
    def open_months(self) -> bool:
        """True while it is not known whether anything has lapsed at all, and nobody has a plan."""
        return not self.planned and is_open(self.assessment)

    @property
    def unbroken(self) -> bool:
        """True where nothing has lapsed, and nobody has a plan: all there is to do is to go on paying."""
        found = self.assessment
        return not (found.lapses or self.planned or found.never_insured) and any(found.cumulative_months.values())

    @property
    def year(self) -> int:
        return self.as_of.year

    def day(self, value: date) -> Bilingual:
        """A day; its year is said where it is not this one."""
        return day_after(value, self.year)


def _say(key: str, **values: object) -> Bilingual:
    return phrase(AREA, key, **values)


def _line(*parts: Bilingual | None) -> Bilingual:
    """Short remarks in one line, without those that there are not."""
    said = [part for part in parts if part is not None and part.zh]
    mark = _say("line.and")
    english = mark.en.join(part.en for part in said)
    return Bilingual(mark.zh.join(part.zh for part in said), english[:1].upper() + english[1:])


# today


def _status(seen: _Seen) -> TodayTold:
    today, found = seen.assessment.today, seen.assessment
    if not seen.case.is_told:
        return TodayTold(_say("status.nothing"), _NOTHING, Voice.OPEN)
    key = "status.yes.until" if today.until is not None else f"status.{today.covered}"
    head = _say(key, day=seen.day(today.until) if today.until else "")
    voice = {Verdict.YES: Voice.GOOD, Verdict.NO: Voice.LOUD, Verdict.ASK: Voice.OPEN}[today.covered]
    happened = _happened(seen) if found.lapses else _NOTHING
    asks = ".ask" if today.covered is Verdict.ASK else ""
    key = "status.line" if happened.zh else "status.reason"
    return TodayTold(head, joined(_say(key + asks, reason=today.reason, happened=happened)), voice)


def _happened(seen: _Seen) -> Bilingual:
    """The latest lapse, and how many there were before it."""
    *earlier, latest = (finding.lapse for finding in seen.assessment.lapses)
    of_years = latest.scheme_before is Scheme.RESIDENT and lapse_span(latest) != span(latest.span)
    known = latest.cause is not Cause.UNKNOWN and not of_years
    cause = say("situation.cause", cause=cause_name(latest.cause)) if known else _NOTHING
    key = "happened.years" if of_years else "happened"
    latest_told = _say(key, span=lapse_span(latest), n=lapse_length(latest), cause=cause)
    if not earlier:
        return _say("happened.one", latest=latest_told)
    if len(earlier) == 1:
        return _say("happened.two", latest=latest_told)
    return _say("happened.many", latest=latest_told, others=len(earlier))


# the four answers


def _answers(seen: _Seen) -> Iterator[Tile]:
    if seen.open_months:
        yield from _of_open_months(seen)
    elif seen.unbroken:
        yield from _of_unbroken(seen)
    elif seen.option is None:
        yield from _of_nothing(seen)
    elif seen.option.nothing_to_pay:
        yield from _of_resumed(seen, seen.option)
    else:
        yield _act(seen, seen.option)
        yield _last_day(seen, seen.option)
        yield _cost(seen, seen.option)
        yield _covered(seen, seen.option)


def _of_open_months(seen: _Seen) -> Iterator[Tile]:
    """Nobody knows whether something has lapsed; what can be said is what holds if it has."""
    fact = next(each.fact for each in seen.assessment.missing_facts if each.fact.question is Question.MONTHS)
    asked = _unknown_months(seen)
    worst = seen.option.day_told if seen.option else None
    line = _line(_say("act.line.months", months=asked), _month_due(seen))
    yield Tile(About.ACT, _say("act.months"), line, Voice.OPEN, lacks=fact)
    last = seen.option.nothing_lost_until if seen.option else None
    if last is not None and last >= seen.as_of:
        value = _say("last_day.today") if last == seen.as_of else _say("last_day.day", day=seen.day(last))
        yield Tile(About.LAST_DAY, value, _say("last_day.line.months.day"), Voice.OPEN, lacks=fact, day=last)
    else:
        yield Tile(About.LAST_DAY, _say("covered.months"), _say("last_day.line.months"), Voice.OPEN, lacks=fact)
    monthly = seen.option is not None and seen.option.cost is not None and not seen.option.cost.lines
    back = _say("cost.line.months.monthly" if monthly else "cost.line.months")
    yield Tile(About.COST, _say("cost.months"), back, Voice.OPEN, lacks=fact)
    line = _say("covered.line.months.worst", day=seen.day(worst)) if worst else _say("covered.line.months", span=asked)
    yield Tile(About.COVERED, _say("covered.months"), line, Voice.OPEN, lacks=fact)


def _month_due(seen: _Seen) -> Bilingual:
    """That the month of the as-of day is not on record either, where it is not."""
    now = Month.containing(seen.as_of)
    run = seen.case.history.run_at(now)
    if run is not None and run.standing is not Standing.EMPTY:
        return _NOTHING
    return _say("act.line.month_due", month=say(f"month.{now.number}"))


def _unknown_months(seen: _Seen) -> Bilingual:
    """The months asked about: the only stretch of them, or how many there are."""
    asked = [each.fact.about for each in seen.assessment.missing_facts if each.fact.question is Question.MONTHS]
    rows = sorted(
        (row.span for row in seen.case.history.periods if row.unsettled and str(row.span.first) in asked),
        key=lambda each: each.first,
    )
    in_a_row = all(one.last + 1 == other.first for one, other in pairwise(rows))
    return span(Span(rows[0].first, rows[-1].last)) if in_a_row else months(sum(map(len, rows)))


def _of_unbroken(seen: _Seen) -> Iterator[Tile]:
    today, due = seen.assessment.today, seen.assessment.impending
    unsure = seen.assessment.asks(Question.MONTHS)
    if unsure:
        line = _say("act.line.unsure", months=_unknown_months(seen))
        yield Tile(About.ACT, _due(seen), line, Voice.OPEN, lacks=_fact(seen, Question.MONTHS))
    else:
        yield Tile(About.ACT, _due(seen), _say("act.line.unbroken"), Voice.PLAIN)
    yield _due_by(seen)
    yield _due_cost(seen, _say("cost.line.unsure" if unsure else "cost.line.unbroken"))
    if today.covered is Verdict.YES:
        end = due.finding.benefits_end if due and not due.finding.reference else None
        line = _say("covered.line.now.until", day=seen.day(end)) if end else _say("covered.line.now")
        yield Tile(About.COVERED, _say("covered.now"), line, Voice.GOOD)
    else:
        yield _asked_when(seen, None)


def _of_nothing(seen: _Seen) -> Iterator[Tile]:
    """No way is offered: nothing has to be closed, or nobody knows what."""
    yield Tile(About.ACT, _due(seen), _say("act.ask"), Voice.OPEN)
    yield _due_by(seen)
    yield _due_cost(seen, _NOTHING)
    yield _asked_when(seen, None)


def _of_resumed(seen: _Seen, option: Option) -> Iterator[Tile]:
    length = _length(seen, option)
    confirmed = () if option.verdict is Verdict.YES else (_asks_first(option),)
    voice = Voice.PLAIN if option.verdict is Verdict.YES else Voice.OPEN
    yield Tile(About.ACT, _due(seen), _line(_say("act.line.resumed", lapse=length), *confirmed), voice)
    yield _due_by(seen)
    yield _due_cost(seen, _say("cost.line.resumed"))
    begun = option.benefits_from is not None and option.benefits_from <= seen.as_of
    if seen.assessment.today.covered is Verdict.YES and begun:
        yield Tile(About.COVERED, _say("covered.now"), _since(seen, option), Voice.GOOD)
    elif begun:
        yield _asked_when(seen, None)
    else:
        yield _covered(seen, option)


def _since(seen: _Seen, option: Option) -> Bilingual:
    end = option.benefits_until
    return _say("covered.line.now.until", day=seen.day(end)) if end else _say("covered.line.now")


def _due(seen: _Seen) -> Bilingual:
    """To go on paying, for the month or year that is due next."""
    due = seen.assessment.impending
    if due is None:
        return _say("act.go_on.plain")
    if due.finding.lapse.scheme_before is Scheme.RESIDENT:
        return _say("act.go_on.year", year=due.first.year)
    here = due.first.year == seen.year
    return _say("act.go_on", month=say(f"month.{due.first.number}") if here else month(due.first))


def _due_by(seen: _Seen, by: date | None = None) -> Tile:
    """By which day the next month or year is to be paid, and what is lost otherwise; `by` is an earlier day."""
    due = seen.assessment.impending
    if due is None or due.pay_by is None:
        line = (
            _window_known(seen, due.first.year) if due and due.finding.lapse.scheme_before is Scheme.RESIDENT else None
        )
        return Tile(About.LAST_DAY, _say("last_day.ask"), line or _say("last_day.line.ask"), Voice.OPEN)
    end = due.finding.benefits_end
    last = by or due.pay_by
    if end is None:
        return _dated(seen, last, _say("last_day.line.unbroken"))
    key = "last_day.line.unpaid.reference" if due.finding.reference else "last_day.line.unpaid"
    return _dated(seen, last, _say(key, day=seen.day(end)), reference=due.finding.reference)


# what to do


def _act(seen: _Seen, option: Option) -> Tile:
    if option.verdict is Verdict.NO:
        title = option_title(option)
        return Tile(About.ACT, _say("act.no"), _say("act.line.no", title=title), Voice.LOUD)
    asks = option.verdict is Verdict.ASK
    cause = seen.assessment.asks(Question.CAUSE)
    months_open = seen.assessment.asks(Question.MONTHS)
    if months_open:
        first, lacks = _say("act.check", months=_unknown_months(seen)), _fact(seen, Question.MONTHS)
    elif cause:
        first, lacks = _say("act.cause"), _fact(seen, Question.CAUSE)
    else:
        first, lacks = _asks_first(option) if asks else _NOTHING, ""
    benefit = _say("act.benefit") if seen.assessment.asks(Question.UNEMPLOYMENT) and not months_open else _NOTHING
    line = _line(_what_it_pays(seen, option), first, benefit)
    voice = Voice.OPEN if asks or cause or months_open else Voice.PLAIN
    return Tile(About.ACT, act(option), line, voice, lacks=lacks)


def act(option: Option) -> Bilingual:
    """What to do, in few words: the name of a way as somebody would be told it."""
    key, year = f"act.{option.id.value}", option.insured_year or 0
    if option.id is OptionId.RESUME_WITHOUT_BACK_PAY and option.resume_as is Scheme.EMPLOYEE:
        key += ".employee"
    elif option.id is OptionId.JOIN_RESIDENT_NEXT_YEAR and option.back_pay:
        key += ".two_years"
    return _say(key, scheme=scheme_name(option.resume_as), year=year or "", before=year - 1)


def _asks_first(option: Option) -> Bilingual:
    return _say("act.ask.reference" if option.reference else "act.ask")


def _length(seen: _Seen, option: Option) -> Bilingual:
    """How long the lapse is on the day of payment, and that it is longer than today where it is."""
    if option.lapse is None:
        return _NOTHING
    counted = len(option.lapse)
    key = "lapse.by_then" if counted > _months_today(seen, option) > 0 else "lapse"
    return _say(key, n=months(counted))


def _months_today(seen: _Seen, option: Option) -> int:
    """How many months the option's lapse has as of today; 0 where it has none yet."""
    begun = option.lapse.first if option.lapse else None
    spans = (finding.lapse.span for finding in seen.assessment.lapses)
    return next((len(each) for each in spans if each.first == begun), 0)


def _what_it_pays(seen: _Seen, option: Option) -> Bilingual:
    if option.repair_years:
        return _say("act.line.repair", years=option.repair_years)
    if option.resume_as is Scheme.RESIDENT:
        return _say("act.line.year", year=option.insured_year) if option.insured_year else _NOTHING
    if option.lapse is None:
        return _say("act.line.begins" if option.id is OptionId.FIRST_ENROLMENT else "act.line.goes_on")
    if not option.back_pay:
        by_employer = option.id is OptionId.NEW_EMPLOYER_ENROLS
        return _say("act.line.employer" if by_employer else "act.line.leaves", lapse=_length(seen, option))
    others = len(seen.assessment.lapses) - len(lapses_left_out(seen.case, seen.assessment, option)) - 1
    if others > 0:
        return _say("act.line.pays.more", lapse=_length(seen, option), others=others)
    owed = next(
        (each.lapse.span for each in seen.assessment.lapses if each.lapse.span.first == option.lapse.first), None
    )
    key = "act.line.pays.month" if owed and len(owed) > len(option.lapse) else "act.line.pays"
    return _say(key, lapse=_length(seen, option))


# by which day


def _last_day(seen: _Seen, option: Option) -> Tile:
    about = About.LAST_DAY
    if option.verdict is Verdict.NO:
        return Tile(about, _say("last_day.no"), _say("last_day.line.no"))
    if option.in_vain is not None:
        return Tile(about, _say("last_day.in_vain"), _say("last_day.line.in_vain", year=option.in_vain))
    if not seen.settled:
        return Tile(about, _say("last_day.working"), _NOTHING)
    last, due = option.nothing_lost_until, seen.assessment.impending
    if last is not None and option.lapse is None and due is not None and due.pay_by is not None:
        return _due_by(seen, min(last, due.pay_by))
    if last is not None:
        loss = loss_after(option, seen.as_of)
        return _dated(seen, last, loss, option, reference=option.verdict is Verdict.ASK)
    return _no_last_day(seen, option)


def _no_last_day(seen: _Seen, option: Option) -> Tile:
    """No day is known: what is recorded of the window and whom to ask, or that none is set."""
    about = About.LAST_DAY
    if option.verdict is Verdict.ASK or option.benefits_from is None:
        year = option.insured_year
        line = _window_known(seen, year) if year and option.resume_as is Scheme.RESIDENT else None
        return Tile(about, _say("last_day.ask"), line or _say("last_day.line.ask"), Voice.OPEN)
    growing = option.id is OptionId.EMPLOYER_BACK_PAYS
    tried = option.tried_until
    line = _say("last_day.line.none") if tried is None else _say("last_day.line.none.tried", day=seen.day(tried))
    return Tile(about, _say("last_day.none"), _say("last_day.line.none.growing") if growing else line)


def _dated(seen: _Seen, last: date, loss: Bilingual, option: Option | None = None, *, reference: bool = False) -> Tile:
    """A last day: few days left are counted, today is loud unless it is a `reference`, and so is the past."""
    left = (last - seen.as_of).days
    if left < 0:
        line = _say("last_day.line.past", day=seen.day(last))
        return Tile(About.LAST_DAY, _say("last_day.past"), line, Voice.LOUD, day=last)
    line, voice = loss, Voice.OPEN if reference else Voice.LOUD if left == 0 else Voice.PLAIN
    if left == 0:
        line = _say("last_day.line.today", line=line)
    elif option is not None:
        safe = safe_day(option, seen.margin)
        if safe is not None:
            line = _say("last_day.line.safe", line=line, n=seen.margin, day=seen.day(safe))
        elif any(step.tells_days for step in option.steps):
            line = _say("last_day.line.steps", line=line)
    badge = _NOTHING
    if 0 < left <= FEW_DAYS:
        badge = _say("last_day.badge.one") if left == 1 else _say("last_day.badge", n=left)
    value = _say("last_day.today") if left == 0 else _say("last_day.day", day=seen.day(last))
    return Tile(About.LAST_DAY, value, line, voice, badge, day=last)


def _window_known(seen: _Seen, year: int) -> Bilingual | None:
    """What is recorded of a year's enrolment window, or of the last one before it; None where nothing is."""
    known = [each for each in seen.assessment.windows if each.vouched or each.office_own]
    own = next((each for each in known if each.year == year), None)
    if own is not None:
        key = "last_day.line.window.known" if own.closes >= seen.as_of else "last_day.line.window.over"
        return _say(key, year=year, day=day(own.closes))
    before = max((each for each in known if each.year < year), key=lambda each: each.year, default=None)
    if before is None:
        return None
    return _say("last_day.line.window", year=year, before=before.year, day=day(before.closes))


# how much


def _cost(seen: _Seen, option: Option) -> Tile:
    about = About.COST
    if option.verdict is Verdict.NO:
        return Tile(about, _say("cost.no"), _say("cost.line.no"))
    if option.cost is None:
        return _unknown_cost(seen, option)
    if option.cost.lines:
        return _summed(option.cost, _line(_who_pays(option.cost), _back_only(option)))
    if option.resume_as is Scheme.EMPLOYEE:
        return Tile(about, _say("cost.employer"), _say("cost.line.employer.monthly"))
    return _paid_ahead(option)


def _due_cost(seen: _Seen, back: Bilingual) -> Tile:
    """What the month or year costs that is due next; `back` says that nothing is paid back."""
    about, due = About.COST, seen.assessment.impending
    if due is None:
        return Tile(about, _say("cost.ask"), _line(back, _say("cost.line.ask.office")), Voice.OPEN)
    if due.finding.lapse.scheme_before is not Scheme.RESIDENT:
        due_month = say(f"month.{due.first.number}") if due.first.year == seen.year else month(due.first)
        return Tile(about, _say("cost.monthly"), _line(back, _say("cost.line.due.month", month=due_month)))
    if due.cost is None and due.cost_range is not None:
        line = _line(_say("cost.line.due.ask", year=due.first.year), back)
        return Tile(about, _between(due.cost_range), line, Voice.OPEN)
    if due.cost is not None:
        return _summed(due.cost, _line(_say("cost.line.due.year", year=due.first.year), back))
    if due.missing:
        shown = due.missing in lacking_figures(seen.assessment.warnings)
        line = _line(_say("cost.line.due.missing", year=due.first.year), back)
        return Tile(about, _say("cost.lacking"), line, Voice.OPEN, lacks=due.missing if shown else "")
    value = _say("cost.at_most", money=whole_yuan(due.at_most)) if due.at_most is not None else _say("cost.ask")
    return Tile(
        about, value, _line(_say("cost.line.due.ask", year=due.first.year), back), Voice.OPEN, total=due.at_most
    )


def _paid_ahead(option: Option) -> Tile:
    """Nothing is paid back: what is paid at once for the months ahead, as far as it is known."""
    ahead = next((step.pays for step in option.steps if step.pays is not None), None)
    if ahead is None:
        key = "cost.line.monthly" if option.lapse else "cost.line.monthly.only"
        return Tile(About.COST, _say("cost.monthly"), _say(key))
    if ahead.cost is None and ahead.cost_range is not None:
        line = _say("cost.line.ahead.range", span=span(ahead.span))
        return Tile(About.COST, _between(ahead.cost_range), line)
    if ahead.cost is None:
        return Tile(About.COST, _say("cost.monthly"), _say("cost.line.ahead.monthly", span=span(ahead.span)))
    return _summed(ahead.cost, _say("cost.line.ahead", span=span(ahead.span)))


def _between(found: CostRange) -> Bilingual:
    low, high = ends_of(found)
    return _say("cost.range", low=low, high=high) if high else _say("cost.from", low=low)


def _summed(cost: Cost, first: Bilingual) -> Tile:
    """A bill: its total, and in the line whose it is, what of it is a late charge, and what it rests on."""
    late = _say("cost.line.late", money=whole_yuan(cost.late_charge)) if cost.late_charge else _NOTHING
    rests = "reference" if cost.reference else "at_least" if cost.at_least else "own" if cost.users_own else ""
    line = _line(first, late, _say(f"cost.line.{rests}") if rests else _NOTHING)
    voice = Voice.OPEN if cost.reference or cost.at_least else Voice.PLAIN
    return Tile(About.COST, at_least(cost), line, voice, total=cost.total)


def _unknown_cost(seen: _Seen, option: Option) -> Tile:
    about, worst = About.COST, option.if_worst.total if option.if_worst else None
    figure, between = lacking_of(seen.assessment.warnings, option.id), option.cost_range
    if figure and between is not None:
        return Tile(about, _between(between), _say("cost.line.range"), Voice.OPEN, lacks=figure)
    if figure:
        line = _say("cost.line.lacking", figure=figure_title(figure))
        return Tile(about, _say("cost.lacking"), line, Voice.OPEN, lacks=figure)
    value = _say("cost.at_most", money=whole_yuan(worst)) if worst is not None else _say("cost.ask")
    if between is not None:
        value = _between(between)
    fact = deciding_fact(seen.assessment, option, Matter.PREMIUM, Matter.BACK_PAYMENT, "cost")
    if fact is None:
        return Tile(about, value, _say("cost.line.ask.office"), Voice.OPEN, total=worst)
    key = "cost.line.choice" if str(fact.fact) in CHOICES else "cost.line.ask"
    floor = between is not None and between.high is None
    line = _line(_say(key, fact=fact_name(fact)), _say("cost.line.at_least") if floor else _back_only(option))
    return Tile(about, value, line, Voice.OPEN, lacks=fact.fact, total=worst)


def _back_only(option: Option) -> Bilingual:
    """What is paid besides at once for months to come, or that they are no part of the sum, where one pays alone."""
    if not (option.back_pay and option.lapse is not None and option.resume_as is Scheme.FLEXIBLE):
        return _NOTHING
    ahead = next((step.pays for step in option.steps if step.pays is not None), None)
    if ahead is None or ahead.cost is None:
        return _say("cost.line.back_only")
    return _say("cost.line.back_and", span=span(ahead.span), money=at_least(ahead.cost))


def _who_pays(cost: Cost) -> Bilingual:
    by_unit, own = cost.borne_by(Bearer.EMPLOYER), cost.borne_by(Bearer.SELF)
    if by_unit and own:
        return _say("cost.line.shared", by_unit=whole_yuan(by_unit), own=whole_yuan(own))
    if by_unit:
        return _say("cost.line.employer")
    return _say("cost.line.self") if own == cost.total else _NOTHING


# from which day


def _covered(seen: _Seen, option: Option) -> Tile:
    about = About.COVERED
    if option.verdict is Verdict.NO:
        return Tile(about, _say("covered.no"), _say("covered.line.no"))
    if option.in_vain is not None:
        return Tile(about, _say("covered.in_vain", year=option.in_vain), _say("covered.line.in_vain"), Voice.LOUD)
    if option.moves_no_cover:
        return _unmoved(seen)
    if option.benefits_from is None:
        return _asked_when(seen, option)
    asks = option.verdict is Verdict.ASK
    caution = _say("covered.line.reference" if option.reference else "covered.line.confirm") if asks else _NOTHING
    waiting = option.waiting
    key = "covered.latest" if waiting and waiting.at_most else "covered.day"
    line = _line(_wait(seen, option), _sooner(seen, option) or _moves(option), caution)
    voice = Voice.OPEN if asks else Voice.PLAIN
    return Tile(about, _say(key, day=seen.day(option.benefits_from)), line, voice, day=option.benefits_from)


def _wait(seen: _Seen, option: Option) -> Bilingual:
    waiting = option.waiting
    if waiting is None:
        disputed = any(each.matter is Matter.GAP_COSTS for each in option.disagreements)
        back = option.lapse is not None and option.gap_costs is Bearer.FUND and not disputed
        return _line(_say("covered.line.none"), _say("covered.line.back") if back else _NOTHING)
    if waiting.at_most:
        return _say("covered.line.wait.at_most", n=wait_length(waiting))
    if waiting.benefit_percent:
        return _say("covered.line.wait.share", n=wait_length(waiting), percent=waiting.benefit_percent)
    return _say("covered.line.wait", n=wait_length(waiting), end=seen.day(waiting.end))


def _unmoved(seen: _Seen) -> Tile:
    """The lapse that is paid back is over: from which day treatment is paid does not hang on this payment."""
    if seen.assessment.today.covered is Verdict.YES:
        return Tile(About.COVERED, _say("covered.now"), _say("covered.line.unmoved"), Voice.GOOD)
    return Tile(About.COVERED, _say("covered.ask"), _say("covered.line.unmoved.ask"), Voice.OPEN)


def _moves(option: Option) -> Bilingual | None:
    """That the first day moves with the payment; None where it does not, or is behind it."""
    first = next(iter(option.pay_steps), None)
    if first is None or not moves_along(first, first.pay_until):
        return None
    return _say("covered.line.moves" if first.waiting is None else "covered.line.moves.wait")


def _sooner(seen: _Seen, option: Option) -> Bilingual | None:
    """That another way may cover earlier than the one that leads; None where none does."""
    leading = seen.assessment.ranking.leading
    if leading is None or seen.assessment.leading is not option:
        return None
    ways = seen.assessment.ways
    days = [ways[key].benefits_from for key in (leading.sooner, leading.with_employer) if key is not None]
    first = min((day for day in days if day is not None), default=None)
    return _say("covered.line.sooner", day=seen.day(first)) if first is not None else None


def _asked_when(seen: _Seen, option: Option | None) -> Tile:
    """The first day is open: the latest possible one where it is known, and what or whom to ask."""
    fact = deciding_fact(seen.assessment, option, Matter.COVER)
    latest = option.day_told if option else None
    lacks = fact.fact if fact else ""
    if latest is not None:
        line = _say("covered.line.fact", fact=fact_name(fact)) if fact else _say("covered.line.reference")
        value = _say("covered.latest", day=seen.day(latest))
        return Tile(About.COVERED, value, line, Voice.OPEN, lacks=lacks, day=latest)
    line = _say("covered.line.ask", fact=fact_name(fact)) if fact else _say("covered.line.ask.office")
    return Tile(About.COVERED, _say("covered.ask"), line, Voice.OPEN, lacks=lacks)


def _fact(seen: _Seen, question: Question) -> str:
    return next((each.fact for each in seen.assessment.missing_facts if each.fact.question is question), "")


# the days of payment


def _next_due(seen: _Seen) -> Bilingual:
    """By which day the next month or year is to be paid, where nothing else is."""
    due = seen.assessment.impending
    if due is None:
        return _say("cliffs.nothing")
    if due.pay_by is None or due.pay_by < seen.as_of:
        return _say("cliffs.due.ask")
    return _say("cliffs.due.today" if due.pay_by == seen.as_of else "cliffs.due", day=seen.day(due.pay_by))


def _cliffs(seen: _Seen) -> tuple[tuple[Cliff, ...], Bilingual]:
    option = seen.option
    idle = option is None or option.nothing_to_pay or seen.unbroken or option.verdict is Verdict.NO
    if option is None or idle or option.in_vain is not None:
        return (), _next_due(seen) if idle else _say("cliffs.nothing")
    if option.moves_no_cover:
        return (), _say("cliffs.unmoved")
    if not seen.settled:
        return (), _say("cliffs.working")
    found = () if seen.open_months else cliffs_of(option, seen.as_of)
    indifferent = len(found) == 1 and found[0].pay_until is None and option.nothing_lost_until is None
    if indifferent and option.verdict is Verdict.YES and option.benefits_from is not None:
        return (), _say("cliffs.none")
    if not indifferent and any(cliff.benefits_from is not None for cliff in found):
        return found, _NOTHING
    fact = deciding_fact(seen.assessment, option, Matter.COVER, LAPSES)
    return (), _say("cliffs.ask", fact=fact_name(fact)) if fact else _say("cliffs.ask.office")
