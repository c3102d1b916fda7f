"""Made-up places, and short notations for records, plans and rules. No shipped pack is used.

A record is written `employee 2022-01..2026-08 base=6000; flexible 2026-09 unpaid`, a plan
`flexible on 2026-11-22, back pay`, a condition `<=3` or `employee/flexible`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule
from app.rules.law.measures import Counted, Measure
from app.rules.law.policy import (
    OPEN_VALUES,
    Adoption,
    BackPaymentRule,
    ContinuityRule,
    CoverRule,
    GapCostsRule,
    Pack,
    Policy,
    PremiumRule,
    PriceRule,
    Rule,
    RuleRow,
    SuspensionRule,
    Validity,
    Value,
    Window,
)
from app.rules.law.tables import Between, Condition, OneOf
from app.rules.law.terms import Bearer, Grade, Matter, Source, Verdict
from app.rules.law.waiting import Count, Variable, WaitRule
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Cause, Person, Plan, Sex
from app.rules.record.history import History, Kind, Period, Scheme, Status
from app.rules.record.months import Month, Span

# --- records and plans -------------------------------------------------------------------------------------------


def day(text: str) -> date:
    """A day, `2026-11-22`."""
    return date.fromisoformat(text)


def month(text: str) -> Month:
    """A month, `2026-11`."""
    return Month.parse(text)


def span(text: str) -> Span:
    """`2026-01..2026-03`, or one month."""
    first, _, last = text.partition("..")
    return Span(Month.parse(first), Month.parse(last or first))


def period(text: str) -> Period:
    """One row of a record: scheme, months, then status, kind, `@region`, `base=`, `on=` in any order."""
    scheme, months, *words = text.split()
    row = Period(Scheme(scheme), span(months), "330000")
    for word in words:
        key, _, value = word.partition("=")
        if word in list(Status):
            row = replace(row, status=Status(word))
        elif word in list(Kind):
            row = replace(row, kind=Kind(word))
        elif word.startswith("@"):
            row = replace(row, region=word[1:])
        elif key == "base":
            row = replace(row, base=Decimal(value))
        elif key == "on":
            row = replace(row, credited_on=day(value))
        else:
            raise ValueError(f"what is {word!r}?")
    return row


def periods(text: str) -> tuple[Period, ...]:
    """The rows of a record, parted by semicolons."""
    return tuple(period(part.strip()) for part in text.split(";") if part.strip())


def record(text: str) -> History:
    """A whole record."""
    return History.of(periods(text))


def plan(text: str) -> Plan:
    """`resident on 2026-11-20, for 2027, repair 1, in window`; `flexible on 2026-11-22, back pay 2026-09`."""
    head, *rest = [part.strip() for part in text.split(",")]
    scheme, _, pay_on = head.partition(" on ")
    made = Plan(Scheme(scheme), day(pay_on))
    for part in rest:
        words = part.split()
        if part.startswith("back pay"):
            only = frozenset(Month.parse(text) for text in words[2:] if text != "nothing") if words[2:] else None
            made = replace(made, back_pay=True, pay_lapses=only)
        elif words[0] == "for":
            made = replace(made, insured_year=int(words[1]))
        elif words[0] == "repair":
            made = replace(made, repair_years=int(words[1]))
        elif part in ("in window", "outside window"):
            made = replace(made, in_window=part == "in window")
        else:
            raise ValueError(f"what is {part!r}?")
    return made


def case(
    paid: str,
    planned: str | None = None,
    *,
    region: str = "330000",
    causes: str = "",
    answers: Mapping[str, str | int | bool] | None = None,
    figures: Mapping[str, str] | None = None,
    person: Person | None = None,
) -> Case:
    """A case from a record, a plan and the causes of its lapses, `2026-09 employer; 2024-01 personal`.

    The record is the whole of it: an empty one is that of somebody never insured, unless the person is told otherwise.
    """
    told = person or Person()
    if not paid and told.first_enrolment is None:
        told = replace(told, first_enrolment=True)
    named = (entry.split() for entry in causes.split(";") if entry.strip())
    return Case(
        region=region,
        person=told,
        history=record(paid),
        causes={Month.parse(first): Cause(cause) for first, cause in named},
        plan=plan(planned) if planned else None,
        answers=answers or {},
        figures={name: Decimal(amount) for name, amount in (figures or {}).items()},
    )


def born(text: str, sex: str) -> Person:
    """A person of whom nothing but birth and sex is known."""
    return Person(birth_date=day(text), sex=Sex(sex))


# --- how a rule is written ---------------------------------------------------------------------------------------

LAW = Source("law", "某法", "某人大", "", "2011", "law.example", Grade.A)
PRESS = Source("press", "某报转述", "某报", "", "2024", "press.example", Grade.B)
PAGE = Source("page", "某网页", "", "", "", "page.example", Grade.C)
WEB = Source("web", "某网络文章", "", "", "", "web.example", Grade.WEB)
SUM = Source("sum", "推算", "", "", "", "", Grade.DERIVED)
SOURCES = {source.id: source for source in (LAW, PRESS, PAGE, WEB, SUM)}

MEASURES = {
    measure.name: measure
    for measure in (
        Measure("unpaid_months", Bilingual("断缴月数", "unpaid months"), Counted.UNPAID_MONTHS),
        Measure("insured_before", Bilingual("连续参保月数", "months in a row"), Counted.CONSECUTIVE_MONTHS),
        Measure("unpaid_years", Bilingual("断保年数", "unpaid years"), Counted.UNPAID_YEARS, since_year=2025),
    )
}


def condition(text: object) -> Condition:
    """A condition as a pack writes it: `<=3`, `>3`, `4..6`, `3`, `yes`, `employee/flexible`."""
    if isinstance(text, bool):
        return OneOf(frozenset({"yes" if text else "no"}))
    if isinstance(text, int):
        return Between(text, text)
    said = str(text)
    number = said.lstrip("<>=")
    bounds = {
        "<=": lambda: Between(None, int(number)),
        ">=": lambda: Between(int(number), None),
        ">": lambda: Between(int(number) + 1, None),
        "<": lambda: Between(None, int(number) - 1),
    }
    sign = said.removesuffix(number)
    if sign:
        return bounds[sign]()
    low, between, high = said.partition("..")
    return Between(int(low), int(high)) if between else OneOf(frozenset(said.split("/")))


def when(**conditions: object) -> dict[str, Condition]:
    """The conditions of a row; `group__exempt` is the fact `group:exempt`."""
    return {name.replace("__", ":"): condition(text) for name, text in conditions.items()}


_MATTERS: dict[type[object], Matter] = {
    SuspensionRule: Matter.SUSPENSION,
    BackPaymentRule: Matter.BACK_PAYMENT,
    PremiumRule: Matter.PREMIUM,
    CoverRule: Matter.COVER,
    GapCostsRule: Matter.GAP_COSTS,
    ContinuityRule: Matter.CONTINUITY,
}


def row(
    id_: str,
    rule: Rule,
    *,
    cites: tuple[str, ...] = ("law",),
    since: str = "",
    until: str = "",
    assumes: tuple[str, ...] = (),
    asks: tuple[str, ...] = (),
    about: tuple[str, ...] = (),
    confirms: tuple[str, ...] = (),
    fallback: bool = False,
    **conditions: object,
) -> RuleRow:
    """A row of the table its rule belongs to; what it asks is `about` every value of the matter, unless said."""
    return RuleRow(
        id=id_,
        matter=_MATTERS[type(rule)],
        when=when(**conditions),
        rule=rule,
        says=Bilingual(id_, id_),
        cites=cites,
        valid=_valid(since, until),
        assumes=assumes,
        asks=tuple(Bilingual(text, text) for text in asks),
        leaves_open=frozenset(about or OPEN_VALUES[_MATTERS[type(rule)]]) if asks else frozenset(),
        confirms=tuple(Bilingual(text, text) for text in confirms),
        fallback=fallback,
    )


NEXT_MONTH = DateRule(Anchor.PAYMENT, months=1, align=Align.MONTH_START)
PAYMENT_MONTH = DateRule(Anchor.PAYMENT, align=Align.MONTH_START)
PAYMENT_DAY = DateRule(Anchor.PAYMENT)
INSURED_START = DateRule(Anchor.INSURED_START)
INSURED_END = DateRule(Anchor.INSURED_END)
OWN_PRICE = PriceRule(("own",), "rate:*", Bearer.SELF)
EMPLOYER_PRICE = PriceRule(("own",), "rate:*", Bearer.EMPLOYER, late_charge="late_charge")
NATIONAL_WAIT = Variable(1, least_from=4, least_total=6)
SIX_MONTHS = WaitRule(NEXT_MONTH, Count.CALENDAR, months=6)


def pack(code: str, *rows: RuleRow, **parts: object) -> Pack:
    """A pack with the sources every test place has."""
    made = Pack(
        code=code,
        name=Bilingual(f"某地{code}", f"place {code}"),
        version="1",
        sha256=code,
        claims=Validity(day("2020-01-01"), day("2030-12-31")),
        standing=Bilingual("试验", "a trial"),
        sources=SOURCES,
        rows=rows,
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def policy(*packs: Pack, requested: str = "") -> Policy:
    """Packs laid over each other, the nearest first."""
    return Policy(packs, requested or packs[0].code)


def amount(text: str, **parts: object) -> Value:
    """A figure with its source."""
    valid = _valid(str(parts.get("since", "")), str(parts.get("until", "")))
    year = parts.get("year")
    return Value(Decimal(text), ("law",), valid, int(str(year)) if year else None)


def window(opens: str, closes: str, year: int = 2027) -> Window:
    """An enrolment window, by its first and its last day."""
    return Window(year, day(opens), day(closes), ("law",))


def mark(*rules: str, since: str = "", until: str = "") -> Adoption:
    """A text by which rules, `000000/cover/short`, hold in a place that did not write them."""
    return Adoption("mark", frozenset(rules), Bilingual("某文", "a text"), ("law",), _valid(since, until))


def names_of(found: Pack) -> tuple[str, ...]:
    """The names that a mark uses for the rows and windows of a pack."""
    rows = (f"{found.code}/{each.matter}/{each.id}" for each in found.rows)
    return (*rows, *(f"{found.code}/window/{each.year}" for each in found.windows))


def _valid(since: str, until: str) -> Validity:
    return Validity(day(since) if since else None, day(until) if until else None)


EMPLOYED = "employee/flexible"
OWN_CAUSES = "left_job/personal/agency/transfer"

# A whole country in which every rule is official and marked as binding everywhere, every window is recorded, and the
# limits of the base limit nobody: so every outcome is decided. `UNMARKED` is the same without the marks.
UNMARKED = pack(
    "000000",
    row("year-end", SuspensionRule(DateRule(Anchor.FIRST_UNPAID)), scheme_before="resident"),
    row(
        "next-month",
        SuspensionRule(DateRule(Anchor.FIRST_UNPAID, months=1, align=Align.MONTH_START)),
        scheme_before=EMPLOYED,
    ),
    row("stop-unknown", SuspensionRule(None), fallback=True, cites=("law",)),
    row("employer-owes", BackPaymentRule(Verdict.YES, EMPLOYER_PRICE), cause="employer", resume_as="employee"),
    row("own-short", BackPaymentRule(Verdict.YES, OWN_PRICE), cause=OWN_CAUSES, unpaid_months="<=3"),
    row("own-long", BackPaymentRule(Verdict.NO), cause=OWN_CAUSES, unpaid_months=">3"),
    row("pay-unknown", BackPaymentRule(Verdict.ASK), fallback=True, asks=("能补吗？",)),
    row("share", PremiumRule(("resident_premium",), repair="resident_premium"), resume_as="resident"),
    row("premium-unknown", PremiumRule(("resident_premium",)), fallback=True),
    row("short", CoverRule(Verdict.YES, NEXT_MONTH), resume_as=EMPLOYED, unpaid_months="<=3", assumes=("A1",)),
    row("long", CoverRule(Verdict.YES, wait=SIX_MONTHS), resume_as=EMPLOYED, unpaid_months=">3"),
    row("over", CoverRule(Verdict.NO), resume_as="resident", timing="after_year"),
    row(
        "exempt",
        CoverRule(Verdict.YES, DateRule(Anchor.INSURED_FROM), until=INSURED_END),
        resume_as="resident",
        timing="before_year/in_year",
        group__exempt="yes",
    ),
    row(
        "unbroken",
        CoverRule(Verdict.YES, INSURED_START, until=INSURED_END),
        resume_as="resident",
        timing="before_year/in_year",
        group__exempt="no",
        in_window="yes",
        unpaid_years=0,
    ),
    row(
        "broken",
        CoverRule(
            Verdict.YES,
            INSURED_START,
            WaitRule(INSURED_START, Count.CALENDAR, months=3, variable=NATIONAL_WAIT),
            INSURED_END,
        ),
        resume_as="resident",
        timing="before_year/in_year",
        group__exempt="no",
        in_window="yes",
        unpaid_years=">=1",
    ),
    row(
        "outside",
        CoverRule(
            Verdict.YES,
            DateRule(Anchor.INSURED_FROM),
            WaitRule(PAYMENT_DAY, Count.CIVIL, months=3, variable=NATIONAL_WAIT),
            INSURED_END,
        ),
        resume_as="resident",
        timing="before_year/in_year",
        group__exempt="no",
        in_window="no",
    ),
    row("cover-unknown", CoverRule(Verdict.ASK), fallback=True, asks=("从哪天起报销？",)),
    row("retro", GapCostsRule(Bearer.FUND), cause="employer", back_pay=True, resume_as=EMPLOYED),
    row("self", GapCostsRule(Bearer.SELF), cause=OWN_CAUSES),
    row("self-unpaid", GapCostsRule(Bearer.SELF), cause="employer", back_pay=False),
    row("self-resident", GapCostsRule(Bearer.SELF), cause="employer", back_pay=True, resume_as="resident"),
    row("gap-unknown", GapCostsRule(Bearer.ASK), fallback=True, asks=("费用由谁承担？",)),
    row("kept", ContinuityRule("kept", "credited", "kept"), unpaid_months="<=3"),
    row("restarts", ContinuityRule("restarts", "not_credited"), unpaid_months=">3"),
    row("continuity-unknown", ContinuityRule("ask", "ask"), fallback=True),
    measures=MEASURES,
    groups={"exempt": frozenset({"newborn"})},
    assumptions={"A1": Bilingual("断缴3个月（含）", "three months included")},
    contact=Bilingual("拨打某某", "call so and so"),
    windows=tuple(window(f"{year - 1}-09-01", f"{year - 1}-12-31", year) for year in range(2021, 2032)),
    parameters={
        "base_low": (amount("0"),),
        "base_high": (amount("1000000"),),
        "late_charge": (amount("0.0005"),),
        "rate:employee": (amount("0.10"),),
        "rate:flexible": (amount("0.08"),),
        "resident_premium": (amount("380", year=2025), amount("400", year=2026), amount("420", year=2027)),
    },
)

COUNTRY = replace(UNMARKED, binding=(mark(*names_of(UNMARKED)),))

NOWHERE = policy(COUNTRY)


def outcome(paid: str, planned: str, *, under: Policy = NOWHERE, as_of: str = "2026-11-22", **parts: object) -> Option:
    """What the plan comes to."""
    found = assess(case(paid, planned, **parts), under, day(as_of)).planned  # type: ignore[arg-type]
    assert found is not None
    return found


def assessed(
    paid: str, planned: str | None = None, *, under: Policy = NOWHERE, as_of: str = "2026-11-22", **parts: object
) -> Assessment:
    """The whole assessment."""
    return assess(case(paid, planned, **parts), under, day(as_of))  # type: ignore[arg-type]


def changes(paid: str, planned: str, under: Policy = NOWHERE, **parts: object) -> list[str]:
    """The days on which paying the plan later changes the outcome, and what changes."""
    told = case(paid, planned, **parts)  # type: ignore[arg-type]
    assert told.plan is not None
    found = with_turning_points(told, under, assess(told, under, told.plan.pay_on)).planned
    assert found is not None
    return [f"{change.on} {change.matter}: {change.before.zh} → {change.after.zh}" for change in found.changes]


def option(assessment: Assessment, id_: OptionId | str) -> Option:
    """The one option of an id."""
    (found,) = [option for option in assessment.options if option.id == id_]
    return found


def rules_of(found: Option) -> set[str]:
    """The ids of the rows an option rests on, without their pack and table."""
    return {reason.rule.rpartition("/")[2] for reason in found.reasons}


def codes(assessment: Assessment) -> Iterable[str]:
    """The codes of the warnings."""
    return [warning.code for warning in assessment.warnings]
