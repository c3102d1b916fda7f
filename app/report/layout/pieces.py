"""Turns the blocks of a paper into pieces of a page: marks that are never split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import singledispatch

from app.report.content.blocks import (
    ActionLine,
    ActionLines,
    Block,
    Cell,
    Codes,
    Field,
    Fields,
    Frame,
    Heading,
    Item,
    Lead,
    Line,
    Masthead,
    PaperTable,
    PaperTile,
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
    strong,
)
from app.report.layout.line_breaking import SetLine
from app.report.layout.marks import (
    MILLIMETRE,
    PAGE_WIDTH,
    POINT,
    BoxMark,
    CodeMark,
    FillMark,
    Mark,
    RuleMark,
    TimelineMark,
    moved,
)
from app.report.layout.measures import Setting
from app.report.layout.timeline import TEXT_PIXELS, timeline_layout
from app.rules.value_type import value_type

LEFT = 20 * MILLIMETRE
RIGHT = 15 * MILLIMETRE
WIDTH = PAGE_WIDTH - LEFT - RIGHT

HAIR = 0.5 * POINT
THIN = 0.35 * POINT
THICK = 1.6 * POINT
BOX_LINE = 0.9 * POINT
PAD_X = 1.5 * MILLIMETRE
CODE_SIDE = 22 * MILLIMETRE
FIELDS_A_ROW = 2

_WORD = re.compile(r"[!-~¥]+(?:\s元)?")  # a sum with its unit is one
_WIDEST_LETTER = 0.8  # of a word on average, as a share of the size: words that surely have room are not measured
_HIGHEST_ROW = 180 * MILLIMETRE
_ASIDE = (0.35, 0.3, 0.4, 0.45, 0.25, 0.5)  # shares of the width that are tried for what stands beside
_LAST_BOX = (1.0, 1.2, 1.4, 1.7)  # how much wider the last box of a strip is, as is tried
_TILES_A_ROW = 4
_FIRST_TILE = 1.25
_STEP_DOWN = 1.5 * POINT
_FIGURE_LINES = 2
_HEAD_USE = {Use.TICK: Use.TEXT, Use.WRITING: Use.TEXT}


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


@singledispatch
def pieces_of(block: Block, setting: Setting) -> Iterator[Piece]:
    """A block as pieces, which are never split."""
    raise TypeError(f"no such block: {type(block).__name__}, set {setting}")


@pieces_of.register
def _(_block: Turn, _setting: Setting) -> Iterator[Piece]:
    return iter(())


# the head of a paper


@pieces_of.register
def _(block: Masthead, setting: Setting) -> Iterator[Piece]:
    sizes = setting.sizes
    title = setting.lines(strong(block.title), WIDTH, sizes.title)
    marks: list[Mark] = [*setting.placed(title, 0, 0, sizes.title)]
    y = setting.height(len(title), sizes.title)
    beside = title[-1].width + 5 * MILLIMETRE
    subtitle = setting.lines(plain(block.subtitle), WIDTH - beside, sizes.small)
    if len(subtitle) == 1:
        marks += setting.placed(subtitle, beside, y - setting.height(1, sizes.small) * 1.45, sizes.small)
    else:
        subtitle = setting.lines(plain(block.subtitle), WIDTH, sizes.small)
        marks += setting.placed(subtitle, 0, y, sizes.small)
        y += setting.height(len(subtitle), sizes.small)
    yield Piece(y + 1 * MILLIMETRE, tuple(marks), keep=True)


@pieces_of.register
def _(block: Lead, setting: Setting) -> Iterator[Piece]:
    size = setting.sizes.heading
    yield from _running_text(setting.lines(block.line, WIDTH, size), size, setting, before=setting.sizes.section / 1.5)


@pieces_of.register
def _(block: Strip, setting: Setting) -> Iterator[Piece]:
    shares = [(WIDTH, (cell,)) for cell in block.cells] if setting.sizes.large else []
    if setting.sizes.large:
        for number, (width, cells) in enumerate(shares):
            yield _strip(cells, [width], setting, Edge.NONE if number else Edge.TOP, keep=number < len(shares) - 1)
    else:
        tried = [block.shares] if block.shares else [_shares(len(block.cells), last) for last in _LAST_BOX]
        made = [_strip(block.cells, [share * WIDTH for share in shares], setting, Edge.TOP) for shares in tried]
        yield min(made, key=lambda piece: piece.height)


def _shares(boxes: int, last: float) -> tuple[float, ...]:
    """The shares of boxes alike but for the last, which is `last` times as wide as another."""
    return tuple((last if at == boxes - 1 else 1) / (boxes - 1 + last) for at in range(boxes))


def _strip(
    cells: Sequence[Cell], widths: Sequence[float], setting: Setting, edge: Edge, *, keep: bool = False
) -> Piece:
    beside = setting.beside
    made = tuple(_set_cell(cell, width, Use.TEXT, beside) for cell, width in zip(cells, widths, strict=True))
    return _row(made, beside, edge, before=1.2 * MILLIMETRE if edge is Edge.TOP else 0, keep=keep)


@pieces_of.register
def _(block: Tiles, setting: Setting) -> Iterator[Piece]:
    per_row = _TILES_A_ROW // 2 if setting.sizes.large else _TILES_A_ROW
    rows = [block.tiles[at : at + per_row] for at in range(0, len(block.tiles), per_row)]
    for number, row in enumerate(rows):
        shares = [1.0 if at or per_row < _TILES_A_ROW else _FIRST_TILE for at in range(len(row))]
        widths = [WIDTH * share / sum(shares) for share in shares]
        before = 0 if number else setting.sizes.paragraph + 1 * MILLIMETRE
        yield _tile_row(row, widths, setting, before=before, keep=number < len(rows) - 1)


def _tile_row(
    row: Sequence[PaperTile], widths: Sequence[float], setting: Setting, *, before: float, keep: bool
) -> Piece:
    sizes, pad = setting.sizes, 1.2 * MILLIMETRE
    figures = [_figure(tile, width - 2 * PAD_X, setting) for tile, width in zip(row, widths, strict=True)]
    question_height = max(
        setting.height(len(setting.lines(plain(tile.question), width - 2 * PAD_X, sizes.beside)), sizes.beside)
        for tile, width in zip(row, widths, strict=True)
    )
    figure_height = max(setting.height(len(lines), size) for lines, size in figures)
    line_top = pad + question_height + figure_height + 0.6 * MILLIMETRE
    marks: list[Mark] = []
    x, height = 0.0, 0.0
    for tile, width, (figure, size) in zip(row, widths, figures, strict=True):
        room = width - 2 * PAD_X
        marks += setting.placed(setting.lines(plain(tile.question), room, sizes.beside), x + PAD_X, pad, sizes.beside)
        top = pad + question_height
        placed = setting.placed(figure, x + PAD_X, top + (figure_height - setting.height(len(figure), size)) / 2, size)
        if tile.loud:
            marks.append(FillMark(x + HAIR, top - 0.3 * MILLIMETRE, width - 2 * HAIR, figure_height + 0.6 * MILLIMETRE))
            placed = tuple(replace(mark, white=True) for mark in placed)
        marks += placed
        line = setting.lines(tile.line, room, sizes.beside)
        marks += setting.placed(line, x + PAD_X, line_top, sizes.beside)
        height = max(height, line_top + setting.height(len(line), sizes.beside) + pad)
        x += width
    edges = [sum(widths[: number + 1]) for number in range(len(widths) - 1)]
    inset = THICK / 2
    marks.append(BoxMark(inset, inset, WIDTH - THICK, height - THICK, THICK))
    marks += [RuleMark(edge, 0, 0, height, HAIR) for edge in edges]
    return Piece(height, tuple(marks), before=before, keep=keep)


def _figure(tile: PaperTile, width: float, setting: Setting) -> tuple[tuple[SetLine, ...], int]:
    """The value of a tile in the largest letters in which it takes few lines."""
    size = setting.sizes.figure
    line = strong(tile.value) if tile.settled or tile.loud else plain(tile.value)
    while True:
        lines = setting.lines(line, width, size)
        smaller = round(size - _STEP_DOWN)
        if len(lines) == 1 or smaller <= setting.sizes.body:
            return lines, size
        shorter = setting.lines(line, width, smaller)
        if len(lines) <= _FIGURE_LINES and size <= setting.sizes.body + 3 * POINT and len(shorter) == len(lines):
            return lines, size
        size = smaller


# headings and text


@pieces_of.register
def _(block: Heading, setting: Setting) -> Iterator[Piece]:
    size = setting.sizes.heading
    lines = setting.lines(strong(block.text), WIDTH, size)
    height = setting.height(len(lines), size) + 0.6 * MILLIMETRE
    yield Piece(height, setting.placed(lines, 0, 0, size), before=setting.sizes.section, keep=True)


@pieces_of.register
def _(block: Subheading, setting: Setting) -> Iterator[Piece]:
    size = setting.sizes.beside
    lines = setting.lines(strong(block.text), WIDTH, size)
    height = setting.height(len(lines), size) + 0.4 * MILLIMETRE
    before = setting.sizes.paragraph + 0.4 * MILLIMETRE
    yield Piece(height, setting.placed(lines, 0, 0, size), before=before, keep=True)


@pieces_of.register
def _(block: Paragraph, setting: Setting) -> Iterator[Piece]:
    size = setting.sizes.body
    yield from _running_text(setting.lines(block.line, WIDTH, size), size, setting, before=setting.sizes.paragraph)


@pieces_of.register
def _(block: SmallPrint, setting: Setting) -> Iterator[Piece]:
    yield from _item(block.mark, block.line, setting.sizes.small, setting)


@pieces_of.register
def _(block: Item, setting: Setting) -> Iterator[Piece]:
    yield from _item(block.mark, block.line, setting.sizes.body, setting)


def _item(text: str, line: Sequence[object], size: int, setting: Setting) -> Iterator[Piece]:
    mark = setting.lines(plain(text), WIDTH, size)
    indent = max(4.5 * MILLIMETRE, mark[0].width + 1.2 * MILLIMETRE) if mark else 0.0
    lines = setting.lines(tuple(line), WIDTH - indent, size)  # type: ignore[arg-type]
    marks = setting.placed(mark, 0, 0, size)
    yield from _running_text(lines, size, setting, before=setting.sizes.paragraph / 3, indent=indent, mark=marks)


def _running_text(
    lines: tuple[SetLine, ...],
    size: int,
    setting: Setting,
    *,
    before: float,
    indent: float = 0,
    mark: tuple[Mark, ...] = (),
) -> Iterator[Piece]:
    """Lines that may continue on the next page, but with at least two on either."""
    last = len(lines) - 1
    for number, line in enumerate(lines):
        marks = (*(mark if number == 0 else ()), *setting.placed((line,), indent, 0, size))
        keep = number < last and number in (0, last - 1)
        yield Piece(setting.height(1, size), marks, before=before if number == 0 else 0, keep=keep)


# what is acted on


@pieces_of.register
def _(block: ActionLines, setting: Setting) -> Iterator[Piece]:
    sizes = setting.sizes
    indent = max(1.7 * sizes.body, sizes.tick + 2 * MILLIMETRE)
    tried = [_acted(block.rows, indent, setting, aside) for aside in ((0,) if sizes.large else _ASIDE)]
    rows = min(tried, key=lambda made: sum(_height(part, setting) for part in made))
    for number, whole in enumerate(rows):
        for part in _row_parts(whole, setting):
            yield _acted_on(part, indent, setting, last=number == len(rows) - 1)


def _acted(rows: Sequence[ActionLine], indent: float, setting: Setting, aside: float) -> list[_Acted]:
    """Rows with their lines broken; `aside` is the share of the width for what stands beside, 0 where it is below."""
    room, sizes, made = WIDTH - indent, setting.sizes, []
    for row in rows:
        shared = bool(row.beside and aside)
        own = setting.cell(row.text, room * (1 - aside) - 2 * MILLIMETRE if shared else room, sizes.body)
        made.append(_Acted(row, own, setting.cell(row.beside, room * aside if shared else room, sizes.beside), aside))
    return made


def _height(part: _Acted, setting: Setting) -> float:
    """The height of a row's text where its parts stand side by side."""
    sizes = setting.sizes
    lower = setting.height(1, sizes.body) - setting.height(1, sizes.beside)
    return max(setting.height(len(part.own), sizes.body), setting.height(len(part.aside), sizes.beside) + lower)


@value_type
class _Acted:
    """A row with its lines broken: its own, and those that belong to it, on a share of the width."""

    row: ActionLine
    own: tuple[SetLine, ...]
    aside: tuple[SetLine, ...]
    share: float


def _row_parts(whole: _Acted, setting: Setting) -> Iterator[_Acted]:
    """A row whole, or in parts where it is higher than a page, which only a person's own text can be."""
    most = int(_HIGHEST_ROW / 2 / setting.height(1, setting.sizes.body))
    row, own, aside = whole.row, whole.own, whole.aside
    while max(len(own), len(aside)) > most:
        yield _Acted(replace(row, writing=False), own[:most], aside[:most], whole.share)
        row, own, aside = replace(row, number="", tick=None), own[most:], aside[most:]
    yield _Acted(row, own, aside, whole.share)


def _acted_on(part: _Acted, indent: float, setting: Setting, *, last: bool) -> Piece:
    sizes, row, gap = setting.sizes, part.row, setting.sizes.cell
    own, aside = setting.height(len(part.own), sizes.body), setting.height(len(part.aside), sizes.beside)
    marks: list[Mark] = [*setting.placed(part.own, indent, gap, sizes.body)]
    if sizes.large:
        marks += setting.placed(part.aside, indent, gap + own, sizes.beside)
        height = own + aside
    else:
        lower = setting.height(1, sizes.body) - setting.height(1, sizes.beside)
        right = indent + (WIDTH - indent) * (1 - part.share)
        marks += setting.placed(part.aside, right, gap + lower, sizes.beside)
        height = _height(part, setting)
    if row.writing:
        line, height = _writing_line(part.own, indent, gap + own, setting)
        marks.append(line)
    if row.tick is not None:
        middle = gap + setting.height(1, sizes.body) / 2
        done = row.tick is TickBox.DONE
        marks.append(BoxMark(0, middle - sizes.tick / 2, sizes.tick, sizes.tick, BOX_LINE, tick=True, ticked=done))
    elif row.number:
        marks += setting.placed(setting.lines(strong(row.number), indent, sizes.body), 0, gap, sizes.body)
    height += 2 * gap
    if not last and not row.writing:
        marks.append(RuleMark(indent, height, WIDTH - indent, 0, THIN))
    return Piece(height, tuple(marks))


def _writing_line(own: tuple[SetLine, ...], indent: float, below: float, setting: Setting) -> tuple[RuleMark, float]:
    """A line to write on, beside the end of the text where there is room, else under it; and the height of both."""
    begins = indent + (own[-1].width if own else 0) + 3 * MILLIMETRE
    if not own or WIDTH - begins < setting.sizes.answer:
        y = below + setting.sizes.writing - 1.5 * MILLIMETRE
        return RuleMark(indent, y, WIDTH - indent, 0, HAIR), y + 1 * MILLIMETRE
    return RuleMark(begins, below, WIDTH - begins, 0, HAIR), below + 2.2 * MILLIMETRE


@pieces_of.register
def _(block: Fields, setting: Setting) -> Iterator[Piece]:
    label = max(25 * MILLIMETRE, 6 * setting.sizes.body)
    per_row = 1 if setting.sizes.large else FIELDS_A_ROW
    rows: list[list[Field]] = []
    for field in block.fields:
        if field.wide or not rows or rows[-1][0].wide or len(rows[-1]) == per_row:
            rows.append([])
        rows[-1].append(field)
    for number, row in enumerate(rows):
        share = WIDTH if row[0].wide else WIDTH / per_row
        cells: list[_SetCell] = []
        for field in row:
            cells += [
                _set_cell((plain(field.name),), label, Use.TEXT, setting),
                _set_cell((field.value,), share - label, Use.TEXT, setting),
            ]
        first, last = number == 0, number == len(rows) - 1
        before = 2 * MILLIMETRE if first else 0
        yield _row(tuple(cells), setting, Edge.TOP if first else Edge.NONE, before=before, keep=not last)


# tables


@pieces_of.register
def _(block: PaperTable, setting: Setting) -> Iterator[Piece]:
    widths = _column_widths(block, setting)
    titles = tuple(_set_cell((strong(c.head),), w, c.use, setting) for c, w in zip(block.columns, widths, strict=True))
    head = _row(_text_only(titles), setting, Edge.TOP, before=1 * MILLIMETRE, keep=True)
    yield head
    for number, row in enumerate(block.rows):
        cells = tuple(
            _set_cell(cell, width, column.use, setting)
            for cell, width, column in zip(row, widths, block.columns, strict=True)
        )
        for part in _parts(cells, setting):
            # the last row is not left alone under a repeated head
            yield _row(part, setting, Edge.NONE, keep=number == len(block.rows) - 2, head=head)


def _column_widths(block: PaperTable, setting: Setting) -> list[float]:
    """The widths by their shares; a column that would break a word takes what it needs from the others.

    Where there is not room for the words of heads and rows, those of the rows go first.
    """
    asked = [column.share * WIDTH for column in block.columns]
    below: list[list[Line]] = [[line for row in block.rows for line in row[at]] for at in range(len(asked))]
    whole = [[strong(column.head), *lines] for column, lines in zip(block.columns, below, strict=True)]
    for columns in (whole, below):
        least = [_longest_word(lines, width, setting) for lines, width in zip(columns, asked, strict=True)]
        over = sum(max(0.0, need - width) for need, width in zip(least, asked, strict=True))
        spare = [max(0.0, width - need) for need, width in zip(least, asked, strict=True)]
        if over <= sum(spare):
            share = over / sum(spare) if over else 0.0
            return [max(need, width - share * free) for need, width, free in zip(least, asked, spare, strict=True)]
    return asked


def _longest_word(lines: Sequence[Line], width: float, setting: Setting) -> float:
    """The width a column needs for the longest word of its lines; words that surely fit `width` do not count."""
    size, inner = setting.sizes.body, width - 2 * PAD_X
    long = {
        (run.strong, word)
        for line in lines
        for run in line
        for word in _WORD.findall(run.text)
        if len(word) * size * _WIDEST_LETTER > inner
    }
    needs = (setting.lines(strong(word) if bold else plain(word), PAGE_WIDTH, size)[0].width for bold, word in long)
    return max(needs, default=0.0) + 2 * PAD_X + 1


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

    def height(self, setting: Setting) -> float:
        """The room it needs."""
        sizes = setting.sizes
        least = {Use.TICK: sizes.tick, Use.WRITING: sizes.writing}.get(self.use, setting.height(1, sizes.body))
        return max(setting.height(len(self.lines), sizes.body), least) + 2 * sizes.cell


def _set_cell(cell: Cell, width: float, use: Use, setting: Setting) -> _SetCell:
    return _SetCell(width, use, setting.cell(cell, width - 2 * PAD_X, setting.sizes.body))


def _text_only(cells: tuple[_SetCell, ...]) -> tuple[_SetCell, ...]:
    return tuple(replace(cell, use=_HEAD_USE.get(cell.use, cell.use)) for cell in cells)


def _parts(cells: tuple[_SetCell, ...], setting: Setting) -> Iterator[tuple[_SetCell, ...]]:
    """A row whole, or in parts where it is higher than a page, which only a person's own text can be."""
    rest, most = cells, int(_HIGHEST_ROW / setting.height(1, setting.sizes.body))
    while max(len(cell.lines) for cell in rest) > most:
        yield tuple(replace(cell, lines=cell.lines[:most]) for cell in rest)
        rest = _text_only(tuple(replace(cell, lines=cell.lines[most:]) for cell in rest))
    yield rest


def _row(
    cells: tuple[_SetCell, ...],
    setting: Setting,
    edge: Edge,
    *,
    before: float = 0,
    keep: bool = False,
    head: Piece | None = None,
) -> Piece:
    sizes = setting.sizes
    height = max(cell.height(setting) for cell in cells)
    width = sum(cell.width for cell in cells)
    marks: list[Mark] = [RuleMark(0, 0, width, 0, HAIR)] if edge is Edge.TOP else []
    x = 0.0
    for cell in cells:
        marks.append(RuleMark(x, 0, 0, height, HAIR))
        if cell.use is Use.TICK:
            middle = sizes.cell + setting.height(1, sizes.body) / 2
            left, top = x + (cell.width - sizes.tick) / 2, middle - sizes.tick / 2
            marks.append(BoxMark(left, top, sizes.tick, sizes.tick, BOX_LINE, tick=True))
        if cell.use is Use.NUMBER:
            for number, line in enumerate(cell.lines):
                right = x + cell.width - PAD_X - line.width
                marks += setting.placed((line,), right, sizes.cell + setting.height(number, sizes.body), sizes.body)
        else:
            marks += setting.placed(cell.lines, x + PAD_X, sizes.cell, sizes.body)
        x += cell.width
    marks += [RuleMark(x, 0, 0, height, HAIR), RuleMark(0, height, width, 0, HAIR)]
    return Piece(height, tuple(marks), before=before, keep=keep, head=head)


@pieces_of.register
def _(block: Frame, setting: Setting) -> Iterator[Piece]:
    sizes, pad = setting.sizes, 3 * MILLIMETRE
    title = setting.lines(strong(block.title), WIDTH - 2 * pad, sizes.heading)
    body = setting.cell(block.body, WIDTH - 2 * pad, sizes.body)
    y = 1.6 * MILLIMETRE + setting.height(len(title), sizes.heading)
    height = y + setting.height(len(body), sizes.body) + 1.6 * MILLIMETRE
    inset = THICK / 2
    yield Piece(
        height,
        (
            BoxMark(inset, inset, WIDTH - THICK, height - THICK, THICK),
            *setting.placed(title, pad, 1.2 * MILLIMETRE, sizes.heading),
            *setting.placed(body, pad, y, sizes.body),
        ),
        before=setting.sizes.paragraph + 1 * MILLIMETRE,
    )


# pictures


@pieces_of.register
def _(block: TimelineBlock, setting: Setting) -> Iterator[Piece]:
    scale = setting.sizes.small / TEXT_PIXELS
    layout = timeline_layout(block, WIDTH / scale)
    before = setting.sizes.paragraph + 0.4 * MILLIMETRE
    yield Piece(layout.canvas.height * scale, (TimelineMark(0, 0, scale, layout),), before=before)


@pieces_of.register
def _(block: Codes, setting: Setting) -> Iterator[Piece]:
    gap, sizes = 4 * MILLIMETRE, setting.sizes
    per_row = max(1, int((WIDTH - 50 * MILLIMETRE) / (CODE_SIDE + gap)))
    rows = [block.texts[at : at + per_row] for at in range(0, len(block.texts), per_row)]
    for number, row in enumerate(rows):
        marks: list[Mark] = []
        for at, text in enumerate(row):
            marks.append(CodeMark(at * (CODE_SIDE + gap), 0, CODE_SIDE, setting.code(text)))
        height = CODE_SIDE
        if number == 0:
            left = len(row) * (CODE_SIDE + gap)
            caption = setting.cell(block.caption, WIDTH - left, sizes.small)
            marks += setting.placed(caption, left, 0, sizes.small)
            height = max(height, setting.height(len(caption), sizes.small))
        yield Piece(height, tuple(marks), before=2.5 * MILLIMETRE)


@pieces_of.register
def _(block: Receipt, setting: Setting) -> Iterator[Piece]:
    codes = block.codes
    alone = codes.texts[0] if codes and len(codes.texts) == 1 else ""
    if codes and not alone:
        yield from pieces_of(codes, setting)
    sizes = setting.sizes
    marks, y = _cut(block.keep, setting)
    room = WIDTH - (CODE_SIDE + 4 * MILLIMETRE if alone else 0)
    sentence = setting.lines(block.sentence, room, sizes.body)
    marks += setting.placed(sentence, 0, y, sizes.body)
    below = y + setting.height(len(sentence), sizes.body)
    if codes and alone:
        marks.append(CodeMark(WIDTH - CODE_SIDE, y, CODE_SIDE, setting.code(alone)))
        caption = setting.cell(codes.caption, room, sizes.small)
        marks += setting.placed(caption, 0, below, sizes.small)
        below += setting.height(len(caption), sizes.small)
    below += 2 * MILLIMETRE
    signed, height = _signatures(block.signatures, room, setting)
    marks += moved(signed, 0, below)
    bottom = max(below + height, y + CODE_SIDE if alone else 0)
    yield Piece(bottom, tuple(marks), before=3 * MILLIMETRE, sunk=True)


def _cut(keep: str, setting: Setting) -> tuple[list[Mark], float]:
    """The dashed line to cut along, with what is cut off named in it; and the height it takes."""
    small = setting.sizes.small
    named = setting.lines(plain(keep), WIDTH * 0.7, small)
    gap, widest = 2 * MILLIMETRE, max(line.width for line in named)
    side, middle = (WIDTH - widest) / 2 - gap, setting.height(1, small) / 2
    marks: list[Mark] = [
        RuleMark(0, middle, side, 0, HAIR, dashed=True),
        *setting.placed(named, side + gap, 0, small),
        RuleMark(WIDTH - side, middle, side, 0, HAIR, dashed=True),
    ]
    return marks, setting.height(len(named), small) + 1.5 * MILLIMETRE


def _signatures(fields: Sequence[Field], room: float, setting: Setting) -> tuple[tuple[Mark, ...], float]:
    """Names of lines to sign on, two in a row."""
    size, share, gap, y = setting.sizes.body, room / 2, 2 * MILLIMETRE, 0.0
    marks: list[Mark] = []
    for at in range(0, len(fields), 2):
        labels = [setting.lines(plain(field.name), share / 2, size) for field in fields[at : at + 2]]
        height = setting.height(max(map(len, labels)), size)
        for number, label in enumerate(labels):
            x, start = number * share, number * share + max(line.width for line in label) + gap
            marks += setting.placed(label, x, y + height - setting.height(len(label), size), size)
            marks.append(RuleMark(start, y + height, x + share - 2 * gap - start, 0, HAIR))
        y += height + 3 * MILLIMETRE
    return tuple(marks), y - 1 * MILLIMETRE
