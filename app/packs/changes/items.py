"""Takes the record of a pack apart into named items: rows, figures, windows, sources, marks and all the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from app.rules.law.terms import Matter
from app.rules.value_type import value_type

Record = Mapping[str, Any]

HEAD: Final = "head"
FIGURES: Final = "parameters"
EXAMPLES: Final = "examples"
_HEAD: Final = ("name", "version", "extends", "claims", "standing", "contact")
_MATTERS: Final = tuple(matter.value for matter in Matter)
_TELLING: Final = ("sex", "category", "schemes", "first_birth")


@value_type
class PackItem:
    """One thing a pack records: its area, its name there, and what the pack writes of it."""

    area: str
    id: str
    written: Any


def items_of(record: Record) -> dict[tuple[str, str], PackItem]:
    """Every item of a record, by area and name."""
    seen = Counter[tuple[str, str]]()
    found = {}
    for area, taken in _TAKEN.items():
        for id_, written in taken(record, area):
            seen[area, id_] += 1
            name = id_ if seen[area, id_] == 1 else f"{id_} #{seen[area, id_]}"
            found[area, name] = PackItem(area, name, written)
    return found


_Named = Iterator[tuple[str, Any]]


def _head(record: Record, _area: str) -> _Named:
    return ((key, record[key]) for key in _HEAD if key in record)


def _rows(record: Record, area: str) -> _Named:
    return ((row["id"], row) for row in record.get("tables", {}).get(area, ()))


def _figures(record: Record, area: str) -> _Named:
    for name, values in record.get(area, {}).items():
        for value in values:
            yield f"{name} {_when(value)}".strip(), value


def _windows(record: Record, area: str) -> _Named:
    return ((str(window["year"]), window) for window in record.get(area, ()))


def _by_name(record: Record, area: str) -> _Named:
    return iter(record.get(area, {}).items())


def _by_id(record: Record, area: str) -> _Named:
    return ((item["id"], item) for item in record.get(area, ()))


def _names(record: Record, area: str) -> _Named:
    return ((name, name) for name in record.get(area, ()))


def _unnamed(record: Record, area: str) -> _Named:
    """Items without a name: called by whom they are for, and when."""
    for item in record.get(area, ()):
        whom = ("+".join(told) if isinstance(told, list) else str(told) for told in map(item.get, _TELLING) if told)
        yield " ".join(filter(None, (*whom, _when(item)))), item


def _single(record: Record, area: str) -> _Named:
    if record.get(area):
        yield area, record[area]


def _examples(record: Record, area: str) -> _Named:
    return ((example["name"], example) for example in record.get(area, ()))


def _when(written: Record) -> str:
    """The year or the dates of a figure: what tells it from the others of its name."""
    valid = written.get("valid") or {}
    dates = f"{valid.get('from') or ''}..{valid.get('until') or ''}" if valid else ""
    return " ".join(filter(None, [str(written.get("year") or ""), dates]))


_TAKEN: Final[Mapping[str, Callable[[Record, str], _Named]]] = {
    HEAD: _head,
    **dict.fromkeys(_MATTERS, _rows),
    FIGURES: _figures,
    "windows": _windows,
    **dict.fromkeys(("sources", "groups", "measures", "assumptions"), _by_name),
    **dict.fromkeys(("insured_years", "binding", "adopts"), _by_id),
    "remove": _names,
    **dict.fromkeys(
        ("documents", "steps", "channels", "services", "lapse_effects", "disagreements", "notices"), _by_id
    ),
    **dict.fromkeys(("retirement", "required_years", "lump_sums", "maternity", "ceilings", "refunds"), _unnamed),
    **dict.fromkeys(("short_of_years", "incentive", "newborn"), _single),
    EXAMPLES: _examples,
}
AREAS: Final = tuple(_TAKEN)
"""The areas of a pack, in the order in which changes are told."""
