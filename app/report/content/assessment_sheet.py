"""Composes the assessment sheet: all options side by side, then each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from app.report.content.blocks import (
    Block,
    Cell,
    Column,
    Item,
    Paper,
    PaperTable,
    Paragraph,
    Subheading,
    Use,
    plain,
    strong,
)
from app.report.content.phrases import with_strong_days
from app.report.content.sections import (
    Style,
    Telling,
    assumptions,
    at_a_glance,
    bills,
    change_lines,
    cited,
    decisions,
    effects_of,
    facts_to_find_out,
    frame,
    head,
    left_out,
    office_fields,
    packs,
    paper_of,
    questions,
    sections,
    warnings,
)
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Option, Reason, Respect
from app.rules.record.case import Case
from app.wording import outcome, values
from app.wording.leading import why_leading
from app.wording.office_and_bills import margin_advice
from app.wording.option_cells import Subject, merit, short_title


def sheet(case: Case, assessment: Assessment, style: Style) -> Paper:
    """The assessment sheet: what is known, the options side by side, each option's reasons, sources."""
    shown = tuple(assessment.ways.values())
    told = Telling.of(case, assessment, shown, style)
    words = told.words
    weakest = min(shown, key=lambda option: (option.verdict is not Verdict.ASK, not option.reference), default=None)
    options = ((_title(told, key, option), _option(told, option)) for key, option in assessment.ways.items())
    framed = frame(told, weakest) if weakest and (weakest.verdict is Verdict.ASK or weakest.reference) else ()
    bodies = (
        (words("section.situation"), _situation(told)),
        (words("section.options"), _comparison(told, shown)),
        *options,
        (words("section.warnings"), warnings(told, shown)),
        (words("section.effects"), effects_of(told, shown[0]) if shown else ()),
        (
            words("section.sources"),
            (*_addresses(told), *assumptions(told, shown), *packs(told)),
        ),
    )
    return paper_of(told, "sheet", (head(told), *office_fields(told), *framed, *sections(told, bodies)))


def _situation(told: Telling) -> Iterator[Block]:
    words, assessment = told.words, told.assessment
    yield from at_a_glance(told, assessment.leading)
    counted = [
        words("months.of", scheme=words.of(values.scheme_name(scheme)), n=words.of(values.months(months)))
        for scheme, months in assessment.cumulative_months.items()
        if months
    ]
    if counted:
        yield Paragraph(plain(words("months.counted", listed=words.listed(counted))))
    if assessment.leading is not None:
        yield from left_out(told, assessment.leading)
    yield from facts_to_find_out(told)


def _comparison(told: Telling, shown: tuple[Option, ...]) -> Iterator[Block]:
    """The options side by side; in what an option is best is marked."""
    words = told.words
    if not shown:
        return
    why = why_leading(told.assessment)
    if why is not None:
        yield Paragraph(with_strong_days(words.of(why)))
    columns = tuple(
        Column(words.of(short_title(subject)), share, Use.NUMBER if subject == Subject.COST else Use.TEXT)
        for subject, share in (("option", 0.17), *_SHARES.items())
    )
    yield PaperTable(columns, tuple(_compared(told, key, option) for key, option in told.assessment.ways.items()))


_SHARES = {
    Subject.VERDICT: 0.125,
    Subject.COST: 0.17,
    Subject.PAY_BY: 0.13,
    Subject.WAIT: 0.115,
    Subject.BENEFITS_FROM: 0.13,
    Subject.GAP_COSTS: 0.16,
}
"""What the options are compared in, and how much of the width each takes."""
_BEST_IN = {Subject.BENEFITS_FROM: Respect.EARLIEST, Subject.COST: Respect.CHEAPEST}


def _compared(told: Telling, key: str, option: Option) -> tuple[Cell, ...]:
    """The cells of an option; each mark, and each respect in which it is best, has a line of its own."""
    words, merits = told.words, told.assessment.ranking.merits[key]
    name = strong(words.of(outcome.way_title(key, option)))
    kept = (plain(words.of(merit(Respect.CONTINUITY))),) if Respect.CONTINUITY in merits else ()
    cells, row = told.cells(option), [(name, *kept)]
    for subject in _SHARES:
        cell, respect = cells[subject], _BEST_IN.get(subject)
        said = [cell.short, cell.safe_day, *([merit(respect)] if respect in merits else [])]
        lines = (plain(words.of(line)) for line in said if line.zh)
        row.append((*lines, *(strong(words.of(mark.short)) for mark in cell.marks)))
    return tuple(row)


def _title(told: Telling, key: str, option: Option) -> str:
    words = told.words
    verdict = words.of(told.cells(option)[Subject.VERDICT].long)
    return words("section.option", option=words.of(outcome.way_title(key, option)), verdict=verdict)


def _option(told: Telling, option: Option) -> Iterator[Block]:
    words = told.words
    yield Paragraph(with_strong_days(words.of(outcome.conclusion(option))))
    advice = words.of(margin_advice(option, told.style.margin, told.assessment.as_of)).strip()
    if advice:
        yield Paragraph(with_strong_days(advice))
    yield from decisions(told, option)
    yield from bills(told, option)
    if option.reasons:
        yield Subheading(words("reasons"))
        columns = (
            Column(words("result.matter"), 0.18),
            Column(words("reason.text"), 0.41),
            Column(words("reason.facts"), 0.23),
            Column(words("result.source"), 0.18),
        )
        yield PaperTable(columns, tuple(_reason(told, reason) for reason in option.reasons))
    if option.cost and option.cost.lines:
        yield Subheading(words("cost.lines"))
        yield _bill(told, option)
    if option.changes:
        yield Subheading(words("changes"))
    for line in change_lines(words, option):
        yield Item(words("mark"), line)
    yield from questions(told, option, ())


def _reason(told: Telling, reason: Reason) -> tuple[Cell, ...]:
    words = told.words
    facts = words("sentence.between").join(words.of(fact) for fact in reason.facts)
    when = (plain(words.of(reason.when)),) if reason.when else ()
    rule = plain(words("reason.rule", rule=reason.rule))
    grade = plain(words.grade(reason))
    inherited = (plain(words("reason.inherited")),) if reason.inherited else ()
    return (
        (plain(words.of(values.say(f"matter.{reason.matter}"))),),
        (*when, plain(words.of(reason.text)), rule),
        (plain(facts),),
        (plain(cited(told, [reason])), grade, *inherited),
    )


def _bill(told: Telling, option: Option) -> PaperTable:
    words = told.words
    if option.cost is None:
        raise ValueError(f"option {option.id} has no bill")
    rows: list[tuple[Cell, ...]] = [
        (
            (plain(words.of(line.label)),),
            (plain(line.formula + (words("cost.users_own") if line.users_own else "")),),
            (plain(words.payer(line.payer)),),
            (plain(f"{line.amount:,.2f}"),),
        )
        for line in option.cost.lines
    ]
    rows.append(((strong(words("cost.sum")),), (), (), (strong(f"{option.cost.total:,.2f}"),)))
    columns = (
        Column(words("cost.label"), 0.34),
        Column(words("cost.formula"), 0.36),
        Column(words("cost.payer"), 0.14),
        Column(words("cost.amount"), 0.16, Use.NUMBER),
    )
    return PaperTable(columns, tuple(rows))


def _addresses(told: Telling) -> Iterator[Block]:
    """The sources by number, each with the address where it was read."""
    words = told.words
    for source, number in told.sources.items():
        address = words("source.address", address=source.address) if source.address else ""
        yield Item(f"[{number}]", (*words.source(source), *plain(address)))
