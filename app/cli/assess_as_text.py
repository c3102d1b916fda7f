"""The command `assess --format text`: writes the assessment of a case as text."""

from __future__ import annotations

from argparse import Namespace

from app.cli.assess import assessed
from app.cli.exit_codes import DONE
from app.cli.streams import put
from app.export.answer_text import answer_text


def perform(wanted: Namespace) -> int:
    """Write the answer as text; returns the exit code. `Unusable` when the case or a pack cannot be used."""
    case, assessment = assessed(wanted)
    put(answer_text(case, assessment, wanted.lang))
    return DONE
