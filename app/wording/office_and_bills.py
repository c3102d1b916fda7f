"""Words what goes beyond the rules: decisions of the office, a safe day to pay, the bill of one stay or birth.

Window and papers use the same sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Source, Verdict
from app.rules.outcome.assessment import Assessment, Option, Reason
from app.rules.outcome.bills import BillDays, TreatmentBill, allowance_of, bill_of, other_ways
from app.rules.outcome.decisions import decisions_for, is_decided
from app.rules.outcome.safe_payment_day import latest_payment
from app.rules.record.case import Case, Decision, Event, Treatment
from app.rules.record.working_days import is_published
from app.wording.maternity import maternity_sentence
from app.wording.outcome import bearer_name, in_vain, option_title, verdict_name
from app.wording.phrasebook import phrase
from app.wording.values import day, day_after, joined_as_is, money, months, say

_say: Final = partial(phrase, "outside")
DECIDED = _say("decided")
_NOTHING = Bilingual("", "")
_FULL = 100


def grade_name(rests_on: Reason | Source) -> Bilingual:
    """How far a reason or a source can be relied on; a decision of the office is not a text."""
    return _say("grade.office") if is_decided(rests_on) else say(f"grade.{rests_on.grade.value}")


# decisions of the office


def decided_fields(case: Case, option: Option) -> frozenset[str]:
    """The fields of an option that the office decided; a decided wait also decides `benefits_from`."""
    fields = {field for decision in decisions_for(case, option.id) for field, _ in _fields(decision)}
    if fields & {"waiting", "benefits_from"}:
        fields |= {"waiting", "benefits_from"}
    return frozenset(fields)


def decision_sentence(decision: Decision) -> Bilingual:
    """What a decision says, why, and who decided it when."""
    record = " ".join([decision.by, *([decision.on.isoformat()] if decision.on else [])]).strip()
    by = _say("decided.by", record=record) if record else _NOTHING
    lines = [
        _say(
            "decided.whole",
            what=phrase("cells", f"{_SUBJECT_OF.get(field, field)}.title"),
            value=value,
            reason=decision.reason,
            by=by,
        )
        for field, value in _fields(decision)
    ]
    return joined_as_is(*lines)


_SUBJECT_OF = {"waiting": "wait"}


def _fields(decision: Decision) -> Iterator[tuple[str, Bilingual]]:
    if decision.verdict is not None:
        yield "verdict", verdict_name(Verdict(decision.verdict))
    if decision.waiting_months is not None:
        yield "waiting", months(decision.waiting_months) if decision.waiting_months else say("no_wait")
    if decision.benefits_from is not None:
        yield "benefits_from", day(decision.benefits_from)
    if decision.gap_costs is not None:
        yield "gap_costs", bearer_name(Bearer(decision.gap_costs))
    if decision.amount is not None:
        yield "cost", money(decision.amount)


# the day to pay


def safe_day(option: Option, margin: int) -> date | None:
    """The last day to pay for the money to arrive by the deadline; None without a deadline or a margin."""
    last = option.nothing_lost_until
    if not margin or last is None or option.verdict is Verdict.NO or in_vain(option) is not None:
        return None
    return latest_payment(last, margin)


def margin_advice(option: Option, margin: int, as_of: date) -> Bilingual:
    """By when to pay; empty where there is nothing to say."""
    safe = safe_day(option, margin)
    if safe is None:
        return _NOTHING
    advice = _say("margin" if safe >= as_of else "margin.late", day=day(safe), n=margin)
    return advice if is_published(safe) else joined_as_is(advice, _say("margin.unpublished"))


# the bill of a stay or a birth


def event_name(event: Event, as_of: date) -> Bilingual:
    """A stay or a birth with its days."""
    first, last = day(event.since), day_after(event.last_day(as_of), event.since.year)
    if event.treatment is Treatment.BIRTH:
        return _say("bill.birth", first=first)
    if event.until is None:
        return _say("bill.stay.open", first=first, last=last)
    return _say("bill.stay.one_day" if event.since == event.until else "bill.stay", first=first, last=last)


def bill_sentences(event: Event, option: Option, case: Case, assessment: Assessment) -> tuple[Bilingual, ...]:
    """Who bears the bill under an option, what to ask, whether another option changes it, and the reasons."""
    bill = bill_of(event, option, case, assessment)
    others = other_ways(bill, option, case, assessment)
    if option.verdict is Verdict.NO:
        head = _say("bill.refused", event=event_name(event, assessment.as_of))
        return tuple(filter(_says, (head, _others(others, None, option, assessment) if bill.days else _NOTHING)))
    parts = (
        _head(bill, assessment),
        _say("bill.question", question=bill.question.text) if bill.question else _NOTHING,
        _say("bill.maternity", text=option.maternity_months) if option.maternity_months and not bill.days else _NOTHING,
        *(_allowance(bill.event, option) if not bill.days else ()),
        _others(others, bill, option, assessment) if bill.days else _NOTHING,
        *map(_because, bill.reasons),
    )
    return tuple(filter(_says, parts))


def _allowance(birth: Event, option: Option) -> tuple[Bilingual, ...]:
    """Who pays the maternity allowance of a birth, and by which rule."""
    if option.maternity is None:
        return ()
    bearer = allowance_of(birth, option)
    return _say(f"bill.allowance.{bearer.value}"), maternity_sentence(option.maternity)


def _head(bill: TreatmentBill, assessment: Assessment) -> Bilingual:
    key = "bill.unsure" if bill.reference and _names_somebody(bill.days) else "bill.head"
    head = _say(key, event=event_name(bill.event, assessment.as_of), who=_who(bill))
    outside = bill.bearer is Bearer.FUND and not bill.days[0].matters
    return joined_as_is(head, _say("bill.record")) if outside else head


def _who(bill: TreatmentBill) -> Bilingual:
    if bill.event.treatment is Treatment.BIRTH:
        return _say("bill.birth.ask")
    if len(bill.days) > 1:
        return _say("bill.apart", days=_between([_stretch(each) for each in bill.days]))
    return _bearer(bill.days[0])


def _names_somebody(days: Iterable[BillDays]) -> bool:
    """True when a bearer is named, so that a caution is needed; an answer that only asks needs none."""
    return any(each.bearer is not Bearer.ASK for each in days)


def _instead(bill: TreatmentBill, shown: TreatmentBill | None) -> Bilingual:
    """Who bears the bill under another option, for the days on which that differs from the bill shown."""
    alike = frozenset(shown.told_of_days if shown else ())
    days = [each for each, meant in zip(bill.days, bill.told_of_days, strict=True) if meant not in alike]
    whole = len(bill.days) == 1
    told = _bearer(days[0]) if whole else _between([_stretch(each) for each in days], "bill.comma")
    return _say("bill.other.unsure", who=told) if bill.reference and _names_somebody(days) else told


def _stretch(days: BillDays) -> Bilingual:
    first, last = day(days.since), day_after(days.until, days.since.year)
    return _say("bill.day" if days.since == days.until else "bill.days", first=first, last=last, who=_bearer(days))


def _bearer(days: BillDays) -> Bilingual:
    if days.bearer is not Bearer.FUND:
        return _say(f"bill.{days.bearer.value}")
    if days.percent < _FULL:
        return _say("bill.fund.part", percent=days.percent)
    return _say("bill.fund.afterwards" if days.afterwards else "bill.fund")


def _others(
    others: Sequence[tuple[Option, TreatmentBill]],
    shown: TreatmentBill | None,
    option: Option,
    assessment: Assessment,
) -> Bilingual:
    if others:
        told = [_say("bill.other", option=option_title(other), who=_instead(bill, shown)) for other, bill in others]
        return _say("bill.others", others=_between(told))
    comparable = any(each.id is not option.id and each.verdict is not Verdict.NO for each in assessment.options)
    return _say("bill.same" if comparable else "bill.none")


def _because(reason: Reason) -> Bilingual:
    titles = "；".join(dict.fromkeys(source.title for source in reason.sources if not is_decided(source)))
    text = _say("bill.when", when=reason.when, text=reason.text) if reason.when else reason.text
    because = _say("bill.because", text=text, grade=grade_name(reason))
    return joined_as_is(because, _say("bill.source", titles=titles)) if titles else because


def _says(said: Bilingual) -> bool:
    return bool(said.zh)


def _between(parts: Sequence[Bilingual], between: str = "bill.between") -> Bilingual:
    mark = _say(between)
    return Bilingual(mark.zh.join(part.zh for part in parts), mark.en.join(part.en for part in parts))
