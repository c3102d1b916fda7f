"""Knows which option of an assessment is shown first. Does not know how it is shown."""

from __future__ import annotations

from app.rules.assessment import Assessment, Option


def leading_option(assessment: Assessment) -> Option | None:
    """The person's own plan, else the option with the earliest cover, else the first; None when there is none."""
    if assessment.planned:
        return assessment.planned
    best = next((option for option in assessment.options if option.id == assessment.best.earliest_cover), None)
    return best or next(iter(assessment.options), None)
