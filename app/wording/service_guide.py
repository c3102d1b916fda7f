"""Words service items for people: one page each, made once for window, paper and text.

Beside the items stand a page of the channels and hotlines of the place, and one of what a lapse affects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.law.services import DoneBy, Told
from app.rules.law.terms import Grade, Source
from app.rules.outcome.assessment import Channel, LapseEffect, RequiredDocument
from app.rules.outcome.guidance.service_items import ServiceItem, ServiceStep
from app.rules.value_type import value_type
from app.wording.channels import TITLE, channel_name, channel_use
from app.wording.checklist import custom_said
from app.wording.phrasebook import phrase
from app.wording.values import joined

AREA: Final = "services"
_say: Final = partial(phrase, AREA)
CHANNELS, EFFECTS = "channels", "effects"
"""The keys of the pages that are no service item."""
_ASKED_OF_ALL: Final = (Told.TAKES, Told.FEE, Told.PROXY)


class Mark(StrEnum):
    """What stands before the entries of a section."""

    TICK = "tick"
    NUMBER = "number"
    DOT = "dot"


@value_type
class GuideEntry:
    """One entry: what it is, and what more there is to say of it, line by line."""

    head: Bilingual
    more: tuple[Bilingual, ...] = ()


@value_type
class Section:
    """Entries under a title."""

    title: Bilingual
    mark: Mark
    entries: tuple[GuideEntry, ...]


@value_type
class GuidePage:
    """A page of the guide; `lead` says what it is about, `sources` what it rests on (for an item: but its channels)."""

    key: str
    title: Bilingual
    lead: Bilingual
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    def is_found_by(self, typed: str) -> bool:
        """True when every word typed stands somewhere on the page, in either language."""
        said = self.plain
        return all(word in said for word in typed.casefold().split())

    @property
    def plain(self) -> str:
        """All its words, in small letters."""
        return "\n".join(f"{each.zh}\n{each.en}" for each in self._said()).casefold()

    def _said(self) -> Iterator[Bilingual]:
        yield self.title
        yield self.lead
        for section in self.sections:
            for entry in section.entries:
                yield entry.head
                yield from entry.more


def item_page(item: ServiceItem) -> GuidePage:
    """The page of a service item."""
    sections = (_to_bring(item), *_steps(item), *_facts(item), *_where(item.channels))
    resting = (
        *(each.sources for each in item.documents),
        *(each.sources for each in item.steps),
        *(each.sources for each in item.facts),
    )
    cited = [*item.sources, *(source for sources in resting for source in sources)]
    return GuidePage(item.id, item.title, joined(item.what), sections, tuple(dict.fromkeys(cited)))


def item_lines(item: ServiceItem) -> tuple[Bilingual, ...]:
    """What an item is and how it is done, line by line, without its documents and channels."""
    told = (*_steps(item), *_facts(item))
    return (
        item.what,
        *(_say("line", title=section.title, says=entry.head) for section in told for entry in section.entries),
    )


def channels_page(channels: Iterable[Channel]) -> GuidePage:
    """The page of every channel and hotline of the place, and what each answers."""
    told = tuple(channels)
    cited = dict.fromkeys(source for channel in told for source in channel.sources)
    return GuidePage(CHANNELS, _say("channels"), _say("channels.lead"), tuple(_where(told)), tuple(cited))


def effects_page(effects: Iterable[LapseEffect]) -> GuidePage:
    """The page of what a lapse affects, whoever has it."""
    told = tuple(effects)
    cited = dict.fromkeys(source for effect in told for source in effect.sources)
    parted = (
        ("effects.ruled", [effect for effect in told if effect.grade.decides]),
        ("effects.said", [effect for effect in told if not effect.grade.decides]),
    )
    sections = (
        Section(_say(key), Mark.DOT, tuple(GuideEntry(effect.title, (joined(effect.says),)) for effect in found))
        for key, found in parted
        if found
    )
    return GuidePage(EFFECTS, _say("affects.title"), _say("effects.lead"), tuple(sections), tuple(cited))


def checklist_entry(document: RequiredDocument) -> GuideEntry:
    """A document on the checklist of a way: as in the guide, and what it is for."""
    entry = document_entry(document)
    return GuideEntry(entry.head, (_say("document.why", text=document.why), *entry.more))


def document_entry(document: RequiredDocument) -> GuideEntry:
    """A document: what it is, in which form, when it is asked for, where it is had, what replaces it."""
    form = _say("document", title=document.title, form=document.form, n=document.copies)
    told = [
        ("document.needed", document.needed),
        ("document.where", document.where),
        ("document.instead", document.instead),
        ("document.missing", document.if_missing),
    ]
    more = [_say(key, text=text) for key, text in told if text is not None]
    usage = custom_said(document)
    return GuideEntry(joined(form), (*more, *([joined(usage)] if usage is not None else [])))


def _to_bring(item: ServiceItem) -> Section:
    entries = tuple(map(document_entry, item.documents)) or (GuideEntry(_say("documents.none")),)
    return Section(_say("documents"), Mark.TICK if item.documents else Mark.DOT, entries)


def _steps(item: ServiceItem) -> Iterator[Section]:
    """The steps, in a section wherever online gives way to the counter or to what has to be done in either case."""
    runs: list[list[ServiceStep]] = []
    for step in item.steps:
        if runs and runs[-1][0].by is step.by:
            runs[-1].append(step)
        else:
            runs.append([step])
    for number, run in enumerate(runs):
        by = run[0].by
        key = ("steps.then" if number else "steps.first") if by is DoneBy.EITHER else f"steps.{by}"
        key = "steps" if len(runs) == 1 and by is DoneBy.EITHER else key
        yield Section(_say(key), Mark.NUMBER, tuple(GuideEntry(_marked(step.text, step.grade)) for step in run))


def _facts(item: ServiceItem) -> Iterator[Section]:
    entries = [GuideEntry(_marked(_say(f"fact.{fact.told}", says=fact.says), fact.grade)) for fact in item.facts]
    untold = [told for told in _ASKED_OF_ALL if not item.facts_of(told)]
    if untold:
        names = [_say(f"untold.{told}") for told in untold]
        listed = Bilingual("、".join(name.zh for name in names), ", ".join(name.en for name in names))
        entries.append(GuideEntry(_say("untold", names=listed)))
    if entries:
        yield Section(_say("facts"), Mark.DOT, tuple(entries))


def _where(channels: Iterable[Channel]) -> Iterator[Section]:
    entries = tuple(GuideEntry(channel_name(channel), (channel_use(channel),)) for channel in channels)
    if entries:
        yield Section(TITLE, Mark.DOT, entries)


def _marked(said: Bilingual, grade: Grade) -> Bilingual:
    """A sentence, with a mark where no official text says so."""
    if grade.decides:
        return joined(said)
    return joined(said, _say("affects.web" if grade is Grade.WEB else "affects.unsure"))
