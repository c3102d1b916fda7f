"""Works out a proposal under every possible value of the unknown facts, and keeps what all of them agree on.

One combination of laws that may answer is called a world (docs/decisions/0008).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TypeVar

from app.rules.bilingual import Bilingual
from app.rules.law.policy import (
    BackPaymentRule,
    ContinuityRule,
    CoverRule,
    GapCostsRule,
    Law,
    Policy,
    PremiumRule,
    choices_of,
)
from app.rules.law.tables import Box
from app.rules.law.terms import FROM_BEST_TO_WORST, Bearer, Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    ALREADY_PAID_ON,
    NO_COVER_IN_YEAR,
    Assumption,
    Ceiling,
    Cost,
    CostRange,
    Maternity,
    Option,
    Reason,
    Worst,
)
from app.rules.outcome.cover import Restored, agreed_cover, cover_of, cover_segments
from app.rules.outcome.decisions import AMOUNT, ROW, VERDICT, decided_cost, decided_verdict, obeyed
from app.rules.outcome.guidance.documents import (
    Laws,
    channels,
    confirmations,
    disagreements,
    documents,
    in_order,
    lapse_effects,
    outranked,
    questions,
    services,
    steps,
)
from app.rules.outcome.lifetime.ceilings import ceiling_of
from app.rules.outcome.lifetime.maternity import maternity_of
from app.rules.outcome.money import (
    BASE_FIGURE,
    BEYOND_EVERY_BASE,
    HIGH_FIGURE,
    LOW_FIGURE,
    Bill,
    MissingFigure,
    back_payment_bill,
    cost_of,
    day_text,
    premium_bill,
    range_of,
    with_base,
)
from app.rules.outcome.options import Possible
from app.rules.outcome.reasons import assumptions, reasons, when_text
from app.rules.outcome.sentences import ALREADY_RESUMED, IN_VAIN, NO_COVER, OFFICE_WINDOW, WAIT_UNSETTLED
from app.rules.outcome.situation import InsuredAs, Proposal, Situation
from app.rules.record.case import Case
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month
from app.rules.value_type import value_type

PRICE = "price"
T = TypeVar("T")
_NOT_SETTLED = ContinuityRule("ask", "ask")
_GAP_NOT_SETTLED = GapCostsRule(Bearer.ASK)


@value_type
class World:
    """One possible state of the unknown facts: the facts it covers (a box), and the law for each matter there.

    `recorded` are the laws of the packs, before decisions of the office are applied. `year` names the insured year.
    `choices` are what the person may have chosen when enrolling, where that has a price of its own.
    """

    box: Box
    laws: Laws
    recorded: Laws
    year: str
    choices: tuple[tuple[str, str], ...] = ()


@value_type
class Unfolded:
    """An option, its worlds on the first possible day of payment and in every possible insured year, and the figures
    that are missing.

    `undated`: the month of payment, where the day is not known and makes a difference. `months_decide`: unknown months
    of the record make a difference. `unplaced` are the days that a rule counts from and that are not known
    (`Situation.lacks`). `perhaps_insured_before`: the record is empty, and nobody has said that insurance never began.
    """

    option: Option
    worlds: tuple[World, ...]
    missing_figures: tuple[str, ...]
    undated: Month | None = None
    months_decide: bool = False
    unplaced: tuple[str, ...] = ()
    perhaps_insured_before: bool = False


def unfold(case: Case, policy: Policy, proposal: Proposal, others: Sequence[Possible] = ()) -> Unfolded:
    """Work one proposal out in every world that is still possible, and merge what comes out.

    The same is done for every possible day of payment, where the day is not known, and for every possible reading of
    unknown months (`others`).
    """
    by_day = _by_day(case, policy, proposal)
    elsewhere = [(other, item) for other in others for item in _by_day(other.case, policy, other.proposal)]
    every = [*by_day, *(item for _, item in elsewhere)]
    if len(every) == 1:
        return every[0]
    options = [item.option for item in every]
    why = _all(item.option.reasons for item in by_day)
    told = {reason.rule for reason in why}
    why += tuple(
        replace(reason, when=reason.when or other.when)
        for other, item in elsewhere
        for reason in item.option.reasons
        if reason.rule not in told
    )
    merged = replace(
        merged_options(options, tuple(dict.fromkeys(why)), _common_verdict(case, proposal, options)),
        pay_on_assumed=bool(proposal.or_paid_on),
    )
    return Unfolded(
        merged,
        worlds=(
            *by_day[0].worlds,
            *(world for other, item in elsewhere if other.case is case for world in item.worlds),
        ),
        missing_figures=tuple(dict.fromkeys(name for item in every for name in item.missing_figures)),
        undated=Month.containing(proposal.pay_on) if len({_outcome(item.option) for item in by_day}) > 1 else None,
        months_decide=len({(_outcome(option), option.cost, option.continuity) for option in options}) > 1,
        unplaced=_all(item.unplaced for item in every),
        perhaps_insured_before=any(item.perhaps_insured_before for item in every),
    )


def _by_day(case: Case, policy: Policy, proposal: Proposal) -> list[Unfolded]:
    days = (proposal.pay_on, *proposal.or_paid_on)
    return [_unfold(case, policy, replace(proposal, pay_on=day, or_paid_on=())) for day in days]


def _outcome(option: Option) -> tuple[Verdict, date | None, Waiting | None, Bearer]:
    """What must be equal in all worlds for an option to be decided."""
    return option.verdict, option.benefits_from, option.waiting, option.gap_costs


def _unfold(case: Case, policy: Policy, proposal: Proposal) -> Unfolded:
    situation = Situation(case, policy, proposal)
    others = _other_payments(situation)
    found = tuple(part for world in worlds(situation) for part in _by_choice(situation, world, others))
    alike: dict[tuple[object, ...], list[World]] = {}
    for world in found:
        laws = (*world.laws.values(), *world.recorded.values())
        alike.setdefault((*(law.id if law else None for law in laws), world.choices), []).append(world)
    outcomes = [_option(situation, _together(same), others) for same in alike.values()]
    option, missing = outcomes[0] if len(outcomes) == 1 else _merged(situation, list(alike.values()), outcomes)
    lacking = tuple(dict.fromkeys(each for world in found if (each := unplaced(situation, world))))
    perhaps = situation.perhaps_insured_before and option.verdict is not Verdict.NO
    return Unfolded(option, found, missing, unplaced=lacking, perhaps_insured_before=perhaps)


def _in_vain(restored: Restored) -> Bilingual:
    """That nothing is gained in the insured year that is paid for: for its wait, or because the rule says so."""
    if restored.until is None:
        return NO_COVER.filled(year=restored.in_vain)
    return IN_VAIN.filled(year=restored.in_vain, day=day_text(restored.until))


def _together(alike: Sequence[World]) -> World:
    """Joins worlds that have the same laws into one."""
    masks = zip(*(world.box for world in alike), strict=True)
    return World(
        tuple(reduce(or_, mask) for mask in masks), alike[0].laws, alike[0].recorded, alike[0].year, alike[0].choices
    )


@value_type
class PaidLapse:
    """A lapse that is paid, as a situation of its own, with its law (None: more than one may answer)."""

    situation: Situation
    lapse: Lapse
    law: Law | None


def worlds(situation: Situation) -> list[World]:
    """Every combination of laws that may answer, each with the facts under which it does."""
    proposal, policy = situation.proposal, situation.policy
    matters = [Matter.COVER, Matter.GAP_COSTS, Matter.CONTINUITY]
    if proposal.resume_as is Scheme.RESIDENT:
        matters.insert(0, Matter.PREMIUM)
    elif proposal.pays_what_it_closes:
        matters.insert(0, Matter.BACK_PAYMENT)
    nothing: Laws = {}
    found = [(policy.space.box(situation.known), nothing)]
    for matter in matters:
        table = policy.table(matter, proposal.pay_on)
        split: list[tuple[Box, Laws]] = []
        for box, laws in found:
            answers = table.answers(box)
            split += [(part, {**laws, matter: row.carries}) for row, part in answers]
            if len(answers) != 1 or answers[0][1] != box:
                split += [(part, {**laws, matter: None}) for part in table.holes(box)]
        found = split
    return [World(box, obeyed(situation, laws), laws, situation.insured_as.year.id) for box, laws in found]


def _by_choice(situation: Situation, world: World, others: Sequence[PaidLapse]) -> Iterator[World]:
    """A world for every value of the choices that its prices hang on and that nobody has said."""
    space = situation.policy.space
    laws = (world.laws.get(Matter.PREMIUM), world.laws.get(Matter.BACK_PAYMENT), *(each.law for each in others))
    names = dict.fromkeys(name for law in laws if law for name in choices_of(law.row.rule))
    parts = [world]
    for name in names:
        index = space.index(name)
        if index is None or isinstance(situation.known[name], str):
            continue
        parts = [
            replace(
                part,
                box=(*part.box[:index], space.axes[index].mask(value), *part.box[index + 1 :]),
                choices=(*part.choices, (name, value)),
            )
            for part in parts
            for value in space.axes[index].cells(part.box[index])
        ]
    yield from parts


def _choosing(situation: Situation, choices: Sequence[tuple[str, str]]) -> Situation:
    """The situation of a person who has chosen so."""
    case = situation.case
    return replace(situation, case=replace(case, answers={**case.answers, **dict(choices)})) if choices else situation


def _other_payments(situation: Situation) -> list[PaidLapse]:
    proposal, policy = situation.proposal, situation.policy
    payments = []
    for lapse in proposal.pays:
        if lapse != proposal.closes:
            own = Situation(situation.case, policy, replace(proposal, closes=lapse))
            answers = policy.table(Matter.BACK_PAYMENT, proposal.pay_on).answers(policy.space.box(own.known))
            payments.append(PaidLapse(own, lapse, answers[0][0].carries if len(answers) == 1 else None))
    return payments


def _option(situation: Situation, world: World, others: Sequence[PaidLapse]) -> tuple[Option, tuple[str, ...]]:
    told, situation = situation, _choosing(situation, world.choices)
    others = [replace(each, situation=_choosing(each.situation, world.choices)) for each in others]
    proposal, policy, laws = situation.proposal, situation.policy, world.laws
    paid = [payment.law for payment in others]
    verdict = verdict_of(situation, world, paid)
    cover_law = laws[Matter.COVER]
    cover_rule = cover_law.row.rule if cover_law and isinstance(cover_law.row.rule, CoverRule) else None
    taken = [*assumptions(situation, laws)]
    for payment in others:
        taken += assumptions(payment.situation, {Matter.BACK_PAYMENT: payment.law})
    waiting, restored = None, Restored()
    if verdict is Verdict.NO and cover_rule and cover_rule.no_cover:
        taken.append(Assumption(NO_COVER_IN_YEAR, _in_vain(Restored(in_vain=proposal.insured_year))))
    if verdict is not Verdict.NO:
        waiting, restored = cover_of(situation, cover_law)
        if restored.in_vain:
            taken.append(Assumption(NO_COVER_IN_YEAR, _in_vain(restored)))
        if situation.pays_closed_lapse:
            taken.append(Assumption(ALREADY_PAID_ON, ALREADY_RESUMED))
        elif cover_rule:
            taken += _both_readings(situation, cover_rule)
    if own := situation.office_window:
        said = OFFICE_WINDOW.filled(year=own.year, opens=day_text(own.opens), closes=day_text(own.closes))
        taken.append(Assumption("office-window", said))
    settled = decided_cost(situation, [*laws.values(), *(payment.law for payment in others)])
    bills, missing = ([], ()) if verdict is Verdict.NO or settled else _bills(situation, laws, others)
    taken += [assumption for bill in bills for assumption in bill.assumptions]
    tentative = is_tentative(situation, world, verdict, paid) and verdict is not Verdict.NO
    gap, continuity = told_beside(situation, laws, verdict, tentative=tentative)
    older = [payment.law for payment in others if payment.law]
    asked, answering = tuple(questions(policy, [*laws.values(), *older])), [*deciding(situation, laws), *older]
    option = Option(
        id=proposal.id,
        resume_as=proposal.resume_as,
        pay_on=proposal.pay_on,
        back_pay=proposal.back_pay,
        repair_years=proposal.repair_years,
        insured_year=proposal.insured_year,
        insured_from=situation.insured_start,
        insured_until=situation.insured_end,
        lapse=situation.lapse.span if situation.lapse else None,
        verdict=verdict,
        reference=tentative and (verdict is Verdict.ASK or _leans(world, gap, continuity)),
        cost=None if missing or verdict is Verdict.NO else settled or cost_of(bills),
        cost_range=_cost_range(situation, laws, others) if missing in ((BASE_FIGURE,), (HIGH_FIGURE,)) else None,
        waiting=waiting,
        benefits_from=restored.begins,
        benefits_until=restored.until if restored.begins else None,
        cover=tuple(cover_segments(situation, cover_rule, waiting, restored, gap)),
        gap_costs=gap.bearer,
        continuity=continuity.consecutive,
        personal_account=continuity.account,
        maternity_months=continuity.maternity,
        maternity=maternity_of(situation, verdict, restored.begins),
        ceiling=ceiling_of(situation, verdict, continuity.consecutive),
        documents=tuple(documents(policy, world.box)),
        steps=in_order(steps(told, world.box)),
        channels=tuple(channels(policy, world.box, proposal.pay_on)),
        services=tuple(services(policy, world.box)),
        affects=tuple(lapse_effects(policy, world.box)) if situation.lapse else (),
        reasons=(
            *reasons(situation, laws),
            *(why for payment in others for why in reasons(payment.situation, {Matter.BACK_PAYMENT: payment.law})),
        ),
        disagreements=tuple(disagreements(policy, laws, world.box)),
        outranked=tuple(outranked(policy, laws, world.box)),
        assumptions=tuple(dict.fromkeys(taken)),
        questions=asked or tuple(confirmations(policy, answering) if verdict is Verdict.ASK else ()),
        decided_by_office=(
            *((VERDICT,) if decided_verdict(situation.case, proposal.id) else ()),
            *(matter.value for matter, law in laws.items() if law and law.row.id == ROW),
            *((AMOUNT,) if settled else ()),
        ),
    )
    return option, missing


def agreed_bill(situations: Iterable[Situation]) -> Cost | None:
    """What every possible record and world has a payment cost; None where they part, or a figure is missing."""
    agreed = None
    for situation in situations:
        others = _other_payments(situation)
        for world in worlds(situation):
            for part in _by_choice(situation, world, others):
                cost = _cost_in(situation, part, others)
                if cost is None or (agreed is not None and cost != agreed):
                    return None
                agreed = cost
    return agreed


def _cost_in(situation: Situation, world: World, others: Sequence[PaidLapse]) -> Cost | None:
    chosen = _choosing(situation, world.choices)
    paid = [replace(each, situation=_choosing(each.situation, world.choices)) for each in others]
    settled = decided_cost(chosen, [*world.laws.values(), *(each.law for each in paid)])
    bills, missing = ([], ()) if settled else _bills(chosen, world.laws, paid)
    return None if missing else settled or cost_of(bills)


def deciding(situation: Situation, laws: Laws) -> list[Law | None]:
    """The laws that make the option's verdict: on the price, on paying the months, on cover, on who bears the gap.

    The gap is asked about only where something lapsed.
    """
    matters = [Matter.PREMIUM, Matter.BACK_PAYMENT, Matter.COVER]
    if situation.lapse is not None:
        matters.append(Matter.GAP_COSTS)
    return [laws[matter] for matter in matters if matter in laws]


def verdict_of(situation: Situation, world: World, others: Iterable[Law | None] = ()) -> Verdict:
    """No where one law says no, ask where one asks or does not decide here, else yes.

    Ask, too, where a unit is to pay but may not owe the months, where an empty record may not be that of somebody never
    insured, where a day that cover is counted from is not known, and past the dates the pack answers for. A verdict of
    the office replaces that of the world's laws, but not that of `others`, the laws on older lapses that are paid too.
    Other decisions of the office are no verdict.
    """
    if situation.policy.expired(situation.proposal.pay_on):
        return Verdict.ASK
    decided = decided_verdict(situation.case, situation.proposal.id)
    verdicts = {decided} if decided else set(map(_verdict_in, deciding(situation, world.recorded)))
    if not decided and _gap_is_unproven(situation, world.recorded.get(Matter.GAP_COSTS)):
        verdicts.add(Verdict.ASK)
    open_question = situation.proposal.hangs_on_cause or situation.perhaps_insured_before
    if not decided and (open_question or unplaced(situation, world)):
        verdicts.add(Verdict.ASK)
    verdicts |= set(map(_verdict_in, others))
    return next(verdict for verdict in (Verdict.NO, Verdict.ASK, Verdict.YES) if verdict in verdicts)


def is_tentative(situation: Situation, world: World, verdict: Verdict, others: Iterable[Law | None] = ()) -> bool:
    """True when the packs leave the option to the office: rows that do not decide then give a reference.

    A decision of the office on one matter leaves the others as they were.
    """
    laws = (*deciding(situation, world.recorded), *others)
    return verdict is Verdict.ASK or Verdict.ASK in map(_verdict_in, laws)


def unplaced(situation: Situation, world: World) -> str | None:
    """What must be known to place the days that the rule on cover names: see `Situation.lacks`."""
    law = world.recorded.get(Matter.COVER)
    rule = law.row.rule if law else None
    if not isinstance(rule, CoverRule):
        return None
    days = (rule.start, rule.wait.start if rule.wait else None, rule.until)
    return next((lacking for day in days if (lacking := situation.lacks(day))), None)


_OPENS_THE_VERDICT = frozenset(("verdict", "start", "wait", "price", "payer"))


def _verdict_in(law: Law | None) -> Verdict:
    if law is None or not law.decides:
        return Verdict.ASK
    rule, asking = law.row.rule, not law.row.leaves_open.isdisjoint(_OPENS_THE_VERDICT)
    if isinstance(rule, BackPaymentRule | CoverRule) and rule.verdict is not Verdict.YES:
        return rule.verdict
    return Verdict.ASK if asking or (isinstance(rule, GapCostsRule) and rule.bearer is Bearer.ASK) else Verdict.YES


def _leans(world: World, gap: GapCostsRule, continuity: ContinuityRule) -> bool:
    """True when part of an answer rests on a rule that does not decide, even if the office gave its verdict."""
    told = {
        Matter.COVER: True,
        Matter.GAP_COSTS: gap.bearer is not Bearer.ASK,
        Matter.CONTINUITY: (continuity.consecutive, continuity.account) != ("ask", "ask"),
    }
    undecided = [law for matter, law in world.laws.items() if told.get(matter) and not (law and law.row.id == ROW)]
    cover = world.laws[Matter.COVER]
    return (cover in undecided and _verdict_in(cover) is Verdict.ASK) or not all(
        law and law.decides for law in undecided
    )


def _bills(situation: Situation, laws: Laws, others: Sequence[PaidLapse]) -> tuple[list[Bill], tuple[str, ...]]:
    bills: list[Bill] = []
    missing: list[str] = []
    payments = list(others)
    if situation.lapse and situation.proposal.pays_what_it_closes:
        payments.append(PaidLapse(situation, situation.lapse, laws[Matter.BACK_PAYMENT]))
    try:
        if Matter.PREMIUM in laws:
            bills += _premium_bills(situation, laws[Matter.PREMIUM])
        for payment in payments:
            rule = payment.law.row.rule if payment.law else None
            if isinstance(rule, BackPaymentRule) and rule.price:
                bills.append(back_payment_bill(payment.situation, payment.lapse, rule.price))
            else:
                missing.append(PRICE)
    except MissingFigure as lacking:
        missing.append(lacking.name)
    return bills, tuple(missing)


def _cost_range(situation: Situation, laws: Laws, others: Sequence[PaidLapse]) -> CostRange | None:
    """The bill at the lowest and at the highest contribution base; None where the lower limit is not recorded.

    A base beyond a limit is taken at the limit, so these are the bills of no base and of one above all. Without the
    upper limit of every month there is no highest bill. Bills that rest on a reference are not told as a range.
    """
    days = {situation.proposal.pay_on, *(month.first_day for lapse in situation.proposal.pays for month in lapse.span)}
    recorded = situation.policy.value
    if any(recorded(LOW_FIGURE, day) is None for day in days):
        return None
    low = _bill_with_base(situation, laws, others, Decimal(0))
    if low is None or any(recorded(HIGH_FIGURE, day) is None for day in days):
        return CostRange(low.total, None) if low is not None else None
    high = _bill_with_base(situation, laws, others, BEYOND_EVERY_BASE)
    return range_of([low], [high]) if high is not None else None


def _bill_with_base(situation: Situation, laws: Laws, others: Sequence[PaidLapse], base: Decimal) -> Cost | None:
    at = [replace(each, situation=with_base(each.situation, base)) for each in others]
    bills, missing = _bills(with_base(situation, base), laws, at)
    cost = cost_of(bills)
    return None if missing or cost.reference else cost


def _premium_bills(situation: Situation, law: Law | None) -> list[Bill]:
    """The bills of the years paid for: the insured year by the law of this world, before it the payment's own year."""
    proposal = situation.proposal
    if not proposal.pays_own_year:
        return [_premium_bill(situation, law)]
    main = replace(proposal, pays_own_year=False)
    own_year = situation.usual_year.containing(proposal.pay_on)
    usual = InsuredAs(situation.usual_year, situation.insured_as.person)
    own = replace(main, insured_year=own_year, in_window=False, repair_years=0, insured_as=usual)
    years = [Situation(situation.case, situation.policy, year) for year in (own, main)]
    return [_premium_bill(year, _premium_law(year)) for year in years]


def _premium_bill(situation: Situation, law: Law | None) -> Bill:
    rule = law.row.rule if law else None
    if law is None or not isinstance(rule, PremiumRule) or not (rule.parts or rule.birth_year is not None):
        raise MissingFigure(PRICE)
    if rule.birth_year is not None and situation.case.person.birth_date is None:
        raise MissingFigure(PRICE)
    return premium_bill(situation, law, rule)


def _premium_law(situation: Situation) -> Law | None:
    """The law on the premium of a year; None where more than one may answer."""
    policy = situation.policy
    answers = policy.table(Matter.PREMIUM, situation.proposal.pay_on).answers(policy.space.box(situation.known))
    return answers[0][0].carries if len(answers) == 1 else None


def _both_readings(situation: Situation, rule: CoverRule) -> Iterator[Assumption]:
    variable = rule.wait.variable if rule.wait else None
    if rule.wait and variable and variable.unsettled:
        settled = replace(rule.wait, variable=replace(variable, unsettled=False))
        years, repaired = situation.unpaid_years, situation.proposal.repair_years
        longer, shorter = rule.wait.length(years, repaired), settled.length(years, repaired)
        if longer != shorter:
            yield Assumption("wait-unsettled", WAIT_UNSETTLED.filled(longer=longer, shorter=shorter))


def told_beside(
    situation: Situation, laws: Laws, verdict: Verdict, *, tentative: bool
) -> tuple[GapCostsRule, ContinuityRule]:
    """Who bears the gap's costs and what becomes of consecutive years, as far as the verdict allows to say."""
    if verdict is Verdict.NO:
        return _GAP_NOT_SETTLED, _NOT_SETTLED
    return _gap_costs(situation, laws, reference=tentative), _continuity(laws, reference=tentative)


def _gap_costs(situation: Situation, laws: Laws, *, reference: bool) -> GapCostsRule:
    law = laws[Matter.GAP_COSTS]
    if _gap_is_unproven(situation, law):
        return _GAP_NOT_SETTLED
    if law is None or not isinstance(law.row.rule, GapCostsRule) or not (reference or law.decides):
        return _GAP_NOT_SETTLED
    return law.row.rule


def _gap_is_unproven(situation: Situation, law: Law | None) -> bool:
    """True where the fund would pay for someone it never covered, or another scheme covered the owed months."""
    if situation.lapse is None or (law and law.row.id == ROW):
        return False
    rule = law.row.rule if law else None
    by_fund = isinstance(rule, GapCostsRule) and rule.bearer is Bearer.FUND
    return situation.lapse.beside_cover or (by_fund and situation.cover_before is None)


def _continuity(laws: Laws, *, reference: bool) -> ContinuityRule:
    law = laws[Matter.CONTINUITY]
    if law is None or not isinstance(law.row.rule, ContinuityRule) or not (reference or law.decides):
        return _NOT_SETTLED
    return law.row.rule


def _merged(
    situation: Situation, found: list[list[World]], outcomes: list[tuple[Option, tuple[str, ...]]]
) -> tuple[Option, tuple[str, ...]]:
    options = [option for option, _ in outcomes]
    whole = situation.policy.space.box(situation.known)
    in_all = set(options[0].reasons).intersection(*(option.reasons for option in options))
    reasons_by_world = [
        reason
        if reason in in_all
        else replace(reason, when=when_text(situation.policy, [world.box for world in alike], whole))
        for alike, option in zip(found, options, strict=True)
        for reason in option.reasons
    ]
    missing = tuple(dict.fromkeys(name for _, names in outcomes for name in names))
    verdict = _common_verdict(situation.case, situation.proposal, options)
    merged = merged_options(options, tuple(dict.fromkeys(reasons_by_world)), verdict)
    return (replace(merged, cost=None) if missing else merged), missing


def merged_options(options: Sequence[Option], why: tuple[Reason, ...], verdict: Verdict) -> Option:
    """One option from several possible outcomes: what they agree on, with the worst outcome beside it."""
    begins = _agreed([option.benefits_from for option in options], None)
    return replace(
        options[0],
        verdict=verdict,
        reference=any(option.reference for option in options),
        cost=_agreed([option.cost for option in options], None),
        cost_range=_widest(options),
        waiting=_agreed([option.waiting for option in options], None),
        benefits_from=begins,
        benefits_until=_agreed([option.benefits_until for option in options], None),
        cover=agreed_cover([option.cover for option in options], begins),
        gap_costs=_agreed([option.gap_costs for option in options], Bearer.ASK),
        continuity=_agreed([option.continuity for option in options], "ask"),
        personal_account=_agreed([option.personal_account for option in options], "ask"),
        maternity_months=_agreed([option.maternity_months for option in options], None),
        maternity=_agreed_maternity([option.maternity for option in options]),
        ceiling=_agreed_ceiling([option.ceiling for option in options]),
        documents=tuple({document.id: document for option in options for document in option.documents}.values()),
        steps=in_order(step for option in options for step in option.steps),
        channels=tuple({channel.id: channel for option in options for channel in option.channels}.values()),
        services=_all(option.services for option in options),
        affects=tuple({effect.id: effect for option in options for effect in option.affects}.values()),
        reasons=why,
        disagreements=_all(option.disagreements for option in options),
        outranked=_all(option.outranked for option in options),
        assumptions=_all(option.assumptions for option in options),
        questions=_all(option.questions for option in options),
        insured_from=min((option.insured_from for option in options if option.insured_from), default=None),
        insured_until=max((option.insured_until for option in options if option.insured_until), default=None),
        if_worst=_worst(options),
    )


def _widest(options: Sequence[Option]) -> CostRange | None:
    """From the least to the most that the possible outcomes cost; None where it is one sum, or one is not known.

    What cannot be carried out costs nothing. Sums that rest on a reference are not told as a range.
    """
    able = [option for option in options if option.verdict is not Verdict.NO]
    if not able or (len({option.cost for option in able}) == 1 and able[0].cost is not None):
        return None
    ranges = [option.cost_range or _as_range(option.cost) for option in able]
    known = [each for each in ranges if each is not None]
    if len(known) < len(ranges):
        return None
    highest = [each.high for each in known if each.high is not None]
    return CostRange(min(each.low for each in known), max(highest) if len(highest) == len(known) else None)


def _as_range(cost: Cost | None) -> CostRange | None:
    return range_of([cost], [cost]) if cost is not None and cost.lines and not cost.reference else None


def _agreed_maternity(found: Sequence[Maternity | None]) -> Maternity | None:
    """The maternity allowance as all outcomes have it; what they do not agree on is open."""
    first = found[0]
    if first is None or any(each is None for each in found):
        return None
    every = [each for each in found if each is not None]
    return replace(
        first,
        verdict=_agreed([each.verdict for each in every], Verdict.ASK),
        since=_agreed([each.since for each in every], None),
        months_counted=_agreed([each.months_counted for each in every], None),
        allowance=_agreed([each.allowance for each in every], Bearer.ASK),
        reference=any(each.reference for each in every),
    )


def _agreed_ceiling(found: Sequence[Ceiling | None]) -> Ceiling | None:
    """The ceiling as all outcomes have it; what they do not agree on is open."""
    first = found[0]
    if first is None or any(each is None for each in found):
        return None
    every = [each for each in found if each is not None]
    return replace(
        first,
        months=_agreed([each.months for each in every], None),
        stand=_agreed([each.stand for each in every], None),
        before=_agreed([each.before for each in every], None),
        months_before=_agreed([each.months_before for each in every], None),
        lost=_agreed([each.lost for each in every], Verdict.ASK),
        below=_agreed([each.below for each in every], None),
        next_month=_agreed([each.next_month for each in every], None),
        following=_agreed([each.following for each in every], None),
        reference=any(each.reference for each in every),
    )


def _worst(options: Sequence[Option]) -> Worst | None:
    """The worst of several outcomes; None where they do not differ, or none of them can be carried out."""
    able = [option for option in options if option.verdict is not Verdict.NO]
    found = {option.if_worst or _as_it_is(option) for option in able}
    sums = {option.cost.total if option.cost else None for option in able}
    parted = max(len(found), len(sums)) > 1 or len(able) < len(options) or any(option.if_worst for option in able)
    if not able or not parted:
        return None
    days, totals = {each.benefits_from for each in found}, {each.total for each in found}
    return Worst(
        benefits_from=None if None in days else max(day for day in days if day),
        waiting=max((each.waiting for each in found if each.waiting), key=lambda wait: wait.end, default=None),
        total=None if None in totals else max(total for total in totals if total is not None),
        gap_costs=max((each.gap_costs for each in found), key=FROM_BEST_TO_WORST.index),
    )


def _as_it_is(option: Option) -> Worst:
    """An outcome as the worst there may be; a sum to which more may come is none to plan with."""
    most = option.cost.total if option.cost and not option.cost.at_least else None
    return Worst(option.benefits_from, option.waiting, most, option.gap_costs)


def _common_verdict(case: Case, proposal: Proposal, options: Sequence[Option]) -> Verdict:
    verdicts, outcomes = {option.verdict for option in options}, {_outcome(option) for option in options}
    settled = len(outcomes) == 1 or decided_verdict(case, proposal.id) is not None
    return verdicts.pop() if len(verdicts) == 1 and settled else Verdict.ASK


def _agreed(values: Sequence[T], otherwise: T) -> T:
    return values[0] if all(value == values[0] for value in values) else otherwise


def _all(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
