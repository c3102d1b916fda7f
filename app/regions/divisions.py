"""Looks up administrative divisions of China (GB/T 2260) by code: name, parents, the whole list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from app.system.resources import resource

NATION: Final = "000000"
"""The code for rules of the whole country; the standard has no such division."""

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """One division. `listed` is False for codes that lists should not offer, though old records have them.

    Those are withdrawn codes (371200 莱芜市, since 2019 part of 济南市), headings that name no place
    (140101 市辖区) and the nation.
    """

    code: str
    name: str
    listed: bool = True


def find(code: str) -> Region | None:
    """The division with a six-digit code, withdrawn ones too; None when there never was one.

    >>> find("140100")
    Region(code='140100', name='太原市', listed=True)
    >>> find("999999") is None
    True
    """
    table = _table()
    at = table.find(f"\n{code}\t") if len(code) == _DIGITS else -1
    return _region(table[at + 1 : table.index("\n", at + 1)]) if at >= 0 else None


def name_of(code: str) -> str:
    """The full name from the province down; KeyError for a code that does not exist.

    >>> name_of("140105"), name_of("310101"), name_of("429004")
    ('山西省太原市小店区', '上海市黄浦区', '湖北省仙桃市')
    """
    region = find(code)
    if region is None:
        raise KeyError(code)
    above = [found for found in map(find, ancestors(code)[1:-1]) if found]
    names = [found.name for found in reversed(above)]
    return "".join([*names, region.name] if region.name not in names else names)


def ancestors(code: str) -> tuple[str, ...]:
    """The code itself, then the divisions it lies in, nearest first, the nation last; KeyError for no such code.

    Counties under a municipality or straight under a province have no city between: 310101 lies in 310000.

    >>> ancestors("140105")
    ('140105', '140100', '140000', '000000')
    >>> ancestors("310101")
    ('310101', '310000', '000000')
    """
    if find(code) is None:
        raise KeyError(code)
    above = [upper for upper in (f"{code[:4]}00", f"{code[:2]}0000") if _is_place(upper)]
    return tuple(dict.fromkeys((code, *above, NATION)))


@cache
def all_regions() -> tuple[Region, ...]:
    """Every division that exists today, in the order of the codes, for choosing one."""
    return tuple(region for region in map(_region, _table().splitlines()[1:]) if region.listed)


def _is_place(code: str) -> bool:
    region = find(code)
    return region is not None and region.name not in _HEADINGS


_HEADINGS: Final = frozenset({"市辖区", "县", "市", "省直辖县级行政区划", "自治区直辖县级行政区划"})


def _region(line: str) -> Region:
    code, name, *unlisted = line.split("\t")
    return Region(code, name, listed=not unlisted)


@cache
def _table() -> str:
    """The table as text; a line is parsed only when its division is asked for."""
    return "\n" + resource("regions", "regions.tsv").read_text(encoding="utf-8")
