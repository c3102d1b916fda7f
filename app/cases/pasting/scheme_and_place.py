"""Reads the scheme and the place of a row."""

from __future__ import annotations

from app.cases.pasting.rows import Draft
from app.cases.pasting.vocabulary import Insurance, vocabulary
from app.cases.problems import shown
from app.regions import divisions as regions
from app.rules.record.history import Scheme

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


def read_place(draft: Draft, text: str, home: str) -> None:
    """Write the place of payment into a draft, where it is not the person's own."""
    if not text:
        return
    place = place_of(text, home)
    if place is None:
        draft.doubt("place", text=shown(text))
    elif place != home:
        draft.known["region"] = place


def place_of(text: str, home: str) -> str | None:
    """The code of a place named in a list; `home` also for a part of it. None where it is not clear.

    >>> place_of("山西省太原市本级", "140100"), place_of("上海市", "140100"), place_of("外地", "140100")
    ('140100', '310000', None)
    """
    near = regions.find(home)
    if text == home or (near is not None and near.name in text):
        return home
    if text.isascii() and text.isdigit():
        known = regions.find(text)
        return known.code if known is not None and known.listed else None
    named = [region.code for region in regions.all_regions() if region.name == text]
    if not named:
        named = [
            region.code
            for region in regions.all_regions()
            if text.endswith(region.name) and regions.name_of(region.code) == text
        ]
    return named[0] if len(named) == 1 else None
