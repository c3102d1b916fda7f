"""Works out who bears the bill of a hospital stay or a birth under an option.

A stay is answered day by day from the option's cover segments. They do not say how one bill is settled when its days
differ, nor what is paid for a birth: there the answer is to ask the office, with the question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.outcome.assessment import Assessment, CoverSegment, LapseFinding, OfficeQuestion, Option, Reason
from app.rules.outcome.money import day_text
from app.rules.outcome.sentences import ASK_OFFICE, BIRTH_BILL_QUESTION, DIFFERENCE_QUESTION, STAY_BILL_QUESTION
from app.rules.record.case import Case, Event, Treatment
from app.rules.record.history import Standing
from app.rules.record.months import ONE_DAY, Month, Span
from app.rules.value_type import value_type

_FULL = 100
_OF_A_STAY = ("all", "inpatient")


@value_type
class BillDays:
    """Days of a stay in a row with the same bearer of costs; `percent` is the fund's share.

    `matters` are those whose reasons explain it; there is none for days before the lapse. `afterwards`: the fund
    pays because the unpaid months are paid for later.
    """

    since: date
    until: date
    bearer: Bearer
    percent: int
    matters: tuple[Matter, ...] = ()
    afterwards: bool = False

    @property
    def meaning(self) -> tuple[Bearer, int, bool]:
        """What these days mean to the person: who pays, what share, and whether only afterwards."""
        return self.bearer, self.percent, self.afterwards


@value_type
class TreatmentBill:
    """Who bears the bill of an event under an option; `bearer` is ask where the days differ or it is not known.

    `reference`: the option, or what the answer rests on, is for the office to confirm, or texts disagree about it.
    `question` is what to put to the office where the answer is ask, or where a unit owes the months of the stay while
    another scheme paid it: who makes up the difference between the two.
    """

    event: Event
    days: tuple[BillDays, ...]
    bearer: Bearer
    percent: int
    afterwards: bool
    reference: bool
    reasons: tuple[Reason, ...]
    question: OfficeQuestion | None

    @property
    def told_of_days(self) -> tuple[tuple[date, date, tuple[Bearer, int, bool]], ...]:
        """What the person is shown, day by day; bills for which this is equal need not be told apart."""
        return tuple((each.since, each.until, each.meaning) for each in self.days)


def bill_of(event: Event, option: Option, case: Case, assessment: Assessment) -> TreatmentBill:
    """Who bears the bill of an event when an option is carried out."""
    if event.treatment is Treatment.BIRTH:
        return _birth_bill(event, option)
    last = event.last_day(assessment.as_of)
    beside = _owed_beside(event.since, last, assessment)
    if beside:
        days = tuple(_joined(_before_the_lapse(event.since, last, case, assessment)))
    else:
        days = tuple(_joined(_days(event.since, last, option, case, assessment)))
    bearer, percent, afterwards = days[0].meaning if len(days) == 1 else (Bearer.ASK, 0, False)
    matters = {matter for each in days for matter in each.matters}
    reasons = tuple(reason for reason in _all_reasons(option, assessment) if reason.matter in matters)
    question = _question(event, option, last) if bearer is Bearer.ASK else None
    if beside and bearer is Bearer.FUND:
        asked = DIFFERENCE_QUESTION.filled(first=day_text(event.since), last=day_text(last))
        question = OfficeQuestion(asked, _whom(option))
    unsure = _unsure(option) or not all(reason.decides for reason in reasons) or _disputed(option, matters)
    return TreatmentBill(event, days, bearer, percent, afterwards, unsure, reasons, question)


def _birth_bill(event: Event, option: Option) -> TreatmentBill:
    """The bill of a birth: no row of a pack decides a single birth, so the office is asked."""
    told = tuple(reason for reason in option.reasons if option.maternity_months and reason.matter is Matter.CONTINUITY)
    asked = _question(event, option, event.since)
    return TreatmentBill(event, (), Bearer.ASK, 0, False, _unsure(option), told, asked)  # noqa: FBT003  named above


def allowance_of(birth: Event, option: Option) -> Bearer:
    """Who pays the maternity allowance of a birth on or after the day of payment, if payment goes on until then.

    Ask for a birth before it, and where no rule decides.
    """
    found = option.maternity
    if found is None or found.verdict is Verdict.ASK or birth.since < option.pay_on:
        return Bearer.ASK
    return Bearer.FUND if found.since is not None and birth.since >= found.since else found.meanwhile


def _all_reasons(option: Option, assessment: Assessment) -> Iterator[Reason]:
    finding = _finding(option, assessment)
    if finding and finding.reason:
        yield finding.reason
    yield from option.reasons


def _unsure(option: Option) -> bool:
    return option.reference or option.verdict is not Verdict.YES


def _disputed(option: Option, matters: Collection[Matter]) -> bool:
    """True when texts disagree on one of the matters, and the office has not decided it."""
    open_matters = {matter for matter in matters if matter.value not in option.decided_by_office}
    return any(other.matter in open_matters for other in option.disagreements)


def other_ways(
    bill: TreatmentBill, option: Option, case: Case, assessment: Assessment
) -> tuple[tuple[Option, TreatmentBill], ...]:
    """The other options not refused under which someone else bears the bill, or another share, on some day.

    Where the option itself is refused, all other options.
    """
    found = (
        (other, bill_of(bill.event, other, case, assessment))
        for other in assessment.options
        if other.id is not option.id and other.verdict is not Verdict.NO
    )
    refused = option.verdict is Verdict.NO
    return tuple((other, its) for other, its in found if refused or its.told_of_days != bill.told_of_days)


def _days(first: date, last: date, option: Option, case: Case, assessment: Assessment) -> Iterator[BillDays]:
    lapse_begins = option.lapse.first.first_day if option.lapse else None
    cursor = first
    if lapse_begins is None or cursor < lapse_begins:
        ends = last if lapse_begins is None else min(last, lapse_begins - ONE_DAY)
        yield from _before_the_lapse(cursor, ends, case, assessment)
        cursor = ends + ONE_DAY
    finding = _finding(option, assessment)
    ran_on = finding.benefits_end if finding else None
    for segment in sorted(_of_a_stay(option.cover), key=lambda segment: segment.since):
        since, until = max(cursor, segment.since), min(last, segment.until or last)
        if since <= until:
            if cursor < since:
                yield BillDays(cursor, since - ONE_DAY, Bearer.ASK, 0, (Matter.COVER,))
            yield _under(segment, since, until, option, ran_on)
            cursor = until + ONE_DAY
    if cursor <= last:
        yield BillDays(cursor, last, Bearer.ASK, 0, (Matter.COVER,))


def _of_a_stay(cover: Iterable[CoverSegment]) -> Iterator[CoverSegment]:
    return (segment for segment in cover if segment.services in _OF_A_STAY)


def _under(segment: CoverSegment, since: date, until: date, option: Option, ran_on: date | None) -> BillDays:
    paid = segment.payer is Bearer.FUND
    if ran_on is not None and until <= ran_on:
        return BillDays(since, until, segment.payer, segment.percent, (Matter.SUSPENSION,))
    in_gap = option.lapse is not None and segment.since <= option.lapse.last.last_day
    matter = Matter.GAP_COSTS if in_gap else Matter.COVER
    afterwards = in_gap and paid and option.back_pay
    return BillDays(since, until, segment.payer, segment.percent if paid else 0, (matter,), afterwards)


def _finding(option: Option, assessment: Assessment) -> LapseFinding | None:
    lapse = option.lapse
    return next((each for each in assessment.lapses if lapse and each.lapse.span.overlaps(lapse)), None)


def _before_the_lapse(first: date, last: date, case: Case, assessment: Assessment) -> Iterator[BillDays]:
    """Days before the lapse, by month: the fund's if the month is paid and no older lapse comes before it."""
    older = [each.lapse.span.first for each in assessment.lapses if not each.lapse.beside_cover]
    while first <= last:
        month = Month.containing(first)
        run = case.history.run_at(month)
        covered = run is not None and run.standing is Standing.COVERED
        certain = covered and not any(start <= month for start in older)
        until = min(last, month.last_day)
        yield BillDays(first, until, Bearer.FUND if certain else Bearer.ASK, _FULL if certain else 0)
        first = until + ONE_DAY


def _joined(days: Iterable[BillDays]) -> Iterator[BillDays]:
    """Joins neighbouring days that mean the same to the person."""
    for _, alike in groupby(days, key=lambda each: each.meaning):
        first, *rest = alike
        matters = dict.fromkeys(matter for each in (first, *rest) for matter in each.matters)
        yield replace(first, until=rest[-1].until if rest else first.until, matters=tuple(matters))


def _owed_beside(first: date, last: date, assessment: Assessment) -> bool:
    """True for a stay wholly in months that a unit owes while another scheme covers them, which pays meanwhile."""
    stay = Span(Month.containing(first), Month.containing(last))
    owed = (each.lapse.span for each in assessment.lapses if each.lapse.beside_cover)
    return any(span.covers(stay.first) and span.covers(stay.last) for span in owed)


def _whom(option: Option) -> Bilingual:
    return option.questions[0].whom if option.questions else ASK_OFFICE


def _question(event: Event, option: Option, last: date) -> OfficeQuestion:
    whom = _whom(option)
    if event.treatment is Treatment.BIRTH:
        return OfficeQuestion(BIRTH_BILL_QUESTION.filled(day=day_text(event.since)), whom)
    return OfficeQuestion(STAY_BILL_QUESTION.filled(first=day_text(event.since), last=day_text(last)), whom)
