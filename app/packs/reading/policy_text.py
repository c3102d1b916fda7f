"""Writes the rules in force in a place on a day as text for an official to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.packs.problems import say
from app.packs.reading.sentences import (
    amount_said,
    cited_said,
    conditions_said,
    lump_sum_said,
    required_years_said,
    rule_said,
    standing_said,
    validity_said,
)
from app.rules.bilingual import Bilingual, Language
from app.rules.law.policy import Law, Pack, Policy, Value
from app.rules.law.terms import Matter
from app.wording import values as plain
from app.wording.phrasebook import Phrasebook


def policy_text(policy: Policy, day: date, language: Language) -> str:
    """The rules of a place as in force on a day: every row with its sources, figures, windows, other opinions."""
    shown = _Shown(policy, day, Phrasebook("packs", language))
    return "\n".join(line.rstrip() for line in shown.lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Shown:
    policy: Policy
    day: date
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for matter in Matter:
            yield from self.section(plain.say(f"matter.{matter}"), self.rules(matter))
        yield from self.section(say("show.figures"), self.figures())
        yield from self.section(say("show.retirement"), self.retirement())
        yield from self.section(say("show.windows"), self.windows())
        yield from self.section(say("show.groups"), self.groups())
        yield from self.section(say("show.disagreements"), self.disagreements())
        yield from self.section(say("show.documents"), self.documents())
        yield from self.section(say("show.steps"), self.steps())
        yield from self.section(say("show.notices"), self.notices())
        yield from self.section(say("show.sources"), self.sources())

    def head(self) -> Iterator[str]:
        own = self.policy.own
        inherits = own.code != self.policy.requested
        name = self.policy.requested_name if inherits else own.name
        yield self.words("show.title", name=name, code=self.policy.requested, day=plain.day(self.day))
        if inherits:
            yield self.words("show.inherited", requested=name, name=own.name)
        if not self.policy.claimed(self.day):
            yield self.words("show.outside", claims=validity_said(own.claims))
        if self.policy.contact:
            yield self.words("show.contact", whom=self.policy.contact)
        yield ""
        for pack in self.policy.packs:
            yield self.words.of(
                say("show.pack", code=pack.code, name=pack.name, version=pack.version, standing=pack.standing)
            )
            yield self.words("show.claims", claims=validity_said(pack.claims))
            yield f"    sha256 {pack.sha256}"

    def section(self, title: Bilingual, body: Iterable[str]) -> Iterator[str]:
        lines = list(body)
        if lines:
            yield from ("", f"== {self.words.of(title)} ==", *lines)

    def rules(self, matter: Matter) -> Iterator[str]:
        rows = self.policy.table(matter, self.day).rows
        for number, row in enumerate(rows, 1):
            yield from self.rule(number, row.carries)
        if not rows:
            yield self.words("show.no_rule")

    def rule(self, number: int, law: Law) -> Iterator[str]:
        yield f"{number}. {law.id}"
        yield self.item("show.when", conditions_said(self.policy, law.pack, law.row.when))
        yield self.item("show.then", rule_said(law.row.rule))
        yield self.item("show.says", law.row.says)
        yield self.item("show.standing", standing_said(self.policy, law, self.day))
        yield from self.cited(law.pack, law.row.cites)
        yield self.item("show.valid", validity_said(law.row.valid))
        for id_ in (*law.row.assumes, *law.row.assumes_repairing):
            yield self.item("show.assumes", say("show.named", id=id_, text=self.policy.assumption(law.pack, id_)))
        for question in (*law.row.asks, *law.row.confirms):
            yield self.item("show.asks", question)

    def figures(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for name, values in pack.parameters.items():
                for value in values:
                    yield f"- {pack.code}  {name}  {self.amount(name, value)}"
                    yield from self.cited(pack, value.cites)
                    yield self.item("show.valid", validity_said(value.valid))

    def amount(self, name: str, value: Value) -> str:
        amount = amount_said(name, value)
        return self.words("show.of_year", year=value.year, amount=amount) if value.year else self.words.of(amount)

    def retirement(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for years in pack.required_years:
                told = self.words.of(required_years_said(years))
                yield f"- {pack.code}  {self.words(f'show.sex.{years.sex}')}: {told}"
                yield self.item("show.valid", validity_said(years.valid))
                yield from self.cited(pack, years.cites)
            for price in pack.lump_sums:
                yield f"- {pack.code}  {self.words.of(lump_sum_said(price))}"
                yield self.item("show.valid", validity_said(price.valid))
                yield from self.cited(pack, price.cites)

    def windows(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for window in pack.windows:
                dates = say("words.valid", since=plain.day(window.opens), until=plain.day(window.closes))
                yield f"- {pack.code}  {self.words('show.of_year', year=window.year, amount=dates)}"
                yield from self.cited(pack, window.cites)

    def groups(self) -> Iterator[str]:
        for name in dict.fromkeys(name for pack in self.policy.packs for name in pack.groups):
            yield f"- {name}: {', '.join(sorted(self.policy.group(name)))}"

    def disagreements(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for row in pack.dissents:
                yield f"- {pack.code}/{row.id}  {self.words.of(plain.say(f'matter.{row.matter}'))}"
                yield self.item("show.when", conditions_said(self.policy, pack, row.when))
                yield self.item("show.says", row.says)
                yield from self.cited(pack, row.cites)

    def documents(self) -> Iterator[str]:
        seen = set[str]()
        for pack in self.policy.packs:
            for row in pack.documents:
                if row.id not in seen:
                    seen.add(row.id)
                    yield f"- {self.words.of(row.title)}  ({pack.code}/{row.id})"
                    yield self.item("show.when", conditions_said(self.policy, pack, row.when))
                    yield self.item("show.form", say("show.copies", form=row.form, n=row.copies))
                    yield self.item("show.why", row.why)
                    yield from self.cited(pack, row.cites)

    def steps(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for row in pack.steps:
                yield f"- {self.words.of(row.text)}  ({pack.code}/{row.id})"
                yield self.item("show.when", conditions_said(self.policy, pack, row.when))
                yield from self.cited(pack, row.cites)

    def notices(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for notice in pack.notices:
                yield f"- {self.words.of(notice.says)}  ({pack.code}/{notice.id})"
                yield self.item("show.valid", validity_said(notice.valid))
                yield from self.cited(pack, notice.cites)

    def sources(self) -> Iterator[str]:
        for pack in self.policy.packs:
            for source in pack.sources.values():
                yield f"- {source.id}  {self.words.of(cited_said(source))}"
                details = "  ".join(filter(None, (source.issuer, source.dated, source.address)))
                if details:
                    yield f"    {details}"

    def cited(self, pack: Pack, cites: Iterable[str]) -> Iterator[str]:
        for source in self.policy.sources(pack, cites):
            yield self.item("show.source", cited_said(source))

    def item(self, key: str, text: Bilingual) -> str:
        return f"    {self.words(key, text=text)}"
