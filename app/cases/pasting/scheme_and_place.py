"""Reads the scheme and the place of a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from app.cases.pasting.rows import Draft
from app.cases.pasting.vocabulary import Insurance, vocabulary
from app.cases.problems import shown
from app.regions import divisions as regions
from app.rules.record.history import Scheme

_HOME = ("市本级", "本级", "本市", "本地", "州本级", "区本级", "县本级")
_OFFICE = re.compile(
    r"([\u4e00-\u9fff]{1,12}?(?:市|州|盟|地区|省|自治区))(?=社会保险|社保|医疗|医保|人力资源|城镇|城乡|职工|参保|历年|基本)"
)
_LABELLED = re.compile(r"(?:参保地|统筹地区|统筹区)(?:名称)?\s*[:：]\s*([\u4e00-\u9fff]{2,20})")
_SCHEMES = {
    Insurance.EMPLOYEE: Scheme.EMPLOYEE,
    Insurance.FLEXIBLE: Scheme.FLEXIBLE,
    Insurance.RESIDENT: Scheme.RESIDENT,
}


def read_scheme(draft: Draft, insurance: Insurance | None, identity: str, payer: str) -> None:
    """Write the scheme into a draft: by the insurance named, then by who is insured and who pays."""
    words = vocabulary()
    named = words.identity(identity) if identity else None
    if named is None and words.identity(payer) is Insurance.FLEXIBLE:
        named = Insurance.FLEXIBLE
    scheme = _SCHEMES.get(insurance) if insurance else None
    narrower = _SCHEMES.get(named) if named else None
    if narrower is Scheme.FLEXIBLE and scheme is Scheme.EMPLOYEE:
        scheme = narrower
    if scheme and narrower and scheme is not narrower and Scheme.RESIDENT in (scheme, narrower):
        draft.doubt("identity", text=shown(identity or payer))
    draft.known["scheme"] = scheme or narrower


def read_place(draft: Draft, texts: Sequence[str], home: str) -> None:
    """Write into a draft in which place the row was paid, where that is another one than the person's.

    Several cells that name the place have to agree.
    """
    named = [text for text in texts if text]
    places = {place_of(text, home) for text in named}
    if not named:
        return
    if None in places or len(places) > 1:
        draft.doubt("place", text=shown("、".join(named)))
    elif (place := places.pop()) != home:
        draft.known["region"] = place


@cache
def place_of(text: str, home: str) -> str | None:
    """The code of a place named in a list; `home` also for a part of it. None where it is not clear.

    >>> place_of("山西省太原市本级", "140100"), place_of("上海市", "140100"), place_of("外地", "140100")
    ('140100', '310000', None)
    >>> place_of("市本级", "140100"), place_of("140105", "140100")
    ('140100', '140100')
    """
    near = regions.find(home)
    if text == home or (near is not None and near.name in text) or text in _HOME:
        return home
    if text.isascii() and text.isdigit():
        known = regions.find(text)
        return _pool(known.code, home) if known is not None and known.listed else None
    named = [region.code for region in regions.all_regions() if region.name == text]
    if not named:
        named = [
            region.code
            for region in regions.all_regions()
            if text.endswith(region.name) and regions.name_of(region.code) == text
        ]
    if len(named) > 1 and near is not None:
        inside = [code for code in named if home in regions.ancestors(code)]
        named = inside or named
    return _pool(named[0], home) if len(named) == 1 else None


def places_named(lines: Iterable[str], home: str) -> tuple[str, ...]:
    """The codes of the places that titles and foot lines name as those of the office, or of the insured.

    >>> places_named(["深圳市社会保险历年参保缴费明细表（个人）", "测试用单位甲（上海市）有限公司"], "000000")
    ('440300',)
    >>> places_named(["参保地：上海市 姓名：测试甲"], "440300")
    ('310000',)
    """
    found: list[str] = []
    for line in lines:
        named = [match[1] for match in _LABELLED.finditer(line)]
        named += [match[1][start:] for match in _OFFICE.finditer(line) for start in range(len(match[1]) - 1)]
        known = (place_of(text, home) for text in named if text not in _HOME)
        found += [code for code in known if code is not None and code != regions.NATION]
    return tuple(dict.fromkeys(found))


def _pool(code: str, home: str) -> str:
    """The person's own place for a district of it; a place that is none stays as it is."""
    return home if home != regions.NATION and home in regions.ancestors(code) else code
