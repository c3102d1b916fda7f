"""Writes the differences between the rules of two places, or of two days, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from app.packs.problems import say
from app.packs.reading.comparing import Difference, Holds, differences
from app.packs.reading.sentences import cited_said, validity_said
from app.rules.bilingual import Bilingual, Language
from app.rules.law.policy import Policy
from app.rules.law.terms import Matter
from app.rules.value_type import value_type
from app.wording import values as plain
from app.wording.phrasebook import Phrasebook

MOST_CASES = 4
"""How many kinds of cases are named for one difference."""


def difference_text(a: Policy, on: date, b: Policy, on2: date, language: Language) -> str:
    """What differs between the rules of `a` on a day and those of `b` on another, row by row, with the sources."""
    return "\n".join(_Told(a, on, b, on2, Phrasebook("packs", language)).lines()) + "\n"


@value_type
class _Told:
    a: Policy
    on: date
    b: Policy
    on2: date
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        found = differences(self.a, self.on, self.b, self.on2)
        yield from self.head()
        yield self.words("diff.count", n=len(found)) if found else self.words("diff.none")
        for topic, items in groupby(found, key=lambda difference: difference.topic):
            title = plain.say(f"matter.{topic}") if isinstance(topic, Matter) else say(f"show.{topic}")
            yield from ("", f"== {self.words.of(title)} ==")
            for number, difference in enumerate(items, 1):
                yield from self.difference(number, difference)

    def head(self) -> Iterator[str]:
        names = [_name(policy) for policy in (self.a, self.b)]
        days = [plain.day(day) for day in (self.on, self.on2)]
        codes = (self.a.requested, self.b.requested)
        if codes[0] == codes[1]:
            yield self.words("diff.title.days", name=names[0], code=codes[0], one=days[0], other=days[1])
        else:
            places = [
                say("diff.place_on", name=name, code=code, day=day)
                for name, code, day in zip(names, codes, days, strict=True)
            ]
            yield self.words("diff.title", one=places[0], other=places[1])
        told = []
        for policy, name, day in ((self.a, names[0], self.on), (self.b, names[1], self.on2)):
            if policy.own.code != policy.requested:
                told.append(say("diff.inherited", requested=name, name=policy.own.name))
            if not policy.claimed(day):
                claims = validity_said(policy.own.claims)
                told.append(say("diff.outside", day=plain.day(day), name=policy.own.name, claims=claims))
        yield from (self.words.of(said) for said in dict.fromkeys(told))

    def difference(self, number: int, difference: Difference) -> Iterator[str]:
        if difference.where:
            yield from self.cases(number, difference.where)
        else:
            yield f"{number}. {self.words.of(difference.what)}"
        for label, holds in zip(self.labels(), (difference.one, difference.other), strict=True):
            yield from self.side(label, holds)

    def cases(self, number: int, where: Sequence[Bilingual]) -> Iterator[str]:
        for index, case in enumerate(where[:MOST_CASES]):
            told = self.words("diff.or_where" if index else "diff.where", text=case)
            yield f"   {told}" if index else f"{number}. {told}"
        if len(where) > MOST_CASES:
            yield f"   {self.words('diff.more', n=len(where) - MOST_CASES)}"

    def side(self, label: Bilingual, holds: Holds | None) -> Iterator[str]:
        text = holds.says if holds else say("diff.missing")
        yield f"    {self.words('diff.side', side=label, text=text)}"
        if holds:
            yield f"        {', '.join(holds.rows)}"
            yield from (f"        {self.words.of(cited_said(source))}" for source in holds.sources)

    def labels(self) -> tuple[Bilingual, Bilingual]:
        """What the two sides are called: the places, or the days where the place is the same."""
        if self.a.requested == self.b.requested:
            return plain.day(self.on), plain.day(self.on2)
        return _name(self.a), _name(self.b)


def _name(policy: Policy) -> Bilingual:
    return policy.own.name if policy.own.code == policy.requested else policy.requested_name
