"""Both papers tell what lies outside the rules: decisions, the day to pay by, one bill, figures of the user's own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.report.content.assessment_sheet import sheet
from app.report.content.notice import notice
from app.report.content.sections import Style
from app.rules.law.terms import Verdict
from app.rules.outcome.assessment import CoverSegment
from app.rules.outcome.decisions import ROW
from app.rules.record.case import Decision, Event, Treatment
from tests.report import example
from tests.report.content.test_notice import bold, written

DECISION = Decision(
    "市局批复〔2026〕3号", option="employer_back_pays", waiting_months=0, by="王某", on=date(2026, 11, 22)
)
STAY = Event(Treatment.STAY, date(2026, 10, 8), date(2026, 10, 15))


def decided():
    case, assessment, option = example.zhang()
    source = replace(example.LAW, id=ROW, title="经办核定", number="", issuer="", dated="")
    reasons = tuple(
        replace(reason, rule=f"140100/cover/{ROW}", sources=(source,)) if reason.matter == "cover" else reason
        for reason in option.reasons
    )
    option = replace(option, decided_by_office=("cover",), reasons=reasons)
    options = tuple(option if each.id is option.id else each for each in assessment.options)
    return replace(case, decisions=(DECISION,)), example.with_ways(assessment, option, *options), option


def papers(case, assessment, option, style=None):
    style = style or Style()
    return notice(case, assessment, option, style), sheet(case, assessment, style)


def test_both_papers_tell_a_decision_with_its_reason_and_who_took_it() -> None:
    for paper in papers(*decided()):
        text = written(paper)
        assert "等待期：没有等待期。理由：市局批复〔2026〕3号（王某 2026-11-22）。" in text
        assert "经办核定" in bold(paper)


def test_a_decision_is_not_called_an_official_text() -> None:
    case, assessment, option = decided()
    paper, _ = papers(case, assessment, option)
    sources = next(line for line in written(paper).splitlines() if line.startswith("依据"))
    said = re.search(r"\[\d+\]《经办核定》[^〔]*〔([^〕]*)〕", sources)
    assert said is not None
    assert said[1] == "经办核定"


def test_a_decision_for_another_way_is_not_told() -> None:
    case, assessment, option = decided()
    other = replace(case, decisions=(replace(DECISION, option="join_resident"),))
    assert "市局批复" not in written(papers(other, assessment, option)[0])


def test_a_deadline_names_the_day_to_pay_by_where_the_office_has_said_how_long_money_takes() -> None:
    case, assessment, option = example.zhang()
    assert option.pay_by == date(2026, 11, 30)
    with_margin = papers(case, assessment, option, Style(margin=2))
    for paper in with_margin:
        assert "建议2026年11月26日前缴（缴费到到账按2个工作日算）。" in written(paper)
        assert "2026年11月26日" in bold(paper)
    for paper in papers(case, assessment, option):
        assert "建议" not in written(paper)


def test_a_day_without_a_published_calendar_says_so() -> None:
    case, assessment, option = example.zhang()
    later = replace(option, pay_by=date(2031, 11, 28))
    assert "只扣除了周末" in written(papers(case, assessment, later, Style(margin=2))[0])


def test_a_safe_day_that_is_over_is_told() -> None:
    case, assessment, option = example.zhang()
    assert "已经过了" in written(papers(case, assessment, option, Style(margin=9))[0])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_papers_answer_for_one_bill(language: str) -> None:
    case, assessment, option = example.zhang()
    gap = CoverSegment(date(2026, 10, 1), date(2026, 11, 30), 100, "all", None, option.cover[0].payer)
    option = replace(option, cover=(gap,), gap_costs=gap.payer)
    options = tuple(option if each.id is option.id else each for each in assessment.options)
    case, assessment = replace(case, events=(STAY,)), example.with_ways(assessment, option, *options)
    for paper in papers(case, assessment, option, Style(language=language)):  # type: ignore[arg-type]
        text = written(paper)
        assert ("2026年10月8日至10月15日住院" if language == "zh" else "Hospital, 8 October 2026 to 15 October") in text
    birth = replace(case, events=(Event(Treatment.BIRTH, date(2026, 10, 8)),))
    asked = "生育待遇另有规定" if language == "zh" else "maternity has rules of its own"
    assert asked in written(papers(birth, assessment, option, Style(language=language))[0])  # type: ignore[arg-type]


def test_an_amount_with_a_figure_of_the_users_is_marked_in_the_comparison() -> None:
    case, assessment, option = example.zhang()
    assert option.cost is not None
    own = replace(option, cost=replace(option.cost, lines=tuple(replace(x, users_own=True) for x in option.cost.lines)))
    options = tuple(own if each.id is own.id else each for each in assessment.options)
    text = written(sheet(case, example.with_ways(assessment, None, *options), Style()))
    assert "含用户提供的数字" in text
    assert own.cost is not None
    assert own.cost.total > Decimal(0)


def test_a_verdict_of_the_office_takes_no_box_off_the_papers_while_the_rest_is_a_reference() -> None:
    case, assessment, option = example.zhang()
    allowed = replace(option, verdict=Verdict.YES, reference=True, decided_by_office=("verdict",))
    told = example.with_ways(assessment, allowed, allowed)
    for paper in papers(case, told, allowed):
        assert "参考，须经办确认" in written(paper)
