"""The notice as a Word document: everything the paper says, in named styles, read without the library that wrote it."""

import re
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as Xml
from zipfile import ZipFile

import pytest
import zxingcpp
from PySide6.QtGui import QImage

from app.cases.code.codes import codes
from app.export.word import paper_docx
from app.report.content.composing import composed, kinds_for
from tests.export.conftest import SAMPLES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(made, name):
    with ZipFile(BytesIO(made)) as parts:
        return Xml.fromstring(parts.read(f"word/{name}"))  # noqa: S314  our own file


def words(tree):
    return "".join(node.text or "" for node in tree.iter(f"{W}t"))


def texts_of(value):
    """Every text run of a block, however it is nested."""
    if isinstance(value, tuple):
        return [text for each in value for text in texts_of(each)]
    if hasattr(value, "text") and hasattr(value, "strong"):
        return [value.text]
    fields = [name for name in getattr(type(value), "__slots__", ()) if name not in ("case", "assessment", "option")]
    return [text for name in fields for text in texts_of(getattr(value, name))]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_text_of_the_paper_stands_in_the_document(wanted, sample, language):
    answer = wanted(sample, language=language)
    for kind in kinds_for(answer.assessment, answer.option):
        asked = replace(answer, paper=kind)
        paper = composed(kind, asked.case, asked.assessment, asked.option, asked.style)
        said = words(part(paper_docx(asked), "document.xml"))
        assert not [text for block in paper.blocks for text in texts_of(block) if text.strip() not in said], kind


def test_an_office_finds_named_styles_to_adapt(wanted):
    made = paper_docx(wanted())
    styles = {style.get(f"{W}styleId"): style for style in part(made, "styles.xml").iter(f"{W}style")}
    used = {each.get(f"{W}val") for each in part(made, "document.xml").iter(f"{W}pStyle")}
    assert {"Title", "Subtitle", "Heading1", "NoticeLead", "NoticeAnswer", "NoticeItem", "NoticeSmallPrint"} <= used
    assert used <= styles.keys()
    for name in ("Normal", "Heading1", "NoticeAnswer"):
        fonts = styles[name].find(f"{W}rPr/{W}rFonts")
        assert fonts.get(f"{W}eastAsia") in ("宋体", "黑体")
        assert not [key for key in fonts.attrib if "Theme" in key]


def test_no_row_is_split_and_pages_are_counted_by_the_reader(wanted):
    made = paper_docx(wanted())
    rows = list(part(made, "document.xml").iter(f"{W}tr"))
    assert rows
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    fields = [each.get(f"{W}instr") for each in part(made, "footer1.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_its_codes_are_read_by_a_scanner(wanted):
    asked = wanted()
    with ZipFile(BytesIO(paper_docx(asked))) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    found = [read.text for picture in pictures for read in zxingcpp.read_barcodes(_grey(picture))]
    assert found == codes(asked.case, asked.assessment, asked.option)


def _grey(picture):
    image = QImage.fromData(picture).convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(image.constBits())
    return memoryview(data).cast("B", shape=[image.height(), image.bytesPerLine()])


def test_the_file_itself_names_nobody(wanted):
    with ZipFile(BytesIO(paper_docx(wanted()))) as parts:
        properties = parts.read("docProps/core.xml").decode()
    assert "张" not in properties
    assert re.search(r"<dcterms:created[^>]*>2026-11-22T00:00:00Z<", properties)
    assert "python-docx" not in properties


@pytest.mark.acceptance
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (libreoffice-writer-nogui)")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_libreoffice_opens_it(wanted, tmp_path, language):
    asked = wanted(language=language)
    (tmp_path / "notice.docx").write_bytes(paper_docx(asked))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), "notice.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    read = (tmp_path / "notice.txt").read_text(encoding="utf-8")
    assert asked.number in read
    assert ("要带的材料" if language == "zh" else "bring") in read
