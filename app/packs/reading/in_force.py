"""Lists everything in force in a place on a day, topic by topic: rules, figures, windows, documents and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from app.packs.file.consistency import FRACTIONS
from app.packs.problems import say
from app.packs.reading.comparing import Area
from app.packs.reading.sentences import (
    amount_said,
    conditions_listed,
    lump_sum_said,
    required_years_listed,
    rule_listed,
    standing_said,
    validity_said,
)
from app.regions.divisions import NATION
from app.rules.bilingual import Bilingual
from app.rules.law.facts import group_title
from app.rules.law.policy import Law, Narrowed, Pack, Policy, Validity, Value, Window, best_grade
from app.rules.law.tables import Row
from app.rules.law.terms import Grade, Matter, Source
from app.rules.outcome.warnings import figure_title
from app.wording import values as plain

Topic = Matter | Area
TOPICS: Final[tuple[Topic, ...]] = (*Matter, *Area)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What another source says instead."""

    says: Bilingual
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is recorded.

    `id` is its name across packs (`CODE/…`), `title` what it is about (None for a row of a matter), `when` in which
    cases and `then` what holds, line by line. `asks` are questions to the office, `remarks` what else has to be known.
    `standing` says why a row holds in the place; `vouched`: it is the place's own, or a text binds or adopts it.
    `idle`: rows above it answer all its cases, or the figure is not recorded for the day.
    """

    id: str
    pack: Pack
    title: Bilingual | None = None
    when: tuple[Bilingual, ...] = ()
    then: tuple[Bilingual, ...] = ()
    says: Bilingual | None = None
    valid: Validity | None = None
    sources: tuple[Source, ...] = ()
    remarks: tuple[Bilingual, ...] = ()
    asks: tuple[Bilingual, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    idle: bool = False
    standing: Bilingual | None = None
    vouched: bool = True

    @property
    def grade(self) -> Grade | None:
        """The grade of the best source; None where nothing is cited."""
        return best_grade(self.sources) if self.sources else None


def entries(policy: Policy, day: date, topic: Topic) -> tuple[Entry, ...]:
    """Everything recorded under a topic and in force on a day, in the order in which it is looked at."""
    place = _Place(policy, day)
    return tuple(place.rules(topic) if isinstance(topic, Matter) else _OF_AREA[topic](place))


def layer_said(policy: Policy, pack: Pack) -> Bilingual:
    """Whose rule it is, as seen from the place asked for: its own, or inherited from above."""
    if pack.code == policy.requested:
        return say("layer.nation" if pack.code == NATION else "layer.own")
    return say("layer.from_nation") if pack.code == NATION else say("layer.from", name=pack.name)


def figure_on(policy: Policy, day: date, name: str) -> Bilingual:
    """A figure that a rule names, with its value on a day, in the insurance year of the day."""
    if name.endswith(":*"):
        return say("force.any_rate")
    found = policy.value(name, day) or policy.value_of_year(name, day.year, day)
    amount = _amount(name, found[0]) if found else say("force.unknown")
    return say("force.figure", title=figure_title(name), amount=amount)


def _amount(name: str, value: Value) -> Bilingual:
    said = amount_said(name, value)
    return said if name.startswith(FRACTIONS) else say("force.yuan", amount=said)


@dataclass(frozen=True, slots=True)
class _Place:
    policy: Policy
    day: date

    def rules(self, matter: Matter) -> Iterator[Entry]:
        table = self.policy.table(matter, self.day)
        idle = {row.carries.id for row in table.unreachable(self.policy.asked(matter))}
        for row in table.rows:
            yield self.rule(row, is_idle=row.carries.id in idle)

    def rule(self, row: Row[Law], *, is_idle: bool) -> Entry:
        law = row.carries
        box = row.intersect(self.policy.space.whole) or self.policy.space.whole
        dissents = [it for it in self.policy.dissents if it.row.matter is law.row.matter and it.meets(box)]
        return Entry(
            id=law.id,
            pack=law.pack,
            when=conditions_listed(self.policy, law.pack, law.row.when),
            then=rule_listed(law.row.rule, self.figure),
            says=law.row.says,
            valid=law.row.valid,
            sources=law.sources,
            remarks=tuple(
                self.policy.assumption(law.pack, id_) for id_ in (*law.row.assumes, *law.row.assumes_repairing)
            ),
            asks=(*law.row.asks, *law.row.confirms),
            opinions=tuple(Opinion(it.row.says, self.cited(it.pack, it.row.cites)) for it in dissents),
            idle=is_idle,
            standing=standing_said(self.policy, law, self.day),
            vouched=law.vouched,
        )

    def figure(self, name: str) -> Bilingual:
        return figure_on(self.policy, self.day, name)

    def figures(self) -> Iterator[Entry]:
        for name in dict.fromkeys(name for pack in self.policy.packs for name in pack.parameters):
            years = sorted({value.year for value, _ in self.policy.values(name) if value.year})
            found = [self.policy.value(name, self.day)]
            found += [self.policy.value_of_year(name, year, self.day) for year in years]
            in_force = [(value, pack) for value, pack in filter(None, found)]
            for value, pack in in_force:
                yield self.value(name, value, pack)
            if not in_force:
                yield from self.latest(name)

    def value(self, name: str, value: Value, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/{name}",
            pack=pack,
            title=figure_title(name),
            when=(say("diff.window", year=value.year),) if value.year else (),
            then=(_amount(name, value),),
            valid=value.valid,
            sources=self.cited(pack, value.cites),
        )

    def latest(self, name: str) -> Iterator[Entry]:
        """A figure that is recorded, but not for this day: the last one known, marked."""
        recorded = sorted(self.policy.values(name), key=lambda found: found[0].valid.until or date.max)
        for value, pack in recorded[-1:]:
            told = say("force.not_on_day", amount=_amount(name, value), valid=validity_said(value.valid))
            yield Entry(
                id=f"{pack.code}/{name}",
                pack=pack,
                title=figure_title(name),
                then=(told,),
                valid=value.valid,
                sources=self.cited(pack, value.cites),
                idle=True,
            )

    def retirement(self) -> Iterator[Entry]:
        for sex in ("female", "male"):
            if years := self.policy.required_years(sex, self.day):
                rule, pack = years
                who = say("diff.required_years", who=say(f"show.sex.{sex}"))
                told, cited = required_years_listed(rule), self.cited(pack, rule.cites)
                yield Entry(f"{pack.code}/required_years", pack, who, then=told, valid=rule.valid, sources=cited)
        if price := self.policy.lump_sum(self.day):
            lump, pack = price
            told, cited = (lump_sum_said(lump, self.figure),), self.cited(pack, lump.cites)
            title = say("diff.lump_sum")
            yield Entry(f"{pack.code}/lump_sums", pack, title, then=told, valid=lump.valid, sources=cited)

    def windows(self) -> Iterator[Entry]:
        for year in sorted({window.year for pack in self.policy.packs for window in pack.windows}, reverse=True):
            if found := self.policy.window(year):
                window, pack = found
                span = Validity(window.opens, window.closes)
                yield Entry(
                    id=f"{pack.code}/windows/{year}",
                    pack=pack,
                    title=say("diff.window", year=year),
                    then=(validity_said(span), self.window_now(window)),
                    sources=self.cited(pack, window.cites),
                    idle=self.day > window.closes,
                )

    def window_now(self, window: Window) -> Bilingual:
        if self.day < window.opens:
            return say("force.window.later", n=(window.opens - self.day).days)
        if self.day > window.closes:
            return say("force.window.over")
        return say("force.window.open", n=(window.closes - self.day).days)

    def groups(self) -> Iterator[Entry]:
        for name in dict.fromkeys(name for pack in self.policy.packs for name in pack.groups):
            pack = next(pack for pack in self.policy.packs if name in pack.groups)
            members = group_title(self.policy.group(name))
            yield Entry(f"{pack.code}/groups/{name}", pack, Bilingual(name, name), then=(members,))

    def documents(self) -> Iterator[Entry]:
        seen = set[str]()
        for item in self.policy.documents:
            row = item.row
            if row.id not in seen:
                seen.add(row.id)
                remarks = [row.why, say("force.where", where=row.where)]
                remarks += [say("force.instead", text=row.instead)] if row.instead else []
                remarks += [say("force.if_missing", text=row.if_missing)] if row.if_missing else []
                yield Entry(
                    id=f"{item.pack.code}/documents/{row.id}",
                    pack=item.pack,
                    title=row.title,
                    when=self.when(item.pack, item),
                    then=(say("show.copies", form=row.form, n=row.copies),),
                    sources=self.cited(item.pack, row.cites),
                    remarks=tuple(remarks),
                )

    def steps(self) -> Iterator[Entry]:
        for item in self.policy.steps:
            yield Entry(
                id=f"{item.pack.code}/steps/{item.row.id}",
                pack=item.pack,
                title=item.row.text,
                when=self.when(item.pack, item),
                then=(item.row.contact,) if item.row.contact else (),
                sources=self.cited(item.pack, item.row.cites),
            )

    def disagreements(self) -> Iterator[Entry]:
        for item in self.policy.dissents:
            yield Entry(
                id=f"{item.pack.code}/disagreements/{item.row.id}",
                pack=item.pack,
                title=plain.say(f"matter.{item.row.matter}"),
                when=self.when(item.pack, item),
                then=(item.row.says,),
                sources=self.cited(item.pack, item.row.cites),
            )

    def notices(self) -> Iterator[Entry]:
        for item in self.policy.notices:
            if item.row.valid.holds(self.day):
                yield Entry(
                    id=f"{item.pack.code}/notices/{item.row.id}",
                    pack=item.pack,
                    when=self.when(item.pack, item),
                    then=(item.row.says,),
                    valid=item.row.valid,
                    sources=self.cited(item.pack, item.row.cites),
                )

    def sources(self) -> Iterator[Entry]:
        for pack in self.policy.packs:
            for source in pack.sources.values():
                since, until = source.in_force_from, source.in_force_until
                yield Entry(
                    id=f"{pack.code}/sources/{source.id}",
                    pack=pack,
                    valid=Validity(since, until),
                    sources=(source,),
                    idle=not Validity(since, until).holds(self.day),
                )

    def when(self, pack: Pack, item: Narrowed) -> tuple[Bilingual, ...]:  # type: ignore[type-arg]  # any kind of row
        return conditions_listed(self.policy, pack, item.row.when)

    def cited(self, pack: Pack, cites: Iterable[str]) -> tuple[Source, ...]:
        return self.policy.sources(pack, cites)


_OF_AREA: Final[Mapping[Area, Callable[[_Place], Iterator[Entry]]]] = {
    Area.FIGURES: _Place.figures,
    Area.RETIREMENT: _Place.retirement,
    Area.WINDOWS: _Place.windows,
    Area.GROUPS: _Place.groups,
    Area.DOCUMENTS: _Place.documents,
    Area.STEPS: _Place.steps,
    Area.DISAGREEMENTS: _Place.disagreements,
    Area.NOTICES: _Place.notices,
    Area.SOURCES: _Place.sources,
}
