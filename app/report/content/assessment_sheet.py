"""Composes the assessment sheet: all options side by side on the first page, then each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from app.report.content.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Item,
    Line,
    Paper,
    PaperTable,
    Paragraph,
    SmallPrint,
    Subheading,
    Turn,
    Use,
    plain,
    strong,
)
from app.report.content.first_page import ahead, timeline
from app.report.content.phrases import with_strong_days
from app.report.content.sections import (
    Style,
    Telling,
    assumptions,
    bills,
    caution,
    change_lines,
    codes,
    decisions,
    disagreements,
    effects_of,
    facts_to_find_out,
    left_out,
    packs,
    paper_of,
    questions,
    reason_line,
    section,
    source_list,
    status,
    tiles,
    warnings,
    who,
)
from app.rules.outcome.assessment import Assessment, Option, Respect
from app.rules.record.case import Case
from app.wording import outcome, values
from app.wording.leading import why_leading
from app.wording.office_and_bills import margin_advice
from app.wording.option_cells import Subject, merit, short_title


def sheet(case: Case, assessment: Assessment, style: Style) -> Paper:
    """The assessment sheet: the answer and the options side by side, each option's reasons, sources."""
    shown = tuple(assessment.ways.values())
    told = Telling.of(case, assessment, shown, style)
    words = told.words
    first = (who(told), *_answer(told), *_comparison(told), *_open(told))
    rest: list[Block] = []
    for key, option in assessment.ways.items():
        rest += section(_title(told, key, option), _option(told, option))
    rest += section(words("section.warnings"), warnings(told, shown))
    rest += section(words("section.effects"), effects_of(told, shown[0]) if shown else ())
    basis = (
        *source_list(told),
        *assumptions(told, shown),
        *_rules(told, shown),
        *packs(told),
    )
    rest += section(words("section.sources"), basis)
    return paper_of(told, "sheet", words("sheet.subtitle"), (*first, Turn.PAGE, *rest, codes(told)))


def _answer(told: Telling) -> Iterator[Block]:
    seen = told.glance(None)
    leading = told.assessment.leading
    yield status(told, seen)
    yield tiles(told, seen)
    yield from ahead(told)
    if leading is not None:
        yield from caution(told, leading)
        yield from left_out(told, leading)
    yield from timeline(told, leading)


def _open(told: Telling) -> Iterator[Block]:
    """What has been paid in all, and what the person can still find out."""
    words = told.words
    counted = [
        words("months.of", scheme=words.of(values.scheme_name(scheme)), n=words.of(values.months(months)))
        for scheme, months in told.assessment.cumulative_months.items()
        if months
    ]
    if counted:
        yield Paragraph(plain(words("months.counted", listed=words.listed(counted))))
    yield from facts_to_find_out(told)


def _comparison(told: Telling) -> Iterator[Block]:
    """The options side by side; in what an option is best is marked."""
    words, ways = told.words, told.assessment.ways
    why = why_leading(told.assessment)
    if not ways:
        return
    yield Heading(words("section.options"))
    if why is not None:
        yield Paragraph(with_strong_days(words.of(why)))
    columns = tuple(
        Column(words("slash").join(words.of(short_title(subject)) for subject in subjects), share)
        for subjects, share in _COLUMNS.items()
    )
    yield PaperTable(columns, tuple(_compared(told, key, option) for key, option in ways.items()))


_COLUMNS = {
    ("option", Subject.VERDICT): 0.235,
    (Subject.PAY_BY,): 0.165,
    (Subject.COST,): 0.18,
    (Subject.BENEFITS_FROM, Subject.WAIT): 0.175,
    (Subject.GAP_COSTS, Subject.CONTINUITY): 0.245,
}
"""What the options are compared in, and how much of the width each takes."""
_BEST_IN = {Subject.BENEFITS_FROM: Respect.EARLIEST, Subject.COST: Respect.CHEAPEST}


def _compared(told: Telling, key: str, option: Option) -> tuple[Cell, ...]:
    """The cells of an option; each mark, and each respect in which it is best, has a line of its own."""
    words, merits = told.words, told.assessment.ranking.merits[key]
    row: list[Cell] = []
    for subjects in _COLUMNS:
        lines: list[Line] = []
        for subject in subjects:
            if subject == "option":
                lines.append(strong(words.of(outcome.way_title(key, option))))
                lines += (plain(words.of(merit(Respect.CONTINUITY))),) if Respect.CONTINUITY in merits else ()
            else:
                lines += _lines(told, Subject(subject), option, merits)
        row.append(tuple(lines))
    return tuple(row)


def _lines(told: Telling, subject: Subject, option: Option, merits: frozenset[Respect]) -> Iterator[Line]:
    words, cell, respect = told.words, told.cells(option)[subject], _BEST_IN.get(subject)
    for said in (cell.short, cell.safe_day, *([merit(respect)] if respect in merits else [])):
        if said.zh:
            yield plain(words.of(said))
    yield from (strong(words.of(mark.short)) for mark in cell.marks)


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
    for reason in option.reasons:
        facts = words.joined(*(words.of(fact) for fact in reason.facts), words.grade(reason))
        more = words("reason.inherited") if reason.inherited else ""
        yield Item(
            words("mark"), (*reason_line(told, reason), *plain(words("in_brackets", text=words.joined(facts, more))))
        )
    if option.cost and option.cost.lines:
        yield Subheading(words("cost.lines"))
        yield _bill(told, option)
    if option.changes:
        yield Subheading(words("changes"))
    for line in change_lines(words, option):
        yield Item(words("mark"), line)
    if option.disagreements:
        yield Subheading(words("disagreements"))
    yield from disagreements(told, option)
    yield from questions(told, option, ())


def _bill(told: Telling, option: Option) -> PaperTable:
    words = told.words
    if option.cost is None:
        raise ValueError(f"option {option.id} has no bill")
    rows: list[tuple[Cell, ...]] = [
        (
            (plain(words.of(line.label)),),
            (plain(words.arithmetic(line) + words.own_figure(line)),),
            (plain(words.payer(line.payer)),),
            (plain(f"{line.amount:,.2f}"),),
        )
        for line in option.cost.lines
    ]
    total = words("cost.sum.at_least" if option.cost.at_least else "cost.sum")
    rows.append(((strong(total),), (), (), (strong(f"{option.cost.total:,.2f}"),)))
    columns = (
        Column(words("cost.label"), 0.34),
        Column(words("cost.formula"), 0.36),
        Column(words("cost.payer"), 0.14),
        Column(words("cost.amount"), 0.16, Use.NUMBER),
    )
    return PaperTable(columns, tuple(rows))


def _rules(told: Telling, shown: tuple[Option, ...]) -> Iterator[SmallPrint]:
    """The rows of the packs that the reasons come from."""
    words = told.words
    used = dict.fromkeys(reason.rule for option in shown for reason in option.reasons)
    if used:
        yield SmallPrint((*strong(words("rules")), *plain(words.joined(*used))))
