"""Builds the rules module's `Pack` from a checked record of a pack file.

Needs neither pydantic nor YAML, so that a pack kept in the cache is there within milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from app.packs.file.ranges import parse_range
from app.rules.bilingual import Bilingual
from app.rules.law.dates import Align, Anchor, DateRule, Roll
from app.rules.law.facts import NO, YES, values_of
from app.rules.law.insured_years import InsuredYear, InsuredYearRow
from app.rules.law.measures import CountBound, Counted, Measure
from app.rules.law.newborns import NewbornAge
from app.rules.law.policy import (
    OPEN_VALUES,
    Adoption,
    AheadRule,
    BackPaymentRule,
    BaseAt,
    CeilingRule,
    CeilingStep,
    ChannelRow,
    ContinuityRule,
    CoverRule,
    DissentRow,
    DocumentRow,
    Each,
    Extra,
    GapCostsRule,
    Incentive,
    LumpSum,
    MaternityRule,
    Notice,
    Pack,
    PaysTo,
    PremiumRule,
    PriceRule,
    RefundRule,
    RequiredYears,
    RetirementRule,
    Rounding,
    RuleRow,
    ShortOfYears,
    StepRow,
    SuspensionRule,
    Validity,
    Value,
    Window,
)
from app.rules.law.services import DoneBy, LapseEffectRow, ServiceFactRow, ServiceRow, ServiceStepRow, Told
from app.rules.law.tables import Condition, OneOf
from app.rules.law.terms import Bearer, ChannelKind, Grade, Matter, Phase, Source, Verdict
from app.rules.law.waiting import Count, Variable, WaitRule
from app.rules.record.history import Scheme
from app.rules.record.months import Month

Record = Mapping[str, Any]
_FIRST: Final = ("first", "both")
_LAST: Final = ("last", "both")
_YEAR_OF: Final = {"before": -1, "same": 0, "next": 1}


def pack_of(record: Record, sha256: str) -> Pack:
    """The pack of a checked record; KeyError, TypeError or ValueError for anything else."""
    return Pack(
        code=record["code"],
        name=_said(record["name"]),
        version=record["version"],
        sha256=sha256,
        claims=_span(record["claims"]),
        standing=_said(record["standing"]),
        contact=_maybe_said(record.get("contact")),
        sources={id_: _source(id_, source) for id_, source in record.get("sources", {}).items()},
        groups={name: frozenset(members) for name, members in record.get("groups", {}).items()},
        measures={name: _measure(name, measure) for name, measure in record.get("measures", {}).items()},
        assumptions={id_: _said(text) for id_, text in record.get("assumptions", {}).items()},
        parameters={name: tuple(map(_value, values)) for name, values in record.get("parameters", {}).items()},
        windows=tuple(_window(window) for window in record.get("windows", ())),
        insured_years=tuple(_insured_year(year) for year in record.get("insured_years", ())),
        rows=tuple(_row(Matter(matter), row) for matter, table in record.get("tables", {}).items() for row in table),
        binding=tuple(map(_mark, record.get("binding", ()))),
        adopts=tuple(map(_mark, record.get("adopts", ()))),
        removes=frozenset(record.get("remove", ())),
        documents=tuple(_document(document) for document in record.get("documents", ())),
        steps=tuple(_step(step) for step in record.get("steps", ())),
        channels=tuple(_channel(channel) for channel in record.get("channels", ())),
        services=tuple(_service(service) for service in record.get("services", ())),
        lapse_effects=tuple(_lapse_effect(effect) for effect in record.get("lapse_effects", ())),
        dissents=tuple(_dissent(dissent) for dissent in record.get("disagreements", ())),
        notices=tuple(_notice(notice) for notice in record.get("notices", ())),
        retirement=tuple(_retirement(rule) for rule in record.get("retirement", ())),
        required_years=tuple(_required_years(rule) for rule in record.get("required_years", ())),
        lump_sums=tuple(_lump_sum(rule) for rule in record.get("lump_sums", ())),
        short_of_years=_short_of_years(record.get("short_of_years")),
        maternity=tuple(_maternity(rule) for rule in record.get("maternity", ())),
        incentive=_incentive(record.get("incentive")),
        refunds=tuple(_refund(rule) for rule in record.get("refunds", ())),
        ceilings=tuple(_ceiling(rule) for rule in record.get("ceilings", ())),
        newborn=_newborn(record.get("newborn")),
    )


def amount_of(written: str) -> Decimal:
    """A figure as a pack writes it; percent become a fraction.

    >>> amount_of("8.5%"), amount_of("400.00")
    (Decimal('0.085'), Decimal('400.00'))
    """
    return Decimal(written[:-1]).scaleb(-2) if written.endswith("%") else Decimal(written)


def validity_of(item: Record) -> Validity:
    """The validity of a row or figure; open where none is written."""
    return _span(item.get("valid") or {})


def _span(written: Record) -> Validity:
    return Validity(_day(written.get("from")), _day(written.get("until")))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written is not None else None


def _said(written: Record) -> Bilingual:
    return Bilingual(written["zh"], written["en"])


def _maybe_said(written: Record | None) -> Bilingual | None:
    return _said(written) if written is not None else None


def _source(id_: str, written: Record) -> Source:
    in_force = _span(written.get("in_force") or {})
    return Source(
        id=id_,
        title=written["title"],
        issuer=written.get("issuer", ""),
        number=written.get("number", ""),
        dated=written.get("dated", ""),
        address=written.get("address", ""),
        grade=Grade(written["grade"]),
        in_force_from=in_force.since,
        in_force_until=in_force.until,
    )


def _measure(name: str, written: Record) -> Measure:
    included = written.get("included")
    return Measure(
        name=name,
        title=_said(written["title"]),
        counted=Counted(written["counted"]),
        first=CountBound(written.get("first") or CountBound.LAST_PAID),
        last=CountBound(written.get("last") or CountBound.RESUMPTION),
        first_included=included in _FIRST,
        last_included=included in _LAST,
        since_year=written.get("since_year") or 0,
        year_starts=written.get("year_starts") or 1,
        deadline=_date_rule(written.get("deadline")),
        schemes=frozenset(Scheme(name) for name in written.get("schemes") or ()),
        local=written.get("local") or False,
        worst_year=written.get("worst_year") or False,
        category=written.get("category") or "",
    )


def _value(written: Record) -> Value:
    return Value(
        amount_of(written["amount"]),
        tuple(written["cite"]),
        validity_of(written),
        written.get("year"),
        at_least=written.get("at_least") or False,
    )


def _window(written: Record) -> Window:
    first, closes = written.get("opens"), date.fromisoformat(written["closes"])
    opens = date.fromisoformat(first or written["open_by"])
    return Window(written["year"], opens, closes, tuple(written["cite"]), opening_known=first is not None)


def _insured_year(written: Record) -> InsuredYearRow:
    first, last = written["from"], written["until"]
    year = InsuredYear(
        written["id"],
        first["month"],
        last["month"],
        _YEAR_OF[first.get("year", "same")],
        _YEAR_OF[last.get("year", "same")],
    )
    return InsuredYearRow(year, _when(written), _said(written["says"]), tuple(written["cite"]))


def _row(matter: Matter, written: Record) -> RuleRow:
    return RuleRow(
        id=written["id"],
        matter=matter,
        when=_when(written),
        rule=_RULE_OF[matter](written["then"]),
        says=_said(written["says"]),
        cites=tuple(written["cite"]),
        valid=validity_of(written),
        assumes=tuple(written.get("assumes", ())),
        assumes_repairing=tuple(written.get("assumes_repairing", ())),
        asks=tuple(_said(question) for question in written.get("asks", ())),
        leaves_open=frozenset(value for question in written.get("asks", ()) for value in open_values(matter, question)),
        confirms=tuple(_said(question) for question in written.get("confirm", ())),
        fallback=written.get("fallback", False),
    )


def open_values(matter: Matter, question: Record) -> tuple[str, ...]:
    """The values of its row that a question leaves open: those it is about, or all of the matter if it names none."""
    return tuple(question.get("about") or OPEN_VALUES[matter])


def _mark(written: Record) -> Adoption:
    says, cites = _said(written["says"]), tuple(written["cite"])
    return Adoption(written["id"], frozenset(written["rules"]), says, cites, validity_of(written))


def _when(written: Record) -> dict[str, Condition]:
    return {name: _condition(name, condition) for name, condition in written.get("when", {}).items()}


def _condition(name: str, written: object) -> Condition:
    if values_of(name) is None:
        return parse_range(written)
    items: Sequence[object] = written if isinstance(written, list) else [written]
    return OneOf(frozenset(_value_name(item) for item in items))


def _value_name(item: object) -> str:
    if isinstance(item, bool):
        return YES if item else NO
    return str(item)


def _date_rule(written: Record | None) -> DateRule | None:
    if written is None:
        return None
    align = Align(written.get("align", Align.SAME_DAY))
    return DateRule(
        at=Anchor(written["at"]),
        months=written.get("months", 0),
        days=written.get("days", 0),
        align=align,
        roll=Roll(written.get("roll", Roll.NONE)),
        then_days=written.get("then_days", 0),
        category=written.get("category") or "",
    )


def _suspension(written: Record) -> SuspensionRule:
    return SuspensionRule(_date_rule(written["stops"]))


def _back_payment(written: Record) -> BackPaymentRule:
    return BackPaymentRule(Verdict(written["verdict"]), _price(written.get("price")))


def _price(written: Record | None) -> PriceRule | None:
    if written is None:
        return None
    multiple = amount_of(written.get("multiple", "1"))
    return PriceRule(
        base=tuple(written["base"]),
        rate=written["rate"],
        payer=Bearer(written["payer"]),
        multiple=multiple,
        base_at=BaseAt(written.get("base_at", BaseAt.MONTH)),
        base_round=Rounding(written.get("base_round", Rounding.FEN)),
        amount_round=Rounding(written.get("amount_round", Rounding.FEN)),
        extras=tuple(Extra(extra["figure"], Each(extra["each"])) for extra in written.get("extras", ())),
        late_charge=written.get("late_charge"),
        by=tuple(written.get("by", ())),
        at_least=written.get("at_least") or False,
    )


def _premium(written: Record) -> PremiumRule:
    birth_year = written.get("birth_year")
    return PremiumRule(
        tuple(written["parts"]),
        written.get("repair"),
        Each(written.get("each", Each.YEAR)),
        None if birth_year is None else tuple(birth_year),
        tuple(written.get("by", ())),
    )


def _cover(written: Record) -> CoverRule:
    return CoverRule(
        Verdict(written["verdict"]),
        _date_rule(written.get("start")),
        _wait(written.get("wait")),
        _date_rule(written.get("until")),
        _date_rule(written.get("old_scheme_until")),
        no_cover=written.get("no_cover", False),
    )


def _wait(written: Record | None) -> WaitRule | None:
    start = _date_rule(written["start"]) if written is not None else None
    if written is None or start is None:
        return None
    return WaitRule(
        start=start,
        count=Count(written["count"]),
        months=written.get("months") or 0,
        days=written.get("days") or 0,
        variable=_variable(written.get("variable")),
        percent=written.get("percent", 0),
        services=written.get("services", "all"),
        at_most=written.get("at_most", False),
    )


def _variable(written: Record | None) -> Variable | None:
    if written is None:
        return None
    least = written.get("least_from"), written.get("least_total", 0)
    return Variable(written["offset"], *least, written.get("unsettled", False), written.get("each", 1))


def _gap_costs(written: Record) -> GapCostsRule:
    return GapCostsRule(Bearer(written["bearer"]), written.get("percent", 100))


def _continuity(written: Record) -> ContinuityRule:
    return ContinuityRule(written["consecutive"], written["account"], written.get("maternity"))


_RULE_OF: Final[Mapping[Matter, Any]] = {
    Matter.SUSPENSION: _suspension,
    Matter.BACK_PAYMENT: _back_payment,
    Matter.PREMIUM: _premium,
    Matter.COVER: _cover,
    Matter.GAP_COSTS: _gap_costs,
    Matter.CONTINUITY: _continuity,
}


def _document(written: Record) -> DocumentRow:
    return DocumentRow(
        id=written["id"],
        when=_when(written),
        title=_said(written["title"]),
        form=_said(written["form"]),
        copies=written["copies"],
        where=_said(written["where"]),
        why=_said(written["why"]),
        cites=tuple(written["cite"]),
        instead=_maybe_said(written.get("instead")),
        if_missing=_maybe_said(written.get("if_missing")),
        needed=_maybe_said(written.get("needed")),
        services=tuple(written.get("for") or ()),
    )


def _service(written: Record) -> ServiceRow:
    return ServiceRow(
        id=written["id"],
        cites=tuple(written["cite"]),
        title=_maybe_said(written.get("title")),
        what=_maybe_said(written.get("what")),
        when=_when(written) if written.get("when") is not None else None,
        steps=tuple(
            ServiceStepRow(DoneBy(step.get("by", DoneBy.EITHER)), _said(step["text"]), tuple(step["cite"]))
            for step in written.get("steps", ())
        ),
        facts=tuple(
            ServiceFactRow(Told(fact["told"]), _said(fact["says"]), tuple(fact["cite"]))
            for fact in written.get("facts", ())
        ),
    )


def _lapse_effect(written: Record) -> LapseEffectRow:
    title, says = _said(written["title"]), _said(written["says"])
    return LapseEffectRow(written["id"], _when(written), title, says, tuple(written["cite"]))


def _step(written: Record) -> StepRow:
    text, contact = _said(written["text"]), _maybe_said(written.get("contact"))
    days, pays = written.get("payment_days"), written.get("pays")
    return StepRow(
        written["id"],
        Phase(written.get("phase", Phase.PAY)),
        _when(written),
        text,
        tuple(written["cite"]),
        contact,
        tells_days=written.get("tells_days", False),
        payment_days=(days["first"], days["last"]) if days else None,
        pays=AheadRule(PaysTo(pays["to"]), _price(pays.get("price"))) if pays else None,
    )


def _channel(written: Record) -> ChannelRow:
    return ChannelRow(
        id=written["id"],
        kind=ChannelKind(written["kind"]),
        when=_when(written),
        name=_said(written["name"]),
        what=_said(written["what"]),
        cites=tuple(written["cite"]),
        phone=written.get("phone") or "",
        address=written.get("address") or "",
        valid=validity_of(written),
        services=tuple(written.get("for") or ()),
    )


def _dissent(written: Record) -> DissentRow:
    matter, says = Matter(written["matter"]), _said(written["says"])
    return DissentRow(written["id"], matter, _when(written), says, tuple(written["cite"]))


def _notice(written: Record) -> Notice:
    says, cites = _said(written["says"]), tuple(written["cite"])
    return Notice(written["id"], validity_of(written), says, cites, _when(written))


def _required_years(written: Record) -> RequiredYears:
    return RequiredYears(
        sex=written.get("sex", ""),
        cumulative=written["cumulative"],
        actual=written.get("actual"),
        local=written.get("local"),
        valid=validity_of(written),
        cites=tuple(written["cite"]),
    )


def _lump_sum(written: Record) -> LumpSum:
    multiple = amount_of(written.get("multiple", "1"))
    return LumpSum(written["base"], multiple, written["rate"], validity_of(written), tuple(written["cite"]))


def _short_of_years(written: Record | None) -> ShortOfYears | None:
    return ShortOfYears(_said(written["says"]), tuple(written["cite"])) if written else None


def _maternity(written: Record) -> MaternityRule:
    return MaternityRule(
        schemes=frozenset(map(Scheme, written["schemes"])),
        needs=written["needs"],
        in_a_row=written["counted"] == "in_a_row",
        back_paid=Verdict(written["back_paid"]),
        meanwhile=Bearer(written["meanwhile"]),
        says=_said(written["says"]),
        cites=tuple(written["cite"]),
        valid=validity_of(written),
    )


def _incentive(written: Record | None) -> Incentive | None:
    if written is None:
        return None
    return Incentive(
        since_year=written["since_year"],
        after_years=written["after_years"],
        raises=amount_of(written["raises"]),
        limit_percent=written["limit_percent"],
        cites=tuple(written["cite"]),
        zero_claim=_maybe_amount(written.get("zero_claim")),
        earned=Verdict(written.get("earned", "ask")),
        may_lower=written.get("lapse_lowers") is not None,
        penalty=_maybe_amount((written.get("lapse_lowers") or {}).get("each_year")),
    )


def _ceiling(written: Record) -> CeilingRule:
    return CeilingRule(
        schemes=frozenset(map(Scheme, written["schemes"])),
        of=_said(written["of"]),
        steps=tuple(
            CeilingStep(step["months"], amount_of(step["multiple"]), _maybe_amount(step.get("supplement")))
            for step in written["steps"]
        ),
        says=_said(written["says"]),
        cites=tuple(written["cite"]),
        figure=written.get("figure", ""),
        valid=validity_of(written),
    )


def _refund(written: Record) -> RefundRule:
    afterwards = Verdict(written["afterwards"])
    return RefundRule(afterwards, _said(written["says"]), tuple(written["cite"]), validity_of(written))


def _maybe_amount(written: str | None) -> Decimal | None:
    return None if written is None else amount_of(written)


def _newborn(written: Record | None) -> NewbornAge | None:
    if written is None:
        return None
    return NewbornAge(written.get("days") or 0, written.get("months") or 0, tuple(written["cite"]))


def _retirement(written: Record) -> RetirementRule:
    return RetirementRule(
        sex=written["sex"],
        category=written.get("category", ""),
        first_birth=Month.parse(written["first_birth"]),
        old_age=written["old_age"],
        step=written["step"],
        most_delay=written["most_delay"],
        cites=tuple(written["cite"]),
    )
