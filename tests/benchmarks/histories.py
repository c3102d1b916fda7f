"""A long record to measure with: forty years of contributions, interrupted five times."""

from __future__ import annotations

import json
from datetime import date

from app.cases.file.reading import parse_case
from app.rules.record.case import Case

AS_OF = date(2026, 11, 22)
SPANS = (
    ("employee", "1986-11", "1995-03"),
    ("employee", "1995-06", "2003-10"),
    ("flexible", "2003-12", "2011-02"),
    ("employee", "2011-09", "2018-01"),
    ("flexible", "2018-07", "2026-06"),
)


def forty_years(region: str) -> Case:
    """480 months up to the as-of month with five lapses, the last one open, and a plan."""
    document = {
        "format": "xubaotong.case/1",
        "region": region,
        "as_of": AS_OF.isoformat(),
        "person": {"name": "老陈", "birth_date": "1967-03-01", "sex": "male"},
        "periods": [{"scheme": scheme, "start": start, "end": end, "base": "6000.00"} for scheme, start, end in SPANS],
        "lapse_causes": [{"start": "1995-04", "cause": "employer"}, {"start": "2026-07", "cause": "personal"}],
        "plan": {"resume_as": "flexible", "pay_on": AS_OF.isoformat(), "back_pay": True},
    }
    return parse_case(json.dumps(document, ensure_ascii=False), "forty years", AS_OF).case
