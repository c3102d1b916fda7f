"""The number of an answer: the same case, way and rules have the same number, and another advice has another."""

from __future__ import annotations

from typing import Final

from app.cases.file.saving import case_text
from app.rules.outcome.assessment import Assessment
from app.rules.record.case import Case
from app.system.sha256 import digest_of

_DIGITS: Final = 8


def answer_number(case: Case, assessment: Assessment, key: str | None, *, margin: int = 0) -> str:
    """The as-of day and eight digits of a digest, which tells nothing of the person.

    `key` is the way the answer is about, None for an answer about all of them; `margin` is how many working days money
    takes to arrive, as the day to pay hangs on it. Window, text and papers show this number.
    """
    rules = "".join(f"\n{pack.code} {pack.version} {pack.sha256}" for pack in assessment.policies)
    covered = f"{case_text(case, assessment.as_of)}\n{key or ''}\n{margin}{rules}"
    return f"{assessment.as_of:%Y%m%d}-{digest_of(covered.encode())[:_DIGITS].upper()}"
