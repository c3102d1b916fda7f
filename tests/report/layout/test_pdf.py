from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.report.content.sections import Personal, Style
from app.report.layout.fonts import paper_font
from app.report.layout.marks import UNITS_PER_INCH, Page, TextMark
from app.report.layout.painting import paint_page
from app.report.layout.pdf import pdf_bytes, put_right
from app.report.layout.printing import print_pages
from app.report.papers import build_notice, build_sheet, notice_title, sheet_title
from app.system.resources import resource
from tests.report import example

pytestmark = pytest.mark.usefixtures("qapp")

CASES = [example.zhang, example.li, example.resident, example.refused, example.undecided]
RARE = "𬭚"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("made", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_copied_out_of_the_pdf_is_what_is_printed(made, language, extracted) -> None:
    case, assessment, option = made()
    pages = build_notice(case, assessment, option, Style(language=language))
    copied = extracted(pdf_bytes(pages, "x", assessment.as_of))
    assert len(copied) == len(pages)
    for page, text in zip(pages, copied, strict=True):
        got = squeezed(text)
        assert Counter(got) == Counter(squeezed("".join(page.text)))
        assert all(squeezed(printed) in got for printed in page.text)


def test_the_sheet_is_copied_out_as_printed_too(extracted) -> None:
    case, assessment, _ = example.zhang()
    pages = build_sheet(case, assessment, Style())
    for page, text in zip(pages, extracted(pdf_bytes(pages, "x", assessment.as_of)), strict=True):
        assert Counter(squeezed(text)) == Counter(squeezed("".join(page.text)))


def test_no_look_alike_of_a_character_is_copied(extracted) -> None:
    marks = (TextMark(600, 600, "一生身人大小——1•2", 105), TextMark(600, 900, "一生身人大小", 105, strong=True))
    (text,) = extracted(pdf_bytes([Page(1, 1, marks)], "x", example.AS_OF))
    assert squeezed(text) == "一生身人大小——1•2一生身人大小"


def test_only_the_papers_own_font_is_used_and_it_is_embedded(fonts_of) -> None:
    case, assessment, option = example.zhang()
    case = replace(case, person=replace(case.person, name=f"王{RARE}"))
    style = Style(unmasked=frozenset({Personal.NAME}))
    rows = fonts_of(pdf_bytes(build_notice(case, assessment, option, style), "x", assessment.as_of))
    assert {row.split()[0].rpartition("+")[2] for row in rows} == {
        f"XubaotongSans{cut}" for cut in ("SC-Regular", "SC-Bold", "SCRare-Regular")
    }
    assert all(" yes " in row for row in rows)


@pytest.mark.parametrize("strong", [False, True])
def test_a_rare_name_is_copied_and_is_as_wide_and_as_strong_as_its_neighbours(strong, extracted) -> None:
    (text,) = extracted(
        pdf_bytes([Page(1, 1, (TextMark(600, 600, "王喆，㐂", 105, strong=strong),))], "x", example.AS_OF)
    )
    assert squeezed(text) == "王喆，㐂"
    widths = {QFontMetricsF(paper_font(105, bold=strong)).horizontalAdvance(each) for each in "王喆㐂"}
    assert widths == {105}


def test_a_rare_letter_is_thicker_in_bold_text() -> None:
    assert dark_of("喆", 24, strong=True) > 1.1 * dark_of("喆", 24)


def dark_of(letter: str, size: int = 105, *, strong: bool = False) -> int:
    """How many dark pixels a letter has."""
    image = painted(Page(1, 1, (TextMark(100, 200, letter, size, strong=strong),)))
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(100, 205) for y in range(110, 215))


def test_a_character_outside_the_bmp_is_in_the_papers_font_and_leaves_ink() -> None:
    assert QFontMetricsF(paper_font(105)).inFontUcs4(ord(RARE))
    assert dark_of(RARE) > 800


def painted(page: Page) -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(UNITS_PER_INCH / 0.0254))
    image.setDotsPerMeterY(round(UNITS_PER_INCH / 0.0254))
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_page(painter, page)
    painter.end()
    return image


def test_the_same_paper_gives_the_same_bytes_and_no_clock_gets_in() -> None:
    case, assessment, option = example.zhang()
    pages = build_notice(case, assessment, option, Style())
    first = pdf_bytes(pages, "x", date(2026, 11, 22))
    assert first == pdf_bytes(build_notice(case, assessment, option, Style()), "x", date(2026, 11, 22))
    assert re.findall(rb"\(D:([^)]*)", first) == [b"20261122000000Z"] * 2
    assert set(re.findall(rb'Date="([^"]*)"', first)) == {b"2026-11-22T00:00:00+00:00"}


IN_A_PROCESS = """
import hashlib, os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
from app.report.content.sections import Style
from app.report.layout.pdf import pdf_bytes, put_right
from app.report.papers import build_notice, build_sheet
from tests.report import example
case, assessment, option = example.zhang()
for pages in (build_notice(case, assessment, option, Style()), build_sheet(case, assessment, Style("en"))):
    print(hashlib.sha256(pdf_bytes(pages, "x", assessment.as_of)).hexdigest())
"""


@pytest.mark.slow
def test_the_bytes_are_the_same_in_every_run_with_every_seed_and_in_every_zone() -> None:
    made = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("2", "America/New_York"), ("3", "Asia/Kathmandu")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run([sys.executable, "-c", IN_A_PROCESS], env=environment, check=True, capture_output=True)
        made.add(done.stdout)
    assert len(made) == 1


def test_readers_find_every_object_of_the_file(tmp_path) -> None:
    case, assessment, option = example.zhang()
    pdf = pdf_bytes(build_notice(case, assessment, option, Style()), "x", assessment.as_of)
    table = pdf[pdf.rindex(b"xref\n0 ") :]
    assert int(re.search(rb"startxref\n(\d+)", table).group(1)) == pdf.rindex(b"xref\n0 ")
    offsets = [int(each) for each in re.findall(rb"^(\d{10}) 00000 n", table, flags=re.MULTILINE)]
    assert offsets
    for number, offset in enumerate(offsets, start=1):
        assert pdf[offset:].startswith(b"%d 0 obj" % number)


def test_titles_name_the_paper_and_the_day_but_not_the_person() -> None:
    _, assessment, _ = example.zhang()
    open_style = Style(unmasked=frozenset(Personal))
    assert notice_title(assessment, open_style) == "一次性告知单（2026年11月22日）"
    assert sheet_title(assessment, Style("en")) == "Assessment sheet (22 November 2026)"


def test_the_pdf_carries_its_title_and_no_name() -> None:
    case, assessment, option = example.zhang()
    pdf = pdf_bytes(build_notice(case, assessment, option, Style()), notice_title(assessment, Style()), example.AS_OF)
    assert "一次性告知单".encode("utf-16-be") in pdf.replace(b"\\(", b"(")
    assert "张先生".encode("utf-16-be") not in pdf


def test_printer_and_preview_get_the_same_pages(tmp_path, extracted) -> None:
    case, assessment, option = example.zhang()
    pages = build_notice(case, assessment, option, Style())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(printer, pages, notice_title(assessment, Style()))
    printed = extracted((tmp_path / "printed.pdf").read_bytes())
    saved = extracted(pdf_bytes(pages, "x", assessment.as_of))
    assert [squeezed(page) for page in printed] == [squeezed(page) for page in saved]


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)  # Qt says so as well
def test_a_device_that_cannot_be_drawn_on_is_told_of(tmp_path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder.pdf"))
    with pytest.raises(OSError, match="cannot be drawn on"):
        print_pages(printer, [Page(1, 1, ())], "x")


def test_every_run_writes_the_same_bytes_in_whatever_time_zone(tmp_path):
    sample = resource("samples", "li-nyushi.json")
    written = set()
    for number, zone in enumerate(("UTC", "Asia/Shanghai", "America/New_York", "UTC", "Asia/Shanghai")):
        path = tmp_path / f"{number}.pdf"
        command = [sys.executable, "-m", "app", "report", str(sample), "-o", str(path)]
        subprocess.run(command, env={**os.environ, "TZ": zone}, check=True)
        written.add(path.read_bytes())
    assert len(written) == 1


def test_a_dictionary_that_an_early_qt_does_not_end_is_ended_and_readers_find_what_follows() -> None:
    before = b"%PDF-1.4\n1 0 obj\n<<\n/CreationDate (D:20261122093000+08'00')\n/Trapped /False\n2\nendobj\n"
    after = b"2 0 obj\n(2)\nendobj\n"
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \ntrailer\nstartxref\n%d\n%%%%EOF\n"
    found = put_right(
        before + after + table % (9, len(before), len(before + after)),
        date(2026, 11, 22),
    )
    assert b"(D:20261122000000Z)\n/Trapped /False\n>>\nendobj\n2 0 obj\n(2)\nendobj\n" in found
    first, second = (int(each) for each in re.findall(rb"^(\d{10}) 00000 n", found, flags=re.MULTILINE))
    assert found[first:].startswith(b"1 0 obj")
    assert found[second:].startswith(b"2 0 obj")
    assert found[int(re.search(rb"startxref\n(\d+)", found).group(1)) :].startswith(b"xref\n")
