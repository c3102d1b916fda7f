"""The one door: several files as one, archives, what is told, and nothing of a file believed but its content."""

import struct
import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from app.cases.statements.files import MOST_FILES, Grids, grids_of
from app.cases.statements.refusal import RefusalReason, RefusedFile
from tests.cases.statements.making import xls, xlsx, zipped
from tests.cases.statements.reading import grid, read, reason, refusal

CSV = "年月,状态\n202401,已到账\n".encode()
BOOK = xlsx({"明细": [["年月", "状态"], [202402, "已到账"]]})


def test_several_files_are_joined_and_the_seam_is_told():
    found = read(CSV, BOOK)
    assert [(each.file, each.sheet) for each in found.grids] == [(1, None), (2, "明细")]
    assert [said.zh for said in found.notices] == ["几份文件接在一起读：第 2 份从这里开始。"]


def test_one_file_that_cannot_be_read_refuses_all_and_is_named():
    found = refusal(CSV, b"\x89PNG")
    assert (found.reason, found.file) == (RefusalReason.UNKNOWN_KIND, 2)
    assert "第 2 个文件" in found.said.zh


@pytest.mark.parametrize("name", ["明细.csv", "明细.pdf", "x.xls", ""])
def test_the_name_decides_nothing_and_goes_along(name):
    found = grids_of([(BOOK, name)])
    assert isinstance(found, Grids)
    assert (found.grids[0].file_name, found.grids[0].records[1].cells) == (name, ("202402", "已到账"))


def test_an_archive_is_the_files_in_it():
    found = read(
        zipped({"一.csv": CSV, "__MACOSX/._一.csv": b"\0\5", "夹/": b"", "夹/二.xlsx": BOOK, ".DS_Store": b"\0"})
    )
    assert [(each.file, each.sheet, each.file_name) for each in found.grids] == [
        (1, "#1", "一.csv"),
        (1, "#2 明细", "夹/二.xlsx"),
    ]


def test_names_in_gbk_are_read():
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("xxxx.csv", CSV)
    content = made.getvalue().replace(b"xxxx.csv", "明细.csv".encode("gbk"))
    assert grid(content).file_name == "明细.csv"


def test_an_entry_that_cannot_be_read_refuses_the_archive():
    found = refusal(zipped({"一.csv": CSV, "二.png": b"\x89PNG"}))
    assert (found.reason, "第 2 个文件" in found.said.zh) == (RefusalReason.UNKNOWN_KIND, True)


@pytest.mark.parametrize("why", RefusalReason)
def test_every_reason_is_said_in_both_languages(why):
    said = RefusedFile(why).said
    assert said.zh
    assert said.en


def test_no_archive_within_an_archive():
    assert reason(zipped({"a.zip": zipped({"b.csv": CSV})})) is RefusalReason.UNKNOWN_KIND
    assert read(zipped({"a.xlsx": BOOK})).grids


def test_bombs_are_refused():
    assert reason(zipped({"a.txt": b"0" * 30_000_000})) is RefusalReason.BOMB
    assert reason(zipped({f"{n}.txt": b"1,2\n" for n in range(1_001)})) is RefusalReason.BOMB
    assert reason(zipped({f"{n}.txt": b"1,2\n" for n in range(MOST_FILES + 1)})) is RefusalReason.TOO_LARGE
    assert reason(*[CSV] * (MOST_FILES + 1)) is RefusalReason.TOO_LARGE


def test_an_archive_that_lies_about_a_size_is_damaged():
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * 3_000_000)
    content = made.getvalue().replace(struct.pack("<I", 3_000_000), struct.pack("<I", 100))
    assert reason(content) is RefusalReason.DAMAGED


def test_a_password_of_an_archive_is_told():
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(ZipInfo("a.csv"), CSV)
    content = bytearray(made.getvalue())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(content)) is RefusalReason.PASSWORD


@pytest.mark.parametrize("content", [CSV, BOOK, xls([["年月", "状态"], [202402, "已到账"]])])
def test_no_reader_is_loaded_before_its_first_file(content):
    script = (
        "import sys; from app.cases.statements.files import grids_of; heavy = ('python_calamine', 'pypdfium2');"
        "assert not [name for name in sys.modules if name.startswith(heavy)];"
        f"assert grids_of([({content!r}, '')]).grids;"
        "assert not [name for name in sys.modules if name.startswith(('pypdfium2', 'PySide6'))]"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
