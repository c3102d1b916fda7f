"""Lists the lapses a plan may pay back, and says which of them the plan pays and the rules refuse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.rules.law.policy import BackPaymentRule, Policy
from app.rules.law.terms import Matter, Verdict
from app.rules.outcome.answers import with_answers
from app.rules.outcome.assessment import OptionId
from app.rules.outcome.situation import Proposal, Situation
from app.rules.record.case import Case, Plan
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse, lapses_before_payment
from app.rules.value_type import value_type


@value_type
class Payable:
    """A lapse on the plan's day of payment: whether the plan pays it, and whether the rules refuse that."""

    lapse: Lapse
    paid: bool
    refused: bool


def payable_lapses(case: Case, policy: Policy, as_of: date) -> tuple[Payable, ...]:
    """The lapses that the back payment of a case's plan may pay, oldest first; none without such a plan."""
    plan = case.plan
    if plan is None or plan.resume_as is Scheme.RESIDENT:
        return ()
    return tuple(_payable(with_answers(case, as_of), policy, plan))


def _payable(case: Case, policy: Policy, plan: Plan) -> Iterator[Payable]:
    wanted = plan.pay_lapses
    for lapse in lapses_before_payment(case, plan.pay_on):
        paid = plan.back_pay and (wanted is None or lapse.span.first in wanted)
        yield Payable(lapse, paid, _refused(case, policy, plan, lapse))


def _refused(case: Case, policy: Policy, plan: Plan, lapse: Lapse) -> bool:
    """True when every rule that may answer says no, and the office has not decided otherwise."""
    if any(decision.verdict for decision in case.decisions):
        return False
    alone = Proposal(OptionId.PERSON_BACK_PAYS, plan.resume_as, plan.pay_on, lapse, (lapse,))
    known = Situation(case, policy, alone).known
    laws = [row.carries for row, _ in policy.table(Matter.BACK_PAYMENT, plan.pay_on).answers(policy.space.box(known))]
    rules = [law.row.rule if law.decides else None for law in laws]
    return bool(rules) and all(isinstance(rule, BackPaymentRule) and rule.verdict is Verdict.NO for rule in rules)
