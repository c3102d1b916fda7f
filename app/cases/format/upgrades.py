"""The steps by which case files of earlier formats become files of the present one.

A change that renames, removes or gives another meaning to a key raises the number in `values.FORMAT` and adds a step
here. Files as every earlier program wrote them are kept in `tests/cases/kept`, and must all open.
"""

from __future__ import annotations

from typing import Final

from app.cases.format.values import FORMAT
from app.system.upgrades import Document, Steps, upgraded

FAMILY: Final = FORMAT.rpartition("/")[0]
STEPS: Final[Steps] = {}
"""None yet: since the first format keys were only added."""


def in_present_format(document: Document) -> Document:
    """A case document in the present format."""
    return upgraded(document, FAMILY, STEPS)
