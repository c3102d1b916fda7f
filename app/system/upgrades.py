"""Brings documents of earlier formats to the present one: one small step from each format to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
Steps: TypeAlias = Mapping[int, Callable[[Document], Document]]
"""By the number of a format: what makes a document of the next one out of it."""


def number_of(document: Document, family: str) -> int | None:
    """The number of a document's format, 0 where it states none; None for a format of another family.

    >>> number_of({"format": "xubaotong.case/1"}, "xubaotong.case"), number_of({}, "xubaotong.case")
    (1, 0)
    """
    stated = document.get("format", f"{family}/0")
    found = re.fullmatch(rf"{re.escape(family)}/([0-9]{{1,6}})", stated) if isinstance(stated, str) else None
    return None if found is None else int(found[1])


def upgraded(document: Document, family: str, steps: Steps) -> Document:
    """The document after every step from its format on; it is left as it is where no step begins with its format.

    >>> steps = {1: lambda old: {"place": old["region"]}, 2: lambda old: {"places": [old["place"]]}}
    >>> upgraded({"format": "case/1", "region": "140100"}, "case", steps)
    {'places': ['140100'], 'format': 'case/3'}
    """
    number = number_of(document, family)
    while number is not None and number in steps:
        document = {**steps[number](document), "format": f"{family}/{number + 1}"}
        number += 1
    return document
