"""The policy of a place: the packs of city, province and nation, laid over each other, with their rules and figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import Generic, TypeVar

from app.rules.bilingual import Bilingual
from app.rules.law.dates import DateRule
from app.rules.law.facts import CHOICES, YES, values_of
from app.rules.law.insured_years import CALENDAR, InsuredYear, InsuredYearRow
from app.rules.law.measures import Measure
from app.rules.law.newborns import NEWBORN_AGE, NewbornAge
from app.rules.law.services import LapseEffectRow, ServiceRow
from app.rules.law.tables import Axis, Box, Condition, Known, OneOf, Row, Space, Table
from app.rules.law.terms import Bearer, ChannelKind, EnrolmentWindow, Grade, Matter, Phase, Source, Verdict
from app.rules.law.waiting import WaitRule
from app.rules.record.history import Scheme
from app.rules.record.months import ONE_DAY, Month
from app.rules.record.pooling_area import pooling_area
from app.rules.value_type import value_type


@value_type
class Validity:
    """From when until when something holds, both days included; None is open.

    >>> Validity(date(2025, 1, 1), date(2025, 12, 31)).holds(date(2026, 1, 1))
    False
    """

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """True on the days inside."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def edges(self) -> Iterator[date]:
        """The days on which something begins to hold or has just ceased to."""
        if self.since:
            yield self.since
        if self.until and self.until < date.max:
            yield self.until + ONE_DAY


@value_type
class SuspensionRule:
    """`stops`: the first day on which treatment is no longer paid."""

    stops: DateRule | None


class BaseAt(StrEnum):
    """Which day's base and rate a back payment takes."""

    MONTH = "month"
    PAYMENT = "payment"


class Rounding(StrEnum):
    """To what a figure is rounded, half up."""

    NONE = "none"
    FEN = "fen"
    TENTH = "tenth"
    YUAN = "yuan"


class Each(StrEnum):
    """How often a fixed extra is owed."""

    MONTH = "month"
    YEAR = "year"


@value_type
class Extra:
    """A fixed item on the same bill: a parameter in yuan, owed for each month or for each calendar year touched."""

    figure: str
    each: Each


@value_type
class PriceRule:
    """How the months of a lapse are priced.

    `base` names, in order of preference, where the monthly base comes from: `own` (the record, or the user's figure
    `base`) or a parameter; `multiple` is applied to a parameter only. `rate` is a parameter, as a fraction of the base;
    `*` in it stands for the scheme that is resumed. `base_at` says whether base and rate are those of each lapsed month
    or those in force on the day of payment. `late_charge` is a parameter, as a fraction a day, or None.
    `by` names the choices of the person that have rates of their own: see `Policy.chosen`. `at_least`: something comes
    on top, or may, that is not in the price.
    """

    base: tuple[str, ...]
    rate: str
    payer: Bearer
    multiple: Decimal = Decimal(1)
    base_at: BaseAt = BaseAt.MONTH
    base_round: Rounding = Rounding.FEN
    amount_round: Rounding = Rounding.FEN
    extras: tuple[Extra, ...] = ()
    late_charge: str | None = None
    by: tuple[str, ...] = ()
    at_least: bool = False

    def rate_for(self, scheme: Scheme) -> str:
        """The name of the rate for a scheme."""
        return self.rate.replace("*", scheme)


@value_type
class BackPaymentRule:
    """May the lapsed months be paid, by whom, at what price."""

    verdict: Verdict
    price: PriceRule | None = None


@value_type
class PremiumRule:
    """What a resident year costs: the parameters to add up, by insurance year, and the price of a repaired year.

    With `each` month the parts are owed for the month of payment and every later one of the insured year, each at the
    figure of its calendar year. `birth_year` are the parts of the year of birth, where they are others than those of
    later years; none of them at all where that year is free. `by` names the choices of the person that have premiums of
    their own: see `Policy.chosen`.
    """

    parts: tuple[str, ...]
    repair: str | None = None
    each: Each = Each.YEAR
    birth_year: tuple[str, ...] | None = None
    by: tuple[str, ...] = ()


@value_type
class CoverRule:
    """From which day treatment is paid again, after which wait, and until when.

    Benefits begin on `start` or on the day after the wait, whichever is later. `old_scheme_until`: the last day, as the
    place has it, on which the former scheme goes on paying while the new one waits. `no_cover`: whoever pays then gets
    nothing at all in that insured year.
    """

    verdict: Verdict
    start: DateRule | None = None
    wait: WaitRule | None = None
    until: DateRule | None = None
    old_scheme_until: DateRule | None = None
    no_cover: bool = False


@value_type
class GapCostsRule:
    """Who bears treatment costs inside the gap once the option is carried out; the fund pays `percent` of them."""

    bearer: Bearer
    percent: int = 100


@value_type
class ContinuityRule:
    """What becomes of consecutive years, the personal account and maternity months."""

    consecutive: str
    account: str
    maternity: str | None = None


def choices_of(rule: object) -> tuple[str, ...]:
    """The choices of a person that have prices of their own under a rule."""
    if isinstance(rule, BackPaymentRule):
        return rule.price.by if rule.price else ()
    return rule.by if isinstance(rule, PremiumRule) else ()


OPEN_VALUES: Mapping[Matter, tuple[str, ...]] = {
    Matter.SUSPENSION: ("stops",),
    Matter.BACK_PAYMENT: ("verdict", "price"),
    Matter.PREMIUM: ("price",),
    Matter.COVER: ("verdict", "start", "wait"),
    Matter.GAP_COSTS: ("payer",),
    Matter.CONTINUITY: ("consecutive", "account"),
}
"""What a row of a matter may leave open by a question to the office."""


Rule = SuspensionRule | BackPaymentRule | PremiumRule | CoverRule | GapCostsRule | ContinuityRule


@value_type
class RuleRow:
    """One row of a pack. `cites` are ids of the pack's sources; `when` names facts or the pack's measures.

    `assumes_repairing` holds the assumptions made only where years are bought back. `asks` are questions about values
    that the row `leaves_open`; `confirms` are questions that ask to confirm values which are a reference only.
    """

    id: str
    matter: Matter
    when: Mapping[str, Condition]
    rule: Rule
    says: Bilingual
    cites: tuple[str, ...]
    valid: Validity = Validity()
    assumes: tuple[str, ...] = ()
    assumes_repairing: tuple[str, ...] = ()
    asks: tuple[Bilingual, ...] = ()
    leaves_open: frozenset[str] = frozenset()
    confirms: tuple[Bilingual, ...] = ()
    fallback: bool = False


@value_type
class Adoption:
    """The text by which rules, named `CODE/matter/row`, hold in a place that did not write them.

    In the pack that wrote the rules (`binding`), they bind every place below it. In another pack (`adopts`), that place
    has adopted them.
    """

    id: str
    rules: frozenset[str]
    says: Bilingual
    cites: tuple[str, ...]
    valid: Validity = Validity()


@value_type
class Value:
    """A figure with its validity. Rates are fractions, money is yuan; `year` is set for yearly figures.

    `at_least`: the text names it as the least there is; how much more is asked for is not recorded.
    """

    amount: Decimal
    cites: tuple[str, ...]
    valid: Validity = Validity()
    year: int | None = None
    at_least: bool = False


@value_type
class Window:
    """An enrolment window for one insurance year, both days included.

    Where the text does not name the first day, `opening_known` is False, and `opens` is a day by which it was open.
    """

    year: int
    opens: date
    closes: date
    cites: tuple[str, ...]
    opening_known: bool = True

    def holds(self, day: date) -> bool | None:
        """Whether a day is inside; None for a day on which it may have been open already.

        >>> window = Window(2026, date(2025, 12, 1), date(2025, 12, 31), (), opening_known=False)
        >>> window.holds(date(2025, 12, 31)), window.holds(date(2025, 11, 30)), window.holds(date(2026, 1, 1))
        (True, None, False)
        """
        if day < self.opens and not self.opening_known:
            return None
        return self.opens <= day <= self.closes


@value_type
class DocumentRow:
    """A document, asked for when its conditions hold, `needed` in words.

    `services` are the items it is asked for in: it is on the checklist of a way that goes through one of them, or of
    every way where none is named.
    """

    id: str
    when: Mapping[str, Condition]
    title: Bilingual
    form: Bilingual
    copies: int
    where: Bilingual
    why: Bilingual
    cites: tuple[str, ...]
    instead: Bilingual | None = None
    if_missing: Bilingual | None = None
    needed: Bilingual | None = None
    services: tuple[str, ...] = ()


class PaysTo(StrEnum):
    """To the end of what is paid at once, with the month of payment."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@value_type
class AheadRule:
    """How many months are paid at once, and at what price; no price where none is recorded."""

    to: PaysTo
    price: PriceRule | None = None


@value_type
class StepRow:
    """A step, taken when its conditions hold; `phase` says what it is for, and with that when it is taken.

    `tells_days`: its text says on which days it can be done.

    `payment_days`: the first and the last day of a month on which it can be done, where the text names them. `pays`:
    the months that are paid at once when contributions go on.
    """

    id: str
    phase: Phase
    when: Mapping[str, Condition]
    text: Bilingual
    cites: tuple[str, ...]
    contact: Bilingual | None = None
    tells_days: bool = False
    payment_days: tuple[int, int] | None = None
    pays: AheadRule | None = None


@value_type
class ChannelRow:
    """Where something can be done or asked, offered when its conditions hold; `what` says what it is good for.

    `address` is that of a hall or counter, or of a site. `services` are the items it serves; it is offered in ways of
    an assessment whatever they are.
    """

    id: str
    kind: ChannelKind
    when: Mapping[str, Condition]
    name: Bilingual
    what: Bilingual
    cites: tuple[str, ...]
    phone: str = ""
    address: str = ""
    valid: Validity = Validity()
    services: tuple[str, ...] = ()


@value_type
class DissentRow:
    """A source that says otherwise on a matter, where its conditions hold."""

    id: str
    matter: Matter
    when: Mapping[str, Condition]
    says: Bilingual
    cites: tuple[str, ...]


@value_type
class Notice:
    """Something that must be said while it holds, on the as-of day or the payment day, where its conditions hold."""

    id: str
    valid: Validity
    says: Bilingual
    cites: tuple[str, ...]
    when: Mapping[str, Condition] = field(default_factory=dict)


@value_type
class RetirementRule:
    """Statutory retirement of one group. Ages are in months; `category` is empty where sex alone decides.

    People born before `first_birth` keep `old_age`; after it one month is added for every `step` months begun, at most
    `most_delay`.
    """

    sex: str
    category: str
    first_birth: Month
    old_age: int
    step: int
    most_delay: int
    cites: tuple[str, ...]


@value_type
class RequiredYears:
    """Years of employee insurance needed for benefits in retirement, by the month of reaching the statutory age.

    `sex` is empty where both need the same; `actual` are years really paid, `local` years paid in this place.
    """

    sex: str
    cumulative: int
    actual: int | None
    local: int | None
    valid: Validity
    cites: tuple[str, ...]

    @property
    def needed(self) -> tuple[int, int | None, int | None]:
        """The figures alone: years in all, really paid, paid here."""
        return self.cumulative, self.actual, self.local


@value_type
class ShortOfYears:
    """What may be done at the statutory age by whoever has fewer years than are needed."""

    says: Bilingual
    cites: tuple[str, ...]


@value_type
class LumpSum:
    """What one missing month costs when the shortfall is paid at once: a base, a multiple of it, a rate."""

    base: str
    multiple: Decimal
    rate: str
    valid: Validity
    cites: tuple[str, ...]


@value_type
class MaternityRule:
    """From how many months of contributions the fund pays the maternity allowance to people insured under `schemes`.

    `in_a_row`: months without a break, else all of them. `back_paid`: do months count that were paid later; ask where
    the text does not say. `meanwhile` pays the allowance of a birth before they are reached.
    """

    schemes: frozenset[Scheme]
    needs: int
    in_a_row: bool
    back_paid: Verdict
    meanwhile: Bearer
    says: Bilingual
    cites: tuple[str, ...]
    valid: Validity = Validity()


@value_type
class Incentive:
    """What staying in resident insurance does to the serious-illness ceiling.

    After `after_years` insurance years in a row, counted from `since_year`, each further one raises the ceiling by
    `raises` yuan or more, and a year without reimbursement by `zero_claim`, where the text names it; all rises together
    stay within `limit_percent` of the ceiling. A lapse begins the count of years anew; `earned` says whether rises of
    before are kept (yes, no, ask). `may_lower`: whoever joins again after a lapse may get a lower ceiling, by `penalty`
    yuan for each lapsed year where the text names the sum.
    """

    since_year: int
    after_years: int
    raises: Decimal
    limit_percent: int
    cites: tuple[str, ...]
    zero_claim: Decimal | None = None
    earned: Verdict = Verdict.ASK
    may_lower: bool = False
    penalty: Decimal | None = None


@value_type
class RefundRule:
    """The premium of a resident year is refunded to whoever is insured otherwise before that year begins.

    `afterwards`: is it once the year has begun; ask where the text does not say.
    """

    afterwards: Verdict
    says: Bilingual
    cites: tuple[str, ...]
    valid: Validity = Validity()


@value_type
class CeilingStep:
    """From `months` in a row on the fund pays up to `multiple` times a figure a year, and `supplement` yuan on top."""

    months: int
    multiple: Decimal
    supplement: Decimal | None = None


@value_type
class CeilingRule:
    """How the most that the fund pays in a year grows with the months paid in a row under `schemes` in a place.

    `steps` rise; months below the first one are not recorded. `of` names what the multiples are taken of, `figure` the
    parameter that holds it in yuan, where one is recorded.
    """

    schemes: frozenset[Scheme]
    of: Bilingual
    steps: tuple[CeilingStep, ...]
    says: Bilingual
    cites: tuple[str, ...]
    figure: str = ""
    valid: Validity = Validity()

    def step(self, months: int) -> CeilingStep | None:
        """The step reached with so many months in a row; None below the first one that is recorded."""
        return next((step for step in reversed(self.steps) if step.months <= months), None)

    def following(self, months: int) -> CeilingStep | None:
        """The next step after so many months; None on the last one."""
        return next((step for step in self.steps if step.months > months), None)


@value_type
class Pack:
    """One pack as read: the rules, figures and sources of one place, without what it inherits."""

    code: str
    name: Bilingual
    version: str
    sha256: str
    claims: Validity
    standing: Bilingual
    contact: Bilingual | None = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    assumptions: Mapping[str, Bilingual] = field(default_factory=dict)
    parameters: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    insured_years: tuple[InsuredYearRow, ...] = ()
    rows: tuple[RuleRow, ...] = ()
    binding: tuple[Adoption, ...] = ()
    adopts: tuple[Adoption, ...] = ()
    removes: frozenset[str] = frozenset()
    documents: tuple[DocumentRow, ...] = ()
    steps: tuple[StepRow, ...] = ()
    channels: tuple[ChannelRow, ...] = ()
    services: tuple[ServiceRow, ...] = ()
    lapse_effects: tuple[LapseEffectRow, ...] = ()
    dissents: tuple[DissentRow, ...] = ()
    notices: tuple[Notice, ...] = ()
    retirement: tuple[RetirementRule, ...] = ()
    required_years: tuple[RequiredYears, ...] = ()
    lump_sums: tuple[LumpSum, ...] = ()
    short_of_years: ShortOfYears | None = None
    maternity: tuple[MaternityRule, ...] = ()
    incentive: Incentive | None = None
    ceilings: tuple[CeilingRule, ...] = ()
    refunds: tuple[RefundRule, ...] = ()
    newborn: NewbornAge | None = None


_Conditioned = (
    RuleRow | DocumentRow | StepRow | ChannelRow | DissentRow | Notice | InsuredYearRow | ServiceRow | LapseEffectRow
)
R = TypeVar("R", DocumentRow, StepRow, ChannelRow, DissentRow, Notice, LapseEffectRow, ServiceRow)


@value_type
class Law:
    """A row of a policy, with the pack and the sources it comes from.

    `vouched`: the row is the place's own, or a mark says that it holds there.
    """

    row: RuleRow
    pack: Pack
    sources: tuple[Source, ...]
    grade: Grade
    vouched: bool = True

    @property
    def decides(self) -> bool:
        """True when the row may answer yes or no here; otherwise what it says is a reference."""
        return self.vouched and self.grade.decides

    @property
    def id(self) -> str:
        """The row's name across packs, `CODE/matter/row`."""
        return f"{self.pack.code}/{self.row.matter}/{self.row.id}"

    def facts(self, policy: Policy) -> Iterator[str]:
        """The full names of the facts the row asks about."""
        return (policy.fact_name(self.pack, name) for name in self.row.when)


@value_type
class Narrowed(Generic[R]):
    """A document, step, channel or the like that is used wherever it may apply, with its conditions as masks."""

    row: R
    pack: Pack
    narrows: tuple[tuple[int, int], ...]

    def meets(self, box: Box) -> bool:
        """True when the row holds in some part of a box."""
        return all(box[index] & mask for index, mask in self.narrows)

    def covers(self, box: Box) -> bool:
        """True when the row holds in every part of a box."""
        return all(not box[index] & ~mask for index, mask in self.narrows)


_GRADE_ORDER = (Grade.A, Grade.B, Grade.DERIVED, Grade.C, Grade.WEB)


def best_grade(sources: Iterable[Source]) -> Grade:
    """The grade of the best source.

    >>> best_grade([])
    Traceback (most recent call last):
    ValueError: a rule without a source
    """
    grades = {source.grade for source in sources}
    if not grades:
        raise ValueError("a rule without a source")
    return min(grades, key=_GRADE_ORDER.index)


_ASKED: Mapping[Matter, Mapping[str, Known]] = {
    Matter.BACK_PAYMENT: {"resume_as": frozenset({"employee", "flexible"}), "back_pay": YES},
    Matter.PREMIUM: {"resume_as": "resident"},
}


def _divided(
    person: dict[str, Known], when: Mapping[str, Condition]
) -> tuple[dict[str, Known] | None, list[dict[str, Known]]]:
    """What is known of a person, parted: where all conditions hold (None: nowhere), and where they do not."""
    inside, outside = dict(person), []
    for name, condition in when.items():
        known = inside[name]
        may_be = known if isinstance(known, frozenset) else frozenset({str(known)})
        meets = may_be & condition.values if isinstance(condition, OneOf) else may_be
        if may_be - meets:
            outside.append({**inside, name: may_be - meets})
        if not meets:
            return None, outside
        inside[name] = known if meets == may_be else meets
    return inside, outside


class Policy:
    """The rules in force in one place: its pack laid over its province's and the nation's.

    Rows are ordered in layers and the first match wins: the place's own, then inherited ones, nearest first; then the
    rows that rest on web articles alone; last the nation's fallback rows for what is recorded nowhere. So an official
    row always comes before a reference.
    """

    def __init__(self, packs: Sequence[Pack], requested: str, requested_name: Bilingual | None = None) -> None:
        """Lay packs over each other, the place's own first and the nation's last, for a place that was asked for."""
        self.packs = tuple(packs)
        self._place_of = {pack.code: place for place, pack in enumerate(self.packs)}
        self._sources: dict[tuple[str, tuple[str, ...]], tuple[Source, ...]] = {}
        self.requested = requested
        self.requested_name = requested_name or Bilingual(requested, requested)
        removed = frozenset(id_ for pack in packs for id_ in pack.removes)
        laws = (
            Law(row, pack, sources := self._cited(pack, row.cites), best_grade(sources))
            for pack in packs
            for row in pack.rows
        )
        self.laws = tuple(law for law in laws if law.id not in removed)
        self.space = Space(tuple(self._axes()))
        self._on: dict[tuple[Matter, int], Table[Law]] = {}
        self.documents = self._narrowed(self.packs, lambda pack: pack.documents)
        self.steps = self._narrowed(self.packs, lambda pack: pack.steps)
        self.channels = self._narrowed(self.packs, lambda pack: pack.channels)
        self.dissents = self._narrowed(self.packs, lambda pack: pack.dissents)
        self.notices = self._narrowed(self.packs, lambda pack: pack.notices)
        self.lapse_effects = self._narrowed(self.packs, lambda pack: pack.lapse_effects)

    @property
    def own(self) -> Pack:
        """The nearest pack."""
        return self.packs[0]

    @cached_property
    def services(self) -> Mapping[str, tuple[tuple[ServiceRow, Pack], ...]]:
        """What packs say of each service item, the nearest first; the nation's items come first."""
        found: dict[str, tuple[tuple[ServiceRow, Pack], ...]] = {}
        for pack in reversed(self.packs):
            for row in pack.services:
                found[row.id] = ((row, pack), *found.get(row.id, ()))
        return found

    @cached_property
    def services_of_ways(self) -> tuple[Narrowed[ServiceRow], ...]:
        """The service items that ways of an assessment go through, each as the nearest pack says in which."""
        told = (
            [Narrowed(row, pack, self.masks(pack, row.when)) for row, pack in rows if row.when is not None]
            for rows in self.services.values()
        )
        return tuple(found[0] for found in told if found)

    @cached_property
    def edges(self) -> tuple[date, ...]:
        """The days on which some row or mark begins or ceases to hold, in order."""
        marked = (mark.valid for mark in (*self.own.adopts, *(mark for pack in self.packs for mark in pack.binding)))
        valid = (*(law.row.valid for law in self.laws), *marked)
        return tuple(sorted({edge for span in valid for edge in span.edges()}))

    def is_local(self, pack: Pack) -> bool:
        """True for the pack of the place that was asked for, or of the pooling area it lies in."""
        return pack.code == self.requested or pooling_area(pack.code) == pooling_area(self.requested)

    def mark(self, name: str, day: date) -> tuple[Adoption, Pack] | None:
        """The text by which another place's row holds here on a day, and the pack that names it; None without one."""
        adopting = ((mark, self.own) for mark in self.own.adopts if self.is_local(self.own))
        binding = ((mark, pack) for pack in self.packs for mark in pack.binding)
        found = ((mark, pack) for mark, pack in (*adopting, *binding) if name in mark.rules and mark.valid.holds(day))
        return next(found, None)

    def vouched(self, name: str, pack: Pack, day: date) -> bool:
        """True when a row or window of a pack holds in the place asked for: its own, bound by a text, or adopted."""
        return self.is_local(pack) or self.mark(name, day) is not None

    def table(self, matter: Matter, day: date) -> Table[Law]:
        """The decision table of a matter with the rules in force on a day."""
        key = (matter, bisect_right(self.edges, day))
        if key not in self._on:
            laws = [
                law if self.vouched(law.id, law.pack, day) else replace(law, vouched=False)
                for law in self.laws
                if law.row.matter is matter and law.row.valid.holds(day)
            ]
            ordered = sorted(laws, key=self._layer)
            self._on[key] = Table(
                tuple(Row(self._layer(law), self.masks(law.pack, law.row.when), law) for law in ordered)
            )
        return self._on[key]

    def asked(self, matter: Matter) -> Box:
        """The part of the space in which a matter is asked at all: a premium of residents only, and so on."""
        return self.space.box(_ASKED.get(matter, {}))

    def masks(self, pack: Pack, when: Mapping[str, Condition]) -> tuple[tuple[int, int], ...]:
        """Conditions as masks on the axes of this policy."""
        found = []
        for name, condition in when.items():
            index = self.space.index(self.fact_name(pack, name))
            assert index is not None  # noqa: S101  the axes are made from the conditions
            axis = self.space.axes[index]
            found.append((index, axis.mask(condition.values if isinstance(condition, OneOf) else condition)))
        return tuple(found)

    def fact_name(self, pack: Pack, name: str) -> str:
        """The name of a fact, or of a measure together with the pack that defines it for this row."""
        if values_of(name) is not None:
            return name
        return f"{self._definer(pack, name).code}:{name}"

    @cached_property
    def facts_asked(self) -> frozenset[str]:
        """The names of the facts and counts that some row asks about."""
        return frozenset(axis.fact for axis in self.space.axes)

    def measures(self) -> tuple[tuple[str, Measure], ...]:
        """Every measure some rule of this policy uses, under its full name."""
        return self._measures

    @cached_property
    def _measures(self) -> tuple[tuple[str, Measure], ...]:
        numbers = [axis.fact for axis in self.space.axes if not axis.values]
        by_code = {pack.code: pack for pack in self.packs}
        return tuple((name, by_code[name[:6]].measures[name[7:]]) for name in numbers)

    def measure(self, name: str) -> Measure | None:
        """The measure of a name as the nearest pack defines it."""
        return next((pack.measures[name] for pack in self.packs if name in pack.measures), None)

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The choices of a person that some rule or price of this policy hangs on."""
        return tuple(name for name in CHOICES if self.space.index(name) is not None)

    def chosen(self, name: str, choices: Mapping[str, str]) -> str:
        """The name of a figure for what a person chose: the value of each choice behind it.

        The plain name where the figure is recorded for none of the choices' values.
        """
        every = ("_".join((name, *values)) for values in product(*(values_of(fact) or () for fact in choices)))
        parted = any(each in pack.parameters for each in every for pack in self.packs)
        return "_".join((name, *choices.values())) if parted else name

    def value(self, name: str, day: date) -> tuple[Value, Pack] | None:
        """A figure in force on a day, from the nearest pack that has one."""
        return self._value(name, lambda value: value.year is None and value.valid.holds(day))

    def value_of_year(self, name: str, year: int, day: date) -> tuple[Value, Pack] | None:
        """A figure of an insurance year, for a payment on a day."""
        return self._value(name, lambda value: value.year == year and value.valid.holds(day))

    def values(self, name: str) -> tuple[tuple[Value, Pack], ...]:
        """Every recorded value of a figure, whatever its dates, from the nearest pack that has one."""
        for pack in self.packs:
            if name in pack.parameters:
                return tuple((value, pack) for value in pack.parameters[name])
        return ()

    def window(self, year: int) -> tuple[Window, Pack] | None:
        """The enrolment window of an insurance year, from the nearest pack that has one."""
        for pack in self.packs:
            for window in pack.windows:
                if window.year == year:
                    return window, pack
        return None

    def vouched_window(self, year: int, day: date) -> Window | None:
        """The enrolment window of an insurance year where it is known to hold in the place asked for, on a day."""
        found = self.window(year)
        if found is None or not self.vouched(f"{found[1].code}/window/{year}", found[1], day):
            return None
        return found[0]

    @cached_property
    def enrolment_windows(self) -> tuple[EnrolmentWindow, ...]:
        """The window of every insurance year that has one, each from the nearest pack, the earliest year first."""
        found: dict[int, EnrolmentWindow] = {}
        for pack in self.packs:
            for it in pack.windows:
                if it.year not in found:
                    vouched = self.vouched(f"{pack.code}/window/{it.year}", pack, it.opens)
                    cited = self._cited(pack, it.cites)
                    found[it.year] = EnrolmentWindow(
                        it.year, it.opens, it.closes, cited, vouched, opening_known=it.opening_known
                    )
        return tuple(found[year] for year in sorted(found))

    @cached_property
    def insured_year_rows(self) -> tuple[tuple[InsuredYearRow, Pack], ...]:
        """What the nearest pack that speaks of insured years says of them, whether or not it holds in the place."""
        pack = next((pack for pack in self.packs if pack.insured_years), None)
        return tuple((row, pack) for row in pack.insured_years) if pack else ()

    def insured_years(
        self, person: Mapping[str, Known], day: date
    ) -> tuple[tuple[InsuredYear, Mapping[str, Known]], ...]:
        """Every insured year that may be that of a person paying on a day, with what must then be true of the person.

        Of the rows that hold in the place the first whose conditions hold answers, the calendar's year where none does.
        """
        found: list[tuple[InsuredYear, Mapping[str, Known]]] = []
        left = [dict(person)]
        for row in self._insured_years_on(day):
            beside: list[dict[str, Known]] = []
            for part in left:
                inside, outside = _divided(part, row.when)
                beside += outside
                if inside is not None:
                    found.append((row.year, inside))
            left = beside
        return (*found, *((CALENDAR, part) for part in left))

    @cached_property
    def insured_years_ask(self) -> tuple[str, ...]:
        """The facts of a person that decide which insured year is theirs."""
        return tuple(dict.fromkeys(name for row, _ in self.insured_year_rows for name in row.when))

    def usual_year(self, day: date) -> InsuredYear:
        """The insured year of people of whom the place says nothing of its own, paying on a day."""
        return next((row.year for row in self._insured_years_on(day) if not row.when), CALENDAR)

    def _insured_years_on(self, day: date) -> list[InsuredYearRow]:
        return [
            row
            for row, pack in self.insured_year_rows
            if self.vouched(f"{pack.code}/insured_year/{row.year.id}", pack, day)
        ]

    def required_years(self, sex: str, day: date) -> tuple[RequiredYears, Pack] | None:
        """The years needed by people of a sex who reach the statutory age on a day, as the nearest pack has them."""
        for pack in self.packs:
            for rule in pack.required_years:
                if rule.sex in ("", sex) and rule.valid.holds(day):
                    return rule, pack
        return None

    def maternity(self, scheme: Scheme, day: date) -> tuple[MaternityRule, Pack] | None:
        """The rule on the maternity allowance in force on a day under a scheme, as the nearest pack has it."""
        for pack in self.packs:
            for rule in pack.maternity:
                if scheme in rule.schemes and rule.valid.holds(day):
                    return rule, pack
        return None

    @property
    def short_of_years(self) -> tuple[ShortOfYears, Pack] | None:
        """What the nearest pack says of those who have fewer years than are needed."""
        return next(((pack.short_of_years, pack) for pack in self.packs if pack.short_of_years), None)

    def lump_sum(self, day: date) -> tuple[LumpSum, Pack] | None:
        """The price of a missing month in force on a day, as the nearest pack has it."""
        for pack in self.packs:
            for rule in pack.lump_sums:
                if rule.valid.holds(day):
                    return rule, pack
        return None

    def ceiling(self, scheme: Scheme, day: date) -> tuple[CeilingRule, Pack] | None:
        """The steps of the ceiling in force on a day under a scheme, as the nearest pack has them."""
        for pack in self.packs:
            for rule in pack.ceilings:
                if scheme in rule.schemes and rule.valid.holds(day):
                    return rule, pack
        return None

    def refund(self, day: date) -> tuple[RefundRule, Pack] | None:
        """The rule on premiums of resident years that are not needed, in force on a day, as the nearest pack has it."""
        return next(((rule, pack) for pack in self.packs for rule in pack.refunds if rule.valid.holds(day)), None)

    @property
    def incentive(self) -> tuple[Incentive, Pack] | None:
        """What the nearest pack says of staying in resident insurance."""
        return next(((pack.incentive, pack) for pack in self.packs if pack.incentive), None)

    @cached_property
    def newborn(self) -> NewbornAge:
        """How long a child counts as a newborn, as the nearest pack says."""
        return next((pack.newborn for pack in self.packs if pack.newborn), NEWBORN_AGE)

    def group(self, name: str) -> frozenset[str]:
        """The categories of people a group holds, as the nearest pack lists them."""
        return next((pack.groups[name] for pack in self.packs if name in pack.groups), frozenset())

    def lists_locally(self, group: str) -> bool:
        """True when the place's own pack says who belongs to a group."""
        return self.is_local(self.own) and group in self.own.groups

    def groups(self) -> Iterator[str]:
        """The names of the groups some rule asks about."""
        return (axis.fact for axis in self.space.axes if axis.fact.startswith("group:"))

    def sources(self, pack: Pack, cites: Iterable[str]) -> tuple[Source, ...]:
        """Sources by id, as a pack and those it extends name them."""
        return self._cited(pack, cites)

    def assumption(self, pack: Pack, id_: str) -> Bilingual:
        """The text of an assumption a row takes."""
        return next(p.assumptions[id_] for p in self._from(pack) if id_ in p.assumptions)

    @property
    def contact(self) -> Bilingual | None:
        """Whom to ask, as the nearest pack says."""
        return next((pack.contact for pack in self.packs if pack.contact), None)

    def claimed(self, day: date) -> bool:
        """True when the nearest pack claims to answer for a day."""
        return self.own.claims.holds(day)

    def expired(self, day: date) -> bool:
        """True when a day lies past the dates for which the nearest pack claims to answer."""
        return self.own.claims.until is not None and day > self.own.claims.until

    def measure_title(self, full_name: str) -> Bilingual | None:
        """The title of a measure by its full name; None for any other fact."""
        return self._titles.get(full_name)

    @cached_property
    def _titles(self) -> dict[str, Bilingual]:
        return {name: measure.title for name, measure in self.measures()}

    def _narrowed(self, packs: Iterable[Pack], rows: Callable[[Pack], tuple[R, ...]]) -> tuple[Narrowed[R], ...]:
        return tuple(Narrowed(row, pack, self.masks(pack, row.when or {})) for pack in packs for row in rows(pack))

    def _layer(self, law: Law) -> int:
        if law.row.fallback:
            return 2 * len(self.packs)
        return self._place_of[law.pack.code] + (len(self.packs) if law.grade is Grade.WEB else 0)

    def _from(self, pack: Pack) -> tuple[Pack, ...]:
        """A pack and those it extends."""
        return self.packs[self._place_of[pack.code] :]

    def _definer(self, pack: Pack, name: str) -> Pack:
        return next(p for p in self._from(pack) if name in p.measures)

    def _cited(self, pack: Pack, cites: Iterable[str]) -> tuple[Source, ...]:
        asked = pack.code, tuple(cites)
        if asked not in self._sources:
            chain = self._from(pack)
            self._sources[asked] = tuple(next(p.sources[id_] for p in chain if id_ in p.sources) for id_ in asked[1])
        return self._sources[asked]

    def _value(self, name: str, wanted: Callable[[Value], bool]) -> tuple[Value, Pack] | None:
        for pack in self.packs:
            for value in pack.parameters.get(name, ()):
                if wanted(value):
                    return value, pack
        return None

    def _axes(self) -> Iterator[Axis]:
        conditions: dict[str, list[Condition]] = {}
        for pack in self.packs:
            asking: tuple[_Conditioned, ...] = (
                *pack.rows, *pack.documents, *pack.steps, *pack.channels, *pack.dissents, *pack.notices,
                *pack.insured_years, *pack.services, *pack.lapse_effects,
            )  # fmt: skip
            for row in asking:
                for name, condition in (row.when or {}).items():
                    conditions.setdefault(self.fact_name(pack, name), []).append(condition)
            ahead = (step.pays.price for step in pack.steps if step.pays and step.pays.price)
            priced = (*(choices_of(row.rule) for row in pack.rows), *(price.by for price in ahead))
            for name in dict.fromkeys(name for names in priced for name in names):
                conditions.setdefault(name, [])
        for fact, asked in conditions.items():
            yield Axis.of(fact, values_of(fact.partition(":")[2] if fact[:1].isdigit() else fact), asked)
