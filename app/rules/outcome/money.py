"""Works out a bill in Decimal yuan: back payment, late charge, premium, each line with its formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, product

from app.rules.bilingual import Bilingual
from app.rules.law.dates import Anchor
from app.rules.law.facts import values_of
from app.rules.law.policy import (
    AheadRule,
    BaseAt,
    Each,
    Extra,
    Law,
    Pack,
    PaysTo,
    PremiumRule,
    PriceRule,
    Rounding,
    Value,
    best_grade,
)
from app.rules.law.terms import Bearer
from app.rules.outcome.assessment import Assumption, Cost, CostLine, CostRange, FigureUsed, MonthDue, MonthsAhead
from app.rules.outcome.sentences import (
    ADVANCE,
    BASE_LIMITED,
    CAP_DISPUTED,
    EXTRA,
    FIGURE_NAMES,
    FREE_YEAR,
    LATE_CHARGE,
    LOWER_LIMIT,
    MONTHS_AHEAD,
    MONTHS_AHEAD_AT_LEAST,
    MONTHS_AHEAD_BETWEEN,
    MONTHS_AHEAD_FROM,
    MONTHS_AHEAD_WITHOUT_SUM,
    OFFICE_OWN,
    ONLY_BASE_FROM_USER,
    PREMIUM,
    PREMIUM_MONTHS,
    PRINCIPAL,
    REPAIR,
    SUBSIDY,
    UPPER_LIMIT,
    USERS_OWN,
)
from app.rules.outcome.situation import Situation, birth_year
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month, Span
from app.rules.value_type import value_type

FEN = Decimal("0.01")
CAP_REACHED_AFTER_DAYS = 2000
PREMIUM_FIGURE, BASE_FIGURE, WAGE_FIGURE = "resident_premium", "base", "reference_wage"
LOW_FIGURE, HIGH_FIGURE = "base_low", "base_high"
BEYOND_EVERY_BASE = Decimal(10**9)
MONTH_PREMIUM_FIGURE = "resident_month_premium"
_MONTHS_TO = {PaysTo.MONTH: 1, PaysTo.QUARTER: 3, PaysTo.YEAR: 12}
_UNITS = {Rounding.FEN: FEN, Rounding.TENTH: Decimal("0.1"), Rounding.YUAN: Decimal(1)}


@value_type
class Figure:
    """A number of a bill and where it comes from; `name` is its key among the figures."""

    name: str
    amount: Decimal
    source: str
    users_own: bool = False
    reference: bool = False
    office_own: bool = False
    at_least: bool = False

    @property
    def used(self) -> FigureUsed:
        """The figure as a line of a bill names it."""
        return FigureUsed(self.name, self.amount, self.users_own)


class MissingFigure(LookupError):  # noqa: N818  not an error: a figure nobody has given yet
    """A needed figure is neither in the pack nor given by the user; `name` is its key among the figures."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@value_type
class Bill:
    """Lines and assumptions of one part of the costs."""

    principal: tuple[CostLine, ...] = ()
    extras: tuple[CostLine, ...] = ()
    late_charge: tuple[CostLine, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    by_month: tuple[MonthDue, ...] = ()


def to_fen(amount: Decimal) -> Decimal:
    """Round half up to fen.

    >>> to_fen(Decimal("519.925"))
    Decimal('519.93')
    """
    return amount.quantize(FEN, ROUND_HALF_UP)


def rounded(amount: Decimal, rounding: Rounding) -> Decimal:
    """Round half up the way a place does, kept in fen; `NONE` leaves the amount as it is.

    >>> rounded(Decimal("8355.9"), Rounding.YUAN), rounded(Decimal("366.47"), Rounding.TENTH)
    (Decimal('8356.00'), Decimal('366.50'))
    """
    if rounding is Rounding.NONE:
        return amount
    return to_fen(amount.quantize(_UNITS[rounding], ROUND_HALF_UP))


def cost_of(bills: Iterable[Bill]) -> Cost:
    """One bill from its parts."""
    parts = tuple(bills)
    principal = [line for bill in parts for line in bill.principal]
    extras = [line for bill in parts for line in bill.extras]
    late = [line for bill in parts for line in bill.late_charge]
    by_month = sorted((due for bill in parts for due in bill.by_month), key=lambda due: due.month)
    return Cost(_sum(principal), _sum(late), _sum(extras), (*principal, *extras, *late), tuple(by_month))


def back_payment_bill(situation: Situation, lapse: Lapse, price: PriceRule) -> Bill:
    """The bill for the unpaid months of a lapse. MissingFigure where a figure is not to be had."""
    monthly = [_month_bill(situation, price, month) for month in lapse.span]
    assumptions = {bill.base.assumption for bill in monthly if bill.base.assumption}
    late = _late_lines(situation, price, monthly) if price.late_charge else []
    if any(late_days(bill.month, situation.proposal.pay_on) > CAP_REACHED_AFTER_DAYS for bill in monthly) and late:
        assumptions.add(_disputed_cap(late))
    return Bill(
        principal=tuple(_principal_lines(monthly, price, PRINCIPAL)),
        extras=tuple(line for extra in price.extras for line in _extra_lines(situation, price, extra, lapse.span)),
        late_charge=tuple(line for _, line in late),
        assumptions=tuple(sorted(assumptions, key=lambda assumption: assumption.id)),
        by_month=tuple(_months_due(situation, price, monthly, dict(late))),
    )


def _months_due(
    situation: Situation, price: PriceRule, monthly: Sequence[_MonthBill], late: Mapping[_MonthBill, CostLine]
) -> Iterator[MonthDue]:
    for bill in monthly:
        charge = late.get(bill)
        days = late_days(bill.month, situation.proposal.pay_on) if charge else 0
        yield MonthDue(bill.month, bill.amount, days, charge.amount if charge else Decimal("0.00"), price.payer)


def months_ahead(situation: Situation, rule: AheadRule) -> MonthsAhead | None:
    """The months from the first uncovered one to the end of the month, quarter or calendar year, with their cost.

    No cost where a figure is not recorded or a choice is not told; then between which sums it lies, as far as the
    limits of the base are recorded. None where they are paid already.
    """
    paid_in, length = Month.containing(situation.proposal.pay_on), _MONTHS_TO[rule.to]
    first = Month.containing(situation.first_uncovered_day(paid_in.first_day))
    last = paid_in + (length - 1 - (paid_in.number - 1) % length)
    if first > last:
        return None
    span = Span(first, last)
    if rule.price is None:
        return MonthsAhead(span, None, None)
    try:
        return MonthsAhead(span, cost_of([_advance_bill(situation, span, rule.price)]), None)
    except MissingFigure as lacking:
        return MonthsAhead(span, None, lacking.name, _advance_range(situation, span, rule.price))


def months_ahead_text(ahead: MonthsAhead) -> Bilingual:
    """The months with what they cost, or that the sum must be asked for."""
    months, count = months_text(ahead.span), len(ahead.span)
    if ahead.cost is None:
        between = ahead.cost_range
        if between is None:
            return MONTHS_AHEAD_WITHOUT_SUM.filled(months=months, count=count)
        if between.high is None:
            return MONTHS_AHEAD_FROM.filled(months=months, count=count, low=between.low)
        return MONTHS_AHEAD_BETWEEN.filled(months=months, count=count, low=between.low, high=between.high)
    formulas = " + ".join(line.formula for line in ahead.cost.lines)
    said = MONTHS_AHEAD_AT_LEAST if ahead.cost.at_least else MONTHS_AHEAD
    return said.filled(months=months, count=count, formula=formulas, total=ahead.cost.total)


def _advance_bill(situation: Situation, span: Span, price: PriceRule) -> Bill:
    """What is owed once a year is left out for a year in which it is owed with lapsed months already."""
    monthly = [_month_bill(situation, price, month) for month in span]
    billed = {month.year for lapse in situation.proposal.pays for month in lapse.span}
    extras = [
        extra for extra in price.extras if extra.each is Each.MONTH or not billed & {month.year for month in span}
    ]
    return Bill(
        principal=tuple(_principal_lines(monthly, price, ADVANCE)),
        extras=tuple(line for extra in extras for line in _extra_lines(situation, price, extra, span)),
    )


def _advance_range(situation: Situation, span: Span, price: PriceRule) -> CostRange | None:
    """The least and the most that months may cost, whatever base and tier the person takes; None where not known.

    Sums that rest on a reference alone are not told: they would stand there unmarked.
    """
    low = _advance_bills(situation, span, price, LOW_FIGURE, Decimal(0))
    high = _advance_bills(situation, span, price, HIGH_FIGURE, BEYOND_EVERY_BASE)
    return range_of(low, high) if low else None


def range_of(low: Sequence[Cost], high: Sequence[Cost]) -> CostRange:
    """From the least of some bills to the most of others; without end where there are none, or one may be too low."""
    highest = None if any(cost.at_least for cost in high) else max((cost.total for cost in high), default=None)
    return CostRange(min(cost.total for cost in low), highest)


def _advance_bills(situation: Situation, span: Span, price: PriceRule, limit: str, base: Decimal) -> tuple[Cost, ...]:
    """What months cost with each choice, at a base beyond a limit where the person's is not known; () if unknown."""
    open_choices = [fact for fact in price.by if isinstance(situation.known[fact], frozenset)]
    found = []
    for values in product(*(values_of(fact) or () for fact in open_choices)):
        chosen = {**situation.case.answers, **dict(zip(open_choices, values, strict=True))}
        case = replace(situation.case, answers=chosen)
        cost = _advance_cost(Situation(case, situation.policy, situation.proposal), span, price, limit, base)
        if cost is None or cost.reference:
            return ()
        found.append(cost)
    return tuple(found)


def _advance_cost(situation: Situation, span: Span, price: PriceRule, limit: str, base: Decimal) -> Cost | None:
    try:
        return cost_of([_advance_bill(situation, span, price)])
    except MissingFigure as lacking:
        if lacking.name not in (BASE_FIGURE, LOW_FIGURE, HIGH_FIGURE):
            return None
    try:
        for day in {situation.proposal.pay_on, *(month.first_day for month in span)}:
            figure(situation, limit, day)
        return cost_of([_advance_bill(with_base(situation, base), span, price)])
    except MissingFigure:
        return None


def with_base(situation: Situation, base: Decimal) -> Situation:
    """The same situation with a contribution base as the user's own."""
    figures = {**situation.case.figures, BASE_FIGURE: base}
    return Situation(replace(situation.case, figures=figures), situation.policy, situation.proposal)


def premium_bill(situation: Situation, law: Law, rule: PremiumRule) -> Bill:
    """The bill for the resident year of a situation, with that of birth before it and the years repaired with it."""
    proposal = situation.proposal
    year = proposal.insured_year
    if year is None:
        return Bill()
    years = (year - 1, year) if situation.pays_birth_year else (year,)
    lines = [line for each in years for line in _premium_lines(situation, law, rule, each)]
    if proposal.repair_years and rule.repair:
        found, times = figure_of_year(situation, rule.repair, year, rule.by), proposal.repair_years
        lines.append(_line(law, REPAIR.filled(years=times), found, times))
    return Bill(tuple(lines))


def _premium_lines(situation: Situation, law: Law, rule: PremiumRule, year: int) -> Iterator[CostLine]:
    """What is due for a year. The year of birth may have parts of its own, or none."""
    of_birth = birth_year(situation.case, situation.policy, situation.proposal.pay_on) == year
    parts = rule.birth_year if of_birth and rule.birth_year is not None else rule.parts
    if not parts:
        titles = "；".join(source.title for source in law.sources)
        label, nothing = FREE_YEAR.filled(year=year), Decimal("0.00")
        yield CostLine(label, "0.00", nothing, titles, Bearer.SELF, reference=not law.decides)
    for part in parts:
        if rule.each is Each.MONTH:
            yield from _monthly_premium(situation, law, rule, part, year)
        else:
            yield _line(law, _premium_label(part).filled(year=year), figure_of_year(situation, part, year, rule.by))


def _monthly_premium(situation: Situation, law: Law, rule: PremiumRule, part: str, year: int) -> Iterator[CostLine]:
    """A part of a premium owed by the month, a line for each calendar year of the months that are left.

    Where the year of birth, the one before, is paid too, its months are those from birth on.
    """
    first, last = situation.anchors[Anchor.INSURED_FROM], situation.anchors[Anchor.INSURED_END]
    if year != situation.proposal.insured_year:
        first, last = situation.anchors[Anchor.BIRTH], situation.usual_year.last_day(year)
    months = Span(Month.containing(first), Month.containing(last)) if first <= last else None
    for calendar_year, group in groupby(months or (), key=lambda month: month.year):
        span = list(group)
        label = PREMIUM_MONTHS.filled(months=months_text(Span(span[0], span[-1])), count=len(span))
        yield _line(law, label, figure_of_year(situation, part, calendar_year, rule.by), len(span))


def _line(law: Law, label: Bilingual, found: Figure, times: int = 1) -> CostLine:
    formula = f"{found.amount:.2f}" if times == 1 else f"{found.amount:.2f} × {times}"
    reference = found.reference or not law.decides
    amount = to_fen(found.amount * times)
    used = (found.used,)
    kind = {"users_own": found.users_own, "office_own": found.office_own, "at_least": found.at_least}
    return CostLine(label, formula, amount, found.source, Bearer.SELF, reference=reference, figures=used, **kind)


def figure(situation: Situation, name: str, day: date, by: Sequence[str] = ()) -> Figure:
    """A figure as the user gives it, else as the pack has it on a day; MissingFigure otherwise.

    `by` names choices of the person that pick it. The user's own is under the plain name.
    """
    own = situation.case.figures.get(name)
    if own is not None:
        return Figure(name, own, USERS_OWN.zh, users_own=True)
    found = situation.policy.value(_chosen(situation, name, by), day)
    if found is None:
        raise MissingFigure(name)
    return _recorded(situation, name, *found)


def _chosen(situation: Situation, name: str, by: Sequence[str]) -> str:
    """The name of a figure for the person's choices; MissingFigure, with the choice's name, where one is not known."""
    known = {fact: situation.known[fact] for fact in by}
    for fact, value in known.items():
        if isinstance(value, frozenset):
            raise MissingFigure(fact)
    return situation.policy.chosen(name, {fact: str(value) for fact, value in known.items()})


def figure_of_year(situation: Situation, name: str, year: int, by: Sequence[str] = ()) -> Figure:
    """A figure of a year: the user's own, else the pack's, else the office's. The user's own is `NAME:YEAR`.

    One premium of the user's serves every class of people, one that an office keeps only the class it is named for.

    A premium by the month is never taken for one of a year.
    """
    figures = situation.case.figures
    keys = list(dict.fromkeys((f"{name}:{year}", common_figure(f"{name}:{year}"))))
    for key in keys:
        if key in figures:
            return Figure(key, figures[key], USERS_OWN.zh, users_own=True)
    found = situation.policy.value_of_year(_chosen(situation, name, by), year, situation.proposal.pay_on)
    if found is None:
        return _of_office(situation, keys[0])
    return _recorded(situation, keys[0], *found)


def common_figure(key: str) -> str:
    """The key under which one figure of the user's serves every class of people that a figure has a value for.

    >>> common_figure("resident_premium_adult:2027"), common_figure("base_low")
    ('resident_premium:2027', 'base_low')
    """
    plain, mark, year = key.partition(":")
    common = (each for each in (MONTH_PREMIUM_FIGURE, PREMIUM_FIGURE) if plain.startswith(each))
    return f"{next(common, plain)}{mark}{year}"


def _of_office(situation: Situation, key: str) -> Figure:
    """A figure of a year as the office keeps it, by its exact name; MissingFigure where it keeps none."""
    own = situation.case.office_values.figures.get(key)
    if own is None:
        raise MissingFigure(key)
    return Figure(key, own, OFFICE_OWN.zh, office_own=True)


def _recorded(situation: Situation, name: str, value: Value, pack: Pack) -> Figure:
    cited = situation.policy.sources(pack, value.cites)
    titles = "；".join(source.title for source in cited)
    reference = not best_grade(cited).decides
    return Figure(name, value.amount, titles, reference=reference, at_least=value.at_least)


@value_type
class _Base:
    amount: Decimal
    source: str
    figure: FigureUsed
    assumption: Assumption | None = None
    users_own: bool = False
    reference: bool = False
    formula: str = ""
    at_least: bool = False


def _base(situation: Situation, price: PriceRule, month: Month) -> _Base:
    day = situation.proposal.pay_on if price.base_at is BaseAt.PAYMENT else month.first_day
    for name in price.base:
        found = _own_base(situation, price, month) if name == "own" else _parameter_base(situation, name, price, day)
        if found:
            limited = _limited(situation, found, day) if name == "own" else found
            return replace(limited, amount=rounded(limited.amount, price.base_round))
    raise MissingFigure("base" if "own" in price.base else price.base[0])


def _own_base(situation: Situation, price: PriceRule, month: Month) -> _Base | None:
    """The user's base, else the recorded one, else a wage the user gives that the rule does not use otherwise."""
    figures = situation.case.figures
    given = _given(situation, BASE_FIGURE) if BASE_FIGURE in figures else None
    recorded = situation.case.history.base_before(month + 1)
    if given is None and recorded is not None:
        return _Base(recorded, "", FigureUsed(BASE_FIGURE, recorded))
    if given is None and WAGE_FIGURE not in price.base:
        given = _given_for_year(situation, WAGE_FIGURE, month.year)
    if given is None:
        return None
    assumed = Assumption("base-from-user", ONLY_BASE_FROM_USER)
    return _Base(given.amount, given.source, given.used, assumed, users_own=True)


def _given(situation: Situation, key: str) -> Figure:
    return Figure(key, situation.case.figures[key], USERS_OWN.zh, users_own=True)


def _given_for_year(situation: Situation, name: str, year: int) -> Figure | None:
    """A yearly figure of the user's: last year's (wages are published for it), this year's, or the latest."""
    figures = situation.case.figures
    others = sorted((key for key in figures if key.partition(":")[0] == name), reverse=True)
    keys = (key for key in (f"{name}:{year - 1}", f"{name}:{year}", *others) if key in figures)
    return next((_given(situation, key) for key in keys), None)


def _parameter_base(situation: Situation, name: str, price: PriceRule, day: date) -> _Base | None:
    own = _given_for_year(situation, name, day.year)
    try:
        found = figure(situation, name, day) if own is None else own
    except MissingFigure:
        return None
    formula = "" if price.multiple == 1 else f"{found.amount:.2f} × {percent(price.multiple)}"
    amount = found.amount * price.multiple
    return _Base(
        amount, found.source, found.used, None, found.users_own, found.reference, formula, at_least=found.at_least
    )


def _limited(situation: Situation, base: _Base, day: date) -> _Base:
    """The base within that day's limits. Where they are not known, only a base given by the user is used."""
    for name, exceeds, limit in ((LOW_FIGURE, Decimal.__lt__, LOWER_LIMIT), (HIGH_FIGURE, Decimal.__gt__, UPPER_LIMIT)):
        try:
            taken = figure(situation, name, day)
        except MissingFigure:
            if base.users_own:
                continue
            raise
        if exceeds(base.amount, taken.amount):
            assumed = Assumption("base-limited", BASE_LIMITED.filled(limit=limit))
            own = taken.users_own
            return _Base(taken.amount, taken.source, base.figure, assumed, users_own=own, reference=taken.reference)
    return base


@value_type
class _MonthBill:
    month: Month
    amount: Decimal
    rate: Figure
    base: _Base


def _month_bill(situation: Situation, price: PriceRule, month: Month) -> _MonthBill:
    base = _base(situation, price, month)
    day = situation.proposal.pay_on if price.base_at is BaseAt.PAYMENT else month.first_day
    rate = figure(situation, price.rate_for(situation.proposal.resume_as), day, price.by)
    amount = to_fen(rounded(base.amount * rate.amount, price.amount_round))
    return _MonthBill(month, amount, rate, base)


def _principal_lines(monthly: Sequence[_MonthBill], price: PriceRule, labelled: Bilingual) -> Iterator[CostLine]:
    for (amount, rate, base), group in groupby(monthly, key=lambda bill: (bill.amount, bill.rate, bill.base)):
        months = [bill.month for bill in group]
        based = f"({base.formula})" if base.formula else f"{base.amount:.2f}"
        formula = f"{based} × {percent(rate.amount)} × {len(months)}"
        label = labelled.filled(months=months_text(Span(months[0], months[-1])), count=len(months))
        source = "；".join(dict.fromkeys(filter(None, (base.source, rate.source))))
        users_own, reference = rate.users_own or base.users_own, rate.reference or base.reference
        used, total = (base.figure, rate.used), amount * len(months)
        least = price.at_least or rate.at_least or base.at_least
        yield CostLine(label, formula, total, source, price.payer, users_own, reference, used, at_least=least)


def _extra_lines(situation: Situation, price: PriceRule, extra: Extra, span: Span) -> Iterator[CostLine]:
    by_year = {year: [month for month in span if month.year == year] for year in {month.year for month in span}}
    for year, months in sorted(by_year.items()):
        found = figure(situation, extra.figure, months[0].first_day)
        times = len(months) if extra.each is Each.MONTH else 1
        name = FIGURE_NAMES.get(extra.figure, Bilingual(extra.figure, extra.figure))
        formula = f"{found.amount:.2f} × {times}"
        amount = to_fen(found.amount * times)
        label = EXTRA.filled(name=name, years=year)
        own, reference, least = found.users_own, found.reference, found.at_least
        used = (found.used,)
        yield CostLine(label, formula, amount, found.source, price.payer, own, reference, used, at_least=least)


def _late_lines(
    situation: Situation, price: PriceRule, monthly: Sequence[_MonthBill]
) -> list[tuple[_MonthBill, CostLine]]:
    found = []
    for bill in monthly:
        pieces = list(_late_pieces(situation, price.late_charge or "", bill.month))
        days = sum(days for _, days in pieces)
        if days:
            label = LATE_CHARGE.filled(month=month_text(bill.month), days=days)
            formula = " + ".join(f"{bill.amount:.2f} × {percent(rate.amount)} × {days}" for rate, days in pieces)
            amount = to_fen(sum((bill.amount * rate.amount * days for rate, days in pieces), Decimal(0)))
            rates = [rate for rate, _ in pieces]
            source = "；".join(dict.fromkeys(rate.source for rate in rates))
            users_own, reference = any(r.users_own for r in rates), any(r.reference for r in rates)
            used = tuple(dict.fromkeys(rate.used for rate in rates))
            found.append((bill, CostLine(label, formula, amount, source, price.payer, users_own, reference, used)))
    return found


def _late_pieces(situation: Situation, name: str, month: Month) -> Iterator[tuple[Figure, int]]:
    """Each rate that was in force during the delay, with its days; MissingFigure where it had none on some day."""
    first, last = (month + 1).first_day, situation.proposal.pay_on - ONE_DAY
    if first > last:
        return
    if name in situation.case.figures or not situation.policy.values(name):
        yield figure(situation, name, last), late_days(month, situation.proposal.pay_on)
        return
    counted = 0
    for value, pack in situation.policy.values(name):
        begins = max(first, value.valid.since or first)
        ends = min(last, value.valid.until or last)
        if begins <= ends:
            counted += (ends - begins).days + 1
            yield _recorded(situation, name, value, pack), (ends - begins).days + 1
    if counted < late_days(month, situation.proposal.pay_on):
        raise MissingFigure(name)


def late_days(month: Month, pay_on: date) -> int:
    """Days of delay: from the 1st of the month after the contribution month to the day before payment.

    >>> late_days(Month.of(2026, 9), date(2026, 11, 22))
    52
    """
    return (pay_on - (month + 1).first_day).days


def _disputed_cap(late: Sequence[tuple[_MonthBill, CostLine]]) -> Assumption:
    uncapped = _sum([line for _, line in late])
    capped = sum((min(line.amount, bill.amount) for bill, line in late), Decimal("0.00"))
    return Assumption("A15-cap", CAP_DISPUTED.filled(uncapped=uncapped, capped=capped))


def _sum(lines: Sequence[CostLine]) -> Decimal:
    return sum((line.amount for line in lines), Decimal("0.00"))


def percent(fraction: Decimal) -> str:
    """A fraction as per cent, without needless zeros.

    >>> percent(Decimal("0.0005")), percent(Decimal("0.10"))
    ('0.05%', '10%')
    """
    return f"{(fraction * 100).normalize():f}%"


def months_text(span: Span) -> Bilingual:
    """A span for a sentence: one month, or first to last.

    >>> months_text(Span(Month.of(2026, 7), Month.of(2026, 10))).zh
    '2026年7月至10月'
    """
    first, last = span.first, span.last
    if first == last:
        return month_text(first)
    ends = f"{last.number}月" if first.year == last.year else month_text(last).zh
    return Bilingual(f"{month_text(first).zh}至{ends}", f"{first} to {last}")


def day_text(day: date) -> Bilingual:
    """A day for a sentence."""
    return Bilingual(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def month_text(month: Month) -> Bilingual:
    """A month for a sentence."""
    return Bilingual(f"{month.year}年{month.number}月", str(month))


def _premium_label(part: str) -> Bilingual:
    return SUBSIDY if part == "resident_subsidy" else PREMIUM
