"""Applies decisions of the office (经办核定): each replaces what a pack's rows say on that matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.policy import BackPaymentRule, CoverRule, GapCostsRule, Law, PremiumRule, Rule, RuleRow
from app.rules.law.terms import Bearer, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Count, WaitRule
from app.rules.outcome.assessment import Cost, CostLine, OptionId, Reason
from app.rules.outcome.sentences import DECIDED_AMOUNT, DECIDED_BECAUSE, DECIDED_BY, OFFICE_DECISION
from app.rules.outcome.situation import Situation
from app.rules.record.case import Case, Decision

ROW = "office-decision"
AMOUNT = "cost"
VERDICT = "verdict"
_SOURCE = Source(ROW, OFFICE_DECISION.zh, "", "", "", "", Grade.A)
_NEXT_MONTH = DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START)


def decisions_for(case: Case, option: OptionId) -> tuple[Decision, ...]:
    """The decisions that hold for an option; of two on one matter the later one counts."""
    return tuple(decision for decision in case.decisions if decision.option in (None, option))


def is_decided(rests_on: Reason | Source) -> bool:
    """True for what rests on a decision of the office and on no text."""
    return rests_on.id == ROW if isinstance(rests_on, Source) else rests_on.rule.endswith(f"/{ROW}")


def decided_verdict(case: Case, option: OptionId) -> Verdict | None:
    """Whether the office allows an option; None where it decided nothing on that."""
    found = [Verdict(each.verdict) for each in decisions_for(case, option) if each.verdict is not None]
    return found[-1] if found else None


def obeyed(situation: Situation, laws: dict[Matter, Law | None]) -> dict[Matter, Law | None]:
    """The laws of a world, replaced where the office decided otherwise."""
    for decision in decisions_for(situation.case, situation.proposal.id):
        laws = {matter: _decided(situation, decision, matter, law) for matter, law in laws.items()}
    return laws


def decided_cost(situation: Situation, laws: Iterable[Law | None]) -> Cost | None:
    """The bill the office fixed, in one line; None where it fixed no amount."""
    found = [each for each in decisions_for(situation.case, situation.proposal.id) if each.amount is not None]
    if not found or found[-1].amount is None:
        return None
    amount, payer = found[-1].amount, _payer(laws)
    line = CostLine(DECIDED_AMOUNT, f"{amount:.2f}", amount, why_decided(found[-1]).zh, payer)
    return Cost(amount, amount * 0, amount * 0, (line,))


def why_decided(decision: Decision) -> Bilingual:
    """The reason of a decision, with who gave it and when where that is known."""
    reason, record = Bilingual(decision.reason, decision.reason), " ".join(_record(decision))
    if not record:
        return DECIDED_BECAUSE.filled(reason=reason)
    return DECIDED_BY.filled(reason=reason, record=record)


def _record(decision: Decision) -> Iterable[str]:
    if decision.by:
        yield decision.by
    if decision.on is not None:
        yield decision.on.isoformat()


def _payer(laws: Iterable[Law | None]) -> Bearer:
    """Who is to pay the bill, by the rule on its price."""
    for law in laws:
        rule = law.row.rule if law else None
        if isinstance(rule, BackPaymentRule) and rule.price:
            return rule.price.payer
        if isinstance(rule, PremiumRule):
            return Bearer.SELF
    return Bearer.ASK


def _decided(situation: Situation, decision: Decision, matter: Matter, law: Law | None) -> Law | None:
    rule = _rule(decision, matter, law.row.rule if law else None)
    if rule is None:
        return law
    row = RuleRow(ROW, matter, {}, rule, why_decided(decision), (ROW,))
    return Law(row, situation.policy.own, (_SOURCE,), Grade.A)


def _rule(decision: Decision, matter: Matter, rule: Rule | None) -> Rule | None:
    if matter is Matter.COVER:
        return _cover(decision, rule if isinstance(rule, CoverRule) else None)
    if matter is Matter.BACK_PAYMENT and decision.verdict:
        price = rule.price if isinstance(rule, BackPaymentRule) else None
        return BackPaymentRule(Verdict(decision.verdict), price)
    if matter is Matter.GAP_COSTS and decision.gap_costs:
        return GapCostsRule(Bearer(decision.gap_costs))
    return None


def _cover(decision: Decision, recorded: CoverRule | None) -> CoverRule | None:
    """The rule on cover after a decision; None where the recorded one, with its sources, stays as it is."""
    rule = recorded or CoverRule(Verdict.ASK)
    if decision.verdict:
        rule = replace(rule, verdict=Verdict(decision.verdict))
    if not decision.dates_cover:
        contrary = recorded is None or Verdict.NO in (decision.verdict, recorded.verdict)
        return rule if decision.verdict and contrary else None
    if decision.benefits_from:
        return replace(rule, start=DateRule(Anchor.DECIDED), wait=None)
    if not decision.waiting_months:
        return replace(rule, start=rule.start or _NEXT_MONTH, wait=None)
    wait = rule.wait or WaitRule(_NEXT_MONTH, Count.CALENDAR)
    return replace(rule, wait=replace(wait, months=decision.waiting_months, days=0, variable=None))
