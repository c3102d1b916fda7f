"""Finds what a page of a PDF draws: upright letters with their places, and ruled lines."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint
from functools import partial
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.cases.statements.refusal import RefusalReason, RefusedFile
from app.rules.value_type import value_type

_MOST_LETTERS: Final = 40_000  # of one page
_MOST_OBJECTS: Final = 60_000
_MOST_POINTS: Final = 200_000
_DEEPEST: Final = 6
_UPRIGHT: Final = math.radians(3)
_STRAIGHT: Final = 0.7  # points by which a line that counts as level may slope
_THIN: Final = 2.5
_LEAST_RULE: Final = 3.0
_MOST_BESIDE: Final = 40
_WHITE: Final = 245
_NOT_SHOWN: Final = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_HYPHEN: Final = 2  # how the library gives a hyphen at the end of a line
_QUARTER: Final = math.pi / 2


class Letter(NamedTuple):
    """A sign with its left and right edge, its baseline and its height; points, upwards and to the right."""

    left: float
    right: float
    base: float
    height: float
    sign: str


class Rule(NamedTuple):
    """A level line at height `at` from `start` to `end`, or an upright one with the axes exchanged."""

    at: float
    start: float
    end: float


@value_type
class PageInk:
    """What a page draws, turned so that its text runs from left to right.

    `slanted` is the number of letters left out because they run another way than the page; `pictures` and `unmapped`
    the number of pictures, and of letters of which the file does not say which they are.
    """

    letters: tuple[Letter, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    slanted: int
    pictures: int
    unmapped: int


_Point = tuple[float, float]
_Turn = Callable[[float, float], _Point]
_TURNS: Final[tuple[_Turn, ...]] = (
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)
"""By quarters that the text is turned against the hands of a clock."""


def ink_of(page: pdfium.PdfPage) -> PageInk:
    """What a page draws; raises `RefusedFile` for one that draws more than any paper does."""
    drawing = _Drawing(page.raw)
    text = page.get_textpage()
    try:
        by_way = _signs(text.raw, may_hide=drawing.hides_text)
    finally:
        text.close()
    main = max(range(4), key=lambda way: len(by_way[way]))
    level, upright = _turned(drawing.lines, _TURNS[main])
    return PageInk(
        tuple(map(_LETTERS[main], by_way[main])),
        level,
        upright,
        slanted=sum(len(signs) for way, signs in by_way.items() if way != main),
        pictures=drawing.pictures,
        unmapped=sum(_is_unmapped(sign[0]) for signs in by_way.values() for sign in signs),
    )


_Sign = tuple[str, float, float, float, float, float, float]
"""A letter as the page has it: the left, lower, right and upper edge of its box, and its origin."""

_SLANTED: Final = -1


def _signs(text: raw.FPDF_TEXTPAGE, *, may_hide: bool) -> dict[int, list[_Sign]]:
    """The letters that are shown, by the quarters that their line is turned against the hands of a clock."""
    count = raw.FPDFText_CountChars(text)
    if count > _MOST_LETTERS:
        raise RefusedFile(RefusalReason.TOO_LARGE)
    found: dict[int, list[_Sign]] = {way: [] for way in (0, 1, 2, 3, _SLANTED)}
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    at_box, at_x, at_y = byref(box), byref(x), byref(y)
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = "-" if code == _HYPHEN else chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004  the last sign
        if sign.isspace() or not code or 0xD800 <= code < 0xE000:  # noqa: PLR2004  halves of signs beyond all lists
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, at_box):
            continue
        if may_hide and raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index)) in _NOT_SHOWN:
            continue
        raw.FPDFText_GetCharOrigin(text, index, at_x, at_y)
        angle = raw.FPDFText_GetCharAngle(text, index)  # with the hands of a clock
        quarters = round(angle / _QUARTER) if angle else 0
        way = -quarters % 4 if abs(angle - quarters * _QUARTER) < _UPRIGHT else _SLANTED
        found[way].append((sign, box.left, box.bottom, box.right, box.top, x.value, y.value))
    return found


def _level_letter(sign: _Sign) -> Letter:
    text, left, bottom, right, top, _, base = sign
    return Letter(left, right, base, top - bottom, text)


def _turned_letter(turn: _Turn, sign: _Sign) -> Letter:
    text, left, bottom, right, top, x, y = sign
    (x0, y0), (x1, y1) = turn(left, bottom), turn(right, top)
    return Letter(min(x0, x1), max(x0, x1), turn(x, y)[1], abs(y1 - y0), text)


_LETTERS: Final[tuple[Callable[[_Sign], Letter], ...]] = (
    _level_letter,
    *(partial(_turned_letter, turn) for turn in _TURNS[1:]),
)


def _is_unmapped(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign < "\xa0" or "\ue000" <= sign <= "\uf8ff" or sign >= "\ufff0"


def _turned(lines: Sequence[tuple[_Point, _Point]], turn: _Turn) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    level, upright = [], []
    for start, end in lines:
        (x0, y0), (x1, y1) = turn(*start), turn(*end)
        if abs(y1 - y0) <= _STRAIGHT and abs(x1 - x0) >= _LEAST_RULE:
            level.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= _STRAIGHT and abs(y1 - y0) >= _LEAST_RULE:
            upright.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(level), tuple(upright)


_Matrix = tuple[float, float, float, float, float, float]


class _Drawing:
    """The lines and pictures among the objects of a page, with those in its forms."""

    def __init__(self, page: raw.FPDF_PAGE) -> None:
        self.lines: list[tuple[_Point, _Point]] = []
        self.pictures = 0
        self.hides_text = False
        self._objects = self._points = 0
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._take(raw.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), 0)

    def _take(self, item: raw.FPDF_PAGEOBJECT, outer: _Matrix, depth: int) -> None:
        self._objects += 1
        if self._objects > _MOST_OBJECTS or depth > _DEEPEST:
            raise RefusedFile(RefusalReason.TOO_LARGE)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.hides_text = self.hides_text or raw.FPDFTextObj_GetTextRenderMode(item) in _NOT_SHOWN
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            inner = _joined(_matrix(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                self._take(raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _path(self, path: raw.FPDF_PAGEOBJECT, outer: _Matrix) -> None:
        fill, stroke = c_int(), c_int()
        raw.FPDFPath_GetDrawMode(path, byref(fill), byref(stroke))
        if not (fill.value or stroke.value):
            return
        colour_of = raw.FPDFPageObj_GetStrokeColor if stroke.value else raw.FPDFPageObj_GetFillColor
        if _is_white(path, colour_of):
            return
        lines = list(self._segments(path, _joined(_matrix(path), outer)))
        if stroke.value:
            self.lines += lines
        else:
            self.lines += _between_edges(lines)

    def _segments(self, path: raw.FPDF_PAGEOBJECT, matrix: _Matrix) -> Iterator[tuple[_Point, _Point]]:
        first = last = None
        x, y = c_float(), c_float()
        for index in range(raw.FPDFPath_CountSegments(path)):
            self._points += 1
            if self._points > _MOST_POINTS:
                raise RefusedFile(RefusalReason.TOO_LARGE)
            segment = raw.FPDFPath_GetPathSegment(path, index)
            raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
            point = _moved(matrix, x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
                yield last, point
            last = point
            if raw.FPDFPathSegment_GetClose(segment) and first is not None:
                yield point, first


def _between_edges(edges: Sequence[tuple[_Point, _Point]]) -> Iterator[tuple[_Point, _Point]]:
    """The lines that a filled shape draws: wherever two of its edges run close beside each other.

    A thin area is one line, and the outline of a box, as some programs draw it, is four; a shape with a body is none.
    """
    level = sorted((y0, min(x0, x1), max(x0, x1)) for (x0, y0), (x1, y1) in edges if abs(y1 - y0) <= _STRAIGHT)
    upright = sorted((x0, min(y0, y1), max(y0, y1)) for (x0, y0), (x1, y1) in edges if abs(x1 - x0) <= _STRAIGHT)
    for at, start, end in _beside(level):
        yield (start, at), (end, at)
    for at, start, end in _beside(upright):
        yield (at, start), (at, end)


def _beside(edges: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    for place, (at, start, end) in enumerate(edges):
        for other, first, last in edges[place + 1 : place + 1 + _MOST_BESIDE]:
            if other - at > _THIN:
                break
            if other > at and min(end, last) - max(start, first) >= _LEAST_RULE:
                yield (at + other) / 2, min(start, first), max(end, last)
                break


def _is_white(path: raw.FPDF_PAGEOBJECT, colour_of: Callable[..., int]) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not colour_of(path, byref(red), byref(green), byref(blue), byref(alpha)):
        return False
    return not alpha.value or min(red.value, green.value, blue.value) > _WHITE


def _matrix(item: raw.FPDF_PAGEOBJECT) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, byref(matrix)):
        return 1, 0, 0, 1, 0, 0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _joined(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    x, y = _moved(outer, e, f)
    p, q, r, s, _, _ = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, x, y


def _moved(matrix: _Matrix, x: float, y: float) -> _Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
