"""Kinds of false certainty a breaker met in the shipped packs: what hangs on something unknown is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Person
from app.wording.leading import why_leading
from tests.rules.places import case

NEWBORN = Person(birth_date=date(2026, 3, 1), categories=frozenset({"newborn"}))


def answered(paid: str, region: str, on: str, plan: str | None = None, **parts: object) -> Assessment:
    asked, policy = case(paid, plan, region=region, **parts), open_shelf().policy_for(region)
    return with_turning_points(asked, policy, assess(asked, policy, date.fromisoformat(on)))


def way(found: Assessment, id_: OptionId) -> Option:
    return next(option for option in found.options if option.id is id_)


@pytest.mark.parametrize("region", ["440300", "310000", "370200"])
def test_the_rules_of_the_new_place_do_not_end_the_cover_of_the_old_one(region: str) -> None:
    found = answered("employee 2020-01..2026-10 @140100", region, "2026-11-22")
    assert (found.today.covered, found.today.until) == (Verdict.ASK, None)
    lapsed = answered("employee 2020-01..2026-08 @140100", region, "2026-11-22", causes="2026-09 personal")
    assert [finding.benefits_end for finding in lapsed.lapses] == [None]
    here = answered(f"employee 2020-01..2026-10 @{region}", region, "2026-11-22")
    assert here.today.covered is not Verdict.NO


@pytest.mark.parametrize("region", ["310000", "350100", "430000", "110000"])
def test_a_newborns_open_first_day_gives_no_last_day_to_pay(region: str) -> None:
    found = answered("", region, "2026-05-10", "resident on 2026-05-10, for 2026", person=NEWBORN)
    assert found.planned is not None
    assert found.planned.benefits_from is None
    assert (found.planned.pay_by, found.planned.nothing_lost_until) == (None, None)


def test_a_year_that_is_over_is_over_for_a_newborn_too() -> None:
    late = answered("", "310000", "2027-02-15", "resident on 2027-02-15, for 2026", person=NEWBORN)
    assert late.planned is not None
    assert "000000/cover/resident-year-over" in {reason.rule for reason in late.planned.reasons}
    assert late.planned.benefits_from is None


@pytest.mark.parametrize("region", ["310000", "440300", "500000"])
def test_a_newborn_is_offered_no_work(region: str) -> None:
    assert {option.resume_as for option in answered("", region, "2026-05-10", person=NEWBORN).options} <= {"resident"}
    grown = replace(NEWBORN, birth_date=date(1990, 3, 1))
    assert "flexible" in {option.resume_as for option in answered("", region, "2026-05-10", person=grown).options}


@pytest.mark.parametrize("region", ["350100", "460000"])
def test_that_a_unit_pays_is_asked_about_until_it_is_known_that_it_owes(region: str) -> None:
    found = answered("employee 2022-01..2026-08", region, "2026-11-22")
    assert way(found, OptionId.EMPLOYER_BACK_PAYS).verdict is Verdict.ASK


def test_a_sum_that_lacks_an_item_nobody_has_recorded_is_no_sum() -> None:
    found = answered("employee 2024-01..2026-05", "440100", "2026-11-22", causes="2026-06 employer")
    pays = way(found, OptionId.EMPLOYER_BACK_PAYS)
    assert pays.cost is None
    assert any("利息" in question.text.zh for question in pays.questions)


def test_ways_whose_first_day_is_open_are_not_said_to_cover_on_the_same_day() -> None:
    why = why_leading(answered("", "140100", "2026-11-22"))
    assert why is not None
    assert "同样早" not in why.zh
    assert "说不准" in why.zh
