from __future__ import annotations

from app.report.content.blocks import Heading, PaperTable, Paragraph, text_of
from app.report.content.table import listing

FOOT = ("仅供参考", "{page}/{pages}")


def paper(*rows: tuple[str, ...]):
    return listing("补缴　重庆市", ["规则包 2026.1", ""], ["情形", "有效期"], rows, FOOT)


def test_a_listing_stands_under_its_title_and_remarks_and_repeats_its_foot() -> None:
    made = paper(("单位未缴\n补缴：是", "2018-01-01\u00a0起"))

    assert [type(block) for block in made.blocks] == [Heading, Paragraph, PaperTable]
    assert (made.running, made.footer, made.page_number) == ("补缴　重庆市", ("仅供参考",), "{page}/{pages}")


def test_the_lines_of_a_cell_are_kept_apart() -> None:
    table = paper(("单位未缴\n补缴：是", "2018-01-01\u00a0起")).blocks[-1]

    assert isinstance(table, PaperTable)
    assert [[text_of(line) for line in cell] for cell in table.rows[0]] == [
        ["单位未缴", "补缴：是"],
        ["2018-01-01 起"],
    ]


def test_columns_fill_the_width_and_leave_a_date_whole_beside_much_text() -> None:
    table = paper(("长" * 2000, "2018-01-01")).blocks[-1]

    assert isinstance(table, PaperTable)
    assert abs(sum(column.share for column in table.columns) - 1) < 1e-9
    assert table.columns[1].share > 0.14
