"""Composes the checklist notice (一次性告知单) for one option, or for a case in which nothing has to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.report.content.blocks import (
    Block,
    Field,
    Heading,
    Item,
    Line,
    Paper,
    Paragraph,
    Receipt,
    SmallPrint,
    Turn,
    plain,
    strong,
)
from app.report.content.first_page import first_page
from app.report.content.phrases import Phrasing, with_strong_days
from app.report.content.sections import (
    Style,
    Telling,
    assumptions,
    bills,
    change_lines,
    codes,
    decisions,
    disagreements,
    effects_in_short,
    effects_of,
    facts_about,
    facts_to_find_out,
    further_warnings,
    packs,
    paper_of,
    results,
    section,
    sources_in_short,
    warnings,
)
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Channel, Option
from app.rules.record.case import Case
from app.wording import channels, outcome
from app.wording.leading import why_leading


def notice(case: Case, assessment: Assessment, option: Option | None, style: Style) -> Paper:
    """The checklist notice for one option of an assessment; None where there is none.

    The first page is the whole answer, the second what it rests on. Where there is nothing to do, one page says what
    comes next.
    """
    told = Telling.of_way(case, assessment, option, style)
    seen = told.glance(told.way)
    words = told.words
    idle = option is None or (seen.nothing_to_do and option.verdict is Verdict.YES)
    first = tuple(first_page(told, option, seen, idle=idle))
    subtitle = words("notice.subtitle") if idle or option is None else words.item(option)
    if idle or option is None:
        return paper_of(told, "notice", subtitle, (*first, *_what_comes_next(told, option), Turn.PAGE))
    return paper_of(told, "notice", subtitle, (*first, Turn.PAGE, *_particulars(told, option)))


def _what_comes_next(told: Telling, option: Option | None) -> Iterator[Block]:
    """What there is to know where nothing has to be done, and what it rests on in small print."""
    words, shown = told.words, () if option is None else (option,)
    yield from section(words("section.next"), warnings(told, shown))
    if option is None:
        yield from section(words("section.questions"), facts_to_find_out(told))
    else:
        yield from section(words("section.effects"), effects_of(told, option))
        yield from _listed(words("section.result"), results(told, option))
        yield from _disagreements(told, option)
        yield from _told_on(told, words.of(channels.TITLE), _channels(told, option))
    yield from (*sources_in_short(told), *assumptions(told, shown), *packs(told), codes(told))


def _particulars(told: Telling, option: Option) -> Iterator[Block]:
    """What the answer rests on: warnings, other ways, reasons, and in small print what is looked up; the receipt."""
    words = told.words
    yield from section(words("section.warnings"), further_warnings(told, option))
    yield from section(words("other_ways"), _other_ways(told, option))
    yield from section(words("section.result"), _result(told, option))
    yield Heading(words("section.small"))
    for title, said in effects_in_short(told, option):
        yield from _told_on(told, title, said)
    yield from _told_on(told, words.of(channels.TITLE), _channels(told, option))
    yield from _told_on(told, words("changes"), change_lines(words, option))
    yield from _told_on(told, words("section.documents.more"), _documents(told, option))
    yield from _disagreements(told, option)
    yield from (*sources_in_short(told), *assumptions(told, [option]), *packs(told))
    yield _receipt(told, option)


def _told_on(told: Telling, title: str, sentences: Iterable[Line]) -> Iterator[SmallPrint]:
    """Sentences after each other in small print, their title before the first: it never stands alone."""
    parts = tuple(sentences)
    if parts:
        yield SmallPrint((*strong(title + told.words("colon")), *told.words.run_on(parts)))


def _listed(title: str, items: Iterable[Item]) -> Iterator[SmallPrint]:
    """Items in small print, one paragraph each, their title before the first."""
    for number, item in enumerate(items):
        yield SmallPrint((*strong(title), *plain(" "), *item.line) if number == 0 else item.line, item.mark)


def _disagreements(told: Telling, option: Option) -> Iterator[SmallPrint]:
    """What other sources say, each once, with the numbers of all that say it."""
    return _listed(told.words("disagreements"), disagreements(told, option))


def _result(told: Telling, option: Option) -> Iterator[Block]:
    yield from results(told, option)
    yield from decisions(told, option)
    yield from bills(told, option)


def _other_ways(told: Telling, option: Option) -> Iterator[Block]:
    """Why the option comes first, where it does, and every other way in one line: the same answers, in short.

    Last, what is still to be found out for them alone.
    """
    words = told.words
    why = why_leading(told.assessment)
    if why is not None and option == told.assessment.leading:
        yield Paragraph(with_strong_days(words.of(why)))
    for key, other in told.assessment.ways.items():
        if key == told.way:
            continue
        seen = told.glance(key)
        title = strong(words.of(outcome.way_title(key, other)) + words("colon"))
        verdict = words.of(outcome.verdict_name(other.verdict))
        answers = (words(f"other_ways.{each.about}", value=words.of(each.value)) for each in seen.answers[1:])
        yield Item(words("mark"), (*title, *plain(words.joined(verdict, *answers))))
    here = facts_about(told, option)
    elsewhere = [words.of(each.question) for each in told.assessment.missing_facts if each not in here]
    if elsewhere:
        yield Item(words("mark"), plain(words("other_ways.facts") + words("space").join(elsewhere)))


def _documents(told: Telling, option: Option) -> Iterator[Line]:
    """What each document is for, and what to do without it."""
    words = told.words
    for document in option.documents:
        missing = words("document.missing", text=words.of(document.if_missing)) if document.if_missing else ""
        text = words.joined(words.of(document.why), missing)
        yield (*strong(words.of(document.title) + words("colon")), *plain(text))


def _channels(told: Telling, option: Option) -> Iterator[Line]:
    """Where it is done, official channels first; the rest under one mark."""
    words = told.words
    official = [channel for channel in option.channels if channel.grade.decides]
    for channel in official:
        yield _channel(words, channel)
    unsure = [channel for channel in option.channels if not channel.grade.decides]
    for number, channel in enumerate(unsure):
        mark = words.of(channels.UNSURE_THESE) if number == 0 else ""
        yield (*plain(mark), *_channel(words, channel))


def _channel(words: Phrasing, channel: Channel) -> Line:
    name, use = (words.of(said(channel)) for said in (channels.channel_name, channels.channel_reach))
    return (*strong(name + words("colon")), *plain(use))


def _receipt(told: Telling, option: Option) -> Receipt:
    words = told.words
    name = told.name or words("receipt.nobody")
    return Receipt(
        keep=words("receipt.keep", office=told.office or words("receipt.office")),
        sentence=words.line("receipt.sentence", number=strong(told.number), name=name, item=words.item(option)),
        signatures=tuple(Field(words(f"receipt.{key}"), ()) for key in ("clerk", "person", "date", "date")),
        codes=codes(told),
    )
