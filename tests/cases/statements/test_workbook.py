"""Workbooks: cells as they are shown, merged ones, months whose number format decides, and hostile packages."""

import struct
from io import BytesIO
from zipfile import ZipFile

import pytest

from app.cases.statements.refusal import RefusalReason
from tests.cases.statements.making import compound, reference, xls, xlsx, zipped
from tests.cases.statements.reading import grid, read, reason, rows

DATES = ["yyyy-mm-dd", "0.00", "0.00_ ", '0.00"年"', 'yyyy"年"m"月"']


def told(content):
    return " ".join(said.zh for said in read(content).notices)


def test_cells_are_what_the_sheet_shows():
    sheet = [["月份", "金额", "日期"], [202401.0, 4492.5, (45306, 1)], [202402, 0.1 + 0.2, (45306.5, 1)]]
    assert rows(xlsx({"缴费": sheet}, formats=DATES)) == [
        ("月份", "金额", "日期"),
        ("202401", "4492.5", "2024-01-15"),
        ("202402", "0.3", "2024-01-15 12:00:00"),
    ]


def test_a_serial_without_a_date_format_stays_a_number():
    assert rows(xlsx({"a": [["日期", "x"], [45306, 1]]}))[1] == ("45306", "1")


@pytest.mark.parametrize(
    "make", [lambda sheet: xlsx({"a": sheet}, formats=DATES), lambda sheet: xls(sheet, formats=DATES)]
)
def test_the_number_format_decides_between_january_and_october(make):
    found = grid(
        make([["月份", "额"], [(2024.1, 2), 1], [(2024.1, 3), 1], [2024.1, 1], [2024.11, 1], [(2024.1, 4), 1]])
    )
    assert [record.cells[0] for record in found.records[1:]] == ["2024.10", "2024.10", "2024.1", "2024.11", "2024.1"]
    assert [set(record.doubted) for record in found.records[1:]] == [set(), set(), set(), set(), {0}]
    assert "2024.1" in told(make([["月份", "额"], [(2024.1, 4), 1]]))


def test_a_style_that_is_not_there_proves_nothing():
    found = grid(xlsx({"a": [["月份", "额"], [(2024.1, 77), 1]]}))
    assert found.records[1].doubted == {0}


def test_merged_cells_say_their_text_in_every_place_and_a_title_says_it_once():
    sheet = [["标题", None, None], ["月", "医疗", None], [None, "基数", "情况"], [202401, 1, "正常"], [None, 2, "欠费"]]
    assert rows(xlsx({"a": sheet}, merged={"a": ["A1:C1", "A2:A3", "B2:C2", "A4:A5"]})) == [
        ("标题",),
        ("月", "医疗", "医疗"),
        ("月", "基数", "情况"),
        ("202401", "1", "正常"),
        ("202401", "2", "欠费"),
    ]
    blocks = [(0, 0, 0, 2), (1, 2, 0, 0), (1, 1, 1, 2), (3, 4, 0, 0)]
    assert rows(xls(sheet, merged=blocks)) == rows(
        xlsx({"a": sheet}, merged={"a": ["A1:C1", "A2:A3", "B2:C2", "A4:A5"]})
    )


def test_rows_keep_their_numbers_wherever_the_sheet_begins():
    found = grid(xlsx({"a": [["月", "额"], [202401, 1], [None], [202402, 2]]}, start=(4, 3), merged={"a": ["D5:E5"]}))
    assert [record.number for record in found.records] == [5, 6, 8]


def test_line_breaks_within_words_go():
    assert rows(xlsx({"a": [["费款所属\n期", "a b\nc"], ["职工基本医疗\n保险", "2024-01\n2024-02"]]})) == [
        ("费款所属期", "a b c"),
        ("职工基本医疗保险", "2024-01 2024-02"),
    ]


def test_an_id_number_spoilt_by_the_spreadsheet_is_told_and_is_none_any_more():
    content = xlsx({"a": [["证号", "月"], [440300199001010016, 202401]]})
    assert rows(content)[1][0] == "4.40300199001010E+17"
    assert "身份证号" in told(content)


def test_errors_and_formulas_never_worked_out_are_not_empty():
    cells = [b'<c t="e"><v>#N/A</v></c>', b"<c><f>A1+1</f></c>", b"<c><f>A1+1</f><v>2</v></c>"]
    content = xlsx({"a": [["月", "状态", "额"], cells]})
    assert rows(content)[1] == ("#N/A", "=", "2")
    assert "公式" in told(content)


def test_sheets_come_in_order_and_hidden_ones_are_told():
    sheets = {"说明": [["只有说明"]], "隐藏": [[1]], "明细": [["月", "额"], [202401, 1]]}
    content = xlsx(sheets, hidden=["隐藏"])
    assert [(each.sheet, each.has_columns) for each in read(content).grids] == [("说明", False), ("明细", True)]
    assert "隐藏" in told(content)


def test_dates_of_1904_are_read_as_such():
    book = '<workbookPr date1904="1"/><sheets>'
    sheet = [["日", "x"], [(45306 - 1462, 1), 1]]
    plain = xlsx({"a": sheet}, formats=DATES)
    assert rows(plain)[1][0] == "2020-01-14"
    with ZipFile(BytesIO(plain)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", book.encode())
    assert rows(zipped(parts))[1][0] == "2024-01-15"


FAR = [b'<c r="XFD1048576"><v>1</v></c>', b'<c r="A1048576"><v>1</v></c><c r="ZZ1"><v>1</v></c>']


@pytest.mark.parametrize("cells", FAR)
def test_a_cell_far_away_makes_no_room_for_all_between(cells):
    part = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
    part += b'<c r="A1"><v>1</v></c>' + cells + b"</row></sheetData></worksheet>"
    assert reason(xlsx({"a": [[1]]}, parts={"xl/worksheets/sheet1.xml": part.decode()})) is RefusalReason.TOO_LARGE


def test_cells_without_references_are_counted_too():
    body = "<row><c><v>1</v></c></row>" * 3_000 + "<row>" + "<c><v>1</v></c>" * 3_000 + "</row>"
    part = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    part += body + "</sheetData></worksheet>"
    assert reason(xlsx({"a": [[1]]}, parts={"xl/worksheets/sheet1.xml": part})) is RefusalReason.TOO_LARGE


def test_one_long_text_named_by_many_cells_is_a_bomb():
    text = "<sst><si><t>" + "ab" * 100_000 + "</t></si></sst>"
    sheet = [[b'<c t="s"><v>0</v></c>'] * 20] * 200
    assert reason(xlsx({"a": sheet}, parts={"xl/sharedStrings.xml": text})) is RefusalReason.BOMB


def test_a_package_that_unpacks_to_far_more_than_it_is_is_a_bomb():
    assert reason(xlsx({"a": [[1]]}, parts={"xl/media/image1.bin": "0" * 30_000_000})) is RefusalReason.BOMB


def test_entities_are_refused():
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert reason(xlsx({"a": [[1]]}, parts={"xl/worksheets/sheet1.xml": laughs})) is RefusalReason.FOREIGN_PARTS
    styles = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><styleSheet/>'
    assert reason(xlsx({"a": [[(2024.1, 1)]]}, parts={"xl/styles.xml": styles})) is RefusalReason.FOREIGN_PARTS


@pytest.mark.parametrize(
    "parts", [{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row"}, {"xl/workbook.xml": "<w/>"}]
)
def test_a_damaged_package_is_refused(parts):
    assert reason(xlsx({"a": [[1]]}, parts=parts)) in (RefusalReason.DAMAGED, RefusalReason.EMPTY)


def test_documents_that_are_no_workbook_are_told_apart():
    assert reason(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})) is RefusalReason.UNKNOWN_KIND
    assert reason(compound({"WordDocument": b"x"})) is RefusalReason.UNKNOWN_KIND


def test_passwords_are_told():
    assert reason(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})) is RefusalReason.PASSWORD
    book = xls([["月", "额"], [202401, 1]])
    code_page = struct.pack("<HHH", 0x42, 2, 1200)
    assert reason(book.replace(code_page, struct.pack("<HHH", 0x2F, 2, 0), 1)) is RefusalReason.PASSWORD


def test_a_cell_far_away_in_an_old_workbook_makes_no_room_either():
    book = xls([["月", "额"], [1, 2]])
    cell = struct.pack("<HHHHH", 0x203, 14, 1, 1, 0)
    assert cell in book
    assert reason(book.replace(cell, struct.pack("<HHHHH", 0x203, 14, 65_000, 65_000, 0))) is RefusalReason.DAMAGED
    assert reason(book.replace(cell, struct.pack("<HHHHH", 0x203, 14, 65_000, 255, 0))) is RefusalReason.TOO_LARGE


def test_references_are_named_as_excel_names_them():
    assert [reference(0, 0), reference(9, 25), reference(0, 26), reference(0, 701)] == ["A1", "Z10", "AA1", "ZZ1"]
