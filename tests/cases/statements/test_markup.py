"""Web pages, web archives and XML called .xls: tables as a browser shows them, and nothing followed."""

import base64
import quopri
from time import process_time

import pytest

from app.cases.statements.files import grids_of
from app.cases.statements.refusal import Refusal, RefusalReason
from tests.cases.statements.reading import grid, read, reason, rows

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gbk><title>x</title>
<style>td {mso-number-format:"\\@"}</style><!--[if gte mso 9]><xml><x:Name>a</x:Name></xml><![endif]--></head><body>
<p>职工医疗保险缴费明细</p>
<table><tr><th rowspan=2>月份</th><th colspan="2">医疗</th></tr><tr><th>基数</th><th>情&nbsp;况</th></tr>
<tr><td rowspan='2'>202401</td><td>1</td><td>正常</td></tr><tr><td>2<td>欠费
<tr><td>202402</td><td></td><td></td></tr><tr><td></td><td></td><td></td></tr>
<tr style="display:none"><td>202403</td><td>9</td><td>正常</td></tr>
<tr><td>202404</td><td>3</td><td>正&#24120;</td></tr>
</table><script>if (a<b) document.write("<table><tr><td>x</td></tr></table>")</script>共 3 行</body></html>"""
SHOWN = [
    ("职工医疗保险缴费明细",),
    ("月份", "医疗", "医疗"),
    ("月份", "基数", "情 况"),
    ("202401", "1", "正常"),
    ("202401", "2", "欠费"),
    ("202402",),
    ("", "", ""),
    ("202404", "3", "正常"),
    ("共 3 行",),
]


def test_a_page_is_read_as_a_browser_shows_it():
    assert rows(PAGE.encode("gb18030")) == SHOWN
    assert grid(PAGE.encode("gb18030")).records[6].is_empty


def test_a_page_that_is_not_what_it_says_is_read_as_what_it_is():
    assert rows(PAGE.encode()) == SHOWN
    assert rows(PAGE.replace("charset=gbk", "charset=utf-8").encode("gb18030")) == SHOWN


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit"])
def test_a_web_archive_is_its_pages(transfer):
    page = PAGE.encode("gb18030")
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "8bit": bytes}[transfer](page)
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=_a"\r\n\r\n----=_a\r\n'
    picture = b"Content-Type: image/png\r\n\r\n\x89PNG\r\n----=_a\r\n"
    part = f"Content-Type: text/html\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n".encode()
    assert rows(head + picture + part + body + b"\r\n----=_a--") == SHOWN


def test_tables_stand_by_themselves():
    found = read("<p>甲<table><tr><td>1<td>2</table><p>乙</p><table><tr><td>3<td>4</table>丙".encode()).grids
    assert [[record.cells for record in each.records] for each in found] == [
        [("甲",), ("1", "2")],
        [("乙",), ("3", "4"), ("丙",)],
    ]


@pytest.mark.parametrize(
    "piece", ["<table>", "<td>", "<!--", '<td a="', "<tr><td rowspan=9999 colspan=200>x", "&#", "<"]
)
def test_hostile_pages_end(piece):
    assert read(("<html><table><tr><td>x</td></tr>" + piece).encode()).grids
    start = process_time()
    found = grids_of([(("<html>" + piece * 500_000).encode()[: 4 * 2**20], "")])
    assert process_time() - start < 2
    assert isinstance(found, Refusal)


SHEET = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>{doctype}
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="two"><NumberFormat ss:Format="0.00"/></Style></Styles>
<Worksheet ss:Name="明细"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">月</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="String">日</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:StyleID="two"><Data ss:Type="Number">2024.1</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-01-15T00:00:00.000</Data></Cell></Row>
<Row><Cell/><Cell><Data ss:Type="Number">2024.1</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "GBK", "utf-16"])
def test_an_xml_spreadsheet_keeps_its_places(encoding):
    found = grid(SHEET.format(encoding=encoding, doctype="").encode(encoding))
    assert [(record.number, record.cells) for record in found.records] == [
        (1, ("标题",)),
        (4, ("月", "", "日")),
        (5, ("月", "2024.10", "2024-01-15")),
        (6, ("", "2024.1")),
    ]
    assert found.sheet == "明细"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;]>',
    ],
)
def test_a_declared_document_type_is_refused(doctype):
    assert reason(SHEET.format(encoding="utf-8", doctype=doctype).encode()) is RefusalReason.FOREIGN_PARTS


def test_damaged_or_deep_xml_is_refused():
    whole = SHEET.format(encoding="utf-8", doctype="").encode()
    assert reason(whole[:-40]) is RefusalReason.DAMAGED
    assert reason(whole.replace(b"<Table>", b"<a>" * 500)) is RefusalReason.DAMAGED
