"""The answer as a text file."""

from __future__ import annotations

from app.export.answer_text import answer_text
from app.export.wanted import Wanted


def answer_txt(wanted: Wanted) -> bytes:
    """The text that `assess --format text` writes, for the option wanted."""
    told = answer_text(
        wanted.case, wanted.assessment, wanted.style.language, key=wanted.key, margin=wanted.style.margin
    )
    return told.encode("utf-8")
