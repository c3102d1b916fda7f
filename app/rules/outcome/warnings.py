"""Collects the warnings to be seen before money is spent: about the rules, the outcomes and the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.facts import FACTS
from app.rules.law.policy import Policy, Window
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Beside, Caution, OptionId, TwoSchemes
from app.rules.outcome.impending_lapse import impending_month
from app.rules.outcome.money import common_figure, day_text, month_text, months_text
from app.rules.outcome.sentences import (
    ASK_REFUND,
    BEFORE_CLAIM,
    CAUSE_OF_NO_LAPSE,
    DUPLICATE_MONTHS,
    FIGURE_MISSING,
    FIGURE_NAMES,
    NO_OWN_PACK,
    NO_REFUND,
    OFFICE_FIGURE_REPLACED,
    OFFICE_WINDOW_REPLACED,
    OWED_BESIDE,
    PAID_AHEAD,
    PAID_BY_FUND,
    PAID_TWICE,
    PARTLY_PAID,
    PLAN_IN_PAST,
    REFERENCE_ONLY,
    REFUND_ANY_TIME,
    REFUND_BY,
    STALE,
    UNSETTLED_MONTHS,
)
from app.rules.outcome.unfolding import PRICE, Unfolded
from app.rules.record.case import Case
from app.rules.record.history import Status
from app.rules.record.lapses import find_lapses
from app.rules.record.office_values import OfficeWindow

_FIGURE = "figure-missing:"
REFERENCE_CODE = "reference-only"
"""The code of the warning that an answer is for reference."""


def cautions(
    case: Case, policy: Policy, as_of: date, unfolded: Sequence[Unfolded], meeting: Iterable[TwoSchemes] = ()
) -> Iterator[Caution]:
    """Every warning of an assessment, those about the rules first; `meeting` is where two schemes meet."""
    yield from _of_the_rules(policy, as_of, unfolded)
    yield from _of_the_outcomes(unfolded)
    yield from _of_the_record(case, as_of, max([as_of, *(item.option.pay_on for item in unfolded)]))
    yield from _of_replaced_values(case, policy, as_of)
    for found in meeting:
        yield Caution(f"two-schemes-{found.how}", _of_two_schemes(found))
    if case.plan and case.plan.pay_on < as_of:
        yield Caution("plan-in-past", PLAN_IN_PAST.filled(pay_on=case.plan.pay_on))


def figure_title(name: str) -> Bilingual:
    """A figure's name for a person, its year put in front."""
    plain, _, year = name.rpartition(":") if name.rpartition(":")[2].isdigit() else (name, "", "")
    known = (known for known in FIGURE_NAMES if plain.startswith(known))
    title = FIGURE_NAMES[key] if (key := max(known, key=len, default=None)) else Bilingual(plain, plain)
    return Bilingual(f"{year}年度{title.zh}", f"{title.en} {year}") if year else title


def lacking_figures(warnings: Sequence[Caution]) -> tuple[str, ...]:
    """The keys of the figures that some bill lacks, each asked for once; a missing rule is not among them.

    Where the person's class of people is open, so that one of several figures is meant, it is the common one.
    """
    names, of_person = _lacking_names(warnings), figures_of_person(warnings)
    commons = ((name, common_figure(name)) for name in names)
    return tuple(dict.fromkeys(common if common in of_person else name for name, common in commons))


def figures_of_person(warnings: Sequence[Caution]) -> frozenset[str]:
    """Those of `lacking_figures` that stand for several classes of people: no value of the place, but of the person."""
    classes = Counter(common_figure(name) for name in _lacking_names(warnings))
    return frozenset(common for common, count in classes.items() if count > 1)


def _lacking_names(warnings: Iterable[Caution]) -> tuple[str, ...]:
    names = (warning.code.removeprefix(_FIGURE) for warning in warnings if warning.code.startswith(_FIGURE))
    return tuple(dict.fromkeys(name for name in names if name != PRICE))


def lacking_of(warnings: Sequence[Caution], option: OptionId) -> str:
    """The key of the first figure that the bill of an option lacks and somebody can give; empty where it lacks none."""
    names, of_person = _lacking_names(each for each in warnings if option in each.concerns), figures_of_person(warnings)
    first = next(iter(names), "")
    return common if (common := common_figure(first)) in of_person else first


def _of_the_rules(policy: Policy, as_of: date, unfolded: Sequence[Unfolded]) -> Iterator[Caution]:
    own, days = policy.own, [as_of, *(item.option.pay_on for item in unfolded)]
    if own.code != policy.requested:
        yield Caution("policy-inherited", NO_OWN_PACK.filled(requested=policy.requested_name, name=own.name))
    if policy.expired(max(days)):
        yield Caution("policy-stale", STALE.filled(name=own.name, until=own.claims.until, as_of=max(days)))
    if own.claims.since and as_of < own.claims.since:
        yield Caution("policy-before-claim", BEFORE_CLAIM.filled(name=own.name, since=own.claims.since))
    boxes = [world.box for item in unfolded for world in item.worlds]
    for notice in policy.notices:
        told = not notice.narrows or any(notice.meets(box) for box in boxes)
        if told and any(notice.row.valid.holds(day) for day in days):
            yield Caution(notice.row.id, notice.row.says)


def _of_the_outcomes(unfolded: Sequence[Unfolded]) -> Iterator[Caution]:
    if any(item.option.reference for item in unfolded[:1]):
        rest = dict.fromkeys(item.option.id for item in unfolded if item.option.reference)
        yield Caution(REFERENCE_CODE, REFERENCE_ONLY, tuple(rest))
    for name in dict.fromkeys(name for item in unfolded for name in item.missing_figures):
        lacking = dict.fromkeys(item.option.id for item in unfolded if name in item.missing_figures)
        yield Caution(f"{_FIGURE}{name}", FIGURE_MISSING.filled(figure=figure_title(name)), tuple(lacking))


def _of_two_schemes(found: TwoSchemes) -> Bilingual:
    months = months_text(found.span)
    if found.how is Beside.OWED:
        return OWED_BESIDE.filled(months=months)
    if found.how is Beside.FUND:
        return PAID_BY_FUND.filled(months=months, then=month_text(found.then or found.span.last + 1))
    said = PAID_AHEAD if found.how is Beside.AHEAD else PAID_TWICE
    scheme = FACTS["resume_as"].values[found.schemes[-1]]
    return said.filled(months=months, year=found.year, scheme=scheme, refund=_refund(found))


def _refund(found: TwoSchemes) -> Bilingual:
    if found.refund is Verdict.NO:
        return NO_REFUND.filled(text=found.text)
    if found.refund is not Verdict.YES:
        return ASK_REFUND
    if found.refund_by is None:
        return REFUND_ANY_TIME.filled(text=found.text)
    return REFUND_BY.filled(day=day_text(found.refund_by), text=found.text)


def _of_the_record(case: Case, as_of: date, last: date) -> Iterator[Caution]:
    starts = {lapse.span.first for lapse in find_lapses(case, last)}
    for month in sorted(set(case.causes) - starts - {impending_month(case, as_of)}):
        yield Caution("cause-of-no-lapse", CAUSE_OF_NO_LAPSE.filled(month=month_text(month)))
    if case.history.has_duplicate_cover:
        yield Caution("duplicate-months", DUPLICATE_MONTHS)
    for row in case.history.periods:
        if row.unsettled:
            yield Caution("months-unsettled", UNSETTLED_MONTHS.filled(months=months_text(row.span)))
        if row.status is Status.PARTLY_PAID:
            yield Caution("partly-paid", PARTLY_PAID.filled(months=months_text(row.span)))


def _of_replaced_values(case: Case, policy: Policy, as_of: date) -> Iterator[Caution]:
    """Values that the office keeps and the pack has otherwise; one that it has alike needs no word."""
    for name, own in case.office_values.figures.items():
        plain, _, year = name.rpartition(":")
        recorded = policy.value_of_year(plain, int(year), as_of)
        if recorded and recorded[0].amount != own:
            sums = {"own": f"{own:.2f}", "recorded": f"{recorded[0].amount:.2f}"}
            said = OFFICE_FIGURE_REPLACED.filled(figure=figure_title(name), **sums)
            yield Caution(f"office-figure-replaced:{name}", said)
    for window in case.office_values.windows:
        found = policy.vouched_window(window.year, as_of)
        if found and (found.opens, found.closes) != (window.opens, window.closes):
            days = {"own": _days(window), "recorded": _days(found)}
            said = OFFICE_WINDOW_REPLACED.filled(year=window.year, **days)
            yield Caution(f"office-window-replaced:{window.year}", said)


def _days(window: Window | OfficeWindow) -> Bilingual:
    opens, closes = day_text(window.opens), day_text(window.closes)
    return Bilingual(f"{opens.zh}至{closes.zh}", f"{opens.en} to {closes.en}")
