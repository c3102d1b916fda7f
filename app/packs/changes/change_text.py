"""Writes what changed between two folders of packs as text: their items, and the answers that come out otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from app.packs.changes.answer_changes import (
    WHOLE,
    Answer,
    AnswerChange,
    AnswerChanges,
    Behind,
    CaseChange,
    PosedCase,
)
from app.packs.changes.pack_changes import FieldChange, How, ItemChange, PackChange
from app.packs.problems import say, shown
from app.rules.bilingual import Bilingual, Language
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.value_type import value_type
from app.wording import values as plain
from app.wording.outcome import bearer_name, continuity_name, verdict_name
from app.wording.phrasebook import Phrasebook

_SIGN: Final = {How.ADDED: "+", How.REMOVED: "-", How.CHANGED: "~"}
_TELLING: Final = ("says", "title", "text", "name", "amount", "opens")
_MOST_OTHERS: Final = 6


def pack_changes_text(changes: Iterable[PackChange], language: Language) -> str:
    """Every pack that differs with its items; of a new or a removed pack how many it has of each kind."""
    return "\n".join(_Packs(tuple(changes), Phrasebook("packs", language)).lines()) + "\n"


def answer_changes_text(changes: AnswerChanges, language: Language) -> str:
    """Every answer that comes out otherwise, by place, with the rows behind it."""
    return "\n".join(_Answers(changes, Phrasebook("packs", language)).lines()) + "\n"


@value_type
class _Packs:
    changes: tuple[PackChange, ...]
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        counts = {how.value: sum(change.how is how for change in self.changes) for how in How}
        yield self.words("changes.packs", **counts) if self.changes else self.words("changes.none")
        for change in self.changes:
            before, after = change.versions
            named = {"code": change.code, "name": change.name, "before": before, "after": after}
            yield from ("", f"== {self.words(f'changes.pack.{change.how}', **named)} ==")
            for area, found in groupby(change.items, key=lambda item: item.area):
                items = tuple(found)
                if change.how is How.CHANGED:
                    yield self.words.of(_area_name(area))
                    yield from (line for item in items for line in self.item(item))
                else:
                    yield f"  {self.words('changes.counted', area=_area_name(area), n=len(items))}"

    def item(self, item: ItemChange) -> Iterator[str]:
        told = "" if item.how is How.CHANGED else self.told(item.after if item.before is None else item.before)
        whole = item.fields and not item.fields[0].path  # a value that has no fields
        told = self.field(item.fields[0]) if whole else told
        yield f"  {_SIGN[item.how]} {item.id}{self.words('changes.colon') if told else ''}{told}"
        yield from (f"      {self.field(change)}" for change in item.fields if change.path)

    def told(self, written: Any) -> str:
        """What an item is about, in a few words: its sentence, its title or its amount."""
        if not isinstance(written, dict):
            return _shown(written)
        found = next((written[key] for key in _TELLING if key in written), "")
        return shown(found[self.words.language]) if isinstance(found, dict) else shown(found)

    def field(self, change: FieldChange) -> str:
        sides = {"before": _shown(change.before), "after": _shown(change.after)}
        path = f"{change.path}{self.words('changes.colon')}" if change.path else ""
        return self.words("changes.field", path=path, **sides)


def _area_name(area: str) -> Bilingual:
    return plain.say(f"matter.{area}") if area in set(Matter) else say(f"changes.area.{area}")


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    return shown(", ".join(map(str, value))) if isinstance(value, list) and _are_words(value) else shown(value)


def _are_words(items: list[Any]) -> bool:
    return not any(isinstance(item, (dict, list)) for item in items)


@value_type
class _Answers:
    changes: AnswerChanges
    words: Phrasebook

    def lines(self) -> Iterator[str]:
        found = self.changes
        yield self.words("changes.answers", asked=found.asked, differing=found.differing)
        for (before, after), n in sorted(found.turns.items(), key=lambda turn: -turn[1]):
            sides = {"before": _verdict(before), "after": _verdict(after)}
            yield f"  {self.words('changes.turn', n=n, **sides)}"
        for place in found.places:
            named = {"code": place.code, "name": place.name, "n": len(place.cases)}
            yield from ("", f"== {self.words('changes.place', **named)} ==")
            for number, case in enumerate(place.cases, 1):
                yield f"{number}. {case.posed.name}{self.words.of(_origin(case.posed))}"
                yield from self.case(case)

    def case(self, case: CaseChange) -> Iterator[str]:
        for way, changes in groupby(case.changes, key=lambda change: change.way):
            if way != WHOLE:
                yield f"   {self.words('changes.way', way=way)}"
            yield from (f"     {self.answer(change)}" for change in changes)
            yield from (f"       {line}" for line in self.behind(case.behind[way]))

    def answer(self, change: AnswerChange) -> str:
        sides = {"before": _said(change.value, change.before), "after": _said(change.value, change.after)}
        return self.words("changes.answer", what=say(f"changes.value.{change.value}"), **sides)

    def behind(self, behind: Behind) -> Iterator[str]:
        for key in ("only_before", "only_after", "rewritten", "vouched", "unvouched"):
            rows = getattr(behind, key)
            if rows:
                yield self.words(f"changes.behind.{key}", rows=", ".join(rows))
        if behind.others:
            more = "…" if len(behind.others) > _MOST_OTHERS else ""
            yield self.words("changes.behind.others", rows=", ".join(behind.others[:_MOST_OTHERS]) + more)


def _verdict(verdict: Verdict | None) -> Bilingual:
    return verdict_name(verdict) if verdict else say("changes.no_way")


def _origin(posed: PosedCase) -> Bilingual:
    if posed.of_old == posed.of_new:
        return Bilingual("", "")
    return say("changes.old_example" if posed.of_old else "changes.new_example")


def _said(value: str, answer: Answer) -> Bilingual:
    """A value in words; `value` says of what it is."""
    if isinstance(answer, Waiting):
        lasts = {"start": answer.start, "end": answer.end, "percent": answer.benefit_percent}
        return say("changes.wait", length=plain.wait_length(answer), **lasts)
    if isinstance(answer, bool):
        return say("changes.yes" if answer else "changes.no")
    if isinstance(answer, str) and value in _IN_WORDS:
        return _IN_WORDS[value](answer)
    return say("changes.open") if answer is None else Bilingual(str(answer), str(answer))


_IN_WORDS: Final[Mapping[str, Callable[[str], Bilingual]]] = {
    "verdict": lambda text: verdict_name(Verdict(text)),
    "today": lambda text: verdict_name(Verdict(text)),
    "gap_costs": lambda text: bearer_name(Bearer(text)),
    "continuity": continuity_name,
    "personal_account": lambda text: say(f"words.account.{text}"),
}
