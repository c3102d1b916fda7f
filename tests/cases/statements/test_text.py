"""Lists as text: how bytes become letters, and lines become cells."""

import pytest

from app.cases.statements.refusal import RefusalReason
from tests.cases.statements.reading import grid, reason, rows

LINES = ["费款所属期,险种,到账情况", "2024-01,职工医保,已到账", "2024-02,职工医保,"]
CELLS = [("费款所属期", "险种", "到账情况"), ("2024-01", "职工医保", "已到账"), ("2024-02", "职工医保")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", "|", ";"])
def test_any_encoding_and_any_delimiter_give_the_same_cells(encoding, delimiter):
    assert rows("\r\n".join(LINES).replace(",", delimiter).encode(encoding)) == CELLS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_text_of_two_bytes_a_sign_needs_no_mark(encoding):
    text = "参保单位名称,险种\r\n" + "测试用单位甲有限公司第一分公司,城镇职工基本医疗保险\r\n" * 40
    assert rows(text.encode(encoding))[1] == ("测试用单位甲有限公司第一分公司", "城镇职工基本医疗保险")


def test_digits_kept_as_text_lose_what_keeps_them():
    text = '证号,姓名,月份\n"=""440300199001010016""",甲,\'0012\n'
    assert rows(text.encode())[1] == ("440300199001010016", "甲", "0012")


def test_a_table_drawn_with_bars_has_no_cells_beside_it():
    text = "| 年月 | 状态 | 金额 |\n|:--|--:|---|\n| 202401 | 已到账 | 1.0 |\n| 202402 |  | 2.0 |\n"
    assert rows(text.encode()) == [("年月", "状态", "金额"), ("202401", "已到账", "1.0"), ("202402", "", "2.0")]


def test_an_empty_first_cell_of_one_row_moves_nothing():
    assert rows("年月|状态|额\n202401|已|1\n|未|2\n".encode())[2] == ("", "未", "2")


def test_columns_held_apart_by_spaces_keep_empty_cells_in_their_place():
    text = (
        "单位    年月     状态      金额\n甲公司  202401   已到账    1.00\n乙公司  202402             2.00\n共 2 条\n"
    )
    assert rows(text.encode()) == [
        ("单位", "年月", "状态", "金额"),
        ("甲公司", "202401", "已到账", "1.00"),
        ("乙公司", "202402", "", "2.00"),
        ("共 2 条",),
    ]


def test_words_one_space_apart_stay_a_line():
    found = grid("2024-01 职工医保 已到账\n2024-02 职工医保 已到账\n2024-03 职工医保 已到账\n".encode())
    assert not found.has_columns
    assert len(found.records) == 3


HEADINGS = ["年月", "险种", "标志"]
CELLS_A_LINE = ["202401", "医疗", "已到账", "202402", "医疗", "", "202403", "医疗", "欠费", "202404", "医疗", "已到账"]


def test_one_cell_a_line_becomes_rows_under_their_headings():
    found = grid("\n".join(["缴费明细", *HEADINGS, *CELLS_A_LINE]).encode())
    assert found.has_columns
    assert [(record.number, record.cells) for record in found.records] == [
        (1, ("缴费明细",)),
        (2, ("年月", "险种", "标志")),
        (5, ("202401", "医疗", "已到账")),
        (8, ("202402", "医疗")),
        (11, ("202403", "医疗", "欠费")),
        (14, ("202404", "医疗", "已到账")),
    ]


def test_one_cell_a_line_with_empty_lines_between_is_the_same():
    lines = ["年月", "标志", "202401", "已到账", "202402", "欠费", "202403", "已到账"]
    assert rows("\n\n".join(lines).encode()) == [
        ("年月", "标志"),
        ("202401", "已到账"),
        ("202402", "欠费"),
        ("202403", "已到账"),
    ]


def test_lines_of_one_cell_with_one_missing_are_not_folded():
    lines = HEADINGS + [cell for cell in CELLS_A_LINE if cell]
    assert not grid("\n".join(lines).encode()).has_columns


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", RefusalReason.EMPTY),
        (b" \r\n\0\0", RefusalReason.EMPTY),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), RefusalReason.UNKNOWN_KIND),
        (b"MZ" + bytes(range(256)), RefusalReason.UNKNOWN_KIND),
        (bytes(range(1, 256)) * 4, RefusalReason.UNKNOWN_KIND),
        ("年月,状态\n".encode("gb18030") + b"\xff\xff\xff", RefusalReason.UNKNOWN_KIND),
        (b"a,b\n" * 20_000, RefusalReason.TOO_LARGE),
        (b"1" * 2_100_000, RefusalReason.TOO_LARGE),
        (b"1" * (20 * 2**20 + 1), RefusalReason.TOO_LARGE),
    ],
)
def test_what_is_no_list_is_refused(content, why):
    assert reason(content) is why
