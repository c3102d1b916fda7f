"""Knows how to say an outcome in plain sentences. Does not know where they are shown, nor how the outcome was reached."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.rules.assessment import Assessment, Bearer, Option, OptionId, Verdict, Waiting
from app.rules.case import Cause
from app.rules.history import Scheme
from app.rules.lapses import Lapse
from app.rules.months import Month, Span
from app.rules.said import Said
from app.wording import phrases

_NOTHING = Said("", "")


def say(key: str, **values: object) -> Said:
    """A phrase of this area with its places filled; a missing key is a KeyError."""
    phrase = phrases("plain")[key]
    return phrase.filled(**values) if values else phrase


def joined(*parts: Said) -> Said:
    """Phrases one after the other, in both languages; English starts with a capital letter."""
    english = "".join(part.en for part in parts).strip()
    return Said("".join(part.zh for part in parts), english[:1].upper() + english[1:])


def day(value: date) -> Said:
    """A day.

    >>> day(date(2026, 12, 1))
    Said(zh='2026年12月1日', en='1 December 2026')
    """
    name = say(f"month.{value.month}")
    return say("day", year=value.year, month=value.month, day=value.day, name=name)


def month(value: Month) -> Said:
    """A month, for instance 2026年9月."""
    return say("month", year=value.year, month=value.number, name=say(f"month.{value.number}"))


def span(value: Span) -> Said:
    """A run of months; the year is said once where one is enough.

    >>> span(Span(Month.of(2026, 9), Month.of(2026, 10))).zh
    '2026年9月至10月'
    """
    first, last = value.first, value.last
    if first == last:
        return month(first)
    if first.year == last.year:
        first_name = say(f"month.{first.number}")
        return say("span.one_year", first=month(first), first_name=first_name, last=last.number, last_name=month(last))
    return say("span", first=month(first), last=month(last))


def months(count: int) -> Said:
    """A number of months, for instance 2个月."""
    return say("months.one") if count == 1 else say("months", n=count)


def money(amount: Decimal) -> Said:
    """An amount of yuan with two places."""
    return say("money", amount=f"{amount:,.2f}")


def scheme_name(scheme: Scheme) -> Said:
    """The name of a scheme."""
    return say(f"scheme.{scheme.value}")


def cause_name(cause: Cause) -> Said:
    """Why a lapse came about, in everyday words."""
    return say(f"cause.{cause.value}")


def option_title(option: Option) -> Said:
    """The name of a way to close the lapse."""
    return say(f"option.{option.id.value}")


def verdict_name(verdict: Verdict) -> Said:
    """可以办, 不能办 or 须经办确认."""
    return say(f"verdict.{verdict.value}")


def bearer_name(bearer: Bearer) -> Said:
    """Who bears a cost."""
    return say(f"bearer.{bearer.value}")


def wait_length(waiting: Waiting | None) -> Said:
    """How long the wait is; a missing wait says so."""
    if waiting is None:
        return say("no_wait")
    return say("days", n=waiting.days) if waiting.days is not None else months(waiting.months or 0)


def situation(assessment: Assessment) -> Said:
    """What happened, in one or two sentences: the latest lapse, its cause, the day benefits ended."""
    if not assessment.lapses:
        return say("no_lapse") if any(assessment.cumulative_months.values()) else say("no_record")
    latest = assessment.lapses[-1]
    sentence = _lapse_sentence(latest.lapse, len(assessment.lapses))
    if latest.benefits_end is None:
        return sentence
    return joined(sentence, Said("", " "), say("situation.benefits_end", day=day(latest.benefits_end)))


def _lapse_sentence(lapse: Lapse, count: int) -> Said:
    known = lapse.cause is not Cause.UNKNOWN
    cause = say("situation.cause", cause=cause_name(lapse.cause)) if known else _NOTHING
    key = "situation.many" if count > 1 else "situation.one_month" if len(lapse.span) == 1 else "situation.one"
    return say(key, count=count, span=span(lapse.span), n=months(len(lapse.span)), cause=cause)


def conclusion(option: Option) -> Said:
    """What one way to close the lapse leads to, in plain sentences: until when, from which day, who bears the gap."""
    return joined(lead(option), outcome(option))


def lead(option: Option) -> Said:
    """What has to be said first of an outcome: that it cannot be done, or that the office must confirm it."""
    if option.verdict is Verdict.ASK:
        return say("lead.reference" if option.reference else "lead.ask")
    return say(f"lead.{option.verdict.value}")


def outcome(option: Option) -> Said:
    """The outcome itself, without the lead."""
    if option.verdict is Verdict.NO:
        return joined(*(reason.text for reason in option.reasons[:1]))
    return joined(_act(option), say("comma"), _restored(option), say("stop"), *_consequences(option))


def _act(option: Option) -> Said:
    return say(f"act.{option.id.value}", day=day(option.pay_on), years=option.repair_years)


def _restored(option: Option) -> Said:
    if option.benefits_from is None:
        return say("restored.unknown")
    waiting = option.waiting
    if waiting is None:
        wait = say("waits.not")
    else:
        key = "waits.share" if waiting.benefit_percent else "waits"
        wait = say(
            key,
            n=wait_length(waiting),
            start=day(waiting.start),
            end=day(waiting.end),
            percent=waiting.benefit_percent,
        )
    return joined_as_is(say("restored", day=day(option.benefits_from)), wait)


def joined_as_is(*parts: Said) -> Said:
    """Phrases one after the other inside a sentence."""
    return Said("".join(part.zh for part in parts), "".join(part.en for part in parts))


def _consequences(option: Option) -> tuple[Said, ...]:
    parts = []
    if option.lapse is not None:
        parts.append(say(f"gap.{option.gap_costs.value}"))
    if option.cost is not None and option.id is not OptionId.ALREADY_RESUMED:
        parts.append(say("costs", money=money(option.cost.total)))
    if option.pay_by is not None:
        parts.append(say("deadline", day=day(option.pay_by)))
    return tuple(parts)
