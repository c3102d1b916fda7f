"""Takes a case document that is plainly sound, without pydantic; everything else is left to the model.

Loading pydantic and building its models takes longer than a whole assessment. So a document in which every value is
what it should be becomes a case here; at the slightest doubt nothing is said, and the model reads it anew and tells
what is wrong. Both are made from one table (`case_keys`) and look for the same contradictions: this door never takes
what the model would refuse, and gives what the model would give.
"""

from __future__ import annotations

from datetime import date

from app.cases.format.case_keys import CASE
from app.cases.format.case_values import case_of
from app.cases.format.consistency import contradictions
from app.cases.format.kinds import Unsound
from app.cases.format.values import InvalidValue
from app.rules.record.case import Case


def case_if_sound(value: object, as_of_default: date) -> tuple[Case, date] | None:
    """The case of a decoded document, and the day it is assessed on; None at the slightest doubt that it is sound."""
    try:
        values = CASE.read(value)
    except (Unsound, InvalidValue):
        return None
    return None if any(contradictions(values, as_of_default)) else case_of(values, as_of_default)
