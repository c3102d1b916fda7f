"""Sources that say otherwise: beside the answer where nothing decides, folded or left out where something does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.policy import CoverRule, DissentRow, Pack, Policy
from app.rules.law.terms import Matter, Verdict
from app.rules.outcome.assessment import Option
from app.rules.record.case import Decision
from tests.rules.places import COUNTRY, NEXT_MONTH, NOWHERE, case, day, mark, outcome, pack, policy, row, when

FLEXIBLE, PLAN = "flexible 2024-01..2026-08 base=5000", "flexible on 2026-11-22"
RULE = row("rule", CoverRule(Verdict.YES, NEXT_MONTH), resume_as="flexible")
WEAK_RULE = replace(RULE, cites=("page",))
THE_RULE = "330000/cover/rule"


def otherwise(*cites: str, matter: Matter = Matter.COVER, **conditions: object) -> tuple[DissentRow, ...]:
    return (DissentRow("otherwise", matter, when(**conditions), Bilingual("说法不同", "says otherwise"), cites),)


def told(found: Option) -> tuple[list[str], list[str]]:
    """Sources beside the answer, sources folded."""
    return [it.source.id for it in found.disagreements], [it.source.id for it in found.outranked]


def under(*packs: Pack, asked_for: str = "330100") -> Policy:
    return policy(*packs, COUNTRY, requested=asked_for)


CITY, WEAK_CITY = pack("330100", RULE), pack("330100", WEAK_RULE)


@pytest.mark.parametrize(
    ("place", "cites", "beside", "folded", "why"),
    [
        # What decides here stands above web pages and the like; they are told, apart.
        (CITY, ("web",), [], ["web"], "a web article against the city's own rule"),
        (CITY, ("page",), [], ["page"], "a weak page against it"),
        # ... but an official text of the place itself is never folded away.
        (CITY, ("law",), ["law"], [], "an official text of the place against its own rule"),
        (CITY, ("press",), ["press"], [], "a named one"),
        (CITY, ("law", "web"), ["law"], ["web"], "each source by its own standing"),
        # Where the rule is a reference itself nothing stands above anything.
        (WEAK_CITY, ("web",), ["web"], [], "a web article against a weak rule"),
        (WEAK_CITY, ("law",), ["law"], [], "an official text against it"),
    ],
)
def test_a_source_of_the_place_that_says_otherwise(
    place: Pack, cites: tuple[str, ...], beside: list[str], folded: list[str], why: str
) -> None:
    found = outcome(FLEXIBLE, PLAN, under=under(replace(place, dissents=otherwise(*cites))))
    assert told(found) == (beside, folded), why


PROVINCE = replace(pack("330000", RULE), binding=(mark(THE_RULE),))
INHERITED = pack("330000", RULE)
SILENT = pack("330100")


@pytest.mark.parametrize(
    ("packs", "cites", "beside", "folded", "why"),
    [
        # Another place's text is told only where this one has no rule that decides.
        ((CITY, replace(INHERITED, dissents=otherwise("law"))), ("law",), [], [], "against the city's own rule"),
        ((CITY, replace(INHERITED, dissents=otherwise("web"))), ("web",), [], ["web"], "a web article is folded"),
        ((SILENT, replace(PROVINCE, dissents=otherwise("law"))), ("law",), [], [], "against a rule that binds here"),
        ((SILENT, replace(INHERITED, dissents=otherwise("law"))), ("law",), ["law"], [], "against an inherited one"),
        ((SILENT, replace(INHERITED, dissents=otherwise("web"))), ("web",), ["web"], [], "a web article likewise"),
    ],
)
def test_a_source_of_another_place_that_says_otherwise(
    packs: tuple[Pack, ...], cites: tuple[str, ...], beside: list[str], folded: list[str], why: str
) -> None:
    assert told(outcome(FLEXIBLE, PLAN, under=under(*packs))) == (beside, folded), why


def test_of_a_matter_that_nothing_recorded_answers_every_source_is_told() -> None:
    bare = replace(COUNTRY, rows=tuple(r for r in COUNTRY.rows if r.matter is not Matter.COVER))
    place = replace(pack("330100"), dissents=otherwise("law", "web"))
    assert told(outcome(FLEXIBLE, PLAN, under=policy(place, bare))) == (["law", "web"], [])


def test_only_what_speaks_of_this_case_is_told() -> None:
    for dissents in (
        otherwise("web", resume_as="employee"),
        otherwise("web", unpaid_months=">3"),
        otherwise("web", matter=Matter.PREMIUM),
    ):
        assert told(outcome(FLEXIBLE, PLAN, under=under(replace(CITY, dissents=dissents)))) == ([], [])


def test_the_decision_of_the_office_stands_above_web_pages_too() -> None:
    place = under(replace(WEAK_CITY, dissents=otherwise("web")))
    decided = replace(case(FLEXIBLE, PLAN), decisions=(Decision("核定", waiting_months=0),))
    found = assess(decided, place, day("2026-11-22")).planned
    assert found is not None
    assert told(found) == ([], ["web"])


def test_both_lists_say_what_the_source_says_and_of_which_matter() -> None:
    found = outcome(FLEXIBLE, PLAN, under=under(replace(CITY, dissents=otherwise("law", "web"))))
    for it in (*found.disagreements, *found.outranked):
        assert (it.matter, it.says.zh, it.source) == (Matter.COVER, "说法不同", NOWHERE.own.sources[it.source.id])
