from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.packs.shelf.shelf import open_shelf
from app.report.content.blocks import Fields, PaperTable, text_of
from app.report.content.composing import PaperKind, kinds_for
from app.report.content.employer_bill import employer_bill
from app.report.content.employer_letter import employer_letter
from app.report.content.sections import Personal, Style
from app.report.papers import build
from app.rules.law.services import Told
from app.rules.law.terms import Bearer
from app.rules.outcome.assessment import MonthDue
from app.rules.record.case import Cause
from app.rules.record.months import Month
from app.wording.phrasebook import Phrasebook
from tests.report import example
from tests.report.content.test_notice import written
from tests.report.layout.test_pages import inside_the_margins

MONTHS = (
    MonthDue(Month.of(2026, 9), Decimal("650.00"), 55, Decimal("17.88"), Bearer.EMPLOYER),
    MonthDue(Month.of(2026, 10), Decimal("650.00"), 24, Decimal("7.80"), Bearer.EMPLOYER),
)


def owed():
    case, assessment, option = example.zhang()
    assert option.cost
    cost = replace(option.cost, late_charge=Decimal("25.68"), by_month=MONTHS)
    option = replace(option, cost=cost)
    return case, example.with_ways(assessment, option, option), option


def rows(table: PaperTable) -> list[list[str]]:
    return [[" ".join(text_of(line) for line in cell) for cell in row] for row in table.rows]


def test_the_bill_has_every_month_with_days_late_charge_and_who_pays() -> None:
    paper = employer_bill(*owed(), Style())
    table = next(block for block in paper.blocks if isinstance(block, PaperTable))
    assert rows(table) == [
        ["2026年9月", "650.00", "55", "17.88", "667.88", "单位"],
        ["2026年10月", "650.00", "24", "7.80", "657.80", "单位"],
        ["合计", "1,300.00", "", "25.68", "1,325.68", ""],
    ]
    assert "一共1,325.68 元" in written(paper)


def test_the_letter_names_the_months_the_last_day_and_the_law() -> None:
    case, assessment, option = owed()
    text = written(employer_letter(case, assessment, option, Style()))
    assert "2026年9月至10月的职工基本医疗保险费没有缴" in text
    assert "2026年11月30日以前到账" in text
    assert all(f"第{number}条" in text for number in (58, 60, 63, 86))
    assert "滞纳金由单位承担" in text


def test_a_place_to_turn_to_without_a_source_says_call_first() -> None:
    paper = employer_letter(*owed(), Style())
    table = [block for block in paper.blocks if isinstance(block, PaperTable)][-1]
    for whom, what, until, rests_on in rows(table):
        assert "《" in rests_on or "先电话确认" in rests_on, whom
        assert "《" in rests_on or "先电话确认" in until, whom
        assert what
    assert [row[0].split()[-1] for row in rows(table)] == ["12393", "12366", "12333", "12333"]


def test_a_last_day_that_is_over_is_not_asked_for() -> None:
    case, assessment, option = owed()
    late = replace(assessment, as_of=date(2026, 12, 20))
    assert "以前到账" not in written(employer_letter(case, late, option, Style()))


def test_a_masked_name_is_left_blank_for_the_person_to_write() -> None:
    case, assessment, option = owed()
    for style, name in ((Style(), ""), (Style(unmasked=frozenset(Personal)), "张先生")):
        head = next(
            block for block in employer_letter(case, assessment, option, style).blocks if isinstance(block, Fields)
        )
        assert text_of(head.fields[1].value) == name


def test_there_is_a_bill_only_where_months_are_paid_and_a_letter_only_where_the_unit_is_at_fault() -> None:
    case, assessment, option = owed()
    assert kinds_for(assessment, option) == tuple(PaperKind)
    (found,) = assessment.lapses
    left = replace(assessment, lapses=(replace(found, lapse=replace(found.lapse, cause=Cause.LEFT_JOB)),))
    assert PaperKind.LETTER not in kinds_for(left, option)
    _, other, way = example.zhang()
    assert PaperKind.BILL not in kinds_for(other, way)
    assert kinds_for(example.with_ways(assessment, None), None) == (PaperKind.NOTICE,)
    with pytest.raises(ValueError, match="no unit"):
        employer_letter(case, left, option, Style())


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("kind", [PaperKind.BILL, PaperKind.LETTER])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_both_papers_stay_inside_the_margins(kind, language, large) -> None:
    pages = build(kind, *owed(), Style(language, large=large))
    inside_the_margins(pages)


def test_the_letter_and_the_guide_name_one_limit_for_arbitration() -> None:
    """The statute behind the nation's words is the one that the letter names."""
    nation = open_shelf().policy_for("000000").own
    (item,) = [row for row in nation.services if row.id == "unit-back-payment"]
    (fact,) = [each for each in item.facts if each.told is Told.WITHIN and "arbitration-2008" in each.cites]
    zh, en = (Phrasebook("letter", language)("arbitration.until").rstrip("。") for language in ("zh", "en"))
    assert zh in fact.says.zh
    assert en.removeprefix("mostly ") in fact.says.en
    assert nation.sources["arbitration-2008"].title.removeprefix("中华人民共和国") in Phrasebook("letter", "zh")(
        "arbitration.by"
    )
