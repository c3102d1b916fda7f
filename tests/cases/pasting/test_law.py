"""The law of reading, case by case: what was once read wrong, and what may never be."""

from datetime import date

import pytest

from app.cases.pasting.into_record import proposed
from app.cases.pasting.meanings import Asked
from app.cases.pasting.people import SeveralPeople
from app.cases.pasting.reading import Listing, read_grids, read_listing
from app.cases.pasting.rows import LeftOut, RowVerdict
from app.cases.pasting.summary import counts_said, left_out_said
from app.cases.statements.cell_grid import CellGrid, Record
from app.rules.bilingual import Bilingual
from app.rules.record.history import Scheme, StatementRow

HOME = "140100"
TODAY = date(2024, 12, 31)


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def grid(*rows, sheet=None, file=1):
    return CellGrid(tuple(Record(n, tuple(row.split("|"))) for n, row in enumerate(rows, 1)), True, sheet, file)


def read(source, home=HOME, **options):
    listing = read_listing(source, home, **options) if isinstance(source, str) else read_grids(source, home, **options)
    assert isinstance(listing, Listing), listing
    return listing


def record(source, home=HOME, **options):
    rows = proposed(read(source, home, **options).rows, Scheme.EMPLOYEE, home, TODAY).periods
    return [
        f"{row.span.first if len(row.span) == 1 else row.span} {row.status.value}"
        + ("" if row.kind.value == "normal" else f" {row.kind.value}")
        for row in rows
    ]


def refused(source, home=HOME, **options):
    said = read_listing(source, home, **options) if isinstance(source, str) else read_grids(source, home, **options)
    assert isinstance(said, Bilingual), said
    assert said.en
    return said.zh


def states(source, **options):
    return {line.split()[0]: line.split()[1] for line in record(source, **options)}


# every line is told


def test_every_line_has_a_verdict_and_the_counts_add_up():
    listing = read(
        table(
            "某市职工医疗保险缴费明细|||",
            "年月|险种|状态|个人缴费",
            "202401|医疗保险|已缴|90",
            "202401|养老保险|已缴|90",
            "2024O2|医疗保险|已缴|90",
            "202403|医疗保险|已缴|90",
            "年月|险种|状态|个人缴费",
            "合计|||270",
            "打印日期：2024-04-01|||",
        )
    )
    assert [row.number for row in listing.rows] == list(range(1, 10))
    assert dict(listing.counts) == {RowVerdict.TAKEN: 2, RowVerdict.DOUBTFUL: 1, RowVerdict.LEFT_OUT: 6}
    assert counts_said(listing).zh == "共 9 行：用上 2 行，拿不准 1 行，不用读 6 行。"
    assert left_out_said(listing).zh == "6 行不用读（标题、说明 2、表头 2、合计 1、其他险种 1）。"


def test_a_year_of_months_in_one_line_is_one_line():
    listing = read(table("年度|险种|1月|2月|3月", "2023|职工医保|√|√|欠费", "合计|||2|"))
    assert sum(listing.counts.values()) == 3


@pytest.mark.parametrize("cell", ["2024O2", "######", "202413", "", "-", "#N/A", "二月"])
@pytest.mark.parametrize("form", ["{0}|职工医保|500", "{0}|职工医保|正常|500", "甲公司|{0}|职工医保|500"])
def test_a_month_that_cannot_be_read_is_never_a_title(form, cell):
    rows = [form.format(text) for text in ("202401", cell, "202403")]
    assert states(table(*rows))["2024-02"] == "unknown"


def test_a_firm_whose_name_begins_like_a_sum_is_no_sum():
    text = table(
        "单位名称|年月|险种|状态", "共享汽车公司|202403|310|已到账", "累计科技公司|202404|310|已到账", "合计|||2"
    )
    assert record(text) == ["2024-03 paid", "2024-04 paid"]
    assert [row.reason for row in read(text).rows].count(LeftOut.SUM) == 1


def test_a_stray_quote_ends_with_its_line():
    rows = ['202402|"甲公司|310|正常', "202403|丙公司|310|正常", '202404|乙公司"|310|正常']
    text = table("年月|单位名称|险种|缴费状态", "202401|甲公司|310|正常", *rows)
    assert {line.split()[1] for line in record(text)} == {"paid"}
    assert len(read(text).rows) == 5


def test_a_row_with_more_cells_than_headings_is_doubted():
    text = table("年月|险种|缴费基数|状态", "202401|310|5000|正常", "202402|310|5|000.00|正常", "202403|310|5000|正常")
    assert states(text) == {"2024-01": "paid", "2024-02": "unknown", "2024-03": "paid"}


def test_rows_above_the_headings_are_read():
    text = table("202401|310|正常", "年月|险种|状态", "202402|310|正常")
    assert record(text) == ["2024-01..2024-02 paid"]


# which month


def test_the_month_a_row_is_for_wins_over_the_month_it_was_booked():
    for heads in (
        "做账期|费款所属期|险种|缴费类型",
        "缴费年月|应属年月|险种|缴费类型",
        "费款所属期|对应费款所属期|险种|缴费类型",
    ):
        text = table(
            heads,
            "202401|202401|310|正常",
            "202402|202402|310|正常",
            "202406|202403|310|补缴",
            "202404|202404|310|正常",
        )
        assert record(text) == ["2024-01..2024-02 paid", "2024-03 paid back_paid", "2024-04 paid"]


def test_a_month_column_nobody_knows_is_asked_about():
    text = table("某某年月|缴费年月|险种|状态", "202401|202401|310|正常", "202402|202406|310|正常")
    assert {line.split()[1] for line in record(text)} == {"unknown"}
    [question] = read(text).questions
    assert (question.about, question.key, question.likely) == (Asked.HEADING, "某某年月", "month")
    assert record(text, meanings={"某某年月": "booked"}) == ["2024-01 paid", "2024-06 paid"]


def test_a_month_out_of_order_is_doubted():
    rows = [f"{month}|正常" for month in ("2024.7", "2024.8", "2024.9", "2024.1")]
    assert states(table("年月|状态", *rows)) == {"2024-07..2024-09": "paid", "2024-10": "unknown"}
    rows = [f"{month}|正常" for month in ("202401", "202402", "202303", "202404", "202405")]
    assert record(table("年月|状态", *rows)) == [
        "2023-03..2023-12 unknown",
        "2024-01..2024-02 paid",
        "2024-03 unknown",
        "2024-04..2024-05 paid",
    ]


def test_a_month_said_twice_beside_a_missing_one_is_doubted():
    rows = [f"{month}|正常" for month in ("202401", "202403", "202403", "202404", "202405")]
    assert states(table("年月|状态", *rows))["2024-02"] == "unknown"


@pytest.mark.parametrize(
    "line",
    [
        "2024年2月至今 职工医保 正常",
        "202402-05 职工医保 正常",
        "2024年2月、4月 职工医保 正常",
        "202402 202413 职工医保 正常",
    ],
)
def test_a_range_read_in_half_is_doubted_whole(line):
    found = states(f"2024-01 职工医保 正常\n{line}\n2024-06 职工医保 正常\n")
    assert found["2024-01"] == "paid"
    assert found["2024-02..2024-05"] == "unknown"


def test_a_count_proves_its_months_only_when_it_is_full():
    text = table("开始年月|终止年月|月数|险种", "202201|202206|6|310", "202207|202212|5|310", "202301|202306|0|310")
    assert record(text) == ["2022-01..2022-06 paid", "2022-07..2023-06 unknown"]


# paid or not


@pytest.mark.parametrize("cell", ["", "-", "—", "#N/A", "处理中", "缓缴", "扣款失败", "已退", "7"])
def test_a_status_that_does_not_say_paid_is_never_paid(cell):
    text = table("年月|险种|缴费标志", "202401|310|已缴", "202402|310|已缴", f"202403|310|{cell}", "202404|310|已缴")
    assert states(text)["2024-03"] == "unknown"


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("年月|险种|缴费状态|到账情况", "202403|310|正常缴费|未到账"),
        ("年月|险种|缴费日期|到账日期", "202403|310|2024-03-05|"),
        ("年月|险种|是否到账|到账年月", "202403|310|否|"),
        ("年月|险种|是否到账|是否欠费", "202403|310|是|是"),
        ("年月|险种|缴费类型|缴费标志", "202403|310|正常缴费|未实缴"),
        ("年月|险种|缴费类型|实收时间", "202403|310|正常缴费|"),
    ],
)
def test_of_two_cells_that_contradict_each_other_the_worse_counts(heads, row):
    good = {
        "缴费状态": "正常缴费", "到账情况": "已到账", "缴费日期": "2024-01-05", "到账日期": "2024-01-05",
        "是否到账": "是", "到账年月": "202401",
        "是否欠费": "否", "缴费类型": "正常缴费", "缴费标志": "已实缴", "实收时间": "2024-01-05",
    }  # fmt: skip
    rows = [f"2024{n:02d}|310|" + "|".join(good[head] for head in heads.split("|")[2:]) for n in (1, 2, 4)]
    found = states(table(heads, *rows[:2], row, rows[2]))
    assert found["2024-01..2024-02"] == found["2024-04"] == "paid"
    assert found["2024-03"] != "paid"


@pytest.mark.parametrize("cell", ["−500", "(500)", "-500.00", "—", "", "未缴", "#N/A", "0.00"])
@pytest.mark.parametrize("heads", ["年月|险种|状态|个人缴费", ""])
def test_a_sum_that_is_none_is_doubted(heads, cell):
    rows = [f"2024{n:02d}|310|正常|500.00" for n in (1, 2, 3, 5, 6)]
    rows.insert(3, f"202404|310|正常|{cell}")
    assert states(table(*filter(None, [heads]), *rows))["2024-04"] == "unknown"


def test_an_unknown_heading_keeps_every_row_from_being_paid_until_it_is_told():
    text = table("年月|险种|状态|某某情形", "202401|310|正常|甲类", "202402|310|欠费|甲类")
    assert record(text) == ["2024-01 unknown", "2024-02 unpaid"]
    assert "有一列看不懂：“某某情形”" in read(text).rows[1].remarks[0].zh
    assert record(text, meanings={"某某情形": "ignored"}) == ["2024-01 paid", "2024-02 unpaid"]
    sums = table("年月|险种|状态|某某额|某某日", "202401|310|正常|12.00|2024-01-05", "202402|310|正常||2024-02-05")
    assert record(sums) == ["2024-01..2024-02 paid"]


def test_a_word_nobody_knows_is_asked_once_for_all_rows():
    text = table("年月|险种|状态", *(f"2024{n:02d}|310|足额缴费" for n in range(1, 7)))
    assert record(text) == ["2024-01..2024-06 unknown"]
    [question] = read(text).questions
    assert question.said.zh == "“足额缴费”都算已到账吗？（6 行）"
    assert record(text, meanings={"足额缴费": "paid"}) == ["2024-01..2024-06 paid"]
    assert "不是能用的意思" in refused(text, meanings={"足额缴费": "maybe"})


@pytest.mark.parametrize("heading", ["状态", "缴费类型"])
def test_what_is_due_as_usual_is_asked_about_once_where_nothing_says_whether_it_arrived(heading):
    text = table(f"年月|险种|{heading}", *(f"2024{n:02d}|310|正常应缴" for n in range(1, 7)))
    assert record(text) == ["2024-01..2024-06 unknown"]
    [question] = read(text).questions
    assert question.said.zh == "“正常应缴”都算已到账吗？（6 行）"
    assert record(text, meanings={"正常应缴": "paid"}) == ["2024-01..2024-06 paid"]
    assert record(text, meanings={"正常应缴": "unpaid"}) == ["2024-01..2024-06 unpaid"]
    assert read(text, meanings={"正常应缴": "normal"}).questions == ()
    beside = table("年月|险种|缴费类型|到账标志", *(f"2024{n:02d}|310|正常应缴|已到账" for n in range(1, 7)))
    assert record(beside) == ["2024-01..2024-06 paid"]
    assert read(beside).questions == ()


@pytest.mark.parametrize("word", ["缴费到账", "缴清", "已缴清", "足额到账"])
def test_words_that_say_arrival_are_known(word):
    assert record(table("年月|险种|状态", f"202401|310|{word}")) == ["2024-01 paid"]


@pytest.mark.parametrize("word", ["足额缴费", "正常应缴", "已入账", "扣款成功", "已处理"])
def test_words_that_may_mean_something_else_are_not(word):
    assert record(table("年月|险种|状态", f"202401|310|{word}")) == ["2024-01 unknown"]


def test_a_bare_code_means_something_only_where_its_system_is_known():
    text = table("年月|险种|缴费标志", "202401|310|1", "202402|310|2")
    assert record(text) == ["2024-01..2024-02 unknown"]
    assert record(text, meanings={"缴费标志:1": "paid"}) == ["2024-01 paid", "2024-02 unknown"]
    national = table("统筹区|险种类型|缴费类型|到账类型|费款所属期", "太原市|310|10|1|202401", "太原市|310|10|2|202402")
    assert record(national) == ["2024-01 paid", "2024-02 unpaid"]


def test_what_is_only_due_is_not_paid():
    text = table(
        "费款所属期起|费款所属期止|征收品目|应缴费额|业务类型", "2024-01-01|2024-01-31|职工基本医疗保险|90|正常缴费"
    )
    assert record(text) == ["2024-01 unknown"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["正常|500", "退收|-500"], ["2024-01 paid", "2024-01 paid refund"]),
        (["正常|500", "退收|-20"], ["2024-01 unknown"]),
        (["正常|500", "退收|-500", "正常|500"], ["2024-01 unknown"]),
        (["退收|-500"], ["2024-01 unknown"]),
    ],
)
def test_a_refund_cancels_only_what_it_equals(rows, expected):
    text = table("年月|险种|缴费类型|个人缴费", *(f"202401|310|{row}" for row in rows))
    assert record(text) == expected


# which insurance, which person


@pytest.mark.parametrize(
    "name", ["职工基本医疗保险、大额医疗互助", "基本医疗保险+大病保险", "养老、医疗、失业、工伤、生育"]
)
def test_insurances_named_together_are_doubted_and_asked_about(name):
    text = table("年月|险种|状态", "202401|职工医保|正常", f"202402|{name}|正常", "202403|职工医保|正常")
    assert states(text)["2024-02"] == "unknown"
    assert record(text, meanings={name: "employee"}) == ["2024-01..2024-03 paid"]


@pytest.mark.parametrize(
    "rows",
    [
        ["参保险种 企业养老||", "记录月份|缴费基数|缴费类型", "202401|5000|正常"],
        ["企业职工基本养老保险缴费明细||", "年月|缴费基数|状态", "202401|5000|正常", "医疗保险请到医保局查询||"],
        ["年月|险种|状态", "202401|养老保险|正常", "202401|失业保险|正常"],
        ["缴费月份|养老|养老|失业", "缴费月份|缴费基数|缴费情况|缴费情况", "202401|4000|已到账|已到账"],
    ],
)
def test_a_paper_of_other_insurances_is_refused_with_where_the_right_one_is(rows):
    said = refused([grid(*rows)])
    assert "没有医疗保险" in said
    assert "国家医保服务平台" in said
    assert "医保局窗口" in said


def test_a_paper_of_all_social_insurance_that_names_none_is_doubted():
    assert record([grid("社会保险个人权益记录||", "年月|缴费基数|状态", "202401|5000|正常")]) == ["2024-01 unknown"]


def test_one_of_several_people_is_picked_and_the_others_are_not_kept():
    text = table(
        "姓名|证件号码|年月|险种|状态",
        "甲某|110101199001011237|202401|310|正常",
        "乙某|110101199001011253|202401|310|欠费",
        "甲某|110101199001011237|202402|310|正常",
    )
    asked = read_listing(text, HOME)
    assert isinstance(asked, SeveralPeople)
    assert asked.people == ("甲某 …1237", "乙某 …1253")
    assert record(text, person=1) == ["2024-01..2024-02 paid"]
    assert record(text, person=2) == ["2024-01 unpaid"]
    listing = read(text, person=1)
    assert (listing.name, listing.id_number) == ("甲某", "110101199001011237")
    assert listing.left_out[LeftOut.OTHER_PERSON] == 1
    assert "乙某" not in repr(listing)
    assert "没有第 3 个人" in refused(text, person=3)


def test_titles_say_whose_list_it_is_and_a_spoilt_number_is_told():
    listing = read([grid("姓名：测试甲 身份证号码：440300199001010016", "年月|险种|状态", "202401|310|正常")])
    assert (listing.name, listing.id_number) == ("测试甲", "440300199001010016")
    spoilt = read(table("姓名|身份证号|年月|状态", "甲某|4.40301E+17|202401|正常", "甲某|4.40301E+17|202402|正常"))
    assert spoilt.id_number is None
    assert "改坏了" in spoilt.findings[0].zh


# papers


def test_printed_totals_are_held_against_what_was_read():
    rows = ["开始年月|终止年月|月数|险种", "202201|202206|6|310", "202207|202212|6|310"]
    assert read(table(*rows, "合计||12")).findings == ()
    assert "合计是 13 个月" in read(table(*rows, "合计||13")).findings[0].zh


def test_signs_mean_what_the_paper_says():
    rows = ["月份|基本医疗保险|基本医疗保险", "月份|缴费基数|缴费情况", "01|4000|●", "02|4000|△", "03|4000|◎"]
    sheet = grid("( 2024 )", *rows, "说明：●表示已经实缴，△表示欠费")
    assert record([sheet]) == ["2024-01 paid", "2024-02 unpaid", "2024-03 unknown"]
    marked = grid("缴费时段|医疗保险", "202401|1", "202402*|1")
    assert isinstance(read_grids([marked], HOME), Listing | Bilingual)


def test_a_sign_beside_a_month_without_a_legend_is_asked_about():
    text = table("年月|险种|状态", "202401|310|正常", "202402&|310|正常")
    assert record(text) == ["2024-01 paid", "2024-02 unknown"]
    assert [question.key for question in read(text).questions] == ["&"]


def test_an_empty_row_is_a_lapse_only_where_the_paper_says_so():
    def records(*, note):
        rows = [("年月", "险种", "状态"), ("202401", "310", "正常"), ("", "", ""), ("202403", "310", "正常"), (note,)]
        return [CellGrid(tuple(Record(n, cells) for n, cells in enumerate(rows, 1)), True)]

    assert record(records(note="备注：空行为断缴。")) == ["2024-01 paid", "2024-03 paid"]
    assert record(records(note="备注：无")) == ["2024-01 paid", "2024-02 unknown", "2024-03 paid"]


def test_tables_side_by_side_are_read_one_below_the_other():
    sheet = grid(
        "医疗保险缴费明细", "年月|状态|年月|状态", "202401|正常|202404|正常", "202402|欠费|202405|正常", "202403|正常"
    )
    assert record([sheet]) == ["2024-01 paid", "2024-02 unpaid", "2024-03..2024-05 paid"]


def test_a_row_of_pension_alone_is_no_month_of_medical_insurance():
    sheet = grid("年月|缴费基数|养保个人缴费额|医保个人缴费额", "202401|7000|560|140", "202402|7000|560|")
    assert record([sheet]) == ["2024-01 paid", "2024-02 unknown"]


def test_several_files_are_one_list_and_every_month_keeps_where_it_came_from():
    first = grid("年月|险种|状态", "202401|310|正常", sheet="一", file=1)
    second = grid("年月|险种|状态", "202402|310|欠费", sheet="二", file=2)
    proposal = proposed(read([first, second]).rows, Scheme.EMPLOYEE, HOME, TODAY)
    assert [row.source for row in proposal.periods] == [StatementRow(1, "一", 2), StatementRow(2, "二", 2)]


def test_a_list_copied_a_cell_a_line_is_read():
    cells = [
        "年月",
        "险种",
        "状态",
        "202401",
        "职工医保",
        "正常",
        "202402",
        "职工医保",
        "欠费",
        "202403",
        "职工医保",
        "正常",
    ]
    found = record("\n".join(cells))
    assert "2024-02 paid" not in found


def test_in_a_list_with_resident_insurance_a_row_that_leaves_its_scheme_open_is_doubted():
    listing = read(
        table(
            "年月|险种|缴费状态",
            "202401|城乡居民基本医疗保险|已到账",
            "202402|医疗|已到账",
            "202403|职工基本医疗保险|已到账",
        )
    )
    taken = [row for row in listing.rows if row.verdict is RowVerdict.TAKEN]
    doubtful = [row for row in listing.rows if row.verdict is RowVerdict.DOUBTFUL]
    assert {row.scheme for row in taken} == {Scheme.RESIDENT, Scheme.EMPLOYEE}
    assert [row.scheme for row in doubtful] == [None]
    assert "居民医保" in doubtful[0].remarks[0].zh
