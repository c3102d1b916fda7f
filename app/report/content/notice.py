"""Composes the checklist notice (一次性告知单) for one option."""

from __future__ import annotations

from collections.abc import Iterator

from app.report.content.blocks import (
    Block,
    Cell,
    Column,
    Field,
    Item,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    Subheading,
    TimelineBlock,
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
    customs_rows,
    decisions,
    effects_of,
    frame,
    head,
    left_out,
    office_fields,
    packs,
    paper_of,
    questions,
    result_table,
    sections,
    source_list,
    warnings,
)
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Option
from app.rules.record.case import Case
from app.wording import channels, outcome, values
from app.wording.leading import why_leading


def notice(case: Case, assessment: Assessment, option: Option, style: Style) -> Paper:
    """The checklist notice for one option of an assessment."""
    told = Telling.of(case, assessment, [option], style)
    words = told.words
    item = Field(words("service_item"), strong(words.item(option)), wide=True)
    bodies = (
        (words("section.situation"), _situation(told, option)),
        (words("section.result", option=words.option(option)), _result(told, option)),
        (words("section.documents"), _documents(told, option)),
        (words("section.steps"), _steps(told, option)),
        (words("section.warnings"), warnings(told, [option])),
        (words("section.effects"), effects_of(told, option)),
        (words("section.questions"), questions(told, option, assessment.missing_facts)),
        (words("section.sources"), (*source_list(told), *assumptions(told, [option]), *packs(told))),
    )
    blocks = (head(told, item), *frame(told, option), *sections(told, bodies), _receipt(told, option))
    return paper_of(told, "notice", blocks)


def _situation(told: Telling, option: Option) -> Iterator[Block]:
    yield from at_a_glance(told, option)
    yield from left_out(told, option)
    if option.verdict is not Verdict.NO:
        drawn = TimelineBlock(told.case, told.assessment, option, told.words.language)
        if drawn.first_month and drawn.leaves_lapses_out:
            month = told.words.of(values.month(drawn.first_month))
            yield Paragraph(plain(told.words("timeline.from", month=month)))
        yield drawn


def _result(told: Telling, option: Option) -> Iterator[Block]:
    yield result_table(told, option)
    why = why_leading(told.assessment)
    if why is not None and option == told.assessment.leading:
        yield Paragraph(with_strong_days(told.words.of(why)))
    yield from decisions(told, option)
    yield from bills(told, option)
    if option.verdict is Verdict.NO:
        others = [each for each in told.assessment.ways.values() if each.verdict is not Verdict.NO and each != option]
        if others:
            yield Subheading(told.words("other_ways"))
        for each in others:
            outlook = with_strong_days(told.words.of(outcome.conclusion(each)))
            yield Item(told.words("mark"), (*strong(told.words.option(each)), *plain(told.words("colon")), *outlook))


def _documents(told: Telling, option: Option) -> Iterator[Block]:
    words = told.words
    rows: list[tuple[Cell, ...]] = []
    for document in option.documents:
        without = (("document.instead", document.instead), ("document.missing", document.if_missing))
        rows.append(
            (
                (),
                (strong(words.of(document.title)), plain(words.form(document))),
                (
                    words.line("document.where", text=words.of(document.where)),
                    words.line("document.why", text=words.of(document.why)),
                ),
                tuple(words.line(key, text=words.of(said)) for key, said in without if said),
            )
        )
    rows.extend(customs_rows(told))
    if rows:
        columns = (
            Column("", 0.06, Use.TICK),
            Column(words("document.title"), 0.26),
            Column(words("document.where_why"), 0.35),
            Column(words("document.without"), 0.33),
        )
        yield PaperTable(columns, tuple(rows))


def _steps(told: Telling, option: Option) -> Iterator[Block]:
    words = told.words
    if option.steps:
        rows = tuple(
            (
                (strong(str(number)),),
                (plain(words.of(step.text)),),
                (plain(words.of(step.contact)),) if step.contact else (),
            )
            for number, step in enumerate(option.steps, start=1)
        )
        columns = (
            Column("", 0.06),
            Column(words("step.text"), 0.55),
            Column(words("step.contact"), 0.39),
        )
        yield PaperTable(columns, rows)
    if option.channels:
        yield Subheading(words.of(channels.TITLE))
    for channel in option.channels:
        name, use = (words.of(said(channel)) for said in (channels.channel_name, channels.channel_use))
        yield Item(words("mark"), (*strong(name), *plain(words("colon")), *plain(use)))
    yield from office_fields(told)


def _receipt(told: Telling, option: Option) -> Receipt:
    words = told.words
    name = told.name or words("receipt.nobody")
    return Receipt(
        keep=words("receipt.keep", office=told.office or words("receipt.office")),
        sentence=words.line("receipt.sentence", number=strong(told.number), name=name, item=words.item(option)),
        signatures=tuple(Field(words(f"receipt.{key}"), ()) for key in ("clerk", "person", "date", "date")),
    )
