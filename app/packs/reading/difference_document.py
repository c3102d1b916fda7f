"""Writes the differences between the rules of two places, or of two days, as JSON: `xubaotong.policy-diff/1`."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from app.packs.reading.comparing import Difference, Holds, differences
from app.rules.bilingual import Language
from app.rules.law.policy import Policy

FORMAT: Final = "xubaotong.policy-diff/1"


def difference_document(a: Policy, on: date, b: Policy, on2: date, language: Language) -> str:
    """What differs between the rules of `a` on a day and those of `b` on another, with rows and sources."""

    def written(found: Difference) -> dict[str, Any]:
        return {
            "topic": found.topic.value,
            "what": found.what.in_(language),
            "where": [case.in_(language) for case in found.where],
            "one": _side(found.one, language),
            "other": _side(found.other, language),
        }

    sides = {
        "one": {"code": a.requested, "on": on.isoformat()},
        "other": {"code": b.requested, "on": on2.isoformat()},
    }
    found = [written(difference) for difference in differences(a, on, b, on2)]
    return json.dumps({"format": FORMAT, **sides, "differences": found}, ensure_ascii=False, indent=1) + "\n"


def _side(holds: Holds | None, language: Language) -> dict[str, Any] | None:
    if holds is None:
        return None
    sources = [source.id for source in holds.sources]
    return {"says": holds.says.in_(language), "rows": list(holds.rows), "sources": sources, "decides": holds.decides}
