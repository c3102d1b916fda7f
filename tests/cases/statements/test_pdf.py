"""Papers: cells by the places of letters and lines, pages turned and torn, and what cannot be read."""

import zlib

import pytest

from app.cases.statements.files import Grids, grids_of
from app.cases.statements.letters import as_shown
from app.cases.statements.refusal import Refusal, RefusalReason
from tests.cases.statements.papers import Page, pdf, written
from tests.cases.statements.reading import grid, read, reason, rows

COLUMNS = [50, 100, 180, 260, 340]
TABLE = [
    ["年", "月", "医疗保险", None],
    ["年", "月", "基数", "情况"],
    ["2024", "01", "4492", "●"],
    ["2024", "02*", "4492", "△"],
    ["", "", "", ""],
    ["2024", "04", "", "&"],
]
SHOWN = [
    ("年", "月", "医疗保险", "医疗保险"),
    ("年", "月", "基数", "情况"),
    ("2024", "01", "4492", "●"),
    ("2024", "02*", "4492", "△"),
    ("", "", "", ""),
    ("2024", "04", "", "&"),
]
ROWS = [700 - 16 * n for n in range(len(TABLE) + 1)]


def table() -> Page:
    page = Page().text(200, 780, "缴费明细表", 14).text(50, 720, "姓名：测试甲").text(200, 720, "单位：元")
    return page.grid(COLUMNS, ROWS, TABLE).text(50, 590, "备注：空行为断缴。")


WHOLE = [("缴费明细表",), ("姓名：测试甲 单位：元",), *SHOWN, ("备注：空行为断缴。",)]


def test_a_ruled_table_is_its_cells_with_the_lines_around_it():
    assert rows(pdf([table()])) == WHOLE
    assert [record.number for record in grid(pdf([table()])).records] == list(range(1, len(WHOLE) + 1))
    assert grid(pdf([table()])).records[6].is_empty


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_only_shown_turned_is_the_same(rotate):
    assert rows(pdf([table()], rotate=rotate)) == WHOLE


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_whose_content_is_turned_is_the_same(angle):
    matrix = {90: "0 1 -1 0 842 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 595"}[angle]
    turned = Page(842, 842)
    turned.drawn = [f"{matrix} cm", *table().drawn]
    assert rows(pdf([turned])) == WHOLE


def test_merged_cells_say_their_text_in_every_place():
    page = Page()
    page.grid([50, 120, 200, 280], [700, 680], [["月份", "险种", "情况"]])
    for y in (680, 660, 640):
        page.line(120, y, 280, y)
    page.line(50, 640, 280, 640)
    for x in (50, 120, 200, 280):
        page.line(x, 680, x, 640)
    page.text(53, 655, "202401").text(123, 666, "职工基本医疗").text(203, 666, "正常").text(123, 646, "失业").text(
        203, 646, "欠费"
    )
    assert rows(pdf([page])) == [
        ("月份", "险种", "情况"),
        ("202401", "职工基本医疗", "正常"),
        ("202401", "失业", "欠费"),
    ]


def test_a_cell_over_two_lines_is_one_text():
    page = Page().grid(
        [50, 120, 220], [700, 675, 650], [["费款所属\n期", "险种"], ["202401", "企业职工基本养\n老保险"]]
    )
    assert rows(pdf([page])) == [("费款所属期", "险种"), ("202401", "企业职工基本养老保险")]


def test_a_table_that_goes_on_over_pages_is_one_and_its_headings_come_again():
    found = grid(pdf([table(), table()]))
    assert [record.cells for record in found.records] == WHOLE + WHOLE
    assert [record.page for record in found.records] == [1] * len(WHOLE) + [2] * len(WHOLE)
    assert [record.number for record in found.records] == list(range(1, 2 * len(WHOLE) + 1))


def test_another_table_is_another_grid_with_the_line_above_it():
    page = table().text(50, 560, "二、单位").grid([50, 150, 300], [550, 530, 510], [["编号", "单位"], ["1", "甲"]])
    first, second = read(pdf([page])).grids
    assert first.records[-1].cells == ("备注：空行为断缴。",)
    assert [record.cells for record in second.records] == [("二、单位",), ("编号", "单位"), ("1", "甲")]


def test_columns_without_lines_are_told_by_their_gaps():
    page = Page().text(200, 800, "参保缴费证明")
    for n, cells in enumerate([["年月", "险种", "状态"], ["202401", "职工医保", "已到账"], ["202402", "", "未到账"]]):
        for x, text in zip((50, 150, 260), cells, strict=True):
            page.text(x, 760 - 14 * n, text)
    assert rows(pdf([page])) == [
        ("参保缴费证明",),
        ("年月", "险种", "状态"),
        ("202401", "职工医保", "已到账"),
        ("202402", "", "未到账"),
    ]


def test_level_lines_alone_rule_rows():
    page = Page()
    for y in (700, 680, 655, 635):
        page.line(50, y, 400, y)
    for y, cells in (
        (686, ["年月", "险种", "状态"]),
        (668, ["202401", "职工基本", "已到账"]),
        (641, ["202402", "职工医保", "未"]),
    ):
        for x, text in zip((52, 150, 260), cells, strict=True):
            page.text(x, y, text)
    page.text(150, 659, "医疗保险")
    assert rows(pdf([page])) == [
        ("年月", "险种", "状态"),
        ("202401", "职工基本医疗保险", "已到账"),
        ("202402", "职工医保", "未"),
    ]


def test_blocks_beside_each_other_stay_there():
    columns = [50 + 60 * n for n in range(7)]
    cells = [["年度", "月数"] * 3, ["2020", "3", "2022", "12", "2024", "1"], ["2021", "0", "2023", "12", "", ""]]
    assert rows(pdf([Page().grid(columns, [700, 680, 660, 640], cells)])) == [tuple(texts) for texts in cells]


def test_rows_that_only_columns_rule_are_split():
    lines = "202401\n202402\n202403"
    page = Page().grid([50, 120, 220], [700, 684, 640], [["年月", "状态"], [lines, "正常\n欠费\n正常"]])
    assert rows(pdf([page])) == [("年月", "状态"), ("202401", "正常"), ("202402", "欠费"), ("202403", "正常")]


def test_cells_drawn_as_boxes_outlines_and_thin_areas_make_a_table_too():
    boxes, areas, outlines = Page(), Page(), Page()
    for row in range(2):
        for column in range(2):
            boxes.operators(f"{50 + 80 * column} {680 - 20 * row} 80 20 re S")
            x, y = 50 + 80 * column, 680 - 20 * row
            outlines.operators(f"{x} {y} 80.5 20.5 re {x + 0.5} {y + 0.5} 79.5 19.5 re f*")
    for edge in (50, 130, 210):
        areas.operators(f"{edge} 660 0.5 40 re f")
    for edge in (660, 680, 700):
        areas.operators(f"50 {edge} 160 0.5 re f")
    for page in (boxes, areas, outlines):
        page.text(53, 685, "年月").text(133, 685, "状态").text(53, 665, "202401").text(133, 665, "正常")
        assert rows(pdf([page])) == [("年月", "状态"), ("202401", "正常")]


@pytest.mark.parametrize("step", [8, 14, 30])
def test_digits_drawn_one_by_one_are_put_together(step):
    page = Page().text(100, 780, "(", 12).text(130 + 4 * step, 780, ")", 12).text(300, 700, "5 1", 12)
    for n, digit in enumerate("2025"):
        page.text(120 + step * n, 780, digit, 12)
    assert rows(pdf([page])) == [("( 2025 )",), ("5 1",)]


def test_a_frame_around_a_page_is_no_table():
    page = table().operators("20 20 555 802 re S")
    assert rows(pdf([page])) == WHOLE


def test_headings_broken_in_two_stay_one_row():
    page = Page().grid([50, 120, 190], [700, 670, 650], [["费款\n属期", "险种\n类型"], ["202401", "医疗"]])
    assert rows(pdf([page])) == [("费款属期", "险种类型"), ("202401", "医疗")]


def test_slanted_marks_are_left_out_and_told():
    found = read(pdf([table().text(100, 500, "本文件由平台提供(202401-202412)", 20, angle=45)]))
    assert [record.cells for record in found.grids[0].records] == WHOLE
    assert any("水印" in said.zh for said in found.notices)


def test_bold_letters_drawn_twice_are_read_once():
    page = Page().text(50, 700, "202244").text(50.3, 700, "202244")
    assert rows(pdf([page])) == [("202244",)]


def test_invisible_text_over_a_picture_is_a_scan():
    picture = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q"
    assert reason(pdf([Page().operators(picture).text(50, 700, "202401 已到账", mode=3)])) is RefusalReason.SCAN
    assert reason(pdf([Page().operators(picture)])) is RefusalReason.SCAN
    assert reason(pdf([Page()])) is RefusalReason.EMPTY
    found = read(pdf([table(), Page().operators(picture)]))
    assert "第 2 页只有图片" in found.notices[0].zh


def test_radicals_are_turned_back():
    assert rows(
        pdf([Page().text(50, 700, "1月人民")], to_unicode={0x6708: 0x2F49, 0x4EBA: 0x2F08, 0x6C11: 0x2EA0})
    ) == [("1月人民",)]
    assert as_shown("⻚⼀⻔") == "页一门"


def test_letters_nobody_can_tell_are_refused():
    text = "年月单位保险缴费医疗正常"
    page = Page().text(50, 700, text * 4)
    assert (
        reason(pdf([page], to_unicode={ord(sign): 0xE000 + n for n, sign in enumerate(text)})) is RefusalReason.GARBLED
    )
    shifted = {ord(sign): 0x4E00 + 7 * n for n, sign in enumerate(text)}
    assert reason(pdf([page], to_unicode=shifted)) is RefusalReason.GARBLED


def test_a_letter_alone_is_read_without_any_font_of_the_machine():
    assert rows(pdf([Page().grid([50, 100, 150], [700, 680], [["是", "否"]])])) == [("是", "否")]


def test_pages_are_told_as_they_are_read_and_can_be_stopped():
    seen = []
    found = grids_of([(pdf([table()] * 3), "")], lambda done, pages: seen.append((done, pages)) is None)
    assert isinstance(found, Grids)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    stopped = grids_of([(pdf([table()] * 3), "")], lambda done, _: done < 2)
    assert isinstance(stopped, Refusal)
    assert stopped.reason is RefusalReason.CANCELLED


def test_what_runs_or_leads_away_does_nothing():
    action = b"<</S/URI/URI(http://127.0.0.1:9/x)>>"
    content = pdf([table()]).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction%s" % action)
    assert rows(content) == WHOLE


def test_damaged_and_packed_papers_are_refused():
    assert reason(b"%PDF-1.4\nnothing") is RefusalReason.DAMAGED
    zeros = zlib.compress(bytes(300 * 2**20), 9)
    bomb = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]
    bomb.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(zeros), zeros))
    assert reason(written(bomb)) is RefusalReason.BOMB
    assert (
        reason(pdf([Page()]).replace(b"/Filter/FlateDecode", b"/Filter[/FlateDecode /FlateDecode]"))
        is RefusalReason.BOMB
    )
    assert reason(pdf([Page()] * 301)) is RefusalReason.TOO_LARGE
