"""Words what is to be brought: what rests on usage alone, and what is still lacking."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from app.rules.bilingual import Bilingual
from app.rules.outcome.assessment import RequiredDocument
from app.wording.phrasebook import phrase

_AREA: Final = "services"


def custom_said(document: RequiredDocument) -> Bilingual | None:
    """That a document is asked for by usage only and is to be confirmed; None where an official text names it."""
    return None if document.grade.decides else phrase(_AREA, "custom")


def lacking(documents: Iterable[RequiredDocument], ticked: Container[str]) -> tuple[RequiredDocument, ...]:
    """The documents that are not ticked."""
    return tuple(document for document in documents if document.id not in ticked)


def lacking_said(documents: Iterable[RequiredDocument], ticked: Container[str]) -> Bilingual | None:
    """How many documents are lacking, and which; None while nothing is ticked."""
    asked = tuple(documents)
    missing = lacking(asked, ticked)
    if len(missing) == len(asked):
        return None
    if not missing:
        return phrase(_AREA, "complete", n=len(asked))
    named = Bilingual("；".join(it.title.zh for it in missing), "; ".join(it.title.en for it in missing))
    return phrase(_AREA, "lacking.one" if len(missing) == 1 else "lacking", n=len(missing), names=named)
