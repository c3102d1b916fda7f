"""Words an outcome in plain sentences: what happened, the conclusion, the deadline and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, EnrolmentWindow, Matter, Verdict
from app.rules.outcome.assessment import (
    PLANNED,
    Assessment,
    Change,
    Cost,
    ImpendingLapse,
    Option,
    OptionId,
)
from app.rules.outcome.questions import LAPSES
from app.rules.record.case import Cause
from app.rules.record.fact_name import Question
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import ONE_DAY, Month
from app.wording.phrasebook import phrase
from app.wording.values import (
    cause_name,
    day,
    day_after,
    joined,
    joined_as_is,
    money,
    month,
    months,
    say,
    scheme_name,
    span,
    wait_length,
)

_NOTHING = Bilingual("", "")
_DECEMBER = 12


def option_title(option: Option) -> Bilingual:
    """The name of a way to close the lapse."""
    return say(f"option.{_spelled(option)}", scheme=scheme_name(option.resume_as))


def _spelled(option: Option) -> str:
    """The key of an option's words: to pay a further resident year along has its own."""
    two_years = option.id is OptionId.JOIN_RESIDENT_NEXT_YEAR and option.back_pay
    return f"{option.id.value}.two_years" if two_years else option.id.value


def way_title(key: str | None, option: Option) -> Bilingual:
    """The name of an option by its key; the person's own plan is marked as such."""
    title = option_title(option)
    return say("option.planned", title=title) if key == PLANNED else title


def verdict_name(verdict: Verdict) -> Bilingual:
    """可以办, 不能办 or 须经办确认."""
    return phrase("cells", f"verdict.{verdict.value}.short")


def bearer_name(bearer: Bearer) -> Bilingual:
    """Who bears a cost."""
    return phrase("cells", f"gap_costs.{bearer.value}.short")


def continuity_name(consecutive: str) -> Bilingual:
    """Whether consecutive months carry on: `kept`, `restarts` or `ask`."""
    return phrase("cells", f"continuity.{consecutive}.short")


def happened(assessment: Assessment) -> Bilingual:
    """What happened: the latest lapse and its cause, or that there is none and how to prevent the next one."""
    if is_open(assessment):
        return say("lapse_open")
    ahead = impending(assessment)
    if not assessment.lapses:
        return joined(_no_lapse(assessment), Bilingual("", " "), ahead)
    latest = assessment.lapses[-1]
    return joined(_lapse_sentence(latest.lapse, len(assessment.lapses)), Bilingual("", " "), ahead)


def _no_lapse(assessment: Assessment) -> Bilingual:
    due = assessment.impending
    if assessment.asks(Question.MONTHS):
        return say("no_lapse.unsure")
    if due is not None and due.first <= Month.containing(assessment.as_of):
        return say("no_lapse.so_far", month=_month_in(due.first, assessment.as_of.year))
    if assessment.never_insured:
        return say("never_insured")
    return say("no_lapse") if any(assessment.cumulative_months.values()) else say("no_record")


def impending(assessment: Assessment) -> Bilingual:
    """Until when benefits are paid if nobody goes on paying, and by when to pay to prevent that.

    Empty while a lapse is open, or where the plan only pays back a closed one.
    """
    due, planned = assessment.impending, assessment.planned
    if due is None or (assessment.lapses and (planned is None or planned.lapse is not None)):
        return _NOTHING
    paid_until = _paid_until(due, assessment.as_of, planned)
    return joined(paid_until, Bilingual("", " "), _kept_up(due, assessment))


def _paid_until(due: ImpendingLapse, as_of: date, planned: Option | None) -> Bilingual:
    end = due.finding.benefits_end
    if end is None:
        return say("impending.until.ask")
    over = "impending.until.over.closed" if planned and _follows(planned, end) else "impending.until.over"
    key = "impending.until" if end >= as_of else over
    key = f"{key}.reference" if due.finding.reference else key
    return say(key, day=day(end), month=_month_in(due.first, as_of.year))


def _follows(planned: Option, end: date) -> bool:
    """True when it is certain that the plan brings benefits from the day after a day at the latest."""
    settled = planned.verdict is Verdict.YES and not planned.reference
    return settled and planned.benefits_from is not None and planned.benefits_from <= end + ONE_DAY


def _kept_up(due: ImpendingLapse, assessment: Assessment) -> Bilingual:
    lapse, as_of = due.finding.lapse, assessment.as_of
    year, window = as_of.year, _open_window(due, assessment)
    if lapse.scheme_before is Scheme.RESIDENT and not due.pay_by and window is not None:
        return say("impending.resident.open", year=due.first.year, day=day_after(window.closes, year))
    if lapse.scheme_before is Scheme.RESIDENT:
        key = "impending.resident" if due.pay_by else "impending.resident.ask"
    elif due.pay_by:
        key = "impending.alone" if lapse.cause is Cause.LEFT_JOB else "impending.pay"
    else:
        key = "impending.pay.ask"
    last = day_after(due.pay_by, year) if due.pay_by else _NOTHING
    said = say(key, month=_month_in(due.first, year), year=due.first.year, day=last)
    if due.pay_by is None:
        return said
    return joined(said, say("impending.today" if due.pay_by <= as_of else "impending.earlier"))


def _open_window(due: ImpendingLapse, assessment: Assessment) -> EnrolmentWindow | None:
    """The enrolment window of the year that is due, where it is known and not over."""
    known = (each for each in assessment.windows if each.vouched or each.office_own)
    return next((each for each in known if each.year == due.first.year and each.closes >= assessment.as_of), None)


def _month_in(value: Month, year: int) -> Bilingual:
    return say(f"month.{value.number}") if value.year == year else month(value)


def is_open(assessment: Assessment) -> bool:
    """True when it is not known whether there is a lapse, because it is not known whether recent months were paid."""
    open_lapse = any(finding.lapse.open for finding in assessment.lapses)
    return (
        not open_lapse
        and assessment.impending is None
        and any(fact.fact.question is Question.MONTHS and LAPSES in fact.decides for fact in assessment.missing_facts)
    )


def lapse_length(lapse: Lapse) -> Bilingual:
    """How long a lapse is: in years where resident insurance was skipped, else in months."""
    years = _skipped_years(lapse)
    if years is None:
        return months(len(lapse.span))
    return say("years.one") if len(years) == 1 else say("years", n=len(years))


def _skipped_years(lapse: Lapse) -> range | None:
    """The insured years that a lapse of resident insurance covers from January on; None for other lapses."""
    first, last = lapse.span.first, lapse.span.last
    ends = lapse.open or last.number == _DECEMBER
    if lapse.scheme_before is not Scheme.RESIDENT or first.number != 1 or not ends:
        return None
    return range(first.year, last.year + 1)


def lapse_span(lapse: Lapse) -> Bilingual:
    """When a lapse was: the years of resident insurance that were skipped, else the months."""
    years = _skipped_years(lapse)
    return span(lapse.span) if years is None else _years_span(years)


def _years_span(years: range) -> Bilingual:
    key = {1: "years.span.one", 2: "years.span.two"}.get(len(years), "years.span")
    return say(key, first=years[0]) if len(years) == 1 else say(key, first=years[0], last=years[-1])


def _years_sentence(lapse: Lapse, years: range, count: int) -> Bilingual:
    key = "situation.year" if len(years) == 1 else "situation.years"
    filled = {"years": _years_span(years)} | ({"n": lapse_length(lapse)} if len(years) > 1 else {})
    said = say(key, **filled)
    return say("situation.many_years", count=count, years=said) if count > 1 else said


def _lapse_sentence(lapse: Lapse, count: int) -> Bilingual:
    years = _skipped_years(lapse)
    if years is not None:
        return _years_sentence(lapse, years, count)
    known = lapse.cause is not Cause.UNKNOWN
    cause = say("situation.cause", cause=cause_name(lapse.cause)) if known else _NOTHING
    key = "situation.many" if count > 1 else "situation.one_month" if len(lapse.span) == 1 else "situation.one"
    return say(key, count=count, span=span(lapse.span), n=months(len(lapse.span)), cause=cause)


def in_vain(option: Option) -> int | None:
    """The insured year that brings no benefits because the wait outlasts it; None where it does bring some."""
    return option.in_vain


def conclusion(option: Option) -> Bilingual:
    """What one option leads to, in plain sentences: until when, from which day, who bears the gap's costs."""
    return joined(lead(option), outcome(option))


def lead(option: Option) -> Bilingual:
    """What has to be said first: that the option cannot be done, or that the office must confirm it."""
    if option.verdict is Verdict.ASK:
        return say("lead.reference" if option.reference else "lead.ask")
    return say("lead.decided" if option.reference else f"lead.{option.verdict.value}")


def outcome(option: Option) -> Bilingual:
    """The outcome itself, without the lead."""
    if option.verdict is Verdict.NO or option.nothing_lost_until is None or in_vain(option) is not None:
        return consequence(option)
    return joined(consequence(option), Bilingual("", " "), deadline(option), days_caution(option))


def deadline(option: Option) -> Bilingual:
    """By which day to pay so that nothing is lost, and what is lost after it: a later first day, or more."""
    last, year = option.nothing_lost_until, option.pay_on.year
    if last is None:
        return _NOTHING
    if option.postponed_to is None:
        return say("deadline", day=day_after(last, year))
    begins = day_after(option.postponed_to, last.year)
    later = say("deadline.later", day=day_after(option.pay_by, year)) if option.pay_by else _NOTHING
    step = say("deadline.step", day=day_after(last, year), begins=begins)
    return joined(step, Bilingual("", " "), later) if later.zh else step


def days_caution(option: Option) -> Bilingual:
    """A caution that steps limit the days of payment, so the last day may be too late; empty where none does."""
    narrower = option.nothing_lost_until is not None and any(step.tells_days for step in option.steps)
    return say("deadline.steps") if narrower else _NOTHING


def left_out(lapses: Sequence[Lapse]) -> Bilingual:
    """Says that an option leaves these lapses as they are: when each was and why; empty for none."""
    if not lapses:
        return _NOTHING
    told = [say("left_out.lapse", span=lapse_span(lapse), cause=cause_name(lapse.cause)) for lapse in lapses]
    mark = say("left_out.between")
    listed = Bilingual(mark.zh.join(each.zh for each in told), mark.en.join(each.en for each in told))
    if len(lapses) == 1:
        return say("left_out.one", lapses=listed)
    return say("left_out", n=len(lapses), lapses=listed)


def changed(change: Change) -> Bilingual:
    """What changes when paying from a day on, as a short clause."""
    if change.matter == "price":
        return change.after
    return say(f"changed.{change.matter}", before=change.before, after=change.after)


def consequence(option: Option) -> Bilingual:
    """What the option leads to, without the last day on which it does."""
    if option.verdict is Verdict.NO:
        return joined(*(reason.text for reason in option.reasons[:1]))
    return joined(_act(option), say("comma"), _restored(option), say("stop"), *_consequences(option))


def _act(option: Option) -> Bilingual:
    scheme = scheme_name(option.resume_as)
    if option.pay_on_assumed:
        return say(f"act.{option.id.value}.month", month=month(Month.containing(option.pay_on)))
    return say(f"act.{_spelled(option)}", day=day(option.pay_on), years=option.repair_years, scheme=scheme)


def _restored(option: Option) -> Bilingual:
    wasted = in_vain(option)
    if wasted is not None:
        return say("restored.in_vain", year=wasted)
    if option.benefits_from is None:
        worst = option.if_worst.benefits_from if option.if_worst else None
        return say("restored.worst", day=day_after(worst, option.pay_on.year)) if worst else say("restored.unknown")
    waiting, year = option.waiting, option.pay_on.year
    if waiting is None:
        wait = say("waits.not")
    else:
        key = "waits.share" if waiting.benefit_percent else "waits.at_most" if waiting.at_most else "waits"
        wait = say(
            key,
            n=wait_length(waiting),
            start=day_after(waiting.start, year),
            end=day_after(waiting.end, waiting.start.year),
            percent=waiting.benefit_percent,
        )
    key = "restored.at_latest" if waiting and waiting.at_most else "restored"
    return joined_as_is(say(key, day=day_after(option.benefits_from, year)), wait)


def _consequences(option: Option) -> tuple[Bilingual, ...]:
    parts = []
    if option.lapse is not None:
        undecided = option.reference and Matter.GAP_COSTS.value not in option.decided_by_office
        disputed = undecided and any(each.matter is Matter.GAP_COSTS for each in option.disagreements)
        parts.append(say("gap.disputed" if disputed else f"gap.{option.gap_costs.value}"))
    if option.cost is not None and option.cost.total and option.id is not OptionId.ALREADY_RESUMED:
        parts.append(say(_costs_key(option.cost), money=money(option.cost.total)))
    return tuple(parts)


def _costs_key(cost: Cost) -> str:
    """How far a sum can be relied on: a reference, or with figures that no pack has."""
    if cost.reference:
        return "costs.reference"
    if cost.at_least:
        return "costs.at_least"
    return "costs.users_own" if cost.users_own else "costs.office_own" if cost.office_own else "costs"
