"""Answers whether treatment is paid on the as-of day, and until when, whatever is done next.

A yes needs proof: months of cover, a rule that decides when they end, and no wait that may still run. Where the rule on
the end of benefits is a reference only, the answer is to ask the office, until so many months are unpaid that no rule
recorded anywhere still pays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.facts import RETIRED
from app.rules.law.newborns import is_infant
from app.rules.law.policy import CoverRule, Policy
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import ImpendingLapse, LapseFinding, Resumed, Today
from app.rules.outcome.money import day_text, month_text, months_text
from app.rules.outcome.questions import benefit_fact
from app.rules.outcome.sentences import (
    TODAY_COVERED,
    TODAY_ENDED,
    TODAY_FIRST_WAIT_UNKNOWN,
    TODAY_NEVER_COVERED,
    TODAY_NOT_ENROLLED,
    TODAY_NOT_PAID,
    TODAY_NOTHING_RECORDED,
    TODAY_OTHER_SCHEME,
    TODAY_PARTLY_PAID,
    TODAY_REDUCED,
    TODAY_RETIRED,
    TODAY_RUNS_ON,
    TODAY_RUNS_ON_REFERENCE,
    TODAY_UNKNOWN,
    TODAY_UNLESS_BENEFIT,
    TODAY_WAIT_OVER,
    TODAY_WAIT_UNKNOWN,
    TODAY_WAITING,
)
from app.rules.record.case import Case
from app.rules.record.history import UNSETTLED, History, Scheme, Standing, Status
from app.rules.record.months import ONE_DAY, Month, Span
from app.rules.value_type import value_type

_FULL = 100
_SHORTEST_CERTAINTY = 12  # months in a row of cover after which no wait recorded anywhere still runs
_MONTHS_OF_A_YEAR, _DAYS_OF_A_MONTH = 12, 30


@value_type
class Outlook:
    """The lapses of a case, the impending one, and how cover went on after each; what `today_of` needs."""

    lapses: tuple[LapseFinding, ...]
    impending: ImpendingLapse | None
    resumed: tuple[Resumed, ...]


def today_of(case: Case, policy: Policy, as_of: date, outlook: Outlook) -> Today:
    """Whether treatment is paid on the as-of day.

    A no is none while it is not known whether the unemployment fund pays the contributions (社会保险法 48).
    """
    found = _by_the_record(case, policy, as_of, outlook)
    benefit = benefit_fact(case, as_of)
    if found.covered is Verdict.NO and benefit is not None and case.answers.get(benefit) != "no":
        return _ask(TODAY_UNLESS_BENEFIT.filled(reason=found.reason))
    return found


def _by_the_record(case: Case, policy: Policy, as_of: date, outlook: Outlook) -> Today:
    now, history, ahead = Month.containing(as_of), case.history, outlook.impending
    run = history.run_at(now)
    if run is not None and run.standing is Standing.COVERED:
        covered = Today(Verdict.YES, _surely_until(ahead), run.scheme, TODAY_COVERED.filled(month=month_text(now)))
        return _after_waits(policy, history, outlook, as_of, covered)
    if (doubt := _doubt(case, now)) is not None:
        return _ask(doubt)
    finding = _unpaid_now(history, now, outlook)
    if finding is None:
        unsure = history.last_of(now, *UNSETTLED)
        if unsure is None and history.last_of(now, Standing.COVERED) is None:
            return _never_covered(history)
        return _ask(_unsettled_until(history, unsure) if unsure else TODAY_UNKNOWN.filled(months=month_text(now)))
    return _after_cover(policy, history, outlook, as_of, finding)


def _doubt(case: Case, now: Month) -> Bilingual | None:
    """Why a month without recorded cover proves nothing; None where it does prove a lapse."""
    run = case.history.run_at(now)
    if not case.history.periods and case.person.first_enrolment is not True:
        return TODAY_NOTHING_RECORDED
    if not case.history.periods and is_infant(case.person, now.first_day):
        return TODAY_NOT_ENROLLED
    if run is not None and run.standing in UNSETTLED:
        return _unsettled_until(case.history, now)
    return TODAY_RETIRED if RETIRED in case.person.categories else None


def _unsettled_until(history: History, last: Month) -> Bilingual:
    """That it is not known whether the months in a row up to one were paid."""
    count = history.consecutive_until(last, *UNSETTLED)
    return TODAY_UNKNOWN.filled(months=months_text(Span(last + (1 - count), last)))


def _unpaid_now(history: History, now: Month, outlook: Outlook) -> LapseFinding | None:
    """The lapse that holds the as-of month, or that would begin with it."""
    ahead = outlook.impending
    if ahead is not None and ahead.first == now:
        return ahead.finding
    begun = [each for each in outlook.lapses if each.lapse.span.first <= now and not each.lapse.beside_cover]
    if not begun:
        return None
    first = begun[-1].lapse.span.first
    unsure = history.count_in(Span(first + -1, now), *UNSETTLED)
    return None if unsure or history.count_in(Span(first, now), Standing.COVERED) else begun[-1]


def _after_cover(policy: Policy, history: History, outlook: Outlook, as_of: date, finding: LapseFinding) -> Today:
    ends, lapse = finding.benefits_end, finding.lapse
    said = TODAY_NOT_PAID.filled(month=month_text(lapse.span.first))
    if history.cover_before(lapse.span.first) is None:
        unsure = history.last_of(lapse.span.first, *UNSETTLED)
        return _ask(said) if unsure else _never_covered(history)
    if ends is None or (as_of > ends and finding.reference):
        long_ago = Month.containing(as_of) - lapse.span.first >= _SHORTEST_CERTAINTY
        return Today(Verdict.NO, None, None, said) if long_ago else _ask(said)
    if as_of > ends:
        begun = finding in outlook.lapses  # the month that is due may still be paid, and be covered then
        return Today(Verdict.NO, None, None, TODAY_ENDED.filled(day=day_text(ends))) if begun else _ask(said)
    if finding.reference:
        return _ask(TODAY_RUNS_ON_REFERENCE.filled(month=month_text(lapse.span.first), day=day_text(ends)))
    runs_on = TODAY_RUNS_ON.filled(month=month_text(lapse.span.first), day=day_text(ends))
    covered = Today(Verdict.YES, ends, lapse.scheme_before, runs_on)
    stood = _after_waits(policy, history, outlook, lapse.span.first.first_day - ONE_DAY, covered)
    return covered if stood in (covered, replace(covered, reason=TODAY_WAIT_OVER)) else _ask(stood.reason)


def _never_covered(history: History) -> Today:
    """No month is covered; partly paid ones may still count, so they are asked about."""
    if any(period.status is Status.PARTLY_PAID for period in history.periods):
        return _ask(TODAY_PARTLY_PAID)
    return Today(Verdict.NO, None, None, TODAY_NEVER_COVERED)


def _surely_until(impending: ImpendingLapse | None) -> date | None:
    """The last day of benefits if nobody goes on paying, where a rule that decides names it."""
    return impending.finding.benefits_end if impending is not None and not impending.finding.reference else None


def _is_covered(history: History, month: Month) -> bool:
    run = history.run_at(month)
    return run is not None and run.standing is Standing.COVERED


def _after_waits(policy: Policy, history: History, outlook: Outlook, day: date, covered: Today) -> Today:
    """The answer for a day in a covered month: covered, unless a wait may still run."""
    month = Month.containing(day)
    since = min(found for scheme in Scheme if (found := history.paid_since(scheme, month)) is not None)
    if month - since > _longest_wait(policy, history, since):
        return covered
    resumed = [each for each in outlook.resumed if each.since == since.first_day]
    if resumed:
        return _in_or_after_a_wait(day, covered, resumed[0])
    before = history.run_at(since + -1)
    if before is not None and before.standing in UNSETTLED:
        return _ask(_unsettled_until(history, since + -1))
    return _ask(TODAY_OTHER_SCHEME if _is_covered(history, since + -1) else TODAY_FIRST_WAIT_UNKNOWN)


def _longest_wait(policy: Policy, history: History, since: Month) -> int:
    """The longest wait of any rule of the policy, in months, at least a year.

    Where a wait grows with skipped years, one month is added for each earlier year not known to be covered.
    """
    waits = [law.row.rule.wait for law in policy.laws if isinstance(law.row.rule, CoverRule) and law.row.rule.wait]
    longest = max((wait.months or -(-wait.days // _DAYS_OF_A_MONTH) for wait in waits), default=0)
    before = Span(history.runs[0].span.first, since)
    skipped = len(before) - history.count_in(before, Standing.COVERED)
    return max(_SHORTEST_CERTAINTY, longest) + skipped // _MONTHS_OF_A_YEAR


def _in_or_after_a_wait(day: date, covered: Today, resumed: Resumed) -> Today:
    here = [each for each in resumed.cover if each.since <= day and (each.until is None or day <= each.until)]
    here = here or list(resumed.cover[-1:])  # past the end of an insured year, and paid on
    waiting = [each.until for each in here if each.payer is Bearer.SELF and each.until]
    if not resumed.settled or {each.payer for each in here} - {Bearer.FUND, Bearer.SELF} or not here:
        return _ask(TODAY_WAIT_UNKNOWN.filled(day=day_text(resumed.since)))
    if waiting:
        return Today(Verdict.NO, None, None, TODAY_WAITING.filled(day=day_text(waiting[0])))
    if here[0].percent < _FULL:
        reduced = TODAY_REDUCED.filled(percent=here[0].percent)
        return Today(Verdict.YES, here[0].until or covered.until, covered.scheme, reduced)
    waited = any(each.payer is not Bearer.FUND for each in resumed.cover)
    return replace(covered, reason=TODAY_WAIT_OVER if waited else covered.reason)


def _ask(reason: Bilingual) -> Today:
    return Today(Verdict.ASK, None, None, reason)
