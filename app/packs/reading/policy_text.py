"""Writes the rules in force in a place on a day as text for an official to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from app.packs.problems import say
from app.packs.reading.in_force import Area, Entry, recorded
from app.packs.reading.sentences import (
    amount_said,
    cited_said,
    in_one_sentence,
    lump_sum_said,
    required_years_said,
    rule_said,
    validity_said,
)
from app.rules.bilingual import Bilingual, Language
from app.rules.law.insured_years import InsuredYearRow
from app.rules.law.policy import LumpSum, Policy, RequiredYears, Validity
from app.rules.law.terms import Matter
from app.rules.value_type import value_type
from app.wording import values as plain
from app.wording.phrasebook import Phrasebook


def policy_text(policy: Policy, day: date, language: Language) -> str:
    """The rules of a place as in force on a day: every row with its sources, figures, windows, other opinions."""
    shown = _Shown(policy, day, Phrasebook("packs", language))
    return "\n".join(line.rstrip() for line in shown.lines()) + "\n"


@value_type
class _Shown:
    policy: Policy
    day: date
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        yield from self.head()
        for matter in Matter:
            yield from self.section(plain.say(f"matter.{matter}"), self.rules(matter))
        for area, told in _TOLD.items():
            found = recorded(self.policy, self.day, area)
            yield from self.section(say(f"show.{area}"), (line for entry in found for line in told(self, entry)))

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
        found = recorded(self.policy, self.day, matter)
        for number, entry in enumerate(found, 1):
            yield f"{number}. {entry.id}"
            yield from self.rule(entry)
        if not found:
            yield self.words("show.no_rule")

    def rule(self, entry: Entry) -> Iterator[str]:
        row = entry.row.row
        yield self.when(entry)
        yield self.item("show.then", rule_said(row.rule))
        yield self.item("show.says", row.says)
        yield self.item("show.standing", entry.standing)
        yield from self.cited(entry)
        yield self.valid(entry)
        for id_, text in zip((*row.assumes, *row.assumes_repairing), entry.remarks, strict=True):
            yield self.item("show.assumes", say("show.named", id=id_, text=text))
        for question in entry.asks:
            yield self.item("show.asks", question)

    def figure(self, entry: Entry) -> Iterator[str]:
        said, year = amount_said(entry.name, entry.row), entry.row.year
        amount = self.words("show.of_year", year=year, amount=said) if year else self.words.of(said)
        yield f"- {entry.pack.code}  {entry.name}  {amount}"
        yield from self.cited(entry)
        yield self.valid(entry)

    def retirement(self, entry: Entry) -> Iterator[str]:
        if isinstance(entry.row, LumpSum):
            yield f"- {entry.pack.code}  {self.words.of(lump_sum_said(entry.row))}"
        elif isinstance(entry.row, RequiredYears):
            told = self.words.of(required_years_said(entry.row))
            yield f"- {entry.pack.code}  {self.words(f'show.sex.{entry.name}')}: {told}"
        else:
            yield f"- {entry.pack.code}  {self.words.of(entry.then[0])}"
        yield self.valid(entry)
        yield from self.cited(entry)

    def window(self, entry: Entry) -> Iterator[str]:
        if isinstance(entry.row, InsuredYearRow):
            yield f"- {entry.pack.code}/{entry.row.year.id}  {self.words.of(entry.then[0])}"
            yield self.when(entry)
            yield self.item("show.says", entry.says)
        else:
            yield f"- {entry.pack.code}  {self.words('show.of_year', year=entry.row.year, amount=entry.then[0])}"
        yield from self.cited(entry)

    def group(self, entry: Entry) -> Iterator[str]:
        yield f"- {entry.name}: {', '.join(sorted(entry.row))}"

    def disagreement(self, entry: Entry) -> Iterator[str]:
        yield f"- {entry.pack.code}/{entry.row.id}  {self.words.of(plain.say(f'matter.{entry.row.matter}'))}"
        yield self.when(entry)
        yield self.item("show.says", entry.row.says)
        yield from self.cited(entry)

    def document(self, entry: Entry) -> Iterator[str]:
        yield self.named(entry.row.title, entry)
        yield self.when(entry)
        yield self.item("show.form", entry.then[0])
        yield self.item("show.why", entry.row.why)
        yield from self.cited(entry)

    def step(self, entry: Entry) -> Iterator[str]:
        yield self.named(entry.row.text, entry)
        yield self.when(entry)
        yield from self.cited(entry)

    def channel(self, entry: Entry) -> Iterator[str]:
        yield self.named(entry.title or entry.row.name, entry)
        yield from (f"    {self.words.of(told)}" for told in entry.then)
        yield self.when(entry)
        yield self.valid(entry)
        yield from self.cited(entry)

    def told(self, entry: Entry) -> Iterator[str]:
        """An entry that has a title, as it is: in which case, what holds, and on what it rests."""
        yield f"- {self.words.of(entry.title or entry.then[0])}  ({entry.id})"
        if entry.when:
            yield self.when(entry)
        yield from (f"    {self.words.of(told)}" for told in entry.then)
        yield from self.cited(entry)

    def notice(self, entry: Entry) -> Iterator[str]:
        yield self.named(entry.row.says, entry)
        yield self.valid(entry)
        yield from self.cited(entry)

    def source(self, entry: Entry) -> Iterator[str]:
        source = entry.row
        yield f"- {source.id}  {self.words.of(cited_said(source))}"
        details = "  ".join(filter(None, (source.issuer, source.dated, source.address)))
        if details:
            yield f"    {details}"

    def named(self, text: Bilingual, entry: Entry) -> str:
        return f"- {self.words.of(text)}  ({entry.pack.code}/{entry.row.id})"

    def when(self, entry: Entry) -> str:
        return self.item("show.when", in_one_sentence(entry.when))

    def valid(self, entry: Entry) -> str:
        return self.item("show.valid", validity_said(entry.valid or Validity()))

    def cited(self, entry: Entry) -> Iterator[str]:
        return (self.item("show.source", cited_said(source)) for source in entry.sources)

    def item(self, key: str, text: Bilingual | None) -> str:
        return f"    {self.words(key, text=text)}"


_TOLD: Final[Mapping[Area, Callable[[_Shown, Entry], Iterator[str]]]] = {
    Area.FIGURES: _Shown.figure,
    Area.RETIREMENT: _Shown.retirement,
    Area.WINDOWS: _Shown.window,
    Area.GROUPS: _Shown.group,
    Area.DISAGREEMENTS: _Shown.disagreement,
    Area.DOCUMENTS: _Shown.document,
    Area.STEPS: _Shown.step,
    Area.CHANNELS: _Shown.channel,
    Area.SERVICES: _Shown.told,
    Area.LAPSE_EFFECTS: _Shown.told,
    Area.NOTICES: _Shown.notice,
    Area.SOURCES: _Shown.source,
}
