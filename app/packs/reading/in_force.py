"""What packs record under each topic: in force in a place on a day, or whatever its dates.

Browser, `policy show` and `policy diff` read these entries; none of them walks the packs itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from app.packs.file.consistency import FRACTIONS
from app.packs.problems import say
from app.packs.reading.sentences import (
    amount_said,
    conditions_listed,
    incentive_said,
    insured_year_said,
    lump_sum_said,
    required_years_listed,
    rule_listed,
    standing_said,
    validity_said,
)
from app.regions.divisions import NATION
from app.rules.bilingual import Bilingual
from app.rules.law.facts import group_title
from app.rules.law.insured_years import InsuredYearRow
from app.rules.law.policy import (
    CeilingRule,
    ChannelRow,
    Incentive,
    Law,
    LumpSum,
    MaternityRule,
    Narrowed,
    Notice,
    Pack,
    Policy,
    RefundRule,
    RequiredYears,
    ShortOfYears,
    Validity,
    Value,
    Window,
    best_grade,
)
from app.rules.law.tables import Row
from app.rules.law.terms import Grade, Matter, Source
from app.rules.outcome.guidance.service_items import service_items
from app.rules.outcome.warnings import figure_title
from app.rules.record.history import Scheme
from app.rules.value_type import value_type
from app.wording import values as plain
from app.wording.channels import channel_name, channel_reached
from app.wording.service_guide import item_lines, item_page


class Area(StrEnum):
    """What else than the answers to matters packs record; sources stand behind all of it and are not compared."""

    FIGURES = "figures"
    RETIREMENT = "retirement"
    WINDOWS = "windows"
    GROUPS = "groups"
    DOCUMENTS = "documents"
    STEPS = "steps"
    CHANNELS = "channels"
    SERVICES = "services"
    LAPSE_EFFECTS = "lapse_effects"
    DISAGREEMENTS = "disagreements"
    NOTICES = "notices"
    SOURCES = "sources"


Topic = Matter | Area
TOPICS: Final[tuple[Topic, ...]] = (*Matter, *Area)


@value_type
class Opinion:
    """What another source says instead."""

    says: Bilingual
    sources: tuple[Source, ...]


@value_type
class Entry:
    """One thing that is recorded, `row` as the pack has it; `name` is what it is called there.

    `id` is its name across packs (`CODE/…`), `title` what it is about (None for a row of a matter), `when` in which
    cases and `then` what holds, line by line. `asks` are questions to the office, `remarks` what else has to be known.
    `standing` says why a row holds in the place; `vouched`: it is the place's own, or a text binds or adopts it.
    `idle`: rows above it answer all its cases, or the figure is not recorded for the day.
    """

    id: str
    pack: Pack
    row: Any
    name: str = ""
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


def recorded(policy: Policy, day: date, topic: Topic) -> tuple[Entry, ...]:
    """Everything packs hold under a topic, whatever its dates, the nearest pack's first; rules as on a day."""
    if isinstance(topic, Matter):
        return entries(policy, day, topic)
    found = (_WHATEVER_ITS_DATES.get(topic) or _OF_AREA[topic])(_Place(policy, day))
    return tuple(sorted(found, key=lambda entry: policy.packs.index(entry.pack)))


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


@value_type
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
            row=law,
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
            recorded = (value for pack in self.policy.packs for value in pack.parameters.get(name, ()))
            years = sorted({value.year for value in recorded if value.year})
            found = [self.policy.value(name, self.day)]
            found += [self.policy.value_of_year(name, year, self.day) for year in years]
            in_force = [(value, pack) for value, pack in filter(None, found)]
            for value, pack in in_force:
                yield self.value(name, value, pack)
            if not in_force:
                yield from self.latest(name)

    def all_figures(self) -> Iterator[Entry]:
        for pack in self.policy.packs:
            for name, values in pack.parameters.items():
                yield from (self.value(name, value, pack) for value in values)

    def value(self, name: str, value: Value, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/{name}",
            pack=pack,
            row=value,
            name=name,
            title=figure_title(name),
            when=(say("diff.window", year=value.year),) if value.year else (),
            then=(_amount(name, value),),
            valid=value.valid,
            sources=self.cited(pack, value.cites),
        )

    def latest(self, name: str) -> Iterator[Entry]:
        """A figure that is recorded, but not for this day: the last one known, marked."""
        known = sorted(self.policy.values(name), key=lambda found: found[0].valid.until or date.max)
        for value, pack in known[-1:]:
            told = say("force.not_on_day", amount=_amount(name, value), valid=validity_said(value.valid))
            yield replace(self.value(name, value, pack), when=(), then=(told,), idle=True)

    def retirement(self) -> Iterator[Entry]:
        for sex in ("female", "male"):
            if years := self.policy.required_years(sex, self.day):
                yield self.required_years(sex, *years)
        if price := self.policy.lump_sum(self.day):
            yield self.lump_sum(*price)
        if remedy := self.policy.short_of_years:
            yield self.short_of_years(*remedy)
        for scheme in Scheme:
            if allowance := self.policy.maternity(scheme, self.day):
                yield self.maternity(scheme, *allowance)
            if ceiling := self.policy.ceiling(scheme, self.day):
                yield self.ceiling(scheme, *ceiling)
        if refund := self.policy.refund(self.day):
            yield self.refund(*refund)
        if incentive := self.policy.incentive:
            yield self.incentive(*incentive)

    def all_retirement(self) -> Iterator[Entry]:
        for pack in self.policy.packs:
            yield from (self.required_years(years.sex, years, pack) for years in pack.required_years)
            yield from (self.lump_sum(price, pack) for price in pack.lump_sums)
            if pack.short_of_years:
                yield self.short_of_years(pack.short_of_years, pack)
            yield from (
                self.maternity(scheme, rule, pack) for rule in pack.maternity for scheme in sorted(rule.schemes)
            )
            yield from (self.ceiling(scheme, rule, pack) for rule in pack.ceilings for scheme in sorted(rule.schemes))
            yield from (self.refund(rule, pack) for rule in pack.refunds)
            if pack.incentive:
                yield self.incentive(pack.incentive, pack)

    def required_years(self, sex: str, years: RequiredYears, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/required_years",
            pack=pack,
            row=years,
            name=sex,
            title=say("diff.required_years", who=say(f"show.sex.{sex}")),
            then=required_years_listed(years),
            valid=years.valid,
            sources=self.cited(pack, years.cites),
        )

    def lump_sum(self, price: LumpSum, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/lump_sums",
            pack=pack,
            row=price,
            title=say("diff.lump_sum"),
            then=(lump_sum_said(price, self.figure),),
            valid=price.valid,
            sources=self.cited(pack, price.cites),
        )

    def short_of_years(self, remedy: ShortOfYears, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/short_of_years",
            pack=pack,
            row=remedy,
            title=say("diff.short_of_years"),
            then=(remedy.says,),
            valid=Validity(),
            sources=self.cited(pack, remedy.cites),
        )

    def maternity(self, scheme: Scheme, rule: MaternityRule, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/maternity",
            pack=pack,
            row=rule,
            name=scheme,
            title=say("diff.maternity", scheme=plain.scheme_name(scheme)),
            then=(rule.says,),
            valid=rule.valid,
            sources=self.cited(pack, rule.cites),
        )

    def ceiling(self, scheme: Scheme, rule: CeilingRule, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/ceilings",
            pack=pack,
            row=rule,
            name=scheme,
            title=say("diff.ceiling", scheme=plain.scheme_name(scheme)),
            then=(rule.says,),
            valid=rule.valid,
            sources=self.cited(pack, rule.cites),
        )

    def refund(self, rule: RefundRule, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/refunds",
            pack=pack,
            row=rule,
            title=say("diff.refund"),
            then=(rule.says,),
            valid=rule.valid,
            sources=self.cited(pack, rule.cites),
        )

    def incentive(self, rule: Incentive, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/incentive",
            pack=pack,
            row=rule,
            title=say("diff.incentive"),
            then=(incentive_said(rule),),
            valid=Validity(),
            sources=self.cited(pack, rule.cites),
        )

    def windows(self) -> Iterator[Entry]:
        yield from (self.insured_year(row, pack) for row, pack in self.policy.insured_year_rows)
        for year in sorted({window.year for pack in self.policy.packs for window in pack.windows}, reverse=True):
            if found := self.policy.window(year):
                yield self.window(*found)

    def all_windows(self) -> Iterator[Entry]:
        for pack in self.policy.packs:
            yield from (self.insured_year(row, pack) for row in pack.insured_years)
            yield from (self.window(window, pack) for window in pack.windows)

    def window(self, window: Window, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/windows/{window.year}",
            pack=pack,
            row=window,
            title=say("diff.window", year=window.year),
            then=(*self.window_days(window), self.window_now(window)),
            sources=self.cited(pack, window.cites),
            idle=self.day > window.closes,
        )

    def insured_year(self, row: InsuredYearRow, pack: Pack) -> Entry:
        return Entry(
            id=f"{pack.code}/insured_years/{row.year.id}",
            pack=pack,
            row=row,
            title=say("diff.insured_year", id=row.year.id),
            when=conditions_listed(self.policy, pack, row.when),
            then=(insured_year_said(row.year),),
            says=row.says,
            sources=self.cited(pack, row.cites),
        )

    def window_days(self, window: Window) -> Iterator[Bilingual]:
        yield validity_said(Validity(window.opens, window.closes))
        if not window.opening_known:
            yield say("force.window.open_by")

    def window_now(self, window: Window) -> Bilingual:
        if self.day < window.opens and window.opening_known:
            return say("force.window.later", n=(window.opens - self.day).days)
        if self.day > window.closes:
            return say("force.window.over")
        if window.holds(self.day) is None:
            return say("force.window.unknown")
        return say("force.window.open", n=(window.closes - self.day).days)

    def groups(self) -> Iterator[Entry]:
        for name in dict.fromkeys(name for pack in self.policy.packs for name in pack.groups):
            pack = next(pack for pack in self.policy.packs if name in pack.groups)
            members = self.policy.group(name)
            title, told = Bilingual(name, name), (group_title(members),)
            yield Entry(f"{pack.code}/groups/{name}", pack, members, name, title, then=told)

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
                    row=row,
                    title=row.title,
                    when=self.when(item.pack, item),
                    then=(say("show.copies", form=row.form, n=row.copies),),
                    sources=self.cited(item.pack, row.cites),
                    remarks=tuple(remarks),
                )

    def steps(self) -> Iterator[Entry]:
        for item in sorted(self.policy.steps, key=lambda item: item.row.phase.place):
            phase = say(f"force.phase.{item.row.phase}")
            yield Entry(
                id=f"{item.pack.code}/steps/{item.row.id}",
                pack=item.pack,
                row=item.row,
                title=item.row.text,
                when=self.when(item.pack, item),
                then=(phase, item.row.contact) if item.row.contact else (phase,),
                sources=self.cited(item.pack, item.row.cites),
            )

    def channels(self) -> Iterator[Entry]:
        seen = set[str]()
        for item in self.policy.channels:
            if item.row.id not in seen and item.row.valid.holds(self.day):
                seen.add(item.row.id)
                yield self.channel(item)

    def all_channels(self) -> Iterator[Entry]:
        return map(self.channel, self.policy.channels)

    def channel(self, item: Narrowed[ChannelRow]) -> Entry:
        row, cited = item.row, self.cited(item.pack, item.row.cites)
        return Entry(
            id=f"{item.pack.code}/channels/{row.id}",
            pack=item.pack,
            row=row,
            title=channel_name(row),
            when=self.when(item.pack, item),
            then=(row.what, *channel_reached(row)),
            valid=row.valid,
            sources=cited,
        )

    def services(self) -> Iterator[Entry]:
        """The service items as the place has them, each under the nearest pack that speaks of it."""
        for item in service_items(self.policy, self.day):
            row, pack = self.policy.services[item.id][0]
            through = next((it for it in self.policy.services_of_ways if it.row.id == item.id), None)
            yield Entry(
                id=f"{pack.code}/services/{item.id}",
                pack=pack,
                row=row,
                title=item.title,
                when=conditions_listed(self.policy, through.pack, through.row.when or {}) if through else (),
                then=item_lines(item),
                sources=item_page(item).sources,
            )

    def lapse_effects(self) -> Iterator[Entry]:
        seen = set[str]()
        for item in self.policy.lapse_effects:
            if item.row.id not in seen:
                seen.add(item.row.id)
                yield Entry(
                    id=f"{item.pack.code}/lapse_effects/{item.row.id}",
                    pack=item.pack,
                    row=item.row,
                    title=item.row.title,
                    when=self.when(item.pack, item),
                    then=(item.row.says,),
                    sources=self.cited(item.pack, item.row.cites),
                )

    def disagreements(self) -> Iterator[Entry]:
        for item in self.policy.dissents:
            yield Entry(
                id=f"{item.pack.code}/disagreements/{item.row.id}",
                pack=item.pack,
                row=item.row,
                title=plain.say(f"matter.{item.row.matter}"),
                when=self.when(item.pack, item),
                then=(item.row.says,),
                sources=self.cited(item.pack, item.row.cites),
            )

    def notices(self) -> Iterator[Entry]:
        return (self.notice(item) for item in self.policy.notices if item.row.valid.holds(self.day))

    def all_notices(self) -> Iterator[Entry]:
        return map(self.notice, self.policy.notices)

    def notice(self, item: Narrowed[Notice]) -> Entry:
        return Entry(
            id=f"{item.pack.code}/notices/{item.row.id}",
            pack=item.pack,
            row=item.row,
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
                    row=source,
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
    Area.CHANNELS: _Place.channels,
    Area.SERVICES: _Place.services,
    Area.LAPSE_EFFECTS: _Place.lapse_effects,
    Area.DISAGREEMENTS: _Place.disagreements,
    Area.NOTICES: _Place.notices,
    Area.SOURCES: _Place.sources,
}
_WHATEVER_ITS_DATES: Final[Mapping[Area, Callable[[_Place], Iterator[Entry]]]] = {
    Area.FIGURES: _Place.all_figures,
    Area.RETIREMENT: _Place.all_retirement,
    Area.WINDOWS: _Place.all_windows,
    Area.CHANNELS: _Place.all_channels,
    Area.NOTICES: _Place.all_notices,
}
