"""Words the values of an answer for papers: bills, waiting periods, sources, packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from app.regions.divisions import NATION, name_of
from app.report.content.blocks import Line, TextRun, filled, merged, plain, strong
from app.rules.bilingual import Language
from app.rules.law.terms import Bearer, Source
from app.rules.outcome.assessment import Cost, CostLine, Option, PolicyUsed, Reason, RequiredDocument
from app.rules.outcome.decisions import is_decided
from app.rules.record.case import Case
from app.wording import outcome, values
from app.wording.effects import Effect
from app.wording.office_and_bills import DECIDED
from app.wording.phrasebook import Phrasebook

PACK_DIGITS = 8
_ENDS = ("。", "？", "；", ".", "?", "]")
_MONTHS = "|".join(values.say(f"month.{number}").en for number in range(1, 13))
_DAY = re.compile(rf"(?:\d+年)?\d+月\d+日|\d+ (?:{_MONTHS})\b(?: \d{{4}})?")


class Phrasing(Phrasebook):
    """The phrases for papers in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__("report", language)

    def line(self, key: str, **values: str | Line) -> Line:
        """A phrase as a line, in which a filled value keeps its weight."""
        return filled(self.template(key), **values)

    def day(self, day: date) -> str:
        """A calendar day in words."""
        return self.of(values.day(day))

    def sum(self, yuan: Decimal) -> str:
        """A sum of money with its unit."""
        return self.of(values.money(yuan))

    def option(self, option: Option) -> str:
        """The name of an option."""
        return self.of(outcome.option_title(option))

    def item(self, option: Option) -> str:
        """The service item an option falls under."""
        return self(f"item.{option.id}", scheme=self.of(values.scheme_name(option.resume_as)))

    def joined(self, *parts: str) -> str:
        """Short remarks in one line; empty ones are left out."""
        return self("sentence.between").join(part for part in parts if part)

    def run_on(self, parts: Iterable[Line]) -> Line:
        """Sentences after each other in one paragraph, each with its end."""
        runs: list[TextRun] = []
        for part in parts:
            said = "".join(run.text for run in part).rstrip()
            runs += [*part, *plain(self("space") if said.endswith(_ENDS) else self("sentence.end") + self("space"))]
        return merged(runs)

    def bill_line(self, line: CostLine) -> str:
        """A line of a bill: what for, the arithmetic where there is any, and the sum."""
        own = self.own_figure(line)
        key = "cost.line" if self.arithmetic(line) else "cost.line.plain"
        return self(key, label=line.label, formula=line.formula, amount=self.sum(line.amount), own=own)

    def own_figure(self, line: CostLine) -> str:
        """Behind the arithmetic of a line: whose figure it was worked out with, where no pack has it."""
        if line.users_own:
            return self("cost.users_own")
        return self("cost.office_own") if line.office_own else ""

    def arithmetic(self, line: CostLine) -> str:
        """The arithmetic of a line; empty where it is the sum itself."""
        return "" if line.formula in (f"{line.amount:.2f}", f"{line.amount:.2f} × 1") else line.formula

    def listed(self, parts: Iterable[str]) -> str:
        """Several short phrases in one sentence."""
        return self("list").join(parts)

    def payers(self, cost: Cost) -> str:
        """Who pays how much of a bill; the order is the bill's own."""
        shares: dict[Bearer, Decimal] = {}
        for each in cost.lines:
            shares[each.payer] = shares.get(each.payer, Decimal(0)) + each.amount
        if len(shares) == 1:
            return self("cost.one_payer", payer=self.payer(*shares))
        return self.listed(f"{self.payer(payer)} {self.sum(amount)}" for payer, amount in shares.items())

    def payer(self, payer: Bearer) -> str:
        """Who pays a bill."""
        return self(f"payer.{payer}")

    def form(self, document: RequiredDocument) -> str:
        """Original or copy, and how many."""
        return self("document.form", form=self.of(document.form), n=str(document.copies))

    def source(self, source: Source, grade: str = "") -> Line:
        """A source with everything that names it, and its grade in bold, in full unless another text is given."""
        titled = source.title if "《" in source.title else self("source.title", title=source.title)
        named = [part for part in (titled, source.number, source.issuer, source.dated) if part]
        return self.line("source", named=self.listed(named), grade=strong(grade or self.grade(source)))

    def grade_mark(self, source: Source) -> str:
        """The same as `grade`, in a letter or a word."""
        return self("grade.mark.decided") if is_decided(source) else self(f"grade.mark.{source.grade}")

    def grade(self, rests_on: Reason | Source) -> str:
        """How far a reason or a source can be relied on."""
        return self.of(DECIDED) if is_decided(rests_on) else self(f"grade.{rests_on.grade}")

    def pack(self, pack: PolicyUsed) -> str:
        """A pack's name, code, version and short digest."""
        name = self.of(pack.name)
        return self("pack", name=name, code=pack.code, version=pack.version, digest=pack.sha256[:PACK_DIGITS])

    def region(self, case: Case, packs: Iterable[PolicyUsed]) -> str:
        """The name of the case's region, from its own pack where there is one."""
        own = next((self.of(pack.name) for pack in packs if pack.code == case.region), None)
        return own or (self("nation") if case.region == NATION else name_of(case.region))


def with_strong_days(text: str) -> Line:
    """A sentence with every calendar day in it in bold.

    >>> with_strong_days("最晚2026年11月30日到账")[1]
    TextRun(text='2026年11月30日', strong=True)
    >>> with_strong_days("by 30 November; later")[1]
    TextRun(text='30 November', strong=True)
    """
    runs: list[TextRun] = []
    at = 0
    for day in _DAY.finditer(text):
        runs += [*plain(text[at : day.start()]), *strong(day.group())]
        at = day.end()
    return merged((*runs, *plain(text[at:])))


def sources_of(options: Iterable[Option], affecting: Iterable[Effect] = ()) -> Mapping[Source, int]:
    """Every source of the options and of some effects, numbered from 1 in order of first use."""
    met = dict.fromkeys(source for option in options for source in _sources_of(option))
    met |= dict.fromkeys(source for effect in affecting for source in effect.sources)
    return {source: number for number, source in enumerate(met, start=1)}


def _sources_of(option: Option) -> Iterator[Source]:
    for reason in option.reasons:
        yield from reason.sources
    for disagreement in option.disagreements:
        yield disagreement.source
    for document in option.documents:
        yield from document.sources
    for step in option.steps:
        yield from step.sources
    for channel in option.channels:
        yield from channel.sources


def citation(sources: Iterable[Source], numbers: Mapping[Source, int]) -> str:
    """The numbers of sources in brackets.

    >>> citation((), {})
    ''
    """
    return "".join(f"[{number}]" for number in sorted({numbers[source] for source in sources}))
