"""Works out from when the maternity allowance is paid by the fund, and who pays it until then.

Months of contributions are counted up to the payment of an option, the payment month included. Where a text does not
say whether months paid later count, or unknown months leave the number open, the least and the greatest possible number
are tried, and only what both lead to is stated.
"""

from __future__ import annotations

from datetime import date

from app.rules.law.policy import MaternityRule, best_grade
from app.rules.law.tables import Between
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import Maternity
from app.rules.outcome.situation import Situation
from app.rules.record.months import Month


def maternity_of(situation: Situation, verdict: Verdict, benefits_from: date | None) -> Maternity | None:
    """What an option leads to for a birth; None where it cannot be done, or where no rule is recorded.

    A rule that is inherited, or whose sources do not decide, gives its figures as a reference and asks.
    """
    policy, proposal = situation.policy, situation.proposal
    found = policy.maternity(situation.scheme_resumed, proposal.pay_on) if verdict is not Verdict.NO else None
    if found is None:
        return None
    rule, pack = found
    sources = policy.sources(pack, rule.cites)
    decides = policy.is_local(pack) and best_grade(sources).decides
    months = _months(situation, rule)
    least, most = (months.low or 0, months.high or 0) if isinstance(months, Between) else (months, months)
    begins = benefits_from if situation.lapse is not None else None
    outcomes = {_outcome(rule, count, proposal.pay_on, begins) for count in (least, most)}
    settled, since, allowance = outcomes.pop() if len(outcomes) == 1 else (Verdict.ASK, None, Bearer.ASK)
    return Maternity(
        verdict=settled if decides else Verdict.ASK,
        since=since,
        months_needed=rule.needs,
        months_counted=least if least == most else None,
        allowance=allowance if decides else Bearer.ASK,
        meanwhile=rule.meanwhile,
        text=rule.says,
        sources=sources,
        reference=not decides,
    )


def _outcome(rule: MaternityRule, count: int, pay_on: date, begins: date | None) -> tuple[Verdict, date | None, Bearer]:
    """Is the allowance paid by the fund, from which day, and who pays for a birth now.

    The day is the first one after the month in which the months are reached; after a lapse not before `begins`.
    """
    reached = (Month.containing(pay_on) + (rule.needs - count + 1)).first_day
    if count >= rule.needs:
        return Verdict.YES, max(reached, begins) if begins is not None else reached, Bearer.FUND
    return Verdict.NO, reached, rule.meanwhile


def _months(situation: Situation, rule: MaternityRule) -> int | Between:
    """The months that count once the option's payment has been made."""
    history, proposal, lapse = situation.case.history, situation.proposal, situation.lapse
    paid_in = Month.containing(proposal.pay_on)
    if not rule.in_a_row:
        total = sum(history.months_of(scheme, paid_in) for scheme in rule.schemes)
        added = 0 if any(history.covered_under(scheme, paid_in) for scheme in rule.schemes) else 1
        owed = len(lapse.span) if lapse and proposal.pays_what_it_closes else 0
        return _with_owed(total + added, owed, rule)
    if lapse is None:
        return _row_until_payment(situation, paid_in)
    after = 1 if lapse.open else history.consecutive_until(paid_in) or 1
    if not proposal.pays_what_it_closes:
        return after
    before = history.consecutive_until(lapse.span.first + -1)
    if rule.back_paid is Verdict.YES:
        return before + len(lapse.span) + after
    return Between(after, before + after + (len(lapse.span) if rule.back_paid is Verdict.ASK else 0))


def _with_owed(months: int, owed: int, rule: MaternityRule) -> int | Between:
    if not owed or rule.back_paid is Verdict.NO:
        return months
    return months + owed if rule.back_paid is Verdict.YES else Between(months, months + owed)


def _row_until_payment(situation: Situation, paid_in: Month) -> int | Between:
    """Months in a row of a record without a lapse; while some are unknown the row may have begun after them."""
    history = situation.case.history
    months = history.consecutive_until(paid_in) or history.consecutive_until(paid_in + -1) + 1
    return Between(0, months) if situation.unsettled else months
