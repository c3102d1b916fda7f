"""Words the steps of the payment day: up to which day a payment leads to what, and what is lost after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import Change, Option, PayStep
from app.rules.outcome.sentences import BEARERS, NOT_SETTLED, OUTCOMES
from app.rules.record.months import ONE_DAY, Month
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase
from app.wording.values import day_after, joined_as_is, months, say, wait_length, whole_yuan

_MOST, _MOST_LOSSES = 4, 3
_NOTHING = Bilingual("", "")


@value_type
class Cliff:
    """Days of payment in a row, and what a payment on the first of them leads to.

    `when` names the days, `then` what they lead to, `loses` what is lost against the first of all, empty for that.
    `here`: the day of payment looked at is one of them. `today`: the as-of day is the last of them.
    `pay_until` None: they go on, and a later day may move the first day of cover with it.
    """

    pay_from: date
    pay_until: date | None
    benefits_from: date | None
    waiting: Waiting | None
    when: Bilingual
    then: Bilingual
    loses: Bilingual
    here: bool
    today: bool = False


def cliffs_of(option: Option, as_of: date) -> tuple[Cliff, ...]:
    """The steps of an option from today on, those that only move on with the month folded into one at the end."""
    ahead = [step for step in option.steps_ahead if step.pay_until is None or step.pay_until >= as_of]
    groups = _folded(ahead, option.changes_ahead)
    steps = [
        _cliff(option, as_of, ahead[0], group, goes_on=group is groups[-1] and _goes_on(option, group))
        for group in groups
    ]
    return tuple(sorted([*steps, *_refused(option, as_of, steps)], key=lambda cliff: cliff.pay_from)[:_MOST])


def _refused(option: Option, as_of: date, steps: Sequence[Cliff]) -> Iterator[Cliff]:
    """The days on which it cannot be done any more, up to the next step, if there is one."""
    for change in option.changes_ahead if steps else ():
        if change.matter == "verdict" and change.after == OUTCOMES[Verdict.NO] and change.on > steps[0].pay_from:
            later = (step.pay_from for step in steps if step.pay_from > change.on)
            until = next((day - ONE_DAY for day in later), None)
            here = change.on <= option.pay_on and (until is None or option.pay_on <= until)
            when, then = _when(change.on, until, as_of), phrase("glance", "cliff.no")
            yield Cliff(change.on, until, None, None, when, then, _NOTHING, here)


def loss_after(option: Option, as_of: date) -> Bilingual:
    """What is lost by a payment after the last day on which nothing is; empty where no such day is known."""
    last = option.nothing_lost_until
    if last is None:
        return _NOTHING
    following = next((step for step in option.pay_steps if step.pay_from > last), None)
    first = option.pay_steps[0] if option.pay_steps else None
    if following is not None and first is not None:
        if following.waiting != first.waiting and following.waiting is not None and _longer(following, first):
            asked = any(
                change.on == following.pay_from and (change.matter, change.after) == ("verdict", OUTCOMES[Verdict.ASK])
                for change in option.changes
            )
            kind = ".ask" if asked else ".at_most" if following.waiting.at_most else ""
            key = f"last_day.line.wait{kind}"
            return phrase("glance", key, n=wait_length(following.waiting))
        begins = following.benefits_from
        if begins is not None and first.benefits_from is not None and begins > first.benefits_from:
            return phrase("glance", "last_day.line.begins", day=day_after(begins, as_of.year))
    changes = [*_changed(option.changes, last + ONE_DAY)]
    if changes:
        return phrase("glance", "last_day.line.changes", changes=changes[0])
    return phrase("glance", "last_day.line.more")


def _longer(step: PayStep, first: PayStep) -> bool:
    return _length(step.waiting) > _length(first.waiting)


def _length(waiting: Waiting | None) -> int:
    if waiting is None:
        return 0
    return waiting.days if waiting.days is not None else (waiting.months or 0) * 30


def _folded(steps: Sequence[PayStep], changes: Sequence[Change]) -> list[list[PayStep]]:
    """The steps, those at the end that differ in nothing but the month put together; the first two stand alone."""
    groups = [[step] for step in steps]
    turns = {change.on for change in changes}
    while len(groups) > 2 and _alike(groups[-2][-1], groups[-1][0], turns):  # noqa: PLR2004  the first two stand alone
        groups[-2:] = [[*groups[-2], *groups[-1]]]
    return groups


def _goes_on(option: Option, group: Sequence[PayStep]) -> bool:
    """True where nothing but the month is known to change after the days of a group."""
    return group[-1].pay_until is None or not any(change.on > group[-1].pay_from for change in option.changes_ahead)


def _alike(one: PayStep, other: PayStep, turns: set[date]) -> bool:
    open_alike = (one.benefits_from is None) == (other.benefits_from is None)
    return other.pay_from not in turns and open_alike and _length(one.waiting) == _length(other.waiting)


def _cliff(option: Option, as_of: date, first: PayStep, group: Sequence[PayStep], *, goes_on: bool) -> Cliff:
    step, until = group[0], None if goes_on else group[-1].pay_until
    moves = len(group) > 1 or (goes_on and group[-1].pay_until is not None) or moves_along(step, until)
    here = step.pay_from <= option.pay_on and (until is None or option.pay_on <= until)
    at_most = any(waiting is not None and waiting.at_most for waiting in (step.waiting, option.waiting))
    said = _later(option, first, group) if step is not first else ()
    return Cliff(
        step.pay_from,
        until,
        step.benefits_from,
        step.waiting,
        _when(step.pay_from, until, as_of),
        _then(step, as_of.year, moves=moves, at_most=at_most),
        _listed(list(said)[:_MOST_LOSSES]),
        here,
        until == as_of,
    )


def moves_along(step: PayStep, until: date | None) -> bool:
    """True where the first day of cover may move with each day of payment: it is that day, the next, or no first."""
    first = step.benefits_from
    if first is None or first < step.pay_from or step.pay_from == until:
        return False
    return first <= step.pay_from + ONE_DAY or first.day != 1


def _when(first: date, until: date | None, as_of: date) -> Bilingual:
    year = as_of.year
    if until is None:
        return phrase("glance", "cliff.from", day=day_after(first, year))
    if first <= as_of:
        if until == as_of:
            return phrase("glance", "cliff.today")
        return phrase("glance", "cliff.until", day=day_after(until, year))
    if first == until:
        return phrase("glance", "cliff.day", day=day_after(first, year))
    named = day_after(first, year)
    if (first.year, first.month) == (until.year, until.month):
        chinese = joined_as_is(named, Bilingual(f"–{until.day}日", ""))
        english = f"{first.day}–{day_after(until, year).en}"
        return phrase("glance", "cliff.span", days=Bilingual(chinese.zh, english))
    return phrase("glance", "cliff.days", first=named, last=day_after(until, first.year))


def _then(step: PayStep, year: int, *, moves: bool, at_most: bool) -> Bilingual:
    if step.benefits_from is None:
        return phrase("glance", "cliff.ask")
    named = day_after(step.benefits_from, year)
    if step.waiting is None:
        return phrase("glance", "cliff.then.on" if moves else "cliff.then", day=named)
    kind = (".at_most" if at_most else "") + (".on" if moves else "")
    return phrase("glance", f"cliff.wait{kind}", n=wait_length(step.waiting), day=named)


def _later(option: Option, first: PayStep, group: Sequence[PayStep]) -> Iterator[Bilingual]:
    """What a step loses against the first: time, and what else is not as it was for that one."""
    step = group[0]
    if first.benefits_from is not None and step.benefits_from is not None and step.benefits_from > first.benefits_from:
        was, begins = first.benefits_from, step.benefits_from
        if was.day == begins.day:
            yield phrase("glance", "cliff.loses.months", n=months(Month.containing(begins) - Month.containing(was)))
        else:
            yield phrase("glance", "cliff.loses.days", n=(begins - was).days)
    yield from _dearer(first, group)
    yield from _differing(option.changes_ahead, first, step)


def _dearer(first: PayStep, group: Sequence[PayStep]) -> Iterator[Bilingual]:
    """What steps cost, where that is known and is not what the first one costs; a sum that grows is the least."""
    one, cost = first.cost, group[0].cost
    if one is not None and cost is not None and cost.lines and cost.total != one.total:
        least = cost.at_least or bool(cost.late_charge) or any(step.cost != cost for step in group)
        kind = ".reference" if cost.reference else ".at_least" if least else ""
        yield phrase("glance", f"cliff.loses.sum{kind}", money=whole_yuan(cost.total))


def _differing(changes: Sequence[Change], first: PayStep, step: PayStep) -> Iterator[Bilingual]:
    """What else a step leads to that differs from the first; its day, wait and sum it tells itself."""
    since, billed = first.pay_from, first.cost is not None and step.cost is not None
    before: dict[str, Bilingual] = {}
    after: dict[str, Bilingual] = {}
    for change in changes:
        if since < change.on <= step.pay_from and change.matter in _TOLD:
            before.setdefault(change.matter, change.before)
            after[change.matter] = change.after
    differing = {matter: after[matter] for matter in _TOLD if matter in after and after[matter] != before[matter]}
    asked = differing.get("verdict") == OUTCOMES[Verdict.ASK]
    if billed or asked:
        differing.pop("price", None)
    if asked and step.benefits_from is None:
        del differing["verdict"]
    for matter, said in differing.items():
        if not asked or matter == "verdict" or said not in _OPEN:
            yield _said(matter, said)


def _changed(changes: Sequence[Change], on: date) -> Iterator[Bilingual]:
    """What else changes on a day."""
    for change in changes:
        if change.on == on and change.matter in _TOLD:
            yield _said(change.matter, change.after)


def _said(matter: str, after: Bilingual) -> Bilingual:
    return phrase("glance", f"cliff.loses.{_IN_PLAIN_WORDS.get((matter, after), matter)}", after=after)


_OPEN = (OUTCOMES[Verdict.ASK], BEARERS[Bearer.ASK], NOT_SETTLED)
_TOLD = ("verdict", "price", "gap_costs", "continuity")


_IN_PLAIN_WORDS = {
    ("verdict", OUTCOMES[Verdict.NO]): "verdict.no",
    ("verdict", OUTCOMES[Verdict.YES]): "verdict.yes",
    ("gap_costs", BEARERS[Bearer.SELF]): "gap_costs.self",
}


def _listed(parts: Sequence[Bilingual]) -> Bilingual:
    mark = say("left_out.between")
    return Bilingual(mark.zh.join(part.zh for part in parts), mark.en.join(part.en for part in parts))
