"""Finds the days on which paying later changes the outcome, and the last day to pay to be covered by a day."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial
from itertools import pairwise

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Anchor
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import BackPaymentRule, CoverRule, Law, Policy, PremiumRule, PriceRule
from app.rules.law.tables import Box
from app.rules.law.terms import Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.answers import with_answers
from app.rules.outcome.assessment import Assessment, Change, CoverBy, Option, OptionId, PayStep
from app.rules.outcome.cover import Restored, cover_of
from app.rules.outcome.decisions import decided_verdict
from app.rules.outcome.guidance.documents import step_rows
from app.rules.outcome.options import Possible, planned_proposal, possible_plans, possible_ways
from app.rules.outcome.pay_steps import PaymentDays, Seen, pay_steps
from app.rules.outcome.sentences import (
    BEARERS,
    FROM_NEW_YEAR,
    FROM_PAYMENT,
    NO_WAIT,
    NOT_SETTLED,
    NOTHING_THAT_YEAR,
    OTHER_PRICE,
    OUTCOMES,
    PRESENT_PRICE,
    WAIT_OF_DAYS,
    WAIT_OF_MONTHS,
)
from app.rules.outcome.situation import Proposal, Situation, freshman_until
from app.rules.outcome.unfolding import World, agreed_bill, is_tentative, told_beside, verdict_of, worlds
from app.rules.record.case import Case
from app.rules.record.lapses import Lapse, lapses_before_payment
from app.rules.record.months import ONE_DAY, Month, Span
from app.rules.value_type import value_type

HORIZON_MONTHS = 36


@value_type
class _Outcome:
    """What must stay the same for a later payment to be as good: verdict, wait, payer, price rule, continuity.

    `from_new_year`: the wait, or cover, is counted from the first day of the insured year and not from the payment.
    `no_cover`: nothing is gained in that insured year. `wait_open`: the length of the wait is not known. `settled`: it
    is the only possible outcome; otherwise the option must be asked about.
    """

    verdict: str
    months: int
    days: int
    percent: int
    from_new_year: bool
    gap: str
    price: PriceRule | PremiumRule | None
    continuity: str
    no_cover: bool = False
    wait_open: bool = False
    settled: bool = True

    @property
    def waiting(self) -> tuple[int, int, int, bool, bool]:
        return self.months, self.days, self.percent, self.wait_open, self.no_cover


def with_turning_points(case: Case, policy: Policy, assessment: Assessment, only: str | None = None) -> Assessment:
    """The assessment with `pay_by`, `changes` and `pay_steps` of every option, for 36 months from each payment day.

    With `only` just those of the option with that key, for whoever cannot wait for all of them.

    Rules change the outcome on the first of a month, when a row begins or ceases to hold, at the edges of an enrolment
    window, and on the days that a measure counts to; those are the days that are tried, as far as the pack claims to
    answer. A lapse that is already closed has no such days.
    """
    case = with_answers(case, assessment.as_of)
    movable = partial(_Movable, cache(partial(lapses_before_payment, case)))
    filled: dict[tuple[object, ...], _Turns] = {}

    def fill(option: Option, proposal: Proposal, others: tuple[Possible, ...]) -> Option:
        way = (proposal, *(other.when for other in others))  # the plan may exist where no such option is offered
        if way not in filled:
            filled[way] = _turns(policy, [movable(case, proposal), *map(_movable, others)], assessment.as_of)
        turns = filled[way]
        if turns.open_from == proposal.pay_on:
            return replace(option, changes=turns.changes)
        pay_by = _pay_by(option, turns.changes)
        until = _tried_until(policy, proposal)
        refused = option.verdict is Verdict.NO
        turned = replace(option, pay_by=pay_by, changes=turns.changes, tried_until=until)
        if refused:
            return replace(turned, pay_steps=())
        return replace(
            turned, pay_steps=turns.steps, pay_steps_today=turns.steps_today, changes_today=turns.changes_today
        )

    planned = assessment.planned
    wanted = assessment.ways.get(only) if only is not None else None
    if planned and case.plan and (only is None or planned is wanted):
        planned = fill(planned, planned_proposal(case, policy, case.plan), possible_plans(case, policy, case.plan))
    pay_on = case.plan.pay_on if case.plan else assessment.as_of
    by_id = {way.id: (way, others) for way, others in possible_ways(case, policy, pay_on).items()}
    options = tuple(
        fill(option, *by_id[option.id])
        if option.id is not OptionId.ALREADY_RESUMED and (only is None or option is wanted)
        else option
        for option in assessment.options
    )
    return replace(assessment, planned=planned, options=options)


def _pay_by(option: Option, changes: Sequence[Change]) -> date | None:
    """The last day before the outcome changes.

    Where the first day of cover is not known, not even the latest possible one, only the last day on which the option
    can be carried out counts; whether paying earlier helps is then for the office to say.
    """
    told = option.day_told or option.in_vain or option.verdict is Verdict.NO
    counted = [
        change for change in changes if told or (change.matter, change.after) == ("verdict", OUTCOMES[Verdict.NO])
    ]
    return counted[0].on - ONE_DAY if counted else None


def cover_by(case: Case, policy: Policy, as_of: date, covered_on: date) -> tuple[CoverBy, ...]:
    """For each option the last day, from the as-of day on, on which paying still gives cover on the wanted day.

    Between two days on which an outcome may change, paying later never brings cover forward, so each such range is
    searched by halving, the latest first.
    """
    case = with_answers(case, as_of)
    lapses_on = cache(partial(lapses_before_payment, case))
    return tuple(
        _cover_by(policy, [_Movable(lapses_on, case, way), *map(_movable, others)], covered_on)
        for way, others in possible_ways(case, policy, as_of).items()
    )


@value_type
class _Movable:
    """An option under one possible record, which can be moved to another day of payment."""

    lapses_on: Callable[[date], tuple[Lapse, ...]]
    case: Case
    proposal: Proposal

    def on(self, policy: Policy, day: date) -> Situation:
        return Situation(self.case, policy, self.proposal.moved_to(day, self.lapses_on(day), policy))


def _movable(other: Possible) -> _Movable:
    return _Movable(cache(partial(lapses_before_payment, other.case)), other.case, other.proposal)


def _cover_by(policy: Policy, possible: Sequence[_Movable], covered_on: date) -> CoverBy:
    proposal = possible[0].proposal

    def in_time(day: date) -> bool:
        restored = _restored([each.on(policy, day) for each in possible])
        lasts = restored.until is None or covered_on <= restored.until
        return restored.begins is not None and restored.begins <= covered_on and lasts

    earliest = _restored([Situation(each.case, policy, each.proposal) for each in possible]).begins
    edges = [proposal.pay_on, *(day for day in _days_to_try(policy, possible) if day <= covered_on)]
    ends = [*(day - ONE_DAY for day in edges[1:]), max(covered_on, edges[-1])]
    for first, last in zip(reversed(edges), reversed(ends), strict=True):
        if in_time(first):
            return CoverBy(proposal.id, covered_on, _last_day(first, last, in_time), earliest)
    return CoverBy(proposal.id, covered_on, None, earliest)


def _last_day(first: date, last: date, holds: Callable[[date], bool]) -> date:
    while first < last:
        middle = first + (last - first + ONE_DAY) // 2
        if holds(middle):
            first = middle
        else:
            last = middle - ONE_DAY
    return first


def _restored(situations: Sequence[Situation]) -> Restored:
    found = {
        _cover_in(situation, world, verdict_of(situation, world))[1]
        for situation in situations
        for world in worlds(situation)
    }
    return found.pop() if len(found) == 1 else Restored()


def _cover_in(situation: Situation, world: World, verdict: Verdict) -> tuple[Waiting | None, Restored]:
    return (None, Restored()) if verdict is Verdict.NO else cover_of(situation, world.laws[Matter.COVER])


@value_type
class _Turns:
    """The days on which an option's outcome changes, and the ranges of payment days with their first day of cover.

    `open_from`: the first day from which it decides whether a payment is inside the enrolment window, and that is not
    known: the window may close any day.
    """

    changes: tuple[Change, ...]
    steps: tuple[PayStep, ...]
    open_from: date | None
    steps_today: tuple[PayStep, ...] = ()
    changes_today: tuple[Change, ...] = ()


def _turns(policy: Policy, possible: Sequence[_Movable], as_of: date) -> _Turns:
    case, proposal = possible[0].case, possible[0].proposal

    @cache
    def seen(day: date) -> Seen[frozenset[_Outcome]]:
        return _seen([each.on(policy, day) for each in possible])

    days = [proposal.pay_on, *_days_to_try(policy, possible)]
    changes = _changes(days, seen)
    open_from = next((day for day in days if seen(day).hangs_on_window), None)
    until = _looked_until(policy, proposal)
    if open_from is not None:
        days, until = [day for day in days if day <= open_from], open_from
    payable = _payment_days(case, policy, proposal)
    steps = _billed(policy, possible, pay_steps(days, until, seen, payable))
    settled = tuple(step for step in steps if open_from is None or step.pay_from < open_from)
    turns = _Turns(changes, settled, open_from)
    if as_of >= proposal.pay_on or open_from is not None:
        return turns
    days = [as_of, *_days_to_try(policy, possible, as_of)]
    if any(seen(day).hangs_on_window for day in days):
        return turns
    steps_today = _billed(policy, possible, pay_steps(days, until, seen, payable))
    return replace(turns, steps_today=steps_today, changes_today=_changes(days, seen))


def _billed(policy: Policy, possible: Sequence[_Movable], steps: Sequence[PayStep]) -> tuple[PayStep, ...]:
    """Steps with what a payment on the first day of each costs."""
    return tuple(replace(step, cost=agreed_bill(each.on(policy, step.pay_from) for each in possible)) for step in steps)


def _changes(days: Sequence[date], seen: Callable[[date], Seen[frozenset[_Outcome]]]) -> tuple[Change, ...]:
    """What changes on which of some days, against the one before."""
    return tuple(
        change
        for before, after in pairwise(days)
        if seen(before).outcome != seen(after).outcome
        for change in _differences(after, seen(before).outcome, seen(after).outcome)
    )


def _hangs_on_window(policy: Policy, found: Iterable[tuple[Box, Hashable]]) -> bool:
    """True where what comes out inside the enrolment window is not what comes out outside it."""
    index = policy.space.index("in_window")
    if index is None:
        return False
    by_cell: dict[int, set[Hashable]] = {}
    for box, outcome in found:
        for cell in (1, 2):
            if box[index] & cell:
                by_cell.setdefault(cell, set()).add(outcome)
    return len({frozenset(outcomes) for outcomes in by_cell.values()}) > 1


def _seen(situations: Sequence[Situation]) -> Seen[frozenset[_Outcome]]:
    found = [
        (situation, world, verdict_of(situation, world)) for situation in situations for world in worlds(situation)
    ]
    each_outcome = [_outcome(*each) for each in found]
    outcomes = frozenset(each_outcome)
    covers = [_cover_in(*each) for each in found]
    waits, begins = {waiting for waiting, _ in covers}, {restored.begins for _, restored in covers}
    parted = len(waits) > 1 or len(begins) > 1 or len({(outcome.verdict, outcome.gap) for outcome in outcomes}) > 1
    if parted and decided_verdict(situations[0].case, situations[0].proposal.id) is None:
        outcomes = frozenset(replace(outcome, settled=False) for outcome in outcomes)
    waiting = waits.pop() if len(waits) == 1 else None
    since = begins.pop() if len(begins) == 1 else None
    refused = all(outcome.verdict == Verdict.NO for outcome in outcomes)
    hangs = len(found) > 1 and any(situation.in_window is None for situation in situations)
    if hangs:
        boxes = (world.box for _, world, _ in found)
        told = zip(boxes, zip(each_outcome, covers, strict=True), strict=True)
        hangs = _hangs_on_window(situations[0].policy, told)
    lost_from = situations[0].covered_back_from(since) if since is not None else None
    return Seen(outcomes, since, waiting, refused, hangs, lost_from)


def _payment_days(case: Case, policy: Policy, proposal: Proposal) -> PaymentDays | None:
    """The days of a month on which an option can be paid, where a step says so; the place's own come first."""
    box = policy.space.box(Situation(case, policy, proposal).known)
    named = (step.row.payment_days for _, step in step_rows(policy, box))
    days = next(filter(None, named), None)
    return PaymentDays(*days) if days else None


def _days_to_try(policy: Policy, possible: Sequence[_Movable], after: date | None = None) -> list[date]:
    """The days after a day, else after the payment, on which the outcome may change."""
    case, proposal = possible[0].case, possible[0].proposal
    situations = [Situation(each.case, policy, each.proposal) for each in possible]
    now, begun = Month.containing(proposal.pay_on), after or proposal.pay_on
    months = Span(min(now, Month.containing(begun)), now + HORIZON_MONTHS)
    days = {month.first_day for month in months} | set(policy.edges)
    for pack in policy.packs:
        for window in pack.windows:
            days |= {window.opens, window.closes + ONE_DAY}
    for own in case.office_values.windows:
        days |= {own.opens, own.closes + ONE_DAY}
    for name, measure in policy.measures():
        if measure.counted.turns_within_months:
            starts = next(axis.starts for axis in policy.space.axes if axis.fact == name)
            for situation in situations:
                days |= set(_days_counted(situation, measure, starts, months))
    if case.person.birth_date is not None:
        days.add(policy.newborn.ends(case.person.birth_date))
    days |= set(case.person.since.values())
    if (ends := freshman_until(case.person)) is not None:
        days.add(ends)
    if proposal.in_window:
        days |= {proposal.pay_on, proposal.pay_on + ONE_DAY}  # being inside the window is stated for that day only
    last = _looked_until(policy, proposal)
    return sorted(day for day in days if begun < day <= last)


def _looked_until(policy: Policy, proposal: Proposal) -> date:
    return _tried_until(policy, proposal) or (Month.containing(proposal.pay_on) + HORIZON_MONTHS).last_day


def _tried_until(policy: Policy, proposal: Proposal) -> date | None:
    """The last day the nearest pack answers for, where that is before the end of the days looked ahead."""
    until = policy.own.claims.until
    looked_ahead = (Month.containing(proposal.pay_on) + HORIZON_MONTHS).last_day
    return until if until is not None and until < looked_ahead else None


def _days_counted(situation: Situation, measure: Measure, starts: tuple[int, ...], months: Span) -> Iterator[date]:
    """The days of these months on which a measure of days, or of an age, may fall into another range.

    A deadline moves with the payment only where it is counted from the year of payment.
    """
    birth = situation.case.person.birth_date
    if measure.counted is Counted.PAYMENT_DAY:
        yield from (month.first_day + timedelta(days=start - 1) for month in months for start in starts if start)
    elif measure.counted is Counted.AGE_DAYS and birth:
        yield from (birth + timedelta(days=start) for start in starts if start)
    elif measure.counted.from_birth and birth:  # completed months and years: on the day of birth's number
        yield from (month.first_day.replace(day=min(birth.day, month.last_day.day)) for month in months)
    elif measure.counted is Counted.DAYS_SINCE:
        begun = situation.since(measure.category)
        yield from (begun + timedelta(days=start) for start in starts if start and begun)
    elif measure.counted is Counted.DAYS_PAST and measure.deadline:
        for year in range(months.first.year, months.last.year + 1):
            deadline = measure.deadline.on({**situation.anchors, Anchor.PAYMENT_YEAR: date(year, 1, 1)})
            if deadline is not None:
                yield from (deadline + timedelta(days=start) for start in starts if start)


def _outcome(situation: Situation, world: World, verdict: Verdict) -> _Outcome:
    laws = world.laws
    cover = laws[Matter.COVER]
    price = laws.get(Matter.PREMIUM) or laws.get(Matter.BACK_PAYMENT)
    rule = cover.row.rule if cover else None
    wait = rule.wait if isinstance(rule, CoverRule) and not situation.pays_closed_lapse else None
    starts = wait.start if wait else rule.start if isinstance(rule, CoverRule) else None
    tentative = is_tentative(situation, world, verdict)
    gap, kept = told_beside(situation, laws, verdict, tentative=tentative)
    length = wait.length(situation.unpaid_years, situation.proposal.repair_years) if wait else 0
    return _Outcome(
        verdict=verdict,
        months=length if wait and not wait.days else 0,
        days=length if wait and wait.days else 0,
        percent=wait.percent if wait else 0,
        no_cover=isinstance(rule, CoverRule) and rule.no_cover,
        from_new_year=starts is not None and starts.at is Anchor.INSURED_START,
        gap=gap.bearer,
        price=_price(price),
        continuity=kept.consecutive,
        wait_open=wait is None and (cover is None or "wait" in cover.row.leaves_open),
    )


def _price(law: Law | None) -> PriceRule | PremiumRule | None:
    rule = law.row.rule if law else None
    if isinstance(rule, BackPaymentRule):
        return rule.price
    return rule if isinstance(rule, PremiumRule) else None


def _differences(day: date, before: frozenset[_Outcome], after: frozenset[_Outcome]) -> Iterator[Change]:
    if _verdicts(before) != _verdicts(after):
        yield Change(day, "verdict", _verdicts(before), _verdicts(after))
    if all(outcome.verdict == Verdict.NO for outcome in after):
        return
    if {o.waiting for o in before} != {o.waiting for o in after}:
        yield Change(day, "waiting", _waits(before), _waits(after))
    elif {o.from_new_year for o in before} != {o.from_new_year for o in after}:
        yield Change(day, "waiting", FROM_NEW_YEAR, FROM_PAYMENT)
    if {o.gap for o in before} != {o.gap for o in after}:
        yield Change(day, "gap_costs", _bearers(before), _bearers(after))
    if {o.price for o in before} != {o.price for o in after}:
        yield Change(day, "price", PRESENT_PRICE, OTHER_PRICE)
    if {o.continuity for o in before} != {o.continuity for o in after}:
        yield Change(day, "continuity", _continuities(before), _continuities(after))


def _verdicts(outcomes: frozenset[_Outcome]) -> Bilingual:
    """The verdict; ask where outcomes agree on it but differ in something else."""
    told = {OUTCOMES[outcome.verdict] for outcome in outcomes}
    return _only(told) if len(told) > 1 or all(outcome.settled for outcome in outcomes) else OUTCOMES[Verdict.ASK]


def _bearers(outcomes: frozenset[_Outcome]) -> Bilingual:
    return _only({BEARERS[outcome.gap] for outcome in outcomes})


def _continuities(outcomes: frozenset[_Outcome]) -> Bilingual:
    return _only({OUTCOMES[outcome.continuity] for outcome in outcomes})


def _waits(outcomes: frozenset[_Outcome]) -> Bilingual:
    return _only({_wait(outcome) for outcome in outcomes})


def _wait(outcome: _Outcome) -> Bilingual:
    if outcome.no_cover:
        return NOTHING_THAT_YEAR
    if outcome.wait_open:
        return NOT_SETTLED
    if outcome.days:
        return WAIT_OF_DAYS.filled(n=outcome.days)
    if not outcome.months:
        return NO_WAIT
    return WAIT_OF_MONTHS.filled(n=outcome.months)


def _only(said: set[Bilingual]) -> Bilingual:
    return said.pop() if len(said) == 1 else NOT_SETTLED
