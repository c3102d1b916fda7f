"""The shape of a policy pack file, `xubaotong.policy/1`, as pydantic models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from app.packs.problems import FieldPath, say, shown
from app.regions import divisions as regions
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, Roll
from app.rules.law.facts import CATEGORIES
from app.rules.law.measures import CountBound, Counted
from app.rules.law.policy import BaseAt, Each, PaysTo, Rounding
from app.rules.law.services import DoneBy, Told
from app.rules.law.terms import Bearer, ChannelKind, Grade, Matter, Phase, Verdict
from app.rules.law.waiting import Count
from app.rules.record.case import Sex
from app.rules.record.history import Scheme

FORMAT: Final = "xubaotong.policy/1"
"""The value of `format` in every pack."""

_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
_FIGURE = r"^[a-z][a-z0-9_]{0,59}(:[a-z0-9_]{1,20})?$"
_RATE = r"^[a-z][a-z0-9_]{0,59}(:([a-z0-9_]{1,20}|\*))?$"
_RULE = r"^[0-9]{6}/[a-z_]+/[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"
_CODE = r"^[0-9]{6}$"
_AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,8})?%?$"
_PHONE = r"^[0-9][0-9 -]{1,22}[0-9](, [0-9][0-9 -]{1,22}[0-9]){0,4}$"
_MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_YEAR_OF: Final = {"before": -1, "same": 0, "next": 1}
_PATTERNS: Final = {
    _NAME: "name",
    _FIGURE: "figure",
    _RATE: "rate",
    _RULE: "rule",
    _CODE: "code",
    _AMOUNT: "amount",
    _MONTH: "month",
    _PHONE: "phone",
}


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _word(value: object) -> object:
    """YAML reads a bare yes or no as true or false; a verdict means the word."""
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


def _condition(value: object) -> object:
    items = value if isinstance(value, list) else [value]
    if not items or not all(isinstance(item, (bool, int, str)) for item in items):
        raise PydanticCustomError("condition", "not a condition")
    return value


def _real_code(code: str) -> str:
    if regions.find(code) is None:
        raise PydanticCustomError("no_such_region", "no such region", {"code": code})
    return code


def _known_category(name: str) -> str:
    if name not in CATEGORIES:
        raise PydanticCustomError("no_such_category", "no such category", {"expected": ", ".join(CATEGORIES)})
    return name


Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=_NAME)]
FigureName = Annotated[str, Field(pattern=_FIGURE)]
RateName = Annotated[str, Field(pattern=_RATE)]
RuleName = Annotated[str, Field(pattern=_RULE)]
Code = Annotated[str, Field(pattern=_CODE), AfterValidator(_real_code)]
Amount = Annotated[str, Field(pattern=_AMOUNT)]
Cites = Annotated[list[Name], Field(min_length=1)]
Category = Annotated[str, AfterValidator(_known_category)]
Year = Annotated[int, Field(ge=1990, le=2100)]
YesNoAsk = Annotated[Verdict, Field(strict=False), BeforeValidator(_word)]
Condition = Annotated[
    Any,
    PlainValidator(_condition),
    WithJsonSchema({"anyOf": [{"type": ["string", "integer", "boolean"]}, {"type": "array", "minItems": 1}]}),
]
When = dict[Text, Condition]


class SaidModel(_Model):
    """A sentence in both languages."""

    zh: Text
    en: Text


class ValidModel(_Model):
    """From when until when, both days included."""

    from_: date | None = Field(None, alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> ValidModel:
        _ordered(self.from_, self.until)
        return self


class SourceModel(_Model):
    """A text that rules rest on."""

    title: Text
    issuer: str = ""
    number: str = ""
    dated: str = ""
    address: str = ""
    grade: Annotated[Grade, Field(strict=False)]
    in_force: ValidModel | None = None


class DateModel(_Model):
    """A day as a rule writes it."""

    at: Annotated[Anchor, Field(strict=False)]
    months: Annotated[int, Field(ge=-120, le=120)] = 0
    days: Annotated[int, Field(ge=-3660, le=3660)] = 0
    align: Annotated[Align, Field(strict=False)] = Align.SAME_DAY
    roll: Annotated[Roll, Field(strict=False)] = Roll.NONE
    then_days: Annotated[int, Field(ge=-366, le=366)] = 0
    category: Category | None = None

    @model_validator(mode="after")
    def _named(self) -> DateModel:
        if (self.at is Anchor.SINCE) != (self.category is not None):
            raise PydanticCustomError("date_category", "category of people whose first day is meant")
        return self


class MeasureModel(_Model):
    """A named count."""

    title: SaidModel
    counted: Annotated[Counted, Field(strict=False)]
    first: Annotated[CountBound, Field(strict=False)] | None = None
    last: Annotated[CountBound, Field(strict=False)] | None = None
    included: Literal["none", "first", "last", "both"] | None = None
    since_year: Year | None = None
    year_starts: Annotated[int, Field(ge=1, le=12)] | None = None
    deadline: DateModel | None = None
    schemes: Annotated[list[Annotated[Scheme, Field(strict=False)]], Field(min_length=1)] | None = None
    local: bool | None = None
    worst_year: bool | None = None
    category: Category | None = None

    @model_validator(mode="after")
    def _complete(self) -> MeasureModel:
        span, years = self.counted is Counted.SPAN_MONTHS, self.counted is Counted.UNPAID_YEARS
        ends = (self.first, self.last, self.included)
        if span != all(ends) or span != any(ends):
            raise PydanticCustomError("measure_ends", "ends of a span")
        if years != (self.since_year is not None):
            raise PydanticCustomError("measure_year", "first year of unpaid years")
        if (self.counted is Counted.ACCUMULATED_MONTHS) != (self.year_starts is not None):
            raise PydanticCustomError("measure_starts", "first month of the medical year")
        if (self.counted is Counted.DAYS_PAST) != (self.deadline is not None):
            raise PydanticCustomError("measure_deadline", "deadline of days past")
        if self.worst_year is not None and self.counted is not Counted.ACCUMULATED_MONTHS:
            raise PydanticCustomError("measure_worst_year", "worst year of accumulated months")
        narrowed = self.schemes is not None or self.local is not None
        if narrowed and self.counted not in (Counted.CONSECUTIVE_MONTHS, Counted.CUMULATIVE_MONTHS):
            raise PydanticCustomError("measure_narrowed", "schemes and place of counted months")
        if self.counted.from_category != (self.category is not None):
            raise PydanticCustomError("measure_category", "category of people whose first day is meant")
        return self


class ValueModel(_Model):
    """A figure with its validity; `at_least` where the text names it as the least that is asked for."""

    amount: Amount
    cite: Cites
    year: Year | None = None
    valid: ValidModel | None = None
    at_least: bool = False


class WindowModel(_Model):
    """An enrolment window for one insurance year: its first day, or a day by which it was open, and its last day."""

    year: Year
    opens: date | None = None
    open_by: date | None = None
    closes: date
    cite: Cites

    @model_validator(mode="after")
    def _in_order(self) -> WindowModel:
        if (self.opens is None) == (self.open_by is None):
            raise PydanticCustomError("window_opening", "one of opens and open_by")
        _ordered(self.opens or self.open_by, self.closes)
        return self


class YearEndModel(_Model):
    """A month of an insured year, and whether it lies in the calendar year of its number, the one before or after."""

    month: Annotated[int, Field(ge=1, le=12)]
    year: Literal["before", "same", "next"] = "same"


class InsuredYearModel(_Model):
    """From which month to which month the insured year runs, and for whom; for everybody without conditions."""

    id: Name
    when: When = {}
    from_: YearEndModel = Field(alias="from")
    until: YearEndModel
    says: SaidModel
    cite: Cites

    @model_validator(mode="after")
    def _a_year(self) -> InsuredYearModel:
        first, last = (_YEAR_OF[end.year] * 12 + end.month for end in (self.from_, self.until))
        if not 12 <= last - first + 1 <= 24:  # noqa: PLR2004  a year, or the school year and the rest of the next one
            raise PydanticCustomError("insured_year", "length of an insured year", {"months": last - first + 1})
        return self


class VariableModel(_Model):
    """The part of a wait that grows with unpaid years."""

    offset: Annotated[int, Field(ge=0, le=50)]
    least_from: Annotated[int, Field(ge=1, le=50)] | None = None
    least_total: Annotated[int, Field(ge=0, le=120)] = 0
    unsettled: bool = False
    each: Annotated[int, Field(ge=1, le=366)] = 1


class WaitModel(_Model):
    """A wait: so many months, or so many days."""

    start: DateModel
    count: Annotated[Count, Field(strict=False)]
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    days: Annotated[int, Field(ge=1, le=3660)] | None = None
    variable: VariableModel | None = None
    percent: Annotated[int, Field(ge=0, le=100)] = 0
    services: Literal["all", "outpatient", "inpatient"] = "all"
    at_most: bool = False

    @model_validator(mode="after")
    def _one_length(self) -> WaitModel:
        if (self.months is None) == (self.days is None):
            raise PydanticCustomError("wait_length", "length of a wait")
        if self.days and self.count is Count.CALENDAR:
            raise PydanticCustomError("wait_days", "days are counted by date")
        return self


class SuspensionThen(_Model):
    """The first day on which treatment is no longer paid; null where it goes on."""

    stops: DateModel | None


class ExtraModel(_Model):
    """A fixed item on the same bill."""

    figure: FigureName
    each: Annotated[Each, Field(strict=False)]


class PriceModel(_Model):
    """How the months of a lapse are priced; `at_least` where something comes on top that is not in the price."""

    base: Annotated[list[FigureName], Field(min_length=1)]
    rate: RateName
    payer: Annotated[Bearer, Field(strict=False)]
    multiple: Amount = "1"
    base_at: Annotated[BaseAt, Field(strict=False)] = BaseAt.MONTH
    base_round: Annotated[Rounding, Field(strict=False)] = Rounding.FEN
    amount_round: Annotated[Rounding, Field(strict=False)] = Rounding.FEN
    extras: list[ExtraModel] = []
    late_charge: FigureName | None = None
    by: list[Literal["tier", "account", "with_maternity"]] = []
    at_least: bool = False


class BackPaymentThen(_Model):
    """May the lapsed months be paid, and at what price."""

    verdict: YesNoAsk
    price: PriceModel | None = None


class PremiumThen(_Model):
    """What a resident year costs."""

    parts: list[FigureName]
    repair: FigureName | None = None
    each: Annotated[Each, Field(strict=False)] = Each.YEAR
    birth_year: list[FigureName] | None = None
    by: list[Literal["tier", "account", "with_maternity"]] = []


class CoverThen(_Model):
    """From which day treatment is paid again."""

    verdict: YesNoAsk
    start: DateModel | None = None
    wait: WaitModel | None = None
    until: DateModel | None = None
    old_scheme_until: DateModel | None = None
    no_cover: bool = False

    @model_validator(mode="after")
    def _nothing_or_something(self) -> CoverThen:
        if self.no_cover and (self.start or self.wait):
            raise PydanticCustomError("no_cover", "cover where there is none")
        return self


class GapCostsThen(_Model):
    """Who bears treatment costs inside the gap."""

    bearer: Annotated[Bearer, Field(strict=False)]
    percent: Annotated[int, Field(ge=1, le=100)] = 100


class ContinuityThen(_Model):
    """What becomes of consecutive years, the personal account and maternity months."""

    consecutive: Literal["kept", "restarts", "ask"]
    account: Literal["credited", "not_credited", "ask"]
    maternity: Text | None = None


class AskModel(SaidModel):
    """A question that only the office can answer; `about` names the values the row therefore leaves open."""

    about: list[
        Literal["verdict", "start", "wait", "price", "payer", "stops", "consecutive", "account", "meanwhile"]
    ] = []


class _RowModel(_Model):
    id: Name
    when: When = {}
    says: SaidModel
    cite: Cites
    valid: ValidModel | None = None
    assumes: list[Name] = []
    assumes_repairing: list[Name] = []
    asks: list[AskModel] = []
    confirm: list[SaidModel] = []
    fallback: bool = False


class SuspensionRow(_RowModel):
    """A row of the table `suspension`."""

    then: SuspensionThen


class BackPaymentRow(_RowModel):
    """A row of the table `back_payment`."""

    then: BackPaymentThen


class PremiumRow(_RowModel):
    """A row of the table `premium`."""

    then: PremiumThen


class CoverRow(_RowModel):
    """A row of the table `cover`."""

    then: CoverThen


class GapCostsRow(_RowModel):
    """A row of the table `gap_costs`."""

    then: GapCostsThen


class ContinuityRow(_RowModel):
    """A row of the table `continuity`."""

    then: ContinuityThen


class TablesModel(_Model):
    """The decision tables, one a matter; the first row that holds answers."""

    suspension: list[SuspensionRow] = []
    back_payment: list[BackPaymentRow] = []
    premium: list[PremiumRow] = []
    cover: list[CoverRow] = []
    gap_costs: list[GapCostsRow] = []
    continuity: list[ContinuityRow] = []


class MarkModel(_Model):
    """The text by which rules hold in a place: binding below the place that made them, or adopted from above."""

    id: Name
    rules: Annotated[list[RuleName], Field(min_length=1)]
    says: SaidModel
    valid: ValidModel
    cite: Cites


class PaymentDaysModel(_Model):
    """The days of a month on which a step can be done, both included."""

    first: Annotated[int, Field(ge=1, le=31)]
    last: Annotated[int, Field(ge=1, le=31)]

    @model_validator(mode="after")
    def _in_order(self) -> PaymentDaysModel:
        if self.last < self.first:
            raise PydanticCustomError("payment_days", "days of the month out of order")
        return self


class DocumentModel(_Model):
    """A document; `for` names the service items it is asked for in, `needed` says when in words."""

    id: Name
    when: When = {}
    title: SaidModel
    form: SaidModel
    copies: Annotated[int, Field(ge=1, le=20)]
    where: SaidModel
    why: SaidModel
    cite: Cites
    instead: SaidModel | None = None
    if_missing: SaidModel | None = None
    needed: SaidModel | None = None
    for_: Annotated[list[Name], Field(min_length=1)] | None = Field(None, alias="for")


class ServiceStepModel(_Model):
    """A step of a service item, and whether it is done online, at a counter or in either way."""

    by: Annotated[DoneBy, Field(strict=False)] = DoneBy.EITHER
    text: SaidModel
    cite: Cites


class ServiceFactModel(_Model):
    """One thing told of a service item."""

    told: Annotated[Told, Field(strict=False)]
    says: SaidModel
    cite: Cites


class ServiceModel(_Model):
    """A service item; without `title` and `what`, more on the one of this id in a pack above.

    `when`: the ways that go through it, left out where none does.
    """

    id: Name
    title: SaidModel | None = None
    what: SaidModel | None = None
    when: When | None = None
    steps: list[ServiceStepModel] = []
    facts: list[ServiceFactModel] = []
    cite: Cites


class LapseEffectModel(_Model):
    """What a lapse does to one thing of a person's."""

    id: Name
    when: When = {}
    title: SaidModel
    says: SaidModel
    cite: Cites


class AheadModel(_Model):
    """How many months are paid at once when contributions go on: to the end of the month, quarter or year."""

    to: Annotated[PaysTo, Field(strict=False)]
    price: PriceModel | None = None


class StepModel(_Model):
    """A step to take; `phase` says what it is for, and steps come in the order of the phases: `pay` if none is named.

    `tells_days`: its text says on which days it can be done, narrower than the rules' last day.

    `payment_days`: those days, where the text names them. `pays`: the months it pays ahead.
    """

    id: Name
    phase: Annotated[Phase, Field(strict=False)] = Phase.PAY
    when: When = {}
    text: SaidModel
    cite: Cites
    contact: SaidModel | None = None
    tells_days: bool = False
    payment_days: PaymentDaysModel | None = None
    pays: AheadModel | None = None


class ChannelModel(_Model):
    """Where something can be done or asked; `what` says what it is good for, `for` which service items it serves."""

    id: Name
    kind: Annotated[ChannelKind, Field(strict=False)]
    when: When = {}
    name: SaidModel
    what: SaidModel
    phone: Annotated[str, Field(pattern=_PHONE)] | None = None
    address: Text | None = None
    valid: ValidModel | None = None
    cite: Cites
    for_: Annotated[list[Name], Field(min_length=1)] | None = Field(None, alias="for")

    @model_validator(mode="after")
    def _reachable(self) -> ChannelModel:
        if self.kind is ChannelKind.HOTLINE and not self.phone:
            raise PydanticCustomError("channel_phone", "a hotline without its number")
        return self


class DisagreementModel(_Model):
    """A source that says otherwise."""

    id: Name
    matter: Annotated[Matter, Field(strict=False)]
    when: When = {}
    says: SaidModel
    cite: Cites


class NoticeModel(_Model):
    """Something that must be said while it holds, where its conditions hold."""

    id: Name
    when: When = {}
    valid: ValidModel
    says: SaidModel
    cite: Cites


class RequiredYearsModel(_Model):
    """Years needed for benefits in retirement; `sex` is left out where both need the same."""

    sex: Literal["male", "female", ""] = ""
    cumulative: Annotated[int, Field(ge=1, le=50)]
    actual: Annotated[int, Field(ge=1, le=50)] | None = None
    local: Annotated[int, Field(ge=1, le=50)] | None = None
    valid: ValidModel | None = None
    cite: Cites


class LumpSumModel(_Model):
    """What one missing month costs when the shortfall is paid at once."""

    base: FigureName
    multiple: Amount = "1"
    rate: FigureName
    valid: ValidModel | None = None
    cite: Cites


class ShortOfYearsModel(_Model):
    """What may be done at the statutory age by whoever has fewer years than are needed."""

    says: SaidModel
    cite: Cites


class MaternityModel(_Model):
    """From how many months of contributions the fund pays the maternity allowance."""

    schemes: Annotated[list[Literal["employee", "flexible", "resident"]], Field(min_length=1)]
    needs: Annotated[int, Field(ge=1, le=60)]
    counted: Literal["in_a_row", "in_all"]
    back_paid: YesNoAsk
    meanwhile: Literal["employer", "self", "ask"]
    says: SaidModel
    valid: ValidModel | None = None
    cite: Cites


class NewbornModel(_Model):
    """How long a child counts as a newborn: so many days after birth, or for so many months."""

    days: Annotated[int, Field(ge=1, le=366)] | None = None
    months: Annotated[int, Field(ge=1, le=12)] | None = None
    cite: Cites

    @model_validator(mode="after")
    def _one_age(self) -> NewbornModel:
        if (self.days is None) == (self.months is None):
            raise PydanticCustomError("newborn_age", "age of a newborn")
        return self


class LowersModel(_Model):
    """A lapse may lower the ceiling; `each_year` in yuan for each lapsed year, where the text names the sum."""

    each_year: Amount | None = None


class IncentiveModel(_Model):
    """What staying in resident insurance does to the serious-illness ceiling."""

    since_year: Year
    after_years: Annotated[int, Field(ge=1, le=50)]
    raises: Amount
    limit_percent: Annotated[int, Field(ge=1, le=100)]
    zero_claim: Amount | None = None
    earned: YesNoAsk | None = None
    lapse_lowers: LowersModel | None = None
    cite: Cites


class RefundModel(_Model):
    """The premium of a resident year is refunded before that year begins; `afterwards`: is it later, too."""

    afterwards: YesNoAsk
    says: SaidModel
    valid: ValidModel | None = None
    cite: Cites


class CeilingStepModel(_Model):
    """A step of the ceiling, reached with so many months in a row."""

    months: Annotated[int, Field(ge=0, le=600)]
    multiple: Amount
    supplement: Amount | None = None


class CeilingModel(_Model):
    """The most that the fund pays in a year, by months paid in a row; steps from the lowest up."""

    schemes: Annotated[list[Literal["employee", "flexible", "resident"]], Field(min_length=1)]
    of: SaidModel
    figure: FigureName | None = None
    steps: Annotated[list[CeilingStepModel], Field(min_length=1)]
    says: SaidModel
    valid: ValidModel | None = None
    cite: Cites

    @model_validator(mode="after")
    def _rising(self) -> CeilingModel:
        if any(one.months >= next_.months for one, next_ in pairwise(self.steps)):
            raise PydanticCustomError("steps_rise", "steps do not rise")
        return self


class RetirementModel(_Model):
    """Statutory retirement of one group; ages in months, `category` empty where sex alone decides."""

    sex: Annotated[Sex, Field(strict=False)]
    category: str = ""
    first_birth: Annotated[str, Field(pattern=_MONTH)]
    old_age: Annotated[int, Field(ge=480, le=840)]
    step: Annotated[int, Field(ge=1, le=12)]
    most_delay: Annotated[int, Field(ge=0, le=120)]
    cite: Cites


class ExpectModel(_Model):
    """What an example's planned option must result in; keys left out are not compared, null means none."""

    verdict: YesNoAsk | None = None
    reference: bool | None = None
    waiting_months: int | None = None
    waiting_days: int | None = None
    waiting_start: date | None = None
    waiting_end: date | None = None
    benefit_percent: int | None = None
    benefits_from: date | None = None
    benefits_until: date | None = None
    benefits_end: date | None = None
    gap_costs: Annotated[Bearer, Field(strict=False)] | None = None
    principal: Amount | None = None
    late_charge: Amount | None = None
    total: Amount | None = None
    continuity: Text | None = None
    personal_account: Text | None = None
    maternity: YesNoAsk | None = None
    maternity_from: date | None = None
    refund: YesNoAsk | None = None
    refund_by: date | None = None
    ceiling_times: Amount | None = None
    ceiling_lost: YesNoAsk | None = None
    pay_by: date | None = None
    ahead: Amount | None = None
    rules: list[RuleName] | None = None

    @model_validator(mode="after")
    def _something(self) -> ExpectModel:
        if not self.model_fields_set:
            raise PydanticCustomError("expects_nothing", "nothing is expected")
        return self


class ExampleModel(_Model):
    """A case with its expected results. `case` is a case document without its `format`."""

    name: Text
    case: dict[str, Any]
    expect: ExpectModel


class PackModel(_Model):
    """A policy pack file."""

    model_config = ConfigDict(title=FORMAT)

    format: Literal["xubaotong.policy/1"]
    code: Code
    name: SaidModel
    version: Text
    extends: Code | None = None
    claims: ValidModel
    standing: SaidModel
    contact: SaidModel | None = None
    sources: dict[Name, SourceModel] = {}
    groups: dict[Name, Annotated[list[Name], Field(min_length=1)]] = {}
    measures: dict[Name, MeasureModel] = {}
    assumptions: dict[Name, SaidModel] = {}
    parameters: dict[FigureName, Annotated[list[ValueModel], Field(min_length=1)]] = {}
    windows: list[WindowModel] = []
    insured_years: list[InsuredYearModel] = []
    tables: TablesModel = TablesModel()
    binding: list[MarkModel] = []
    adopts: list[MarkModel] = []
    remove: list[RuleName] = []
    documents: list[DocumentModel] = []
    steps: list[StepModel] = []
    channels: list[ChannelModel] = []
    services: list[ServiceModel] = []
    lapse_effects: list[LapseEffectModel] = []
    disagreements: list[DisagreementModel] = []
    notices: list[NoticeModel] = []
    retirement: list[RetirementModel] = []
    required_years: list[RequiredYearsModel] = []
    lump_sums: list[LumpSumModel] = []
    short_of_years: ShortOfYearsModel | None = None
    maternity: list[MaternityModel] = []
    incentive: IncentiveModel | None = None
    ceilings: list[CeilingModel] = []
    refunds: list[RefundModel] = []
    newborn: NewbornModel | None = None
    examples: list[ExampleModel] = []


def policy_schema() -> dict[str, Any]:
    """The JSON Schema of a pack file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **PackModel.model_json_schema(by_alias=True)}


def validated(document: object) -> dict[str, Any]:
    """The document as a record of plain JSON values with its own keys; ValidationError when it is not a pack."""
    return PackModel.model_validate(document).model_dump(mode="json", by_alias=True, exclude_unset=True)


def complaints(error: ValidationError) -> Iterator[tuple[FieldPath, Bilingual]]:
    """The problems in a ValidationError, field by field, as sentences of this program."""
    for detail in error.errors(include_url=False):
        yield tuple(step for step in detail["loc"] if step != "[key]"), _complaint(detail)


def _ordered(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise PydanticCustomError("inverted", "ends before it begins", {"first": str(first), "last": str(last)})


_HAS_OWN_PHRASE: Final = frozenset(
    (
        "missing", "extra_forbidden", "string_type", "int_type", "bool_type", "list_type", "dict_type", "model_type",
        "date_type", "string_too_short", "too_short", "condition", "no_such_region", "inverted", "measure_ends",
        "measure_year", "measure_starts", "measure_deadline", "wait_length", "wait_days", "expects_nothing",
        "payment_days", "measure_narrowed", "measure_worst_year", "insured_year", "no_cover", "date_category",
        "measure_category", "newborn_age", "no_such_category", "steps_rise", "channel_phone", "window_opening",
    )
)  # fmt: skip


def _complaint(detail: ErrorDetails) -> Bilingual:
    kind, context, given = detail["type"], detail.get("ctx", {}), shown(detail["input"])
    if kind == "string_type" and isinstance(detail["input"], (bool, int, date)):
        return say("schema.quotes", given=given)
    if kind == "string_pattern_mismatch":
        return say(f"schema.pattern.{_PATTERNS[context['pattern']]}", given=given)
    if kind == "enum" and given == "D":
        return say("schema.grade_d")
    if kind in ("enum", "literal_error"):
        return say("schema.choice", given=given, expected=context["expected"].replace(" or ", ", ").replace("'", ""))
    if kind in ("greater_than_equal", "less_than_equal"):
        limit = f"≥ {context['ge']}" if "ge" in context else f"≤ {context['le']}"
        return say("schema.limit", given=given, limit=limit)
    return (
        say(f"schema.{kind}", given=given, **context)
        if kind in _HAS_OWN_PHRASE
        else say("schema.other", why=detail["msg"])
    )
