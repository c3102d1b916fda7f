"""A paper as a Word document that an office can adapt: the blocks of the paper, in named styles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Final

import segno
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from app.export.wanted import Wanted
from app.export.zipped import timeless
from app.report.content.blocks import (
    ActionLines,
    Block,
    Cell,
    Codes,
    Column,
    Field,
    Fields,
    Frame,
    Heading,
    Item,
    Lead,
    Line,
    Masthead,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    SmallPrint,
    Strip,
    Subheading,
    TickBox,
    Tiles,
    TimelineBlock,
    Turn,
    Use,
    plain,
)
from app.report.content.composing import composed
from app.report.layout.timeline import timeline_fonts
from app.report.papers import title_of
from app.rules.bilingual import Language
from app.timeline.chart import chart_bytes
from app.timeline.model import timeline_of
from app.wording.phrasebook import Phrasebook

_WIDTH: Final = 17.0
"""The width of the text on A4, in centimetres."""
_SIDE, _HIGH, _LOW = Cm(2), Cm(1.8), Cm(1.6)
_LARGE: Final = 1.5
_LATIN: Final = "Times New Roman"
_CHINESE: Final = {"text": "宋体", "head": "黑体"}
_BOXES: Final = {TickBox.OPEN: "☐", TickBox.DONE: "☑"}
_TO_WRITE: Final = "＿" * 12
_CODE: Final = Cm(3.4)

LEAD, SMALL, ITEM, QUESTION, VALUE, LOUD = (
    "Notice Lead",
    "Notice Small Print",
    "Notice Item",
    "Notice Question",
    "Notice Answer",
    "Notice Answer Loud",
)
_OWN_STYLES: Final = {LEAD: 14.0, SMALL: 8.0, ITEM: 10.5, QUESTION: 9.0, VALUE: 14.0, LOUD: 14.0}
"""The styles of our own with their sizes in points; titles, headings and text are those every document has."""
_SIZES: Final = {"Normal": 10.5, "Title": 20.0, "Subtitle": 11.0, "Heading 1": 12.0, "Heading 2": 11.0}


def paper_docx(wanted: Wanted) -> bytes:
    """The paper for the option; needs a QGuiApplication for the timeline. The same bytes on every run."""
    paper = composed(wanted.paper, wanted.case, wanted.assessment, wanted.option, wanted.style)
    document = Document()
    _set_styles(document, wanted.style.language, _LARGE if paper.large else 1)
    _Writer(document, paper).write()
    _describe(document, wanted)
    made = BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def _describe(document: WordDocument, wanted: Wanted) -> None:
    """What the file says of itself; it does not name the person."""
    properties, made_on = document.core_properties, datetime.combine(wanted.assessment.as_of, time())
    properties.title = title_of(wanted.paper, wanted.assessment, wanted.style)
    properties.author = properties.last_modified_by = Phrasebook("export", wanted.style.language)("author")
    properties.comments, properties.language = "", {"zh": "zh-CN", "en": "en-GB"}[wanted.style.language]
    properties.created = properties.modified = made_on


def _set_styles(document: WordDocument, language: Language, scale: float) -> None:
    """A4, and every style of the notice in its font and its size times `scale`."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _SIDE
    section.top_margin, section.bottom_margin = _HIGH, _LOW
    for name, size in _OWN_STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _set_font(style, size * scale, "text", language)
        style.quick_style = True
    for name, size in _SIZES.items():
        _set_font(document.styles[name], size * scale, "text" if name == "Normal" else "head", language)
    for name in (LEAD, VALUE, LOUD):
        document.styles[name].font.bold = True
    document.styles[LOUD].font.underline = True
    document.styles[ITEM].paragraph_format.left_indent = Pt(14)
    document.styles[ITEM].paragraph_format.first_line_indent = Pt(-14)
    for name in (*_OWN_STYLES, "Normal"):
        spacing = document.styles[name].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(0), Pt(2), 1.1
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.space_before = Pt(6)


def _set_font(style: ParagraphStyle, size: float, use: str, language: Language) -> None:
    """One family for Latin letters and one for Chinese; a theme's own would come before both, so it goes."""
    style.font.size, style.font.name = Pt(size), _LATIN
    style.font.color.rgb = None
    fonts = style.element.rPr.rFonts
    for of_theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{of_theme}"), None)
    fonts.set(qn("w:eastAsia"), _CHINESE[use])
    spoken = style.element.rPr.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        style.element.rPr.append(spoken)
    spoken.set(qn("w:val"), "en-GB" if language == "en" else "en-US")
    spoken.set(qn("w:eastAsia"), "zh-CN")


class _Writer:
    """Writes the blocks of a paper one under the other."""

    def __init__(self, document: WordDocument, paper: Paper) -> None:
        self._document, self._paper = document, paper
        self._drawn = self._turns = False

    def write(self) -> None:
        """The pages' header and footer, and every block."""
        section = self._document.sections[0]
        section.header.paragraphs[0].text = self._paper.running
        section.header.paragraphs[0].style = self._document.styles[SMALL]
        foot = section.footer.paragraphs[0]
        foot.style = self._document.styles[SMALL]
        foot.add_run("　".join(self._paper.footer) + "　")
        _number_pages(foot, self._paper.page_number)
        for block in self._paper.blocks:
            self._write(block)

    def _write(self, block: Block) -> None:  # noqa: PLR0912  one case a block
        match block:
            case Masthead():
                self._document.add_paragraph(block.title, "Title")
                self._document.add_paragraph(block.subtitle, "Subtitle")
            case Lead():
                self._line(block.line, LEAD)
            case Heading():
                made = self._document.add_paragraph(block.text, "Heading 1")
                made.paragraph_format.page_break_before = self._turns or None
                self._turns = False
            case Subheading():
                self._document.add_paragraph(block.text, "Heading 2")
            case Paragraph():
                self._line(block.line, "Normal")
            case SmallPrint():
                self._line(block.line, SMALL, f"{block.mark} " if block.mark else "")
            case Item():
                self._line(block.line, ITEM, f"{block.mark} ")
            case Strip():
                self._strip(block)
            case Tiles():
                self._tiles(block)
            case ActionLines():
                self._rows(block)
            case Fields():
                self._fields(block.fields)
            case Frame():
                self._frame(block)
            case PaperTable():
                self._table(block)
            case TimelineBlock() if not self._drawn:  # a small one and then a large one are for paper
                self._drawn = True
                self._timeline(block)
            case Codes():
                self._codes(block)
            case Receipt():
                self._receipt(block)
            case Turn():
                self._turns = True

    def _line(self, line: Line, style: str, before: str = "") -> None:
        paragraph = self._document.add_paragraph(before, style)
        _runs(paragraph, line)

    def _strip(self, block: Strip) -> None:
        shares = block.shares or [1 / len(block.cells)] * len(block.cells)
        table = self._grid(1, [share * _WIDTH for share in shares])
        for cell, said in zip(table.rows[0].cells, block.cells, strict=True):
            _fill(cell, said)
        self._after()

    def _tiles(self, block: Tiles) -> None:
        table = self._grid(1, [_WIDTH / len(block.tiles)] * len(block.tiles))
        for cell, tile in zip(table.rows[0].cells, block.tiles, strict=True):
            cell.paragraphs[0].style = self._document.styles[QUESTION]
            cell.paragraphs[0].add_run(tile.question)
            cell.add_paragraph(tile.value, LOUD if tile.loud else VALUE)
            _runs(cell.add_paragraph(style=QUESTION), tile.line)
        self._after()

    def _rows(self, block: ActionLines) -> None:
        beside = any(row.beside or row.writing for row in block.rows)
        widths = [1.0, 9.0, 7.0] if beside else [1.0, 16.0]
        table = self._grid(len(block.rows), widths)
        for made, row in zip(table.rows, block.rows, strict=True):
            made.cells[0].paragraphs[0].add_run(row.number or (_BOXES[row.tick] if row.tick else ""))
            _fill(made.cells[1], row.text)
            if beside:
                _fill(made.cells[2], row.beside)
                if row.writing:
                    made.cells[2].paragraphs[-1].add_run(_TO_WRITE)
        self._after()

    def _fields(self, fields: Sequence[Field]) -> None:
        table = self._grid(len(fields), [4.0, 13.0])
        for row, field in zip(table.rows, fields, strict=True):
            row.cells[0].paragraphs[0].add_run(field.name)
            _fill(row.cells[1], (field.value,))
        self._after()

    def _frame(self, block: Frame) -> None:
        cell = self._grid(1, [_WIDTH]).rows[0].cells[0]
        cell.paragraphs[0].add_run(block.title).bold = True
        for line in block.body:
            _runs(cell.add_paragraph(), line)
        self._after()

    def _table(self, block: PaperTable) -> None:
        table = self._grid(len(block.rows) + 1, [column.share * _WIDTH for column in block.columns])
        _repeat(table.rows[0])
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            cell.paragraphs[0].add_run(column.head).bold = True
        for row, cells in zip(table.rows[1:], block.rows, strict=True):
            for cell, column, said in zip(row.cells, block.columns, cells, strict=True):
                _fill(cell, said or _blank(column))
        self._after()

    def _timeline(self, block: TimelineBlock) -> None:
        timeline = timeline_of(block.case, block.assessment, block.option)
        picture = chart_bytes(timeline, block.language, "png", timeline_fonts())
        spoken = [bar.spoken for bar in timeline.bars] + [marker.spoken for marker in timeline.markers]
        self._picture(picture, Cm(_WIDTH), "\n".join(said.in_(block.language) for said in spoken))

    def _codes(self, block: Codes) -> None:
        for text in block.texts:
            made = BytesIO()
            segno.make_qr(text, error="m").save(made, kind="png", scale=6, border=4)
            self._picture(made.getvalue(), _CODE, text)
        for caption in block.caption:
            self._line(caption, SMALL)

    def _picture(self, picture: bytes, width: Cm, spoken: str) -> None:
        shape = self._document.add_picture(BytesIO(picture), width=width)
        shape._inline.docPr.set("descr", spoken)  # noqa: SLF001  python-docx has no other way to describe a picture

    def _receipt(self, block: Receipt) -> None:
        self._document.add_paragraph("┈" * 44, "Normal")
        self._document.add_paragraph(block.keep, SMALL)
        self._line(block.sentence, "Normal")
        if block.codes is not None:
            self._codes(block.codes)
        for at in range(0, len(block.signatures), 2):
            pair = block.signatures[at : at + 2]
            self._document.add_paragraph("　".join(f"{field.name}{_TO_WRITE}" for field in pair), "Normal")

    def _grid(self, rows: int, widths: Sequence[float]) -> Table:
        """A table with lines around its cells; no row of it is split over two pages."""
        table: Table = self._document.add_table(rows, len(widths), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  as above
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Cm(width)
        return table

    def _after(self) -> None:
        """Room below a table; without it two tables would run together."""
        self._document.add_paragraph(style=SMALL)


def _runs(paragraph: WordParagraph, line: Line) -> None:
    for run in line:
        paragraph.add_run(run.text).bold = run.strong or None


def _fill(cell: _Cell, said: Cell) -> None:
    for number, line in enumerate(said):
        _runs(cell.add_paragraph() if number else cell.paragraphs[0], line)


def _blank(column: Column) -> Cell:
    """What stands in a cell without text: a box to tick, or nothing."""
    return (plain(_BOXES[TickBox.OPEN]),) if column.use is Use.TICK else ()


def _repeat(row: _Row) -> None:
    """Say the row again on every page the table goes on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001  as above


def _number_pages(paragraph: WordParagraph, template: str) -> None:
    """The template with its two places as fields, which Word counts."""
    before, _, rest = template.partition("{page}")
    between, _, after = rest.partition("{pages}")
    paragraph.add_run(before)
    _field(paragraph, "PAGE")
    paragraph.add_run(between)
    _field(paragraph, "NUMPAGES")
    paragraph.add_run(after)


def _field(paragraph: WordParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)  # noqa: SLF001  as above
