"""Lists the ways to close a lapse that are open to a person on a payment day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.facts import NO, YES
from app.rules.law.insured_years import CALENDAR
from app.rules.law.newborns import may_work
from app.rules.law.policy import CoverRule, Policy
from app.rules.law.terms import Matter
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.outcome.cover_after_lapse import cover_resumed, resumed_proposal
from app.rules.outcome.enrolment_windows import opening_of
from app.rules.outcome.reasons import fact_text
from app.rules.outcome.settled_records import settled_records
from app.rules.outcome.situation import InsuredAs, Proposal, Situation, birth_year_open, insured_years_open
from app.rules.record.case import Case, Cause, Plan
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Scheme, Standing
from app.rules.record.lapses import Lapse, lapses_before_payment, main_lapse
from app.rules.record.months import Month
from app.rules.value_type import value_type

_WINDOW_OPENS_IN = 9  # September, where a pack has no window of its own
_EMPLOYER_MAY_OWE = (Cause.EMPLOYER, Cause.UNKNOWN)


@value_type
class _Standing:
    """What the options depend on: the case on a payment day, its main lapse, and the lapses to be paid back."""

    case: Case
    policy: Policy
    pay_on: date
    lapse: Lapse | None
    chosen: tuple[Lapse, ...]

    @property
    def open(self) -> Lapse | None:
        """The lapse that resuming closes."""
        return self.lapse if self.lapse and self.lapse.open else None

    @classmethod
    def on(cls, case: Case, policy: Policy, pay_on: date) -> _Standing:
        lapses = lapses_before_payment(case, pay_on)
        lapse = main_lapse(lapses)
        if case.plan is None:
            return cls(case, policy, pay_on, lapse, (lapse,) if lapse else ())
        wanted = case.plan.pay_lapses
        return cls(case, policy, pay_on, lapse, tuple(x for x in lapses if wanted is None or x.span.first in wanted))


@value_type
class Possible:
    """An option as it would be under one possible reading of the unknown months."""

    case: Case
    proposal: Proposal
    when: Bilingual


def lapses_left_out(case: Case, assessment: Assessment, option: Option) -> tuple[Lapse, ...]:
    """The lapses that an option neither closes nor pays, oldest first.

    Resident insurance counts skipped resident years in its wait, so it leaves none of them out.
    """
    if option.lapse is None:
        return ()
    wanted = case.plan.pay_lapses if case.plan else frozenset[Month]()
    of_residents = option.resume_as is Scheme.RESIDENT
    pays = option.back_pay and not of_residents
    return tuple(
        lapse
        for lapse in (finding.lapse for finding in assessment.lapses)
        if lapse.span.first != option.lapse.first
        and (
            option.resume_as is not Scheme.RESIDENT or lapse.of_employment or lapse.scheme_before is not Scheme.RESIDENT
        )
        and not (pays and (wanted is None or lapse.span.first in wanted))
    )


def proposals(case: Case, policy: Policy, pay_on: date) -> Iterator[Proposal]:
    """Every way to go on that is open to this person on a payment day, the plan's own details kept."""
    standing = _Standing.on(case, policy, pay_on)
    if standing.lapse and (after := cover_resumed(case, standing.lapse)):
        yield resumed_proposal(case, policy, standing.lapse, after, pay_on)
    yield from _back_payments(standing)
    if (standing.open or case.history.first_cover is None) and may_work(case.person, pay_on):
        yield from _resumptions(standing)
    yield from _resident_proposals(standing)


def possible_ways(case: Case, policy: Policy, pay_on: date) -> dict[Proposal, tuple[Possible, ...]]:
    """Every way to go on, with what it would be under each reading of the unknown months."""
    elsewhere = [
        (record, {(way.id, way.resume_as): way for way in proposals(record.case, policy, pay_on)})
        for record in settled_records(case)
    ]
    found: dict[Proposal, tuple[Possible, ...]] = {}
    for way in proposals(case, policy, pay_on):
        first, *others = _in_each_year(case, policy, way)
        found[first.proposal] = (
            *others,
            *(
                replace(possible, when=record.when)
                for record, ways in elsewhere
                if (way.id, way.resume_as) in ways
                for possible in _in_each_year(record.case, policy, ways[way.id, way.resume_as])
            ),
        )
    return found


def _in_each_year(case: Case, policy: Policy, proposal: Proposal) -> list[Possible]:
    """A way in every insured year that may be the person's, the usual one first; hardly ever more than one."""
    alone = [Possible(case, proposal, Bilingual("", ""))]
    if proposal.insured_year is None or proposal.id is OptionId.ALREADY_RESUMED:
        return alone
    open_years = insured_years_open(case, policy, proposal.pay_on, proposal.insured_year)
    if len(open_years) == 1:
        return alone
    return [
        Possible(case, replace(proposal, insured_as=insured_as), _said_of_person(policy, insured_as))
        for insured_as in reversed(open_years)
    ]


def _said_of_person(policy: Policy, insured_as: InsuredAs) -> Bilingual:
    said = [fact_text(policy, name, known) for name, known in insured_as.person]
    return Bilingual("，".join(each.zh for each in said), ", ".join(each.en for each in said))


def possible_plans(case: Case, policy: Policy, plan: Plan) -> tuple[Possible, ...]:
    """What the plan would be under each reading of the unknown months."""
    others = _in_each_year(case, policy, _planned(case, policy, plan))[1:]
    settled = [
        replace(possible, when=record.when)
        for record in settled_records(case)
        for possible in _in_each_year(record.case, policy, _planned(record.case, policy, plan))
    ]
    return (*others, *settled)


def planned_proposal(case: Case, policy: Policy, plan: Plan) -> Proposal:
    """The proposal that is the case's plan, in the usual insured year where more than one may be the person's."""
    return _in_each_year(case, policy, _planned(case, policy, plan))[0].proposal


def _planned(case: Case, policy: Policy, plan: Plan) -> Proposal:
    standing = _Standing.on(case, policy, plan.pay_on)
    if plan.resume_as is Scheme.RESIDENT:
        year = plan.insured_year or _next_insured_year(case, policy, plan.pay_on)
        usual = policy.usual_year(plan.pay_on)
        own = usual.containing(plan.pay_on)
        own_year = plan.back_pay and year > own and not case.history.any_in(usual.span(own), Standing.COVERED)
        joining = _joining(standing, year)
        own_year = own_year and not joining.pays_birth_year
        id_ = OptionId.RESIDENT_REPAIR if plan.repair_years else joining.id
        return replace(
            joining,
            id=id_,
            in_window=_stated_window(case, plan.pay_on, year),
            repair_years=plan.repair_years,
            pays_own_year=own_year,
        )
    lapse = standing.lapse
    if not plan.back_pay or lapse is None or not standing.chosen:
        return _resuming(standing, plan.resume_as)
    by_employer = plan.resume_as is Scheme.EMPLOYEE and _unit_may_owe(lapse)
    id_ = OptionId.EMPLOYER_BACK_PAYS if by_employer else OptionId.PERSON_BACK_PAYS
    return Proposal(id_, plan.resume_as, plan.pay_on, lapse, standing.chosen)


def _stated_window(case: Case, pay_on: date, year: int) -> bool | None:
    """Whether the person states that a payment is inside a year's enrolment window; None where nothing is stated."""
    plan = case.plan
    planned_year = plan.insured_year if plan and plan.resume_as is Scheme.RESIDENT else None
    if plan and plan.in_window is not None and pay_on == plan.pay_on and planned_year in (year, None):
        return plan.in_window
    answer = case.answers.get(FactName.of(Question.IN_WINDOW, year, pay_on))
    return {YES: True, NO: False}.get(str(answer))


def _next_insured_year(case: Case, policy: Policy, pay_on: date) -> int:
    usual = policy.usual_year(pay_on)
    current = usual.containing(pay_on)
    opens = opening_of(case, policy, current + 1, pay_on)
    if opens is None:
        return current + 1 if usual is CALENDAR and pay_on.month >= _WINDOW_OPENS_IN else current
    return current + 1 if opens <= pay_on else current


def _unit_may_owe(lapse: Lapse) -> bool:
    return lapse.of_employment and lapse.cause in _EMPLOYER_MAY_OWE


def _back_payments(standing: _Standing) -> Iterator[Proposal]:
    lapse = standing.lapse
    if lapse is None:
        return
    pays = standing.chosen if lapse in standing.chosen else (*standing.chosen, lapse)
    if _unit_may_owe(lapse):
        yield Proposal(OptionId.EMPLOYER_BACK_PAYS, Scheme.EMPLOYEE, standing.pay_on, lapse, pays)
    own = lapse.scheme_before in (Scheme.EMPLOYEE, Scheme.FLEXIBLE) and lapse.cause is not Cause.EMPLOYER
    if lapse.open and own:
        yield Proposal(OptionId.PERSON_BACK_PAYS, Scheme.FLEXIBLE, standing.pay_on, lapse, pays)


def _resumptions(standing: _Standing) -> Iterator[Proposal]:
    plan, lapse = standing.case.plan, standing.open
    by_old_employer = lapse is not None and lapse.cause is Cause.EMPLOYER
    if by_old_employer or (plan and plan.resume_as is Scheme.EMPLOYEE and not plan.back_pay):
        yield _resuming(standing, Scheme.EMPLOYEE)
    else:
        yield _resuming(standing, Scheme.FLEXIBLE)
        if lapse and lapse.scheme_before is not Scheme.RESIDENT:
            yield Proposal(OptionId.NEW_EMPLOYER_ENROLS, Scheme.EMPLOYEE, standing.pay_on, lapse)


def _resuming(standing: _Standing, scheme: Scheme) -> Proposal:
    """To pay on under a scheme, or to begin, where the person is known never to have been insured."""
    resuming = Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, scheme, standing.pay_on, standing.open)
    begins = standing.open is None and Situation(standing.case, standing.policy, resuming).first_enrolment
    return replace(resuming, id=OptionId.FIRST_ENROLMENT) if begins else resuming


def _joining(standing: _Standing, year: int) -> Proposal:
    next_year = year > standing.policy.usual_year(standing.pay_on).containing(standing.pay_on)
    id_ = OptionId.JOIN_RESIDENT_NEXT_YEAR if next_year else OptionId.JOIN_RESIDENT
    born_before = _pays_birth_year(standing, year)
    return Proposal(
        id_, Scheme.RESIDENT, standing.pay_on, standing.open, insured_year=year, pays_birth_year=born_before
    )


def _pays_birth_year(standing: _Standing, year: int) -> bool:
    """True where the year of birth is the one before an insured year and not paid, unless the plan leaves it out."""
    if not birth_year_open(standing.case, standing.policy, standing.pay_on, year):
        return False
    plan = standing.case.plan
    return plan is None or plan.resume_as is not Scheme.RESIDENT or plan.back_pay


def _resident_proposals(standing: _Standing) -> Iterator[Proposal]:
    history, now = standing.case.history, Month.containing(standing.pay_on)
    last = history.run_at(now) or history.cover_before(now)
    if standing.open is None and last and last.scheme is not Scheme.RESIDENT:
        return  # insured elsewhere, and nobody may be insured twice
    if standing.open and standing.open.cause is Cause.EMPLOYER:
        return  # still employed: the unit owes employee insurance
    plan = standing.case.plan if standing.case.plan and standing.case.plan.resume_as is Scheme.RESIDENT else None
    usual = standing.policy.usual_year(standing.pay_on)
    this_year = usual.containing(standing.pay_on)
    next_year = _next_insured_year(standing.case, standing.policy, standing.pay_on)
    planned_year = (plan.insured_year if plan else None) or next_year
    next_year = max(next_year, planned_year)
    case, pay_on = standing.case, standing.pay_on
    for year in sorted({this_year, next_year}):
        if not history.covered_under(Scheme.RESIDENT, usual.span(year).last):
            yield replace(_joining(standing, year), in_window=_stated_window(case, pay_on, year))
    repairing = _joining(standing, next_year)
    inside = _stated_window(case, pay_on, next_year)
    repairing = replace(repairing, id=OptionId.RESIDENT_REPAIR, in_window=inside)
    useful = _useful_repairs(Situation(standing.case, standing.policy, repairing))
    if useful:
        yield replace(repairing, repair_years=useful)


def _useful_repairs(situation: Situation) -> int:
    """The fewest years to buy back that shorten every possible wait as far as it goes; 0 where none does.

    More than one rule may answer: where the window is not recorded, it is not known whether a payment is inside.
    """
    policy, years = situation.policy, situation.unpaid_years
    answers = policy.table(Matter.COVER, situation.proposal.pay_on).answers(policy.space.box(situation.known))
    rules = (row.carries.row.rule for row, _ in answers)
    waits = [rule.wait for rule in rules if isinstance(rule, CoverRule) and rule.wait]
    lengths = ([wait.length(years, repaired) for repaired in range(years + 1)] for wait in waits)
    return max((each.index(min(each)) for each in lengths), default=0)
