"""The assessment, frozen: options, costs, cover, reasons and everything else the window and the outputs show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, ChannelKind, EnrolmentWindow, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Waiting
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Scheme
from app.rules.record.lapses import Lapse
from app.rules.record.months import Month, Span
from app.rules.value_type import value_type


class OptionId(StrEnum):
    """The ways to close a lapse."""

    EMPLOYER_BACK_PAYS = "employer_back_pays"
    PERSON_BACK_PAYS = "person_back_pays"
    RESUME_WITHOUT_BACK_PAY = "resume_without_back_pay"
    NEW_EMPLOYER_ENROLS = "new_employer_enrols"
    JOIN_RESIDENT = "join_resident"
    JOIN_RESIDENT_NEXT_YEAR = "join_resident_next_year"
    RESIDENT_REPAIR = "resident_repair"
    FIRST_ENROLMENT = "first_enrolment"
    ALREADY_RESUMED = "already_resumed"


@value_type
class Reason:
    """Why one matter is answered as it is: the row, its sentence, what it rests on."""

    matter: Matter
    rule: str
    text: Bilingual
    facts: tuple[Bilingual, ...]
    sources: tuple[Source, ...]
    grade: Grade
    inherited: bool
    when: Bilingual | None = None
    vouched: bool = True

    @property
    def decides(self) -> bool:
        """True where the rule may answer yes or no here; otherwise what it says is a reference."""
        return self.vouched and self.grade.decides


@value_type
class Disagreement:
    """Another source that says otherwise; shown, never averaged."""

    matter: Matter
    says: Bilingual
    source: Source


ALREADY_PAID_ON = "already-resumed"
"""The id of the assumption which says that cover went on before the payment, and does not hang on it."""
NO_COVER_IN_YEAR = "no-cover-in-year"
"""The id of the assumption which says that the wait may outlast the insured year."""


@value_type
class Assumption:
    """What was assumed where the text leaves room; the id is A1 to A22 of the domain document, or the pack's own."""

    id: str
    text: Bilingual


@value_type
class Change:
    """A day on which paying later begins to give another outcome."""

    on: date
    matter: str
    before: Bilingual
    after: Bilingual


@value_type
class FigureUsed:
    """A number a bill was worked out with: the key under which a user may give another, and its value.

    Yuan, or a fraction of 1 for a rate.
    """

    name: str
    amount: Decimal
    users_own: bool = False


@value_type
class CostLine:
    """One line of a bill, in yuan; `formula` holds the arithmetic with the numbers put in.

    `users_own`: a figure in it was given by the user; `office_own`: it is one that the office keeps for the place;
    `reference`: it rests on sources that do not decide. `figures` are the numbers in it that a user may correct.
    `at_least`: it is the least that is due; something that no pack has the sum of may come on top.
    """

    label: Bilingual
    formula: str
    amount: Decimal
    source: str
    payer: Bearer
    users_own: bool = False
    reference: bool = False
    figures: tuple[FigureUsed, ...] = ()
    office_own: bool = False
    at_least: bool = False


@value_type
class MonthDue:
    """One month of a back payment, in yuan: the contribution, and the late charge for so many days of delay."""

    month: Month
    principal: Decimal
    late_days: int
    late_charge: Decimal
    payer: Bearer

    @property
    def total(self) -> Decimal:
        """What the month costs in all."""
        return self.principal + self.late_charge


@value_type
class Cost:
    """A bill in yuan, rounded to fen. `by_month` are the months of a back payment, in their order."""

    principal: Decimal
    late_charge: Decimal
    extras: Decimal
    lines: tuple[CostLine, ...]
    by_month: tuple[MonthDue, ...] = ()

    @property
    def total(self) -> Decimal:
        """What is to be paid in all."""
        return self.principal + self.late_charge + self.extras

    def borne_by(self, payer: Bearer) -> Decimal:
        """The part of the bill that one payer has to pay."""
        return sum((line.amount for line in self.lines if line.payer is payer), Decimal(0))

    @property
    def reference(self) -> bool:
        """True when some line rests on sources that do not decide."""
        return any(line.reference for line in self.lines)

    @property
    def users_own(self) -> bool:
        """True when some line rests on a figure of the user's."""
        return any(line.users_own for line in self.lines)

    @property
    def office_own(self) -> bool:
        """True when some line rests on a figure that the office keeps for the place."""
        return any(line.office_own for line in self.lines)

    @property
    def at_least(self) -> bool:
        """True when some line is the least that is due, and so the total is."""
        return any(line.at_least for line in self.lines)

    @property
    def figures(self) -> tuple[FigureUsed, ...]:
        """The numbers a user may correct, each once; a number that differs from line to line is left out."""
        used = dict.fromkeys(figure for line in self.lines for figure in line.figures)
        names = [figure.name for figure in used]
        return tuple(figure for figure in used if names.count(figure.name) == 1)


@value_type
class CostRange:
    """Between which sums a bill lies, in yuan, while the base or a choice that it hangs on is not known.

    `high` is None where no upper limit is recorded: the bill is then at least `low`.
    """

    low: Decimal
    high: Decimal | None


@value_type
class CoverSegment:
    """Days in a row with one share paid by the scheme and one bearer of costs; `until` None is open-ended."""

    since: date
    until: date | None
    percent: int
    services: str
    scheme: Scheme | None
    payer: Bearer


@value_type
class RequiredDocument:
    """One line of the checklist. `copies` is how many of `form` (original, copy) to bring.

    `needed` says when it is asked for at all; None: always.
    """

    id: str
    title: Bilingual
    form: Bilingual
    copies: int
    where: Bilingual
    why: Bilingual
    instead: Bilingual | None
    if_missing: Bilingual | None
    sources: tuple[Source, ...]
    grade: Grade
    needed: Bilingual | None = None


@value_type
class ServiceName:
    """A service item that a way goes through (办理事项), by its official name."""

    id: str
    title: Bilingual


@value_type
class LapseEffect:
    """What a lapse does to one thing of the person's, and what that rests on."""

    id: str
    title: Bilingual
    says: Bilingual
    sources: tuple[Source, ...]
    grade: Grade


@value_type
class MonthsAhead:
    """Months that are paid at once when contributions go on, with their cost in yuan; it is no part of `Option.cost`.

    `missing` names the figure that is not recorded, or the choice nobody has told, where there is no cost for that.
    `cost_range` is what they may cost then, over the bases and choices that the person is free to take.
    """

    span: Span
    cost: Cost | None
    missing: str | None
    cost_range: CostRange | None = None


@value_type
class Step:
    """One thing to do; `contact` names channel, opening, hotline.

    `place`: its phase, and where it stands among the rows of its phase; an option's steps come in this order.

    `tells_days`: the text says on which days it can be done, so the last day by the rules may be too late. `pays`: the
    months it pays ahead.
    """

    id: str
    text: Bilingual
    contact: Bilingual | None
    sources: tuple[Source, ...]
    grade: Grade
    tells_days: bool = False
    pays: MonthsAhead | None = None
    place: tuple[int, int] = (0, 0)


@value_type
class Channel:
    """Where something can be done or asked, and what it is good for; an unknown `phone` or `address` is empty."""

    id: str
    kind: ChannelKind
    name: Bilingual
    what: Bilingual
    phone: str
    address: str
    sources: tuple[Source, ...]
    grade: Grade


@value_type
class OfficeQuestion:
    """A question only the office can answer, and whom to ask."""

    text: Bilingual
    whom: Bilingual


@value_type
class Maternity:
    """The maternity allowance under an option, with the months counted once its payment has been made.

    `verdict` is yes where the months are reached, no where they are not yet. The fund pays for births from `since` on,
    if payment goes on until then. `allowance` pays for a birth on the day of payment, `meanwhile` until the months are
    reached. `months_counted` is None where it is open.
    """

    verdict: Verdict
    since: date | None
    months_needed: int
    months_counted: int | None
    allowance: Bearer
    meanwhile: Bearer
    text: Bilingual
    sources: tuple[Source, ...]
    reference: bool = False


@value_type
class CeilingStand:
    """Where `from_months` in a row or more put a person: the fund pays up to `multiple` times a figure a year.

    `supplement` is in yuan on top of it, `amount` both together in yuan, where the figure is recorded.
    """

    from_months: int
    multiple: Decimal
    supplement: Decimal | None
    amount: Decimal | None


@value_type
class Ceiling:
    """The most that the fund pays in a year under an option, by the months paid in a row once its payment is made.

    `months` is None where the number is open; `stand` is None where it is, or where the step is not recorded (`below`).
    `before` is where the person stood before the lapse, or stands now without one. `lost`: does the option lead to less
    than that. `next_month` is the month with whose payment the next step is reached, `following` that step. `of` names
    what the multiples are taken of.
    """

    months: int | None
    stand: CeilingStand | None
    before: CeilingStand | None
    months_before: int | None
    lost: Verdict
    below: int | None
    next_month: Month | None
    following: CeilingStand | None
    of: Bilingual
    text: Bilingual
    sources: tuple[Source, ...]
    lapsed: bool
    reference: bool = False


@value_type
class Option:
    """One way to close the lapse, with everything it leads to.

    `reference` marks dates and amounts worked out from rules that do not decide. `gap_costs` is who bears treatment
    inside the gap once this option is carried out. `pay_by` and `changes` are empty until `turning_points` fills them.
    `insured_from` and `insured_until` are the first and the last day of the insured year that is paid for.
    `decided_by_office` names what an official decided (经办核定) and the pack did not. `tried_until` is the last day a
    payment was tried on, where the dates that the pack claims to answer for end before the days looked ahead do.
    `pay_steps_today` and `changes_today` are the same ranges and changes from the as-of day on, where the payment is
    later than that. `cost_range` stands in for a `cost` that lacks the contribution base alone, or hangs on what is not
    told.
    `services` are the service items it goes through, `affects` what the lapse does.
    `pay_on_assumed`: the record has the month of payment and no day; `pay_on` is the last that is possible.
    """

    id: OptionId
    resume_as: Scheme
    pay_on: date
    back_pay: bool
    repair_years: int
    insured_year: int | None
    lapse: Span | None
    verdict: Verdict
    reference: bool
    cost: Cost | None
    waiting: Waiting | None
    benefits_from: date | None
    benefits_until: date | None
    cover: tuple[CoverSegment, ...]
    gap_costs: Bearer
    continuity: str
    personal_account: str
    maternity_months: str | None
    documents: tuple[RequiredDocument, ...]
    steps: tuple[Step, ...]
    reasons: tuple[Reason, ...]
    disagreements: tuple[Disagreement, ...]
    assumptions: tuple[Assumption, ...]
    questions: tuple[OfficeQuestion, ...]
    pay_by: date | None = None
    changes: tuple[Change, ...] = ()
    decided_by_office: tuple[str, ...] = ()
    tried_until: date | None = None
    if_worst: Worst | None = None
    pay_steps: tuple[PayStep, ...] = ()
    pay_steps_today: tuple[PayStep, ...] = ()
    changes_today: tuple[Change, ...] = ()
    cost_range: CostRange | None = None
    outranked: tuple[Disagreement, ...] = ()
    insured_from: date | None = None
    insured_until: date | None = None
    maternity: Maternity | None = None
    ceiling: Ceiling | None = None
    channels: tuple[Channel, ...] = ()
    services: tuple[ServiceName, ...] = ()
    affects: tuple[LapseEffect, ...] = ()
    pay_on_assumed: bool = False

    @property
    def moves_no_cover(self) -> bool:
        """True where the lapse it pays back is over, so that cover does not hang on this payment."""
        return any(assumption.id == ALREADY_PAID_ON for assumption in self.assumptions)

    @property
    def day_told(self) -> date | None:
        """The first day of cover, or the safer of several where worlds part over it; None where no day can be told."""
        return self.benefits_from or (self.if_worst.benefits_from if self.if_worst else None)

    @property
    def in_vain(self) -> int | None:
        """The insured year that brings no benefits because the wait outlasts it; None where it does bring some."""
        if self.verdict is Verdict.NO or self.benefits_from is not None:
            return None
        if not any(assumption.id == NO_COVER_IN_YEAR for assumption in self.assumptions):
            return None
        year = self.insured_year or self.pay_on.year
        last = self.insured_until or date(year, 12, 31)
        surely = self.verdict is Verdict.YES if self.waiting is None else self.waiting.end >= last
        return year if surely else None

    def may_begin_before(self, day: date) -> bool:
        """True when the first day of cover is open and may come before a day.

        An option for a later insured year begins on the first day of that year at the earliest.
        """
        if self.verdict is Verdict.NO or self.benefits_from is not None or self.in_vain is not None:
            return False
        return self.insured_from is None or self.insured_from < day

    @property
    def nothing_lost_until(self) -> date | None:
        """The last day of payment up to which nothing at all is lost, not even a month of cover; None without one."""
        known = self.pay_steps and self.day_told
        first = self.pay_steps[0].pay_until if known else None
        return min((day for day in (first, self.pay_by) if day is not None), default=None)

    @property
    def steps_ahead(self) -> tuple[PayStep, ...]:
        """The ranges of payment days from the as-of day on, whatever day the payment is planned for."""
        return self.pay_steps_today or self.pay_steps

    @property
    def changes_ahead(self) -> tuple[Change, ...]:
        """The changes of the outcome from the as-of day on, whatever day the payment is planned for."""
        return self.changes_today if self.pay_steps_today else self.changes

    @property
    def postponed_to(self) -> date | None:
        """The first day of cover if paid just after `nothing_lost_until`, where nothing else changes."""
        following = self.pay_steps[1] if len(self.pay_steps) > 1 else None
        return None if following is None or self.nothing_lost_until == self.pay_by else following.benefits_from

    @property
    def nothing_to_pay(self) -> bool:
        """True when cover was resumed already, so that no payment can come too late."""
        return self.id is OptionId.ALREADY_RESUMED


@value_type
class PayStep:
    """Payment days in a row, both ends included, after which something is lost; `pay_until` None: nothing is.

    `benefits_from`, `waiting` and `cost` are what a payment on the first of them leads to; `cost` is None where it is
    open.
    """

    pay_from: date
    pay_until: date | None
    benefits_from: date | None
    waiting: Waiting | None
    cost: Cost | None = None


@value_type
class Worst:
    """The worst of several possible outcomes, to plan with: latest cover, longest wait, highest cost, own expense.

    A value is None where some outcome has none, so that nothing can be promised.
    """

    benefits_from: date | None
    waiting: Waiting | None
    total: Decimal | None
    gap_costs: Bearer


@value_type
class CoverBy:
    """The reverse question for one option: to be covered on a day, pay by which day.

    `pay_by` None: it cannot be done; `earliest` is then the first day of cover when paid at once, None where no payment
    of this option leads to a certain day.
    """

    option: OptionId
    covered_on: date
    pay_by: date | None
    earliest: date | None


@value_type
class LapseFinding:
    """A lapse with the last day on which benefits were still paid, and the reason, where a rule gives one."""

    lapse: Lapse
    benefits_end: date | None
    reason: Reason | None = None

    @property
    def reference(self) -> bool:
        """True when the last day of benefits does not come from a rule that decides."""
        return self.reason is None or not self.reason.decides


@value_type
class ImpendingLapse:
    """The lapse that begins if nobody goes on paying; only its first month is known yet.

    `pay_by` is the last day on which the money for that month arrives in time, so that nothing lapses; None where no
    rule says. `cost` is the bill of an insured year that is due, `cost_range` what it may be while that is open,
    `at_most` the highest sum possible, in yuan, and `missing` the key of a figure it lacks.
    """

    finding: LapseFinding
    pay_by: date | None
    cost: Cost | None = None
    at_most: Decimal | None = None
    missing: str = ""
    cost_range: CostRange | None = None

    @property
    def first(self) -> Month:
        """The first month that is not paid yet."""
        return self.finding.lapse.span.first


@value_type
class Resumed:
    """How cover went on after a closed lapse that was not paid, from the first month paid again on.

    `cover` is empty where no rule of that time says; where it is not `settled` it is a reference.
    """

    since: date
    cover: tuple[CoverSegment, ...]
    settled: bool


@value_type
class Today:
    """Whether treatment is paid on the as-of day, whatever is done next; `until` is the last day that is certain."""

    covered: Verdict
    until: date | None
    scheme: Scheme | None
    reason: Bilingual


@value_type
class PolicyUsed:
    """A pack that took part; `requested` is the region the case asked for. `stale`: the as-of day is past its claim."""

    code: str
    name: Bilingual
    version: str
    sha256: str
    stale: bool
    requested: str
    standing: Bilingual


@value_type
class MissingFact:
    """A fact that would change the outcome. `decides` names what it changes; most decisive facts come first."""

    fact: FactName
    question: Bilingual
    choices: tuple[str, ...]
    decides: tuple[str, ...]


@value_type
class Caution:
    """Something that must be seen before money is spent; `concerns` names options, empty where it concerns all."""

    code: str
    text: Bilingual
    concerns: tuple[OptionId, ...] = ()


@value_type
class CategoryAge:
    """When somebody of one category (`worker`, `cadre`) reaches the statutory age, which is given in months."""

    category: str
    month: Month
    age_months: int


@value_type
class Retirement:
    """Statutory retirement and months of contribution; what a place's pack does not say is None.

    Months paid and deemed count towards `required_cumulative`, months really paid towards `required_actual`, those paid
    in this place towards `required_local`; required figures are years. Years for a pension are not counted here.
    `by_category` holds every age that is possible while nobody has said which one is the person's: the statutory month
    is then the latest of them, and what is required is stated only where it is the same for all. `reference`: the
    required years rest on a source that does not decide. `pays_off`: the place prices a shortfall that is paid at once.
    `remedy`: what whoever falls short may do. `years_differ`: what is required hangs on the category.
    """

    statutory_month: Month
    statutory_age_months: int
    required_cumulative: int | None
    required_actual: int | None
    counted_months: int
    shortfall_months: int | None
    lump_sum: Decimal | None
    sources: tuple[Source, ...]
    required_local: int | None = None
    actual_months: int = 0
    local_months: int = 0
    lump_sum_formula: str = ""
    by_category: tuple[CategoryAge, ...] = ()
    reference: bool = False
    pays_off: bool = False
    remedy: Bilingual | None = None
    years_differ: bool = False

    @property
    def lacking(self) -> dict[str, int]:
        """The months that are missing of each kind that is required: `cumulative`, `actual`, `local`; 0 is enough."""
        wanted = {
            "cumulative": (self.required_cumulative, self.counted_months),
            "actual": (self.required_actual, self.actual_months),
            "local": (self.required_local, self.local_months),
        }
        return {kind: max(years * 12 - had, 0) for kind, (years, had) in wanted.items() if years is not None}


@value_type
class Incentives:
    """Years in a row in resident insurance up to the as-of year, and by how many yuan they raise the serious-illness
    ceiling at least; None where no pack says. All rises together stay within `limit_percent` of the ceiling.

    `each_year` is the rise of each further year after `after_years`, `zero_claim` that of a year without reimbursement,
    `first_rise` the insured year of the first rise if nothing lapses. `years_before_lapse` are the years in a row that
    ended with a lapse; `earned` says whether rises of before it are kept, `may_lower` and `penalty` (yuan for each
    lapsed year) what else the lapse does. `reference`: the rule is no rule of the place, or does not decide.
    """

    consecutive_resident_years: int
    ceiling_change: Decimal | None
    sources: tuple[Source, ...]
    limit_percent: int | None = None
    each_year: Decimal | None = None
    after_years: int = 0
    zero_claim: Decimal | None = None
    first_rise: int | None = None
    years_before_lapse: int = 0
    earned: Verdict = Verdict.ASK
    may_lower: bool = False
    penalty: Decimal | None = None
    reference: bool = False


class Beside(StrEnum):
    """How two schemes meet in one record.

    `TWICE`: months paid under both. `AHEAD`: a resident year paid ahead by somebody who is insured otherwise before it
    begins. `FUND`: months that the unemployment fund paid. `OWED`: months that a unit owes while another scheme covers.
    """

    TWICE = "twice"
    AHEAD = "ahead"
    FUND = "fund"
    OWED = "owed"


@value_type
class TwoSchemes:
    """Months that two schemes share, and what becomes of the premium of the resident year.

    `refund` is None where no premium is at stake, `refund_by` the last day on which it is refunded. `text` is the rule
    it rests on. `then` is the first month to be paid oneself after those of the unemployment fund.
    """

    how: Beside
    span: Span
    schemes: tuple[Scheme, ...]
    year: int | None = None
    refund: Verdict | None = None
    refund_by: date | None = None
    text: Bilingual | None = None
    sources: tuple[Source, ...] = ()
    then: Month | None = None


PLANNED = "planned"
"""The key of the option that is the person's own plan."""


def keyed(planned: Option | None, options: Sequence[Option]) -> list[tuple[str, Option]]:
    """Every option once, under its key: the plan first, then the options that differ from it.

    The key is the option's id, with the scheme after it where an id comes twice.
    """
    ids = Counter(option.id for option in options)
    keys = [option.id.value if ids[option.id] == 1 else f"{option.id}:{option.resume_as}" for option in options]
    offered = [
        (key, option)
        for key, option in zip(keys, options, strict=True)
        if planned is None or not _same(option, planned)
    ]
    return [(PLANNED, planned), *offered] if planned is not None else offered


def _same(option: Option, planned: Option) -> bool:
    if (option.id, option.pay_on, option.back_pay) != (planned.id, planned.pay_on, planned.back_pay):
        return False
    return replace(option, pay_by=planned.pay_by, changes=planned.changes, tried_until=planned.tried_until) == planned


class Respect(StrEnum):
    """The respects in which options are compared."""

    EARLIEST = "earliest"
    CHEAPEST = "cheapest"
    CONTINUITY = "continuity"


class Because(StrEnum):
    """Why the leading option comes before the next one."""

    PLAN = "plan"
    ONLY_ONE = "only_one"
    NONE_CAN = "none_can"
    BRINGS_COVER = "brings_cover"
    RESUMED = "resumed"
    OWN_KIND = "own_kind"
    BY_ONESELF = "by_oneself"
    DECIDED = "decided"
    UNIT_OWES = "unit_owes"
    DAY_KNOWN = "day_known"
    EARLIEST = "earliest"
    KEEPS_CONTINUITY = "keeps_continuity"
    NOTHING_BOUGHT = "nothing_bought"
    CHEAPER = "cheaper"
    COST_KNOWN = "cost_known"
    LAW = "law"


@value_type
class Gain:
    """How much more the person pays than for the cheapest other option of its kind, in yuan, and what that buys.

    `gap`: who then bears the costs inside the lapse; None where that is no better.
    """

    extra: Decimal
    continuity: bool
    gap: Bearer | None


@value_type
class Leading:
    """The option that comes first. `sooner` and `surer` are keys of options of the other kind of insurance.

    `sooner` covers a month or more earlier; `surer` is a plain yes while the leading one must be asked for.
    `with_employer` is the way that a new employer would open, where that covers earlier.
    """

    key: str
    because: Because
    sooner: str | None = None
    surer: str | None = None
    gain: Gain | None = None
    with_employer: str | None = None


@value_type
class Ranking:
    """The order of the options by key, which one leads and why, and in what respects each is best.

    `day_open` is True when a first day of cover that is still open keeps the program from calling another the earliest,
    `cost_open` when a bill that is still unknown keeps the program from calling another the cheapest.
    """

    order: tuple[str, ...] = ()
    leading: Leading | None = None
    merits: Mapping[str, frozenset[Respect]] = field(default_factory=dict)
    day_open: bool = False
    cost_open: bool = False


@value_type
class Best:
    """The option that alone is best in each respect, by id; None where several are, or none can be compared."""

    earliest_cover: OptionId | None
    lowest_cost: OptionId | None
    keeps_continuity: OptionId | None


@value_type
class Assessment:
    """The whole answer for one case on one day. `windows` are the enrolment windows recorded for the place.

    `options` are in the order of the law; they are shown in the order of `ranking`.
    `impending` is the lapse that begins if paying stops; None while one is open, or nothing is certain. `resumed` is
    how cover went on after each closed lapse, oldest first.
    """

    as_of: date
    policies: tuple[PolicyUsed, ...]
    lapses: tuple[LapseFinding, ...]
    cumulative_months: dict[Scheme, int]
    consecutive_months: int
    planned: Option | None
    options: tuple[Option, ...]
    ranking: Ranking
    retirement: Retirement | None
    incentives: Incentives
    missing_facts: tuple[MissingFact, ...]
    warnings: tuple[Caution, ...]
    today: Today
    windows: tuple[EnrolmentWindow, ...] = ()
    impending: ImpendingLapse | None = None
    resumed: tuple[Resumed, ...] = ()
    never_insured: bool = False
    two_schemes: tuple[TwoSchemes, ...] = ()

    def asks(self, question: Question) -> bool:
        """True when it is among what would change the outcome."""
        return any(missing.fact.question is question for missing in self.missing_facts)

    @property
    def ways(self) -> dict[str, Option]:
        """Every way by its key, in the order of the ranking."""
        found = dict(keyed(self.planned, self.options))
        return {key: found[key] for key in self.ranking.order}

    @property
    def leading(self) -> Option | None:
        """The way that comes first; None when there is none."""
        return next(iter(self.ways.values()), None)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Where the way that comes first can be done, and whom to ask."""
        return self.leading.channels if self.leading else ()

    @property
    def best(self) -> Best:
        """The one way marked in each respect."""
        found, ranking = self.ways, self.ranking
        marked = {respect: [key for key in found if respect in ranking.merits[key]] for respect in Respect}
        alone = {respect: found[keys[0]].id if len(keys) == 1 else None for respect, keys in marked.items()}
        return Best(alone[Respect.EARLIEST], alone[Respect.CHEAPEST], alone[Respect.CONTINUITY])
