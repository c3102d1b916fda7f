from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from string import Formatter

import pytest

from app.report.content.assessment_sheet import sheet
from app.report.content.blocks import (
    ActionLines,
    Block,
    Fields,
    Heading,
    Item,
    Lead,
    Line,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    SmallPrint,
    Strip,
    Subheading,
    TextRun,
    TickBox,
    Tiles,
    TimelineBlock,
    Turn,
    text_of,
)
from app.report.content.notice import notice
from app.report.content.office import Custom, Office
from app.report.content.sections import Personal, Style
from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Grade, Matter, Verdict
from app.rules.outcome.assessment import Caution, ImpendingLapse, MissingFact, Retirement
from app.rules.outcome.sentences import CONFIRM, REFERENCE_ONLY
from app.rules.outcome.warnings import REFERENCE_CODE
from app.rules.record.fact_name import FactName, Question
from app.rules.record.history import Scheme
from app.rules.record.months import Month, Span
from app.system.resources import resource
from app.wording import outcome
from app.wording.channels import channel_name, channel_reach, channel_use
from tests.report import example

CASES = [example.zhang, example.li, example.resident, example.refused, example.undecided]


def lines(paper: Paper) -> Iterator[Line]:
    for block in paper.blocks:
        yield from _lines(block)


def _lines(block: Block) -> Iterator[Line]:
    match block:
        case Paragraph(line=line) | Item(line=line) | SmallPrint(line=line) | Lead(line=line):
            yield line
        case Heading(text=text) | Subheading(text=text):
            yield (TextRun(text),)
        case Fields(fields=fields):
            yield from (field.value for field in fields)
        case Strip(cells=cells):
            yield from (line for cell in cells for line in cell)
        case Tiles(tiles=tiles):
            for tile in tiles:
                yield from ((TextRun(tile.question),), (TextRun(tile.value, strong=tile.settled),), tile.line)
        case ActionLines(rows=rows):
            yield from (line for row in rows for line in (*row.text, *row.beside))
        case PaperTable(rows=rows):
            for row in rows:
                for cell in row:
                    yield from cell
        case _:
            yield from (value for value in (getattr(block, "sentence", ()),) if value)


def written(paper: Paper) -> str:
    return "\n".join(text_of(line) for line in lines(paper))


def bold(paper: Paper) -> set[str]:
    return {run.text for line in lines(paper) for run in line if run.strong}


def fields(paper: Paper) -> dict[str, str]:
    """What stands in the boxes at the head, by its name."""
    head = next(block for block in paper.blocks if isinstance(block, Strip))
    pairs = (text_of(line).split("\u3000", 1) for cell in head.cells for line in cell)
    return dict(pairs)  # type: ignore[arg-type]


def first_page(paper: Paper) -> Paper:
    blocks = paper.blocks[: paper.blocks.index(Turn.PAGE)]
    return replace(paper, blocks=blocks)


@pytest.mark.parametrize("kind", ["notice", "sheet"])
def test_name_and_number_are_masked_unless_asked_for(kind: str) -> None:
    case, assessment, option = example.zhang()

    def made(style: Style) -> Paper:
        return notice(case, assessment, option, style) if kind == "notice" else sheet(case, assessment, style)

    masked = made(Style())
    assert fields(masked)["姓名"] == "张**"
    assert fields(masked)["证件号码"] == "140***********1234"
    assert "张先生" not in repr([block for block in masked.blocks if not isinstance(block, TimelineBlock)])
    assert "198806" not in repr([block for block in masked.blocks if not isinstance(block, TimelineBlock)])
    named = made(Style(unmasked=frozenset({Personal.NAME})))
    assert (fields(named)["姓名"], fields(named)["证件号码"]) == ("张先生", "140***********1234")
    open_number = made(Style(unmasked=frozenset({Personal.ID_NUMBER})))
    assert (fields(open_number)["姓名"], fields(open_number)["证件号码"]) == ("张**", "140105198806151234")


def test_the_deadline_and_the_day_of_restoration_are_bold() -> None:
    case, assessment, option = example.zhang()
    strong = bold(notice(case, assessment, option, Style()))
    assert {"2026年11月30日", "2026年12月1日", "2026年11月25日"} <= strong


def test_a_wait_is_told_with_its_length_its_days_and_what_is_paid_meanwhile() -> None:
    case, assessment, option = example.li()
    paper = notice(case, assessment, option, Style())
    assert "6个月，2026年11月1日至2027年4月30日，期间医保不报销" in written(paper)
    assert {"2027年4月30日", "2027年5月1日"} <= bold(paper)
    assert any(text.endswith("：6个月") for text in bold(paper))


def test_a_variable_wait_names_both_parts_and_a_partial_share() -> None:
    case, assessment, option = example.li()
    assert option.waiting
    waiting = replace(option.waiting, months=4, fixed_months=3, variable_months=1, benefit_percent=50)
    text = written(notice(case, assessment, replace(option, waiting=waiting), Style()))
    assert "4个月（固定3个月，另加1个月）" in text
    assert "期间按50%报销" in text


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_notice_holds_everything_the_option_says(made, language) -> None:
    case, assessment, option = made()
    text = written(notice(case, assessment, option, Style(language=language)))
    said: list[Bilingual] = [question.text for question in option.questions]
    said += [disagreement.says for disagreement in option.disagreements]
    said += [assumption.text for assumption in option.assumptions]
    said += [document.title for document in option.documents]
    said += [
        part for each in option.documents for part in (each.where, each.why, each.instead, each.if_missing) if part
    ]
    said += [step.text for step in option.steps] + [step.contact for step in option.steps if step.contact]
    said += [said for channel in option.channels for said in (channel_name(channel), channel_use(channel))]
    said += [warning.text for warning in assessment.warnings] + [fact.question for fact in assessment.missing_facts]
    for words in said:
        assert words.in_(language).rstrip("。.") in text
    for document in option.documents:
        for source in document.sources:
            assert source.title in text
    for line in option.cost.lines if option.cost else ():
        assert line.formula in text


@pytest.mark.parametrize("made", CASES)
def test_the_sheet_gives_every_reason_with_rule_facts_and_standing(made) -> None:
    case, assessment, _ = made()
    text = written(sheet(case, assessment, Style()))
    for option in assessment.options:
        for reason in option.reasons:
            assert reason.text.zh in text
            assert reason.rule in text
            assert all(fact.zh in text for fact in reason.facts)
            assert all(source.title in text and source.address in text for source in reason.sources)
        for disagreement in option.disagreements:
            assert disagreement.says.zh in text


def test_the_sheet_sets_the_options_side_by_side_and_names_the_best() -> None:
    case, assessment, _ = example.zhang()
    paper = sheet(case, assessment, Style())
    table = next(block for block in paper.blocks if isinstance(block, PaperTable))
    rows = [[" ".join(text_of(line) for line in cell) for cell in row] for row in table.rows]
    assert rows[0] == [
        "单位补缴（您的打算） 年限不断 要问经办",
        "2026-11-30",
        "1,332.83 元 含用户提供的数字",
        "2026-12-01 不用等",
        "基金可报 各处说法不一 连续缴费年限接着算",
    ]
    assert rows[1][0] == "续职工医保 要问经办"  # what pays nothing back is not called the cheapest


@pytest.mark.parametrize(
    ("made", "title"),
    [
        (example.zhang, "参考，须经办确认"),
        (example.undecided, "须经办确认"),
        (example.refused, "按现行规定，这个办法办不了"),
        (example.resident, None),
    ],
)
def test_a_sentence_near_the_head_says_how_far_the_answer_can_be_relied_on(made, title) -> None:
    case, assessment, option = made()
    blocks = notice(case, assessment, option, Style()).blocks
    after = blocks[[type(block) for block in blocks].index(Tiles) + 1]
    said = text_of(after.line) if isinstance(after, Paragraph) else ""
    assert said.startswith(f"{title}。") if title else "须经办" not in said


def test_a_refusal_gives_its_reason_and_the_other_ways_but_no_documents() -> None:
    case, assessment, option = example.refused()
    text = written(notice(case, assessment, option, Style()))
    assert "单位欠缴的月份只能由单位补缴，个人不能代缴。" in text
    assert "别的办法" in text
    assert "单位补缴：" in text
    assert "要带的材料" not in text


def test_what_is_not_decided_is_never_filled_in() -> None:
    case, assessment, option = example.undecided()
    text = written(notice(case, assessment, option, Style()))
    assert "要缴多少须问经办" in text
    assert "2026年12月1日" not in text
    assert "是单位没缴，还是您已经离职？" in text


def test_figures_of_the_user_are_marked_as_such() -> None:
    case, assessment, option = example.zhang()
    text = written(notice(case, assessment, option, Style()))
    assert "6500.00 × 10% × 2个月 = 1,300.00 元（用户提供的数字）" in text
    assert "32.83 元（用户提供的数字）" not in text


def test_the_offices_own_details_and_customs_are_printed() -> None:
    case, assessment, option = example.zhang()
    customs = (Custom("单位介绍信", "加盖公章"), Custom("婚育证明"))
    office = Office("太原市医保中心", "某路1号", "12号窗口", "9:00–17:00", "0351-0000000", customs)
    paper = notice(case, assessment, option, Style(office=office, case_number="A-17"))
    shown = fields(paper)
    assert (shown["经办机构"], shown["编号"]) == ("太原市医保中心", "A-17")
    said = "太原市医保中心：地址 某路1号；窗口 12号窗口；办公时间 9:00–17:00；咨询电话 0351-0000000"
    assert said in written(first_page(paper)), "where to go stands beside what to do"
    assert "单位介绍信" in written(paper)
    assert "加盖公章" in written(paper)
    assert written(paper).count("本单位要求") == len(customs)
    receipt = next(block for block in paper.blocks if isinstance(block, Receipt))
    assert receipt.keep == "回执（太原市医保中心留存）"


def test_a_paper_without_the_offices_details_leaves_no_place_for_them() -> None:
    case, assessment, option = example.zhang()
    text = written(notice(case, assessment, option, Style()))
    assert not any(name in text for name in ("办公时间", "咨询电话", "本单位要求"))


def test_what_must_be_known_of_the_computer_stands_with_the_assumptions() -> None:
    case, assessment, option = example.zhang()
    style = Style(remarks=(Bilingual("电脑日期早于规则。", "The clock is early."),))
    for paper in (notice(case, assessment, option, style), sheet(case, assessment, style)):
        assert "推算时这样假定：" in written(paper)
        assert "电脑日期早于规则" in written(paper)


def test_the_same_case_gets_the_same_number_whoever_it_is_and_another_case_another() -> None:
    case, assessment, option = example.zhang()
    named = replace(case, person=replace(case.person, name="李四"))
    other = replace(case, region="140000")
    numbers = [fields(notice(each, assessment, option, Style()))["编号"] for each in (case, named, other)]
    assert numbers[0] == numbers[1] != numbers[2]
    assert numbers[0].startswith("20261122-")


def test_a_code_of_an_outcome_that_paper_has_no_words_for_is_an_error_not_a_guess() -> None:
    case, assessment, option = example.zhang()
    with pytest.raises(KeyError):
        notice(case, assessment, replace(option, continuity="invented"), Style())


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_placeholder_is_left_open(scheme, verdict, language) -> None:
    case, assessment, option = example.zhang()
    changed = replace(option, resume_as=scheme, verdict=verdict)
    for paper in (notice(case, assessment, changed, Style(language)), sheet(case, assessment, Style(language))):
        assert "{" not in written(paper)
        assert all("{" not in text for text in (*paper.footer, paper.running))


def test_every_phrase_has_both_languages_with_the_same_places_to_fill() -> None:
    for key, (chinese, english) in json.loads(resource("translations", "report.json").read_text("utf-8")).items():
        places = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (chinese, english)]
        assert places[0] == places[1] or key == "space", key


def test_a_reference_without_a_question_of_its_own_still_has_one_to_ask() -> None:
    case, assessment, option = example.zhang()
    paper = notice(case, assessment, replace(option, questions=(), disagreements=()), Style())
    assert "本单写的结果对不对？以哪份文件为准？" in written(paper)
    assert "要向经办机构问清的事（答复写在横线上）" in written(first_page(paper))


def test_questions_to_the_same_office_stand_together() -> None:
    case, assessment, option = example.zhang()
    blocks = notice(case, assessment, option, Style()).blocks
    asked = [block.text for block in blocks if isinstance(block, Subheading) and block.text.startswith("问：")]
    assert asked == ["问：太原市医保经办机构，12393"]


def test_a_section_without_anything_in_it_has_no_heading() -> None:
    for made in CASES:
        case, assessment, option = made()
        for paper in (notice(case, assessment, option, Style()), sheet(case, assessment, Style())):
            following = zip(paper.blocks, paper.blocks[1:], strict=False)
            assert not any(isinstance(one, Heading) and isinstance(other, Heading | Turn) for one, other in following)


def test_two_payers_of_one_bill_are_told_apart() -> None:
    case, assessment, option = example.zhang()
    assert option.cost
    own = replace(option.cost.lines[1], payer=Bearer.SELF)
    cost = replace(option.cost, lines=(option.cost.lines[0], own))
    assert "单位 1,300.00 元，个人 32.83 元" in written(notice(case, assessment, replace(option, cost=cost), Style()))


def test_a_pack_past_its_claim_is_called_out_of_date() -> None:
    case, assessment, option = example.zhang()
    stale = replace(assessment, policies=(replace(example.PACKS[0], stale=True),))
    assert "（已过有效期，请核对新规定）" in written(notice(case, stale, option, Style()))
    assert "已过有效期" not in written(notice(case, assessment, option, Style()))


@pytest.mark.parametrize("paper", ["sheet", "notice"])
@pytest.mark.parametrize(
    ("needed", "shortfall", "sentence"),
    [(25, 210, "累计还差17年6个月。"), (None, None, "当地退休要缴满几年还没有收录，请问经办机构。")],
)
def test_the_paper_tells_what_is_missing_until_retirement(paper, needed, shortfall, sentence) -> None:
    case, assessment, option = example.zhang()
    found = replace(assessment, retirement=Retirement(Month.of(2051, 6), 756, needed, None, 90, shortfall, None, ()))
    made = sheet(case, found, Style()) if paper == "sheet" else notice(case, found, option, Style())
    assert "法定退休：2051年6月（63岁）。" in written(made)
    assert sentence in written(made)


def test_a_case_without_options_still_makes_a_sheet() -> None:
    case, assessment, _ = example.zhang()
    text = written(sheet(case, example.with_ways(assessment, None), Style()))
    assert "累计缴费：职工医保90个月。" in text
    assert "各种办法比一比" not in text


def test_a_place_without_a_pack_of_its_own_is_named_all_the_same() -> None:
    case, assessment, option = example.zhang()
    assert fields(notice(replace(case, region="140300"), assessment, option, Style()))["参保地"] == "山西省阳泉市"
    nation = replace(assessment, policies=())
    assert fields(notice(replace(case, region="000000"), nation, option, Style()))["参保地"] == "全国"


def test_a_refusal_gives_its_reason_whatever_table_refused() -> None:
    case, assessment, option = example.refused()
    reason = replace(option.reasons[0], matter=Matter.COVER, text=Bilingual("本年度已过，不能再参保。", "Too late."))
    text = written(notice(case, assessment, replace(option, reasons=(reason,)), Style()))
    assert text.count("本年度已过，不能再参保。") == 1


def test_a_maternity_condition_is_printed_beside_the_years() -> None:
    case, assessment, option = example.zhang()
    text = written(notice(case, assessment, replace(option, maternity_months="须连续缴费9个月"), Style()))
    assert "生育待遇：须连续缴费9个月" in text


def test_where_nothing_is_to_be_paid_the_paper_says_so() -> None:
    case, assessment, option = example.zhang()
    free = replace(option, cost=assessment.options[1].cost)
    assert "不用补缴" in written(notice(case, assessment, free, Style()))


def test_a_plan_that_is_no_listed_option_comes_first_and_is_called_the_persons_own() -> None:
    case, assessment, option = example.zhang()
    own = replace(option, pay_on=date(2026, 12, 10))
    paper = sheet(case, example.with_ways(assessment, own, *assessment.options), Style())
    table = next(block for block in paper.blocks if isinstance(block, PaperTable))
    assert [text_of(row[0][0]) for row in table.rows] == ["单位补缴（您的打算）", "单位补缴", "续职工医保"]
    assert text_of(table.rows[0][0][1]) == "年限不断"


def test_what_the_person_can_find_out_is_asked_once_on_the_sheet() -> None:
    case, assessment, option = example.undecided()
    both = example.with_ways(assessment, option, option, replace(option, back_pay=False))
    assert written(sheet(case, both, Style())).count("是单位没缴，还是您已经离职？") == 1


def test_an_answer_on_which_sources_disagree_says_so_beside_it() -> None:
    case, assessment, option = example.zhang()
    warning = "各处说法不一，先问清再作数"
    disputed = {other.matter for other in option.disagreements}
    assert disputed
    assert written(notice(case, assessment, option, Style())).count(warning) == len(disputed)
    agreed = replace(option, disagreements=())
    assert warning not in written(notice(case, assessment, agreed, Style()))


def test_a_sum_for_reference_is_told_at_the_head_of_an_answer_that_is_otherwise_decided() -> None:
    case, assessment, option = example.resident()
    assert option.cost is not None
    lines = tuple(replace(line, reference=True) for line in option.cost.lines)
    sure = replace(option, verdict=Verdict.YES, reference=False, cost=replace(option.cost, lines=lines))
    paper = notice(case, assessment, sure, Style())
    assert "费用是参考，须经办确认。能不能办" in written(first_page(paper))


def test_days_told_by_a_step_stand_beside_the_last_day() -> None:
    case, assessment, option = example.zhang()
    told = [replace(option.steps[0], tells_days=True), *option.steps[1:]]
    narrower = replace(option, pay_by=date(2026, 12, 31), steps=tuple(told))
    said = "缴费时间以办理步骤为准，可能更早截止"
    cells = [line for line in lines(notice(case, assessment, narrower, Style())) if said in text_of(line)]
    assert len(cells) == 1
    assert not any(said in text_of(line) for line in lines(notice(case, assessment, option, Style())))


def test_older_lapses_are_named_as_left_out_of_answer_and_chart() -> None:
    case, assessment, option = example.zhang()
    (latest,) = assessment.lapses
    older = replace(latest, lapse=replace(latest.lapse, span=Span(Month.of(2024, 5), Month.of(2024, 6)), open=False))
    case = replace(case, plan=None)
    said = [text_of(line) for line in lines(notice(case, replace(assessment, lapses=(older, latest)), option, Style()))]
    assert any("另有1段较早的断缴（2024年5月至6月，" in text and "这份结果没有算" in text for text in said)
    assert "下图从2025年12月画起，更早的断缴不在图上。" in said


@pytest.mark.parametrize("paper", ["notice", "sheet"])
def test_before_anything_lapses_paper_tells_as_the_screen_until_when_and_what_to_do(paper: str) -> None:
    case, assessment, option = example.zhang()
    (latest,) = assessment.lapses
    ahead = ImpendingLapse(replace(latest, benefits_end=date(2026, 11, 30)), date(2026, 11, 30))
    unbroken = replace(assessment, lapses=(), impending=ahead)
    made = notice(case, unbroken, option, Style()) if paper == "notice" else sheet(case, unbroken, Style())
    said = outcome.impending(unbroken).zh
    assert "报销待遇到2026年11月30日为止" in said
    assert said in written(made)
    assert "2026年11月30日" in bold(made)


def test_a_tick_set_on_the_screen_is_printed_and_what_is_missing_is_counted() -> None:
    case, assessment, option = example.zhang()
    titles, ticks = [], []
    for ticked in (frozenset(), frozenset({"id_card"}), frozenset(each.id for each in option.documents)):
        blocks = notice(case, assessment, option, Style(ticked=ticked)).blocks
        at = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and "材料" in block.text)
        titles.append(blocks[at].text)
        ticks.append(sum(row.tick is TickBox.DONE for row in blocks[at + 1].rows))
    assert titles == ["要带的材料（4件，带齐一样，勾一样）", "要带的材料（缺3件）", "要带的材料（齐了）"]
    assert ticks == [0, 1, 4]


def test_a_number_covers_the_way_and_the_rules_not_only_the_case() -> None:
    case, assessment, option = example.zhang()
    other = assessment.options[1]
    newer = replace(assessment, policies=(replace(example.PACKS[0], version="2027.1"), *example.PACKS[1:]))
    made = [
        notice(case, assessment, option, Style()),
        notice(case, assessment, other, Style()),
        notice(case, newer, option, Style()),
        notice(case, assessment, option, Style(margin=3)),
    ]
    assert len({fields(paper)["编号"] for paper in made}) == len(made)


def test_no_internal_mark_stands_outside_the_small_print() -> None:
    for made in CASES:
        case, assessment, option = made()
        for language in ("zh", "en"):
            for paper in (notice(case, assessment, option, Style(language)), sheet(case, assessment, Style(language))):
                plain_print = replace(paper, blocks=tuple(x for x in paper.blocks if not isinstance(x, SmallPrint)))
                text = written(plain_print) + "".join(paper.footer)
                assert not re.search(r"\(A\d|（A\d|#[0-9a-f]{8}|\d{6}/[a-z_]+/|400\.00 = 400\.00", text)


def test_where_nothing_has_to_be_done_the_paper_says_what_comes_next_and_wants_no_signature() -> None:
    case, assessment, _ = example.zhang()
    (latest,) = assessment.lapses
    ahead = ImpendingLapse(replace(latest, benefits_end=date(2026, 11, 30)), date(2026, 11, 30))
    unbroken = replace(example.with_ways(assessment, None), lapses=(), impending=ahead)
    paper = notice(case, unbroken, None, Style())
    assert outcome.impending(unbroken).zh in written(paper)
    assert not any(isinstance(block, Receipt) for block in paper.blocks)


def test_what_several_reasons_say_alike_is_said_once_with_the_sources_of_all() -> None:
    case, assessment, option = example.zhang()
    cover = next(each for each in option.reasons if each.matter is Matter.COVER)
    other = replace(cover, rule="elsewhere", sources=(replace(example.LAW, id="other", title="另一份文件"),))
    text = written(notice(case, assessment, replace(option, reasons=(*option.reasons, other)), Style()))
    assert text.count(cover.text.zh) == 1
    assert re.search(re.escape(cover.text.zh) + r"(\[\d+\]){2}", text)
    assert "《另一份文件》" in text


def asked_of(paper: Paper) -> dict[str, list[str]]:
    """What is asked on the first page, by the title it stands under."""
    blocks = first_page(paper).blocks
    return {
        one.text: [text_of(line) for row in rows.rows for line in row.text]
        for one, rows in pairwise(blocks)
        if isinstance(one, Subheading) and isinstance(rows, ActionLines)
    }


def test_rules_to_confirm_stand_together_under_a_title_that_asks_for_it() -> None:
    case, assessment, option = example.zhang()
    (question,) = option.questions[:1]
    rules = (Bilingual("不等待", "no wait"), Bilingual("每月400元", "400 yuan a month"))
    confirm = tuple(replace(question, text=CONFIRM.filled(rule=rule)) for rule in rules)
    asked = asked_of(notice(case, assessment, replace(option, questions=(question, *confirm)), Style()))
    assert asked["问：太原市医保经办机构，12393"] == [question.text.zh]
    assert asked["还请确认：这几条在当地是否适用"] == ["不等待", "每月400元"]
    alone = asked_of(notice(case, assessment, replace(option, questions=confirm), Style()))
    assert alone["问：太原市医保经办机构，12393；这几条在当地是否适用"] == ["不等待", "每月400元"]
    one = asked_of(notice(case, assessment, replace(option, questions=confirm[:1]), Style()))
    assert one["问：太原市医保经办机构，12393"] == [confirm[0].text.zh]


def test_what_is_to_be_found_out_for_other_ways_alone_stands_with_them() -> None:
    case, assessment, option = example.zhang()
    elsewhere = MissingFact(
        FactName.of(Question.IN_WINDOW, 2027, date(2026, 11, 22)),
        Bilingual("在不在参保期内？", "in it?"),
        (),
        ("cover",),
    )
    here = MissingFact(FactName.of(Question.CAUSE, "2026-09"), Bilingual("为什么断？", "why?"), (), ("cover",))
    paper = notice(case, replace(assessment, missing_facts=(elsewhere, here)), option, Style())
    assert asked_of(paper)["您自己先弄清"] == ["为什么断？"]
    assert "在不在参保期内？" not in written(first_page(paper))
    assert "要走这些办法，还要弄清：在不在参保期内？" in written(paper)


def test_that_an_answer_is_for_reference_is_said_once() -> None:
    case, assessment, option = example.zhang()
    warned = replace(assessment, warnings=(Caution(REFERENCE_CODE, REFERENCE_ONLY), *assessment.warnings))
    text = written(notice(case, warned, option, Style()))
    assert "参考，须经办确认。当地没有正式文件可依" in text
    assert REFERENCE_ONLY.zh not in text
    assert all(warning.text.zh in text for warning in assessment.warnings)
    other = replace(option, reference=False)
    assert REFERENCE_ONLY.zh in written(notice(case, warned, other, Style()))


def test_channels_that_no_official_source_names_stand_under_one_mark() -> None:
    case, assessment, option = example.zhang()
    (channel,) = option.channels[:1]
    official = replace(channel, grade=Grade.A)
    weak = [replace(channel, id=name, name=Bilingual(name, name), grade=Grade.C) for name in ("甲", "乙")]
    text = written(notice(case, assessment, replace(option, channels=(weak[0], official, weak[1])), Style()))
    assert text.count("以下不是官方来源写的，请核对") == 1
    before, after = text.split("以下不是官方来源写的，请核对")
    assert channel_reach(official).zh in before
    assert all(channel_name(each).zh in after for each in weak)
