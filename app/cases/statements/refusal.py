"""Why a file cannot be read at all, and the sentence that says so."""

from __future__ import annotations

from enum import StrEnum

from app.rules.bilingual import Bilingual
from app.rules.value_type import value_type
from app.wording.phrasebook import phrase


class RefusalReason(StrEnum):
    """Why a file is refused as a whole."""

    PASSWORD = "password"  # noqa: S105  a reason, no secret
    SCAN = "scan"
    GARBLED = "garbled"
    """Its letters cannot be told: the file shows them but does not say which they are."""
    UNKNOWN_KIND = "unknown_kind"
    DAMAGED = "damaged"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    """It unpacks to far more than it is."""
    FOREIGN_PARTS = "foreign_parts"
    """It asks for parts that lie elsewhere."""
    CANCELLED = "cancelled"


@value_type
class Refusal:
    """A file that cannot be used: the reason, the sentence that says it, and which of the files given, from 1."""

    reason: RefusalReason
    said: Bilingual
    file: int = 1


class RefusedFile(Exception):  # noqa: N818  named for the outcome, which the door gives back as a `Refusal`
    """Raised by a reader for a file that it cannot read."""

    def __init__(self, reason: RefusalReason, said: Bilingual | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.said = said or phrase("statements", f"refused.{reason.value}")
