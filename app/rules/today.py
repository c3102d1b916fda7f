"""Answers whether treatment is paid on the as-of day, whatever is done next, and until when.

A yes needs proof: months of cover, a rule that decides when they end, and no wait that may still run. A rule that is
only a reference decides neither on the days before its last day nor on those after it; there the answer is to ask,
until so many months are unpaid that no rule recorded anywhere runs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.rules.assessment import Bearer, ImpendingLapse, LapseFinding, Resumed, Today, Verdict
from app.rules.case import Case
from app.rules.history import History, Standing
from app.rules.money import day_text, month_text
from app.rules.months import Month
from app.rules.policy import CoverRule, Policy
from app.rules.said import Said
from app.rules.sentences import (
    TODAY_COVERED,
    TODAY_ENDED,
    TODAY_FIRST_WAIT_UNKNOWN,
    TODAY_NEVER_COVERED,
    TODAY_NOT_PAID,
    TODAY_REDUCED,
    TODAY_RUNS_ON,
    TODAY_RUNS_ON_REFERENCE,
    TODAY_UNKNOWN_MONTH,
    TODAY_WAIT_OVER,
    TODAY_WAIT_UNKNOWN,
    TODAY_WAITING,
)

_FULL = 100
_SHORTEST_CERTAINTY = 12  # months in a row of cover after which no wait recorded anywhere still runs
_MONTHS_OF_A_YEAR, _DAYS_OF_A_MONTH = 12, 30


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a case besides its ways out: its lapses, the one ahead, how cover went on after each."""

    lapses: tuple[LapseFinding, ...]
    impending: ImpendingLapse | None
    resumed: tuple[Resumed, ...]


def today_of(case: Case, policy: Policy, as_of: date, outlook: Outlook) -> Today:
    """Whether treatment is paid on the as-of day."""
    now, history = Month.containing(as_of), case.history
    lapses, impending, resumed = outlook.lapses, outlook.impending, outlook.resumed
    run = history.run_at(now)
    if run is not None and run.standing is Standing.COVERED:
        covered = Today(Verdict.YES, _surely_until(impending), run.scheme, TODAY_COVERED.filled(month=month_text(now)))
        latest = max((each for each in resumed if each.since <= as_of), key=lambda each: each.since, default=None)
        if _no_wait_can_run(policy, history, now, latest, lapses):
            return covered
        return _ask(TODAY_FIRST_WAIT_UNKNOWN) if latest is None else _in_or_after_a_wait(as_of, covered, latest)
    if run is not None and run.standing in (Standing.UNKNOWN, Standing.IN_TRANSIT):
        return _ask(TODAY_UNKNOWN_MONTH.filled(month=month_text(now)))
    finding = _unpaid_now(now, lapses, impending)
    if finding is None:
        unsure = any(run.standing in (Standing.UNKNOWN, Standing.IN_TRANSIT) for run in history.runs)
        if history.first_cover is None and not unsure:
            return Today(Verdict.NO, None, None, TODAY_NEVER_COVERED)
        return _ask(TODAY_UNKNOWN_MONTH.filled(month=month_text(now + -1)))
    never = history.cover_before(finding.lapse.span.first) is None
    return Today(Verdict.NO, None, None, TODAY_NEVER_COVERED) if never else _after_cover(as_of, finding)


def _unpaid_now(now: Month, lapses: Sequence[LapseFinding], impending: ImpendingLapse | None) -> LapseFinding | None:
    """The lapse the as-of month belongs to: an open one that has begun, or the one that begins with this month."""
    begun = [finding for finding in lapses if finding.lapse.open and finding.lapse.span.first <= now]
    if begun:
        return None if begun[-1].lapse.touches_unknown else begun[-1]
    return impending.finding if impending is not None and impending.first == now else None


def _after_cover(as_of: date, finding: LapseFinding) -> Today:
    ends, scheme = finding.benefits_end, finding.lapse.scheme_before
    first = month_text(finding.lapse.span.first)
    if ends is None or (finding.reference and as_of > ends):
        long_ago = Month.containing(as_of) - finding.lapse.span.first >= _SHORTEST_CERTAINTY
        said = TODAY_NOT_PAID.filled(month=first)
        return Today(Verdict.NO, None, None, said) if long_ago else _ask(said)
    if as_of > ends:
        return Today(Verdict.NO, None, None, TODAY_ENDED.filled(day=day_text(ends)))
    if finding.reference:
        return _ask(TODAY_RUNS_ON_REFERENCE.filled(month=first, day=day_text(ends)))
    return Today(Verdict.YES, ends, scheme, TODAY_RUNS_ON.filled(month=first, day=day_text(ends)))


def _surely_until(impending: ImpendingLapse | None) -> date | None:
    """The last day of benefits if nobody pays on, where a rule that decides names it."""
    return impending.finding.benefits_end if impending is not None and not impending.finding.reference else None


def _in_or_after_a_wait(as_of: date, covered: Today, resumed: Resumed) -> Today:
    if not resumed.cover or not resumed.settled:
        return _ask(TODAY_WAIT_UNKNOWN.filled(day=day_text(resumed.since)))
    here = [each for each in resumed.cover if each.since <= as_of and (each.until is None or as_of <= each.until)]
    unpaid = [each for each in here if each.payer is not Bearer.FUND]
    if not here or any(each.payer is Bearer.ASK for each in unpaid):
        return _ask(TODAY_WAIT_UNKNOWN.filled(day=day_text(resumed.since)))
    if unpaid:
        last = unpaid[0].until
        reason = TODAY_WAITING.filled(day=day_text(last)) if last else TODAY_WAIT_UNKNOWN
        return Today(Verdict.NO, None, None, reason)
    if here[0].percent < _FULL:
        reduced = TODAY_REDUCED.filled(percent=here[0].percent)
        return Today(Verdict.YES, here[0].until or covered.until, covered.scheme, reduced)
    waited = any(each.payer is not Bearer.FUND for each in resumed.cover)
    return Today(Verdict.YES, covered.until, covered.scheme, TODAY_WAIT_OVER if waited else covered.reason)


def _no_wait_can_run(
    policy: Policy, history: History, now: Month, latest: Resumed | None, lapses: Sequence[LapseFinding]
) -> bool:
    """True after more months of cover in a row than the longest wait that a rule of the policy names, a year at least.

    A wait that grows with skipped years is given a month for each of them.
    """
    begun = Month.containing(latest.since) if latest is not None else history.first_cover
    waits = [law.row.rule.wait for law in policy.laws if isinstance(law.row.rule, CoverRule) and law.row.rule.wait]
    longest = max((wait.months or -(-wait.days // _DAYS_OF_A_MONTH) for wait in waits), default=0)
    skipped = sum(len(finding.lapse.span) for finding in lapses) // _MONTHS_OF_A_YEAR if latest is not None else 0
    return begun is not None and now - begun > max(_SHORTEST_CERTAINTY, longest) + skipped


def _ask(reason: Said) -> Today:
    return Today(Verdict.ASK, None, None, reason)
