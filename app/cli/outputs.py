"""Looks at the files a command is to write, before it works for them."""

from __future__ import annotations

import os
from pathlib import Path

from app.cases.problems import printable, trouble_writing
from app.cli.streams import unusable
from app.rules.bilingual import Language
from app.system.atomic_file import target_of
from app.wording.phrasebook import phrase


def require_writable(path: Path, language: Language) -> None:
    """`Unusable` for an output that is a device, a pipe or a loop of links, or whose folder does not exist."""
    try:
        os.stat(os.path.join(target_of(path).parent, ""))  # noqa: PTH116, PTH118  the mark at its end asks for a folder
    except OSError as error:
        raise unusable(printable(str(path)), trouble_writing(error), language) from None


def require_new_case(path: Path, language: Language) -> None:
    """As `require_writable`, and `Unusable` where something is written already: a case cannot be made again.

    A paper can, from its case, so it may replace an older one. An empty file holds nothing.
    """
    require_writable(path, language)
    if path.is_file() and path.stat().st_size:
        raise unusable(printable(str(path)), phrase("cli", "case_exists"), language)
