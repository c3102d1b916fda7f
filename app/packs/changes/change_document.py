"""Writes what changed between two folders of packs as JSON: their items, and the answers that come out otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from app.packs.changes.answer_changes import Answer, AnswerChanges, CaseChange
from app.packs.changes.pack_changes import ItemChange, PackChange
from app.rules.bilingual import Language
from app.rules.law.waiting import Waiting

PACKS_FORMAT: Final = "xubaotong.policy-changes/1"
ANSWERS_FORMAT: Final = "xubaotong.answer-changes/1"


def pack_changes_document(changes: Iterable[PackChange], language: Language) -> str:
    """Every pack that differs, with every item added, removed and changed, as the packs write them."""
    packs = [
        {
            "code": change.code,
            "name": change.name.in_(language),
            "how": change.how.value,
            "version_before": change.versions[0] or None,
            "version_after": change.versions[1] or None,
            "items": [_item(item) for item in change.items],
        }
        for change in changes
    ]
    return _text({"format": PACKS_FORMAT, "packs": packs})


def answer_changes_document(changes: AnswerChanges, language: Language) -> str:
    """Every answer that comes out otherwise, by place, with the rows behind it."""
    document = {
        "format": ANSWERS_FORMAT,
        "asked": changes.asked,
        "differing": changes.differing,
        "turns": [{"before": was, "after": is_, "cases": n} for (was, is_), n in changes.turns.items()],
        "places": [
            {
                "code": place.code,
                "name": place.name.in_(language),
                "cases": [_case(case) for case in place.cases],
            }
            for place in changes.places
        ],
    }
    return _text(document)


def _item(item: ItemChange) -> dict[str, Any]:
    fields = [{"path": field.path, "before": field.before, "after": field.after} for field in item.fields]
    sides = {"before": item.before, "after": item.after}
    return {"area": item.area, "id": item.id, "how": item.how.value, "fields": fields, **sides}


def _case(change: CaseChange) -> dict[str, Any]:
    return {
        "name": change.posed.name,
        "as_of": change.posed.as_of.isoformat(),
        "example_before": change.posed.of_old,
        "example_after": change.posed.of_new,
        "answers": [
            {"way": each.way, "value": each.value, "before": _written(each.before), "after": _written(each.after)}
            for each in change.changes
        ],
        "behind": {
            way: {
                "only_before": behind.only_before,
                "only_after": behind.only_after,
                "rewritten": behind.rewritten,
                "vouched": behind.vouched,
                "unvouched": behind.unvouched,
                "others": behind.others,
            }
            for way, behind in change.behind.items()
        },
    }


def _written(answer: Answer) -> Any:
    match answer:
        case Waiting():
            lasts = {"months": answer.months, "days": answer.days, "benefit_percent": answer.benefit_percent}
            return {**lasts, "start": answer.start.isoformat(), "end": answer.end.isoformat()}
        case date():
            return answer.isoformat()
        case Decimal():
            return str(answer)
    return answer.value if isinstance(answer, Enum) else answer


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
