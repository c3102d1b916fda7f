"""The glance says nothing that the assessment does not hold: samples, published cases and examples of the packs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.cases.file.reading import parse_case, read_case
from app.packs.checking.example_case import example_case
from app.packs.shelf.shelf import open_shelf
from app.rules.assess import assess
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Matter, Verdict
from app.rules.outcome.assessment import Assessment, Option, OptionId
from app.rules.outcome.sentences import OUTCOMES
from app.rules.outcome.turning_points import with_turning_points
from app.rules.record.case import Case, Plan
from app.rules.record.history import Scheme
from app.system.resources import resource
from app.wording.cliffs import Cliff
from app.wording.glance import About, Glance, Tile, Voice, glance
from app.wording.leading import why_leading
from app.wording.option_cells import Subject, option_cells
from app.wording.outcome import happened, is_open
from app.wording.values import at_least, day_after
from tests.published.test_published import CASES, read

SHELF = open_shelf()
TODAY = date(2026, 11, 30)
SAMPLES = sorted(resource("samples").glob("*.json"))


def answered(case: Case, as_of: date) -> Assessment:
    policy = SHELF.policy_for(case.region)
    return with_turning_points(case, policy, assess(case, policy, as_of))


def sample(name: str, as_of: date = TODAY) -> tuple[Case, Assessment]:
    case = read_case(resource("samples") / f"{name}.json", as_of).case
    return case, answered(case, as_of)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("as_of", [date(2026, 11, 22), TODAY, date(2026, 12, 1)], ids=str)
def test_a_sample_at_a_glance_agrees_with_its_assessment(path: Path, as_of: date) -> None:
    case = read_case(path, as_of).case
    agrees_everywhere(case, answered(case, as_of))


@pytest.mark.parametrize("row", CASES, ids=lambda row: row["id"])
def test_a_published_case_at_a_glance_agrees_with_its_assessment(row: dict[str, Any]) -> None:
    case, as_of = read(row)
    agrees_everywhere(case, answered(case, as_of))


@pytest.mark.slow
@pytest.mark.parametrize("code", SHELF.codes)
def test_every_example_at_a_glance_agrees_with_its_assessment(code: str) -> None:
    for example in SHELF.find(code).record.get("examples", ()):
        case, as_of = example_case(example["case"])
        agrees_everywhere(case, answered(case, as_of))


def agrees_everywhere(case: Case, found: Assessment) -> None:
    """Every way of an assessment at a glance, and the assessment itself."""
    leading = next(iter(found.ways), None)
    assert glance(case, found) == glance(case, found, leading)
    for key in (None, *found.ways):
        option = found.ways[key] if key is not None else found.leading
        seen = glance(case, found, key)
        is_whole(seen)
        status_agrees(seen, case, found)
        steps_agree(seen, option)
        if option is not None and not (is_open(found) and key != "planned"):
            values_agree(seen, found, option)


def is_whole(seen: Glance) -> None:
    """Four answers in their order, each with a value and a line in both languages; steps, or why there are none."""
    assert [each.about for each in seen.answers] == list(About)
    for each in seen.answers:
        for said in (each.value, each.line):
            assert said.zh.strip(), each
            assert said.en.strip(), each
            assert "{" not in said.zh + said.en, each
        assert each.settled or each.lacks or asks_somebody(each), each
    assert bool(seen.cliffs) != bool(seen.no_cliffs.zh)


def asks_somebody(answer: Tile) -> bool:
    """True where an open answer says whom to ask, or that it is for reference."""
    said = answer.value.zh + answer.line.zh
    return any(mark in said for mark in ("问", "经办", "参考", "截止", "先选", "最晚", "再晚", "集中缴费"))


def status_agrees(seen: Glance, case: Case, found: Assessment) -> None:
    voices = {Verdict.YES: Voice.GOOD, Verdict.NO: Voice.LOUD, Verdict.ASK: Voice.OPEN}
    if case.is_told:
        assert seen.status.voice is voices[found.today.covered]
        assert found.today.reason.zh in seen.status.line.zh
    else:
        assert seen.status.voice is Voice.OPEN


def values_agree(seen: Glance, found: Assessment, option: Option) -> None:
    year = found.as_of.year
    covered, cost, last = (seen.answer(each) for each in (About.COVERED, About.COST, About.LAST_DAY))
    if covered.voice is Voice.GOOD:
        assert found.today.covered is Verdict.YES
    elif covered.settled and option.verdict is not Verdict.NO and option.in_vain is None:
        assert option.verdict is Verdict.YES
        assert option.benefits_from is not None
    if option.moves_no_cover and option.verdict is not Verdict.NO and not option.nothing_to_pay:
        assert covered.day is None
    elif option.day_told is not None and covered.voice is not Voice.GOOD and option.verdict is not Verdict.NO:
        assert day_after(option.day_told, year).zh in covered.value.zh or not found.lapses
    if option.cost is not None and option.cost.lines and option.verdict is not Verdict.NO and not option.nothing_to_pay:
        assert at_least(option.cost) == cost.value or not found.lapses
        assert cost.settled != (option.cost.at_least or option.cost.reference) or not found.lapses
    if last.value.zh == "今天" and found.lapses and not option.nothing_to_pay:
        assert option.nothing_lost_until == found.as_of
        assert last.voice is (Voice.OPEN if option.verdict is Verdict.ASK else Voice.LOUD)


def steps_agree(seen: Glance, option: Option | None) -> None:
    """The steps are those of the assessment, in order, or days without a way; one of them holds the day of payment."""
    steps = option.steps_ahead if option else ()
    changes = option.changes_ahead if option else ()
    refusals = {change.on for change in changes if (change.matter, change.after) == ("verdict", OUTCOMES[Verdict.NO])}
    for cliff in seen.cliffs:
        assert cliff.then.zh.startswith("办不了") == (cliff.pay_from in refusals)
        assert cliff.pay_from in refusals or any(
            (step.pay_from, step.benefits_from, step.waiting) == (cliff.pay_from, cliff.benefits_from, cliff.waiting)
            for step in steps
        )
    for one, other in pairwise(seen.cliffs):
        assert one.pay_until is not None
        assert one.pay_until < other.pay_from
    assert sum(cliff.here for cliff in seen.cliffs) <= 1


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_moving_the_day_of_payment_walks_the_same_steps(path: Path) -> None:
    """Whatever day a payment is planned for, the steps from today on stay, and another of them is the one at hand."""
    case = read_case(path, TODAY).case
    option = answered(case, TODAY).leading
    if option is None or option.nothing_to_pay or option.resume_as is Scheme.RESIDENT:
        return
    first: tuple[Cliff, ...] = ()
    for pay_on in (TODAY, date(2026, 12, 10), date(2027, 2, 3)):
        paid = option.lapse and frozenset({option.lapse.first})
        plan = Plan(option.resume_as, pay_on, back_pay=option.back_pay, pay_lapses=paid if option.back_pay else None)
        planned = replace(case, plan=plan)
        row = glance(planned, answered(planned, TODAY)).cliffs
        first = first or row
        assert [replace(each, here=False) for each in row] == [replace(each, here=False) for each in first]
        at_hand = [each.pay_from <= pay_on <= (each.pay_until or pay_on) for each in row]
        assert [each.here for each in row] == at_hand


def test_the_last_day_that_is_today_is_loud() -> None:
    seen = glance(*sample("chongqing-left-job"))
    last = seen.answer(About.LAST_DAY)
    assert (last.value.zh, last.value.en, last.voice) == ("今天", "Today", Voice.LOUD)
    assert seen.cliffs[0].today


def test_a_today_that_is_not_settled_is_not_loud() -> None:
    last = glance(*sample("zhang-nyushi")).answer(About.LAST_DAY)
    assert (last.value.zh, last.voice) == ("今天", Voice.OPEN)


RESIDENT = {"periods": [{"scheme": "resident", "start": "2022-01", "end": "2026-12"}]}
ENDING = {"periods": [{"scheme": "resident", "start": "2022-01", "end": "2025-12"}]}
EMPLOYEE = {"periods": [{"scheme": "employee", "start": "2019-03", "end": "2026-10"}]}


def told(region: str, record: dict[str, Any], as_of: date = TODAY) -> tuple[Case, Assessment]:
    text = json.dumps({"format": "xubaotong.case/1", "region": region, **record})
    case = parse_case(text, "told", as_of).case
    return case, answered(case, as_of)


def test_going_on_is_never_said_to_cost_nothing() -> None:
    """The year that is to be paid has its sum, or whom to ask for it; a month that is due is paid by the month."""
    case, found = told("370200", RESIDENT)
    seen = glance(case, found)
    assert seen.answer(About.ACT).value.zh == "接着缴2027年的费"
    assert seen.answer(About.COST).value.zh == "还算不出"
    assert "2027年的标准没有收录，问税务 12366" in seen.answer(About.COST).line.zh
    cost = glance(*told("130100", ENDING, date(2025, 12, 15))).answer(About.COST)
    assert (cost.value.zh, cost.total) == ("至少 400 元", Decimal(400))
    seen = glance(*told("220200", EMPLOYEE))
    assert seen.answer(About.ACT).value.zh == "接着缴11月的费"
    assert (seen.answer(About.COST).value.zh, seen.answer(About.COST).total) == ("按月缴", None)


def test_the_least_that_a_text_names_is_never_told_as_the_sum() -> None:
    """The province says "no less than 400": every door says at least, and who tells the rest."""
    case, found = told("130100", ENDING, date(2025, 12, 15))
    line = glance(case, found).answer(About.COST).line
    assert "可能还要多，问税务 12366" in line.zh
    option = next(each for each in found.options if each.cost and each.cost.lines)
    cell = option_cells(case, found, option)[Subject.COST]
    assert (cell.short.zh, cell.short.en) == ("至少 400.00 元", "¥400.00 or more")


ARREARS = {"periods": [{"scheme": "flexible", "start": "2019-01", "end": "2026-02"}]}


def test_a_choice_of_the_persons_is_a_range_and_is_not_asked_of_an_office() -> None:
    """Ya'an: with maternity insurance or without, and 260 yuan a year that may come on top: no upper end is told."""
    plan = {"resume_as": "flexible", "pay_on": "2026-04-10", "back_pay": True}
    case, found = told("511800", {**ARREARS, "plan": plan}, date(2026, 4, 10))
    cost = glance(case, found).answer(About.COST)
    assert (cost.value.zh, cost.voice) == ("525.20 元起", Voice.OPEN)
    assert cost.line.zh == "看选哪种：含不含生育保险；可能还要多，问税务 12366"


def test_the_steps_end_with_the_day_from_which_it_cannot_be_done() -> None:
    """Daqing: whoever left a job goes on within 3 months; what holds for a later step is said at each of them."""
    record = {
        "periods": [{"scheme": "employee", "start": "2019-01", "end": "2025-03"}],
        "lapse_causes": [{"start": "2025-04", "cause": "left_job"}],
        "plan": {"resume_as": "flexible", "pay_on": "2025-06-10", "back_pay": True},
    }
    case, found = told("230600", record, date(2025, 6, 10))
    cliffs = glance(case, found).cliffs
    assert (cliffs[-1].when.zh, cliffs[-1].then.zh) == ("8月1日起到账", "办不了；还有什么办法，问 12393")
    plan = {"resume_as": "resident", "pay_on": "2026-01-15", "insured_year": 2026}
    hebei = told("130100", {**ENDING, "plan": plan}, date(2026, 1, 15))
    later = [each.loses.zh for each in glance(*hebei).cliffs[1:] if each.benefits_from is not None]
    assert len(later) > 1
    assert all("要经办确认" in each for each in later)


def test_a_first_day_that_moves_with_the_payment_says_so() -> None:
    """Hebei: paid until February cover begins on the day of payment; the last day is not that of the first cover."""
    plan = {"resume_as": "resident", "pay_on": "2026-01-15", "insured_year": 2026}
    seen = glance(*told("130100", {**ENDING, "plan": plan}, date(2026, 1, 15)))
    assert seen.answer(About.COVERED).line.zh == "没有等待期；晚一天到账，晚一天能报"
    assert seen.answer(About.LAST_DAY).line.zh == "再晚，要等3个月（要经办确认）"


def test_a_way_that_may_be_sooner_is_named_beside_the_one_that_leads() -> None:
    left = {"start": "2026-09", "cause": "left_job"}
    record = {"periods": [{"scheme": "employee", "start": "2021-01", "end": "2026-08"}], "lapse_causes": [left]}
    case, found = told("610300", record)
    leading = found.ranking.leading
    assert leading is not None
    assert leading.sooner is not None
    assert "或有更早的：12月1日" in glance(case, found).answer(About.COVERED).line.zh
    other = next(key for key in found.ways if key != leading.key)
    assert "更早" not in glance(case, found, other).answer(About.COVERED).line.zh


def test_a_payment_due_today_says_whom_to_call_first() -> None:
    for name in ("chongqing-left-job", "zhang-nyushi"):
        assert "先打 12366 问收不收" in glance(*sample(name)).answer(About.LAST_DAY).line.zh


@pytest.mark.parametrize("status", ["unknown", "in_transit"])
def test_months_that_nobody_knows_are_never_nothing_lapsed(status: str) -> None:
    """Paid before and after: what is due is told, what may have lapsed is asked, and neither is said to be settled."""
    record = {
        "periods": [
            {"scheme": "employee", "start": "2023-06", "end": "2025-12"},
            {"scheme": "employee", "start": "2026-01", "end": "2026-03", "status": status},
            {"scheme": "employee", "start": "2026-04", "end": "2026-10"},
        ]
    }
    case, found = told("310000", record)
    seen = glance(case, found)
    act = seen.answer(About.ACT)
    assert (act.value.zh, act.voice, act.lacks) == ("接着缴11月的费", Voice.OPEN, "month_status:2026-01")
    assert act.line.zh.startswith("2026年1月至3月不清楚，没缴就断过：先查清")
    assert "要不要补，查清才知道" in seen.answer(About.COST).line.zh
    assert "没有发现断缴" not in happened(found).zh
    assert not seen.nothing_to_do


def test_who_has_resumed_is_told_to_go_on_first() -> None:
    """A lapse that is over leads nobody to a back payment with a day in the past; the month that is due is named."""
    record = {
        "periods": [
            {"scheme": "employee", "start": "2023-06", "end": "2025-12"},
            {"scheme": "employee", "start": "2026-04", "end": "2026-10"},
        ]
    }
    case, found = told("310000", record)
    seen = glance(case, found)
    assert found.leading is not None
    assert found.leading.id is OptionId.ALREADY_RESUMED
    assert seen.answer(About.ACT).value.zh == "接着缴11月的费"
    assert "已经续上了" in (why_leading(found) or Bilingual("", "")).zh
    for key, option in found.ways.items():
        if option.back_pay:
            assert glance(case, found, key).answer(About.COVERED).day is None, "this payment moves no day of cover"


def test_the_fund_is_not_said_to_pay_for_the_lapse_where_sources_disagree() -> None:
    for code in SHELF.codes:
        for example in SHELF.find(code).record.get("examples", ()):
            case, found = (each := example_case(example["case"]))[0], answered(*each)
            for key, option in found.ways.items():
                if any(other.matter is Matter.GAP_COSTS for other in option.disagreements):
                    assert "断缴期间的也能报" not in glance(case, found, key).answer(About.COVERED).line.zh


def test_days_without_end_have_no_latest_day_of_cover() -> None:
    """A payment a year later would begin a wait a year later: the last step names a day that may be passed."""
    seen = glance(*sample("zhang-xiansheng"))
    last = seen.cliffs[-1]
    assert last.pay_until is None
    assert last.then.zh == "最长等6个月，2027年8月1日或更晚"


def test_unemployment_benefit_and_the_month_that_is_due_are_named_where_they_matter() -> None:
    left = {"periods": [{"scheme": "employee", "start": "2021-01", "end": "2026-08"}]}
    case, found = told("310000", {**left, "lapse_causes": [{"start": "2026-09", "cause": "left_job"}]})
    assert "能领失业金的先领" in glance(case, found).answer(About.ACT).line.zh
    row = {"scheme": "employee", "start": "2026-03", "end": "2026-10", "status": "unknown"}
    unknown = {"periods": [{"scheme": "employee", "start": "2021-01", "end": "2026-02"}, row]}
    act = glance(*told("310000", unknown)).answer(About.ACT)
    assert (act.value.zh, act.line.zh.rpartition("；")[2]) == ("先查清缴没缴", "11月的没有记录，没缴就缴")


def test_few_days_left_are_counted() -> None:
    last = glance(*sample("zhang-nyushi", date(2026, 11, 27))).answer(About.LAST_DAY)
    assert (last.value.zh, last.badge.zh) == ("11月30日", "剩3天")
    assert glance(*sample("zhang-nyushi", date(2026, 11, 29))).answer(About.LAST_DAY).badge.en == "1 day left"


def test_while_days_are_worked_out_their_place_is_kept() -> None:
    case, found = sample("zhang-xiansheng")
    seen = glance(case, found, settled=False)
    assert seen.answer(About.LAST_DAY).value.zh == "正在算…"
    assert not seen.cliffs
    assert seen.no_cliffs.zh.startswith("正在算")


def test_what_is_lacking_names_the_field_that_fills_it() -> None:
    cost = glance(*sample("zhang-xiansheng")).answer(About.COST)
    assert cost.lacks == "rate:employee"
    assert "还缺" in cost.line.zh
