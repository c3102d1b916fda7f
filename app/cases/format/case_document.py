"""The case document `xubaotong.case/1` as pydantic models, and its conversion to and from a `Case`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.cases.format.pydantic_fields import (
    AnswerField,
    BirthDayField,
    DayField,
    FigureField,
    IdNumberField,
    KeyField,
    MoneyField,
    MonthField,
    RegionField,
    TextField,
    YearField,
)
from app.cases.format.values import (
    FORMAT,
    MOST_ENTRIES,
    MOST_PERIODS,
    MOST_REPAIRED_YEARS,
    MOST_WAITING_MONTHS,
    figure,
    spelled_figure,
)
from app.rules.law.terms import Bearer, Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Case, Cause, Decision, Event, Person, Plan, Sex, Treatment
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.months import Span


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


_Scheme = Annotated[Scheme, Field(strict=False, examples=["employee"])]


class PersonDocument(_Part):
    """The insured person."""

    name: TextField | None = None
    id_number: IdNumberField | None = None
    birth_date: BirthDayField | None = None
    sex: Annotated[Sex, Field(strict=False)] | None = None
    categories: Annotated[list[KeyField], Field(max_length=MOST_ENTRIES)] = []
    local_household: bool | None = None
    first_enrolment: MonthField | None = None
    since: Annotated[dict[KeyField, DayField], Field(max_length=MOST_ENTRIES)] = {}


class PeriodDocument(_Part):
    """One row of the contribution record, both months included; `base` in yuan a month."""

    scheme: _Scheme
    start: Annotated[MonthField, Field(examples=["2024-01"])]
    end: Annotated[MonthField, Field(examples=["2024-12"])]
    region: RegionField | None = None
    status: Annotated[Status, Field(strict=False)] = Status.PAID
    kind: Annotated[Kind, Field(strict=False)] = Kind.NORMAL
    payer: TextField | None = None
    base: MoneyField | None = None
    credited_on: DayField | None = None

    @property
    def makes_months(self) -> bool:
        """True when the row says something of its months; see `Period.makes_months`."""
        return self.kind not in (Kind.ADJUSTMENT, Kind.REFUND)


class LapseCauseDocument(_Part):
    """The cause of the lapse that begins in `start`."""

    start: Annotated[MonthField, Field(examples=["2024-01"])]
    cause: Annotated[Cause, Field(strict=False, examples=["employer"])]


class PlanDocument(_Part):
    """What the person means to do; without `pay_on` the payment is on the as-of day."""

    resume_as: _Scheme
    pay_on: Annotated[DayField, Field(examples=["2026-11-22"])] | None = None
    back_pay: bool = False
    pay_lapses: Annotated[list[MonthField], Field(max_length=MOST_ENTRIES)] | None = None
    insured_year: YearField | None = None
    in_window: bool | None = None
    repair_years: Annotated[int, Field(ge=0, le=MOST_REPAIRED_YEARS, examples=[1])] = 0


class DecisionDocument(_Part):
    """What the office decided against, or beyond, the pack (经办核定)."""

    reason: Annotated[TextField, Field(min_length=1)]
    option: Annotated[OptionId, Field(strict=False)] | None = None
    verdict: Annotated[Verdict, Field(strict=False)] | None = None
    waiting_months: Annotated[int, Field(ge=0, le=MOST_WAITING_MONTHS)] | None = None
    benefits_from: DayField | None = None
    gap_costs: Annotated[Bearer, Field(strict=False)] | None = None
    amount: MoneyField | None = None
    by: TextField | None = None
    on: DayField | None = None


class EventDocument(_Part):
    """A stay in hospital, or a birth, whose bill is asked about; a stay without `until` goes on."""

    treatment: Annotated[Treatment, Field(strict=False, examples=["stay"])]
    since: Annotated[DayField, Field(examples=["2026-10-08"])]
    until: DayField | None = None


class CaseDocument(_Part):
    """One person's case as a file. Keys that are left out have the value shown as default."""

    model_config = ConfigDict(title=FORMAT, defer_build=False)

    format: Annotated[Literal["xubaotong.case/1"], Field(examples=[FORMAT])]
    region: Annotated[RegionField, Field(examples=["140100"])]
    as_of: DayField | None = None
    person: PersonDocument = PersonDocument.model_construct()
    periods: Annotated[list[PeriodDocument], Field(max_length=MOST_PERIODS, examples=[[]])]
    lapse_causes: Annotated[list[LapseCauseDocument], Field(max_length=MOST_PERIODS)] = []
    plan: PlanDocument | None = None
    answers: Annotated[dict[KeyField, AnswerField], Field(max_length=MOST_ENTRIES)] = {}
    figures: Annotated[dict[KeyField, FigureField], Field(max_length=MOST_ENTRIES)] = {}
    decisions: Annotated[list[DecisionDocument], Field(max_length=MOST_ENTRIES)] = []
    events: Annotated[list[EventDocument], Field(max_length=MOST_ENTRIES)] = []


def case_of(document: CaseDocument, as_of_default: date) -> tuple[Case, date]:
    """The case in a document and the day to assess it on; the default where the document has none.

    The document must be free of contradictions (`checks`): a period that ends before it starts is a ValueError.
    """
    region, as_of = document.region, document.as_of or as_of_default
    case = Case(
        region=region,
        person=_person_of(document.person),
        history=History.of(_period_of(row, region) for row in document.periods),
        causes={row.start: row.cause for row in document.lapse_causes},
        plan=_plan_of(document.plan, as_of) if document.plan else None,
        answers=dict(document.answers),
        figures={name: figure(name, value) for name, value in document.figures.items()},
        decisions=tuple(_decision_of(decision) for decision in document.decisions),
        events=tuple(Event(row.treatment, row.since, row.until) for row in document.events),
    )
    return case, as_of


def _person_of(document: PersonDocument) -> Person:
    return Person(
        name=document.name or "",
        id_number=document.id_number,
        birth_date=document.birth_date,
        sex=document.sex,
        categories=frozenset(document.categories),
        local_household=document.local_household,
        first_enrolment=document.first_enrolment,
        since=dict(document.since),
    )


def _period_of(row: PeriodDocument, region: str) -> Period:
    return Period(
        scheme=row.scheme,
        span=Span(row.start, row.end),
        region=row.region or region,
        status=row.status,
        kind=row.kind,
        payer=row.payer,
        base=row.base,
        credited_on=row.credited_on,
    )


def _decision_of(document: DecisionDocument) -> Decision:
    return Decision(
        reason=document.reason,
        option=document.option,
        verdict=document.verdict,
        waiting_months=document.waiting_months,
        benefits_from=document.benefits_from,
        gap_costs=document.gap_costs,
        amount=document.amount,
        by=document.by or "",
        on=document.on,
    )


def _plan_of(document: PlanDocument, as_of: date) -> Plan:
    return Plan(
        resume_as=document.resume_as,
        pay_on=document.pay_on or as_of,
        back_pay=document.back_pay,
        pay_lapses=None if document.pay_lapses is None else frozenset(document.pay_lapses),
        insured_year=document.insured_year,
        in_window=document.in_window,
        repair_years=document.repair_years,
    )


def document_of(case: Case, as_of: date) -> CaseDocument:
    """The document of a case. Nothing is checked, so that a case with contradictions can be written too."""
    person, plan = case.person, case.plan
    return CaseDocument.model_construct(
        format=FORMAT,
        region=case.region,
        as_of=as_of,
        person=PersonDocument.model_construct(
            name=person.name or None,
            id_number=person.id_number,
            birth_date=person.birth_date,
            sex=person.sex,
            categories=sorted(person.categories),
            local_household=person.local_household,
            first_enrolment=person.first_enrolment,
            since=dict(sorted(person.since.items())),
        ),
        periods=[_row_of(period, case.region) for period in case.history.periods],
        lapse_causes=[
            LapseCauseDocument.model_construct(start=start, cause=cause) for start, cause in sorted(case.causes.items())
        ],
        plan=None
        if plan is None
        else PlanDocument.model_construct(
            resume_as=plan.resume_as,
            pay_on=plan.pay_on,
            back_pay=plan.back_pay,
            pay_lapses=None if plan.pay_lapses is None else sorted(plan.pay_lapses),
            insured_year=plan.insured_year,
            in_window=plan.in_window,
            repair_years=plan.repair_years,
        ),
        answers=dict(sorted(case.answers.items())),
        figures={name: spelled_figure(name, value) for name, value in sorted(case.figures.items())},
        decisions=[_document_of_decision(decision) for decision in case.decisions],
        events=[
            EventDocument.model_construct(treatment=event.treatment, since=event.since, until=event.until)
            for event in case.events
        ],
    )


def _document_of_decision(decision: Decision) -> DecisionDocument:
    return DecisionDocument.model_construct(
        reason=decision.reason,
        option=OptionId(decision.option) if decision.option else None,
        verdict=Verdict(decision.verdict) if decision.verdict else None,
        waiting_months=decision.waiting_months,
        benefits_from=decision.benefits_from,
        gap_costs=Bearer(decision.gap_costs) if decision.gap_costs else None,
        amount=decision.amount,
        by=decision.by or None,
        on=decision.on,
    )


def _row_of(period: Period, region: str) -> PeriodDocument:
    return PeriodDocument.model_construct(
        scheme=period.scheme,
        start=period.span.first,
        end=period.span.last,
        region=None if period.region == region else period.region,
        status=period.status,
        kind=period.kind,
        payer=period.payer,
        base=period.base,
        credited_on=period.credited_on,
    )
