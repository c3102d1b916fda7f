"""What a cell says, kind by kind, in both languages: first the long form, then the short one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.rules.bilingual import Bilingual
from app.rules.law.terms import Bearer, Matter, Verdict
from app.rules.law.waiting import Waiting
from app.rules.outcome.assessment import (
    Caution,
    Cost,
    CostLine,
    CostRange,
    Disagreement,
    Option,
    OptionId,
    PayStep,
    Worst,
)
from app.rules.outcome.unfolding import NO_COVER_IN_YEAR
from app.rules.record.case import Decision
from app.wording.option_cells import AREA, CellMark, OptionCell, Subject, option_cells
from app.wording.phrasebook import phrases
from tests.report import example

CASE, ASSESSMENT, BACK_PAID = example.zhang()
LACKING = replace(ASSESSMENT, warnings=(Caution("figure-missing:base", Bilingual("", ""), tuple(OptionId)),))
IN_VAIN = replace(BACK_PAID.assumptions[0], id=NO_COVER_IN_YEAR)
LINE = CostLine(Bilingual("医保费", "premium"), "5000 × 7.5%", Decimal("375.00"), "", Bearer.SELF)
SUM = Cost(Decimal("375.00"), Decimal(0), Decimal(0), (LINE,))
LEAST = replace(SUM, lines=(replace(LINE, at_least=True),))
NOTHING_PAID_BACK = Cost(Decimal(0), Decimal(0), Decimal(0), ())
WAIT = Waiting(3, None, 3, 0, date(2026, 12, 1), date(2027, 2, 28), 0)
WORST = Worst(date(2027, 3, 1), WAIT, Decimal("1100.00"), Bearer.SELF)
STEPS = (
    PayStep(date(2026, 11, 22), date(2026, 11, 30), date(2026, 12, 1), None),
    PayStep(date(2026, 12, 1), None, date(2027, 1, 1), None),
)
PLAIN = replace(
    BACK_PAID,
    id=OptionId.PERSON_BACK_PAYS,
    verdict=Verdict.YES,
    reference=False,
    cost=SUM,
    waiting=None,
    benefits_from=date(2026, 12, 1),
    benefits_until=None,
    gap_costs=Bearer.FUND,
    continuity="kept",
    pay_by=None,
    pay_steps=(),
    changes=(),
    disagreements=(),
    decided_by_office=(),
)


def option(**changes: object) -> Option:
    return replace(PLAIN, **changes)  # type: ignore[arg-type]  the names of the fields stand in the table


def cell(subject: Subject, found: Option, **changes: object) -> OptionCell:
    return option_cells(CASE, ASSESSMENT, found, **changes)[subject]  # type: ignore[arg-type]  as above


ASK = {"verdict": Verdict.ASK}
NO = {"verdict": Verdict.NO, "cost": None, "benefits_from": None}
OPEN = {"verdict": Verdict.ASK, "benefits_from": None}
GAINS_NOTHING = {"benefits_from": None, "insured_year": 2027, "assumptions": (IN_VAIN,)}

KINDS = [
    # can it be done
    ("verdict", "yes", {}, Bilingual("可以办", "Can be done"), Bilingual("可以办", "Yes")),
    ("verdict", "no", NO, Bilingual("不能办", "Cannot be done"), Bilingual("不能办", "No")),
    (
        "verdict",
        "ask",
        ASK,
        Bilingual("须经办确认", "The office must confirm"),
        Bilingual("要问经办", "Ask"),
    ),
    (
        "verdict",
        "reference",
        {**ASK, "reference": True},
        Bilingual("参考，须经办确认", "Reference only, the office must confirm"),
        Bilingual("要问经办", "Ask"),
    ),
    # what it costs
    ("cost", "sum", {}, Bilingual("375.00 元", "¥375.00"), Bilingual("375.00 元", "¥375.00")),
    (
        "cost",
        "monthly",
        {"cost": NOTHING_PAID_BACK},
        Bilingual("不用补缴，往后按月缴", "Nothing is paid back; contributions go on month by month"),
        Bilingual("按月缴", "monthly"),
    ),
    (
        "cost",
        "resumed",
        {"cost": NOTHING_PAID_BACK, "id": OptionId.ALREADY_RESUMED},
        Bilingual("已经续上，断的不补", "Cover has been resumed; the missed months are not paid back"),
        Bilingual("不补断的", "nothing back"),
    ),
    (
        "cost",
        "open",
        {"cost": None},
        Bilingual("还定不下来，要缴多少须问经办", "Not settled, ask the office how much is due"),
        Bilingual("要问经办", "ask"),
    ),
    (
        "cost",
        "at_most",
        {"cost": None, "if_worst": WORST},
        Bilingual("还定不下来，按最不利的情形是1,100.00 元", "Not settled; to be safe count on ¥1,100.00"),
        Bilingual("最多 1,100.00 元", "up to ¥1,100.00"),
    ),
    ("cost", "nothing", NO, Bilingual("—", "—"), Bilingual("—", "—")),
    (
        "cost",
        "at_least",
        {"cost": LEAST},
        Bilingual(
            "至少375.00 元，另有要缴的没有收录，以税务核定为准",
            "At least ¥375.00; more that is not recorded comes on top, the tax office tells",
        ),
        Bilingual("至少 375.00 元", "¥375.00 or more"),
    ),
    (
        "cost",
        "range_open",
        {"cost": None, "if_worst": WORST, "cost_range": CostRange(Decimal("525.20"), Decimal("558.03"))},
        Bilingual("525.20至558.03元，还有没弄清的", "¥525.20 to 558.03, something is still open"),
        Bilingual("525.20–558.03 元", "¥525.20–558.03"),
    ),
    (
        "cost",
        "from_open",
        {"cost": None, "cost_range": CostRange(Decimal("525.20"), None)},
        Bilingual("至少525.20元，还有没弄清的", "¥525.20 or more, something is still open"),
        Bilingual("525.20 元起", "From ¥525.20"),
    ),
    # the last day of payment
    (
        "pay_by",
        "day",
        {"pay_by": date(2026, 11, 30)},
        Bilingual("2026年11月30日，再晚结果就变了", "30 November 2026; later the outcome changes"),
        Bilingual("2026-11-30", "2026-11-30"),
    ),
    (
        "pay_by",
        "step",
        {"pay_steps": STEPS, "pay_by": date(2026, 12, 31)},
        Bilingual(
            "2026年11月30日，再晚恢复报销就要推到2027年1月1日；过了12月31日，别的结果也会变",
            "30 November 2026; later, benefits return only on 1 January 2027; after 31 December more changes",
        ),
        Bilingual("2026-11-30", "2026-11-30"),
    ),
    (
        "pay_by",
        "none",
        {},
        Bilingual(
            "往后三年没有查到截止日；越早缴，越早恢复",
            "No set day in the next three years; the sooner it is paid, the sooner cover returns",
        ),
        Bilingual("没有截止日", "no set day"),
    ),
    (
        "pay_by",
        "none",
        {"id": OptionId.EMPLOYER_BACK_PAYS},
        Bilingual(
            "往后三年没有查到截止日；越早缴，越早恢复，滞纳金按日增加",
            "No set day in the next three years; the sooner it is paid, the sooner cover returns, "
            "and the late charge grows daily",
        ),
        Bilingual("没有截止日", "no set day"),
    ),
    (
        "pay_by",
        "none_tried",
        {"tried_until": date(2027, 12, 31)},
        Bilingual(
            "到2027年12月31日为止没有截止日，再往后的规定还没有查；越早缴，越早恢复",
            "No set day up to 31 December 2027, later rules have not been looked up; "
            "the sooner it is paid, the sooner cover returns",
        ),
        Bilingual("暂无截止日", "none so far"),
    ),
    (
        "pay_by",
        "open",
        ASK,
        Bilingual("还说不准，要问经办机构", "Not settled; ask the office"),
        Bilingual("要问经办", "ask"),
    ),
    (
        "pay_by",
        "in_vain",
        {**GAINS_NOTHING, "pay_by": date(2026, 12, 31)},
        Bilingual("没有要赶的日子，这样缴2027年度享受不到", "No day to meet, paid like this nothing is gained in 2027"),
        Bilingual("—", "—"),
    ),
    (
        "pay_by",
        "resumed",
        {"id": OptionId.ALREADY_RESUMED},
        Bilingual("已经续上，没有要赶的日子", "Cover has been resumed, so there is no day to meet"),
        Bilingual("—", "—"),
    ),
    (
        "pay_by",
        "no",
        NO,
        Bilingual("这个办法不能办，没有要赶的日子", "This way cannot be taken, so there is no day to meet"),
        Bilingual("—", "—"),
    ),
    # the wait
    ("wait", "none", {}, Bilingual("没有等待期", "No waiting period"), Bilingual("不用等", "none")),
    (
        "wait",
        "length",
        {"waiting": WAIT},
        Bilingual(
            "3个月，2026年12月1日至2027年2月28日，期间医保不报销",
            "3 months, 1 December 2026 to 28 February 2027, with nothing paid meanwhile",
        ),
        Bilingual("3个月", "3 months"),
    ),
    (
        "wait",
        "share",
        {"waiting": replace(WAIT, fixed_months=1, variable_months=2, benefit_percent=50)},
        Bilingual(
            "3个月（固定1个月，另加2个月），2026年12月1日至2027年2月28日，期间按50%报销",
            "3 months (1 fixed, 2 more), 1 December 2026 to 28 February 2027, with 50% paid meanwhile",
        ),
        Bilingual("3个月（报50%）", "3 months (50% paid)"),
    ),
    (
        "wait",
        "at_most",
        {"waiting": replace(WAIT, at_most=True)},
        Bilingual(
            "最长3个月，可能更短，2026年12月1日至2027年2月28日，期间医保不报销",
            "Up to 3 months, perhaps less, 1 December 2026 to 28 February 2027, with nothing paid meanwhile",
        ),
        Bilingual("最长3个月", "up to 3 months"),
    ),
    (
        "wait",
        "open",
        OPEN,
        Bilingual("要不要等、等多久，须问经办", "Ask the office whether there is a wait, and how long"),
        Bilingual("要问经办", "ask"),
    ),
    (
        "wait",
        "open_at_most",
        {**OPEN, "if_worst": WORST},
        Bilingual(
            "还定不下来，按最不利的情形等3个月，到2027年2月28日为止",
            "Not settled; to be safe count on 3 months, until 28 February 2027",
        ),
        Bilingual("最长3个月", "up to 3 months"),
    ),
    ("wait", "nothing", NO, Bilingual("—", "—"), Bilingual("—", "—")),
    # the first day of cover
    (
        "benefits_from",
        "day",
        {},
        Bilingual("2026年12月1日起", "1 December 2026"),
        Bilingual("2026-12-01", "2026-12-01"),
    ),
    (
        "benefits_from",
        "day",
        {"benefits_until": date(2026, 12, 31)},
        Bilingual(
            "2026年12月1日起，到12月31日为止（要按时接着缴下一期）",
            "1 December 2026, until 31 December (pay for the next period in time)",
        ),
        Bilingual("2026-12-01", "2026-12-01"),
    ),
    (
        "benefits_from",
        "at_latest",
        {"waiting": replace(WAIT, at_most=True), "benefits_from": date(2027, 3, 1)},
        Bilingual("最晚2027年3月1日起", "1 March 2027 at the latest"),
        Bilingual("最迟2027-03-01", "by 2027-03-01"),
    ),
    (
        "benefits_from",
        "in_vain",
        GAINS_NOTHING,
        Bilingual("2027年度享受不到，等待期到12月31日还没满", "Not in 2027, the wait is not over by 31 December"),
        Bilingual("2027年度享受不到", "not in 2027"),
    ),
    (
        "benefits_from",
        "open",
        OPEN,
        Bilingual("还说不准，须问经办", "Not settled; ask the office"),
        Bilingual("要问经办", "ask"),
    ),
    (
        "benefits_from",
        "open_at_latest",
        {**OPEN, "if_worst": WORST},
        Bilingual("还定不下来，按最不利的情形2027年3月1日起", "Not settled; to be safe count on 1 March 2027"),
        Bilingual("最迟2027-03-01", "by 2027-03-01"),
    ),
    ("benefits_from", "nothing", NO, Bilingual("—", "—"), Bilingual("—", "—")),
    # who bears treatment inside the lapse
    (
        "gap_costs",
        "fund",
        {},
        Bilingual("由医保基金报销", "Paid by the fund"),
        Bilingual("基金可报", "fund pays"),
    ),
    (
        "gap_costs",
        "employer",
        {"gap_costs": Bearer.EMPLOYER},
        Bilingual("由单位承担", "Borne by the employer"),
        Bilingual("单位承担", "employer pays"),
    ),
    (
        "gap_costs",
        "self",
        {"gap_costs": Bearer.SELF},
        Bilingual("自己承担，医保不报", "Borne by you, nothing is reimbursed"),
        Bilingual("自己承担", "you pay"),
    ),
    (
        "gap_costs",
        "ask",
        {"gap_costs": Bearer.ASK},
        Bilingual("谁来承担，须问经办", "Ask the office who bears it"),
        Bilingual("要问经办", "ask"),
    ),
    ("gap_costs", "nothing", {"lapse": None}, Bilingual("—", "—"), Bilingual("—", "—")),
    # consecutive months
    (
        "continuity",
        "kept",
        {},
        Bilingual("连续缴费年限接着算", "Consecutive months carry on"),
        Bilingual("连续缴费年限接着算", "consecutive months carry on"),
    ),
    (
        "continuity",
        "restarts",
        {"continuity": "restarts"},
        Bilingual("连续缴费年限重新算（累计年限不清零）", "Consecutive months start again (all months together stay)"),
        Bilingual("连续缴费年限重新算", "consecutive months start again"),
    ),
    (
        "continuity",
        "ask",
        {"continuity": "ask"},
        Bilingual("连续缴费年限是否接着算，须问经办", "Ask the office whether consecutive months carry on"),
        Bilingual("是否连续计算须问经办", "ask the office whether months count on"),
    ),
    ("continuity", "nothing", NO, Bilingual("—", "—"), Bilingual("—", "—")),
]


@pytest.mark.parametrize(("subject", "kind", "changes", "long", "short"), KINDS)
def test_every_kind_is_said_so(subject, kind, changes, long, short) -> None:
    found = cell(Subject(subject), option(**changes))
    assert (found.kind, found.long, found.short) == (kind, long, short)


def test_a_bill_that_waits_for_a_figure_says_so() -> None:
    found = option_cells(CASE, LACKING, option(cost=None))[Subject.COST]
    assert (found.kind, found.short) == ("lacking", Bilingual("缺数字", "figure missing"))
    assert found.long.zh == "还算不出，缺少缴费标准、基数等数字，以税务部门、经办机构核定为准"


def test_a_last_day_that_is_still_looked_for_says_so() -> None:
    found = cell(Subject.PAY_BY, option(), settled=False)
    assert (found.kind, found.short.zh, found.long.zh) == ("working", "…", "正在算最晚哪天到账")


PARTS = {"title", "growing", "later", "safe", "parts", "unpaid", "part_paid", "until"}


def test_the_table_above_has_every_kind_that_there_are_words_for() -> None:
    keys = [key.split(".") for key in phrases(AREA)]
    said = {(key[0], key[1]) for key in keys if key[0] in list(Subject) and key[1] not in PARTS}
    elsewhere = {("cost", "lacking"), ("cost", "range"), ("cost", "from"), ("pay_by", "working")}
    assert said <= {(subject, kind) for subject, kind, *_ in KINDS} | elsewhere


# marks


def test_marks_stand_behind_in_a_table_and_in_brackets_in_a_text() -> None:
    own = replace(SUM, lines=(replace(LINE, users_own=True, reference=True),))
    found = cell(Subject.COST, option(cost=own))
    assert found.marks == (CellMark.OWN, CellMark.REFERENCE)
    assert found.in_table(2026).zh == "375 元 ✓ ※"
    assert found.in_line.zh == "375.00 元（含用户提供的数字；参考）"
    assert found.in_text.zh == "375.00 元（含用户提供的数字；参考，以经办核定为准）"


@pytest.mark.parametrize(
    ("decided", "subjects"),
    [
        ({"verdict": "yes"}, {Subject.VERDICT}),
        ({"waiting_months": 1}, {Subject.WAIT, Subject.BENEFITS_FROM}),
        ({"benefits_from": date(2026, 12, 1)}, {Subject.WAIT, Subject.BENEFITS_FROM}),
        ({"gap_costs": "fund"}, {Subject.GAP_COSTS}),
        ({"amount": Decimal("375.00")}, {Subject.COST}),
    ],
)
def test_what_the_office_decided_is_marked_and_no_dispute_beside_it(decided, subjects) -> None:
    case = replace(CASE, decisions=(Decision("批复", **decided),))
    every = tuple(Disagreement(matter, Bilingual("", ""), example.LAW) for matter in Matter)
    cells = option_cells(case, ASSESSMENT, option(disagreements=every))
    assert {subject for subject, found in cells.items() if CellMark.DECIDED in found.marks} == subjects
    disputed = {Subject.VERDICT, Subject.COST, Subject.BENEFITS_FROM, Subject.GAP_COSTS, Subject.CONTINUITY}
    assert {subject for subject, found in cells.items() if CellMark.DISPUTED in found.marks} == disputed - subjects


def test_a_dash_bears_no_mark() -> None:
    every = tuple(Disagreement(matter, Bilingual("", ""), example.LAW) for matter in Matter)
    cells = option_cells(CASE, ASSESSMENT, option(disagreements=every, lapse=None, **GAINS_NOTHING))
    assert cells[Subject.GAP_COSTS].marks == cells[Subject.BENEFITS_FROM].marks == ()


def test_the_safe_day_counts_from_the_day_after_which_something_is_lost() -> None:
    found = cell(Subject.PAY_BY, option(pay_steps=STEPS, pay_by=date(2026, 12, 31)), margin=2)
    assert found.in_table(2026).zh == "11月30日\n11月26日前缴"
    assert cell(Subject.PAY_BY, option(pay_steps=STEPS)).in_table(2025).zh == "2026年11月30日"
