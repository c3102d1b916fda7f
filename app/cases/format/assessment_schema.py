"""Knows the shape of the assessment document for readers in other systems. Does not know how one is written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.rules.law.terms import Bearer, Grade, Matter, Verdict
from app.rules.outcome.assessment import OptionId
from app.rules.record.case import Cause
from app.rules.record.history import Scheme

_Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
_Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
_Money = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
_Region = Annotated[str, Field(pattern=r"^[0-9]{6}$")]
_Years = Annotated[str, Field(pattern=r"^[0-9]+y([0-9]|1[01])m$", examples=["58y0m"])]
_Count = Annotated[int, Field(ge=0)]
_Percent = Annotated[int, Field(ge=0, le=100)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class PolicyPart(_Part):
    """A policy pack that took part; `requested` is the region the case asked for."""

    code: _Region
    name: str
    version: str
    sha256: str
    stale: bool
    requested: _Region
    standing: str


class SpanPart(_Part):
    """Months in a row, both ends included."""

    start: _Month
    end: _Month


class LapsePart(SpanPart):
    """Unpaid months in a row, and the last day of benefits where a rule says."""

    months: Annotated[int, Field(ge=1)]
    open: bool
    scheme_before: Scheme | None
    scheme_after: Scheme | None
    cause: Cause
    benefits_end: _Day | None


class CumulativePart(_Part):
    """Months of cover by scheme."""

    employee: _Count = 0
    flexible: _Count = 0
    resident: _Count = 0


class CostLinePart(_Part):
    """One line of a bill, in yuan; `users_own`: with a figure the user supplied, `reference`: from weak sources."""

    label: str
    formula: str
    amount: _Money
    source: str
    payer: Bearer
    users_own: bool
    reference: bool


class CostPart(_Part):
    """A bill in yuan."""

    principal: _Money
    late_charge: _Money
    extras: _Money
    total: _Money
    reference: bool
    lines: list[CostLinePart]


class WaitingPart(_Part):
    """A waiting period, first and last day included; what is paid meanwhile in percent."""

    months: _Count | None
    days: _Count | None
    fixed_months: _Count
    variable_months: _Count
    start: _Day
    end: _Day
    benefit_percent: _Percent


class CoverPart(_Part):
    """A stretch of days, its share in percent, and who bears treatment costs; `until` null has no end."""

    since: Annotated[_Day, Field(alias="from")]
    until: _Day | None
    percent: _Percent
    services: str
    scheme: Scheme | None
    payer: Bearer


class RequiredDocumentPart(_Part):
    """One line of the checklist."""

    id: str
    title: str
    form: str
    copies: _Count
    where: str
    why: str
    instead: str | None
    if_missing: str | None
    sources: list[str]
    grade: Grade


class MonthsAheadPart(_Part):
    """Months paid at once when contributions go on; their cost is no part of the option's."""

    months: SpanPart
    cost: CostPart | None
    missing: str | None


class StepPart(_Part):
    """One thing to do, in order."""

    id: str
    text: str
    contact: str | None
    sources: list[str]
    grade: Grade
    pays: MonthsAheadPart | None


class ReasonPart(_Part):
    """Why one matter is answered as it is."""

    matter: Matter
    rule: str
    text: str
    when: str | None
    facts: list[str]
    sources: list[str]
    grade: Grade
    inherited: bool
    vouched: bool


class DisagreementPart(_Part):
    """Another source that says otherwise."""

    matter: Matter
    says: str
    source: str
    grade: Grade


class AssumptionPart(_Part):
    """What was taken where the text leaves room."""

    id: str
    text: str


class QuestionPart(_Part):
    """A question only the office can answer, and whom to ask."""

    text: str
    whom: str


class ChangePart(_Part):
    """A day on which paying later begins to give another outcome."""

    on: _Day
    matter: str
    before: str
    after: str


class WorstPart(_Part):
    """The safer outcome where several are possible."""

    benefits_from: _Day | None
    waiting: WaitingPart | None
    total: _Money | None
    gap_costs: Bearer


class PayStepPart(_Part):
    """A stretch of payment days after which something is lost, with what a payment on its first day leads to."""

    pay_from: _Day
    pay_until: _Day | None
    benefits_from: _Day | None
    waiting: WaitingPart | None


class OptionPart(_Part):
    """One way to close the lapse, with everything it leads to."""

    id: OptionId
    resume_as: Scheme
    pay_on: _Day
    back_pay: bool
    repair_years: _Count
    insured_year: int | None
    insured_from: _Day | None
    insured_until: _Day | None
    lapse: SpanPart | None
    verdict: Verdict
    reference: bool
    decided_by_office: list[str]
    pay_by: _Day | None
    cost: CostPart | None
    waiting: WaitingPart | None
    benefits_from: _Day | None
    benefits_until: _Day | None
    if_worst: WorstPart | None
    pay_steps: list[PayStepPart]
    cover: list[CoverPart]
    gap_costs: Bearer
    continuity: str
    personal_account: str
    maternity: str | None
    documents: list[str]
    required_documents: list[RequiredDocumentPart]
    steps: list[StepPart]
    reasons: list[ReasonPart]
    disagreements: list[DisagreementPart]
    outranked: list[DisagreementPart]
    assumptions: list[AssumptionPart]
    office_questions: list[QuestionPart]
    changes: list[ChangePart]


class BestPart(_Part):
    """The option that is best in each respect, by id."""

    earliest_cover: OptionId | None
    lowest_cost: OptionId | None
    keeps_continuity: OptionId | None


class RequiredYearsPart(_Part):
    """Years of contribution that retirement asks for."""

    cumulative: _Count | None
    actual: _Count | None


class RetirementPart(_Part):
    """Statutory retirement and years of contribution."""

    statutory_month: _Month
    statutory_age: _Years
    required_years: RequiredYearsPart | None
    counted_years: _Years
    shortfall_months: _Count | None
    lump_sum: _Money | None
    sources: list[str]


class IncentivesPart(_Part):
    """Resident years in a row, and what they do to the serious-illness ceiling."""

    consecutive_resident_years: _Count
    ceiling_change: _Money | None
    sources: list[str]


class MissingFactPart(_Part):
    """A fact that would change the outcome; answer it under `answers` of the case."""

    fact: str
    question: str
    choices: list[str]
    decides: list[str]


class WarningPart(_Part):
    """Something that must be seen before money is spent; `concerns` names options, empty where it concerns all."""

    code: str
    text: str
    concerns: list[OptionId]


class TodayPart(_Part):
    """Whether treatment is paid on the as-of day, and the last day of which that is certain."""

    covered: Verdict
    until: _Day | None
    scheme: Scheme | None
    reason: str


class WindowPart(_Part):
    """The enrolment window of an insurance year; `recorded` where it is known to hold in the place."""

    year: int
    since: Annotated[_Day | None, Field(alias="from")]
    until: _Day | None
    recorded: bool


class BothLanguagesPart(_Part):
    """A sentence in both languages."""

    zh: str
    en: str


class LeadingPart(_Part):
    """The way that comes first, by its key in `order`; `sooner`, of the other kind, covers a month or more earlier."""

    key: str
    why: BothLanguagesPart
    sooner: str | None


class AssessmentDocument(_Part):
    """The whole answer for one case on one day."""

    model_config = ConfigDict(title="xubaotong.assessment/1", defer_build=False)

    format: Literal["xubaotong.assessment/1"]
    app_version: str
    as_of: _Day
    policies: list[PolicyPart]
    lapses: list[LapsePart]
    cumulative_months: CumulativePart
    consecutive_months: _Count
    planned: OptionPart | None
    options: list[OptionPart]
    today: TodayPart
    order: list[str]
    leading: LeadingPart | None
    best: BestPart
    windows: list[WindowPart]
    retirement: RetirementPart | None
    incentives: IncentivesPart
    missing_facts: list[MissingFactPart]
    warnings: list[WarningPart]
