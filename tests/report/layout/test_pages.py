from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QFontMetricsF

from app.report.content.blocks import (
    ActionLine,
    ActionLines,
    Codes,
    Column,
    Field,
    Heading,
    Item,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    Turn,
    Use,
    plain,
    strong,
)
from app.report.content.office import Office
from app.report.content.sections import Style
from app.report.layout.fonts import paper_font
from app.report.layout.marks import (
    MILLIMETRE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    POINT,
    BoxMark,
    CodeMark,
    FillMark,
    Page,
    RuleMark,
    TextMark,
)
from app.report.layout.pages import FIRST_PAGE, FURTHER_PAGES, LARGE, PLAIN, pages_of
from app.report.papers import build_notice, build_sheet
from app.rules.bilingual import Bilingual
from tests.report import example

pytestmark = pytest.mark.usefixtures("qapp")

CASES = [example.zhang, example.li, example.resident, example.refused, example.undecided]


BODY, HEADING = PLAIN[0].body, PLAIN[0].heading


def texts(page: Page) -> list[TextMark]:
    return [mark for mark in page.marks if isinstance(mark, TextMark)]


def footer_top(page: Page) -> float:
    rules = [mark.y for mark in page.marks if isinstance(mark, RuleMark) and not mark.down and not mark.dashed]
    return max(rules)


def body(page: Page) -> list[TextMark]:
    return [mark for mark in texts(page) if mark.y < footer_top(page)]


def sixty_documents() -> list[Page]:
    case, assessment, option = example.zhang()
    documents = tuple(
        replace(
            example.LABOUR,
            id=f"d{number}",
            title=Bilingual(f"甲{number:02}材料", f"A{number:02}"),
            where=Bilingual(f"乙{number:02}" + "到单位人事部门或者经办机构的窗口领取" * (1 + number % 4), "x"),
            instead=Bilingual(f"丙{number:02}代替", "x"),
        )
        for number in range(60)
    )
    return build_notice(case, assessment, replace(option, documents=documents), Style())


def paper(*blocks: object) -> Paper:
    return Paper("告知单", ("规则", "仅供参考"), "第 {page} 页 / 共 {pages} 页", tuple(blocks))  # type: ignore[arg-type]


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("large", [False, True])
def test_everything_stays_inside_the_margins(made, language, large) -> None:
    case, assessment, option = made()
    style = Style(language=language, large=large)
    inside_the_margins([*build_notice(case, assessment, option, style), *build_sheet(case, assessment, style)])


def inside_the_margins(pages: list[Page]) -> None:
    for page in pages:
        for mark in page.marks:
            assert mark.x >= 20 * MILLIMETRE - 1
            assert mark.y >= 12 * MILLIMETRE - 1
            assert mark.y <= PAGE_HEIGHT - 12 * MILLIMETRE
            if isinstance(mark, TextMark):
                width = QFontMetricsF(paper_font(mark.size, bold=mark.strong)).horizontalAdvance(
                    mark.text.rstrip()
                )  # a space at the end of a line shows nothing
                assert mark.x + width <= PAGE_WIDTH - 15 * MILLIMETRE + 2
            if isinstance(mark, BoxMark | FillMark):
                assert mark.x + mark.width <= PAGE_WIDTH - 15 * MILLIMETRE + 1
                assert mark.y + mark.height <= PAGE_HEIGHT - 12 * MILLIMETRE
            if isinstance(mark, RuleMark):
                assert mark.x + mark.right <= PAGE_WIDTH - 15 * MILLIMETRE + 1
                assert mark.y + mark.down <= PAGE_HEIGHT - 12 * MILLIMETRE + 1


@pytest.mark.parametrize("made", CASES)
def test_every_page_says_which_of_how_many_and_what_it_rests_on(made) -> None:
    case, assessment, option = made()
    pages = build_notice(case, assessment, option, Style())
    for number, page in enumerate(pages, start=1):
        foot = "".join(mark.text for mark in texts(page) if mark.y > footer_top(page))
        assert f"第 {number} 页 / 共 {len(pages)} 页" in foot
        assert "仅供参考，以经办机构核定为准" in foot
        assert f"{assessment.as_of.year}年{assessment.as_of.month}月{assessment.as_of.day}日" in foot
        assert "规则：太原市 2026.1" in foot
    small_print = "".join(text for page in pages for text in page.text)
    for pack in assessment.policies:
        assert f"{pack.code} {pack.version} #{pack.sha256[:8]}" in small_print


def test_a_row_is_never_split_across_pages() -> None:
    pages = sixty_documents()
    assert len(pages) > 5
    for number in range(60):
        said = (f"甲{number:02}材料", f"在哪取：乙{number:02}")
        title, where = ([page.number for page in pages if any(each in text for text in page.text)] for each in said)
        assert [title[0]] == where


def test_the_head_of_a_table_is_repeated_on_every_page_it_goes_on() -> None:
    columns = (Column("材料", 0.5), Column("在哪取", 0.5))
    rows = tuple(((plain(f"甲{number:02}"),), (plain("单位人事部门" * 9),)) for number in range(60))
    for page in pages_of(paper(PaperTable(columns, rows))):
        assert page.text.count("在哪取") == 1
        assert any(text.startswith("甲") for text in page.text)


def test_every_document_has_one_box_of_at_least_four_millimetres_to_tick() -> None:
    boxes = [mark for page in sixty_documents() for mark in page.marks if isinstance(mark, BoxMark) and mark.tick]
    assert len(boxes) == 60
    assert all(box.width == box.height >= 4 * MILLIMETRE for box in boxes)


@pytest.mark.parametrize("made", CASES)
def test_letters_are_large_enough_to_read(made) -> None:
    case, assessment, option = made()
    first, *further = build_notice(case, assessment, option, Style())
    beside = {size for kind in (*FIRST_PAGE, *PLAIN) for size in (kind.beside, kind.small)}
    assert all(mark.size >= 12 * POINT or mark.size in beside for mark in texts(first))
    assert all(mark.size >= 8 * POINT for page in further for mark in texts(page))
    assert min(kind.body for kind in FIRST_PAGE) == 12 * POINT
    assert min(kind.body for kind in FURTHER_PAGES) == 9 * POINT
    assert {kind.body for kind in LARGE} == {18 * POINT}


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_large_print_has_no_small_letters(made, language) -> None:
    case, assessment, option = made()
    style = Style(language=language, large=True)
    for page in [*build_notice(case, assessment, option, style), *build_sheet(case, assessment, style)]:
        assert all(mark.size >= 14 * POINT for mark in texts(page))


def test_what_follows_the_first_page_begins_a_new_one() -> None:
    pages = pages_of(paper(Paragraph(plain("答案")), Turn.PAGE, Paragraph(plain("依据"))))
    assert ["答案" in page.text for page in pages] == [True, False]
    assert ["依据" in page.text for page in pages] == [False, True]


def test_a_first_page_that_is_too_full_goes_on_without_a_gap() -> None:
    steps = ActionLines(tuple(ActionLine((plain(f"第{n}步" + "去窗口办理" * 9),), number=str(n)) for n in range(40)))
    pages = pages_of(paper(steps, Turn.PAGE, Paragraph(plain("依据"))))
    assert "依据" in pages[-1].text
    assert any(text.startswith("第39步") for text in pages[-1].text)


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    for filler in range(30, 60):
        made = paper(
            *[Paragraph(plain(f"第{n}段")) for n in range(filler)], Heading("一、标题"), Paragraph(plain("正文"))
        )
        for page in pages_of(made):
            written = body(page)
            headings = [mark for mark in written if mark.size == HEADING]
            assert all(any(other.y > heading.y for other in written) for heading in headings)


def test_the_last_row_is_not_left_alone_under_a_repeated_head() -> None:
    columns = (Column("头", 1.0),)
    for filler in range(25, 50):
        rows = tuple(((plain(f"行{n}"),),) for n in range(4))
        pages = pages_of(paper(*[Paragraph(plain("段")) for _ in range(filler)], PaperTable(columns, rows)))
        for page in pages:
            assert [text for text in page.text if text.startswith("行")] != ["行3"]


def test_nobody_signs_an_empty_sheet() -> None:
    signed = Receipt("回执", plain("以上已告知"), ())
    for filler in range(20, 60):
        pages = pages_of(paper(*[Paragraph(plain(f"段{n}")) for n in range(filler)], signed))
        assert "以上已告知" in pages[-1].text
        assert any(text.startswith("段") for text in pages[-1].text)


@pytest.mark.parametrize("large", [False, True])
def test_names_of_lines_to_sign_on_are_not_printed_over_each_other(large) -> None:
    names = ("甲乙丙丁戊己庚辛壬癸" * 2, "金", "子丑寅卯辰巳午未申酉" * 2, "木")
    signed = Receipt("回执", plain("以上已告知"), tuple(Field(name, ()) for name in names))
    (page,) = pages_of(replace(paper(signed), large=large))
    rows = [[mark for mark in texts(page) if mark.text in name] for name in names[::2]]
    assert ["".join(mark.text for mark in row) for row in rows] == [names[0], names[2]]
    assert max(mark.y for mark in rows[0]) + rows[0][0].size <= min(mark.y for mark in rows[1])


def test_a_paragraph_leaves_no_single_line_on_either_page() -> None:
    for filler in range(30, 60):
        long = Item("●", plain("这一段有五行。" * 28))
        pages = pages_of(paper(*[Paragraph(plain(f"短{n}")) for n in range(filler)], long))
        lines = [
            len([mark for mark in body(page) if mark.text.startswith(("这", "一", "段", "有", "五", "行"))])
            for page in pages
        ]
        assert 1 not in lines


def test_a_row_higher_than_a_page_goes_on_in_parts_and_loses_nothing() -> None:
    story = "".join(f"第{n}句。" for n in range(600))
    columns = (Column("", 0.1, Use.TICK), Column("材料", 0.9))
    pages = pages_of(paper(PaperTable(columns, (((), (plain(story),)),))))
    assert len(pages) > 1
    written = "".join(mark.text for page in pages for mark in body(page) if mark.text not in ("材料", "告知单"))
    assert written == story
    assert sum(isinstance(mark, BoxMark) for page in pages for mark in page.marks) == 1


def test_a_sheet_that_less_air_saves_is_saved() -> None:
    lengths = [len(pages_of(paper(*[Paragraph(plain("段")) for _ in range(n)]))) for n in range(30, 60)]
    assert lengths == sorted(lengths)
    spaced = pages_of(paper(*[Paragraph(plain("段")) for _ in range(5)]))
    assert texts(spaced[0])[1].y - texts(spaced[0])[0].y > 1.36 * PLAIN[1].body


def test_a_code_is_drawn_large_enough_to_scan() -> None:
    page = pages_of(paper(Codes(("xbt1 0123456789abcdef 20261122",), (plain("扫码"),))))[0]
    (code,) = [mark for mark in page.marks if isinstance(mark, CodeMark)]
    assert code.side / len(code.modules) >= 0.4 * MILLIMETRE
    assert code.side >= 20 * MILLIMETRE


def test_several_codes_stand_side_by_side_and_all_are_drawn() -> None:
    pages = pages_of(paper(Codes(tuple(f"xbt1 {n:04}" for n in range(9)), (plain("扫码"),))))
    codes = [mark for page in pages for mark in page.marks if isinstance(mark, CodeMark)]
    assert len({(code.x, code.y) for code in codes}) == 9


@pytest.mark.parametrize("large", [False, True])
def test_no_word_and_no_sum_of_a_table_is_broken_where_another_column_has_room(large) -> None:
    columns = (Column("Whom", 0.1), Column("What they can do for you", 0.8), Column("Sum", 0.1, Use.NUMBER))
    rows = (((plain("Administration"),), (plain("orders payment and waits " * 9),), (strong("1,234,567.89"),)),)
    (page,) = pages_of(replace(paper(PaperTable(columns, rows)), large=large))
    assert {"Administration", "1,234,567.89"} <= set(page.text)
    inside_the_margins([page])


def test_what_is_not_known_leaves_room_to_write() -> None:
    case, assessment, option = example.zhang()
    blank = build_notice(case, assessment, option, Style())[0]
    assert any(text.startswith("经办机构") for text in blank.text)
    filled = build_notice(case, assessment, option, Style(office=Office(name="太原市医保中心")))[0]
    assert "太原市医保中心" in filled.text


def test_the_sheet_numbers_its_pages_too() -> None:
    case, assessment, _ = example.zhang()
    pages = build_sheet(case, assessment, Style())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {page.of for page in pages} == {len(pages)}
