"""Knows how a decision of the office (经办核定) stands above every row of a pack. Does not judge the decision."""

from __future__ import annotations

from dataclasses import replace

from app.rules.assessment import Bearer, Grade, Matter, Source, Verdict
from app.rules.case import Decision
from app.rules.dates import Align, Anchor, DateRule
from app.rules.policy import BackPaymentRule, CoverRule, GapCostsRule, Law, Rule, RuleRow
from app.rules.said import Said
from app.rules.sentences import DECIDED_BECAUSE, OFFICE_DECISION
from app.rules.situation import Situation
from app.rules.waiting import Count, WaitRule

ROW = "office-decision"
_SOURCE = Source(ROW, OFFICE_DECISION.zh, "", "", "", "", Grade.A)
_NEXT_MONTH = DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START)


def obeyed(situation: Situation, laws: dict[Matter, Law | None]) -> dict[Matter, Law | None]:
    """The laws of a world with what the office decided laid above them."""
    for decision in situation.case.decisions:
        if decision.option in (None, situation.proposal.id):
            laws = {matter: _decided(situation, decision, matter, law) for matter, law in laws.items()}
    return laws


def _decided(situation: Situation, decision: Decision, matter: Matter, law: Law | None) -> Law | None:
    rule = _rule(decision, matter, law.row.rule if law else None)
    if rule is None:
        return law
    says = DECIDED_BECAUSE.filled(reason=Said(decision.reason, decision.reason))
    row = RuleRow(ROW, matter, {}, rule, says, (ROW,))
    return Law(row, situation.policy.own, (_SOURCE,), Grade.A)


def _rule(decision: Decision, matter: Matter, rule: Rule | None) -> Rule | None:
    if matter is Matter.COVER and decision.speaks_of_cover:
        return _cover(decision, rule if isinstance(rule, CoverRule) else CoverRule(Verdict.ASK))
    if matter is Matter.BACK_PAYMENT and decision.verdict:
        price = rule.price if isinstance(rule, BackPaymentRule) else None
        return BackPaymentRule(Verdict(decision.verdict), price)
    if matter is Matter.GAP_COSTS and decision.gap_costs:
        return GapCostsRule(Bearer(decision.gap_costs))
    return None


def _cover(decision: Decision, rule: CoverRule) -> CoverRule:
    rule = replace(rule, verdict=Verdict(decision.verdict or Verdict.YES))
    if decision.benefits_from:
        return replace(rule, start=DateRule(Anchor.DECIDED), wait=None)
    if decision.waiting_months is None:
        return rule
    if decision.waiting_months == 0:
        return replace(rule, start=rule.start or _NEXT_MONTH, wait=None)
    wait = rule.wait or WaitRule(_NEXT_MONTH, Count.CALENDAR)
    return replace(rule, wait=replace(wait, months=decision.waiting_months, days=0, variable=None))
