"""Says rules, conditions and days of rules in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import Final

from app.packs.file.consistency import FRACTIONS
from app.packs.problems import say
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, DateRule, Roll
from app.rules.law.facts import FACTS, GROUP, categories_text, group_title, is_group, title_of
from app.rules.law.insured_years import InsuredYear
from app.rules.law.policy import (
    BackPaymentRule,
    BaseAt,
    ContinuityRule,
    CoverRule,
    Each,
    GapCostsRule,
    Law,
    LumpSum,
    Pack,
    Policy,
    PremiumRule,
    PriceRule,
    RequiredYears,
    Rounding,
    Rule,
    SuspensionRule,
    Validity,
    Value,
)
from app.rules.law.tables import Axis, Between, Box, Condition, OneOf, Space
from app.rules.law.terms import Source
from app.rules.law.waiting import WaitRule
from app.rules.outcome.warnings import figure_title
from app.wording import values as plain
from app.wording.outcome import bearer_name, continuity_name, verdict_name

_BESIDE: Final = {-1: "before", 0: "same", 1: "next"}
WHOLE: Final = 100
"""The whole, in percent."""
FigureSaid = Callable[[str], Bilingual]
"""Says a figure by the name it has in packs."""


def fact_title(policy: Policy, axis: str) -> Bilingual:
    """The name of an axis of a policy: a fact, a group of people, or a measure under its full name."""
    if is_group(axis):
        return group_title(policy.group(axis.removeprefix(GROUP)))
    fact = title_of(axis)
    return fact or next(measure.title for name, measure in policy.measures() if name == axis)


def standing_said(policy: Policy, law: Law, day: date) -> Bilingual:
    """Why a row holds in the place asked for: its own, bound or adopted by a text, or only a reference."""
    if policy.is_local(law.pack):
        return say("standing.own")
    found = policy.mark(law.id, day)
    if found is None:
        return say("standing.reference")
    mark, pack = found
    key = "standing.adopted" if mark in policy.own.adopts else "standing.binding"
    return say(
        key, says=mark.says, sources=_listed("words.and", [cited_said(s) for s in policy.sources(pack, mark.cites)])
    )


def conditions_said(policy: Policy, pack: Pack, when: Mapping[str, Condition]) -> Bilingual:
    """The conditions of a row in one sentence."""
    return in_one_sentence(conditions_listed(policy, pack, when))


def in_one_sentence(parts: Iterable[Bilingual]) -> Bilingual:
    """Conditions, or things that hold, one after another in one sentence."""
    return _listed("words.and", parts)


def conditions_listed(policy: Policy, pack: Pack, when: Mapping[str, Condition]) -> tuple[Bilingual, ...]:
    """The conditions of a row one by one; never empty."""
    parts = tuple(_condition_said(policy, pack, name, condition) for name, condition in when.items())
    return parts or (say("words.always"),)


def box_said(policy: Policy, box: Box) -> Bilingual:
    """A box of a policy in one sentence; facts that are left open are not named."""
    return cells_said(policy.space, [fact_title(policy, axis.fact) for axis in policy.space.axes], box)


def cells_said(space: Space, titles: Sequence[Bilingual], box: Box) -> Bilingual:
    """A box of a space whose axes have these titles, in one sentence; facts that are left open are not named."""
    parts = [
        _mask_said(axis, title, mask)
        for axis, title, mask in zip(space.axes, titles, box, strict=True)
        if mask != axis.full
    ]
    return _listed("words.and", parts) if parts else say("words.always")


def _mask_said(axis: Axis, title: Bilingual, mask: int) -> Bilingual:
    if axis.values:
        return say("words.is", fact=title, values=_listed("words.or", _cells(axis.fact, axis.cells(mask))))
    return _listed("words.or", (_range_said(title, numbers) for numbers in _ranges(axis, mask)))


def _ranges(axis: Axis, mask: int) -> Iterator[Between]:
    """The ranges of numbers in a mask; neighbouring cells are joined."""
    cell = 0
    while mask >> cell:
        first = cell
        while mask >> cell & 1:
            cell += 1
        if cell > first:
            high = axis.starts[cell] - 1 if cell < len(axis.starts) else None
            yield Between(axis.starts[first] or None, high)
        cell += 1


def rule_said(rule: Rule) -> Bilingual:
    """What a row answers, in one sentence."""
    return _listed("words.and", rule_listed(rule, figure_said))


def rule_listed(rule: Rule, figure: FigureSaid) -> tuple[Bilingual, ...]:
    """What a row answers, as a list; `figure` says the figures it names."""
    match rule:
        case SuspensionRule(stops=stops):
            parts = [say("words.suspension", day=day_said(stops)) if stops else say("words.suspension.unsettled")]
        case BackPaymentRule(verdict=verdict, price=price):
            parts = [verdict_name(verdict), *(_price_said(price, figure) if price else ())]
        case PremiumRule(parts=figures, repair=repair):
            key = "words.premium.month" if rule.each is Each.MONTH else "words.premium"
            priced = say(key, figures=_listed("words.plus", map(figure, figures))) if figures else None
            parts = [priced or say("words.premium.open")]
            parts += [_birth_year_said(rule.birth_year, figure)] if rule.birth_year is not None else []
            parts += [say("words.premium.repair", figure=figure(repair))] if repair else []
        case CoverRule(verdict=verdict):
            parts = [verdict_name(verdict), *_cover_said(rule)]
        case GapCostsRule(bearer=bearer, percent=percent):
            name = bearer_name(bearer)
            parts = [name if percent == WHOLE else say("words.gap_costs.percent", bearer=name, percent=percent)]
        case ContinuityRule(consecutive=consecutive, account=account, maternity=maternity):
            parts = [continuity_name(consecutive), say(f"words.account.{account}")]
            parts += [say("words.maternity", what=maternity)] if maternity else []
    return tuple(parts)


def day_said(rule: DateRule) -> Bilingual:
    """A day as a rule writes it."""
    category = categories_text((rule.category,)) if rule.category else ""
    anchor = say(f"words.{'anchor' if rule.align is Align.SAME_DAY else 'month'}.{rule.at}", category=category)
    shift = "this" if rule.months == 0 else "next" if rule.months == 1 else "later" if rule.months > 1 else "earlier"
    day = _days_on(say(f"words.day.{rule.align}.{shift}", anchor=anchor, n=abs(rule.months)), rule.days)
    if rule.roll is Roll.WORKING_DAY:
        day = say("words.day.rolled", day=day)
    return _days_on(day, rule.then_days)


def validity_said(valid: Validity) -> Bilingual:
    """From when until when something holds."""
    since = plain.day(valid.since) if valid.since else None
    until = plain.day(valid.until) if valid.until else None
    if since and until:
        return say("words.valid", since=since, until=until)
    if since:
        return say("words.valid.since", since=since)
    return say("words.valid.until", until=until) if until else say("words.valid.open")


def figure_said(name: str) -> Bilingual:
    """The title of a figure, with the name it has in packs."""
    if name.endswith(":*"):
        return say("words.any_rate", name=name)
    title = figure_title(name)
    return title if title.zh == name else say("words.figure", title=title, name=name)


def amount_said(name: str, value: Value) -> Bilingual:
    """A figure as people write it: fractions in percent, money with two places."""
    if not name.startswith(FRACTIONS):
        amount = f"{value.amount:.2f}"
    else:
        percent = f"{value.amount * 100:f}"
        amount = f"{percent.rstrip('0').rstrip('.') if '.' in percent else percent}%"
    return Bilingual(amount, amount)


def required_years_said(years: RequiredYears) -> Bilingual:
    """How many years of insurance benefits in retirement need."""
    return _listed("words.and", required_years_listed(years))


def required_years_listed(years: RequiredYears) -> tuple[Bilingual, ...]:
    """The same as a list, one item for each kind of years."""
    parts = [say("show.required_years", cumulative=years.cumulative)]
    parts += [say("show.required_years.actual", years=years.actual)] if years.actual else []
    parts += [say("show.required_years.local", years=years.local)] if years.local else []
    return tuple(parts)


def lump_sum_said(price: LumpSum, figure: FigureSaid = figure_said) -> Bilingual:
    """What a shortfall costs when it is paid at once."""
    base, rate = figure(price.base), figure(price.rate)
    return say("show.lump_sum", base=base, multiple=price.multiple, rate=rate)


def insured_year_said(year: InsuredYear) -> Bilingual:
    """From which month to which month an insured year runs, seen from the year of its number."""
    first = say(f"show.insured_year.{_BESIDE[year.first_in]}", month=year.first_month)
    last = say(f"show.insured_year.{_BESIDE[year.last_in]}", month=year.last_month)
    return say("show.insured_year", first=first, last=last)


def cited_said(source: Source) -> Bilingual:
    """A source as it is cited: title, document number, grade."""
    number = f" {source.number}" if source.number else ""
    title = source.title if "《" in source.title else say("show.titled", title=source.title)
    return say("show.cited", title=title, number=number, grade=plain.say(f"grade.{source.grade}"), letter=source.grade)


def _condition_said(policy: Policy, pack: Pack, name: str, condition: Condition) -> Bilingual:
    axis = policy.space.axes[policy.space.index(policy.fact_name(pack, name)) or 0]
    mask = axis.mask(condition.values if isinstance(condition, OneOf) else condition)
    title = fact_title(policy, axis.fact)
    if isinstance(condition, OneOf):
        return say("words.is", fact=title, values=_listed("words.or", _cells(axis.fact, axis.cells(mask))))
    return _range_said(title, condition)


def _range_said(title: Bilingual, numbers: Between) -> Bilingual:
    if numbers.high is None:
        return say("words.at_least", fact=title, n=numbers.low)
    if numbers.high == (numbers.low or 0):
        return say("words.is", fact=title, values=numbers.high)
    if not numbers.low:
        return say("words.at_most", fact=title, n=numbers.high)
    return say("words.between", fact=title, low=numbers.low, high=numbers.high)


def _cells(fact: str, cells: Iterable[str]) -> list[Bilingual]:
    values = FACTS[fact].values if fact in FACTS else FACTS["back_pay"].values if is_group(fact) else {}
    return [values.get(cell, Bilingual(cell, cell)) for cell in cells]


def _birth_year_said(figures: Sequence[str], figure: FigureSaid) -> Bilingual:
    if not figures:
        return say("words.premium.birth_year.free")
    return say("words.premium.birth_year", figures=_listed("words.plus", map(figure, figures)))


def _price_said(price: PriceRule, figure: FigureSaid) -> Iterator[Bilingual]:
    base = _listed("words.else", [say("words.base.own") if name == "own" else figure(name) for name in price.base])
    yield say("words.price", base=base, rate=figure(price.rate))
    if price.multiple != 1:
        yield say("words.price.multiple", multiple=price.multiple)
    if price.base_at is BaseAt.PAYMENT:
        yield say("words.price.at.payment")
    for name, rounding in (("base_round", price.base_round), ("amount_round", price.amount_round)):
        if rounding is not Rounding.FEN:
            yield say(f"words.price.{name}", unit=say(f"words.round.{rounding}"))
    for extra in price.extras:
        yield say(f"words.price.extra.{extra.each}", figure=figure(extra.figure))
    yield say("words.price.payer", payer=bearer_name(price.payer))
    yield (
        say("words.price.late", figure=figure(price.late_charge)) if price.late_charge else say("words.price.no_late")
    )


def _cover_said(rule: CoverRule) -> Iterator[Bilingual]:
    if rule.start:
        yield say("words.cover.start", day=day_said(rule.start))
    if rule.wait:
        yield from _wait_said(rule.wait)
    if rule.old_scheme_until:
        yield say("words.cover.old_scheme", day=day_said(rule.old_scheme_until))
    if rule.no_cover:
        yield say("words.cover.no_cover")
    if rule.until:
        yield say("words.cover.until", day=day_said(rule.until))


def _wait_said(wait: WaitRule) -> Iterator[Bilingual]:
    yield say(
        f"words.wait.{wait.count}", length=_length_said(wait, wait.days or wait.months), start=day_said(wait.start)
    )
    if wait.variable:
        yield say("words.wait.variable", offset=wait.variable.offset, each=_length_said(wait, wait.variable.each))
        if wait.variable.least_from:
            least = _length_said(wait, wait.variable.least_total)
            yield say("words.wait.least", years=wait.variable.least_from, least=least)
        if wait.variable.unsettled:
            yield say("words.wait.unsettled")
    if wait.percent:
        yield say(f"words.wait.percent.{wait.services}", percent=wait.percent)


def _length_said(wait: WaitRule, length: int) -> Bilingual:
    return plain.say("days", n=length) if wait.days else plain.months(length)


def _days_on(day: Bilingual, days: int) -> Bilingual:
    if days == 0:
        return day
    return say("words.day.after" if days > 0 else "words.day.before", day=day, n=abs(days))


def _listed(joint: str, parts: Iterable[Bilingual]) -> Bilingual:
    return reduce(lambda one, other: say(joint, one=one, other=other), parts)
