"""Finds the pooling area (统筹地区) of a division: the area whose office settles contributions and benefits."""

from __future__ import annotations

_MUNICIPALITIES = ("11", "12", "31", "50")


def pooling_area(region: str) -> str:
    """The pooling area a division lies in: the municipality, or the city that the code begins with.

    >>> pooling_area("140105"), pooling_area("310115")
    ('1401', '31')
    """
    return region[:2] if region[:2] in _MUNICIPALITIES else region[:4]
