"""Knows how a value of an answer is said on paper: days, sums, waits, sources. Does not know where on the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from app.report.blocks import Line, filled, plain, strong
from app.rules.assessment import (
    Bearer,
    Cost,
    Option,
    OptionId,
    PolicyUsed,
    RequiredDocument,
    Source,
    Verdict,
    Waiting,
)
from app.rules.case import Case
from app.rules.facts import FACTS
from app.rules.history import Scheme
from app.rules.months import Month, Span
from app.rules.said import Language, Said
from app.wording import phrases

HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Phrasing:
    """The words of paper in one language."""

    language: Language

    def said(self, key: str, **values: str) -> str:
        """A phrase of the area `report`, with its placeholders filled; KeyError when there is none."""
        text = phrases("report")[key].in_(self.language)
        return text.format(**values) if values else text

    def line(self, key: str, **values: str | Line) -> Line:
        """The same as a line, in which a filled value keeps its weight."""
        return filled(phrases("report")[key].in_(self.language), **values)

    def of(self, words: Said) -> str:
        """A sentence of the assessment itself."""
        return words.in_(self.language)

    def day(self, day: date) -> str:
        """A calendar day in words."""
        name = self.said(f"month.{day.month}")
        return self.said("day", year=str(day.year), month=str(day.month), name=name, day=str(day.day))

    def month(self, month: Month) -> str:
        """A calendar month in words."""
        name = self.said(f"month.{month.number}")
        return self.said("month", year=str(month.year), month=str(month.number), name=name)

    def span(self, span: Span) -> str:
        """A span of months in words, with its length."""
        if len(span) == 1:
            return self.said("span.one", month=self.month(span.first))
        return self.said("span.many", first=self.month(span.first), last=self.month(span.last), n=str(len(span)))

    def sum(self, yuan: Decimal) -> str:
        """A sum of money with its unit."""
        return self.said("yuan", amount=f"{yuan:,.2f}")

    def scheme(self, scheme: Scheme) -> str:
        """The name of a scheme."""
        return self.of(FACTS["scheme_before"].values[scheme])

    def option(self, option: OptionId) -> str:
        """The short name of a way to close a lapse."""
        return self.said(f"option.{option}")

    def verdict(self, verdict: Verdict) -> str:
        """可以办 · 办不了 · 须经办确认."""
        return self.said(f"verdict.{verdict}")

    def bearer(self, bearer: Bearer) -> str:
        """Who pays."""
        return self.said(f"bearer.{bearer}")

    def length(self, waiting: Waiting) -> str:
        """How long a wait is."""
        if waiting.months is not None:
            return self.said("months", n=str(waiting.months))
        return self.said("days", n=str(waiting.days))

    def coded(self, group: str, code: str) -> str:
        """A coded outcome in words; a code this paper has no words for is one the office has to explain."""
        known = phrases("report")
        key = f"{group}.{code}"
        return self.said(key if key in known else "verdict.ask")

    def payers(self, cost: Cost) -> str:
        """Who pays how much of a bill; the order is the bill's own."""
        shares: dict[Bearer, Decimal] = {}
        for each in cost.lines:
            shares[each.payer] = shares.get(each.payer, Decimal(0)) + each.amount
        if len(shares) == 1:
            return self.said("cost.one_payer", payer=self.bearer(*shares))
        between = self.said("list")
        return between.join(f"{self.bearer(payer)} {self.sum(amount)}" for payer, amount in shares.items())

    def form(self, document: RequiredDocument) -> str:
        """Original or copy, and how many."""
        return self.said("document.form", form=self.of(document.form), n=str(document.copies))

    def source(self, source: Source) -> Line:
        """A source with everything that names it, and its grade in bold."""
        titled = self.said("source.title", title=source.title) if "《" not in source.title else source.title
        parts = [part for part in (titled, source.number, source.issuer, source.dated) if part]
        named = self.said("source.between").join(parts)
        return self.line("source", named=plain(named), grade=strong(self.said(f"grade.{source.grade}")))

    def pack(self, pack: PolicyUsed) -> str:
        """A pack's name, code, version and short digest."""
        name = self.of(pack.name)
        return self.said("pack", name=name, code=pack.code, version=pack.version, digest=pack.sha256[:HASH_DIGITS])

    def region(self, case: Case, packs: Iterable[PolicyUsed]) -> str:
        """The name of the case's region; the bare code where no pack that took part bears it."""
        return next((self.of(pack.name) for pack in packs if pack.code == case.region), case.region)


def sources_of(options: Iterable[Option]) -> Mapping[Source, int]:
    """Every source the options rest on, numbered from 1 in the order in which they are met."""
    met = chain.from_iterable(_sources_of(option) for option in options)
    return {source: number for number, source in enumerate(dict.fromkeys(met), start=1)}


def _sources_of(option: Option) -> Iterable[Source]:
    for part in (*option.reasons, *option.documents, *option.steps):
        yield from part.sources
    for disagreement in option.disagreements:
        yield disagreement.source


def citation(sources: Iterable[Source], numbers: Mapping[Source, int]) -> str:
    """The numbers of sources in brackets.

    >>> citation((), {})
    ''
    """
    return "".join(f"[{number}]" for number in sorted({numbers[source] for source in sources}))
