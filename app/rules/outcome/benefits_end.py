"""Finds the last day on which benefits were paid before each lapse, and the rule that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.rules.law.policy import Policy
from app.rules.law.terms import Matter
from app.rules.outcome.assessment import LapseFinding, OptionId
from app.rules.outcome.reasons import reasons, with_age
from app.rules.outcome.situation import Proposal, Situation
from app.rules.record.case import Case
from app.rules.record.history import UNSETTLED, Scheme
from app.rules.record.lapses import Lapse


def findings(case: Case, policy: Policy, as_of: date, lapses: Sequence[Lapse]) -> Iterator[LapseFinding]:
    """Each lapse with the last day on which benefits were paid, and the reason, where a rule says so.

    No day is given past the dates the nearest pack answers for, where the lapse may have begun earlier, or for cover in
    another pooling area, which the rules of that place end.
    """
    for lapse in lapses:
        before = case.history.run_at(lapse.span.first + -1)
        began_earlier = before is not None and before.standing in UNSETTLED
        resuming = Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, lapse.scheme_before or Scheme.EMPLOYEE, as_of, lapse)
        situation = Situation(case, policy, resuming)
        if began_earlier or situation.moved or policy.expired(lapse.span.first.first_day):
            yield LapseFinding(lapse, None)
            continue
        law = situation.suspension if situation.benefits_end else None
        reason = with_age(next(reasons(situation, {Matter.SUSPENSION: law})), as_of) if law else None
        yield LapseFinding(lapse, situation.benefits_end, reason)
