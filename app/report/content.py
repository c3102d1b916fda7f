"""Knows what stands on the checklist notice and in which order. Does not know Qt, nor where a page ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.report.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Fields,
    Frame,
    Heading,
    Item,
    Line,
    Masthead,
    Paper,
    Paragraph,
    Receipt,
    Subheading,
    Table,
    Timeline,
    Use,
    joined,
    plain,
    strong,
)
from app.report.code import CASE_NUMBER_DIGITS, case_sha256, reproduction_code
from app.report.masking import masked_id, masked_name
from app.report.phrasing import Phrasing, citation, sources_of
from app.rules.assessment import Assessment, Matter, Option, OptionId, Source, Verdict
from app.rules.case import Case, Cause
from app.rules.facts import FACTS
from app.rules.history import Scheme
from app.rules.lapses import Lapse
from app.rules.said import Language


class Personal(StrEnum):
    """What of a person is masked unless asked for."""

    NAME = "name"
    ID_NUMBER = "id_number"


@dataclass(frozen=True, slots=True)
class Office:
    """The office's own details, set once at its counter. `customs` are documents it asks for beyond the packs."""

    name: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    customs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a paper is to be made out: language, what is shown unmasked, whose counter it leaves from.

    `case_number` is the office's own number; when it is empty the paper carries one made from day and case.
    """

    language: Language = "zh"
    unmasked: frozenset[Personal] = frozenset()
    office: Office | None = None
    case_number: str = ""


def notice(case: Case, assessment: Assessment, option: Option, style: Style) -> Paper:
    """The checklist notice for one option of an assessment."""
    words = Phrasing(style.language)
    sources = sources_of([option])
    sections = (
        _section("situation", person_fields(words, case, style), _situation(words, case, assessment, option)),
        _section("result", _result(words, assessment, option, sources), _cost(words, option)),
        _section("documents", _documents(words, option, style)),
        _section("steps", _steps(words, option, style)),
        _section("dates", _dates(words, option)),
        _section("warnings", [Item(words.said("mark"), plain(words.of(w.text))) for w in assessment.warnings]),
        _section("questions", _questions(words, assessment, option, sources)),
        _section("sources", _sources(words, assessment, option, sources)),
    )
    blocks: list[Block] = [
        masthead(words, case, assessment, "notice"),
        _head(words, case, assessment, option, style),
        *_frame(words, case, assessment, option),
    ]
    for number, (key, body) in enumerate((section for section in sections if section[1]), start=1):
        title = words.said(f"section.{key}", option=words.option(option.id))
        blocks += [Heading(words.said("section", number=words.said(f"number.{number}"), title=title)), *body]
    blocks.append(_receipt(words, case, assessment, option, style))
    return paper(words, case, assessment, style, "notice", blocks)


def paper(
    words: Phrasing, case: Case, assessment: Assessment, style: Style, kind: str, blocks: Iterable[Block]
) -> Paper:
    """Blocks made into a paper, with what is repeated on every page; `kind` is `notice` or `sheet`."""
    title = words.said(f"{kind}.title")
    packs = words.said("footer.between").join(words.pack(pack) for pack in assessment.policies)
    number = case_number(case, assessment, style)
    return Paper(
        document_title=words.said("document_title", title=title, day=words.day(assessment.as_of)),
        running=words.said("running", title=title, number=number),
        footer=(
            words.said("footer.packs", packs=packs),
            words.said("footer.caution", day=f"{assessment.as_of:%Y-%m-%d}"),
        ),
        page_number=words.said("footer.page"),
        blocks=tuple(blocks),
    )


def masthead(words: Phrasing, case: Case, assessment: Assessment, kind: str) -> Masthead:
    """The head of a paper, with the code that reproduces the answer."""
    packs = tuple((pack.code, pack.version, pack.sha256) for pack in assessment.policies)
    return Masthead(
        title=words.said(f"{kind}.title"),
        subtitle=words.said(f"{kind}.subtitle"),
        code=reproduction_code(case_sha256(case), packs, assessment.as_of),
        code_caption=words.said("code"),
    )


def case_number(case: Case, assessment: Assessment, style: Style) -> str:
    """The office's number, or one made from the as-of day and the case itself, the same for the same case."""
    return style.case_number or f"{assessment.as_of:%Y%m%d}-{case_sha256(case)[:CASE_NUMBER_DIGITS].upper()}"


def person_fields(words: Phrasing, case: Case, style: Style) -> list[Block]:
    """The person, masked unless the style says otherwise; what is not known is left to be written in by hand."""
    name, number = case.person.name, case.person.id_number or ""
    shown_name = name if Personal.NAME in style.unmasked else masked_name(name)
    shown_number = number if Personal.ID_NUMBER in style.unmasked else masked_id(number)
    return [Fields((Field(words.said("name"), plain(shown_name)), Field(words.said("id_number"), plain(shown_number))))]


def lapse_sentence(words: Phrasing, lapse: Lapse) -> str:
    """What happened, in one sentence."""
    span = words.span(lapse.span)
    scheme = lapse.scheme_before
    if scheme is None:
        return words.said("lapse.nobody", span=span)
    last = words.month(lapse.span.first + -1)
    key = "lapse.caused" if scheme is Scheme.EMPLOYEE else "lapse"
    return words.said(key, scheme=words.scheme(scheme), last=last, span=span, cause=_cause(words, lapse.cause))


def _cause(words: Phrasing, cause: Cause) -> str:
    return words.said("cause.unknown") if cause is Cause.UNKNOWN else words.of(FACTS["cause"].values[cause])


def _section(key: str, *parts: Iterable[Block]) -> tuple[str, list[Block]]:
    return key, [block for part in parts for block in part]


def _head(words: Phrasing, case: Case, assessment: Assessment, option: Option, style: Style) -> Block:
    office = style.office.name if style.office else ""
    scheme = words.scheme(option.resume_as)
    return Fields(
        (
            Field(words.said("service_item"), strong(words.said(f"item.{option.id}", scheme=scheme)), wide=True),
            Field(words.said("region"), plain(words.region(case, assessment.policies))),
            Field(words.said("told_on"), plain(words.day(assessment.as_of))),
            Field(words.said("office"), plain(office)),
            Field(words.said("case_number"), plain(case_number(case, assessment, style))),
        )
    )


def _frame(words: Phrasing, case: Case, assessment: Assessment, option: Option) -> Iterable[Block]:
    if option.verdict is Verdict.NO:
        yield Frame(words.said("frame.no"), (plain(words.said("frame.no.text")),))
    elif option.reference:
        region = words.region(case, assessment.policies)
        yield Frame(words.said("frame.reference"), (plain(words.said("frame.reference.text", region=region)),))
    elif option.verdict is Verdict.ASK:
        yield Frame(words.said("frame.ask"), (plain(words.said("frame.ask.text")),))


def _situation(words: Phrasing, case: Case, assessment: Assessment, option: Option) -> Iterable[Block]:
    lapse = _lapse_of(assessment, option)
    happened = lapse_sentence(words, lapse) if lapse else words.said("lapse.none")
    yield Paragraph((*plain(happened + words.said("sentence.between")), *_outlook(words, option)))
    if option.verdict is not Verdict.NO:
        yield Timeline(case, assessment, option, words.language)


def _lapse_of(assessment: Assessment, option: Option) -> Lapse | None:
    return next((f.lapse for f in assessment.lapses if option.lapse and f.lapse.span.overlaps(option.lapse)), None)


def _outlook(words: Phrasing, option: Option) -> Line:
    name, pay_on = words.option(option.id), strong(words.day(option.pay_on))
    if option.verdict is Verdict.NO:
        return words.line("outlook.no", option=name)
    if option.benefits_from is None:
        return words.line("outlook.open", option=name)
    waiting = option.waiting
    wait = words.said("outlook.wait", length=words.length(waiting)) if waiting else words.said("outlook.no_wait")
    key = "outlook.yes" if option.verdict is Verdict.YES else "outlook.reference"
    return words.line(key, option=name, pay_on=pay_on, day=strong(words.day(option.benefits_from)), wait=strong(wait))


def _result(words: Phrasing, assessment: Assessment, option: Option, sources: Mapping[Source, int]) -> Iterable[Block]:
    rows = [
        _result_row(words, option, sources, "verdict", strong(words.verdict(option.verdict)), Matter.BACK_PAYMENT),
        *_suspension(words, assessment, option, sources),
    ]
    if option.verdict is not Verdict.NO:
        rows += _benefits(words, option, sources)
    columns = (
        Column(words.said("result.matter"), 0.19),
        Column(words.said("result.answer"), 0.69),
        Column(words.said("result.source"), 0.12),
    )
    yield Table(columns, tuple(rows))


def _suspension(
    words: Phrasing, assessment: Assessment, option: Option, sources: Mapping[Source, int]
) -> Iterable[tuple[Cell, ...]]:
    lapse = _lapse_of(assessment, option)
    end = next((finding.benefits_end for finding in assessment.lapses if finding.lapse is lapse), None)
    if end is not None:
        answer = words.line("result.benefits_end.text", day=strong(words.day(end)))
        yield _result_row(words, option, sources, "benefits_end", answer, Matter.SUSPENSION)


def _benefits(words: Phrasing, option: Option, sources: Mapping[Source, int]) -> Iterable[tuple[Cell, ...]]:
    open_answer = strong(words.verdict(Verdict.ASK))
    yield _result_row(words, option, sources, "cost", _total(words, option))
    if option.benefits_from is None:
        yield _result_row(words, option, sources, "benefits_from", open_answer, Matter.COVER)
    else:
        since = strong(words.day(option.benefits_from))
        until = option.benefits_until
        key = "result.benefits_from.text" if until is None else "result.benefits_from.until"
        answer = words.line(key, since=since, until=strong(words.day(until)) if until else plain(""))
        yield _result_row(words, option, sources, "benefits_from", answer, Matter.COVER)
        yield _result_row(words, option, sources, "waiting", _wait(words, option))
    yield _result_row(
        words, option, sources, "gap_costs", strong(words.said(f"gap_costs.{option.gap_costs}")), Matter.GAP_COSTS
    )
    years = joined(
        (
            strong(words.coded("continuity", option.continuity)),
            plain(words.coded("personal_account", option.personal_account)),
            *([plain(words.coded("maternity", option.maternity))] if option.maternity else []),
        ),
        words.said("list"),
    )
    yield _result_row(words, option, sources, "continuity", years, Matter.CONTINUITY)


def _result_row(
    words: Phrasing,
    option: Option,
    sources: Mapping[Source, int],
    key: str,
    answer: Line,
    matter: Matter | None = None,
) -> tuple[Cell, ...]:
    """A row: the answer, then why; `matter` is the table whose reasons the row gives."""
    reasons = [reason for reason in option.reasons if reason.matter is matter]
    cited = citation((source for reason in reasons for source in reason.sources), sources)
    why = tuple(plain(words.of(reason.text)) for reason in reasons)
    return (strong(words.said(f"result.{key}")),), (answer, *why), (plain(cited),)


def _wait(words: Phrasing, option: Option) -> Line:
    waiting = option.waiting
    if waiting is None:
        return strong(words.said("waiting.none"))
    parts = ""
    if waiting.variable_months:
        parts = words.said("waiting.parts", fixed=str(waiting.fixed_months), variable=str(waiting.variable_months))
    share = waiting.benefit_percent
    paid = words.said("waiting.part_paid", percent=str(share)) if share else words.said("waiting.unpaid")
    return words.line(
        "waiting",
        length=strong(words.length(waiting)),
        parts=parts,
        start=words.day(waiting.start),
        end=strong(words.day(waiting.end)),
        paid=paid,
    )


def _total(words: Phrasing, option: Option) -> Line:
    cost = option.cost
    if cost is None:
        return strong(words.said("cost.unknown"))
    if not cost.total:
        return strong(words.said("cost.nothing"))
    return words.line("cost.total", total=strong(words.sum(cost.total)), payers=words.payers(cost))


def _cost(words: Phrasing, option: Option) -> Iterable[Block]:
    if option.verdict is not Verdict.NO and option.cost and option.cost.total:
        yield Subheading(plain(words.said("cost.lines")))
        yield cost_table(words, option)


def cost_table(words: Phrasing, option: Option) -> Table:
    """The lines of a bill with their arithmetic, the total last; needs a cost."""
    if option.cost is None:
        raise ValueError(f"option {option.id} has no cost")
    rows = [
        (
            (plain(words.of(line.label)),),
            (plain(line.formula + (words.said("cost.users_own") if line.users_own else "")),),
            (plain(words.bearer(line.payer)),),
            (plain(f"{line.amount:,.2f}"),),
        )
        for line in option.cost.lines
    ]
    total: tuple[Cell, ...] = (
        (strong(words.said("cost.sum")),),
        (plain(""),),
        (plain(""),),
        (strong(f"{option.cost.total:,.2f}"),),
    )
    columns = (
        Column(words.said("cost.label"), 0.30),
        Column(words.said("cost.formula"), 0.38),
        Column(words.said("cost.payer"), 0.15),
        Column(words.said("cost.amount"), 0.17, Use.NUMBER),
    )
    return Table(columns, (*rows, total))


def _documents(words: Phrasing, option: Option, style: Style) -> Iterable[Block]:
    rows: list[tuple[Cell, ...]] = []
    for document in option.documents:
        without = [
            words.line(key, text=words.of(said))
            for key, said in (("document.instead", document.instead), ("document.missing", document.if_missing))
            if said is not None
        ]
        rows.append(
            (
                (),
                (strong(words.of(document.title)), plain(words.form(document))),
                (
                    words.line("document.where", text=words.of(document.where)),
                    words.line("document.why", text=words.of(document.why)),
                ),
                tuple(without),
            )
        )
    customs = style.office.customs if style.office else ()
    rows += [((), (strong(custom),), (plain(words.said("document.custom")),), ()) for custom in customs]
    if rows:
        columns = (
            Column("", 0.06, Use.TICK),
            Column(words.said("document.title"), 0.25),
            Column(words.said("document.where_why"), 0.36),
            Column(words.said("document.without"), 0.33),
        )
        yield Table(columns, tuple(rows))


def _steps(words: Phrasing, option: Option, style: Style) -> Iterable[Block]:
    if option.steps:
        rows: list[tuple[Cell, ...]] = []
        for number, step in enumerate(option.steps, start=1):
            contact = (plain(words.of(step.contact)),) if step.contact else ()
            rows.append(((strong(str(number)),), (plain(words.of(step.text)),), contact))
        columns = (
            Column("", 0.06),
            Column(words.said("step.text"), 0.55),
            Column(words.said("step.contact"), 0.39),
        )
        yield Table(columns, tuple(rows))
    if style.office:
        office = style.office
        details = (("address", office.address), ("window", office.window), ("hours", office.hours))
        known = [(key, text) for key, text in (*details, ("phone", office.phone)) if text]
        if known:
            yield Fields(tuple(Field(words.said(f"office.{key}"), plain(text), wide=True) for key, text in known))


def _dates(words: Phrasing, option: Option) -> Iterable[Block]:
    """The days that matter, earliest first, each in bold with what it means."""
    if option.verdict is Verdict.NO:
        return
    days: list[tuple[object, Line]] = [(option.pay_on, plain(words.said("date.pay_on")))]
    if option.pay_by:
        days.append((option.pay_by, strong(words.said("date.pay_by"))))
    for change in option.changes:
        text = words.said("date.change", before=words.of(change.before), after=words.of(change.after))
        days.append((change.on, plain(text)))
    if option.waiting:
        days.append((option.waiting.end, plain(words.said("date.wait_end"))))
    if option.benefits_from:
        days.append((option.benefits_from, strong(words.said("date.benefits_from"))))
    if option.benefits_until:
        days.append((option.benefits_until, plain(words.said("date.benefits_until"))))
    columns = (Column(words.said("date.day"), 0.25), Column(words.said("date.meaning"), 0.75))
    ordered = sorted(days, key=lambda each: each[0])
    yield Table(columns, tuple(((strong(words.day(day)),), (text,)) for day, text in ordered))


def _questions(
    words: Phrasing, assessment: Assessment, option: Option, sources: Mapping[Source, int]
) -> Iterable[Block]:
    asked: list[tuple[Line, Line]] = [(plain(words.of(q.text)), plain(words.of(q.whom))) for q in option.questions]
    asked += [(plain(words.of(f.question)), plain(words.said("question.yourself"))) for f in assessment.missing_facts]
    if asked:
        columns = (
            Column(words.said("question.text"), 0.46),
            Column(words.said("question.whom"), 0.24),
            Column(words.said("question.answer"), 0.30, Use.WRITING),
        )
        yield Table(columns, tuple(((question,), (whom,), ()) for question, whom in asked))
    if option.disagreements:
        yield Subheading(plain(words.said("disagreements")))
    for disagreement in option.disagreements:
        cited = citation([disagreement.source], sources)
        yield Item(words.said("mark"), plain(words.of(disagreement.says) + cited))


def _sources(words: Phrasing, assessment: Assessment, option: Option, sources: Mapping[Source, int]) -> Iterable[Block]:
    for source, number in sources.items():
        yield Item(f"[{number}]", words.source(source))
    yield from assumptions(words, option)
    yield from packs(words, assessment)


def assumptions(words: Phrasing, option: Option) -> Iterable[Block]:
    """What was taken where the texts leave room."""
    if option.assumptions:
        yield Subheading(plain(words.said("assumptions")))
    for assumption in option.assumptions:
        yield Item(
            words.said("mark"), plain(words.said("assumption", id=assumption.id, text=words.of(assumption.text)))
        )


def packs(words: Phrasing, assessment: Assessment) -> Iterable[Block]:
    """The packs that took part, with version, digest and standing."""
    yield Subheading(plain(words.said("packs")))
    for pack in assessment.policies:
        stale = words.said("pack.stale") if pack.stale else ""
        text = words.said("pack.standing", pack=words.pack(pack), standing=words.of(pack.standing), stale=stale)
        yield Item(words.said("mark"), plain(text))


def _receipt(words: Phrasing, case: Case, assessment: Assessment, option: Option, style: Style) -> Receipt:
    name = case.person.name if Personal.NAME in style.unmasked else masked_name(case.person.name)
    blank: Line = ()
    return Receipt(
        keep=words.said("receipt.keep"),
        sentence=words.line(
            "receipt.sentence",
            number=strong(case_number(case, assessment, style)),
            name=name or words.said("receipt.nobody"),
            item=words.said(f"item.{option.id}", scheme=words.scheme(option.resume_as)),
        ),
        signatures=(
            Field(words.said("receipt.clerk"), blank),
            Field(words.said("receipt.person"), blank),
            Field(words.said("receipt.date"), blank),
            Field(words.said("receipt.date"), blank),
        ),
    )


def other_ways(words: Phrasing, assessment: Assessment, option: Option) -> Iterable[Block]:
    """Where an option cannot be done: the ways that may be open, a line each."""
    open_ways = [o for o in assessment.options if o.id is not option.id and o.verdict is not Verdict.NO]
    if open_ways:
        yield Subheading(plain(words.said("other_ways")))
    for way in open_ways:
        yield Item(words.said("mark"), _outlook(words, way))


def best_marks(words: Phrasing, assessment: Assessment, option: OptionId) -> str:
    """In which respects an option is the best, in words; empty when in none."""
    best = assessment.best
    held = (
        ("best.earliest_cover", best.earliest_cover),
        ("best.lowest_cost", best.lowest_cost),
        ("best.keeps_continuity", best.keeps_continuity),
    )
    return words.said("list").join(words.said(key) for key, winner in held if winner is option)
