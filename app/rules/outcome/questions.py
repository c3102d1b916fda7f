"""Finds the unknown facts that would change the outcome, and words the questions that ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from app.rules.law.dates import Anchor
from app.rules.law.facts import (
    CHOICES,
    FACTS,
    FIRST_ENROLMENT,
    GROUP,
    SPECIAL_GROUPS,
    categories_text,
)
from app.rules.law.measures import Counted
from app.rules.law.policy import Policy
from app.rules.law.terms import Matter
from app.rules.outcome.answers import NOT_INSURED, comes_before
from app.rules.outcome.assessment import MissingFact, Option
from app.rules.outcome.money import day_text, month_text, months_text
from app.rules.outcome.sentences import (
    BIRTH_QUESTION,
    CATEGORY_QUESTION,
    CAUSE_QUESTION,
    CREDITED_QUESTION,
    CREDITED_YEAR_QUESTION,
    EXEMPT_QUESTION,
    MONTHS_QUESTION,
    RECORD_BEGINS_QUESTION,
    SINCE_QUESTION,
    UNEMPLOYMENT_QUESTION,
    WINDOW_QUESTION,
)
from app.rules.outcome.unfolding import Unfolded
from app.rules.record.case import NEWBORN, Case, Cause, Sex
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Period, Scheme, Status
from app.rules.record.lapses import find_lapses, lapses_before_payment, main_lapse, open_lapse
from app.rules.record.months import Month

AHEAD = "months_ahead"
"""What a question may decide besides the packs' matters: what is paid at once when contributions go on."""
LAPSES = "lapses"
"""What a question may decide besides the packs' matters: whether something has lapsed."""
_PRICES = frozenset((Matter.BACK_PAYMENT.value, Matter.PREMIUM.value))
_CAUSES = (*FACTS["cause"].values, "unknown")


def missing_facts(case: Case, policy: Policy, as_of: date, unfolded: Sequence[Unfolded]) -> Iterator[MissingFact]:
    """The facts that would change some outcome and nothing else, those that decide most first."""
    asked: dict[str, MissingFact] = {}
    pay_on = case.plan.pay_on if case.plan else as_of
    for missing in _latest_months(case, as_of):
        asked.setdefault(missing.fact, missing)
    for fact, decides in _deciding(policy, unfolded):
        for missing in _questions_for(case, policy, fact, decides, pay_on):
            asked.setdefault(missing.fact, missing)
        if fact == "in_window":
            for missing in _window_questions(policy, unfolded, decides):
                asked.setdefault(missing.fact, missing)
    if any(item.months_decide for item in unfolded):
        for missing in _month_questions(case, (Matter.COVER.value, "cost")):
            asked.setdefault(missing.fact, missing)
    for missing in (*_choices_ahead(unfolded), *_days_counted_from(unfolded)):
        asked.setdefault(missing.fact, missing)
    for missing in _credit_questions(unfolded):
        asked.setdefault(missing.fact, missing)
    for missing in _other_causes(case, pay_on, unfolded):
        asked.setdefault(missing.fact, missing)
    yield from asked.values()
    yield from _unemployment(case, as_of)
    person = case.person
    category = FactName.of(Question.RETIREMENT_CATEGORY)
    if person.birth_date and person.sex is Sex.FEMALE and category not in case.answers:
        yield MissingFact(category, CATEGORY_QUESTION, ("worker", "cadre", "unknown"), ("retirement",))


def _latest_months(case: Case, as_of: date) -> Iterator[MissingFact]:
    """Unknown months after the last cover: while there is no lapse otherwise, they decide whether there is one.

    In a record without cover these are all the months that may have been paid, in one without any lapse all that nobody
    knows.
    """
    lapses, now = find_lapses(case, as_of), Month.containing(as_of)
    if open_lapse(lapses) is not None:
        return
    covered_until = case.history.last_cover
    since = covered_until if lapses else case.history.first_cover
    for row in case.history.periods:
        arriving = row.status is Status.IN_TRANSIT and covered_until is not None and covered_until < row.span.first
        begun = row.span.first < now and (since is None or since < row.span.first)
        if row.unsettled and not arriving and row.makes_months and begun:
            yield _months_question(case, row, (LAPSES,))


def _deciding(policy: Policy, unfolded: Iterable[Unfolded]) -> list[tuple[str, tuple[str, ...]]]:
    decided: dict[str, dict[str, None]] = {}
    for item in unfolded:
        for index, axis in enumerate(policy.space.axes):
            differing = _differing(item, index)
            priced_alike = item.option.cost is not None and set(differing) <= _PRICES
            if differing and not (axis.fact in CHOICES and priced_alike):
                decided.setdefault(axis.fact, {}).update(dict.fromkeys(differing))
    ranked = sorted(decided.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return [(fact, tuple(matters)) for fact, matters in ranked]


def _differing(item: Unfolded, index: int) -> list[str]:
    """The matters whose law depends on one axis: no two of its cells have the same possible laws."""
    if len({world.box[index] for world in item.worlds}) == 1:
        return []  # every world has the same cells of it
    outcomes: dict[int, set[tuple[str, ...]]] = {}
    for world in item.worlds:
        signature = (*(law.id if law else "" for law in world.laws.values()), world.year, str(world.choices))
        for cell in range(world.box[index].bit_length()):
            if world.box[index] >> cell & 1:
                outcomes.setdefault(cell, set()).add(signature)
    if len({frozenset(found) for found in outcomes.values()}) == 1:
        return []
    signatures = {signature for found in outcomes.values() for signature in found}
    matters = list(item.worlds[0].laws)
    parted = [matter.value for place, matter in enumerate(matters) if len({each[place] for each in signatures}) > 1]
    if parted or len({each[-1] for each in signatures}) == 1:
        return parted or [Matter.COVER.value]  # the same rules, counted from another insured year
    return [matter.value for matter in matters if matter.value in _PRICES] or [Matter.BACK_PAYMENT.value]


def _questions_for(
    case: Case, policy: Policy, fact: str, decides: tuple[str, ...], pay_on: date
) -> Iterator[MissingFact]:
    if fact == "cause":
        lapse = main_lapse(lapses_before_payment(case, pay_on))
        if lapse is not None:  # insurance that the record does not show may have ended for any cause
            yield _cause_question(lapse.span.first, decides)
    elif fact == "birth_year" or (fact.startswith(GROUP) and _hangs_on_birth(case, policy, fact)):
        yield MissingFact(FactName.of(Question.BIRTH_DATE), BIRTH_QUESTION, (), decides)
    elif fact.startswith(GROUP):
        who = categories_text(case.person.categories & SPECIAL_GROUPS)
        yield MissingFact(FactName(fact), EXEMPT_QUESTION.filled(who=who), ("yes", "no", "unknown"), decides)
    elif fact in FACTS and FACTS[fact].question is not None:
        yield from _by_its_values(fact, decides)
    elif fact == "in_window":
        return  # asked for each insured year and day of payment
    else:
        measure = dict(policy.measures()).get(fact)
        if measure is not None and measure.from_birth:
            yield MissingFact(FactName.of(Question.BIRTH_DATE), BIRTH_QUESTION, (), decides)
        elif measure is not None and measure.since_category is not None:
            yield _since_question(measure.since_category, decides)
        elif measure is not None and measure.counted is Counted.EARLIER_LAPSES and case.person.first_enrolment is None:
            yield MissingFact(
                FactName.of(Question.FIRST_ENROLMENT), RECORD_BEGINS_QUESTION, ("yes", "no", "unknown"), decides
            )
            yield from _month_questions(case, decides)
        else:
            yield from _month_questions(case, decides)


def _by_its_values(fact: str, decides: tuple[str, ...]) -> Iterator[MissingFact]:
    question = FACTS[fact].question
    if question is not None:
        yield MissingFact(FactName(fact), question, (*FACTS[fact].values, "unknown"), decides)


def _hangs_on_birth(case: Case, policy: Policy, fact: str) -> bool:
    """True for a group that somebody declared a newborn is in, or not, by the date of birth, which is not known."""
    declared = NEWBORN in case.person.categories and case.person.birth_date is None
    return declared and NEWBORN in policy.group(fact.removeprefix(GROUP))


def _since_question(category: str, decides: tuple[str, ...]) -> MissingFact:
    return MissingFact(
        FactName.of(Question.SINCE, category), SINCE_QUESTION.filled(who=categories_text((category,))), (), decides
    )


def _days_counted_from(unfolded: Iterable[Unfolded]) -> Iterator[MissingFact]:
    """The days of birth, or of a category, that a rule which answers counts cover from, and nobody has said."""
    decides = (Matter.COVER.value,)
    for item in unfolded:
        if item.perhaps_insured_before:
            yield from _by_its_values(FIRST_ENROLMENT, decides)
        for lacking in item.unplaced:
            if lacking == Anchor.BIRTH:
                yield MissingFact(FactName.of(Question.BIRTH_DATE), BIRTH_QUESTION, (), decides)
            else:
                yield _since_question(lacking.partition(":")[2], decides)


def _choices_ahead(unfolded: Iterable[Unfolded]) -> Iterator[MissingFact]:
    """What the person has chosen, where the price of the months paid ahead hangs on it."""
    steps = (step for item in unfolded for step in item.option.steps if step.pays is not None)
    for lacking in dict.fromkeys(step.pays.missing for step in steps if step.pays is not None):
        if lacking in CHOICES:
            yield from _by_its_values(lacking, (AHEAD,))


def _month_questions(case: Case, decides: tuple[str, ...]) -> Iterator[MissingFact]:
    for row in case.history.periods:
        if row.unsettled and row.makes_months:
            yield _months_question(case, row, decides)


def _window_questions(policy: Policy, unfolded: Iterable[Unfolded], decides: tuple[str, ...]) -> Iterator[MissingFact]:
    """Asks whether a residents' payment falls into the window, where that decides and is not known.

    Of a payment whose day is not known that day is asked first.
    """
    index = next(place for place, axis in enumerate(policy.space.axes) if axis.fact == "in_window")
    for item in unfolded:
        if _differing(item, index) and item.option.pay_on_assumed:
            yield _credit_question(item.option, Month.containing(item.option.pay_on), decides)
        elif _differing(item, index):
            day, year = item.option.pay_on, item.option.insured_year
            question = WINDOW_QUESTION.filled(day=day_text(day), year=year)
            fact = FactName.of(Question.IN_WINDOW, year, day)
            yield MissingFact(fact, question, ("yes", "no", "unknown"), decides)


def _credit_questions(unfolded: Iterable[Unfolded]) -> Iterator[MissingFact]:
    """Asks on which day the first month after a lapse was credited, where that decides how cover went on."""
    for item in unfolded:
        if item.undated is not None:
            yield _credit_question(item.option, item.undated, (Matter.COVER.value,))


def _credit_question(option: Option, month: Month, decides: tuple[str, ...]) -> MissingFact:
    if option.insured_year is not None:
        question = CREDITED_YEAR_QUESTION.filled(year=option.insured_year)
    else:
        question = CREDITED_QUESTION.filled(month=month_text(month))
    return MissingFact(FactName.of(Question.CREDITED, month), question, (), decides)


def _other_causes(case: Case, pay_on: date, unfolded: Iterable[Unfolded]) -> Iterator[MissingFact]:
    """Asks the causes of older lapses that are paid too: they decide who may pay and at what price.

    Every back payment offered pays all the lapses a plan names, even where the plan itself pays none.
    """
    paying = any(item.option.back_pay and item.option.resume_as is not Scheme.RESIDENT for item in unfolded)
    if case.plan is None or not paying:
        return
    lapses = lapses_before_payment(case, pay_on)
    main, wanted = main_lapse(lapses), case.plan.pay_lapses
    for lapse in lapses:
        chosen = wanted is None or lapse.span.first in wanted
        if lapse != main and chosen and lapse.cause is Cause.UNKNOWN and lapse.of_employment:
            yield _cause_question(lapse.span.first, ("back_payment",))


def _unemployment(case: Case, as_of: date) -> Iterator[MissingFact]:
    """While unemployment benefit is drawn its fund pays the contributions (社保法 48), so nothing lapses."""
    fact = benefit_fact(case, as_of)
    if fact is not None and fact not in case.answers:
        question = UNEMPLOYMENT_QUESTION.filled(month=month_text(Month.parse(fact.about)))
        yield MissingFact(fact, question, ("yes", "no", "unknown"), (LAPSES,))


def benefit_fact(case: Case, as_of: date) -> FactName | None:
    """The fact that the person draws unemployment benefit, where it would close the lapse; None where it would not."""
    lapse = main_lapse(find_lapses(case, as_of))
    if not (lapse and lapse.open and lapse.cause is Cause.LEFT_JOB and lapse.scheme_before is Scheme.EMPLOYEE):
        return None
    return FactName.of(Question.UNEMPLOYMENT, lapse.span.first)


def _months_question(case: Case, row: Period, decides: tuple[str, ...]) -> MissingFact:
    question = MONTHS_QUESTION.filled(months=months_text(row.span))
    early = (NOT_INSURED,) if comes_before(row, case.history.first_cover) else ()
    fact = FactName.of(Question.MONTHS, row.span.first)
    return MissingFact(fact, question, ("paid", "unpaid", *early, "unknown"), decides)


def _cause_question(month: Month, decides: tuple[str, ...]) -> MissingFact:
    question = CAUSE_QUESTION.filled(month=month_text(month))
    return MissingFact(FactName.of(Question.CAUSE, month), question, _CAUSES, decides)
