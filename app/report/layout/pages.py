"""Lays out the blocks of a paper on A4 pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import singledispatch

from app.report.content.blocks import (
    Block,
    Cell,
    Field,
    Fields,
    Frame,
    Heading,
    Item,
    Masthead,
    Paper,
    PaperTable,
    Paragraph,
    Receipt,
    Subheading,
    TimelineBlock,
    Use,
    plain,
    strong,
)
from app.report.content.reproduction_code import code_modules
from app.report.layout.line_breaking import SetLine, height_of, marks_of, set_lines
from app.report.layout.marks import (
    MILLIMETRE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    POINT,
    BoxMark,
    FillMark,
    Mark,
    Page,
    RuleMark,
    TextMark,
    TimelineMark,
    moved,
)
from app.report.layout.timeline import TEXT_PIXELS, timeline_layout
from app.rules.value_type import value_type

LEFT = 20 * MILLIMETRE
RIGHT = 15 * MILLIMETRE
TOP = 15 * MILLIMETRE
BOTTOM = 15 * MILLIMETRE
WIDTH = PAGE_WIDTH - LEFT - RIGHT

BODY = round(10.5 * POINT)
SMALL = round(9 * POINT)
TITLE = round(22 * POINT)
HEADING = round(12.5 * POINT)
FRAME_TITLE = round(14 * POINT)

TICK = 4.2 * MILLIMETRE
HAIR = 0.5 * POINT
THICK = 2 * POINT
FOOTER_GAP = 1.5 * MILLIMETRE
BOX_LINE = 0.9 * POINT
ROW_LINES = 34
FIELDS_A_ROW = 2
HEAD_USE = {Use.TICK: Use.TEXT, Use.WRITING: Use.TEXT}
PAD_X = 1.5 * MILLIMETRE
WRITING_HEIGHT = 11 * MILLIMETRE
LABEL_WIDTH = 25 * MILLIMETRE
CODE_SIDE = 22 * MILLIMETRE


@value_type
class Spacing:
    """The spacing of a page: distance of base lines as a multiple of the size, and gaps in units."""

    leading: float
    cell: float
    section: float
    paragraph: float

    def height(self, lines: int, size: int) -> float:
        """The height of so many lines."""
        return height_of(lines, size, self.leading)

    def placed(self, lines: tuple[SetLine, ...], x: float, y: float, size: int) -> tuple[TextMark, ...]:
        """Lines under each other from an upper left corner."""
        return marks_of(lines, x, y, size, self.leading)


AIRY = Spacing(1.38, 1.0 * MILLIMETRE, 3.8 * MILLIMETRE, 1.6 * MILLIMETRE)
CLOSE = Spacing(1.26, 0.65 * MILLIMETRE, 2.6 * MILLIMETRE, 0.9 * MILLIMETRE)


@value_type
class Piece:
    """A part of a page that is never split: its marks from its own upper left corner, and its height.

    `before` is the space above it, left out at the top of a page. `keep`: it stays on one page with the next piece.
    `head` is repeated above it where it begins a page. A `sunk` piece is put at the bottom of its page.
    """

    height: float
    marks: tuple[Mark, ...]
    before: float = 0.0
    keep: bool = False
    head: Piece | None = None
    sunk: bool = False


def pages_of(paper: Paper) -> list[Page]:
    """The pages of a paper; needs a QGuiApplication, for the font.

    They are set closer where that saves a sheet of paper.
    """
    airy, close = _pages(paper, AIRY), _pages(paper, CLOSE)
    return close if len(close) < len(airy) else airy


def _pages(paper: Paper, space: Spacing) -> list[Page]:
    footer_lines = tuple(row for text in paper.footer for row in set_lines(plain(text), WIDTH, SMALL))
    footer_height = space.height(len(footer_lines), SMALL) + FOOTER_GAP
    running_height = space.height(1, SMALL) + 2.5 * MILLIMETRE
    bottom = PAGE_HEIGHT - BOTTOM - footer_height - FOOTER_GAP
    pieces = _signed([piece for block in paper.blocks for piece in pieces_of(block, space)])
    bodies = list(_fill(pieces, TOP, TOP + running_height, bottom))
    pages: list[Page] = []
    for number, body in enumerate(bodies, start=1):
        running = _running(paper.running, space) if number > 1 else ()
        page_number = paper.page_number.format(page=number, pages=len(bodies))
        pages.append(Page(number, len(bodies), (*running, *body, *_footer(footer_lines, page_number, space))))
    return pages


def _signed(pieces: list[Piece]) -> list[Piece]:
    """The same pieces; the one before a sunk piece stays with it, so that the signature is not alone on a page."""
    following = [*pieces[1:], None]
    return [
        replace(one, keep=True) if after and after.sunk else one for one, after in zip(pieces, following, strict=True)
    ]


def _running(text: str, space: Spacing) -> tuple[Mark, ...]:
    y = TOP + space.height(1, SMALL) + 0.6 * MILLIMETRE
    return (*space.placed(set_lines(plain(text), WIDTH, SMALL), LEFT, TOP, SMALL), RuleMark(LEFT, y, WIDTH, 0, HAIR))


def _footer(lines: tuple[SetLine, ...], page_number: str, space: Spacing) -> tuple[Mark, ...]:
    top = PAGE_HEIGHT - BOTTOM - space.height(len(lines), SMALL)
    number = set_lines(plain(page_number), WIDTH, SMALL)
    last = top + space.height(len(lines) - 1, SMALL)
    return (
        RuleMark(LEFT, top - FOOTER_GAP, WIDTH, 0, HAIR),
        *space.placed(lines, LEFT, top, SMALL),
        *space.placed(number, LEFT + WIDTH - number[0].width, last, SMALL),
    )


def _fill(pieces: Iterable[Piece], first_top: float, next_top: float, bottom: float) -> Iterator[tuple[Mark, ...]]:
    page: list[Mark] = []
    top = y = first_top
    for group in _groups(pieces):
        needed = sum(piece.before + piece.height for piece in group) - (group[0].before if y == top else 0)
        if y > top and y + needed > bottom:
            yield tuple(page)
            page = []
            top = y = next_top
            if group[0].head:
                page += moved(group[0].head.marks, LEFT, y)
                y += group[0].head.height
        for piece in group:
            y += piece.before if y > top else 0
            at = bottom - piece.height if piece.sunk else y
            page += moved(piece.marks, LEFT, at)
            y = at + piece.height
    yield tuple(page)


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


@singledispatch
def pieces_of(block: Block, space: Spacing) -> Iterator[Piece]:
    """A block as pieces, which are never split."""
    raise TypeError(f"no such block: {type(block).__name__}, spaced {space}")


@pieces_of.register
def _(block: Masthead, space: Spacing) -> Iterator[Piece]:
    side = CODE_SIDE
    caption = set_lines(plain(block.code_caption), WIDTH, SMALL)
    beside = WIDTH - 2 * (side + 4 * MILLIMETRE)
    title = set_lines(strong(block.title), beside, TITLE)
    subtitle = set_lines(plain(block.subtitle), beside, BODY)
    marks: list[Mark] = []
    y = 5 * MILLIMETRE
    for lines, size in ((title, TITLE), (subtitle, BODY)):
        for line in lines:
            marks += space.placed((line,), (WIDTH - line.width) / 2, y, size)
            y += space.height(1, size)
    marks += _code(block.code, WIDTH - side, side)
    caption_x = min(WIDTH - side / 2 - caption[0].width / 2, WIDTH - caption[0].width)
    marks += space.placed(caption, caption_x, side + 0.3 * MILLIMETRE, SMALL)
    yield Piece(max(y, side + space.height(1, SMALL)) + 2 * MILLIMETRE, tuple(marks), keep=True)


def _code(text: str, x: float, side: float) -> Iterator[Mark]:
    modules = code_modules(text)
    step = side / len(modules)
    for row, dark_row in enumerate(modules):
        column = 0
        while column < len(dark_row):
            end = column
            while end < len(dark_row) and dark_row[end]:
                end += 1
            if end > column:
                yield FillMark(x + column * step, row * step, (end - column) * step, step)
            column = end + 1


@pieces_of.register
def _(block: Heading, space: Spacing) -> Iterator[Piece]:
    lines = set_lines(strong(block.text), WIDTH, HEADING)
    height = space.height(len(lines), HEADING) + 1.2 * MILLIMETRE
    yield Piece(height, space.placed(lines, 0, 0, HEADING), before=space.section, keep=True)


@pieces_of.register
def _(block: Subheading, space: Spacing) -> Iterator[Piece]:
    lines = set_lines(strong(block.text), WIDTH, BODY)
    height = space.height(len(lines), BODY) + 0.6 * MILLIMETRE
    yield Piece(height, space.placed(lines, 0, 0, BODY), before=space.paragraph + 0.6 * MILLIMETRE, keep=True)


@pieces_of.register
def _(block: Paragraph, space: Spacing) -> Iterator[Piece]:
    yield from _running_text(set_lines(block.line, WIDTH, BODY), 0, (), space, before=space.paragraph)


@pieces_of.register
def _(block: Item, space: Spacing) -> Iterator[Piece]:
    mark = set_lines(plain(block.mark), WIDTH, BODY)
    indent = max(5 * MILLIMETRE, mark[0].width + 1.2 * MILLIMETRE)
    lines = set_lines(block.line, WIDTH - indent, BODY)
    yield from _running_text(lines, indent, space.placed(mark, 0, 0, BODY), space, before=space.paragraph / 3)


def _running_text(
    lines: tuple[SetLine, ...], indent: float, mark: tuple[Mark, ...], space: Spacing, *, before: float
) -> Iterator[Piece]:
    """Lines that may continue on the next page, but with at least two on either."""
    last = len(lines) - 1
    for number, line in enumerate(lines):
        marks = (*(mark if number == 0 else ()), *space.placed((line,), indent, 0, BODY))
        keep = number < last and number in (0, last - 1)
        yield Piece(space.height(1, BODY), marks, before=before if number == 0 else 0, keep=keep)


@pieces_of.register
def _(block: Fields, space: Spacing) -> Iterator[Piece]:
    rows: list[list[Field]] = []
    for field in block.fields:
        if field.wide or not rows or rows[-1][0].wide or len(rows[-1]) == FIELDS_A_ROW:
            rows.append([])
        rows[-1].append(field)
    for number, row in enumerate(rows):
        share = WIDTH if row[0].wide else WIDTH / FIELDS_A_ROW
        cells: list[_SetCell] = []
        for field in row:
            cells += [
                _set_cell((plain(field.name),), LABEL_WIDTH, Use.TEXT),
                _set_cell((field.value,), share - LABEL_WIDTH, Use.TEXT),
            ]
        first, last = number == 0, number == len(rows) - 1
        before = 2 * MILLIMETRE if first else 0
        yield _row(tuple(cells), space, Edge.TOP if first else Edge.NONE, before=before, keep=not last)


@pieces_of.register
def _(block: PaperTable, space: Spacing) -> Iterator[Piece]:
    widths = [column.share * WIDTH for column in block.columns]
    titles = tuple(_set_cell((strong(c.head),), w, c.use) for c, w in zip(block.columns, widths, strict=True))
    head = _row(_text_only(titles), space, Edge.TOP, before=1 * MILLIMETRE, keep=True)
    yield head
    for number, row in enumerate(block.rows):
        cells = tuple(
            _set_cell(cell, width, column.use) for cell, width, column in zip(row, widths, block.columns, strict=True)
        )
        for part in _parts(cells):
            # the last row is not left alone under a repeated head
            yield _row(part, space, Edge.NONE, keep=number == len(block.rows) - 2, head=head)


class Edge(StrEnum):
    """Whether a row draws the line above it; it always draws the line below."""

    NONE = "none"
    TOP = "top"


@value_type
class _SetCell:
    """A cell with its text broken into lines."""

    width: float
    use: Use
    lines: tuple[SetLine, ...]

    def height(self, space: Spacing) -> float:
        """The room it needs."""
        least = {Use.TICK: TICK, Use.WRITING: WRITING_HEIGHT}.get(self.use, space.height(1, BODY))
        return max(space.height(len(self.lines), BODY), least) + 2 * space.cell


def _set_cell(cell: Cell, width: float, use: Use) -> _SetCell:
    return _SetCell(width, use, tuple(row for line in cell for row in set_lines(line, width - 2 * PAD_X, BODY)))


def _text_only(cells: tuple[_SetCell, ...]) -> tuple[_SetCell, ...]:
    return tuple(replace(cell, use=HEAD_USE.get(cell.use, cell.use)) for cell in cells)


def _parts(cells: tuple[_SetCell, ...]) -> Iterator[tuple[_SetCell, ...]]:
    """A row whole, or in parts where it is higher than a page, which only a person's own text can be."""
    rest = cells
    while max(len(cell.lines) for cell in rest) > ROW_LINES:
        yield tuple(replace(cell, lines=cell.lines[:ROW_LINES]) for cell in rest)
        rest = _text_only(tuple(replace(cell, lines=cell.lines[ROW_LINES:]) for cell in rest))
    yield rest


def _row(
    cells: tuple[_SetCell, ...],
    space: Spacing,
    edge: Edge,
    *,
    before: float = 0,
    keep: bool = False,
    head: Piece | None = None,
) -> Piece:
    height = max(cell.height(space) for cell in cells)
    width = sum(cell.width for cell in cells)
    marks: list[Mark] = [RuleMark(0, 0, width, 0, HAIR)] if edge is Edge.TOP else []
    x = 0.0
    for cell in cells:
        marks.append(RuleMark(x, 0, 0, height, HAIR))
        if cell.use is Use.TICK:
            centre = space.cell + space.height(1, BODY) / 2
            marks.append(BoxMark(x + (cell.width - TICK) / 2, centre - TICK / 2, TICK, TICK, BOX_LINE, tick=True))
        if cell.use is Use.NUMBER:
            for number, line in enumerate(cell.lines):
                right = x + cell.width - PAD_X - line.width
                marks += space.placed((line,), right, space.cell + space.height(number, BODY), BODY)
        else:
            marks += space.placed(cell.lines, x + PAD_X, space.cell, BODY)
        x += cell.width
    marks += [RuleMark(x, 0, 0, height, HAIR), RuleMark(0, height, width, 0, HAIR)]
    return Piece(height, tuple(marks), before=before, keep=keep, head=head)


@pieces_of.register
def _(block: Frame, space: Spacing) -> Iterator[Piece]:
    pad = 3 * MILLIMETRE
    title = set_lines(strong(block.title), WIDTH - 2 * pad, FRAME_TITLE)
    body = tuple(row for line in block.body for row in set_lines(line, WIDTH - 2 * pad, BODY))
    y = 2.5 * MILLIMETRE + space.height(len(title), FRAME_TITLE)
    height = y + space.height(len(body), BODY) + 2.4 * MILLIMETRE
    inset = THICK / 2
    yield Piece(
        height,
        (
            BoxMark(inset, inset, WIDTH - THICK, height - THICK, THICK),
            *space.placed(title, pad, 2 * MILLIMETRE, FRAME_TITLE),
            *space.placed(body, pad, y, BODY),
        ),
        before=3 * MILLIMETRE,
    )


@pieces_of.register
def _(block: TimelineBlock, space: Spacing) -> Iterator[Piece]:
    scale = SMALL / TEXT_PIXELS
    layout = timeline_layout(block, WIDTH / scale)
    yield Piece(
        layout.canvas.height * scale, (TimelineMark(0, 0, scale, layout),), before=space.paragraph + 0.4 * MILLIMETRE
    )


@pieces_of.register
def _(block: Receipt, space: Spacing) -> Iterator[Piece]:
    keep = set_lines(plain(block.keep), WIDTH, SMALL)
    gap = 2 * MILLIMETRE
    side = (WIDTH - keep[0].width) / 2 - gap
    middle = space.height(1, SMALL) / 2
    marks: list[Mark] = [
        RuleMark(0, middle, side, 0, HAIR, dashed=True),
        *space.placed(keep, side + gap, 0, SMALL),
        RuleMark(WIDTH - side, middle, side, 0, HAIR, dashed=True),
    ]
    y = space.height(1, SMALL) + 1.5 * MILLIMETRE
    sentence = set_lines(block.sentence, WIDTH, BODY)
    marks += space.placed(sentence, 0, y, BODY)
    y += space.height(len(sentence), BODY) + 5 * MILLIMETRE
    share = WIDTH / 2
    for number, field in enumerate(block.signatures):
        x = (number % 2) * share
        label = set_lines(plain(field.name), share, BODY)
        marks += space.placed(label, x, y, BODY)
        start = x + label[0].width + gap
        marks.append(RuleMark(start, y + space.height(1, BODY), x + share - 2 * gap - start, 0, HAIR))
        if number % 2:
            y += space.height(1, BODY) + 4.5 * MILLIMETRE
    yield Piece(y - 2 * MILLIMETRE, tuple(marks), before=6 * MILLIMETRE, sunk=True)
