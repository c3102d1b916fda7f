"""Lists as offices, platforms and table programs copy them."""

from datetime import date
from decimal import Decimal

import pytest

from app.cases.pasting.into_record import proposed
from app.cases.pasting.reading import Listing, read_listing
from app.cases.pasting.rows import RowVerdict
from app.cases.pasting.summary import cautions, left_out_said
from app.cases.statements.cell_grid import MOST_CHARACTERS, MOST_ROWS
from app.rules.bilingual import Bilingual
from app.rules.record.history import Scheme
from app.rules.record.months import Month

HOME = "140100"
TODAY = date(2026, 11, 22)


def read(text):
    listing = read_listing(text, HOME)
    assert isinstance(listing, Listing), listing
    return listing


def record(text, scheme=Scheme.EMPLOYEE):
    """What a list comes to, a line a period."""
    return [told(row) for row in proposed(read(text).rows, scheme, HOME, TODAY).periods]


def told(row):
    kind = "" if row.kind.value == "normal" else f" {row.kind.value}"
    months = str(row.span.first) if len(row.span) == 1 else str(row.span)
    return f"{months} {row.scheme.value} {row.status.value}{kind}"


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def doubts(text):
    return [row.remarks[0].zh for row in read(text).rows if row.verdict is RowVerdict.DOUBTFUL]


def test_the_national_platforms_query():
    text = table(
        "统筹区|险种类型|缴费类型|到账类型|费款所属期开始|费款所属期结束|到账时间",
        "太原市|职工基本医疗保险|正常应缴|已足额到账|202401|202406|2024-06-20 09:30:00",
        "太原市|职工基本医疗保险|中断补收|已足额到账|202407|202408|2024-10-08 11:00:00",
        "太原市|职工基本医疗保险|正常应缴|在途|202409|202409|",
        "太原市|职工基本医疗保险|正常应缴|中断|202410|202410|",
        "太原市|城乡居民基本医疗保险|正常应缴|未足额到账|202501|202512|",
    )
    assert record(text) == [
        "2024-01..2024-06 employee paid",
        "2024-07..2024-08 employee paid back_paid",
        "2024-09 employee in_transit",
        "2024-10 employee unpaid",
        "2025-01..2025-12 resident partly_paid",
    ]
    assert read(text).rows[2].credited_on == date(2024, 10, 8)


def test_the_platforms_codes_are_matched_whole():
    text = table(
        "insutype|clct_type|clct_flag|accrym_begn|accrym_end",
        "310|10|1|202401|202401",
        "310|11|1|202402|202402",
        "310|20|1|202401|202401",
        "310|34|1|202402|202402",
        "310|101|1|202403|202403",
        "110|10|1|202404|202404",
        "310|105|1|202405|202405",
    )
    assert record(text) == [
        "2024-01 employee paid",
        "2024-01 employee paid refund",
        "2024-02 employee paid adjustment",
        "2024-02 employee paid unemployment_fund",
        "2024-03 employee unknown",
        "2024-05 employee unknown",
    ]


def test_the_older_offices_personal_detail():
    text = table(
        "参保险种|费款所属期|缴费基数|单位缴费比例|单位缴费|个人缴费比例|个人缴费|参保单位|缴费标志|缴费类型|到账日期",
        "城镇职工基本医疗保险|202401|4500.00|.065|292.5|.02|90|某某有限公司|1|10|2024-01-31",
        "生育保险|202401|4500.00|.005|22.5|0|0|某某有限公司|1|10|2024-01-31",
        "失业保险|202401|4500.00|.005|22.5|.003|.5|某某有限公司|1|10|2024-01-31",
        "城镇职工基本医疗保险|202402|4500.00|.065|292.5|.02|90|某某有限公司|0|10|",
    )
    assert record(text) == ["2024-01 employee paid", "2024-02 employee partly_paid"]
    [paid, *_] = (row for row in read(text).rows if row.verdict is RowVerdict.TAKEN)
    assert (paid.base, paid.credited_on, paid.payer) == (Decimal("4500.00"), date(2024, 1, 31), "某某有限公司")
    assert left_out_said(read(text)).zh == "3 行不用读（表头 1、其他险种 2）。"


def test_a_certificate_of_periods_with_their_months_counted():
    text = table(
        "单位名称|险种|起始年月|终止年月|缴费月数",
        "某某有限公司|医疗保险|2020年1月|2021年12月|24",
        "某某有限公司|医疗保险|2022年1月|2022年12月|10",
    )
    assert record(text) == ["2020-01..2021-12 employee paid", "2022-01..2022-12 employee unknown"]
    assert "“10”个月，起止却有12个月" in doubts(text)[0]


def test_a_list_with_titles_sums_and_repeated_headings_newest_first():
    text = table(
        "姓名：某某||||",
        "参保人员缴费明细",
        "年月|单位|缴费类型|基数|合计",
        "202403|某某公司|正常|4500|382.5",
        "202402|某某公司|正常|4500|382.5",
        "小计||||765",
        "年月|单位|缴费类型|基数|合计",
        "202401|某某公司|补缴|4500|382.5",
        "合计||||1147.5",
        "打印日期：2024-04-01 10:00||||",
    )
    assert record(text) == ["2024-01 employee paid back_paid", "2024-02..2024-03 employee paid"]
    assert [row.verdict for row in read(text).rows].count(RowVerdict.LEFT_OUT) == 7


def test_year_and_month_in_columns_of_their_own_with_merged_years():
    text = table("年度|月份|险种|状态", "2023|11月|职工医保|已缴", "|12月|职工医保|已缴", "2024|1月|职工医保|欠费")
    assert record(text) == ["2023-11..2023-12 employee paid", "2024-01 employee unpaid"]


def test_a_row_a_year_with_a_column_a_month():
    text = table("年度|险种|1月|2月|3月", "2023|职工医保|√|√|√", "2024|职工医保|已缴||欠费", "合计||4")
    assert record(text) == [
        "2023-01..2023-03 employee paid",
        "2024-01 employee paid",
        "2024-02 employee unknown",
        "2024-03 employee unpaid",
    ]


def test_notes_under_plain_lines_are_left_out():
    text = "参保缴费记录\n2024-01 正常\n2024-02 正常\n打印日期：2024-04-01\n共2个月\n"
    assert record(text) == ["2024-01..2024-02 employee paid"]


def test_merged_months_are_read_where_every_insurance_has_its_row():
    text = table(
        "年月|险种|状态",
        "2024-01|养老保险|正常",
        "|医疗保险|正常",
        "|失业保险|正常",
        "2024-02|养老保险|正常",
        "|医疗保险|未缴",
    )
    assert record(text) == ["2024-01 employee paid", "2024-02 employee unpaid"]


def test_a_merged_month_that_may_be_a_missing_one_is_not_guessed():
    text = table("年月|险种|状态", "2024-01|医疗保险|正常", "|医疗保险|正常", "2024-03|医疗保险|正常")
    assert record(text) == ["2024-01 employee paid", "2024-02 employee unknown", "2024-03 employee paid"]
    assert doubts(text) == ["这一行没有月份。请补上月份再粘贴。"]


def test_a_merged_scheme_is_read_only_where_the_list_has_one():
    one = table("险种|年月|状态", "职工医保|2024-01|正常", "|2024-02|正常")
    assert record(one) == ["2024-01..2024-02 employee paid"]
    assert read(one).rows[2].remarks[0].zh == "险种同上一行。"
    two = table("险种|年月|状态", "职工医保|2024-01|正常", "养老保险|2024-02|正常", "|2024-02|正常")
    assert record(two) == ["2024-01 employee paid", "2024-02 employee unknown"]


def test_flexible_payers_are_known_by_who_is_insured_and_by_who_pays():
    identity = table("年月|险种|参保身份|状态", "2024-01|职工基本医疗保险|灵活就业人员|正常")
    payer = table("年月|险种|单位名称|状态", "2024-01|职工基本医疗保险|某区灵活就业人员窗口|正常")
    assert record(identity) == record(payer) == ["2024-01 flexible paid"]
    clash = table("年月|险种|参保身份|状态", "2024-01|城乡居民医疗保险|在职职工|正常")
    assert record(clash) == ["2024-01 resident unknown"]


def test_a_year_alone_is_a_year_of_a_resident_and_of_nobody_else():
    resident = table("缴费年度|险种|状态", "2024|城乡居民医保|已缴")
    assert record(resident) == ["2024-01..2024-12 resident paid"]
    assert "按1月至12月记" in read(resident).rows[1].remarks[0].zh
    employee = table("缴费年度|险种|状态", "2024|职工医保|已缴", "2025|职工医保|已缴")
    assert record(employee) == ["2024-01..2025-12 employee unknown"]


def test_months_paid_in_another_place_keep_it():
    text = table("参保地|年月|状态", "山西省太原市|2024-01|正常", "上海市|2024-02|正常", "某地|2024-03|正常")
    places = [(row.region, row.status.value) for row in proposed(read(text).rows, Scheme.EMPLOYEE, HOME, TODAY).periods]
    assert places == [("140100", "paid"), ("310000", "paid"), ("140100", "unknown")]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2024-02|职工医保|处理中||4500|90||", "看不懂“处理中”"),
        ("2024-02|职工医保|||4500|90||", "没有写是否到账"),
        ("2024-02|职工医保|未到账|2024-03-01|4500|90||", "前后说法不一"),
        ("2024-02|职工医保|已到账||4500|-90||", "负数"),
        ("2024-02|职工医保|已到账||4500|0||", "金额是0"),
        ("2024-02|职工医保|已到账||4500|90|已退费|", "备注"),
        ("2024-02|职工医保|已到账||4500|90||Y", "冲正"),
        ("2024-02|不知何物|已到账||4500|90||", "看不懂险种"),
        ("2024-02|职工医保|异地转入||4500|90||", "转移"),
    ],
)
def test_a_row_that_is_not_sure_makes_its_month_unknown_and_says_why(row, why):
    text = table(
        "年月|险种|到账标志|到账日期|缴费基数|个人缴费|备注|核销标志",
        "2024-01|职工医保|已到账|2024-01-31|4500|90||Z",
        row,
    )
    assert record(text) == ["2024-01 employee paid", "2024-02 employee unknown"]
    assert why in doubts(text)[0]


def test_a_month_that_cannot_be_read_is_never_a_gap():
    text = table("年月|状态", "2024-01|正常", "20242|正常", "2O2403|正常", "2024-04|正常", "2024-06|正常")
    assert record(text) == [
        "2024-01 employee paid",
        "2024-02..2024-03 employee unknown",
        "2024-04 employee paid",
        "2024-06 employee paid",
    ]


@pytest.mark.parametrize("place", range(11))
def test_wherever_an_unreadable_row_stands_no_missing_month_it_may_name_is_a_lapse(place):
    months = [f"2024年{month}月|职工基本医疗保险|已到账" for month in (1, 2, 3, 4, 7, 8, 9, 10, 11, 12)]
    months.insert(place, "2O25年?月|职工基本医疗保险|已到账")
    for listed in (months, months[::-1]):
        text = table("费款所属期|险种|状态", *listed)
        assert "2024-05..2024-06 employee unknown" in record(text)


def test_more_unreadable_rows_than_missing_months_between_them_may_stand_for_others():
    text = table("年月|状态", "2026-01|正常", "2O26?|正常", "2O26?|正常", "2026-03|正常", "2026-05|正常")
    assert "2026-04 employee unknown" in record(text)


def test_an_unreadable_newest_row_leaves_everything_after_unknown_and_the_oldest_a_month_before():
    months = ["2026-06|正常", "2026-07|正常", "2O2608|正常"]
    expected = ["2026-06..2026-07 employee paid", "2026-08..2026-11 employee unknown"]
    assert record(table("年月|状态", *months)) == expected
    assert record(table("年月|状态", *months[::-1])) == expected
    assert record(table("年月|状态", "2O2605|正常", "2026-06|正常", "2026-07|正常")) == [
        "2026-05 employee unknown",
        "2026-06..2026-07 employee paid",
    ]


def test_in_a_list_without_order_every_missing_month_may_be_the_unreadable_one():
    text = table("年月|状态", "2026-09|正常", "2026-05|正常", "????|正常", "2026-07|正常")
    statuses = {line.split()[0]: line.split()[2] for line in record(text)}
    assert statuses == {
        "2026-05": "paid",
        "2026-06": "unknown",
        "2026-07": "paid",
        "2026-08": "unknown",
        "2026-09": "paid",
        "2026-10..2026-11": "unknown",
    }


def test_a_zero_cut_off_by_a_table_program_is_asked_for():
    cut = table("年月|状态", "2024.9|正常", "2024.1|正常", "2024.11|正常")
    assert record(cut)[1] == "2024-10 employee unknown"
    assert "2024-01 或 2024-10" in doubts(cut)[0]
    sound = table("年月|状态", "2024.1|正常", "2024.2|正常")
    assert record(sound) == ["2024-01..2024-02 employee paid"]


def test_one_month_said_twice_in_different_ways_is_unknown_and_told():
    text = table(
        "年月|险种|状态",
        "2024-01|职工医保|已缴",
        "2024-01|职工医保|欠费",
        "2024-02|职工医保|已缴",
        "2024-02|居民医保|已缴",
    )
    assert record(text) == ["2024-01 employee unknown", "2024-02 employee paid", "2024-02 resident paid"]
    listing = read(text)
    said = [it.zh for it in cautions(listing, proposed(listing.rows, Scheme.EMPLOYEE, HOME, TODAY), ())]
    assert any(it.startswith("2024-01") and "说法不一" in it for it in said)
    assert any(it.startswith("2024-02") and "重复参保" in it for it in said)


def test_a_list_without_headings_is_read_by_its_cells():
    text = table("202401|职工|正常缴费|4500|90", "202402|职工|补缴|4500|90", "202403|灵活就业|正常缴费|4500|90")
    assert record(text) == ["2024-01 employee paid", "2024-02 employee paid back_paid", "2024-03 flexible paid"]


def test_a_company_whose_name_speaks_of_an_insurance_is_none():
    text = table("202401|某某居民服务有限公司|正常缴费", "202402|某某职工医院|正常缴费")
    assert record(text, Scheme.FLEXIBLE) == ["2024-01 flexible paid", "2024-02 flexible paid"]
    assert [row.payer for row in read(text).rows] == ["某某居民服务有限公司", "某某职工医院"]


def test_plain_lines_are_read():
    text = "2024-01至2024-08 职工 正常缴费\n2024年9月、2024年11月 灵活就业 正常缴费\n2024年12月  灵活就业  欠费\n"
    assert record(text) == [
        "2024-01..2024-08 employee paid",
        "2024-09 flexible paid",
        "2024-11 flexible paid",
        "2024-12 flexible unpaid",
    ]


def test_columns_held_apart_by_spaces_are_columns_under_headings():
    assert record("年月 险种 状态\n202401 职工医保 正常\n202402 职工医保 未缴\n") == [
        "2024-01 employee paid",
        "2024-02 employee unpaid",
    ]


def test_a_long_line_of_months_loses_none():
    months = [str(Month.of(2010, 1) + n) for n in range(0, 120, 2)]
    assert len(record("、".join(months) + " 职工 正常缴费")) == len(months)


def test_whole_rows_of_a_table_program_are_read():
    wide = "\t" * 16_000
    assert record(f"年月\t状态{wide}\n202401\t正常{wide}\n") == ["2024-01 employee paid"]


def test_two_months_in_a_line_are_not_taken_for_a_period():
    assert record("2024-01 2024-08 正常") == ["2024-01..2024-08 employee unknown"]
    assert record("202401,正常,202403\n202405,正常,202407\n") == [
        "2024-01..2024-03 employee unknown",
        "2024-05..2024-07 employee unknown",
    ]


def test_prose_is_doubted():
    assert record("从2022年1月开始缴费，2024年10月断缴") == ["2022-01..2026-11 employee unknown"]


def test_a_list_copied_a_cell_a_line_covers_nothing():
    assert {line.split()[2] for line in record("202401\n职工\n正常缴费\n202402\n职工\n欠费\n")} == {"unknown"}


def test_csv_with_quotes_and_line_breaks_is_read():
    rows = [
        "年月,险种,单位名称,状态",
        '202401,"职工\n基本医疗保险","甲,乙公司",正常缴费',
        '202402,职工基本医疗保险,"甲,乙公司",正常缴费',
    ]
    text = "\r\n".join(rows)
    assert record(text) == ["2024-01..2024-02 employee paid"]
    assert read(text).rows[1].payer == "甲,乙公司"


def test_a_list_that_says_nothing_of_credit_is_taken_as_credited_and_says_so():
    listing = read("年月\n202401\n202402\n")
    assert [it.zh for it in cautions(listing, proposed(listing.rows, Scheme.EMPLOYEE, HOME, TODAY), ())] == [
        "表里没有写是否到账，按都已到账读。"
    ]


def test_name_and_id_number_go_nowhere():
    text = table(
        "姓名|证件号码|年月|单位名称|状态",
        "张三|110101199001011237|202401|张三|正常",
        "张三|110101199001011237|202402|张三|正常",
    )
    listing = read(text)
    assert "张三" not in repr(listing)
    assert "110101199001011237" not in repr(listing.rows)
    assert listing.id_number == "110101199001011237"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "没有可读的文字"),
        ("  \n\t\n", "没有可读的文字"),
        ("hello world\nfoo", "没有找到缴费月份"),
        ("x" * (MOST_CHARACTERS + 1), "文字太多"),
        ("202401\n" * (MOST_ROWS + 1), "行数太多"),
        ("年月\t状态\n" + "202401\t" * 300, "有一行太长"),
        ("2024-01、" * 2000, "有一行太长"),
        ("年月\t状态\n20241\t正常\n", "第 2 行"),
        (table("姓名|年月", "张三|202401", "李四|202402"), "2 个人"),
        (table("110101199001011237|202401", "110101199001011253|202402"), "2 个人"),
        (table("起始年月|终止年月", *["195001|202912"] * 60), "月份太多"),
    ],
)
def test_a_list_that_cannot_be_used_says_why(text, why):
    refusal = read_listing(text, HOME)
    assert isinstance(refusal, Bilingual)
    assert why in refusal.zh
    assert refusal.en
