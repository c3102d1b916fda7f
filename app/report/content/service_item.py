"""Composes the sheet of one service item: what to bring, what to do, what to know, where, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from app.report.content.blocks import (
    Block,
    Column,
    Heading,
    Item,
    Paper,
    PaperTable,
    Paragraph,
    Subheading,
    Use,
    plain,
    strong,
)
from app.wording.office_and_bills import grade_name
from app.wording.phrasebook import Phrasebook
from app.wording.service_guide import GuideEntry, GuidePage, Mark, Section

_DOT = "·"


def service_paper(page: GuidePage, foot: str, page_number: str, words: Phrasebook) -> Paper:
    """The sheet of a page of the guide; `foot` names place and day, `words` are those of the guide."""
    title = words.of(page.title)
    return Paper(running=title, footer=(foot,), page_number=page_number, blocks=tuple(_blocks(page, words)))


def _blocks(page: GuidePage, words: Phrasebook) -> Iterator[Block]:
    yield Heading(words.of(page.title))
    yield Paragraph(plain(words.of(page.lead)))
    for section in page.sections:
        if section.mark is Mark.TICK:
            yield _ticked(section, words)
        else:
            yield Subheading(words.of(section.title))
            yield from _listed(section, words)
    if page.sources:
        yield Paragraph(plain(words("sources.line", sources=_sources(page, words))))


def _sources(page: GuidePage, words: Phrasebook) -> str:
    """The titles of the sources by grade; weak ones are left to the marks at what they say, where there are better."""
    titles: dict[str, list[str]] = {}
    strong_ones = [source for source in page.sources if source.grade.decides]
    for source in strong_ones or page.sources:
        titles.setdefault(words.of(grade_name(source)), []).append(source.title)
    told = (words("source", grade=grade, sources=words("list").join(found)) for grade, found in titles.items())
    return words("sources.between").join(told)


def _ticked(section: Section, words: Phrasebook) -> PaperTable:
    columns = (
        Column("", 0.06, Use.TICK),
        Column(words("documents.name"), 0.37),
        Column(words("documents.more"), 0.57),
    )
    between = words("sources.between")
    rows = tuple(
        ((), (strong(words.of(entry.head)),), (plain(between.join(map(words.of, entry.more))),))
        for entry in section.entries
    )
    return PaperTable(columns, rows)


def _listed(section: Section, words: Phrasebook) -> Iterator[Block]:
    for number, entry in enumerate(section.entries, 1):
        yield Item(f"{number}." if section.mark is Mark.NUMBER else _DOT, plain(_whole(entry, words)))


def _whole(entry: GuideEntry, words: Phrasebook) -> str:
    said = (entry.head, *entry.more)
    return words("between").join(words.of(each) for each in said)
