"""Works out a case and gives its results by the names that a pack's example expects them under."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from app.packs.file.pack_builder import amount_of
from app.rules.assess import assess
from app.rules.law.policy import Policy
from app.rules.law.terms import Matter
from app.rules.law.waiting import Waiting
from app.rules.outcome.answers import with_answers
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.outcome.situation import Proposal, Situation
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.rules.record.history import Scheme
from app.rules.record.lapses import find_lapses
from app.rules.value_type import value_type

Found = str | int | bool | Decimal | date | None


@value_type
class Trial:
    """A case worked out: the assessment, the rules behind its planned option, all rules it rests on."""

    assessment: Assessment
    planned_rules: frozenset[str]
    rules: frozenset[str]

    def found(self, key: str) -> Found:
        """The planned option's result under a name of `expect`; None where it has none."""
        if key == "benefits_end":
            return self.assessment.lapses[-1].benefits_end if self.assessment.lapses else None
        if key in ("refund", "refund_by"):
            meeting = next((each for each in self.assessment.two_schemes if each.refund is not None), None)
            return getattr(meeting, key, None)
        planned = self.assessment.planned
        return _FOUND[key](planned) if planned and key in _FOUND else None

    def agrees(self, key: str, expected: object) -> bool:
        """True when an expected value, as the pack writes it, is what was found."""
        found = self.found(key)
        if isinstance(found, Decimal):
            return isinstance(expected, str) and amount_of(expected) == found
        return (found.isoformat() if isinstance(found, date) else found) == expected


def outcome(case: Case, policy: Policy, as_of: date, wanted: Collection[str]) -> Trial:
    """Work a case out; its turning points, which take longer, only where one of the names `wanted` needs them."""
    assessment = assess(case, policy, as_of)
    if "pay_by" in wanted:
        assessment = with_turning_points(case, policy, assessment)
    planned = frozenset(reason.rule for reason in assessment.planned.reasons) if assessment.planned else frozenset()
    return Trial(assessment, planned, planned | frozenset(_suspending(with_answers(case, as_of), policy, as_of)))


def _suspending(case: Case, policy: Policy, as_of: date) -> Iterator[str]:
    """The rules that say when benefits stop in the case's lapses."""
    for lapse in find_lapses(case, as_of):
        first = lapse.span.first.first_day
        scheme = lapse.scheme_before or Scheme.EMPLOYEE
        proposal = Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, scheme, first, lapse)
        box = policy.space.box(Situation(case, policy, proposal).known)
        yield from (row.carries.id for row, _ in policy.table(Matter.SUSPENSION, first).answers(box))


def _of_wait(read: Callable[[Waiting], Found]) -> Callable[[Option], Found]:
    return lambda option: read(option.waiting) if option.waiting else None


_FOUND: Final[Mapping[str, Callable[[Option], Found]]] = {
    "verdict": lambda option: option.verdict.value,
    "reference": lambda option: option.reference,
    "waiting_months": _of_wait(lambda waiting: waiting.months),
    "waiting_days": _of_wait(lambda waiting: waiting.days),
    "waiting_start": _of_wait(lambda waiting: waiting.start),
    "waiting_end": _of_wait(lambda waiting: waiting.end),
    "benefit_percent": _of_wait(lambda waiting: waiting.benefit_percent),
    "benefits_from": lambda option: option.benefits_from,
    "benefits_until": lambda option: option.benefits_until,
    "gap_costs": lambda option: option.gap_costs.value,
    "principal": lambda option: option.cost.principal if option.cost else None,
    "late_charge": lambda option: option.cost.late_charge if option.cost else None,
    "total": lambda option: option.cost.total if option.cost else None,
    "continuity": lambda option: option.continuity,
    "personal_account": lambda option: option.personal_account,
    "maternity": lambda option: option.maternity.verdict.value if option.maternity else None,
    "maternity_from": lambda option: option.maternity.since if option.maternity else None,
    "ceiling_times": lambda option: option.ceiling.stand.multiple if option.ceiling and option.ceiling.stand else None,
    "ceiling_lost": lambda option: option.ceiling.lost.value if option.ceiling else None,
    "pay_by": lambda option: option.pay_by,
    "ahead": lambda option: next((step.pays.cost.total for step in option.steps if step.pays and step.pays.cost), None),
}
