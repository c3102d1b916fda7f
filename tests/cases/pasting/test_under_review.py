"""A list under review: every answer reads it anew, mended rows and remembered headings included."""

import subprocess
import sys

import pytest

from app.cases.pasting.reading import Listing
from app.cases.pasting.rows import RowVerdict
from app.cases.pasting.under_review import ListUnderReview, Mended
from app.cases.pasting.whose import is_of_another, owner_of
from app.cases.statements.files import Grids, grids_of
from app.rules.record.case import Person
from app.rules.record.history import Status
from app.rules.record.months import Month, Span

HOME = "140100"
LIST = "年月\t险种\t到账标志\t怪列\n202601\t职工基本医疗保险\t已到账\t甲\n202602\t职工基本医疗保险\t怪词\t乙\n"


def under_review(text, home=HOME):
    grids = grids_of([(text.encode(), "a.csv")])
    assert isinstance(grids, Grids)
    return ListUnderReview(grids, home)


def test_an_answer_makes_another_list_and_can_be_taken_back():
    first = under_review(LIST)
    answered = first.answered("怪列", "ignored").answered("怪词", "paid")
    assert [row.verdict for row in answered.listing.rows[1:]] == [RowVerdict.TAKEN, RowVerdict.TAKEN]
    assert {question.key for question in answered.questions} == {"怪列", "怪词"}
    back = answered.answered("怪列", None)
    assert [row.verdict for row in back.listing.rows[1:]] == [RowVerdict.DOUBTFUL, RowVerdict.DOUBTFUL]
    assert [row.verdict for row in first.listing.rows[1:]] == [RowVerdict.DOUBTFUL, RowVerdict.DOUBTFUL]


def test_a_mended_row_stays_mended_when_an_answer_comes():
    reviewed = under_review(LIST)
    key = reviewed.keys[id(reviewed.listing.rows[2])]
    month = Month.of(2026, 2)
    mended = reviewed.mending(key, Mended((Span(month, month),), Status.UNPAID)).answered("怪列", "ignored")
    rows = mended.listing.rows
    assert (rows[2].verdict, rows[2].status) == (RowVerdict.TAKEN, Status.UNPAID)
    assert mended.mending(key, None).listing.rows[2].verdict is RowVerdict.DOUBTFUL


def test_the_source_of_a_row_has_its_headings():
    reviewed = under_review(LIST)
    assert reviewed.source_of(reviewed.listing.rows[2]) == (
        ("年月", "202602"), ("险种", "职工基本医疗保险"), ("到账标志", "怪词"), ("怪列", "乙"),
    )  # fmt: skip


def test_what_is_remembered_of_a_heading_can_be_read_by_nobody_and_answers_for_the_same_headings_only():
    answered = under_review(LIST).answered("怪列", "ignored").answered("怪词", "paid")
    columns = answered.columns_to_remember()
    assert list(columns.values()) == ["ignored"], "words of cells are not kept"
    assert all(key.isascii() for key in columns)
    again = under_review(LIST.replace("甲", "丁"))
    assert again.signature == answered.signature
    assert again.recalling(columns).meanings == {"怪列": "ignored"}
    assert under_review(LIST.replace("险种", "险种类型")).signature != answered.signature
    assert again.recalling(dict.fromkeys(columns, "green")) is again, "a meaning that is none"


@pytest.mark.parametrize(
    ("person", "another"),
    [
        (Person(), False),
        (Person(name="测试甲"), False),
        (Person(name="测试乙"), True),
        (Person(name="测*甲"), False),
        (Person(name="测试乙", id_number="11010519491231002X"), False),
        (Person(name="测试甲", id_number="440524188001010014"), True),
        (Person(id_number="11010519491231002x"), False),
    ],
)
def test_another_person_is_one_with_another_number_or_without_one_another_name(person, another):
    text = "姓名\t证件号码\t年月\t险种\t状态\n测试甲\t11010519491231002X\t202601\t职工基本医疗保险\t正常\n"
    listing = under_review(text).listing
    assert isinstance(listing, Listing)
    assert is_of_another(person, owner_of(listing)) is another


def test_no_library_for_files_is_loaded_before_a_file_of_its_kind_comes():
    code = (
        "import sys, app.ui.pasting.import_list, app.cli.import_\n"
        "print([name for name in ('pypdfium2', 'python_calamine', 'xlrd', 'lxml') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
