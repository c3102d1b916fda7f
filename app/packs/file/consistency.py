"""Finds contradictions within a pack, and between a pack and those it extends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final

from app.packs.file.pack_builder import amount_of, open_values
from app.packs.file.ranges import parse_range
from app.packs.problems import FieldPath, say, shown
from app.regions import divisions as regions
from app.rules.bilingual import Bilingual
from app.rules.law.facts import FACTS, GROUP, is_group, of_the_person, values_of
from app.rules.law.terms import Grade, Matter
from app.rules.outcome.sentences import FIGURE_NAMES

Record = Mapping[str, Any]
Complaint = tuple[FieldPath, Bilingual]

FRACTIONS: Final = ("rate:", "late_charge")
"""Prefixes of figures that are fractions of an amount, at most 1."""

_USERS_FIGURES: Final = frozenset({*FIGURE_NAMES, "own", "rate:*"})
"""Figures a pack may ask for without having them: the program asks the user for them by name."""

_MARKS: Final = ("binding", "adopts")

_CONDITIONED: Final = (
    "documents", "steps", "channels", "services", "lapse_effects", "disagreements", "notices", "insured_years",
)  # fmt: skip
"""What has conditions and an id beside the rows of the tables."""

_RULE_TABLES: Final = ("suspension", "back_payment", "premium", "cover", "gap_costs", "continuity")


def incoherences(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    """All contradictions of a pack. `above`: the packs it extends, nearest first, the nation's last."""
    yield from _fallbacks(record)
    yield from _ids(record)
    yield from _cites(record, above)
    yield from _conditions(record, above)
    yield from _assumptions(record, above)
    yield from _measures(record)
    yield from _figures(record)
    yield from _named_figures(record, above)
    yield from _removals(record, above)
    yield from _questions(record)
    yield from _marks(record, above)
    yield from _services(record, above)


def misplaced(record: Record) -> Bilingual | None:
    """Why a pack cannot extend the pack it names; None when it can. So no chain of packs can form a circle."""
    code, extends = record["code"], record.get("extends")
    if code == regions.NATION:
        return say("national_extends") if extends else None
    if not extends:
        return say("extends_missing")
    above = regions.ancestors(code)[1:]
    return None if extends in above else say("extends_elsewhere", code=code, extends=extends)


def conditioned(record: Record) -> Iterator[tuple[FieldPath, Record]]:
    """Everything that has conditions, with its path: rows, documents, steps, channels, service items and so on."""
    yield from rows(record)
    for area in _CONDITIONED:
        for index, row in enumerate(record.get(area, ())):
            yield (area, index), row


def rows(record: Record) -> Iterator[tuple[FieldPath, Record]]:
    """The rows of every decision table, with their paths."""
    for matter in _RULE_TABLES:
        for index, row in enumerate(record.get("tables", {}).get(matter, ())):
            yield ("tables", matter, index), row


def _fallbacks(record: Record) -> Iterator[Complaint]:
    if record["code"] != regions.NATION:
        for path, row in rows(record):
            if row.get("fallback"):
                yield (*path, "fallback"), say("fallback_outside_nation")


def _ids(record: Record) -> Iterator[Complaint]:
    for matter in _RULE_TABLES:
        yield from _repeated(record.get("tables", {}).get(matter, ()), ("tables", matter))
    for area in (*_CONDITIONED, *_MARKS):
        yield from _repeated(record.get(area, ()), (area,))
    years = Counter[int]()
    for index, window in enumerate(record.get("windows", ())):
        years[window["year"]] += 1
        if years[window["year"]] > 1:
            yield ("windows", index, "year"), say("window_twice", year=window["year"])


def _repeated(items: Sequence[Record], path: FieldPath) -> Iterator[Complaint]:
    seen = set()
    for index, item in enumerate(items):
        if item["id"] in seen:
            yield (*path, index, "id"), say("id_twice", id=item["id"])
        seen.add(item["id"])


def _cites(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    own, inherited = record.get("sources", {}), {id_ for pack in above for id_ in pack.get("sources", {})}
    for id_ in own:
        if id_ in inherited:
            yield ("sources", id_), say("source_redefined", id=id_)
    for path, item in _citing(record):
        for index, id_ in enumerate(item["cite"]):
            if id_ not in own and id_ not in inherited:
                yield (*path, "cite", index), say("unknown_source", id=id_)


def _citing(record: Record) -> Iterator[tuple[FieldPath, Record]]:
    yield from conditioned(record)
    for area in ("windows", "retirement", "required_years", "lump_sums", "maternity", "ceilings", "refunds", *_MARKS):
        for index, item in enumerate(record.get(area, ())):
            yield (area, index), item
    for index, service in enumerate(record.get("services", ())):
        for part in ("steps", "facts"):
            for place, item in enumerate(service.get(part, ())):
                yield ("services", index, part, place), item
    for single in ("incentive", "newborn", "short_of_years"):
        if record.get(single):
            yield (single,), record[single]
    for name, values in record.get("parameters", {}).items():
        for index, value in enumerate(values):
            yield ("parameters", name, index), value


def _conditions(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    chain = (record, *above)
    measures = {name for pack in chain for name in pack.get("measures", {})}
    groups = {name for pack in chain for name in pack.get("groups", {})}
    for path, row in conditioned(record):
        for name, written in row.get("when", {}).items():
            wrong = _wrong_condition(name, written, measures, groups)
            if wrong is None and path[0] == "insured_years" and not of_the_person(name):
                wrong = say("insured_year_hangs", name=name)
            if wrong:
                yield (*path, "when", name), wrong


def _wrong_condition(name: str, written: object, measures: set[str], groups: set[str]) -> Bilingual | None:
    values = values_of(name)
    if values is None:
        if name not in measures:
            return say("unknown_fact", name=name, facts=", ".join(FACTS), measures=", ".join(sorted(measures)) or "-")
        try:
            parse_range(written)
        except ValueError:
            return say("bad_range", given=shown(written))
        return None
    if is_group(name) and name.removeprefix(GROUP) not in groups:
        return say("unknown_group", name=name.removeprefix(GROUP), groups=", ".join(sorted(groups)) or "-")
    for item in written if isinstance(written, list) else [written]:
        if shown(item) not in values:
            return say("unknown_value", given=shown(item), values=", ".join(values))
    return None


def _assumptions(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    known = {id_ for pack in (record, *above) for id_ in pack.get("assumptions", {})}
    for path, row in rows(record):
        for key in ("assumes", "assumes_repairing"):
            for index, id_ in enumerate(row.get(key, ())):
                if id_ not in known:
                    yield (*path, key, index), say("unknown_assumption", id=id_)


def _measures(record: Record) -> Iterator[Complaint]:
    for name in record.get("measures", {}):
        if name in FACTS:
            yield ("measures", name), say("measure_is_fact", name=name)


def _figures(record: Record) -> Iterator[Complaint]:
    for name, values in record.get("parameters", {}).items():
        for index, value in enumerate(values):
            path = ("parameters", name, index, "amount")
            if name.startswith(FRACTIONS) and amount_of(value["amount"]) > 1:
                yield path, say("rate_above_one", given=value["amount"])
            elif not name.startswith(FRACTIONS) and value["amount"].endswith("%"):
                yield path, say("percent_of_nothing", given=value["amount"])
    for place, row in rows(record):
        multiple = (row["then"].get("price") or {}).get("multiple", "1")
        if amount_of(multiple) == 0:
            yield (*place, "then", "price", "multiple"), say("multiple_zero")


def _named_figures(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    """Complains of figures in a price that no pack has and the user is never asked for: a misspelt name."""
    known = {name for pack in (record, *above) for name in pack.get("parameters", {})} | _USERS_FIGURES
    for path, names, chosen in _chosen_figures(record):
        if any(name in known for name in chosen):
            known = known | names
        else:
            yield path, say("unknown_figure", name=chosen[0], figures=", ".join(sorted(known)))
    for path, name in _asked_figures(record):
        if name not in known:
            yield path, say("unknown_figure", name=name, figures=", ".join(sorted(known)))


def _chosen_figures(record: Record) -> Iterator[tuple[FieldPath, frozenset[str], tuple[str, ...]]]:
    """The figures of every price that hangs on a choice of the person, and their names for each value of it."""
    prices = [((*path, "then", "price"), row["then"].get("price") or {}, ("rate",)) for path, row in rows(record)]
    prices += [((*path, "then"), row["then"], ("parts",)) for path, row in rows(record)]
    for path, price, keys in prices:
        values = [values_of(name) or () for name in price.get("by", ())]
        for key in keys if values else ():
            named = price[key] if isinstance(price[key], list) else [price[key]]
            named = ["rate:employee", "rate:flexible"] if named == ["rate:*"] else named
            yield (
                (*path, "by"),
                frozenset(named),
                tuple("_".join((name, *each)) for name in named for each in product(*values)),
            )


def _asked_figures(record: Record) -> Iterator[tuple[FieldPath, str]]:
    for index, step in enumerate(record.get("steps", ())):
        yield from _figures_of_price(("steps", index, "pays", "price"), (step.get("pays") or {}).get("price") or {})
    for path, row in rows(record):
        yield from _figures_of_price((*path, "then", "price"), row["then"].get("price") or {})
        for key in ("parts", "birth_year"):
            for index, name in enumerate(row["then"].get(key) or ()):
                yield (*path, "then", key, index), name
        if row["then"].get("repair"):
            yield (*path, "then", "repair"), row["then"]["repair"]
    for index, rule in enumerate(record.get("lump_sums", ())):
        for key in ("base", "rate"):
            yield ("lump_sums", index, key), rule[key]
    for index, rule in enumerate(record.get("ceilings", ())):
        if rule.get("figure"):
            yield ("ceilings", index, "figure"), rule["figure"]


def _figures_of_price(path: FieldPath, price: Record) -> Iterator[tuple[FieldPath, str]]:
    for index, name in enumerate(price.get("base", ())):
        yield (*path, "base", index), name
    for key in ("rate", "late_charge"):
        if price.get(key):
            yield (*path, key), price[key]
    for index, extra in enumerate(price.get("extras", ())):
        yield (*path, "extras", index, "figure"), extra["figure"]


def _removals(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    inherited = {f"{pack['code']}/{path[1]}/{row['id']}" for pack in above for path, row in rows(pack)}
    for index, name in enumerate(record.get("remove", ())):
        if name not in inherited:
            yield ("remove", index), say("removes_nothing", name=name)


def _questions(record: Record) -> Iterator[Complaint]:
    """Complains of rows that ask for a value and give it too, or ask to confirm what they decide."""
    for path, row in rows(record):
        matter = Matter(str(path[1]))
        given = _given(row["then"])
        for index, question in enumerate(row.get("asks", ())):
            both = [value for value in open_values(matter, question) if value in given]
            if both:
                yield (*path, "asks", index), say("asks_and_gives", values=", ".join(both))
        if row.get("confirm") and _decides(record, row) and row["then"].get("verdict", "yes") != "ask":
            yield (*path, "confirm"), say("confirms_what_decides")


def _given(then: Record) -> frozenset[str]:
    """The names, as questions use them, of the values a row gives."""
    given = {"stops", "start", "wait", "price"} & {name for name, value in then.items() if value is not None}
    given |= {name for name in ("verdict", "consecutive", "account") if then.get(name, "ask") != "ask"}
    given |= {"price"} if then.get("parts") else set()
    given |= {"payer"} if then.get("bearer", "ask") != "ask" else set()
    return frozenset(given)


def _decides(record: Record, row: Record) -> bool:
    """True when one of the row's own sources, as far as this pack names them, is of a grade that decides."""
    sources = record.get("sources", {})
    return any(Grade(sources[id_]["grade"]).decides for id_ in row["cite"] if id_ in sources)


def _marks(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    own = set(_rule_names(record))
    inherited = {name for pack in above for name in _rule_names(pack)}
    for area, known in zip(_MARKS, (own, inherited), strict=True):
        for index, mark in enumerate(record.get(area, ())):
            for place, name in enumerate(mark["rules"]):
                if name not in known:
                    yield (area, index, "rules", place), say("marks_nothing", name=name)
            if not _rests_on_a_text(mark, (record, *above)):
                yield (area, index, "cite"), say("mark_without_text")
            if not mark["valid"].get("from"):
                yield (area, index, "valid"), say("mark_without_day")


def _services(record: Record, above: Sequence[Record]) -> Iterator[Complaint]:
    """Complains of service items that nobody names in full, and of documents and channels for items that are not."""
    inherited = {service["id"] for pack in above for service in pack.get("services", ())}
    known = inherited | {service["id"] for service in record.get("services", ())}
    for index, service in enumerate(record.get("services", ())):
        for key in ("title", "what"):
            if service["id"] not in inherited and not service.get(key):
                yield ("services", index, key), say("service_unnamed", id=service["id"])
    for area in ("documents", "channels"):
        for index, row in enumerate(record.get(area, ())):
            for place, name in enumerate(row.get("for") or ()):
                if name not in known:
                    named = ", ".join(sorted(known)) or "-"
                    yield (area, index, "for", place), say("unknown_service", name=name, services=named)


def _rule_names(record: Record) -> Iterator[str]:
    yield from (f"{record['code']}/{path[1]}/{row['id']}" for path, row in rows(record))
    yield from (f"{record['code']}/window/{window['year']}" for window in record.get("windows", ()))
    yield from (f"{record['code']}/insured_year/{year['id']}" for year in record.get("insured_years", ()))
    yield from (f"{record['code']}/refund/residents" for _ in record.get("refunds", ())[:1])
    if record.get("incentive"):
        yield f"{record['code']}/incentive/residents"


def _rests_on_a_text(mark: Record, chain: Sequence[Record]) -> bool:
    sources = {id_: source for pack in chain for id_, source in pack.get("sources", {}).items()}
    return any(Grade(sources[id_]["grade"]).decides for id_ in mark["cite"] if id_ in sources)
