"""Knows the ways to close a lapse, and unfolds each into dates, money and duties. Does not know any place's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.rules.assessment import (
    Assumption,
    Bearer,
    CoverSegment,
    Disagreement,
    Grade,
    Matter,
    OfficeQuestion,
    Option,
    OptionId,
    Reason,
    RequiredDocument,
    Step,
    Verdict,
    Waiting,
)
from app.rules.case import Case, Cause, Plan
from app.rules.facts import FACTS, GROUP, title_of
from app.rules.history import Scheme
from app.rules.lapses import Lapse, find_lapses
from app.rules.money import Bill, MissingFigure, back_payment_bill, cost_of, premium_bill
from app.rules.months import ONE_DAY, Month
from app.rules.policy import (
    BackPaymentRule,
    ContinuityRule,
    CoverRule,
    GapCostsRule,
    Law,
    Policy,
    PremiumRule,
    best_grade,
)
from app.rules.said import Said
from app.rules.sentences import ASK_OFFICE, NO_COVER_IN_YEAR, NOT_RECORDED
from app.rules.situation import Proposal, Situation, main_lapse
from app.rules.tables import Between, Box, OneOf

Laws = dict[Matter, Law | None]


@dataclass(frozen=True, slots=True)
class World:
    """One way things may stand: the part of the unknown it covers, and the law that answers each matter there."""

    box: Box
    laws: Laws


@dataclass(frozen=True, slots=True)
class Unfolded:
    """An option together with the worlds it was merged from and the figures it lacks."""

    option: Option
    worlds: tuple[World, ...]
    missing_figures: tuple[str, ...]


def proposals(case: Case, policy: Policy, pay_on: date) -> list[Proposal]:
    """Every way to go on that is open to this person on a payment day, the plan's own details kept."""
    lapse = main_lapse(case, pay_on)
    if lapse is not None and not lapse.open:
        return [_resumed(case, lapse), *_closed_lapse_proposals(case, lapse, pay_on)]
    before = lapse.scheme_before if lapse else None
    found: list[Proposal] = []
    pays = _chosen(case, pay_on)
    if lapse and before is Scheme.EMPLOYEE and lapse.cause in (Cause.EMPLOYER, Cause.UNKNOWN):
        found.append(Proposal(OptionId.EMPLOYER_BACK_PAYS, Scheme.EMPLOYEE, pay_on, pays))
    if lapse and before in (Scheme.EMPLOYEE, Scheme.FLEXIBLE) and lapse.cause is not Cause.EMPLOYER:
        found.append(Proposal(OptionId.PERSON_BACK_PAYS, Scheme.FLEXIBLE, pay_on, pays))
    resume_as = case.plan.resume_as if case.plan and case.plan.resume_as is not Scheme.RESIDENT else Scheme.FLEXIBLE
    found.append(Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, resume_as, pay_on))
    return found + list(_resident_proposals(case, policy, pay_on))


def planned_proposal(case: Case, policy: Policy, plan: Plan) -> Proposal:
    """The proposal that is the case's plan."""
    if plan.resume_as is Scheme.RESIDENT:
        year = plan.insured_year or next_insured_year(policy, plan.pay_on)
        own_year = plan.back_pay and year > plan.pay_on.year and not case.history.any_cover_in_year(plan.pay_on.year)
        id_ = OptionId.RESIDENT_REPAIR if plan.repair_years else _joining(year, plan.pay_on)
        return Proposal(
            id_,
            Scheme.RESIDENT,
            plan.pay_on,
            insured_year=year,
            in_window=plan.in_window,
            repair_years=plan.repair_years,
            pays_own_year=own_year,
        )
    lapse = main_lapse(case, plan.pay_on)
    if not plan.back_pay or lapse is None:
        return Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, plan.resume_as, plan.pay_on)
    by_employer = plan.resume_as is Scheme.EMPLOYEE and lapse.cause in (Cause.EMPLOYER, Cause.UNKNOWN)
    id_ = OptionId.EMPLOYER_BACK_PAYS if by_employer else OptionId.PERSON_BACK_PAYS
    return Proposal(id_, plan.resume_as, plan.pay_on, _chosen(case, plan.pay_on))


def next_insured_year(policy: Policy, pay_on: date) -> int:
    """The insurance year a resident pays for on a day: next year once its window is open, or from September on."""
    window = policy.window(pay_on.year + 1)
    if window:
        return pay_on.year + 1 if window[0].opens <= pay_on else pay_on.year
    return pay_on.year + 1 if pay_on.month >= 9 else pay_on.year  # noqa: PLR2004  33号: the window opens in September


def unfold(case: Case, policy: Policy, proposal: Proposal) -> Unfolded:
    """Work one proposal out in every world that is still possible, and merge what comes out."""
    situation = Situation(case, policy, proposal, main_lapse(case, proposal.pay_on))
    found = tuple(worlds(situation))
    distinct: dict[tuple[str | None, ...], World] = {}
    for world in found:
        distinct.setdefault(tuple(law.id if law else None for law in world.laws.values()), world)
    outcomes = [_option(situation, world) for world in distinct.values()]
    option, missing = outcomes[0] if len(outcomes) == 1 else _merged(situation, list(distinct.values()), outcomes)
    return Unfolded(option, found, missing)


def worlds(situation: Situation) -> list[World]:
    """Every combination of laws that may answer, with the part of the unknown each belongs to."""
    proposal, policy = situation.proposal, situation.policy
    matters = [Matter.COVER, Matter.GAP_COSTS, Matter.CONTINUITY]
    if proposal.resume_as is Scheme.RESIDENT:
        matters.insert(0, Matter.PREMIUM)
    elif proposal.pays:
        matters.insert(0, Matter.BACK_PAYMENT)
    found = [World(policy.space.box(situation.known), {})]
    for matter in matters:
        table = policy.table(matter, proposal.pay_on)
        split: list[World] = []
        for world in found:
            answers = table.answers(world.box)
            split += [World(part, {**world.laws, matter: row.carries}) for row, part in answers]
            if len(answers) != 1 or answers[0][1] != world.box:
                split += [World(part, {**world.laws, matter: None}) for part in table.holes(world.box)]
        found = split
    return found


def _chosen(case: Case, pay_on: date) -> frozenset[Month]:
    lapses = find_lapses(case, pay_on)
    if case.plan is None:
        main = main_lapse(case, pay_on)
        return frozenset({main.span.first} if main else ())
    wanted = case.plan.pay_lapses
    return frozenset(lapse.span.first for lapse in lapses if wanted is None or lapse.span.first in wanted)


def _resumed(case: Case, lapse: Lapse) -> Proposal:
    month = lapse.span.last + 1
    scheme = lapse.scheme_after or Scheme.EMPLOYEE
    year = month.year if scheme is Scheme.RESIDENT else None
    return Proposal(OptionId.ALREADY_RESUMED, scheme, case.history.credited_on(month) or month.first_day, insured_year=year)


def _closed_lapse_proposals(case: Case, lapse: Lapse, pay_on: date) -> Iterator[Proposal]:
    if lapse.scheme_before is Scheme.EMPLOYEE and lapse.cause in (Cause.EMPLOYER, Cause.UNKNOWN):
        yield Proposal(OptionId.EMPLOYER_BACK_PAYS, Scheme.EMPLOYEE, pay_on, _chosen(case, pay_on))


def _joining(year: int, pay_on: date) -> OptionId:
    return OptionId.JOIN_RESIDENT_NEXT_YEAR if year > pay_on.year else OptionId.JOIN_RESIDENT


def _resident_proposals(case: Case, policy: Policy, pay_on: date) -> Iterator[Proposal]:
    plan = case.plan if case.plan and case.plan.resume_as is Scheme.RESIDENT else None
    in_window = plan.in_window if plan else None
    next_year = plan.insured_year if plan and plan.insured_year else next_insured_year(policy, pay_on)
    for year in sorted({pay_on.year, next_year}):
        if year == pay_on.year and case.history.any_cover_in_year(year) and _resident_in(case, year):
            continue
        stated = in_window if year == next_year else None
        yield Proposal(_joining(year, pay_on), Scheme.RESIDENT, pay_on, insured_year=year, in_window=stated)
    joining = Proposal(OptionId.RESIDENT_REPAIR, Scheme.RESIDENT, pay_on, insured_year=next_year, in_window=in_window)
    unpaid = Situation(case, policy, joining, main_lapse(case, pay_on)).unpaid_years
    if unpaid > 1:
        yield replace(joining, repair_years=unpaid - 1)


def _resident_in(case: Case, year: int) -> bool:
    run = case.history.run_at(Month.of(year, 12))
    return run is not None and run.scheme is Scheme.RESIDENT


def _option(situation: Situation, world: World) -> tuple[Option, tuple[str, ...]]:
    proposal, laws = situation.proposal, world.laws
    verdict = _verdict(laws)
    cover_law = laws[Matter.COVER]
    cover_rule = cover_law.row.rule if cover_law else None
    assumptions = [*situation.assumptions, *_row_assumptions(situation, laws)]
    waiting = benefits_from = benefits_until = None
    if isinstance(cover_rule, CoverRule) and verdict is not Verdict.NO:
        waiting = _waiting(situation, cover_rule)
        benefits_from, benefits_until, unpaid_year = _benefits(situation, cover_rule, waiting)
        if unpaid_year:
            assumptions.append(Assumption("no-cover-in-year", NO_COVER_IN_YEAR.filled(year=unpaid_year)))
    bills, missing = ([], ()) if verdict is Verdict.NO else _bills(situation, laws)
    assumptions += [assumption for bill in bills for assumption in bill.assumptions]
    reference = verdict is Verdict.ASK and (benefits_from is not None or waiting is not None)
    gap, continuity = _gap_costs(laws, reference=reference), _continuity(laws, reference=reference)
    if verdict is Verdict.NO:
        gap, continuity = Bearer.ASK, ContinuityRule("ask", "ask")
    option = Option(
        id=proposal.id,
        resume_as=proposal.resume_as,
        pay_on=proposal.pay_on,
        back_pay=proposal.back_pay,
        repair_years=proposal.repair_years,
        insured_year=proposal.insured_year,
        lapse=situation.lapse.span if situation.lapse else None,
        verdict=verdict,
        reference=reference,
        cost=None if missing or verdict is Verdict.NO else cost_of(bills),
        waiting=waiting,
        benefits_from=benefits_from,
        benefits_until=benefits_until if benefits_from else None,
        cover=tuple(_cover(situation, waiting, benefits_from, benefits_until, gap)),
        gap_costs=gap,
        continuity=continuity.consecutive,
        personal_account=continuity.account,
        maternity=continuity.maternity,
        documents=tuple(_documents(situation, world.box)),
        steps=tuple(_steps(situation, world.box)),
        reasons=tuple(_reasons(situation, laws)),
        disagreements=tuple(_dissents(situation, world)),
        assumptions=tuple(dict.fromkeys(assumptions)),
        questions=tuple(_questions(situation, laws)),
    )
    return option, missing


def _verdict(laws: Laws) -> Verdict:
    verdicts = set()
    for matter in (Matter.BACK_PAYMENT, Matter.COVER):
        if matter not in laws:
            continue
        law = laws[matter]
        rule = law.row.rule if law else None
        if law is None or not isinstance(rule, BackPaymentRule | CoverRule) or not law.grade.decides:
            verdicts.add(Verdict.ASK)
        else:
            verdicts.add(rule.verdict)
    return next(v for v in (Verdict.NO, Verdict.ASK, Verdict.YES) if v in verdicts)


def _waiting(situation: Situation, rule: CoverRule) -> Waiting | None:
    if rule.wait is None:
        return None
    return rule.wait.calendar(situation.anchors, situation.unpaid_years, situation.proposal.repair_years)


def _benefits(situation: Situation, rule: CoverRule, waiting: Waiting | None) -> tuple[date | None, date | None, int | None]:
    start = rule.start.on(situation.anchors) if rule.start else None
    until = rule.until.on(situation.anchors) if rule.until else None
    after_wait = waiting.end + ONE_DAY if waiting else None
    begins = max((day for day in (start, after_wait) if day), default=None)
    if begins and until and begins > until:
        return None, None, until.year
    return begins, until, None


def _bills(situation: Situation, laws: Laws) -> tuple[list[Bill], tuple[str, ...]]:
    bills: list[Bill] = []
    missing: list[str] = []
    back, premium = laws.get(Matter.BACK_PAYMENT), laws.get(Matter.PREMIUM)
    try:
        if premium and isinstance(premium.row.rule, PremiumRule):
            bills.append(premium_bill(situation, premium.row.rule))
        if back and isinstance(back.row.rule, BackPaymentRule) and back.row.rule.price:
            for lapse in find_lapses(situation.case, situation.proposal.pay_on):
                if lapse.span.first in situation.proposal.pays:
                    bills.append(back_payment_bill(replace(situation, lapse=lapse), back.row.rule.price))
        elif Matter.BACK_PAYMENT in laws:
            missing.append("price")
    except MissingFigure as lacking:
        missing.append(lacking.name)
    return bills, tuple(missing)


def _gap_costs(laws: Laws, *, reference: bool) -> Bearer:
    law = laws[Matter.GAP_COSTS]
    if law is None or not isinstance(law.row.rule, GapCostsRule):
        return Bearer.ASK
    return law.row.rule.bearer if reference or law.grade.decides else Bearer.ASK


def _continuity(laws: Laws, *, reference: bool) -> ContinuityRule:
    law = laws[Matter.CONTINUITY]
    if law is None or not isinstance(law.row.rule, ContinuityRule) or not (reference or law.grade.decides):
        return ContinuityRule("ask", "ask")
    return law.row.rule


def _cover(
    situation: Situation, waiting: Waiting | None, begins: date | None, until: date | None, gap: Bearer
) -> Iterator[CoverSegment]:
    before, scheme = situation.scheme_before, situation.proposal.resume_as
    gap_ends = waiting.start if waiting else begins
    if situation.lapse:
        cursor = situation.lapse.span.first.first_day
        stops = benefits_stop(situation.case, situation.policy, situation.lapse)
        if stops and stops > cursor and (gap_ends is None or cursor < gap_ends):
            paid_until = min(stops, gap_ends) if gap_ends else stops
            yield CoverSegment(cursor, paid_until - ONE_DAY, 100, "all", before, Bearer.FUND)
            cursor = paid_until
        if gap_ends is None or cursor < gap_ends:
            percent = 100 if gap is Bearer.FUND else 0
            yield CoverSegment(cursor, gap_ends - ONE_DAY if gap_ends else None, percent, "all", before, gap)
    if waiting:
        last = min(waiting.end, until) if until else waiting.end
        bearer = Bearer.FUND if waiting.benefit_percent else Bearer.SELF
        if waiting.start <= last:
            yield CoverSegment(waiting.start, last, waiting.benefit_percent, "all", scheme, bearer)
    if begins:
        yield CoverSegment(begins, until, 100, "all", scheme, Bearer.FUND)


def benefits_stop(case: Case, policy: Policy, lapse: Lapse) -> date | None:
    """The first day on which treatment is no longer paid in a lapse; None where no single rule says."""
    first = lapse.span.first.first_day
    proposal = Proposal(OptionId.RESUME_WITHOUT_BACK_PAY, lapse.scheme_before or Scheme.EMPLOYEE, first)
    situation = Situation(case, policy, proposal, lapse)
    answers = policy.table(Matter.SUSPENSION, first).answers(policy.space.box(situation.known))
    days = {row.carries.row.rule.stops.on(situation.anchors) if row.carries.row.rule.stops else None for row, _ in answers}
    return days.pop() if len(days) == 1 else None


def _row_assumptions(situation: Situation, laws: Laws) -> Iterator[Assumption]:
    for law in filter(None, laws.values()):
        for id_ in law.row.assumes:
            yield Assumption(id_, situation.policy.assumption(law.pack, id_))


def _reasons(situation: Situation, laws: Laws) -> Iterator[Reason]:
    for matter, law in laws.items():
        if law is None:
            yield Reason(matter, f"{situation.policy.own.code}/{matter}/-", NOT_RECORDED, (), (), Grade.DERIVED, inherited=False)
            continue
        facts = tuple(_facts(situation, law))
        inherited = law.pack.code != situation.policy.requested
        yield Reason(matter, law.id, law.row.says, facts, law.sources, law.grade, inherited)


def _facts(situation: Situation, law: Law) -> Iterator[Said]:
    for name, condition in law.row.when.items():
        full = situation.policy.fact_name(law.pack, name)
        known = situation.known[full]
        if isinstance(condition, OneOf):
            title = title_of(name) or Said(name.removeprefix(GROUP), name.removeprefix(GROUP))
            values = sorted(known) if isinstance(known, frozenset) else [str(known)]
            named = [FACTS[name].values[value] if name in FACTS else FACTS["back_pay"].values[value] for value in values]
            yield Said(f"{title.zh}：{'／'.join(v.zh for v in named)}", f"{title.en}: {' / '.join(v.en for v in named)}")
        else:
            measure = next(m for n, m in situation.policy.measures() if n == full)
            text = f"{known.low}–{known.high}" if isinstance(known, Between) else str(known)
            yield Said(f"{measure.title.zh}：{text}", f"{measure.title.en}: {text}")


def _dissents(situation: Situation, world: World) -> Iterator[Disagreement]:
    policy = situation.policy
    for pack in policy.packs:
        for row in pack.dissents:
            if row.matter in world.laws and _meets(policy, pack, row.when, world.box):
                for source in policy.sources(pack, row.cites):
                    yield Disagreement(row.matter, row.says, source)


def _documents(situation: Situation, box: Box) -> Iterator[RequiredDocument]:
    policy, seen = situation.policy, set()
    for pack in policy.packs:
        for row in pack.documents:
            if row.id not in seen and _meets(policy, pack, row.when, box):
                seen.add(row.id)
                cited = policy.sources(pack, row.cites)
                yield RequiredDocument(
                    row.id, row.title, row.form, row.copies, row.where, row.why, row.instead, row.if_missing, cited, best_grade(cited)
                )


def _steps(situation: Situation, box: Box) -> Iterator[Step]:
    policy = situation.policy
    for pack in reversed(policy.packs):
        for row in pack.steps:
            if _meets(policy, pack, row.when, box):
                cited = policy.sources(pack, row.cites)
                yield Step(row.id, row.text, row.contact, cited, best_grade(cited))


def _meets(policy: Policy, pack, when, box: Box) -> bool:  # type: ignore[no-untyped-def]
    return all(box[index] & mask for index, mask in policy.narrows(pack, when))


def _questions(situation: Situation, laws: Laws) -> Iterator[OfficeQuestion]:
    whom = situation.policy.contact or ASK_OFFICE
    for law in filter(None, laws.values()):
        for text in law.row.asks:
            yield OfficeQuestion(text, whom)


def _merged(
    situation: Situation, found: list[World], outcomes: list[tuple[Option, tuple[str, ...]]]
) -> tuple[Option, tuple[str, ...]]:
    options = [option for option, _ in outcomes]
    first = options[0]

    def same(name: str, otherwise: object = None) -> object:
        return getattr(first, name) if all(getattr(o, name) == getattr(first, name) for o in options) else otherwise

    verdicts = {option.verdict for option in options}
    agree = all(
        (o.benefits_from, o.waiting, o.gap_costs) == (first.benefits_from, first.waiting, first.gap_costs) for o in options
    )
    verdict = first.verdict if len(verdicts) == 1 and (agree or first.verdict is Verdict.NO) else Verdict.ASK
    reasons = dict.fromkeys(
        replace(reason, when=_when(situation, world)) for world, option in zip(found, options, strict=True) for reason in option.reasons
    )
    missing = tuple(dict.fromkeys(name for _, names in outcomes for name in names))
    merged = replace(
        first,
        verdict=verdict,
        reference=any(option.reference for option in options),
        cost=None if missing else same("cost"),
        waiting=same("waiting"),
        benefits_from=same("benefits_from"),
        benefits_until=same("benefits_until"),
        cover=same("cover", ()),
        gap_costs=same("gap_costs", Bearer.ASK),
        continuity=same("continuity", "ask"),
        personal_account=same("personal_account", "ask"),
        maternity=same("maternity"),
        documents=tuple({d.id: d for option in options for d in option.documents}.values()),
        steps=tuple(dict.fromkeys(step for option in options for step in option.steps)),
        reasons=tuple(reasons),
        disagreements=tuple(dict.fromkeys(d for option in options for d in option.disagreements)),
        assumptions=tuple(dict.fromkeys(a for option in options for a in option.assumptions)),
        questions=tuple(dict.fromkeys(q for option in options for q in option.questions)),
    )
    return merged, missing


def _when(situation: Situation, world: World) -> Said | None:
    whole = situation.policy.space.box(situation.known)
    parts = []
    for axis, mask, full in zip(situation.policy.space.axes, world.box, whole, strict=True):
        if mask == full:
            continue
        cells = axis.cells(mask)
        if axis.values:
            values = FACTS[axis.fact].values if axis.fact in FACTS else FACTS["back_pay"].values
            title = title_of(axis.fact) or Said(axis.fact, axis.fact)
            names = [values[cell] for cell in cells]
            parts.append(Said(f"{title.zh}＝{'／'.join(n.zh for n in names)}", f"{title.en} = {' / '.join(n.en for n in names)}"))
        else:
            title = next(m for n, m in situation.policy.measures() if n == axis.fact).title
            parts.append(Said(f"{title.zh} {'／'.join(cells)}", f"{title.en} {' / '.join(cells)}"))
    if not parts:
        return None
    return Said("，".join(part.zh for part in parts), ", ".join(part.en for part in parts))
