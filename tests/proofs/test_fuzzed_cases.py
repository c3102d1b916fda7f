"""Case files made by a fuzzer that knows their structure: refused with a sentence, or answered; never a fault."""

from __future__ import annotations

import copy
import json
import random
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.cases.deidentified import answer_of, deidentified
from app.cases.doubts import assess_with_doubts
from app.cases.file.reading import parse_case
from app.cases.file.saving import case_text
from app.cases.format.assessment_document import assessment_text
from app.cases.format.case_keys import CASE
from app.cases.format.kinds import EnumMember, ListOf, NamedValues, Part, Unsound
from app.cases.format.values import InvalidValue
from app.cases.json_text import decoded
from app.cases.problems import UnusableCase
from app.export.answer_text import answer_text
from app.packs.shelf.shelf import Shelf, open_shelf
from app.rules.outcome.assessment import Assessment
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case
from app.system.resources import resource
from tests.proofs.rounds import measured, rounds
from tests.published.test_published import CASES, read

pytestmark = pytest.mark.slow
TODAY = date(2026, 11, 22)
EVERY = 10
"""Of so many cases that are answered, one is answered again without its person; that takes several answers."""
REGIONS = ("140100", "370200", "310000", "500000", "440300", "000000", "110105", "999999", "")
TEXTS = ("", "<img src=x>", "\u202e", "a" * 201, "\ud800", "\x00", "李四", "🀄", "0" * 30, "%s{0}{x}", "'", "\\")
DAYS = ("1950-01-01", "2100-12-31", "2024-02-29", "2023-02-29", "2026-11-22", "1000-01-01", "9999-12-31", "2026-W01-1")
MONTHS = ("1950-01", "2100-12", "2024-02", "2026-11", "2026-13", "0000-00", "1949-12")
MONEY = ("0.00", "0.01", "99999999.99", "-1.00", "1e9", "NaN", "5000", "100.001")
NUMBERS = (0, 1, -1, 2**63, 10**30, 0.5, True, None)
ODD: tuple[Any, ...] = (*TEXTS, *DAYS, *MONTHS, *MONEY, *NUMBERS, [], {}, [[]], {"a": 1})


def seeds() -> list[dict[str, Any]]:
    """Sound cases to begin with: the samples, the kept files, and every published case."""
    kept = Path(__file__).parents[1] / "cases" / "kept"
    files = [*resource("samples").glob("*.json"), *kept.glob("*.json")]
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    texts += [case_text(*read(row)) for row in CASES]
    return [json.loads(text) for text in texts]


def mutated(chance: random.Random, seed: dict[str, Any]) -> str | bytes:
    """A case with one to six things changed, mostly so that each alone is sound."""
    document = copy.deepcopy(seed)
    for _ in range(chance.randint(1, 6)):
        _change(chance, document, CASE)
    text = json.dumps(document, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 2)))
    if chance.random() < 0.1:
        content = bytearray(text.encode("utf-8", "surrogatepass"))
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        return bytes(content)
    return text


def _change(chance: random.Random, part: dict[str, Any], kind: Part) -> None:
    name = chance.choice([*kind.keys]) if chance.random() < 0.97 else chance.choice(("extra", "regoin", "<b>", ""))
    key = kind.keys.get(name)
    inner = key.kind if key is not None else None
    if isinstance(inner, Part) and isinstance(part.get(name), dict) and chance.random() < 0.8:
        _change(chance, part[name], inner)
    elif (
        isinstance(inner, ListOf)
        and isinstance(inner.item, Part)
        and _is_filled(part.get(name))
        and chance.random() < 0.9
    ):
        _change_list(chance, part[name], inner.item)
    elif chance.random() < 0.2:
        part.pop(name, None)
    else:
        part[name] = _value(chance, inner)


def _is_filled(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _change_list(chance: random.Random, rows: list[Any], kind: Part) -> None:
    match chance.randrange(5):
        case 0:
            rows.pop(chance.randrange(len(rows)))
        case 1:
            rows.append(copy.deepcopy(chance.choice(rows)))
        case 2:
            chance.shuffle(rows)
        case _:
            row = chance.choice(rows)
            if isinstance(row, dict):
                _change(chance, row, kind)


def _value(chance: random.Random, kind: Any) -> Any:
    """A value for a key, mostly one that is sound by itself."""
    if kind is None or chance.random() < 0.03:
        return chance.choice(ODD)
    for _ in range(10):
        made = _made(chance, kind)
        with suppress(Unsound, InvalidValue):
            kind.read(made)
            return made
    return made


def _made(chance: random.Random, kind: Any) -> Any:
    if isinstance(kind, EnumMember):
        return chance.choice([*(member.value for member in kind.of), *("", "Paid")])
    if isinstance(kind, Part):
        keys = [key for key in kind.keys.values() if key.required or chance.random() < 0.4]
        return {key.name: _value(chance, key.kind) for key in keys}
    if isinstance(kind, ListOf):
        return [_value(chance, kind.item) for _ in range(chance.randint(0, 3))]
    examples = getattr(kind, "schema", {}).get("examples", ())
    if isinstance(kind, NamedValues):
        named = chance.choice(("retirement_category", "reference_wage:2025", "rate:employee", "veteran", "birth_date"))
        return {named: _value(chance, kind.value)}
    pool = [*examples, chance.choice(REGIONS[:7]), *TEXTS[:2], *NUMBERS[:3], chance.choice(REGIONS)]
    pool += [f"{chance.randint(1980, 2040)}-{chance.randint(1, 12):02}", f"{chance.randint(1, 99999)}.00"]
    pool += [
        f"{chance.randint(1950, 2100)}-{chance.randint(1, 12):02}-{chance.randint(1, 31):02}",
        *DAYS[:5],
        *MONTHS[:4],
    ]
    return chance.choice(pool)


def _answer(shelf: Shelf, content: str | bytes) -> str:
    """What becomes of a file: "refused", or "answered" and written again as the same case."""
    try:
        text = decoded(content, "fuzzed") if isinstance(content, bytes) else content
        opened = parse_case(text, "fuzzed", TODAY)
    except UnusableCase as unusable:
        assert all(line.isprintable() for language in ("zh", "en") for line in unusable.lines(language))  # noqa: PT017
        return "refused"
    case, as_of = opened.case, opened.as_of
    assert parse_case(case_text(case, as_of), "again", TODAY).case == case
    policy = shelf.policy_for(case.region)
    found = with_turning_points(case, policy, assess_with_doubts(case, policy, as_of))
    for language in ("zh", "en"):
        assert answer_text(case, found, language)
        assert assessment_text(case, found, language)
    return "answered"


def _without_its_person(shelf: Shelf, content: str | bytes) -> None:
    """A case handed on with a report: no name, no number among its answers, and answered as it was."""
    opened = parse_case(decoded(content, "") if isinstance(content, bytes) else content, "", TODAY)
    case, policy = opened.case, shelf.policy_for(opened.case.region)

    def assess(tried: Case) -> Assessment:
        return assess_with_doubts(tried, policy, opened.as_of)

    bare = deidentified(case, assess)
    assert (bare.person.name, bare.person.id_number) == ("", None)
    assert all(isinstance(answer, str | bool) for answer in bare.answers.values())
    plain = replace(case, decisions=tuple(replace(each, reason="…", by="") for each in case.decisions))
    assert answer_of(bare, assess) == answer_of(plain, assess)
    assert parse_case(case_text(bare, opened.as_of), "reported", TODAY).case == bare


def test_no_case_file_brings_the_program_down() -> None:
    chance, begun, shelf = random.Random(17), seeds(), open_shelf()
    times = rounds(150, 10_000)
    outcome = {"refused": 0, "answered": 0, "deidentified": 0}
    for number in range(times):
        seed = chance.choice(begun)
        content = mutated(chance, seed)
        try:
            became = _answer(shelf, content)
            outcome[became] += 1
            if became == "answered" and outcome["answered"] % EVERY == 1:
                _without_its_person(shelf, content)
                outcome["deidentified"] += 1
        except Exception:
            print(f"round {number}: {content!r}")
            raise
    measured(files=times, **outcome)
    assert outcome["answered"] > times / 10
    assert outcome["refused"] > times / 10
    assert outcome["deidentified"] == -(-outcome["answered"] // EVERY)
