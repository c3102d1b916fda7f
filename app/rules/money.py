"""Knows how a bill is worked out, in Decimal yuan, each line with its formula. Does not know which price applies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from app.rules.assessment import Assumption, Bearer, Cost, CostLine
from app.rules.lapses import Lapse
from app.rules.months import Month, Span
from app.rules.policy import Law, Pack, PremiumRule, PriceRule, Value, best_grade
from app.rules.said import Said
from app.rules.sentences import (
    BASE_LIMITED,
    CAP_DISPUTED,
    LATE_CHARGE,
    LOWER_LIMIT,
    ONLY_BASE_FROM_USER,
    PREMIUM,
    PRINCIPAL,
    REPAIR,
    SUBSIDY,
    UPPER_LIMIT,
    USERS_OWN,
)
from app.rules.situation import Situation

FEN = Decimal("0.01")
CAP_REACHED_AFTER_DAYS = 2000


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a bill and where it comes from."""

    amount: Decimal
    source: str
    users_own: bool = False
    reference: bool = False


class MissingFigure(LookupError):  # noqa: N818  not an error of the program: a figure nobody has given yet
    """A needed figure is neither in the pack nor given by the user; `name` is its key among the figures."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Bill:
    """Lines and assumptions of one part of the costs."""

    principal: tuple[CostLine, ...] = ()
    late_charge: tuple[CostLine, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


def to_fen(amount: Decimal) -> Decimal:
    """Round half up to fen.

    >>> to_fen(Decimal("519.925"))
    Decimal('519.93')
    """
    return amount.quantize(FEN, ROUND_HALF_UP)


def cost_of(bills: Iterable[Bill]) -> Cost:
    """One bill from its parts."""
    parts = tuple(bills)
    principal = [line for bill in parts for line in bill.principal]
    late = [line for bill in parts for line in bill.late_charge]
    return Cost(
        principal=sum((line.amount for line in principal), Decimal("0.00")),
        late_charge=sum((line.amount for line in late), Decimal("0.00")),
        extras=Decimal("0.00"),
        lines=(*principal, *late),
    )


def back_payment_bill(situation: Situation, lapse: Lapse, price: PriceRule) -> Bill:
    """The bill for the unpaid months of a lapse. MissingFigure where a figure is not to be had."""
    monthly = [(month, *_month_amount(situation, price, month)) for month in lapse.span]
    principal = tuple(_principal_lines(monthly, price.payer))
    assumptions = {base.assumption for _, _, _, base in monthly if base.assumption}
    late: list[CostLine] = []
    if price.late_charge:
        daily = figure(situation, price.late_charge, situation.proposal.pay_on)
        late = [
            line
            for month, amount, _, _ in monthly
            if (line := _late_line(month, amount, daily, situation.proposal.pay_on, price.payer))
        ]
        assumptions |= set(_disputed_cap(monthly, late, situation.proposal.pay_on))
    return Bill(principal, tuple(late), tuple(sorted(assumptions, key=lambda a: a.id)))


def premium_bill(situation: Situation, law: Law, rule: PremiumRule) -> Bill:
    """The bill for the resident year of a situation, with the years repaired along with it."""
    proposal = situation.proposal
    year = proposal.insured_year
    if year is None:
        return Bill()
    asked = [(part, _premium_label(part).filled(year=year), 1) for part in rule.parts]
    if proposal.repair_years and rule.repair:
        asked.append((rule.repair, REPAIR.filled(years=proposal.repair_years), proposal.repair_years))
    lines = []
    for name, label, times in asked:
        found = figure_of_year(situation, name, year)
        formula = f"{found.amount:.2f}" if times == 1 else f"{found.amount:.2f} × {times}"
        reference = found.reference or not law.grade.decides
        amount = to_fen(found.amount * times)
        lines.append(CostLine(label, formula, amount, found.source, Bearer.SELF, found.users_own, reference))
    return Bill(tuple(lines))


def figure(situation: Situation, name: str, day: date) -> Figure:
    """A figure as the user gives it, else as the pack has it on a day; MissingFigure otherwise."""
    own = situation.case.figures.get(name)
    if own is not None:
        return Figure(own, USERS_OWN.zh, users_own=True)
    found = situation.policy.value(name, day)
    if found is None:
        raise MissingFigure(name)
    return _recorded(situation, *found)


def figure_of_year(situation: Situation, name: str, year: int) -> Figure:
    """A figure of an insurance year; the user's own goes by `NAME:YEAR`."""
    own = situation.case.figures.get(f"{name}:{year}")
    if own is not None:
        return Figure(own, USERS_OWN.zh, users_own=True)
    found = situation.policy.value_of_year(name, year, situation.proposal.pay_on)
    if found is None:
        raise MissingFigure(f"{name}:{year}")
    return _recorded(situation, *found)


def _recorded(situation: Situation, value: Value, pack: Pack) -> Figure:
    cited = situation.policy.sources(pack, value.cites)
    titles = "；".join(source.title for source in cited)
    return Figure(value.amount, titles, reference=not best_grade(cited).decides)


@dataclass(frozen=True, slots=True)
class _Base:
    amount: Decimal
    source: str
    assumption: Assumption | None = None
    users_own: bool = False
    reference: bool = False


def _base(situation: Situation, price: PriceRule, month: Month) -> _Base:
    for name in price.base:
        found = _own_base(situation, month) if name == "own" else _parameter_base(situation, name, price, month)
        if found:
            return found if name != "own" else _limited(situation, found, month)
    raise MissingFigure("base" if "own" in price.base else price.base[0])


def _own_base(situation: Situation, month: Month) -> _Base | None:
    recorded = situation.case.history.base_before(month + 1)
    if recorded is not None:
        return _Base(recorded, "")
    figures = situation.case.figures
    names = ("base", f"reference_wage:{month.year - 1}", f"reference_wage:{month.year}", "reference_wage")
    given = next((figures[name] for name in names if name in figures), None)
    if given is None:
        return None
    return _Base(given, USERS_OWN.zh, Assumption("base-from-user", ONLY_BASE_FROM_USER), users_own=True)


def _parameter_base(situation: Situation, name: str, price: PriceRule, month: Month) -> _Base | None:
    try:
        found = figure(situation, name, month.first_day)
    except MissingFigure:
        return None
    amount = to_fen(found.amount * price.multiple)
    return _Base(amount, found.source, users_own=found.users_own, reference=found.reference)


def _limited(situation: Situation, base: _Base, month: Month) -> _Base:
    for name, exceeds, limit in (("base_low", Decimal.__lt__, LOWER_LIMIT), ("base_high", Decimal.__gt__, UPPER_LIMIT)):
        found = situation.policy.value(name, month.first_day)
        if found and exceeds(base.amount, found[0].amount):
            taken = _recorded(situation, *found)
            assumed = Assumption("base-limited", BASE_LIMITED.filled(limit=limit))
            return _Base(taken.amount, taken.source, assumed, reference=taken.reference)
    return base


_MonthAmount = tuple[Month, Decimal, Figure, _Base]


def _month_amount(situation: Situation, price: PriceRule, month: Month) -> tuple[Decimal, Figure, _Base]:
    base = _base(situation, price, month)
    rate = figure(situation, price.rate_for(situation.proposal.resume_as), month.first_day)
    return to_fen(base.amount * rate.amount), rate, base


def _principal_lines(monthly: list[_MonthAmount], payer: Bearer) -> Iterator[CostLine]:
    for (amount, rate, base), group in groupby(monthly, key=lambda item: item[1:]):
        months = [month for month, *_ in group]
        formula = f"{base.amount:.2f} × {percent(rate.amount)} × {len(months)}"
        label = PRINCIPAL.filled(months=months_text(Span(months[0], months[-1])), count=len(months))
        source = "；".join(dict.fromkeys(filter(None, (base.source, rate.source))))
        users_own, reference = rate.users_own or base.users_own, rate.reference or base.reference
        yield CostLine(label, formula, amount * len(months), source, payer, users_own, reference)


def _late_line(month: Month, principal: Decimal, daily: Figure, pay_on: date, payer: Bearer) -> CostLine | None:
    days = late_days(month, pay_on)
    if days <= 0:
        return None
    label = LATE_CHARGE.filled(month=month, days=days)
    formula = f"{principal:.2f} × {percent(daily.amount)} × {days}"
    amount = to_fen(principal * daily.amount * days)
    return CostLine(label, formula, amount, daily.source, payer, daily.users_own, daily.reference)


def late_days(month: Month, pay_on: date) -> int:
    """Days of delay: from the 1st of the month after the contribution month to the day before payment.

    >>> late_days(Month.of(2026, 9), date(2026, 11, 22))
    52
    """
    return (pay_on - (month + 1).first_day).days


def _disputed_cap(monthly: list[_MonthAmount], late: list[CostLine], pay_on: date) -> Iterator[Assumption]:
    if any(late_days(month, pay_on) > CAP_REACHED_AFTER_DAYS for month, *_ in monthly):
        charged = {line.label.zh: line.amount for line in late}
        capped = sum(
            (min(charge, principal) for charge, (_, principal, _, _) in zip(charged.values(), monthly, strict=False)),
            FEN * 0,
        )
        text = CAP_DISPUTED.filled(uncapped=sum(charged.values(), FEN * 0), capped=capped)
        yield Assumption("A15-cap", text)


def percent(fraction: Decimal) -> str:
    """A fraction as per cent, without needless zeros.

    >>> percent(Decimal("0.0005")), percent(Decimal("0.10"))
    ('0.05%', '10%')
    """
    return f"{(fraction * 100).normalize():f}%"


def months_text(span: Span) -> str:
    """A span for a sentence: one month, or first to last."""
    return str(span.first) if len(span) == 1 else f"{span.first}–{span.last}"


def _premium_label(part: str) -> Said:
    return SUBSIDY if part == "resident_subsidy" else PREMIUM
