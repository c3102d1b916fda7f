"""Composes the first page of a notice: the whole answer, to act on."""

from __future__ import annotations

from collections.abc import Iterator

from app.report.content.blocks import (
    ActionLine,
    ActionLines,
    Block,
    Cell,
    Heading,
    Line,
    Paragraph,
    TickBox,
    TimelineBlock,
    plain,
    strong,
)
from app.report.content.phrases import with_strong_days
from app.report.content.sections import (
    Telling,
    caution,
    cliffs,
    facts_about,
    left_out,
    questions,
    status,
    tiles,
    who,
)
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Option
from app.wording import outcome, values
from app.wording.glance import Glance


def first_page(told: Telling, option: Option | None, seen: Glance, *, idle: bool = False) -> Iterator[Block]:
    """Who was told, the four answers, the timeline, what each day leads to, steps, documents, questions.

    `idle`: nothing is to be done, so there are no steps, and nothing is to be brought.
    """
    yield who(told)
    yield status(told, seen)
    yield tiles(told, seen)
    yield from ahead(told)
    if option is not None:
        yield from caution(told, option)
        yield from left_out(told, option)
    yield cliffs(told, seen)
    yield from timeline(told, option, brief=True)
    if option is not None and not idle:
        yield from _steps(told, option)
        yield from _documents(told, option)
    if option is not None:
        yield from _questions(told, option)


def ahead(told: Telling) -> Iterator[Paragraph]:
    """Until when benefits are paid if nobody goes on paying, and how to prevent that; nothing while a lapse is open."""
    said = told.words.of(outcome.impending(told.assessment))
    if said:
        yield Paragraph(with_strong_days(said))


def timeline(told: Telling, option: Option | None, *, brief: bool = False) -> Iterator[Block]:
    """The record and what follows from the option; nothing for an option that cannot be taken."""
    if option is not None and option.verdict is Verdict.NO:
        return
    drawn = TimelineBlock(told.case, told.assessment, option, told.words.language, brief)
    if drawn.first_month and drawn.leaves_lapses_out:
        month = told.words.of(values.month(drawn.first_month))
        yield Paragraph(plain(told.words("timeline.from", month=month)))
    yield drawn


def _steps(told: Telling, option: Option) -> Iterator[Block]:
    words = told.words
    rows = tuple(
        ActionLine(
            (with_strong_days(words.of(step.text)),),
            (plain(words.of(step.contact)),) if step.contact else (),
            number=str(number),
        )
        for number, step in enumerate(option.steps, start=1)
    )
    office = _office(told)
    if rows or office:
        yield Heading(words("section.steps"))
    if rows:
        yield ActionLines(rows)
    if office:
        yield Paragraph(office)


def _office(told: Telling) -> Line:
    """Address, window, hours and telephone of the office, as far as they were set."""
    office, words = told.style.office, told.words
    if office is None:
        return ()
    details = (("address", office.address), ("window", office.window), ("hours", office.hours), ("phone", office.phone))
    known = [words("field.text", name=words(f"office.{key}"), value=text) for key, text in details if text]
    name = office.name or words("office")
    return (*strong(name + words("colon")), *plain(words.joined(*known))) if known else ()


def _documents(told: Telling, option: Option) -> Iterator[Block]:
    words, ticked = told.words, told.style.ticked
    rows = []
    for document in option.documents:
        instead = words("document.instead", text=words.of(document.instead)) if document.instead else ""
        where = words("document.where", text=words.of(document.where))
        beside: Cell = (plain(words.joined(words.form(document), where, instead)),)
        title = strong(words.of(document.title))
        rows.append(ActionLine((title,), beside, tick=TickBox.DONE if document.id in ticked else TickBox.OPEN))
    for custom in told.style.office.customs if told.style.office else ():
        title = (*strong(custom.title), *plain(words("wide_space") + words("document.custom")))
        done = TickBox.DONE if custom.title in ticked else TickBox.OPEN
        rows.append(ActionLine((title,), (plain(custom.note),) if custom.note else (), tick=done))
    if rows:
        missing = sum(row.tick is TickBox.OPEN for row in rows)
        key = "all" if not missing else "some" if missing < len(rows) else "none"
        yield Heading(words(f"section.documents.{key}", n=missing))
        yield ActionLines(tuple(rows))


def _questions(told: Telling, option: Option) -> Iterator[Block]:
    asked = tuple(questions(told, option, facts_about(told, option)))
    if asked:
        yield Heading(told.words("section.questions"))
        yield from asked
