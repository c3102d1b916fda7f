"""Works out the most that the fund pays in a year, where it grows with the months paid in a row.

The months before a lapse are those in a row in this place; where something lapsed earlier, or was paid elsewhere, it is
not known whether older months still count, so that the least and the greatest possible number are tried, and only what
both lead to is stated. The same is done where it is open what the lapse does to them.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.rules.bilingual import Bilingual
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import CeilingRule, CeilingStep, best_grade
from app.rules.law.tables import Between
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Ceiling, CeilingStand
from app.rules.outcome.money import to_fen
from app.rules.outcome.situation import Situation
from app.rules.record.months import Month

_UNTITLED = Bilingual("", "")


def ceiling_of(situation: Situation, verdict: Verdict, continuity: str) -> Ceiling | None:
    """The ceiling that an option leads to; None where it cannot be done, or where no steps are recorded.

    `continuity` says what the option makes of the months before the lapse: kept, restarts, ask. A rule that is
    inherited, or whose sources do not decide, gives its figures as a reference.
    """
    policy, pay_on = situation.policy, situation.proposal.pay_on
    found = policy.ceiling(situation.scheme_resumed, pay_on) if verdict is not Verdict.NO else None
    if found is None:
        return None
    rule, pack = found
    sources = policy.sources(pack, rule.cites)
    before = _before(situation, rule)
    after = _after(situation, before, continuity)
    lost = {_lost(rule, was, now) for was, now in _together(before, after)}
    months, counted_before = _exact(after), _exact(before)
    following = rule.following(months) if months is not None else None
    reached = Month.containing(pay_on) + (following.months - months) if following and months is not None else None
    return Ceiling(
        months=months,
        stand=_stand(situation, _agreed(rule, after), rule, pay_on),
        before=_stand(situation, _agreed(rule, before), rule, pay_on),
        months_before=counted_before,
        lost=lost.pop() if len(lost) == 1 else Verdict.ASK,
        below=rule.steps[0].months if after[1] < rule.steps[0].months else None,
        next_month=reached,
        following=_stand(situation, following, rule, pay_on),
        of=rule.of,
        text=rule.says,
        sources=sources,
        lapsed=situation.lapse is not None and situation.cover_before is not None,
        reference=not (policy.is_local(pack) and best_grade(sources).decides),
    )


def _before(situation: Situation, rule: CeilingRule) -> tuple[int, int]:
    """The months in a row up to the last paid one: the fewest and the most that may count."""
    if situation.last_paid is None:
        return 0, 0
    local = Measure("", _UNTITLED, Counted.CONSECUTIVE_MONTHS, schemes=rule.schemes, local=True)
    counted = situation.count(local)
    least, most = (counted.low or 0, counted.high) if isinstance(counted, Between) else (counted, counted)
    in_all = sum(situation.case.history.months_of(scheme, situation.last_paid) for scheme in rule.schemes)
    return least, max(most or 0, in_all)


def _after(situation: Situation, before: tuple[int, int], continuity: str) -> tuple[int, int]:
    """The months once the payment of the option has been made, the fewest and the most."""
    history, lapse, paid_in = situation.case.history, situation.lapse, Month.containing(situation.proposal.pay_on)
    least, most = before
    if lapse is None:
        added = 0 if situation.last_paid == paid_in else 1
        return least + added, most + added
    since = 1 if lapse.open else history.consecutive_until(paid_in) or 1
    paid_too = len(lapse.span) if situation.proposal.pays_what_it_closes else 0
    kept = least + since, most + since + paid_too
    if continuity == "kept":
        return kept
    return (since, since) if continuity == "restarts" else (since, kept[1])


def _together(before: tuple[int, int], after: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """The months before and after that go together: few with few, many with many; a fresh start with either."""
    return (before[0], after[0]), (before[1], after[1])


def _lost(rule: CeilingRule, before: int, after: int) -> Verdict:
    """Is less paid than before. What a step below the first recorded one pays is not known."""
    was, now = rule.step(before), rule.step(after)
    if was is None:
        return Verdict.NO if after >= before else Verdict.ASK
    return Verdict.YES if now is None or now.months < was.months else Verdict.NO


def _exact(months: tuple[int, int]) -> int | None:
    return months[0] if months[0] == months[1] else None


def _agreed(rule: CeilingRule, months: tuple[int, int]) -> CeilingStep | None:
    least, most = rule.step(months[0]), rule.step(months[1])
    return least if least == most else None


def _stand(situation: Situation, step: CeilingStep | None, rule: CeilingRule, day: date) -> CeilingStand | None:
    if step is None:
        return None
    return CeilingStand(step.months, step.multiple, step.supplement, _amount(situation, step, rule, day))


def _amount(situation: Situation, step: CeilingStep, rule: CeilingRule, day: date) -> Decimal | None:
    """The sum of a step in yuan; None where the figure is not recorded for the day, nor given by the user."""
    found = situation.policy.value(rule.figure, day) if rule.figure else None
    figure = situation.case.figures.get(rule.figure, found[0].amount if found else None)
    return None if figure is None else to_fen(figure * step.multiple + (step.supplement or 0))
