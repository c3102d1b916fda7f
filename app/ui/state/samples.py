"""The case a new window starts with, and the sample cases."""

from __future__ import annotations

from app.rules.record.case import Case

SAMPLES = (
    "zhang-xiansheng",
    "li-nyushi",
    "zhang-nyushi",
    "resident-skipped-2025",
    "resident-skipped-two-years",
    "chongqing-left-job",
)
"""The cases in `resources/samples` that the window offers."""


def new_case(region: str) -> Case:
    """The case a window starts with: a place, nothing else."""
    return Case(region)
